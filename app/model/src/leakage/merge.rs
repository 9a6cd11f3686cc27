//! Recomputation: what changes in the findings that are known when they are computed afresh.

use super::{
    BilledPart, CloseReason, ContractPicture, Evidence, Finding, FindingState, RowPicture, Settings,
    case::{Case, JudgedPeriod, net_of},
    detect_case,
    owed::{Decided, Owed, owed},
    settled_by,
};
use crate::{
    billing::{BillingState, left, state},
    calendar::Day,
    id::{FindingId, InvoiceId},
    money::Money,
    renewal::RenewalDecision,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A finding as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFinding {
    /// Its identity.
    pub id: FindingId,
    /// What was found, as last computed.
    pub finding: Finding,
    /// Where it stands.
    pub state: FindingState,
    /// What came in of it; while a part is lacking, `finding.amount` is what is still open.
    pub recovered: Option<Money>,
    /// How much of that the ledger or the payments of an invoice show, in minor units: what is found is less by it
    /// already.
    pub shown: i64,
}

/// One change that recomputation asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingChange {
    /// It is new.
    Insert {
        /// The finding.
        finding: Finding,
    },
    /// It still holds, with other figures.
    Update {
        /// The finding that is known.
        id: FindingId,
        /// Its new figures.
        finding: Finding,
    },
    /// It no longer holds.
    Close {
        /// The finding that is known.
        id: FindingId,
        /// Why.
        why: CloseReason,
    },
    /// It had been given up, was billed or paid after all, and is no longer.
    WaiveAgain {
        /// The finding that is known.
        id: FindingId,
        /// Its new figures.
        finding: Finding,
    },
    /// It had been closed or decided and leaks again.
    Reopen {
        /// The finding that is known.
        id: FindingId,
        /// Its new figures.
        finding: Finding,
    },
}

impl FindingChange {
    /// The finding that it changes, where that is known already.
    fn known(&self) -> Option<FindingId> {
        match self {
            Self::Insert { .. } => None,
            Self::Update { id, .. }
            | Self::Close { id, .. }
            | Self::WaiveAgain { id, .. }
            | Self::Reopen { id, .. } => Some(*id),
        }
    }
}

/// Compares what is known with what was computed afresh, for one scope (a contract, or the invoices that
/// belong to none): every known finding of that scope must be passed.
///
/// - What is new is inserted; what is open and has other figures is updated and keeps its state.
/// - What is open and was found no more is closed; see [`recompute`] for a more precise reason.
/// - What was closed and is found again is reopened.
/// - Money that came in is not at stake again: of what is found only the rest counts.
/// - What was waived or recovered stays so and keeps its figures. It is reopened only when money leaks
///   that the decision cannot have covered: from a later day on, or more of it.
/// - A late invoice that was given up and is found no more is closed: where it was paid, paid wins (see [`keep_given_up`]).
///
/// The same again changes nothing once the changes are made.
pub fn merge(existing: &[KnownFinding], fresh: &[Finding], day: Day) -> Vec<FindingChange> {
    let mut known: BTreeMap<String, &KnownFinding> = BTreeMap::new();
    for finding in existing {
        let entry = known.entry(finding.finding.key()).or_insert(finding);
        // Of two with one key the open one counts, then the older identity.
        if (!finding.state.is_open(), finding.id) < (!entry.state.is_open(), entry.id) {
            *entry = finding;
        }
    }
    let mut found: BTreeMap<String, &Finding> = BTreeMap::new();
    for finding in fresh {
        found.entry(finding.key()).or_insert(finding);
    }
    let mut changes = Vec::new();
    for (key, finding) in &found {
        match known.get(key) {
            None => changes.push(FindingChange::Insert { finding: (*finding).clone() }),
            Some(known) => changes.extend(follow(known, finding, day)),
        }
    }
    for (key, known) in &known {
        if !found.contains_key(key) && (known.state.is_open() || is_given_up_invoice(known)) {
            changes.push(FindingChange::Close { id: known.id, why: superseded(known, fresh) });
        }
    }
    // Doubles of a key can only come from outside; they are closed in favour of the one that counts.
    for double in existing.iter().filter(|double| double.state.is_open()) {
        if known.get(&double.finding.key()).is_some_and(|counts| counts.id != double.id) {
            let why = CloseReason::Superseded { by: double.finding.kind };
            changes.push(FindingChange::Close { id: double.id, why });
        }
    }
    changes
}

/// What recomputation comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recomputed {
    /// How the known findings change.
    pub changes: Vec<FindingChange>,
    /// What rows of the ledger owe the customer as findings know it; of the others nothing is to be said.
    pub owed: Vec<Owed>,
}

/// Detects the findings of a contract, compares them with the known ones, and says as precisely as can be
/// why others no longer hold.
pub fn recompute(
    picture: &ContractPicture<'_>,
    existing: &[KnownFinding],
    settings: &Settings,
    day: Day,
) -> Vec<FindingChange> {
    recompute_with_owed(picture, existing, settings, day).changes
}

/// The same, with what rows of the ledger owe the customer by it.
pub fn recompute_with_owed(
    picture: &ContractPicture<'_>,
    existing: &[KnownFinding],
    settings: &Settings,
    day: Day,
) -> Recomputed {
    let case = Case::new(picture, settings, day);
    let fresh = detect_case(&case);
    let mut changes = merge(existing, &fresh, day);
    let decided: BTreeSet<FindingId> = changes.iter().filter_map(FindingChange::known).collect();
    let others = existing.iter().filter(|known| !decided.contains(&known.id));
    changes.extend(others.filter_map(|known| after_all(&case, known)));
    for change in &mut changes {
        if let FindingChange::Close { id, why } = change {
            let known = existing.iter().find(|known| known.id == *id);
            if let (CloseReason::NoLongerHolds, Some(known)) = (*why, known) {
                *why = close_reason(&case, &known.finding);
            }
        }
    }
    keep_given_up(&mut changes, existing);
    let owed = owed(&case, &fresh, |finding| decided_of(existing, &changes, finding));
    Recomputed { changes, owed }
}

/// What of a finding, as it is found again, was given back as people recorded, and what they gave up of it.
fn decided_of(existing: &[KnownFinding], changes: &[FindingChange], finding: &Finding) -> Decided {
    let key = finding.key();
    let own = existing.iter().filter(|known| known.finding.key() == key);
    let Some(known) = own.min_by_key(|known| (!known.state.is_open(), known.id)) else { return Decided::default() };
    let Some(whole) = finding.amount else { return Decided::default() };
    let change = changes.iter().find(|change| change.known() == Some(known.id));
    let open = match (change, &known.state) {
        (Some(FindingChange::Update { finding, .. } | FindingChange::Reopen { finding, .. }), _) => finding.amount,
        (_, FindingState::Recovered { .. }) => None,
        _ => known.finding.amount,
    };
    let came_in = known.recovered.map_or(0, |came_in| came_in.minor);
    let given_back = whole.minor.saturating_sub(open.map_or(0, |open| open.minor)).min(came_in).max(0);
    let given_up = matches!(known.state, FindingState::Waived { .. })
        && !matches!(change, Some(FindingChange::Reopen { .. } | FindingChange::Close { .. }));
    Decided { given_back, kept: if given_up { whole.minor.saturating_sub(given_back).max(0) } else { 0 } }
}

fn is_given_up_invoice(known: &KnownFinding) -> bool {
    matches!((&known.state, &known.finding.evidence), (FindingState::Waived { .. }, Evidence::Overdue { .. }))
}

/// Keeps late invoices given up that are closed for any other reason than that they were paid: once the reasons are known.
pub fn keep_given_up(changes: &mut Vec<FindingChange>, existing: &[KnownFinding]) {
    changes.retain(|change| match change {
        FindingChange::Close { id, why } if *why != CloseReason::Paid => {
            !existing.iter().any(|known| known.id == *id && is_given_up_invoice(known))
        }
        _ => true,
    });
}

/// What becomes of a finding whose periods were given up, with it or in the ledger, when they are billed after all: what
/// was billed wins, so only the rest was given up, and where there is none it is closed as billed. Where an invoice is taken
/// off again it is given up as it was.
fn after_all(case: &Case<'_>, known: &KnownFinding) -> Option<FindingChange> {
    let amount = known.finding.amount?;
    let rows = known.finding.evidence.rows();
    let of = |row: &&RowPicture<'_>| rows.iter().any(|evidence| row.row.is_of(evidence));
    let own: Vec<_> = case.picture.rows.iter().filter(of).map(|row| (row.row, net_of(row))).collect();
    if own.is_empty() || !own.iter().all(|(row, _)| row.waived) {
        return None;
    }
    let none_billed = own.iter().all(|(_, net)| *net == 0);
    let tolerance = case.settings.tolerance.minor_in(amount.currency);
    let rest = own.iter().fold(0_i64, |sum, (row, net)| {
        let promised = row.expected.amount;
        let billed = state(promised, *net, 0, row.recovered, true, tolerance) == BillingState::Billed;
        sum.saturating_add(if billed { 0 } else { left(promised, *net, row.recovered) })
    });
    let id = known.id;
    let finding = || Finding { amount: Some(Money::new(rest, amount.currency)), ..known.finding.clone() };
    match (&known.state, rest > 0) {
        (FindingState::Waived { .. }, true) if rest != amount.minor => {
            Some(FindingChange::Update { id, finding: finding() })
        }
        (FindingState::Waived { .. }, false) if !none_billed => {
            Some(FindingChange::Close { id, why: CloseReason::NoLongerHolds })
        }
        (FindingState::Closed { why: CloseReason::RowWaived, .. }, false) if !none_billed => {
            Some(FindingChange::Close { id, why: CloseReason::Billed })
        }
        (FindingState::Closed { why: CloseReason::Billed, given_up: Some(_), .. }, true) => {
            Some(FindingChange::WaiveAgain { id, finding: finding() })
        }
        (FindingState::Closed { why: CloseReason::Billed, given_up: None, .. }, true) => {
            Some(FindingChange::Close { id, why: CloseReason::RowWaived })
        }
        _ => None,
    }
}

fn follow(known: &KnownFinding, finding: &Finding, day: Day) -> Option<FindingChange> {
    let rest = Finding { amount: still_open(known, finding.amount), ..finding.clone() };
    match &known.state {
        FindingState::Found | FindingState::Claimed { .. } => {
            differs(&known.finding, &rest).then_some(FindingChange::Update { id: known.id, finding: rest })
        }
        FindingState::Closed { given_up: Some(_), .. }
            if matches!(finding.evidence, Evidence::Overdue { .. }) && !leaks_more(&known.finding, &rest) =>
        {
            Some(FindingChange::WaiveAgain { id: known.id, finding: rest })
        }
        FindingState::Closed { .. } => Some(FindingChange::Reopen { id: known.id, finding: rest }),
        FindingState::Recovered { on, .. } | FindingState::Waived { on, .. } => {
            // The money may have come in before it was known to be lacking.
            let covered = (*on).max(known.finding.since);
            // What was recovered is compared as a whole: nothing of it was open any more.
            let decided = matches!(known.state, FindingState::Recovered { .. });
            let whole = finding.amount.map(|found| Money::new(found.minor.saturating_add(known.shown), found.currency));
            let now = if decided { &Finding { amount: whole, ..finding.clone() } } else { &rest };
            let again = finding.since > covered.min(day) || leaks_more(&known.finding, now);
            again.then_some(FindingChange::Reopen { id: known.id, finding: rest })
        }
    }
}

/// What is still open of an amount that was found, where money of the finding came in before. What the ledger shows of
/// it is not found again; of the rest, for which there is no place in the ledger, the invoices and payments may or may
/// not know: an amount that fell below what was at stake is what they leave open, and never more than what was.
fn still_open(known: &KnownFinding, found: Option<Money>) -> Option<Money> {
    let (Some(found), Some(recovered)) = (found, known.recovered) else {
        return found;
    };
    let open = match known.state {
        FindingState::Recovered { .. } => 0,
        _ => known.finding.amount.map_or(0, |open| open.minor),
    };
    let unseen = recovered.minor.saturating_sub(known.shown).max(0);
    let rest = found.minor.saturating_sub(unseen);
    let minor = match () {
        () if recovered.currency != found.currency || unseen == 0 => found.minor,
        () if rest > 0 && rest >= open => rest,
        () if open > 0 => found.minor.min(open),
        () => found.minor,
    };
    Some(Money::new(minor, found.currency))
}

/// Whether there is something new to store. A day from which it leaks that only moves along with today is
/// nothing new.
fn differs(known: &Finding, fresh: &Finding) -> bool {
    let since = if known.since < fresh.since && known.evidence == fresh.evidence { known.since } else { fresh.since };
    *known != Finding { since, ..fresh.clone() }
}

/// Whether more is at stake than when the decision was made. The value of a renewal is no such thing: it
/// follows the ledger.
fn leaks_more(decided: &Finding, fresh: &Finding) -> bool {
    match (&decided.evidence, &fresh.evidence) {
        (Evidence::NoticeNear { .. }, _) => false,
        (Evidence::Incomplete { gaps: before }, Evidence::Incomplete { gaps }) => {
            gaps.iter().any(|gap| !before.contains(gap))
        }
        _ => match (decided.amount, fresh.amount) {
            (Some(before), Some(now)) => before.currency != now.currency || now.minor > before.minor,
            (None, Some(_)) => true,
            (_, None) => false,
        },
    }
}

/// Whether a fresh finding of the same stage covers a row of one that is gone.
fn superseded(known: &KnownFinding, fresh: &[Finding]) -> CloseReason {
    let rows = known.finding.evidence.rows();
    let covers = |finding: &&Finding| {
        finding.contract == known.finding.contract
            && finding.kind != known.finding.kind
            && finding.kind.stage() == known.finding.kind.stage()
            && finding
                .evidence
                .rows()
                .iter()
                .any(|row| rows.iter().any(|gone| gone.line == row.line && gone.period.first == row.period.first))
    };
    fresh.iter().find(covers).map_or(CloseReason::NoLongerHolds, |by| CloseReason::Superseded { by: by.kind })
}

fn close_reason(case: &Case<'_>, finding: &Finding) -> CloseReason {
    let facts = case.picture.facts;
    match &finding.evidence {
        Evidence::MissingPeriod { .. }
        | Evidence::MilestoneNotInvoiced { .. }
        | Evidence::BelowTerms { .. }
        | Evidence::OldPrice { .. }
        | Evidence::StepMissed { .. }
        | Evidence::DiscountPastEnd { .. }
        | Evidence::NeverBilled { .. }
        | Evidence::StoppedWhileLive { .. }
        | Evidence::BilledTwice { .. } => close_reason_of_rows(case, &finding.evidence),
        Evidence::AboveTerms { row, invoices, .. } if !row.is_charge() => {
            let present = |gone: InvoiceId| matched_or_waiting(case).any(|part| part.invoice.id == gone);
            let reason = close_reason_of_rows(case, &finding.evidence);
            // It stands at the terms as it was found: what changed is what was billed of the charges.
            let same = |period: &&JudgedPeriod<'_>| period.row == row.row && period.expected == row.expected;
            match (reason, case.periods.iter().find(same)) {
                (CloseReason::TermsChanged, Some(_)) if invoices.iter().all(|known| present(known.invoice)) => {
                    CloseReason::Billed
                }
                (CloseReason::TermsChanged, Some(_)) => CloseReason::InvoiceGone,
                (reason, _) => reason,
            }
        }
        Evidence::AboveTerms { .. } => close_reason_of_rows(case, &finding.evidence),
        Evidence::Overdue { invoice, number, .. } => gone_or(case, (*invoice, number), CloseReason::Paid),
        Evidence::NoticeNear { deadline, .. } => {
            let noticed = facts.is_noticed() || facts.ended_on.is_some();
            if noticed || facts.decided(Some(*deadline)).is_some_and(RenewalDecision::settles_notice) {
                CloseReason::Decided
            } else if *deadline < case.day {
                CloseReason::DatePassed
            } else {
                CloseReason::TermsChanged
            }
        }
        Evidence::WrongParty { invoice, .. } => {
            let credited = case.credited.contains_key(&invoice.invoice);
            let reason = if credited { CloseReason::Paid } else { CloseReason::Corrected };
            gone_or(case, (invoice.invoice, &invoice.number), reason)
        }
        Evidence::BillingAfterEnd { ended_on, invoices, .. } if case.end == Some(*ended_on) => {
            let reasons = invoices.iter().map(|of| gone_or(case, (of.invoice, &of.number), CloseReason::Paid));
            // What was set aside, or went to another contract, was not credited by that.
            let credited = settled_by(case.picture, finding, CloseReason::Billed).is_some();
            let gone = reasons.into_iter().any(|reason| reason == CloseReason::InvoiceGone) || !credited;
            if gone { CloseReason::InvoiceGone } else { CloseReason::Billed }
        }
        Evidence::BillingAfterEnd { .. } => CloseReason::TermsChanged,
        Evidence::Incomplete { .. } if case.has_ended() => CloseReason::Ended,
        Evidence::Incomplete { .. } | Evidence::ValueMismatch { .. } => CloseReason::Corrected,
        Evidence::VisitMissed { visit, .. } | Evidence::VisitNotBilled { visit, .. } => {
            let there = case.picture.visits.iter().any(|known| known.id == *visit);
            if there { CloseReason::Corrected } else { CloseReason::TermsChanged }
        }
        Evidence::ServedAfterEnd { ended_on, .. } if case.end == Some(*ended_on) => CloseReason::Corrected,
        Evidence::ServedAfterEnd { .. } => CloseReason::TermsChanged,
    }
}

fn close_reason_of_rows(case: &Case<'_>, evidence: &Evidence) -> CloseReason {
    let mut reason = CloseReason::RowWaived;
    for row in evidence.rows() {
        let same = |rows: &&RowPicture<'_>| {
            let expected = &rows.row.expected;
            expected.line == row.line && expected.period.first == row.period.first
        };
        let mut rows = case.picture.rows.iter().filter(same).peekable();
        if rows.peek().is_none() {
            return CloseReason::TermsChanged;
        }
        if rows.all(|row| row.row.waived && net_of(row) == 0) {
            continue;
        }
        let period = case.periods.iter().find(|period| {
            period.line_id == row.line
                && period.period.first == row.period.first
                && period.expected.currency == row.expected.currency
        });
        match period {
            Some(period) if period.billed != row.billed => reason = CloseReason::Billed,
            Some(period) if period.recovered.minor > 0 && reason != CloseReason::Billed => {
                reason = CloseReason::Corrected;
            }
            _ if reason == CloseReason::RowWaived => reason = CloseReason::TermsChanged,
            _ => {}
        }
    }
    reason
}

/// Why a finding about an invoice is closed: one that a credit note took back whole is settled with it, and not gone.
fn gone_or(case: &Case<'_>, (invoice, number): (InvoiceId, &str), otherwise: CloseReason) -> CloseReason {
    let present = matched_or_waiting(case).any(|part| part.invoice.id == invoice);
    let credited = || case.picture.credit_notes.iter().any(|note| note.takes_back_number(number));
    match present {
        true => otherwise,
        false if credited() => CloseReason::Paid,
        false => CloseReason::InvoiceGone,
    }
}

/// What is billed of the contract, and what names it and is matched to nothing.
fn matched_or_waiting<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = &'c BilledPart<'a>> {
    case.periods.iter().flat_map(|period| period.parts.iter()).chain(&case.picture.unmatched)
}
