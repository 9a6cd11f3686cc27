//! Risks of contracts, their score, and reviews.

use sea_orm_migration::{prelude::*, schema::*};

/// The tables `risk`, `risk_profile` and `review`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let risk = Table::create()
            .table("risk")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("contract_id"))
            .col(text("title"))
            .col(text("kind"))
            .col(integer("likelihood"))
            .col(integer("impact"))
            .col(text("measure"))
            .col(uuid_null("owner_id"))
            .col(date_null("due_on"))
            .col(text("state"))
            .col(date_null("settled_on"))
            .col(text("reason"))
            .col(big_integer("created_at"))
            .col(integer("version"))
            .to_owned();
        manager.create_table(risk).await?;
        let profile = Table::create()
            .table("risk_profile")
            .if_not_exists()
            .col(uuid("contract_id").primary_key())
            .col(date("since_on"))
            .col(integer("score"))
            .col(text("class"))
            .col(integer("open_risks"))
            .col(date_null("reviewed_on"))
            .col(date_null("review_on"))
            .col(integer("version"))
            .to_owned();
        manager.create_table(profile).await?;
        let review = Table::create()
            .table("review")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("contract_id"))
            .col(date("done_on"))
            .col(uuid_null("done_by"))
            .col(text("class"))
            .col(text("answers"))
            .col(text("outcome"))
            .col(text("next_steps"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(review).await?;
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(format!("{table}_by_{}", columns.join("_"))).table(table);
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

const INDEXES: [(&str, &[&str]); 6] = [
    ("risk", &["contract_id", "created_at"]),
    ("risk", &["owner_id"]),
    ("risk_profile", &["score", "contract_id"]),
    ("risk_profile", &["class", "score"]),
    ("risk_profile", &["review_on", "contract_id"]),
    ("review", &["contract_id", "done_on"]),
];
