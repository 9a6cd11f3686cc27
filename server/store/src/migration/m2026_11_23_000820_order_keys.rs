//! Names of customers and titles of contracts without capitals and accents, in whose order lists come on both databases.

use crate::words::order_key;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{DbBackend, TransactionTrait},
};

/// Keys of names as they are kept from now on, keys of titles, and the indexes of both.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// A table, the text that its lists are ordered by, and the key of it.
const KEYS: [(&str, &str, &str); 2] = [("customer", "name", "name_key"), ("contract", "title", "title_key")];

/// Of a customer none comes twice, which SQLite has to know to read contracts in the order of their customers.
const INDEXES: [(bool, &str, &str, &[&str]); 2] = [
    (true, "customer_by_key", "customer", &["name_key", "id"]),
    (false, "contract_by_title", "contract", &["title_key", "number"]),
];

/// What the new ones serve as well.
const REPLACED: [&str; 2] = ["customer_in_order", "customer_name_key"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("contract", "title_key").await? {
            let column = text("title_key").default("").to_owned();
            manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
        }
        let database = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Postgres {
            // Compared by bytes, whatever the language of the database.
            for (table, _, key) in KEYS {
                let statement = format!("ALTER TABLE {table} ALTER COLUMN {key} TYPE text COLLATE \"C\"");
                database.execute_unprepared(&statement).await?;
            }
        }
        for (table, named, key) in KEYS {
            write_keys(database, (table, named, key)).await?;
        }
        for (once, name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(name).table(table);
            if once {
                index.unique();
            }
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        for name in REPLACED {
            manager.drop_index(Index::drop().if_exists().name(name).table("customer").to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

/// Writes the keys of what is there already, where they are others.
async fn write_keys(
    connection: &SchemaManagerConnection<'_>,
    (table, named, key): (&'static str, &'static str, &'static str),
) -> Result<(), DbErr> {
    let transaction = connection.begin().await?;
    let known = Query::select().columns(["id", named, key]).from(table).to_owned();
    for row in transaction.query_all(&known).await? {
        let (id, text, before): (uuid::Uuid, String, String) =
            (row.try_get("", "id")?, row.try_get("", named)?, row.try_get("", key)?);
        let now = order_key(&text);
        if now != before {
            let write = Query::update().table(table).value(key, now).and_where(Expr::col("id").eq(id)).to_owned();
            transaction.execute(&write).await?;
        }
    }
    transaction.commit().await
}
