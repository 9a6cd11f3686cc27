//! What is given up of invoices: an entry for each finding about a late invoice that was given up, which follows the
//! finding in every write, so that the sums of the ledger and the page of the invoice know of it.

use super::StoredFinding;
use crate::{Result, entity::invoice_waiver, stored::insert_all};
use model::leakage::{Evidence, FindingState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Makes the entries of findings what the findings say. Findings about anything else have none.
pub(super) async fn follow(
    connection: &impl ConnectionTrait,
    findings: impl Iterator<Item = &StoredFinding>,
) -> Result<()> {
    let (mut concerned, mut entries) = (Vec::new(), Vec::new());
    for stored in findings {
        let Evidence::Overdue { invoice, .. } = stored.finding.evidence else { continue };
        concerned.push(stored.id.0);
        if let (FindingState::Waived { .. }, Some(amount)) = (&stored.state, stored.finding.amount) {
            entries.push(invoice_waiver::Model {
                finding_id: stored.id.0,
                invoice_id: invoice.0,
                contract_id: stored.finding.contract.map(|contract| contract.0),
                amount_minor: amount.minor,
            });
        }
    }
    for some in concerned.chunks(10_000) {
        invoice_waiver::Entity::delete_many()
            .filter(invoice_waiver::Column::FindingId.is_in(some.iter().copied()))
            .exec(connection)
            .await?;
    }
    insert_all::<invoice_waiver::Entity, _>(connection, entries).await
}
