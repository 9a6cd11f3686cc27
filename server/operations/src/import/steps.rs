//! The steps of accepting an import. Each is bounded, because on SQLite nobody else can save meanwhile, and whole:
//! what it did and where the run stands after it are committed together.

use super::{
    Choices, Rows,
    accept::Decisions,
    anchors, kind_of,
    known::Directory,
    making::Making,
    received::{self, Judging, Verdict},
    run::{Goal, Stage, Work, code},
    state_code, understand,
};
use crate::{Actor, Result, actor::Acting, contract, leakage, office, reconciliation, settings};
use model::{
    contract::fold_reference,
    event::{Event, Subject},
    id::{ContractId, CustomerId, ImportId, InvoiceId},
    import::draft::{ContractDraft, InvoiceDraft, UnderstoodRow},
    permission::Permission,
    refusal::Refusal,
    view::{ImportState, ImportSummary},
};
use std::collections::{BTreeSet, HashSet};
use store::{
    import::{Listed, Outcome, run::Run},
    sight::Sight,
};

/// How many contracts are made in one step: each brings its ledger with it.
const CONTRACTS_TOGETHER: usize = 100;
/// How many invoices are made in one step.
const INVOICES_TOGETHER: usize = 500;
/// Most customers whose invoices are matched in one step.
const CUSTOMERS_TOGETHER: usize = 200;
/// How many contracts and waiting invoice lines are matched in one step, unless one customer has more.
const WEIGHT_TOGETHER: u64 = 1_500;
/// How many contracts are judged in one step.
pub(super) const JUDGED_TOGETHER: usize = 400;

/// The rows of a file that can be accepted.
enum Drafts {
    Contracts(Vec<ContractDraft>),
    Invoices(Vec<InvoiceDraft>),
}

/// What is found out once and kept while one program goes from step to step; it can be found out again.
#[derive(Default)]
pub(super) struct Prepared {
    drafts: Option<Drafts>,
    /// What is there already, and the numbers of records by which is seen whether somebody else added some.
    directory: Option<(Directory, [u64; 4])>,
    customers: Option<Vec<CustomerId>>,
    contracts: Option<Vec<ContractId>>,
}

impl Prepared {
    /// Reads the file where the step needs it, before its transaction begins.
    pub(super) async fn make_ready(&mut self, actor: &Actor, id: ImportId, stage: Stage) -> Result<()> {
        if !matches!(stage, Stage::Records | Stage::Calendar) {
            (self.drafts, self.directory) = (None, None);
        } else if self.drafts.is_none() {
            let reading = actor.read(Permission::Import)?;
            let mut row = store::import::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
            let choices: Choices = serde_json::from_str(&row.choices)?;
            self.drafts = Some(match understand(reading.connection(), actor.day(), &mut row, &choices).await?.rows {
                Rows::Contracts(rows) => Drafts::Contracts(taken(rows)),
                Rows::Invoices(rows) => Drafts::Invoices(in_order(taken(rows))),
            });
        }
        Ok(())
    }
}

fn taken<T>(rows: Vec<UnderstoodRow<T>>) -> Vec<T> {
    rows.into_iter().filter(UnderstoodRow::is_acceptable).filter_map(|row| row.draft).collect()
}

/// One step of a run, inside its transaction.
pub(super) struct Step<'a, 'b> {
    pub(super) actor: &'a Actor,
    pub(super) acting: &'a mut Acting<'b>,
    pub(super) import: ImportId,
    pub(super) goal: Goal,
    pub(super) run: &'a mut Run,
    pub(super) work: &'a mut Work,
}

impl Step<'_, '_> {
    /// Does the step, and says in the run what comes next.
    pub(super) async fn take(&mut self, stage: Stage, prepared: &mut Prepared, import: Listed) -> Result<()> {
        match stage {
            Stage::Records => self.make(prepared).await,
            Stage::Calendar => self.follow_calendar(prepared).await,
            Stage::Judging => self.judge(prepared).await,
            Stage::Following => self.judge_others(prepared, import).await,
            Stage::Removing => self.remove(kind_of(&import.kind)).await,
            Stage::Parties => self.remove_parties().await,
        }
    }

    /// Goes on with another stage.
    pub(super) fn begin(&mut self, stage: Stage, total: usize) -> Result<()> {
        self.run.stage = code(&stage)?;
        (self.run.after, self.run.done) = (None, 0);
        self.run.total = i64::try_from(total).unwrap_or(i64::MAX);
        Ok(())
    }

    /// Remembers the last of those that were done, in the order of their identities.
    pub(super) fn reach(&mut self, last: Option<uuid::Uuid>, done: usize) {
        self.run.after = last.map(|last| last.to_string());
        self.run.done = self.run.done.saturating_add(i64::try_from(done).unwrap_or(i64::MAX));
    }

    /// The first of those that are not done yet.
    pub(super) fn rest<T: Copy + Into<uuid::Uuid>>(&self, all: &[T]) -> Vec<T> {
        let after = self.run.after.as_deref().and_then(|after| uuid::Uuid::parse_str(after).ok());
        all.iter().copied().filter(|id| after.is_none_or(|after| (*id).into() > after)).collect()
    }

    async fn make(&mut self, prepared: &mut Prepared) -> Result<()> {
        let from = usize::try_from(self.run.done).unwrap_or(usize::MAX);
        let connection = self.acting.connection();
        let there = store::import::known_counts(connection).await?;
        let mut directory = match prepared.directory.take().filter(|(_, counts)| *counts == there) {
            Some((known, _)) => known,
            None => Directory::load(connection, Some(self.import)).await?,
        };
        directory.prefer_entity(self.work.entity);
        let choice = self.work.choice.clone();
        let house = settings::settled(connection).await?;
        let mut making = Making {
            actor: self.actor,
            import: self.import,
            directory,
            apart: &choice.apart,
            customers: Vec::new(),
            entities: Vec::new(),
            summary: self.work.summary,
            decision_buffer_days: house.decision_buffer_days,
            language: house.language,
        };
        let (done, all) = match &prepared.drafts {
            Some(Drafts::Contracts(drafts)) => {
                let some = some_of(drafts, from, CONTRACTS_TOGETHER);
                self.make_contracts(&mut making, some.to_vec()).await?;
                (from + some.len(), drafts.len())
            }
            Some(Drafts::Invoices(drafts)) => {
                let some = some_of(drafts, from, together(drafts, from));
                self.make_invoices(&mut making, some.to_vec()).await?;
                (from + some.len(), drafts.len())
            }
            None => (0, 0),
        };
        self.work.summary = making.summary;
        prepared.directory = Some((making.directory, store::import::known_counts(self.acting.connection()).await?));
        self.run.done = i64::try_from(done).unwrap_or(i64::MAX);
        if done >= all {
            self.begin(Stage::Calendar, 0)?;
        }
        Ok(())
    }

    async fn make_contracts(&self, making: &mut Making<'_>, drafts: Vec<ContractDraft>) -> Result<()> {
        let connection = self.acting.connection();
        let offered = drafts.len();
        if drafts.iter().any(|draft| making.directory.lacks_entity(draft)) {
            return Err(Refusal::NoLegalEntity.into());
        }
        let mut contracts: Vec<_> = drafts.into_iter().filter_map(|draft| making.contract(draft)).collect();
        making.summary.left_out += count(offered - contracts.len());
        let numbers = contract::take_numbers(connection, self.actor.day(), contracts.len()).await?;
        for ((contract, _, _), number) in contracts.iter_mut().zip(numbers) {
            contract.number = number;
        }
        self.write_parties(making).await?;
        contract::insert(connection, self.actor, contracts).await
    }

    async fn make_invoices(&self, making: &mut Making<'_>, drafts: Vec<InvoiceDraft>) -> Result<()> {
        let connection = self.acting.connection();
        let offered = drafts.len();
        let verdicts = self.received(&making.directory, &drafts).await?;
        let new = received::payments(self.actor, self.import, &verdicts);
        let paid = verdicts.iter().filter(|verdict| !verdict.adds.is_empty()).count();
        making.summary.payments = making.summary.payments.saturating_add(count(new.len()));
        let there = drafts.into_iter().zip(verdicts);
        let invoices: Vec<_> = there
            .filter(|(draft, verdict)| draft.alone.is_none() && verdict.invoice.is_none())
            .filter_map(|(draft, _)| making.invoice(draft))
            .collect();
        making.summary.left_out += count(offered - invoices.len() - paid);
        self.write_parties(making).await?;
        let now = self.actor.now().timestamp_millis();
        store::invoice::insert_many(connection, &invoices, Some(self.import), now).await?;
        Ok(store::invoice::add_payments(connection, new).await?)
    }

    /// What drafts say was received for invoices that are there. Those invoices are held before it is settled, so that
    /// nobody records the same money meanwhile.
    async fn received(&self, directory: &Directory, drafts: &[InvoiceDraft]) -> Result<Vec<Verdict>> {
        let connection = self.acting.connection();
        let drafts: Vec<&InvoiceDraft> = drafts.iter().collect();
        let judging = Judging {
            actor: self.actor,
            directory,
            apart: &self.work.choice.apart,
            taken_in: &self.work.choice.taken_in,
            import: self.import,
            sight: Sight::Everything,
        };
        let verdicts = judging.judge(connection, &drafts).await?;
        let gaining = verdicts.iter().filter(|verdict| !verdict.adds.is_empty());
        let mut held: Vec<InvoiceId> = gaining.filter_map(|verdict| verdict.invoice).map(|(id, _)| id).collect();
        held.sort_unstable();
        held.dedup();
        if held.is_empty() {
            return Ok(verdicts);
        }
        store::invoice::touch(connection, &held).await?;
        judging.judge(connection, &drafts).await
    }

    async fn write_parties(&self, making: &mut Making<'_>) -> Result<()> {
        let connection = self.acting.connection();
        for (id, details) in &making.entities {
            store::legal_entity::insert(connection, *id, details, Some(self.import)).await?;
        }
        Ok(store::customer::insert_many(connection, std::mem::take(&mut making.customers)).await?)
    }

    /// Counts the periods of price lines as the invoices do, before these are matched.
    async fn follow_calendar(&mut self, prepared: &mut Prepared) -> Result<()> {
        let connection = self.acting.connection();
        let directory = Directory::load(connection, Some(self.import)).await?;
        let customers = self.customers(prepared).await?;
        let observed = match &prepared.drafts {
            Some(Drafts::Invoices(drafts)) => anchors::observed(&directory, drafts.iter()),
            _ => {
                let made = store::import::concerned_by(connection, self.import, &customers).await?;
                let made: HashSet<ContractId> = made.into_iter().collect();
                anchors::observed_waiting(connection, &directory, &customers, &made).await?
            }
        };
        let found = anchors::find(connection, self.actor.day(), &observed).await?;
        self.work.moved = anchors::apply(self.acting, self.actor, found, &self.work.choice.anchors).await?;
        self.begin(Stage::Judging, customers.len())
    }

    /// The customers whose open invoice lines may find a row now, in order.
    async fn customers(&self, prepared: &mut Prepared) -> Result<Vec<CustomerId>> {
        if let Some(known) = &prepared.customers {
            return Ok(known.clone());
        }
        let connection = self.acting.connection();
        let mut customers = store::import::customers_of(connection, self.import).await?;
        // Invoices that came before the contracts they name may have gone to other customers.
        let references = store::import::references_of(connection, self.import).await?;
        customers.extend(store::invoice::customers_naming(connection, &references).await?);
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        prepared.customers = Some(customers.clone());
        Ok(customers)
    }

    /// Matches the invoices of some customers, and judges what that changed.
    async fn judge(&mut self, prepared: &mut Prepared) -> Result<()> {
        let rest = self.rest(&self.customers(prepared).await?);
        let connection = self.acting.connection();
        let next = rest.get(..CUSTOMERS_TOGETHER).unwrap_or(&rest);
        let weights = store::invoice::weights(connection, next).await?;
        let (mut some, mut weight) = (Vec::new(), 0);
        for customer in next {
            let own = weights.get(customer).copied().unwrap_or_default();
            if !some.is_empty() && weight + own > WEIGHT_TOGETHER {
                break;
            }
            some.push(*customer);
            weight += own;
        }
        if !some.is_empty() {
            let settings = office::settings(connection).await?;
            let mut concerned = reconciliation::reconcile(connection, self.actor, &settings, &some).await?;
            concerned.extend(store::import::concerned_by(connection, self.import, &some).await?);
            let mut concerned: Vec<ContractId> = concerned.into_iter().collect();
            concerned.sort_unstable();
            // What one customer has too much of is judged with what follows.
            let later = concerned.split_off(concerned.len().min(JUDGED_TOGETHER));
            leakage::recompute(connection, self.actor, &concerned).await?;
            leakage::recompute_loose(connection, self.actor, &some).await?;
            self.work.concerned.extend(later);
        }
        self.reach(some.last().map(|id| id.0), some.len());
        if some.len() == rest.len() {
            self.work.concerned.extend(self.work.moved.iter().map(|moved| moved.contract));
            self.begin(Stage::Following, 0)?;
        }
        Ok(())
    }

    /// Judges some of the contracts about which something else may be said now; after the last, the run ends.
    pub(super) async fn judge_others(&mut self, prepared: &mut Prepared, import: Listed) -> Result<()> {
        let connection = self.acting.connection();
        let all = match &prepared.contracts {
            Some(known) => known.clone(),
            None => {
                let known_now = store::invoice::known_days(connection).await?;
                let by_days =
                    reconciliation::concerned_by_known_days(connection, self.work.known_before, known_now).await?;
                let all: BTreeSet<ContractId> =
                    by_days.into_iter().chain(self.work.concerned.iter().copied()).collect();
                let all: Vec<ContractId> = all.into_iter().collect();
                prepared.contracts = Some(all.clone());
                all
            }
        };
        let rest = self.rest(&all);
        let some = rest.get(..JUDGED_TOGETHER).unwrap_or(&rest);
        leakage::recompute(connection, self.actor, some).await?;
        self.run.total = i64::try_from(all.len()).unwrap_or(i64::MAX);
        self.reach(some.last().map(|id| id.0), some.len());
        if some.len() == rest.len() { self.end(import).await } else { Ok(()) }
    }

    /// The import has come where it should.
    async fn end(&mut self, import: Listed) -> Result<()> {
        let connection = self.acting.connection();
        let now = self.actor.now().timestamp_millis();
        let before = if self.goal == Goal::Accepted { ImportState::Accepting } else { ImportState::Undoing };
        let mut outcome = Outcome { summary: import.summary, decisions: import.decisions, finished_at: Some(now) };
        match self.goal {
            Goal::Accepted => {
                let summary = &mut self.work.summary;
                summary.waiting = count(store::import::count_waiting(connection, self.import).await?);
                summary.findings = count(store::import::count_findings(connection, self.import).await?);
                outcome.decisions = serde_json::to_string(&Decisions { moved: self.work.moved.clone() })?;
                let ImportSummary { contracts, customers, invoices, payments, .. } = *summary;
                if payments > 0 {
                    let event = Event::PaymentsImported { file: import.file_name.clone(), payments };
                    self.acting.record(Subject::Import(self.import), event);
                }
                // Of payments alone it was said that they came.
                if payments == 0 || contracts + customers + invoices > 0 {
                    let event = Event::ImportAccepted { file: import.file_name, contracts, customers, invoices };
                    self.acting.record(Subject::Import(self.import), event);
                }
            }
            Goal::Undone => {
                self.acting.record(Subject::Import(self.import), Event::ImportUndone { file: import.file_name });
            }
            Goal::Review => {
                self.work.summary = ImportSummary { kept: self.work.summary.kept, ..ImportSummary::default() };
                outcome.finished_at = None;
            }
        }
        outcome.summary = serde_json::to_string(&self.work.summary)?;
        let states = (state_code(before), state_code(self.goal.state()));
        store::import::move_on(self.acting.connection(), self.import, None, states, Some(outcome)).await?;
        self.run.ended_at = Some(now);
        Ok(())
    }
}

/// Payments that stand alone by their invoices, so that those of one come in one step; invoices as in the file.
fn in_order(mut drafts: Vec<InvoiceDraft>) -> Vec<InvoiceDraft> {
    drafts.sort_by_cached_key(lone_number);
    drafts
}

/// The number of the invoice of a payment that stands alone.
fn lone_number(draft: &InvoiceDraft) -> Option<String> {
    draft.alone.and(draft.number.as_deref()).map(fold_reference)
}

/// How many drafts are taken in one step from a place on: payments of one invoice are not parted.
fn together(drafts: &[InvoiceDraft], from: usize) -> usize {
    let rest = drafts.get(from.saturating_add(INVOICES_TOGETHER).saturating_sub(1)..).unwrap_or_default();
    let last = rest.first().and_then(lone_number);
    let more = rest.iter().skip(1).take_while(|draft| last.is_some() && lone_number(draft) == last).count();
    INVOICES_TOGETHER.saturating_add(more)
}

fn some_of<T>(drafts: &[T], from: usize, most: usize) -> &[T] {
    let from = from.min(drafts.len());
    drafts.get(from..drafts.len().min(from + most)).unwrap_or_default()
}

fn count(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}
