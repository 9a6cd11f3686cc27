//! Missing periods that are one story rather than many: billing that never began, or that stopped.
//!
//! Precedence, so that no euro is counted twice: the contract was never billed, then a line of it was
//! never billed, then the contract (or a line) is billed no more, then single missing periods.
//!
//! What is lost is the net of the charges and of the rebates that were not given either: each rebate is taken off once, with
//! its row, what is missing of the same days (of the whole contract where nothing of it was ever billed). A rebate beside
//! charges that were all billed is no loss and belongs to no silence.

use super::{
    case::{Case, JudgedPeriod, Standing, sum},
    milestone_not_invoiced::milestone_of,
};
use crate::id::PriceLineId;
use std::collections::{BTreeMap, BTreeSet};

/// From how many missing periods on a recurring line counts as never billed or stopped.
const LEAST_PERIODS: usize = 2;

/// Which missing periods belong together.
pub struct Silence<'c, 'a> {
    /// Billing never began: for the contract (`None`) or for lines of it.
    pub never: Vec<Quiet<'c, 'a>>,
    /// Billing stopped: for the contract (`None`) or for lines of it.
    pub stopped: Vec<Quiet<'c, 'a>>,
    /// Missing periods that stand alone, also those of which all that was billed was credited again, or is in another
    /// currency.
    pub single: Vec<Single<'c, 'a>>,
}

/// A missing period that stands alone.
pub struct Single<'c, 'a> {
    /// The period.
    pub period: &'c JudgedPeriod<'a>,
    /// Rebates of the same days that were not given.
    pub rebates: Vec<&'c JudgedPeriod<'a>>,
}

/// Periods that were not billed, oldest first; rebates that were not given either stand among them.
pub struct Quiet<'c, 'a> {
    /// The line, or `None` for the whole contract.
    pub line: Option<PriceLineId>,
    /// The periods, at least one.
    pub periods: Vec<&'c JudgedPeriod<'a>>,
    /// The latest period billed before.
    pub last_billed: Option<&'c JudgedPeriod<'a>>,
}

impl<'c, 'a> Quiet<'c, 'a> {
    /// The first period that was to be charged.
    pub fn first(&self) -> Option<&'c JudgedPeriod<'a>> {
        self.periods.iter().copied().find(|period| period.standing == Standing::Missing)
    }

    fn sort(&mut self) {
        self.periods.sort_by_key(|period| (period.billing_day, period.line_id, period.period.first));
    }
}

impl<'c, 'a> Single<'c, 'a> {
    const fn of(period: &'c JudgedPeriod<'a>) -> Self {
        Self { period, rebates: Vec::new() }
    }
}

impl<'c, 'a> Silence<'c, 'a> {
    /// Sorts the missing periods of a contract.
    pub fn of(case: &'c Case<'a>) -> Self {
        // What an accepted milestone releases is a finding of its own.
        let periods = || case.periods.iter().filter(|period| milestone_of(case, period).is_none());
        let mut missing: Vec<_> = periods().filter(|period| period.standing == Standing::Missing).collect();
        missing.sort_by_key(|period| (period.billing_day, period.line_id, period.period.first));
        let mut silence = Self { never: Vec::new(), stopped: Vec::new(), single: Vec::new() };
        let rebates = case.periods.iter().filter(|period| period.standing == Standing::NotGiven);
        if let (Some(first), false) = (missing.first(), case.periods.iter().any(JudgedPeriod::was_billed)) {
            let currency = first.expected.currency;
            missing.extend(rebates.filter(|rebate| rebate.expected.currency == currency));
            let mut quiet = Quiet { line: None, periods: missing, last_billed: None };
            quiet.sort();
            silence.never.push(quiet);
            return silence;
        }
        let mut by_line: BTreeMap<PriceLineId, Vec<&JudgedPeriod<'a>>> = BTreeMap::new();
        for period in missing {
            by_line.entry(period.line_id).or_default().push(period);
        }
        for (line, periods) in by_line {
            silence.sort_line(case, line, periods);
        }
        silence.unite_stopped(case);
        let alone =
            |period: &&JudgedPeriod<'_>| matches!(period.standing, Standing::CreditedAway | Standing::OtherCurrency);
        silence.single.extend(periods().filter(alone).map(Single::of));
        silence.single.sort_by_key(|Single { period, .. }| (period.billing_day, period.line_id, period.period.first));
        for rebate in rebates {
            silence.take_off(rebate);
        }
        silence
    }

    /// Takes a rebate off what is missing of its days: of what can bear it the one with just its days before others, else
    /// of what has the most left.
    fn take_off(&mut self, rebate: &'c JudgedPeriod<'a>) {
        let currency = rebate.expected.currency;
        let alone = self.single.iter_mut().map(|single| (vec![single.period], &mut single.rebates));
        let together = self.never.iter_mut().chain(&mut self.stopped);
        let candidates = alone.chain(together.map(|quiet| (quiet.periods.clone(), &mut quiet.periods)));
        let of_its_days = candidates.filter(|(periods, _)| {
            let same = |period: &&JudgedPeriod<'_>| {
                period.expected.minor > 0
                    && period.expected.currency == currency
                    && period.period.intersection(rebate.period).is_some()
            };
            periods.iter().any(same)
        });
        let best = of_its_days.max_by_key(|(periods, held)| {
            let just = periods.iter().any(|period| period.expected.minor > 0 && period.period == rebate.period);
            let taken = held.iter().filter(|held| held.expected.minor < 0);
            let charged = periods.iter().filter(|period| period.expected.minor > 0);
            let rest = sum(charged.chain(taken).map(|period| period.left()), currency);
            (rest.minor.saturating_add(rebate.left().minor) > 0, just, rest.minor)
        });
        if let Some((_, held)) = best {
            held.push(rebate);
            held.sort_by_key(|period| (period.billing_day, period.line_id, period.period.first));
        }
    }

    fn sort_line(&mut self, case: &'c Case<'a>, line: PriceLineId, missing: Vec<&'c JudgedPeriod<'a>>) {
        let recurs = missing.iter().all(|period| period.recurs());
        let billed = case.periods.iter().filter(|period| period.line_id == line && period.was_billed());
        let last_billed = billed.max_by_key(|period| period.period.first);
        let since = last_billed.map(|period| period.period.first);
        let (before, after): (Vec<_>, Vec<_>) =
            missing.into_iter().partition(|period| since.is_some_and(|since| period.period.first < since));
        let quiet = recurs && after.len() >= LEAST_PERIODS;
        match last_billed {
            None if quiet => self.never.push(Quiet { line: Some(line), periods: after, last_billed }),
            Some(_) if quiet && !case.has_ended() => {
                self.single.extend(before.into_iter().map(Single::of));
                self.stopped.push(Quiet { line: Some(line), periods: after, last_billed });
            }
            _ => {
                self.single.extend(before.into_iter().chain(after).map(Single::of));
            }
        }
    }

    /// Where every recurring line that was ever billed and still runs has stopped, the contract has.
    fn unite_stopped(&mut self, case: &Case<'a>) {
        let stopped: BTreeMap<PriceLineId, _> =
            self.stopped.iter().filter_map(|quiet| Some((quiet.line?, quiet.periods.first()?.billing_day))).collect();
        let Some(since) = stopped.values().min().copied() else { return };
        let goes_on = case.periods.iter().any(|period| {
            period.recurs()
                && !stopped.contains_key(&period.line_id)
                && period.was_billed()
                && period.billing_day >= since
        });
        let never: BTreeSet<_> = self.never.iter().filter_map(|quiet| quiet.line).collect();
        if goes_on || !never.is_empty() {
            return;
        }
        let parts = std::mem::take(&mut self.stopped);
        let last_billed = parts.iter().filter_map(|quiet| quiet.last_billed).max_by_key(|period| period.period.first);
        let mut periods: Vec<_> = parts.into_iter().flat_map(|quiet| quiet.periods).collect();
        periods.sort_by_key(|period| (period.billing_day, period.line_id, period.period.first));
        self.stopped.push(Quiet { line: None, periods, last_billed });
    }
}
