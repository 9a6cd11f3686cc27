//! Many rows and contracts at once: in moments, and in any order.

use super::*;

#[test]
fn thousands_of_rows_of_one_customer_are_matched_in_moments() {
    let contracts: Vec<_> = (1..=100)
        .map(|number| Contract::until(number, 1, vec![monthly(1, "Boiler maintenance", 100)], "2027-12-31"))
        .collect();
    let rows: Vec<_> = contracts.iter().flat_map(Contract::rows).collect();
    let texts: Vec<(u128, &str, String)> = contracts
        .iter()
        .flat_map(|one| {
            one.ledger
                .iter()
                .map(|(id, _, amount)| (id.0.as_u128(), one.number.as_str(), amount.billing_day.to_string()))
        })
        .collect();
    let lines: Vec<_> =
        texts.iter().map(|(number, reference, on)| named(line(*number, on, "Maintenance", 100), reference)).collect();
    let outcome = propose(&lines, &rows, &Settings::default());
    assert_eq!((outcome.matches.len(), outcome.proposals.len()), (rows.len(), 0));
    assert!(outcome.matches.iter().all(|one| one.row.0 == one.invoice_line.0));
    let unnamed: Vec<_> = texts.iter().map(|(number, _, on)| line(*number, on, "Maintenance", 100)).collect();
    assert_eq!(propose(&unnamed, &rows, &Settings::default()).proposals.len(), rows.len());
}

const INVOICES: [InvoiceId; 3] =
    [InvoiceId(Uuid::from_u128(1)), InvoiceId(Uuid::from_u128(2)), InvoiceId(Uuid::from_u128(3))];

prop_compose! {
    fn any_line()(
        number in 1..40_u128,
        offset in 0..260_i64,
        description in prop::sample::select(vec!["Boiler maintenance", "Cleaning March 2026", "电梯维保 2026年3月", "C-2026-0002", ""]),
        minor in prop::sample::select(vec![10_000_i64, 30_000, 4_000, 14_000, -10_000, 1, 0, -1, i64::MAX, i64::MIN, 12_345]),
        reference in prop::option::of(prop::sample::select(vec!["C-2026-0001", "C20260002", "unknown"])),
        days in prop::option::of((0..200_i64, 0..100_i64)),
        currency in prop::sample::select(vec![Currency::EUR, Currency::GBP]),
        customer in 1..3_u128,
        corrects in prop::option::weighted(0.2, prop::sample::select(vec![&[][..], &INVOICES[..1], &INVOICES[1..3]])),
    ) -> BilledLine<'static> {
        let start = day("2025-12-15");
        BilledLine {
            invoice_line: InvoiceLineId(uuid(number)),
            invoice: InvoiceId(uuid(number / 3)),
            customer: CustomerId(uuid(customer)),
            contract_reference: reference,
            issued_on: start + chrono::Duration::days(offset),
            description,
            period: days.and_then(|(from, length)| {
                let first = start + chrono::Duration::days(from);
                Period::new(first, first + chrono::Duration::days(length))
            }),
            amount: Money::new(minor, currency),
            vat_percent: None,
            corrects: corrects.map(|invoices| Corrected { invoices, rows: &[] }),
            refused: &[],
        }
    }
}

fn portfolio() -> Vec<Contract> {
    vec![
        Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 100), monthly(2, "Cleaning", 40)]),
        Contract::new(2, 1, vec![monthly(1, "Boiler maintenance", 100)]),
        Contract::new(3, 2, vec![monthly(1, "电梯维保服务", 100)]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_parts_of_an_invoice_line_add_up_to_it(lines in prop::collection::vec(any_line(), 0..30)) {
        let contracts = portfolio();
        let rows: Vec<_> = contracts.iter().flat_map(Contract::rows).collect();
        let outcome = propose(&lines, &rows, &Settings::default());
        let mut seen = std::collections::BTreeSet::new();
        for one in &outcome.matches {
            let line = lines.iter().filter(|line| line.invoice_line == one.invoice_line);
            let sum: i128 = outcome.matches.iter().filter(|other| other.invoice_line == one.invoice_line).map(|other| i128::from(other.amount.minor)).sum();
            prop_assert!(line.clone().any(|line| i128::from(line.amount.minor) == sum && line.amount.currency == one.amount.currency));
            seen.insert(one.invoice_line);
        }
        let settled = outcome.settled.iter().map(|(line, _)| *line);
        let waiting = outcome.proposals.iter().map(|one| one.invoice_line).chain(outcome.unmatched.iter().copied());
        for line in waiting.chain(settled) {
            prop_assert!(seen.insert(line), "an invoice line has one answer");
        }
        prop_assert!(lines.iter().all(|line| seen.contains(&line.invoice_line)));
    }

    #[test]
    fn the_order_of_lines_and_rows_changes_nothing(
        lines in prop::collection::btree_map(1..40_u128, any_line(), 0..25),
        seed in any::<u64>(),
    ) {
        let lines: Vec<_> = lines.into_iter().map(|(number, line)| BilledLine { invoice_line: InvoiceLineId(uuid(number)), ..line }).collect();
        let contracts = portfolio();
        let rows: Vec<_> = contracts.iter().flat_map(Contract::rows).collect();
        let expected = propose(&lines, &rows, &Settings::default());
        let (mut lines, mut rows) = (lines, rows);
        shuffle(&mut lines, seed);
        shuffle(&mut rows, seed);
        prop_assert_eq!(propose(&lines, &rows, &Settings::default()), expected);
    }
}

fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, usize::try_from(state >> 33).unwrap_or(0) % (at + 1));
    }
}
