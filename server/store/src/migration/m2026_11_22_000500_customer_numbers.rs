//! No two customers have one number: the database says so, where a look before the save could miss another save.

use sea_orm_migration::prelude::*;

/// Unique numbers of customers.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 2] = ["registration_number", "vat_number"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            // Of customers who share a number the one that was there first keeps it; the others keep it as a note.
            let share = format!(
                "UPDATE customer SET notes = notes || CASE WHEN notes = '' THEN '' ELSE '\n' END || {column}, \
                 {column} = NULL WHERE EXISTS (SELECT 1 FROM customer AS other \
                 WHERE other.{column} = customer.{column} AND other.id < customer.id)"
            );
            manager.get_connection().execute_unprepared(&share).await?;
            let index = Index::create()
                .if_not_exists()
                .unique()
                .name(format!("customer_{column}_unique"))
                .table("customer")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
