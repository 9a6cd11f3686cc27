//! All confidential contracts together have a scope of their own among the sums of the ledger by month, so that
//! whoever may see everything reads two scopes, and not that of each confidential contract.
//!
//! The database keeps it with triggers on the sums themselves, whatever changed those.

use super::m2026_11_22_000051_billing_months::{self as billing_months, Covered};
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The sums of all confidential contracts.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The first is the scope of what everybody may see, the second that of all the rest together.
const SQLITE_SHARED: [&str; 2] = ["x'00000000000000000000000000000000'", "x'ffffffffffffffffffffffffffffffff'"];
const POSTGRES_SHARED: [&str; 2] =
    ["'00000000-0000-0000-0000-000000000000'::uuid", "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Scopes are looked up by the key; the index had to be written with each sum.
        let replaced = Index::drop().if_exists().name("billing_month_by_month").table("billing_month").to_owned();
        manager.drop_index(replaced).await?;
        for statement in statements(manager.get_database_backend(), Covered::WithRecovered) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

/// All that keeps these sums, whatever was there before.
pub(super) fn statements(backend: DbBackend, covered: Covered) -> Vec<String> {
    if backend == DbBackend::Sqlite { sqlite_statements(covered) } else { postgres_statements(covered) }
}

/// Sets the sums aside until [`statements`] keeps them again.
pub(super) fn paused(backend: DbBackend) -> [String; 3] {
    let of = if backend == DbBackend::Sqlite { "" } else { " ON billing_month" };
    ["insert", "update", "delete"].map(|event| format!("DROP TRIGGER IF EXISTS confidential_month_{event}{of}"))
}

/// All that keeps the sums by month anew, those of confidential contracts among them, and the sums of the ledger as it is.
pub(super) fn with_all_sums(backend: DbBackend, covered: Covered) -> Vec<String> {
    let mut all: Vec<String> = paused(backend).into();
    all.extend(billing_months::statements(backend, covered));
    all.extend(statements(backend, covered));
    all
}

fn named(covered: Covered, part: impl Fn(&str) -> String) -> String {
    covered.sums().iter().map(|sum| part(sum)).collect::<Vec<_>>().join(", ")
}

/// Adds to the sums of all confidential contracts.
fn added(covered: Covered, all: &str, month: &str, part: impl Fn(&str) -> String) -> String {
    format!(
        "INSERT INTO billing_month (scope, currency, month, {}) VALUES ({all}, {month}.currency, {month}.month, {}) \
         ON CONFLICT (scope, currency, month) DO UPDATE SET {};",
        named(covered, str::to_owned),
        named(covered, part),
        named(covered, |sum| format!("{sum} = billing_month.{sum} + excluded.{sum}")),
    )
}

/// The sums as they are, for a database that has some already.
fn filled(covered: Covered, [everybody, all]: [&str; 2]) -> [String; 2] {
    [
        format!("DELETE FROM billing_month WHERE scope = {all}"),
        format!(
            "INSERT INTO billing_month (scope, currency, month, {}) SELECT {all}, currency, month, {} \
             FROM billing_month WHERE scope <> {everybody} GROUP BY currency, month",
            named(covered, str::to_owned),
            named(covered, |sum| format!("SUM({sum})")),
        ),
    ]
}

fn sqlite_statements(covered: Covered) -> Vec<String> {
    let [everybody, all] = SQLITE_SHARED;
    let trigger = |name: &str, event: &str, row: &str, part: &dyn Fn(&str) -> String| {
        format!(
            "CREATE TRIGGER {name} AFTER {event} ON billing_month WHEN {row}.scope NOT IN ({everybody}, {all}) \
             BEGIN {} END",
            added(covered, all, row, part)
        )
    };
    let mut statements: Vec<String> = paused(DbBackend::Sqlite).into();
    statements.extend(filled(covered, SQLITE_SHARED));
    statements.push(trigger("confidential_month_insert", "INSERT", "NEW", &|sum| format!("NEW.{sum}")));
    statements.push(trigger("confidential_month_update", "UPDATE", "NEW", &|sum| format!("NEW.{sum} - OLD.{sum}")));
    statements.push(trigger("confidential_month_delete", "DELETE", "OLD", &|sum| format!("-OLD.{sum}")));
    statements
}

fn postgres_statements(covered: Covered) -> Vec<String> {
    let [everybody, all] = POSTGRES_SHARED;
    let mut statements: Vec<String> = paused(DbBackend::Postgres).into();
    statements.extend(filled(covered, POSTGRES_SHARED));
    statements.push(format!(
        "CREATE OR REPLACE FUNCTION follow_confidential_month() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF TG_OP = 'INSERT' THEN {} ELSIF TG_OP = 'DELETE' THEN {} ELSE {} END IF; RETURN NULL; END $$",
        added(covered, all, "NEW", |sum| format!("NEW.{sum}")),
        added(covered, all, "OLD", |sum| format!("-OLD.{sum}")),
        added(covered, all, "NEW", |sum| format!("NEW.{sum} - OLD.{sum}")),
    ));
    for (event, row) in [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")] {
        statements.push(format!(
            "CREATE TRIGGER confidential_month_{} AFTER {event} ON billing_month FOR EACH ROW \
             WHEN ({row}.scope NOT IN ({everybody}, {all})) EXECUTE FUNCTION follow_confidential_month()",
            event.to_lowercase()
        ));
    }
    // The sums are written again and again, and not one column of theirs is in an index: with room on its page, a row
    // changes where it is.
    statements.push("ALTER TABLE billing_month SET (fillfactor = 50)".to_owned());
    statements
}
