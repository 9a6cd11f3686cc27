//! The whole way from terms to findings, over the whole demonstration.

mod books;
mod identifiers;

use super::*;
use crate::{
    calendar::{Length, add, sub_months},
    contract::PaymentTerm,
    id::ExpectedBillingId,
    invoice::InvoiceKind,
    leakage::Stage,
    money::{Amounts, Currency},
    price_line, term,
};
use books::{Books, by_row};
use std::collections::{BTreeMap, BTreeSet};

/// Days at which months, leap years and years change.
const DAYS: [&str; 8] =
    ["2026-11-21", "2027-01-01", "2027-02-28", "2027-07-31", "2028-02-29", "2028-03-01", "2028-12-31", "2029-05-11"];

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn detection_finds_what_was_planted_once_every_invoice_is_matched_as_meant() {
    for today in DAYS.map(day) {
        let books = Books::of(today);
        let amounts: BTreeMap<_, _> = books.lines().map(|(_, line)| (line.id, line.amount)).collect();
        let mut by_row: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (line, row) in books.meant() {
            by_row.entry(row).or_default().push((line, *amounts.get(&line).expect("an amount")));
        }
        let differences = books.differences(&books.findings(&by_row));
        assert!(differences.is_empty(), "{today}\n{}", differences.join("\n"));
    }
}

#[test]
fn reconciliation_and_detection_find_exactly_what_was_planted() {
    for today in DAYS.map(day) {
        let books = Books::of(today);
        let differences = books.differences(&books.findings(&by_row(&books.reconciled().matches)));
        assert!(differences.is_empty(), "{today}\n{}", differences.join("\n"));
    }
}

#[test]
fn every_invoice_line_is_matched_to_the_period_it_was_written_for_or_left_to_a_person() {
    for today in DAYS.map(day) {
        let books = Books::of(today);
        let meant = books.meant();
        let outcome = books.reconciled();
        let contract: BTreeMap<_, _> =
            books.rows.iter().flat_map(|(id, rows)| rows.iter().map(|row| (row.id, *id))).collect();
        let story = |id: &ExpectedBillingId| {
            let contract = books.demonstration.contracts.iter().find(|one| contract.get(id) == Some(&one.id));
            contract.map(|contract| contract.story.clone())
        };
        let asked: BTreeSet<_> = outcome.proposals.iter().map(|proposal| proposal.invoice_line).collect();
        let puzzles: BTreeSet<_> = books.demonstration.for_a_person.iter().copied().collect();
        let text: BTreeMap<_, _> = books
            .lines()
            .map(|(invoice, line)| (line.id, format!("{} {} {}", invoice.number, line.description, line.amount)))
            .collect();
        let mut wrong = Vec::new();
        for line in asked.symmetric_difference(&puzzles) {
            let what = if asked.contains(line) { "a person is asked about" } else { "nobody is asked about" };
            wrong.push(format!("{what} {} for {:?}", text[line], meant.get(line).and_then(story)));
        }
        let mut matched: BTreeMap<InvoiceLineId, Vec<_>> = BTreeMap::new();
        for one in &outcome.matches {
            matched.entry(one.invoice_line).or_default().push(one.row);
        }
        for (line, text) in &text {
            let rows = matched.get(line).cloned().unwrap_or_default();
            let expected: Vec<_> = meant.get(line).copied().filter(|_| !puzzles.contains(line)).into_iter().collect();
            if rows != expected {
                let (rows, expected): (Vec<_>, Vec<_>) =
                    (rows.iter().map(story).collect(), expected.iter().map(story).collect());
                wrong.push(format!("{text}: matched to {rows:?}, meant for {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{today}: {} lines\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn every_kind_of_finding_is_planted_and_most_in_more_than_one_currency() {
    for today in DAYS.map(day) {
        let demonstration = demonstration(today);
        let currency: BTreeMap<_, _> =
            demonstration.contracts.iter().map(|contract| (contract.id, contract.details.currency)).collect();
        let mut kinds: BTreeMap<FindingKind, BTreeSet<Currency>> = BTreeMap::new();
        for planted in &demonstration.planted {
            kinds.entry(planted.kind).or_default().insert(currency[&planted.contract]);
        }
        for kind in FindingKind::ALL {
            assert!(kinds.contains_key(&kind), "{today}: {} is not planted", kind.code());
        }
        assert!(kinds.values().filter(|currencies| currencies.len() > 1).count() >= 12, "{today}: {kinds:?}");
    }
}

#[test]
fn between_three_and_six_per_cent_of_what_was_promised_leaks() {
    for today in DAYS.map(day) {
        let books = Books::of(today);
        let mut promised = Amounts::default();
        for row in books.rows.values().flatten().filter(|row| row.expected.billing_day <= today) {
            promised.add(row.expected.amount).expect("a sum");
        }
        let mut lost = Amounts::default();
        for planted in &books.demonstration.planted {
            if let (Stage::Unbilled | Stage::Uncollected | Stage::Overbilled, Some(amount)) =
                (planted.kind.stage(), planted.amount)
            {
                lost.add(amount).expect("a sum");
            }
        }
        for (promised, lost) in promised.iter().zip(lost.iter()) {
            assert_eq!(promised.currency, lost.currency);
            let per_mille = lost.minor * 1000 / promised.minor;
            assert!((30..=60).contains(&per_mille), "{today}: {lost} of {promised}, {per_mille} per mille");
        }
    }
}

#[test]
fn it_is_large_enough_to_have_something_on_every_screen() {
    for today in DAYS.map(day) {
        let demonstration = demonstration(today);
        assert!(demonstration.contracts.len() >= 60, "{} contracts", demonstration.contracts.len());
        assert_eq!(demonstration.customers.len(), 25);
        assert_eq!(demonstration.people.len(), 10);
        let phases: BTreeSet<_> = demonstration
            .contracts
            .iter()
            .map(|contract| {
                term::dates(&contract.details, &contract.facts, &demonstration.practice_of(contract), today).phase
            })
            .collect();
        for phase in [term::Phase::Draft, term::Phase::Signed, term::Phase::InForce, term::Phase::Ended] {
            assert!(phases.contains(&phase), "{today}: no contract is {phase:?}");
        }
        let busy: BTreeSet<_> = demonstration.contracts.iter().map(|contract| contract.details.customer).collect();
        assert_eq!(busy.len(), 25, "every customer has a contract");
    }
}

#[test]
fn nothing_is_dated_after_today_and_everything_within_the_three_years_before_it() {
    for today in DAYS.map(day) {
        let demonstration = demonstration(today);
        let oldest = sub_months(today, 37).expect("a day");
        for invoice in &demonstration.invoices {
            assert!((oldest..=today).contains(&invoice.issued_on), "{today}: {invoice:?}");
            for payment in &invoice.payments {
                assert!((invoice.issued_on..=today).contains(&payment.received_on), "{today}: {invoice:?}");
            }
        }
        for contract in &demonstration.contracts {
            let details = &contract.details;
            assert!(details.signed_on.is_none_or(|signed| (oldest..=today).contains(&signed)), "{}", contract.story);
        }
    }
}

#[test]
fn numbers_are_chronological_and_without_gaps() {
    for today in DAYS.map(day) {
        let demonstration = demonstration(today);
        let mut before: BTreeMap<String, (u32, Day)> = BTreeMap::new();
        for invoice in &demonstration.invoices {
            let (series, number) = invoice.number.rsplit_once('-').expect("a number in a series");
            let number: u32 = number.parse().expect("a number");
            let (last, issued_on) = before.get(series).copied().unwrap_or((0, invoice.issued_on));
            assert_eq!(number, last + 1, "{}", invoice.number);
            assert!(issued_on <= invoice.issued_on, "{}", invoice.number);
            before.insert(series.to_owned(), (number, invoice.issued_on));
        }
        let numbers: BTreeSet<_> = demonstration.contracts.iter().map(|contract| &contract.number).collect();
        assert_eq!(numbers.len(), demonstration.contracts.len());
    }
}

#[test]
fn identities_are_unique_and_the_same_each_time() {
    let today = day("2026-11-21");
    let one = demonstration(today);
    assert_eq!(one, demonstration(today));
    let mut ids: Vec<uuid::Uuid> = Vec::new();
    ids.extend(one.legal_entities.iter().map(|entity| entity.id.0));
    ids.extend(one.people.iter().map(|person| person.id.0));
    ids.extend(one.customers.iter().map(|customer| customer.id.0));
    for contract in &one.contracts {
        ids.push(contract.id.0);
        ids.extend(contract.lines.iter().map(|line| line.id.0));
    }
    for invoice in &one.invoices {
        ids.push(invoice.id.0);
        ids.extend(invoice.lines.iter().map(|line| line.id.0));
        ids.extend(invoice.payments.iter().map(|payment| payment.id.0));
    }
    assert!(ids.iter().all(|id| id.get_version_num() == 8));
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    let later = demonstration(day("2028-02-29"));
    let names = |demonstration: &Demonstration| -> BTreeMap<_, _> {
        demonstration.contracts.iter().map(|contract| (contract.id, contract.story.clone())).collect()
    };
    assert_eq!(names(&one), names(&later), "a contract keeps its identity from day to day");
}

#[test]
fn every_price_line_is_one_that_a_form_accepts() {
    for today in DAYS.map(day) {
        for contract in demonstration(today).contracts {
            for line in &contract.lines {
                assert_eq!(price_line::check(line), [], "{}: {}", contract.story, line.description);
            }
        }
    }
}

#[test]
fn invoices_add_up_and_print_the_due_day_of_the_contract() {
    let demonstration = demonstration(day("2026-11-21"));
    for invoice in &demonstration.invoices {
        let sum: i64 = invoice.lines.iter().map(|line| line.amount.minor).sum();
        let total = invoice.total_with_tax.expect("a total");
        assert!(total.minor.abs() > sum.abs(), "{}", invoice.number);
        assert_eq!(sum < 0, invoice.kind == InvoiceKind::CreditNote, "{}", invoice.number);
        assert!(invoice.lines.iter().all(|line| line.amount.currency == invoice.currency));
        if let Some(due_on) = invoice.due_on {
            let latest = add(invoice.issued_on, Length::Days(76));
            assert!(invoice.issued_on < due_on && Some(due_on) <= latest, "{}", invoice.number);
        }
    }
    let strict = PaymentTerm { days: 60, end_of_month: false };
    assert!(demonstration.contracts.iter().all(|contract| {
        contract.details.payment_term.is_some_and(|payment_term| payment_term.days <= strict.days)
    }));
}

#[test]
fn stories_have_names_of_their_own() {
    let demonstration = demonstration(day("2026-11-21"));
    let stories: BTreeSet<_> = demonstration.contracts.iter().map(|contract| contract.story.as_str()).collect();
    assert_eq!(stories.len(), demonstration.contracts.len());
    for name in ["boiler_maintenance", "cleaning", "old_extinguishers", "lift", "monitoring"] {
        assert!(stories.contains(name), "{name}");
    }
}
