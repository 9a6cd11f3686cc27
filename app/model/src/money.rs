//! Amounts: whole numbers of a currency's minor unit, never floating point.
//!
//! Rounding is half away from zero everywhere, and parts of a whole always add up to the whole.
//! Amounts of different currencies are never added.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{cmp::Ordering, collections::BTreeMap, fmt, str::FromStr};

/// A currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// The pound sterling.
    pub const GBP: Self = Self(iso_currency::Currency::GBP);
    /// The yuan renminbi.
    pub const CNY: Self = Self(iso_currency::Currency::CNY);
    /// The United States dollar.
    pub const USD: Self = Self(iso_currency::Currency::USD);
    /// The yen, which has no minor unit.
    pub const JPY: Self = Self(iso_currency::Currency::JPY);

    /// The three-letter code, for example `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the minor unit: 0, 2, 3 or 4 (ISO 4217).
    pub fn decimals(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }

    /// Whether the sign of this currency may mean another one: $ is that of any dollar, ¥ of the yuan and of the yen.
    pub fn shares_sign_with(self, other: Self) -> bool {
        self == other
            || (self == Self::CNY && other == Self::JPY)
            || (self == Self::USD && matches!(other.code(), "AUD" | "CAD" | "HKD" | "NZD" | "SGD" | "TWD" | "MXN"))
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code().cmp(other.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not a currency code of ISO 4217.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 4217 currency code: {0}")]
pub struct UnknownCurrency(pub String);

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        iso_currency::Currency::from_code(&code.trim().to_ascii_uppercase())
            .map(Self)
            .ok_or_else(|| UnknownCurrency(code.to_owned()))
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units (cents for EUR, yen for JPY); negative for credits.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// A calculation with money that has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two amounts of different currencies were to be added or compared.
    #[error("amounts of different currencies cannot be added: {0} and {1}")]
    Currencies(Currency, Currency),
    /// The result is larger than can be represented (about 92 quadrillion minor units).
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// An amount of `minor` units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Rounds an amount in major units (euros) to the minor unit, half away from zero.
    pub fn round(major: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let factor = Decimal::from(10_u32.pow(currency.decimals()));
        let minor = major.checked_mul(factor).ok_or(MoneyError::TooLarge)?;
        let minor = minor.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(minor).map(|minor| Self { minor, currency }).map_err(|_| MoneyError::TooLarge)
    }

    /// The amount in major units (euros), exact.
    pub fn major(self) -> Decimal {
        Decimal::new(self.minor, self.currency.decimals())
    }

    /// Adds two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Currencies(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, currency: self.currency })
    }

    /// Subtracts an amount of the same currency.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        let minor = other.minor.checked_neg().ok_or(MoneyError::TooLarge)?;
        self.checked_add(Self { minor, currency: other.currency })
    }

    /// Whether this is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }
}

impl fmt::Display for Money {
    /// Exact and language-free: `1234.56 EUR`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.major(), self.currency)
    }
}

/// Amounts in several currencies side by side, because they are never added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts(pub BTreeMap<Currency, i64>);

impl Amounts {
    /// Adds an amount to the sum of its own currency.
    pub fn add(&mut self, money: Money) -> Result<(), MoneyError> {
        let sum = self.0.entry(money.currency).or_insert(0);
        *sum = sum.checked_add(money.minor).ok_or(MoneyError::TooLarge)?;
        Ok(())
    }

    /// The sums, by currency code.
    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        self.0.iter().map(|(currency, minor)| Money::new(*minor, *currency))
    }

    /// Whether there is no amount other than zero.
    pub fn is_zero(&self) -> bool {
        self.0.values().all(|minor| *minor == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (major, minor) in [("1.005", 101), ("-1.005", -101), ("1.0049", 100), ("2.675", 268)] {
            let major = major.parse().expect("a decimal");
            assert_eq!(Money::round(major, Currency::EUR), Ok(Money::new(minor, Currency::EUR)));
        }
        assert_eq!(Money::round(Decimal::new(25, 1), Currency::JPY), Ok(Money::new(3, Currency::JPY)));
    }

    #[test]
    fn currencies_are_never_added() {
        let error = Money::new(1, Currency::EUR).checked_add(Money::new(1, Currency::GBP));
        assert_eq!(error, Err(MoneyError::Currencies(Currency::EUR, Currency::GBP)));
    }

    #[test]
    fn a_sum_that_is_too_large_is_an_error_not_a_wrap() {
        let error = Money::new(i64::MAX, Currency::EUR).checked_add(Money::new(1, Currency::EUR));
        assert_eq!(error, Err(MoneyError::TooLarge));
    }
}
