//! Which invoice line bills which row of the expected-billing ledger.
//!
//! Invoices come from elsewhere and carry whatever somebody printed. Everything that can be read is
//! evidence: the contract reference, the customer, the words of the line, the period, the date, the
//! amount. A match is made only where the evidence points to one place and nowhere else nearly as well;
//! what is ambiguous becomes a [`Proposal`] for a person, and what points nowhere stays unmatched.
//!
//! The rules are deterministic: the order in which lines and rows arrive changes nothing.

mod assign;
mod book;
mod calendar_billing;
mod corrected;
mod period;
mod settle;
mod share;
mod text;
mod variation;
mod weigh;

pub use calendar_billing::{CalendarBilling, FirstPeriod, Invoiced, calendar_billing};
pub use corrected::{Corrected, InvoiceNumbers};
pub use variation::{discounts_on_an_old_price, gross, variations};

use crate::{
    billing::Formula,
    calendar::{Day, Period},
    id::*,
    money::{Currency, Money},
    price_line::PriceLine,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How sure a match or a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It follows from the terms and the invoices.
    Certain,
    /// One thing is assumed; the evidence says which.
    Likely,
    /// A person has to look.
    Check,
}

impl Confidence {
    /// All, surest first.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Likely, Self::Check];

    /// Stable text for storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Check => "check",
        }
    }

    /// The confidence with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confidence| confidence.code() == code)
    }
}

/// How far two amounts may lie apart and still count as equal: the larger of the two measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// In hundredths of the currency's unit, whatever its minor unit is; at least 0.
    pub minor: i64,
    /// In thousandths of the expected amount.
    pub per_mille: u32,
}

impl Default for Tolerance {
    /// Two hundredths: what rounding line by line or in total can differ by.
    fn default() -> Self {
        Self { minor: 2, per_mille: 0 }
    }
}

impl Tolerance {
    /// The fixed measure in minor units of a currency: 5 hundredths are 5 cents, 50 fils, and a whole yen, because where
    /// anything is tolerated the smallest difference of rounding is.
    pub fn minor_in(self, currency: Currency) -> i64 {
        let minor = self.minor.max(0);
        match currency.decimals() {
            0 => minor.div_euclid(100) + i64::from(minor.rem_euclid(100) > 0),
            1 => minor.div_euclid(10) + i64::from(minor.rem_euclid(10) > 0),
            more => minor.saturating_mul(10_i64.saturating_pow(more - 2)),
        }
    }

    /// The difference that counts as none for an amount, in minor units of its currency: never half of the amount or
    /// more, so that it cannot hide a small amount altogether.
    pub fn around(self, amount: Money) -> u128 {
        let expected = u128::from(amount.minor.unsigned_abs());
        let minor = u128::try_from(self.minor_in(amount.currency)).unwrap_or(0);
        let share = expected * u128::from(self.per_mille) / 1000;
        minor.max(share).min(expected.saturating_sub(1) / 2)
    }
}

/// What an administrator may set about matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// When two amounts count as equal.
    pub tolerance: Tolerance,
    /// How many days an invoice may be issued before or after the billing day and still be meant for it
    /// when it prints no period.
    pub window_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { tolerance: Tolerance::default(), window_days: 45 }
    }
}

/// An invoice line whose ledger row is looked for.
#[derive(Clone, Copy, Debug)]
pub struct BilledLine<'a> {
    /// The line.
    pub invoice_line: InvoiceLineId,
    /// The invoice or credit note it stands on.
    pub invoice: InvoiceId,
    /// The customer who received it.
    pub customer: CustomerId,
    /// The contract reference as printed.
    pub contract_reference: Option<&'a str>,
    /// The day of issue.
    pub issued_on: Day,
    /// Words as printed.
    pub description: &'a str,
    /// The days it covers, if printed.
    pub period: Option<Period>,
    /// Amount before tax that is not matched yet; negative on a credit note.
    pub amount: Money,
    /// VAT in per cent, if known.
    pub vat_percent: Option<Decimal>,
    /// What a credit note names as what it corrects; `None` where it names nothing, and for invoices.
    pub corrects: Option<Corrected<'a>>,
    /// Rows from which a person took this line back: it is not matched again without a person.
    pub refused: &'a [ExpectedBillingId],
}

/// A ledger row that an invoice line may bill. Rows that are full already belong here too: an invoice
/// line that bills one of them again has to find it.
#[derive(Clone, Copy, Debug)]
pub struct OpenRow<'a> {
    /// The row.
    pub row: ExpectedBillingId,
    /// Its contract.
    pub contract: ContractId,
    /// The contract's number.
    pub contract_number: &'a str,
    /// The number under which another system or the customer knows the contract.
    pub contract_reference: Option<&'a str>,
    /// The customer's purchase-order number.
    pub purchase_order: Option<&'a str>,
    /// The contract's customer.
    pub customer: CustomerId,
    /// The price line it was computed from.
    pub line: &'a PriceLine,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: Day,
    /// Amount expected, before tax.
    pub amount: Money,
    /// Why this amount.
    pub formula: &'a Formula,
    /// What is matched to it already, before tax and net of credit notes.
    pub billed: Money,
}

/// A wrong way of computing an amount that explains what was billed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variation {
    /// Fewer yearly increases were applied than were due.
    IncreaseMissed {
        /// Per cent of each increase.
        percent: Decimal,
        /// Increases contained in what was billed.
        applied: u32,
        /// Increases due in that period.
        due: u32,
        /// The day of the first increase that was left out.
        due_on: Day,
    },
    /// One yearly increase more than was due.
    IncreaseTooEarly {
        /// Per cent of each increase.
        percent: Decimal,
        /// Increases contained in what was billed.
        applied: u32,
        /// Increases due in that period.
        due: u32,
    },
    /// A discount was given although it had ended.
    DiscountPastEnd {
        /// Per cent taken off; 100 for a free period.
        percent: Decimal,
        /// Its last day.
        ended_on: Day,
    },
    /// A discount that was due was not given.
    DiscountForgotten {
        /// Per cent that should have been taken off.
        percent: Decimal,
    },
    /// The price of an earlier ramp step was billed.
    RampStepMissed {
        /// Unit price billed, major units.
        unit_price: Decimal,
        /// The day from which the next price was due.
        due_on: Day,
    },
    /// A full period was billed where only some of its days were due.
    FullPeriod {
        /// Days due.
        days: i64,
        /// Days of the full period.
        of: i64,
    },
    /// The amount with tax stands where the amount before tax belongs.
    Gross {
        /// VAT in per cent.
        vat_percent: Decimal,
    },
}

/// One piece of evidence for a match.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The printed reference is the contract's number.
    ContractNumber,
    /// The printed reference is the contract's number in another system.
    ContractReference,
    /// The printed reference is the customer's purchase order.
    PurchaseOrder,
    /// The invoice went to the contract's customer.
    SameCustomer,
    /// The invoice names the contract but went to another customer.
    OtherCustomer,
    /// Words of the invoice line and the price line agree.
    Words {
        /// Agreement in per cent of the words of the shorter text.
        percent: u32,
    },
    /// The printed period is the row's.
    PeriodEqual,
    /// The printed period shares days with the row's.
    PeriodOverlaps {
        /// Days shared.
        days: i64,
    },
    /// Issued near the billing day.
    DateNear {
        /// Days after (or, negative, before) the billing day.
        days: i64,
    },
    /// The amount is the expected one, within the tolerance.
    AmountEqual,
    /// The amount follows from the terms by a known mistake.
    AmountExplained {
        /// The mistake.
        by: Variation,
    },
    /// The amount is the total of several rows.
    PartOfTotal {
        /// How many rows the invoice line covers.
        rows: u32,
    },
    /// The amount bills a part of the row.
    PartOfRow,
    /// The amount is another than expected.
    AmountDiffers {
        /// Billed less expected.
        difference: Money,
    },
    /// The invoice is in another currency than the contract.
    OtherCurrency,
    /// It takes back what was billed here.
    Credits,
    /// It names the invoice that billed here.
    Corrects,
    /// It is judged together with credit notes that name its invoice.
    WithCredit {
        /// What they take back, as a positive amount.
        credited: Money,
    },
    /// The row was billed in full before: this line bills it again.
    Duplicate,
}

/// An invoice line bills a row, by an amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The invoice line.
    pub invoice_line: InvoiceLineId,
    /// The ledger row.
    pub row: ExpectedBillingId,
    /// The part of the invoice line's amount that belongs to the row, in the invoice's currency; negative
    /// for a credit.
    pub amount: Money,
    /// How sure.
    pub confidence: Confidence,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A row that an invoice line might bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The row.
    pub row: ExpectedBillingId,
    /// Which rows belong together: those of one place have the same number, 0 for the best.
    pub place: u32,
    /// The part of the invoice line's amount that would belong to the row.
    pub amount: Money,
    /// Strength of the evidence; higher is better, comparable only within one proposal.
    pub score: u32,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Why an invoice line waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// It points to no row of the ledger.
    NoRow,
    /// It points to several places, none of them nearly as well as a match needs.
    SeveralPlaces,
    /// It points to one place, but its amount is not what is expected there.
    OtherAmount,
    /// Too little speaks for the place it points to.
    ThinEvidence,
    /// It names an invoice that is not known, or that bills nothing yet.
    CorrectsUnplaced,
    /// A person took it back from where it pointed to.
    TakenBack,
    /// A person matched a part of it; the rest is open.
    RestOpen,
}

impl Waiting {
    /// All, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::SeveralPlaces,
        Self::OtherAmount,
        Self::ThinEvidence,
        Self::CorrectsUnplaced,
        Self::NoRow,
        Self::TakenBack,
        Self::RestOpen,
    ];

    /// Stable text for storage and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoRow => "no_row",
            Self::SeveralPlaces => "several_places",
            Self::OtherAmount => "other_amount",
            Self::ThinEvidence => "thin_evidence",
            Self::CorrectsUnplaced => "corrects_unplaced",
            Self::TakenBack => "taken_back",
            Self::RestOpen => "rest_open",
        }
    }

    /// The reason with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// An invoice line for which a person has to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The invoice line.
    pub invoice_line: InvoiceLineId,
    /// Why it is not matched.
    pub why: Waiting,
    /// Rows it might bill, best first.
    pub candidates: Vec<Candidate>,
}

/// What matching found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Lines that bill a row beyond doubt (or nearly: see the confidence).
    pub matches: Vec<Match>,
    /// Lines for which a person has to choose.
    pub proposals: Vec<Proposal>,
    /// Lines that point to no row.
    pub unmatched: Vec<InvoiceLineId>,
    /// The contract that an unmatched line points to nevertheless: the only one it names, or else the only
    /// one of the customer whose words and latest amount it repeats. Such a line may bill days after the
    /// end of that contract.
    pub meant: Vec<(InvoiceLineId, ContractId)>,
    /// Lines of invoices that bill no row, and of the credit notes that name and take them back whole, with the contract that
    /// both are about: nothing of them is left to be decided.
    pub settled: Vec<(InvoiceLineId, ContractId)>,
}

/// Finds the ledger rows of invoice lines: of one customer, or of the contracts they name.
///
/// Lines are placed in the order of their dates. An invoice line may cover several periods or lines of a
/// contract, a row may be billed in parts, and a second invoice for a row that is full already belongs to
/// that same row when its period or date says so. Credit notes belong to what they take back: where
/// one names its invoice, to what that invoice bills and the rebates of the same days, and nowhere else. An invoice that
/// fits nowhere by itself is judged together with the credit notes that name it: their net is what is billed; where one
/// takes it back whole, both are settled. The parts
/// matched of an invoice line always add up to its amount.
pub fn propose(lines: &[BilledLine<'_>], rows: &[OpenRow<'_>], settings: &Settings) -> Outcome {
    assign::assign(lines, rows, settings)
}

/// The texts in what an invoice prints that may be a reference, as printed: the whole, and each word with a
/// digit in it.
pub fn printed_references(text: &str) -> impl Iterator<Item = String> + '_ {
    let words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '，' | '；' | '（' | '）'));
    let words = words.filter(|word| word.len() >= 3 && word.chars().any(|c| c.is_ascii_digit()));
    let whole = text.trim();
    std::iter::once(whole).filter(|whole| whole.len() >= 2 && whole.len() <= 80).chain(words).map(str::to_owned)
}

#[cfg(test)]
mod tests;
