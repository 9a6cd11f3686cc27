//! Whether a column that is headed "VAT" alone holds rates or amounts of tax: both are numbers, and small amounts look
//! like rates until they are held against the amounts before tax.

use super::{InvoiceField, Mapping};
use crate::import::{Cell, Grid, Value, text, values};
use rust_decimal::Decimal;

/// Words of a header by which a column of tax holds rates.
const RATES: [&str; 6] = ["%", "％", "rate", "taux", "percent", "率"];

/// Rows looked at.
const SAMPLE: usize = 100;

/// Gives a column that was taken for rates of tax to the amounts of tax where its values are that.
pub(super) fn rate_or_amount(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    if mapping.column(InvoiceField::VatAmount).is_some() {
        return;
    }
    let Some(tax) = mapping.column(InvoiceField::VatPercent) else { return };
    let header = grid.header.get(tax).map(|header| text::fold(header)).unwrap_or_default();
    // "VAT 20 %" names the one rate by which amounts were computed, "VAT %" names what stands below it.
    let names_its_rate = header.chars().any(char::is_numeric);
    let of_rates = !names_its_rate && RATES.iter().any(|word| header.contains(word));
    let (net, gross) = (mapping.column(InvoiceField::NetAmount), mapping.column(InvoiceField::GrossAmount));
    let (mut rates, mut amounts) = (0, 0);
    for row in grid.rows.iter().take(SAMPLE) {
        let figure = |column: Option<usize>| column.and_then(|column| number(row.cell(column)));
        let Some(Read { value, percent }) = number(row.cell(tax)) else { continue };
        let figures = [figure(net), figure(gross)].map(|read| read.map(|read| read.value));
        let (rate, amount) = if percent {
            (true, false)
        } else if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value) {
            (false, true)
        } else if of_rates {
            (true, false)
        } else {
            told(value, figures)
        };
        rates += usize::from(rate);
        amounts += usize::from(amount);
    }
    if amounts > rates {
        mapping.set(tax, Some(InvoiceField::VatAmount));
    }
}

/// Gives a column that was taken for amounts before tax to the totals with tax, where the amounts of tax beside it are at a
/// usual rate of what is left without them and at none of the amounts themselves: "Amount" 1,200 beside "VAT" 200.
pub(super) fn net_or_gross(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    let (net, tax) = (mapping.column(InvoiceField::NetAmount), mapping.column(InvoiceField::VatAmount));
    let (Some(net), Some(tax), None) = (net, tax, mapping.column(InvoiceField::GrossAmount)) else { return };
    let header = grid.header.get(net).map(|header| text::fold(header)).unwrap_or_default();
    let says_net = text::words(&header).iter().any(|word| matches!(*word, "net" | "ht" | "hors" | "excl" | "ex"));
    if says_net || ["不含税", "未税", "无税"].iter().any(|word| header.contains(word)) {
        return;
    }
    let (mut before, mut with) = (0, 0);
    for row in grid.rows.iter().take(SAMPLE) {
        let (Some(amount), Some(tax)) = (number(row.cell(net)), number(row.cell(tax))) else { continue };
        let (amount, tax) = (amount.value, tax.value);
        before += usize::from(is_tax_of(amount, tax));
        with += usize::from(amount.checked_sub(tax).is_some_and(|net| is_tax_of(net, tax)));
    }
    if with > 0 && before * 10 <= with {
        mapping.set(net, Some(InvoiceField::GrossAmount));
    }
}

/// Whether an amount of tax is, to the cent, that of an amount at a usual rate above zero.
fn is_tax_of(amount: Decimal, tax: Decimal) -> bool {
    let rate = tax.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundredfold| hundredfold.checked_div(amount));
    let Some(rate) = rate.map(|rate| rate.round_dp(1)).filter(|rate| !rate.is_zero() && is_usual(*rate)) else {
        return false;
    };
    let share = amount.checked_mul(rate).and_then(|share| share.checked_div(Decimal::ONE_HUNDRED));
    share.is_some_and(|share| (share - tax).abs() <= Decimal::new(1, 2))
}

/// Whether a value may be a rate of tax and whether it may be an amount of tax, by the amounts before and with tax.
fn told(value: Decimal, [net, gross]: [Option<Decimal>; 2]) -> (bool, bool) {
    let cent = Decimal::new(2, 2);
    let share = |of: Decimal, percent: Decimal| of.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED);
    match (net, gross) {
        (Some(net), Some(gross)) if net != gross => {
            let tax = gross - net;
            let by_rate = share(net, value).is_some_and(|share| (share - tax).abs() <= cent);
            (by_rate, (value - tax).abs() <= cent)
        }
        (Some(_), Some(_)) => (is_usual(value), false),
        (net, gross) if !value.is_zero() => {
            let net = net.or_else(|| gross.map(|gross| gross - value)).filter(|net| !net.is_zero());
            let percent =
                net.and_then(|net| value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(net)).unwrap_or_default();
            let rate = percent.round_dp(1);
            // Tax is rounded to the cent.
            let share = net.and_then(|net| share(net, rate));
            let usual = is_usual(rate) && share.is_some_and(|share| (share - value).abs() <= cent);
            // What is no rate anywhere, and is a part of the amount that tax may be, is an amount.
            let part = percent > Decimal::ZERO && percent <= Decimal::from(27);
            (is_usual(value), usual || (part && !is_usual(value)))
        }
        _ => (is_usual(value), false),
    }
}

/// Whether a number is a rate of tax on sales somewhere: whole ones from 4 to 27, and the lower and broken ones that are
/// in force.
fn is_usual(percent: Decimal) -> bool {
    // In tenths of a per cent: those of France and its overseas, Switzerland, Slovenia, Ireland and Finland.
    const BROKEN: [i64; 11] = [21, 25, 26, 38, 55, 77, 81, 85, 95, 135, 255];
    let low = [Decimal::ZERO, Decimal::ONE, Decimal::TWO, Decimal::from(3)];
    let whole = percent.fract().is_zero() && (Decimal::from(4)..=Decimal::from(27)).contains(&percent);
    whole || low.contains(&percent) || BROKEN.iter().any(|rate| Decimal::new(*rate, 1) == percent)
}

/// A number of a cell, and whether it says of itself that it is a percentage.
struct Read {
    value: Decimal,
    percent: bool,
}

fn number(cell: &Cell) -> Option<Read> {
    match cell.value {
        Value::Number { value, percent, .. } => Some(Read { value, percent }),
        Value::Text => {
            let read = |mark| values::number(&cell.text, mark).map(|figure| figure.value);
            let value = read(values::DecimalMark::Point).or_else(|| read(values::DecimalMark::Comma))?;
            Some(Read { value, percent: cell.text.trim_end().ends_with(['%', '％']) })
        }
        _ => None,
    }
}
