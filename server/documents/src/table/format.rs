//! What a workbook's number format says about a number: that it is a day, a percentage, or in a currency.

use model::{import::values, money::Currency};

/// What a cell's number stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// A plain number.
    #[default]
    Plain,
    /// A day, perhaps with a time.
    Day,
    /// A fraction shown in per cent.
    Percent,
    /// An amount.
    Money(Currency),
}

/// One of the formats that every workbook has (ECMA-376, 18.8.30).
pub(super) const fn built_in(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Day,
        _ => Format::Plain,
    }
}

/// A format of the workbook's own, such as `dd/mm/yyyy`, `0.0%` or `#,##0.00 [$€-40C]`.
pub(super) fn of_code(code: &str) -> Format {
    let positive = code.split(';').next().unwrap_or_default();
    let mut plain = String::new();
    let mut aside = String::new();
    let mut chars = positive.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => {
                aside.push(' ');
                aside.extend(chars.by_ref().take_while(|char| *char != '"'));
                aside.push(' ');
            }
            '[' => {
                let bracket: String = chars.by_ref().take_while(|char| *char != ']').collect();
                // [$€-40C] is a currency and a place; [Red], [>100] and [h] are neither.
                if let Some(symbol) = bracket.strip_prefix('$') {
                    aside.push(' ');
                    aside.push_str(symbol.split('-').next().unwrap_or_default());
                    aside.push(' ');
                }
            }
            '\\' => aside.extend(chars.next()),
            '_' | '*' => {
                chars.next();
            }
            '€' | '£' | '¥' | '$' | '￥' => {
                aside.push(' ');
                aside.push(char);
                aside.push(' ');
            }
            other => plain.extend(other.to_lowercase()),
        }
    }
    if plain.contains('%') {
        return Format::Percent;
    }
    let has = |letter: char| plain.contains(letter);
    if plain.trim() != "general" {
        if has('y') || has('d') || (has('m') && !has('h') && !has('s')) {
            return Format::Day;
        }
        if aside.contains('年') && aside.contains('月') {
            return Format::Day;
        }
    }
    let currency = aside.split_whitespace().find_map(values::currency);
    currency.map_or(Format::Plain, Format::Money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_a_number_stands_for() {
        for (code, format) in [
            ("General", Format::Plain),
            ("0.00", Format::Plain),
            ("0.00E+00", Format::Plain),
            ("#,##0_);[Red](#,##0)", Format::Plain),
            ("[h]:mm:ss", Format::Plain),
            ("hh:mm", Format::Plain),
            ("dd/mm/yyyy", Format::Day),
            ("[$-F800]dddd, mmmm dd, yyyy", Format::Day),
            ("mmm-yy", Format::Day),
            ("yyyy\"年\"m\"月\"d\"日\"", Format::Day),
            ("yyyy-mm-dd hh:mm", Format::Day),
            ("0%", Format::Percent),
            ("0.0\\ %", Format::Percent),
            ("#,##0.00 \"€\"", Format::Money(Currency::EUR)),
            ("#,##0.00\\ [$€-40C]", Format::Money(Currency::EUR)),
            ("[$£-809]#,##0.00", Format::Money(Currency::GBP)),
            ("\"¥\"#,##0.00", Format::Money(Currency::CNY)),
            ("#,##0.00 [$EUR]", Format::Money(Currency::EUR)),
            ("_-* #,##0.00 €_-;-* #,##0.00 €_-", Format::Money(Currency::EUR)),
            ("0 \"units\"", Format::Plain),
            ("", Format::Plain),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
        assert_eq!(built_in(14), Format::Day);
        assert_eq!(built_in(10), Format::Percent);
        assert_eq!(built_in(4), Format::Plain);
    }
}
