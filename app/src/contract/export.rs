//! The list of contracts as a file.
#![cfg(feature = "ssr")]

use super::{
    api::filter,
    list::{COLUMNS, query_of},
};
use crate::{
    components::list::{Column, chosen},
    export::{Stretch, amount, header, in_order, maybe_day, maybe_text, text},
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::view::ContractRow;
use operations::{Actor, sheet::Cell};

/// What the page shows beneath the number, and of what a value is one.
static MORE: [Column; 2] = [
    Column::new("reference", words::contract_page::REFERENCE),
    Column::new("value_of", words::contract_page::VALUE_OF),
];

/// The order of the columns in a file.
const ORDER: [&str; 13] = [
    "number",
    "reference",
    "title",
    "customer",
    "type",
    "entity",
    "owner",
    "starts",
    "ends",
    "deadline",
    "value",
    "value_of",
    "phase",
];

/// One stretch of what the list at an address shows. The number goes with its reference elsewhere.
///
/// # Errors
/// Refused without the permission to export or to see contracts.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let query = query_of(map);
    // What the page stacks to save width has columns of its own here.
    let mut shown = match query.columns.is_empty() {
        true => COLUMNS.iter().collect(),
        false => chosen(COLUMNS, &query.columns),
    };
    let (filter, sort) = filter(&query);
    let list = operations::contract::export(actor, &filter, sort, query.descending, number).await?;
    let says_value = shows_value(&shown);
    shown.extend(MORE.iter().filter(|column| column.key != "value_of" || says_value));
    let shown = in_order(shown, &ORDER);
    Ok(Stretch { header: header(w, &shown), rows: list.rows.iter().map(|row| cells(w, &shown, row)).collect() })
}

fn cells(w: Words, shown: &[&'static Column], row: &ContractRow) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(shown.len() + 3);
    for column in shown {
        match column.key {
            "title" => cells.push(text(&row.title)),
            "number" => cells.push(text(&row.number)),
            "customer" => cells.push(text(&row.customer)),
            "type" => cells.push(text(w.t(words::contract::contract_type(row.contract_type)))),
            "phase" => cells.push(text(w.t(words::contract::phase(row.phase)))),
            "owner" => cells.push(maybe_text(row.owner.as_ref())),
            "entity" => cells.push(text(&row.legal_entity)),
            "starts" => cells.push(maybe_day(row.starts_on)),
            "ends" => cells.push(maybe_day(row.ends_on)),
            "deadline" => cells.push(maybe_day(row.notice_deadline)),
            "reference" => cells.push(maybe_text(row.reference.as_ref())),
            "value_of" => {
                let value_of = words::contract_page::value_of(row.value_of).unwrap_or(words::contract_page::AGREED);
                cells.push(row.value.map_or(Cell::Empty, |_| text(w.t(value_of))));
            }
            _ => cells.extend(amount(row.value)),
        }
    }
    cells
}

/// Whether the value stands in the file, which then says of what it is the value.
fn shows_value(shown: &[&'static Column]) -> bool {
    shown.iter().any(|column| column.key == "value")
}
