//! Contracts that one side left before their end.

use sea_orm_migration::{prelude::*, schema::*};

/// Two columns of `contract`: the day of the notice, and whose it was.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (column, name) in
            [(date_null("left_early_on"), "left_early_on"), (text_null("left_early_by"), "left_early_by")]
        {
            if !manager.has_column("contract", name).await? {
                manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
