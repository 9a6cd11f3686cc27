//! What a contract is worth stands in a column, computed from its price lines where no value was agreed, so that lists
//! show it and sort by it.

use crate::contract::{ids_after, write_worth};
use sea_orm_migration::{prelude::*, schema::*};

/// One column of `contract`, and the index by which lists are sorted by it.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// How many contracts are computed together.
const TOGETHER: u64 = 600;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("contract", "worth_minor").await? {
            let column = big_integer_null("worth_minor");
            manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
        }
        let database = manager.get_connection();
        let failed = |cause: crate::Error| DbErr::Migration(cause.to_string());
        let mut after = None;
        loop {
            let ids = ids_after(database, after, TOGETHER).await.map_err(failed)?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            write_worth(database, &ids).await.map_err(failed)?;
        }
        let index = Index::create()
            .if_not_exists()
            .name("contract_by_currency_worth")
            .table("contract")
            .col("currency")
            .col("worth_minor")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
