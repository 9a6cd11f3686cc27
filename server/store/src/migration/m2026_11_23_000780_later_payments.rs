//! Payments come after their invoices: each knows the import that brought it or the person who recorded it, and an invoice
//! has a version, so that nobody records a payment on what somebody else has just changed.

use sea_orm_migration::{prelude::*, schema::*};

/// Where a payment came from, and versions of invoices. Of payments that are there already nothing is known but that they
/// came with their invoices.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("payment", uuid_null("import_id")),
            ("payment", uuid_null("person_id")),
            ("invoice", integer("version").default(1).to_owned()),
        ] {
            if !manager.has_column(table, column.get_column_name()).await? {
                manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
            }
        }
        let index =
            Index::create().if_not_exists().name("payment_of_import").table("payment").col("import_id").to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
