//! Migrations, oldest first. A migration that has been released never changes.

use sea_orm_migration::prelude::*;

mod m2026_11_21_000001_first;
mod m2026_11_22_000010_people;
mod m2026_11_22_000030_token;
mod m2026_11_22_000040_matching;

/// All migrations, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_21_000001_first::Migration),
            Box::new(m2026_11_22_000010_people::Migration),
            Box::new(m2026_11_22_000030_token::Migration),
            Box::new(m2026_11_22_000040_matching::Migration),
        ]
    }
}
