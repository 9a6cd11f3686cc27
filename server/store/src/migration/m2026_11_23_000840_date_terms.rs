//! Special terms about dates, an amendment that makes a term longer, and the day on which a customer was told of a renewal.

use sea_orm_migration::{prelude::*, schema::*};

/// Four columns of `contract`, and an index of those few that have special terms, because these follow the holidays.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            text_null("date_terms"),
            date_null("extended_on"),
            date_null("extended_until"),
            date_null("customer_informed_on"),
        ];
        for (column, name) in
            columns.into_iter().zip(["date_terms", "extended_on", "extended_until", "customer_informed_on"])
        {
            if !manager.has_column("contract", name).await? {
                manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
            }
        }
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX IF NOT EXISTS contract_date_terms ON contract (id) WHERE date_terms IS NOT NULL",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
