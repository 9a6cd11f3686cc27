//! Number series without gaps or doubles: the counter is taken in the transaction that uses the number.

use crate::{Result, entity::numbering};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// Makes sure that a series goes on at `next` at the earliest: numbers below it were given elsewhere.
pub async fn raise(connection: &impl ConnectionTrait, series: &str, next: i64) -> Result<()> {
    take(connection, series, 0).await?;
    numbering::Entity::update_many()
        .col_expr(numbering::Column::Next, Expr::value(next))
        .filter(numbering::Column::Series.eq(series))
        .filter(numbering::Column::Next.lt(next))
        .exec(connection)
        .await?;
    Ok(())
}

/// Takes `count` numbers of a series and returns the first. Must run inside a writing transaction.
pub async fn take(connection: &impl ConnectionTrait, series: &str, count: i64) -> Result<i64> {
    let start = numbering::ActiveModel { series: Set(series.to_owned()), next: Set(1) };
    let keep = OnConflict::column(numbering::Column::Series).do_nothing().to_owned();
    numbering::Entity::insert(start).on_conflict(keep).exec_without_returning(connection).await.or_else(|error| {
        match error {
            sea_orm::DbErr::RecordNotInserted => Ok(0),
            other => Err(other),
        }
    })?;
    // The update locks the row, so that two transactions cannot read the same value.
    numbering::Entity::update_many()
        .col_expr(numbering::Column::Next, Expr::col(numbering::Column::Next).add(count))
        .filter(numbering::Column::Series.eq(series))
        .exec(connection)
        .await?;
    let row = numbering::Entity::find_by_id(series).one(connection).await?;
    Ok(row.map_or(1, |row| row.next - count))
}
