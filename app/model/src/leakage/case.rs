//! One contract, judged once: what each period promises, what was billed for it, and how the two compare.
//! The detectors only pick what is theirs.
//!
//! A ledger row and its corrections are judged together, as the one promise they are. Credit notes count
//! against the invoices of their period. Rows that promise nothing or a rebate are not judged as too low:
//! a credit that was not given is not lost revenue. Where a period was billed too low by no more than a rebate
//! of the same days that nobody gave separately, that rebate was taken off its invoice; where nothing was billed, the
//! rebate is taken off what is lost (see [`Silence`](super::silence::Silence)); where all charges of its days were billed in
//! full, they were billed too high by it.

use super::{
    BilledPart, Confidence, ContractPicture, Evidence, Finding, InvoiceEvidence, RowEvidence, RowPicture, Settings,
    overdue::paid_before, rebate,
};
use crate::{
    billing::{Formula, left, recovered_beside},
    calendar::{Day, Period},
    id::*,
    invoice::{Invoice, InvoiceKind},
    money::{Currency, Money},
    price_line::{PriceLine, Recurrence},
    reconciliation::{Variation, discounts_on_an_old_price, variations},
    term,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many days before or after a billing day an invoice without a period may be meant for it.
const NEAR_DAYS: i64 = 45;

/// A contract with its periods judged for a day.
pub struct Case<'a> {
    /// What is known.
    pub picture: &'a ContractPicture<'a>,
    /// What an administrator set.
    pub settings: &'a Settings,
    /// The day of the judgement.
    pub day: Day,
    /// The contract's last day, where it is known.
    pub end: Option<Day>,
    /// Its periods, by line (in order of position) and first day.
    pub periods: Vec<JudgedPeriod<'a>>,
    /// What credit notes took back of each invoice, before tax, in minor units (positive).
    pub credited: BTreeMap<InvoiceId, i64>,
    /// What was recovered for what each invoice bills before it came, before tax, in minor units.
    pub paid_before: BTreeMap<InvoiceId, i64>,
    /// Credit notes that name an invoice.
    pub named: Named<'a>,
    /// What credit notes that name none take back of the invoices of their periods.
    pub allotted: Vec<Allotted>,
}

/// What a line of a credit note that names no invoice takes back of one.
pub struct Allotted {
    /// The line of the credit note.
    pub credit: InvoiceLineId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much, before tax, in minor units (positive).
    pub minor: i64,
}

/// What is promised for one line from one first day, and what was billed for it.
pub struct JudgedPeriod<'a> {
    /// The row that says what is promised (the latest correction, where there is one).
    pub row: ExpectedBillingId,
    /// The price line's identity.
    pub line_id: PriceLineId,
    /// The price line, if it still exists.
    pub line: Option<&'a PriceLine>,
    /// The days covered.
    pub period: Period,
    /// The day to bill.
    pub billing_day: Day,
    /// Why the amount.
    pub formula: &'a Formula,
    /// Why the amounts of earlier terms, the latest first, where the terms were corrected.
    pub former: Vec<&'a Formula>,
    /// Promised, with corrections and without what was given up and not billed after all.
    pub expected: Money,
    /// Billed in the currency of the promise, net of credit notes.
    pub billed: Money,
    /// Recovered without an invoice, as far as it counts for what the invoices leave open.
    pub recovered: Money,
    /// Taken back by credit notes, as a positive amount.
    pub credited: Money,
    /// Invoices and credit notes in any currency, oldest first.
    pub parts: Vec<BilledPart<'a>>,
    /// How promise and invoices compare.
    pub standing: Standing,
}

/// How promise and invoices of a period compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not due, outside the days whose invoices are known, given up, or nothing to say.
    Agrees,
    /// The period lies after the contract's end.
    AfterEnd,
    /// Due, and billed in another currency only, so that nothing of it is.
    OtherCurrency,
    /// A promise to give money back that is due and was not kept; no loss by itself.
    NotGiven,
    /// A promise to give money back that is due and was not kept, or not wholly, although the charges of its days were billed.
    Owed {
        /// What the customer was billed too much by it, in minor units.
        minor: i64,
    },
    /// Due, and nothing was ever billed.
    Missing,
    /// Due, and everything billed was credited again.
    CreditedAway,
    /// Due, and billed too low.
    Short {
        /// The one mistake that leads to exactly what was billed.
        explained: Option<Variation>,
    },
    /// Billed too high.
    Over {
        /// Positions in `parts` of what bills the period again.
        repeated: Vec<usize>,
        /// What they bill, in minor units.
        repeated_amount: i64,
        /// What is too much beyond that, in minor units; 0 if within the tolerance.
        excess: i64,
        /// The one mistake that leads to exactly what was billed.
        explained: Option<Variation>,
    },
}

impl<'a> Case<'a> {
    /// Judges every period of a contract.
    pub fn new(picture: &'a ContractPicture<'a>, settings: &'a Settings, day: Day) -> Self {
        let end = term::known_end(picture.details, picture.facts, picture.practice, day);
        let lines: BTreeMap<PriceLineId, &PriceLine> = picture.lines.iter().map(|line| (line.id, line)).collect();
        let mut groups: BTreeMap<(u32, PriceLineId, Day, Currency), Vec<&RowPicture<'_>>> = BTreeMap::new();
        for row in &picture.rows {
            let expected = &row.row.expected;
            let position = lines.get(&expected.line).map_or(u32::MAX, |line| line.position);
            let key = (position, expected.line, expected.period.first, expected.amount.currency);
            groups.entry(key).or_default().push(row);
        }
        let named = named_invoices(picture);
        let mut credited = BTreeMap::new();
        for (note, invoice) in named.values() {
            let sum: &mut i64 = credited.entry(*invoice).or_default();
            *sum = sum.saturating_add(note.net().saturating_neg().max(0));
        }
        let judge = Judge { settings, day, end, named: &named };
        let mut allotted = Vec::new();
        let mut periods: Vec<JudgedPeriod<'_>> = groups
            .into_iter()
            .filter_map(|((_, line, _, currency), rows)| {
                judge.period(lines.get(&line).copied(), currency, rows, &mut allotted)
            })
            .collect();
        for Allotted { credit: _, invoice, minor } in &allotted {
            let sum = credited.entry(*invoice).or_default();
            *sum = sum.saturating_add(*minor);
        }
        rebate::take_off(&mut periods, settings);
        let paid_before = paid_before(picture);
        Self { picture, settings, day, end, periods, credited, paid_before, named, allotted }
    }

    /// Whether the contract is over.
    pub fn has_ended(&self) -> bool {
        self.end.is_some_and(|end| end < self.day)
    }

    /// Whether two amounts differ by more than is tolerated for what is expected.
    pub fn differs(&self, expected: Money, other: i64) -> bool {
        i128::from(expected.minor).abs_diff(i128::from(other)) > self.settings.tolerance.around(expected)
    }

    /// What is still to come in of some periods; `None` where recovered money settles them all, within what is
    /// tolerated, or where rebates among them leave nothing.
    pub fn left_of(&self, periods: &[&JudgedPeriod<'_>], currency: Currency) -> Option<Money> {
        let settled = |period: &&&JudgedPeriod<'_>| {
            let left = period.left();
            let (tolerance, minor) = (self.settings.tolerance.around(period.expected), i128::from(left.minor));
            period.recovered.minor > 0 && minor.unsigned_abs() <= tolerance
        };
        let open = sum(periods.iter().map(|period| period.left()), currency);
        if periods.iter().any(|period| period.standing == Standing::NotGiven) {
            let expected = sum(periods.iter().map(|period| period.expected), currency);
            let came_in = periods.iter().any(|period| period.recovered.minor > 0);
            let least = if came_in { self.settings.tolerance.around(expected) } else { 0 };
            return (i128::from(open.minor) > i128::try_from(least).unwrap_or(i128::MAX)).then_some(open);
        }
        (periods.iter().filter(settled).count() < periods.len()).then_some(open)
    }

    /// How sure it is that nothing was billed for a period: an invoice that names the contract and might
    /// be meant for it asks a person to look.
    pub fn sureness(&self, period: &JudgedPeriod<'_>) -> Confidence {
        if self.waiting(period).next().is_some() { Confidence::Check } else { Confidence::Certain }
    }

    /// What is matched to nothing yet and might be meant for a period: what names the contract, and what may belong to
    /// another contract as well but is over just this amount.
    pub fn waiting<'p>(&'p self, period: &'p JudgedPeriod<'_>) -> impl Iterator<Item = &'p BilledPart<'a>> + 'p {
        let equal = |part: &&BilledPart<'_>| {
            part.amount.currency == period.expected.currency && !self.differs(period.expected, part.amount.minor)
        };
        let proposed = self.picture.proposed.iter().filter(equal);
        self.picture.unmatched.iter().chain(proposed).filter(|part| match part.line.period {
            Some(printed) => printed.intersection(period.period).is_some(),
            None => (part.invoice.issued_on - period.billing_day).num_days().abs() <= NEAR_DAYS,
        })
    }

    /// A finding about this contract.
    pub fn finding(&self, evidence: Evidence, amount: Option<Money>, confidence: Confidence, since: Day) -> Finding {
        Finding {
            kind: evidence.kind(),
            contract: Some(self.picture.id),
            customer: Some(self.picture.details.customer),
            line: None,
            period: None,
            invoice_line: None,
            amount: amount.filter(|amount| amount.minor > 0),
            confidence,
            // An invoice may bear a later date than today's.
            since: since.min(self.day),
            evidence,
        }
    }
}

impl JudgedPeriod<'_> {
    /// The period as evidence.
    pub fn evidence(&self) -> RowEvidence {
        RowEvidence {
            row: self.row,
            line: self.line_id,
            period: self.period,
            billing_day: self.billing_day,
            expected: self.expected,
            billed: self.billed,
        }
    }

    /// What is still to come in.
    pub fn left(&self) -> Money {
        let left = left(self.expected, self.billed.minor, self.recovered.minor);
        Money::new(left, self.expected.currency)
    }

    /// Its invoices as evidence, oldest first.
    pub fn invoices(&self) -> Vec<InvoiceEvidence> {
        self.parts.iter().map(invoice_evidence).collect()
    }

    /// The charges of its days and in its currency among some periods.
    pub fn charges_among<'p, 'b>(&self, periods: &'p [JudgedPeriod<'b>]) -> impl Iterator<Item = &'p JudgedPeriod<'b>> {
        let (days, currency) = (self.period, self.expected.currency);
        periods.iter().filter(move |period| {
            let beside = period.expected.currency == currency && period.period.intersection(days).is_some();
            beside && period.expected.minor > 0
        })
    }

    /// Whether an invoice was ever matched, in whatever currency.
    pub fn was_billed(&self) -> bool {
        self.parts.iter().any(|part| part.amount.minor > 0)
    }

    /// Whether the line bills again and again.
    pub fn recurs(&self) -> bool {
        self.line.is_some_and(|line| matches!(line.recurrence, Recurrence::Every { .. }))
    }
}

/// A part of an invoice as evidence.
pub fn invoice_evidence(part: &BilledPart<'_>) -> InvoiceEvidence {
    InvoiceEvidence {
        invoice: part.invoice.id,
        kind: part.invoice.kind,
        number: part.invoice.number.clone(),
        issued_on: part.invoice.issued_on,
        amount: part.amount,
    }
}

/// Adds up amounts of one currency; what cannot be represented stops at the largest amount.
pub fn sum(amounts: impl Iterator<Item = Money>, currency: Currency) -> Money {
    let total: i128 = amounts.filter(|amount| amount.currency == currency).map(|amount| i128::from(amount.minor)).sum();
    Money::new(clamp(total), currency)
}

/// The nearest amount that can be represented.
pub fn clamp(minor: i128) -> i64 {
    i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX })
}

/// Days counted after a day, stopping at the calendar's edge.
pub fn days_after(day: Day, count: u32) -> Day {
    day.checked_add_days(chrono::Days::new(u64::from(count))).unwrap_or(Day::MAX)
}

struct Judge<'a> {
    settings: &'a Settings,
    day: Day,
    end: Option<Day>,
    named: &'a Named<'a>,
}

impl Judge<'_> {
    fn period<'a>(
        &self,
        line: Option<&'a PriceLine>,
        currency: Currency,
        mut rows: Vec<&'a RowPicture<'a>>,
        allotted: &mut Vec<Allotted>,
    ) -> Option<JudgedPeriod<'a>> {
        rows.sort_by_key(|row| (row.row.revision, row.row.id));
        let latest = rows.last()?.row;
        let mut parts: Vec<BilledPart<'a>> = rows.iter().flat_map(|row| row.matches.iter().copied()).collect();
        parts.sort_by_key(|part| (part.invoice.issued_on, part.amount.minor < 0, part.invoice.id, part.line.id));
        allot_credits(&parts, self.named, allotted);
        let promised = rows.iter().map(|row| still_promised(row));
        let expected = sum(promised, currency);
        let billed = sum(parts.iter().map(|part| part.amount), currency);
        let came_in = rows.iter().filter(|row| !row.row.waived).map(|row| row.row.recovered);
        let came_in = clamp(came_in.map(i128::from).sum());
        let recovered = Money::new(recovered_beside(expected, billed.minor, came_in), currency);
        let given_back = parts.iter().map(|part| part.amount).filter(|amount| amount.minor < 0);
        let credited = Money::new(sum(given_back, currency).minor.saturating_neg(), currency);
        let mut period = JudgedPeriod {
            row: latest.id,
            line_id: latest.expected.line,
            line,
            period: latest.expected.period,
            billing_day: latest.expected.billing_day,
            formula: &latest.expected.formula,
            former: former_formulas(&rows),
            expected,
            billed,
            recovered,
            credited,
            parts,
            standing: Standing::Agrees,
        };
        let waived = rows.iter().all(|row| row.row.waived);
        let within = period.billed.minor <= period.expected.minor;
        period.standing = if waived && within { Standing::Agrees } else { self.standing(&period) };
        Some(period)
    }

    fn standing(&self, period: &JudgedPeriod<'_>) -> Standing {
        if self.end.is_some_and(|end| end < period.period.first) {
            return if period.parts.is_empty() { Standing::Agrees } else { Standing::AfterEnd };
        }
        let (expected, billed) = (period.expected.minor, period.billed.minor);
        let tolerance = self.settings.tolerance.around(period.expected);
        let difference = i128::from(billed) - i128::from(expected);
        if difference.unsigned_abs() <= tolerance {
            return Standing::Agrees;
        }
        if expected < 0 {
            let open = difference > 0 && self.is_due(period.billing_day);
            return if open { Standing::NotGiven } else { Standing::Agrees };
        }
        if difference > 0 {
            return self.over(period, difference, tolerance);
        }
        if !self.is_due(period.billing_day) {
            return Standing::Agrees;
        }
        let nothing = i128::from(billed) <= i128::try_from(tolerance).unwrap_or(0);
        if period.parts.is_empty() {
            Standing::Missing
        } else if nothing && period.parts.iter().any(|part| part.amount.currency != period.expected.currency) {
            Standing::OtherCurrency
        } else if nothing {
            Standing::CreditedAway
        } else {
            Standing::Short { explained: self.explanation(period, billed, tolerance) }
        }
    }

    /// Whether what was to be billed on a day should have been by now, and its invoices are known.
    fn is_due(&self, billing_day: Day) -> bool {
        let known = self.settings.invoices_known.is_none_or(|known| known.contains(billing_day));
        known && self.day > days_after(billing_day, self.settings.grace_days)
    }

    fn over(&self, period: &JudgedPeriod<'_>, difference: i128, tolerance: u128) -> Standing {
        let tolerance = i128::try_from(tolerance).unwrap_or(i128::MAX);
        let bills = |part: &BilledPart<'_>| part.amount.minor > 0 && part.amount.currency == period.expected.currency;
        let mut kept: BTreeSet<usize> =
            period.parts.iter().enumerate().filter(|(_, part)| bills(part)).map(|(at, _)| at).collect();
        let (mut repeated, mut excess) = (Vec::new(), difference);
        for at in kept.clone().into_iter().rev() {
            let Some(amount) = period.parts.get(at).map(|part| i128::from(part.amount.minor)) else { continue };
            let again = kept.iter().any(|other| {
                *other != at && period.parts.get(*other).is_some_and(|other| i128::from(other.amount.minor) == amount)
            });
            let large = amount * 2 >= i128::from(period.expected.minor) && period.expected.minor > 0;
            if kept.len() > 1 && amount <= excess + tolerance && (again || large) {
                kept.remove(&at);
                repeated.push(at);
                excess -= amount;
            }
        }
        repeated.reverse();
        let left = i128::from(period.expected.minor) + excess;
        let repeated_amount = clamp(difference - excess);
        let excess = if excess > tolerance { clamp(excess) } else { 0 };
        let tolerance = u128::try_from(tolerance).unwrap_or(0);
        let explained = if excess > 0 { self.explanation(period, clamp(left), tolerance) } else { None };
        Standing::Over { repeated, repeated_amount, excess, explained }
    }

    /// The first mistake that leads to the amount billed. Where the terms were corrected after it was billed, the same
    /// mistake may have been made with the price that stood in them then.
    fn explanation(&self, period: &JudgedPeriod<'_>, billed: i64, tolerance: u128) -> Option<Variation> {
        let expected = i128::from(period.expected.minor);
        let near = |a: i128, b: i128| a.abs_diff(b) <= tolerance;
        let (line, currency) = (period.line?, period.expected.currency);
        let formulas = || std::iter::once(period.formula).chain(period.former.iter().copied());
        formulas()
            .flat_map(|formula| variations(line, period.period, formula, currency))
            .chain(formulas().flat_map(|formula| discounts_on_an_old_price(line, period.period, formula, currency)))
            .find(|(_, amount)| {
                near(i128::from(amount.minor), i128::from(billed)) && !near(i128::from(amount.minor), expected)
            })
            .map(|(variation, _)| variation)
    }
}

/// What was billed of a row in the currency of its promise, net of credit notes.
pub fn net_of(row: &RowPicture<'_>) -> i64 {
    sum(row.matches.iter().map(|part| part.amount), row.row.expected.amount.currency).minor
}

/// What a row promises, or, once it was given up, what of it was billed all the same.
fn still_promised(row: &RowPicture<'_>) -> Money {
    let Money { minor, currency } = row.row.expected.amount;
    Money::new(if row.row.waived { net_of(row).clamp(0, minor.max(0)) } else { minor }, currency)
}

/// How the amounts of a period came about before its terms were corrected, the latest first.
fn former_formulas<'a>(rows: &[&'a RowPicture<'a>]) -> Vec<&'a Formula> {
    let mut former: Vec<&Formula> = rows.iter().rev().map(|row| &row.row.expected.formula).collect();
    former.dedup();
    former.into_iter().skip(1).collect()
}

/// Credit notes that name an invoice, with it, by the identity of the note.
pub type Named<'a> = BTreeMap<InvoiceId, (&'a Invoice, InvoiceId)>;

/// The credit notes of the customer that name an invoice of the contract, matched or not.
fn named_invoices<'a>(picture: &ContractPicture<'a>) -> Named<'a> {
    let matched = picture.rows.iter().flat_map(|row| row.matches.iter());
    let named = |note: &&'a Invoice| {
        let mut parts = matched.clone().chain(&picture.unmatched);
        parts.find(|part| note.takes_back(part.invoice)).map(|part| (note.id, (*note, part.invoice.id)))
    };
    picture.credit_notes.iter().filter_map(named).collect()
}

/// Says of which invoice each credit note of a period that names none takes back how much: an invoice over the same
/// amount first, then the latest before it.
fn allot_credits(parts: &[BilledPart<'_>], named: &Named<'_>, credited: &mut Vec<Allotted>) {
    let mut open: Vec<(&BilledPart<'_>, i64)> =
        parts.iter().filter(|part| part.amount.minor > 0).map(|part| (part, part.amount.minor)).collect();
    let unnamed = |part: &&BilledPart<'_>| part.amount.minor < 0 && !named.contains_key(&part.invoice.id);
    for credit in parts.iter().filter(unnamed) {
        let mut left = credit.amount.minor.saturating_neg();
        let matching = |(part, open): &(&BilledPart<'_>, i64)| {
            part.amount.currency == credit.amount.currency && *open > 0 && part.invoice.kind == InvoiceKind::Invoice
        };
        while left > 0 {
            // What is taken back was issued before, unless the documents say otherwise.
            let before = |entry: &(&BilledPart<'_>, i64)| {
                matching(entry) && entry.0.invoice.issued_on <= credit.invoice.issued_on
            };
            let same = open.iter().rposition(|entry| before(entry) && entry.1 == left);
            let earlier = same.or_else(|| open.iter().rposition(before));
            let Some(at) = earlier.or_else(|| open.iter().rposition(matching)) else { break };
            let Some((part, open)) = open.get_mut(at) else { break };
            let taken = left.min(*open);
            *open -= taken;
            left -= taken;
            credited.push(Allotted { credit: credit.line.id, invoice: part.invoice.id, minor: taken });
        }
    }
}
