//! Requests of the API that may be sent again, with what was answered.

use sea_orm_migration::{prelude::*, schema::*};

/// Requests of the API that may be sent again.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("idempotency")
                    .if_not_exists()
                    .col(uuid("token_id"))
                    .col(text("key"))
                    .col(text("request"))
                    .col(integer_null("status"))
                    .col(text("headers"))
                    .col(text("body"))
                    .col(big_integer("asked_at"))
                    .primary_key(Index::create().col("token_id").col("key"))
                    .to_owned(),
            )
            .await?;
        let index = Index::create()
            .if_not_exists()
            .name("idempotency_asked_at")
            .table("idempotency")
            .col("asked_at")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
