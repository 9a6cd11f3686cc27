//! What people are told, the mails by which they are, and how each wants to hear of things.

use sea_orm_migration::{prelude::*, schema::*};

/// The tables `notification`, `mail` and `hearing`.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notification = Table::create()
            .table("notification")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(text("key"))
            .col(text("kind"))
            .col(uuid_null("contract_id"))
            .col(text("notice"))
            .col(big_integer("created_at"))
            .col(big_integer_null("read_at"))
            .col(boolean("mail_wanted"))
            .col(uuid_null("mail_id"))
            .to_owned();
        let mail = Table::create()
            .table("mail")
            .if_not_exists()
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(text("key"))
            .col(uuid("job_id"))
            .col(big_integer("created_at"))
            .col(big_integer_null("sent_at"))
            .col(big_integer_null("withdrawn_at"))
            .col(text_null("failure"))
            .to_owned();
        let hearing = Table::create()
            .table("hearing")
            .if_not_exists()
            .col(uuid("person_id").primary_key())
            .col(integer("version"))
            .col(text("choice"))
            .col(text("secret"))
            .to_owned();
        for table in [notification, mail, hearing] {
            manager.create_table(table).await?;
        }
        let indexes: [(&'static str, &[&'static str], bool); 6] = [
            ("notification", &["key", "person_id"], true),
            ("notification", &["person_id", "created_at"], false),
            ("notification", &["mail_id"], false),
            ("mail", &["person_id", "key"], true),
            ("mail", &["created_at"], false),
            ("hearing", &["secret"], true),
        ];
        for (table, columns, unique) in indexes {
            let mut index = Index::create();
            index.if_not_exists().name(format!("{table}_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            manager.create_index(index.to_owned()).await?;
        }
        for statement in [
            // What is unread, and what waits for a mail, is little beside what was ever told.
            "CREATE INDEX IF NOT EXISTS notification_unread ON notification (person_id) WHERE read_at IS NULL",
            "CREATE INDEX IF NOT EXISTS notification_wanted ON notification (person_id) WHERE mail_wanted",
        ] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
