//! The lifelines of the demonstration's contracts.

use super::{super::said::LifeMark, marks::*, scale::Place};
use crate::words::Words;
use model::{
    billing::{Billable, BillingState, expected},
    calendar::{Day, add_months},
    language::Language,
    lifeline::Fate,
    party::CustomerDetails,
    sample::{SampleContract, demonstration},
    term::{Practice, dates, known_end},
    view::{ContractSheet, LedgerEntry},
};

const W: Words = Words(Language::En);

fn today() -> Day {
    "2026-11-22".parse().expect("a day")
}

/// The sheet of a contract, and a ledger in which all but the last bill up to today was billed.
fn sheet(contract: SampleContract) -> (ContractSheet, Vec<LedgerEntry>) {
    let SampleContract { id, number, details, facts, lines, .. } = contract;
    let first = details.starts_on.or(details.signed_on).unwrap_or(today());
    let last = known_end(&details, &facts, &Practice::default(), today());
    let billable = Billable { first, last, horizon: add_months(today(), 12).expect("a day") };
    let mut ledger: Vec<LedgerEntry> = lines
        .iter()
        .flat_map(|line| expected(line, details.currency, billable).expect("amounts"))
        .map(|row| LedgerEntry {
            description: String::new(),
            id: id.0.into(),
            line: row.line,
            period: row.period,
            billing_day: row.billing_day,
            waits_for: None,
            amount: row.amount,
            formula: row.formula,
            correction: None,
            billed: model::money::Money { minor: 0, ..row.amount },
            recovered: model::money::Money { minor: 0, ..row.amount },
            paid_before: model::money::Money { minor: 0, ..row.amount },
            left: row.amount,
            kept: model::money::Money { minor: 0, ..row.amount },
            along: model::money::Money { minor: 0, ..row.amount },
            state: BillingState::Expected,
            known: true,
            waived_reason: None,
        })
        .collect();
    let missing = ledger.iter().map(|row| row.billing_day).filter(|day| *day < today()).max();
    for row in ledger.iter_mut().filter(|row| row.billing_day < today() && Some(row.billing_day) != missing) {
        row.billed = row.amount;
        row.left.minor = 0;
        row.state = BillingState::Billed;
    }
    let customer = CustomerDetails::named("", Language::En);
    let dates = dates(&details, &facts, &Practice::default(), today());
    let legal_entity = String::new();
    let day = today();
    let (version, owner, deputy) = (1, None, None);
    (
        ContractSheet { id, number, version, details, facts, lines, customer, legal_entity, owner, deputy, dates, day },
        ledger,
    )
}

#[test]
fn every_contract_of_the_demonstration_is_drawn_within_its_window() {
    for contract in demonstration(today()).contracts {
        let number = contract.number.clone();
        let (sheet, ledger) = sheet(contract);
        let is_known = sheet.dates.term.is_some() || !ledger.is_empty();
        let drawing = marks(W, &sheet, ledger, Vec::new());
        assert_eq!(drawing.is_some(), is_known, "{number}");
        if let Some((scale, marks, _)) = drawing {
            assert!(marks.len() <= 2 * CROWD + 5, "{number}: {} marks", marks.len());
            for mark in marks {
                let at = scale.at(mark.day);
                let is_bar = matches!(mark.shape, Shape::Term { .. } | Shape::Notice(_));
                assert!(is_bar || scale.0.contains(mark.day), "{number}: {mark:?}");
                assert!((Place(0)..=Place(10_000)).contains(&at), "{number}: {mark:?}");
                assert!(!mark.text.contains('{') && !mark.name.contains('{'), "{number}: {mark:?}");
            }
        }
    }
}

#[test]
fn a_bill_is_missing_the_day_after_it_was_to_be_billed() {
    let contract = demonstration(today()).contracts.into_iter().find(|contract| !contract.lines.is_empty());
    let (_, mut ledger) = sheet(contract.expect("a contract"));
    let mut entry = ledger.pop().expect("a row");
    let yesterday = today().pred_opt().expect("a day");
    for (state, billing_day, expected) in [
        (BillingState::Expected, today(), Billing::Expected),
        (BillingState::Expected, yesterday, Billing::Missing),
        (BillingState::PartBilled, today(), Billing::Expected),
        (BillingState::PartBilled, yesterday, Billing::Part),
        (BillingState::Billed, yesterday, Billing::Billed),
        (BillingState::Waived, yesterday, Billing::Settled),
    ] {
        (entry.state, entry.billing_day) = (state, billing_day);
        assert_eq!(Billing::of(&entry, today()), expected, "{state:?} {billing_day}");
    }
    (entry.state, entry.billing_day, entry.known) = (BillingState::Expected, yesterday, false);
    assert_eq!(Billing::of(&entry, today()), Billing::Expected, "no invoices of its day are known");
}

#[test]
fn a_rebate_that_was_not_given_beside_what_was_billed_is_called_so() {
    let contract = demonstration(today()).contracts.into_iter().find(|contract| !contract.lines.is_empty());
    let (sheet, mut ledger) = sheet(contract.expect("a contract"));
    let last = ledger.iter().map(|row| row.billing_day).filter(|day| *day < today()).max().expect("a day");
    ledger.retain(|row| row.billing_day == last);
    ledger.truncate(1);
    let mut charge = ledger.pop().expect("a row");
    let currency = charge.amount.currency;
    let money = |minor| model::money::Money { minor, currency };
    let rebate = LedgerEntry { amount: money(-5_000), left: money(-5_000), ..charge.clone() };
    (charge.amount, charge.left) = (money(50_000), money(50_000));
    let said = |entries: Vec<LedgerEntry>| {
        let (_, marks, _) = marks(W, &sheet, entries, Vec::new()).expect("drawn");
        let mark = marks.into_iter().find(|mark| matches!(mark.shape, Shape::Billing(_))).expect("a mark");
        mark.text
    };
    let both = said(vec![charge.clone(), rebate.clone()]);
    assert!(both.contains("450.00") && both.contains("not billed"), "{both}");
    (charge.state, charge.billed, charge.left) = (BillingState::Billed, money(50_000), money(0));
    let alone = said(vec![charge.clone(), rebate.clone()]);
    assert!(alone.starts_with("rebate of") && alone.contains("50.00 not given"), "{alone}");
    assert!(!alone.contains('−') && !alone.contains('-'), "{alone}");
    let kept = said(vec![charge, LedgerEntry { left: money(0), ..rebate }]);
    assert!(kept.ends_with("500.00, billed"), "{kept}");
}

#[test]
fn what_was_promised_has_a_row_only_where_there_is_something() {
    let contract = demonstration(today()).contracts.into_iter().find(|contract| !contract.lines.is_empty());
    let (sheet, ledger) = sheet(contract.expect("a contract"));
    let mark = |day: Day, duty: bool| LifeMark {
        day,
        duty,
        fate: Fate::Missed,
        name: "Yearly inspection".to_owned(),
        text: "missed, 22 Nov 2026".to_owned(),
    };
    let drawn = |life: Vec<LifeMark>| {
        let (_, marks, rows) = marks(W, &sheet, ledger.clone(), life).expect("drawn");
        let promised = marks.into_iter().filter_map(|mark| match mark.shape {
            Shape::Promised(y, Fate::Missed) => Some((y, mark.name)),
            _ => None,
        });
        (promised.collect::<Vec<_>>(), rows.count())
    };
    let inspection = || "Yearly inspection".to_owned();
    assert_eq!(drawn(vec![]), (vec![], 0));
    assert_eq!(drawn(vec![mark(today(), true)]), (vec![(98, inspection())], 1));
    let both = vec![mark(today(), false), mark(today(), true)];
    assert_eq!(drawn(both), (vec![(98, inspection()), (126, inspection())], 2));
    let far = add_months(today(), 1_200).expect("a day");
    assert_eq!(drawn(vec![mark(far, false)]), (vec![], 0), "what is not seen has no row");
}
