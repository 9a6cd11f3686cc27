//! How well obligations are kept: exact shares of what fell due.

use super::{ObligationKind, Progress, Standing, late_from};
use crate::calendar::Day;
use serde::{Deserialize, Serialize};

/// So many of so many; nothing is said of none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many parts are good.
    pub good: u64,
    /// How many there are.
    pub all: u64,
}

impl Rate {
    /// Whole per cent, rounded down, so that only all is 100; `None` of none.
    pub fn percent(self) -> Option<u8> {
        let percent = u128::from(self.good.min(self.all)).checked_mul(100)?.checked_div(self.all.into())?;
        u8::try_from(percent).ok()
    }
}

/// What counts of one occurrence, whatever the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How much was done, in per cent.
    pub percent: u8,
    /// Whether all of it was done in time; `None` while it is not done.
    pub on_time: Option<bool>,
    /// Whether what was handed over first was accepted; `None` while it was not judged.
    pub accepted_at_first: Option<bool>,
}

impl Counted {
    /// What counts of an occurrence by its facts.
    pub fn of(kind: ObligationKind, due: Day, grace_days: u32, progress: &Progress) -> Self {
        let late = late_from(due, grace_days);
        Self {
            percent: progress.percent(),
            on_time: progress.fulfilled_on().map(|on| on < late),
            accepted_at_first: progress.accepted_at_first().filter(|_| kind.is_accepted()),
        }
    }
}

/// How well promises were kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    /// Hundredths that were done of what had to be done by the day.
    pub fulfilment: Rate,
    /// Occurrences that were done in time, of those that had to be done by the day.
    pub on_time: Rate,
    /// Deliverables that were accepted as first handed over, of those that were judged.
    pub quality: Rate,
}

impl Rates {
    /// Whether an occurrence counts for fulfilment and punctuality on a day: it is done, or its days of grace are over. What
    /// was waived or has lapsed never does.
    pub fn counts(standing: Standing, late_from: Day, lapsed: bool, day: Day) -> bool {
        match standing {
            Standing::Fulfilled => true,
            Standing::Waived => false,
            Standing::Open | Standing::Partly | Standing::HandedOver => !lapsed && late_from <= day,
        }
    }

    /// Takes another occurrence into account.
    pub fn add(&mut self, counted: Counted, counts: bool) {
        if counts {
            self.fulfilment.good += u64::from(counted.percent);
            self.fulfilment.all += 100;
            self.on_time.good += u64::from(counted.on_time == Some(true));
            self.on_time.all += 1;
        }
        if let Some(first) = counted.accepted_at_first {
            self.quality.good += u64::from(first);
            self.quality.all += 1;
        }
    }
}
