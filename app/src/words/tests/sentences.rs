//! The sentences made from typed values: every case is said in full, and the important ones word for word.

mod evidence;
mod obligation;
mod renewal;
mod risk;
mod visits;

use self::{
    evidence::{evidences, row},
    obligation::obligations,
    risk::risks,
};
use super::{EN, FR, ZH};
use crate::words::{Words, billing, event, import, leakage, permission, price_line, reconciliation, refusal, term};
use model::{
    billing::{Formula, Part},
    calendar::{
        Day, Length, Period,
        holiday::{DayOff, DaySaid, Holiday, Region, Week},
    },
    contract::{Delivery, NoticeCounts, NoticeEnds},
    event::{Change, Event},
    id::*,
    import::{
        columns::{ContractField, ImportField, InvoiceField},
        problem::{Field, Problem},
    },
    invoice::InvoiceKind,
    job::JobName,
    key_date::KeyDateKind,
    leakage::{CloseReason, DueSource, Evidence, FindingKind, Gap, InvoiceEvidence, PartyDifference, RowEvidence},
    money::{Currency, Money},
    permission::Permission,
    person::Role,
    price_line::{Recurrence, Timing},
    reconciliation::{Reason, Variation},
    refusal::{FileProblem, LeftOut, LeftOutReason, NearCustomer, Refusal},
    reminder::{Rule, Rules},
    term::{LegalSource, NoticeBy, Why},
    token::Scope,
};
use rust_decimal::Decimal;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap_or_default()
}

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn percent(digits: i64) -> Decimal {
    Decimal::new(digits, 0)
}

fn january() -> Period {
    Period { first: day("2026-01-01"), last: day("2026-01-31") }
}

fn variations() -> Vec<Variation> {
    let on = day("2026-01-01");
    vec![
        Variation::IncreaseMissed { percent: percent(2), applied: 0, due: 1, due_on: on },
        Variation::IncreaseTooEarly { percent: percent(2), applied: 1, due: 0 },
        Variation::DiscountPastEnd { percent: percent(10), ended_on: on },
        Variation::DiscountForgotten { percent: percent(10) },
        Variation::RampStepMissed { unit_price: percent(350), due_on: on },
        Variation::FullPeriod { days: 17, of: 31 },
        Variation::FullPeriod { days: 1, of: 31 },
        Variation::Gross { vat_percent: percent(20) },
    ]
}

fn reasons() -> Vec<Reason> {
    let mut all = vec![
        Reason::ContractNumber,
        Reason::ContractReference,
        Reason::PurchaseOrder,
        Reason::SameCustomer,
        Reason::OtherCustomer,
        Reason::Words { percent: 80 },
        Reason::PeriodEqual,
        Reason::PeriodOverlaps { days: 1 },
        Reason::DateNear { days: 0 },
        Reason::DateNear { days: 3 },
        Reason::DateNear { days: -3 },
        Reason::AmountEqual,
        Reason::PartOfTotal { rows: 3 },
        Reason::PartOfRow,
        Reason::AmountDiffers { difference: euros(100) },
        Reason::AmountDiffers { difference: euros(-100) },
        Reason::OtherCurrency,
        Reason::Credits,
        Reason::WithCredit { credited: euros(20) },
        Reason::Duplicate,
    ];
    all.extend(variations().into_iter().map(|by| Reason::AmountExplained { by }));
    all
}

fn whys() -> Vec<Why> {
    let (first, last) = (day("2026-01-01"), day("2026-12-31"));
    let received = |in_time, works_for| {
        [Why::NoticeGiven { on: first, in_time, works_for }, Why::NoticeReceived { on: first, in_time, works_for }]
    };
    let mut all = vec![
        Why::TermFrom { first, months: 12, last },
        Why::MayNotBeLeftEarly,
        Why::CountsFrom { received: first, from: last },
        Why::CompleteAfterTerm { deadline: None, missed: first, last },
        Why::CompleteAfterTerm { deadline: Some(first), missed: first, last },
        Why::LeftEarly { by: NoticeBy::Us, on: first, last },
        Why::LeftEarly { by: NoticeBy::Customer, on: first, last },
        Why::TermUntil { last },
        Why::SignedAgain { number: 2, signed_on: first, first, last },
        Why::RenewedTacitly { number: 2, times: 1, each_months: 12, first, last },
        Why::RenewedTacitly { number: 4, times: 3, each_months: 12, first, last },
        Why::MonthEndClamped { wanted: 31, taken: last },
        Why::OpenEnded,
        Why::TermUnknown,
        Why::NothingFollows,
        Why::OnlyIfSignedAgain,
        Why::MaximumReached { maximum: 1 },
        Why::MaximumReached { maximum: 3 },
        Why::Renews { first, months: 12 },
        Why::NoticeOf { length: Length::Months(2) },
        Why::NoNoticeStated,
        Why::LatestReceipt { deadline: first, complete_on: last, last },
        Why::DeadlineOutOfReach { deadline: first },
        Why::BufferOf { days: 1, before: first },
        Why::BufferOf { days: 30, before: first },
        Why::NextPossibleEnd { deadline: Some(first), missed: last, last },
        Why::NextPossibleEnd { deadline: None, missed: last, last },
        Why::NoticeRuns { received: first, last },
        Why::EndedOn { last },
        Why::EndsEarlier { last },
        Why::AlreadyEnded { last },
    ];
    all.extend(special_whys(first, last));
    for in_time in [true, false] {
        all.extend(received(in_time, Some(last)).into_iter().chain(received(in_time, None)));
    }
    all
}

fn special_whys(first: Day, last: Day) -> Vec<Why> {
    let off = || DayOff::Holiday { holiday: Holiday::Christmas, substitute: true };
    let mut all = vec![
        Why::Extended { agreed_on: first, until: last },
        Why::WeekendWorked { day: first },
        Why::NotCounted { day: first, off: off() },
        Why::NotAnnounced { year: 2028, region: Region::China },
        Why::Rolled { from: first, to: last, off: DayOff::Saturday },
        Why::Rolled { from: last, to: first, off: DayOff::Sunday },
        Why::SentBefore { from: last, to: first, off: off() },
        Why::NoticeComplete { from: first, complete_on: last },
        Why::MayBeLeftFrom { from: first },
        Why::ToldFrom { months: 3, before: last, day: first },
        Why::ToldUntil { months: 1, before: last, day: first },
        Why::ToldUntil { months: 2, before: last, day: first },
        Why::NotTold { opens: first, closes: last },
        Why::FreeSince { renewed_on: first },
    ];
    for (days, week) in [(1, Week::Five), (10, Week::Five), (1, Week::Six), (10, Week::Six)] {
        all.push(Why::NoticeOfWorkingDays { days, week, region: Region::France });
    }
    for rolled in [true, false] {
        let of = |counts| Why::LatestNotice { day: first, complete_on: last, last, counts, rolled };
        all.extend(NoticeCounts::ALL.map(of));
    }
    let sent = |delivery| [1, 5].map(|days| Why::DeliveryTakes { delivery, days, before: last, day: first });
    all.extend(Delivery::ALL.into_iter().flat_map(sent));
    all.extend(NoticeEnds::ALL.map(|ends| Why::EndsWith { last, ends }));
    let sources = [LegalSource::ConsumerCode2005, LegalSource::ConsumerCode2016];
    all.extend(sources.map(|source| Why::CustomerIsTold { source }));
    all
}

fn assigned(owner: Option<&str>, from: Option<&str>) -> Event {
    Event::FindingAssigned { owner: owner.map(str::to_owned), from: from.map(str::to_owned) }
}

fn visits() -> Rule {
    Rules::default().of(KeyDateKind::Visit).cloned().unwrap_or_default()
}

fn events() -> Vec<Event> {
    let (name, on) = ("Nord Chauffage".to_owned(), day("2026-01-01"));
    let changes = vec![Change { field: "notice".to_owned(), before: String::new(), after: "months 3".to_owned() }];
    let mut all = vec![
        Event::OrganisationSetUp { name: name.clone() },
        Event::PersonAdded { name: name.clone(), roles: vec![Role::Legal, Role::Finance] },
        Event::RolesChanged { before: vec![], after: vec![Role::Sales] },
        Event::PersonDeactivated,
        Event::PersonReactivated,
        Event::PersonInvited { name: name.clone(), roles: vec![Role::Auditor] },
        Event::InvitationRenewed,
        Event::InvitationAccepted,
        Event::PersonChanged { changes: changes.clone() },
        Event::PasswordChanged,
        Event::SignedOut { sessions: 2 },
        Event::HandedOver { to: name.clone(), contracts: 3, customers: 1, findings: 0 },
        Event::HandedOver { to: name.clone(), contracts: 0, customers: 0, findings: 0 },
        Event::TeamAdded { name: name.clone() },
        Event::TeamChanged {
            changes: changes.clone(),
            joined: vec!["Ada".to_owned(), "Lin".to_owned()],
            left: vec!["Max".to_owned()],
        },
        Event::TeamDeleted { name: name.clone() },
        Event::SettingsChanged { changes: changes.clone() },
        Event::ReminderRuleChanged { kind: KeyDateKind::Visit, before: Rule::default(), after: visits() },
        Event::QuietDaysChanged { weekends: true },
        Event::QuietDaysChanged { weekends: false },
        Event::QuietHolidaysChanged { holidays: true },
        Event::QuietHolidaysChanged { holidays: false },
        Event::KeyDateEscalated { kind: KeyDateKind::End, day: on, to: vec!["Ada".to_owned(), "Lin".to_owned()] },
        Event::JobRetried { job: JobName::Nightly, about: "2026-11-23".to_owned() },
        Event::JobRetried { job: JobName::JudgeAnew, about: String::new() },
        Event::TokenCreated { name: name.clone(), scopes: vec![Scope::ReadBilling], expires_on: on },
        Event::TokenRevoked { name: name.clone() },
        Event::FeedCreated { name: name.clone() },
        Event::FeedRotated { name: name.clone() },
        Event::FeedRevoked { name: name.clone() },
        Event::LegalEntityAdded { name: name.clone() },
        Event::CustomerAdded { name },
        Event::CustomerChanged { changes: changes.clone() },
        Event::ContractAdded { number: "C-2026-0042".to_owned() },
        Event::DateTermsChanged { changes: changes.clone() },
        Event::HolidayChanged { region: Region::France, day: on, said: Some(DaySaid::Off { name: "Pont".to_owned() }) },
        Event::HolidayChanged { region: Region::China, day: on, said: Some(DaySaid::Worked) },
        Event::HolidayChanged { region: Region::Other, day: on, said: None },
        Event::DeliveryDaysChanged { changes: changes.clone() },
        Event::ContractChanged { changes },
        Event::NoticeGiven { on, ends_on: None },
        Event::NoticeGiven { on, ends_on: Some(on) },
        Event::NoticeTakenBack { on, from: NoticeBy::Us, reason: "C-12".to_owned() },
        Event::NoticeTakenBack { on, from: NoticeBy::Customer, reason: "C-12".to_owned() },
        Event::LeftEarly { by: NoticeBy::Us, on, ends_on: on },
        Event::LeftEarly { by: NoticeBy::Customer, on, ends_on: on },
        Event::LeavingTakenBack { by: NoticeBy::Us, on, reason: "C-12".to_owned() },
        Event::LeavingTakenBack { by: NoticeBy::Customer, on, reason: "C-12".to_owned() },
        Event::NoticeReceived { on, ends_on: None },
        Event::NoticeReceived { on, ends_on: Some(on) },
        Event::RenewalDecided { deadline: on },
        Event::ImportAccepted { file: "contrats.xlsx".to_owned(), contracts: 12, customers: 1, invoices: 0 },
        Event::ImportAccepted { file: "contrats.xlsx".to_owned(), contracts: 0, customers: 0, invoices: 0 },
        Event::PaymentsImported { file: "reglements.csv".to_owned(), payments: 1 },
        Event::PaymentsImported { file: "reglements.csv".to_owned(), payments: 31 },
        Event::PaymentRecorded { invoice: "F-12".to_owned(), amount: euros(40_000), on, open: None },
        Event::PaymentRecorded { invoice: "F-12".to_owned(), amount: euros(40_000), on, open: Some(euros(500)) },
        Event::PaymentTakenBack { invoice: "F-12".to_owned(), amount: euros(40_000), on },
        Event::PaymentTakenOut { invoice: "F-12".to_owned(), amount: euros(40_000), on, reason: "Double".to_owned() },
        Event::InvoiceTakenOut {
            invoice: "F-12".to_owned(),
            kind: InvoiceKind::Invoice,
            net: euros(40_000),
            reason: "Double".to_owned(),
        },
        Event::InvoiceTakenOut {
            invoice: "F-12".to_owned(),
            kind: InvoiceKind::CreditNote,
            net: euros(-40_000),
            reason: "Double".to_owned(),
        },
        Event::ImportUndone { file: "contrats.xlsx".to_owned() },
        Event::ImportDiscarded { file: "contrats.xlsx".to_owned() },
        Event::BillingDayMoved { line: "…".to_owned(), before: on, after: on, invoices: 3 },
        Event::BillingDayMoved { line: "…".to_owned(), before: on, after: on, invoices: 0 },
        Event::LineSetAside { invoice: "F-12".to_owned(), amount: euros(40_000), reason: "…".to_owned() },
        Event::LineTakenUp { invoice: "F-12".to_owned() },
        Event::RowWaived { period: Period { first: on, last: on }, amount: euros(40_000), reason: "…".to_owned() },
        Event::RowReclaimed { period: Period { first: on, last: on }, amount: euros(40_000) },
        Event::MappingKept { name: "…".to_owned() },
        Event::InvoiceMatched { invoice: "F-12".to_owned(), amount: euros(40_000) },
        Event::MatchUndone { invoice: "F-12".to_owned(), amount: euros(40_000) },
        Event::FindingClaimed,
        Event::FindingRecovered,
        Event::PartRecovered { amount: euros(40_000), open: euros(10_000) },
        Event::MoneyRecovered { amount: euros(40_000) },
        Event::MoneyCameIn { amount: euros(40_000), on, open: None },
        Event::MoneyCameIn { amount: euros(40_000), on, open: Some(euros(10_000)) },
        Event::RecoveryTakenBack { amount: euros(40_000) },
        Event::ClaimWithdrawn { reason: "…".to_owned() },
        Event::FindingTakenOn,
        Event::FindingSettled,
        Event::CreditNoteRecorded { amount: euros(20), on: day("2026-03-04"), open: None },
        Event::CreditNoteRecorded { amount: euros(20), on: day("2026-03-04"), open: Some(euros(5)) },
        Event::CreditNoteTakenBack { amount: euros(20) },
        Event::FindingPutBack { reason: "…".to_owned() },
        Event::FindingWaived { reason: "…".to_owned() },
        Event::FindingReopened,
        assigned(Some("Ada"), None),
        assigned(Some("Lin"), None),
        assigned(Some("Ada"), Some("Lin")),
        assigned(Some("Lin"), Some("Ada")),
        assigned(None, None),
        assigned(None, Some("Ada")),
        assigned(None, Some("Lin")),
        Event::FindingDue { on: Some(day("2026-12-01")) },
        Event::FindingDue { on: None },
        Event::FindingCommented,
        Event::FileAttached { name: "…".to_owned(), number: 1 },
        Event::FileAttached { name: "…".to_owned(), number: 2 },
        Event::FileRemoved { name: "…".to_owned(), number: 2, reason: "…".to_owned() },
        Event::PartFileAttached { part: "…".to_owned(), name: "…".to_owned(), number: 1 },
        Event::PartFileRemoved { part: "…".to_owned(), name: "…".to_owned(), number: 2, reason: "…".to_owned() },
    ];
    all.extend(visits::events());
    all.extend(obligations());
    all.extend(renewal::renewals());
    all.extend(risks());
    all
}

fn problems() -> Vec<Problem> {
    let (on, amount) = (day("2026-01-01"), Decimal::new(123_456, 2));
    let mut all = vec![
        Problem::NotADay("…".to_owned()),
        Problem::NotANumber("…".to_owned()),
        Problem::NotACurrency("…".to_owned()),
        Problem::NotAFrequency("…".to_owned()),
        Problem::OutOfRange,
        Problem::NotAVatRate,
        Problem::UnknownContract,
        Problem::UnknownInvoice,
        Problem::UnknownOwner,
        Problem::FailedFormula,
        Problem::EndBeforeStart,
        Problem::OtherCurrency { first: Currency::EUR },
        Problem::NumberOfAnotherCustomer { first_row: 7 },
        Problem::PriceWithoutStart,
        Problem::TerminatedWithoutDay,
        Problem::SeveralPayments { amounts: 2, days: 3 },
        Problem::ReadAsOpenEnded,
        Problem::DayReadOtherWay { day: on },
        Problem::DayOfMonth { day: on },
        Problem::ColumnNotRead,
        Problem::UnusualDay,
        Problem::UnitAssumed { read_as: Length::Months(3) },
        Problem::EndDiffersFromDuration { by_duration: on },
        Problem::StartFromSignature,
        Problem::RenewalPeriodAssumed { months: 12 },
        Problem::FrequencyAssumed { months: 0 },
        Problem::FrequencyAssumed { months: 3 },
        Problem::PriceWorkedOut { unit_price: amount },
        Problem::AmountDiffers { computed: amount },
        Problem::Rounded,
        Problem::TaxIncluded,
        Problem::IndexNotTaken,
        Problem::DiscountInMoney("…".to_owned()),
        Problem::PaymentLeftOut,
        Problem::DiscountReadAs { percent: Decimal::new(125, 1) },
        Problem::IncreaseDayAssumed { first_on: on },
        Problem::IncreasedEachYear { first_on: on },
        Problem::LeftEmpty("…".to_owned()),
        Problem::TermLeftOpen { length: Length::Days(90) },
        Problem::UnknownKind("…".to_owned()),
        Problem::Placeholder,
        Problem::TypeAssumed,
        Problem::DiffersFromFirstRow { first_row: 7 },
        Problem::SameAsRow { first_row: 7 },
        Problem::AnotherPayment { first_row: 7 },
        Problem::LooksLikeTotal,
        Problem::NotIssued,
        Problem::SignTurned,
        Problem::ReadAsCreditNote,
        Problem::PerhapsCreditNote,
        Problem::TotalsDiffer { computed: amount },
        Problem::PaidAmountAssumed,
        Problem::PaidDayAssumed { day: on },
        Problem::NetWorkedOut { net: amount },
        Problem::DueBeforeIssue,
        Problem::NegativePrice,
        Problem::FreeOfCharge,
        Problem::IssuedInFuture,
        Problem::ZeroAmount,
        Problem::NoPrice,
        Problem::NothingToRead,
        Problem::Cut,
        Problem::NoSuchInvoice,
        Problem::InvoiceOfSeveral { invoices: 2 },
        Problem::PaidInOtherCurrency { currency: Currency::EUR },
        Problem::ReceivedInFuture,
        Problem::LessReceived { known: euros(12_000) },
        Problem::MoreThanOpen { open: euros(12_000) },
        Problem::ProbablyRecorded { on },
        Problem::NegativePayment,
        Problem::PaidBeforeIssue { issued_on: on },
        Problem::OtherTotal { here: euros(12_000) },
    ];
    all.extend(ContractField::ALL.iter().map(|field| Problem::Missing { field: Field::Contract(*field) }));
    all.extend(InvoiceField::ALL.iter().map(|field| Problem::Missing { field: Field::Invoice(*field) }));
    all
}

fn refusals() -> Vec<Refusal> {
    let mut all = vec![
        Refusal::NotSignedIn,
        Refusal::NotFound,
        Refusal::Stale,
        Refusal::Fields(vec![]),
        Refusal::SignIn,
        Refusal::TooManyAttempts { minutes: 1 },
        Refusal::SameCustomer { field: "vat_number".into(), id: CustomerId(Uuid::nil()), name: "Halvane".into() },
        Refusal::NearCustomers(vec![NearCustomer { id: CustomerId(Uuid::nil()), name: "Halvane".into() }]),
        Refusal::InUse,
        Refusal::NoLegalEntity,
        Refusal::SetupCode,
        Refusal::AlreadySetUp,
        Refusal::WrongState,
        Refusal::ImportUnderWay,
        Refusal::TooMany { most: 50 },
        Refusal::Selection {
            left_out: [LeftOutReason::Changed, LeftOutReason::State, LeftOutReason::Gone]
                .map(|why| LeftOut { finding: FindingId(Uuid::nil()), contract: "C-2026-0001".to_owned(), why })
                .to_vec(),
        },
        Refusal::MoreThanOpen { open: euros(12_000) },
        Refusal::Busy,
        Refusal::NoNoticePossible { ended_on: None },
        Refusal::NoNoticePossible { ended_on: Some(day("2026-01-01")) },
    ];
    let kinds = [
        "pdf",
        "image",
        "program",
        "archive",
        "officedocument",
        "oldexcel",
        "binaryexcel",
        "opendocument",
        "html",
        "xml",
        "binary",
    ];
    let files = [
        FileProblem::Empty,
        FileProblem::TooLarge { megabytes: 50 },
        FileProblem::Bomb,
        FileProblem::Encrypted,
        FileProblem::Broken,
        FileProblem::TooManyRows { most: 100_000 },
        FileProblem::TooManyColumns { most: 500 },
        FileProblem::OtherColumns,
        FileProblem::NoRows,
        FileProblem::NoSuchSheet,
        FileProblem::NoSuchHeaderRow,
        FileProblem::WrongEncoding,
        FileProblem::CellTooLong { row: 7 },
    ];
    all.extend(files.map(Refusal::File));
    all.extend(kinds.map(|kind| Refusal::File(FileProblem::WrongKind { kind: kind.to_owned() })));
    all.extend(Permission::ALL.map(Refusal::NotPermitted));
    all
}

/// Everything said in one language, full sentences first.
fn said(words: Words) -> (Vec<String>, Vec<String>) {
    let mut full: Vec<String> = evidences().iter().map(|each| leakage::evidence(words, each)).collect();
    full.extend(evidences().iter().map(|each| leakage::evidence_at(words, each, false)));
    full.extend(whys().iter().map(|each| term::why(words, each)));
    full.extend(reasons().iter().map(|each| reconciliation::reason(words, each, Currency::EUR)));
    full.extend(problems().iter().map(|each| import::problem(words, each)));
    full.extend(refusals().iter().map(|each| refusal::refusal(words, each)));
    full.push(leakage::close_reason(words, CloseReason::Superseded { by: FindingKind::OldPrice }));
    let mut parts: Vec<String> = evidences().iter().map(|each| leakage::headline(words, each)).collect();
    parts.extend(events().iter().map(|each| event::event(words, "Ada", each)));
    parts.extend(Permission::ALL.iter().map(|each| words.t(permission::permission(*each)).to_owned()));
    (full, parts)
}

#[test]
fn every_case_is_said_in_full() {
    for words in [EN, FR, ZH] {
        let (full, parts) = said(words);
        for sentence in full.iter().chain(&parts) {
            assert!(!sentence.is_empty() && !sentence.contains(['{', '}']) && !sentence.contains("  "), "{sentence}");
        }
        for sentence in &full {
            assert!(sentence.ends_with(['.', '。']), "{sentence}");
        }
    }
}

#[test]
fn a_finding_is_explained_with_its_numbers() {
    let missing = Evidence::MissingPeriod {
        row: row(40_000, 0),
        rebates: vec![],
        formula: Formula::default(),
        invoices: vec![],
        waiting: vec![],
    };
    let en = "€400.00 was to be billed on 1 Jan 2026 for the period 1–31 Jan 2026, and no invoice covers it.";
    let fr = "400,00\u{202f}€ devaient être facturés le 1er janv. 2026 pour la période du 1er au 31 janv. 2026\u{202f}; aucune facture ne les couvre.";
    let zh = "2026年1月1日至31日应于 2026年1月1日开票 €400.00，至今没有对应的发票。";
    assert_eq!([EN, FR, ZH].map(|words| leakage::evidence(words, &missing)), [en, fr, zh]);
    assert_eq!(leakage::lateness(FR, &missing, day("2026-01-13")), Some("12 jours de retard".to_owned()));
    assert_eq!(leakage::headline(EN, &missing), "1–31 Jan 2026 not invoiced");
}

#[test]
fn a_formula_is_said_factor_by_factor() {
    let formula = Formula {
        quantity: percent(3),
        unit_price: percent(400),
        increase: Some((percent(2), 2)),
        discounts: vec![percent(10)],
        prorated: Some((17, 31)),
        later: vec![],
    };
    let fr = "3 × 400,00\u{202f}€ × 1,02² × (1 − 10\u{202f}%), 17 jours sur 31";
    assert_eq!(billing::formula(FR, &formula, Currency::EUR), fr);
    assert_eq!(billing::formula(ZH, &formula, Currency::CNY), "3 × ¥400.00 × 1.02² × (1 − 10%)，31 天中的 17 天");
    let part = Part { unit_price: percent(408), increase: None, discounts: vec![], prorated: Some((14, 31)) };
    let changing = Formula { increase: None, discounts: vec![], later: vec![part], ..formula };
    let en = "3 × (€400.00 for 17 of 31 days + €408.00 for 14 of 31 days)";
    assert_eq!(billing::formula(EN, &changing, Currency::EUR), en);
    let plain = Formula { quantity: Decimal::ONE, unit_price: percent(-50), ..Formula::default() };
    assert_eq!(billing::formula(EN, &plain, Currency::EUR), "(−€50.00)");
}

#[test]
fn billing_times_are_said_as_people_say_them() {
    let every = |months, timing| Recurrence::Every { months, anchor: day("2026-01-01"), timing };
    let table = [
        (
            every(3, Timing::Advance),
            "Quarterly, in advance, from 1 Jan 2026",
            "Trimestriel, terme à échoir, à compter du 1er janv. 2026",
            "按季预付，自 2026年1月1日起",
        ),
        (
            every(1, Timing::Arrears),
            "Monthly, in arrears, from 1 Jan 2026",
            "Mensuel, terme échu, à compter du 1er janv. 2026",
            "按月后付，自 2026年1月1日起",
        ),
        (
            every(36, Timing::Advance),
            "Every 3 years, in advance, from 1 Jan 2026",
            "Tous les 3 ans, terme à échoir, à compter du 1er janv. 2026",
            "每 3 年预付，自 2026年1月1日起",
        ),
        (
            Recurrence::Once { on: day("2026-01-02") },
            "Once, on 2 Jan 2026",
            "Une fois, le 2 janv. 2026",
            "一次性，2026年1月2日",
        ),
    ];
    for (recurrence, en, fr, zh) in table {
        assert_eq!([EN, FR, ZH].map(|words| billing::recurrence(words, &recurrence)), [en, fr, zh]);
    }
    let monthly = Recurrence::Every { months: 1, anchor: day("2026-01-01"), timing: Timing::Advance };
    let within = |words| billing::billed_within(words, &monthly, Some(day("2026-03-01")), Some(day("2026-12-31")));
    assert_eq!(
        [EN, FR, ZH].map(within),
        [
            "Monthly, in advance, from 1 Mar 2026, until 31 Dec 2026",
            "Mensuel, terme à échoir, à compter du 1er mars 2026, jusqu’au 31 déc. 2026",
            "按月预付，自 2026年3月1日起，至 2026年12月31日止",
        ]
    );
}

#[test]
fn french_elides_before_a_vowel() {
    let refused = |permission| refusal::refusal(FR, &Refusal::NotPermitted(permission));
    assert!(refused(Permission::Export).contains("permettent pas d’exporter"));
    assert!(refused(Permission::ViewContracts).contains("permettent pas de consulter"));
}

#[test]
fn fields_of_files_have_their_own_names() {
    for field in ContractField::ALL {
        assert_ne!(import::field(field.key()), import::fields::UNKNOWN);
    }
    for field in InvoiceField::ALL {
        let named = import::field_of(model::view::ImportKind::Invoices, field.key());
        assert_eq!(named, import::invoice_field(*field));
    }
    assert_eq!(import::field("no such field"), import::fields::UNKNOWN);
}

#[test]
fn problems_of_price_lines_tell_what_to_do() {
    use model::price_line::{PriceLineField, Problem};
    assert_eq!(price_line::field(EN, PriceLineField::DiscountFrom(0)), "Discount 1: first day");
    assert_eq!(
        price_line::problem(EN, Problem::YearOutOfRange { least: 1900, most: 9999 }),
        "Check the year: it must lie between 1900 and 9999."
    );
}

#[test]
fn a_field_of_whole_numbers_gives_a_whole_number_as_its_example() {
    use model::refusal::Problem;
    for words in [EN, FR, ZH] {
        let said = refusal::problem(words, &Problem::NotAWholeNumber);
        assert!(said.contains("12") && !said.contains("12,5") && !said.contains("12.5"), "{said}");
    }
}
