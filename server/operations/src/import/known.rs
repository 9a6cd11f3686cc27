//! What is already there, so that a file's customers, contracts and invoices are recognised.

use crate::{Result, practice::Practices};
use model::{
    calendar::Day,
    contract::fold_reference,
    id::{ContractId, CustomerId, ImportId, InvoiceId, LegalEntityId, PersonId},
    import::{
        differing::differences,
        draft::{ContractDraft, CustomerWords, InvoiceDraft, PersonWords},
        similar::{keys, near_same},
    },
    price_line::PriceLine,
    view::{Known, ReviewRow},
};
use std::collections::{HashMap, HashSet, hash_map::Entry};
use store::{ConnectionTrait, contract::Contract, invoice::Numbered, sight::Sight};

/// How many contracts that are there are compared with a file at once.
const TOGETHER: usize = 2_000;

/// Everything an import is compared with. It is loaded once an import and kept up to date while rows are
/// turned into records, so that the second row of a new customer finds the first one's.
#[derive(Debug, Default)]
pub(super) struct Directory {
    customers: HashMap<CustomerId, String>,
    customers_by_identifier: HashMap<String, CustomerId>,
    customers_by_key: HashMap<String, Vec<CustomerId>>,
    contracts: HashMap<String, (ContractId, CustomerId, String)>,
    contracts_of: HashMap<CustomerId, HashSet<ContractId>>,
    invoices: HashMap<(CustomerId, String), KnownInvoice>,
    entities: HashMap<String, LegalEntityId>,
    first_entity: Option<LegalEntityId>,
    people: HashMap<String, PersonId>,
}

/// An invoice that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KnownInvoice {
    pub(super) id: InvoiceId,
    pub(super) customer: CustomerId,
    /// The import that made it.
    pub(super) import: Option<ImportId>,
}

/// Why no invoice is found by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotThere {
    /// None has it.
    Nowhere,
    /// So many have it, of several customers.
    Several(u32),
}

/// Invoices by their numbers alone.
pub(super) struct ByNumber(HashMap<String, Vec<KnownInvoice>>);

impl ByNumber {
    /// The only invoice of a number.
    pub(super) fn find(&self, number: &str) -> std::result::Result<KnownInvoice, NotThere> {
        match self.0.get(&fold_reference(number)).map_or(&[][..], Vec::as_slice) {
            [] => Err(NotThere::Nowhere),
            [only] => Ok(*only),
            several => Err(NotThere::Several(u32::try_from(several.len()).unwrap_or(u32::MAX))),
        }
    }
}

/// How a customer was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recognised {
    /// By an identifier or the very same name.
    Surely(CustomerId),
    /// By a name that is nearly the same.
    Nearly(CustomerId),
}

impl Recognised {
    pub(super) const fn id(self) -> CustomerId {
        match self {
            Self::Surely(id) | Self::Nearly(id) => id,
        }
    }
}

impl Directory {
    /// Loads what is there. Contracts that an import itself has made are known by their references alone: a number of
    /// ours was not there when its rows were reviewed.
    pub(super) async fn load(connection: &impl ConnectionTrait, import: Option<ImportId>) -> Result<Self> {
        Self::load_but(connection, import, None).await
    }

    /// Loads what is there, but for the contracts and invoices that an import made.
    pub(super) async fn before(connection: &impl ConnectionTrait, import: ImportId) -> Result<Self> {
        Self::load_but(connection, None, Some(import)).await
    }

    async fn load_but(
        connection: &impl ConnectionTrait,
        import: Option<ImportId>,
        but: Option<ImportId>,
    ) -> Result<Self> {
        let mut directory = Self::default();
        for customer in store::customer::all(connection).await? {
            directory.add_customer(
                customer.id,
                &CustomerWords {
                    name: customer.details.name,
                    country: customer.details.country,
                    registration_number: customer.details.registration_number,
                    vat_number: customer.details.vat_number,
                },
            );
        }
        for known in store::contract::numbers(connection).await? {
            if but.is_some() && known.import == but {
                continue;
            }
            if import.is_some() && known.import == import {
                directory.add_contract(known.id, known.customer, known.reference.as_deref().unwrap_or_default(), None);
            } else {
                directory.add_contract(known.id, known.customer, &known.number, known.reference.as_deref());
            }
        }
        for Numbered { id, customer, number, import } in store::invoice::numbers(connection, but).await? {
            directory.invoices.insert((customer, fold_reference(&number)), KnownInvoice { id, customer, import });
        }
        for (id, entity) in store::legal_entity::list(connection).await? {
            directory.add_entity(id, &entity.name);
        }
        for person in store::person::list(connection).await? {
            directory.people.insert(person.email.to_lowercase(), person.id);
            directory.people.insert(person.name.to_lowercase(), person.id);
        }
        Ok(directory)
    }

    pub(super) fn add_customer(&mut self, id: CustomerId, words: &CustomerWords) {
        for key in keys(&words.name) {
            self.customers_by_key.entry(key).or_default().push(id);
        }
        for identifier in [&words.registration_number, &words.vat_number].into_iter().flatten() {
            self.customers_by_identifier.insert(fold_reference(identifier), id);
        }
        self.customers.insert(id, words.name.clone());
    }

    pub(super) fn add_contract(&mut self, id: ContractId, customer: CustomerId, number: &str, reference: Option<&str>) {
        self.contracts_of.entry(customer).or_default().insert(id);
        for text in [Some(number), reference].into_iter().flatten() {
            let folded = fold_reference(text);
            if !folded.is_empty() {
                self.contracts.insert(folded, (id, customer, number.to_owned()));
            }
        }
    }

    pub(super) fn add_entity(&mut self, id: LegalEntityId, name: &str) {
        self.entities.insert(name.trim().to_lowercase(), id);
        self.first_entity.get_or_insert(id);
    }

    /// Makes a company of ours the one for rows that name none.
    pub(super) fn prefer_entity(&mut self, entity: Option<LegalEntityId>) {
        let entity = entity.filter(|entity| self.entities.values().any(|known| known == entity));
        self.first_entity = entity.or(self.first_entity);
    }

    /// Adds an invoice, unless its customer has one of its number.
    pub(super) fn add_invoice(&mut self, invoice: KnownInvoice, number: &str) -> bool {
        match self.invoices.entry((invoice.customer, fold_reference(number))) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(invoice);
                true
            }
        }
    }

    /// The invoice of a customer by its number.
    pub(super) fn invoice(&self, customer: CustomerId, number: &str) -> Option<KnownInvoice> {
        self.invoices.get(&(customer, fold_reference(number))).copied()
    }

    /// The invoices with some numbers, whoever received them.
    pub(super) fn by_number<'a>(&self, numbers: impl Iterator<Item = &'a str>) -> ByNumber {
        let mut found: HashMap<String, Vec<KnownInvoice>> =
            numbers.map(|number| (fold_reference(number), Vec::new())).collect();
        if !found.is_empty() {
            for ((_, number), invoice) in &self.invoices {
                if let Some(known) = found.get_mut(number) {
                    known.push(*invoice);
                }
            }
        }
        ByNumber(found)
    }

    /// The name of a customer who is there.
    pub(super) fn customer_name(&self, id: CustomerId) -> Option<String> {
        self.customers.get(&id).cloned()
    }

    pub(super) fn customer(&self, words: &CustomerWords) -> Option<Recognised> {
        let identifiers = [&words.registration_number, &words.vat_number];
        let by_identifier = identifiers
            .into_iter()
            .flatten()
            .find_map(|identifier| self.customers_by_identifier.get(&fold_reference(identifier)).copied());
        if let Some(id) = by_identifier {
            return Some(Recognised::Surely(id));
        }
        let candidates = keys(&words.name).into_iter().filter_map(|key| self.customers_by_key.get(&key)).flatten();
        let mut nearly = None;
        for id in candidates {
            let name = self.customers.get(id).map_or("", String::as_str);
            if name.trim().to_lowercase() == words.name.trim().to_lowercase() {
                return Some(Recognised::Surely(*id));
            }
            if nearly.is_none() && near_same(name, &words.name) {
                nearly = Some(Recognised::Nearly(*id));
            }
        }
        nearly
    }

    pub(super) fn contract(&self, reference: &str) -> Option<&(ContractId, CustomerId, String)> {
        self.contracts.get(&fold_reference(reference))
    }

    /// The contract of a customer who has one alone.
    pub(super) fn only_contract_of(&self, customer: CustomerId) -> Option<ContractId> {
        let contracts = self.contracts_of.get(&customer)?;
        if contracts.len() == 1 { contracts.iter().next().copied() } else { None }
    }

    pub(super) fn entity(&self, name: Option<&str>) -> Option<LegalEntityId> {
        match name {
            Some(name) => self.entities.get(&name.trim().to_lowercase()).copied(),
            None => self.first_entity,
        }
    }

    /// Whether a contract would have no company of ours.
    pub(super) fn lacks_entity(&self, draft: &ContractDraft) -> bool {
        draft.legal_entity.is_none() && self.first_entity.is_none()
    }

    pub(super) fn person(&self, words: &PersonWords) -> Option<PersonId> {
        let texts = [&words.email, &words.name];
        texts.into_iter().flatten().find_map(|text| self.people.get(&text.trim().to_lowercase()).copied())
    }

    fn known(&self, words: Option<&CustomerWords>) -> (Option<Recognised>, Known) {
        let recognised = words.and_then(|words| self.customer(words));
        let name = recognised.and_then(|recognised| self.customers.get(&recognised.id()).cloned());
        let near_same = matches!(recognised, Some(Recognised::Nearly(_)));
        (recognised, Known { customer: name, near_same, ..Known::default() })
    }

    pub(super) fn known_contract(&self, draft: &ContractDraft) -> Known {
        let (_, mut known) = self.known(draft.customer.as_ref());
        let same = draft.reference.as_deref().and_then(|reference| self.contract(reference));
        known.same_number = same.map(|(_, _, number)| number.clone());
        known
    }

    /// Says of each row whose contract is there what the file says otherwise, on a day, as far as the contract may be
    /// seen: two queries for each [`TOGETHER`] of them.
    pub(super) async fn tell_apart(
        &self,
        connection: &impl ConnectionTrait,
        sight: Sight,
        rows: &mut [ReviewRow],
        day: Day,
    ) -> Result<()> {
        let there = |known: &Known| known.same_number.as_deref().and_then(|number| self.contract(number));
        let ids: Vec<ContractId> = rows
            .iter()
            .filter_map(|row| match row {
                ReviewRow::Contract { known, .. } => there(known).map(|(id, _, _)| *id),
                ReviewRow::Invoice { .. } => None,
            })
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        let practices = Practices::read(connection).await?;
        let mut contracts: HashMap<ContractId, (Contract, Vec<PriceLine>)> = HashMap::new();
        for some in ids.chunks(TOGETHER) {
            let found = store::contract::find_many(connection, sight, some).await?;
            let seen: Vec<ContractId> = found.iter().map(|contract| contract.id).collect();
            contracts.extend(found.into_iter().map(|contract| (contract.id, (contract, Vec::new()))));
            for (of, line) in store::contract::lines_of(connection, &seen).await? {
                if let Some((_, own)) = contracts.get_mut(&of) {
                    own.push(line);
                }
            }
        }
        for row in rows {
            let ReviewRow::Contract { understood, known } = row else { continue };
            let found = there(known).and_then(|(id, _, _)| contracts.get(id));
            let (Some(draft), Some((contract, own))) = (&understood.draft, found) else { continue };
            let named = draft.customer.as_ref().and_then(|words| self.customer(words)).map(Recognised::id);
            let here = self.customers.get(&contract.details.customer).map(String::as_str);
            let practice = practices.of(&contract.details);
            let other = here.filter(|_| named != Some(contract.details.customer));
            known.differs = differences(draft, (&contract.details, &contract.facts, own), practice, other, day);
        }
        Ok(())
    }

    pub(super) fn known_invoice(&self, draft: &InvoiceDraft) -> Known {
        let (recognised, mut known) = self.known(draft.customer.as_ref());
        let customer = recognised.map(Recognised::id).or_else(|| self.customer_of(draft));
        if known.customer.is_none() {
            known.customer = customer.and_then(|id| self.customers.get(&id).cloned());
        }
        if let (Some(customer), Some(number)) = (customer, draft.number.as_deref())
            && self.invoice(customer, number).is_some()
        {
            known.same_number = Some(number.to_owned());
        }
        known
    }

    /// Whether the customer of an invoice has an invoice of a number.
    pub(super) fn has_invoice(&self, draft: &InvoiceDraft, number: &str) -> bool {
        self.customer_of(draft).is_some_and(|customer| self.invoice(customer, number).is_some())
    }

    /// The customer of an invoice: as named, or that of the contract it names.
    pub(super) fn customer_of(&self, draft: &InvoiceDraft) -> Option<CustomerId> {
        let named = draft.customer.as_ref().and_then(|words| self.customer(words)).map(Recognised::id);
        named.or_else(|| {
            let reference = draft.contract_reference.as_deref()?;
            self.contract(reference).map(|(_, customer, _)| *customer)
        })
    }
}
