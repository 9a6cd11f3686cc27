//! Taking lists out as files: what a list shows, as cells with their types and headers in the person's language. The
//! server asks for a stretch at a time and writes it down.

use crate::{
    components::list::{Column, decoded},
    failure::Failure,
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::{calendar::Day, money::Money};
use operations::{Actor, sheet::Cell};

/// The lists that can be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// Contracts.
    Contracts,
    /// Findings.
    Findings,
    /// Expected billing.
    Billing,
    /// Customers.
    Customers,
    /// Invoices and credit notes.
    Invoices,
    /// Obligations by due day.
    Obligations,
    /// Renewals by the day to decide.
    Renewals,
    /// Service visits of a month.
    Visits,
}

impl Exported {
    /// All lists.
    pub const ALL: [Self; 8] = [
        Self::Contracts,
        Self::Findings,
        Self::Billing,
        Self::Customers,
        Self::Invoices,
        Self::Obligations,
        Self::Renewals,
        Self::Visits,
    ];

    /// Where its files are, before `/export.csv` or `/export.xlsx`.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Contracts => "/contracts",
            Self::Findings => "/leakage/findings",
            Self::Billing => "/billing",
            Self::Customers => "/customers",
            Self::Invoices => "/billing/invoices",
            Self::Obligations => "/obligations",
            Self::Renewals => "/renewals",
            Self::Visits => "/visits",
        }
    }

    /// What the file and its sheet are called.
    pub fn name(self, w: Words) -> String {
        let text = match self {
            Self::Contracts => words::nav::CONTRACTS,
            Self::Findings => words::leakage_page::FINDINGS,
            Self::Billing => words::contract_page::LEDGER,
            Self::Customers => words::nav::CUSTOMERS,
            Self::Invoices => words::matching::INVOICES,
            Self::Obligations => words::obligation_page::TITLE,
            Self::Renewals => words::renewal_page::TITLE,
            Self::Visits => words::service_visit::TITLE,
        };
        w.t(text).to_owned()
    }
}

/// A stretch of a list as it is written down.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// The words above the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// One stretch, from 1, of what a list at an address with this query shows; the list ends with the first stretch
/// that has no rows.
///
/// # Errors
/// Refused without the permission to export or to see the list.
pub async fn stretch(list: Exported, actor: &Actor, query: &str, number: u64) -> Result<Stretch, Failure> {
    let (w, map) = (Words(actor.language()), parameters(query));
    Ok(match list {
        Exported::Contracts => crate::contract::export(w, actor, &map, number).await?,
        Exported::Findings => crate::leakage::export(w, actor, &map, number).await?,
        Exported::Billing => crate::billing::export(w, actor, &map, number).await?,
        Exported::Customers => crate::customer::export(w, actor, &map, number).await?,
        Exported::Invoices => crate::billing::export_invoices(w, actor, &map, number).await?,
        Exported::Obligations => crate::obligation::export(w, actor, &map, number).await?,
        Exported::Renewals => crate::renewal::export(w, actor, &map, number).await?,
        Exported::Visits => crate::service_visit::export(w, actor, &map, number).await?,
    })
}

fn parameters(query: &str) -> ParamsMap {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// Columns in the order of a file: what names a row first, then who and what, days, amounts, and where it stands.
pub fn in_order(mut columns: Vec<&'static Column>, keys: &[&str]) -> Vec<&'static Column> {
    columns.sort_by_key(|column| keys.iter().position(|key| *key == column.key));
    columns
}

/// The headers of columns; an amount has its currency in a column of its own after it, named after the amount where
/// there are several.
pub fn header(w: Words, columns: &[&'static Column]) -> Vec<String> {
    let mut header = Vec::new();
    let several = columns.iter().filter(|column| column.class == "num").count() > 1;
    for column in columns {
        let label = w.t(column.label);
        header.push(label.to_owned());
        if column.class == "num" {
            header.push(match several {
                true => w.with(words::list::CURRENCY_OF, &[("amount", label)]),
                false => w.t(words::contract_page::CURRENCY).to_owned(),
            });
        }
    }
    header
}

/// A text, or nothing.
pub fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// A text, or nothing.
pub fn maybe_text(text: Option<&String>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Text(text.clone()))
}

/// A day, or nothing.
pub fn maybe_day(day: Option<Day>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

/// An amount and its currency, or nothing in both columns.
pub fn amount(money: Option<Money>) -> [Cell; 2] {
    match money {
        Some(money) => [Cell::Money(money), Cell::Text(money.currency.code().to_owned())],
        None => [Cell::Empty, Cell::Empty],
    }
}
