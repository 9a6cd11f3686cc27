//! What the history remembers: a closed list of events, each a past participle.
//!
//! An event is recorded in the transaction of the change it tells of. The sentence a person reads is made
//! in `app::words`; the hash chain over the events is made in `operations::history`.

mod change;
mod obligation;
mod renewal;
mod risk;
mod subject;

pub use change::{Change, changes};
pub use obligation::ObligationStep;
pub use renewal::RenewalStep;
pub use risk::RiskStep;
pub use subject::Subject;

use crate::{
    calendar::{
        Day, Period,
        holiday::{DaySaid, Region},
    },
    invoice::InvoiceKind,
    job::JobName,
    key_date::KeyDateKind,
    money::Money,
    person::Role,
    reminder::Rule,
    risk::{RiskClass, review::ReviewOutcome},
    term::NoticeBy,
    token::Scope,
};
use serde::{Deserialize, Serialize};

/// Something that happened and will always have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The first administrator took over an empty database.
    OrganisationSetUp {
        /// Name of the organisation.
        name: String,
    },
    /// A person was added.
    PersonAdded {
        /// Their name.
        name: String,
        /// Their roles.
        roles: Vec<Role>,
    },
    /// A person's roles were changed.
    RolesChanged {
        /// Roles before.
        before: Vec<Role>,
        /// Roles after.
        after: Vec<Role>,
    },
    /// A person may no longer sign in.
    PersonDeactivated,
    /// A person may sign in again.
    PersonReactivated,
    /// A person was sent a link with which to choose a password.
    PersonInvited {
        /// Their name.
        name: String,
        /// Their roles.
        roles: Vec<Role>,
    },
    /// A new link was made for a person, and the one before it is worth nothing.
    InvitationRenewed,
    /// A person chose a password by the link they were sent.
    InvitationAccepted,
    /// A person's name, address, language or last day was changed.
    PersonChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// A person changed their own password.
    PasswordChanged,
    /// A person was signed out of browsers.
    SignedOut {
        /// How many browsers.
        sessions: u32,
    },
    /// What a person was responsible for was given to another.
    HandedOver {
        /// The new owner's name.
        to: String,
        /// Contracts, as owner or deputy.
        contracts: u32,
        /// Customers.
        customers: u32,
        /// Open findings.
        findings: u32,
    },
    /// What else a person had to see to was given to another.
    DutiesHandedOver {
        /// The name of who has it now.
        to: String,
        /// Obligations.
        obligations: u32,
        /// Visits that are still to be made.
        visits: u32,
        /// Absences of others in which they stood in.
        absences: u32,
    },
    /// Somebody is away for some days, and another stands in.
    AbsenceEntered {
        /// From the first to the last day away.
        days: Period,
        /// Name of who stands in.
        stand_in: String,
    },
    /// An absence was changed before it was over.
    AbsenceChanged {
        /// From the first to the last day away, as it had been entered.
        before: Period,
        /// Name of who was to stand in.
        before_stand_in: String,
        /// From the first to the last day away.
        days: Period,
        /// Name of who stands in.
        stand_in: String,
    },
    /// An absence was taken back, or ended early.
    AbsenceTakenBack {
        /// From the first to the last day away, as it had been entered.
        days: Period,
        /// From which day on the person is there.
        back_on: Day,
    },
    /// A team was made.
    TeamAdded {
        /// Its name.
        name: String,
    },
    /// A team was renamed, or its members changed.
    TeamChanged {
        /// What changed of the team itself.
        changes: Vec<Change>,
        /// Names of the people who joined.
        joined: Vec<String>,
        /// Names of the people who left.
        left: Vec<String>,
    },
    /// A team was dissolved.
    TeamDeleted {
        /// Its name.
        name: String,
    },
    /// The organisation's settings were changed.
    SettingsChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// The rule was changed by which people are reminded of a kind of key date.
    ReminderRuleChanged {
        /// Of what they are reminded.
        kind: KeyDateKind,
        /// The rule before.
        before: Rule,
        /// The rule after.
        after: Rule,
    },
    /// It was changed on which days nobody is reminded.
    QuietDaysChanged {
        /// Whether Saturdays and Sundays are quiet now.
        weekends: bool,
    },
    /// It was changed whether people are reminded on holidays.
    QuietHolidaysChanged {
        /// Whether holidays are quiet now.
        holidays: bool,
    },
    /// A key date neared and nothing had moved, so that others were told of it.
    KeyDateEscalated {
        /// What happens on it.
        kind: KeyDateKind,
        /// When.
        day: Day,
        /// Names of those who were told.
        to: Vec<String>,
    },
    /// A job that had been given up was asked for again.
    JobRetried {
        /// What it does.
        job: JobName,
        /// About what.
        about: String,
    },
    /// A person made a token for the API.
    TokenCreated {
        /// The name they gave it.
        name: String,
        /// What it may do, at most.
        scopes: Vec<Scope>,
        /// The last day on which it works.
        expires_on: Day,
    },
    /// A person revoked a token of theirs.
    TokenRevoked {
        /// The name they gave it.
        name: String,
    },
    /// A person made a calendar feed.
    FeedCreated {
        /// The name they gave it.
        name: String,
    },
    /// A person gave a calendar feed of theirs another address.
    FeedRotated {
        /// The name they gave it.
        name: String,
    },
    /// A person removed a calendar feed of theirs.
    FeedRevoked {
        /// The name they gave it.
        name: String,
    },
    /// One of our companies was added.
    LegalEntityAdded {
        /// Its name.
        name: String,
    },
    /// One of our companies was changed.
    LegalEntityChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// One of our companies on which nothing hung was removed.
    LegalEntityRemoved {
        /// Its name.
        name: String,
    },
    /// A customer was added.
    CustomerAdded {
        /// Its name.
        name: String,
    },
    /// A customer was changed.
    CustomerChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// A customer on which nothing hung was removed.
    CustomerRemoved {
        /// Its name.
        name: String,
    },
    /// A place of a customer was added.
    SiteAdded {
        /// Its name.
        name: String,
    },
    /// A place of a customer was changed.
    SiteChanged {
        /// Its name after the change.
        name: String,
        /// What changed.
        changes: Vec<Change>,
    },
    /// A place of a customer was removed.
    SiteRemoved {
        /// Its name.
        name: String,
    },
    /// A person at a customer was added.
    ContactAdded {
        /// Their name.
        name: String,
    },
    /// A person at a customer was changed.
    ContactChanged {
        /// Their name after the change.
        name: String,
        /// What changed.
        changes: Vec<Change>,
    },
    /// A person at a customer was removed.
    ContactRemoved {
        /// Their name.
        name: String,
    },
    /// A contract was added.
    ContractAdded {
        /// Its number.
        number: String,
    },
    /// Something was said of a day in a calendar of holidays, or taken back.
    HolidayChanged {
        /// The calendar.
        region: Region,
        /// The day.
        day: Day,
        /// What is said now; `None` where the built-in calendar counts again.
        said: Option<DaySaid>,
    },
    /// How long notices are on their way was changed.
    DeliveryDaysChanged {
        /// What differs.
        changes: Vec<Change>,
    },
    /// The special terms of a contract about its dates were changed, or an amendment or a notice to the customer recorded.
    DateTermsChanged {
        /// What differs, as the form of these terms names it.
        changes: Vec<Change>,
    },
    /// A contract's terms or price lines were changed.
    ContractChanged {
        /// What changed.
        changes: Vec<Change>,
    },
    /// We gave notice.
    NoticeGiven {
        /// The day it was received.
        on: Day,
        /// Last day of the contract that follows from it.
        ends_on: Option<Day>,
    },
    /// The customer gave notice.
    NoticeReceived {
        /// The day it was received.
        on: Day,
        /// Last day of the contract that follows from it.
        ends_on: Option<Day>,
    },
    /// A notice that had been recorded by mistake was taken back.
    NoticeTakenBack {
        /// The day on which it was said to have been received.
        on: Day,
        /// Whose notice it was.
        from: NoticeBy,
        /// Why.
        reason: String,
    },
    /// One side left the contract early, as its break option allows.
    LeftEarly {
        /// Which side.
        by: NoticeBy,
        /// The day its notice was received.
        on: Day,
        /// The last day of the contract that follows from it.
        ends_on: Day,
    },
    /// A notice to leave early that had been recorded by mistake was taken back.
    LeavingTakenBack {
        /// Which side it was said to be from.
        by: NoticeBy,
        /// The day on which it was said to have been received.
        on: Day,
        /// Why.
        reason: String,
    },
    /// Somebody decided about the next renewal, so that the deadline no longer warns.
    RenewalDecided {
        /// The last day for notice the decision is about.
        deadline: Day,
    },
    /// Something happened to a renewal.
    Renewal {
        /// Number of the term that begins with it.
        term: u32,
        /// The first day of that term.
        first_on: Day,
        /// What happened.
        step: RenewalStep,
    },
    /// Service visits were promised.
    VisitsPromised {
        /// What is done.
        what: String,
        /// How many a year.
        per_year: u32,
    },
    /// A promise of service visits was changed.
    VisitPromiseChanged {
        /// What is done, after the change.
        what: String,
        /// What changed.
        changes: Vec<Change>,
    },
    /// A promise of service visits of which none had been planned or made was removed.
    VisitPromiseRemoved {
        /// What was promised.
        what: String,
    },
    /// A service visit was given a day.
    VisitPlanned {
        /// What is done.
        what: String,
        /// The day.
        on: Day,
        /// The name of who goes.
        technician: Option<String>,
    },
    /// A service visit has no day any more.
    VisitUnplanned {
        /// What is done.
        what: String,
        /// The day it had.
        on: Day,
    },
    /// The report of a service visit was taken back, so that it counts as not made.
    VisitReportTakenBack {
        /// What is done.
        what: String,
        /// The day that was reported.
        on: Day,
        /// Why.
        reason: String,
    },
    /// Somebody at the customer was written to, that somebody comes.
    VisitAnnouncedByMail {
        /// What is done.
        what: String,
        /// The day that is planned.
        on: Day,
        /// To whom was written.
        to: String,
    },
    /// The customer was told when somebody comes.
    VisitAnnounced {
        /// What is done.
        what: String,
        /// The day of the visit.
        on: Day,
    },
    /// A service visit was made and reported on.
    VisitClosed {
        /// What was done.
        what: String,
        /// The day.
        on: Day,
        /// How long it took.
        minutes: u32,
        /// Who signed for the customer; empty if nobody did.
        signed_by: String,
    },
    /// A service visit was called off.
    VisitCancelled {
        /// What was to be done.
        what: String,
        /// From which day to which it had to be made.
        window: Period,
        /// Why.
        reason: String,
    },
    /// A service visit beyond those promised was added.
    ExtraVisitAdded {
        /// What is done.
        what: String,
        /// The day.
        on: Day,
    },
    /// What a service visit came to was accepted for billing.
    VisitBilled {
        /// What was done.
        what: String,
        /// How much.
        amount: Money,
    },
    /// What a service visit came to is not billed.
    VisitNotBilled {
        /// What was done.
        what: String,
        /// How much.
        amount: Money,
        /// Why.
        reason: String,
    },
    /// Rows of a file became records.
    ImportAccepted {
        /// Name of the file.
        file: String,
        /// Contracts made.
        contracts: u32,
        /// Customers made.
        customers: u32,
        /// Invoices made.
        invoices: u32,
    },
    /// An import was taken back.
    ImportUndone {
        /// Name of the file.
        file: String,
    },
    /// An import was given up before anything of it was live, and its file deleted.
    ImportDiscarded {
        /// Name of the file.
        file: String,
    },
    /// The periods of a price line are counted from another day, because its invoices are.
    BillingDayMoved {
        /// The price line in words.
        line: String,
        /// The day from which they were counted.
        before: Day,
        /// The day from which they are counted now.
        after: Day,
        /// How many invoices show it; 0 where that was taken back.
        invoices: u32,
    },
    /// An invoice line was matched to the ledger by a person.
    InvoiceMatched {
        /// Number of the invoice.
        invoice: String,
        /// Amount matched.
        amount: Money,
    },
    /// A match was taken back.
    MatchUndone {
        /// Number of the invoice.
        invoice: String,
        /// Amount that was matched.
        amount: Money,
    },
    /// An invoice line was declared to belong to no contract.
    LineSetAside {
        /// Number of the invoice.
        invoice: String,
        /// Its open amount.
        amount: Money,
        /// Why.
        reason: String,
    },
    /// An invoice line that was set aside waits for a match again.
    LineTakenUp {
        /// Number of the invoice.
        invoice: String,
    },
    /// A row of the expected billing was given up.
    RowWaived {
        /// Its days.
        period: Period,
        /// What was left of the promise.
        amount: Money,
        /// Why.
        reason: String,
    },
    /// A row that was given up is expected again.
    RowReclaimed {
        /// Its days.
        period: Period,
        /// What is left of the promise.
        amount: Money,
    },
    /// A column mapping was kept under a name.
    MappingKept {
        /// Its name.
        name: String,
    },
    /// A finding was claimed from the customer.
    FindingClaimed,
    /// A finding that is about no amount was settled.
    FindingRecovered,
    /// Money of a finding came in.
    MoneyRecovered {
        /// How much.
        amount: Money,
    },
    /// A part of the money of a finding came in.
    PartRecovered {
        /// How much.
        amount: Money,
        /// What is still open.
        open: Money,
    },
    /// Money of a finding came in on an earlier day than the one it was recorded on.
    MoneyCameIn {
        /// How much.
        amount: Money,
        /// The day it came in.
        on: Day,
        /// What is still open, if a part is lacking.
        open: Option<Money>,
    },
    /// A file brought payments, with its invoices or for others that were there.
    PaymentsImported {
        /// Name of the file.
        file: String,
        /// How many.
        payments: u32,
    },
    /// A payment of an invoice was recorded on its page.
    PaymentRecorded {
        /// Number of the invoice.
        invoice: String,
        /// How much.
        amount: Money,
        /// The day it came in.
        on: Day,
        /// What is still open, if a part is lacking.
        open: Option<Money>,
    },
    /// A payment that had been recorded on the page of its invoice was taken back.
    PaymentTakenBack {
        /// Number of the invoice.
        invoice: String,
        /// How much.
        amount: Money,
        /// The day on which it had been recorded to have come in.
        on: Day,
    },
    /// An imported invoice was taken out again.
    InvoiceTakenOut {
        /// Number of the invoice.
        invoice: String,
        /// Invoice or credit note.
        kind: InvoiceKind,
        /// What it came to before tax.
        net: Money,
        /// Why.
        reason: String,
    },
    /// An imported payment was taken out again.
    PaymentTakenOut {
        /// Number of the invoice.
        invoice: String,
        /// How much.
        amount: Money,
        /// The day on which it was said to have come in.
        on: Day,
        /// Why.
        reason: String,
    },
    /// Money of a finding that had been recorded was taken back, so that it is claimed again.
    RecoveryTakenBack {
        /// How much.
        amount: Money,
    },
    /// A claim was withdrawn.
    ClaimWithdrawn {
        /// Why.
        reason: String,
    },
    /// Somebody began to deal with a finding of which nothing is to be claimed.
    FindingTakenOn,
    /// A finding of which nothing is to be claimed was dealt with.
    FindingSettled,
    /// A credit note was issued for what had been billed too much.
    CreditNoteRecorded {
        /// How much it gives back.
        amount: Money,
        /// The day of issue.
        on: Day,
        /// What is still to be given back, if it is a part.
        open: Option<Money>,
    },
    /// A credit note that had been recorded was taken back.
    CreditNoteTakenBack {
        /// How much it gave back.
        amount: Money,
    },
    /// Somebody who had begun to deal with a finding does so no longer.
    FindingPutBack {
        /// Why.
        reason: String,
    },
    /// A finding was given up.
    FindingWaived {
        /// Why.
        reason: String,
    },
    /// A finding was taken up again.
    FindingReopened,
    /// A finding was given to a person.
    FindingAssigned {
        /// The new owner's name.
        owner: Option<String>,
        /// The name of who had it before, where that was another person.
        from: Option<String>,
    },
    /// The day by which a finding shall be settled was set, or taken away.
    FindingDue {
        /// The day.
        on: Option<Day>,
    },
    /// Somebody commented on a finding; the words stand with the finding.
    FindingCommented,
    /// A file was attached to a record.
    FileAttached {
        /// Its name.
        name: String,
        /// Which version of the file of that name it is, from 1.
        number: u32,
    },
    /// A version of a file was removed from a record.
    FileRemoved {
        /// Its name.
        name: String,
        /// Which version.
        number: u32,
        /// Why.
        reason: String,
    },
    /// Something happened to a risk of a contract.
    Risk {
        /// What might happen.
        title: String,
        /// What happened.
        step: RiskStep,
    },
    /// A contract was reviewed.
    ContractReviewed {
        /// What came of it.
        outcome: ReviewOutcome,
        /// How much attention the contract needs from now on.
        class: RiskClass,
        /// What is to be done next; empty if nothing.
        next_steps: String,
    },
    /// A file was attached to something of a contract: a visit, or a day on which an obligation falls due.
    PartFileAttached {
        /// What it is called.
        part: String,
        /// The file's name.
        name: String,
        /// Which version of the file of that name it is, from 1.
        number: u32,
    },
    /// A version of a file was removed from something of a contract.
    PartFileRemoved {
        /// What it is called.
        part: String,
        /// The file's name.
        name: String,
        /// Which version.
        number: u32,
        /// Why.
        reason: String,
    },
    /// Something happened to an obligation of a contract.
    Obligation {
        /// What is promised.
        title: String,
        /// What happened.
        step: ObligationStep,
    },
}
