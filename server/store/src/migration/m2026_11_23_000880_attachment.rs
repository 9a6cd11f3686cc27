//! Files that hang on records, and their contents.

use sea_orm_migration::{prelude::*, schema::*};

/// Files and contents. What a content is stands with its files; here stand only its hash, by which the same content is kept
/// once, and its key, wrapped.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("content")
                    .if_not_exists()
                    .col(uuid("id").primary_key())
                    .col(text("state"))
                    .col(text_null("hash"))
                    .col(text("key_by"))
                    .col(text("key_text"))
                    .col(big_integer("began_at"))
                    .col(integer("version"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("attachment")
                    .if_not_exists()
                    .col(uuid("id").primary_key())
                    .col(text("record_kind"))
                    .col(uuid("record_id"))
                    .col(text("name"))
                    .col(text("name_key"))
                    .col(integer("number"))
                    .col(text("media"))
                    .col(big_integer("size"))
                    .col(text("hash"))
                    .col(uuid("content_id"))
                    .col(uuid_null("added_by"))
                    .col(big_integer("added_at"))
                    .col(uuid_null("removed_by"))
                    .col(big_integer_null("removed_at"))
                    .col(text_null("reason"))
                    .to_owned(),
            )
            .await?;
        for (table, columns, unique) in [
            ("content", &["hash"][..], true),
            ("content", &["state"], false),
            ("content", &["key_by"], false),
            ("attachment", &["record_kind", "record_id", "name_key", "number"], true),
            ("attachment", &["content_id"], false),
        ] {
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
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
