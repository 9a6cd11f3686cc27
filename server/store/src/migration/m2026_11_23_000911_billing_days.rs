//! What is still to be invoiced, by the day on which it is billed: what calendars show of the ledger.
//!
//! The database keeps these sums with triggers in the transaction of each change, as it keeps those by month: a month of
//! a hundred thousand contracts that are billed each month is a hundred thousand rows of the ledger, and here a few.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

/// The table `billing_day`.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What rows are summed by, in the order of the key.
const KEY: &str = "day, currency, confidential";
const ADDED: &str = "promises = billing_day.promises + excluded.promises, \
                     amount_minor = billing_day.amount_minor + excluded.amount_minor";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sums = Table::create()
            .table("billing_day")
            .if_not_exists()
            .col(date("day"))
            .col(text("currency"))
            .col(boolean("confidential"))
            .col(big_integer("promises"))
            .col(big_integer("amount_minor"))
            .primary_key(Index::create().col("day").col("currency").col("confidential"))
            .to_owned();
        manager.create_table(sums).await?;
        let mut statements = vec![
            "DELETE FROM billing_day".to_owned(),
            format!(
                "INSERT INTO billing_day ({KEY}, promises, amount_minor) \
                 SELECT e.billing_day, e.currency, c.confidentiality <> 'organisation', COUNT(*), SUM(e.amount_minor) \
                 FROM expected_billing e JOIN contract c ON c.id = e.contract_id WHERE e.state = 'expected' \
                 GROUP BY 1, 2, 3"
            ),
        ];
        statements.extend(match manager.get_database_backend() {
            DbBackend::Sqlite => sqlite_statements(),
            _ => postgres_statements(),
        });
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

fn sqlite_statements() -> Vec<String> {
    // A row that is not to be invoiced any more is not there.
    let add = |row: &str, sign: &str| {
        format!(
            "INSERT INTO billing_day ({KEY}, promises, amount_minor) \
             SELECT {row}.billing_day, {row}.currency, COALESCE((SELECT c.confidentiality <> 'organisation' \
             FROM contract c WHERE c.id = {row}.contract_id), false), {sign}1, {sign}{row}.amount_minor \
             WHERE {row}.state = 'expected' ON CONFLICT ({KEY}) DO UPDATE SET {ADDED};"
        )
    };
    let moved = |contract: &str, sign: &str| {
        format!(
            "INSERT INTO billing_day ({KEY}, promises, amount_minor) \
             SELECT e.billing_day, e.currency, {contract}.confidentiality <> 'organisation', {sign}COUNT(*), \
             {sign}SUM(e.amount_minor) FROM expected_billing e \
             WHERE e.contract_id = {contract}.id AND e.state = 'expected' GROUP BY 1, 2, 3 HAVING true \
             ON CONFLICT ({KEY}) DO UPDATE SET {ADDED};"
        )
    };
    let triggers = [
        ("billing_day_insert", "AFTER INSERT ON expected_billing", add("NEW", "")),
        ("billing_day_delete", "AFTER DELETE ON expected_billing", add("OLD", "-")),
        (
            "billing_day_update",
            // Most changes of a row are of what was billed and paid of it.
            "AFTER UPDATE OF billing_day, currency, amount_minor, state ON expected_billing \
             WHEN OLD.billing_day <> NEW.billing_day OR OLD.currency <> NEW.currency \
             OR OLD.amount_minor <> NEW.amount_minor OR OLD.state <> NEW.state",
            add("OLD", "-") + &add("NEW", ""),
        ),
        (
            "billing_day_scope",
            "AFTER UPDATE OF confidentiality ON contract \
             WHEN (OLD.confidentiality = 'organisation') <> (NEW.confidentiality = 'organisation')",
            moved("OLD", "-") + &moved("NEW", ""),
        ),
    ];
    let mut statements: Vec<String> =
        triggers.iter().map(|(name, _, _)| format!("DROP TRIGGER IF EXISTS {name}")).collect();
    statements.extend(
        triggers.into_iter().map(|(name, event, body)| format!("CREATE TRIGGER {name} {event} BEGIN {body} END")),
    );
    statements
}

fn postgres_statements() -> Vec<String> {
    let rows = |table: &str, sign: &str| {
        format!(
            "SELECT e.billing_day AS day, e.currency, \
             COALESCE(c.confidentiality, 'organisation') <> 'organisation' AS confidential, {sign}1 AS promises, \
             {sign}e.amount_minor AS amount_minor FROM {table} e LEFT JOIN contract c ON c.id = e.contract_id \
             WHERE e.state = 'expected'"
        )
    };
    let moved = |contract: &str, sign: &str| {
        format!(
            "SELECT e.billing_day AS day, e.currency, {contract}.confidentiality <> 'organisation' AS confidential, \
             {sign}1 AS promises, {sign}e.amount_minor AS amount_minor FROM expected_billing e \
             WHERE e.contract_id = {contract}.id AND e.state = 'expected'"
        )
    };
    let add = |rows: &str| {
        format!(
            "INSERT INTO billing_day ({KEY}, promises, amount_minor) \
             SELECT {KEY}, SUM(r.promises)::bigint, SUM(r.amount_minor)::bigint FROM ({rows}) AS r GROUP BY {KEY} \
             HAVING SUM(r.promises) <> 0 OR SUM(r.amount_minor) <> 0 ORDER BY {KEY} \
             ON CONFLICT ({KEY}) DO UPDATE SET {ADDED};"
        )
    };
    // The lock is that of the sums by month, which every change of the ledger takes before: with one of its own two writers
    // could wait for one another.
    let lock = "PERFORM pg_advisory_xact_lock(7106839);";
    let both = format!("{} UNION ALL {}", rows("old_rows", "-"), rows("new_rows", ""));
    let scope = format!("{} UNION ALL {}", moved("OLD", "-"), moved("NEW", ""));
    let mut statements = vec![
        format!(
            "CREATE OR REPLACE FUNCTION follow_billing_days() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} \
             IF TG_OP = 'INSERT' THEN {} ELSIF TG_OP = 'DELETE' THEN {} ELSE {} END IF; RETURN NULL; END $$",
            add(&rows("new_rows", "")),
            add(&rows("old_rows", "-")),
            add(&both),
        ),
        format!(
            "CREATE OR REPLACE FUNCTION follow_confidential_days() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} \
             {} RETURN NULL; END $$",
            add(&scope)
        ),
    ];
    for (event, rows) in [
        ("INSERT", "NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    ] {
        let name = format!("follow_billing_days_{}", event.to_lowercase());
        statements.push(format!("DROP TRIGGER IF EXISTS {name} ON expected_billing"));
        statements.push(format!(
            "CREATE TRIGGER {name} AFTER {event} ON expected_billing REFERENCING {rows} \
             FOR EACH STATEMENT EXECUTE FUNCTION follow_billing_days()"
        ));
    }
    statements.push("DROP TRIGGER IF EXISTS follow_confidential_days ON contract".to_owned());
    statements.push(
        "CREATE TRIGGER follow_confidential_days AFTER UPDATE OF confidentiality ON contract FOR EACH ROW \
         WHEN ((OLD.confidentiality = 'organisation') <> (NEW.confidentiality = 'organisation')) \
         EXECUTE FUNCTION follow_confidential_days()"
            .to_owned(),
    );
    // The sums are written again and again, and not one column of theirs beside the key is in an index.
    statements.push("ALTER TABLE billing_day SET (fillfactor = 50)".to_owned());
    statements
}
