//! What can be wrong or doubtful about a cell, without a word about it: the sentences are written
//! elsewhere, in each language.

use super::columns::{ContractField, InvoiceField};
use crate::{
    calendar::{Day, Length},
    money::{Currency, Money},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellProblem {
    /// Number of the row in the file.
    pub row: u32,
    /// The column, counted from 0; `None` where the whole row is meant.
    pub column: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Said for information: how the row was understood, with nothing to do about it.
    Info,
    /// The row can be accepted; a person should have seen the remark.
    Warning,
    /// The row cannot be accepted as it stands: a day or an amount would be lost or wrong.
    Error,
}

/// The field a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A field of contracts.
    Contract(ContractField),
    /// A field of invoices.
    Invoice(InvoiceField),
}

/// What is wrong or doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    // Errors.
    /// A field without which nothing can be made of the row is empty or has no column.
    Missing {
        /// The field.
        field: Field,
    },
    /// This is not recognised as a day, or is one that does not exist (30 February).
    NotADay(String),
    /// This is not recognised as an amount or a number.
    NotANumber(String),
    /// This is not recognised as a currency.
    NotACurrency(String),
    /// This is not recognised as a billing frequency.
    NotAFrequency(String),
    /// The number is outside what the field can hold.
    OutOfRange,
    /// Not between 0 and 100, so that it is no rate of VAT but perhaps an amount of it.
    NotAVatRate,
    /// The cell is a failed formula.
    FailedFormula,
    /// The end lies before the start.
    EndBeforeStart,
    /// The cell's currency differs from the contract's or invoice's other amounts.
    OtherCurrency {
        /// The currency of the amounts before it.
        first: Currency,
    },
    /// An earlier row gives the same number to another customer.
    NumberOfAnotherCustomer {
        /// The earlier row.
        first_row: u32,
    },
    /// There is a price but no day from which to bill it.
    PriceWithoutStart,
    /// A payment names an invoice that is not there.
    NoSuchInvoice,
    /// A payment names an invoice by a number alone that invoices of several customers have.
    InvoiceOfSeveral {
        /// How many.
        invoices: u32,
    },
    /// A payment is in another currency than its invoice.
    PaidInOtherCurrency {
        /// The currency of the invoice.
        currency: Currency,
    },
    /// A discount is an amount of money, and only one in per cent can be taken over.
    DiscountInMoney(String),
    /// A payment lies in the future.
    ReceivedInFuture,
    /// Several amounts or days of payments stand in one cell, and which belong together is not clear.
    SeveralPayments {
        /// How many amounts.
        amounts: usize,
        /// How many days.
        days: usize,
    },

    // Warnings: understood in a way a person should see.
    /// It was ended, as the cell says, without the day.
    TerminatedWithoutDay,
    /// The day 31 December 9999 (or 2999) was read as "open-ended".
    ReadAsOpenEnded,
    /// Day and month cannot stand in the order of the other days of the file, so they were read the other way round.
    DayReadOtherWay {
        /// The day that was read.
        day: Day,
    },
    /// Only a month stands where a day is expected: its first day was taken for a start, its last for an end.
    DayOfMonth {
        /// The day taken.
        day: Day,
    },
    /// Days or amounts stand in this column, and it is not read.
    ColumnNotRead,
    /// The day is unusually far off (before 1950 or after 2100).
    UnusualDay,
    /// A length without a unit was read in this one.
    UnitAssumed {
        /// How it was read.
        read_as: Length,
    },
    /// The term's end and its duration disagree; the end was kept.
    EndDiffersFromDuration {
        /// The last day by the duration.
        by_duration: Day,
    },
    /// No start was given; the day of signature was taken.
    StartFromSignature,
    /// Tacit renewal without a period; this one was taken.
    RenewalPeriodAssumed {
        /// Months of each renewed term.
        months: u32,
    },
    /// No billing frequency was given; this one was taken (0: once).
    FrequencyAssumed {
        /// Months between bills.
        months: u32,
    },
    /// The price per period was worked out from a total or from an amount of other periods.
    PriceWorkedOut {
        /// Unit price per period, major units.
        unit_price: Decimal,
    },
    /// Quantity times unit price is not the amount given; quantity and unit price were kept.
    AmountDiffers {
        /// Quantity times unit price, major units.
        computed: Decimal,
    },
    /// The amount has more decimals than its currency and was rounded.
    Rounded,
    /// The amount says that tax is included, where an amount before tax is expected.
    TaxIncluded,
    /// An index is named instead of a fixed increase; it was not taken over.
    IndexNotTaken,
    /// The increase has no first day; it was set one year after the start.
    IncreaseDayAssumed {
        /// The first increase.
        first_on: Day,
    },
    /// The increase counts each year on a day; the first is the next one after the start.
    IncreasedEachYear {
        /// The first increase.
        first_on: Day,
    },
    /// This is not understood, and left empty.
    LeftEmpty(String),
    /// From this duration no end follows, because the start is not known or it is no usual one; it is left empty.
    TermLeftOpen {
        /// The duration.
        length: Length,
    },
    /// This is not known as a kind of document; whether it is a credit note is told by the sign of the amount.
    UnknownKind(String),
    /// A placeholder such as "TBD" was left empty.
    Placeholder,
    /// No contract type was recognised; this row will be of the type the file's prices suggest.
    TypeAssumed,
    /// A later row of the same contract or invoice says something else; the first row was kept.
    DiffersFromFirstRow {
        /// The first row.
        first_row: u32,
    },
    /// The row repeats an earlier row word for word; both are taken as lines.
    SameAsRow {
        /// The earlier row.
        first_row: u32,
    },
    /// The row repeats the line of an earlier row beside another payment: the line counts once.
    AnotherPayment {
        /// The earlier row.
        first_row: u32,
    },
    /// Looks like a sum of the rows above, and was left out.
    LooksLikeTotal,
    /// The row says the invoice was cancelled or is a draft, and was left out.
    NotIssued,
    /// The row is a payment in a list of invoices, and was left out.
    PaymentLeftOut,
    /// What is left to pay was read as what is taken off.
    DiscountReadAs {
        /// Per cent that is taken off.
        percent: Decimal,
    },
    /// A credit note's amount was written without a minus and was turned.
    SignTurned,
    /// A negative total; understood as a credit note.
    ReadAsCreditNote,
    /// The number looks like a credit note's, the amount does not.
    PerhapsCreditNote,
    /// The total with tax is not the sum of lines and VAT.
    TotalsDiffer {
        /// What lines and VAT add up to, major units.
        computed: Decimal,
    },
    /// Marked as paid, without an amount; the whole total was taken.
    PaidAmountAssumed,
    /// Paid, without a day; the due day or the issue day was taken.
    PaidDayAssumed {
        /// The day taken.
        day: Day,
    },
    /// The amount before tax was worked out from the total with tax.
    NetWorkedOut {
        /// Amount before tax, major units.
        net: Decimal,
    },
    /// The due day lies before the day of issue.
    DueBeforeIssue,
    /// The price is below zero: money is promised to the customer.
    NegativePrice,
    /// The price is zero: nothing will be billed.
    FreeOfCharge,
    /// The day of issue lies in the future.
    IssuedInFuture,
    /// The amount is zero.
    ZeroAmount,
    /// No currency is given; that of the contract the row names, or of our company, was taken.
    CurrencyAssumed {
        /// The currency taken.
        currency: Currency,
        /// Whether the contract names it.
        of_contract: bool,
    },
    /// No contract has the number that an invoice names.
    UnknownContract,
    /// No invoice has the number that a credit note names, neither here nor in the file.
    UnknownInvoice,
    /// Nobody here has the name or the e-mail address of the owner: the contract has none.
    UnknownOwner,
    /// There is no price in the row.
    NoPrice,
    /// None of the mapped columns has anything in this row; it was left out.
    NothingToRead,
    /// The text was longer than the field holds and was cut.
    Cut,
    /// The file says that less was received for an invoice that is there than is known; nothing of that changes.
    LessReceived {
        /// What is known.
        known: Money,
    },
    /// More comes in than is open of the invoice.
    MoreThanOpen {
        /// What is open.
        open: Money,
    },
    /// The same amount is there on a day nearby, recorded by a person or of an invoice with nothing open, so that the payment
    /// is left out.
    ProbablyRecorded {
        /// The day on which it came in by what is there.
        on: Day,
    },
    /// A payment of an invoice is below zero: money that was given back, or a wrong sign.
    NegativePayment,
    /// A payment is dated before its invoice.
    PaidBeforeIssue {
        /// The day of issue.
        issued_on: Day,
    },
    /// The invoice that is there comes to another amount; it stays as it is.
    OtherTotal {
        /// What it comes to.
        here: Money,
    },
}

impl Problem {
    /// Whether it tells a row from what is there already.
    pub const fn compares(&self) -> bool {
        matches!(
            self,
            Self::LessReceived { .. }
                | Self::MoreThanOpen { .. }
                | Self::ProbablyRecorded { .. }
                | Self::OtherTotal { .. }
        )
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Missing { .. }
            | Self::NotADay(_)
            | Self::NotANumber(_)
            | Self::NotACurrency(_)
            | Self::NotAFrequency(_)
            | Self::OutOfRange
            | Self::NotAVatRate
            | Self::FailedFormula
            | Self::EndBeforeStart
            | Self::OtherCurrency { .. }
            | Self::NumberOfAnotherCustomer { .. }
            | Self::PriceWithoutStart
            | Self::NoSuchInvoice
            | Self::InvoiceOfSeveral { .. }
            | Self::PaidInOtherCurrency { .. }
            | Self::ReceivedInFuture
            | Self::DiscountInMoney(_)
            | Self::SeveralPayments { .. } => Severity::Error,
            Self::ReadAsOpenEnded
            | Self::StartFromSignature
            | Self::PriceWorkedOut { .. }
            | Self::LooksLikeTotal
            | Self::NotIssued
            | Self::SignTurned
            | Self::ReadAsCreditNote
            | Self::PaidAmountAssumed
            | Self::PaidDayAssumed { .. }
            | Self::NetWorkedOut { .. }
            | Self::NothingToRead
            | Self::IncreasedEachYear { .. }
            | Self::AnotherPayment { .. }
            | Self::UnknownContract
            | Self::UnknownInvoice
            | Self::UnknownOwner
            | Self::CurrencyAssumed { of_contract: true, .. } => Severity::Info,
            Self::TerminatedWithoutDay
            | Self::DayReadOtherWay { .. }
            | Self::DayOfMonth { .. }
            | Self::ColumnNotRead
            | Self::UnusualDay
            | Self::UnitAssumed { .. }
            | Self::EndDiffersFromDuration { .. }
            | Self::RenewalPeriodAssumed { .. }
            | Self::FrequencyAssumed { .. }
            | Self::AmountDiffers { .. }
            | Self::Rounded
            | Self::TaxIncluded
            | Self::IndexNotTaken
            | Self::PaymentLeftOut
            | Self::DiscountReadAs { .. }
            | Self::IncreaseDayAssumed { .. }
            | Self::LeftEmpty(_)
            | Self::TermLeftOpen { .. }
            | Self::UnknownKind(_)
            | Self::Placeholder
            | Self::TypeAssumed
            | Self::DiffersFromFirstRow { .. }
            | Self::SameAsRow { .. }
            | Self::PerhapsCreditNote
            | Self::TotalsDiffer { .. }
            | Self::DueBeforeIssue
            | Self::NegativePrice
            | Self::FreeOfCharge
            | Self::IssuedInFuture
            | Self::ZeroAmount
            | Self::CurrencyAssumed { of_contract: false, .. }
            | Self::NoPrice
            | Self::LessReceived { .. }
            | Self::MoreThanOpen { .. }
            | Self::ProbablyRecorded { .. }
            | Self::NegativePayment
            | Self::PaidBeforeIssue { .. }
            | Self::OtherTotal { .. }
            | Self::Cut => Severity::Warning,
        }
    }
}
