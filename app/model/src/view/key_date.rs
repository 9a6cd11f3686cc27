//! Key dates as calendars and lists show them.

use crate::{
    calendar::{Day, Moment},
    id::{FeedId, PersonId, TeamId},
    key_date::{Filter, KeyDate, KeyDateKind},
    language::Language,
    money::{Currency, Money},
};
use serde::{Deserialize, Serialize};

/// A key date in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDateRow {
    /// The date.
    pub date: KeyDate,
    /// Who has to see to it, by name; the contract's owner, where nobody else was named.
    pub owner: Option<String>,
    /// Their identity.
    pub owner_id: Option<PersonId>,
    /// The contract's number.
    pub contract: String,
    /// The contract's title.
    pub title: String,
    /// The customer's name.
    pub customer: String,
}

/// How many key dates of one kind, currency and state a day has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDateCount {
    /// The day.
    pub day: Day,
    /// The kind.
    pub kind: KeyDateKind,
    /// The currency of the amount.
    pub currency: Currency,
    /// Whether what they ask for was done.
    pub done: bool,
    /// How many.
    pub dates: u64,
    /// Their amounts together, in minor units.
    pub amount_minor: i64,
}

/// What a calendar can be filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDateChoices {
    /// People who may have to see to a date, by name.
    pub owners: Vec<(PersonId, String)>,
    /// Teams, by name.
    pub teams: Vec<(TeamId, String)>,
    /// The name of the customer that is filtered by.
    pub customer: Option<String>,
    /// Whether invoices to come may be seen.
    pub invoices: bool,
}

/// Key dates of one kind on one day, together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindOnDay {
    /// The kind.
    pub kind: KeyDateKind,
    /// How many.
    pub dates: u64,
    /// How many of them are not done.
    pub open: u64,
    /// What hangs on them, by currency.
    pub amounts: Vec<Money>,
}

/// Whether a calendar shows invoices to come beside its key dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvoicesShown {
    /// Beside them.
    #[default]
    Beside,
    /// Alone.
    Alone,
    /// Not at all.
    Hidden,
}

/// Invoices to come on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicesOnDay {
    /// The day on which they are billed.
    pub day: Day,
    /// What they come to before tax, by currency.
    pub amounts: Vec<Money>,
}

/// A day of a month's grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// The day.
    pub day: Day,
    /// Its key dates one by one, where they are few.
    pub rows: Vec<KeyDateRow>,
    /// Its key dates by kind, where they are many.
    pub kinds: Vec<KindOnDay>,
    /// Invoices to come, by currency.
    pub invoices: Vec<Money>,
}

/// A month as a grid of weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarMonth {
    /// Its first day.
    pub first: Day,
    /// The day the answer was made for.
    pub today: Day,
    /// Weeks from Monday to Sunday, with the days of other months that complete them.
    pub weeks: Vec<Vec<CalendarDay>>,
    /// How many key dates the month has.
    pub dates: u64,
    /// What hangs on those that are not done, by currency.
    pub amounts: Vec<Money>,
}

/// A day of a year's heat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatDay {
    /// The day.
    pub day: Day,
    /// How many key dates it has.
    pub dates: u64,
    /// What hangs on those that are not done, in the year's currency, in minor units.
    pub minor: i64,
    /// How warm it is drawn, 0 to 4.
    pub heat: u8,
    /// Whether it is a last day to act that is near.
    pub near: bool,
}

/// A month of a year's heat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatMonth {
    /// Its first day.
    pub first: Day,
    /// Its days by weeks; `None` completes them.
    pub weeks: Vec<Vec<Option<HeatDay>>>,
    /// How many key dates it has.
    pub dates: u64,
    /// What hangs on those that are not done, in the year's currency.
    pub at_stake: Option<Money>,
}

/// A year as twelve months with their heat, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// Its first day.
    pub first: Day,
    /// The day the answer was made for.
    pub today: Day,
    /// The currency of the amounts; `None` where nothing has an amount.
    pub currency: Option<Currency>,
    /// All currencies in which something is at stake.
    pub currencies: Vec<Currency>,
    /// The months.
    pub months: Vec<HeatMonth>,
}

/// A calendar feed in its owner's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedRow {
    /// Identity.
    pub id: FeedId,
    /// The name its owner gave it: what calendar programs call it.
    pub name: String,
    /// What it shows.
    pub filter: Filter,
    /// When it was made.
    pub created_at: Moment,
    /// When a calendar program last read it, to some minutes; `None` if never.
    pub read_at: Option<Moment>,
}

/// A feed that was just made, or given another address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedFeed {
    /// The feed.
    pub id: FeedId,
    /// The secret part of its address; shown now and never again, because only its hash is kept.
    pub secret: String,
}

/// What a feed holds: everything from which its file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedContent {
    /// What it is called.
    pub name: String,
    /// The language of whoever it belongs to.
    pub language: Language,
    /// The moment it is made for.
    pub made_at: Moment,
    /// Key dates, in their order.
    pub rows: Vec<FeedDate>,
}

/// A key date of a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedDate {
    /// The date.
    pub row: KeyDateRow,
    /// Whether it is somebody else's who is away on its day, so that whoever the feed is about stands in.
    pub stood_in: bool,
}
