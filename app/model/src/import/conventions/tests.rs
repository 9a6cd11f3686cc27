use super::*;
use crate::import::{
    Cell, Row,
    columns::{ContractField, MappedColumn},
};

fn grid(columns: &[(&str, ContractField, &[&str])]) -> (Grid, Mapping<ContractField>) {
    let height = columns.iter().map(|(_, _, cells)| cells.len()).max().unwrap_or(0);
    let rows = (0..height)
        .map(|index| Row {
            number: u32::try_from(index).unwrap() + 2,
            cells: columns
                .iter()
                .map(|(_, _, cells)| Cell::from_text(cells.get(index).copied().unwrap_or("")))
                .collect(),
        })
        .collect();
    let header = columns.iter().map(|(header, _, _)| (*header).to_owned()).collect();
    let columns = columns
        .iter()
        .map(|(header, field, _)| MappedColumn { header: (*header).to_owned(), field: Some(*field) })
        .collect();
    (Grid { header, rows }, Mapping { columns })
}

fn order(columns: &[(&str, ContractField, &[&str])]) -> (DayOrder, Evidence) {
    let (grid, mapping) = grid(columns);
    let reading = readings(&grid, &mapping, &Conventions::default(), &Custom::default()).day_order;
    (reading.value, reading.evidence)
}

#[test]
fn one_day_above_twelve_decides_its_column() {
    use ContractField::StartsOn;
    assert_eq!(order(&[("Start", StartsOn, &["03/04/2026", "13/04/2026"])]), (DayOrder::DayFirst, Evidence::Decided));
    assert_eq!(order(&[("Start", StartsOn, &["03/04/2026", "04/13/2026"])]), (DayOrder::MonthFirst, Evidence::Decided));
    assert_eq!(order(&[("Start", StartsOn, &["03/04/2026"])]), (DayOrder::DayFirst, Evidence::Undecided));
    assert_eq!(order(&[("Start", StartsOn, &["2026-04-03"])]), (DayOrder::DayFirst, Evidence::NotNeeded));
    assert_eq!(order(&[("Start", StartsOn, &["13/04/2026", "04/13/2026"])]).1, Evidence::Contradictory);
    assert_eq!(order(&[("Start (mm/dd/yyyy)", StartsOn, &["03/04/2026"])]), (DayOrder::MonthFirst, Evidence::Decided));
}

#[test]
fn a_column_that_does_not_decide_follows_one_that_does() {
    let (grid, mapping) =
        grid(&[("Start", ContractField::StartsOn, &["03/04/2026"]), ("End", ContractField::EndsOn, &["04/13/2027"])]);
    let found = readings(&grid, &mapping, &Conventions::default(), &Custom::default());
    let start = found.columns[0].day_order.clone().unwrap();
    assert_eq!((start.value, start.evidence), (DayOrder::MonthFirst, Evidence::Undecided));
    assert_eq!(start.example.as_deref(), Some("03/04/2026"));
}

#[test]
fn what_no_day_decides_follows_the_custom_of_our_country() {
    let read = |country: &str, cells: &[&str]| {
        let (grid, mapping) = grid(&[("Start", ContractField::StartsOn, cells)]);
        let found = readings(&grid, &mapping, &Conventions::default(), &Custom::of_country(country)).day_order;
        (found.value, found.evidence)
    };
    for (country, order) in [
        ("GB", DayOrder::DayFirst),
        ("FR", DayOrder::DayFirst),
        ("US", DayOrder::MonthFirst),
        ("CN", DayOrder::DayFirst),
        ("", DayOrder::DayFirst),
    ] {
        assert_eq!(read(country, &["03/04/2026"]), (order, Evidence::Undecided), "{country}: still to be confirmed");
    }
    assert_eq!(read("US", &["13/04/2026"]), (DayOrder::DayFirst, Evidence::Decided), "the file decides");
    let (grid, mapping) = grid(&[
        ("Start", ContractField::StartsOn, &["03/04/2026"]),
        ("Price (USD)", ContractField::UnitPrice, &["12"]),
    ]);
    let of = |country| readings(&grid, &mapping, &Conventions::default(), &Custom::of_country(country)).day_order.value;
    assert_eq!(of("GB"), DayOrder::DayFirst, "a British house that bills in dollars");
    assert_eq!(of("CA"), DayOrder::MonthFirst, "dollars decide where the custom is mixed");
}

#[test]
fn a_person_overrules_the_evidence() {
    let (grid, mapping) = grid(&[("Start", ContractField::StartsOn, &["03/04/2026"])]);
    let decided = Conventions { day_order: Some(DayOrder::MonthFirst), ..Conventions::default() };
    let found = readings(&grid, &mapping, &decided, &Custom::default());
    assert_eq!((found.day_order.value, found.day_order.evidence), (DayOrder::MonthFirst, Evidence::Decided));
}

#[test]
fn thousands_are_likelier_than_three_decimals() {
    for (cells, mark, evidence) in [
        (["1,234", "2,500"], DecimalMark::Point, Evidence::Undecided),
        (["1.234", "2.500"], DecimalMark::Comma, Evidence::Undecided),
        (["1,234", "2,5"], DecimalMark::Comma, Evidence::Decided),
        (["1 234,56", "12,50"], DecimalMark::Comma, Evidence::Decided),
        (["1,234.56", "1,234"], DecimalMark::Point, Evidence::Decided),
        (["1234", "5"], DecimalMark::Point, Evidence::NotNeeded),
    ] {
        let (grid, mapping) = grid(&[("Price", ContractField::UnitPrice, &cells)]);
        let found = readings(&grid, &mapping, &Conventions::default(), &Custom::default()).decimal_mark;
        assert_eq!((found.value, found.evidence), (mark, evidence), "{cells:?}");
    }
}

#[test]
fn currencies_are_counted_and_headers_name_them_too() {
    let (grid, mapping) = grid(&[
        ("Montant", ContractField::UnitPrice, &["12 €", "13 €", "14 £"]),
        ("Total (CHF)", ContractField::TotalValue, &["12"]),
    ]);
    let found = readings(&grid, &mapping, &Conventions::default(), &Custom::default());
    let codes: Vec<(&str, usize)> =
        found.currencies.iter().map(|(currency, count)| (currency.code(), *count)).collect();
    assert_eq!(codes, [("EUR", 2), ("CHF", 1), ("GBP", 1)]);
    assert!(!found.currency_missing);
}

#[test]
fn percentages_below_one_are_fractions_unless_one_is_above() {
    for (cells, style) in [
        (["0.2", "0.055"], PercentStyle::Fraction),
        (["20", "0.5"], PercentStyle::Hundredths),
        (["20 %", "5,5 %"], PercentStyle::Hundredths),
    ] {
        let (grid, mapping) = grid(&[("VAT", ContractField::VatPercent, &cells)]);
        let found = readings(&grid, &mapping, &Conventions::default(), &Custom::default());
        assert_eq!(found.columns[0].percent_style.as_ref().map(|reading| reading.value), Some(style), "{cells:?}");
    }
}
