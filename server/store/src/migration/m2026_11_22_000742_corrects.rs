//! A credit note may say in a column of its own which invoice it corrects.

use sea_orm_migration::{prelude::*, schema::*};

/// The invoice that a credit note corrects.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.has_column("invoice", "corrects").await? {
            return Ok(());
        }
        let column = text_null("corrects").to_owned();
        manager.alter_table(Table::alter().table("invoice").add_column(column).to_owned()).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
