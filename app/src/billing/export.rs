//! The list of expected billing as a file.
#![cfg(feature = "ssr")]

use super::{COLUMNS, amount_of, api::filter, query_of};
use crate::{
    components::list::{Column, chosen},
    export::{Stretch, amount, header, maybe_text, text},
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::{billing::is_recovered_only, view::BillingRow};
use operations::{Actor, sheet::Cell};

/// The numbers of the contract, by which a file is compared with others.
static NUMBERS: [Column; 2] =
    [Column::new("number", words::contract_page::NUMBER), Column::new("reference", words::contract_page::REFERENCE)];

/// One stretch of what the list at an address shows, with the numbers of the contract.
///
/// # Errors
/// Refused without the permission to export or to see billing.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let query = query_of(map);
    // What the page stacks to save width has columns of its own here.
    let mut shown = match query.columns.is_empty() {
        true => COLUMNS.iter().collect(),
        false => chosen(COLUMNS, &query.columns),
    };
    shown.splice(..0, &NUMBERS);
    let list = operations::billing::export(actor, &filter(&query, actor.day()), number).await?;
    Ok(Stretch { header: header(w, &shown), rows: list.rows.iter().map(|row| cells(w, &shown, row)).collect() })
}

fn cells(w: Words, shown: &[&'static Column], row: &BillingRow) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(shown.len() + 3);
    for column in shown {
        match column.key {
            "number" => cells.push(text(&row.contract)),
            "reference" => cells.push(maybe_text(row.reference.as_ref())),
            "contract" => cells.push(text(&row.title)),
            "customer" => cells.push(text(&row.customer)),
            "period" => cells.push(text(w.period(row.period))),
            "day" => cells.push(Cell::Day(row.billing_day)),
            "line" => cells.push(text(&row.line)),
            "state" => {
                let recovered_only = is_recovered_only(row.billed, row.recovered);
                cells.push(text(w.t(words::billing::row_state(row.state, row.amount, recovered_only))));
            }
            key => cells.extend(amount(Some(amount_of(row, key)))),
        }
    }
    cells
}
