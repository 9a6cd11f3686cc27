//! What a house is used to: how its country writes days and in what it counts money.

use super::super::values::DayOrder;
use crate::{calendar::Day, contract::fold_reference, money::Currency};
use std::collections::HashMap;

/// What is taken where neither the file nor a person decides, still to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custom {
    /// The order of day and month in our country.
    pub day_order: Option<DayOrder>,
    /// The money of our country.
    pub currency: Option<Currency>,
    /// The day on which the file is read; without it no day is said to lie in the future.
    pub day: Option<Day>,
    entities: HashMap<String, Currency>,
    contracts: HashMap<String, Currency>,
}

impl Custom {
    /// That of a country (ISO 3166-1 alpha-2); nothing for one whose custom is mixed or not known here.
    pub fn of_country(country: &str) -> Self {
        Self { day_order: day_order(country), currency: currency(country), ..Self::default() }
    }

    /// The same for a file that is read on a day.
    #[must_use]
    pub const fn on(mut self, day: Day) -> Self {
        self.day = Some(day);
        self
    }

    /// The money of a company of ours, by the name under which a file may name it.
    pub fn add_entity(&mut self, name: &str, country: &str) {
        if let Some(currency) = currency(country) {
            self.entities.insert(name.trim().to_lowercase(), currency);
        }
    }

    /// The money of a contract, by a number under which a file may name it.
    pub fn add_contract(&mut self, number: &str, currency: Currency) {
        let folded = fold_reference(number);
        if !folded.is_empty() {
            self.contracts.insert(folded, currency);
        }
    }

    /// The money of the contract that a row names.
    pub fn of_contract(&self, number: Option<&str>) -> Option<Currency> {
        self.contracts.get(&fold_reference(number?)).copied()
    }

    /// The money of the company of ours that a row names, else of the house.
    pub fn of_entity(&self, name: Option<&str>) -> Option<Currency> {
        name.and_then(|name| self.entities.get(&name.trim().to_lowercase()).copied()).or(self.currency)
    }
}

/// How figures of a day are ordered in a country. Canada mixes both; where the year comes first, as in China or
/// Sweden, nothing follows for a day that is written with the year at its end.
fn day_order(country: &str) -> Option<DayOrder> {
    match country {
        "" | "CA" | "CN" | "HU" | "JP" | "KP" | "KR" | "LT" | "MN" | "SE" | "TW" => None,
        "US" | "AS" | "FM" | "GU" | "MH" | "MP" | "PH" | "PR" | "PW" | "VI" => Some(DayOrder::MonthFirst),
        _ => Some(DayOrder::DayFirst),
    }
}

/// The money of a country.
fn currency(country: &str) -> Option<Currency> {
    let code = match country {
        "AT" | "BE" | "BG" | "CY" | "DE" | "EE" | "ES" | "FI" | "FR" | "GR" | "HR" | "IE" | "IT" | "LT" | "LU"
        | "LV" | "MT" | "NL" | "PT" | "SI" | "SK" | "AD" | "MC" | "SM" | "VA" | "ME" | "XK" | "GF" | "GP" | "MQ"
        | "RE" | "YT" => "EUR",
        "GB" | "IM" | "JE" | "GG" => "GBP",
        "US" | "AS" | "FM" | "GU" | "MH" | "MP" | "PR" | "PW" | "VI" | "EC" | "SV" => "USD",
        "CH" | "LI" => "CHF",
        "AE" => "AED",
        "AR" => "ARS",
        "AU" => "AUD",
        "BR" => "BRL",
        "CA" => "CAD",
        "CL" => "CLP",
        "CN" => "CNY",
        "CO" => "COP",
        "CZ" => "CZK",
        "DK" => "DKK",
        "DZ" => "DZD",
        "EG" => "EGP",
        "HK" => "HKD",
        "HU" => "HUF",
        "ID" => "IDR",
        "IL" => "ILS",
        "IN" => "INR",
        "JP" => "JPY",
        "KR" => "KRW",
        "KW" => "KWD",
        "MA" => "MAD",
        "MO" => "MOP",
        "MX" => "MXN",
        "MY" => "MYR",
        "NO" => "NOK",
        "NZ" => "NZD",
        "PH" => "PHP",
        "PL" => "PLN",
        "RO" => "RON",
        "RS" => "RSD",
        "SA" => "SAR",
        "SE" => "SEK",
        "SG" => "SGD",
        "TH" => "THB",
        "TN" => "TND",
        "TR" => "TRY",
        "TW" => "TWD",
        "UA" => "UAH",
        "VN" => "VND",
        "ZA" => "ZAR",
        "NC" | "PF" | "WF" => "XPF",
        "BJ" | "BF" | "CI" | "GW" | "ML" | "NE" | "SN" | "TG" => "XOF",
        "CM" | "CF" | "CG" | "GA" | "GQ" | "TD" => "XAF",
        _ => return None,
    };
    code.parse().ok()
}
