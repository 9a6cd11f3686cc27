//! What rows of the ledger owe the customer as findings know it, so that the way from promise to cash says the same: a rebate
//! that was not given beside charges that were billed is billed too much, and what was given back without a credit note being
//! known counts as one.

use super::{m2026_11_22_000051_billing_months::Covered, m2026_11_22_000730_confidential_months::with_all_sums};
use sea_orm_migration::{prelude::*, schema::*};

/// What is owed and was given back by row, and sums of the ledger with it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["owed_minor", "given_back_minor"] {
            if !manager.has_column("expected_billing", column).await? {
                let column = big_integer(column).default(0).to_owned();
                manager.alter_table(Table::alter().table("expected_billing").add_column(column).to_owned()).await?;
            }
        }
        for statement in with_all_sums(manager.get_database_backend(), Covered::WithOwed) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
