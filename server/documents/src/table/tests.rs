use super::*;
use calamine::{Data, Reader as _, Xlsx};
use model::{
    calendar::Day,
    import::{
        Value, columns,
        conventions::{Conventions, Custom},
        understand,
    },
    money::Currency,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn table(bytes: &[u8]) -> Table {
    read(bytes, "file", &ReadChoices::default()).unwrap()
}

fn refusal(bytes: &[u8]) -> ReadError {
    read(bytes, "file", &ReadChoices::default()).unwrap_err()
}

fn texts(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_french_csv_in_windows_1252_with_titles_above() {
    let text = "Portefeuille de contrats;;;\r\nÉdité le 05/01/2026;;;\r\n\r\nN° contrat;Client;Date d'effet;Montant HT (€)\r\nCT-1;Boulangerie Élan;01/01/2024;1 234,56\r\n;;;\r\nCT-2;\"Durand; Fils\nSA\";01/02/2024;12,50\r\nCT-3;Dupont;01/03/2024;7\r\n";
    let table = table(&encoding_rs::WINDOWS_1252.encode(text).0);
    assert_eq!(table.encoding, Some(Encoding::Windows1252));
    assert_eq!(table.separator, Some(Separator::Semicolon));
    assert_eq!(table.header_row, 4);
    assert_eq!(table.header, ["N° contrat", "Client", "Date d'effet", "Montant HT (€)"]);
    assert_eq!(
        texts(&table),
        [
            vec!["CT-1", "Boulangerie Élan", "01/01/2024", "1 234,56"],
            vec!["CT-2", "Durand; Fils\nSA", "01/02/2024", "12,50"],
            vec!["CT-3", "Dupont", "01/03/2024", "7"],
        ]
    );
    // As an editor numbers lines: the second record begins on line 7 and goes on to 8.
    assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 7, 9]);
}

#[test]
fn a_chinese_csv_in_gb18030() {
    let text = "合同编号,客户名称,开始日期,每期金额\nHT-1,上海华联科技有限公司,2024年1月5日,\"¥1,234.00\"\n";
    let table = table(&encoding_rs::GB18030.encode(text).0);
    assert_eq!((table.encoding, table.separator), (Some(Encoding::Gb18030), Some(Separator::Comma)));
    assert_eq!(texts(&table), [["HT-1", "上海华联科技有限公司", "2024年1月5日", "¥1,234.00"]]);
}

#[test]
fn separators_are_told_by_how_even_the_rows_come_out() {
    for (text, separator) in [
        ("a,b,c\n1,2,3\n", Separator::Comma),
        ("a;b;c\n1,5;2,5;3\n1;2;3,5\n", Separator::Semicolon),
        ("a\tb\n1, 2\t3\n", Separator::Tab),
        ("a|b|c\n1|2|3\n", Separator::Pipe),
        ("sep=|\na|b;c\n1|2;3\n", Separator::Pipe),
        ("a;b\n\"x,y,z\";1\n\"u,v,w\";2\n", Separator::Semicolon),
        ("only\none\n", Separator::Comma),
    ] {
        assert_eq!(table(text.as_bytes()).separator, Some(separator), "{text}");
    }
    let announced = table(b"sep=;\r\na;b\r\n1;2\r\n");
    assert_eq!((announced.header_row, announced.rows[0].number), (2, 3));
}

#[test]
fn a_person_can_choose_otherwise() {
    let text = b"x;y\na;b\n1;2\n";
    let choices = ReadChoices { separator: Some(Separator::Comma), ..ReadChoices::default() };
    assert_eq!(read(text, "", &choices).unwrap().header, ["x;y"]);
    let choices = ReadChoices { header_row: Some(2), ..ReadChoices::default() };
    assert_eq!(read(text, "", &choices).unwrap().header, ["a", "b"]);
    let choices = ReadChoices { header_row: Some(9), ..ReadChoices::default() };
    assert_eq!(read(text, "", &choices), Err(ReadError::NoSuchHeaderRow(9)));
    let choices = ReadChoices { encoding: Some(Encoding::Gb18030), ..ReadChoices::default() };
    assert_eq!(read(text, "", &choices).unwrap().encoding, Some(Encoding::Gb18030));
}

#[test]
fn other_files_are_refused_by_what_they_are() {
    use FileKind::*;
    for (bytes, kind) in [
        (&b"%PDF-1.7\n"[..], Pdf),
        (b"\x89PNG\r\n\x1a\n", Image),
        (b"MZ\x90\0\x03", Program),
        (b"\x7FELF\x02", Program),
        (b"\x1F\x8B\x08", Archive),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest", OldExcel),
        (b"<!DOCTYPE html><table>", Html),
        (b"<?xml version=\"1.0\"?><Workbook/>", Xml),
        (b"{\"a\": 1}", Json),
        (b"a,b\n1,\0\n", Binary),
    ] {
        assert_eq!(refusal(bytes), ReadError::NotATable(kind));
    }
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refusal(&encrypted), ReadError::Encrypted);
    for (part, kind) in [
        ("word/document.xml", OfficeDocument),
        ("content.xml", OpenDocument),
        ("a.txt", Archive),
        ("xl/workbook.bin", BinaryExcel),
    ] {
        assert_eq!(refusal(&archive(&[(part, b"x")])), ReadError::NotATable(kind), "{part}");
    }
    assert_eq!(refusal(b""), ReadError::Empty);
    assert_eq!(refusal(b" \n\n"), ReadError::Empty);
    assert_eq!(refusal(b"Contract,Customer\n"), ReadError::NoRows);
}

#[test]
fn text_beyond_the_limits_is_refused() {
    let wide = format!("{}\n{}\n", vec!["a"; 201].join(","), vec!["1"; 201].join(","));
    assert_eq!(refusal(wide.as_bytes()), ReadError::TooManyColumns { row: 1, limit: MAX_COLUMNS });
    let long = format!("a,b\n1,2\n\"never closed,3\n{}", "x,y\n".repeat(20_000));
    assert_eq!(refusal(long.as_bytes()), ReadError::CellTooLong { row: 3, limit: MAX_CELL_CHARS });
    let many = format!("a,b\n{}", "1,2\n".repeat(200_001));
    assert_eq!(refusal(many.as_bytes()), ReadError::TooManyRows { limit: MAX_ROWS });
    let empty_rows = format!("Contract,Customer\n{}A-1,Acme\n", ",\n".repeat(300_000));
    assert_eq!(table(empty_rows.as_bytes()).rows[0].number, 300_002);
}

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_keeps_days_amounts_percentages_and_cached_formulas() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Contrats").unwrap();
        sheet.write_string(0, 0, "Portefeuille").unwrap();
        for (column, title) in
            ["N° contrat", "Client", "Date d'effet", "Montant", "TVA", "Actif", "Calcul"].iter().enumerate()
        {
            sheet.write_string(2, column as u16, *title).unwrap();
        }
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let euro = Format::new().set_num_format("#,##0.00\\ [$€-40C]");
        let percent = Format::new().set_num_format("0.0%");
        sheet.write_string(3, 0, "CT-1").unwrap();
        sheet.write_string(3, 1, "Élan & Fils <SA>").unwrap();
        sheet.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(2024, 1, 5).unwrap(), &day).unwrap();
        sheet.write_number_with_format(3, 3, 1234.56, &euro).unwrap();
        sheet.write_number_with_format(3, 4, 0.055, &percent).unwrap();
        sheet.write_boolean(3, 5, true).unwrap();
        sheet.write_formula(3, 6, Formula::new("=0.1+0.2").set_result("0.30000000000000004")).unwrap();
        sheet.write_number(9, 0, 1001).unwrap();
        sheet.write_string(9, 1, "Durand").unwrap();
        sheet.write_formula(9, 6, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    let table = table(&bytes);
    assert_eq!(
        (table.sheets.as_slice(), table.sheet.as_deref()),
        (["Contrats".to_owned()].as_slice(), Some("Contrats"))
    );
    assert_eq!((table.encoding, table.separator, table.header_row), (None, None, 3));
    assert_eq!(table.header, ["N° contrat", "Client", "Date d'effet", "Montant", "TVA", "Actif", "Calcul"]);
    let plain = |value: &str| Value::Number { value: decimal(value), percent: false, currency: None };
    let first = &table.rows[0];
    assert_eq!(first.number, 4);
    assert_eq!(first.cells[1].text, "Élan & Fils <SA>");
    assert_eq!(first.cells[2].value, Value::Day { day: Day::from_ymd_opt(2024, 1, 5).unwrap() });
    assert_eq!(first.cells[2].text, "2024-01-05");
    assert_eq!(
        first.cells[3].value,
        Value::Number { value: decimal("1234.56"), percent: false, currency: Some(Currency::EUR) }
    );
    assert_eq!(first.cells[3].text, "1234.56 EUR");
    assert_eq!(first.cells[4].value, Value::Number { value: decimal("0.055"), percent: true, currency: None });
    assert_eq!(first.cells[4].text, "5.5 %");
    assert_eq!(first.cells[5].value, Value::Bool { yes: true });
    assert_eq!(first.cells[6].value, plain("0.3"));
    let second = &table.rows[1];
    assert_eq!((second.number, second.cells[0].text.as_str(), second.cells[0].value), (10, "1001", plain("1001")));
    assert_eq!((second.cells[6].text.as_str(), second.cells[6].value), ("#N/A", Value::Error));
}

#[test]
fn what_we_read_is_what_another_reader_reads() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        for column in 0..6 {
            sheet.write_string(0, column, format!("Column {column}")).unwrap();
        }
        for row in 1..60_u32 {
            sheet.write_string(row, 0, format!("text {row}\n«é» 上海 _x0041_")).unwrap();
            sheet.write_number(row, 1, f64::from(row) / 7.0).unwrap();
            sheet.write_number(row, 2, f64::from(row * row) * 1e6).unwrap();
            sheet
                .write_datetime_with_format(
                    row,
                    3,
                    ExcelDateTime::from_serial_datetime(f64::from(row * 700)).unwrap(),
                    &day,
                )
                .unwrap();
            sheet.write_boolean(row, 4, row % 2 == 0).unwrap();
            if row % 3 == 0 {
                sheet.write_string(row, 5, "rare").unwrap();
            }
        }
    });
    let ours = table(&bytes);
    let mut theirs: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    let range = theirs.worksheet_range("Sheet1").unwrap();
    for (row, theirs) in ours.rows.iter().zip(range.rows().skip(1)) {
        for (column, theirs) in theirs.iter().enumerate() {
            let ours = row.cell(column);
            match (theirs, ours.value) {
                (Data::Empty, Value::Empty) => {}
                (Data::String(theirs), Value::Text) => assert_eq!(&ours.text, theirs),
                (Data::Bool(theirs), Value::Bool { yes }) => assert_eq!(yes, *theirs),
                (Data::Float(theirs), Value::Number { value, .. }) => {
                    let theirs = Decimal::from_scientific(&format!("{theirs:.14e}")).unwrap();
                    assert_eq!(value, theirs);
                }
                (Data::DateTime(theirs), Value::Day { day }) => {
                    let (year, month, date, ..) = theirs.to_ymd_hms_milli();
                    assert_eq!(day, Day::from_ymd_opt(year.into(), month.into(), date.into()).unwrap());
                }
                (theirs, ours) => panic!("row {} column {column}: {theirs:?} and {ours:?}", row.number),
            }
        }
    }
    assert_eq!(ours.rows.len(), 59);
}

#[test]
fn the_first_visible_sheet_with_a_table_is_taken_unless_another_is_chosen() {
    let bytes = workbook(|workbook| {
        workbook.add_worksheet().set_name("Notes").unwrap();
        let hidden = workbook.add_worksheet().set_name("Secret").unwrap();
        hidden.set_hidden(true);
        hidden.write_string(0, 0, "Contract").unwrap();
        hidden.write_string(1, 0, "S-1").unwrap();
        let sheet = workbook.add_worksheet().set_name("Données").unwrap();
        sheet.write_string(0, 0, "Contract").unwrap();
        sheet.write_string(1, 0, "A-1").unwrap();
    });
    let found = table(&bytes);
    assert_eq!(found.sheets, ["Notes", "Secret", "Données"]);
    assert_eq!((found.sheet.as_deref(), texts(&found)), (Some("Données"), vec![vec!["A-1"]]));
    let choose = |name: &str| read(&bytes, "", &ReadChoices { sheet: Some(name.to_owned()), ..ReadChoices::default() });
    assert_eq!(texts(&choose("Secret").unwrap()), [["S-1"]]);
    assert_eq!(choose("Nowhere"), Err(ReadError::NoSuchSheet("Nowhere".to_owned())));
    assert_eq!(choose("Notes"), Err(ReadError::Empty));
}

#[test]
fn of_several_sheets_the_first_that_is_wanted_is_taken_and_the_first_where_none_is() {
    let bytes = workbook(|workbook| {
        for (name, title) in [("Legend", "Colour"), ("Contracts", "Contract"), ("Old", "Contract")] {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.write_string(0, 0, title).unwrap();
            sheet.write_string(1, 0, "A-1").unwrap();
        }
    });
    let sheet = |title: &str| {
        let wanted = |table: &Table| table.header.iter().any(|cell| cell == title);
        let found = read_wanted(&bytes, "", &ReadChoices::default(), &wanted).unwrap();
        assert_eq!(found.sheets, ["Legend", "Contracts", "Old"]);
        found.sheet
    };
    assert_eq!(sheet("Contract").as_deref(), Some("Contracts"));
    assert_eq!(sheet("Invoice").as_deref(), Some("Legend"));
}

/// A ZIP archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook made by hand around the XML of its sheet.
fn handmade(sheet: &str) -> Vec<u8> {
    handmade_with(sheet, "<workbookPr/>", "")
}

fn handmade_with(sheet: &str, properties: &str, shared: &str) -> Vec<u8> {
    let book = format!(
        "<workbook xmlns:r=\"r\">{properties}<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    let styles = "<styleSheet><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    archive(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{shared}</sst>").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn cells_are_read_in_every_way_they_are_written() {
    let sheet = "<x:worksheet xmlns:x=\"x\"><x:sheetData>\
        <x:row><x:c t=\"inlineStr\"><x:is><x:r><x:t>Con</x:t></x:r><x:r><x:t>tract</x:t></x:r></x:is></x:c><x:c t=\"s\"><x:v>0</x:v></x:c><x:c t=\"str\"><x:v>Start</x:v></x:c><x:c t=\"str\"><x:v>End</x:v></x:c></x:row>\
        <x:row r=\"5\"><x:c r=\"A5\" t=\"str\"><x:f>A1&amp;\"x\"</x:f><x:v>A&amp;B &#233;</x:v></x:c><x:c r=\"C5\" s=\"1\"><x:v>45292</x:v></x:c><x:c r=\"D5\" t=\"d\"><x:v>2024-12-31T00:00:00</x:v></x:c></x:row>\
        <x:row><x:c><x:v>1E3</x:v></x:c><x:c t=\"s\"><x:v>99</x:v></x:c><x:c s=\"1\"><x:v>-5</x:v></x:c><x:c><x:v>NaN</x:v></x:c></x:row>\
        </x:sheetData></x:worksheet>";
    let found = table(&handmade_with(sheet, "<workbookPr/>", "<si><t>Customer</t><rPh><t>kana</t></rPh></si>"));
    assert_eq!(found.header, ["Contract", "Customer", "Start", "End"]);
    assert_eq!(texts(&found), [vec!["A&B é", "", "2024-01-01", "2024-12-31"], vec!["1000", "", "-5", "NaN"]]);
    assert_eq!(found.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 6]);
    let found = table(&handmade_with(
        "<worksheet><sheetData><row><c t=\"str\"><v>Start</v></c></row><row><c s=\"1\"><v>43830</v></c></row></sheetData></worksheet>",
        "<workbookPr date1904=\"1\"/>",
        "",
    ));
    assert_eq!(texts(&found), [["2024-01-01"]]);
}

#[test]
fn a_sheet_that_lies_about_its_size_costs_nothing() {
    let lie = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"str\"><v>Contract</v></c></row>\
        <row r=\"1048576\" spans=\"1:16384\"><c r=\"A1048576\" t=\"str\"><v>A-1</v></c><c r=\"XFD1048576\" s=\"1\"/></row>\
        </sheetData></worksheet>";
    let found = table(&handmade(lie));
    assert_eq!((found.rows.len(), found.rows[0].number), (1, 1_048_576));
    let far = "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(refusal(&handmade(far)), ReadError::TooManyColumns { row: 1, limit: MAX_COLUMNS });
}

#[test]
fn empty_rows_are_skipped_and_too_many_full_ones_refused() {
    let mut sheet = String::from("<worksheet><sheetData><row><c t=\"str\"><v>Contract</v></c></row>");
    for row in 2..300_000 {
        sheet += &format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>");
    }
    sheet += "<row r=\"300001\"><c t=\"str\"><v>A-1</v></c></row></sheetData></worksheet>";
    assert_eq!(table(&handmade(&sheet)).rows.len(), 1);
    let full =
        format!("<worksheet><sheetData>{}</sheetData></worksheet>", "<row><c><v>1</v></c></row>".repeat(200_100));
    assert_eq!(refusal(&handmade(&full)), ReadError::TooManyRows { limit: MAX_ROWS });
}

#[test]
fn one_long_text_repeated_everywhere_is_refused() {
    let shared = format!("<si><t>{}</t></si>", "x".repeat(32_000));
    let sheet = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        "<row><c t=\"s\"><v>0</v></c></row>".repeat(10_000)
    );
    assert_eq!(refusal(&handmade_with(&sheet, "", &shared)), ReadError::TooMuchText);
    let longer = format!("<si><t>{}</t></si>", "x".repeat(32_768));
    assert_eq!(
        refusal(&handmade_with(
            "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
            "",
            &longer
        )),
        ReadError::CellTooLong { row: 1, limit: MAX_CELL_CHARS }
    );
}

#[test]
fn a_zip_bomb_is_refused_quickly() {
    let begun = Instant::now();
    let mut bytes = handmade(&" ".repeat(20 << 20));
    assert_eq!(refusal(&bytes), ReadError::UnpacksTooLarge { limit: MAX_UNPACKED_BYTES });
    // The same with sizes that lie: what counts is what comes out.
    let size = (20_u32 << 20).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == size) {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(matches!(refusal(&bytes), ReadError::UnpacksTooLarge { .. } | ReadError::Broken));
    // Sizes that claim too much are believed at once.
    let mut claims = archive(&[("xl/workbook.xml", b"<workbook/>")]);
    let at = claims.windows(4).rposition(|window| window == 11_u32.to_le_bytes()).unwrap();
    claims[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes()[..4]);
    assert!(read(&claims, "", &ReadChoices::default()).is_err());
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn broken_workbooks_are_refused() {
    let good = handmade(
        "<worksheet><sheetData><row><c t=\"str\"><v>Contract</v></c></row><row><c><v>1</v></c></row></sheetData></worksheet>",
    );
    assert_eq!(table(&good).rows.len(), 1);
    for length in (0..good.len()).step_by(31) {
        assert!(read(&good[..length], "", &ReadChoices::default()).is_err(), "{length}");
    }
    assert_eq!(refusal(&handmade("<worksheet><sheetData><row><c t=\"str\"><v>Contract</v>")), ReadError::Broken);
    assert_eq!(refusal(&handmade(&"<a>".repeat(1000))), ReadError::Broken);
    assert_eq!(refusal(&handmade("")), ReadError::Empty);
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>Contract</v></c></row><row><c t=\"str\"><v>A&b;1</v></c></row></sheetData></worksheet>";
    assert!(
        read(&handmade(entities), "", &ReadChoices::default()).is_ok_and(|table| table.rows[0].cells[0].text == "A1")
    );
}

#[test]
fn a_file_of_contracts_goes_all_the_way_to_drafts() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let euro = Format::new().set_num_format("#,##0.00 €");
        let percent = Format::new().set_num_format("0%");
        for (column, title) in
            ["N° contrat", "Client", "Date d'effet", "Durée (mois)", "Périodicité", "Montant HT", "TVA"]
                .iter()
                .enumerate()
        {
            sheet.write_string(0, column as u16, *title).unwrap();
        }
        sheet.write_number(1, 0, 1001).unwrap();
        sheet.write_string(1, 1, "Durand").unwrap();
        sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2024, 1, 1).unwrap(), &day).unwrap();
        sheet.write_number(1, 3, 36).unwrap();
        sheet.write_string(1, 4, "Mensuel").unwrap();
        sheet.write_number_with_format(1, 5, 0.1 + 0.2, &euro).unwrap();
        sheet.write_number_with_format(1, 6, 0.2, &percent).unwrap();
    });
    let grid = Grid::from(table(&bytes));
    let found = understand::contract_rows(&grid, &columns::guess(&grid), &Conventions::default(), &Custom::default());
    let draft = found[0].draft.as_ref().unwrap();
    assert_eq!(found[0].problems, []);
    assert_eq!(draft.reference.as_deref(), Some("1001"));
    assert_eq!(draft.currency, Some(Currency::EUR));
    assert_eq!((draft.lines[0].unit_price, draft.lines[0].vat_percent), (decimal("0.3"), Some(decimal("20"))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "", &ReadChoices::default());
    }

    #[test]
    fn no_text_panics(text in "[a-zé0-9,;|\t\"\n\r ]{0,200}") {
        let _ = read(text.as_bytes(), "", &ReadChoices::default());
    }

    #[test]
    fn no_damaged_workbook_panics(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = handmade("<worksheet><sheetData><row><c t=\"str\"><v>Contract</v></c></row><row><c><v>1</v></c></row></sheetData></worksheet>");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, "", &ReadChoices::default());
    }

    #[test]
    fn no_sheet_panics(inner in "(<row( r=\"[0-9]{1,11}\")?>|</row>|<c( r=\"[A-Z]{0,5}[0-9]{0,3}\")?( t=\"(s|str|b|e|d|n|inlineStr)\")?( s=\"[0-9]{1,3}\")?>|</c>|<v>|</v>|<is>|<t>|</t>|[0-9]{1,3}|&amp;|&#[0-9]{1,7};|é|<v/>){0,30}") {
        let _ = read(&handmade(&format!("<worksheet><sheetData>{inner}</sheetData></worksheet>")), "", &ReadChoices::default());
    }
}
