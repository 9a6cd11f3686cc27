//! What hangs on hidden contracts is taken off every sum, list and count of whoever may not see them: all that is asked
//! stands in one index each, so that no row is read beside it.

use sea_orm_migration::prelude::*;

/// The indexes `finding_of_contract` in the place of `finding_contract_id`, `contract_by_sight` with the customer, and
/// `notification_unread` with the contract.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in [
            ("finding", "finding_contract_id"),
            ("contract", "contract_by_sight"),
            ("notification", "notification_unread"),
        ] {
            manager.drop_index(Index::drop().if_exists().name(name).table(table).to_owned()).await?;
        }
        let finding = [
            "contract_id",
            "state",
            "kind",
            "owner_id",
            "customer_id",
            "since_on",
            "currency",
            "amount_minor",
            "recovered_minor",
            "found_on",
            "claimed_on",
            "recovered_on",
            "detected",
            "before_tax",
            "id",
        ];
        let contract = ["confidentiality", "id", "owner_id", "deputy_id", "team_id", "customer_id"];
        for (name, table, columns) in
            [("finding_of_contract", "finding", &finding[..]), ("contract_by_sight", "contract", &contract[..])]
        {
            let mut index = Index::create().if_not_exists().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX IF NOT EXISTS notification_unread ON notification (person_id, contract_id) WHERE read_at IS NULL",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
