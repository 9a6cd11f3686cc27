//! Discounts in words: `10 % jusqu'au 30/06/2025`, `5% off`, `9折`.

use super::{super::text, DayOrder, DecimalMark, day, number};
use crate::calendar::Day;
use rust_decimal::Decimal;

/// A discount as a cell says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiscountWords {
    /// Per cent that is taken off.
    pub percent: Decimal,
    /// The last day, if the cell says it.
    pub until: Option<Day>,
}

/// A discount in per cent with words beside it. Words that are not known make it none.
pub fn discount(text: &str, mark: DecimalMark, order: DayOrder) -> Option<DiscountWords> {
    if text.len() > 120 {
        return None;
    }
    let folded = text::fold(text).replace("pour cent", "%").replace("per cent", "%").replace("percent", "%");
    let (percent, rest) = match folded.split_once('折').filter(|(before, _)| !before.contains('%')) {
        Some((paid, rest)) => (Decimal::ONE_HUNDRED.checked_sub(paid_of(paid.trim())?)?, rest),
        None => {
            let (rate, rest) = folded.split_once('%')?;
            (number(rate.trim().trim_start_matches('-'), mark)?.value, rest)
        }
    };
    let rest = TAKEN_OFF.iter().fold(rest.trim().to_owned(), |rest, word| rest.replace(word, " "));
    let rest = rest.trim_matches([' ', ',', ';', '(', ')']);
    let until = match rest {
        "" => None,
        rest => {
            let written = UNTIL.iter().find_map(|word| rest.strip_prefix(word))?.trim();
            // A bare figure would be taken for a spreadsheet's day number.
            Some(day(written, order).filter(|_| written.chars().any(|char| !char.is_ascii_digit()))?)
        }
    };
    Some(DiscountWords { percent: percent.normalize(), until })
}

/// What is left to pay in per cent, as Chinese says a discount: `9`, `8.5`, `85` or `八五` of it.
fn paid_of(paid: &str) -> Option<Decimal> {
    let figures: String = paid
        .chars()
        .map(|char| {
            "〇一二三四五六七八九"
                .chars()
                .position(|figure| figure == char)
                .map_or(Some(char), |at| char::from_digit(u32::try_from(at).ok()?, 10))
        })
        .collect::<Option<String>>()?;
    let value = Decimal::from_str_exact(&figures).ok().filter(|value| value.is_sign_positive())?;
    let tenths = value < Decimal::TEN;
    let paid = if tenths { value.checked_mul(Decimal::TEN)? } else { value };
    (paid > Decimal::ZERO && paid < Decimal::ONE_HUNDRED).then_some(paid)
}

/// Words that say no more than that something is taken off.
const TAKEN_OFF: [&str; 12] = [
    "discount",
    "off",
    "de remise",
    "remise",
    "de reduction",
    "reduction",
    "de rabais",
    "rabais",
    "ristourne",
    "优惠",
    "折扣",
    "减免",
];

/// Words before the last day.
const UNTIL: [&str; 10] = ["until", "till", "through", "up to", "to ", "jusqu'au", "jusqu'a", "au ", "截至", "至"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discounts_say_their_rate_and_perhaps_their_last_day() {
        for (text, expected) in [
            ("10 % jusqu'au 30/06/2025", "10 2025-06-30"),
            ("10% until 30 June 2025", "10 2025-06-30"),
            ("-10 % (jusqu’au 30/06/2025)", "10 2025-06-30"),
            ("5% off", "5"),
            ("7,5 % de remise", "7.5"),
            ("9折", "10"),
            ("8.5折", "15"),
            ("85折", "15"),
            ("八五折", "15"),
            ("九折至2025年6月30日", "10 2025-06-30"),
            ("50 €", "none"),
            ("£50 per month", "none"),
            ("10 % then 5 %", "none"),
            ("10 % if paid early", "none"),
            ("折", "none"),
        ] {
            let found = discount(text, DecimalMark::Comma, DayOrder::DayFirst);
            let found = found.map_or_else(
                || "none".to_owned(),
                |found| found.until.map_or(format!("{}", found.percent), |day| format!("{} {day}", found.percent)),
            );
            assert_eq!(found, expected, "{text}");
        }
    }
}
