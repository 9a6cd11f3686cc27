//! What rows of the ledger owe the customer, told to the end: what was billed too much and is not given back, as people
//! decided, is given up; and what credit notes take off of what was paid already is owed back, and not taken off what
//! others still have to pay.

use super::{m2026_11_22_000051_billing_months::Covered, m2026_11_22_000730_confidential_months::with_all_sums};
use sea_orm_migration::{prelude::*, schema::*};

/// What is kept and what was returned by row, and sums of the ledger with it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["kept_minor", "returned_minor", "spared_minor"] {
            if !manager.has_column("expected_billing", column).await? {
                let column = big_integer(column).default(0).to_owned();
                manager.alter_table(Table::alter().table("expected_billing").add_column(column).to_owned()).await?;
            }
        }
        for statement in with_all_sums(manager.get_database_backend(), Covered::WithKept) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
