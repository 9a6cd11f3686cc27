//! The words contracts are found by, in a table of their own that both databases search alike: by the beginning of
//! a word, and Chinese by pairs of characters.

use crate::words::{WordsOf, replace};
use sea_orm_migration::{
    prelude::*,
    sea_orm::{DbBackend, Statement},
};

/// Words of contracts.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let database = manager.get_connection();
        let backend = manager.get_database_backend();
        if backend == DbBackend::Postgres {
            // Beginnings are found by comparing bytes, whatever the language of the database.
            database
                .execute_unprepared(
                    "CREATE TABLE IF NOT EXISTS contract_word (word text COLLATE \"C\" NOT NULL, \
                     contract_id uuid NOT NULL, PRIMARY KEY (word, contract_id))",
                )
                .await?;
        } else {
            database
                .execute_unprepared(
                    "CREATE TABLE IF NOT EXISTS contract_word (word text NOT NULL, contract_id uuid_text NOT NULL, \
                     PRIMARY KEY (word, contract_id)) WITHOUT ROWID",
                )
                .await?;
        }
        let index = Index::create()
            .if_not_exists()
            .name("contract_word_contract_id")
            .table("contract_word")
            .col("contract_id")
            .to_owned();
        manager.create_index(index).await?;
        let rows = Statement::from_string(backend, "SELECT id, search FROM contract");
        let mut known = Vec::new();
        for row in database.query_all_raw(rows).await? {
            known.push(WordsOf { contract: row.try_get("", "id")?, text: row.try_get("", "search")? });
        }
        for some in known.chunks(500) {
            replace(database, some).await.map_err(|cause| DbErr::Migration(cause.to_string()))?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
