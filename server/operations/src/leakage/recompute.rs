//! Bringing findings up to date: contracts are loaded in chunks by few queries, judged beside the loading of
//! the next chunk, and only what changed is written.

use super::pursue::pursuers;
use crate::{Actor, Office, Result, billing::Ledgers, contract, obligation, office, practice::Practices, settings};
use model::{
    calendar::{Day, Period},
    id::{ContractId, CustomerId, ExpectedBillingId, FindingId, InvoiceLineId, PersonId},
    invoice::{Invoice, InvoiceLine},
    leakage::{
        Besides, BilledPart, CloseReason, ContractPicture, Finding, FindingChange, FindingState, KnownFinding,
        LooseInvoice, Owed, Recomputed, RowPicture, Settings, SettledBy, looks_ahead, recompute_with_owed, settled_by,
    },
    money::Money,
    price_line::PriceLine,
    service_visit::{KnownPromise, Visit},
};
use std::collections::{HashMap, HashSet};
use store::{
    ConnectionTrait, DatabaseConnection,
    billing::StoredRow,
    contract::Contract,
    finding::StoredFinding,
    invoice::{OPEN, PROPOSED, StoredInvoice},
    reconciliation::MatchedPart,
    sight::Sight,
};
use tokio::task::JoinHandle;

/// How many contracts are looked at together: large enough for few queries, small enough for little memory.
const TOGETHER: usize = 200;

/// Looks for leaks in contracts, and brings their findings up to date.
pub(crate) async fn recompute(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    recompute_with(connection, actor, ids, Ledgers::new(), None).await
}

/// What was billed for contracts, being read by connections of its own while their ledgers are brought up to date and
/// the contracts before them are judged, because it takes as long as all the rest. It sees what is committed, as the
/// transaction would; whoever has changed invoices in the transaction itself must not read ahead.
pub(crate) struct Ahead {
    reader: DatabaseConnection,
    parts: JoinHandle<Result<Parts>>,
    invoices: JoinHandle<Result<Vec<StoredInvoice>>>,
}

impl Ahead {
    /// Begins to read for the first of some contracts; `None` where there is but one connection.
    pub(crate) fn read(office: &Office, ids: &[ContractId]) -> Option<Self> {
        Some(Self::begin(office.store.beside()?, ids.chunks(TOGETHER).next()?))
    }

    /// Reads in two tasks, so that two processors turn rows into values.
    fn begin(reader: DatabaseConnection, ids: &[ContractId]) -> Self {
        let (of_parts, of_invoices) = ((reader.clone(), ids.to_vec()), (reader.clone(), ids.to_vec()));
        Self {
            reader,
            parts: tokio::spawn(async move { parts(&of_parts.0, &of_parts.1).await }),
            invoices: tokio::spawn(
                async move { Ok(store::invoice::of_contracts(&of_invoices.0, &of_invoices.1).await?) },
            ),
        }
    }

    /// What was read, and the reader for the next.
    async fn done(self) -> Result<(Parts, Vec<StoredInvoice>, DatabaseConnection)> {
        Ok((self.parts.await??, self.invoices.await??, self.reader))
    }
}

/// The same where some ledgers have just been read, and what was billed is perhaps being read.
pub(crate) async fn recompute_with(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[ContractId],
    mut ledgers: Ledgers,
    mut ahead: Option<Ahead>,
) -> Result<()> {
    let mut settings = office::settings(connection).await?.leakage;
    let known = store::invoice::known_days(connection).await?;
    // Without any invoice nothing is known of billing, so nothing can be said to be missing.
    settings.invoices_known = Some(known.unwrap_or(Period { first: Day::MAX, last: Day::MAX }));
    let day = actor.day();
    let mut chunks = ids.chunks(TOGETHER).peekable();
    let mut next = None;
    loop {
        let judging = next.take().map(|loaded| tokio::task::spawn_blocking(move || judge(loaded, &settings, day)));
        if let Some(chunk) = chunks.next() {
            let mut loaded = load(connection, &settings, day, chunk, &mut ledgers).await?;
            (loaded.parts, loaded.invoices) = match ahead.take() {
                Some(reading) => {
                    let (parts, invoices, reader) = reading.done().await?;
                    ahead = chunks.peek().map(|chunk| Ahead::begin(reader, chunk));
                    (parts, invoices)
                }
                None => (parts(connection, chunk).await?, store::invoice::of_contracts(connection, chunk).await?),
            };
            next = Some(loaded);
        }
        match judging {
            Some(judging) => write(connection, actor, judging.await?).await?,
            None if next.is_none() => return Ok(()),
            None => {}
        }
    }
}

/// Everything that is known about some contracts.
pub(super) struct Loaded {
    contracts: Vec<Contract>,
    practices: Practices,
    lines: HashMap<ContractId, Vec<PriceLine>>,
    rows: Ledgers,
    pub(super) parts: Parts,
    pub(super) invoices: Vec<StoredInvoice>,
    proposed: Vec<(StoredInvoice, Vec<InvoiceLineId>)>,
    credit_notes: Vec<Invoice>,
    promises: HashMap<ContractId, Vec<KnownPromise>>,
    visits: HashMap<ContractId, Vec<Visit>>,
    /// Milestones that release price lines.
    gates: obligation::Gates,
    /// People who may not sign in any more.
    gone: HashSet<PersonId>,
    /// The days of the next reviews.
    reviews: HashMap<ContractId, Day>,
    findings: HashMap<ContractId, Vec<StoredFinding>>,
    /// How much of what came in on a finding the ledger or payments show.
    shown: HashMap<FindingId, i64>,
}

/// What of invoices is matched to which row of the ledger, and how much of each of their lines.
#[derive(Default)]
pub(super) struct Parts {
    of_rows: HashMap<ExpectedBillingId, Vec<MatchedPart>>,
    of_lines: HashMap<InvoiceLineId, i64>,
}

pub(super) async fn parts(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<Parts> {
    let mut parts = Parts::default();
    for part in store::reconciliation::parts_of_contracts(connection, ids).await? {
        *parts.of_lines.entry(part.invoice_line).or_default() += part.minor;
        parts.of_rows.entry(part.row).or_default().push(part);
    }
    Ok(parts)
}

/// Everything but what was billed.
pub(super) async fn load(
    connection: &impl ConnectionTrait,
    settings: &Settings,
    day: Day,
    ids: &[ContractId],
    ledgers: &mut Ledgers,
) -> Result<Loaded> {
    let contracts = store::contract::find_many(connection, Sight::Everything, ids).await?;
    let mut findings: HashMap<ContractId, Vec<StoredFinding>> = HashMap::new();
    for found in store::finding::of_contracts(connection, ids).await? {
        if let Some(contract) = found.finding.contract {
            findings.entry(contract).or_default().push(found);
        }
    }
    let came_in = findings.values().flatten().filter(|found| found.recovered.is_some()).map(|found| found.id);
    let shown = store::finding::shown_of(connection, came_in).await?;
    let (mut promises, mut visits): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = (HashMap::new(), HashMap::new());
    for promise in store::service_visit::promises_of(connection, ids).await? {
        promises.entry(promise.contract).or_default().push(promise);
    }
    for visit in store::service_visit::visits_of(connection, ids).await? {
        visits.entry(visit.contract).or_default().push(visit);
    }
    let mut customers: Vec<CustomerId> = contracts.iter().map(|contract| contract.details.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let gates = obligation::gates(connection, ids).await?;
    let practices = Practices::read(connection).await?;
    let people = store::person::list(connection).await?.into_iter();
    let gone = people.filter(|person| !person.active || person.expires_on.is_some_and(|last| last < day));
    let profiles = store::risk::profiles(connection, ids).await?.into_iter();
    Ok(Loaded {
        gone: gone.map(|person| person.id).collect(),
        reviews: profiles.filter_map(|profile| Some((profile.contract, profile.review_on?))).collect(),
        rows: rows(connection, (settings, &practices, day), &contracts, (&findings, &gates), ledgers).await?,
        lines: contract::by_contract(store::contract::lines_of(connection, ids).await?),
        proposed: store::invoice::proposed_of(connection, &customers).await?,
        credit_notes: store::invoice::credit_notes_of(connection, &customers).await?,
        parts: Parts::default(),
        invoices: Vec::new(),
        contracts,
        promises,
        visits,
        gates,
        practices,
        findings,
        shown,
    })
}

/// The ledger as far as it matters. What begins after the day and was not touched leaks nothing yet, and it is
/// most of the ledger; it is loaded only where the future counts: for the value of a renewal that is decided
/// about, for a finding about it, and beside a correction of it.
async fn rows(
    connection: &impl ConnectionTrait,
    (settings, practices, day): (&Settings, &Practices, Day),
    contracts: &[Contract],
    (findings, gates): (&HashMap<ContractId, Vec<StoredFinding>>, &obligation::Gates),
    ledgers: &mut Ledgers,
) -> Result<Ledgers> {
    let mut rows: Ledgers = contracts.iter().filter_map(|contract| ledgers.remove_entry(&contract.id)).collect();
    let unread = contracts.iter().filter(|contract| !rows.contains_key(&contract.id));
    let about_later = |contract: &Contract| {
        findings.get(&contract.id).is_some_and(|findings| {
            let rows = findings.iter().flat_map(|found| found.finding.evidence.rows());
            rows.into_iter().any(|row| row.period.first > day)
        })
    };
    let decides = |contract: &Contract| {
        looks_ahead(&contract.details, &contract.facts, practices.of(&contract.details), settings, day)
    };
    // What a milestone releases is due by its acceptance, also where its own day is still to come.
    let (mut whole, begun): (Vec<&Contract>, Vec<&Contract>) =
        unread.partition(|contract| decides(contract) || about_later(contract) || gates.contains_key(&contract.id));
    let ids = |contracts: &[&Contract]| contracts.iter().map(|contract| contract.id).collect::<Vec<_>>();
    let mut corrected: HashSet<ContractId> = HashSet::new();
    let just_begun = match begun.is_empty() {
        true => Vec::new(),
        false => store::billing::begun_by(connection, &ids(&begun), day).await?,
    };
    for row in just_begun {
        if row.row.revision > 0 && row.row.expected.period.first > day {
            corrected.insert(row.contract);
        }
        rows.entry(row.contract).or_default().push(row);
    }
    whole.extend(begun.into_iter().filter(|contract| corrected.contains(&contract.id)));
    rows.retain(|contract, _| !corrected.contains(contract));
    if !whole.is_empty() {
        for row in store::billing::of_contracts(connection, &ids(&whole)).await? {
            rows.entry(row.contract).or_default().push(row);
        }
    }
    Ok(rows)
}

/// What an invoice that bills some contracts is less by besides its payments: the same amounts as its findings count.
pub(crate) async fn besides(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    invoice: &Invoice,
    contracts: Vec<ContractId>,
    rows: &[ExpectedBillingId],
) -> Result<Besides> {
    let customer = [invoice.customer];
    let notes = store::invoice::credit_notes_of(connection, &customer).await?;
    if notes.is_empty() && !store::billing::any_recovered(connection, rows).await? {
        return Ok(Besides::default());
    }
    let (settings, day) = (office::settings(connection).await?.leakage, actor.day());
    let mut loaded = load(connection, &settings, day, &contracts, &mut Ledgers::default()).await?;
    loaded.parts = parts(connection, &contracts).await?;
    loaded.invoices = store::invoice::of_contracts(connection, &contracts).await?;
    let loose = store::invoice::loose_of(connection, &customer).await?;
    let loose: Vec<LooseInvoice<'_>> =
        loose.iter().map(|(stored, lines)| LooseInvoice { invoice: &stored.invoice, lines: lines.clone() }).collect();
    let notes: Vec<&Invoice> = notes.iter().collect();
    Ok(model::leakage::besides(invoice, &pictures(&loaded), (&loose, &notes), &settings, day))
}

/// Where a finding goes that is known.
enum Next {
    Closed(CloseReason),
    GivenUp,
    Found,
}

/// A contract's known findings, how they change, and who answers for it: its owner and deputy.
pub(super) struct Judged {
    pub(super) known: Vec<StoredFinding>,
    pub(super) changes: Vec<FindingChange>,
    /// What settled those that close.
    pub(super) settled: HashMap<FindingId, SettledBy>,
    pub(super) answering: (Option<PersonId>, Option<PersonId>),
    /// What rows of the ledger owe by it, of those of which something else is kept.
    pub(super) owed: Vec<Owed>,
}

type Lines<'a> = HashMap<InvoiceLineId, (&'a Invoice, &'a InvoiceLine)>;

fn judge(mut loaded: Loaded, settings: &Settings, day: Day) -> Vec<Judged> {
    let mut findings = std::mem::take(&mut loaded.findings);
    let mut judged = Vec::new();
    for (found, picture) in loaded.contracts.iter().zip(pictures(&loaded)) {
        let known = findings.remove(&found.id).unwrap_or_default();
        let inputs: Vec<KnownFinding> = known.iter().map(|found| known_finding(found, &loaded.shown)).collect();
        let Recomputed { changes, owed } = recompute_with_owed(&picture, &inputs, settings, day);
        let owed = owes_otherwise(loaded.rows.get(&found.id).map_or(&[][..], Vec::as_slice), &owed);
        if !changes.is_empty() || !owed.is_empty() {
            let settled = settled(&changes, &known, |finding, why| settled_by(&picture, finding, why));
            let answering = (found.details.owner, found.details.deputy);
            judged.push(Judged { known, changes, settled, answering, owed });
        }
    }
    judged
}

/// What rows owe that is not what is kept of them.
fn owes_otherwise(rows: &[StoredRow], owed: &[Owed]) -> Vec<Owed> {
    let owed: HashMap<ExpectedBillingId, Owed> = owed.iter().map(|owed| (owed.row, *owed)).collect();
    let of = |stored: &StoredRow| owed.get(&stored.row.id).copied().unwrap_or(Owed::nothing(stored.row.id));
    rows.iter()
        .map(|stored| (stored.owed, of(stored)))
        .filter(|(kept, owed)| kept != owed)
        .map(|(_, owed)| owed)
        .collect()
}

/// What settled the findings that changes close.
pub(super) fn settled(
    changes: &[FindingChange],
    known: &[StoredFinding],
    by: impl Fn(&Finding, CloseReason) -> Option<SettledBy>,
) -> HashMap<FindingId, SettledBy> {
    let closed = changes.iter().filter_map(|change| match change {
        FindingChange::Close { id, why } => {
            let stored = known.iter().find(|stored| stored.id == *id)?;
            Some((*id, by(&stored.finding, *why)?))
        }
        _ => None,
    });
    closed.collect()
}

/// What is known of each contract, in their order.
pub(super) fn pictures(loaded: &Loaded) -> Vec<ContractPicture<'_>> {
    let mut lines: Lines<'_> = HashMap::new();
    let mut unmatched: HashMap<ContractId, Vec<BilledPart<'_>>> = HashMap::new();
    for StoredInvoice { invoice, line_states, .. } in &loaded.invoices {
        for line in &invoice.lines {
            lines.insert(line.id, (invoice, line));
            if let Some((Some(contract), standing)) = line_states.get(&line.id)
                && (standing == OPEN || standing == PROPOSED)
            {
                let open = line.amount.minor - loaded.parts.of_lines.get(&line.id).copied().unwrap_or_default();
                let amount = Money::new(open, line.amount.currency);
                unmatched.entry(*contract).or_default().push(BilledPart { invoice, line, amount });
            }
        }
    }
    let mut proposed: HashMap<CustomerId, Vec<BilledPart<'_>>> = HashMap::new();
    for (StoredInvoice { invoice, .. }, waiting) in &loaded.proposed {
        for line in invoice.lines.iter().filter(|line| waiting.contains(&line.id)) {
            let part = BilledPart { invoice, line, amount: line.amount };
            proposed.entry(invoice.customer).or_default().push(part);
        }
    }
    let mut credit_notes: HashMap<CustomerId, Vec<&Invoice>> = HashMap::new();
    for note in &loaded.credit_notes {
        credit_notes.entry(note.customer).or_default().push(note);
    }
    let mut pictures = Vec::with_capacity(loaded.contracts.len());
    for found in &loaded.contracts {
        let rows = loaded.rows.get(&found.id).map_or(&[][..], Vec::as_slice);
        pictures.push(ContractPicture {
            id: found.id,
            number: &found.number,
            details: &found.details,
            facts: &found.facts,
            practice: loaded.practices.of(&found.details),
            lines: loaded.lines.get(&found.id).map_or(&[][..], Vec::as_slice),
            gates: loaded.gates.get(&found.id).map_or(&[][..], Vec::as_slice),
            rows: rows.iter().map(|row| row_picture(row, loaded, &lines)).collect(),
            unmatched: unmatched.remove(&found.id).unwrap_or_default(),
            credit_notes: credit_notes.get(&found.details.customer).cloned().unwrap_or_default(),
            proposed: proposed.get(&found.details.customer).cloned().unwrap_or_default(),
            promises: loaded.promises.get(&found.id).map_or(&[][..], Vec::as_slice),
            visits: loaded.visits.get(&found.id).map_or(&[][..], Vec::as_slice),
            owner_gone: found.details.owner.is_some_and(|owner| loaded.gone.contains(&owner)),
            review_on: loaded.reviews.get(&found.id).copied(),
        });
    }
    pictures
}

fn row_picture<'a>(stored: &'a StoredRow, loaded: &Loaded, lines: &Lines<'a>) -> RowPicture<'a> {
    let matches = loaded.parts.of_rows.get(&stored.row.id).map_or(&[][..], Vec::as_slice);
    RowPicture {
        row: &stored.row,
        matches: matches
            .iter()
            .filter_map(|found| {
                let (invoice, line) = lines.get(&found.invoice_line)?;
                Some(BilledPart { invoice, line, amount: Money::new(found.minor, line.amount.currency) })
            })
            .collect(),
    }
}

pub(super) fn known_finding(stored: &StoredFinding, shown: &HashMap<FindingId, i64>) -> KnownFinding {
    KnownFinding {
        id: stored.id,
        finding: stored.finding.clone(),
        state: stored.state.clone(),
        recovered: stored.recovered,
        shown: shown.get(&stored.id).copied().unwrap_or_default(),
    }
}

/// Saves what changed and what is new.
pub(super) async fn write(connection: &impl ConnectionTrait, actor: &Actor, judged: Vec<Judged>) -> Result<()> {
    let day = actor.day();
    let (mut added, mut updated, mut owing) = (Vec::new(), Vec::new(), Vec::new());
    let is_new = |change: &FindingChange| matches!(change, FindingChange::Insert { .. });
    let (able, otherwise): (HashSet<PersonId>, _) = match judged.iter().any(|judged| judged.changes.iter().any(is_new))
    {
        true => (
            pursuers(connection, None).await?.into_iter().map(|person| person.id).collect(),
            settings::settled(connection).await?.findings_to,
        ),
        false => (HashSet::new(), None),
    };
    for Judged { known, changes, mut settled, answering, owed } in judged {
        owing.extend(owed);
        let owner = FindingState::owner_of_found(answering.0, answering.1, otherwise, |person| able.contains(&person));
        let mut by_id: HashMap<FindingId, StoredFinding> =
            known.into_iter().map(|stored| (stored.id, stored)).collect();
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
                        due_on: None,
                        claimed_on: None,
                        recovered: None,
                        recovered_on: None,
                        version: 1,
                    });
                    continue;
                }
                FindingChange::Update { id, finding } => (id, Some(finding), None),
                FindingChange::Close { id, why } => (id, None, Some(Next::Closed(why))),
                FindingChange::WaiveAgain { id, finding } => (id, Some(finding), Some(Next::GivenUp)),
                FindingChange::Reopen { id, finding } => (id, Some(finding), Some(Next::Found)),
            };
            if let Some(mut stored) = by_id.remove(&id) {
                let state = state.map(|next| match next {
                    Next::Closed(why) => stored.state.close(day, why, settled.remove(&id)),
                    Next::GivenUp => stored.state.given_up_before().unwrap_or(FindingState::Found),
                    Next::Found => stored.state.leaks_again(),
                });
                if let Some(finding) = finding {
                    stored.finding = finding;
                }
                if let Some(state) = state {
                    stored.state = state;
                }
                stored.changed_on = day;
                updated.push(stored);
            }
        }
    }
    store::billing::write_owed(connection, &owing).await?;
    store::finding::update_many(connection, &updated).await?;
    Ok(store::finding::insert_many(connection, &added).await?)
}
