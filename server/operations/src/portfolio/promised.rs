//! What contracts promise besides money: visits and obligations.

use super::draw::{among, draw, identity, pick};
use chrono::Days;
use model::{
    calendar::Day,
    id::{ContractId, ObligationId, VisitPromiseId},
    money::{Currency, Money},
    obligation::{Cadence, Ending, MonthDay, Obligation, ObligationKind, RecurrenceRule, Schedule, Side},
    price_line::PriceLine,
    service_visit::{Charge, KnownPromise, VisitPromise, VisitRhythm},
};
use rust_decimal::Decimal;
use store::obligation::Kept;

const OWED: [(&str, ObligationKind, Side); 6] = [
    ("Safety report", ObligationKind::Deliverable, Side::Ours),
    ("Proof of insurance", ObligationKind::Duty, Side::Customer),
    ("Energy balance", ObligationKind::Deliverable, Side::Ours),
    ("Access to the plant room", ObligationKind::Duty, Side::Customer),
    ("Remise du registre de sécurité", ObligationKind::Duty, Side::Ours),
    ("安全检查报告", ObligationKind::Deliverable, Side::Ours),
];

/// Days before today at which something begins to be promised: late in one of ten, so that something is overdue.
fn since(nth: u64, question: u64, day: Day) -> Day {
    let back = if among(nth, question, 10) { draw(nth, question + 1, 100) } else { 0 };
    day.checked_sub_days(Days::new(back)).unwrap_or(day)
}

/// The visits that the `nth` contract promises from about now on: one contract in five does.
pub(super) fn visits(nth: u64, contract: ContractId, lines: &[PriceLine], day: Day) -> Option<KnownPromise> {
    if !among(nth, 70, 20) {
        return None;
    }
    let rhythm = match draw(nth, 71, 10) {
        0 => VisitRhythm::Months { months: vec![3, 9] },
        1..4 => VisitRhythm::Spread { per_year: 1 },
        4..7 => VisitRhythm::Spread { per_year: 2 },
        7..9 => VisitRhythm::Spread { per_year: 4 },
        _ => VisitRhythm::Spread { per_year: 12 },
    };
    let charge = if among(nth, 72, 15) {
        Charge::Billable { price: Decimal::from(80 + draw(nth, 73, 200)) }
    } else {
        Charge::Included
    };
    let terms = VisitPromise {
        description: lines.first().map(|line| line.description.clone()).unwrap_or_default(),
        site: None,
        line: lines.first().map(|line| line.id),
        rhythm,
        starts_on: Some(since(nth, 74, day)),
        ends_on: None,
        minutes: 120,
        charge,
        extra_price: None,
        hourly_price: None,
        skills: Vec::new(),
        checklist: Vec::new(),
    };
    Some(KnownPromise { id: VisitPromiseId(identity(0xb007, nth)), contract, terms, version: 1 })
}

/// What either side of the `nth` contract owes from about now on: one contract in five has something.
pub(super) fn obligation(nth: u64, contract: ContractId, currency: Currency, day: Day) -> Option<Kept> {
    if !among(nth, 80, 20) {
        return None;
    }
    let (title, kind, side) = pick(nth, 81, &OWED)?;
    let months = match draw(nth, 82, 10) {
        0..3 => 1,
        3..7 => 3,
        _ => 12,
    };
    let rule = RecurrenceRule { every: months, rhythm: Cadence::Months(MonthDay::Last), ending: Ending::WithContract };
    let obligation = Obligation {
        title: title.to_owned(),
        kind,
        side,
        schedule: Schedule::Recurring { first: since(nth, 83, day), rule },
        grace_days: 0,
        owner: None,
        clause: None,
        line: None,
        amount: among(nth, 85, 30).then_some(Money { minor: 50_000, currency }),
        evidence: false,
        notes: String::new(),
    };
    let id = ObligationId(identity(0xb008, nth));
    Some(Kept { id, contract, obligation, follows_from: None, made_for: None, version: 1 })
}
