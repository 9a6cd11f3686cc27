//! Renewals as work: when one is to be decided about, what may be decided, who has to agree, and what becomes of it.
//!
//! - A contract that renews by itself renews unless notice is given by its last day for notice; one that only a new
//!   signature prolongs ends unless both sides sign. Contracts that end for good, or have no fixed end, have no renewal.
//! - The work opens some days before the decision deadline, and stays open until the new term begins or the contract ends.
//! - A decision says what shall happen; its act follows: letting the day come, notice, a signature. Renegotiating protects
//!   nobody from a last day for notice, so that day stays open until it is decided to renew or notice is given.
//! - Above a value a second person has to confirm; until then nothing is decided.

mod follow;
mod paying;

pub use follow::{RenewalMove, follow};
pub use paying::Paying;

use crate::{
    billing::{Billable, expected},
    calendar::{Day, Period, add_months},
    contract::{ContractDetails, ContractFacts, Renewal, worth},
    id::{ContractId, PersonId},
    money::Money,
    price_line::PriceLine,
    term::{self, KeyDates, Phase, Practice},
};
use serde::{Deserialize, Serialize};

/// How a renewal comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By itself, unless notice is given in time.
    Tacit,
    /// Only if both sides sign again.
    Express,
}

/// What somebody decided about a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalDecision {
    /// It goes on as it is.
    RenewAsIs,
    /// It shall go on on other terms, which are being negotiated.
    Renegotiate,
    /// It ends with its term, because nobody signs again.
    LetLapse,
    /// We give notice, so that it does not go on by itself.
    GiveNotice,
}

impl RenewalDecision {
    /// All decisions, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::RenewAsIs, Self::Renegotiate, Self::LetLapse, Self::GiveNotice];

    /// Whether it can be made of a renewal of this way: what goes on by itself does not lapse, and what ends by itself needs
    /// no notice.
    pub const fn fits(self, way: Way) -> bool {
        match self {
            Self::RenewAsIs | Self::Renegotiate => true,
            Self::LetLapse => matches!(way, Way::Express),
            Self::GiveNotice => matches!(way, Way::Tacit),
        }
    }

    /// Stable text for forms, addresses and columns.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RenewAsIs => "renew_as_is",
            Self::Renegotiate => "renegotiate",
            Self::LetLapse => "let_lapse",
            Self::GiveNotice => "give_notice",
        }
    }

    /// The decision with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.code() == code)
    }

    /// Whether it needs nothing more before the last day for notice.
    pub const fn settles_notice(self) -> bool {
        matches!(self, Self::RenewAsIs)
    }
}

impl ContractFacts {
    /// What was decided about the renewal of a day: its last day for notice, or the last day of its term. What was decided
    /// before decisions were written down let it renew.
    pub fn decided(&self, day: Option<Day>) -> Option<RenewalDecision> {
        let decided = day.is_some() && self.renewal_decided_for == day;
        decided.then(|| self.renewal_decision.unwrap_or(RenewalDecision::RenewAsIs))
    }
}

/// A renewal that lies ahead, as the terms tell it on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Upcoming {
    /// How it comes about.
    pub way: Way,
    /// Number of the term that would begin.
    pub term: u32,
    /// Its first day.
    pub first_on: Day,
    /// The last day for notice, where there is one.
    pub deadline: Option<Day>,
    /// The day by which to have decided.
    pub decide_by: Day,
}

impl Upcoming {
    /// The day by which [`ContractFacts::renewal_decided_for`] names it.
    pub fn decided_for(&self) -> Day {
        decided_for(self.deadline, self.first_on)
    }

    /// The day on which it opens: so many days before the decision deadline.
    pub fn opens_on(&self, lead_days: u32) -> Day {
        self.decide_by.checked_sub_days(chrono::Days::new(lead_days.into())).unwrap_or(Day::MIN)
    }
}

fn decided_for(deadline: Option<Day>, first_on: Day) -> Day {
    deadline.or_else(|| first_on.pred_opt()).unwrap_or(first_on)
}

/// The renewal that lies ahead of a running contract; none once it is known to end, or to go on because both sides signed.
pub fn upcoming(details: &ContractDetails, facts: &ContractFacts, practice: &Practice, day: Day) -> Option<Upcoming> {
    upcoming_of(details, facts, &term::dates(details, facts, practice, day), day)
}

fn upcoming_of(details: &ContractDetails, facts: &ContractFacts, dates: &KeyDates, day: Day) -> Option<Upcoming> {
    if !matches!(dates.phase, Phase::Signed | Phase::InForce) {
        return None;
    }
    let deadline = dates.notice_deadline.as_ref().map(|dated| dated.day);
    let (way, first_on) = match details.renewal {
        Renewal::None => return None,
        Renewal::Express => (Way::Express, dates.ends_on.as_ref()?.day.succ_opt()?),
        Renewal::Tacit { .. } => {
            let renews_on = dates.renews_on.as_ref()?.day;
            (Way::Tacit, dates.notice_works_for().and_then(|last| last.succ_opt()).unwrap_or(renews_on))
        }
    };
    let number = match way {
        Way::Express => term::last_known(details, facts, day)?.saturating_add(1),
        Way::Tacit => term::term_on(details, facts, first_on)?.number,
    };
    let decide_by = dates.decision_deadline.as_ref().map(|dated| dated.day);
    let decide_by = decide_by.unwrap_or_else(|| decided_for(deadline, first_on));
    Some(Upcoming { way, term: number, first_on, deadline, decide_by })
}

/// How contracts with these terms renew, if they do.
pub(crate) const fn way_of(details: &ContractDetails) -> Option<Way> {
    match details.renewal {
        Renewal::None => None,
        Renewal::Express => Some(Way::Express),
        Renewal::Tacit { .. } => Some(Way::Tacit),
    }
}

/// What the term that would begin is worth before tax, on the terms of today: its expected billing where its length is known,
/// else what the contract is worth.
pub fn value(details: &ContractDetails, lines: &[PriceLine], upcoming: &Upcoming) -> Option<Money> {
    let Renewal::Tacit { months, .. } = details.renewal else { return worth(&details.into(), lines) };
    let last = add_months(upcoming.first_on, months)?.pred_opt()?;
    let term = Period::new(upcoming.first_on, last)?;
    let first = details.starts_on.or(details.signed_on).unwrap_or(upcoming.first_on);
    let billable = Billable { first, last: None, horizon: add_months(last, MONTHS_AFTER)? };
    let mut sum = Money::zero(details.currency);
    for line in lines {
        for row in expected(line, details.currency, billable).ok()? {
            if term.contains(row.period.first) {
                sum = sum.checked_add(row.amount).ok()?;
            }
        }
    }
    Some(sum)
}

/// Months after a term in which a period that begins in it may be billed.
const MONTHS_AFTER: u32 = 24;

/// Whether a second person has to confirm a decision about so much money. `from` is in whole units of the contract's
/// currency; 0 asks for nobody. What is not known to be worth less needs a second person.
pub fn needs_second(value: Option<Money>, from: u32) -> bool {
    if from == 0 {
        return false;
    }
    value.is_none_or(|value| {
        let unit = 10_i128.pow(value.currency.decimals());
        i128::from(value.minor) >= i128::from(from) * unit
    })
}

/// Who agreed besides the person who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Second {
    /// Nobody has to.
    NotNeeded,
    /// Somebody still has to.
    Awaited,
    /// Somebody did.
    Given {
        /// Who.
        by: PersonId,
        /// When.
        on: Day,
    },
}

/// A decision with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RenewalChoice {
    /// What was decided.
    pub decision: RenewalDecision,
    /// Why.
    pub reason: String,
    /// By whom; `None` if not by a person.
    pub by: Option<PersonId>,
    /// When.
    pub on: Day,
    /// Who agreed.
    pub second: Second,
}

impl RenewalChoice {
    /// Whether it counts: nobody else has to agree any more.
    pub const fn counts(&self) -> bool {
        !matches!(self.second, Second::Awaited)
    }
}

/// What became of a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalOutcome {
    /// The new term began.
    Renewed,
    /// The contract ends, or ended, without it.
    Ended,
    /// The terms were changed, so that there is no such renewal any more.
    Void,
}

impl RenewalOutcome {
    /// Stable text for columns.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Renewed => "renewed",
            Self::Ended => "ended",
            Self::Void => "void",
        }
    }

    /// The outcome with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Renewed, Self::Ended, Self::Void].into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A renewal of a contract, from its opening to its outcome. Contract and term make it one of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Work {
    /// The contract.
    pub contract: ContractId,
    /// The renewal as the terms told it last.
    pub upcoming: Upcoming,
    /// What the new term is worth.
    pub value: Option<Money>,
    /// The day on which the work opened.
    pub opened_on: Day,
    /// What was decided.
    pub choice: Option<RenewalChoice>,
    /// The day of the last signature under a new agreement, where there is one.
    pub signed_on: Option<Day>,
    /// What became of it.
    pub outcome: Option<RenewalOutcome>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// Where a renewal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalState {
    /// Nobody decided, and the decision deadline has passed.
    Late,
    /// Nobody decided yet.
    Undecided,
    /// Somebody decided, and a second person has to confirm.
    AwaitsSecond,
    /// It is decided, and something is still to be done: notice to be given, an agreement to be reached or signed.
    ToAct,
    /// It is decided, and its day comes by itself.
    Decided,
    /// The new term began.
    Renewed,
    /// The contract ends, or ended.
    Ended,
    /// There is no such renewal any more.
    Void,
}

impl RenewalState {
    /// All states, the most urgent first.
    pub const ALL: [Self; 8] = [
        Self::Late,
        Self::Undecided,
        Self::AwaitsSecond,
        Self::ToAct,
        Self::Decided,
        Self::Renewed,
        Self::Ended,
        Self::Void,
    ];

    /// Those in which the work is not over.
    pub const OPEN: [Self; 5] = [Self::Late, Self::Undecided, Self::AwaitsSecond, Self::ToAct, Self::Decided];

    /// Stable text for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Undecided => "undecided",
            Self::AwaitsSecond => "awaits_second",
            Self::ToAct => "to_act",
            Self::Decided => "decided",
            Self::Renewed => "renewed",
            Self::Ended => "ended",
            Self::Void => "void",
        }
    }

    /// The state with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Whether something has to be done for a decision before its day comes.
pub const fn needs_act(decision: RenewalDecision, way: Way, signed: bool) -> bool {
    match (decision, way) {
        (RenewalDecision::LetLapse, _) | (RenewalDecision::RenewAsIs, Way::Tacit) => false,
        (RenewalDecision::GiveNotice, _) | (RenewalDecision::Renegotiate, Way::Tacit) => true,
        (RenewalDecision::RenewAsIs | RenewalDecision::Renegotiate, Way::Express) => !signed,
    }
}

impl Work {
    /// Where it stands on a day.
    pub fn state(&self, day: Day) -> RenewalState {
        match (self.outcome, &self.choice) {
            (Some(RenewalOutcome::Renewed), _) => RenewalState::Renewed,
            (Some(RenewalOutcome::Ended), _) => RenewalState::Ended,
            (Some(RenewalOutcome::Void), _) => RenewalState::Void,
            (None, None) if self.upcoming.decide_by < day => RenewalState::Late,
            (None, None) => RenewalState::Undecided,
            (None, Some(choice)) if !choice.counts() => RenewalState::AwaitsSecond,
            (None, Some(choice)) if needs_act(choice.decision, self.upcoming.way, self.signed_on.is_some()) => {
                RenewalState::ToAct
            }
            (None, Some(_)) => RenewalState::Decided,
        }
    }
}

/// The new term that an agreement makes, or what is wrong with its days: it is signed no later than today and after the
/// contract began, and it ends after the term before it.
pub fn signing_problems(
    details: &ContractDetails,
    upcoming: &Upcoming,
    (signed_on, last_day): (Day, Day),
    today: Day,
) -> Vec<crate::refusal::FieldProblem> {
    use crate::refusal::{FieldProblem, Problem};
    let after = details.agreed_terms.last().map(|term| term.signed_on).or(details.signed_on);
    let mut problems = Vec::new();
    if signed_on > today {
        problems.push(FieldProblem::new("signed_on", Problem::After { day: today }));
    } else if let Some(day) = after.filter(|day| signed_on < *day) {
        problems.push(FieldProblem::new("signed_on", Problem::Before { day }));
    }
    if last_day < upcoming.first_on {
        problems.push(FieldProblem::new("last_day", Problem::Before { day: upcoming.first_on }));
    }
    problems
}

#[cfg(test)]
mod tests;
