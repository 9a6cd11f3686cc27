//! Saved views of lists.

use sea_orm_migration::{prelude::*, schema::*};

/// Saved views.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("saved_view")
                    .if_not_exists()
                    .col(uuid("id"))
                    .col(text("list"))
                    .col(text("name"))
                    .col(text("query"))
                    .col(uuid("owner_id"))
                    .col(boolean("shared"))
                    .col(big_integer("created_at"))
                    .primary_key(Index::create().col("id"))
                    .to_owned(),
            )
            .await?;
        let index = Index::create()
            .if_not_exists()
            .name("saved_view_list_owner_id")
            .table("saved_view")
            .col("list")
            .col("owner_id")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
