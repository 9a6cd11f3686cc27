//! Calendar feeds: the hashes of their addresses, never themselves.

use sea_orm_migration::{prelude::*, schema::*};

/// The table `feed`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("feed")
            .if_not_exists()
            .col(uuid("id"))
            .col(uuid("person_id"))
            .col(text("name"))
            .col(text("filter"))
            .col(text("hash"))
            .col(big_integer("created_at"))
            .col(big_integer_null("read_at"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        manager.create_table(table).await?;
        let hash = Index::create().if_not_exists().name("feed_hash").table("feed").col("hash").unique().to_owned();
        manager.create_index(hash).await?;
        let person = Index::create().if_not_exists().name("feed_person_id").table("feed").col("person_id").to_owned();
        manager.create_index(person).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
