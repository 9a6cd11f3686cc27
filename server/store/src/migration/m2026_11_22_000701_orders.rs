//! Credit notes are found by their customers, and findings come by currency and then by amount.

use sea_orm_migration::prelude::*;

/// Indexes for credit notes and for amounts of one currency.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notes = Index::create()
            .if_not_exists()
            .name("invoice_by_kind")
            .table("invoice")
            .col("kind")
            .col("customer_id")
            .to_owned();
        manager.create_index(notes).await?;
        let mut amounts = Index::create();
        amounts.if_not_exists().name("finding_by_money").table("finding");
        for column in ["state", "currency", "amount_minor", "id", "contract_id", "customer_id"] {
            amounts.col(column);
        }
        manager.create_index(amounts.to_owned()).await?;
        let former = Index::drop().if_exists().name("finding_in_order").table("finding").to_owned();
        manager.drop_index(former).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
