//! The trend adds up amounts of one stage only: its indexes hold the kind, so that the rows themselves are not read.

use sea_orm_migration::prelude::*;

/// Kinds in the indexes of the trend.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The indexes of before, and those that stand for them.
const INDEXES: [(&str, &str, &[&str]); 3] = [
    (
        "finding_by_found_on_detected",
        "finding_by_found_on_kind",
        &["detected", "found_on", "currency", "kind", "state", "amount_minor", "recovered_minor"],
    ),
    (
        "finding_by_claimed_on_sums",
        "finding_by_claimed_on_kind",
        &["claimed_on", "currency", "kind", "state", "amount_minor", "recovered_minor"],
    ),
    (
        "finding_by_recovered_on_currency",
        "finding_by_recovered_on_kind",
        &["recovered_on", "currency", "kind", "recovered_minor"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (former, name, columns) in INDEXES {
            let mut index = Index::create();
            index.if_not_exists().name(name).table("finding");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
            manager.drop_index(Index::drop().if_exists().name(former).table("finding").to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
