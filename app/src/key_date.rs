//! The calendar: key dates by month, by year and one after another.

mod agenda;
pub mod api;
mod feed;
mod head;
#[cfg(feature = "ssr")]
mod keys;
mod month;
mod year;

pub use agenda::AgendaPage;
pub use feed::FeedsPage;
#[cfg(feature = "ssr")]
pub use feed::file as feed_file;
#[cfg(feature = "ssr")]
pub use keys::SCRIPT;
pub use month::MonthPage;
pub use year::YearPage;

use crate::{components::icon::Icon, use_words, words, words::Words};
use api::CalendarQuery;
use leptos_router::params::ParamsMap;
use model::{
    calendar::Day,
    key_date::{KeyDate, KeyDateKind},
    view::KeyDateRow,
};

use crate::components::list::{page_of, parameter, several};

/// What an address asks for.
fn query_of(map: &ParamsMap) -> CalendarQuery {
    CalendarQuery {
        kind: several(map, "kind"),
        owner: parameter(map, "owner"),
        team: parameter(map, "team"),
        customer: parameter(map, "customer"),
        contract: parameter(map, "contract"),
        value: parameter(map, "value"),
        state: parameter(map, "state"),
        currency: parameter(map, "currency"),
        at: parameter(map, "at"),
        page: page_of(map),
    }
}

/// The mark of a kind.
pub(crate) const fn icon(kind: KeyDateKind) -> Icon {
    match kind {
        KeyDateKind::DecisionDeadline => Icon::Question,
        KeyDateKind::NoticeDeadline => Icon::Flag,
        KeyDateKind::Renewal => Icon::Undo,
        KeyDateKind::End => Icon::Stop,
        KeyDateKind::Obligation => Icon::Check,
        KeyDateKind::Milestone => Icon::Seal,
        KeyDateKind::Deliverable => Icon::File,
        KeyDateKind::Visit => Icon::Person,
        KeyDateKind::Review => Icon::Search,
    }
}

/// Where what a key date asks for is done.
pub(crate) fn place_of(row: &KeyDateRow) -> String {
    row.date.kind.leads_to(&row.contract, Some(row.date.subject))
}

/// Where the rows of the ledger stand that are to be invoiced on a day, of the customer that the address of a calendar
/// asks for.
fn invoices_of(day: Day, address: &str) -> String {
    let day = day.to_string();
    let none = ["kind", "owner", "team", "contract", "value", "currency", "at", "page"].map(|name| (name, ""));
    let changes = [&none[..], &[("state", "expected"), ("from", &day), ("to", &day)]].concat();
    crate::components::list::with_parameters("/billing", address, &changes)
}

/// How a key date stands out: under seal while it is a last day to act that has come or is near, green once it is done.
fn tone(date: &KeyDate, today: Day) -> &'static str {
    let near = today <= date.day && (date.day - today).num_days() <= NEAR_DAYS;
    match (date.done, date.kind.is_last_day() && near) {
        (true, _) => "green",
        (false, true) => "seal",
        (false, false) => "",
    }
}

/// Days before a last day to act from which it stands under seal.
const NEAR_DAYS: i64 = 30;

/// What a key date is about: its kind and its name.
fn said(row: &KeyDateRow) -> String {
    said_in(use_words(), row)
}

fn said_in(w: Words, row: &KeyDateRow) -> String {
    let title = if row.date.label.is_empty() { &row.title } else { &row.date.label };
    w.with(words::key_date::OF_KIND, &[("kind", w.t(words::key_date::kind(row.date.kind))), ("title", title)])
}
