//! Findings of hidden contracts are taken off every sum and list of whoever may not see them: all that is asked of them
//! stands in one index, beginning with the contract, so that their rows with the evidence are not read.

use sea_orm_migration::prelude::*;

/// The index `finding_of_contract`, in the place of `finding_contract_id`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create().if_not_exists().name("finding_of_contract").table("finding").to_owned();
        let columns = [
            "contract_id",
            "state",
            "kind",
            "owner_id",
            "customer_id",
            "since_on",
            "currency",
            "amount_minor",
            "recovered_minor",
            "found_on",
            "claimed_on",
            "recovered_on",
            "detected",
            "before_tax",
            "id",
        ];
        for column in columns {
            index.col(column);
        }
        manager.create_index(index).await?;
        manager.drop_index(Index::drop().if_exists().name("finding_contract_id").table("finding").to_owned()).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
