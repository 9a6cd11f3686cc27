use super::*;
use crate::sample;

fn nobody() -> PriceLineId {
    uuid::Uuid::nil().into()
}

fn filled() -> ContractForm {
    ContractForm {
        title: "Lift maintenance".to_owned(),
        customer: "Somebody".to_owned(),
        legal_entity: uuid::Uuid::nil().to_string(),
        starts_on: "2026-01-01".to_owned(),
        lines: vec![LineForm {
            description: "Maintenance".to_owned(),
            unit_price: "400".to_owned(),
            ..LineForm::blank()
        }],
        ..ContractForm::blank(Currency::EUR)
    }
}

fn problems(change: impl FnOnce(&mut ContractForm)) -> Vec<(String, Problem)> {
    let mut form = filled();
    change(&mut form);
    form.problems(Language::En).into_iter().map(|found| (found.field, found.problem)).collect()
}

#[test]
fn every_contract_of_the_samples_is_read_back_from_its_form() {
    let company = sample::demonstration(chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"));
    for contract in &company.contracts {
        for language in Language::ALL {
            let form = ContractForm::of(&contract.details, "Somebody", &contract.lines, language);
            let read = form.read(language, contract.details.customer, nobody);
            let (details, lines) = read.unwrap_or_else(|problems| panic!("{}: {problems:?}", contract.details.title));
            // Special terms about dates have a form of their own.
            let date_terms = contract.details.date_terms;
            let agreed_terms = contract.details.agreed_terms.clone();
            assert_eq!(ContractDetails { date_terms, agreed_terms, ..details }, contract.details);
            assert_eq!(lines, contract.lines);
        }
    }
}

#[test]
fn a_filled_form_has_no_problem() {
    assert_eq!(problems(|_| ()), []);
}

#[test]
fn each_problem_stands_at_its_field() {
    let missing = |field: &str| vec![(field.to_owned(), Problem::Missing)];
    assert_eq!(problems(|form| form.title = " ".to_owned()), missing("title"));
    assert_eq!(problems(|form| form.customer.clear()), missing("customer"));
    assert_eq!(problems(|form| form.legal_entity.clear()), missing("legal_entity"));
    assert_eq!(problems(|form| form.term_months.clear()), missing("term_months"));
    assert_eq!(problems(|form| form.renewal_months.clear()), missing("renewal_months"));
    assert_eq!(problems(|form| form.lines[0].unit_price.clear()), missing("lines.0.unit_price"));
    let at = |field: &str, problem: Problem| vec![(field.to_owned(), problem)];
    assert_eq!(problems(|form| form.starts_on = "31/02".to_owned()), at("starts_on", Problem::NotADay));
    let last = chrono::NaiveDate::from_ymd_opt(2026, 2, 28).expect("a day");
    for text in ["31/02/2026", "2026-02-31"] {
        assert_eq!(problems(|form| form.starts_on = text.to_owned()), at("starts_on", Problem::NoSuchDay { last }));
    }
    assert_eq!(
        problems(|form| form.value = "many".to_owned()),
        at("value", Problem::NotAnAmount { currency: Currency::EUR })
    );
    assert_eq!(problems(|form| form.currency = "EURO".to_owned()), at("currency", Problem::NotACurrency));
    assert_eq!(problems(|form| form.renewal_kind = "x".to_owned()), at("renewal_kind", Problem::NotAChoice));
    let year = Problem::OutOfRange { least: 1, most: 1_200 };
    assert_eq!(problems(|form| form.term_months = "-3".to_owned()), at("term_months", year));
}

#[test]
fn the_last_day_of_a_term_does_not_precede_its_first() {
    let found = problems(|form| {
        form.term_kind = "until".to_owned();
        form.term_last_day = "2025-12-31".to_owned();
    });
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    assert_eq!(found, [("term_last_day".to_owned(), Problem::Before { day })]);
}

#[test]
fn a_problem_is_shown_at_the_line_where_it_was_typed() {
    let found = problems(|form| {
        form.lines.insert(0, LineForm::blank());
        form.lines.insert(0, LineForm { remove: "true".to_owned(), ..form.lines[1].clone() });
        form.lines[2].quantity = "-1".to_owned();
    });
    let about = crate::price_line::Problem::Negative;
    assert_eq!(found, [("lines.2.quantity".to_owned(), Problem::PriceLine { about })]);
}

#[test]
fn dates_follow_from_the_terms_alone_whatever_else_is_missing() {
    let blank = ContractForm::blank(Currency::EUR);
    assert_eq!(blank.dated(Language::En), None, "no day is typed yet");
    let typed = ContractForm { starts_on: "2026-01-01".to_owned(), lines: vec![LineForm::blank()], ..blank };
    let lacking =
        ContractForm { title: String::new(), legal_entity: String::new(), value: "a lot".to_owned(), ..typed };
    let dated = lacking.dated(Language::En).expect("enough for dates");
    assert_eq!(dated.starts_on, "2026-01-01".parse().ok());
    for unread in [
        ContractForm { signed_on: "soon".to_owned(), ..lacking.clone() },
        ContractForm { notice_count: "many".to_owned(), ..lacking.clone() },
        ContractForm { term_kind: "months".to_owned(), term_months: String::new(), ..lacking.clone() },
    ] {
        assert_eq!(unread.dated(Language::En), None, "{unread:?}");
    }
}

#[test]
fn a_line_that_is_left_blank_or_removed_is_left_out() {
    let mut form = filled();
    form.lines.push(LineForm::blank());
    form.lines.push(LineForm { remove: "true".to_owned(), ..form.lines[0].clone() });
    let (_, lines) = form.read(Language::En, uuid::Uuid::nil().into(), nobody).expect("a good form");
    assert_eq!(lines.len(), 1);
}

#[test]
fn a_change_of_the_lines_names_every_field_that_was_filled_in() {
    let line = LineForm {
        description: "Cleaning · weekly; indoors".to_owned(),
        unit_price: "1250.5".to_owned(),
        ramp: vec![RampForm { from: "2027-01-01".to_owned(), unit_price: "1300".to_owned() }, RampForm::default()],
        ..LineForm::blank()
    };
    let once = LineForm { rhythm: ONCE.to_owned(), ..line.clone() };
    let before = ContractForm { lines: vec![line.clone(), once], ..ContractForm::blank(Currency::EUR) };
    let mut after = before.clone();
    after.lines[0].ramp[0].unit_price = "1400".to_owned();
    let changes = before.changes(&after);
    assert_eq!(changes.len(), 1, "a later price is part of what changed");
    let read: Vec<Vec<_>> = fields_of_lines(&changes[0].before).map(Iterator::collect).collect();
    let said = [
        ("description", "Cleaning · weekly; indoors"),
        ("unit_price", "1250.5"),
        ("rhythm", "1"),
        ("timing", "advance"),
        ("ramp.0.from", "2027-01-01"),
        ("ramp.0.unit_price", "1300"),
    ];
    assert_eq!(read[0], said);
    assert_eq!(read[1][2], ("rhythm", ONCE));
    assert!(read[1].iter().all(|(key, _)| *key != "timing"), "what is billed once has no place in a period");
}

#[test]
fn problems_are_told_in_the_order_of_the_form() {
    let told = |fields: &[&str]| {
        let problems = fields.iter().map(|field| FieldProblem::new(*field, Problem::Missing)).collect();
        in_order_of_form(problems).into_iter().map(|problem| problem.field).collect::<Vec<_>>()
    };
    let mixed = [
        "unknown",
        "people",
        "lines.10.description",
        "lines.2.ramp.1.from",
        "lines.2.ramp.0.unit_price",
        "lines.2.quantity",
        "lines",
        "currency",
        "legal_entity",
        "title",
        "customer",
    ];
    let ordered = [
        "title",
        "customer",
        "legal_entity",
        "currency",
        "lines",
        "lines.2.quantity",
        "lines.2.ramp.0.unit_price",
        "lines.2.ramp.1.from",
        "lines.10.description",
        "people",
        "unknown",
    ];
    assert_eq!(told(&mixed), ordered);
}

#[test]
fn amounts_may_bear_the_sign_of_the_currency_and_rates_that_of_per_cent() {
    let mut form = filled();
    form.value = "€1,234.00".to_owned();
    form.lines[0].unit_price = "EUR 1,234.50".to_owned();
    form.lines[0].vat_percent = "6%".to_owned();
    let (details, lines) = form.read(Language::En, uuid::Uuid::nil().into(), nobody).expect("a good form");
    assert_eq!(details.value.map(|value| value.minor), Some(123_400));
    assert_eq!(lines[0].unit_price, rust_decimal::Decimal::new(12_345, 1));
    assert_eq!(lines[0].vat_percent, Some(rust_decimal::Decimal::from(6)));
    let other = Problem::AnotherCurrency { wanted: Currency::EUR };
    assert_eq!(problems(|form| form.value = "¥1,234.00".to_owned()), [("value".to_owned(), other)]);
    let unknown = problems(|form| {
        form.currency = "EURO".to_owned();
        form.value = "¥1,234.00".to_owned();
    });
    assert_eq!(unknown, [("currency".to_owned(), Problem::NotACurrency)], "what the amounts should be in is not known");
}
