//! Renewals as work: decisions, who confirmed them, and what became of each.

use sea_orm_migration::{prelude::*, schema::*};

/// The table `renewal`, one row for each contract and term, and two columns of `contract`: what was decided, and the terms
/// that were signed after the first.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, column) in
            [("renewal_decision", text_null("renewal_decision")), ("agreed_terms", text_null("agreed_terms"))]
        {
            if !manager.has_column("contract", name).await? {
                manager.alter_table(Table::alter().table("contract").add_column(column).to_owned()).await?;
            }
        }
        manager
            .create_table(
                Table::create()
                    .table("renewal")
                    .if_not_exists()
                    .col(uuid("contract_id"))
                    .col(integer("term"))
                    .col(text("way"))
                    .col(date("first_on"))
                    .col(date_null("deadline"))
                    .col(date("decide_by"))
                    .col(date("opened_on"))
                    .col(text("currency"))
                    .col(big_integer_null("value_minor"))
                    .col(text_null("decision"))
                    .col(text_null("reason"))
                    .col(uuid_null("decided_by"))
                    .col(date_null("decided_on"))
                    .col(boolean("awaits_second"))
                    .col(uuid_null("confirmed_by"))
                    .col(date_null("confirmed_on"))
                    .col(boolean("to_act"))
                    .col(date_null("signed_on"))
                    .col(text_null("outcome"))
                    .col(integer("version"))
                    .primary_key(Index::create().col("contract_id").col("term"))
                    .to_owned(),
            )
            .await?;
        // The list of what is open goes by the day to decide; what is done is asked for by its state.
        let index = Index::create()
            .if_not_exists()
            .name("renewal_outcome_decide_by")
            .table("renewal")
            .col("outcome")
            .col("decide_by")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
