//! Missing periods that are one story rather than many: billing that never began, or that stopped.
//!
//! Precedence, so that no euro is counted twice: the contract was never billed, then a line of it was
//! never billed, then the contract (or a line) is billed no more, then single missing periods.

use super::case::{Case, JudgedPeriod, Standing};
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
    /// Missing periods that stand alone.
    pub single: Vec<&'c JudgedPeriod<'a>>,
}

/// Periods that were not billed, oldest first.
pub struct Quiet<'c, 'a> {
    /// The line, or `None` for the whole contract.
    pub line: Option<PriceLineId>,
    /// The periods, at least one.
    pub periods: Vec<&'c JudgedPeriod<'a>>,
    /// The latest period billed before.
    pub last_billed: Option<&'c JudgedPeriod<'a>>,
}

impl<'c, 'a> Silence<'c, 'a> {
    /// Sorts the missing periods of a contract.
    pub fn of(case: &'c Case<'a>) -> Self {
        let mut missing: Vec<_> = case.periods.iter().filter(|period| period.standing == Standing::Missing).collect();
        missing.sort_by_key(|period| (period.billing_day, period.line_id, period.period.first));
        let mut silence = Self { never: Vec::new(), stopped: Vec::new(), single: Vec::new() };
        if missing.is_empty() {
            return silence;
        }
        if !case.periods.iter().any(JudgedPeriod::was_billed) {
            silence.never.push(Quiet { line: None, periods: missing, last_billed: None });
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
        silence.single.sort_by_key(|period| (period.billing_day, period.line_id, period.period.first));
        silence
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
                self.single.extend(before);
                self.stopped.push(Quiet { line: Some(line), periods: after, last_billed });
            }
            _ => {
                self.single.extend(before);
                self.single.extend(after);
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
