//! Money that came in on findings: an entry each, with what it counts for, so that the ledger and the payments of an
//! invoice know of it.

use super::m2026_11_22_000051_billing_months::{Covered, statements};
use sea_orm_migration::{prelude::*, schema::*};

/// Entries of recovered money.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entry = Table::create()
            .table("recovery")
            .if_not_exists()
            .col(uuid("id"))
            .col(uuid("finding_id"))
            .col(date("received_on"))
            .col(big_integer("amount_minor"))
            .col(text("currency"))
            .col(big_integer("shown_minor"))
            .col(uuid_null("person_id"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        let part = Table::create()
            .table("recovery_part")
            .if_not_exists()
            .col(uuid("recovery_id"))
            .col(uuid("expected_billing_id"))
            .col(big_integer("amount_minor"))
            .primary_key(Index::create().col("recovery_id").col("expected_billing_id"))
            .to_owned();
        for table in [entry, part] {
            manager.create_table(table).await?;
        }
        for (table, column) in [
            ("expected_billing", big_integer("recovered_minor").default(0).to_owned()),
            ("payment", uuid_null("recovery_id")),
            ("payment", uuid_null("finding_id")),
            ("payment", uuid_null("contract_id")),
        ] {
            if !manager.has_column(table, column.get_column_name()).await? {
                manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
            }
        }
        for (name, table, column) in [
            ("recovery_of_finding", "recovery", "finding_id"),
            ("recovery_part_of_row", "recovery_part", "expected_billing_id"),
            ("payment_of_recovery", "payment", "recovery_id"),
        ] {
            let index = Index::create().if_not_exists().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        let database = manager.get_connection();
        // What came in before has one entry; the ledger does not show it, as it did not then.
        database
            .execute_unprepared(
                "INSERT INTO recovery (id, finding_id, received_on, amount_minor, currency, shown_minor, person_id) \
                 SELECT f.id, f.id, COALESCE(f.recovered_on, f.changed_on), f.recovered_minor, f.currency, 0, NULL \
                 FROM finding f WHERE f.recovered_minor > 0 AND f.currency IS NOT NULL \
                 AND NOT EXISTS (SELECT 1 FROM recovery r WHERE r.finding_id = f.id)",
            )
            .await?;
        for statement in statements(manager.get_database_backend(), Covered::WithRecovered) {
            database.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
