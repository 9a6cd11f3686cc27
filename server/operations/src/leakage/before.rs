//! What came in for invoices before they did and what credit notes took back, for many invoices at once: as the page of each
//! says.

use super::recompute::{load, parts, pictures};
use crate::{Actor, Result, billing::Ledgers, office};
use model::{
    id::InvoiceId,
    invoice::Invoice,
    leakage::{Besides, ContractPicture, LooseInvoice, besides, outstanding, owed_back},
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
    let day = actor.day();
    let mut before = HashMap::new();
    reckoned(connection, actor, &wanted, &mut |invoice, besides| {
        let recovered = outstanding(invoice, besides, day).recovered;
        if recovered.minor != 0 {
            before.insert(invoice.id, recovered);
        }
    })
    .await?;
    Ok(before)
}

/// What some invoices are less by besides their payments; only of those that are.
pub(crate) async fn besides_of(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[InvoiceId],
) -> Result<HashMap<InvoiceId, Besides>> {
    let mut wanted = store::invoice::with_recovered(connection, Among::These(ids)).await?;
    wanted.extend(store::invoice::with_credit_notes(connection, ids).await?);
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = HashMap::new();
    reckoned(connection, actor, &wanted, &mut |invoice, besides| {
        if besides != Besides::default() {
            found.insert(invoice.id, besides);
        }
    })
    .await?;
    Ok(found)
}

/// What is owed back of each of some invoices, as its page says; `None` where that cannot be said.
pub(crate) async fn owed_back_of(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[InvoiceId],
) -> Result<HashMap<InvoiceId, Option<Money>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let invoices = store::invoice::find_many(connection, ids).await?;
    let mut customers: Vec<_> = invoices.iter().map(|stored| stored.invoice.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let notes = store::invoice::credit_notes_of(connection, &customers).await?;
    // Of few of them a credit note takes anything back, and what it takes back is read with their contracts.
    let named = invoices.iter().map(|stored| &stored.invoice);
    let named = named.filter(|invoice| notes.iter().any(|note| note.takes_back(invoice)));
    let mut wanted: Vec<InvoiceId> = named.map(|invoice| invoice.id).collect();
    wanted.extend(store::invoice::beside_credit_notes(connection, ids).await?);
    wanted.extend(store::invoice::with_recovered(connection, Among::These(ids)).await?);
    wanted.sort_unstable();
    wanted.dedup();
    let mut besides: HashMap<InvoiceId, Besides> = HashMap::new();
    reckoned(connection, actor, &wanted, &mut |invoice, found| {
        besides.insert(invoice.id, found);
    })
    .await?;
    let of = |invoice: &Invoice| {
        owed_back(invoice, besides.get(&invoice.id).copied().unwrap_or_default(), notes.iter(), actor.day())
    };
    Ok(invoices.iter().map(|stored| (stored.invoice.id, of(&stored.invoice))).collect())
}

/// Hands on what each of some invoices is less by besides its payments.
async fn reckoned(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    wanted: &[InvoiceId],
    told: &mut (dyn FnMut(&Invoice, Besides) + Send),
) -> Result<()> {
    let (settings, day) = (office::settings(connection).await?.leakage, actor.day());
    for some in wanted.chunks(TOGETHER) {
        let contracts = store::invoice::contracts_of(connection, some).await?;
        let mut loaded = load(connection, &settings, day, &contracts, &mut Ledgers::default()).await?;
        loaded.parts = parts(connection, &contracts).await?;
        loaded.invoices = store::invoice::of_contracts(connection, &contracts).await?;
        // Those that belong to no contract are among them.
        let own = store::invoice::find_many(connection, some).await?;
        let own: Vec<&Invoice> = own.iter().map(|stored| &stored.invoice).collect();
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
            told(invoice, besides(invoice, &concerned, (&loose, &notes), &settings, day));
        }
    }
    Ok(())
}

/// Whether a contract is billed or named by an invoice.
fn is_about(picture: &ContractPicture<'_>, invoice: InvoiceId) -> bool {
    let matched = picture.rows.iter().flat_map(|row| row.matches.iter());
    matched.chain(&picture.unmatched).any(|part| part.invoice.id == invoice)
}
