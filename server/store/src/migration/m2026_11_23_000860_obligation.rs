//! Obligations and the days on which they fall due.

use sea_orm_migration::{prelude::*, schema::*};

/// The tables `obligation` and `occurrence`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let obligation = Table::create()
            .table("obligation")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("contract_id"))
            .col(text("title"))
            .col(text("kind"))
            .col(text("side"))
            .col(date("first_on"))
            .col(text_null("rule"))
            .col(integer("grace_days"))
            .col(uuid_null("owner_id"))
            .col(text_null("clause"))
            .col(uuid_null("line_id"))
            .col(big_integer_null("amount_minor"))
            .col(text("currency"))
            .col(boolean("evidence"))
            .col(text("notes"))
            .col(date_null("follows_from"))
            .col(date_null("made_until"))
            .col(date_null("made_to_end"))
            .col(big_integer("created_at"))
            .col(integer("version"))
            .to_owned();
        manager.create_table(obligation).await?;
        let occurrence = Table::create()
            .table("occurrence")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("obligation_id"))
            .col(uuid("contract_id"))
            .col(date("due_on"))
            .col(text("kind"))
            .col(text("side"))
            .col(text("title_key"))
            .col(uuid_null("owner_id"))
            .col(date("late_from"))
            .col(boolean("lapsed"))
            .col(text("standing"))
            .col(integer("percent"))
            .col(boolean_null("on_time"))
            .col(boolean_null("accepted_at_first"))
            .col(text("progress"))
            .col(integer("version"))
            .to_owned();
        manager.create_table(occurrence).await?;
        // One occurrence for a day, whoever makes it and how often.
        let once = Index::create()
            .unique()
            .if_not_exists()
            .name("occurrence_once")
            .table("occurrence")
            .col("obligation_id")
            .col("due_on")
            .to_owned();
        manager.create_index(once).await?;
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

const INDEXES: [(&str, &[&str]); 8] = [
    ("obligation", &["contract_id", "created_at"]),
    ("obligation", &["line_id", "contract_id"]),
    ("occurrence", &["contract_id", "due_on", "standing"]),
    ("occurrence", &["due_on", "id"]),
    ("occurrence", &["title_key", "due_on", "id"]),
    ("occurrence", &["standing", "due_on", "id"]),
    ("occurrence", &["standing", "late_from", "lapsed"]),
    ("occurrence", &["owner_id", "due_on", "id"]),
];
