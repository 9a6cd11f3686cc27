//! Jobs know what makes them one of a kind, who does them, and when they were asked for and begun.

use sea_orm_migration::{prelude::*, schema::*};

/// Jobs are shared by all programs over one database.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("key", text_null("key")),
            ("worker", uuid_null("worker")),
            ("queued_at", big_integer("queued_at").default(0).to_owned()),
            ("begun_at", big_integer_null("begun_at")),
            ("version", integer("version").default(1).to_owned()),
        ];
        for (name, column) in columns {
            if !manager.has_column("job", name).await? {
                manager.alter_table(Table::alter().table("job").add_column(column).to_owned()).await?;
            }
        }
        let unique = Index::create().if_not_exists().name("job_key").table("job").col("key").unique().to_owned();
        manager.create_index(unique).await?;
        let listed = Index::create().if_not_exists().name("job_queued_at").table("job").col("queued_at").to_owned();
        manager.create_index(listed).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
