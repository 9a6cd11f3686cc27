//! The list of findings as a file.
#![cfg(feature = "ssr")]

use super::{
    api::filter,
    query_of,
    table::{columns, evidence},
};
use crate::{
    components::list::Column,
    export::{Stretch, amount, header, in_order, maybe_day, maybe_text, text},
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::view::FindingRow;
use operations::{Actor, sheet::Cell};

/// What the page shows beneath the contract's title and the kind.
static MORE: [Column; 4] = [
    Column::new("number", words::contract_page::NUMBER),
    Column::new("reference", words::contract_page::REFERENCE),
    Column::new("line", words::contract_page::LINE),
    Column::new("explanation", words::leakage_page::EXPLANATION),
];

/// The order of the columns in a file.
const ORDER: [&str; 14] = [
    "number",
    "reference",
    "contract",
    "line",
    "customer",
    "kind",
    "explanation",
    "since",
    "found",
    "due",
    "amount",
    "confidence",
    "owner",
    "state",
];

/// One stretch of what the list at an address shows, with the numbers of the contract and the proof in words.
///
/// # Errors
/// Refused without the permission to export or to see findings.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let query = query_of(map);
    let mut shown = columns(&query);
    shown.extend(&MORE);
    let shown = in_order(shown, &ORDER);
    let list = operations::leakage::export(actor, &filter(&query, actor.day()), number).await?;
    Ok(Stretch { header: header(w, &shown), rows: list.rows.iter().map(|row| cells(w, &shown, row)).collect() })
}

fn cells(w: Words, shown: &[&'static Column], row: &FindingRow) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(shown.len() + 3);
    for column in shown {
        match column.key {
            "kind" => cells.push(text(w.t(words::leakage::kind(row.finding.kind)))),
            "number" => cells.push(text(&row.contract)),
            "reference" => cells.push(maybe_text(row.reference.as_ref())),
            "line" => cells.push(maybe_text(row.line.as_ref())),
            "explanation" => cells.push(text(evidence(w, row))),
            "contract" => cells.push(text(&row.title)),
            "customer" => cells.push(text(&row.customer)),
            "owner" => cells.push(maybe_text(row.owner.as_ref())),
            "since" => cells.push(Cell::Day(row.finding.since)),
            "found" => cells.push(Cell::Day(row.found_on)),
            "due" => cells.push(maybe_day(row.due_on)),
            "state" => cells.push(text(words::leakage::state(w, row.finding.kind.stage(), &row.state))),
            "confidence" => cells.push(text(w.t(words::leakage::confidence(row.finding.confidence)))),
            _ => cells.extend(amount(row.finding.amount)),
        }
    }
    cells
}
