//! Terms one after another: where each begins and ends, found without walking through those before it.

use super::why::Why;
use crate::{
    calendar::{Day, Period, add_months, whole_months},
    contract::{AgreedTerm, ContractDetails, ContractFacts, Extension, Renewal, TermLength},
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// One term of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// The first term of a contract is 1, its first renewal 2.
    pub number: u32,
    /// First day.
    pub first: Day,
    /// How it ends.
    pub end: TermEnd,
}

/// How a term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermEnd {
    /// On a day, included; never before the term's first day.
    On {
        /// The last day.
        last: Day,
    },
    /// Not before somebody gives notice.
    Open,
    /// Nobody wrote it down, or it lies beyond the calendar.
    Unknown,
}

impl Term {
    /// The last day, where it is known.
    pub fn last(self) -> Option<Day> {
        match self.end {
            TermEnd::On { last } => Some(last),
            TermEnd::Open | TermEnd::Unknown => None,
        }
    }

    /// First and last day, where both are known.
    pub fn period(self) -> Option<Period> {
        Period::new(self.first, self.last()?)
    }

    /// The part of the term up to a day; of a term without a known end, everything up to that day.
    pub fn period_until(self, horizon: Day) -> Option<Period> {
        Period::new(self.first, self.last().map_or(horizon, |last| last.min(horizon)))
    }

    /// The term, cut short where the contract ends within it; `None` if the contract ends before it.
    pub(super) fn cut(self, contract_end: Option<Day>) -> Option<Self> {
        match contract_end {
            Some(end) if end < self.first => None,
            Some(end) if self.last().is_none_or(|last| end < last) => {
                Some(Self { end: TermEnd::On { last: end }, ..self })
            }
            _ => Some(self),
        }
    }
}

/// The terms that begin up to and including a day, in order and without gaps, with tacit renewal assumed
/// to go on.
///
/// They stop where the contract ends (`end`, as [`known_end`](super::known_end) says); the last term is cut short if need
/// be. A first term whose first day is unknown is left out. The iterator is lazy: a contract that renews every
/// month has a dozen terms for each year of the horizon.
pub fn terms<'a>(
    details: &'a ContractDetails,
    facts: &ContractFacts,
    end: Option<Day>,
    until: Day,
) -> impl Iterator<Item = Term> + use<'a> {
    let schedule = Schedule::of(details, facts, until);
    let from = u32::from(schedule.term(0).is_none());
    (from..=schedule.final_times().unwrap_or(u32::MAX))
        .map_while(move |times| schedule.term(times))
        .take_while(move |term| term.first <= until)
        .map_while(move |term| term.cut(end))
}

/// The terms of a contract as its details alone tell them, whatever happened since.
#[derive(Clone, Copy, Debug)]
pub(super) enum Schedule<'a> {
    /// A first term with an end, and renewed terms after it.
    Stepped(Steps<'a>),
    /// One term without end.
    Open { first: Option<Day> },
    /// Not enough is written down.
    Unknown { first: Option<Day> },
}

/// First term and renewals; a term is addressed by how many times the contract renewed before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps<'a> {
    /// First day of the first term; unknown, or left out because it lies after the last.
    first: Option<Day>,
    /// The first term as written.
    length: FirstTerm,
    /// How it renews by itself, if it does.
    pub(super) tacit: Option<Tacit>,
    /// The terms that were signed after the first; none where it renews by itself.
    agreed: &'a [AgreedTerm],
    /// The term that an amendment made longer.
    extended: Option<Extended>,
}

/// A term whose last day was agreed anew; later terms count from that day.
#[derive(Clone, Copy, Debug)]
struct Extended {
    /// The renewals before it.
    times: u32,
    by: Extension,
}

#[derive(Clone, Copy, Debug)]
enum FirstTerm {
    Months {
        first: Day,
        months: NonZeroU32,
    },
    Until {
        last: Day,
    },
    /// Nobody wrote it down: only an amendment says until when.
    Unwritten,
}

/// Tacit renewal with a length that is usable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tacit {
    /// Length of each renewed term.
    pub(super) months: NonZeroU32,
    /// How many times it may renew; `None` for any number.
    pub(super) maximum: Option<u32>,
}

impl<'a> Schedule<'a> {
    /// The terms as they are known on a day, with what was agreed by then.
    pub(super) fn of(details: &'a ContractDetails, facts: &ContractFacts, day: Day) -> Self {
        let extension = facts.extension.filter(|extension| extension.agreed_on <= day);
        match (Self::written(details, day), extension) {
            (Self::Stepped(steps), Some(extension)) => Self::Stepped(steps.extended(extension)),
            (Self::Unknown { first }, Some(extension)) => Self::Stepped(Steps {
                first: first.filter(|first| *first <= extension.until),
                length: FirstTerm::Unwritten,
                tacit: tacit(details),
                agreed: &[],
                extended: Some(Extended { times: 0, by: extension }),
            }),
            (written, _) => written,
        }
    }

    fn written(details: &'a ContractDetails, day: Day) -> Self {
        let first = details.starts_on;
        let (tacit, agreed, extended) = (tacit(details), agreed(details, day), None);
        match details.term {
            TermLength::Months { months } => match (first, NonZeroU32::new(months)) {
                (Some(first), Some(months)) => Self::Stepped(
                    Steps { first: Some(first), length: FirstTerm::Months { first, months }, tacit, agreed, extended }
                        .in_order(),
                ),
                _ => Self::Unknown { first },
            },
            TermLength::Until { last_day } => Self::Stepped(
                Steps {
                    first: first.filter(|first| *first <= last_day),
                    length: FirstTerm::Until { last: last_day },
                    tacit,
                    agreed,
                    extended,
                }
                .in_order(),
            ),
            TermLength::OpenEnded => Self::Open { first },
            TermLength::Unknown => Self::Unknown { first },
        }
    }

    /// First term and renewals, where the term has an end.
    pub(super) fn steps(&self) -> Option<&Steps<'a>> {
        match self {
            Self::Stepped(steps) => Some(steps),
            Self::Open { .. } | Self::Unknown { .. } => None,
        }
    }

    /// The term after so many renewals, if its first day is known and lies within the calendar.
    pub(super) fn term(&self, times: u32) -> Option<Term> {
        let (first, end) = match *self {
            Self::Stepped(steps) => {
                (steps.first(times)?, steps.last(times).map_or(TermEnd::Unknown, |last| TermEnd::On { last }))
            }
            Self::Open { first } => (first?, TermEnd::Open),
            Self::Unknown { first } => (first?, TermEnd::Unknown),
        };
        Some(Term { number: times.saturating_add(1), first, end })
    }

    /// The number of renewals before the term that a day lies in; none before the first term begins, and
    /// those of the final term after its end.
    pub(super) fn times_at(&self, day: Day) -> u32 {
        self.steps().map_or(0, |steps| steps.times_at(day))
    }

    /// How many times the contract renews before its final term; `None` for any number.
    pub(super) fn final_times(&self) -> Option<u32> {
        self.steps().map_or(Some(0), Steps::final_times)
    }
}

impl Steps<'_> {
    /// The same with the signed terms up to the first that does not follow the one before it: one that ends no later, or was
    /// signed when that had ended and the contract with it.
    fn in_order(self) -> Self {
        let follows = |times: u32, term: &AgreedTerm| {
            self.last(times).is_some_and(|last| term.signed_on <= last && last < term.last_day)
        };
        let known = (0_u32..).zip(self.agreed).take_while(|(times, term)| follows(*times, term)).count();
        Self { agreed: self.agreed.get(..known).unwrap_or_default(), ..self }
    }

    /// The same with the term of the day of an amendment made longer by it; one that makes nothing longer changes nothing,
    /// and what had ended before is no longer the same contract.
    fn extended(self, by: Extension) -> Self {
        let times = self.times_at(by.agreed_on);
        let longer = self.last(times).is_some_and(|last| by.agreed_on <= last && last < by.until);
        Self { extended: longer.then_some(Extended { times, by }), ..self }.in_order()
    }

    /// How many terms were signed after the first.
    fn agreed_times(&self) -> u32 {
        u32::try_from(self.agreed.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn times_at(&self, day: Day) -> u32 {
        let Some(tacit) = self.tacit else {
            let over = (0..self.agreed_times()).take_while(|times| self.last(*times).is_some_and(|last| last < day));
            return u32::try_from(over.count()).unwrap_or(u32::MAX);
        };
        let counted = |anchor: Option<Day>, base: u32| {
            let passed =
                anchor.and_then(|anchor| whole_months(anchor, day)).and_then(|months| months.checked_sub(base));
            passed.map_or(0, |months| (months / tacit.months).saturating_add(1))
        };
        let (anchor, base) = self.anchor();
        let times = match self.extended {
            None => counted(anchor, base),
            Some(Extended { times, by }) if day <= by.until => counted(anchor, base).min(times),
            Some(Extended { times, by }) => times.saturating_add(counted(by.until.succ_opt(), 0)),
        };
        tacit.maximum.map_or(times, |maximum| times.min(maximum))
    }

    pub(super) fn final_times(&self) -> Option<u32> {
        self.tacit.map_or(Some(self.agreed_times()), |tacit| tacit.maximum)
    }

    /// The renewals before the term that ends the contract, unless it renews by itself, as seen in the term after so many.
    pub(super) fn ends_after(&self, times: u32) -> u32 {
        times.max(self.agreed_times())
    }

    /// The term that was signed to follow the one after so many renewals.
    pub(super) fn agreed_after(&self, times: u32) -> Option<AgreedTerm> {
        self.agreed.get(usize::try_from(times).ok()?).copied()
    }

    /// Whether the term after so many renewals is followed by another by itself.
    pub(super) fn renews_after(&self, times: u32) -> Option<Tacit> {
        self.tacit.filter(|tacit| tacit.maximum.is_none_or(|maximum| times < maximum))
    }

    pub(super) fn first(&self, times: u32) -> Option<Day> {
        match times.checked_sub(1) {
            None => self.first,
            Some(before) if self.tacit.is_none() => self.last(before)?.succ_opt(),
            Some(before) => self.boundary(before),
        }
    }

    pub(super) fn last(&self, times: u32) -> Option<Day> {
        match (self.length, self.extended) {
            (_, Some(extended)) if extended.times == times => Some(extended.by.until),
            (FirstTerm::Until { last }, _) if times == 0 => Some(last),
            _ if times > 0 && self.tacit.is_none() => Some(self.agreed_after(times - 1)?.last_day),
            _ => self.boundary(times)?.pred_opt(),
        }
    }

    /// The day after the term that was renewed so many times. It is always stepped from one anchor, so
    /// that a term beginning on the 31st is back on the 31st whenever the month has one.
    fn boundary(&self, times: u32) -> Option<Day> {
        let (anchor, base, since) = self.anchor_of(times);
        let each = self.tacit.map_or(0, |tacit| tacit.months.get());
        add_months(anchor?, times.checked_sub(since)?.checked_mul(each)?.checked_add(base)?)
    }

    /// The day from which months are counted, and the months to the end of the first term.
    fn anchor(&self) -> (Option<Day>, u32) {
        match self.length {
            FirstTerm::Months { first, months } => (Some(first), months.get()),
            FirstTerm::Until { last } => (last.succ_opt(), 0),
            FirstTerm::Unwritten => (None, 0),
        }
    }

    /// The same for the end of the term after so many renewals, and the renewals before the term that ends by the anchor.
    fn anchor_of(&self, times: u32) -> (Option<Day>, u32, u32) {
        match self.extended {
            Some(extended) if extended.times <= times => (extended.by.until.succ_opt(), 0, extended.times),
            _ => {
                let (anchor, base) = self.anchor();
                (anchor, base, 0)
            }
        }
    }

    /// Why the term after so many renewals ends when it does, from the first term on.
    pub(super) fn why(&self, times: u32) -> Vec<Why> {
        let written = Self { extended: None, ..*self };
        let first_term = match (self.length, written.last(0)) {
            (FirstTerm::Months { first, months }, Some(last)) => Why::TermFrom { first, months: months.get(), last },
            (FirstTerm::Until { last }, _) => Why::TermUntil { last },
            (FirstTerm::Months { .. }, None) | (FirstTerm::Unwritten, _) => Why::TermUnknown,
        };
        let Some(Extended { times: longer, by: Extension { agreed_on, until } }) =
            self.extended.filter(|extended| extended.times <= times)
        else {
            return std::iter::once(first_term).chain(self.why_renewed(times)).collect();
        };
        let after = (times > longer).then(|| self.why_renewed(times)).into_iter().flatten();
        let extended = Why::Extended { agreed_on, until };
        std::iter::once(first_term).chain(written.why_renewed(longer)).chain([extended]).chain(after).collect()
    }

    /// The same without the first term, for reasons that have named it already.
    pub(super) fn why_renewed(&self, times: u32) -> impl Iterator<Item = Why> + use<> {
        let signed = times.checked_sub(1).and_then(|before| {
            let AgreedTerm { signed_on, last_day } = self.agreed_after(before)?;
            let (number, first) = (times.saturating_add(1), self.first(times)?);
            Some(Why::SignedAgain { number, signed_on, first, last: last_day })
        });
        let renewed = match (self.tacit, self.first(times), self.last(times)) {
            (Some(tacit), Some(first), Some(last)) if times > 0 => Some(Why::RenewedTacitly {
                number: times.saturating_add(1),
                times,
                each_months: tacit.months.get(),
                first,
                last,
            }),
            _ => None,
        };
        let clamp = match (self.anchor_of(times).0, self.boundary(times)) {
            (Some(anchor), Some(boundary)) if signed.is_none() => clamped(anchor, boundary),
            _ => None,
        };
        signed.into_iter().chain(renewed).chain(clamp)
    }
}

fn tacit(details: &ContractDetails) -> Option<Tacit> {
    match details.renewal {
        Renewal::None | Renewal::Express => None,
        Renewal::Tacit { months, maximum } => NonZeroU32::new(months).map(|months| Tacit { months, maximum }),
    }
}

/// The signed terms that are known on a day; where a contract renews by itself, or not at all, none count.
fn agreed(details: &ContractDetails, day: Day) -> &[AgreedTerm] {
    let known = match details.renewal {
        Renewal::Express => details.agreed_terms.iter().take_while(|term| term.signed_on <= day).count(),
        Renewal::None | Renewal::Tacit { .. } => 0,
    };
    details.agreed_terms.get(..known).unwrap_or_default()
}

/// The step to mention when a day reached by whole months is not the same day of the month.
pub(super) fn clamped(from: Day, to: Day) -> Option<Why> {
    (from.day() != to.day()).then_some(Why::MonthEndClamped { wanted: from.day(), taken: to })
}
