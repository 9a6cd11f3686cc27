//! An obligation as people type it. How often it falls due is asked in words that follow from its first day ("on the same
//! day of the month", "on its last day"), so that nobody has to know a rule by its text.

use super::{Cadence, Ending, MOST_EVERY, MonthDay, Obligation, ObligationKind, RecurrenceRule, Schedule, Side, check};
use crate::{
    calendar::Day,
    event::Change,
    language::Language,
    money::Currency,
    refusal::{FieldProblem, Problem, in_order},
    typed::{Form, Reader, amount_text, changed, name_of},
};
use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

/// Monday to Friday.
pub const WORKING_DAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// The fields, in the order of the form.
const FIELDS: [&str; 19] = [
    "title",
    "kind",
    "side",
    "repeats",
    "day",
    "every",
    "unit",
    "pattern",
    "rule",
    "ends",
    "ends_on",
    "times",
    "grace_days",
    "owner",
    "line",
    "clause",
    "amount",
    "evidence",
    "notes",
];

/// An obligation, text by text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ObligationForm {
    /// What is promised.
    pub title: String,
    /// `duty`, `deliverable`, `milestone`.
    pub kind: String,
    /// `ours`, `customer`.
    pub side: String,
    /// `once`, `recurring`.
    pub repeats: String,
    /// The day, or the first of them.
    pub day: String,
    /// Every so many units.
    pub every: String,
    /// `days`, `weeks`, `months`, `years`.
    pub unit: String,
    /// `day`, `last_day`, `weekday`, `last_weekday`, `working_days`, or `kept` for the rule that stands there.
    pub pattern: String,
    /// The rule that stands there, where the form has no word for it.
    pub rule: String,
    /// `contract`, `on`, `after`.
    pub ends: String,
    /// The last day.
    pub ends_on: String,
    /// How many times.
    pub times: String,
    /// Days of grace.
    pub grace_days: String,
    /// Identity of the owner.
    pub owner: String,
    /// Identity of the price line.
    pub line: String,
    /// Where the contract says so.
    pub clause: String,
    /// What is at stake.
    pub amount: String,
    /// The contract's currency.
    pub currency: String,
    /// `true` if fulfilling it needs a word of evidence.
    pub evidence: String,
    /// Notes.
    pub notes: String,
}

impl Form for ObligationForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        let (before, after) = (self.values(), after.values());
        let pairs: Vec<(&str, &str, &str)> =
            FIELDS.into_iter().zip(before).zip(after).map(|((field, before), after)| (field, before, after)).collect();
        changed(&pairs)
    }

    fn problems(&self, language: Language) -> Vec<FieldProblem> {
        let Ok(currency) = self.currency.parse() else { return Vec::new() };
        self.read(language, currency).err().unwrap_or_default()
    }
}

impl ObligationForm {
    /// The form of a new obligation.
    pub fn new(day: Day, currency: Currency) -> Self {
        Self {
            kind: ObligationKind::Duty.code().to_owned(),
            side: Side::Ours.code().to_owned(),
            repeats: "once".to_owned(),
            day: day.to_string(),
            every: "1".to_owned(),
            unit: "months".to_owned(),
            pattern: "day".to_owned(),
            ends: "contract".to_owned(),
            grace_days: "0".to_owned(),
            currency: currency.code().to_owned(),
            ..Self::default()
        }
    }

    /// An obligation as it would be typed by somebody who reads a language.
    pub fn of(obligation: &Obligation, currency: Currency, language: Language) -> Self {
        let Obligation { title, kind, side, schedule, grace_days, owner, clause, line, amount, evidence, notes } =
            obligation;
        let mut form = Self {
            title: title.clone(),
            kind: name_of(kind),
            side: name_of(side),
            grace_days: grace_days.to_string(),
            owner: owner.map(|owner| owner.to_string()).unwrap_or_default(),
            line: line.map(|line| line.to_string()).unwrap_or_default(),
            clause: clause.clone().unwrap_or_default(),
            amount: amount.map(|amount| amount_text(amount, language)).unwrap_or_default(),
            evidence: if *evidence { "true".to_owned() } else { String::new() },
            notes: notes.clone(),
            ..Self::new(schedule.first(), currency)
        };
        if let Schedule::Recurring { first, rule } = schedule {
            form.show_rule(*first, rule);
        }
        form
    }

    fn show_rule(&mut self, first: Day, rule: &RecurrenceRule) {
        "recurring".clone_into(&mut self.repeats);
        self.every = rule.every.to_string();
        self.rule = rule.to_string();
        let (unit, pattern) = match &rule.rhythm {
            Cadence::Days => ("days", "day"),
            Cadence::Weeks(weekdays) if weekdays.as_slice() == WORKING_DAYS => ("weeks", "working_days"),
            Cadence::Weeks(weekdays) if weekdays.as_slice() == [first.weekday()] => ("weeks", "day"),
            Cadence::Weeks(_) => ("weeks", "kept"),
            Cadence::Months(on) => ("months", pattern_of(first, *on)),
            Cadence::Years(month, on) if u32::from(*month) == first.month() => ("years", pattern_of(first, *on)),
            Cadence::Years(..) => ("years", "kept"),
        };
        unit.clone_into(&mut self.unit);
        pattern.clone_into(&mut self.pattern);
        match rule.ending {
            Ending::WithContract => {}
            Ending::On(last) => {
                "on".clone_into(&mut self.ends);
                self.ends_on = last.to_string();
            }
            Ending::After(times) => {
                "after".clone_into(&mut self.ends);
                self.times = times.to_string();
            }
        }
    }

    fn values(&self) -> [&str; 19] {
        let Self {
            title,
            kind,
            side,
            repeats,
            day,
            every,
            unit,
            pattern,
            rule,
            ends,
            ends_on,
            times,
            grace_days,
            owner,
            line,
            clause,
            amount,
            currency: _,
            evidence,
            notes,
        } = self;
        [
            title, kind, side, repeats, day, every, unit, pattern, rule, ends, ends_on, times, grace_days, owner, line,
            clause, amount, evidence, notes,
        ]
    }

    /// The obligation that was typed by somebody who reads a language, for a contract in a currency.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(&self, language: Language, currency: Currency) -> Result<Obligation, Vec<FieldProblem>> {
        let mut reader = Reader::new(language);
        let kind = reader.choice("kind", &self.kind);
        let side = reader.choice("side", &self.side);
        let day = reader.day("day", &self.day);
        if self.day.trim().is_empty() {
            reader.refuse("day", Problem::Missing);
        }
        let schedule = match (self.repeats.as_str(), day) {
            ("once", day) => day.map(|on| Schedule::Once { on }),
            ("recurring", day) => {
                let rule = self.read_rule(&mut reader, day);
                day.zip(rule).map(|(first, rule)| Schedule::Recurring { first, rule })
            }
            _ => {
                reader.refuse("repeats", Problem::NotAChoice);
                None
            }
        };
        let grace_days = reader.whole("grace_days", &self.grace_days, 0, check::GRACE_MOST);
        let owner = reader.identity("owner", &self.owner);
        let line = reader.identity("line", &self.line);
        let clause = reader.text(&self.clause);
        let amount = reader.amount("amount", &self.amount, currency);
        let title = reader.required("title", &self.title);
        let mut problems = reader.problems();
        if let (Some(kind), Some(side), Some(schedule)) = (kind, side, schedule) {
            let obligation = Obligation {
                title,
                kind,
                side,
                schedule,
                grace_days: grace_days.unwrap_or(0),
                owner,
                clause,
                line,
                amount,
                evidence: self.evidence == "true",
                notes: self.notes.trim().to_owned(),
            };
            let more = check(&obligation, currency);
            let known = |problem: &FieldProblem| problems.iter().any(|known| known.field == problem.field);
            let more: Vec<FieldProblem> = more.into_iter().filter(|problem| !known(problem)).collect();
            problems.extend(more);
            if problems.is_empty() {
                return Ok(obligation);
            }
        }
        Err(in_order(problems, &FIELDS))
    }

    fn read_rule(&self, reader: &mut Reader, day: Option<Day>) -> Option<RecurrenceRule> {
        let every = reader.whole("every", &self.every, 1, MOST_EVERY);
        if self.every.trim().is_empty() {
            reader.refuse("every", Problem::Missing);
        }
        let ending = match self.ends.as_str() {
            "contract" => Some(Ending::WithContract),
            "on" => {
                if self.ends_on.trim().is_empty() {
                    reader.refuse("ends_on", Problem::Missing);
                }
                reader.day("ends_on", &self.ends_on).map(Ending::On)
            }
            "after" => {
                if self.times.trim().is_empty() {
                    reader.refuse("times", Problem::Missing);
                }
                let most = u32::try_from(super::MOST_DAYS).unwrap_or(u32::MAX);
                reader.whole("times", &self.times, 1, most).map(Ending::After)
            }
            _ => {
                reader.refuse("ends", Problem::NotAChoice);
                None
            }
        };
        let first = day?;
        let rhythm = match (self.unit.as_str(), self.pattern.as_str()) {
            (_, "kept") => RecurrenceRule::parse(&self.rule).map(|rule| rule.rhythm),
            ("days", "day") => Some(Cadence::Days),
            ("weeks", "day") => Some(Cadence::Weeks(vec![first.weekday()])),
            ("weeks", "working_days") => Some(Cadence::Weeks(WORKING_DAYS.to_vec())),
            ("months", pattern) => month_day(first, pattern).map(Cadence::Months),
            ("years", pattern) => {
                let month = u8::try_from(first.month()).ok();
                month.zip(month_day(first, pattern)).map(|(month, on)| Cadence::Years(month, on))
            }
            _ => None,
        };
        if rhythm.is_none() {
            reader.refuse("pattern", Problem::NotAChoice);
        }
        Some(RecurrenceRule { every: every?, rhythm: rhythm?, ending: ending? })
    }
}

/// Which weekday of its month a day is: the first to fourth, or the last.
fn nth_of(day: Day) -> i8 {
    match (day.day() - 1) / 7 {
        0 => 1,
        1 => 2,
        2 => 3,
        3 => 4,
        _ => -1,
    }
}

fn month_day(first: Day, pattern: &str) -> Option<MonthDay> {
    let weekday = first.weekday();
    match pattern {
        "day" => u8::try_from(first.day()).ok().map(MonthDay::Number),
        "last_day" => Some(MonthDay::Last),
        "weekday" => Some(MonthDay::Weekday { nth: nth_of(first), weekday }),
        "last_weekday" => Some(MonthDay::Weekday { nth: -1, weekday }),
        _ => None,
    }
}

fn pattern_of(first: Day, on: MonthDay) -> &'static str {
    match on {
        MonthDay::Last => "last_day",
        MonthDay::Number(number) if u32::from(number) == first.day() => "day",
        MonthDay::Weekday { nth: -1, weekday } if weekday == first.weekday() => "last_weekday",
        MonthDay::Weekday { nth, weekday } if weekday == first.weekday() && nth == nth_of(first) => "weekday",
        MonthDay::Number(_) | MonthDay::Weekday { .. } => "kept",
    }
}
