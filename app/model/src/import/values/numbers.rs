//! Numbers, amounts and currencies, as people write them.

use super::{super::text, Tells};
use crate::money::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What stands between whole units and decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// 1 234,56 or 1.234,56.
    Comma,
    /// 1,234.56 or 1 234.56.
    Point,
}

/// Whether the words beside an amount say that tax is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaxWords {
    /// HT, excl. VAT, 不含税.
    Excluded,
    /// TTC, incl. VAT, 含税.
    Included,
}

/// A number and what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number as written: 20 for "20 %".
    pub value: Decimal,
    /// The currency beside it; ¥ is the yuan.
    pub currency: Option<Currency>,
    /// Whether a per cent sign stands beside it.
    pub percent: bool,
    /// What it says about tax.
    pub tax: Option<TaxWords>,
    /// "per month", "par an": the months it is for.
    pub per_months: Option<u32>,
}

/// A number in any of the usual ways of writing: `1 234,56`, `1,234.56 EUR`, `¥1,234`, `(123)`, `-1.234,5`,
/// `1'200.00`, `12 %`, `450 € HT / mois`. Words that are not known make it no number.
pub fn number(text: &str, mark: DecimalMark) -> Option<Figure> {
    let folded = folded(text)?;
    let (before, digits, after) = split(&folded)?;
    let beside = Beside::of(before, after)?;
    let mark = match tells(digits) {
        Tells::Only(mark) => mark,
        Tells::Both | Tells::Nothing => mark,
    };
    let value = value_of(digits, mark)?.checked_mul(beside.factor)?;
    Some(Figure {
        value: if beside.negative { -value } else { value },
        currency: beside.currency,
        percent: beside.percent,
        tax: beside.tax,
        per_months: beside.per_months,
    })
}

/// What a cell tells about the decimal mark of its column.
pub fn decimal_mark(text: &str) -> Tells<DecimalMark> {
    let Some(folded) = folded(text) else { return Tells::Nothing };
    match split(&folded) {
        Some((before, digits, after)) if Beside::of(before, after).is_some() => tells(digits),
        _ => Tells::Nothing,
    }
}

/// A currency by its code, sign or name. ¥ is the yuan, $ the United States dollar.
pub fn currency(text: &str) -> Option<Currency> {
    let folded = text::fold(text);
    let trimmed = folded.trim().trim_matches(['(', ')', '[', ']', '.']);
    if trimmed.is_empty() || trimmed.len() > 40 {
        return None;
    }
    let (meaning, rest) = next_meaning(trimmed)?;
    match (meaning, rest.trim().is_empty()) {
        (Meaning::Currency(currency), true) => Some(currency),
        // "EUR (€)", "€ - euro": both must say the same.
        (Meaning::Currency(first), false) => {
            let rest = rest.trim_matches([' ', '(', ')', '-', '/', ',']);
            (currency(rest) == Some(first)).then_some(first)
        }
        _ => None,
    }
}

fn folded(text: &str) -> Option<String> {
    // 28 digits, signs and words around them fit well within this.
    (text.len() <= 120).then(|| text::fold(text))
}

/// What stands before the figures, the figures with their separators, and what stands after.
fn split(folded: &str) -> Option<(&str, &str, &str)> {
    let first = folded.find(|char: char| char.is_ascii_digit())?;
    // ".5" and ",5": the separator belongs to the figures.
    let first = match folded.get(..first)?.chars().next_back() {
        Some('.' | ',') => first - 1,
        _ => first,
    };
    let last = folded.rfind(|char: char| char.is_ascii_digit())?;
    Some((folded.get(..first)?, folded.get(first..=last)?, folded.get(last + 1..)?))
}

fn tells(digits: &str) -> Tells<DecimalMark> {
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    match (commas, points) {
        (0, 0) => Tells::Nothing,
        (0, 1) | (1, 0) => {
            let (own, other) = if commas == 1 {
                (DecimalMark::Comma, DecimalMark::Point)
            } else {
                (DecimalMark::Point, DecimalMark::Comma)
            };
            let Some((whole, decimals)) = digits.split_once([',', '.']) else { return Tells::Nothing };
            let grouped_otherwise = whole.contains([' ', '\'']);
            if decimals.contains([' ', '\'']) {
                // "1.234 567": no way of writing; reading it fails either way.
                Tells::Only(other)
            } else if decimals.len() != 3
                || grouped_otherwise
                || whole.is_empty()
                || whole.len() > 3
                || whole.starts_with('0')
            {
                Tells::Only(own)
            } else {
                Tells::Both
            }
        }
        (_, 0) => Tells::Only(DecimalMark::Point),
        (0, _) => Tells::Only(DecimalMark::Comma),
        _ => {
            let last_comma = digits.rfind(',');
            let last_point = digits.rfind('.');
            Tells::Only(if last_comma > last_point { DecimalMark::Comma } else { DecimalMark::Point })
        }
    }
}

fn value_of(digits: &str, mark: DecimalMark) -> Option<Decimal> {
    let (decimal, group) = match mark {
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Point => ('.', ','),
    };
    let (whole, decimals) = digits.split_once(decimal).unwrap_or((digits, ""));
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut plain = String::with_capacity(digits.len());
    for (position, part) in whole.split([group, ' ', '\'']).enumerate() {
        let fits = if position == 0 { part.len() <= 3 || part.len() == whole.len() } else { part.len() == 3 };
        if !fits || !part.bytes().all(|byte| byte.is_ascii_digit()) || (part.is_empty() && !whole.is_empty()) {
            return None;
        }
        plain.push_str(part);
    }
    if plain.is_empty() {
        plain.push('0');
    }
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    Decimal::from_str_exact(&plain).ok()
}

/// Whether a header says that the amounts below it include tax: `含税单价`, `Montant TTC`, `Monthly fee inc VAT`.
pub fn header_with_tax(header: &str) -> bool {
    let folded = text::fold(header).replace(['.', '-', '_'], " ");
    let words = text::words(&folded);
    let without = ["不含税", "未税", "无税"].iter().any(|word| folded.contains(word));
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let of_tax = any(&["vat", "tax", "taxes", "gst", "tva"]);
    let included = any(&["inc", "incl", "including", "included", "inclusive", "with", "comprise", "comprises"]);
    !without
        && (any(&["ttc", "tvac"]) || folded.contains("含税") || folded.contains("价税合计") || (of_tax && included))
}

/// What stands beside a number.
struct Beside {
    negative: bool,
    currency: Option<Currency>,
    percent: bool,
    tax: Option<TaxWords>,
    per_months: Option<u32>,
    factor: Decimal,
}

impl Beside {
    fn of(before: &str, after: &str) -> Option<Self> {
        let mut beside =
            Self { negative: false, currency: None, percent: false, tax: None, per_months: None, factor: Decimal::ONE };
        let mut before = before.trim().to_owned();
        let mut after = after.trim().to_owned();
        // "1.200,-" is a whole amount, not a negative one.
        for whole in [",--", ".--", ",-", ".-"] {
            if let Some(rest) = after.strip_prefix(whole) {
                after = rest.to_owned();
                break;
            }
        }
        let open = before.matches('(').count();
        let closed = before.matches(')').count();
        if open > closed {
            // Exactly one pair around the figures: accountants' minus.
            if open != closed + 1 || after.matches(')').count() != after.matches('(').count() + 1 {
                return None;
            }
            beside.negative = true;
            before = before.replacen('(', " ", 1);
            after = after.replacen(')', " ", 1);
        }
        let minuses = before.matches('-').count() + usize::from(after.starts_with('-') || after.ends_with('-'));
        match minuses {
            0 => {}
            1 if !beside.negative => beside.negative = true,
            _ => return None,
        }
        before = before.replace('-', " ");
        after = after.trim_matches('-').to_owned();
        for part in [before, after] {
            beside.take(&part)?;
        }
        Some(beside)
    }

    fn take(&mut self, words: &str) -> Option<()> {
        let joined = words.replace(" / ", "/").replace("/ ", "/").replace(" /", "/");
        let mut rest = joined.trim_matches([' ', '(', ')', '[', ']', ':', '+', '=']);
        while !rest.is_empty() {
            let (meaning, next) = next_meaning(rest)?;
            match meaning {
                Meaning::Currency(currency) => self.name(currency)?,
                Meaning::Thousands(currency) => {
                    self.name(currency)?;
                    self.factor = self.factor.checked_mul(Decimal::ONE_THOUSAND)?;
                }
                Meaning::Percent => self.percent = true,
                Meaning::Tax(tax) => self.tax = Some(tax),
                Meaning::Per(months) => self.per_months = Some(months),
                Meaning::Times(factor) => self.factor = self.factor.checked_mul(Decimal::from(factor))?,
                Meaning::Nothing => {}
            }
            rest = next.trim_start_matches([' ', '(', ')', '[', ']', ':', '+', '.', ',']);
        }
        Some(())
    }

    /// Notes the currency; two of them make it no amount.
    fn name(&mut self, currency: Currency) -> Option<()> {
        if self.currency.is_some_and(|before| before != currency) {
            return None;
        }
        self.currency = Some(currency);
        Some(())
    }
}

#[derive(Clone, Copy)]
enum Meaning {
    Currency(Currency),
    Thousands(Currency),
    Percent,
    Tax(TaxWords),
    Per(u32),
    Times(u32),
    Nothing,
}

/// The longest known word at the start of a folded text, and what follows it.
fn next_meaning(text: &str) -> Option<(Meaning, &str)> {
    for (word, meaning) in MEANINGS {
        if let Some(rest) = text.strip_prefix(word) {
            let ends_in_letter = word.ends_with(|char: char| char.is_ascii_alphabetic());
            if !(ends_in_letter && rest.starts_with(|char: char| char.is_ascii_alphabetic())) {
                return Some((*meaning, rest));
            }
        }
    }
    // Any other code of ISO 4217.
    let code = text.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let rest = text.get(3..)?;
    if rest.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return None;
    }
    // A bag of gold or a test code bills nobody.
    let currency: Currency =
        code.parse().ok().filter(|_| !code.starts_with('x') || matches!(code, "xaf" | "xof" | "xpf" | "xcd"))?;
    Some((Meaning::Currency(currency), rest))
}

use Meaning::{Nothing, Per, Percent, Tax, Times};

const EUR: Meaning = Meaning::Currency(Currency::EUR);
const GBP: Meaning = Meaning::Currency(Currency::GBP);
const USD: Meaning = Meaning::Currency(Currency::USD);
const CNY: Meaning = Meaning::Currency(Currency::CNY);
const JPY: Meaning = Meaning::Currency(Currency::JPY);
const HT: Meaning = Tax(TaxWords::Excluded);
const TTC: Meaning = Tax(TaxWords::Included);

/// Longer words before the shorter ones they begin with.
#[rustfmt::skip]
const MEANINGS: &[(&str, Meaning)] = &[
    ("euros", EUR), ("euro", EUR), ("eur", EUR), ("€", EUR), ("欧元", EUR),
    ("keur", Meaning::Thousands(Currency::EUR)),
    ("kgbp", Meaning::Thousands(Currency::GBP)),
    ("kusd", Meaning::Thousands(Currency::USD)),
    ("k", Times(1000)),
    ("pounds sterling", GBP), ("pound sterling", GBP), ("pounds", GBP), ("livres sterling", GBP),
    ("livre sterling", GBP), ("gbp", GBP), ("£", GBP), ("英镑", GBP),
    ("us dollars", USD), ("us dollar", USD), ("dollars", USD), ("dollar", USD), ("us$", USD), ("usd", USD),
    ("$us", USD), ("$", USD), ("美元", USD),
    ("人民币元", CNY), ("人民币", CNY), ("rmb", CNY), ("cny", CNY), ("cn¥", CNY), ("renminbi", CNY), ("yuans", CNY),
    ("yuan", CNY), ("¥", CNY), ("元整", CNY), ("元", CNY),
    ("万", Times(10_000)),
    ("japanese yen", JPY), ("yens", JPY), ("yen", JPY), ("jpy", JPY), ("日元", JPY), ("円", JPY),
    ("%", Percent), ("pour cent", Percent), ("percent", Percent), ("per cent", Percent),
    ("h.t.", HT), ("h.t", HT), ("ht", HT), ("hors taxes", HT), ("hors taxe", HT), ("hors tva", HT), ("htva", HT),
    ("excluding vat", HT), ("excl. vat", HT), ("excl vat", HT), ("ex. vat", HT), ("ex vat", HT), ("exc vat", HT),
    ("net of vat", HT), ("plus vat", HT), ("vat", HT), ("net", HT), ("不含税", HT), ("未税", HT),
    ("t.t.c.", TTC), ("t.t.c", TTC), ("ttc", TTC), ("tvac", TTC), ("tva comprise", TTC), ("including vat", TTC),
    ("incl. vat", TTC), ("incl vat", TTC), ("inc. vat", TTC), ("inc vat", TTC), ("gross", TTC), ("含税", TTC),
    ("per month", Per(1)), ("par mois", Per(1)), ("/month", Per(1)), ("/mois", Per(1)), ("/mth", Per(1)),
    ("/mo", Per(1)), ("/m", Per(1)), ("p.m.", Per(1)), ("pcm", Per(1)), ("monthly", Per(1)), ("mensuels", Per(1)),
    ("mensuel", Per(1)), ("mois", Per(1)), ("/个月", Per(1)), ("/月", Per(1)), ("每月", Per(1)),
    ("per quarter", Per(3)), ("par trimestre", Per(3)), ("/quarter", Per(3)), ("/trimestre", Per(3)),
    ("/trim.", Per(3)), ("/trim", Per(3)), ("/qtr", Per(3)), ("quarterly", Per(3)), ("trimestriel", Per(3)),
    ("/季度", Per(3)), ("/季", Per(3)), ("每季度", Per(3)), ("每季", Per(3)),
    ("per annum", Per(12)), ("per year", Per(12)), ("par an", Per(12)), ("/year", Per(12)), ("/annum", Per(12)),
    ("/yr", Per(12)), ("/an", Per(12)), ("p.a.", Per(12)), ("p.a", Per(12)), ("pa", Per(12)), ("annually", Per(12)),
    ("yearly", Per(12)), ("annuels", Per(12)), ("annuel", Per(12)), ("/年", Per(12)), ("每年", Per(12)),
    ("/unit", Nothing), ("/unite", Nothing), ("整", Nothing),
];
