//! What the leakage pages show: the dashboard's sums, a finding with the work on it, a selection of findings.

use super::{FindingRow, PastEvent};
use crate::{
    calendar::{Day, Moment},
    id::{CustomerId, PersonId, PriceLineId, RecoveryId},
    leakage::FindingKind,
    money::{Currency, Money},
};
use serde::{Deserialize, Serialize};

/// A sum of findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingSum<T> {
    /// What is summed over.
    pub of: T,
    /// Number of findings.
    pub findings: u64,
    /// Amount at stake; `None` for findings without an amount.
    pub amount: Option<Money>,
}

/// From what the terms promise to what came in, over whole months and in one currency; everything before tax.
///
/// `contracted - waived - recovered - unbilled + overbilled = billed`, for every row of the ledger and so for their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The currency.
    pub currency: Currency,
    /// Promised by the terms, in minor units.
    pub contracted: i64,
    /// Given up with a reason.
    pub waived: i64,
    /// Not billed, or billed too low; less what was promised to be given back and was not yet.
    pub unbilled: i64,
    /// Billed above the terms.
    pub overbilled: i64,
    /// Billed, net of credit notes.
    pub billed: i64,
    /// Paid of what was billed: each payment counts for the lines of its invoice in proportion.
    pub collected: i64,
    /// Billed and given up with a reason, as far as it was not paid after all.
    pub forgiven: i64,
}

impl Flow {
    /// Nothing promised yet in a currency.
    pub const fn new(currency: Currency) -> Self {
        Self { currency, contracted: 0, waived: 0, unbilled: 0, overbilled: 0, billed: 0, collected: 0, forgiven: 0 }
    }

    /// Promised and not given up.
    pub const fn expected(&self) -> i64 {
        self.contracted.saturating_sub(self.waived)
    }

    /// What came in without an invoice being known here: what the other parts leave of the promise.
    pub const fn recovered(&self) -> i64 {
        self.expected().saturating_sub(self.unbilled).saturating_add(self.overbilled).saturating_sub(self.billed)
    }

    /// Billed, not paid yet and not given up.
    pub const fn uncollected(&self) -> i64 {
        self.billed.saturating_sub(self.collected).saturating_sub(self.forgiven)
    }
}

/// A part of the way from promise to cash that leads to its rows of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowPart {
    /// Billed, net of credit notes.
    Invoiced,
    /// Not billed, or billed too low.
    Unbilled,
    /// Came in without an invoice being known here.
    Recovered,
    /// Billed above the terms.
    Overbilled,
    /// Paid, wholly or in part.
    Collected,
    /// Billed and neither wholly paid nor given up.
    Uncollected,
    /// Billed and given up.
    Forgiven,
}

impl FlowPart {
    /// All parts, in the order of the way.
    pub const ALL: [Self; 7] = [
        Self::Invoiced,
        Self::Unbilled,
        Self::Recovered,
        Self::Overbilled,
        Self::Collected,
        Self::Uncollected,
        Self::Forgiven,
    ];

    /// Stable text for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invoiced => "invoiced",
            Self::Unbilled => "unbilled",
            Self::Recovered => "recovered",
            Self::Overbilled => "overbilled",
            Self::Collected => "collected",
            Self::Uncollected => "uncollected",
            Self::Forgiven => "forgiven",
        }
    }

    /// The part with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// How old a finding is, counted from the day since which the money leaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// Up to 30 days; also what begins only later.
    Month,
    /// 31 to 90 days.
    Quarter,
    /// 91 to 180 days.
    Half,
    /// More than 180 days.
    Older,
}

impl Age {
    /// All ages, youngest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Older];

    /// Stable text for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "30",
            Self::Quarter => "90",
            Self::Half => "180",
            Self::Older => "older",
        }
    }

    /// The age with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|age| age.code() == code)
    }

    /// Fewest and most days; `None` without a limit.
    pub const fn days(self) -> (Option<u64>, Option<u64>) {
        match self {
            Self::Month => (None, Some(30)),
            Self::Quarter => (Some(31), Some(90)),
            Self::Half => (Some(91), Some(180)),
            Self::Older => (Some(181), None),
        }
    }

    /// The age on a day of what leaks since another.
    pub fn of(since: Day, today: Day) -> Self {
        match (today - since).num_days() {
            ..=30 => Self::Month,
            31..=90 => Self::Quarter,
            91..=180 => Self::Half,
            _ => Self::Older,
        }
    }
}

/// What happened to findings within a month, in one currency; amounts in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendMonth {
    /// First day of the month.
    pub month: Day,
    /// The currency.
    pub currency: Currency,
    /// At stake in findings first found in the month that count as detected.
    pub found: i64,
    /// At stake in findings claimed in the month.
    pub claimed: i64,
    /// Money that came in.
    pub recovered: i64,
}

/// What the leakage dashboard shows beside its list of findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// Open findings by kind.
    pub by_kind: Vec<FindingSum<FindingKind>>,
    /// Open findings by customer, of the kinds in `summed`: the largest sums of each currency.
    pub by_customer: Vec<FindingSum<(CustomerId, String)>>,
    /// The same by owner; `None` for those nobody pursues.
    pub by_owner: Vec<FindingSum<Option<(PersonId, String)>>>,
    /// The same by age.
    pub by_age: Vec<FindingSum<Age>>,
    /// The kinds that are added up over kinds: those asked for, or all by which money can be lost.
    pub summed: Vec<FindingKind>,
    /// How many of the open findings about late invoices show an amount before tax, because the tax is not known.
    pub before_tax: u64,
    /// Whether there is any contract, so that something is promised.
    pub contracts: bool,
    /// First and last day of the invoices that are known; `None` without any.
    pub invoices: Option<crate::calendar::Period>,
    /// From promise to cash, by currency, the largest first.
    pub flow: Vec<Flow>,
    /// First and last day of the whole months that `flow` covers: of those looked back on the ones of which invoices are
    /// known, or all where none are.
    pub period: crate::calendar::Period,
    /// The same number of months and the current one, oldest first; months without anything are left out.
    pub trend: Vec<TrendMonth>,
    /// First day of the first month of the trend.
    pub trend_from: Day,
    /// The day the answer was made for.
    pub day: Day,
}

impl Dashboard {
    /// Whether it is known what was billed of a flow: without invoices of its months nothing can be called lost.
    pub fn billing_known(&self, flow: &Flow) -> bool {
        let of_months = self.invoices.and_then(|known| known.intersection(self.period));
        of_months.is_some() || flow.billed != 0
    }
}

/// Somebody who can be given a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pursuer {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
}

/// What somebody said about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingComment {
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// In their words: plain text, with its line breaks.
    pub text: String,
}

/// A finding with the work on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingSheet {
    /// The finding and the names around it.
    pub row: FindingRow,
    /// What the price lines concerned are called.
    pub lines: Vec<(PriceLineId, String)>,
    /// How many invoice lines of its customer or contract wait to be matched, where one of them may bill what is missing.
    pub waiting: u64,
    /// What came in, the oldest first.
    pub recoveries: Vec<Recovery>,
    /// How much of it is paid of invoices that came for its periods since; see [`LedgerRow::paid_before`].
    ///
    /// [`LedgerRow::paid_before`]: crate::billing::LedgerRow::paid_before
    pub paid_before: Option<Money>,
    /// What was said, the oldest first.
    pub comments: Vec<FindingComment>,
    /// What happened, the newest first; empty for whoever may not read the history.
    pub history: Vec<PastEvent>,
    /// Who can be given it; empty for whoever may not pursue findings.
    pub pursuers: Vec<Pursuer>,
    /// The day the answer was made for.
    pub day: Day,
}

/// Money that came in on a finding, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Identity.
    pub id: RecoveryId,
    /// The day it was recorded.
    pub received_on: Day,
    /// How much.
    pub amount: Money,
    /// Who recorded it, where that is known.
    pub by: Option<String>,
}

/// Findings chosen in the list, to be dealt with together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingSelection {
    /// The findings that may be seen, the largest amount first.
    pub rows: Vec<FindingRow>,
    /// Who can be given them.
    pub pursuers: Vec<Pursuer>,
    /// The day the answer was made for.
    pub day: Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_one_age_and_its_limits_say_so() {
        let today = Day::from_ymd_opt(2026, 11, 21).unwrap();
        for days in 0..400_u64 {
            let since = today - chrono::Days::new(days);
            let age = Age::of(since, today);
            let within = Age::ALL.into_iter().filter(|age| {
                let (least, most) = age.days();
                least.is_none_or(|least| days >= least) && most.is_none_or(|most| days <= most)
            });
            assert_eq!(within.collect::<Vec<_>>(), [age], "{days} days");
        }
        assert_eq!(Age::of(today + chrono::Days::new(3), today), Age::Month);
    }
}
