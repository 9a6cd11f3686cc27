//! What somebody's home shows: what needs them today, and what money hangs on it.

use super::{Away, KeyDateRow, VisitRow};
use crate::{calendar::Day, money::Money, view::FindingRow};
use serde::{Deserialize, Serialize};

/// Somebody's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Whether there is no contract yet, so that nothing can be due.
    pub empty: bool,
    /// The business day.
    pub today: Day,
    /// For whom they stand in today.
    pub standing_in: Vec<Away>,
    /// Decisions about renewals that wait for them as the second person.
    pub to_confirm: u64,
    /// What was due and is not done, and what is due today: theirs, the oldest first.
    pub due: Vec<HomeDate>,
    /// Last days for notice of theirs that passed without a decision, the oldest first: nothing can be done about them.
    pub missed: Vec<MissedNotice>,
    /// What comes in the next seven days: theirs.
    pub week: Vec<HomeDate>,
    /// How many more there are than are shown.
    pub more: u64,
    /// Open findings that they pursue, the largest amounts first; `None` for those who see none.
    pub findings: Option<Vec<FindingRow>>,
    /// How many open findings they pursue.
    pub pursued: u64,
    /// Invoice lines that wait to be matched; `None` for those who match none.
    pub waiting: Option<u64>,
    /// Visits to see to beside their own; `None` for those who plan none.
    pub visits: Option<HomeVisits>,
    /// Last days to act within a month that others have to see to, by how many and how much; `None` for those who look after
    /// their own.
    pub others: Option<Others>,
}

/// A last day for notice that passed without a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedNotice {
    /// It.
    pub row: KeyDateRow,
    /// When the contract therefore renews, or did.
    pub renews_on: Option<Day>,
}

/// A count beside a place of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RailCount {
    /// What was due and is not done, and what is due today: theirs.
    Due(u64),
    /// Invoice lines that wait to be matched.
    ToMatch(u64),
    /// Visits whose window is open and that have no day; as many as are counted.
    ToPlan(u64),
}

/// A day that needs somebody: theirs, or that of somebody for whom they stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeDate {
    /// The day.
    pub row: KeyDateRow,
    /// Whose it is, by name, and until when they are away.
    pub of: Option<(String, Day)>,
}

/// The visits that a service manager has to see to beside their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeVisits {
    /// How many have an open window and no day, as far as they are counted.
    pub to_plan: u64,
    /// Those that are behind, the oldest first: planned for a day that passed, and nobody said what became of them (those of
    /// others); or never planned, and their window closed not long ago.
    pub behind: Vec<VisitRow>,
    /// Whether there are more of those than are shown.
    pub more: bool,
}

/// What others have to see to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Others {
    /// How many last days to act come within a month and are not decided about.
    pub deadlines: u64,
    /// What hangs on them, by currency.
    pub amounts: Vec<Money>,
}
