//! The list of obligations as a file.
#![cfg(feature = "ssr")]

use super::{
    api::{filter, shown_occurrence},
    list::query_of,
};
use crate::{
    components::list::Column,
    export::{Stretch, amount, header, maybe_text, text},
    words::{self, Words, obligation as words_of, obligation_page as say},
};
use leptos_router::params::ParamsMap;
use model::view::OccurrenceRow;
use operations::{Actor, sheet::Cell};

/// The columns of the file.
static COLUMNS: [Column; 11] = [
    Column::new("due", say::DUE),
    Column::new("title", say::WHAT),
    Column::new("kind", say::KIND),
    Column::new("side", say::SIDE),
    Column::new("number", words::contract_page::NUMBER),
    Column::new("contract", say::CONTRACT),
    Column::new("customer", say::CUSTOMER),
    Column::new("state", say::STATE),
    Column::new("owner", say::OWNER),
    Column::new("amount", say::AMOUNT).amount(),
    Column::new("became", say::BECAME),
];

/// One stretch of what the list at an address shows.
///
/// # Errors
/// Refused without the permission to export or to see contracts.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let (filter, sort) = filter(actor, &query_of(map)).await?;
    let list = operations::obligation::export(actor, &filter, sort, number).await?;
    let shown: Vec<&'static Column> = COLUMNS.iter().collect();
    let rows = list.rows.into_iter().map(|row| cells(w, row)).collect();
    Ok(Stretch { header: header(w, &shown), rows })
}

/// In the order of the columns.
fn cells(w: Words, row: OccurrenceRow) -> Vec<Cell> {
    let row = shown_occurrence(w, row);
    let mut cells = vec![
        Cell::Day(row.due),
        text(&row.title),
        text(w.t(words_of::kind(row.kind))),
        text(w.t(words_of::side(row.side))),
        text(&row.contract),
        text(&row.contract_title),
        text(&row.customer),
        text(w.t(words_of::state(row.state))),
        maybe_text(row.owner.as_ref()),
    ];
    cells.extend(amount(row.amount));
    cells.push(text(w.sentences(&row.told)));
    cells
}
