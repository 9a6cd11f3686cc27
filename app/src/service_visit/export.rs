//! The visits of a month as a file.

use super::{api::filter, board::query_of};
use crate::{
    components::list::Column,
    export::{Stretch, amount, header, maybe_day, maybe_text, text},
    words::{self, Words, service_visit as say},
};
use leptos_router::params::ParamsMap;
use model::view::VisitRow;
use operations::{Actor, sheet::Cell};

/// The columns of the file.
static COLUMNS: [Column; 12] = [
    Column::new("day", say::DAY),
    Column::new("time", say::TIME),
    Column::new("what", say::WHAT),
    Column::new("customer", say::CUSTOMER),
    Column::new("number", words::contract_page::NUMBER),
    Column::new("site", say::SITE),
    Column::new("technician", say::TECHNICIAN),
    Column::new("first", say::FIRST_DAY),
    Column::new("last", say::LAST_DAY),
    Column::new("state", say::STATE),
    Column::new("done", say::DONE_ON),
    Column::new("bill", say::TO_BILL).amount(),
];

/// What the board at an address shows, all of it in the first stretch.
///
/// # Errors
/// Refused without the permission to export or to see contracts.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let shown: Vec<&'static Column> = COLUMNS.iter().collect();
    let (month, wanted) = filter(query_of(map), actor.day());
    let rows = match number {
        1 => operations::service_visit::export(actor, month, &wanted).await?,
        _ => Vec::new(),
    };
    Ok(Stretch { header: header(w, &shown), rows: rows.into_iter().map(|row| cells(w, row)).collect() })
}

/// In the order of the columns.
fn cells(w: Words, row: VisitRow) -> Vec<Cell> {
    let mut cells = vec![
        maybe_day(row.planned_on),
        maybe_text(row.at.map(|at| say::time(w, at)).as_ref()),
        text(&row.description),
        text(&row.customer),
        text(&row.contract),
        maybe_text(row.site.as_ref()),
        maybe_text(row.technician.as_ref()),
        Cell::Day(row.window.first),
        Cell::Day(row.window.last),
        text(w.t(say::state(row.state))),
        maybe_day(row.done_on),
    ];
    cells.extend(amount(row.proposed));
    cells
}
