//! Questions about key dates.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::{CalendarMonth, CalendarYear, KeyDateChoices, KeyDateRow, List};
use serde::{Deserialize, Serialize};

/// What a calendar shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarQuery {
    /// Codes of kinds, with commas; all if empty.
    pub kind: String,
    /// Only this owner.
    pub owner: String,
    /// Only this team.
    pub team: String,
    /// Only this customer.
    pub customer: String,
    /// Only amounts from this one on: one of [`model::key_date::BANDS`], in whole units.
    pub value: String,
    /// `open` for what is not done; anything else for all.
    pub state: String,
    /// The currency of a year's heat; the one most used if empty.
    pub currency: String,
    /// The day around which the calendar is: ISO, or the beginning of one (`2026-11`, `2026`); today if empty.
    pub at: String,
    /// Page of an agenda, from 1.
    pub page: u64,
}

/// A day from its beginning: a year or a month stand for their first day.
pub fn day_at(text: &str) -> Option<model::calendar::Day> {
    [text.to_owned(), format!("{text}-01"), format!("{text}-01-01")].iter().find_map(|text| text.parse().ok())
}

/// What a query asks of the operations.
#[cfg(feature = "ssr")]
pub fn filter(query: &CalendarQuery) -> operations::key_date::Filter {
    use model::key_date::{BANDS, KeyDateKind};
    operations::key_date::Filter {
        kinds: query.kind.split(',').filter_map(KeyDateKind::from_code).collect(),
        owner: query.owner.parse().ok(),
        team: query.team.parse().ok(),
        customer: query.customer.parse().ok(),
        contract: None,
        band: query.value.parse().ok().and_then(|value: i64| BANDS.iter().position(|band| *band == value)).unwrap_or(0),
        open: query.state == "open",
    }
}

/// A month of the calendar.
#[server(CalendarOfMonth, endpoint = "key_date/month", protocol = crate::wire::Wire)]
pub async fn month(query: CalendarQuery) -> Result<CalendarMonth, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::key_date::month(&actor, &filter(&query), day_at(&query.at).unwrap_or(actor.day())).await?)
}

/// A year of the calendar.
#[server(CalendarOfYear, endpoint = "key_date/year", protocol = crate::wire::Wire)]
pub async fn year(query: CalendarQuery) -> Result<CalendarYear, Failure> {
    let actor = crate::visit::actor().await?;
    let (day, currency) = (day_at(&query.at).unwrap_or(actor.day()), query.currency.parse().ok());
    Ok(operations::key_date::year(&actor, &filter(&query), day, currency).await?)
}

/// Key dates from a day on.
#[server(ListKeyDates, endpoint = "key_date/list", protocol = crate::wire::Wire)]
pub async fn list(query: CalendarQuery) -> Result<List<KeyDateRow>, Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page(query.page, crate::components::list::PAGE);
    Ok(operations::key_date::from(&actor, &filter(&query), day_at(&query.at).unwrap_or(actor.day()), page).await?)
}

/// What a calendar can be filtered by.
#[server(KeyDateFilters, endpoint = "key_date/choices", protocol = crate::wire::Wire)]
pub async fn choices(customer: String) -> Result<KeyDateChoices, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::key_date::choices(&actor, customer.parse().ok()).await?)
}
