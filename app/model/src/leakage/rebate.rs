//! Rebates beside the charges of their days: taken off an invoice, still to be given, or owed to the customer.

use super::{
    Settings,
    case::{JudgedPeriod, Standing, clamp},
};
use crate::{
    calendar::Period,
    id::ExpectedBillingId,
    money::{Currency, Money},
};
use std::collections::BTreeSet;

/// Judges rebates and what they explain, once each period was judged by itself.
pub fn take_off(periods: &mut [JudgedPeriod<'_>], settings: &Settings) {
    let netted = net(periods, settings);
    owe(periods, &netted, settings);
}

/// What two amounts may differ by around one of them.
fn tolerated(amount: Money, settings: &Settings) -> i128 {
    i128::try_from(settings.tolerance.around(amount)).unwrap_or(i128::MAX)
}

/// Lets what was billed too low agree where rebates of the same days explain it that were not given otherwise; answers the
/// rows of these periods.
fn net(periods: &mut [JudgedPeriod<'_>], settings: &Settings) -> BTreeSet<ExpectedBillingId> {
    let mut netted = BTreeSet::new();
    let mut rebates: Vec<(Period, Currency, i64)> = Vec::new();
    let mut rebate_of = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        if period.expected.minor < 0 && period.expected.minor < period.billed.minor {
            let open = period.billed.minor.saturating_sub(period.expected.minor);
            rebates.push((period.period, period.expected.currency, open));
            rebate_of.push((at, open));
        }
    }
    for period in periods.iter_mut().filter(|period| matches!(period.standing, Standing::Short { .. })) {
        let short = i128::from(period.expected.minor) - i128::from(period.billed.minor);
        let tolerance = tolerated(period.expected, settings);
        let same = |(days, currency, _): &&mut (Period, Currency, i64)| {
            *currency == period.expected.currency && days.intersection(period.period).is_some()
        };
        let given: i128 = rebates.iter_mut().filter(same).map(|(_, _, open)| i128::from(*open)).sum();
        if short > given + tolerance {
            continue;
        }
        let mut left = clamp(short);
        // The rebate that explains it alone was meant rather than parts of others.
        let alone = |(_, _, open): &&mut (Period, Currency, i64)| (i128::from(*open) - short).abs() <= tolerance;
        if let Some((_, _, open)) = rebates.iter_mut().filter(same).find(alone) {
            (*open, left) = (0, 0);
        }
        for (_, _, open) in rebates.iter_mut().filter(same) {
            let taken = left.min(*open);
            (*open, left) = (*open - taken, left - taken);
        }
        period.standing = Standing::Agrees;
        netted.insert(period.row);
    }
    // What was taken off an invoice is not taken off what is missing as well.
    for ((_, _, left), (at, open)) in rebates.into_iter().zip(rebate_of) {
        if let Some(period) = periods.get_mut(at).filter(|_| left < open) {
            let due = period.standing == Standing::NotGiven;
            period.standing = if due && left > 0 { Standing::Owed { minor: left } } else { Standing::Agrees };
        }
    }
    netted
}

/// Says of which rebates the customer was billed too much: of those that were not given while every charge of their days was
/// billed. While one of them is not, the rebate may yet be taken off its invoice.
fn owe(periods: &mut [JudgedPeriod<'_>], netted: &BTreeSet<ExpectedBillingId>, settings: &Settings) {
    let mut owed = Vec::new();
    for (at, rebate) in periods.iter().enumerate() {
        let minor = match rebate.standing {
            Standing::NotGiven => rebate.billed.minor.saturating_sub(rebate.expected.minor),
            Standing::Owed { minor } => minor,
            _ => continue,
        };
        let mut charges = rebate.charges_among(periods).peekable();
        let billed = charges.peek().is_some()
            && charges.all(|charge| {
                let agrees = matches!(charge.standing, Standing::Agrees | Standing::Over { .. });
                let least = charge.expected.minor.saturating_sub(clamp(tolerated(charge.expected, settings)));
                agrees && charge.billed.minor > 0 && (charge.billed.minor >= least || netted.contains(&charge.row))
            });
        let much = i128::from(minor) > tolerated(rebate.expected, settings);
        match (billed && much, &rebate.standing) {
            (true, _) => owed.push((at, Standing::Owed { minor })),
            (false, Standing::Owed { .. }) => owed.push((at, Standing::Agrees)),
            (false, _) => {}
        }
    }
    for (at, standing) in owed {
        if let Some(period) = periods.get_mut(at) {
            period.standing = standing;
        }
    }
}
