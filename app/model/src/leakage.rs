//! Where promised money is lost: each finding with its amount, its proof and its formula.
//!
//! A detector is a pure function from what is known about one contract to the findings of one kind; each
//! stands in a file of its own and says what leaks, by which formula, and what it leaves to others.
//! [`detect`] runs them all, [`merge()`] compares the result with the findings that are known,
//! [`recompute`] does both.
//!
//! # Precedence
//! No euro is counted twice among what was not billed and what was billed too much:
//!
//! 1. What lies after the contract's end is [`BillingAfterEnd`](FindingKind::BillingAfterEnd) and nothing
//!    else.
//! 2. What was billed in another currency is [`WrongParty`](FindingKind::WrongParty), at risk and not added up; of the
//!    promise it bills nothing, so its period is a [`MissingPeriod`](FindingKind::MissingPeriod).
//! 3. Nothing billed of what an accepted milestone releases is
//!    [`MilestoneNotInvoiced`](FindingKind::MilestoneNotInvoiced). Else nothing billed: the whole contract, then a whole line, is
//!    [`NeverBilled`](FindingKind::NeverBilled); two or more periods at the end of a live contract or
//!    line are [`StoppedWhileLive`](FindingKind::StoppedWhileLive); what remains is a
//!    [`MissingPeriod`](FindingKind::MissingPeriod) each.
//! 4. Billed too low: what exactly a missed increase or price step explains is [`OldPrice`](FindingKind::OldPrice), what
//!    an ended discount explains is [`DiscountPastEnd`](FindingKind::DiscountPastEnd); of several the increase is
//!    believed first, then the discount, then the step. The rest is [`BelowTerms`](FindingKind::BelowTerms).
//! 5. Billed too high: whole repetitions are [`BilledTwice`](FindingKind::BilledTwice), what remains is
//!    [`AboveTerms`](FindingKind::AboveTerms), and so is a rebate that was not given beside charges that were billed.
//!
//! 6. A service visit that was made is [`ServedAfterEnd`](FindingKind::ServedAfterEnd) where the contract had ended, and
//!    only as far as nothing was billed after the end; else it is [`VisitNotBilled`](FindingKind::VisitNotBilled) until
//!    somebody decides about it. From then on the ledger promises it, and what of that is not billed is found there.
//!
//! [`Overdue`](FindingKind::Overdue) is about money that was billed, and the kinds of
//! [`Stage::Risk`] about money that may be lost; their amounts are never added to the others.

mod above_terms;
mod below_terms;
mod billed_twice;
mod billing_after_end;
mod case;
mod discount_past_end;
mod evidence;
mod incomplete;
mod merge;
mod milestone_not_invoiced;
mod missing_period;
mod never_billed;
mod notice_near;
mod old_price;
mod overdue;
mod owed;
mod rebate;
mod recovery;
mod returned;
mod served_after_end;
mod settled;
mod silence;
mod state;
mod stopped_while_live;
mod value_mismatch;
mod visit_missed;
mod visit_not_billed;
mod wrong_party;

pub use crate::reconciliation::{Confidence, Tolerance};
pub use evidence::{
    DueSource, Evidence, Gap, InvoiceEvidence, PartyDifference, RowEvidence, ServedVisit, credited_and_deducted,
};
pub use merge::{FindingChange, KnownFinding, Recomputed, keep_given_up, merge, recompute, recompute_with_owed};
pub use overdue::{
    Besides, LooseInvoice, Outstanding, besides, came_in_before, detect_loose, outstanding, owed_back, owed_back_by,
};
pub use owed::Owed;
pub use recovery::{CountsFor, counts_for, earliest_day};
pub use settled::{SettledBy, paid_by, settled_by};
pub use state::{CloseReason, FindingRefusal, FindingState, Pursued, Renounced};

use crate::{
    billing::LedgerRow,
    calendar::{Day, Period},
    contract::{ContractDetails, ContractFacts},
    id::*,
    invoice::{Invoice, InvoiceLine},
    money::Money,
    obligation::Gate,
    price_line::PriceLine,
    service_visit::{KnownPromise, Visit},
    term::Practice,
};
use case::Case;
use serde::{Deserialize, Serialize};

/// The kinds of finding. Their numbers are those of the product's list of leaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// An expected period was not invoiced.
    MissingPeriod,
    /// A period was billed twice.
    BilledTwice,
    /// Less was billed than the terms promise.
    BelowTerms,
    /// More was billed than the terms allow.
    AboveTerms,
    /// Renewed or past its increase date, billed at the old price.
    OldPrice,
    /// Service visits were made after the contract's end and not billed.
    ServedAfterEnd,
    /// A discount, ramp or free period was given past its end.
    DiscountPastEnd,
    /// A milestone was accepted and not invoiced.
    MilestoneNotInvoiced,
    /// Signed, and billing never began.
    NeverBilled,
    /// An invoice is past its due day.
    Overdue,
    /// A promised service visit is not planned as its window nears its end, or was not made.
    VisitMissed,
    /// A service visit that is to be paid was made, and nobody decided to bill it.
    VisitNotBilled,
    /// The last day for notice is near and nobody decided.
    NoticeNear,
    /// The invoice's entity, customer, currency or VAT differs.
    WrongParty,
    /// The contract ended and is billed on.
    BillingAfterEnd,
    /// The contract goes on and billing stopped.
    StoppedWhileLive,
    /// No owner, no beginning or no end.
    Incomplete,
    /// The lines do not add up to the contract's value.
    ValueMismatch,
}

/// Where on the way from promise to cash the money is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Promised and not billed.
    Unbilled,
    /// Billed and not collected.
    Uncollected,
    /// Not lost yet.
    Risk,
    /// Billed without being owed; it will have to be given back.
    Overbilled,
}

impl Stage {
    /// All stages.
    pub const ALL: [Self; 4] = [Self::Unbilled, Self::Uncollected, Self::Risk, Self::Overbilled];

    /// Whether money is lost there if nobody acts. What may be lost with a renewal, or has to be given back, is another
    /// matter.
    pub const fn can_be_lost(self) -> bool {
        matches!(self, Self::Unbilled | Self::Uncollected)
    }

    /// Whether a finding there is settled by a step without money: a risk is seen to, and what it puts at stake neither comes
    /// in nor is given back by that.
    pub const fn is_settled_without_money(self) -> bool {
        matches!(self, Self::Risk)
    }

    /// Stable text for storage and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unbilled => "unbilled",
            Self::Uncollected => "uncollected",
            Self::Risk => "risk",
            Self::Overbilled => "overbilled",
        }
    }
}

impl FindingKind {
    /// All kinds, by number.
    pub const ALL: [Self; 18] = [
        Self::MissingPeriod,
        Self::BilledTwice,
        Self::BelowTerms,
        Self::AboveTerms,
        Self::OldPrice,
        Self::ServedAfterEnd,
        Self::DiscountPastEnd,
        Self::MilestoneNotInvoiced,
        Self::NeverBilled,
        Self::Overdue,
        Self::VisitMissed,
        Self::VisitNotBilled,
        Self::NoticeNear,
        Self::WrongParty,
        Self::BillingAfterEnd,
        Self::StoppedWhileLive,
        Self::Incomplete,
        Self::ValueMismatch,
    ];

    /// The kinds at a stage. Only amounts of one stage are ever added up: what is not billed is before tax, what is
    /// overdue with it.
    pub fn of_stage(stage: Stage) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| kind.stage() == stage)
    }

    /// The kinds whose amounts are added up where some kinds are asked for, or all of them (`asked` is empty): those of the
    /// stage that comes first on the way from promise to cash.
    pub fn summed(asked: &[Self]) -> Vec<Self> {
        let stage = asked.iter().map(|kind| kind.stage()).min().unwrap_or(Stage::Unbilled);
        Self::of_stage(stage).filter(|kind| asked.is_empty() || asked.contains(kind)).collect()
    }

    /// The number in the product's list of leaks; 25 and 29 have two sides.
    pub const fn number(self) -> u8 {
        match self {
            Self::MissingPeriod => 1,
            Self::BilledTwice => 2,
            Self::BelowTerms => 3,
            Self::AboveTerms => 4,
            Self::OldPrice => 7,
            Self::ServedAfterEnd => 8,
            Self::DiscountPastEnd => 13,
            Self::MilestoneNotInvoiced => 16,
            Self::NeverBilled => 17,
            Self::Overdue => 18,
            Self::VisitMissed | Self::VisitNotBilled => 25,
            Self::NoticeNear => 26,
            Self::WrongParty => 28,
            Self::BillingAfterEnd | Self::StoppedWhileLive => 29,
            Self::Incomplete => 30,
            Self::ValueMismatch => 31,
        }
    }

    /// Stable text for storage and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingPeriod => "missing_period",
            Self::BilledTwice => "billed_twice",
            Self::BelowTerms => "below_terms",
            Self::AboveTerms => "above_terms",
            Self::OldPrice => "old_price",
            Self::ServedAfterEnd => "served_after_end",
            Self::DiscountPastEnd => "discount_past_end",
            Self::MilestoneNotInvoiced => "milestone_not_invoiced",
            Self::NeverBilled => "never_billed",
            Self::Overdue => "overdue",
            Self::VisitMissed => "visit_missed",
            Self::VisitNotBilled => "visit_not_billed",
            Self::NoticeNear => "notice_near",
            Self::WrongParty => "wrong_party",
            Self::BillingAfterEnd => "billing_after_end",
            Self::StoppedWhileLive => "stopped_while_live",
            Self::Incomplete => "incomplete",
            Self::ValueMismatch => "value_mismatch",
        }
    }

    /// The kind with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it says that no invoice came, so that one which is not matched yet may be the one.
    pub const fn lacks_invoices(self) -> bool {
        matches!(self, Self::MissingPeriod | Self::MilestoneNotInvoiced | Self::NeverBilled | Self::StoppedWhileLive)
    }

    /// Where the money is lost, so that amounts of different nature are never added.
    pub const fn stage(self) -> Stage {
        match self {
            Self::MissingPeriod
            | Self::BelowTerms
            | Self::OldPrice
            | Self::DiscountPastEnd
            | Self::MilestoneNotInvoiced
            | Self::NeverBilled
            | Self::StoppedWhileLive
            | Self::ServedAfterEnd
            | Self::VisitNotBilled => Stage::Unbilled,
            Self::Overdue => Stage::Uncollected,
            Self::BilledTwice | Self::AboveTerms | Self::BillingAfterEnd => Stage::Overbilled,
            Self::NoticeNear | Self::WrongParty | Self::Incomplete | Self::ValueMismatch | Self::VisitMissed => {
                Stage::Risk
            }
        }
    }
}

/// Money that leaks, or may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of leak; always the kind of the evidence.
    pub kind: FindingKind,
    /// The contract; `None` for an invoice that belongs to none.
    pub contract: Option<ContractId>,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// The price line, where one is concerned.
    pub line: Option<PriceLineId>,
    /// The days concerned.
    pub period: Option<Period>,
    /// The invoice line, where one is concerned.
    pub invoice_line: Option<InvoiceLineId>,
    /// Money at stake, above zero; `None` where it cannot be said.
    pub amount: Option<Money>,
    /// How sure.
    pub confidence: Confidence,
    /// The day from which the money leaks.
    pub since: Day,
    /// The numbers that explain it.
    pub evidence: Evidence,
}

impl Finding {
    /// What it is about, as stable text: kind, contract, line and what sets it apart from others of that
    /// kind. Amounts and sureness are no part of it, so that a finding keeps its identity over
    /// recomputation.
    pub fn key(&self) -> String {
        let contract = self.contract.map_or_else(|| "-".to_owned(), |contract| contract.to_string());
        let line = self.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
        format!("{}:{contract}:{line}:{}", self.kind.code(), self.evidence.subject())
    }
}

/// What an administrator may set about detection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// When two amounts count as equal.
    pub tolerance: Tolerance,
    /// Days after its billing day before a period counts as missing.
    pub grace_days: u32,
    /// Days before the last day for notice at which a decision is asked for.
    pub horizon_days: u32,
    /// Payment term in days where neither the invoice nor the contract states one.
    pub default_payment_days: u32,
    /// The days whose invoices are known: rows to be billed outside of them are not judged. `None` if all
    /// invoices are known.
    pub invoices_known: Option<Period>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tolerance: Tolerance::default(),
            grace_days: 10,
            horizon_days: 60,
            default_payment_days: 30,
            invoices_known: None,
        }
    }
}

/// Everything that is known about one contract.
#[derive(Clone, Debug)]
pub struct ContractPicture<'a> {
    /// The contract.
    pub id: ContractId,
    /// Its number.
    pub number: &'a str,
    /// Its terms.
    pub details: &'a ContractDetails,
    /// What happened to it.
    pub facts: &'a ContractFacts,
    /// What counts for its dates where it says nothing of them.
    pub practice: &'a Practice,
    /// Its price lines.
    pub lines: &'a [PriceLine],
    /// Its ledger with what is matched to it.
    pub rows: Vec<RowPicture<'a>>,
    /// Invoice lines that name the contract (by its number or reference) and are matched to no row.
    pub unmatched: Vec<BilledPart<'a>>,
    /// Credit notes of its customer, whatever they are matched to.
    pub credit_notes: Vec<&'a Invoice>,
    /// Its milestones that release the billing of a price line.
    pub gates: &'a [Gate],
    /// Invoice lines of its customer that wait for a decision between several contracts.
    pub proposed: Vec<BilledPart<'a>>,
    /// What it promises of service visits.
    pub promises: &'a [KnownPromise],
    /// Its service visits.
    pub visits: &'a [Visit],
    /// Whether its owner may not sign in any more.
    pub owner_gone: bool,
    /// The day of its next review, where it is looked at.
    pub review_on: Option<Day>,
}

/// A ledger row with what was billed for it.
#[derive(Clone, Debug)]
pub struct RowPicture<'a> {
    /// The row.
    pub row: &'a LedgerRow,
    /// What is matched to it.
    pub matches: Vec<BilledPart<'a>>,
}

/// An invoice line, or the part of it that is meant.
#[derive(Clone, Copy, Debug)]
pub struct BilledPart<'a> {
    /// The invoice or credit note, with its payments and all its lines.
    pub invoice: &'a Invoice,
    /// The line.
    pub line: &'a InvoiceLine,
    /// The amount meant, before tax; negative for a credit.
    pub amount: Money,
}

/// Whether findings about a contract depend on periods that begin after the day and to which nothing happened:
/// only the value of a renewal does.
pub fn looks_ahead(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    settings: &Settings,
    day: Day,
) -> bool {
    notice_near::near(details, facts, practice, settings, day).is_some()
}

/// Runs all detectors over a contract; the findings come by kind.
pub fn detect(picture: &ContractPicture<'_>, settings: &Settings, day: Day) -> Vec<Finding> {
    detect_case(&Case::new(picture, settings, day))
}

fn detect_case(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for kind in FindingKind::ALL {
        findings.extend(match kind {
            FindingKind::MissingPeriod => missing_period::detect(case),
            FindingKind::BilledTwice => billed_twice::detect(case),
            FindingKind::BelowTerms => below_terms::detect(case),
            FindingKind::AboveTerms => above_terms::detect(case),
            FindingKind::OldPrice => old_price::detect(case),
            FindingKind::ServedAfterEnd => served_after_end::detect(case),
            FindingKind::DiscountPastEnd => discount_past_end::detect(case),
            FindingKind::MilestoneNotInvoiced => milestone_not_invoiced::detect(case),
            FindingKind::NeverBilled => never_billed::detect(case),
            FindingKind::Overdue => overdue::detect(case),
            FindingKind::VisitMissed => visit_missed::detect(case),
            FindingKind::VisitNotBilled => visit_not_billed::detect(case),
            FindingKind::NoticeNear => notice_near::detect(case),
            FindingKind::WrongParty => wrong_party::detect(case),
            FindingKind::BillingAfterEnd => billing_after_end::detect(case),
            FindingKind::StoppedWhileLive => stopped_while_live::detect(case),
            FindingKind::Incomplete => incomplete::detect(case),
            FindingKind::ValueMismatch => value_mismatch::detect(case),
        });
    }
    findings
}

#[cfg(test)]
mod tests;
