//! What was paid of an invoice in another currency is not collected of the promise that it was matched to.

use super::{
    m2026_11_22_000051_billing_months as billing_months, m2026_11_22_000730_confidential_months as confidential,
};
use billing_months::Covered;
use sea_orm_migration::prelude::*;

/// Sums of the ledger in which payments count for promises in their own currency alone.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let mut statements: Vec<String> = confidential::paused(backend).into();
        statements.extend(billing_months::statements(backend, Covered::WithPaidBefore));
        statements.extend(confidential::statements(backend, Covered::WithPaidBefore));
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
