//! The sums of the leakage dashboard.

use super::FindingFilter;
use crate::{Actor, Result};
use chrono::Datelike;
use model::{
    calendar::{Day, Period, month_end, sub_months},
    id::PersonId,
    leakage::FindingKind,
    money::{Currency, Money},
    permission::Permission,
    view::{Age, Dashboard, FindingSum, TrendMonth},
};
use std::collections::{BTreeMap, HashMap};
use store::{
    billing::FlowFilter,
    finding::{By, Group, Sum, TakenOff, TopCustomer, TrendRow},
};

/// Customers shown, of each currency.
const CUSTOMERS_MOST: u64 = 8;

/// How many whole months the dashboard looks back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Months {
    /// The last three.
    Three,
    /// The last six.
    Six,
    /// The last twelve.
    #[default]
    Twelve,
    /// The last twenty-four.
    TwentyFour,
}

impl Months {
    /// All choices, the shortest first.
    pub const ALL: [Self; 4] = [Self::Three, Self::Six, Self::Twelve, Self::TwentyFour];

    /// How many.
    pub const fn count(self) -> u32 {
        match self {
            Self::Three => 3,
            Self::Six => 6,
            Self::Twelve => 12,
            Self::TwentyFour => 24,
        }
    }

    /// The choice of so many months; a year for any other number.
    pub fn of(count: u32) -> Self {
        Self::ALL.into_iter().find(|months| months.count() == count).unwrap_or_default()
    }

    /// The last whole months before a day: a month that still goes on would make what is merely not due yet look
    /// lost.
    pub fn before(self, day: Day) -> Period {
        let this_month = day.with_day(1).unwrap_or(day);
        let first = sub_months(this_month, self.count()).unwrap_or(this_month);
        Period { first, last: this_month.pred_opt().unwrap_or(this_month) }
    }
}

/// The sums of the leakage dashboard: a fixed number of queries, none of which reads rows one by one.
pub async fn dashboard(actor: &Actor, filter: &FindingFilter, months: Months) -> Result<Dashboard> {
    let reading = actor.read(Permission::ViewLeakage)?;
    let (connection, sight, day) = (reading.connection(), reading.sight(), actor.day());
    let looked_back = months.before(day);
    let flow_filter = FlowFilter {
        customer: filter.customer,
        contract_number: filter.contract_number.clone(),
        currency: filter.currency.clone(),
        words: filter.words.clone(),
    };
    let summed = FindingKind::summed(&filter.kinds);
    let of_one_stage = FindingFilter { kinds: summed.clone(), ..filter.clone() };
    let trend_days = Period { first: looked_back.first, last: month_end(day) };
    // Side by side, because each follows an index of its own, and a processor is seldom alone.
    let flowed = async {
        let invoices = store::invoice::known_days(connection).await?;
        let period = known_months(looked_back, invoices);
        Ok((invoices, period, store::billing::flow(connection, sight, &flow_filter, period).await?))
    };
    let found = async {
        let off = TakenOff::from(connection, sight, filter).await?;
        tokio::try_join!(
            store::finding::sums(connection, &off, filter, By::Kind),
            store::finding::sums(connection, &off, &of_one_stage, By::Owner),
            store::finding::sums(connection, &off, &of_one_stage, By::Age(day)),
            store::finding::top_customers(connection, &off, &of_one_stage, CUSTOMERS_MOST),
            store::finding::count_before_tax(connection, &off, filter),
        )
    };
    let trend = store::finding::trend(connection, sight, &of_one_stage, trend_days);
    let ((invoices, period, flow), (kinds, owners, ages, customers, before_tax), trend, people, contracts) =
        tokio::try_join!(flowed, found, trend, store::person::list(connection), store::contract::is_any(connection),)?;
    let top = |of: TopCustomer| FindingSum { of: (of.id, of.name), findings: of.findings, amount: Some(of.amount) };
    let names: HashMap<PersonId, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    Ok(Dashboard {
        by_kind: folded(kinds, |group| match group {
            Group::Kind(kind) => Some(kind),
            Group::Owner(_) | Group::Age(_) => None,
        }),
        by_customer: customers.into_iter().map(top).collect(),
        by_owner: folded(owners, |group| match group {
            Group::Owner(owner) => Some(owner.map(|id| (id, names.get(&id).cloned().unwrap_or_default()))),
            Group::Kind(_) | Group::Age(_) => None,
        }),
        by_age: by_age(folded(ages, |group| match group {
            Group::Age(age) => Some(age),
            Group::Kind(_) | Group::Owner(_) => None,
        })),
        summed,
        invoices,
        before_tax,
        contracts,
        flow,
        period,
        trend: by_month(&trend),
        trend_from: looked_back.first,
        day,
    })
}

/// The whole months among some in which invoices are known: of the others nothing can be said to be unbilled. All of
/// them where invoices are known of none.
fn known_months(months: Period, known: Option<Period>) -> Period {
    let Some(shared) = known.and_then(|known| known.intersection(months)) else { return months };
    let first = shared.first.with_day(1).unwrap_or(shared.first);
    Period { first, last: month_end(shared.last) }
}

/// Adds up what belongs together, the largest amount first.
fn folded<T: Ord>(sums: Vec<Sum>, of: impl Fn(Group) -> Option<T>) -> Vec<FindingSum<T>> {
    let mut groups: BTreeMap<(T, Option<Currency>), (u64, Option<i64>)> = BTreeMap::new();
    for Sum { group, findings, amount } in sums {
        let Some(of) = of(group) else { continue };
        let entry = groups.entry((of, amount.map(|amount| amount.currency))).or_default();
        entry.0 += findings;
        if let Some(amount) = amount {
            entry.1 = Some(entry.1.unwrap_or_default().saturating_add(amount.minor));
        }
    }
    let mut folded: Vec<FindingSum<T>> = groups
        .into_iter()
        .map(|((of, currency), (findings, minor))| FindingSum {
            of,
            findings,
            amount: currency.zip(minor).map(|(currency, minor)| Money::new(minor, currency)),
        })
        .collect();
    folded.sort_by_key(|sum| std::cmp::Reverse(sum.amount.map(|amount| amount.minor)));
    folded
}

/// Ages stand in their own order, not by amount.
fn by_age(mut sums: Vec<FindingSum<Age>>) -> Vec<FindingSum<Age>> {
    sums.sort_by_key(|sum| sum.of);
    sums
}

fn by_month(rows: &[TrendRow]) -> Vec<TrendMonth> {
    let mut months: BTreeMap<(Day, Currency), TrendMonth> = BTreeMap::new();
    for row in rows {
        let Some(money) = row.found.or(row.claimed).or(row.recovered) else { continue };
        let month = row.on.with_day(1).unwrap_or(row.on);
        let none = TrendMonth { month, currency: money.currency, found: 0, claimed: 0, recovered: 0 };
        let entry = months.entry((month, money.currency)).or_insert(none);
        let minor = |money: Option<Money>| money.map(|money| money.minor).unwrap_or_default();
        entry.found = entry.found.saturating_add(minor(row.found));
        entry.claimed = entry.claimed.saturating_add(minor(row.claimed));
        entry.recovered = entry.recovered.saturating_add(minor(row.recovered));
    }
    months.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Period {
        Period { first: first.parse().expect("a day"), last: last.parse().expect("a day") }
    }

    #[test]
    fn only_months_with_known_invoices_are_looked_back_on() {
        let year = days("2025-11-01", "2026-10-31");
        for (known, months) in [
            (None, year),
            (Some(days("2024-03-05", "2026-11-20")), year),
            (Some(days("2026-01-02", "2026-11-20")), days("2026-01-01", "2026-10-31")),
            (Some(days("2026-01-02", "2026-08-03")), days("2026-01-01", "2026-08-31")),
            (Some(days("2024-01-02", "2024-08-03")), year),
        ] {
            assert_eq!(known_months(year, known), months, "{known:?}");
        }
    }
}
