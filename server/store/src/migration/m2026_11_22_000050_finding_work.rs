//! Work on findings: a day to settle them by, comments, and when they were claimed and recovered.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{DbBackend, Statement},
};

/// Work on findings.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            date_null("due_on"),
            date_null("claimed_on"),
            date_null("recovered_on"),
            big_integer_null("recovered_minor"),
        ] {
            if !manager.has_column("finding", column.get_column_name()).await? {
                manager.alter_table(Table::alter().table("finding").add_column(column).to_owned()).await?;
            }
        }
        manager
            .create_table(
                Table::create()
                    .table("finding_comment")
                    .if_not_exists()
                    .col(uuid("id"))
                    .col(uuid("finding_id"))
                    .col(uuid("author_id"))
                    .col(big_integer("at"))
                    .col(text("text"))
                    .primary_key(Index::create().col("id"))
                    .to_owned(),
            )
            .await?;
        remember_steps(manager).await?;
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(format!("{table}_by_{}", columns[..2].join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

/// One index for each sum of the dashboard, in the order of its groups and with everything it reads, so that the
/// rows themselves are not touched and nothing is sorted.
const INDEXES: [(&str, &[&str]); 10] = [
    ("finding", &["state", "kind", "currency", "amount_minor", "contract_id"]),
    ("finding", &["state", "customer_id", "currency", "amount_minor", "contract_id"]),
    ("finding", &["state", "owner_id", "currency", "amount_minor", "contract_id"]),
    ("finding", &["state", "since_on", "currency", "amount_minor", "contract_id"]),
    ("finding", &["found_on", "currency", "amount_minor", "contract_id"]),
    ("finding", &["claimed_on", "currency", "amount_minor", "contract_id"]),
    ("finding", &["recovered_on", "currency", "recovered_minor", "contract_id"]),
    ("finding_comment", &["finding_id", "at"]),
    ("contract", &["confidentiality", "id"]),
    ("contract", &["currency", "value_minor"]),
];

/// Findings that were claimed or recovered before say so in columns, too. The day of a claim that was followed by
/// the money is not kept with the finding, so the day of the money stands for both.
async fn remember_steps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let database = manager.get_connection();
    let backend = manager.get_database_backend();
    let found = "SELECT state_reason FROM finding WHERE state IN ('claimed', 'recovered') AND claimed_on IS NULL \
                 GROUP BY state_reason";
    for row in database.query_all_raw(Statement::from_string(backend, found)).await? {
        let text: Option<String> = row.try_get("", "state_reason")?;
        let Some(text) = text else { continue };
        let Ok(state) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let Some(on) = state["on"].as_str().and_then(|on| on.parse::<chrono::NaiveDate>().ok()) else { continue };
        let recovered = state["state"] == "recovered";
        let minor = state["amount"]["minor"].as_i64().filter(|_| recovered);
        let marks: [&str; 4] = match backend {
            DbBackend::Postgres => ["$1", "$2", "$3", "$4"],
            _ => ["?", "?", "?", "?"],
        };
        let change = format!(
            "UPDATE finding SET claimed_on = {}, recovered_on = {}, recovered_minor = {} WHERE state_reason = {}",
            marks[0], marks[1], marks[2], marks[3]
        );
        let values = [on.into(), recovered.then_some(on).into(), minor.into(), text.into()];
        database.execute_raw(Statement::from_sql_and_values(backend, change, values)).await?;
    }
    Ok(())
}
