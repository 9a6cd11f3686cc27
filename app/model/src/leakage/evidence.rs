//! The numbers that explain a finding, so that a sentence can be made of it in any language.

mod reading;

use crate::{
    billing::Formula,
    calendar::{Day, Period},
    id::*,
    invoice::InvoiceKind,
    leakage::FindingKind,
    money::{Currency, Money},
    reconciliation::Variation,
    renewal::RenewalDecision,
    service_visit::VisitProposal,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An invoice or credit note, as far as it concerns the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceEvidence {
    /// Its identity.
    pub invoice: InvoiceId,
    /// Invoice or credit note.
    #[serde(default = "InvoiceEvidence::usual_kind")]
    pub kind: InvoiceKind,
    /// Number as printed.
    pub number: String,
    /// The day of issue.
    pub issued_on: Day,
    /// The part of it that concerns the finding, before tax; negative for a credit.
    pub amount: Money,
}

impl InvoiceEvidence {
    /// What it was before both kinds were told apart.
    const fn usual_kind() -> InvoiceKind {
        InvoiceKind::Invoice
    }
}

/// What of an amount that was taken back came by credit notes, and what stands as a deduction on the invoices themselves.
pub fn credited_and_deducted(credited: Money, invoices: &[InvoiceEvidence]) -> (Money, Money) {
    let notes = invoices.iter().filter(|invoice| invoice.kind == InvoiceKind::CreditNote);
    let by_notes = notes.fold(0_i64, |sum, note| sum.saturating_sub(note.amount.minor));
    let by_notes = by_notes.clamp(0, credited.minor.max(0));
    let money = |minor| Money::new(minor, credited.currency);
    (money(by_notes), money(credited.minor.saturating_sub(by_notes)))
}

/// One ledger row, as far as it concerns the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowEvidence {
    /// The row.
    pub row: ExpectedBillingId,
    /// The price line.
    pub line: PriceLineId,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: Day,
    /// Amount by the terms.
    pub expected: Money,
    /// Amount billed, net of credit notes.
    pub billed: Money,
}

impl RowEvidence {
    /// Whether it promises money to us; a rebate promises to give some back.
    pub const fn is_charge(&self) -> bool {
        self.expected.minor > 0
    }
}

/// One way in which an invoice differs from the contract's parties, currency or tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyDifference {
    /// Another company of ours issued it.
    LegalEntity {
        /// Our company in the contract.
        contract: LegalEntityId,
        /// Our company on the invoice.
        invoice: LegalEntityId,
    },
    /// Another customer received it.
    Customer {
        /// The customer in the contract.
        contract: CustomerId,
        /// The customer on the invoice.
        invoice: CustomerId,
    },
    /// It is in another currency.
    Currency {
        /// The contract's currency.
        contract: Currency,
        /// The invoice's currency.
        invoice: Currency,
    },
    /// It charges another VAT rate.
    Vat {
        /// Per cent of the price line.
        contract: Decimal,
        /// Per cent of the invoice line.
        invoice: Decimal,
    },
}

/// Where a due day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueSource {
    /// Printed on the invoice.
    Printed,
    /// Computed from the contract's payment term.
    PaymentTerm,
    /// Computed from the organisation's default payment term.
    Default,
}

/// Something a live contract must say and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Nobody answers for it.
    Owner,
    /// Nobody wrote down when it begins, and its prices need to know.
    Start,
    /// Nobody wrote down how long it lasts.
    End,
    /// Whoever answers for it is not here any more.
    OwnerGone,
    /// It was to be reviewed, and was not.
    Review,
}

/// A service visit that was made after the contract's end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServedVisit {
    /// The visit.
    pub visit: VisitId,
    /// What was done.
    pub what: String,
    /// The day.
    pub done_on: Day,
    /// What it is worth by the contract that has ended; `None` where nobody wrote that down.
    pub amount: Option<Money>,
}

/// Why a finding is one, in numbers. Each variant belongs to the [`FindingKind`] of the same name; a price step that was
/// missed is an [old price](FindingKind::OldPrice).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The row's billing day is past and nothing was billed, or all of it was credited again.
    MissingPeriod {
        /// The row.
        row: RowEvidence,
        /// Rebates of the same days that were not given either and are taken off it.
        #[serde(default)]
        rebates: Vec<RowEvidence>,
        /// Why the amount is expected.
        formula: Formula,
        /// Invoices and the credit notes that took them back; empty if nothing was ever billed.
        invoices: Vec<InvoiceEvidence>,
        /// Invoices that might be meant for it and wait for a person to decide.
        #[serde(default)]
        waiting: Vec<InvoiceEvidence>,
    },
    /// A milestone was accepted and nothing was billed of what it releases, or all of it was credited again.
    MilestoneNotInvoiced {
        /// What the milestone is called.
        milestone: String,
        /// The day of its acceptance.
        accepted_on: Day,
        /// The row.
        row: RowEvidence,
        /// Why the amount is expected.
        formula: Formula,
        /// Invoices and the credit notes that took them back; empty if nothing was ever billed.
        invoices: Vec<InvoiceEvidence>,
        /// Invoices that might be meant for it and wait for a person to decide.
        waiting: Vec<InvoiceEvidence>,
    },
    /// Several invoices bill the same row.
    BilledTwice {
        /// The row.
        row: RowEvidence,
        /// Why the amount is expected.
        formula: Formula,
        /// Billed too much by the repetition.
        difference: Money,
        /// All invoices of the row, oldest first.
        invoices: Vec<InvoiceEvidence>,
        /// Those of them that repeat.
        repeated: Vec<InvoiceEvidence>,
    },
    /// Less was billed than the terms promise.
    BelowTerms {
        /// The row.
        row: RowEvidence,
        /// Why the amount is expected.
        formula: Formula,
        /// Expected less billed.
        difference: Money,
        /// Taken back by credit notes, as a positive amount; zero if none.
        credited: Money,
        /// All invoices of the row, oldest first.
        invoices: Vec<InvoiceEvidence>,
    },
    /// More was billed than the terms allow.
    AboveTerms {
        /// The row.
        row: RowEvidence,
        /// Why the amount is expected.
        formula: Formula,
        /// Billed less expected, without what was billed twice.
        difference: Money,
        /// The mistake that explains it, if one does.
        explained: Option<Variation>,
        /// All invoices of the row, oldest first.
        invoices: Vec<InvoiceEvidence>,
    },
    /// Rows were billed at a price before an increase that was due.
    OldPrice {
        /// The day of the increase that was left out.
        due_on: Day,
        /// Per cent of the increase.
        percent: Decimal,
        /// Whether the contract renewed on that day.
        renewed: bool,
        /// The rows, oldest first.
        rows: Vec<RowEvidence>,
        /// Expected in total.
        expected: Money,
        /// Billed in total.
        billed: Money,
        /// Expected less billed.
        difference: Money,
        /// The invoices, oldest first.
        invoices: Vec<InvoiceEvidence>,
    },
    /// Rows were billed at the price before a step: one of a ramp, or a price agreed from a day.
    StepMissed {
        /// The day from which the next price was due.
        due_on: Day,
        /// Unit price billed, before discounts, major units.
        unit_price: Decimal,
        /// Unit price due from that day, before discounts, major units; `None` where it was found before that was kept.
        #[serde(default)]
        agreed: Option<Decimal>,
        /// The rows, oldest first.
        rows: Vec<RowEvidence>,
        /// Expected in total.
        expected: Money,
        /// Billed in total.
        billed: Money,
        /// Expected less billed.
        difference: Money,
        /// The invoices, oldest first.
        invoices: Vec<InvoiceEvidence>,
    },
    /// Rows were billed with a discount that had ended, or as free after the free period.
    DiscountPastEnd {
        /// Per cent taken off; 100 for a free period.
        percent: Decimal,
        /// Its last day.
        ended_on: Day,
        /// The rows, oldest first.
        rows: Vec<RowEvidence>,
        /// Expected in total.
        expected: Money,
        /// Billed in total.
        billed: Money,
        /// Expected less billed.
        difference: Money,
        /// The invoices, oldest first.
        invoices: Vec<InvoiceEvidence>,
    },
    /// Billing never began, for the contract or for one of its lines.
    NeverBilled {
        /// The day of the last signature.
        signed_on: Option<Day>,
        /// Whether an import took another day for that of the signature.
        #[serde(default)]
        assumed: bool,
        /// The rows that are due, oldest first.
        rows: Vec<RowEvidence>,
        /// Expected in total.
        expected: Money,
    },
    /// An invoice is past its due day and not paid in full.
    Overdue {
        /// The invoice.
        invoice: InvoiceId,
        /// Number as printed.
        number: String,
        /// The day of issue.
        issued_on: Day,
        /// The day payment was due.
        due_on: Day,
        /// Where that day comes from.
        due_source: DueSource,
        /// Total of the invoice with tax (before tax if the tax is not known).
        total: Money,
        /// Whether the tax is known, so that the total and what is open are with it.
        #[serde(default = "with_tax")]
        taxed: bool,
        /// Received for it, also before it came.
        paid: Money,
        /// Taken back by credit notes.
        credited: Money,
        /// Still open on the whole invoice.
        open: Money,
        /// The part of it that belongs to this contract.
        share: Money,
    },
    /// The last day to prevent a renewal is near and nobody decided.
    NoticeNear {
        /// The last day for notice.
        deadline: Day,
        /// The day by which we want to have decided.
        decide_by: Option<Day>,
        /// Last day of the current term.
        term_ends_on: Option<Day>,
        /// Expected billing of the term that would follow.
        value: Option<Money>,
        /// What was decided and is not done yet.
        #[serde(default)]
        decision: Option<RenewalDecision>,
    },
    /// An invoice differs from the contract in party, currency or tax.
    WrongParty {
        /// The invoice.
        invoice: InvoiceEvidence,
        /// The differences, at least one.
        differences: Vec<PartyDifference>,
        /// Expected or charged tax that is wrong, where the rate differs.
        tax: Option<Money>,
    },
    /// Invoices cover days after the end.
    BillingAfterEnd {
        /// Last day of the contract.
        ended_on: Day,
        /// The invoices, oldest first.
        invoices: Vec<InvoiceEvidence>,
        /// Billed after the end in total.
        billed: Money,
    },
    /// The contract goes on, but billing stopped.
    StoppedWhileLive {
        /// The last period that was billed.
        last_billed: Period,
        /// The rows that are due since, oldest first.
        rows: Vec<RowEvidence>,
        /// Expected in total.
        expected: Money,
    },
    /// The contract lacks what it needs to be looked after.
    Incomplete {
        /// What is lacking, at least one.
        gaps: Vec<Gap>,
    },
    /// The price lines add up to another total than the contract states.
    ValueMismatch {
        /// The value stated for the first term.
        stated: Money,
        /// What the lines add up to.
        expected: Money,
        /// Stated less expected; negative if the lines are worth more.
        difference: Money,
        /// The first term.
        term: Period,
        /// What each line adds up to, in order of position.
        lines: Vec<(PriceLineId, Money)>,
    },
    /// A promised visit was not planned in time, or not made.
    VisitMissed {
        /// The visit.
        visit: VisitId,
        /// What is done there.
        what: String,
        /// From which day to which it has to be made.
        window: Period,
        /// The day it was planned for, where that has passed.
        planned_on: Option<Day>,
        /// Whether its window has passed, too; else it is still to be planned.
        missed: bool,
        /// What the visit is worth by the terms.
        worth: Option<Money>,
    },
    /// A visit that is to be paid was made, and nobody has decided to bill it.
    VisitNotBilled {
        /// The visit.
        visit: VisitId,
        /// What was done.
        what: String,
        /// The day.
        done_on: Day,
        /// What it comes to, and how.
        proposal: VisitProposal,
    },
    /// Visits were made after the contract's end.
    ServedAfterEnd {
        /// Last day of the contract.
        ended_on: Day,
        /// The visits, oldest first.
        visits: Vec<ServedVisit>,
        /// What they are worth together, as far as it is known.
        served: Money,
        /// What was billed for days after the end, net of credit notes.
        billed: Money,
    },
}

/// Evidence that says nothing of tax was found when a total without it was taken for one with it.
const fn with_tax() -> bool {
    true
}
