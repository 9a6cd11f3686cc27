//! A new price from a day on: what was agreed before stays what it was.

use super::{PriceLine, RampStep, Recurrence};
use crate::calendar::Day;

impl PriceLine {
    /// The line with its new unit price from a day on, and until then the price it had `before`. It is left as it is
    /// where the price is the same, where the line is billed once, and where the day is not after its first day
    /// (`first`, where the line itself names none): then there is nothing before it.
    #[must_use]
    pub fn priced_from(mut self, before: &Self, from: Day, first: Option<Day>) -> Self {
        let begins = self.starts_on.or(first);
        let once = matches!(self.recurrence, Recurrence::Once { .. });
        if self.unit_price == before.unit_price || once || begins.is_some_and(|begins| from <= begins) {
            return self;
        }
        self.ramp.retain(|step| step.from != from);
        self.ramp.push(RampStep { from, unit_price: self.unit_price });
        self.ramp.sort_by_key(|step| step.from);
        self.unit_price = before.unit_price;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use rust_decimal::Decimal;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn line() -> PriceLine {
        let contracts = sample::demonstration(day("2026-11-22")).contracts;
        let contract = contracts.into_iter().find(|contract| contract.story == "boiler_maintenance").unwrap();
        PriceLine { starts_on: None, ramp: Vec::new(), ..contract.lines.into_iter().next().unwrap() }
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
}
