//! Indexes by which lists come in their order, and what is hidden is found, without reading rows.

use sea_orm_migration::prelude::*;

/// Ways to read.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// An index: whether each entry is there once, its name, its table, its columns.
type Way = (bool, &'static str, &'static str, &'static [&'static str]);

/// Customers in the order of their names, and the contracts of each in theirs: SQLite reads contracts by customer in
/// that order only if it knows that no customer comes twice. The ledger of a contract by state, so that it is preferred
/// to the ledger of everybody by state, and the whole ledger in its order with whose it is. What is hidden from somebody
/// is told by confidentiality and the people of a contract. Findings in the order of their amounts, with all that tells
/// who may see them. Sums of findings, with the kinds that are summed. The months of the flow, with its sums.
const WAYS: [Way; 10] = [
    (true, "customer_in_order", "customer", &["name", "id"]),
    (false, "contract_of_customer", "contract", &["customer_id", "number"]),
    (false, "expected_billing_of_contract", "expected_billing", &["contract_id", "state", "billing_day", "id"]),
    (false, "expected_billing_in_order", "expected_billing", &["billing_day", "id", "contract_id"]),
    (false, "contract_by_sight", "contract", &["confidentiality", "id", "owner_id", "deputy_id", "team_id"]),
    (false, "finding_of_customer", "finding", &["state", "customer_id", "currency", "amount_minor", "kind"]),
    (false, "finding_of_owner", "finding", &["state", "owner_id", "currency", "amount_minor", "kind"]),
    (false, "finding_of_age", "finding", &["state", "since_on", "currency", "amount_minor", "kind"]),
    (false, "finding_in_order", "finding", &["state", "amount_minor", "id", "contract_id", "customer_id"]),
    (
        false,
        "billing_month_by_month",
        "billing_month",
        &["month", "scope", "currency", "contracted", "waived", "unbilled", "overbilled", "billed", "collected"],
    ),
];

/// What the new ones serve as well.
const REPLACED: [(&str, &str); 10] = [
    ("customer_name_id", "customer"),
    ("contract_customer_id", "contract"),
    ("expected_billing_contract_id_billing_day", "expected_billing"),
    ("expected_billing_billing_day_id", "expected_billing"),
    ("contract_by_confidentiality_id", "contract"),
    ("finding_state_amount_minor", "finding"),
    ("finding_state_kind", "finding"),
    ("finding_by_state_customer_id", "finding"),
    ("finding_by_state_owner_id", "finding"),
    ("finding_by_state_since_on", "finding"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (once, name, table, columns) in WAYS {
            let mut index = Index::create();
            index.if_not_exists().name(name).table(table);
            if once {
                index.unique();
            }
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        for (name, table) in REPLACED {
            manager.drop_index(Index::drop().if_exists().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations only go forward; restore a backup instead".to_owned()))
    }
}
