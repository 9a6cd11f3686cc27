//! How far the ledger of a contract was computed, so that a night on which no contract reaches further need not read
//! the ledger.

use sea_orm_migration::{prelude::*, schema::*};

/// Three columns of `contract`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["ledger_from", "ledger_to", "ledger_horizon"] {
            if !manager.has_column("contract", name).await? {
                let column = date_null(name);
                manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
