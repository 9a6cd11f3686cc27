//! A new price from a day on: what was agreed before stays what it was.

use super::{PriceLine, RampStep, Recurrence};
use crate::{billing::in_force, calendar::Day};
use rust_decimal::Decimal;

/// What a person says about the price of a line that is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PriceAnswer {
    /// The price that was shown, in force on the day that was proposed; nothing where it was the first one.
    pub shown: Option<Decimal>,
    /// From which day a changed price counts; nothing for the first day of the line.
    pub from: Option<Day>,
}

impl PriceLine {
    /// The line as a person left it, whose unit price is what stands in the field. What was shown and not touched
    /// changes no price; what was changed counts from the day, or is the first price of the line.
    #[must_use]
    pub fn answered(mut self, before: &Self, answer: PriceAnswer, first: Option<Day>) -> Self {
        if answer.shown == Some(self.unit_price) {
            self.unit_price = before.unit_price;
            return self;
        }
        match answer.from {
            Some(from) => self.priced_from(before, from, first),
            None => self,
        }
    }

    /// The line with its new unit price from a day on, and until then the price it had `before`. The price is agreed for
    /// that day: increases up to it are part of it. It is left as it is where the line is billed once and where the day
    /// is not after its first day (`first`, where the line itself names none): then there is nothing before it. The price
    /// that is in force on the day anyway changes nothing.
    #[must_use]
    pub fn priced_from(mut self, before: &Self, from: Day, first: Option<Day>) -> Self {
        let begins = self.starts_on.or(first);
        let once = matches!(self.recurrence, Recurrence::Once { .. });
        if once || begins.is_some_and(|begins| from <= begins) {
            return self;
        }
        let agreed = std::mem::replace(&mut self.unit_price, before.unit_price);
        if in_force(before, from).increased_price() == Some(agreed) {
            return self;
        }
        self.ramp.retain(|step| step.from != from);
        self.ramp.push(RampStep { from, unit_price: agreed });
        self.ramp.sort_by_key(|step| step.from);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{price_line::YearlyIncrease, sample};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn line() -> PriceLine {
        let contracts = sample::demonstration(day("2026-11-22")).contracts;
        let contract = contracts.into_iter().find(|contract| contract.story == "boiler_maintenance").unwrap();
        PriceLine { starts_on: None, ramp: Vec::new(), increase: None, ..contract.lines.into_iter().next().unwrap() }
    }

    fn raised(to: i64) -> PriceLine {
        PriceLine { unit_price: to.into(), ..line() }
    }

    #[test]
    fn the_old_price_stays_until_the_day() {
        let first = Some(day("2024-01-01"));
        let changed = raised(999).priced_from(&line(), day("2027-01-01"), first);
        let step = RampStep { from: day("2027-01-01"), unit_price: 999.into() };
        assert_eq!((changed.unit_price, changed.ramp.as_slice()), (line().unit_price, [step].as_slice()));
        let again =
            PriceLine { unit_price: 1_200.into(), ..changed.clone() }.priced_from(&changed, day("2027-01-01"), first);
        assert_eq!(again.ramp.len(), 1, "one price for one day");
        assert_eq!(again.ramp[0].unit_price, Decimal::from(1_200));
        let earlier =
            PriceLine { unit_price: 950.into(), ..changed.clone() }.priced_from(&changed, day("2026-06-01"), first);
        assert!(earlier.ramp.is_sorted_by_key(|step| step.from) && earlier.ramp.len() == 2);
    }

    #[test]
    fn from_the_first_day_it_is_a_correction_and_the_same_price_is_none() {
        let first = Some(day("2024-01-01"));
        assert_eq!(raised(999).priced_from(&line(), day("2024-01-01"), first), raised(999));
        assert_eq!(line().priced_from(&line(), day("2027-01-01"), first), line());
        let once = PriceLine { recurrence: Recurrence::Once { on: day("2026-03-01") }, ..raised(999) };
        assert_eq!(once.clone().priced_from(&line(), day("2027-01-01"), first), once);
    }

    #[test]
    fn what_was_shown_and_not_touched_changes_no_price() {
        let first = Some(day("2024-01-01"));
        let increase = Some(YearlyIncrease { percent: 4.into(), first_on: day("2025-01-01") });
        let before = PriceLine { unit_price: 5_000.into(), increase, ..line() };
        let typed = |price: i64| PriceLine { unit_price: price.into(), ..before.clone() };
        let answer = PriceAnswer { shown: Some(5_200.into()), from: Some(day("2025-12-01")) };
        assert_eq!(typed(5_200).answered(&before, answer, first), before);
        assert_eq!(typed(5_200).answered(&before, PriceAnswer { from: None, ..answer }, first), before);
        // The first price again is a new price where an increase stands between.
        let lowered = typed(5_000).answered(&before, answer, first);
        assert_eq!(lowered.ramp, [RampStep { from: day("2025-12-01"), unit_price: 5_000.into() }]);
        let raised = typed(5_600).answered(&before, answer, first);
        let price_on = |on| in_force(&raised, day(on)).increased_price().map(|price| price.normalize().to_string());
        let said = ["2025-11-30", "2025-12-01", "2026-01-01"].map(|on| price_on(on).unwrap());
        assert_eq!(said, ["5200", "5600", "5824"], "the increase of 2025 is part of it, that of 2026 is not");
        // Without a day the first price is corrected.
        let corrected = typed(5_100).answered(&before, PriceAnswer { from: None, ..answer }, first);
        assert_eq!((corrected.unit_price, corrected.ramp.len()), (Decimal::from(5_100), 0));
    }
}
