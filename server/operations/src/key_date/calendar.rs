//! Key dates as a calendar: a month as a grid, a year as its heat.

use crate::{Actor, Result};
use chrono::{Datelike, Days};
use model::{
    calendar::{Day, Period, add_months, month_end, month_start, weeks},
    id::CustomerId,
    key_date::{Filter, KeyDateKind, heat},
    money::{Currency, Money},
    permission::Permission,
    view::{
        CalendarDay, CalendarMonth, CalendarYear, HeatDay, HeatMonth, InvoicesOnDay, InvoicesShown, KeyDateChoices,
        KeyDateCount, KeyDateRow, KindOnDay,
    },
};
use std::collections::{BTreeMap, HashMap};

/// How many key dates of a day are shown one by one in the grid of a month.
const FEW: u64 = 3;
/// Days before a last day to act from which a year shows it under seal.
const NEAR_DAYS: u64 = 30;

/// What a calendar can be filtered by, and the name of the customer it is filtered by: three queries.
pub async fn choices(actor: &Actor, customer: Option<CustomerId>) -> Result<KeyDateChoices> {
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let owners = store::person::list(connection).await?;
    let teams = store::team::list(connection).await?;
    Ok(KeyDateChoices {
        owners: owners.into_iter().map(|person| (person.id, person.name)).collect(),
        teams: teams.into_iter().map(|team| (team.id, team.details.name)).collect(),
        customer: match customer {
            Some(customer) => store::customer::find(connection, customer).await?.map(|found| found.details.name),
            None => None,
        },
        invoices: actor.may(Permission::ViewBilling),
    })
}

/// What is still to be invoiced on each day between two, in their order; nothing for those who may not see billing. What
/// a filter of key dates asks of kinds and amounts is asked of dates alone.
pub async fn invoices(actor: &Actor, filter: &Filter, days: Period) -> Result<Vec<InvoicesOnDay>> {
    if !actor.may(Permission::ViewBilling) {
        return Ok(Vec::new());
    }
    let reading = actor.read(Permission::ViewBilling)?;
    let sums = store::billing::to_come(reading.connection(), reading.sight(), filter, days).await?;
    Ok(sums.into_iter().map(|(day, amounts)| InvoicesOnDay { day, amounts }).collect())
}

/// The month that a day lies in.
pub async fn month(actor: &Actor, filter: &Filter, day: Day, shown: InvoicesShown) -> Result<CalendarMonth> {
    let reading = actor.read(Permission::ViewContracts)?;
    let grid = weeks(day);
    let (first, last) = (grid.first().and_then(|week| week.first()), grid.last().and_then(|week| week.last()));
    let days = first.zip(last).and_then(|(first, last)| Period::new(*first, *last));
    let counts = match days {
        Some(days) if shown != InvoicesShown::Alone => {
            store::key_date::counts(reading.connection(), reading.sight(), filter, days).await?
        }
        _ => Vec::new(),
    };
    let to_come = match days {
        Some(days) if shown != InvoicesShown::Hidden => invoices(actor, filter, days).await?,
        _ => Vec::new(),
    };
    let mut to_come: HashMap<Day, Vec<Money>> = to_come.into_iter().map(|one| (one.day, one.amounts)).collect();
    let mut by_day: BTreeMap<Day, Vec<KeyDateCount>> = BTreeMap::new();
    for count in &counts {
        by_day.entry(count.day).or_default().push(*count);
    }
    let dates = |counts: &[KeyDateCount]| counts.iter().map(|count| count.dates).sum::<u64>();
    let quiet: Vec<Day> = by_day.iter().filter(|(_, counts)| dates(counts) <= FEW).map(|(day, _)| *day).collect();
    let mut rows: HashMap<Day, Vec<KeyDateRow>> = HashMap::new();
    for row in store::key_date::on_days(reading.connection(), reading.sight(), filter, &quiet).await? {
        rows.entry(row.date.day).or_default().push(row);
    }
    let (start, end) = (month_start(day), month_end(day));
    let own: Vec<KeyDateCount> =
        counts.iter().filter(|count| start <= count.day && count.day <= end).copied().collect();
    let day_of = |day: Day| {
        let mut rows = rows.remove(&day).unwrap_or_default();
        rows.sort_by_key(|row| row.date.kind);
        let kinds = if rows.is_empty() { kinds(by_day.get(&day).map_or(&[], Vec::as_slice)) } else { Vec::new() };
        CalendarDay { day, rows, kinds, invoices: to_come.remove(&day).unwrap_or_default() }
    };
    let mut day_of = day_of;
    Ok(CalendarMonth {
        first: start,
        today: actor.day(),
        weeks: grid.into_iter().map(|week| week.into_iter().map(&mut day_of).collect()).collect(),
        dates: dates(&own),
        amounts: open_amounts(&own),
    })
}

/// What hangs on dates that are not done, by currency.
fn open_amounts(counts: &[KeyDateCount]) -> Vec<Money> {
    let mut sums: BTreeMap<&'static str, Money> = BTreeMap::new();
    for count in counts.iter().filter(|count| !count.done && count.amount_minor != 0) {
        let sum = sums.entry(count.currency.code()).or_insert_with(|| Money::zero(count.currency));
        sum.minor = sum.minor.saturating_add(count.amount_minor);
    }
    sums.into_values().collect()
}

fn kinds(counts: &[KeyDateCount]) -> Vec<KindOnDay> {
    let mut kinds: BTreeMap<KeyDateKind, Vec<KeyDateCount>> = BTreeMap::new();
    for count in counts {
        kinds.entry(count.kind).or_default().push(*count);
    }
    let kinds = kinds.into_iter().map(|(kind, counts)| KindOnDay {
        kind,
        dates: counts.iter().map(|count| count.dates).sum(),
        open: counts.iter().filter(|count| !count.done).map(|count| count.dates).sum(),
        amounts: open_amounts(&counts),
    });
    kinds.collect()
}

/// The year that a day lies in, its heat by what is at stake in one currency: the one that is asked for, else the one in which
/// most dates have an amount.
pub async fn year(actor: &Actor, filter: &Filter, day: Day, currency: Option<Currency>) -> Result<CalendarYear> {
    let reading = actor.read(Permission::ViewContracts)?;
    let first = month_start(day).with_month(1).unwrap_or(day);
    let months: Vec<Day> = (0..12).filter_map(|count| add_months(first, count)).collect();
    let last = months.last().map_or(first, |month| month_end(*month));
    let counts = match Period::new(first, last) {
        Some(days) => store::key_date::counts(reading.connection(), reading.sight(), filter, days).await?,
        None => Vec::new(),
    };
    let mut used: BTreeMap<&'static str, (Currency, u64)> = BTreeMap::new();
    for count in counts.iter().filter(|count| count.amount_minor != 0) {
        used.entry(count.currency.code()).or_insert((count.currency, 0)).1 += count.dates;
    }
    let usual = used.values().max_by_key(|(_, dates)| *dates).map(|(currency, _)| *currency);
    let currency = currency.filter(|currency| used.contains_key(currency.code())).or(usual);
    let days = heat_days(&counts, currency, actor.day());
    let month = |month: Day| {
        let end = month_end(month);
        let own = days.range(month..=end).map(|(_, day)| day);
        let (dates, minor) =
            own.fold((0, 0_i64), |(dates, minor), day| (dates + day.dates, minor.saturating_add(day.minor)));
        let cell = |day: Day| {
            let empty = HeatDay { day, dates: 0, minor: 0, heat: 0, near: false };
            (month <= day && day <= end).then(|| days.get(&day).copied().unwrap_or(empty))
        };
        HeatMonth {
            first: month,
            weeks: weeks(month).into_iter().map(|week| week.into_iter().map(cell).collect()).collect(),
            dates,
            at_stake: currency.map(|currency| Money::new(minor, currency)),
        }
    };
    Ok(CalendarYear {
        first,
        today: actor.day(),
        currency,
        currencies: used.into_values().map(|(currency, _)| currency).collect(),
        months: months.into_iter().map(month).collect(),
    })
}

fn heat_days(counts: &[KeyDateCount], currency: Option<Currency>, today: Day) -> BTreeMap<Day, HeatDay> {
    let until = today.checked_add_days(Days::new(NEAR_DAYS)).unwrap_or(today);
    let mut days: BTreeMap<Day, HeatDay> = BTreeMap::new();
    for count in counts {
        let day = count.day;
        let found = days.entry(day).or_insert(HeatDay { day, dates: 0, minor: 0, heat: 0, near: false });
        found.dates += count.dates;
        if !count.done {
            found.near |= count.kind.is_last_day() && today <= day && day <= until;
            if Some(count.currency) == currency {
                found.minor = found.minor.saturating_add(count.amount_minor);
            }
        }
    }
    let warmest = days.values().map(|day| day.minor).max().unwrap_or_default();
    for day in days.values_mut() {
        day.heat = heat(day.minor, warmest);
    }
    days
}
