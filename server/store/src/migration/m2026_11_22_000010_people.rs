//! When people came in, versions of teams, and indexes for invitations, teams and the whole history.

use sea_orm_migration::{prelude::*, schema::*};

/// People, teams and the whole history.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Each step asks first whether it was done: an interrupted migration is finished by the next start.
        if !manager.has_column("person", "joined_at").await? {
            add_column(manager, "person", big_integer_null("joined_at")).await?;
        }
        let came_in = Query::update()
            .table("person")
            .value("joined_at", Expr::col("created_at"))
            .and_where(Expr::col("joined_at").is_null())
            .and_where(Expr::col("invitation_hash").is_null())
            .to_owned();
        manager.execute(came_in).await?;
        if !manager.has_column("team", "version").await? {
            let mut version = integer("version");
            add_column(manager, "team", version.default(1).to_owned()).await?;
        }
        for (table, columns) in [
            ("person", &["invitation_hash"][..]),
            ("contract", &["team_id"]),
            ("contract", &["deputy_id"]),
            ("event", &["actor_id", "sequence"]),
            ("event", &["subject_kind", "sequence"]),
        ] {
            manager.create_index(index(table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

async fn add_column(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.if_not_exists().name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        statement.col(*column);
    }
    statement.to_owned()
}
