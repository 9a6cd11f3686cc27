//! Indexes by which long lists are counted without reading their rows, and triggers that keep up with a database that
//! grows while they work.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Indexes for lists.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each with everything that counting asks for and in the order of its list, so that the rows themselves are read for
/// one page only: contracts by the days that tell their stage of life, the ledger by state and by customer, invoices by
/// day. SQLite chooses the index with the most columns that are given, so that of a customer begins with two.
const INDEXES: [(&str, &str, &[&str]); 4] = [
    ("contract_by_stage", "contract", &["signed_on", "ended_on", "ends_on", "id"]),
    ("expected_billing_by_state", "expected_billing", &["state", "billing_day", "id", "contract_id"]),
    ("expected_billing_by_customer", "expected_billing", &["customer_id", "state", "billing_day", "id"]),
    ("invoice_by_day", "invoice", &["issued_on", "number"]),
];

/// What the new ones serve as well.
const REPLACED: [(&str, &str); 3] = [
    ("expected_billing_state_billing_day", "expected_billing"),
    ("expected_billing_customer_id_billing_day", "expected_billing"),
    ("invoice_issued_on", "invoice"),
];

/// PostgreSQL keeps the plan of a trigger for as long as a connection lasts. One that was made while the tables were
/// small reads them from end to end for each statement of a large import, so these are planned each time. Compiling them each time would take longer than they do.
const FUNCTIONS: [&str; 3] = ["follow_billing", "follow_matches", "follow_payments"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        for (name, table) in REPLACED {
            manager.drop_index(Index::drop().if_exists().name(name).table(table).to_owned()).await?;
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            for function in FUNCTIONS {
                for setting in ["plan_cache_mode = force_custom_plan", "jit = off"] {
                    let set = format!("ALTER FUNCTION {function}() SET {setting}");
                    manager.get_connection().execute_unprepared(&set).await?;
                }
            }
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
