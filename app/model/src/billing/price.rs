//! Which price is in force on which day: ramp steps, yearly increases and discounts.

use super::{Part, formula::Formula};
use crate::{
    calendar::{Day, Period, add_months},
    money::{Currency, Money},
    price_line::{Discount, PriceLine, Recurrence, YearlyIncrease},
};
use chrono::Datelike;
use rust_decimal::{Decimal, RoundingStrategy};

/// The formula of the days `covered` out of a full period of `of` days. A ramp step, increase or
/// discount that begins or ends inside gives each stretch its own days.
pub(super) fn formula(line: &PriceLine, covered: Period, of: i64) -> Formula {
    let mut parts: Vec<Part> = Vec::new();
    let mut from = covered.first;
    loop {
        let last = next_change(line, from)
            .filter(|next| *next <= covered.last)
            .and_then(|next| next.pred_opt())
            .unwrap_or(covered.last);
        let days = (last - from).num_days() + 1;
        let part = Part { prorated: (days != of).then_some((days, of)), ..in_force(line, from) };
        match parts.last_mut() {
            // A change that changes nothing, such as a ramp step to the same price.
            Some(before) if same_price(before, &part) => {
                let days = days + before.prorated.map_or(0, |(days, _)| days);
                before.prorated = (days != of).then_some((days, of));
            }
            _ => parts.push(part),
        }
        match last.succ_opt() {
            Some(next) if next <= covered.last => from = next,
            _ => break,
        }
    }
    let later = parts.split_off(1);
    let first = parts.pop().unwrap_or_else(|| in_force(line, covered.first));
    Formula::new(line.quantity, first, later)
}

fn same_price(one: &Part, other: &Part) -> bool {
    one.unit_price == other.unit_price && one.increase == other.increase && one.discounts == other.discounts
}

/// The price of a whole period on the terms of one day. A price agreed from a day is the price on that day: only the
/// increases after it raise it.
pub fn in_force(line: &PriceLine, day: Day) -> Part {
    let step = line.ramp.iter().filter(|step| step.from <= day).max_by_key(|step| step.from);
    let increase = line.increase.map(|increase| {
        let contained = step.map_or(0, |step| increases_by(increase, step.from));
        (increase.percent, increases_by(increase, day).saturating_sub(contained))
    });
    let discounts = line.discounts.iter().filter(|discount| runs_on(discount, day));
    Part {
        unit_price: step.map_or(line.unit_price, |step| step.unit_price),
        increase: increase.filter(|(_, times)| *times > 0),
        discounts: discounts.map(|discount| discount.percent).collect(),
        prorated: None,
    }
}

/// The unit price of a line around a day, with its increases and without discounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceAround {
    /// In force on the day: which agreed price, how often increased.
    pub part: Part,
    /// What that comes to.
    pub now: Decimal,
    /// The prices before it, the first one first, each with the day on which it ended: what was charged from the line's first
    /// day on.
    pub before: Vec<(Decimal, Day)>,
    /// The next price that the terms know, and its day.
    pub next: Option<(Decimal, Day)>,
}

/// The most decimals with which a price is shown to be read.
const DECIMALS_READ: u32 = 4;

/// With how many decimals the prices of a line are shown to be read: those of the currency, and up to four where an
/// agreed price has more. Repeated increases give a price ever more decimals that nobody agreed on; amounts are rounded
/// by themselves.
pub fn decimals_read(line: &PriceLine, currency: Currency) -> u32 {
    let agreed = line.ramp.iter().map(|step| step.unit_price).chain([line.unit_price]);
    let most = agreed.map(|price| price.normalize().scale()).max().unwrap_or_default();
    currency.decimals().max(most.min(DECIMALS_READ))
}

/// The most decimals with which a price is shown so that an amount can be computed again from it.
const DECIMALS_MOST: u32 = 6;

/// With how many decimals a price is shown beside a quantity and the amount they come to: at least `least`, and as many more
/// as it takes that whoever multiplies finds that amount, up to six.
pub fn decimals_to_multiply(quantity: Decimal, price: Decimal, currency: Currency, least: u32) -> u32 {
    let amount = |price: Decimal| quantity.checked_mul(price).and_then(|major| Money::round(major, currency).ok());
    let exact = amount(price);
    let rounded = |decimals| price.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let enough = (least..DECIMALS_MOST).find(|decimals| amount(rounded(*decimals)) == exact);
    enough.unwrap_or_else(|| DECIMALS_MOST.max(least))
}

/// The price in force on a day, or on the nearest day of the line: what came before and what comes next. `first` is the
/// contract's first day. Nothing where a price is too large.
pub fn price_around(line: &PriceLine, first: Option<Day>, day: Day) -> Option<PriceAround> {
    let begins = line.starts_on.or(first);
    let day = begins.map_or(day, |begins| day.max(begins));
    let day = match line.recurrence {
        Recurrence::Once { on } => on,
        Recurrence::Every { .. } => line.ends_on.map_or(day, |ends| day.min(ends)),
    };
    let part = in_force(line, day);
    let now = part.increased_price()?;
    let recurs = matches!(line.recurrence, Recurrence::Every { .. });
    let within =
        |on: &Day| recurs && begins.is_none_or(|begins| *on > begins) && line.ends_on.is_none_or(|ends| *on <= ends);
    let price_on = |on: Day| in_force(line, on).increased_price().filter(|price| *price != now);
    let mut changes: Vec<Day> = prices_begin(line, day).into_iter().filter(|on| *on <= day).filter(within).collect();
    changes.sort_unstable();
    changes.dedup();
    let ended = |on: Day| {
        let eve = on.pred_opt()?;
        let price = in_force(line, eve).increased_price()?;
        in_force(line, on).increased_price().is_some_and(|then| then != price).then_some((price, eve))
    };
    let next = prices_begin(line, day).into_iter().filter(|on| *on > day).min().filter(within);
    Some(PriceAround {
        part,
        now,
        before: changes.into_iter().filter_map(ended).collect(),
        next: next.and_then(|on| Some((price_on(on)?, on))),
    })
}

/// The most increases that are looked back at.
const INCREASES_MOST: u32 = 200;

/// The days on which agreed prices begin, and the days of the increases up to the first one after a day.
fn prices_begin(line: &PriceLine, day: Day) -> Vec<Day> {
    let increases = line.increase.into_iter().flat_map(|increase| {
        let times = increases_by(increase, day);
        let years = times.saturating_sub(INCREASES_MOST)..=times;
        years.filter_map(move |years| add_months(increase.first_on, years.saturating_mul(12)))
    });
    line.ramp.iter().map(|step| step.from).chain(increases).collect()
}

fn runs_on(discount: &Discount, day: Day) -> bool {
    discount.from <= day && discount.to.is_none_or(|to| day <= to)
}

/// How many yearly increases have taken place by the end of a day.
pub fn increases_by(increase: YearlyIncrease, day: Day) -> u32 {
    let first = increase.first_on;
    let Ok(years) = u32::try_from(i64::from(day.year()) - i64::from(first.year())) else {
        return 0;
    };
    let this_year = add_months(first, years.saturating_mul(12));
    if this_year.is_some_and(|on| on <= day) { years + 1 } else { years }
}

/// The first day after `day` on which something about the price may change.
fn next_change(line: &PriceLine, day: Day) -> Option<Day> {
    let increase = line
        .increase
        .and_then(|increase| add_months(increase.first_on, increases_by(increase, day).saturating_mul(12)));
    let discounts = line
        .discounts
        .iter()
        .flat_map(|discount| [Some(discount.from), discount.to.and_then(|to| to.succ_opt())].into_iter().flatten());
    let ramp = line.ramp.iter().map(|step| step.from);
    ramp.chain(discounts).chain(increase).filter(|change| *change > day).min()
}
