//! How far accepting an import, or taking it back, has come.

use sea_orm_migration::{prelude::*, schema::*};

/// The table `import_run`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("import_run")
                    .if_not_exists()
                    .col(uuid("import_id"))
                    .col(text("goal"))
                    .col(text("stage"))
                    .col(text_null("after"))
                    .col(big_integer("done"))
                    .col(big_integer("total"))
                    .col(text("work"))
                    .col(uuid_null("begun_by"))
                    .col(big_integer("begun_at"))
                    .col(uuid("worker"))
                    .col(big_integer("held_until"))
                    .col(integer("attempts"))
                    .col(integer("step"))
                    .col(text_null("failure"))
                    .col(big_integer_null("ended_at"))
                    .primary_key(Index::create().col("import_id"))
                    .to_owned(),
            )
            .await?;
        let index =
            Index::create().if_not_exists().name("import_run_ended_at").table("import_run").col("ended_at").to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
