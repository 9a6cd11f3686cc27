//! Rows that can be accepted, turned into records; nothing is written here.

use super::{
    accept::Apart,
    known::{Directory, KnownInvoice, Recognised},
};
use crate::{Actor, contract};
use model::{
    contract::{Confidentiality, ContractDetails, ContractFacts, DateTerms, Renewal},
    id::{ContractId, CustomerId, ImportId, InvoiceId, LegalEntityId},
    import::draft::{ContractDraft, CustomerWords, InvoiceDraft, PriceLineDraft},
    invoice::{Invoice, InvoiceLine, Payment},
    language::Language,
    money::Currency,
    party::{CustomerDetails, LegalEntityDetails, identifier},
    price_line::PriceLine,
    view::ImportSummary,
};
use store::{contract::Contract, customer::Customer};

/// What some rows become, before anything is written.
pub(super) struct Making<'a> {
    pub(super) actor: &'a Actor,
    pub(super) import: ImportId,
    pub(super) directory: Directory,
    pub(super) apart: &'a Apart,
    pub(super) customers: Vec<Customer>,
    pub(super) entities: Vec<(LegalEntityId, LegalEntityDetails)>,
    pub(super) summary: ImportSummary,
    pub(super) decision_buffer_days: u32,
    /// The language of customers whose country says none.
    pub(super) language: Language,
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
            (None, Some(Currency::CNY)) => Language::Zh,
            (country, _) => country.and_then(Language::of_country).unwrap_or(self.language),
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

    pub(super) fn contract(&mut self, draft: ContractDraft) -> Option<(Contract, Vec<PriceLine>, String)> {
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
        let signature = draft.signature(self.actor.day());
        let called = draft.called();
        let ContractDraft {
            reference,
            title: _,
            customer: _,
            legal_entity: _,
            contract_type,
            owner: _,
            signed_on: _,
            starts_on,
            term,
            ended_on,
            renewal,
            notice,
            currency,
            value,
            payment_term,
            purchase_order,
            lines,
        } = draft;
        let lines = (1..).zip(lines).filter_map(|(position, line)| self.line(position, line, &called)).collect();
        let details = ContractDetails {
            title: called,
            contract_type,
            customer,
            legal_entity,
            reference,
            owner,
            deputy: None,
            signed_on: signature.day(),
            starts_on,
            term,
            renewal: renewal.unwrap_or(Renewal::None),
            notice,
            decision_buffer_days: self.decision_buffer_days,
            date_terms: DateTerms::default(),
            agreed_terms: Vec::new(),
            currency: currency.unwrap_or(Currency::EUR),
            value,
            payment_term,
            purchase_order,
            confidentiality: Confidentiality::Organisation,
        };
        self.summary.contracts += 1;
        let facts = ContractFacts { ended_on, signature_assumed: signature.is_assumed(), ..ContractFacts::default() };
        let contract = Contract { id, number: String::new(), details, facts, import: Some(self.import), version: 1 };
        Some((contract, lines, customer_name))
    }

    /// A price line; without a description it is called as its contract.
    fn line(&self, position: u32, draft: PriceLineDraft, called: &str) -> Option<PriceLine> {
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
            description: if description.trim().is_empty() { called.to_owned() } else { description },
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

    pub(super) fn invoice(&mut self, draft: InvoiceDraft) -> Option<(Invoice, Option<ContractId>)> {
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
            corrects,
            legal_entity,
            issued_on,
            due_on,
            currency,
            total_with_tax,
            lines,
            payments,
            says_received: _,
            // It makes no invoice.
            alone: _,
        } = draft;
        let (number, issued_on, currency) = (number?, issued_on?, currency?);
        let clock = self.actor.office().clock().clone();
        let known = KnownInvoice { id: InvoiceId(clock.id()), customer, import: Some(self.import) };
        if !self.directory.add_invoice(known, &number) {
            return None;
        }
        let legal_entity = legal_entity.as_deref().and_then(|name| self.entity(Some(name)));
        self.summary.invoices += 1;
        self.summary.payments += u32::try_from(payments.len()).unwrap_or(u32::MAX);
        let invoice = Invoice {
            id: known.id,
            kind,
            number,
            legal_entity,
            customer,
            contract_reference,
            corrects,
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
            given_up: Vec::new(),
            payments: payments
                .into_iter()
                .map(|payment| Payment {
                    id: clock.id().into(),
                    received_on: payment.received_on,
                    amount: payment.amount,
                    recorded: None,
                })
                .collect(),
        };
        Some((invoice, contract))
    }
}

/// A number as it is kept; whether it is right is for a person to see.
fn number(text: Option<&str>) -> Option<String> {
    text.map(identifier::fold).filter(|number| !number.is_empty())
}
