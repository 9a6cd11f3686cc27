//! Milestones that release the billing of a one-off price line.

use crate::{
    billing::ExpectedAmount,
    calendar::{Day, add_months, month_end},
    id::{OccurrenceId, PriceLineId},
    price_line::{PriceLine, Recurrence},
};

/// A milestone whose acceptance releases the billing of a price line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The occurrence of the milestone.
    pub occurrence: OccurrenceId,
    /// What it is called.
    pub title: String,
    /// The price line.
    pub line: PriceLineId,
    /// The day it is planned for.
    pub planned: Day,
    /// The day of its acceptance.
    pub accepted_on: Option<Day>,
}

impl Gate {
    /// The day to bill the line, as seen on a day: the day of the acceptance. Until then the planned day, and once that
    /// has come the end of the next month, so that the promise stands among what is to come and is never due.
    pub fn billing_day(&self, day: Day) -> Day {
        match self.accepted_on {
            Some(accepted_on) => accepted_on,
            None if self.planned > day => self.planned,
            None => add_months(month_end(day), 1).map_or(Day::MAX, month_end),
        }
    }

    /// Gives what is expected of a line its day. The period stays that of the price line, so that row and milestone remain
    /// one promise whatever happens to the day.
    pub fn release(gates: &[Self], line: &PriceLine, amounts: &mut [ExpectedAmount], day: Day) {
        let Some(gate) = Self::of(gates, line) else { return };
        for amount in amounts {
            amount.billing_day = gate.billing_day(day);
        }
    }

    /// The milestone of a price line that is billed once.
    pub fn of<'a>(gates: &'a [Self], line: &PriceLine) -> Option<&'a Self> {
        let once = matches!(line.recurrence, Recurrence::Once { .. });
        gates.iter().find(|gate| once && gate.line == line.id)
    }
}
