//! An absence may be changed by several people, one after the other.

use sea_orm_migration::{prelude::*, schema::*};

/// One column of `absence`: what a change compares.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("absence", "version").await? {
            let column = integer("version").default(1).to_owned();
            manager.alter_table(Table::alter().table("absence").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
