//! Up to which version a contract was changed by imports alone, so that an import can still be undone after a
//! later one has moved its billing days.

use sea_orm_migration::{prelude::*, schema::*};

/// The column `import_version` of contracts.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.has_column("contract", "import_version").await? {
            return Ok(());
        }
        let column = integer_null("import_version");
        manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
