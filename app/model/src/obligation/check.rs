//! What an obligation must be like before it is kept.

use super::{Ending, Obligation, ObligationKind, Schedule};
use crate::{
    calendar::Day,
    money::Currency,
    price_line::{self, LATEST_YEAR, LEAST_YEAR},
    refusal::{FieldProblem, Problem},
};
use chrono::Datelike;

/// Most characters of a title and of a clause.
pub const TITLE_MOST: u32 = 200;
/// Most characters of notes, evidence and reasons.
pub const TEXT_MOST: u32 = 5_000;
/// Most days of grace.
pub const GRACE_MOST: u32 = 365;
/// Most minor units at stake.
pub const AMOUNT_MOST: i64 = 1_000_000_000_000_000;

/// Every problem of an obligation of a contract in a currency, at its field as [`super::ObligationForm`] names it.
pub fn check(obligation: &Obligation, currency: Currency) -> Vec<FieldProblem> {
    // Taken apart without `..`: a new field must be thought about here.
    let Obligation {
        title,
        kind,
        side: _,
        schedule,
        grace_days,
        owner: _,
        clause,
        line: _,
        amount,
        evidence: _,
        notes,
    } = obligation;
    let mut found = Vec::new();
    let mut add = |field: &str, problem: Option<Problem>| {
        found.extend(problem.map(|problem| FieldProblem::new(field, problem)));
    };
    add("title", if title.trim().is_empty() { Some(Problem::Missing) } else { too_long(title, TITLE_MOST) });
    let recurs = schedule.rule().is_some();
    add("repeats", (recurs && *kind == ObligationKind::Milestone).then_some(Problem::NotAChoice));
    add("day", implausible(schedule.first()));
    if let Schedule::Recurring { first, rule } = schedule {
        match rule.ending {
            Ending::WithContract => {}
            Ending::On(last) => {
                let before = (last < *first).then_some(Problem::Before { day: *first });
                add("ends_on", implausible(last).or(before));
            }
            Ending::After(times) => {
                let most = super::MOST_DAYS;
                let within = usize::try_from(times).is_ok_and(|times| (1..=most).contains(&times));
                let most = i64::try_from(most).unwrap_or(i64::MAX);
                add("times", (!within).then_some(Problem::OutOfRange { least: 1, most }));
            }
        }
    }
    let range = Problem::OutOfRange { least: 0, most: GRACE_MOST.into() };
    add("grace_days", (*grace_days > GRACE_MOST).then_some(range));
    add("clause", clause.as_deref().and_then(|text| too_long(text, TITLE_MOST)));
    let wrong = amount.is_some_and(|amount| amount.currency != currency || !(0..=AMOUNT_MOST).contains(&amount.minor));
    add("amount", wrong.then_some(Problem::NotAnAmount { currency }));
    add("notes", too_long(notes, TEXT_MOST));
    found
}

fn too_long(text: &str, most: u32) -> Option<Problem> {
    let fits = u32::try_from(text.chars().count()).is_ok_and(|count| count <= most);
    (!fits).then_some(Problem::TooLong { most })
}

fn implausible(day: Day) -> Option<Problem> {
    let about = price_line::Problem::YearOutOfRange { least: LEAST_YEAR, most: LATEST_YEAR };
    (!(LEAST_YEAR..=LATEST_YEAR).contains(&day.year())).then_some(Problem::PriceLine { about })
}
