//! The words of a contract are looked up in an index, where only the contract was.

use sea_orm_migration::prelude::*;

/// The index of the words of each contract.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_contract = Index::create()
            .if_not_exists()
            .name("contract_word_of_contract")
            .table("contract_word")
            .col("contract_id")
            .col("word")
            .to_owned();
        manager.create_index(of_contract).await?;
        let replaced = Index::drop().if_exists().name("contract_word_contract_id").table("contract_word").to_owned();
        manager.drop_index(replaced).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
