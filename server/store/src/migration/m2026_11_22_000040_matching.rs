//! What a person needs for matching invoice lines: why a line waits and for how much, what was declared to
//! belong to no contract, and which matches were taken back.

use sea_orm_migration::{prelude::*, schema::*};

/// Columns and tables of the matching queue.
#[derive(DeriveMigrationName)]
pub struct Migration;

const LINE: &str = "invoice_line";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("waiting_for", text_null("waiting_for")),
            ("waiting_minor", big_integer("waiting_minor").default(0).take()),
            ("outside_reason", text_null("outside_reason")),
            ("version", integer("version").default(1).take()),
        ];
        for (name, column) in columns {
            // SQLite knows no "add if missing", and an interrupted migration runs again.
            if !manager.has_column(LINE, name).await? {
                manager.alter_table(Table::alter().table(LINE).add_column(column).to_owned()).await?;
            }
        }
        let waiting = "UPDATE invoice_line SET waiting_minor = abs(amount_minor) \
                       WHERE matching IN ('open', 'proposed') AND waiting_minor = 0";
        manager.get_connection().execute_unprepared(waiting).await?;
        let refusals = Table::create()
            .table("match_refusal")
            .if_not_exists()
            .col(uuid("invoice_line_id"))
            .col(uuid("expected_billing_id"))
            .col(uuid_null("refused_by"))
            .col(big_integer("refused_at"))
            .primary_key(Index::create().col("invoice_line_id").col("expected_billing_id"))
            .to_owned();
        manager.create_table(refusals).await?;
        for (table, columns) in [
            (LINE, &["matching", "waiting_minor"][..]),
            ("match_refusal", &["expected_billing_id"]),
            ("contract", &["purchase_order"]),
            ("invoice", &["number"]),
        ] {
            let mut index = Index::create();
            index.if_not_exists().name(format!("{table}_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
