//! What people decide about invoice lines: what they bill, that they bill nothing here, and that a match was
//! wrong. Each decision counts anew what it concerns, findings included, in one transaction.

use super::{
    ledger::{Beside, Ledger, billed_line},
    reconcile_beside, recount,
};
use crate::{
    Actor, Result,
    actor::Acting,
    leakage,
    leakage::typed_amount,
    office::{self, Settings},
    reason::stated,
};
use model::{
    event::{Event, Subject},
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceId, InvoiceLineId},
    invoice::{Invoice, InvoiceKind},
    money::Money,
    permission::Permission,
    reconciliation::{Confidence, Reason, Waiting, propose},
    refusal::{FieldProblem, Problem, Refusal},
    view::MatchRow,
};
use std::collections::{BTreeSet, HashMap};
use store::{
    ConnectionTrait,
    invoice::{MATCHED, OPEN, OUTSIDE, OpenLine, PROPOSED},
    matching::{Decision, Line},
    reconciliation::StoredMatch,
};

/// The line as it was read, if nobody decided meanwhile.
async fn unchanged(acting: &Acting<'_>, id: InvoiceLineId, version: i32) -> Result<Line> {
    let line = store::matching::find(acting.connection(), acting.sight(), id).await?.ok_or(Refusal::NotFound)?;
    if line.version == version { Ok(line) } else { Err(Refusal::Stale.into()) }
}

/// What of a line waits.
async fn waiting(acting: &Acting<'_>, id: InvoiceLineId, version: i32) -> Result<(Line, OpenLine)> {
    let line = unchanged(acting, id, version).await?;
    let open = store::invoice::open_lines_among(acting.connection(), &[id]).await?.pop();
    Ok((line, open.ok_or(Refusal::WrongState)?))
}

/// Matches an invoice line to ledger rows, each with a part of its amount as typed (major units, signed as on
/// the document); what remains waits on.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it does not wait,
/// [`Refusal::Fields`], [`Refusal::MoreThanOpen`].
pub async fn match_line(
    actor: &Actor,
    id: InvoiceLineId,
    version: i32,
    parts: &[(ExpectedBillingId, String)],
) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let (line, open) = waiting(&acting, id, version).await?;
    let typed = parts.iter().filter(|(_, text)| !text.trim().is_empty());
    let named: BTreeSet<ExpectedBillingId> = typed.map(|(row, _)| *row).collect();
    let named: Vec<ExpectedBillingId> = named.into_iter().collect();
    let rows = store::matching::rows_by_id(acting.connection(), acting.sight(), &named).await?;
    let parts = chosen(actor, &open, &rows, parts)?;
    let ids: Vec<ExpectedBillingId> = parts.keys().copied().collect();
    if ids.iter().any(|id| !rows.contains_key(id)) {
        return Err(Refusal::NotFound.into());
    }
    let known = store::reconciliation::of_lines(acting.connection(), &[id]).await?;
    let mut contracts: BTreeSet<ContractId> = known.iter().map(|known| known.contract).collect();
    let (mut matches, mut sums) = (Vec::new(), HashMap::<ContractId, i64>::new());
    for (row, amount) in &parts {
        let Some((contract, _)) = rows.get(row) else { continue };
        let before = known.iter().find(|known| known.row == *row).map_or(0, |known| known.minor);
        contracts.insert(*contract);
        *sums.entry(*contract).or_default() += amount.minor;
        matches.push(StoredMatch {
            invoice_line: id,
            row: *row,
            contract: *contract,
            minor: before.saturating_add(amount.minor),
            confidence: Confidence::Certain,
            reasons: Vec::new(),
            by: Some(by),
            at: actor.now(),
        });
    }
    let matched: i64 = parts.values().map(|amount| amount.minor).sum();
    if matched.signum() == open.line.amount.minor.signum().saturating_neg() {
        return Err(Refusal::Fields(vec![FieldProblem::new(
            "amounts",
            Problem::NotAnAmount { currency: open.line.amount.currency },
        )])
        .into());
    }
    store::matching::delete_matches(acting.connection(), id, &ids).await?;
    store::matching::forget_refusals(acting.connection(), id, &ids).await?;
    store::reconciliation::insert_many(acting.connection(), &matches).await?;
    let rest = open.line.amount.minor.saturating_sub(matched);
    let only = if contracts.len() == 1 { contracts.first().copied() } else { None };
    let decision = Decision {
        standing: if rest == 0 { MATCHED } else { PROPOSED },
        contract: only,
        why: (rest != 0).then_some(Waiting::RestOpen),
        open_minor: rest.saturating_abs(),
        outside: None,
    };
    store::matching::decide(acting.connection(), id, version, decision).await?;
    let money = |minor| Money::new(minor, open.line.amount.currency);
    let event = |minor| Event::InvoiceMatched { invoice: open.number.clone(), amount: money(minor) };
    acting.record(Subject::Invoice(line.invoice), event(matched));
    for (contract, minor) in sums {
        acting.record(Subject::Contract(contract), event(minor));
    }
    contracts.extend(line.contract);
    finish(acting, actor, (open.customer, id), contracts).await
}

/// Whether a part may bill a row: it has the sign of the line, and at a rebate, which the line may take off, also the other.
const fn bills(part: Money, line: Money, expected: Money) -> bool {
    let same = part.minor.signum() == line.minor.signum();
    same || (expected.minor < 0 && part.minor != 0)
}

/// The parts that were typed: at least one, in total no more than is open.
fn chosen(
    actor: &Actor,
    open: &OpenLine,
    rows: &HashMap<ExpectedBillingId, (ContractId, MatchRow)>,
    parts: &[(ExpectedBillingId, String)],
) -> Result<HashMap<ExpectedBillingId, Money>> {
    let whole = open.line.amount;
    let mut chosen: HashMap<ExpectedBillingId, Money> = HashMap::new();
    let mut sum: i128 = 0;
    for (row, text) in parts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let field = format!("amount-{row}");
        let amount = typed_amount(actor, &field, text, whole.currency)?;
        if rows.get(row).is_some_and(|(_, place)| !bills(amount, whole, place.expected)) {
            return Err(Refusal::Fields(vec![FieldProblem::new(
                field,
                Problem::NotAnAmount { currency: whole.currency },
            )])
            .into());
        }
        sum += i128::from(amount.minor);
        if chosen.insert(*row, amount).is_some() {
            return Err(Refusal::Fields(vec![FieldProblem::new(field, Problem::Taken)]).into());
        }
    }
    if chosen.is_empty() {
        return Err(Refusal::Fields(vec![FieldProblem::new("amounts", Problem::Missing)]).into());
    }
    if sum.abs() > i128::from(whole.minor).abs() {
        return Err(Refusal::MoreThanOpen { open: whole }.into());
    }
    Ok(chosen)
}

/// Declares that an invoice line (or what of it is open) belongs to no contract, for a reason.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it does not wait, [`Refusal::Fields`].
pub async fn set_aside(actor: &Actor, id: InvoiceLineId, version: i32, reason: &str) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let reason = stated("reason", reason)?;
    let (line, open) = waiting(&acting, id, version).await?;
    let decision =
        Decision { standing: OUTSIDE, contract: None, why: None, open_minor: 0, outside: Some(reason.clone()) };
    store::matching::decide(acting.connection(), id, version, decision).await?;
    let event = Event::LineSetAside { invoice: open.number.clone(), amount: open.line.amount, reason };
    acting.record(Subject::Invoice(line.invoice), event);
    finish(acting, actor, (open.customer, id), line.contract.into_iter().collect()).await
}

/// Lets a line that was set aside wait again.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`] if it was not set aside.
pub async fn take_up(actor: &Actor, id: InvoiceLineId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let line = unchanged(&acting, id, version).await?;
    if line.standing != OUTSIDE {
        return Err(Refusal::WrongState.into());
    }
    let open = back_in_queue(&acting, &line, Waiting::ThinEvidence, None).await?;
    acting.record(Subject::Invoice(line.invoice), Event::LineTakenUp { invoice: open.number.clone() });
    let contracts = open.contract.into_iter().collect();
    finish(acting, actor, (open.customer, id), contracts).await
}

/// Takes matches of an invoice line back, whoever made them: that with one row, or all. The line waits again,
/// and no match of it is made without a person.
///
/// # Errors
/// [`Refusal::NotFound`] if it is not matched so, [`Refusal::Stale`].
pub async fn undo_match(actor: &Actor, id: InvoiceLineId, version: i32, row: Option<ExpectedBillingId>) -> Result<()> {
    let mut acting = actor.begin(Permission::Reconcile).await?;
    let line = unchanged(&acting, id, version).await?;
    let known = store::reconciliation::of_lines(acting.connection(), &[id]).await?;
    let gone: Vec<&StoredMatch> = known.iter().filter(|known| row.is_none_or(|row| row == known.row)).collect();
    if gone.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let rows: Vec<ExpectedBillingId> = gone.iter().map(|gone| gone.row).collect();
    let pairs: Vec<(InvoiceLineId, ExpectedBillingId)> = rows.iter().map(|row| (id, *row)).collect();
    store::matching::delete_matches(acting.connection(), id, &rows).await?;
    store::reconciliation::refuse_matches(acting.connection(), &pairs, actor.person(), actor.now()).await?;
    let mut touched = release_notes(&acting, line.invoice, &rows).await?;
    let from = gone.iter().map(|gone| gone.contract).collect::<BTreeSet<_>>();
    let from = if from.len() == 1 { from.first().copied() } else { None };
    let open = back_in_queue(&acting, &line, Waiting::TakenBack, from).await?;
    let mut sums: HashMap<ContractId, i64> = HashMap::new();
    for gone in &gone {
        *sums.entry(gone.contract).or_default() += gone.minor;
    }
    let money = |minor| Money::new(minor, open.line.amount.currency);
    let event = |minor| Event::MatchUndone { invoice: open.number.clone(), amount: money(minor) };
    acting.record(Subject::Invoice(line.invoice), event(sums.values().sum()));
    touched.extend(sums.keys().copied());
    for (contract, minor) in sums {
        acting.record(Subject::Contract(contract), event(minor));
    }
    touched.extend(line.contract.into_iter().chain(open.contract));
    finish(acting, actor, (open.customer, id), touched).await
}

/// Takes an invoice that goes off the rows that it bills, and lets the credit notes wait again that were matched because they
/// name it. Answers the contracts of all of them.
pub(crate) async fn release(acting: &Acting<'_>, invoice: &Invoice) -> Result<BTreeSet<ContractId>> {
    let connection = acting.connection();
    let lines: Vec<InvoiceLineId> = invoice.lines.iter().map(|line| line.id).collect();
    let known = store::reconciliation::of_lines(connection, &lines).await?;
    let rows: BTreeSet<ExpectedBillingId> = known.iter().map(|known| known.row).collect();
    let rows: Vec<ExpectedBillingId> = rows.into_iter().collect();
    for line in lines {
        store::matching::delete_matches(connection, line, &rows).await?;
    }
    let mut contracts: BTreeSet<ContractId> = known.iter().map(|known| known.contract).collect();
    if invoice.kind == InvoiceKind::Invoice {
        contracts.extend(release_notes(acting, invoice.id, &rows).await?);
    }
    Ok(contracts)
}

/// Lets the credit notes wait again that the program matched to rows because they name the invoice of a line that is taken
/// off those rows: what it no longer bills they cannot take back. Answers their contracts.
async fn release_notes(
    acting: &Acting<'_>,
    invoice: InvoiceId,
    rows: &[ExpectedBillingId],
) -> Result<BTreeSet<ContractId>> {
    let connection = acting.connection();
    let still = store::invoice::rows_of_invoices(connection, &[invoice]).await?;
    let left: Vec<ExpectedBillingId> =
        rows.iter().copied().filter(|row| still.iter().all(|(_, other)| other != row)).collect();
    let mut contracts = BTreeSet::new();
    for found in store::reconciliation::of_rows(connection, &left).await? {
        let correcting = found.by.is_none() && found.reasons.contains(&Reason::Corrects);
        let open = store::matching::find(connection, acting.sight(), found.invoice_line).await?;
        let (true, Some(note)) = (correcting, open) else { continue };
        let own = store::reconciliation::of_lines(connection, &[note.id]).await?;
        let own_rows: Vec<ExpectedBillingId> = own.iter().map(|own| own.row).collect();
        store::matching::delete_matches(connection, note.id, &own_rows).await?;
        contracts.extend(own.iter().map(|own| own.contract));
        if own.is_empty() {
            // Another of its rows led here before.
            continue;
        }
        back_in_queue(acting, &note, Waiting::CorrectsUnplaced, Some(found.contract)).await?;
    }
    Ok(contracts)
}

/// Lets a line wait again, with the contract to which it points by itself, or else the one it was taken back `from`:
/// until somebody decides, it may still be meant.
async fn back_in_queue(acting: &Acting<'_>, line: &Line, why: Waiting, from: Option<ContractId>) -> Result<OpenLine> {
    let connection = acting.connection();
    let waits = |contract, open_minor| Decision { standing: OPEN, contract, why: Some(why), open_minor, outside: None };
    store::matching::decide(connection, line.id, line.version, waits(None, 0)).await?;
    let mut open = store::invoice::open_lines_among(connection, &[line.id]).await?.pop().ok_or(Refusal::WrongState)?;
    let settings = office::settings(connection).await?;
    open.contract = points_to(connection, &settings, &open).await?.or(from);
    let decision = waits(open.contract, open.line.amount.minor.saturating_abs());
    // One decision is one version, so the second write states the one before it.
    store::matching::settle(connection, line.id, decision).await?;
    Ok(open)
}

/// The only contract to which a line points.
async fn points_to(
    connection: &impl ConnectionTrait,
    settings: &Settings,
    open: &OpenLine,
) -> Result<Option<ContractId>> {
    let ledger = Ledger::load(connection, std::slice::from_ref(open), None).await?;
    let beside = Beside::named(connection, std::slice::from_ref(open)).await?;
    let outcome = propose(&[billed_line(open, &beside)], &ledger.open_rows(), &settings.reconciliation);
    let rows = outcome.matches.iter().map(|found| found.row);
    let rows = rows.chain(outcome.proposals.iter().flat_map(|one| one.candidates.iter().map(|row| row.row)));
    let mut contracts: BTreeSet<ContractId> =
        rows.filter_map(|row| ledger.rows.get(&row).map(|(contract, _)| *contract)).collect();
    contracts.extend(outcome.meant.iter().map(|(_, contract)| *contract));
    Ok(if contracts.len() == 1 { contracts.first().copied() } else { None })
}

/// Looks anew at what else of the customer waits, counts what is billed for contracts and what leaks, and makes
/// everything last: a decision about one line may be what another waited for.
async fn finish(
    acting: Acting<'_>,
    actor: &Actor,
    (customer, decided): (CustomerId, InvoiceLineId),
    contracts: BTreeSet<ContractId>,
) -> Result<()> {
    let mut contracts: Vec<ContractId> = contracts.into_iter().collect();
    recount(acting.connection(), &contracts).await?;
    contracts.extend(reconcile_beside(acting.connection(), actor, customer, decided).await?);
    contracts.sort_unstable();
    contracts.dedup();
    leakage::recompute(acting.connection(), actor, &contracts).await?;
    leakage::recompute_loose(acting.connection(), actor, &[customer]).await?;
    acting.commit().await
}
