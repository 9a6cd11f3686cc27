//! Indexes by which long lists are counted without reading their rows, and triggers that keep up with a database that
//! grows while they work.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Indexes for lists.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// By the days that tell a contract's stage of life: with all of them, so that the contracts are not read.
const INDEXES: [(&str, &[&str]); 1] = [("contract", &["signed_on", "ended_on", "ends_on", "id"])];

/// PostgreSQL keeps the plan of a trigger for as long as a connection lasts. One that was made while the tables were
/// small reads them from end to end for each statement of a large import, so these are planned each time. Compiling them each time would take longer than they do.
const FUNCTIONS: [&str; 3] = ["follow_billing", "follow_matches", "follow_payments"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(format!("{table}_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
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
