//! Key dates: what calendars count is what their lists show, for everybody who may see it.

use crate::{
    office::{offices, today},
    sums::run,
};
use chrono::Days;
use model::{
    billing::BillingState,
    calendar::{Day, Period},
    key_date::{BANDS, Filter, KeyDateKind, band},
    person::Role,
    sample,
    view::{CalendarMonth, InvoicesOnDay, InvoicesShown, KeyDateCount, KeyDateRow},
};
use operations::{
    Actor, Office,
    billing::{self, BillingFilter},
    contract, demonstration,
    key_date::{counts, invoices, list, month},
    sign_in,
};
use std::collections::BTreeMap;

fn days() -> Period {
    Period::new(today() - Days::new(700), today() + Days::new(700)).expect("days")
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

type Counts = BTreeMap<(Day, KeyDateKind, &'static str, bool), (u64, i64)>;

fn of_rows(rows: &[KeyDateRow], currency_of: impl Fn(&KeyDateRow) -> &'static str) -> Counts {
    let mut counts = Counts::new();
    for row in rows {
        let date = &row.date;
        let one = counts.entry((date.day, date.kind, currency_of(row), date.done)).or_default();
        *one = (one.0 + 1, one.1 + date.amount.map_or(0, |amount| amount.minor));
    }
    counts
}

fn told(counts: &[KeyDateCount]) -> Counts {
    let mut told = Counts::new();
    for count in counts {
        let one = told.entry((count.day, count.kind, count.currency.code(), count.done)).or_default();
        *one = (one.0 + count.dates, one.1 + count.amount_minor);
    }
    told
}

async fn all(actor: &Actor, filter: &Filter) -> Vec<KeyDateRow> {
    let mut rows = Vec::new();
    for number in 1.. {
        let some = list(actor, filter, days(), operations::page(number, 200)).await.expect("a list").rows;
        if some.is_empty() {
            break;
        }
        rows.extend(some);
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_calendar_counts_is_what_its_list_shows_whoever_looks() {
    for test in offices("key_date_counts").await {
        demonstration::seed(&test.office).await.expect("seeded");
        run(&test.office, "UPDATE contract SET confidentiality = 'people' WHERE number LIKE '%2' OR number LIKE '%5'")
            .await;
        let manager = acting_as(&test.office, Role::Manager).await;
        let finance = acting_as(&test.office, Role::Finance).await;
        let everything = all(&manager, &Filter::default()).await;
        let seen = all(&finance, &Filter::default()).await;
        assert!(seen.len() < everything.len() && !seen.is_empty(), "something is hidden");
        let visible = contract::list(&finance, &<_>::default(), <_>::default(), false, operations::page(1, 200))
            .await
            .expect("contracts")
            .rows;
        assert!(seen.iter().all(|row| visible.iter().any(|contract| contract.number == row.contract)));
        let people = sample::demonstration(today()).people;
        for actor in [&manager, &finance] {
            let mut filters = vec![Filter::default(), Filter { open: true, ..Filter::default() }];
            filters.extend(KeyDateKind::ALL.map(|kind| Filter { kinds: vec![kind], ..Filter::default() }));
            filters.extend((0..).zip(BANDS).map(|(band, _)| Filter { band, ..Filter::default() }));
            filters.extend(people.iter().map(|person| Filter { owner: Some(person.id), ..Filter::default() }));
            filters.extend(
                visible.iter().take(5).map(|row| Filter { customer: Some(row.customer_id), ..Filter::default() }),
            );
            let mut shown = 0;
            for filter in &filters {
                let rows = all(actor, filter).await;
                shown += rows.len();
                assert!(rows.iter().all(|row| band(row.date.amount) >= filter.band), "{filter:?}");
                assert!(rows.iter().all(|row| filter.kinds.is_empty() || filter.kinds.contains(&row.date.kind)));
                let currency = |row: &KeyDateRow| row.date.amount.map_or("EUR", |amount| amount.currency.code());
                let with_amount: Vec<KeyDateRow> = rows.into_iter().filter(|row| row.date.amount.is_some()).collect();
                let counted = counts(actor, filter, days()).await.expect("counts");
                let mut counted = told(&counted);
                for (key, (dates, minor)) in of_rows(&with_amount, currency) {
                    let found = counted.remove(&key).expect("a count for each date");
                    assert!(found.0 >= dates && found.1 == minor, "{key:?}: {found:?} {dates} {minor}");
                }
                assert!(counted.values().all(|(_, minor)| *minor == 0), "nothing counted that no list shows");
            }
            assert!(shown > 2 * everything.len(), "the filters leave something");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn key_dates_follow_their_contract() {
    for test in offices("key_date_follow").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let manager = acting_as(&test.office, Role::Manager).await;
        let rows = all(&manager, &Filter::default()).await;
        let row = rows.iter().find(|row| row.date.kind == KeyDateKind::NoticeDeadline && row.owner.is_some());
        let row = row.expect("a deadline");
        let number = &row.contract;
        let sheet = contract::find(&manager, number).await.expect("the contract");
        let other =
            sample::demonstration(today()).people.into_iter().find(|person| Some(person.id) != sheet.details.owner);
        let other = other.expect("somebody else");
        let details = model::contract::ContractDetails { owner: Some(other.id), ..sheet.details.clone() };
        let before = of_rows(&rows, |_| "EUR").values().map(|(dates, _)| dates).sum::<u64>();
        contract::change(&manager, number, sheet.version, details, sheet.lines.clone()).await.expect("saved");
        let rows = all(&manager, &Filter::default()).await;
        // What has an owner of its own, such as a visit with its technician, keeps it.
        let of_terms = |row: &&KeyDateRow| KeyDateKind::OF_TERMS.contains(&row.date.kind);
        let mine: Vec<&KeyDateRow> = rows.iter().filter(|row| row.contract == *number).filter(of_terms).collect();
        assert!(!mine.is_empty() && mine.iter().all(|row| row.owner.as_deref() == Some(&*other.name)));
        assert_eq!(of_rows(&rows, |_| "EUR").values().map(|(dates, _)| dates).sum::<u64>(), before);
        let of_other = all(&manager, &Filter { owner: Some(other.id), ..Filter::default() }).await;
        assert!(mine.iter().all(|row| of_other.contains(row)));
    }
}

/// What the sums say is to be invoiced, and what the rows of the ledger say, for those who see all and for those who do
/// not, over three years.
async fn differ(actor: &Actor, filters: &[Filter]) -> Vec<String> {
    let days = Period::new(today() - Days::new(500), today() + Days::new(600)).expect("days");
    let mut wrong = Vec::new();
    for filter in filters {
        let told = invoices(actor, filter, days).await.expect("sums");
        let told: BTreeMap<(Day, &str), i64> = told
            .iter()
            .flat_map(|of_day| of_day.amounts.iter().map(|money| ((of_day.day, money.currency.code()), money.minor)))
            .collect();
        let mut rows: BTreeMap<(Day, &str), i64> = BTreeMap::new();
        let mut number = 1;
        loop {
            let listed = BillingFilter {
                from: Some(days.first),
                to: Some(days.last),
                states: vec![BillingState::Expected],
                customer: filter.customer,
                ..BillingFilter::default()
            };
            let (some, _) =
                billing::list_with_totals(actor, &listed, operations::page(number, 200)).await.expect("rows");
            if some.rows.is_empty() {
                break;
            }
            for row in some.rows {
                *rows.entry((row.billing_day, row.amount.currency.code())).or_default() += row.amount.minor;
            }
            number += 1;
        }
        rows.retain(|_, minor| *minor != 0);
        if told != rows {
            wrong.push(format!("{filter:?}: {told:?} {rows:?}"));
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn invoices_to_come_are_those_of_the_ledger_whatever_is_written() {
    for test in offices("invoices_to_come").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let manager = acting_as(office, Role::Manager).await;
        let finance = acting_as(office, Role::Finance).await;
        let customers = contract::list(&manager, &<_>::default(), <_>::default(), false, operations::page(1, 4)).await;
        let customers = customers.expect("contracts").rows.into_iter().map(|row| row.customer_id);
        let mut filters: Vec<Filter> =
            customers.map(|customer| Filter { customer: Some(customer), ..Filter::default() }).collect();
        filters.push(Filter::default());
        for statement in [
            "",
            "UPDATE contract SET confidentiality = 'people' WHERE number LIKE '%2' OR number LIKE '%5'",
            "UPDATE expected_billing SET state = 'billed' WHERE amount_minor > 100000",
            "UPDATE expected_billing SET state = 'expected', amount_minor = amount_minor + 7 WHERE amount_minor > 200000",
            "UPDATE expected_billing SET collected_minor = 0 WHERE amount_minor > 200000",
            "UPDATE contract SET confidentiality = 'organisation' WHERE number LIKE '%5'",
            "DELETE FROM expected_billing WHERE id NOT IN (SELECT expected_billing_id FROM billing_match) AND revision = 0",
        ] {
            if !statement.is_empty() {
                run(office, statement).await;
            }
            for actor in [&manager, &finance] {
                assert_eq!(differ(actor, &filters).await, Vec::<String>::new(), "after {statement:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_see_billing_see_invoices_to_come() {
    for test in offices("invoices_to_come_seen").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let manager = acting_as(&test.office, Role::Manager).await;
        let service = acting_as(&test.office, Role::Service).await;
        let in_month = |month: CalendarMonth| {
            month
                .weeks
                .iter()
                .flatten()
                .map(|day| (day.invoices.len(), day.rows.len() + day.kinds.len()))
                .fold((0, 0), |(invoices, dates), (more, others)| (invoices + more, dates + others))
        };
        let all = Filter::default();
        let seen = async |actor, shown| in_month(month(actor, &all, today(), shown).await.expect("a month"));
        let (invoices, dates) = seen(&manager, InvoicesShown::Beside).await;
        assert!(invoices > 0 && dates > 0);
        assert_eq!(seen(&manager, InvoicesShown::Alone).await, (invoices, 0));
        assert_eq!(seen(&manager, InvoicesShown::Hidden).await, (0, dates));
        assert_eq!(seen(&service, InvoicesShown::Beside).await.0, 0);
        // Of one owner's contracts there is no more than of all.
        let sum = async |filter: &Filter| {
            let days = Period::new(today(), today() + Days::new(300)).expect("days");
            let found = invoices_of(&manager, filter, days).await;
            found.iter().flat_map(|of_day| &of_day.amounts).map(|money| money.minor).sum::<i64>()
        };
        let mut of_owners = 0;
        for person in sample::demonstration(today()).people {
            of_owners += sum(&Filter { owner: Some(person.id), ..Filter::default() }).await;
        }
        assert!(of_owners > 0 && of_owners <= sum(&all).await);
    }
}

async fn invoices_of(actor: &Actor, filter: &Filter, days: Period) -> Vec<InvoicesOnDay> {
    invoices(actor, filter, days).await.expect("sums")
}
