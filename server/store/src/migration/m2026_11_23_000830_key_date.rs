//! Key dates, and their sums by day: what calendars, feeds, reminders and home pages read.
//!
//! The database itself keeps the sums, with triggers in the transaction of each change, so that no way of writing key dates
//! can forget them, and a year of a hundred thousand contracts is read from a few rows.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

/// The tables `key_date` and `key_date_sum`.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What dates are summed by, in the order of the key.
const KEY: &str = "day, kind, currency, band, done, confidential";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("key_date")
            .if_not_exists()
            .col(uuid("contract_id"))
            .col(text("kind"))
            .col(uuid("subject"))
            .col(date("day"))
            .col(uuid("customer_id"))
            .col(uuid_null("owner_id"))
            .col(boolean("assigned"))
            .col(boolean("confidential"))
            .col(text("currency"))
            .col(big_integer_null("amount_minor"))
            .col(small_integer("band"))
            .col(text("label"))
            .col(boolean("done"))
            .primary_key(Index::create().col("contract_id").col("kind").col("subject").col("day"))
            .to_owned();
        manager.create_table(table).await?;
        for columns in
            [&["day", "kind", "contract_id"] as &[&'static str], &["owner_id", "day"], &["customer_id", "day"]]
        {
            let mut index = Index::create();
            index.if_not_exists().name(format!("key_date_{}", columns.join("_"))).table("key_date");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        let sums = Table::create()
            .table("key_date_sum")
            .if_not_exists()
            .col(date("day"))
            .col(text("kind"))
            .col(text("currency"))
            .col(small_integer("band"))
            .col(boolean("done"))
            .col(boolean("confidential"))
            .col(big_integer("dates"))
            .col(big_integer("amount_minor"))
            .primary_key(
                Index::create().col("day").col("kind").col("currency").col("band").col("done").col("confidential"),
            )
            .to_owned();
        manager.create_table(sums).await?;
        let database = manager.get_connection();
        let mut statements = vec![
            // The few that not everybody may see are looked up by themselves.
            "CREATE INDEX IF NOT EXISTS key_date_confidential ON key_date (day) WHERE confidential".to_owned(),
            // Contracts that are there already get their key dates with their ledgers, the next night.
            "UPDATE contract SET ledger_horizon = NULL".to_owned(),
        ];
        statements.extend(match manager.get_database_backend() {
            DbBackend::Sqlite => sqlite_statements(),
            _ => postgres_statements(),
        });
        for statement in statements {
            database.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

/// Key dates repeat what contracts say of themselves, whoever changes it.
const FOLLOWED: &str = "UPDATE key_date SET customer_id = NEW.customer_id, \
                        confidential = (NEW.confidentiality <> 'organisation'), \
                        owner_id = CASE WHEN assigned THEN owner_id ELSE NEW.owner_id END WHERE contract_id = NEW.id;";
const FOLLOWED_WHEN: &str = "OLD.customer_id <> NEW.customer_id OR OLD.confidentiality <> NEW.confidentiality \
                             OR OLD.owner_id IS DISTINCT FROM NEW.owner_id";

const ADDED: &str = "dates = key_date_sum.dates + excluded.dates, \
                     amount_minor = key_date_sum.amount_minor + excluded.amount_minor";

fn sqlite_statements() -> Vec<String> {
    let add = |row: &str, sign: &str| {
        let key = KEY.split(", ").map(|column| format!("{row}.{column}")).collect::<Vec<_>>().join(", ");
        format!(
            "INSERT INTO key_date_sum ({KEY}, dates, amount_minor) \
             VALUES ({key}, {sign}1, {sign}COALESCE({row}.amount_minor, 0)) ON CONFLICT ({KEY}) DO UPDATE SET {ADDED};"
        )
    };
    let triggers =
        [("insert", add("NEW", "")), ("delete", add("OLD", "-")), ("update", add("OLD", "-") + &add("NEW", ""))];
    let mut statements: Vec<String> =
        triggers.iter().map(|(event, _)| format!("DROP TRIGGER IF EXISTS key_date_sum_{event}")).collect();
    statements.extend(triggers.into_iter().map(|(event, body)| {
        format!("CREATE TRIGGER key_date_sum_{event} AFTER {} ON key_date BEGIN {body} END", event.to_uppercase())
    }));
    statements.push("DROP TRIGGER IF EXISTS key_date_follow".to_owned());
    statements.push(format!(
        "CREATE TRIGGER key_date_follow AFTER UPDATE OF customer_id, confidentiality, owner_id ON contract \
         WHEN {FOLLOWED_WHEN} BEGIN {FOLLOWED} END"
    ));
    statements
}

fn postgres_statements() -> Vec<String> {
    let rows = |table: &str, sign: &str| {
        format!("SELECT {KEY}, {sign}1 AS dates, {sign}COALESCE(amount_minor, 0) AS amount_minor FROM {table}")
    };
    let add = |rows: &str| {
        format!(
            "INSERT INTO key_date_sum ({KEY}, dates, amount_minor) \
             SELECT {KEY}, SUM(r.dates)::bigint, SUM(r.amount_minor)::bigint FROM ({rows}) AS r GROUP BY {KEY} \
             HAVING SUM(r.dates) <> 0 OR SUM(r.amount_minor) <> 0 ORDER BY {KEY} \
             ON CONFLICT ({KEY}) DO UPDATE SET {ADDED};"
        )
    };
    let both = format!("{} UNION ALL {}", rows("old_rows", "-"), rows("new_rows", ""));
    // Whoever writes key dates waits for whoever does already, because the sums are shared: in any order of rows two could
    // wait for one another. The number only has to be the same everywhere in this program.
    let lock = "PERFORM pg_advisory_xact_lock(7106840);";
    let mut statements = vec![format!(
        "CREATE OR REPLACE FUNCTION follow_key_dates() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} \
         IF TG_OP = 'INSERT' THEN {} ELSIF TG_OP = 'DELETE' THEN {} ELSE {} END IF; RETURN NULL; END $$",
        add(&rows("new_rows", "")),
        add(&rows("old_rows", "-")),
        add(&both),
    )];
    for (event, rows) in [
        ("INSERT", "NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
    ] {
        let name = format!("follow_key_dates_{}", event.to_lowercase());
        statements.push(format!("DROP TRIGGER IF EXISTS {name} ON key_date"));
        statements.push(format!(
            "CREATE TRIGGER {name} AFTER {event} ON key_date REFERENCING {rows} \
             FOR EACH STATEMENT EXECUTE FUNCTION follow_key_dates()"
        ));
    }
    statements.push(format!(
        "CREATE OR REPLACE FUNCTION key_dates_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {FOLLOWED} \
         RETURN NULL; END $$"
    ));
    statements.push("DROP TRIGGER IF EXISTS key_date_follow ON contract".to_owned());
    statements.push(format!(
        "CREATE TRIGGER key_date_follow AFTER UPDATE OF customer_id, confidentiality, owner_id ON contract \
         FOR EACH ROW WHEN ({FOLLOWED_WHEN}) EXECUTE FUNCTION key_dates_follow()"
    ));
    // The sums are written again and again, and not one column of theirs beside the key is in an index.
    statements.push("ALTER TABLE key_date_sum SET (fillfactor = 50)".to_owned());
    statements
}
