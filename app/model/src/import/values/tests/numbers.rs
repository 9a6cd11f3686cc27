//! Numbers and currencies in one cell.

use super::*;

#[test]
fn numbers_in_all_the_usual_ways() {
    for (text, expected) in read(
        "1234 => 1234
         1 234,56 => 1234.56
         1\u{A0}234,56 => 1234.56
         1\u{202F}234,56 € => 1234.56 EUR
         1,234.56 => 1234.56
         1.234,56 => 1234.56
         1.234.567,89 => 1234567.89
         1,234,567 => 1234567
         1'234.50 CHF => 1234.50 CHF
         ¥1,234 => 1.234 CNY
         ¥1,234.00 => 1234.00 CNY
         ￥1234 => 1234 CNY
         1234元 => 1234 CNY
         RMB 1234 => 1234 CNY
         人民币1234元整 => 1234 CNY
         12万元 => 120000 CNY
         12 k€ => 12000 EUR
         $1234 => 1234 USD
         US$ 1234 => 1234 USD
         £12.50 => 12.50 GBP
         GBP12.50 => 12.50 GBP
         (123) => -123
         (€ 123,45) => -123.45 EUR
         €(123,45) => -123.45 EUR
         -1.234,5 => -1234.5
         −12 => -12
         -€12 => -12 EUR
         € -12 => -12 EUR
         12- => -12
         +12 => 12
         1.200,- € => 1200 EUR
         12 % => 12 %
         12,5% => 12.5 %
         0,123 => 0.123
         ,5 => 0.5
         .5 => 0.5
         450 € HT => 450 EUR excluded
         450 € H.T. / mois => 450 EUR excluded per 1
         540 € TTC => 540 EUR included
         1200 EUR par an => 1200 EUR per 12
         300/quarter => 300 per 3
         450元/月 => 450 CNY per 1
         1 234,567 => 1234.567
         12 34 => none
         1,23,4 => none
         3 x 400 => none
         12 apples => none
         2026-01-05 => none
         12 € 13 £ => none
         --12 => none
         (12 => none
         env. 1200 => none
         1234567890123456789012345678901234567890 => none
         vingt => none",
    ) {
        let found = number(text, DecimalMark::Comma).map_or("none".to_owned(), |figure| {
            let mut found = figure.value.to_string();
            if let Some(currency) = figure.currency {
                found += &format!(" {currency}");
            }
            if figure.percent {
                found += " %";
            }
            match figure.tax {
                Some(TaxWords::Excluded) => found += " excluded",
                Some(TaxWords::Included) => found += " included",
                None => {}
            }
            if let Some(months) = figure.per_months {
                found += &format!(" per {months}");
            }
            found
        });
        assert_eq!(found, expected, "{text}");
    }
    assert_eq!(number("1,234", DecimalMark::Point).map(|figure| figure.value), Some(1234.into()));
    assert_eq!(number("1.234", DecimalMark::Comma).map(|figure| figure.value), Some(1234.into()));
}

#[test]
fn currencies_by_code_sign_and_name() {
    for (text, expected) in read(
        "EUR => EUR
         € => EUR
         euros => EUR
         EUR (€) => EUR
         £ => GBP
         RMB => CNY
         人民币 => CNY
         元 => CNY
         ¥ => CNY
         $ => USD
         chf => CHF
         SEK => SEK
         XXX => none
         EUR USD => none
         Paris => none",
    ) {
        assert_eq!(currency(text).map_or("none", Currency::code), expected, "{text}");
    }
}
