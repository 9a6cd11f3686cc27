//! What was given up of invoices is a sum of its own beside what was collected, of a promise that was given up only the
//! rest counts as given up once it is billed, and a promise to give money back is not billed too much.

use super::{
    m2026_11_22_000051_billing_months as billing_months, m2026_11_22_000730_confidential_months as confidential,
};
use billing_months::Covered;
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

/// Money of invoices that was given up.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What was given up and billed in full after all is billed.
const BILLED_AFTER_ALL: &str = "UPDATE expected_billing SET state = 'billed' WHERE state = 'waived' \
    AND amount_minor > 0 AND billed_minor + credited_minor >= amount_minor";

/// What the findings of before say that was given up. The invoice stands at the end of a finding's key.
fn given_up_before(backend: DbBackend) -> String {
    let (invoice, of) = match backend {
        DbBackend::Sqlite => ("unhex(replace(substr(f.key, -36), '-', ''))", "OR IGNORE "),
        _ => ("CAST(right(f.key, 36) AS uuid)", ""),
    };
    let known = if backend == DbBackend::Sqlite { "" } else { " ON CONFLICT DO NOTHING" };
    format!(
        "INSERT {of}INTO invoice_waiver (finding_id, invoice_id, contract_id, amount_minor) \
         SELECT f.id, i.id, f.contract_id, f.amount_minor FROM finding f JOIN invoice i ON i.id = {invoice} \
         WHERE f.kind = 'overdue' AND f.state = 'waived' AND f.amount_minor > 0{known}"
    )
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let waivers = Table::create()
            .table("invoice_waiver")
            .if_not_exists()
            .col(uuid("finding_id").primary_key())
            .col(uuid("invoice_id"))
            .col(uuid_null("contract_id"))
            .col(big_integer("amount_minor"))
            .to_owned();
        manager.create_table(waivers).await?;
        let of_invoice = Index::create()
            .if_not_exists()
            .name("waiver_of_invoice")
            .table("invoice_waiver")
            .col("invoice_id")
            .to_owned();
        manager.create_index(of_invoice).await?;
        for (table, column) in [("expected_billing", "settled_minor"), ("billing_month", "forgiven")] {
            if !manager.has_column(table, column).await? {
                let column = big_integer(column).default(0).to_owned();
                manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
            }
        }
        let backend = manager.get_database_backend();
        let mut statements: Vec<String> = confidential::paused(backend).into();
        statements.push(given_up_before(backend));
        statements.push(BILLED_AFTER_ALL.to_owned());
        statements.extend(billing_months::statements(backend, Covered::WithForgiven));
        statements.extend(confidential::statements(backend, Covered::WithForgiven));
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
