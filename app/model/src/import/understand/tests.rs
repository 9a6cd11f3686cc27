mod columns;
mod headers;
mod invoice;
mod open_ended;
mod payment;
mod termination;
mod written;

use super::*;
use crate::{
    calendar::{Day, Length, Period},
    contract::{ContractType, PaymentTerm, Renewal, TermLength},
    import::{
        Cell, Grid, Row,
        columns::{ContractField, InvoiceField, Mapping, guess},
        conventions::{Conventions, Custom},
        draft::{ContractDraft, InvoiceDraft, UnderstoodRow},
        problem::{Field, Problem, Severity},
    },
    invoice::InvoiceKind,
    money::{Currency, Money},
    price_line::{Recurrence, Timing},
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A table whose cells are separated by `|`; the first line is the header, which stands in row 1.
fn grid(table: &str) -> Grid {
    let mut lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let header = lines.next().map(cells).unwrap_or_default();
    let rows = lines
        .zip(2..)
        .map(|(line, number)| Row { number, cells: cells(line).into_iter().map(Cell::from_text).collect() });
    Grid { header, rows: rows.collect() }
}

fn contracts(table: &str) -> Vec<UnderstoodRow<ContractDraft>> {
    let grid = grid(table);
    contract_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default())
}

fn contract(table: &str) -> (ContractDraft, Vec<Problem>) {
    let mut found = contracts(table);
    assert_eq!(found.len(), 1, "{found:#?}");
    let only = found.remove(0);
    (only.draft.expect("a draft"), only.problems.into_iter().map(|at| at.problem).collect())
}

fn invoices(table: &str) -> Vec<UnderstoodRow<InvoiceDraft>> {
    let grid = grid(table);
    invoice_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default())
}

fn invoice(table: &str) -> (InvoiceDraft, Vec<Problem>) {
    let mut found = invoices(table);
    assert_eq!(found.len(), 1, "{found:#?}");
    let only = found.remove(0);
    (only.draft.expect("a draft"), only.problems.into_iter().map(|at| at.problem).collect())
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

#[test]
fn a_french_row_is_understood_whole() {
    let (draft, problems) = contract(
        "N° contrat | Client | Objet | Type | Signé le | Date d'effet | Durée | Tacite reconduction | Préavis | Périodicité | Montant HT | TVA | Délai de paiement | Responsable | Entité | Révision annuelle
         CT-12 | Boulangerie Élan SARL | Entretien chaudière | Maintenance | 15/12/2023 | 01/01/2024 | 12 mois | oui | 3 mois | Trimestriel à échoir | 1 234,56 € HT | 20 % | 30 jours fin de mois | Anna Lind | Avenant SAS | 2 %",
    );
    assert_eq!(draft.reference.as_deref(), Some("CT-12"));
    assert_eq!(draft.title.as_deref(), Some("Entretien chaudière"));
    assert_eq!(draft.customer.as_ref().map(|customer| customer.name.as_str()), Some("Boulangerie Élan SARL"));
    assert_eq!(draft.legal_entity.as_deref(), Some("Avenant SAS"));
    assert_eq!(draft.contract_type, ContractType::RecurringService);
    assert_eq!(draft.owner.name.as_deref(), Some("Anna Lind"));
    assert_eq!((draft.signed_on, draft.starts_on), (Some(day("2023-12-15")), Some(day("2024-01-01"))));
    assert_eq!(draft.term, TermLength::Months { months: 12 });
    assert_eq!(draft.renewal, Some(Renewal::Tacit { months: 12, maximum: None }));
    assert_eq!(draft.notice, Some(Length::Months(3)));
    assert_eq!(draft.currency, Some(Currency::EUR));
    assert_eq!(draft.payment_term, Some(PaymentTerm { days: 30, end_of_month: true }));
    let line = &draft.lines[0];
    assert_eq!((line.quantity, line.unit_price), (Decimal::ONE, decimal("1234.56")));
    assert_eq!(line.vat_percent, Some(decimal("20")));
    assert_eq!(
        line.recurrence,
        Some(Recurrence::Every { months: 3, anchor: day("2024-01-01"), timing: Timing::Advance })
    );
    assert_eq!(
        line.increase.map(|increase| (increase.percent, increase.first_on)),
        Some((decimal("2"), day("2025-01-01")))
    );
    assert_eq!((line.starts_on, line.ends_on), (None, None));
    assert_eq!(
        problems,
        [Problem::RenewalPeriodAssumed { months: 12 }, Problem::IncreaseDayAssumed { first_on: day("2025-01-01") },]
    );
}

#[test]
fn an_english_row_with_months_before_days() {
    let (draft, problems) = contract(
        "Contract ID | Customer | Start date | End date | Auto-renew | Renewal term | Notice days | Billing frequency | Qty | Unit price | Currency | Discount | Discount end
         A-1 | Northwind Ltd | 01/15/2024 | 01/14/2027 | Yes | 12 months | 90 | Monthly in arrears | 25 | $12.50 | USD | 10% | 07/14/2024",
    );
    assert_eq!(draft.starts_on, Some(day("2024-01-15")));
    assert_eq!(draft.term, TermLength::Until { last_day: day("2027-01-14") });
    assert_eq!(draft.renewal, Some(Renewal::Tacit { months: 12, maximum: None }));
    assert_eq!(draft.notice, Some(Length::Days(90)));
    let line = &draft.lines[0];
    assert_eq!((line.quantity, line.unit_price), (decimal("25"), decimal("12.5")));
    assert_eq!(
        line.recurrence,
        Some(Recurrence::Every { months: 1, anchor: day("2024-01-15"), timing: Timing::Arrears })
    );
    assert_eq!(line.discounts[0].to, Some(day("2024-07-14")));
    assert_eq!((line.discounts[0].from, line.discounts[0].percent), (day("2024-01-15"), decimal("10")));
    assert_eq!(problems, []);
}

#[test]
fn a_chinese_row_is_understood_whole() {
    let (draft, problems) = contract(
        "合同编号 | 客户名称 | 合同类型 | 开始日期 | 到期日 | 续约方式 | 通知期 | 开票周期 | 每期金额 | 税率 | 账期
         HT-7 | 上海华联科技有限公司 | 维保服务 | 2024年1月1日 | 2026年12月31日 | 自动续约一年 | 三个月 | 按季预付 | ¥12,000.00 | 6% | 月结30天",
    );
    assert_eq!(draft.starts_on, Some(day("2024-01-01")));
    assert_eq!(draft.term, TermLength::Until { last_day: day("2026-12-31") });
    assert_eq!(draft.renewal, Some(Renewal::Tacit { months: 12, maximum: None }));
    assert_eq!(draft.notice, Some(Length::Months(3)));
    assert_eq!(draft.currency, Some(Currency::CNY));
    assert_eq!(draft.payment_term, Some(PaymentTerm { days: 30, end_of_month: true }));
    assert_eq!(draft.lines[0].unit_price, decimal("12000"));
    assert_eq!(
        draft.lines[0].recurrence,
        Some(Recurrence::Every { months: 3, anchor: day("2024-01-01"), timing: Timing::Advance })
    );
    assert_eq!(problems, []);
}

#[test]
fn rows_with_one_number_are_one_contract_with_several_lines() {
    let found = contracts(
        "Contract | Customer | Description | Start | End | Frequency | Amount | Currency
         A-1 | Acme Ltd | Boiler | 2024-01-01 | 2026-12-31 | monthly | 100 | GBP
         A-2 | Other | Lift | 2024-01-01 | 2026-12-31 | monthly | 50 | GBP
         a-1 | ACME Limited | Chimney | 2025-01-01 | 2026-12-31 | yearly | 300 | GBP
          | | Spare parts | | | quarterly | 20 | GBP",
    );
    assert_eq!(found.iter().map(|row| row.rows.clone()).collect::<Vec<_>>(), [vec![2, 4], vec![3, 5]]);
    let first = found[0].draft.as_ref().unwrap();
    assert_eq!(first.starts_on, Some(day("2024-01-01")));
    assert_eq!(first.lines.len(), 2);
    assert_eq!(first.lines[1].description, "Chimney");
    assert_eq!((first.lines[0].starts_on, first.lines[1].starts_on), (None, Some(day("2025-01-01"))));
    assert_eq!(found[1].draft.as_ref().unwrap().lines[1].description, "Spare parts");
    assert!(found.iter().all(|row| row.problems.is_empty()), "{found:#?}");
}

#[test]
fn one_number_for_two_customers_is_an_error_at_the_later_row() {
    let found = contracts(
        "Contract | Customer | Start | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | monthly | 100 | GBP
         A-1 | Durand | 2024-01-01 | monthly | 100 | GBP",
    );
    assert_eq!(found.len(), 2);
    assert!(found[0].is_acceptable());
    assert_eq!(found[1].problems[0].problem, Problem::NumberOfAnotherCustomer { first_row: 2 });
    assert_eq!((found[1].problems[0].row, found[1].problems[0].column), (3, Some(0)));
}

#[test]
fn rows_that_differ_or_repeat_are_told_at_their_cells() {
    let found = contracts(
        "Contract | Customer | Start | Notice | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | 3 months | monthly | 100 | GBP
         A-1 | Acme | 2024-01-01 | 2 months | monthly | 50 | GBP
         A-1 | Acme | 2024-01-01 | 3 months | monthly | 100 | GBP",
    );
    let problems: Vec<_> = found[0].problems.iter().map(|at| (at.row, at.column, at.problem.clone())).collect();
    assert_eq!(
        problems,
        [(3, Some(3), Problem::DiffersFromFirstRow { first_row: 2 }), (4, None, Problem::SameAsRow { first_row: 2 }),]
    );
    assert_eq!(found[0].draft.as_ref().unwrap().lines.len(), 3);
    assert!(found[0].is_acceptable());
}

#[test]
fn every_unreadable_cell_has_its_problem() {
    for (header, cell, problem) in [
        ("Start", "31/02/2024", Problem::NotADay("31/02/2024".to_owned())),
        ("End", "soon", Problem::NotADay("soon".to_owned())),
        ("End", "2020-01-01", Problem::EndBeforeStart),
        ("End", "31/12/9999", Problem::ReadAsOpenEnded),
        ("Amount", "a lot", Problem::NotANumber("a lot".to_owned())),
        ("Amount", "9999999999999", Problem::OutOfRange),
        ("Amount", "100 TTC", Problem::TaxIncluded),
        ("Currency", "zorkmid", Problem::NotACurrency("zorkmid".to_owned())),
        ("Frequency", "now and then", Problem::NotAFrequency("now and then".to_owned())),
        ("Notice", "3", Problem::UnitAssumed { read_as: Length::Months(3) }),
        ("Notice", "30", Problem::UnitAssumed { read_as: Length::Days(30) }),
        ("Notice", "see contract", Problem::LeftEmpty("see contract".to_owned())),
        ("Notice", "TBD", Problem::Placeholder),
        ("Duration", "24 months", Problem::EndDiffersFromDuration { by_duration: day("2025-12-31") }),
        ("Payment terms", "by agreement", Problem::LeftEmpty("by agreement".to_owned())),
        ("Renewal", "perhaps", Problem::LeftEmpty("perhaps".to_owned())),
        ("Renewal", "tacit", Problem::RenewalPeriodAssumed { months: 36 }),
        ("Yearly increase", "Syntec", Problem::IndexNotTaken),
        ("Yearly increase", "400", Problem::OutOfRange),
        ("Discount", "300 %", Problem::OutOfRange),
        ("VAT", "120 %", Problem::NotAVatRate),
        ("Owner email", "anna", Problem::LeftEmpty("anna".to_owned())),
        ("Contract type", "misc", Problem::TypeAssumed),
        ("Amount per month", "140", Problem::AmountDiffers { computed: decimal("100") }),
        ("Annual amount", "1500", Problem::AmountDiffers { computed: decimal("1200") }),
    ] {
        let base = [
            ("Contract", "A-1"),
            ("Customer", "Acme"),
            ("Start", "2024-01-01"),
            ("End", "2026-12-31"),
            ("Frequency", "monthly"),
            ("Amount", "100"),
            ("Currency", "EUR"),
        ];
        let mut columns: Vec<(&str, &str)> = base.into_iter().filter(|(known, _)| *known != header).collect();
        columns.push((header, cell));
        // The price is per period, so that an amount per month can disagree with it.
        let column = columns.len() - 1;
        let table = format!(
            "{}\n{}",
            columns.iter().map(|(header, _)| *header).collect::<Vec<_>>().join("|"),
            columns.iter().map(|(_, cell)| *cell).collect::<Vec<_>>().join("|"),
        );
        // The mapping is that of the headers alone: a column of one unreadable cell would not be guessed.
        let grid = grid(&table);
        let mapping = guess(&Grid { header: grid.header.clone(), rows: Vec::new() });
        let found = contract_rows(&grid, &mapping, &Conventions::default(), &Custom::default());
        assert!(
            found[0].problems.iter().any(|at| at.problem == problem && (at.row, at.column) == (2, Some(column))),
            "{header} {cell}: {:#?}",
            found[0].problems
        );
    }
}

#[test]
fn a_price_that_could_not_be_billed_is_told_at_its_cell() {
    let told = |columns: &str, cells: &str| {
        let header = format!("Contract|Customer|Start|End|Currency|Frequency|{columns}");
        let (draft, problems) = contract(&format!("{header}\nA-1|Acme|2024-01-01|2026-12-31|EUR|monthly|{cells}"));
        (draft.lines[0].clone(), problems)
    };
    let (line, problems) = told("Unit price|Qty|Yearly increase", "516.666666666667|0.333333333333333|2.123456789012");
    assert_eq!(problems.iter().filter(|problem| problem.severity() == Severity::Error).count(), 0, "{problems:?}");
    assert_eq!((line.unit_price, line.quantity), (decimal("516.66666667"), decimal("0.33333333")));
    assert_eq!(line.increase.map(|increase| increase.percent), Some(decimal("2.12345679")));
    for cells in ["100|-3", "100|2000000000", "900000000000|900000000"] {
        let (_, problems) = told("Unit price|Qty", cells);
        assert!(problems.contains(&Problem::OutOfRange), "{cells}: {problems:?}");
    }
}

#[test]
fn what_is_missing_is_told() {
    let missing = |field| Problem::Missing { field: Field::Contract(field) };
    let (_, problems) =
        contract("Contract | Customer | Start | Frequency | Amount\n A-1 | | 2024-01-01 | monthly | 100");
    assert_eq!(problems, [missing(ContractField::Currency), missing(ContractField::Customer)]);
    let (_, problems) =
        contract("Contract | Customer | Start | Amount | Currency\n A-1 | Acme | 2024-01-01 | 100 | EUR");
    assert_eq!(problems, [missing(ContractField::Frequency)]);
    let (draft, problems) =
        contract("Contract | Customer | Frequency | Amount | Currency\n A-1 | Acme | monthly | 100 | EUR");
    assert_eq!(problems, [Problem::PriceWithoutStart]);
    assert_eq!(draft.term, TermLength::Unknown);
    let (draft, problems) = contract(
        "Contract | Customer | Signed | Frequency | Amount | Currency\n A-1 | Acme | 2024-01-01 | monthly | 100 | EUR",
    );
    assert_eq!(problems, [Problem::StartFromSignature]);
    assert_eq!(draft.starts_on, Some(day("2024-01-01")));
    let (_, problems) = contract("Contract | Customer | Start\n A-1 | Acme | 1998-01-01");
    assert_eq!(problems, [Problem::NoPrice]);
}

#[test]
fn prices_are_worked_out_from_what_the_file_gives() {
    // header and cell of the amounts => quantity × unit price, months
    for (columns, quantity, unit_price, months) in [
        ("Amount=100;Frequency=monthly", "1", "100", 1),
        ("Monthly amount=100;Frequency=quarterly", "1", "300", 3),
        ("Annual amount=1200;Frequency=monthly", "1", "100", 1),
        ("Annual amount=1200", "1", "1200", 12),
        ("Montant mensuel=100", "1", "100", 1),
        ("Amount=450 €/mois", "1", "450", 1),
        ("Amount=450 €/mois;Frequency=quarterly", "1", "1350", 3),
        ("Total value=3600;Frequency=monthly", "1", "100", 1),
        ("Total value=3600", "1", "3600", 0),
        ("Total value=3600;Frequency=once", "1", "3600", 0),
        ("Unit price=12.5;Qty=4;Frequency=monthly", "4", "12.5", 1),
        ("Unit price=12.5;Qty=4;Amount=150;Frequency=quarterly", "4", "37.5", 3),
        ("Unit price=120;Qty=2;Annual amount=240;Frequency=monthly", "2", "10", 1),
        ("Amount=100;Qty=4;Frequency=monthly", "4", "25", 1),
        ("Amount=100;Qty=3;Frequency=monthly", "1", "100", 1),
        ("Unit price=10;Unit=month;Qty=2", "2", "10", 1),
        ("Annual amount=1000;Frequency=monthly", "1", "83.33333333", 1),
        ("Quarterly amount=300", "1", "300", 3),
        ("Amount=(100);Frequency=monthly", "1", "-100", 1),
    ] {
        let columns: Vec<(&str, &str)> = columns.split(';').filter_map(|column| column.split_once('=')).collect();
        let headers: Vec<&str> = columns.iter().map(|(header, _)| *header).collect();
        let cells: Vec<&str> = columns.iter().map(|(_, cell)| *cell).collect();
        let (draft, problems) = contract(&format!(
            "Contract|Customer|Start|End|Currency|{}\nA-1|Acme|2024-01-01|2026-12-31|EUR|{}",
            headers.join("|"),
            cells.join("|")
        ));
        let line = draft.lines.first().unwrap_or_else(|| panic!("{columns:?}: {problems:?}"));
        assert_eq!((line.quantity, line.unit_price), (decimal(quantity), decimal(unit_price)), "{columns:?}");
        let found = match line.recurrence {
            Some(Recurrence::Once { .. }) => 0,
            Some(Recurrence::Every { months, .. }) => months,
            None => panic!("{columns:?}"),
        };
        assert_eq!(found, months, "{columns:?}");
        assert!(problems.iter().all(|problem| problem.severity() != Severity::Error), "{columns:?}: {problems:?}");
    }
}

#[test]
fn the_currency_comes_from_column_cell_header_or_decision() {
    let of = |table: &str| contract(table).0.currency.map(Currency::code);
    assert_eq!(of("Contract|Customer|Start|Frequency|Amount|Currency\nA|B|2024-01-01|monthly|100|CHF"), Some("CHF"));
    assert_eq!(of("Contract|Customer|Start|Frequency|Amount\nA|B|2024-01-01|monthly|£100"), Some("GBP"));
    assert_eq!(of("Contract|Customer|Start|Frequency|Amount (EUR)\nA|B|2024-01-01|monthly|100"), Some("EUR"));
    assert_eq!(of("Contract|Customer|Start|Frequency|Amount|Currency\nA|B|2024-01-01|monthly|$100|CAD"), Some("CAD"));
    let grid = grid("Contract|Customer|Start|Frequency|Amount\nA|B|2024-01-01|monthly|100");
    let decided = Conventions { currency: Some(Currency::GBP), ..Conventions::default() };
    assert_eq!(
        contract_rows(&grid, &guess(&grid), &decided, &Custom::default())[0].draft.as_ref().unwrap().currency,
        Some(Currency::GBP)
    );
    let (_, problems) = contract("Contract|Customer|Start|Frequency|Amount|Currency\nA|B|2024-01-01|monthly|£100|EUR");
    assert_eq!(problems, [Problem::OtherCurrency { first: Currency::EUR }]);
}

#[test]
fn who_says_no_currency_takes_that_of_the_contract_then_of_our_company() {
    let mut custom = Custom::of_country("FR");
    custom.add_entity("Halvane Ltd", "GB");
    custom.add_contract("C-1", Currency::USD);
    let read = |table: &str, decided: Option<Currency>| {
        let grid = grid(table);
        let conventions = Conventions { currency: decided, ..Conventions::default() };
        let found = invoice_rows(&grid, &guess(&grid), &conventions, &custom).remove(0);
        assert!(found.is_acceptable(), "{found:?}");
        let assumed = found.problems.into_iter().find_map(|at| match at.problem {
            Problem::CurrencyAssumed { of_contract, .. } => Some(of_contract),
            _ => None,
        });
        (found.draft.and_then(|draft| draft.currency).map(Currency::code), assumed)
    };
    let of = |contract: &str, ours: &str| {
        format!("Invoice|Customer|Contract|Date|Net amount|Company\n1|B|{contract}|2026-01-01|100|{ours}")
    };
    assert_eq!(read(&of("C-1", ""), None), (Some("USD"), Some(true)));
    assert_eq!(read(&of("C-1", ""), Some(Currency::JPY)), (Some("USD"), Some(true)));
    assert_eq!(read(&of("C-9", ""), None), (Some("EUR"), Some(false)));
    assert_eq!(read(&of("C-9", ""), Some(Currency::JPY)), (Some("JPY"), None));
    let signed = "Invoice|Customer|Contract|Date|Net amount\n1|B|C-1|2026-01-01|£100";
    assert_eq!(read(signed, None), (Some("GBP"), None), "the cell itself comes first");

    let grid = grid("Contract|Customer|Start|Frequency|Amount\nA|B|2024-01-01|monthly|100");
    let found = contract_rows(&grid, &guess(&grid), &Conventions::default(), &custom).remove(0);
    assert_eq!(found.draft.as_ref().and_then(|draft| draft.currency), Some(Currency::EUR));
    assert!(found.is_acceptable() && !found.problems.is_empty(), "taken, and said");
    assert_eq!(custom.of_entity(Some("halvane ltd ")), Some(Currency::GBP));
}

#[test]
fn sums_below_the_table_are_left_out() {
    let found = contracts(
        "Contract | Customer | Start | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | monthly | 100 | EUR
         Total | | | | 100 | ",
    );
    assert!(found[1].draft.is_none());
    assert_eq!(found[1].problems[0].problem, Problem::LooksLikeTotal);
    // A customer whose name begins so is a customer.
    let found = contracts(
        "Contract | Customer | Start | Frequency | Amount | Currency\n A-1 | Total Energies | 2024-01-01 | monthly | 100 | EUR",
    );
    assert!(found[0].is_acceptable());
}

#[test]
fn the_total_value_is_taken_once() {
    let (draft, _) = contract(
        "Contract | Customer | Start | Frequency | Amount | Total value | Currency
         A-1 | Acme | 2024-01-01 | monthly | 100 | 3600 | EUR
         A-1 | Acme | 2024-01-01 | monthly | 200 | 3600 | EUR",
    );
    assert_eq!(draft.value, Some(eur(360_000)));
    let (draft, _) =
        contract("Contract | Customer | Start | Total value | Currency\n A-1 | Acme | 2024-01-01 | 3600.005 | EUR");
    assert_eq!(draft.value, Some(eur(360_001)));
}

#[test]
fn ten_thousand_rows_are_quick() {
    let mut table = String::from(
        "N° contrat|Client|Date d'effet|Échéance|Préavis|Tacite reconduction|Périodicité|Montant HT|TVA|Responsable\n",
    );
    for index in 0..10_000 {
        table += &format!(
            "CT-{index}|Client {index} SARL|01/{:02}/2024|31/12/2026|3 mois|oui|mensuel|1 234,{:02} €|20 %|Anna\n",
            index % 12 + 1,
            index % 100
        );
    }
    let grid = grid(&table);
    let mapping = guess(&grid);
    let found = contract_rows(&grid, &mapping, &Conventions::default(), &Custom::default());
    assert_eq!(found.len(), 10_000);
    assert!(found.iter().all(UnderstoodRow::is_acceptable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_table_panics(cells in proptest::collection::vec(proptest::collection::vec(cell(), 0..12), 0..8), kind in any::<bool>()) {
        let rows: Vec<Row> = cells.into_iter().zip(2..).map(|(cells, number)| Row { number, cells: cells.into_iter().map(Cell::from_text).collect() }).collect();
        let contract_header = ["Contract", "Customer", "Start", "End", "Duration", "Renewal", "Notice", "Frequency", "Amount", "Qty", "Total value", "Yearly increase"];
        let invoice_header = ["Invoice number", "Customer", "Invoice date", "Due date", "Type", "Net amount", "VAT rate", "Total", "Paid on", "Amount paid", "Balance", "Status"];
        let header = if kind { contract_header } else { invoice_header };
        let grid = Grid { header: header.map(str::to_owned).to_vec(), rows };
        let conventions = Conventions { currency: Some(Currency::EUR), ..Conventions::default() };
        contract_rows(&grid, &guess(&grid), &conventions, &Custom::default());
        invoice_rows(&grid, &guess(&grid), &conventions, &Custom::default());
    }

    #[test]
    fn every_row_of_the_file_is_in_exactly_one_place(numbers in proptest::collection::vec(0_u8..4, 1..20)) {
        let mut table = String::from("Contract|Customer|Start|Frequency|Amount|Currency\n");
        for number in &numbers {
            table += &format!("{}|Acme|2024-01-01|monthly|100|EUR\n", if *number == 0 { String::new() } else { format!("A-{number}") });
        }
        let mut rows: Vec<u32> = contracts(&table).into_iter().flat_map(|row| row.rows).collect();
        rows.sort_unstable();
        prop_assert_eq!(rows, (2..).take(numbers.len()).collect::<Vec<u32>>());
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,14}",
        "[0-9]{1,3}[.,][0-9]{1,4} ?(€|%|£|EUR)?",
        "-?[0-9]{12}",
        "[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}",
        "[0-9]{1,4} (mois|months|jours|ans|年)",
        Just("tacite reconduction".to_owned()),
        Just("monthly".to_owned()),
        Just("mensuel".to_owned()),
        Just("Total".to_owned()),
        Just("A-1".to_owned()),
        Just("Avoir".to_owned()),
        Just("paid".to_owned()),
        ".{0,12}",
    ]
}

#[test]
fn prices_of_zero_and_below_are_remarked_and_taken() {
    let found = contracts(
        "Contract No.|Customer|Start date|End date|Billing frequency|Unit price|Currency
         C-1|Acme|2026-01-01|2026-12-31|monthly|-100|EUR
         C-2|Acme|2026-01-01|2026-12-31|monthly|0|EUR
         C-3|Acme|2026-01-01|2026-12-31|monthly|1|EUR",
    );
    let told: Vec<_> = found.iter().flat_map(|row| &row.problems).map(|at| (at.row, at.column, &at.problem)).collect();
    assert_eq!(told, [(2, Some(5), &Problem::NegativePrice), (3, Some(5), &Problem::FreeOfCharge)]);
    assert!(found.iter().all(UnderstoodRow::is_acceptable));
}
