//! Taking one imported invoice, or one imported payment, out again. The file that brought it brings it back.

use super::payment::{held, judge_again};
use crate::{Actor, Result, import::refuse_under_way, leakage, office, reason::stated, reconciliation};
use model::{
    event::{Event, Subject},
    id::{ContractId, ImportId, InvoiceId, InvoiceLineId, PaymentId},
    invoice::{Invoice, taking_out::InTheWay},
    leakage::FindingKind,
    money::Money,
    permission::Permission,
    refusal::Refusal,
};
use std::collections::{BTreeSet, HashMap};
use store::{ConnectionTrait, finding::StoredFinding, invoice::StoredPayment, reconciliation::StoredMatch};

/// Takes an imported invoice or credit note out, as it was read (`version`), for a reason: with its lines, its imported payments
/// and what the program matched it with. The findings follow in the same transaction; those that people worked
/// on keep what was said and done. Answers its number.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Stale`]; [`Refusal::Fields`] (`reason`); [`Refusal::ImportUnderWay`];
/// [`Refusal::WrongState`] if no import brought it, or something is in the way that people did with it since: the page of the
/// invoice says what.
pub async fn take_out(actor: &Actor, id: InvoiceId, version: i32, reason: &str) -> Result<String> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    actor.person().ok_or(Refusal::NotSignedIn)?;
    let reason = stated("reason", reason)?;
    let connection = acting.connection();
    let stored = held(connection, acting.sight(), id, version).await?;
    store::invoice::hold_lines(connection, id).await?;
    let (invoice, import) = (stored.invoice, stored.import.ok_or(Refusal::WrongState)?);
    let payments = store::invoice::payments_of(connection, &[id], None).await?;
    refuse_under_way(connection, &imports(Some(import), &payments)).await?;
    let lines: Vec<InvoiceLineId> = invoice.lines.iter().map(|line| line.id).collect();
    let matches = store::reconciliation::of_lines(connection, &lines).await?;
    let worked_on = worked_on(connection, &invoice).await?;
    if !in_the_way(&invoice, &payments, &matches, &worked_on).is_nothing() {
        return Err(Refusal::WrongState.into());
    }
    let days_before = store::invoice::known_days(connection).await?;
    // Before it goes: afterwards nobody knows what it billed and took back.
    let (billed, customers) = store::import::billed_by(connection, &[id]).await?;
    let credited = store::import::credited_by(connection, &[id]).await?;
    let freed = reconciliation::release(&acting, &invoice).await?;
    store::import::delete_invoices(connection, &[id]).await?;
    let mut contracts: BTreeSet<ContractId> = billed.iter().copied().chain(credited).chain(freed).collect();
    let counted: Vec<ContractId> = contracts.iter().copied().collect();
    reconciliation::recount(connection, &counted).await?;
    let settings = office::settings(connection).await?;
    contracts.extend(reconciliation::reconcile(connection, actor, &settings, &customers).await?);
    let days = store::invoice::known_days(connection).await?;
    contracts.extend(reconciliation::concerned_by_known_days(connection, days_before, days).await?);
    let contracts: Vec<ContractId> = contracts.into_iter().collect();
    leakage::recompute(connection, actor, &contracts).await?;
    leakage::recompute_loose(connection, actor, &customers).await?;
    let net = Money::new(invoice.net(), invoice.currency);
    let number = invoice.number.clone();
    let event = Event::InvoiceTakenOut { invoice: invoice.number, kind: invoice.kind, net, reason };
    let subjects = billed.into_iter().map(Subject::Contract);
    for subject in [Subject::Invoice(id)].into_iter().chain(subjects) {
        acting.record(subject, event.clone());
    }
    acting.commit().await?;
    Ok(number)
}

/// Takes an imported payment of an invoice out, as it was read (`version`), for a reason.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Stale`]; [`Refusal::Fields`] (`reason`); [`Refusal::ImportUnderWay`];
/// [`Refusal::WrongState`] if no import brought it.
pub async fn take_payment_out(
    actor: &Actor,
    id: InvoiceId,
    version: i32,
    payment: PaymentId,
    reason: &str,
) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    actor.person().ok_or(Refusal::NotSignedIn)?;
    let reason = stated("reason", reason)?;
    let connection = acting.connection();
    let stored = held(connection, acting.sight(), id, version).await?;
    let payments = store::invoice::payments_of(connection, &[id], None).await?;
    let known = payments.into_iter().find(|known| known.id == payment).ok_or(Refusal::NotFound)?;
    let import = import_of(&known, stored.import).ok_or(Refusal::WrongState)?;
    refuse_under_way(connection, &[import]).await?;
    store::invoice::delete_payments(connection, &[payment]).await?;
    let amount = Money::new(known.minor, stored.invoice.currency);
    let event = Event::PaymentTakenOut { invoice: stored.invoice.number, amount, on: known.received_on, reason };
    acting.record(Subject::Invoice(id), event);
    judge_again(acting.connection(), actor, id).await?;
    acting.commit().await
}

/// What people did with an invoice that would be lost with it.
pub(super) fn in_the_way(
    invoice: &Invoice,
    payments: &[StoredPayment],
    matches: &[StoredMatch],
    worked_on: &[StoredFinding],
) -> InTheWay {
    let by_people = payments.iter().filter(|payment| payment.by.is_some()).map(|payment| payment.id).collect();
    // What came in on a late invoice is a payment of it, and counts as that.
    let came_in = |found: &&StoredFinding| {
        found.recovered.is_some_and(|money| money.minor > 0) && found.finding.kind != FindingKind::Overdue
    };
    let recovered = worked_on.iter().filter(came_in).count();
    InTheWay::of(invoice, &by_people, matches.iter().filter(|found| found.by.is_some()).count(), recovered)
}

/// The findings that rest on an invoice and that people worked on.
pub(super) async fn worked_on(connection: &impl ConnectionTrait, invoice: &Invoice) -> Result<Vec<StoredFinding>> {
    let contracts = store::invoice::contracts_of(connection, &[invoice.id]).await?;
    let mut found = store::finding::worked_on(connection, &contracts, invoice.customer).await?;
    found.retain(|found| found.finding.evidence.rests_on(invoice.id));
    Ok(found)
}

/// The import that brought a payment: of one whose own is not known that of its invoice, with which it came.
pub(super) fn import_of(payment: &StoredPayment, of_invoice: Option<ImportId>) -> Option<ImportId> {
    let by_hand = payment.by.is_some() || payment.on_finding;
    payment.import.or(of_invoice).filter(|_| !by_hand)
}

/// The imports that brought an invoice and payments of it.
pub(super) fn imports(of_invoice: Option<ImportId>, payments: &[StoredPayment]) -> Vec<ImportId> {
    let all: BTreeSet<ImportId> = payments.iter().filter_map(|payment| payment.import).chain(of_invoice).collect();
    all.into_iter().collect()
}

/// The names of the files of some imports.
pub(super) async fn files(
    connection: &impl ConnectionTrait,
    imports: &[ImportId],
) -> Result<HashMap<ImportId, String>> {
    let found = store::import::find_many(connection, imports).await?;
    Ok(found.into_iter().map(|import| (import.id.into(), import.file_name)).collect())
}
