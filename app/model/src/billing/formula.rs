//! Why an amount is what it is, factor by factor.

use super::BillingError;
use crate::money::{Currency, Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How an amount came about, so that every row can say why and anybody can compute it again.
///
/// quantity × (unit price × (1 + increase)ⁿ × (1 − discount)… × days / days of the full period), the
/// bracket once for each stretch of the period in which the price was another. Rounded once, at the
/// end. The text is the same in all languages: `3 × 400.00 × 1.02² × (1 − 10%) × 17/31`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// Units per full period.
    pub quantity: Decimal,
    /// Unit price in force (first price or ramp step), major units.
    pub unit_price: Decimal,
    /// Yearly increase in per cent and how many times it was applied (0 is left out).
    pub increase: Option<(Decimal, u32)>,
    /// Discounts applied, each in per cent.
    pub discounts: Vec<Decimal>,
    /// Days billed of the days of the full period, where they are not all of them.
    pub prorated: Option<(i64, i64)>,
    /// The stretches that follow where the price changes inside the period, in order; the fields above
    /// are then those of the first stretch. Empty for most rows.
    #[serde(default)]
    pub later: Vec<Part>,
}

/// One stretch of a period during which the unit price, the increase and the discounts stay the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Unit price in force (first price or ramp step), major units.
    pub unit_price: Decimal,
    /// Yearly increase in per cent and how many times it was applied (0 is left out).
    pub increase: Option<(Decimal, u32)>,
    /// Discounts applied, each in per cent.
    pub discounts: Vec<Decimal>,
    /// Days of this stretch of the days of the full period, where they are not all of them.
    pub prorated: Option<(i64, i64)>,
}

impl Part {
    /// The unit price with its increases, before discounts; nothing where it is too large.
    pub fn increased_price(&self) -> Option<Decimal> {
        price(self.unit_price, self.increase, &[]).ok()
    }
}

impl Formula {
    /// The formula of a quantity and the stretches of its period.
    pub(super) fn new(quantity: Decimal, first: Part, later: Vec<Part>) -> Self {
        let Part { unit_price, increase, discounts, prorated } = first;
        Self { quantity, unit_price, increase, discounts, prorated, later }
    }

    /// The stretches of the period in order; at least one.
    pub fn parts(&self) -> Vec<Part> {
        let first = Part {
            unit_price: self.unit_price,
            increase: self.increase,
            discounts: self.discounts.clone(),
            prorated: self.prorated,
        };
        std::iter::once(first).chain(self.later.iter().cloned()).collect()
    }

    /// Whether the price changes inside the period.
    pub const fn changes_inside(&self) -> bool {
        !self.later.is_empty()
    }

    /// Computes the amount: 28 significant digits, then rounded once to the minor unit, half away from
    /// zero. Errors: [`BillingError::Money`] where it is too large, [`BillingError::Formula`] where the
    /// fields contradict each other.
    pub fn compute(&self, currency: Currency) -> Result<Money, BillingError> {
        let of = self.prorated.map(|(_, of)| of);
        let mut sum = price(self.unit_price, self.increase, &self.discounts)?;
        if let Some((days, _)) = self.prorated {
            sum = times(sum, Decimal::from(days))?;
        }
        for part in &self.later {
            let (days, part_of) = part.prorated.ok_or(BillingError::Formula)?;
            if Some(part_of) != of {
                return Err(BillingError::Formula);
            }
            let price = price(part.unit_price, part.increase, &part.discounts)?;
            sum = sum.checked_add(times(price, Decimal::from(days))?).ok_or(MoneyError::TooLarge)?;
        }
        let mut amount = times(sum, self.quantity)?;
        if let Some(of) = of {
            // Divided last, so that nothing is lost before the one rounding.
            let of = (of > 0).then(|| Decimal::from(of)).ok_or(BillingError::Formula)?;
            amount = amount.checked_div(of).ok_or(BillingError::Formula)?;
        }
        Ok(Money::round(amount, currency)?)
    }
}

/// Unit price × (1 + increase)ⁿ × (1 − discount)…
fn price(unit_price: Decimal, increase: Option<(Decimal, u32)>, discounts: &[Decimal]) -> Result<Decimal, MoneyError> {
    let mut price = unit_price;
    for discount in discounts {
        price = times(price, percent(*discount).and_then(|part| Decimal::ONE.checked_sub(part)))?;
    }
    if let Some((rate, times_applied)) = increase {
        let factor = increase_factor(rate).ok_or(MoneyError::TooLarge)?;
        price = times(price, power(factor, times_applied)?)?;
    }
    Ok(price)
}

fn times(left: Decimal, right: impl Into<Option<Decimal>>) -> Result<Decimal, MoneyError> {
    right.into().and_then(|right| left.checked_mul(right)).ok_or(MoneyError::TooLarge)
}

fn percent(value: Decimal) -> Option<Decimal> {
    value.checked_mul(Decimal::new(1, 2))
}

fn increase_factor(rate: Decimal) -> Option<Decimal> {
    percent(rate)?.checked_add(Decimal::ONE)
}

/// By squaring, so that a mistyped year costs nothing.
fn power(base: Decimal, mut exponent: u32) -> Result<Decimal, MoneyError> {
    let (mut result, mut square) = (Decimal::ONE, base);
    loop {
        if exponent % 2 == 1 {
            result = times(result, square)?;
        }
        exponent /= 2;
        if exponent == 0 {
            return Ok(result);
        }
        square = times(square, square)?;
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} × ", self.quantity)?;
        let parts = self.parts();
        if let [only] = parts.as_slice() {
            return only.fmt(f);
        }
        for (index, part) in parts.iter().enumerate() {
            write!(f, "{}{part}", if index == 0 { "(" } else { " + " })?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.unit_price < Decimal::ZERO {
            write!(f, "(−{})", self.unit_price.abs())?;
        } else {
            self.unit_price.fmt(f)?;
        }
        if let Some((rate, times_applied)) = self.increase {
            match increase_factor(rate) {
                Some(factor) => write!(f, " × {}", factor.normalize())?,
                None => write!(f, " × (1 + {}%)", rate.normalize())?,
            }
            if times_applied != 1 {
                f.write_str(&superscript(times_applied))?;
            }
        }
        for discount in &self.discounts {
            write!(f, " × (1 − {}%)", discount.normalize())?;
        }
        match self.prorated {
            Some((days, of)) => write!(f, " × {days}/{of}"),
            None => Ok(()),
        }
    }
}

fn superscript(number: u32) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |digit: char| digit.to_digit(10).and_then(|value| digits.get(value as usize)).copied();
    number.to_string().chars().filter_map(digit).collect()
}
