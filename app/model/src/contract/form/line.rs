//! A price line as a form carries it.

use crate::{
    calendar::Day,
    contract::ContractDetails,
    id::PriceLineId,
    language::Language,
    money::Currency,
    price_line::{Discount, PriceAnswer, PriceLine, RampStep, Recurrence, Timing, YearlyIncrease},
    refusal::Problem,
    typed::{Reader, number, number_text, price_text},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The rhythm of a line that is billed once; every other is a number of months.
pub const ONCE: &str = "once";

/// What stands between the lines, their fields, and the key and the text of a field, where a change names all lines: signs
/// that nobody types.
pub(super) const BETWEEN_LINES: &str = "\u{1d}";
const BETWEEN_FIELDS: &str = "\u{1e}";
const OF_FIELD: char = '\u{1f}';

/// The lines of which a change speaks: the key and the text of each field that was filled in.
pub fn fields_of_lines(text: &str) -> impl Iterator<Item = impl Iterator<Item = (&str, &str)>> {
    text.split(BETWEEN_LINES).map(|line| line.split(BETWEEN_FIELDS).filter_map(|field| field.split_once(OF_FIELD)))
}

/// What a person types about a price line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    /// Identity; empty for a new line.
    pub id: String,
    /// `true` if the line shall go.
    pub remove: String,
    /// What is delivered.
    pub description: String,
    /// Units per period; empty for one.
    pub quantity: String,
    /// Unit in words.
    pub unit: String,
    /// Price of a unit in major units.
    pub unit_price: String,
    /// The price in force that was shown to be changed, as text; empty where it was the first price of the line.
    pub price_shown: String,
    /// The day from which a changed price of a unit counts; empty for the first day of the line.
    pub price_from: String,
    /// VAT in per cent.
    pub vat_percent: String,
    /// [`ONCE`], or the months of a period.
    pub rhythm: String,
    /// The billing day of a one-off line, or a day on which a period begins; empty for the contract's first day.
    pub day: String,
    /// `advance` or `arrears`.
    pub timing: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// Discounts; blank ones are left out.
    pub discounts: Vec<DiscountForm>,
    /// Later prices; blank ones are left out.
    pub ramp: Vec<RampForm>,
    /// Yearly increase in per cent.
    pub increase_percent: String,
    /// Day of the first increase.
    pub increase_first_on: String,
}

/// What a person types about a discount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DiscountForm {
    /// First day.
    pub from: String,
    /// Last day; empty for always.
    pub to: String,
    /// Per cent taken off.
    pub percent: String,
}

/// What a person types about a later price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RampForm {
    /// First day of the price.
    pub from: String,
    /// Price of a unit.
    pub unit_price: String,
}

impl DiscountForm {
    /// Whether nothing was typed.
    pub(super) fn is_blank(&self) -> bool {
        let Self { from, to, percent } = self;
        [from, to, percent].iter().all(|text| text.trim().is_empty())
    }
}

impl RampForm {
    /// Whether nothing was typed.
    pub(super) fn is_blank(&self) -> bool {
        let Self { from, unit_price } = self;
        [from, unit_price].iter().all(|text| text.trim().is_empty())
    }
}

impl LineForm {
    /// The usual answers of a new line.
    pub fn blank() -> Self {
        Self { rhythm: "1".to_owned(), timing: "advance".to_owned(), ..Self::default() }
    }

    /// What was typed into the line, each field that is not empty with its key, for [`fields_of_lines`] to read back.
    pub(super) fn written(&self) -> String {
        // Taken apart without `..`: a new field is told, or said here not to be.
        let Self {
            id: _,
            remove: _,
            description,
            quantity,
            unit,
            unit_price,
            price_shown: _,
            price_from,
            vat_percent,
            rhythm,
            day,
            timing,
            starts_on,
            ends_on,
            discounts,
            ramp,
            increase_percent,
            increase_first_on,
        } = self;
        let first = [
            ("description", description),
            ("quantity", quantity),
            ("unit", unit),
            ("unit_price", unit_price),
            ("price_from", price_from),
            ("vat_percent", vat_percent),
            ("rhythm", rhythm),
            ("timing", timing),
            ("day", day),
            ("starts_on", starts_on),
            ("ends_on", ends_on),
        ];
        let discounts = discounts.iter().flat_map(|DiscountForm { from, to, percent }| {
            [("discounts.0.from", from), ("discounts.0.to", to), ("discounts.0.percent", percent)]
        });
        let ramp = ramp
            .iter()
            .flat_map(|RampForm { from, unit_price }| [("ramp.0.from", from), ("ramp.0.unit_price", unit_price)]);
        let last = [("increase_percent", increase_percent), ("increase_first_on", increase_first_on)];
        let all = first.into_iter().chain(discounts).chain(ramp).chain(last);
        // A line that is billed once has no place in a period.
        let counts = |key: &str, text: &str| !text.is_empty() && (key != "timing" || rhythm != ONCE);
        let typed = all.map(|(key, text)| (key, text.trim())).filter(|(key, text)| counts(key, text));
        typed.map(|(key, text)| format!("{key}{OF_FIELD}{text}")).collect::<Vec<_>>().join(BETWEEN_FIELDS)
    }

    /// The form of a line as it stands, its prices with the decimals of their currency.
    pub fn of(line: &PriceLine, currency: Currency, language: Language) -> Self {
        // Taken apart without `..`: a new field needs its place in the form.
        let PriceLine {
            id,
            position: _,
            description,
            quantity,
            unit,
            unit_price,
            vat_percent,
            recurrence,
            starts_on,
            ends_on,
            discounts,
            ramp,
            increase,
        } = line;
        let number = |value: Decimal| number_text(value, language);
        let price = |value: Decimal| price_text(value, currency, language);
        let day = |day: &Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (rhythm, on, timing) = match recurrence {
            Recurrence::Once { on } => (ONCE.to_owned(), on, Timing::Advance),
            Recurrence::Every { months, anchor, timing } => (months.to_string(), anchor, *timing),
        };
        Self {
            id: id.to_string(),
            remove: String::new(),
            description: description.clone(),
            quantity: number(*quantity),
            unit: unit.clone(),
            unit_price: price(*unit_price),
            // When a price changed is not a term of the line: the office proposes a day and the price in force on it.
            price_shown: String::new(),
            price_from: String::new(),
            vat_percent: vat_percent.map(number).unwrap_or_default(),
            rhythm,
            day: on.to_string(),
            timing: if timing == Timing::Arrears { "arrears" } else { "advance" }.to_owned(),
            starts_on: day(starts_on),
            ends_on: day(ends_on),
            discounts: discounts
                .iter()
                .map(|Discount { from, to, percent }| DiscountForm {
                    from: from.to_string(),
                    to: day(to),
                    percent: number(*percent),
                })
                .collect(),
            ramp: ramp
                .iter()
                .map(|RampStep { from, unit_price }| RampForm {
                    from: from.to_string(),
                    unit_price: price(*unit_price),
                })
                .collect(),
            increase_percent: increase.map(|increase| number(increase.percent)).unwrap_or_default(),
            increase_first_on: increase.map(|increase| increase.first_on.to_string()).unwrap_or_default(),
        }
    }

    /// Shows a price in force instead of the first price, to be changed from a day.
    pub fn show_price(&mut self, price: Decimal, currency: Currency, from: Day, language: Language) {
        self.price_from = from.to_string();
        let price = price_text(price, currency, language);
        if price != self.unit_price {
            self.price_shown.clone_from(&price);
            self.unit_price = price;
        }
    }

    /// What was said about the price, with the line it is about; nothing for a new line.
    pub fn price_answer(&self, language: Language) -> Option<(PriceLineId, PriceAnswer)> {
        let shown = number(&self.price_shown, language);
        Some((self.id.parse().ok()?, PriceAnswer { shown, from: self.price_from.trim().parse().ok() }))
    }

    /// Whether the line counts: it is neither blank nor marked for removal.
    pub fn is_kept(&self) -> bool {
        let typed = [&self.description, &self.unit_price, &self.quantity, &self.unit];
        self.remove.is_empty() && (!self.id.is_empty() || typed.iter().any(|text| !text.trim().is_empty()))
    }

    pub(super) fn understand(
        &self,
        reader: &mut Reader,
        index: usize,
        position: u32,
        details: &ContractDetails,
        new_line: &mut dyn FnMut() -> PriceLineId,
    ) -> Option<PriceLine> {
        let key = |field: &str| format!("lines.{index}.{field}");
        let unit_price = reader.price(&key("unit_price"), &self.unit_price, details.currency);
        required(reader, &key("unit_price"), &self.unit_price);
        let quantity = if self.quantity.trim().is_empty() {
            Some(Decimal::ONE)
        } else {
            reader.number(&key("quantity"), &self.quantity)
        };
        let _read_with_what_was_before = reader.day(&key("price_from"), &self.price_from);
        let recurrence = self.recurrence(reader, &key, details);
        let id: Option<PriceLineId> = reader.identity(&key("description"), &self.id);
        Some(PriceLine {
            id: id.unwrap_or_else(new_line),
            position,
            description: self.description.trim().to_owned(),
            quantity: quantity.unwrap_or_default(),
            unit: self.unit.trim().to_owned(),
            unit_price: unit_price.unwrap_or_default(),
            vat_percent: reader.percent(&key("vat_percent"), &self.vat_percent),
            starts_on: reader.day(&key("starts_on"), &self.starts_on),
            ends_on: reader.day(&key("ends_on"), &self.ends_on),
            discounts: self.discounts(reader, &key),
            ramp: self.ramp(reader, &key, details.currency),
            increase: self.increase(reader, &key),
            recurrence: recurrence?,
        })
    }

    fn recurrence(
        &self,
        reader: &mut Reader,
        key: &impl Fn(&str) -> String,
        details: &ContractDetails,
    ) -> Option<Recurrence> {
        let typed = reader.day(&key("day"), &self.day);
        let day = typed.or(details.starts_on).or(details.signed_on);
        if day.is_none() && self.day.trim().is_empty() {
            reader.refuse(&key("day"), Problem::Missing);
        }
        if self.rhythm == ONCE {
            return Some(Recurrence::Once { on: day? });
        }
        let months = reader.whole(&key("rhythm"), &self.rhythm, 1, crate::price_line::MOST_MONTHS);
        let timing = match self.timing.as_str() {
            "arrears" => Timing::Arrears,
            "advance" => Timing::Advance,
            _ => {
                reader.refuse(&key("timing"), Problem::NotAChoice);
                Timing::Advance
            }
        };
        Some(Recurrence::Every { months: months?, anchor: day?, timing })
    }

    fn discounts(&self, reader: &mut Reader, key: &impl Fn(&str) -> String) -> Vec<Discount> {
        let typed = self.discounts.iter().enumerate();
        let typed = typed.filter(|(_, form)| !form.is_blank());
        let read = typed.map(|(index, form)| {
            let from = required_day(reader, &key(&format!("discounts.{index}.from")), &form.from);
            let to = reader.day(&key(&format!("discounts.{index}.to")), &form.to);
            let percent = required_percent(reader, &key(&format!("discounts.{index}.percent")), &form.percent);
            Some(Discount { from: from?, to, percent: percent? })
        });
        read.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    fn ramp(&self, reader: &mut Reader, key: &impl Fn(&str) -> String, currency: Currency) -> Vec<RampStep> {
        let typed = self.ramp.iter().enumerate();
        let typed = typed.filter(|(_, form)| !form.is_blank());
        let read = typed.map(|(index, form)| {
            let from = required_day(reader, &key(&format!("ramp.{index}.from")), &form.from);
            let field = key(&format!("ramp.{index}.unit_price"));
            required(reader, &field, &form.unit_price);
            let price = reader.price(&field, &form.unit_price, currency);
            Some(RampStep { from: from?, unit_price: price? })
        });
        read.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    fn increase(&self, reader: &mut Reader, key: &impl Fn(&str) -> String) -> Option<YearlyIncrease> {
        if self.increase_percent.trim().is_empty() && self.increase_first_on.trim().is_empty() {
            return None;
        }
        let percent = required_percent(reader, &key("increase_percent"), &self.increase_percent);
        let first_on = required_day(reader, &key("increase_first_on"), &self.increase_first_on);
        Some(YearlyIncrease { percent: percent?, first_on: first_on? })
    }
}

fn required(reader: &mut Reader, field: &str, text: &str) {
    if text.trim().is_empty() {
        reader.refuse(field, Problem::Missing);
    }
}

fn required_day(reader: &mut Reader, field: &str, text: &str) -> Option<Day> {
    required(reader, field, text);
    reader.day(field, text)
}

fn required_percent(reader: &mut Reader, field: &str, text: &str) -> Option<Decimal> {
    required(reader, field, text);
    reader.percent(field, text)
}
