//! Invoices, credit notes and payments: what really happened.

use crate::{
    calendar::{Day, Period},
    id::*,
    money::{Currency, Money},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub mod recording;
pub mod taking_out;

/// Whether a document asks for money or gives it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// Asks for money.
    Invoice,
    /// Takes an invoice back, whole or in part; its amounts are negative.
    CreditNote,
}

/// An invoice or credit note, issued here or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its identity.
    pub id: InvoiceId,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Number as printed.
    pub number: String,
    /// Our company that issued it.
    pub legal_entity: Option<LegalEntityId>,
    /// The customer who received it.
    pub customer: CustomerId,
    /// The contract reference as printed, if any.
    pub contract_reference: Option<String>,
    /// The number of the invoice that a credit note says it corrects.
    pub corrects: Option<String>,
    /// The day of issue.
    pub issued_on: Day,
    /// The day payment is due, if printed.
    pub due_on: Option<Day>,
    /// Currency of all its amounts.
    pub currency: Currency,
    /// Total with tax, where known.
    pub total_with_tax: Option<Money>,
    /// Its lines.
    pub lines: Vec<InvoiceLine>,
    /// What was received for it.
    pub payments: Vec<Payment>,
    /// What was given up of it.
    pub given_up: Vec<GivenUp>,
}

impl Invoice {
    /// Whether this is a credit note that names an invoice of the same customer and currency.
    pub fn takes_back(&self, invoice: &Self) -> bool {
        let same = self.customer == invoice.customer && self.currency == invoice.currency;
        invoice.kind == InvoiceKind::Invoice && same && self.takes_back_number(&invoice.number)
    }

    /// Whether this is a credit note that names the invoice of a number: as the one that it corrects, else in a line or as
    /// its reference.
    pub fn takes_back_number(&self, number: &str) -> bool {
        let mut texts =
            self.lines.iter().map(|line| line.description.as_str()).chain(self.contract_reference.as_deref());
        self.kind == InvoiceKind::CreditNote
            && match &self.corrects {
                Some(corrects) => is_number(number, corrects),
                None => texts.any(|text| is_named(number, text)),
            }
    }

    /// The tax of it, where the total with tax is known.
    pub fn tax(&self) -> Option<Money> {
        self.total_with_tax?.checked_sub(Money::new(self.net(), self.currency)).ok()
    }

    /// The sum of its lines, before tax, in minor units.
    pub fn net(&self) -> i64 {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.amount.minor))
    }
}

/// The fewest characters of a number that is recognised in a text: fewer may be a quantity or a month.
const NUMBER_LEAST: usize = 3;

/// Whether a text is the number of an invoice, in small or capital letters.
pub(crate) fn is_number(number: &str, text: &str) -> bool {
    text.trim().to_lowercase() == number.trim().to_lowercase()
}

/// Whether a number stands in a text as a whole, in small or capital letters.
pub(crate) fn is_named(number: &str, text: &str) -> bool {
    let (number, text) = (number.trim().to_lowercase(), text.to_lowercase());
    let counts = number.chars().filter(|char| char.is_alphanumeric()).count() >= NUMBER_LEAST;
    let inside = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    counts
        && text.match_indices(&number).any(|(at, found)| {
            let (before, after) = (text.get(..at), text.get(at + found.len()..));
            !inside(before.and_then(|text| text.chars().next_back()))
                && !inside(after.and_then(|text| text.chars().next()))
        })
}

/// One line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// Its identity.
    pub id: InvoiceLineId,
    /// Words as printed.
    pub description: String,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// Amount before tax; negative on a credit note.
    pub amount: Money,
    /// VAT in per cent, if known.
    pub vat_percent: Option<Decimal>,
}

/// What was given up of an invoice, with a finding about it that says when, by whom and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// The finding.
    pub finding: FindingId,
    /// The contract of the finding; `None` where the invoice belongs to none.
    pub contract: Option<ContractId>,
    /// How much, with tax.
    pub amount: Money,
}

/// Money received for an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Its identity.
    pub id: PaymentId,
    /// The day it arrived.
    pub received_on: Day,
    /// How much, with tax.
    pub amount: Money,
    /// The finding on which a person recorded it; `None` for what an import brought or was recorded on the page of the
    /// invoice.
    pub recorded: Option<Recorded>,
}

/// A payment that a person recorded on a finding about the invoice. It stands for as long as the invoice does: an import
/// that brings an invoice anew, after the one before was taken back, brings its payments too, and they replace whatever
/// was recorded by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The finding.
    pub finding: FindingId,
    /// The contract whose part of the invoice it pays; `None` where the invoice belongs to none.
    pub contract: Option<ContractId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_named_as_a_whole_only() {
        for text in ["Credit for invoice F-2026-011", "avoir f-2026-011.", "F-2026-011/2026", "(F-2026-011)"] {
            assert!(is_named("F-2026-011", text), "{text}");
        }
        for text in ["F-2026-0112", "XF-2026-011", "F-2026-01", ""] {
            assert!(!is_named("F-2026-011", text), "{text}");
        }
        assert!(!is_named("12", "12 months"), "too short to be sure");
    }
}
