//! Dates with their reasons, as values: the sentences are made elsewhere, one for each step.

use crate::calendar::{Day, Length};
use serde::{Deserialize, Serialize};

/// A computed day and how it came about, step by step in the order of the calculation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dated {
    /// The result.
    pub day: Day,
    /// The steps; never empty.
    pub why: Vec<Why>,
}

/// One step of the reasoning behind a date or a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The first term is so many months from its first day.
    TermFrom {
        /// First day of the first term.
        first: Day,
        /// Its length.
        months: u32,
        /// Its last day.
        last: Day,
    },
    /// The contract names the last day of its first term.
    TermUntil {
        /// The day named.
        last: Day,
    },
    /// The term in question is a renewed one.
    RenewedTacitly {
        /// Number of the term; the first term of the contract is 1.
        number: u32,
        /// How many times the contract has renewed by then, at least 1.
        times: u32,
        /// Length of each renewed term.
        each_months: u32,
        /// First day of the term.
        first: Day,
        /// Last day of the term.
        last: Day,
    },
    /// Counting in months met a month without that day, so its last day was taken.
    MonthEndClamped {
        /// The day of the month that was looked for, 29 to 31.
        wanted: u32,
        /// The last day of the month, taken instead.
        taken: Day,
    },
    /// The contract has no fixed end; notice ends it.
    OpenEnded,
    /// How long the contract lasts cannot be computed from what is written.
    TermUnknown,
    /// Nothing follows the term: the contract ends with it.
    NothingFollows,
    /// The contract goes on only if both sides sign again.
    OnlyIfSignedAgain,
    /// The contract has renewed as often as it may.
    MaximumReached {
        /// How many times it may renew.
        maximum: u32,
    },
    /// A new term begins by itself.
    Renews {
        /// First day of the new term.
        first: Day,
        /// Its length.
        months: u32,
    },
    /// The notice that the contract asks for.
    NoticeOf {
        /// Its length.
        length: Length,
    },
    /// The contract states no notice period; until the last day of the term, notice is taken to be in time.
    NoNoticeStated,
    /// Notice received on this day is the latest that is complete by the end of the term.
    LatestReceipt {
        /// The last day on which notice is in time.
        deadline: Day,
        /// The day on which notice received on the deadline is complete.
        complete_on: Day,
        /// The last day of the term.
        last: Day,
    },
    /// The last day for notice had passed before the term began or the contract was signed, so the next
    /// one that can still be met counts.
    DeadlineOutOfReach {
        /// The day that had passed.
        deadline: Day,
    },
    /// We want to have decided some days earlier.
    BufferOf {
        /// Number of days, at least 1.
        days: u32,
        /// The day from which they are counted back.
        before: Day,
    },
    /// Notice was too late for the term in which it was received, and works for a later end.
    NextPossibleEnd {
        /// The last day on which notice would have been in time, where the calendar holds it.
        deadline: Option<Day>,
        /// Last day of the term in which notice was received.
        missed: Day,
        /// Last day of the contract.
        last: Day,
    },
    /// Notice of an open-ended contract runs from the day after receipt.
    NoticeRuns {
        /// The day of receipt.
        received: Day,
        /// The day on which it is complete: the last day of the contract.
        last: Day,
    },
    /// We gave notice.
    NoticeGiven {
        /// The day the customer received it.
        on: Day,
        /// Whether it was in time for the term in which it was received.
        in_time: bool,
        /// The last day of the contract that follows, if it can be known.
        works_for: Option<Day>,
    },
    /// The customer gave notice.
    NoticeReceived {
        /// The day we received it.
        on: Day,
        /// Whether it was in time for the term in which it was received.
        in_time: bool,
        /// The last day of the contract that follows, if it can be known.
        works_for: Option<Day>,
    },
    /// The contract was ended on a day other than by notice or expiry.
    EndedOn {
        /// Its last day.
        last: Day,
    },
    /// Something else ends the contract earlier than this notice would.
    EndsEarlier {
        /// The last day of the contract.
        last: Day,
    },
    /// The contract had already ended when notice was received.
    AlreadyEnded {
        /// The last day of the contract.
        last: Day,
    },
}
