//! What pages and the API are told of customers and legal entities.

use crate::{
    calendar::Day,
    id::*,
    invoice::InvoiceKind,
    money::Money,
    party::{ContactDetails, CustomerDetails, LegalEntityDetails, SiteDetails},
};
use serde::{Deserialize, Serialize};

/// A customer by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// Identity.
    pub id: CustomerId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// What a person edits.
    pub details: CustomerDetails,
}

/// A customer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCustomer {
    /// Identity.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2 country, if known.
    pub country: Option<String>,
    /// Registration number.
    pub registration_number: Option<String>,
    /// The owner's name.
    pub owner: Option<String>,
    /// Contracts in force that the actor may see.
    pub in_force: u64,
    /// Promised and not billed, before tax, as open findings say; by currency, the largest first. `None` if the
    /// actor may not see findings.
    pub at_stake: Option<Vec<Money>>,
    /// Overdue, with tax, in the same way.
    pub overdue: Option<Vec<Money>>,
}

/// What the page of a customer shows at its head and on its first tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSheet {
    /// The customer.
    pub customer: CustomerRow,
    /// The owner's name.
    pub owner: Option<String>,
    /// Places, by name.
    pub sites: Vec<SiteRow>,
    /// People, by role and name.
    pub contacts: Vec<ContactRow>,
    /// Whether anything hangs on it, so that it cannot be removed.
    pub in_use: bool,
    /// The day the answer was made for.
    pub day: Day,
}

/// A place of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRow {
    /// Identity.
    pub id: SiteId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// What a person edits.
    pub details: SiteDetails,
}

/// A person at a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRow {
    /// Identity.
    pub id: ContactId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// What a person edits.
    pub details: ContactDetails,
}

/// A customer's money in one currency, of what the actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerMoney {
    /// Promised by the terms up to the day and not given up, before tax.
    pub expected: Money,
    /// Matched to invoices of it, credit notes taken off, before tax.
    pub billed: Money,
    /// Recovered of it without an invoice here, before tax.
    pub recovered: Money,
    /// Invoiced, with tax.
    pub invoiced: Money,
    /// Credited, with tax; not negative.
    pub credited: Money,
    /// Paid, with tax.
    pub paid: Money,
    /// What of that is owed back, because more came in than credit notes leave of invoices; with tax.
    pub owed_back: Money,
    /// Invoiced, due before the day and not paid, with tax, as open findings say; `None` if the actor may
    /// not see findings.
    pub overdue: Option<Money>,
    /// Promised and not billed, before tax, as open findings say; `None` if the actor may not see findings.
    pub at_stake: Option<Money>,
}

/// An invoice in a customer's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountInvoice {
    /// Identity.
    pub id: InvoiceId,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Number.
    pub number: String,
    /// Day of issue.
    pub issued_on: Day,
    /// Day by which it is to be paid.
    pub due_on: Option<Day>,
    /// Total with tax, if known.
    pub total: Option<Money>,
    /// Paid of it.
    pub paid: Money,
    /// What of that is owed back, where anything is.
    pub owed_back: Option<Money>,
}

/// What the money tab of a customer shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerAccount {
    /// One sum a currency, the largest promise first.
    pub sums: Vec<CustomerMoney>,
    /// Invoices and credit notes, the newest first: a page of them.
    pub invoices: Vec<AccountInvoice>,
    /// How many there are in all.
    pub total: u64,
    /// From which billing day on promises count: the first of the months of which invoices are known; `None` where no
    /// invoice is, so that all of them do.
    pub from: Option<Day>,
    /// The day the answer was made for, up to which they count.
    pub day: Day,
}

/// One of our companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalEntityRow {
    /// Identity.
    pub id: LegalEntityId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// What a person edits.
    pub details: LegalEntityDetails,
    /// Whether contracts or invoices hang on it, so that it cannot be removed.
    pub in_use: bool,
}
