//! How many rows a list has, counted only as far as somebody would read.

use crate::{Page, Result};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement},
};

/// Rows that are counted one by one. Counting every row of the ledger or every invoice of a large portfolio takes
/// longer than all the rest of a page, and nobody turns to the two hundredth.
pub(crate) const COUNTED_MOST: u64 = 10_000;
/// Where every row is counted.
pub(crate) const EVERY_ROW: u64 = i64::MAX as u64 - 1;

/// How many rows a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Rows in all, or as many as were counted.
    pub rows: u64,
    /// Whether there are more.
    pub more: bool,
}

/// Counts the rows that a query leaves, as far as `most` or the end of a page beyond it: one query.
pub(crate) async fn count(
    connection: &impl ConnectionTrait,
    mut rows: SelectStatement,
    page: Page,
    most: u64,
) -> Result<Total> {
    let most = page.offset.saturating_add(page.limit).max(most);
    rows.limit(most.saturating_add(1));
    let counted = Query::select()
        .expr_as(Func::count(Expr::col(Asterisk)), Alias::new("rows"))
        .from_subquery(rows, Alias::new("some"))
        .to_owned();
    let rows: i64 = match connection.query_one(&counted).await? {
        Some(row) => row.try_get("", "rows")?,
        None => 0,
    };
    let rows = u64::try_from(rows).unwrap_or_default();
    Ok(Total { rows: rows.min(most), more: rows > most })
}
