//! How strongly the evidence points from an invoice line to rows of the ledger.
//!
//! The weights are points. What matters is their order: a printed reference outweighs a period, a period
//! outweighs an amount, an amount outweighs words, and a date alone decides only between neighbours.

use super::{
    BilledLine, Reason, Settings, Variation,
    book::{Book, BookRow, Bundle, BundleKind, Named},
    share::taken_off_too_much,
    text::agreement,
    variation::variations,
};
use crate::{
    calendar::{Day, Period},
    money::Money,
};
use std::collections::{BTreeMap, BTreeSet};

/// How far two offsets from the billing day may lie apart and still be the same habit, in days.
const RHYTHM_DAYS: i64 = 4;
/// From how many days on an offset is against the habit.
const UNUSUAL_DAYS: i64 = 15;
/// How many days before the billing day still count as on time.
const EARLY_DAYS: i64 = 5;
/// Within how many days of the billing day a mistake in the amount is looked for.
const TIMELY_DAYS: i64 = 35;
/// From how many per cent on words say which line is meant.
const WORDS_SAY: u32 = 80;
/// How long after its billing day a row may still be credited.
pub const CREDIT_DAYS: i64 = 400;

/// An invoice line with what was read from it.
pub struct Reading<'a> {
    /// The line.
    pub line: &'a BilledLine<'a>,
    /// What it is weighed by: its amount, or what credit notes that name its invoice leave of it.
    pub amount: Money,
    /// The days it covers, printed or named in its words.
    pub period: Option<Period>,
    /// Its words.
    pub words: BTreeSet<String>,
    /// The contracts it names.
    pub named: BTreeMap<usize, Named>,
    /// Where it belongs because it names its invoice; `None` where it names none, or one that bills nothing yet.
    pub corrects: Option<BTreeSet<usize>>,
}

/// How an amount relates to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As expected, or as a known mistake makes it.
    Exact,
    /// Part of it.
    Part,
    /// Another amount.
    Other,
}

/// Rows an invoice line may bill, weighed.
pub struct Weighed {
    /// Position of the bundle.
    pub bundle: usize,
    /// Points.
    pub score: i64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How the amount fits.
    pub fit: Fit,
    /// Whether the printed or named period is exactly that of the rows.
    pub period_equal: bool,
    /// Days from the billing day to the invoice.
    pub offset: i64,
    /// Agreement of the words in per cent.
    pub words: u32,
    /// Whether it may only be proposed.
    pub weak: bool,
    /// Whether the period before it could be meant as well and is still open.
    pub passes_over: bool,
}

/// Weighs rows against an invoice line; `None` if they cannot belong together.
pub fn weigh(book: &Book<'_>, reading: &Reading<'_>, at: usize, settings: &Settings) -> Option<Weighed> {
    let bundle = book.bundles.get(at)?;
    let line = reading.line;
    let contract = book.contracts.get(bundle.contract)?;
    let credit = line.amount.minor < 0 && bundle.amount >= 0;
    let mut weighed = Weighed {
        bundle: at,
        score: 0,
        reasons: Vec::new(),
        fit: Fit::Other,
        period_equal: false,
        offset: offset(line.issued_on, bundle),
        words: 0,
        weak: false,
        passes_over: false,
    };
    // The cheap questions first: most rows are turned away here.
    if bundle.rows.len() > 1 && !credit && !may_cover(book, reading, bundle, settings) {
        return None;
    }
    let days = weigh_days(reading, bundle, settings, credit, &mut weighed);
    if reading.corrects.is_some() {
        // What it says goes before its days.
        weighed.add(80, Reason::Corrects);
    } else {
        days?;
    }
    if credit {
        weigh_credit(book, reading, bundle, settings, &mut weighed)?;
    } else {
        weigh_amount(book, reading, bundle, settings, &mut weighed)?;
    }
    match reading.named.get(&bundle.contract) {
        Some(Named::Number) => weighed.add(100, Reason::ContractNumber),
        Some(Named::Reference) => weighed.add(100, Reason::ContractReference),
        Some(Named::PurchaseOrder) => weighed.add(70, Reason::PurchaseOrder),
        None => {}
    }
    if contract.customer == line.customer {
        weighed.add(20, Reason::SameCustomer);
    } else {
        weighed.add(-30, Reason::OtherCustomer);
    }
    weighed.words = bundle_words(book, bundle, reading);
    if weighed.words > 0 {
        weighed.add(i64::from(weighed.words) * 40 / 100, Reason::Words { percent: weighed.words });
    }
    weighed.score -= match (bundle.kind, reading.period.is_some()) {
        (BundleKind::Single, _) => 0,
        (BundleKind::Lines, _) => 4,
        (BundleKind::Periods | BundleKind::Both, true) if weighed.period_equal => 6,
        // It covers several periods without a word about it, or but some of the days that it names.
        (BundleKind::Periods | BundleKind::Both, _) => 20,
    };
    if bundle.rows.len() > 1 {
        weighed.reasons.push(Reason::PartOfTotal { rows: u32::try_from(bundle.rows.len()).unwrap_or(u32::MAX) });
    }
    Some(weighed)
}

/// Whether an invoice line may cover several rows at once: by its amount or what is left of them, or by its period and
/// nearly its amount.
fn may_cover(book: &Book<'_>, reading: &Reading<'_>, bundle: &Bundle, settings: &Settings) -> bool {
    let difference = i128::from(bundle.amount).abs_diff(i128::from(reading.amount.minor));
    difference <= settings.tolerance.around(bundle.money())
        || catches_up(book, bundle, reading.amount, settings)
        || (reading.period.is_some_and(|period| period.first == bundle.span.first)
            && difference * 4 <= u128::from(bundle.amount.unsigned_abs()))
}

impl Weighed {
    fn add(&mut self, points: i64, reason: Reason) {
        self.score += points;
        self.reasons.push(reason);
    }
}

/// Days from the nearer of the first and last billing day to the invoice.
fn offset(issued_on: Day, bundle: &Bundle) -> i64 {
    let (first, last) = ((issued_on - bundle.days.0).num_days(), (issued_on - bundle.days.1).num_days());
    if last.abs() < first.abs() { last } else { first }
}

fn bundle_words(book: &Book<'_>, bundle: &Bundle, reading: &Reading<'_>) -> u32 {
    let mut lines: Vec<usize> = bundle.rows.iter().filter_map(|at| book.rows.get(*at)).map(|row| row.line).collect();
    lines.dedup();
    let lines = lines.into_iter().filter_map(|line| book.lines.get(line));
    lines.map(|line| agreement(&line.words, &reading.words)).max().unwrap_or(0)
}

fn weigh_days(
    reading: &Reading<'_>,
    bundle: &Bundle,
    settings: &Settings,
    credit: bool,
    weighed: &mut Weighed,
) -> Option<()> {
    if let Some(period) = reading.period {
        let near_end = (period.last - bundle.span.last).num_days().abs() <= 1;
        if period.first == bundle.span.first && near_end {
            weighed.period_equal = true;
            weighed.add(80, Reason::PeriodEqual);
        } else if let Some(shared) = period.intersection(bundle.span) {
            let days = shared.days();
            weighed.add(40 * days / period.days().max(bundle.span.days()).max(1), Reason::PeriodOverlaps { days });
        } else if bundle.span.days() == 1 && (0..=EARLY_DAYS).contains(&weighed.offset) {
            // A one-off line has no days to share; its invoice may print the days of the rest of it.
            weighed.add(10, Reason::DateNear { days: weighed.offset });
        } else {
            return None;
        }
        return Some(());
    }
    let days = weighed.offset;
    if credit {
        if !(-EARLY_DAYS..=CREDIT_DAYS).contains(&days) {
            return None;
        }
        weighed.add((40 - days.abs()).max(0), Reason::DateNear { days });
        return Some(());
    }
    if days.abs() > i64::from(settings.window_days) {
        return None;
    }
    let cost = if days < -EARLY_DAYS { 10 - days * 3 } else { days.abs() };
    weighed.add((40 - cost).max(-40), Reason::DateNear { days });
    Some(())
}

fn weigh_amount(
    book: &Book<'_>,
    reading: &Reading<'_>,
    bundle: &Bundle,
    settings: &Settings,
    weighed: &mut Weighed,
) -> Option<()> {
    let amount = reading.amount;
    let tolerance = settings.tolerance.around(bundle.money());
    let equals = |expected: i64| i128::from(expected).abs_diff(i128::from(amount.minor)) <= tolerance;
    let rows = || bundle.rows.iter().filter_map(|at| book.rows.get(*at));
    let left = |row: &BookRow<'_>| i128::from(row.open.amount.minor) - i128::from(row.billed);
    let is_full = |row: &BookRow<'_>| {
        let tolerance = i128::try_from(tolerance).unwrap_or(0);
        let whole = if row.open.amount.minor < 0 { left(row) >= -tolerance } else { left(row) <= tolerance };
        row.foreign || (row.billed != 0 && whole)
    };
    if amount.minor.signum() * bundle.amount.signum() < 0 && rows().all(|row| row.billed == 0) {
        // A charge gives no rebate, and there is nothing yet that it could take back.
        return None;
    }
    let full = rows().all(is_full);
    let touched = rows().any(|row| row.billed != 0 || row.foreign);
    let open: i128 = rows().map(left).sum();
    let named = reading.named.contains_key(&bundle.contract);

    if amount.currency != bundle.currency {
        if !named {
            return None;
        }
        weighed.add(if equals(bundle.amount) { 40 } else { 0 }, Reason::OtherCurrency);
        weighed.fit = if equals(bundle.amount) { Fit::Exact } else { Fit::Other };
    } else if equals(bundle.amount) {
        weighed.add(60, Reason::AmountEqual);
        weighed.fit = Fit::Exact;
    } else if touched && !full && bundle.rows.len() == 1 && i128::from(amount.minor).abs_diff(open) <= tolerance {
        weighed.add(55, Reason::PartOfRow);
        weighed.fit = Fit::Exact;
    } else if (named || weighed.period_equal) && catches_up(book, bundle, amount, settings) {
        weighed.add(55, Reason::PartOfRow);
        weighed.fit = Fit::Exact;
        return Some(());
    } else {
        let timely = weighed.period_equal || weighed.offset.abs() <= TIMELY_DAYS;
        let explained = if timely { explained(book, bundle, amount, tolerance) } else { None };
        if let Some(by) = explained {
            weighed.add(50, Reason::AmountExplained { by });
            weighed.fit = Fit::Exact;
        } else {
            let difference = i128::from(amount.minor) - i128::from(bundle.amount);
            let close = difference.unsigned_abs() * 4 <= u128::from(bundle.amount.unsigned_abs());
            if bundle.rows.len() > 1 && !(close && weighed.period_equal) {
                return None;
            }
            let less = if bundle.amount < 0 { difference > 0 } else { difference < 0 };
            let part = less && i128::from(amount.minor).abs() <= open.abs();
            if part && !close {
                weighed.add(10, Reason::PartOfRow);
                weighed.fit = Fit::Part;
            } else {
                // Of what was billed in part, the rest is what was to come.
                let from_open = if touched && !full { i128::from(amount.minor) - open } else { difference };
                let (difference, from_open) = (i64::try_from(difference).ok()?, i64::try_from(from_open).ok()?);
                let reason = Reason::AmountDiffers { difference: Money::new(from_open, amount.currency) };
                weighed.add(if close { 15 } else { 0 }, reason);
                weighed.weak = match bundle.rows.as_slice() {
                    // Whatever takes off another amount may be any credit, unless it says what it is.
                    [row] if bundle.amount < 0 && difference != 0 => {
                        let says = weighed.period_equal && named && bundle_words(book, bundle, reading) >= WORDS_SAY;
                        !says || taken_off_too_much(book, *row, amount).is_none()
                    }
                    _ if bundle.amount < 0 => difference != 0,
                    _ => difference > bundle.amount,
                };
            }
        }
    }
    let habit = if reading.period.is_some() { None } else { book.rhythm(bundle) };
    let habitual = habit.is_some_and(|habit| (habit - weighed.offset).abs() <= RHYTHM_DAYS);
    if full {
        if reading.corrects.is_some() {
            // Rebates that were given are not given again because the invoice is corrected.
            return None;
        }
        let half = (bundle.span.days() / 2).clamp(3, i64::from(settings.window_days));
        if reading.period.is_none() && (weighed.offset - habit.unwrap_or(0)).abs() > half {
            return None;
        }
        weighed.add(if habitual { 5 } else { -10 }, Reason::Duplicate);
        weighed.weak = weighed.fit != Fit::Exact;
    } else {
        if touched && bundle.rows.len() > 1 {
            weighed.score -= 15;
            weighed.weak = true;
        }
        weighed.passes_over = !(0..=EARLY_DAYS).contains(&weighed.offset)
            && bundle.rows.first().is_some_and(|at| book.passes_over(*at, reading.line.issued_on, settings));
        match habit {
            Some(_) if habitual => weighed.score += 35,
            Some(habit) if (habit - weighed.offset).abs() > UNUSUAL_DAYS => weighed.score -= 15,
            Some(_) | None => {}
        }
    }
    Some(())
}

/// Whether an amount is just what is left of several charges, each of which was billed too low.
pub fn catches_up(book: &Book<'_>, bundle: &Bundle, amount: Money, settings: &Settings) -> bool {
    let rows = || bundle.rows.iter().filter_map(|at| book.rows.get(*at));
    let left = |row: &BookRow<'_>| i128::from(row.open.amount.minor) - i128::from(row.billed);
    let tolerance = settings.tolerance.around(amount);
    bundle.rows.len() > 1
        && amount.currency == bundle.currency
        && rows().all(|row| row.billed > 0 && left(row) > 0)
        && rows().map(left).sum::<i128>().abs_diff(i128::from(amount.minor)) <= tolerance
}

/// The one mistake that explains the amount of a row, or of several together.
fn explained(book: &Book<'_>, bundle: &Bundle, amount: Money, tolerance: u128) -> Option<Variation> {
    let [row] = bundle.rows.as_slice() else { return mistake_of_one(book, bundle, amount).map(|(_, by)| by) };
    let open = book.rows.get(*row)?.open;
    variations(open.line, open.period, open.formula, open.amount.currency)
        .into_iter()
        .find(|(_, varied)| i128::from(varied.minor).abs_diff(i128::from(amount.minor)) <= tolerance)
        .map(|(variation, _)| variation)
}

/// Of several charges that one amount bills, and of which nothing is billed yet, the position of the one whose price is
/// mistaken in a known way so that just this amount comes out. Beside rebates nothing is said to be mistaken.
pub fn mistake_of_one(book: &Book<'_>, bundle: &Bundle, amount: Money) -> Option<(usize, Variation)> {
    let rows: Vec<_> = bundle.rows.iter().filter_map(|at| book.rows.get(*at)).collect();
    let more = amount.minor.checked_sub(bundle.amount).filter(|more| *more != 0)?;
    let plain = rows.iter().all(|row| row.billed == 0 && row.open.amount.minor >= 0);
    if rows.len() < 2 || !plain || amount.currency != bundle.currency {
        return None;
    }
    rows.iter().enumerate().find_map(|(at, row)| {
        let open = row.open;
        let mistaken = open.amount.minor.checked_add(more).filter(|mistaken| *mistaken > 0)?;
        let of_price = |by: &Variation| !matches!(by, Variation::FullPeriod { .. } | Variation::Gross { .. });
        let known = variations(open.line, open.period, open.formula, open.amount.currency);
        known.into_iter().find(|(by, varied)| varied.minor == mistaken && of_price(by)).map(|(by, _)| (at, by))
    })
}

fn weigh_credit(
    book: &Book<'_>,
    reading: &Reading<'_>,
    bundle: &Bundle,
    settings: &Settings,
    weighed: &mut Weighed,
) -> Option<()> {
    let amount = -i128::from(reading.line.amount.minor);
    let tolerance = settings.tolerance.around(bundle.money());
    let billed: i128 = bundle.rows.iter().filter_map(|at| book.rows.get(*at)).map(|row| i128::from(row.billed)).sum();
    if billed <= 0 || reading.line.amount.currency != bundle.currency {
        return None;
    }
    // A rebate that was promised and not given yet is no excess: what takes it off has a row of its own.
    let rows = bundle.rows.iter().filter_map(|at| book.rows.get(*at));
    let promised: i128 = rows.map(|row| i128::from(row.open.amount.minor.max(row.billed.min(0)))).sum();
    let excess = billed - promised;
    // A credit note for an invoice that was too high may give the rebate of its days as well.
    let with_rebates = if reading.corrects.is_some() { billed - i128::from(bundle.amount) } else { excess };
    let too_much = excess > 0 && excess.unsigned_abs() > tolerance;
    weighed.reasons.push(Reason::Credits);
    if too_much && (amount.abs_diff(excess) <= tolerance || amount.abs_diff(with_rebates) <= tolerance) {
        weighed.add(75, Reason::AmountEqual);
        weighed.fit = Fit::Exact;
    } else if amount.abs_diff(billed) <= tolerance {
        weighed.add(60, Reason::AmountEqual);
        weighed.fit = Fit::Exact;
    } else if amount < billed && bundle.rows.len() == 1 {
        // That it takes back is said; it bills nothing, not even a part.
        weighed.score += 15;
        weighed.fit = Fit::Part;
    } else {
        return None;
    }
    Some(())
}
