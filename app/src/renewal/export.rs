//! The list of renewals as a file.

use super::{api::filter, list::query_of};
use crate::{
    components::list::Column,
    export::{Stretch, amount, header, maybe_text, text},
    words::{self, Words, renewal as words_of, renewal_page as say},
};
use leptos_router::params::ParamsMap;
use model::view::RenewalRow;
use operations::{Actor, sheet::Cell};

/// The columns of the file.
static COLUMNS: [Column; 11] = [
    Column::new("number", words::contract_page::NUMBER),
    Column::new("contract", say::CONTRACT),
    Column::new("customer", say::CUSTOMER),
    Column::new("owner", say::OWNER),
    Column::new("way", say::WAY),
    Column::new("state", say::STATE),
    Column::new("decision", say::DECISION),
    Column::new("decide_by", say::DECIDE_BY),
    Column::new("deadline", say::DEADLINE),
    Column::new("first_on", say::FIRST_ON),
    Column::new("value", say::VALUE).amount(),
];

/// One stretch of what the list at an address shows.
///
/// # Errors
/// Refused without the permission to export or to see contracts.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let (filter, descending) = filter(&query_of(map));
    let list = operations::renewal::export(actor, &filter, descending, number).await?;
    let shown: Vec<&'static Column> = COLUMNS.iter().collect();
    let rows = list.rows.into_iter().map(|row| cells(w, row)).collect();
    Ok(Stretch { header: header(w, &shown), rows })
}

/// In the order of the columns.
fn cells(w: Words, row: RenewalRow) -> Vec<Cell> {
    let decision = row.decision.map(|decision| w.t(words_of::decision(decision)).to_owned());
    let mut cells = vec![
        text(&row.contract),
        text(&row.title),
        text(&row.customer),
        maybe_text(row.owner.as_ref()),
        text(w.t(words_of::way(row.way))),
        text(w.t(words_of::state(row.state))),
        maybe_text(decision.as_ref()),
        Cell::Day(row.decide_by),
        row.deadline.map_or_else(|| text(""), Cell::Day),
        Cell::Day(row.first_on),
    ];
    cells.extend(amount(row.value));
    cells
}
