//! The list of contracts as a file.
#![cfg(feature = "ssr")]

use super::{
    api::filter,
    list::{COLUMNS, query_of},
};
use crate::{
    components::list::{Column, chosen},
    export::{Stretch, amount, header, maybe_day, maybe_text, text},
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::view::ContractRow;
use operations::{Actor, sheet::Cell};

/// One stretch of what the list at an address shows. The number goes with its reference elsewhere.
///
/// # Errors
/// Refused without the permission to export or to see contracts.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let query = query_of(map);
    // What the page stacks to save width has columns of its own here.
    let shown = match query.columns.is_empty() {
        true => COLUMNS.iter().collect(),
        false => chosen(COLUMNS, &query.columns),
    };
    let (filter, sort) = filter(&query);
    let list = operations::contract::export(actor, &filter, sort, query.descending, number).await?;
    let mut more = vec![words::contract_page::REFERENCE];
    if shows_value(&shown) {
        more.push(words::contract_page::VALUE_OF);
    }
    Ok(Stretch { header: header(w, &shown, &more), rows: list.rows.iter().map(|row| cells(w, &shown, row)).collect() })
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
            _ => cells.extend(amount(row.value)),
        }
    }
    cells.push(maybe_text(row.reference.as_ref()));
    if shows_value(shown) {
        let value_of = words::contract_page::value_of(row.value_of).unwrap_or(words::contract_page::AGREED);
        cells.push(row.value.map_or(Cell::Empty, |_| text(w.t(value_of))));
    }
    cells
}

/// Whether the value stands in the file, which then says of what it is the value.
fn shows_value(shown: &[&'static Column]) -> bool {
    shown.iter().any(|column| column.key == "value")
}
