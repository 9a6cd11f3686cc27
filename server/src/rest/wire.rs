//! The small types that many resources share: money, days, names.

use chrono::NaiveDate;
use model::{calendar, money, party, refusal::Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The name of a choice of the model, as it is written in JSON: `stale`, `{"too_large": …}`.
pub fn name_of(choice: &impl Serialize) -> Option<String> {
    match serde_json::to_value(choice).ok()? {
        serde_json::Value::String(name) => Some(name),
        serde_json::Value::Object(whole) => whole.into_iter().next().map(|(name, _)| name),
        _ => None,
    }
}

/// A closed list of choices of the model as the API names them, mapped both ways so that a new choice is noticed.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident = $model:path { $($(#[$choice_doc:meta])* $choice:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$choice_doc])* $choice),* }

        impl From<$model> for $name {
            fn from(choice: $model) -> Self {
                use $model as Model;
                match choice { $(Model::$choice => Self::$choice),* }
            }
        }

        impl From<$name> for $model {
            fn from(choice: $name) -> Self {
                use $model as Model;
                match choice { $($name::$choice => Model::$choice),* }
            }
        }
    )*};
}
pub(super) use choices;

/// An amount of money, exact.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Major units (euros) with a point and the decimals of the currency.
    #[schema(example = "1234.56", pattern = r"^-?\d+(\.\d+)?$")]
    pub amount: String,
    /// ISO 4217 code.
    #[schema(example = "EUR", min_length = 3, max_length = 3)]
    pub currency: String,
}

impl From<money::Money> for Money {
    fn from(money: money::Money) -> Self {
        Self { amount: money.major().to_string(), currency: money.currency.code().to_owned() }
    }
}

impl Money {
    /// The amount, if it can be said exactly in its currency.
    ///
    /// # Errors
    /// [`Problem::NotACurrency`], [`Problem::NotAnAmount`].
    pub fn exact(&self) -> Result<money::Money, Problem> {
        let currency: money::Currency = self.currency.parse().map_err(|_unknown| Problem::NotACurrency)?;
        let decimals = self.amount.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if !is_decimal(&self.amount) || decimals > currency.decimals() as usize {
            return Err(Problem::NotAnAmount { currency });
        }
        let major = self.amount.parse().map_err(|_not| Problem::NotAnAmount { currency })?;
        money::Money::round(major, currency).map_err(|_too_large| Problem::NotAnAmount { currency })
    }
}

/// Whether a text is a decimal number as the API writes them: digits, perhaps a minus sign before and a point within.
pub fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals)
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Period {
    /// First day.
    pub first: NaiveDate,
    /// Last day, included.
    pub last: NaiveDate,
}

impl From<calendar::Period> for Period {
    fn from(period: calendar::Period) -> Self {
        let calendar::Period { first, last } = period;
        Self { first, last }
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "unit", content = "count", deny_unknown_fields)]
pub enum Length {
    /// Calendar days.
    Days(u32),
    /// Weeks.
    Weeks(u32),
    /// Calendar months.
    Months(u32),
}

impl From<calendar::Length> for Length {
    fn from(length: calendar::Length) -> Self {
        match length {
            calendar::Length::Days(count) => Self::Days(count),
            calendar::Length::Weeks(count) => Self::Weeks(count),
            calendar::Length::Months(count) => Self::Months(count),
        }
    }
}

impl From<Length> for calendar::Length {
    fn from(length: Length) -> Self {
        match length {
            Length::Days(count) => Self::Days(count),
            Length::Weeks(count) => Self::Weeks(count),
            Length::Months(count) => Self::Months(count),
        }
    }
}

/// Where letters reach somebody, the country left out.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Everything above the town, in one or several lines; 500 characters at most.
    #[schema(max_length = 500)]
    pub street: String,
    /// Postal code.
    #[schema(max_length = 20)]
    pub postal_code: String,
    /// Town.
    #[schema(max_length = 100)]
    pub city: String,
}

impl From<party::Address> for Address {
    fn from(address: party::Address) -> Self {
        let party::Address { street, postal_code, city } = address;
        Self { street, postal_code, city }
    }
}

impl From<Address> for party::Address {
    fn from(address: Address) -> Self {
        let Address { street, postal_code, city } = address;
        Self { street, postal_code, city }
    }
}

/// A field of the form of a party as it is named here.
pub fn party_field(form: &str) -> String {
    let here = match form {
        "street" => "address.street",
        "postal_code" => "address.postal_code",
        "city" => "address.city",
        "payment_days" => "payment_term.days",
        "owner" => "owner_id",
        "site" => "site_id",
        other => other,
    };
    here.to_owned()
}

/// A record by its identity and name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    /// Identity.
    pub id: Uuid,
    /// Name; `null` where it is not known any more.
    pub name: Option<String>,
}

impl Named {
    /// An identity with its name.
    pub fn new(id: impl Into<Uuid>, name: impl Into<Option<String>>) -> Self {
        Self { id: id.into(), name: name.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_or_refused() {
        let read = |amount: &str, currency: &str| {
            Money { amount: amount.into(), currency: currency.into() }.exact().map(|money| money.minor)
        };
        for (amount, minor) in [("400.00", 40_000), ("400", 40_000), ("-4.5", -450), ("0.01", 1)] {
            assert_eq!(read(amount, "EUR"), Ok(minor), "{amount}");
        }
        let too_large = "9".repeat(40);
        for amount in ["400.001", "400,00", "1 000", "", "4.", ".5", "4e2", "1_000", "+4", "--4", &too_large] {
            assert_eq!(read(amount, "EUR"), Err(Problem::NotAnAmount { currency: money::Currency::EUR }), "{amount}");
        }
        assert_eq!(read("400.5", "JPY"), Err(Problem::NotAnAmount { currency: money::Currency::JPY }));
        assert_eq!(read("400", "EURO"), Err(Problem::NotACurrency));
    }
}
