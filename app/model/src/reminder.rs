//! Reminders: whom to tell of a key date, when, and how it is escalated while nothing moves.
//!
//! A rule of the organisation holds for each kind of key date. What a day brings follows from the rule, the date and the
//! day alone; what was told already is known by the step, so that telling twice changes nothing.
//!
//! - A step moves from a quiet day to the next working day, or, where that is after the date itself, to the last working
//!   day before.
//! - Of the steps whose day has come only the latest is told: who comes to a date late is not told of it three times.
//! - Once the date has passed nothing speaks of it as ahead, and what is done is not spoken of at all.

use crate::{
    calendar::{
        Day,
        holiday::{DayOff, HolidayCalendar},
    },
    id::PersonId,
    key_date::KeyDateKind,
    person::Role,
    refusal::{FieldProblem, Problem},
};
use chrono::{Datelike, Days, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most days before or after a date.
pub const DAYS_MOST: u32 = 366;
/// How many days a step after a date may be late, before the date counts as history: what was imported long after its
/// days reminds nobody.
const LATE_MOST: u32 = 30;

/// Who is told, besides those to whom it is escalated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Whoever has to see to it: the owner of the thing, else that of the contract.
    Owner,
    /// The contract's deputy.
    Deputy,
    /// The members of the contract's team.
    Team,
    /// Everybody with a role who may see the contract.
    Role(Role),
}

impl Recipient {
    /// All recipients that can be chosen, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::Owner,
        Self::Deputy,
        Self::Team,
        Self::Role(Role::Manager),
        Self::Role(Role::Service),
        Self::Role(Role::Finance),
        Self::Role(Role::Sales),
        Self::Role(Role::Legal),
        Self::Role(Role::Administrator),
    ];

    /// Stable text for forms and the history.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Deputy => "deputy",
            Self::Team => "team",
            Self::Role(Role::Administrator) => "administrator",
            Self::Role(Role::Manager) => "manager",
            Self::Role(Role::Legal) => "legal",
            Self::Role(Role::Finance) => "finance",
            Self::Role(Role::Sales) => "sales",
            Self::Role(Role::Service) => "service",
            Self::Role(Role::Auditor) => "auditor",
            Self::Role(Role::Viewer) => "viewer",
        }
    }

    /// The recipient with that code, of those that can be chosen.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|recipient| recipient.code() == code)
    }
}

/// By what means somebody is told. The page of notifications has everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// On the page of notifications.
    App,
    /// There, and by mail.
    #[default]
    AppAndMail,
}

/// The rule for one kind of key date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Days before the date on which it is told of; 0 is the date itself.
    pub before: Vec<u32>,
    /// Days after the date on which it is told of as long as it is not done.
    pub after: Vec<u32>,
    /// Who is told.
    pub to: Vec<Recipient>,
    /// By what means.
    pub means: Means,
    /// Days before the date from which the deputy is told as well, if nothing moved.
    pub deputy_days: Option<u32>,
    /// Days before the date from which managers are told as well, if nothing moved.
    pub manager_days: Option<u32>,
}

/// On which days nobody is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuietDays {
    /// Saturdays and Sundays.
    pub weekends: bool,
    /// The holidays of our company that signs.
    pub holidays: bool,
}

impl Default for QuietDays {
    fn default() -> Self {
        Self { weekends: true, holidays: true }
    }
}

/// The rules of the organisation, edited whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// When nobody is reminded.
    pub quiet: QuietDays,
    /// The rules by kind; a kind that is missing here is not reminded of.
    pub kinds: Vec<(KeyDateKind, Rule)>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { quiet: QuietDays::default(), kinds: KeyDateKind::ALL.map(|kind| (kind, usual(kind))).to_vec() }
    }
}

/// What holds for a kind of key date where nobody has said anything: no date passes unseen, and nobody is told what
/// another mail told them the day before.
fn usual(kind: KeyDateKind) -> Rule {
    let owner = vec![Recipient::Owner];
    let rule = |before: &[u32], after: &[u32]| Rule {
        before: before.to_vec(),
        after: after.to_vec(),
        to: owner.clone(),
        ..Rule::default()
    };
    match kind {
        KeyDateKind::DecisionDeadline => Rule { deputy_days: Some(14), manager_days: Some(7), ..rule(&[60, 0], &[1]) },
        // Whoever has not decided by then hears of it again before it is too late, and when it is.
        KeyDateKind::NoticeDeadline => Rule { deputy_days: Some(14), manager_days: Some(7), ..rule(&[14, 3], &[1]) },
        KeyDateKind::Renewal => rule(&[30], &[0]),
        KeyDateKind::End => rule(&[30, 0], &[]),
        KeyDateKind::Obligation => Rule { deputy_days: Some(3), manager_days: Some(0), ..rule(&[14, 1], &[1, 7]) },
        KeyDateKind::Milestone | KeyDateKind::Deliverable => {
            Rule { deputy_days: Some(3), manager_days: Some(0), ..rule(&[14, 1], &[1, 7]) }
        }
        KeyDateKind::Visit => Rule { deputy_days: None, manager_days: None, ..rule(&[14, 1], &[1]) },
        KeyDateKind::Review => rule(&[14, 0], &[7]),
    }
}

impl QuietDays {
    /// Whether nobody is reminded on a day of a contract whose company keeps a calendar. A weekend that is worked in place
    /// of a holiday is a day like others, where holidays count.
    pub fn holds(self, day: Day, calendar: &HolidayCalendar) -> bool {
        let off = if self.holidays { calendar.off(day) } else { None };
        match off {
            Some(DayOff::Holiday { .. }) => true,
            Some(DayOff::Saturday | DayOff::Sunday) => self.weekends,
            None => self.weekends && !self.holidays && is_weekend(day),
        }
    }
}

impl Rules {
    /// The rule for a kind.
    pub fn of(&self, kind: KeyDateKind) -> Option<&Rule> {
        self.kinds.iter().find(|(each, _)| *each == kind).map(|(_, rule)| rule)
    }

    /// The same rules with another one for a kind.
    pub fn with(mut self, kind: KeyDateKind, rule: Rule) -> Self {
        self.kinds.retain(|(each, _)| *each != kind);
        self.kinds.push((kind, rule));
        self.kinds.sort_by_key(|(each, _)| *each);
        self
    }

    /// The first and the last day of which key dates can be told on a day, with the quiet days around.
    pub fn window(&self, today: Day) -> (Day, Day) {
        let rules = || self.kinds.iter().map(|(_, rule)| rule);
        let ahead = rules().map(Rule::farthest).max().unwrap_or(0);
        let behind = rules().flat_map(|rule| rule.after.iter().copied()).max().unwrap_or(0);
        let quiet = Days::new(u64::from(QUIET_MOST));
        let back = Days::new((behind + LATE_MOST).into());
        let first = today.checked_sub_days(back).unwrap_or(Day::MIN);
        let last = today.checked_add_days(Days::new(ahead.into())).unwrap_or(Day::MAX);
        (first, last.checked_add_days(quiet).unwrap_or(Day::MAX))
    }
}

impl Rule {
    fn farthest(&self) -> u32 {
        let escalated = self.deputy_days.into_iter().chain(self.manager_days);
        self.before.iter().copied().chain(escalated).max().unwrap_or(0)
    }

    /// The same as it is kept: the farthest day first, each once.
    pub fn tidy(mut self) -> Self {
        self.before.sort_unstable_by(|one, other| other.cmp(one));
        self.before.dedup();
        self.after.sort_unstable();
        self.after.dedup();
        let to: BTreeSet<Recipient> = self.to.into_iter().collect();
        self.to = Recipient::ALL.into_iter().filter(|recipient| to.contains(recipient)).collect();
        self
    }

    /// What cannot be accepted.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let range = || Problem::OutOfRange { least: 0, most: DAYS_MOST.into() };
        let mut problems = Vec::new();
        for (field, days) in [("before", &self.before), ("after", &self.after)] {
            if days.iter().any(|days| *days > DAYS_MOST) {
                problems.push(FieldProblem::new(field, range()));
            }
        }
        for (field, days) in [("deputy_days", self.deputy_days), ("manager_days", self.manager_days)] {
            if days.is_some_and(|days| days > DAYS_MOST) {
                problems.push(FieldProblem::new(field, range()));
            }
        }
        let steps = self.before.len() + self.after.len();
        if steps > 0 && self.to.is_empty() {
            problems.push(FieldProblem::new("to", Problem::Missing));
        }
        problems
    }
}

/// The most quiet days that may follow one another: a week of holidays between two weekends, and a day of grace.
const QUIET_MOST: u32 = 12;

/// Whether a day is a Saturday or a Sunday.
pub fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// One telling of a key date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// So many days before it.
    Before(u32),
    /// So many days after it, while it is not done.
    After(u32),
    /// To the deputy, because it nears and nothing moved.
    ToDeputy(u32),
    /// To managers, because it nears and nothing moved.
    ToManagers(u32),
}

impl Step {
    /// Stable text: what was told once under it is not told again.
    pub fn code(self) -> String {
        match self {
            Self::Before(days) => format!("before/{days}"),
            Self::After(days) => format!("after/{days}"),
            Self::ToDeputy(days) => format!("deputy/{days}"),
            Self::ToManagers(days) => format!("managers/{days}"),
        }
    }

    /// Whether it goes to others because nothing moved.
    pub const fn escalates(self) -> bool {
        matches!(self, Self::ToDeputy(_) | Self::ToManagers(_))
    }
}

/// The day on which something said for `wanted` about `date` is told: `wanted` itself, or moved because it is quiet.
/// `None` where days end.
fn told_on(wanted: Day, date: Day, quiet: &dyn Fn(Day) -> bool) -> Option<Day> {
    if !quiet(wanted) {
        return Some(wanted);
    }
    let later = wanted.iter_days().skip(1).take(QUIET_MOST as usize).find(|day| !quiet(*day));
    match later.filter(|day| *day <= date || wanted > date) {
        Some(day) => Some(day),
        None => {
            let earlier = (1..=u64::from(QUIET_MOST)).filter_map(|days| wanted.checked_sub_days(Days::new(days)));
            Some(earlier.into_iter().find(|day| !quiet(*day)).unwrap_or(wanted))
        }
    }
}

/// The steps of a rule that are to be told on a day about a date that is not done: the latest of those ahead and behind, and
/// every escalation whose day has come.
pub fn steps(rule: &Rule, date: Day, done: bool, today: Day, quiet: &dyn Fn(Day) -> bool) -> Vec<Step> {
    if done {
        return Vec::new();
    }
    let has_come = |wanted: Day| told_on(wanted, date, quiet).is_some_and(|day| day <= today);
    let before = |days: u32| date.checked_sub_days(Days::new(days.into()));
    let after = |days: u32| date.checked_add_days(Days::new(days.into()));
    let mut found = Vec::new();
    if today <= date {
        // A day on which nobody is reminded waits for the next one, unless that would be too late.
        let waits = quiet(today)
            && today
                .iter_days()
                .skip(1)
                .take(QUIET_MOST as usize)
                .take_while(|day| *day <= date)
                .any(|day| !quiet(day));
        if waits {
            return Vec::new();
        }
        let come = rule.before.iter().copied().filter(|days| before(*days).is_some_and(has_come));
        found.extend(come.min().map(Step::Before));
        let reached = |days: Option<u32>| days.filter(|days| before(*days).is_some_and(has_come));
        found.extend(reached(rule.deputy_days).map(Step::ToDeputy));
        found.extend(reached(rule.manager_days).map(Step::ToManagers));
    }
    if today >= date && !quiet(today) {
        let late = |wanted: Day| today.signed_duration_since(wanted).num_days() <= LATE_MOST.into();
        let come = rule.after.iter().copied().filter(|days| after(*days).is_some_and(|day| has_come(day) && late(day)));
        if let Some(days) = come.max() {
            // On the day itself, what comes after it takes the place of what came before.
            found.retain(|step| !matches!(step, Step::Before(_)));
            found.push(Step::After(days));
        }
    }
    found
}

/// Who is concerned by a contract's key date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerned {
    /// Whoever has to see to it.
    pub owner: Option<PersonId>,
    /// The contract's deputy.
    pub deputy: Option<PersonId>,
    /// The members of the contract's team.
    pub team: Vec<PersonId>,
    /// Everybody who may see the contract, with their roles.
    pub people: Vec<(PersonId, Vec<Role>)>,
    /// Everybody who is away, with who stands in for them, if anybody.
    pub away: BTreeMap<PersonId, Option<PersonId>>,
}

impl Concerned {
    fn with_role(&self, role: Role) -> impl Iterator<Item = PersonId> {
        self.people.iter().filter(move |(_, roles)| roles.contains(&role)).map(|(person, _)| *person)
    }

    /// Those of some who may still act and see the contract.
    fn present(&self, people: impl IntoIterator<Item = PersonId>) -> BTreeSet<PersonId> {
        people.into_iter().filter(|person| self.people.iter().any(|(each, _)| each == person)).collect()
    }

    /// Who is told by a step, each of them who is away together with whoever stands in. What would reach nobody, because a
    /// contract has no owner, or the owner is gone or away without somebody standing in, reaches the deputy, else managers,
    /// else administrators as well: a date without somebody who sees to it is the one that is missed.
    pub fn told(&self, rule: &Rule, step: Step) -> BTreeSet<PersonId> {
        let asked = match step {
            Step::ToDeputy(_) => self.present(self.deputy),
            Step::ToManagers(_) => self.with_role(Role::Manager).collect(),
            Step::Before(_) | Step::After(_) => rule
                .to
                .iter()
                .flat_map(|recipient| match recipient {
                    Recipient::Owner => self.present(self.owner),
                    Recipient::Deputy => self.present(self.deputy),
                    Recipient::Team => self.present(self.team.iter().copied()),
                    Recipient::Role(role) => self.with_role(*role).collect(),
                })
                .collect(),
        };
        let asked = self.with_stand_ins(asked);
        if self.reaches_somebody(&asked) {
            return asked;
        }
        let others = [self.present(self.deputy), self.with_role(Role::Manager).collect()].into_iter();
        let further = others
            .map(|people| self.with_stand_ins(people))
            .find(|people| self.reaches_somebody(people))
            .unwrap_or_else(|| self.with_stand_ins(self.with_role(Role::Administrator).collect()));
        asked.into_iter().chain(further).collect()
    }

    /// The same with whoever stands in for those of them who are away.
    fn with_stand_ins(&self, people: BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let stand_ins = self.present(people.iter().filter_map(|person| self.away.get(person).copied().flatten()));
        people.into_iter().chain(stand_ins).collect()
    }

    /// Whether one of them is there.
    fn reaches_somebody(&self, people: &BTreeSet<PersonId>) -> bool {
        people.iter().any(|person| !self.away.contains_key(person))
    }
}

#[cfg(test)]
mod tests;
