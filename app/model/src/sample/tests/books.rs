//! The ledger of the demonstration, and what reconciliation and detection make of it.

use crate::{
    billing::{self, Billable, LedgerRow},
    calendar::{Day, add_months},
    id::*,
    invoice::{Invoice, InvoiceKind, InvoiceLine},
    leakage::{self, BilledPart, ContractPicture, Finding, FindingKind, RowPicture, detect},
    money::Money,
    obligation::Gate,
    reconciliation::{self, BilledLine, Corrected, InvoiceNumbers, Match, OpenRow, propose},
    risk::{Facts, Judged, review::next_review, score},
    sample::{Demonstration, SampleContract, SampleObligation, demonstration, identity},
    term::{self, Practice},
};
use std::collections::{BTreeMap, BTreeSet};

/// The milestones of a contract that release price lines.
fn gates(demonstration: &Demonstration, contract: &SampleContract) -> Vec<Gate> {
    let own = demonstration.obligations.iter().filter(|own| own.contract == contract.id);
    let gate = |own: &SampleObligation| {
        let progress = own.progress.first().map(|(_, progress)| progress.clone()).unwrap_or_default();
        Some(Gate {
            occurrence: OccurrenceId(own.id.0),
            title: own.obligation.title.clone(),
            line: own.obligation.line?,
            planned: own.obligation.schedule.first(),
            accepted_on: progress.accepted().map(|(on, _)| on),
        })
    };
    own.filter_map(gate).collect()
}

/// The ledger of a contract as it stands two years ahead, nothing matched yet.
fn ledger(contract: &SampleContract, practice: &Practice, gates: &[Gate], today: Day) -> Vec<LedgerRow> {
    let Some(first) = contract.details.starts_on else { return Vec::new() };
    let horizon = add_months(today, 24).expect("a day");
    let last = term::known_end(&contract.details, &contract.facts, practice, today);
    let billable = Billable { first, last, horizon };
    let rows = contract.lines.iter().flat_map(|line| {
        let mut own = billing::expected(line, contract.details.currency, billable).expect("a line that can be billed");
        Gate::release(gates, line, &mut own, today);
        own
    });
    rows.map(|expected| LedgerRow {
        id: ExpectedBillingId(identity(0xb001, 0)),
        expected,
        revision: 0,
        correction: None,
        billed: 0,
        credited: 0,
        recovered: 0,
        waived: false,
    })
    .collect()
}

/// The demonstration with its ledger.
pub(super) struct Books {
    pub(super) demonstration: Demonstration,
    pub(super) rows: BTreeMap<ContractId, Vec<LedgerRow>>,
}

impl Books {
    pub(super) fn of(today: Day) -> Self {
        let demonstration = demonstration(today);
        let mut number = 0;
        let mut rows = BTreeMap::new();
        for contract in &demonstration.contracts {
            let practice = demonstration.practice_of(contract);
            let mut ledger = ledger(contract, &practice, &gates(&demonstration, contract), today);
            for row in &mut ledger {
                number += 1;
                row.id = ExpectedBillingId(identity(0xb001, number));
            }
            rows.insert(contract.id, ledger);
        }
        Self { demonstration, rows }
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = (&Invoice, &InvoiceLine)> {
        self.demonstration.invoices.iter().flat_map(|invoice| invoice.lines.iter().map(move |line| (invoice, line)))
    }

    /// The row each invoice line was written for.
    pub(super) fn meant(&self) -> BTreeMap<InvoiceLineId, ExpectedBillingId> {
        let rows: BTreeMap<_, _> =
            self.rows.values().flatten().map(|row| ((row.expected.line, row.expected.period.first), row.id)).collect();
        let meant = self.demonstration.meant.iter();
        meant.filter_map(|meant| Some((meant.invoice_line, *rows.get(&(meant.line, meant.first?))?))).collect()
    }

    /// What reconciliation makes of the invoices, one customer at a time.
    pub(super) fn reconciled(&self) -> reconciliation::Outcome {
        let mut outcome = reconciliation::Outcome::default();
        for customer in &self.demonstration.customers {
            let own = || self.lines().filter(|(invoice, _)| invoice.customer == customer.id);
            let invoices = own().filter(|(invoice, _)| invoice.kind == InvoiceKind::Invoice);
            let numbers = InvoiceNumbers::new(invoices.map(|(invoice, _)| (invoice.id, invoice.number.as_str())));
            let named: BTreeMap<InvoiceLineId, Vec<InvoiceId>> = own()
                .filter(|(invoice, _)| invoice.kind == InvoiceKind::CreditNote)
                .filter_map(|(invoice, line)| {
                    let texts = [Some(line.description.as_str()), invoice.contract_reference.as_deref()];
                    let named = numbers.named_by(invoice.corrects.as_deref(), texts.into_iter().flatten());
                    Some((line.id, named?))
                })
                .collect();
            let lines: Vec<_> = own()
                .map(|(invoice, line)| BilledLine {
                    invoice_line: line.id,
                    invoice: invoice.id,
                    customer: invoice.customer,
                    contract_reference: invoice.contract_reference.as_deref(),
                    issued_on: invoice.issued_on,
                    description: &line.description,
                    period: line.period,
                    amount: line.amount,
                    vat_percent: line.vat_percent,
                    corrects: named.get(&line.id).map(|invoices| Corrected { invoices, rows: &[] }),
                    refused: &[],
                })
                .collect();
            let contracts = self.demonstration.contracts.iter();
            let contracts = contracts.filter(|contract| contract.details.customer == customer.id);
            let rows: Vec<_> = contracts.flat_map(|contract| self.open_rows(contract)).collect();
            let found = propose(&lines, &rows, &reconciliation::Settings::default());
            outcome.matches.extend(found.matches);
            outcome.proposals.extend(found.proposals);
            outcome.unmatched.extend(found.unmatched);
        }
        outcome
    }

    fn open_rows<'a>(&'a self, contract: &'a SampleContract) -> impl Iterator<Item = OpenRow<'a>> {
        self.rows.get(&contract.id).into_iter().flatten().map(move |row| OpenRow {
            row: row.id,
            contract: contract.id,
            contract_number: &contract.number,
            contract_reference: contract.details.reference.as_deref(),
            purchase_order: contract.details.purchase_order.as_deref(),
            customer: contract.details.customer,
            line: contract.lines.iter().find(|line| line.id == row.expected.line).expect("its line"),
            period: row.expected.period,
            billing_day: row.expected.billing_day,
            amount: row.expected.amount,
            formula: &row.expected.formula,
            billed: Money::zero(row.expected.amount.currency),
        })
    }

    /// What detection finds once the invoices are matched.
    pub(super) fn findings(&self, matches: &BTreeMap<ExpectedBillingId, Vec<(InvoiceLineId, Money)>>) -> Vec<Finding> {
        let lines: BTreeMap<_, _> = self.lines().map(|(invoice, line)| (line.id, (invoice, line))).collect();
        let matched: BTreeSet<_> = matches.values().flatten().map(|(line, _)| *line).collect();
        let part = |(line, amount): &(InvoiceLineId, Money)| {
            let (invoice, line) = lines.get(line).expect("a line");
            BilledPart { invoice, line, amount: *amount }
        };
        let mut findings = Vec::new();
        for contract in &self.demonstration.contracts {
            let names = [
                Some(contract.number.as_str()),
                contract.details.reference.as_deref(),
                contract.details.purchase_order.as_deref(),
            ];
            let unmatched = self.lines().filter(|(invoice, line)| {
                invoice.contract_reference.is_some()
                    && names.contains(&invoice.contract_reference.as_deref())
                    && !matched.contains(&line.id)
            });
            let rows = self.rows.get(&contract.id).into_iter().flatten();
            let own = self.demonstration.promises.iter().filter(|promise| promise.contract == contract.id);
            let promises: Vec<_> = own.cloned().collect();
            let own = self.demonstration.visits.iter().filter(|visit| visit.contract == contract.id);
            let visits: Vec<_> = own.cloned().collect();
            let gates = gates(&self.demonstration, contract);
            let practice = self.demonstration.practice_of(contract);
            let picture = ContractPicture {
                id: contract.id,
                number: &contract.number,
                promises: &promises,
                visits: &visits,
                owner_gone: false,
                review_on: review_on(&self.demonstration, contract),
                details: &contract.details,
                facts: &contract.facts,
                practice: &practice,
                lines: &contract.lines,
                rows: rows
                    .map(|row| RowPicture {
                        row,
                        matches: matches.get(&row.id).into_iter().flatten().map(part).collect(),
                    })
                    .collect(),
                gates: &gates,
                proposed: Vec::new(),
                credit_notes: Vec::new(),
                unmatched: unmatched.map(|(invoice, line)| BilledPart { invoice, line, amount: line.amount }).collect(),
            };
            findings.extend(detect(&picture, &leakage::Settings::default(), self.demonstration.today));
        }
        findings
    }

    /// What differs between what was planted and what was found; empty if nothing does.
    pub(super) fn differences(&self, findings: &[Finding]) -> Vec<String> {
        let say = |number: &str, story: &str, kind: FindingKind, amount: Option<Money>| {
            let amount = amount.map_or_else(|| "no amount".to_owned(), |amount| amount.to_string());
            format!("{story} ({number}): {} of {amount}", kind.code())
        };
        let mut left: BTreeMap<String, i32> = BTreeMap::new();
        for planted in &self.demonstration.planted {
            *left.entry(say(&planted.number, &planted.story, planted.kind, planted.amount)).or_default() += 1;
        }
        for finding in findings {
            let contract = self.demonstration.contracts.iter().find(|contract| Some(contract.id) == finding.contract);
            let contract = contract.expect("a contract");
            *left.entry(say(&contract.number, &contract.story, finding.kind, finding.amount)).or_default() -= 1;
        }
        let differing = left.into_iter().filter(|(_, count)| *count != 0);
        differing
            .map(|(what, count)| format!("{} {what}", if count > 0 { "not found:" } else { "not planted:" }))
            .collect()
    }
}

/// The next review of a contract, by its register alone.
fn review_on(demonstration: &Demonstration, contract: &SampleContract) -> Option<Day> {
    let own: Vec<_> = demonstration.risks.iter().filter(|risk| risk.contract == contract.id).collect();
    let first = own.first()?;
    let judged = own.iter().map(|own| Judged { risk: own.risk.clone(), state: own.state });
    let class = score(&judged.collect::<Vec<_>>(), &Facts::default(), demonstration.today).class;
    next_review(first.since, first.reviewed.as_ref().map(|(on, ..)| *on), class)
}

/// Matches by ledger row.
pub(super) fn by_row(matches: &[Match]) -> BTreeMap<ExpectedBillingId, Vec<(InvoiceLineId, Money)>> {
    let mut by_row: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for one in matches {
        by_row.entry(one.row).or_default().push((one.invoice_line, one.amount));
    }
    by_row
}
