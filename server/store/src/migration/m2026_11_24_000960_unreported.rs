//! Visits whose planned day passed without a report stand in an index of their own, however many were made.

use sea_orm_migration::prelude::*;

/// The index `service_visit_unreported`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "CREATE INDEX IF NOT EXISTS service_visit_unreported ON service_visit (planned_on, id) \
                     WHERE planned_on IS NOT NULL AND done_on IS NULL AND cancelled_on IS NULL";
        manager.get_connection().execute_unprepared(index).await?;
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
