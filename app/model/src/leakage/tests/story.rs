//! A contract with its ledger and invoices, built up as it happened.

use super::*;

/// A line billed in advance each month from 1 January 2026.
pub fn monthly(position: u32, price: i64) -> PriceLine {
    PriceLine {
        id: PriceLineId(uuid(u128::from(position))),
        position,
        description: "Maintenance".to_owned(),
        quantity: Decimal::ONE,
        unit: "month".to_owned(),
        unit_price: Decimal::from(price),
        vat_percent: Some(Decimal::from(20)),
        recurrence: Recurrence::Every { months: 1, anchor: day("2026-01-01"), timing: Timing::Advance },
        starts_on: None,
        ends_on: None,
        discounts: Vec::new(),
        ramp: Vec::new(),
        increase: None,
    }
}

/// A contract of 2026 and 2027 with its ledger and what was billed, built up as it happened.
#[derive(Clone, Debug)]
pub struct Story {
    pub details: ContractDetails,
    pub facts: ContractFacts,
    pub lines: Vec<PriceLine>,
    pub rows: Vec<LedgerRow>,
    pub invoices: Vec<Invoice>,
    /// Invoice, its line, row, amount.
    pub matches: Vec<(usize, usize, usize, Money)>,
    pub unmatched: Vec<(usize, usize)>,
    /// Invoice and its line that may belong to another contract as well.
    pub proposed: Vec<(usize, usize)>,
    pub promises: Vec<KnownPromise>,
    pub visits: Vec<Visit>,
    /// Milestones that release price lines.
    pub gates: Vec<crate::obligation::Gate>,
}

impl Story {
    pub fn new(lines: Vec<PriceLine>) -> Self {
        let details = ContractDetails {
            title: "Boiler maintenance".to_owned(),
            contract_type: ContractType::RecurringService,
            customer: CustomerId(uuid(500)),
            legal_entity: LegalEntityId(uuid(600)),
            reference: None,
            owner: Some(PersonId(uuid(700))),
            deputy: None,
            signed_on: Some(day("2025-12-01")),
            starts_on: Some(day("2026-01-01")),
            term: TermLength::Months { months: 24 },
            renewal: Renewal::None,
            notice: None,
            decision_buffer_days: 0,
            date_terms: DateTerms::default(),
            agreed_terms: Vec::new(),
            currency: Currency::EUR,
            value: None,
            payment_term: Some(PaymentTerm { days: 30, end_of_month: false }),
            purchase_order: None,
            confidentiality: Confidentiality::Organisation,
        };
        let mut story = Self {
            details,
            facts: ContractFacts::default(),
            lines,
            rows: Vec::new(),
            invoices: Vec::new(),
            matches: Vec::new(),
            unmatched: Vec::new(),
            proposed: Vec::new(),
            promises: Vec::new(),
            visits: Vec::new(),
            gates: Vec::new(),
        };
        story.write_ledger(Some("2027-12-31"));
        story
    }

    pub fn write_ledger(&mut self, last: Option<&str>) {
        let billable = Billable { first: day("2026-01-01"), last: last.map(day), horizon: day("2028-12-31") };
        self.rows.clear();
        for line in &self.lines {
            for amount in expected(line, Currency::EUR, billable).unwrap() {
                self.rows.push(LedgerRow {
                    id: ExpectedBillingId(uuid(u128::try_from(self.rows.len()).unwrap() + 1000)),
                    expected: amount,
                    revision: 0,
                    correction: None,
                    billed: 0,
                    credited: 0,
                    recovered: 0,
                    waived: false,
                });
            }
        }
    }

    /// Gives the rows that wait for a milestone the day to bill them, as seen on a day.
    pub fn release(&mut self, on: &str) {
        for row in &mut self.rows {
            let line = self.lines.iter().find(|line| line.id == row.expected.line).unwrap();
            crate::obligation::Gate::release(&self.gates, line, std::slice::from_mut(&mut row.expected), day(on));
        }
    }

    /// Corrects the first price of a line, as if all its rows had been billed before.
    pub fn correct(&mut self, position: u32, price: i64) {
        let billable = Billable { first: day("2026-01-01"), last: Some(day("2027-12-31")), horizon: day("2028-12-31") };
        let line = self.lines.iter_mut().find(|line| line.position == position).unwrap();
        line.unit_price = Decimal::from(price);
        let mut fixed = self.rows.clone();
        fixed.iter_mut().for_each(|row| row.billed = 1);
        for change in revise(&fixed, &expected(line, Currency::EUR, billable).unwrap()).unwrap() {
            let crate::billing::LedgerChange::Insert { expected, revision, correction } = change else { panic!() };
            let id = ExpectedBillingId(uuid(u128::try_from(self.rows.len()).unwrap() + 1000));
            self.rows.push(LedgerRow {
                id,
                expected,
                revision,
                correction,
                billed: 0,
                credited: 0,
                recovered: 0,
                waived: false,
            });
        }
    }

    pub fn row(&self, position: u32, month: &str) -> usize {
        let first = day(&format!("{month}-01"));
        let line = PriceLineId(uuid(u128::from(position)));
        let found = self.rows.iter().position(|row| row.expected.line == line && row.expected.period.first == first);
        found.unwrap()
    }

    pub fn invoice(&mut self, on: &str, amount: Money) -> usize {
        let number = self.invoices.len();
        let id = u128::try_from(number).unwrap();
        self.invoices.push(Invoice {
            id: InvoiceId(uuid(2000 + id)),
            kind: if amount.minor < 0 { InvoiceKind::CreditNote } else { InvoiceKind::Invoice },
            number: format!("F-{number}"),
            legal_entity: Some(self.details.legal_entity),
            customer: self.details.customer,
            contract_reference: None,
            corrects: None,
            issued_on: day(on),
            due_on: None,
            currency: amount.currency,
            total_with_tax: None,
            lines: vec![InvoiceLine {
                id: InvoiceLineId(uuid(3000 + id)),
                description: "Maintenance".to_owned(),
                period: None,
                amount,
                vat_percent: Some(Decimal::from(20)),
            }],
            payments: Vec::new(),
            given_up: Vec::new(),
        });
        number
    }

    /// Bills a month of a line on its first day, and it is paid at once.
    pub fn bill(&mut self, position: u32, month: &str, amount: i64) -> usize {
        let row = self.row(position, month);
        let invoice = self.invoice(&format!("{month}-01"), euros(amount));
        self.matches.push((invoice, 0, row, euros(amount)));
        self.pay(invoice);
        invoice
    }

    pub fn bill_all(&mut self, position: u32, months: &[&str], amount: i64) {
        for month in months {
            self.bill(position, month, amount);
        }
    }

    pub fn pay(&mut self, invoice: usize) {
        let invoice = &mut self.invoices[invoice];
        let net = invoice.lines[0].amount.minor;
        let amount = Money::new(net + net / 5, invoice.currency);
        let id = PaymentId(Uuid::from_u128(invoice.id.0.as_u128() + 9000));
        invoice.payments.push(Payment { id, received_on: invoice.issued_on, amount, recorded: None });
    }

    pub fn detect_with(&self, settings: &Settings, on: &str) -> Vec<Finding> {
        self.picture(|picture| detect(picture, settings, day(on)))
    }

    pub fn picture<T>(&self, look: impl FnOnce(&ContractPicture<'_>) -> T) -> T {
        let part = |(invoice, line): (usize, usize), amount| {
            let invoice = &self.invoices[invoice];
            BilledPart { invoice, line: &invoice.lines[line], amount }
        };
        let rows = self.rows.iter().enumerate().map(|(at, row)| RowPicture {
            row,
            matches: self
                .matches
                .iter()
                .filter(|(_, _, row, _)| *row == at)
                .map(|(invoice, line, _, amount)| part((*invoice, *line), *amount))
                .collect(),
        });
        look(&ContractPicture {
            id: ContractId(uuid(1)),
            number: "C-2026-0001",
            promises: &self.promises,
            visits: &self.visits,
            owner_gone: false,
            review_on: None,
            details: &self.details,
            facts: &self.facts,
            practice: &Practice::default(),
            lines: &self.lines,
            gates: &self.gates,
            rows: rows.collect(),
            credit_notes: self.invoices.iter().filter(|invoice| invoice.kind == InvoiceKind::CreditNote).collect(),
            proposed: self
                .proposed
                .iter()
                .map(|(invoice, line)| part((*invoice, *line), self.invoices[*invoice].lines[*line].amount))
                .collect(),
            unmatched: self
                .unmatched
                .iter()
                .map(|(invoice, line)| part((*invoice, *line), self.invoices[*invoice].lines[*line].amount))
                .collect(),
        })
    }

    /// Kind, amount and sureness of each finding, in a line of text.
    pub fn told(&self, on: &str) -> Vec<String> {
        tell(&self.detect_with(&Settings::default(), on))
    }
}

pub fn tell(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            assert_eq!(finding.kind, finding.evidence.kind());
            let amount = finding.amount.map_or_else(|| "-".to_owned(), |amount| amount.to_string());
            format!("{} {amount} {}", finding.kind.code(), finding.confidence.code())
        })
        .collect()
}
