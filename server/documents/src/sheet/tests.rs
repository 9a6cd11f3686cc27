use super::*;
use crate::table::{self, ReadChoices};
use model::{import::Value, money::Currency};
use proptest::prelude::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn sample() -> Sheet {
    Sheet {
        name: "Findings: 2026/01".to_owned(),
        header: ["Contract", "Customer", "Amount", "Share", "Units", "Day"].map(str::to_owned).to_vec(),
        rows: vec![
            vec![
                Cell::Text("C-2026-0001".to_owned()),
                Cell::Text("=HYPERLINK(\"http://x\")".to_owned()),
                Cell::Money(Money::new(-123_456, Currency::EUR)),
                Cell::Percent(decimal("5.5")),
                Cell::Whole(-3),
                Cell::Day(NaiveDate::from_ymd_opt(2026, 1, 5).unwrap()),
            ],
            vec![
                Cell::Text("Dupont, \"Fils\"\n& Co".to_owned()),
                Cell::Text("-1+2".to_owned()),
                Cell::Number(decimal("0.1")),
                Cell::Empty,
                Cell::Whole(i64::MAX),
                Cell::Text("上海".to_owned()),
            ],
        ],
    }
}

#[test]
fn csv_is_marked_quoted_and_harmless() {
    let text = String::from_utf8(csv(&sample(), Dialect::Points).unwrap()).unwrap();
    assert_eq!(
        text,
        "\u{FEFF}Contract,Customer,Amount,Share,Units,Day\r\n\
         C-2026-0001,\"'=HYPERLINK(\"\"http://x\"\")\",-1234.56,5.5 %,-3,2026-01-05\r\n\
         \"Dupont, \"\"Fils\"\"\n& Co\",'-1+2,0.1,,9223372036854775807,上海\r\n"
    );
}

#[test]
fn french_csv_has_semicolons_and_decimal_commas_and_is_read_back() {
    assert_eq!(Dialect::of(Language::Fr), Dialect::Commas);
    assert_eq!([Language::En, Language::Zh].map(Dialect::of), [Dialect::Points; 2]);
    let bytes = csv(&sample(), Dialect::Commas).unwrap();
    let table = table::read(&bytes, "export.csv", &ReadChoices::default()).unwrap();
    assert_eq!((table.separator, table.header.as_slice()), (Some(table::Separator::Semicolon), &sample().header[..]));
    let read = |row: usize| table.rows[row].cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
    assert_eq!(read(0), ["C-2026-0001", "=HYPERLINK(\"http://x\")", "-1234,56", "5,5 %", "-3", "2026-01-05"]);
    assert_eq!(read(1), ["Dupont, \"Fils\"\n& Co", "-1+2", "0,1", "", "9223372036854775807", "上海"]);
    let amount = model::import::values::number("-1234,56", model::import::values::DecimalMark::Comma);
    assert_eq!(amount.map(|figure| figure.value), Some(decimal("-1234.56")));
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{FEFF}Contract;Customer;Amount;Share;Units;Day\r\n"), "{text}");
}

#[test]
fn a_workbook_keeps_numbers_as_numbers_and_text_as_text() {
    let bytes = xlsx(&[sample(), sample()]).unwrap();
    let table = table::read(&bytes, "export.xlsx", &ReadChoices::default()).unwrap();
    assert_eq!(table.sheets, ["Findings  2026 01", "Findings  2026 01 2"]);
    assert_eq!(table.header, sample().header);
    let values: Vec<Value> = table.rows[0].cells.iter().map(|cell| cell.value).collect();
    let number = |value: &str, percent| Value::Number { value: decimal(value), percent, currency: None };
    assert_eq!(
        values,
        [
            Value::Text,
            Value::Text,
            number("-1234.56", false),
            number("0.055", true),
            number("-3", false),
            Value::Day { day: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() },
        ]
    );
    assert_eq!(table.rows[0].cells[1].text, "=HYPERLINK(\"http://x\")");
    // Nineteen figures do not survive as a number: they are kept as text.
    assert_eq!(
        (table.rows[1].cells[4].value, table.rows[1].cells[4].text.as_str()),
        (Value::Text, "9223372036854775807")
    );
}

#[test]
fn no_formula_ever_stands_in_a_workbook() {
    let bytes = xlsx(&[sample()]).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f>"), "{sheet}");
}

#[test]
fn names_of_sheets_are_made_fit() {
    let mut taken = HashSet::new();
    let long = "Über-long name of a sheet that goes on and on";
    for (name, fit) in [
        ("a/b", "a b"),
        ("", "Sheet"),
        (" ", "Sheet 2"),
        ("'", "’"),
        ("A B", "A B 2"),
        ("History", "Sheet 3"),
        (long, "Über-long name of a sheet that "),
        (long, "Über-long name of a sheet tha 2"),
    ] {
        assert_eq!(fit_name(name, &mut taken), fit);
    }
    assert!(xlsx(&[]).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_as_csv_is_read_back(
        cells in proptest::collection::vec("[a-zé=+@,;\"' \n-]{1,12}", 3),
        dialect in prop_oneof![Just(Dialect::Points), Just(Dialect::Commas)],
    ) {
        let header = ["Contract", "Customer", "Title"].map(str::to_owned).to_vec();
        let sheet = Sheet { name: String::new(), header, rows: vec![cells.iter().cloned().map(Cell::Text).collect()] };
        let bytes = csv(&sheet, dialect).unwrap();
        let read = table::read(&bytes, "", &ReadChoices::default());
        let text = |index: usize| cells[index].as_str();
        if cells.iter().all(|cell| !cell.trim().is_empty() && !cell.starts_with('\'') && !cell.starts_with('\n')) {
            let table = read.unwrap();
            for index in 0..3 {
                prop_assert_eq!(&table.rows[0].cells[index].text, text(index));
            }
        }
    }

    #[test]
    fn no_text_breaks_a_workbook(text in ".{0,40}", name in ".{0,40}") {
        let sheet = Sheet { name, header: vec![text.clone()], rows: vec![vec![Cell::Text(text.clone())], vec![Cell::Text("x".to_owned())]] };
        xlsx(&[sheet]).unwrap();
    }
}

#[test]
fn a_file_in_pieces_is_the_file_at_once() {
    let header = vec!["Name".to_owned(), "=Day".to_owned()];
    let rows: Vec<Vec<Cell>> = (0..5).map(|row| vec![Cell::Text(format!("-{row}")), Cell::Whole(row)]).collect();
    let whole =
        csv(&Sheet { name: String::new(), header: header.clone(), rows: rows.clone() }, Dialect::Commas).unwrap();
    let mut pieces = csv_header(&header, Dialect::Commas).unwrap();
    for some in rows.chunks(2) {
        pieces.extend(csv_rows(some.to_vec(), Dialect::Commas).unwrap());
    }
    assert_eq!(pieces, whole);

    let mut book = Book::new("Rows", header.clone()).unwrap();
    for some in rows.chunks(2) {
        book.append(some).unwrap();
    }
    assert!(book.finish().unwrap().starts_with(b"PK"));
    assert!(Book::new("Rows", header).unwrap().finish().unwrap().starts_with(b"PK"), "a list may be empty");
}
