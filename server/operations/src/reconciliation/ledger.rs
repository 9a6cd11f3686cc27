//! The ledger that open invoice lines may bill.

use crate::Result;
use model::{
    billing::LedgerRow,
    calendar::Period,
    id::{ContractId, CustomerId, ExpectedBillingId, InvoiceId, InvoiceLineId, PriceLineId},
    invoice::InvoiceKind,
    money::Money,
    price_line::PriceLine,
    reconciliation::{BilledLine, Corrected, InvoiceNumbers, OpenRow, printed_references},
};
use std::collections::{HashMap, HashSet};
use store::{ConnectionTrait, contract::Contract, invoice::OpenLine, sight::Sight};

/// Contracts with their price lines and ledger.
pub(super) struct Ledger {
    pub(super) contracts: HashMap<ContractId, Contract>,
    pub(super) lines: HashMap<PriceLineId, PriceLine>,
    pub(super) rows: HashMap<ExpectedBillingId, (ContractId, LedgerRow)>,
}

impl Ledger {
    /// The contracts of the customers who received the lines, and those that the lines name, whoever their
    /// customer is; with what of their ledger is to be billed within some days, or all of it.
    pub(super) async fn load(
        connection: &impl ConnectionTrait,
        open: &[OpenLine],
        within: Option<Period>,
    ) -> Result<Self> {
        let customers: HashSet<CustomerId> = open.iter().map(|open| open.customer).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        let mut ids: HashSet<ContractId> =
            store::contract::ids_of_customers(connection, &customers).await?.into_iter().collect();
        ids.extend(open.iter().filter_map(|open| open.contract));
        let texts = open.iter().flat_map(|open| [open.contract_reference.as_deref(), Some(&*open.line.description)]);
        let printed: HashSet<String> = texts.flatten().flat_map(printed_references).collect();
        let printed: Vec<String> = printed.into_iter().collect();
        ids.extend(store::contract::ids_named(connection, &printed).await?);
        let ids: Vec<ContractId> = ids.into_iter().collect();
        Self::of_contracts(connection, &ids, within).await
    }

    async fn of_contracts(
        connection: &impl ConnectionTrait,
        ids: &[ContractId],
        within: Option<Period>,
    ) -> Result<Self> {
        let mut ledger = Self { contracts: HashMap::new(), lines: HashMap::new(), rows: HashMap::new() };
        for some in ids.chunks(10_000) {
            let contracts = store::contract::find_many(connection, Sight::Everything, some).await?;
            ledger.contracts.extend(contracts.into_iter().map(|contract| (contract.id, contract)));
            let lines = store::contract::lines_of(connection, some).await?;
            ledger.lines.extend(lines.into_iter().map(|(_, line)| (line.id, line)));
            let rows = match within {
                Some(days) => store::billing::within(connection, some, days).await?,
                None => store::billing::of_contracts(connection, some).await?,
            };
            ledger.rows.extend(rows.into_iter().map(|stored| (stored.row.id, (stored.contract, stored.row))));
        }
        Ok(ledger)
    }

    /// The rows as matching takes them.
    pub(super) fn open_rows(&self) -> Vec<OpenRow<'_>> {
        self.rows.values().filter_map(|(contract, row)| self.open_row(*contract, row)).collect()
    }

    fn open_row<'a>(&'a self, contract: ContractId, row: &'a LedgerRow) -> Option<OpenRow<'a>> {
        let contract = self.contracts.get(&contract)?;
        Some(OpenRow {
            row: row.id,
            contract: contract.id,
            contract_number: &contract.number,
            contract_reference: contract.details.reference.as_deref(),
            purchase_order: contract.details.purchase_order.as_deref(),
            customer: contract.details.customer,
            line: self.lines.get(&row.expected.line)?,
            period: row.expected.period,
            billing_day: row.expected.billing_day,
            amount: row.expected.amount,
            formula: &row.expected.formula,
            billed: Money::new(row.billed.saturating_add(row.credited), row.expected.amount.currency),
        })
    }
}

/// What is known beside of lines that wait.
#[derive(Default)]
pub(super) struct Beside {
    /// The rows from which people took a line back.
    pub(super) refused: HashMap<InvoiceLineId, Vec<ExpectedBillingId>>,
    /// The invoices that a line of a credit note names, and the rows they bill.
    corrects: HashMap<InvoiceLineId, (Vec<InvoiceId>, Vec<ExpectedBillingId>)>,
}

impl Beside {
    /// Of some lines: one query, and two more where credit notes are among them.
    pub(super) async fn load(connection: &impl ConnectionTrait, open: &[OpenLine]) -> Result<Self> {
        let ids: Vec<InvoiceLineId> = open.iter().map(|open| open.line.id).collect();
        let refused = store::reconciliation::refused_rows(connection, &ids).await?;
        Ok(Self { refused, ..Self::named(connection, open).await? })
    }

    /// What lines name, without what people took back.
    pub(super) async fn named(connection: &impl ConnectionTrait, open: &[OpenLine]) -> Result<Self> {
        let notes: Vec<&OpenLine> = open.iter().filter(|open| open.kind == InvoiceKind::CreditNote).collect();
        if notes.is_empty() {
            return Ok(Self::default());
        }
        let customers: HashSet<CustomerId> = notes.iter().map(|open| open.customer).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        let mut invoices: HashMap<CustomerId, Vec<(InvoiceId, String)>> = HashMap::new();
        for (customer, id, number) in store::invoice::numbers_of_customers(connection, &customers).await? {
            invoices.entry(customer).or_default().push((id, number));
        }
        let numbers: HashMap<CustomerId, InvoiceNumbers> = invoices
            .iter()
            .map(|(customer, own)| (*customer, InvoiceNumbers::new(own.iter().map(|(id, number)| (*id, &**number)))))
            .collect();
        let references = notes.iter().filter_map(|open| open.contract_reference.as_deref());
        let contracts = store::contract::numbers_among(connection, references).await?;
        let none = InvoiceNumbers::default();
        let named: HashMap<InvoiceLineId, Vec<InvoiceId>> = notes
            .iter()
            .filter_map(|open| {
                let reference = open.contract_reference.as_deref().filter(|text| !contracts.contains(text.trim()));
                let texts = [Some(&*open.line.description), reference];
                let numbers = numbers.get(&open.customer).unwrap_or(&none);
                Some((open.line.id, numbers.named_by(open.corrects.as_deref(), texts.into_iter().flatten())?))
            })
            .collect();
        let ids: HashSet<InvoiceId> = named.values().flatten().copied().collect();
        let ids: Vec<InvoiceId> = ids.into_iter().collect();
        let mut rows: HashMap<InvoiceId, Vec<ExpectedBillingId>> = HashMap::new();
        for (invoice, row) in store::invoice::rows_of_invoices(connection, &ids).await? {
            rows.entry(invoice).or_default().push(row);
        }
        let corrects = named.into_iter().map(|(line, invoices)| {
            let billed = invoices.iter().filter_map(|invoice| rows.get(invoice)).flatten().copied().collect();
            (line, (invoices, billed))
        });
        Ok(Self { refused: HashMap::new(), corrects: corrects.collect() })
    }
}

/// An open line as matching takes it.
pub(super) fn billed_line<'a>(open: &'a OpenLine, beside: &'a Beside) -> BilledLine<'a> {
    BilledLine {
        invoice_line: open.line.id,
        invoice: open.invoice,
        customer: open.customer,
        contract_reference: open.contract_reference.as_deref(),
        issued_on: open.issued_on,
        description: &open.line.description,
        period: open.line.period,
        amount: open.line.amount,
        vat_percent: open.line.vat_percent,
        corrects: beside.corrects.get(&open.line.id).map(|(invoices, rows)| Corrected { invoices, rows }),
        refused: beside.refused.get(&open.line.id).map_or(&[], Vec::as_slice),
    }
}
