//! A company may keep the holidays of another region than its country's.

use sea_orm_migration::{prelude::*, schema::*};

/// One column of `legal_entity`: the code of a calendar.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("legal_entity", "holidays").await? {
            let column = text_null("holidays");
            manager.alter_table(Table::alter().table("legal_entity").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
