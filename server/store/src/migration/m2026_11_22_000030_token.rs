//! Personal tokens for the API.

use sea_orm_migration::{prelude::*, schema::*};

/// Personal tokens for the API.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("token")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(text("hash"))
            .col(text("prefix"))
            .col(text("name"))
            .col(text("scopes"))
            .col(big_integer("created_at"))
            .col(date("expires_on"))
            .col(big_integer_null("last_used_at"))
            .col(big_integer_null("revoked_at"))
            .to_owned();
        manager.create_table(table).await?;
        for (name, column, unique) in [("token_hash", "hash", true), ("token_person_id", "person_id", false)] {
            let mut index = Index::create();
            index.if_not_exists().name(name).table("token").col(column);
            if unique {
                index.unique();
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
