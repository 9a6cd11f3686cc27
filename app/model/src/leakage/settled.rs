//! What settled a finding that closed by itself: the invoice, the credit note or the payment that came.

use super::{BilledPart, CloseReason, ContractPicture, Evidence, Finding, RowEvidence, RowPicture, Stage};
use crate::{
    calendar::Day,
    id::InvoiceId,
    invoice::{Invoice, InvoiceKind},
    money::Money,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What came, so that a finding no longer holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettledBy {
    /// An invoice that bills what was lacking.
    Invoice {
        /// Its number.
        number: String,
        /// The day of issue.
        on: Day,
    },
    /// A credit note that takes back what was too much.
    CreditNote {
        /// Its number.
        number: String,
        /// The day of issue.
        on: Day,
    },
    /// A payment of the invoice.
    Payment {
        /// How much.
        amount: Money,
        /// The day it came in.
        on: Day,
    },
}

impl SettledBy {
    const fn on(&self) -> Day {
        match self {
            Self::Invoice { on, .. } | Self::CreditNote { on, .. } | Self::Payment { on, .. } => *on,
        }
    }

    fn document(invoice: &Invoice) -> Self {
        let (number, on) = (invoice.number.clone(), invoice.issued_on);
        match invoice.kind {
            InvoiceKind::Invoice => Self::Invoice { number, on },
            InvoiceKind::CreditNote => Self::CreditNote { number, on },
        }
    }
}

/// What settled a finding of a contract that closed because it was billed, credited or paid: of what the finding did not
/// know yet the latest. `None` where it closed for another reason, or nothing says what came.
pub fn settled_by(picture: &ContractPicture<'_>, finding: &Finding, why: CloseReason) -> Option<SettledBy> {
    let matched = || picture.rows.iter().flat_map(|row| row.matches.iter());
    let all = || matched().chain(&picture.unmatched);
    let known: BTreeSet<InvoiceId> = finding.evidence.invoices().into_iter().map(|(invoice, _, _)| invoice).collect();
    // A credit note that takes an invoice back whole is settled with it, and belongs to nothing else.
    let apart = || {
        let named = |note: &&Invoice| finding.evidence.invoices().iter().any(|(_, _, of)| note.takes_back_number(of));
        picture.credit_notes.iter().copied().filter(|note| !known.contains(&note.id)).filter(named)
    };
    let by_day = |invoice: &&Invoice| (invoice.issued_on, invoice.id);
    match (why, &finding.evidence) {
        (CloseReason::Paid, Evidence::Overdue { invoice, .. }) => {
            match all().find(|part| part.invoice.id == *invoice) {
                Some(part) => paid_by(part.invoice, &picture.credit_notes, &finding.evidence),
                None => apart().max_by_key(by_day).map(SettledBy::document),
            }
        }
        (CloseReason::Billed, evidence) => {
            let too_much = evidence.kind().stage() == Stage::Overbilled;
            let settles = |part: &&BilledPart<'_>| {
                !known.contains(&part.invoice.id)
                    && if too_much { part.amount.minor < 0 } else { part.amount.minor > 0 }
            };
            let rows = evidence.rows();
            // A rebate is given with its own row, or taken off a charge of its days.
            let rebate = |evidence: &RowEvidence| too_much && !evidence.is_charge();
            let beside = |row: &RowPicture<'_>, evidence: &RowEvidence| {
                let expected = &row.row.expected;
                expected.amount.currency == evidence.expected.currency
                    && expected.period.intersection(evidence.period).is_some()
            };
            let own =
                |row: &&RowPicture<'_>| rows.iter().any(|of| row.row.is_of(of) || (rebate(of) && beside(row, of)));
            let of_rows = picture.rows.iter().filter(own).flat_map(|row| row.matches.iter());
            let parts: Vec<&BilledPart<'_>> = match rows.is_empty() {
                true => all().filter(settles).collect(),
                false => of_rows.filter(settles).collect(),
            };
            let latest = parts.into_iter().map(|part| part.invoice).max_by_key(by_day);
            let apart = || apart().filter(|_| too_much && rows.is_empty()).max_by_key(by_day);
            latest.or_else(apart).map(SettledBy::document)
        }
        _ => None,
    }
}

/// What settled a late invoice: its latest payment where more was paid than the finding knew, or a credit note that names it.
pub fn paid_by(invoice: &Invoice, credit_notes: &[&Invoice], known: &Evidence) -> Option<SettledBy> {
    let Evidence::Overdue { paid, credited, .. } = known else { return None };
    let sum = |minors: &mut dyn Iterator<Item = i64>| minors.fold(0_i64, i64::saturating_add);
    let received = sum(&mut invoice.payments.iter().map(|payment| payment.amount.minor));
    let payments = invoice.payments.iter().filter(|_| received > paid.minor);
    let payments = payments.map(|payment| SettledBy::Payment { amount: payment.amount, on: payment.received_on });
    let notes: Vec<&Invoice> = credit_notes.iter().copied().filter(|note| note.takes_back(invoice)).collect();
    let given_back = sum(&mut notes.iter().map(|note| note.net().saturating_neg()));
    let notes = notes.into_iter().filter(|_| given_back > credited.minor).map(SettledBy::document);
    payments.chain(notes).max_by_key(SettledBy::on)
}
