//! Service visits, and what contracts promise of them.

use sea_orm::ConnectionTrait;
use sea_orm_migration::{prelude::*, schema::*};

/// Service visits.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let promise = Table::create()
            .table("visit_promise")
            .if_not_exists()
            .col(uuid("id"))
            .col(uuid("contract_id"))
            .col(uuid_null("site_id"))
            .col(text("skills"))
            .col(text("terms"))
            .col(integer("version"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        let visit = Table::create()
            .table("service_visit")
            .if_not_exists()
            .col(uuid("id"))
            .col(uuid("contract_id"))
            .col(uuid_null("site_id"))
            .col(uuid_null("promise_id"))
            .col(integer_null("year"))
            .col(integer_null("number"))
            .col(text("description"))
            .col(date("first_day"))
            .col(date("last_day"))
            .col(date_null("planned_on"))
            .col(integer_null("planned_at"))
            .col(uuid_null("technician_id"))
            .col(date_null("announced_on"))
            .col(date_null("done_on"))
            .col(text_null("report"))
            .col(text_null("report_key"))
            .col(date_null("cancelled_on"))
            .col(text_null("cancelled_reason"))
            .col(text_null("proposal"))
            .col(text_null("decision"))
            .col(integer("version"))
            .primary_key(Index::create().col("id"))
            .to_owned();
        for table in [promise, visit] {
            manager.create_table(table).await?;
        }
        let connection = manager.get_connection();
        for statement in INDEXES {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

/// A promised visit is unique by its promise, year and number; an extra one has neither year nor number, and what is empty
/// is never the same. The board asks for what is planned or was made in a month, and for what has no day yet.
const INDEXES: &[&str] = &[
    "CREATE INDEX IF NOT EXISTS visit_promise_contract_id ON visit_promise (contract_id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS service_visit_key ON service_visit (promise_id, year, number)",
    "CREATE INDEX IF NOT EXISTS service_visit_contract_id ON service_visit (contract_id)",
    "CREATE INDEX IF NOT EXISTS service_visit_site_id ON service_visit (site_id)",
    "CREATE INDEX IF NOT EXISTS service_visit_planned_on ON service_visit (planned_on) WHERE planned_on IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS service_visit_done_on ON service_visit (done_on) WHERE done_on IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS service_visit_to_plan ON service_visit (last_day, id) \
     WHERE planned_on IS NULL AND done_on IS NULL AND cancelled_on IS NULL",
];
