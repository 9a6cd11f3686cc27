//! A contract knows whether an import took another day for that of its signature.

use sea_orm_migration::{prelude::*, schema::*};

/// One column of `contract`, true for what came of files that name no day of signature and has the day that was taken.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("contract", "signature_assumed").await? {
            let column = boolean("signature_assumed").default(false).to_owned();
            manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
        }
        manager
            .get_connection()
            .execute_unprepared(
                r#"UPDATE contract SET signature_assumed = TRUE
                   WHERE signed_on IS NOT NULL AND (version = 1 OR signed_on = starts_on)
                       AND import_id IN (SELECT id FROM import WHERE mapping NOT LIKE '%"field":"signed_on"%')"#,
            )
            .await?;
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
