//! How the amount of an invoice line is shared out among the rows it bills.

use super::{
    Reason,
    book::{Book, BookRow},
    weigh::{Reading, Weighed, mistake_of_one},
};
use crate::money::Money;

/// The rows of a place, in their order, each with its part of the invoice line's amount. Rebates are given as promised; what
/// is billed too low or too high is so of the rows that charge, also where more is taken off than was promised.
pub fn shares(book: &Book<'_>, reading: &Reading<'_>, place: &Weighed) -> Vec<(usize, i64)> {
    let rows = book.bundles.get(place.bundle).map_or(&[][..], |bundle| bundle.rows.as_slice());
    match rows {
        [row] => match taken_off_too_much(book, *row, reading.line.amount) {
            Some((rebate, charge, excess)) => vec![(*row, rebate), (charge, excess)],
            None => vec![(*row, reading.line.amount.minor)],
        },
        rows => rows.iter().copied().zip(of_several(book, reading, place)).collect(),
    }
}

/// Where an amount takes more off than a rebate promises and nothing of it was given yet: what is promised, the charge of
/// the same days that the rest is taken from, and that rest. `None` where no charge was billed from which it could be taken.
pub fn taken_off_too_much(book: &Book<'_>, rebate: usize, amount: Money) -> Option<(i64, usize, i64)> {
    let row = book.rows.get(rebate)?;
    let promised = row.open.amount;
    let excess = amount.minor.checked_sub(promised.minor)?;
    if promised.minor >= 0 || row.billed != 0 || excess >= 0 || amount.currency != promised.currency {
        return None;
    }
    let charge = book.charges_beside(rebate).into_iter().find(|at| {
        let billed = book.rows.get(*at).map_or(0, |row| row.billed);
        billed.saturating_add(excess) >= 0
    })?;
    Some((promised.minor, charge, excess))
}

fn of_several(book: &Book<'_>, reading: &Reading<'_>, place: &Weighed) -> Vec<i64> {
    let credit = place.reasons.contains(&Reason::Credits);
    if let (true, Some(shares)) = (credit, with_rebates(book, reading, place)) {
        return shares;
    }
    if let (false, Some(shares)) = (credit, with_a_mistake(book, reading, place)) {
        return shares;
    }
    // What catches up goes to each as far as it is short.
    let several = rows(book, place).count() > 1;
    if several && !credit && place.reasons.contains(&Reason::PartOfRow) {
        let left = rows(book, place).map(|row| i128::from(row.open.amount.minor) - i128::from(row.billed));
        return parts(i128::from(reading.line.amount.minor), &left.collect::<Vec<_>>());
    }
    let weights: Vec<i128> =
        rows(book, place).map(|row| i128::from(if credit { row.billed } else { row.open.amount.minor })).collect();
    let amount = i128::from(reading.line.amount.minor);
    let charged: Vec<i128> = weights.iter().map(|weight| (*weight).max(0)).collect();
    if credit || amount <= 0 || charged == weights || charged.iter().sum::<i128>() == 0 {
        return parts(amount, &weights);
    }
    let rebates: i128 = weights.iter().filter(|weight| **weight < 0).sum();
    let rebated = weights.iter().map(|weight| i64::try_from((*weight).min(0)).unwrap_or(0));
    parts(amount - rebates, &charged)
        .into_iter()
        .zip(rebated)
        .map(|(charge, rebate)| charge.saturating_add(rebate))
        .collect()
}

/// The parts of a credit note that takes its invoice back to what was promised, rebates included: to each row what it is
/// billed too much, to rebates what was not given yet; `None` if that is not its amount to the last unit.
fn with_rebates(book: &Book<'_>, reading: &Reading<'_>, place: &Weighed) -> Option<Vec<i64>> {
    reading.corrects.as_ref()?;
    let rows = rows(book, place);
    let parts: Vec<i64> = rows.map(|row| row.open.amount.minor.saturating_sub(row.billed)).collect();
    let whole: i128 = parts.iter().copied().map(i128::from).sum();
    (whole == i128::from(reading.line.amount.minor) && parts.iter().all(|part| *part <= 0)).then_some(parts)
}

/// The parts of one amount for several rows where a known mistake in the price of one of them explains it: that row has the
/// mistake, the others what is expected.
fn with_a_mistake(book: &Book<'_>, reading: &Reading<'_>, place: &Weighed) -> Option<Vec<i64>> {
    let bundle = book.bundles.get(place.bundle)?;
    let (mistaken, _) = mistake_of_one(book, bundle, reading.line.amount)?;
    let more = reading.line.amount.minor.checked_sub(bundle.amount)?;
    let rows = bundle.rows.iter().filter_map(|at| book.rows.get(*at)).map(|row| row.open.amount.minor).enumerate();
    rows.map(|(at, minor)| if at == mistaken { minor.checked_add(more) } else { Some(minor) }).collect()
}

/// Splits an amount in proportion; the parts add up to the whole. Where the amount is the sum of the
/// weights, each part is its weight.
fn parts(amount: i128, weights: &[i128]) -> Vec<i64> {
    let total: i128 = weights.iter().sum();
    let count = i128::try_from(weights.len()).unwrap_or(1).max(1);
    let (mut running, mut before) = (0, 0);
    let mut parts = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        running += weight;
        let share = if total == 0 {
            amount * (i128::try_from(index).unwrap_or(0) + 1) / count
        } else {
            let product = amount.saturating_mul(running);
            let sign = product.signum() * total.signum();
            sign * ((product.abs() * 2 + total.abs()) / (total.abs() * 2))
        };
        parts.push(i64::try_from(share - before).unwrap_or(0));
        before = share;
    }
    parts
}

fn rows<'b, 'a>(book: &'b Book<'a>, place: &Weighed) -> impl Iterator<Item = &'b BookRow<'a>> {
    let rows = book.bundles.get(place.bundle).map_or(&[][..], |bundle| bundle.rows.as_slice());
    rows.iter().filter_map(|at| book.rows.get(*at))
}
