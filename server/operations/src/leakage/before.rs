//! What came in for invoices before they did, for lists and sums of invoices: as the page of each says.

use super::recompute::{load, parts, pictures};
use crate::{Actor, Result, billing::Ledgers, office};
use model::{
    id::InvoiceId,
    invoice::Invoice,
    leakage::{ContractPicture, LooseInvoice, besides, outstanding},
    money::Money,
};
use std::collections::HashMap;
use store::{ConnectionTrait, invoice::Among};

/// How many invoices are looked at together.
const TOGETHER: usize = 200;

/// What was recovered before each of some invoices came and is paid of it, with its tax in proportion; only of those with
/// any.
pub(crate) async fn recovered_before(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    among: Among<'_>,
) -> Result<HashMap<InvoiceId, Money>> {
    let wanted = store::invoice::with_recovered(connection, among).await?;
    let (settings, day) = (office::settings(connection).await?.leakage, actor.day());
    let mut before = HashMap::new();
    for some in wanted.chunks(TOGETHER) {
        let contracts = store::invoice::contracts_of(connection, some).await?;
        let mut loaded = load(connection, &settings, day, &contracts, &mut Ledgers::default()).await?;
        loaded.parts = parts(connection, &contracts).await?;
        loaded.invoices = store::invoice::of_contracts(connection, &contracts).await?;
        let own: Vec<&Invoice> =
            loaded.invoices.iter().map(|stored| &stored.invoice).filter(|own| some.contains(&own.id)).collect();
        let mut customers: Vec<_> = own.iter().map(|invoice| invoice.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        let notes = store::invoice::credit_notes_of(connection, &customers).await?;
        let loose = store::invoice::loose_of(connection, &customers).await?;
        let loose: Vec<LooseInvoice<'_>> = loose
            .iter()
            .map(|(stored, lines)| LooseInvoice { invoice: &stored.invoice, lines: lines.clone() })
            .collect();
        let pictures = pictures(&loaded);
        for invoice in own {
            let concerned: Vec<ContractPicture<'_>> =
                pictures.iter().filter(|picture| is_about(picture, invoice.id)).cloned().collect();
            let notes: Vec<&Invoice> = notes.iter().filter(|note| note.customer == invoice.customer).collect();
            let besides = besides(invoice.id, &concerned, (&loose, &notes), &settings, day);
            let recovered = outstanding(invoice, besides, day).recovered;
            if recovered.minor != 0 {
                before.insert(invoice.id, recovered);
            }
        }
    }
    Ok(before)
}

/// Whether a contract is billed or named by an invoice.
fn is_about(picture: &ContractPicture<'_>, invoice: InvoiceId) -> bool {
    let matched = picture.rows.iter().flat_map(|row| row.matches.iter());
    matched.chain(&picture.unmatched).any(|part| part.invoice.id == invoice)
}
