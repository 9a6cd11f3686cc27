//! Money of a finding may come in by parts: what was found and claimed is then the rest and what came in, so the
//! indexes of the trend hold both.

use sea_orm_migration::prelude::*;

/// Money of findings that comes in by parts.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for day in ["found_on", "claimed_on"] {
            let former =
                Index::drop().if_exists().name(format!("finding_by_{day}_currency")).table("finding").to_owned();
            manager.drop_index(former).await?;
            let mut index = Index::create();
            index.if_not_exists().name(format!("finding_by_{day}_sums")).table("finding");
            for column in [day, "currency", "state", "amount_minor", "recovered_minor", "contract_id"] {
                index.col(column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
