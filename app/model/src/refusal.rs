//! Why something was not done, in types: the person's to mend, so it travels whole to the page.

use crate::{
    calendar::Day,
    id::{CustomerId, FindingId},
    money::{Currency, Money},
    party::identifier::IdentifierProblem,
    permission::Permission,
    price_line,
};
use serde::{Deserialize, Serialize};

/// A clear no, with everything needed to say it in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("not signed in")]
    NotSignedIn,
    /// The person's roles do not carry the permission.
    #[error("not permitted: {0:?}")]
    NotPermitted(Permission),
    /// There is no such record, or the person may not see it: the answer is the same.
    #[error("not found")]
    NotFound,
    /// Somebody else saved meanwhile.
    #[error("changed meanwhile by somebody else")]
    Stale,
    /// Some fields cannot be accepted as they are.
    #[error("{} fields cannot be accepted", .0.len())]
    Fields(Vec<FieldProblem>),
    /// Name and password do not belong together, or the person may not sign in; which one is not said.
    #[error("sign-in refused")]
    SignIn,
    /// Too many attempts.
    #[error("too many attempts; try again in {minutes} minutes")]
    TooManyAttempts {
        /// Minutes to wait.
        minutes: u32,
    },
    /// The set-up code is not the one the server printed.
    #[error("wrong set-up code")]
    SetupCode,
    /// The organisation is set up already.
    #[error("already set up")]
    AlreadySetUp,
    /// The file cannot be read.
    #[error("the file cannot be read: {0:?}")]
    File(FileProblem),
    /// The state of the record does not allow the step.
    #[error("the state does not allow this")]
    WrongState,
    /// The import is being accepted or taken back at this moment.
    #[error("the import is being accepted or taken back")]
    ImportUnderWay,
    /// The person has as many of them as one may have.
    #[error("no more than {most}")]
    TooMany {
        /// How many one may have.
        most: u32,
    },
    /// More was matched of an invoice line than is open.
    #[error("more than the open amount of {open}")]
    MoreThanOpen {
        /// What is open.
        open: Money,
    },
    /// Two files are being read already.
    #[error("two files are being read already")]
    Busy,
    /// Another customer has the same registration or VAT number.
    #[error("the customer {name} has the same {field}")]
    SameCustomer {
        /// The field that is the same: `registration_number` or `vat_number`.
        field: String,
        /// The other customer.
        id: CustomerId,
        /// Its name.
        name: String,
    },
    /// Customers are there with nearly the same name; it may be confirmed that this is another one.
    #[error("{} customers have nearly the same name", .0.len())]
    NearCustomers(Vec<NearCustomer>),
    /// Contracts or invoices hang on the record, so it stays.
    #[error("contracts or invoices hang on it")]
    InUse,
    /// There is no legal entity yet whose contracts these could be.
    #[error("there is no legal entity yet")]
    NoLegalEntity,
    /// A contract that has not started or has already ended cannot be given notice, nor one of whose term too little is
    /// known to say when notice would end it.
    #[error("no notice is possible: the contract ended on {ended_on:?}")]
    NoNoticePossible {
        /// When it ended, if it did.
        ended_on: Option<Day>,
    },
    /// Nobody would be left to administer the organisation.
    #[error("nobody would be left to administer the organisation")]
    LastAdministrator,
    /// It may be done to anybody but oneself.
    #[error("not to oneself")]
    Oneself,
    /// The link of an invitation is wrong, was used, or is too old; which one is not said.
    #[error("the invitation cannot be used")]
    Invitation,
    /// A team cannot go while contracts are open to it alone.
    #[error("{contracts} contracts are open to the team alone")]
    TeamInUse {
        /// How many.
        contracts: u64,
    },
    /// Some findings of a selection do not allow the step; so nothing was done.
    #[error("{} of the selection do not allow this", left_out.len())]
    Selection {
        /// Those that do not.
        left_out: Vec<LeftOut>,
    },
}

/// A finding of a selection that does not allow a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The finding.
    pub finding: FindingId,
    /// Its contract's number.
    pub contract: String,
    /// Why not.
    pub why: LeftOutReason,
}

/// Why a finding of a selection does not allow a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// Somebody changed it since it was shown.
    Changed,
    /// Its state does not allow the step.
    State,
    /// It is gone, or may not be seen.
    Gone,
}

/// A customer whose name is nearly the same as another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearCustomer {
    /// Identity.
    pub id: CustomerId,
    /// Name.
    pub name: String,
}

/// One field that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Name of the field in the form.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl FieldProblem {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

/// Problems in the order in which their fields stand in a form, so that whoever mends them goes down the page. Problems
/// of one field, and of fields that the form does not name, stay in their order.
pub fn in_order(problems: Vec<FieldProblem>, fields: &[&str]) -> Vec<FieldProblem> {
    let (mut ordered, mut rest) = (Vec::new(), problems);
    // Forms are read in browsers, too, where sorting weighs more than these few comparisons.
    for field in fields {
        let (own, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|problem| problem.field == *field);
        ordered.extend(own);
        rest = others;
    }
    ordered.extend(rest);
    ordered
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// It must be filled in.
    Missing,
    /// It has more than so many characters.
    TooLong {
        /// The most characters accepted.
        most: u32,
    },
    /// It has fewer than so many characters.
    TooShort {
        /// The fewest characters accepted.
        least: u32,
    },
    /// It is not a day.
    NotADay,
    /// It is a day that its month does not have.
    NoSuchDay {
        /// The last day of that month.
        last: Day,
    },
    /// It is not a number.
    NotANumber,
    /// It is not a whole number.
    NotAWholeNumber,
    /// It is not an amount in the currency.
    NotAnAmount {
        /// The currency of the amounts there.
        currency: Currency,
    },
    /// It bears the sign or the code of another currency.
    AnotherCurrency {
        /// The currency of the amounts there.
        wanted: Currency,
    },
    /// It is not above zero.
    NotPositive,
    /// It lies outside what is accepted.
    OutOfRange {
        /// Least accepted.
        least: i64,
        /// Most accepted.
        most: i64,
    },
    /// It lies before another day that it must not precede.
    Before {
        /// The other day.
        day: Day,
    },
    /// It lies after another day that it must not follow.
    After {
        /// The other day.
        day: Day,
    },
    /// It is not an e-mail address.
    NotAnEmail,
    /// It is taken already.
    Taken,
    /// It is none of the choices.
    NotAChoice,
    /// It is not a currency code of ISO 4217.
    NotACurrency,
    /// It must differ from another field.
    SameAsOwner,
    /// Something else than what was typed is saved there now, which a next save replaces.
    SavedOtherwise,
    /// Several records bear this name.
    Ambiguous,
    /// Something was billed on it, so it stays as it is.
    BilledAlready,
    /// A field of a price line.
    PriceLine {
        /// What is wrong with it.
        about: price_line::Problem,
    },
    /// It is not the present password.
    WrongPassword,
    /// An auditor holds no other role.
    AuditorAlone,
    /// It is not a time zone of the IANA database.
    NotATimeZone,
    /// It is not a valid registration or VAT number.
    NotAnIdentifier(IdentifierProblem),
    /// It is not an address on the web.
    NotAWebAddress,
    /// It is not a telephone number.
    NotAPhoneNumber,
    /// It began on that day, and what has passed stays as it was.
    Begun {
        /// The day.
        day: Day,
    },
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// It is empty.
    Empty,
    /// It is larger than accepted.
    TooLarge {
        /// The most megabytes accepted.
        megabytes: u32,
    },
    /// It is of a kind that is not read; `kind` is what it seems to be.
    WrongKind {
        /// What it seems to be (pdf, image, program …).
        kind: String,
    },
    /// It would unpack to more than is accepted.
    Bomb,
    /// It is protected by a password.
    Encrypted,
    /// It is broken.
    Broken,
    /// It has more rows than accepted.
    TooManyRows {
        /// The most rows accepted.
        most: u32,
    },
    /// It has more columns than accepted.
    TooManyColumns {
        /// The most columns accepted.
        most: u32,
    },
    /// It has no rows under its header.
    NoRows,
    /// There is no such sheet in it.
    NoSuchSheet,
    /// The row chosen as header does not exist or is empty.
    NoSuchHeaderRow,
    /// The mapping that was chosen knows none of its columns.
    OtherColumns,
    /// The text is not in the encoding that was chosen.
    WrongEncoding,
    /// A cell holds more text than is read; often a quotation mark is never closed.
    CellTooLong {
        /// The row in the file.
        row: u32,
    },
}
