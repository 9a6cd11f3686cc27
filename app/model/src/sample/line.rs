//! Price lines as stories write them down.

use super::{company::Country, identity};
use crate::{
    calendar::Day,
    id::PriceLineId,
    language::Language,
    price_line::{Discount, PriceLine, RampStep, Recurrence, Timing, YearlyIncrease},
};
use rust_decimal::Decimal;

/// A price line in the making.
pub(super) struct Line {
    line: PriceLine,
    months: u32,
    anchored: bool,
}

/// A line billed every so many months in advance, from the contract's first day on. Prices are in whole
/// major units.
pub(super) fn every(months: u32, description: &str, price: i64) -> Line {
    let recurrence = Recurrence::Every { months, anchor: Day::MIN, timing: Timing::Advance };
    Line { line: line(description, price, recurrence), months, anchored: false }
}

/// A line billed once, on a day.
pub(super) fn once(on: Day, description: &str, price: i64) -> Line {
    Line { line: line(description, price, Recurrence::Once { on }), months: 0, anchored: true }
}

fn line(description: &str, price: i64, recurrence: Recurrence) -> PriceLine {
    PriceLine {
        id: PriceLineId(identity(0xa005, 0)),
        position: 0,
        description: description.to_owned(),
        quantity: Decimal::ONE,
        unit: String::new(),
        unit_price: Decimal::from(price),
        vat_percent: None,
        recurrence,
        starts_on: None,
        ends_on: None,
        discounts: Vec::new(),
        ramp: Vec::new(),
        increase: None,
    }
}

impl Line {
    /// Billed on the last day of its period.
    pub(super) fn in_arrears(mut self) -> Self {
        if let Recurrence::Every { timing, .. } = &mut self.line.recurrence {
            *timing = Timing::Arrears;
        }
        self
    }

    /// Periods begin on this day, not on the contract's first; what lies between is prorated.
    pub(super) fn anchored(mut self, day: Day) -> Self {
        if let Recurrence::Every { anchor, .. } = &mut self.line.recurrence {
            (*anchor, self.anchored) = (day, true);
        }
        self
    }

    pub(super) fn quantity(mut self, quantity: i64, unit: &str) -> Self {
        self.line.quantity = Decimal::from(quantity);
        self.unit(unit)
    }

    pub(super) fn unit(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.line.unit);
        self
    }

    /// A unit price in hundredths, where whole units are not fine enough.
    pub(super) fn hundredths(mut self, hundredths: i64) -> Self {
        self.line.unit_price = Decimal::new(hundredths, 2);
        self
    }

    pub(super) fn vat(mut self, percent: i64) -> Self {
        self.line.vat_percent = Some(Decimal::from(percent));
        self
    }

    pub(super) fn from(mut self, day: Day) -> Self {
        self.line.starts_on = Some(day);
        self
    }

    pub(super) fn until(mut self, day: Day) -> Self {
        self.line.ends_on = Some(day);
        self
    }

    /// A yearly increase in tenths of a per cent.
    pub(super) fn increase(mut self, tenths: i64, first_on: Day) -> Self {
        self.line.increase = Some(YearlyIncrease { percent: Decimal::new(tenths, 1).normalize(), first_on });
        self
    }

    pub(super) fn discount(mut self, percent: i64, from: Day, to: Day) -> Self {
        self.line.discounts.push(Discount { from, to: Some(to), percent: Decimal::from(percent) });
        self
    }

    pub(super) fn ramp(mut self, from: Day, price: i64) -> Self {
        self.line.ramp.push(RampStep { from, unit_price: Decimal::from(price) });
        self
    }

    /// The finished line at a position of a contract.
    pub(super) fn finish(self, position: u32, country: Country, first: Day) -> PriceLine {
        let Self { mut line, months, anchored } = self;
        line.position = position;
        line.id = PriceLineId(identity(0xa005, u64::from(position)));
        line.vat_percent = line.vat_percent.or_else(|| Some(Decimal::from(country.vat())));
        if let Recurrence::Every { anchor, .. } = &mut line.recurrence
            && !anchored
        {
            *anchor = first;
        }
        if line.unit.is_empty() {
            unit(country.language(), months).clone_into(&mut line.unit);
        }
        line
    }
}

fn unit(language: Language, months: u32) -> &'static str {
    match (language, months) {
        (Language::Fr, 0) => "forfait",
        (Language::Fr, 1) => "mois",
        (Language::Fr, 3) => "trimestre",
        (Language::Fr, 6) => "semestre",
        (Language::Fr, 12) => "an",
        (Language::Fr, _) => "période",
        (Language::En, 0) => "lump sum",
        (Language::En, 1) => "month",
        (Language::En, 3) => "quarter",
        (Language::En, 6) => "half-year",
        (Language::En, 12) => "year",
        (Language::En, _) => "period",
        (Language::Zh, 0) => "项",
        (Language::Zh, 1) => "个月",
        (Language::Zh, 3) => "个季度",
        (Language::Zh, 6) => "个半年",
        (Language::Zh, 12) => "年",
        (Language::Zh, _) => "期",
    }
}
