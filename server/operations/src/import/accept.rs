//! From reviewed rows to records, in one transaction; and back.

use super::{
    AnchorChoice, Choices, Rows,
    anchors::{self, ByContract, Moved},
    known::{Directory, Recognised},
    state_code, state_of, understand,
};
use crate::{Actor, Result, contract, leakage, office, reconciliation, settings};
use model::{
    contract::{Confidentiality, ContractDetails, ContractFacts, Renewal},
    event::{Event, Subject},
    id::{ContractId, CustomerId, ImportId, InvoiceId, LegalEntityId},
    import::draft::{ContractDraft, CustomerWords, InvoiceDraft, PriceLineDraft, UnderstoodRow},
    invoice::{Invoice, InvoiceLine, Payment},
    language::Language,
    money::Currency,
    party::{CustomerDetails, LegalEntityDetails, identifier},
    permission::Permission,
    price_line::PriceLine,
    refusal::Refusal,
    view::{ImportState, ImportSummary},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use store::{ConnectionTrait, contract::Contract, customer::Customer, sight::Sight};

/// Which customers of a file are not those with nearly the same name: all of them, or those with some names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// None is taken for one with nearly the same name.
    pub all: bool,
    /// Names as in the file.
    pub names: HashSet<String>,
}

/// What a person decided in the review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptChoice {
    /// About price lines whose invoices follow the calendar.
    pub anchors: AnchorChoice,
    /// About customers whose names are nearly the same.
    pub apart: Apart,
}

/// What rows become, before anything is written.
struct Making<'a> {
    actor: &'a Actor,
    import: ImportId,
    directory: Directory,
    apart: &'a Apart,
    customers: Vec<Customer>,
    entities: Vec<(LegalEntityId, LegalEntityDetails)>,
    summary: ImportSummary,
    decision_buffer_days: u32,
}

impl Making<'_> {
    /// A customer that is there, unless a person said that it is another one with nearly the same name.
    fn known_customer(&self, words: &CustomerWords) -> Option<CustomerId> {
        match self.directory.customer(words)? {
            Recognised::Surely(id) => Some(id),
            Recognised::Nearly(id) => (!self.apart.all && !self.apart.names.contains(&words.name)).then_some(id),
        }
    }

    fn customer(&mut self, words: &CustomerWords, currency: Option<Currency>) -> CustomerId {
        if let Some(known) = self.known_customer(words) {
            return known;
        }
        let id = CustomerId(self.actor.office().clock().id());
        self.directory.add_customer(id, words);
        let country = words.country.clone().filter(|country| country.len() == 2);
        let language = match (country.as_deref(), currency) {
            (Some("FR"), _) => Language::Fr,
            (Some("CN"), _) | (None, Some(Currency::CNY)) => Language::Zh,
            _ => Language::En,
        };
        self.customers.push(Customer {
            id,
            details: CustomerDetails {
                registration_number: number(words.registration_number.as_deref()),
                vat_number: number(words.vat_number.as_deref()),
                country,
                ..CustomerDetails::named(&words.name, language)
            },
            import: Some(self.import),
            version: 1,
        });
        self.summary.customers += 1;
        id
    }

    /// The legal entity a row names; one that is named for the first time is made. Without a name, the
    /// first there is; none only where there is none at all.
    fn entity(&mut self, name: Option<&str>) -> Option<LegalEntityId> {
        if let Some(id) = self.directory.entity(name) {
            return Some(id);
        }
        let name = name?.trim();
        let id = LegalEntityId(self.actor.office().clock().id());
        self.directory.add_entity(id, name);
        self.entities.push((id, LegalEntityDetails::named(name, "")));
        Some(id)
    }

    fn contract(&mut self, draft: ContractDraft) -> Option<(Contract, Vec<PriceLine>, String)> {
        let known = draft.reference.as_deref().is_some_and(|reference| self.directory.contract(reference).is_some());
        let (false, Some(words)) = (known, &draft.customer) else {
            return None;
        };
        let customer = self.customer(words, draft.currency);
        let customer_name = words.name.clone();
        let legal_entity = self.entity(draft.legal_entity.as_deref())?;
        let id = ContractId(self.actor.office().clock().id());
        if let Some(reference) = &draft.reference {
            self.directory.add_contract(id, customer, reference, None);
        }
        let owner = self.directory.person(&draft.owner);
        let ContractDraft {
            reference,
            title,
            customer: _,
            legal_entity: _,
            contract_type,
            owner: _,
            signed_on,
            starts_on,
            term,
            renewal,
            notice,
            currency,
            value,
            payment_term,
            purchase_order,
            lines,
        } = draft;
        let lines: Vec<PriceLine> = (1..).zip(lines).filter_map(|(position, line)| self.line(position, line)).collect();
        let title = title
            .or_else(|| lines.first().map(|line| line.description.clone()))
            .or_else(|| reference.clone())
            .unwrap_or_else(|| customer_name.clone());
        let details = ContractDetails {
            title,
            contract_type,
            customer,
            legal_entity,
            reference,
            owner,
            deputy: None,
            // A list of contracts is a list of signed ones: without its day, the first day stands in.
            signed_on: signed_on.or(starts_on),
            starts_on,
            term,
            renewal: renewal.unwrap_or(Renewal::None),
            notice,
            decision_buffer_days: self.decision_buffer_days,
            currency: currency.unwrap_or(Currency::EUR),
            value,
            payment_term,
            purchase_order,
            confidentiality: Confidentiality::Organisation,
        };
        self.summary.contracts += 1;
        let facts = ContractFacts::default();
        let contract = Contract { id, number: String::new(), details, facts, import: Some(self.import), version: 1 };
        Some((contract, lines, customer_name))
    }

    fn line(&self, position: u32, draft: PriceLineDraft) -> Option<PriceLine> {
        let PriceLineDraft {
            row: _,
            description,
            quantity,
            unit,
            unit_price,
            vat_percent,
            recurrence,
            starts_on,
            ends_on,
            discounts,
            increase,
        } = draft;
        Some(PriceLine {
            id: contract::new_line_id(self.actor),
            position,
            description,
            quantity,
            unit,
            unit_price,
            vat_percent,
            recurrence: recurrence?,
            starts_on,
            ends_on,
            discounts,
            ramp: Vec::new(),
            increase,
        })
    }

    fn invoice(&mut self, draft: InvoiceDraft) -> Option<(Invoice, Option<ContractId>)> {
        let named = draft.contract_reference.as_deref().and_then(|reference| self.directory.contract(reference));
        let contract = named.map(|(contract, _, _)| *contract);
        let known = match &draft.customer {
            Some(words) => self.known_customer(words).or_else(|| {
                let unknown = self.directory.customer(words).is_none();
                self.directory.customer_of(&draft).filter(|_| unknown)
            }),
            None => self.directory.customer_of(&draft),
        };
        let customer = match (known, &draft.customer) {
            (Some(customer), _) => customer,
            (None, Some(words)) => self.customer(words, draft.currency),
            (None, None) => return None,
        };
        let InvoiceDraft {
            kind,
            number,
            customer: _,
            contract_reference,
            legal_entity,
            issued_on,
            due_on,
            currency,
            total_with_tax,
            lines,
            payments,
        } = draft;
        let (number, issued_on, currency) = (number?, issued_on?, currency?);
        if !self.directory.add_invoice(customer, &number) {
            return None;
        }
        let legal_entity = legal_entity.as_deref().and_then(|name| self.entity(Some(name)));
        let clock = self.actor.office().clock().clone();
        self.summary.invoices += 1;
        let invoice = Invoice {
            id: InvoiceId(clock.id()),
            kind,
            number,
            legal_entity,
            customer,
            contract_reference,
            issued_on,
            due_on,
            currency,
            total_with_tax,
            lines: lines
                .into_iter()
                .map(|line| InvoiceLine {
                    id: clock.id().into(),
                    description: line.description,
                    period: line.period,
                    amount: line.amount,
                    vat_percent: line.vat_percent,
                })
                .collect(),
            payments: payments
                .into_iter()
                .map(|payment| Payment {
                    id: clock.id().into(),
                    received_on: payment.received_on,
                    amount: payment.amount,
                })
                .collect(),
        };
        Some((invoice, contract))
    }

    async fn write_parties(&mut self, connection: &impl ConnectionTrait) -> Result<()> {
        for (id, details) in &self.entities {
            store::legal_entity::insert(connection, *id, details, Some(self.import)).await?;
        }
        Ok(store::customer::insert_many(connection, std::mem::take(&mut self.customers)).await?)
    }
}

/// A number as it is kept; whether it is right is for a person to see.
fn number(text: Option<&str>) -> Option<String> {
    text.map(identifier::fold).filter(|number| !number.is_empty())
}

fn acceptable<T>(rows: Vec<UnderstoodRow<T>>) -> (Vec<T>, u32) {
    let all = rows.len();
    let drafts: Vec<T> = rows.into_iter().filter(UnderstoodRow::is_acceptable).filter_map(|row| row.draft).collect();
    let left_out = u32::try_from(all - drafts.len()).unwrap_or(u32::MAX);
    (drafts, left_out)
}

/// Makes records of every row that can be accepted, with ledger, matches and findings: all or nothing.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::WrongState`] if that was done before, [`Refusal::Stale`];
/// [`Refusal::NoLegalEntity`] if a contract names no company of ours and there is none.
pub async fn accept(actor: &Actor, id: ImportId, version: i32, choice: &AcceptChoice) -> Result<ImportSummary> {
    let mut acting = actor.begin(Permission::Import).await?;
    let mut row = store::import::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    if state_of(&row.state) != ImportState::Review {
        return Err(Refusal::WrongState.into());
    }
    row.version = version;
    let choices: Choices = serde_json::from_str(&row.choices)?;
    let understood = understand(&row, &choices).await?;
    let directory = Directory::load(acting.connection()).await?;
    let mut making = Making {
        actor,
        import: id,
        directory,
        apart: &choice.apart,
        customers: Vec::new(),
        entities: Vec::new(),
        summary: ImportSummary::default(),
        decision_buffer_days: settings::settled(acting.connection()).await?.decision_buffer_days,
    };
    let known_before = store::invoice::known_days(acting.connection()).await?;
    let Made { customers, mut concerned, observed } = match understood.rows {
        Rows::Contracts(rows) => accept_contracts(acting.connection(), &mut making, rows).await?,
        Rows::Invoices(rows) => accept_invoices(acting.connection(), &mut making, rows).await?,
    };
    let found = anchors::find(acting.connection(), actor.day(), &observed).await?;
    let moved = anchors::apply(&mut acting, actor, found, &choice.anchors).await?;
    concerned.extend(moved.iter().map(|moved| moved.contract));
    let settings = office::settings(acting.connection()).await?;
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    concerned.extend(reconciliation::reconcile(acting.connection(), actor, &settings, &customers).await?);
    let known_after = store::invoice::known_days(acting.connection()).await?;
    let by_days = reconciliation::concerned_by_known_days(acting.connection(), known_before, known_after).await?;
    concerned.extend(by_days);
    let concerned = in_order(concerned);
    leakage::recompute(acting.connection(), actor, &concerned).await?;
    row.decisions = serde_json::to_string(&Decisions { moved })?;
    let mut summary = making.summary;
    summary.waiting = count(store::reconciliation::count_waiting(acting.connection()).await?);
    let open = store::finding::count_open(acting.connection(), Sight::Everything).await?;
    summary.findings = count(open);
    row.state = state_code(ImportState::Accepted).to_owned();
    row.summary = serde_json::to_string(&summary)?;
    row.finished_at = Some(actor.now().timestamp_millis());
    store::import::update(acting.connection(), &row).await?;
    let ImportSummary { contracts, customers, invoices, .. } = summary;
    acting.record(Subject::Import(id), Event::ImportAccepted { file: row.file_name, contracts, customers, invoices });
    acting.commit().await?;
    Ok(summary)
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What was decided while accepting and is needed to undo it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Decisions {
    moved: Vec<Moved>,
}

/// What an acceptance made that the rest follows from.
struct Made {
    /// Customers whose open invoice lines may find a row now.
    customers: HashSet<CustomerId>,
    /// Contracts about which something else may be said now, whatever reconciliation finds.
    concerned: HashSet<ContractId>,
    /// What invoices say of contracts, for finding the day from which periods are counted.
    observed: ByContract,
}

/// Identities in the order of the tables, so that the work reads them in one direction.
fn in_order(concerned: HashSet<ContractId>) -> Vec<ContractId> {
    let mut ids: Vec<ContractId> = concerned.into_iter().collect();
    ids.sort_unstable();
    ids
}

async fn accept_contracts(
    connection: &impl ConnectionTrait,
    making: &mut Making<'_>,
    rows: Vec<UnderstoodRow<ContractDraft>>,
) -> Result<Made> {
    let (drafts, left_out) = acceptable(rows);
    let offered = drafts.len();
    if drafts.iter().any(|draft| making.directory.lacks_entity(draft)) {
        return Err(Refusal::NoLegalEntity.into());
    }
    let mut contracts: Vec<_> = drafts.into_iter().filter_map(|draft| making.contract(draft)).collect();
    making.summary.left_out = left_out + count((offered - contracts.len()) as u64);
    let numbers = contract::take_numbers(connection, making.actor.day(), contracts.len()).await?;
    for ((contract, _, _), number) in contracts.iter_mut().zip(numbers) {
        contract.number = number;
    }
    making.write_parties(connection).await?;
    let mut customers: HashSet<CustomerId> =
        contracts.iter().map(|(contract, _, _)| contract.details.customer).collect();
    let concerned: HashSet<ContractId> = contracts.iter().map(|(contract, _, _)| contract.id).collect();
    // Invoices that came before the contracts they name may have gone to other customers.
    let references: Vec<String> =
        contracts.iter().filter_map(|(contract, _, _)| contract.details.reference.clone()).collect();
    customers.extend(store::invoice::customers_naming(connection, &references).await?);
    contract::insert(connection, making.actor, contracts).await?;
    let waiting: Vec<CustomerId> = customers.iter().copied().collect();
    let observed = anchors::observed_waiting(connection, &making.directory, &waiting, &concerned).await?;
    Ok(Made { customers, concerned, observed })
}

async fn accept_invoices(
    connection: &impl ConnectionTrait,
    making: &mut Making<'_>,
    rows: Vec<UnderstoodRow<InvoiceDraft>>,
) -> Result<Made> {
    let (drafts, left_out) = acceptable(rows);
    let offered = drafts.len();
    let observed = anchors::observed(&making.directory, drafts.iter());
    let invoices: Vec<_> = drafts.into_iter().filter_map(|draft| making.invoice(draft)).collect();
    making.summary.left_out = left_out + count((offered - invoices.len()) as u64);
    making.write_parties(connection).await?;
    let now = making.actor.now().timestamp_millis();
    store::invoice::insert_many(connection, &invoices, Some(making.import), now).await?;
    let customers = invoices.iter().map(|(invoice, _)| invoice.customer).collect();
    let concerned = invoices.iter().filter_map(|(_, contract)| *contract).collect();
    Ok(Made { customers, concerned, observed })
}

/// Takes an accepted import back: exactly what it made, and what was computed from it.
///
/// # Errors
/// [`Refusal::WrongState`] if it is not accepted, or if somebody changed one of its contracts since.
pub async fn undo(actor: &Actor, id: ImportId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::Import).await?;
    let mut row = store::import::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let changed = store::contract::changed_since_import(acting.connection(), id).await?;
    if state_of(&row.state) != ImportState::Accepted || changed > 0 {
        return Err(Refusal::WrongState.into());
    }
    row.version = version;
    let known_before = store::invoice::known_days(acting.connection()).await?;
    let billed = store::import::contracts_billed_by(acting.connection(), id).await?;
    store::import::delete_records(acting.connection(), id).await?;
    reconciliation::recount(acting.connection(), &billed).await?;
    let Decisions { moved } = serde_json::from_str(&row.decisions)?;
    anchors::take_back(&mut acting, actor, &moved).await?;
    let known_after = store::invoice::known_days(acting.connection()).await?;
    let mut concerned: HashSet<ContractId> = billed.into_iter().collect();
    concerned.extend(moved.iter().map(|moved| moved.contract));
    let by_days = reconciliation::concerned_by_known_days(acting.connection(), known_before, known_after).await?;
    concerned.extend(by_days);
    leakage::recompute(acting.connection(), actor, &in_order(concerned)).await?;
    row.state = state_code(ImportState::Undone).to_owned();
    store::import::update(acting.connection(), &row).await?;
    acting.record(Subject::Import(id), Event::ImportUndone { file: row.file_name });
    acting.commit().await
}
