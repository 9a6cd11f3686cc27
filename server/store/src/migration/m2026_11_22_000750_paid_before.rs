//! Money that was recovered for a period before its invoice came is paid of that invoice, and of an invoice with a rebate
//! no more is collected than was paid.

use super::{m2026_11_22_000051_billing_months::Covered, m2026_11_22_000730_confidential_months::with_all_sums};
use sea_orm_migration::prelude::*;

/// Sums in which recovered money counts for the invoices that came after it, and rebates count for what is collected.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for statement in with_all_sums(backend, Covered::WithPaidBefore) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
