//! A finding that closed by itself because it never was a loss is not detected leakage: each says whether it is, so that
//! sums and lists by the month found are one.

use sea_orm_migration::{prelude::*, schema::*};

/// Whether findings count as detected.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What the findings of before say: the rule of the program as it stood then.
const NOT_DETECTED: &str = "UPDATE finding SET detected = FALSE WHERE state = 'closed' \
    AND COALESCE(recovered_minor, 0) = 0 AND state_reason NOT LIKE '%\"row_waived\"%' AND NOT (claimed_on IS NOT NULL \
    AND (state_reason LIKE '%\"why\":\"billed\"%' OR state_reason LIKE '%\"why\":\"paid\"%'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("finding", "detected").await? {
            let column = boolean("detected").default(true).to_owned();
            manager.alter_table(Table::alter().table("finding").add_column(column).to_owned()).await?;
        }
        manager.get_connection().execute_unprepared(NOT_DETECTED).await?;
        let mut index = Index::create();
        index.if_not_exists().name("finding_by_found_on_detected").table("finding");
        for column in ["detected", "found_on", "currency", "state", "amount_minor", "recovered_minor", "contract_id"] {
            index.col(column);
        }
        manager.create_index(index.to_owned()).await?;
        let former = Index::drop().if_exists().name("finding_by_found_on_sums").table("finding").to_owned();
        manager.drop_index(former).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
