//! Revenue leakage: recomputing findings, showing them, pursuing them.

use crate::{
    Actor, Result, contract,
    office::{self, Settings},
};
use model::{
    calendar::{Day, Period, sub_months},
    event::{Event, Subject},
    id::{ContractId, ExpectedBillingId, FindingId, InvoiceLineId, PersonId},
    invoice::{Invoice, InvoiceLine},
    leakage::{BilledPart, ContractPicture, FindingChange, FindingKind, FindingState, KnownFinding, RowPicture},
    money::{Currency, Money},
    permission::Permission,
    price_line::PriceLine,
    refusal::{FieldProblem, Problem, Refusal},
    view::{Dashboard, FindingRow, FindingSum, List},
};
use std::collections::HashMap;
use store::{
    ConnectionTrait, Page,
    billing::StoredRow,
    finding::{By, StoredFinding, Sum},
    invoice::{OPEN, PROPOSED, StoredInvoice},
    reconciliation::StoredMatch,
    sight::Sight,
};

pub use store::finding::Filter as FindingFilter;

/// How many contracts are looked at together: large enough for few queries, small enough for little memory.
const TOGETHER: usize = 400;

/// Looks for leaks in contracts, and brings their findings up to date.
pub(crate) async fn recompute(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    let mut settings = office::settings(connection).await?;
    let known = store::invoice::known_days(connection).await?;
    // Without any invoice nothing is known of billing, so nothing can be said to be missing.
    settings.leakage.invoices_known = Some(known.unwrap_or(Period { first: Day::MAX, last: Day::MAX }));
    for some in ids.chunks(TOGETHER) {
        recompute_some(connection, actor, &settings, some).await?;
    }
    Ok(())
}

struct Loaded {
    contracts: Vec<store::contract::Contract>,
    lines: HashMap<ContractId, Vec<PriceLine>>,
    rows: HashMap<ContractId, Vec<StoredRow>>,
    matches: HashMap<ExpectedBillingId, Vec<StoredMatch>>,
    invoices: Vec<StoredInvoice>,
}

async fn load(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<Loaded> {
    let mut rows: HashMap<ContractId, Vec<StoredRow>> = HashMap::new();
    for row in store::billing::of_contracts(connection, ids).await? {
        rows.entry(row.contract).or_default().push(row);
    }
    let mut matches: HashMap<ExpectedBillingId, Vec<StoredMatch>> = HashMap::new();
    for found in store::reconciliation::of_contracts(connection, ids).await? {
        matches.entry(found.row).or_default().push(found);
    }
    Ok(Loaded {
        contracts: store::contract::find_many(connection, Sight::Everything, ids).await?,
        lines: contract::by_contract(store::contract::lines_of(connection, ids).await?),
        rows,
        matches,
        invoices: store::invoice::of_contracts(connection, ids).await?,
    })
}

type Parts<'a> = HashMap<InvoiceLineId, (&'a Invoice, &'a InvoiceLine)>;

fn row_picture<'a>(stored: &'a StoredRow, loaded: &Loaded, parts: &Parts<'a>) -> RowPicture<'a> {
    let matches = loaded.matches.get(&stored.row.id).map_or(&[][..], Vec::as_slice);
    RowPicture {
        row: &stored.row,
        matches: matches
            .iter()
            .filter_map(|found| {
                let (invoice, line) = parts.get(&found.invoice_line)?;
                Some(BilledPart { invoice, line, amount: Money::new(found.minor, line.amount.currency) })
            })
            .collect(),
    }
}

async fn recompute_some(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    settings: &Settings,
    ids: &[ContractId],
) -> Result<()> {
    let loaded = load(connection, ids).await?;
    let mut parts: Parts<'_> = HashMap::new();
    let mut unmatched: HashMap<ContractId, Vec<BilledPart<'_>>> = HashMap::new();
    for StoredInvoice { invoice, line_states } in &loaded.invoices {
        for line in &invoice.lines {
            parts.insert(line.id, (invoice, line));
            if let Some((Some(contract), standing)) = line_states.get(&line.id)
                && (standing == OPEN || standing == PROPOSED)
            {
                unmatched.entry(*contract).or_default().push(BilledPart { invoice, line, amount: line.amount });
            }
        }
    }
    let mut existing: HashMap<ContractId, Vec<StoredFinding>> = HashMap::new();
    for found in store::finding::of_contracts(connection, ids).await? {
        if let Some(contract) = found.finding.contract {
            existing.entry(contract).or_default().push(found);
        }
    }
    let mut added = Vec::new();
    for found in &loaded.contracts {
        let picture = ContractPicture {
            id: found.id,
            number: &found.number,
            details: &found.details,
            facts: &found.facts,
            lines: loaded.lines.get(&found.id).map_or(&[][..], Vec::as_slice),
            rows: loaded
                .rows
                .get(&found.id)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .map(|row| row_picture(row, &loaded, &parts))
                .collect(),
            unmatched: unmatched.remove(&found.id).unwrap_or_default(),
        };
        let known = existing.remove(&found.id).unwrap_or_default();
        let inputs: Vec<KnownFinding> = known.iter().map(known_finding).collect();
        let changes = model::leakage::recompute(&picture, &inputs, &settings.leakage, actor.day());
        added.extend(bring_up_to_date(connection, actor, known, changes, found.details.owner).await?);
    }
    Ok(store::finding::insert_many(connection, &added).await?)
}

fn known_finding(stored: &StoredFinding) -> KnownFinding {
    KnownFinding { id: stored.id, finding: stored.finding.clone(), state: stored.state.clone() }
}

/// Saves what changed of known findings and returns the new ones.
async fn bring_up_to_date(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    known: Vec<StoredFinding>,
    changes: Vec<FindingChange>,
    owner: Option<PersonId>,
) -> Result<Vec<StoredFinding>> {
    let day = actor.day();
    let mut by_id: HashMap<FindingId, StoredFinding> = known.into_iter().map(|stored| (stored.id, stored)).collect();
    let mut added = Vec::new();
    for change in changes {
        let (id, finding, state) = match change {
            FindingChange::Insert { finding } => {
                added.push(StoredFinding {
                    id: actor.office().clock().id().into(),
                    finding,
                    state: FindingState::Found,
                    owner,
                    found_on: day,
                    changed_on: day,
                    version: 1,
                });
                continue;
            }
            FindingChange::Update { id, finding } => (id, Some(finding), None),
            FindingChange::Close { id, why } => (id, None, Some(FindingState::Closed { on: day, why })),
            FindingChange::Reopen { id, finding } => (id, Some(finding), Some(FindingState::Found)),
        };
        if let Some(mut stored) = by_id.remove(&id) {
            if let Some(finding) = finding {
                stored.finding = finding;
            }
            if let Some(state) = state {
                stored.state = state;
            }
            stored.changed_on = day;
            store::finding::update(connection, &stored).await?;
        }
    }
    Ok(added)
}

/// The findings a filter leaves, the largest amount first, and how many there are in all.
pub async fn list(actor: &Actor, filter: &FindingFilter, page: Page) -> Result<List<FindingRow>> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    let (rows, total) = store::finding::list(reading.connection(), reading.sight(), filter, page).await?;
    Ok(List { rows, total, day: actor.day() })
}

/// The sums of the leakage dashboard: seven queries.
pub async fn dashboard(actor: &Actor, filter: &FindingFilter) -> Result<Dashboard> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let (connection, sight) = (reading.connection(), reading.sight());
    let any_state = FindingFilter { states: FindingState::CODES.map(str::to_owned).to_vec(), ..filter.clone() };
    let day = actor.day();
    let year = Period { first: sub_months(day, 12).unwrap_or(day), last: day };
    let kinds = store::finding::sums(connection, sight, filter, By::Kind).await?;
    let customers = store::finding::sums(connection, sight, filter, By::Customer).await?;
    let owners = store::finding::sums(connection, sight, filter, By::Owner).await?;
    let states = store::finding::sums(connection, sight, &any_state, By::State).await?;
    Ok(Dashboard {
        by_kind: summed(kinds, |sum| FindingKind::from_code(&sum.group)),
        by_customer: summed(customers, |sum| Some((sum.id?.into(), sum.group.clone()))),
        by_owner: summed(owners, |sum| Some(sum.id.map(|id| (id.into(), sum.group.clone())))),
        by_state: summed(states, |sum| Some(sum.group.clone())),
        flow: store::billing::flow(connection, sight, year).await?,
        day,
    })
}

fn summed<T>(sums: Vec<Sum>, of: impl Fn(&Sum) -> Option<T>) -> Vec<FindingSum<T>> {
    let sums = sums.iter().filter_map(|sum| Some((of(sum)?, sum)));
    sums.map(|(of, sum)| FindingSum { of, findings: sum.findings, amount: sum.amount }).collect()
}

/// A finding with the names around it.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn find(actor: &Actor, id: FindingId) -> Result<FindingRow> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let found = store::finding::find_listed(reading.connection(), reading.sight(), id).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Goes after the money of a finding that is still as it was read (`version`).
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn claim(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, Event::FindingClaimed, |found, by, day| Ok(found.state.claim(by, day)?)).await
}

/// Records that the money of a claimed finding came in: `amount` in major units of its currency.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn recover(actor: &Actor, id: FindingId, version: i32, amount: &str) -> Result<()> {
    pursue(actor, id, version, Event::FindingRecovered, |found, by, day| {
        let stake = found.finding.amount;
        let amount = stake.map(|stake| typed_amount(amount, stake.currency)).transpose()?;
        Ok(found.state.recover(stake, amount, by, day)?)
    })
    .await
}

fn typed_amount(text: &str, currency: Currency) -> Result<Money> {
    let refused = || Refusal::Fields(vec![FieldProblem::new("amount", Problem::NotAnAmount)]);
    let plain = text.trim().replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    let major = plain.parse().map_err(|_| refused())?;
    Ok(Money::round(major, currency).map_err(|_| refused())?)
}

/// Gives a finding up, for a reason.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`], [`Refusal::Fields`].
pub async fn waive(actor: &Actor, id: FindingId, version: i32, reason: &str) -> Result<()> {
    let event = Event::FindingWaived { reason: reason.trim().to_owned() };
    pursue(actor, id, version, event, |found, by, day| Ok(found.state.waive(reason, by, day)?)).await
}

/// Takes a finding up again.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::WrongState`].
pub async fn reopen(actor: &Actor, id: FindingId, version: i32) -> Result<()> {
    pursue(actor, id, version, Event::FindingReopened, |found, _, _| Ok(found.state.reopen()?)).await
}

async fn pursue(
    actor: &Actor,
    id: FindingId,
    version: i32,
    event: Event,
    step: impl FnOnce(&StoredFinding, PersonId, Day) -> Result<FindingState> + Send,
) -> Result<()> {
    let mut acting = actor.begin(Permission::PursueFindings).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let stored = store::finding::find(acting.connection(), acting.sight(), id).await?;
    let mut stored = stored.ok_or(Refusal::NotFound)?;
    stored.state = step(&stored, by, actor.day())?;
    stored.version = version;
    stored.changed_on = actor.day();
    store::finding::update(acting.connection(), &stored).await?;
    acting.record(Subject::Finding(id), event);
    acting.commit().await
}
