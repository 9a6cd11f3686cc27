//! A price step that invoices did not follow is billed at the old price and no discount past its end; what a discount past
//! its end says stands in the finding itself.

use sea_orm_migration::prelude::*;

/// Rows of `finding`: kind, key and evidence of missed steps, and the evidence of discounts.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let database = manager.get_connection();
        database
            .execute_unprepared(
                r#"UPDATE finding SET kind = 'old_price', "key" = replace("key", 'discount_past_end:', 'old_price:'),
                   evidence = replace(replace(evidence,
                       '{"discount_past_end":{"concession":{"ramp":{', '{"step_missed":{'),
                       '}},"rows":', ',"rows":')
                   WHERE kind = 'discount_past_end'
                       AND evidence LIKE '[{"discount_past_end":{"concession":{"ramp":{%'"#,
            )
            .await?;
        database
            .execute_unprepared(
                r#"UPDATE finding SET evidence = replace(replace(evidence,
                       '{"discount_past_end":{"concession":{"discount":{', '{"discount_past_end":{'),
                       '}},"rows":', ',"rows":')
                   WHERE kind = 'discount_past_end'
                       AND evidence LIKE '[{"discount_past_end":{"concession":{"discount":{%'"#,
            )
            .await?;
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
