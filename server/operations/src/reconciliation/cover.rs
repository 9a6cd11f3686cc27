//! Matches that are shared between a row and its corrections.

use super::recount;
use crate::Result;
use model::{
    billing::{Cover, covers},
    id::{ContractId, ExpectedBillingId},
};
use std::collections::HashMap;
use store::{ConnectionTrait, reconciliation::StoredMatch};

/// How many contracts are looked at together.
const TOGETHER: usize = 400;

/// Gives corrections what invoices bill of them already ([`covers`]), and counts what is billed of the contracts concerned.
pub(crate) async fn cover_corrections(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<()> {
    for some in contracts.chunks(TOGETHER) {
        let rows = store::billing::of_contracts(connection, some).await?;
        let found = covers(rows.iter().map(|stored| &stored.row));
        if found.is_empty() {
            continue;
        }
        let credits = store::reconciliation::credit_lines_of_contracts(connection, some).await?;
        let foreign = store::reconciliation::foreign_parts_of_contracts(connection, some).await?;
        let ids: Vec<ExpectedBillingId> = found.iter().flat_map(|cover| [cover.row, cover.correction]).collect();
        let mut invoiced: HashMap<ExpectedBillingId, Vec<StoredMatch>> = HashMap::new();
        for part in store::reconciliation::of_rows(connection, &ids).await? {
            if !credits.contains(&part.invoice_line) && !foreign.contains(&(part.invoice_line, part.row)) {
                invoiced.entry(part.row).or_default().push(part);
            }
        }
        let mut concerned: Vec<ContractId> = Vec::new();
        for Cover { row, correction, minor } in found {
            // A line bills a row once: parts of the correction that come to nothing together are left as they are.
            if invoiced.contains_key(&correction) {
                continue;
            }
            let largest = invoiced.get_mut(&row).and_then(|parts| parts.iter_mut().max_by_key(|part| part.minor.abs()));
            let Some(part) = largest else { continue };
            store::matching::delete_matches(connection, part.invoice_line, &[row]).await?;
            part.minor = part.minor.saturating_sub(minor);
            let covered = StoredMatch { row: correction, minor, ..part.clone() };
            let parts: Vec<StoredMatch> = [part.clone(), covered].into_iter().filter(|part| part.minor != 0).collect();
            store::reconciliation::insert_many(connection, &parts).await?;
            concerned.push(part.contract);
        }
        concerned.sort_unstable();
        concerned.dedup();
        recount(connection, &concerned).await?;
    }
    Ok(())
}
