//! Addresses, sites and contacts of customers, keys of their names, and what legal entities need.
//!
//! Every statement may run again, because SQLite migrates outside a transaction.

use model::import::similar::keys;
use sea_orm::{ConnectionTrait, TransactionTrait};
use sea_orm_migration::{prelude::*, schema::*};

/// Addresses, sites, contacts, keys of names.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            if !manager.has_column(table, column.get_column_name()).await? {
                manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
            }
        }
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(format!("{table}_{}", columns.join("_"))).table(*table);
            for column in *columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        let connection = manager.get_connection();
        for statement in TIDY {
            connection.execute_unprepared(statement).await?;
        }
        write_keys(connection).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

const INDEXES: &[(&str, &[&str])] = &[
    ("customer", &["name", "id"]),
    ("customer", &["country"]),
    ("customer", &["owner_id"]),
    ("customer", &["registration_number"]),
    ("customer", &["vat_number"]),
    ("customer_key", &["customer_id"]),
    ("site", &["customer_id"]),
    ("contact", &["customer_id"]),
    ("contact", &["site_id"]),
    ("contract", &["legal_entity_id"]),
    ("invoice", &["legal_entity_id"]),
];

/// Numbers as they are kept from now on, and what follows from a company's country.
const TIDY: &[&str] = &[
    "UPDATE customer SET registration_number = UPPER(REPLACE(REPLACE(REPLACE(registration_number, ' ', ''), '.', ''), '-', ''))",
    "UPDATE customer SET vat_number = UPPER(REPLACE(REPLACE(REPLACE(vat_number, ' ', ''), '.', ''), '-', ''))",
    "UPDATE legal_entity SET language = 'fr', regime = 'france_business' WHERE country = 'FR' AND language = ''",
    "UPDATE legal_entity SET language = 'zh', regime = 'china' WHERE country = 'CN' AND language = ''",
    "UPDATE legal_entity SET language = 'en', regime = 'united_kingdom' WHERE country = 'GB' AND language = ''",
    "UPDATE legal_entity SET language = 'en' WHERE language = ''",
];

fn columns() -> Vec<(&'static str, ColumnDef)> {
    let text_or = |name: &'static str, value: &'static str| text(name).default(value).to_owned();
    let address =
        |table| [(table, text_or("street", "")), (table, text_or("postal_code", "")), (table, text_or("city", ""))];
    let mut columns = Vec::from(address("customer"));
    columns.extend([
        ("customer", text_null("website")),
        ("customer", text_null("payment_term")),
        ("customer", text_or("notes", "")),
    ]);
    columns.extend(address("legal_entity"));
    columns.extend([("legal_entity", text_or("language", "")), ("legal_entity", text_or("regime", "generic"))]);
    columns
}

fn tables() -> Vec<TableCreateStatement> {
    let table = |name: &'static str| Table::create().table(name).if_not_exists().to_owned();
    let key = text("key");
    vec![
        table("customer_key")
            .col(key)
            .col(uuid("customer_id"))
            .primary_key(Index::create().col("key").col("customer_id"))
            .to_owned(),
        table("site")
            .col(uuid("id").primary_key())
            .col(uuid("customer_id"))
            .col(text("name"))
            .col(text("street"))
            .col(text("postal_code"))
            .col(text("city"))
            .col(text_null("country"))
            .col(text("notes"))
            .col(integer("version"))
            .to_owned(),
        table("contact")
            .col(uuid("id").primary_key())
            .col(uuid("customer_id"))
            .col(uuid_null("site_id"))
            .col(text("name"))
            .col(text("role"))
            .col(text_null("email"))
            .col(text_null("phone"))
            .col(text("language"))
            .col(integer("version"))
            .to_owned(),
    ]
}

/// Keys of the names of customers that are there already.
async fn write_keys(connection: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    let names = Query::select().columns(["id", "name"]).from("customer").to_owned();
    let transaction = connection.begin().await?;
    for row in transaction.query_all(&names).await? {
        let (id, name): (uuid::Uuid, String) = (row.try_get("", "id")?, row.try_get("", "name")?);
        for key in keys(&name) {
            let mut insert = Query::insert();
            insert.into_table("customer_key").columns(["key", "customer_id"]);
            insert.values_panic([key.into(), id.into()]).on_conflict(OnConflict::new().do_nothing().to_owned());
            transaction.execute(&insert).await?;
        }
    }
    transaction.commit().await
}
