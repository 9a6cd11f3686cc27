//! What a file says was received for an invoice that is there, compared with what is known of it. Nothing is ever added
//! twice: the same file again adds nothing.
//!
//! A list of invoices states what was received so far, in one sum or in several payments. A list of payments states each
//! payment for itself.

use super::{columns::InvoiceField, problem::Problem};
use crate::{calendar::Day, invoice::InvoiceKind};

/// A payment that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPayment {
    /// The day it arrived.
    pub received_on: Day,
    /// How much, in minor units.
    pub minor: i64,
    /// Whether a person recorded it, perhaps on another day than the one on which it arrived.
    pub by_person: bool,
}

/// A payment that a file states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedPayment {
    /// The day it arrived.
    pub received_on: Day,
    /// How much, in minor units; negative where money was given back.
    pub minor: i64,
}

/// What a list of invoices says beyond what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing.
    Nothing,
    /// Less was received than is known, so that nothing is added: what is known, in minor units.
    Less(i64),
    /// These of the stated payments are added, in this order: their place among them, and how much of each.
    Payments(Vec<(usize, i64)>),
}

/// What is odd about a payment of an invoice, each with the field at whose cell it is said. Of a credit note nothing is: its
/// money may have gone back before it was issued, and files write it with either sign.
pub fn oddities(
    kind: InvoiceKind,
    issued_on: Option<Day>,
    received_on: Option<Day>,
    negative: bool,
) -> Vec<(InvoiceField, Problem)> {
    if kind == InvoiceKind::CreditNote {
        return Vec::new();
    }
    let before = issued_on.filter(|issued| received_on.is_some_and(|received| received < *issued));
    let before = before.map(|issued_on| (InvoiceField::PaidOn, Problem::PaidBeforeIssue { issued_on }));
    let negative = negative.then_some((InvoiceField::PaidAmount, Problem::NegativePayment));
    before.into_iter().chain(negative).collect()
}

/// What of the stated payments of one invoice in a list is to be added.
///
/// Payments that are there on the same day with the same amount are recognised first. Beyond them the list states a sum:
/// what it says less what is known is added, of the latest day first. `before` is what came in before the invoice did,
/// with tax; it is perhaps among what the list states, and perhaps not. `refunding` says that money goes out, as for a
/// credit note.
pub fn beyond(known: &[KnownPayment], before: i64, stated: &[StatedPayment], refunding: bool) -> Beyond {
    let sum = |minors: &mut dyn Iterator<Item = i64>| minors.fold(0_i64, i64::saturating_add);
    let direction = if refunding { -1 } else { 1 };
    let known_sum = sum(&mut known.iter().map(|payment| payment.minor));
    let all = sum(&mut stated.iter().map(|payment| payment.minor));
    let recognised = recognised(known, stated);
    let rest: Vec<usize> = (0..stated.len()).filter(|place| !matches!(recognised.get(*place), Some(Some(_)))).collect();
    let all_known_are_stated = recognised.iter().flatten().count() == known.len();
    let part = |place: &usize| stated.get(*place).map_or(0, |payment| payment.minor);
    let against = |place: &usize| part(place).signum() == -direction;
    // What goes the other way beside payments that are all there is a payment given back, and no smaller sum.
    if all_known_are_stated && !rest.is_empty() && (before == 0 || rest.iter().all(against)) {
        return Beyond::Payments(rest.iter().map(|place| (*place, part(place))).collect());
    }
    let more = all.saturating_sub(known_sum).saturating_mul(direction);
    if more < 0 {
        return Beyond::Less(known_sum);
    }
    let mut left = more.saturating_sub(before.saturating_mul(direction).max(0));
    let mut latest: Vec<usize> = rest.into_iter().filter(|place| !against(place)).collect();
    latest.sort_by_key(|place| std::cmp::Reverse((stated.get(*place).map(|payment| payment.received_on), *place)));
    let mut added = Vec::new();
    for place in latest {
        let taken = part(&place).saturating_mul(direction).min(left);
        if taken > 0 {
            added.push((place, taken.saturating_mul(direction)));
            left -= taken;
        }
    }
    added.sort_unstable();
    if added.is_empty() { Beyond::Nothing } else { Beyond::Payments(added) }
}

/// Where a payment of a list of payments stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is not known.
    New,
    /// It is there: the same day and amount.
    Known,
    /// The same amount is there on a day nearby, so that it is probably the same payment.
    Probably(Day),
}

/// How many days may lie between a payment and the day by which it is known: a person's day, or the books' beside the bank's.
const NEARBY_DAYS: u64 = 5;

/// Where each payment of a list of payments stands; one that is known stands for one of them alone. A day nearby means the
/// same payment where a person recorded it, and where nothing is open of the invoice any more (`settled`).
pub fn standings(known: &[KnownPayment], stated: &[StatedPayment], settled: bool) -> Vec<Standing> {
    let recognised = recognised(known, stated);
    let mut taken: Vec<bool> = (0..known.len()).map(|place| recognised.contains(&Some(place))).collect();
    let stands = |(payment, same): (&StatedPayment, &Option<usize>)| {
        if same.is_some() {
            return Standing::Known;
        }
        let near = known.iter().enumerate().filter(|(place, other)| {
            let free = taken.get(*place).is_some_and(|taken| !taken);
            free && (other.by_person || settled)
                && other.minor == payment.minor
                && apart(other.received_on, payment.received_on) <= NEARBY_DAYS
        });
        let nearest = near.min_by_key(|(place, other)| (apart(other.received_on, payment.received_on), *place));
        match nearest.map(|(place, other)| (place, other.received_on)) {
            Some((place, day)) => {
                if let Some(slot) = taken.get_mut(place) {
                    *slot = true;
                }
                Standing::Probably(day)
            }
            None => Standing::New,
        }
    };
    stated.iter().zip(&recognised).map(stands).collect()
}

/// For each stated payment the known one of the same day and amount; each known one stands for one alone.
fn recognised(known: &[KnownPayment], stated: &[StatedPayment]) -> Vec<Option<usize>> {
    let mut taken = vec![false; known.len()];
    stated
        .iter()
        .map(|payment| {
            let same = known.iter().enumerate().position(|(place, other)| {
                let free = taken.get(place).is_some_and(|taken| !taken);
                free && other.received_on == payment.received_on && other.minor == payment.minor
            })?;
            *taken.get_mut(same)? = true;
            Some(same)
        })
        .collect()
}

/// How many days lie between two.
fn apart(one: Day, other: Day) -> u64 {
    one.signed_duration_since(other).num_days().unsigned_abs()
}

#[cfg(test)]
mod tests;
