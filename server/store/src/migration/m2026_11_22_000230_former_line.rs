//! What price lines were called that a contract no longer has: rows of the ledger that were billed speak of them.

use sea_orm_migration::{prelude::*, schema::*};

/// The table `former_line`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("former_line")
            .if_not_exists()
            .col(uuid("id"))
            .col(uuid("contract_id"))
            .col(text("description"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        manager.create_table(table).await?;
        let index = Index::create()
            .if_not_exists()
            .name("former_line_contract_id")
            .table("former_line")
            .col("contract_id")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
