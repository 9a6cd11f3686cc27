//! What waits for a second person: asked at each opening of a home.

use sea_orm_migration::prelude::*;

/// The index `renewal_awaits_second`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .if_not_exists()
            .name("renewal_awaits_second")
            .table("renewal")
            .col("awaits_second")
            .col("outcome")
            .col("decide_by")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
