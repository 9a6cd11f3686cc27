//! Migrations, oldest first. A migration that has been released never changes.

use sea_orm_migration::prelude::*;

mod m2026_11_21_000001_first;
mod m2026_11_22_000010_people;
mod m2026_11_22_000020_parties;
mod m2026_11_22_000030_token;
mod m2026_11_22_000040_matching;
mod m2026_11_22_000041_import_version;
mod m2026_11_22_000050_finding_work;
mod m2026_11_22_000051_billing_months;
mod m2026_11_22_000052_saved_view;
mod m2026_11_22_000053_contract_word;
mod m2026_11_22_000110_listing;
mod m2026_11_22_000200_import_run;
mod m2026_11_22_000220_ledger_reach;
mod m2026_11_22_000230_former_line;
mod m2026_11_22_000300_idempotency;
mod m2026_11_22_000400_part_recovery;
mod m2026_11_22_000500_customer_numbers;
mod m2026_11_22_000600_ways;
mod m2026_11_22_000700_recovery;
mod m2026_11_22_000701_orders;
mod m2026_11_22_000720_word_of_contract;
mod m2026_11_22_000730_confidential_months;
mod m2026_11_22_000740_detected;
mod m2026_11_22_000741_forgiven;
mod m2026_11_22_000742_corrects;
mod m2026_11_22_000743_before_tax;
mod m2026_11_22_000750_paid_before;
mod m2026_11_23_000751_trend;
mod m2026_11_23_000771_worth;
mod m2026_11_23_000775_own_currency;
mod m2026_11_23_000780_later_payments;
mod m2026_11_23_000790_old_price;
mod m2026_11_23_000791_signature;
mod m2026_11_23_000800_owed;
mod m2026_11_23_000810_kept;
mod m2026_11_23_000820_order_keys;
mod m2026_11_23_000830_key_date;
mod m2026_11_23_000831_feed;
mod m2026_11_23_000840_date_terms;
mod m2026_11_23_000841_own_holidays;
mod m2026_11_23_000850_job;
mod m2026_11_23_000851_notification;
mod m2026_11_23_000860_obligation;
mod m2026_11_23_000870_service_visit;
mod m2026_11_23_000880_attachment;
mod m2026_11_23_000890_renewal;
mod m2026_11_23_000900_absence;
mod m2026_11_23_000901_risk;
mod m2026_11_23_000910_visit_mail;
mod m2026_11_23_000911_billing_days;
mod m2026_11_23_000920_left_early;
mod m2026_11_23_000930_absence_version;
mod m2026_11_23_000940_renewal_awaiting;
mod m2026_11_24_000950_hidden;
mod m2026_11_24_000960_unreported;

/// All migrations, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_21_000001_first::Migration),
            Box::new(m2026_11_22_000010_people::Migration),
            Box::new(m2026_11_22_000020_parties::Migration),
            Box::new(m2026_11_22_000030_token::Migration),
            Box::new(m2026_11_22_000040_matching::Migration),
            Box::new(m2026_11_22_000041_import_version::Migration),
            Box::new(m2026_11_22_000050_finding_work::Migration),
            Box::new(m2026_11_22_000051_billing_months::Migration),
            Box::new(m2026_11_22_000052_saved_view::Migration),
            Box::new(m2026_11_22_000053_contract_word::Migration),
            Box::new(m2026_11_22_000110_listing::Migration),
            Box::new(m2026_11_22_000200_import_run::Migration),
            Box::new(m2026_11_22_000220_ledger_reach::Migration),
            Box::new(m2026_11_22_000230_former_line::Migration),
            Box::new(m2026_11_22_000300_idempotency::Migration),
            Box::new(m2026_11_22_000400_part_recovery::Migration),
            Box::new(m2026_11_22_000500_customer_numbers::Migration),
            Box::new(m2026_11_22_000600_ways::Migration),
            Box::new(m2026_11_22_000700_recovery::Migration),
            Box::new(m2026_11_22_000701_orders::Migration),
            Box::new(m2026_11_22_000720_word_of_contract::Migration),
            Box::new(m2026_11_22_000730_confidential_months::Migration),
            Box::new(m2026_11_22_000740_detected::Migration),
            Box::new(m2026_11_22_000741_forgiven::Migration),
            Box::new(m2026_11_22_000742_corrects::Migration),
            Box::new(m2026_11_22_000743_before_tax::Migration),
            Box::new(m2026_11_22_000750_paid_before::Migration),
            Box::new(m2026_11_23_000751_trend::Migration),
            Box::new(m2026_11_23_000771_worth::Migration),
            Box::new(m2026_11_23_000775_own_currency::Migration),
            Box::new(m2026_11_23_000780_later_payments::Migration),
            Box::new(m2026_11_23_000790_old_price::Migration),
            Box::new(m2026_11_23_000791_signature::Migration),
            Box::new(m2026_11_23_000800_owed::Migration),
            Box::new(m2026_11_23_000810_kept::Migration),
            Box::new(m2026_11_23_000820_order_keys::Migration),
            Box::new(m2026_11_23_000830_key_date::Migration),
            Box::new(m2026_11_23_000831_feed::Migration),
            Box::new(m2026_11_23_000840_date_terms::Migration),
            Box::new(m2026_11_23_000841_own_holidays::Migration),
            Box::new(m2026_11_23_000850_job::Migration),
            Box::new(m2026_11_23_000851_notification::Migration),
            Box::new(m2026_11_23_000860_obligation::Migration),
            Box::new(m2026_11_23_000870_service_visit::Migration),
            Box::new(m2026_11_23_000880_attachment::Migration),
            Box::new(m2026_11_23_000890_renewal::Migration),
            Box::new(m2026_11_23_000900_absence::Migration),
            Box::new(m2026_11_23_000901_risk::Migration),
            Box::new(m2026_11_23_000910_visit_mail::Migration),
            Box::new(m2026_11_23_000911_billing_days::Migration),
            Box::new(m2026_11_23_000920_left_early::Migration),
            Box::new(m2026_11_23_000930_absence_version::Migration),
            Box::new(m2026_11_23_000940_renewal_awaiting::Migration),
            Box::new(m2026_11_24_000950_hidden::Migration),
            Box::new(m2026_11_24_000960_unreported::Migration),
        ]
    }
}
