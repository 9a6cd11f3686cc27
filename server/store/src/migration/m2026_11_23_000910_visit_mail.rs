//! Mails to people at customers, who are told when somebody comes.

use sea_orm_migration::{prelude::*, schema::*};

/// Columns of `mail`: the visit that is told of, and to whom it goes. Each plan of a visit is told once, whoever tells it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("visit_id", uuid_null("visit_id")),
            ("to_name", text_null("to_name")),
            ("to_address", text_null("to_address")),
            ("to_language", text_null("to_language")),
        ];
        for (name, column) in columns {
            if !manager.has_column("mail", name).await? {
                manager.alter_table(Table::alter().table("mail").add_column(column).to_owned()).await?;
            }
        }
        let once = "CREATE UNIQUE INDEX IF NOT EXISTS mail_visit ON mail (visit_id, key)";
        manager.get_connection().execute_unprepared(once).await.map(|_| ())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
