//! Questions about key dates.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
#[cfg(feature = "ssr")]
use model::{calendar::Period, view::InvoicesShown};
use model::{
    id::FeedId,
    key_date::Filter,
    view::{CalendarMonth, CalendarYear, FeedRow, InvoicesOnDay, KeyDateChoices, KeyDateRow, List},
};
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
    /// Only this contract.
    pub contract: String,
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
pub fn filter(query: &CalendarQuery) -> Filter {
    use model::key_date::{BANDS, KeyDateKind};
    let value: Option<i64> = query.value.parse().ok();
    Filter {
        kinds: query.kind.split(',').filter_map(KeyDateKind::from_code).collect(),
        owner: query.owner.parse().ok(),
        standing_in: Vec::new(),
        team: query.team.parse().ok(),
        customer: query.customer.parse().ok(),
        contract: query.contract.parse().ok(),
        band: (0..).zip(BANDS).find(|(_, band)| Some(*band) == value).map_or(0, |(place, _)| place),
        open: query.state == "open",
    }
}

/// The name of invoices to come among the kinds that an address asks for.
pub const INVOICES: &str = "invoices";

/// Whether a query asks for invoices to come: as for any kind, all are shown where none is named.
#[cfg(feature = "ssr")]
fn invoices_shown(query: &CalendarQuery) -> InvoicesShown {
    let named: Vec<&str> = query.kind.split(',').filter(|code| !code.is_empty()).collect();
    match (named.contains(&INVOICES), named.len()) {
        (_, 0) => InvoicesShown::Beside,
        (true, 1) => InvoicesShown::Alone,
        (true, _) => InvoicesShown::Beside,
        (false, _) => InvoicesShown::Hidden,
    }
}

/// A month of the calendar.
#[server(CalendarOfMonth, endpoint = "key_date/month", protocol = crate::wire::Wire)]
pub async fn month(query: CalendarQuery) -> Result<CalendarMonth, Failure> {
    let actor = crate::visit::actor().await?;
    let (day, shown) = (day_at(&query.at).unwrap_or(actor.day()), invoices_shown(&query));
    Ok(operations::key_date::month(&actor, &filter(&query), day, shown).await?)
}

/// A year of the calendar.
#[server(CalendarOfYear, endpoint = "key_date/year", protocol = crate::wire::Wire)]
pub async fn year(query: CalendarQuery) -> Result<CalendarYear, Failure> {
    let actor = crate::visit::actor().await?;
    let (day, currency) = (day_at(&query.at).unwrap_or(actor.day()), query.currency.parse().ok());
    Ok(operations::key_date::year(&actor, &filter(&query), day, currency).await?)
}

/// Days that an agenda of invoices alone reaches.
#[cfg(feature = "ssr")]
const INVOICED_DAYS: u64 = 92;

/// The key dates of an agenda, and what is to be invoiced on the days that they reach over.
#[cfg(feature = "ssr")]
async fn agenda(
    actor: &operations::Actor,
    query: &CalendarQuery,
) -> operations::Result<(List<KeyDateRow>, Vec<InvoicesOnDay>)> {
    let page = operations::page(query.page, crate::components::list::PAGE);
    let (filter, from, shown) = (filter(query), day_at(&query.at).unwrap_or(actor.day()), invoices_shown(query));
    let list = match shown {
        InvoicesShown::Alone => List { rows: Vec::new(), total: 0, more: false, day: actor.day() },
        InvoicesShown::Beside | InvoicesShown::Hidden => operations::key_date::from(actor, &filter, from, page).await?,
    };
    let (first, last) = (list.rows.first().map(|row| row.date.day), list.rows.last().map(|row| row.date.day));
    let first = first.filter(|_| query.page > 1).unwrap_or(from);
    let alone = from.checked_add_days(chrono::Days::new(INVOICED_DAYS)).unwrap_or(from);
    let invoices = match shown {
        InvoicesShown::Hidden => Vec::new(),
        InvoicesShown::Beside | InvoicesShown::Alone => {
            let days = Period { first, last: last.unwrap_or(alone) };
            operations::key_date::invoices(actor, &filter, days).await?
        }
    };
    Ok((list, invoices))
}

/// Key dates from a day on, and what is to be invoiced on the days that they reach over.
#[server(ListKeyDates, endpoint = "key_date/list", protocol = crate::wire::Wire)]
pub async fn list(query: CalendarQuery) -> Result<(List<KeyDateRow>, Vec<InvoicesOnDay>), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(agenda(&actor, &query).await?)
}

/// What a calendar can be filtered by.
#[server(KeyDateFilters, endpoint = "key_date/choices", protocol = crate::wire::Wire)]
pub async fn choices(customer: String) -> Result<KeyDateChoices, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::key_date::choices(&actor, customer.parse().ok()).await?)
}

/// What the address of a calendar asks for.
#[cfg(feature = "ssr")]
fn asked(address: &str) -> CalendarQuery {
    use crate::components::list::decoded;
    let mut map = leptos_router::params::ParamsMap::new();
    for (name, value) in address.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
        map.insert(name.to_owned(), decoded(value));
    }
    super::query_of(&map)
}

/// One's own feeds; what a new one would show, as the address says; what filters are called; and the address of a feed that a
/// plain form just made, this once.
#[server(ListFeeds, endpoint = "feed/list", protocol = crate::wire::Wire)]
pub async fn feeds(address: String) -> Result<(Vec<FeedRow>, Filter, KeyDateChoices, Option<String>), Failure> {
    let actor = crate::visit::actor().await?;
    let wanted = filter(&asked(&address));
    let choices = operations::key_date::choices(&actor, wanted.customer).await?;
    let made = crate::visit::handed_over(FEEDS).map(|secret| address_of(&secret));
    Ok((operations::feed::list(&actor).await?, wanted, choices, made))
}

/// Where one's feeds are.
#[cfg(feature = "ssr")]
const FEEDS: &str = "/calendar/feeds";

/// The address at which calendar programs read a feed.
#[cfg(feature = "ssr")]
fn address_of(secret: &str) -> String {
    let origin = leptos::prelude::use_context::<crate::Origin>().unwrap_or_default().0;
    format!("{origin}/feeds/{secret}.ics")
}

/// Makes a feed of what the address of a calendar shows, and answers with its address.
#[server(CreateFeed, endpoint = "feed/create", protocol = crate::wire::Wire)]
pub async fn create_feed(name: String, #[server(default)] query: String) -> Result<String, Failure> {
    let actor = crate::visit::actor().await?;
    let made = operations::feed::create(&actor, &name, filter(&asked(&query))).await?;
    crate::visit::hand_over(FEEDS, &made.secret);
    Ok(address_of(&made.secret))
}

/// Gives a feed another address, and answers with it.
#[server(RotateFeed, endpoint = "feed/rotate", protocol = crate::wire::Wire)]
pub async fn rotate_feed(id: FeedId) -> Result<String, Failure> {
    let actor = crate::visit::actor().await?;
    let made = operations::feed::rotate(&actor, id).await?;
    crate::visit::hand_over(FEEDS, &made.secret);
    Ok(address_of(&made.secret))
}

/// Removes a feed.
#[server(RevokeFeed, endpoint = "feed/revoke", protocol = crate::wire::Wire)]
pub async fn revoke_feed(id: FeedId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::feed::revoke(&actor, id).await?)
}
