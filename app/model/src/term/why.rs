//! Dates with their reasons, as values: the sentences are made elsewhere, one for each step.

use super::{notice::NoticeBy, statutory::LegalSource};
use crate::{
    calendar::{
        Day, Length,
        holiday::{DayOff, Region, Week},
    },
    contract::{Delivery, NoticeCounts, NoticeEnds},
};
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// The term in question was signed when the one before it neared its end.
    SignedAgain {
        /// Number of the term; the first term of the contract is 1.
        number: u32,
        /// The day of the last signature.
        signed_on: Day,
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
    /// An amendment made the term longer.
    Extended {
        /// The day on which it was agreed.
        agreed_on: Day,
        /// The new last day of the term.
        until: Day,
    },
    /// The notice that the contract asks for, in working days.
    NoticeOfWorkingDays {
        /// How many.
        days: u32,
        /// Which days of a week count.
        week: Week,
        /// Whose holidays do not count.
        region: Region,
    },
    /// A day that was not counted.
    NotCounted {
        /// The day.
        day: Day,
        /// Why.
        off: DayOff,
    },
    /// A day of a weekend that was counted, because people work on it.
    WeekendWorked {
        /// The day.
        day: Day,
    },
    /// The holidays of a year are not announced yet, so the date may still move.
    NotAnnounced {
        /// The year.
        year: i32,
        /// Whose holidays.
        region: Region,
    },
    /// Notice of this day is the latest that is complete by the end of the term, where sending counts or the day rolls.
    LatestNotice {
        /// The day.
        day: Day,
        /// The day on which notice of that day is complete.
        complete_on: Day,
        /// The last day of the term.
        last: Day,
        /// Whether it must be received or sent on that day.
        counts: NoticeCounts,
        /// Whether the day rolls to another.
        rolled: bool,
    },
    /// The last day for notice is no working day, so another counts.
    Rolled {
        /// The day that it would have been.
        from: Day,
        /// The working day that counts.
        to: Day,
        /// Why nobody works on the first.
        off: DayOff,
    },
    /// A notice is on its way for some days.
    DeliveryTakes {
        /// By what means it is sent.
        delivery: Delivery,
        /// How many days are allowed for.
        days: u16,
        /// The day by which it must be received.
        before: Day,
        /// The last day to send it.
        day: Day,
    },
    /// The last day to send is no working day, so the notice is sent before.
    SentBefore {
        /// The day that it would have been.
        from: Day,
        /// The working day before it.
        to: Day,
        /// Why nobody works on the first.
        off: DayOff,
    },
    /// Notice that no term holds back is complete on a day, and the contract goes on for some more.
    NoticeComplete {
        /// The day from which it runs.
        from: Day,
        /// The day on which it is complete.
        complete_on: Day,
    },
    /// The contract ends with the month or the quarter in which notice is complete.
    EndsWith {
        /// The last day of the contract.
        last: Day,
        /// With what.
        ends: NoticeEnds,
    },
    /// The contract may be left before its end, with a notice of its own.
    MayBeLeftFrom {
        /// The first day for that notice.
        from: Day,
    },
    /// The contract has no break option.
    MayNotBeLeftEarly,
    /// Notice to leave early came before the first day for it, and counts from that day.
    CountsFrom {
        /// The day of receipt.
        received: Day,
        /// The first day.
        from: Day,
    },
    /// Notice to leave early is complete only after the term in which it was received, so the contract renews first.
    CompleteAfterTerm {
        /// The last day on which notice would have ended the contract within that term, if there was one.
        deadline: Option<Day>,
        /// The last day of that term.
        missed: Day,
        /// The last day of the contract.
        last: Day,
    },
    /// One side left the contract early.
    LeftEarly {
        /// Which.
        by: NoticeBy,
        /// The day its notice was received.
        on: Day,
        /// The last day of the contract.
        last: Day,
    },
    /// The law has the customer told of a renewal in writing.
    CustomerIsTold {
        /// Where it says so.
        source: LegalSource,
    },
    /// Telling the customer counts from a day on.
    ToldFrom {
        /// So many months before the renewal can no longer be refused.
        months: u32,
        /// The last day on which it can.
        before: Day,
        /// The day.
        day: Day,
    },
    /// Telling the customer counts until a day.
    ToldUntil {
        /// So many months before the renewal can no longer be refused.
        months: u32,
        /// The last day on which it can.
        before: Day,
        /// The day.
        day: Day,
    },
    /// It is not recorded that the customer was told before the last renewal.
    NotTold {
        /// The first day on which it would have counted.
        opens: Day,
        /// The last.
        closes: Day,
    },
    /// The customer may leave on any day since a renewal.
    FreeSince {
        /// The first day of the renewed term.
        renewed_on: Day,
    },
}
