//! The lists of expected billing and of invoices as files.
#![cfg(feature = "ssr")]

use super::{
    COLUMNS, amount_of,
    api::{filter, invoice_filter},
    invoices, query_of,
};
use crate::{
    components::list::{Column, chosen},
    export::{Stretch, amount, header, maybe_day, maybe_text, text},
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::{
    billing::is_recovered_only,
    view::{BillingRow, InvoiceRow},
};
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

/// The columns of a file of invoices.
static OF_INVOICES: [Column; 8] = [
    Column::new("number", words::matching::NUMBER),
    Column::new("kind", words::matching::KIND),
    Column::new("customer", words::contract_page::CUSTOMER),
    Column::new("issued", words::matching::ISSUED_ON),
    Column::new("due", words::matching::DUE_ON),
    Column::new("net", words::import_page::NET).amount(),
    Column::new("total", words::matching::TOTAL).amount(),
    Column::new("paid", words::matching::PAID).amount(),
];

/// One stretch of the invoices that the list at an address shows.
///
/// # Errors
/// Refused without the permission to export or to see billing.
pub async fn write_invoices(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let filter = invoice_filter(&invoices::query_of(map));
    let list = operations::invoice::export(actor, &filter, number).await?;
    let shown: Vec<&'static Column> = OF_INVOICES.iter().collect();
    Ok(Stretch { header: header(w, &shown), rows: list.rows.iter().map(|row| invoice_cells(w, row)).collect() })
}

/// In the order of the columns.
fn invoice_cells(w: Words, row: &InvoiceRow) -> Vec<Cell> {
    let first = [
        text(&row.number),
        text(w.t(words::billing::invoice_kind(row.kind))),
        text(&row.customer),
        Cell::Day(row.issued_on),
        maybe_day(row.due_on),
    ];
    let amounts = [Some(row.net), row.total, Some(row.paid)];
    first.into_iter().chain(amounts.into_iter().flat_map(amount)).collect()
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
