//! The first tables.
//!
//! Every statement may run again, because SQLite migrates outside a transaction: a migration that a power
//! cut interrupted is finished by the next start.

use sea_orm_migration::{prelude::*, schema::*};

/// The first tables.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}

fn table(name: &'static str, columns: Vec<ColumnDef>, key: &[&'static str]) -> TableCreateStatement {
    let mut statement = Table::create();
    statement.table(name).if_not_exists();
    for column in columns {
        statement.col(column);
    }
    let mut primary = Index::create();
    for column in key {
        primary.col(*column);
    }
    statement.primary_key(&mut primary);
    statement.to_owned()
}

fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.if_not_exists().name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        statement.col(*column);
    }
    if unique {
        statement.unique();
    }
    statement.to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "person",
            vec![
                uuid("id"),
                text("name"),
                text("email"),
                text_null("password_hash"),
                text("language"),
                text("roles"),
                boolean("active"),
                date_null("expires_on"),
                text_null("invitation_hash"),
                big_integer_null("invited_until"),
                integer("failed_sign_ins"),
                big_integer_null("locked_until"),
                big_integer("created_at"),
                integer("version"),
            ],
            &["id"],
        ),
        table("team", vec![uuid("id"), text("name")], &["id"]),
        table("team_member", vec![uuid("team_id"), uuid("person_id")], &["team_id", "person_id"]),
        table(
            "session",
            vec![
                text("id"),
                uuid_null("person_id"),
                blob("data"),
                big_integer("created_at"),
                big_integer("seen_at"),
                big_integer("expires_at"),
                text_null("agent"),
            ],
            &["id"],
        ),
        table("setting", vec![text("name"), text("value")], &["name"]),
        table(
            "legal_entity",
            vec![
                uuid("id"),
                text("name"),
                text("country"),
                text_null("registration_number"),
                text_null("vat_number"),
                uuid_null("import_id"),
                integer("version"),
            ],
            &["id"],
        ),
        table(
            "customer",
            vec![
                uuid("id"),
                text("name"),
                text("name_key"),
                text_null("country"),
                text_null("registration_number"),
                text_null("vat_number"),
                text("language"),
                uuid_null("owner_id"),
                uuid_null("import_id"),
                integer("version"),
            ],
            &["id"],
        ),
        table(
            "contract",
            vec![
                uuid("id"),
                text("number"),
                text("title"),
                text("contract_type"),
                uuid("customer_id"),
                uuid("legal_entity_id"),
                text_null("reference"),
                uuid_null("owner_id"),
                uuid_null("deputy_id"),
                date_null("signed_on"),
                date_null("starts_on"),
                text("term"),
                text("renewal"),
                text_null("notice"),
                integer("decision_buffer_days"),
                text("currency"),
                big_integer_null("value_minor"),
                text_null("payment_term"),
                text_null("purchase_order"),
                text("confidentiality"),
                uuid_null("team_id"),
                date_null("notice_given_on"),
                date_null("notice_received_on"),
                date_null("ended_on"),
                date_null("renewal_decided_for"),
                date_null("ends_on"),
                date_null("next_renewal_on"),
                date_null("next_deadline_on"),
                date_null("next_decision_on"),
                date_null("dates_until"),
                text("search"),
                uuid_null("import_id"),
                big_integer("created_at"),
                integer("version"),
            ],
            &["id"],
        ),
        table("contract_reader", vec![uuid("contract_id"), uuid("person_id")], &["contract_id", "person_id"]),
        table("price_line", vec![uuid("id"), uuid("contract_id"), integer("position"), text("terms")], &["id"]),
        table(
            "expected_billing",
            vec![
                uuid("id"),
                uuid("contract_id"),
                uuid("customer_id"),
                uuid("line_id"),
                date("first_day"),
                date("last_day"),
                integer("revision"),
                date("billing_day"),
                big_integer("amount_minor"),
                text("currency"),
                text("formula"),
                text_null("reason"),
                big_integer("billed_minor"),
                big_integer("credited_minor"),
                text("state"),
                text_null("waived_reason"),
            ],
            &["id"],
        ),
        table(
            "invoice",
            vec![
                uuid("id"),
                text("kind"),
                text("number"),
                uuid_null("legal_entity_id"),
                uuid("customer_id"),
                text_null("contract_reference"),
                date("issued_on"),
                date_null("due_on"),
                text("currency"),
                big_integer_null("total_minor"),
                uuid_null("import_id"),
                big_integer("created_at"),
            ],
            &["id"],
        ),
        table(
            "invoice_line",
            vec![
                uuid("id"),
                uuid("invoice_id"),
                uuid("customer_id"),
                uuid_null("contract_id"),
                integer("position"),
                text("description"),
                date_null("first_day"),
                date_null("last_day"),
                big_integer("amount_minor"),
                text_null("vat_percent"),
                text("matching"),
            ],
            &["id"],
        ),
        table(
            "payment",
            vec![uuid("id"), uuid("invoice_id"), date("received_on"), big_integer("amount_minor")],
            &["id"],
        ),
        table(
            "billing_match",
            vec![
                uuid("invoice_line_id"),
                uuid("expected_billing_id"),
                uuid("contract_id"),
                big_integer("amount_minor"),
                text("confidence"),
                text("reasons"),
                uuid_null("matched_by"),
                big_integer("matched_at"),
            ],
            &["invoice_line_id", "expected_billing_id"],
        ),
        table(
            "finding",
            vec![
                uuid("id"),
                text("key"),
                text("kind"),
                uuid_null("contract_id"),
                uuid_null("customer_id"),
                uuid_null("line_id"),
                date_null("first_day"),
                date_null("last_day"),
                big_integer_null("amount_minor"),
                text_null("currency"),
                text("confidence"),
                date("since_on"),
                text("evidence"),
                text("state"),
                text_null("state_reason"),
                uuid_null("owner_id"),
                date("found_on"),
                date("changed_on"),
                integer("version"),
            ],
            &["id"],
        ),
        table(
            "import",
            vec![
                uuid("id"),
                text("kind"),
                text("file_name"),
                blob("content"),
                text("choices"),
                text("mapping"),
                text("decisions"),
                text("state"),
                text("summary"),
                uuid_null("created_by"),
                big_integer("created_at"),
                big_integer_null("finished_at"),
                integer("version"),
            ],
            &["id"],
        ),
        table("import_mapping", vec![text("kind"), text("name"), text("mapping")], &["kind", "name"]),
        table(
            "event",
            vec![
                big_integer("sequence"),
                big_integer("at"),
                uuid_null("actor_id"),
                text("subject_kind"),
                uuid_null("subject_id"),
                text("body"),
                text("previous"),
                text("hash"),
            ],
            &["sequence"],
        ),
        table("numbering", vec![text("series"), big_integer("next")], &["series"]),
        table(
            "job",
            vec![
                uuid("id"),
                text("name"),
                text("argument"),
                big_integer("due_at"),
                text("state"),
                integer("attempts"),
                big_integer_null("claimed_until"),
                text_null("error"),
                big_integer_null("finished_at"),
            ],
            &["id"],
        ),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("person", &["email"], true),
        index("session", &["person_id"], false),
        index("session", &["expires_at"], false),
        index("team_member", &["person_id"], false),
        index("customer", &["name_key"], false),
        index("customer", &["import_id"], false),
        index("contract", &["number"], true),
        index("contract", &["customer_id"], false),
        index("contract", &["reference"], false),
        index("contract", &["owner_id"], false),
        index("contract", &["ends_on"], false),
        index("contract", &["next_deadline_on"], false),
        index("contract", &["dates_until"], false),
        index("contract", &["import_id"], false),
        index("contract_reader", &["person_id"], false),
        index("price_line", &["contract_id", "position"], false),
        index("expected_billing", &["line_id", "first_day", "revision"], true),
        index("expected_billing", &["contract_id", "billing_day"], false),
        index("expected_billing", &["state", "billing_day"], false),
        index("expected_billing", &["customer_id", "billing_day"], false),
        index("invoice", &["customer_id", "number"], true),
        index("invoice", &["issued_on"], false),
        index("invoice", &["import_id"], false),
        index("invoice_line", &["invoice_id"], false),
        index("invoice_line", &["contract_id"], false),
        index("invoice_line", &["matching", "customer_id"], false),
        index("payment", &["invoice_id"], false),
        index("billing_match", &["expected_billing_id"], false),
        index("billing_match", &["contract_id"], false),
        index("finding", &["key"], true),
        index("finding", &["contract_id"], false),
        index("finding", &["customer_id"], false),
        index("finding", &["state", "kind"], false),
        index("finding", &["state", "amount_minor"], false),
        index("import", &["created_at"], false),
        index("event", &["subject_id", "sequence"], false),
        index("job", &["state", "due_at"], false),
    ]
}
