//! A finding about a late invoice whose tax is not known shows an amount before tax: the dashboard says how many do.

use sea_orm_migration::{prelude::*, schema::*};

/// Findings whose amount is before tax.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if !manager.has_column("finding", "before_tax").await? {
            let column = boolean("before_tax").default(false).to_owned();
            manager.alter_table(Table::alter().table("finding").add_column(column).to_owned()).await?;
        }
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE finding SET before_tax = TRUE WHERE kind = 'overdue' AND evidence LIKE '%\"taxed\":false%'",
            )
            .await?;
        let index = Index::create()
            .if_not_exists()
            .name("finding_before_tax")
            .table("finding")
            .col("before_tax")
            .col("state")
            .col("currency")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
