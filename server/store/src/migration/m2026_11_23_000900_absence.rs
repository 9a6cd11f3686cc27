//! Absences, and who stands in on which days.

use sea_orm_migration::{prelude::*, schema::*};

/// The tables `absence` and `stand_in`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let absence = Table::create()
            .table("absence")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(date("first_on"))
            .col(date("last_on"))
            .col(uuid("stand_in_id"))
            .to_owned();
        manager.create_table(absence).await?;
        let stand_in = Table::create()
            .table("stand_in")
            .if_not_exists()
            .col(uuid("person_id"))
            .col(date("first_on"))
            .col(date("last_on"))
            .col(uuid_null("stand_in_id"))
            .col(date("away_until"))
            .primary_key(Index::create().col("person_id").col("first_on"))
            .to_owned();
        manager.create_table(stand_in).await?;
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

const INDEXES: [(&str, &[&str]); 3] =
    [("absence", &["person_id", "first_on"]), ("absence", &["last_on"]), ("stand_in", &["stand_in_id", "first_on"])];
