//! Absences: who is away, and who stands in for them.
//!
//! Nothing is rewritten for an absence: what a person has to see to stays theirs, and who stands in follows from the
//! absences and the day. So it comes back by itself when the absence ends or is taken back.

use crate::{
    calendar::{Day, Period},
    id::PersonId,
    refusal::{FieldProblem, Problem},
};
use chrono::Days;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most days of one absence: a year. Whoever is away for longer hands over for good.
pub const DAYS_MOST: u64 = 366;
/// How many days ahead an absence may begin.
pub const AHEAD_MOST: u64 = 732;

/// Somebody is away for some days, and another stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Absence {
    /// Who is away.
    pub person: PersonId,
    /// From the first to the last day away.
    pub days: Period,
    /// Who stands in.
    pub stand_in: PersonId,
}

/// Some days of an absence on which one and the same person stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StandIn {
    /// Who is away.
    pub person: PersonId,
    /// On which days.
    pub days: Period,
    /// Who stands in; `None` if everybody who was asked is away or gone themselves.
    pub by: Option<PersonId>,
    /// The last day of the absence.
    pub away_until: Day,
}

/// Who stands in for a person on a day: whoever their absence names, or, if they are away as well, whoever theirs names, and
/// so on. `None` for a person who is there, and where this ends with nobody: work is never given to somebody who is away, so
/// two people who name each other leave nobody. `gone_from` says from which day on somebody may not act any more.
pub fn stand_in(
    absences: &[Absence],
    gone_from: &BTreeMap<PersonId, Day>,
    person: PersonId,
    day: Day,
) -> Option<PersonId> {
    let mut seen = BTreeSet::from([person]);
    let mut next = away_on(absences, person, day)?.stand_in;
    loop {
        if !seen.insert(next) || gone_from.get(&next).is_some_and(|from| *from <= day) {
            return None;
        }
        match away_on(absences, next, day) {
            None => return Some(next),
            Some(absence) => next = absence.stand_in,
        }
    }
}

/// The absence of a person that a day lies in.
pub fn away_on(absences: &[Absence], person: PersonId, day: Day) -> Option<&Absence> {
    absences.iter().find(|absence| absence.person == person && absence.days.contains(day))
}

/// Who stands in, for all days of all absences: each absence cut where somebody else begins to stand in.
pub fn stretches(absences: &[Absence], gone_from: &BTreeMap<PersonId, Day>) -> Vec<StandIn> {
    let begins = absences.iter().flat_map(|absence| [Some(absence.days.first), absence.days.last.succ_opt()]);
    let changes: BTreeSet<Day> = begins.flatten().chain(gone_from.values().copied()).collect();
    let mut found: Vec<StandIn> = Vec::new();
    for absence in absences {
        let Period { first, last } = absence.days;
        let later = changes.range(first..=last).copied().filter(|day| *day > first);
        let firsts: Vec<Day> = std::iter::once(first).chain(later).collect();
        for (place, from) in firsts.iter().enumerate() {
            let until = firsts.get(place + 1).and_then(|next| next.pred_opt()).unwrap_or(last);
            let by = stand_in(absences, gone_from, absence.person, *from);
            match found.last_mut() {
                Some(before) if place > 0 && before.by == by => before.days.last = until,
                _ => found.push(StandIn {
                    person: absence.person,
                    days: Period { first: *from, last: until },
                    by,
                    away_until: last,
                }),
            }
        }
    }
    found
}

/// What cannot be accepted of a new absence on a day: `others` are the absences that are there, `may` tells who may be asked to
/// stand in until the absence ends.
pub fn problems(new: &Absence, others: &[Absence], today: Day, may: impl Fn(PersonId) -> bool) -> Vec<FieldProblem> {
    let Absence { person, days: Period { first, last }, stand_in } = *new;
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let ahead = |day: Day, days| day.checked_add_days(Days::new(days)).unwrap_or(Day::MAX);
    let overlapped = |other: &&Absence| other.person == person && other.days.first <= last && first <= other.days.last;
    let other = others.iter().filter(overlapped).map(|other| other.days).next();
    if first < today {
        wrong("first", Problem::Before { day: today });
    } else if first > ahead(today, AHEAD_MOST) {
        wrong("first", Problem::After { day: ahead(today, AHEAD_MOST) });
    } else if let Some(other) = other.filter(|other| other.contains(first)) {
        wrong("first", Problem::Before { day: ahead(other.last, 1) });
    }
    if last < first {
        wrong("last", Problem::Before { day: first });
    } else if last > ahead(first, DAYS_MOST - 1) {
        wrong("last", Problem::After { day: ahead(first, DAYS_MOST - 1) });
    } else if let Some(day) = other.filter(|other| other.first > first).and_then(|other| other.first.pred_opt()) {
        wrong("last", Problem::After { day });
    }
    if stand_in == person || !may(stand_in) {
        wrong("stand_in", Problem::NotAChoice);
    }
    problems
}

/// What cannot be accepted of an absence that is changed, before it is over: as [`problems`] of the days from `today` on. The
/// days that have passed stay as they were, so one that has begun keeps its first day.
pub fn change_problems(
    before: &Absence,
    changed: &Absence,
    others: &[Absence],
    today: Day,
    may: impl Fn(PersonId) -> bool,
) -> Vec<FieldProblem> {
    let first = before.days.first;
    if first >= today {
        return problems(changed, others, today, may);
    }
    let rest = Absence { days: Period { first: today, last: changed.days.last }, ..*changed };
    let mut found = problems(&rest, others, today, may);
    let longest = first.checked_add_days(Days::new(DAYS_MOST - 1)).unwrap_or(Day::MAX);
    if changed.days.last > longest && !found.iter().any(|problem| problem.field == "last") {
        found.push(FieldProblem::new("last", Problem::After { day: longest }));
    }
    if changed.days.first != first {
        found.insert(0, FieldProblem::new("first", Problem::Begun { day: first }));
    }
    found
}

#[cfg(test)]
mod tests;
