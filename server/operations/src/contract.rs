//! Contracts: seeing, adding and changing them.

mod date_terms;
mod edit;
mod life;
mod notice;

pub use date_terms::{change_dates, change_dates_typed};
pub use edit::{add, change, create, customer_names, edit, edit_over, follows, form, form_and_prices};
pub use life::life;
pub use notice::{give_notice, leave_early, record_notice, take_back_notice};

use crate::{Actor, Result, billing, key_date, leakage, obligation, practice::Practices, risk, service_visit};
use model::{
    calendar::Day,
    contract::{ContractDetails, ContractFacts, EarlyNotice},
    id::{ContractId, CustomerId, PersonId, PriceLineId},
    permission::Permission,
    price_line::PriceLine,
    refusal::Refusal,
    term::{self, NoticeBy, Practice},
    view::{ContractChoices, ContractRow, ContractSheet, List},
};
use std::collections::HashMap;
use store::{
    ConnectionTrait, Page,
    contract::{Contract, Filter, Listed, NewContract, Reach, Sort, StoredDates},
};

pub use store::contract::{Filter as ContractFilter, Sort as ContractSort, Stage};

/// How many contracts are added together.
const INSERTED_TOGETHER: usize = 1_000;

/// The most rows of a list at once.
pub const PAGE_MOST: u64 = 200;

/// What the model says of a contract's dates on a day, as the list columns repeat it.
pub(crate) fn stored_dates(
    details: &ContractDetails,
    facts: &ContractFacts,
    practice: &Practice,
    day: Day,
) -> StoredDates {
    let dates = term::dates(details, facts, practice, day);
    // The answer changes when the current term or the contract is over, or when it begins.
    let turns = [
        dates.term.and_then(term::Term::last),
        dates.ends_on.as_ref().map(|end| end.day),
        details.starts_on.and_then(|start| start.pred_opt()),
        dates.notice_deadline.as_ref().map(|deadline| deadline.day),
    ];
    StoredDates {
        ends_on: dates.ends_on.map(|end| end.day),
        next_renewal_on: dates.renews_on.map(|renewal| renewal.day),
        next_deadline_on: dates.notice_deadline.map(|deadline| deadline.day),
        next_decision_on: dates.decision_deadline.map(|decision| decision.day),
        until: turns.into_iter().flatten().filter(|turn| *turn >= day).min(),
        ledger: billing::span(details, facts, practice, day).map_or_else(Reach::default, |span| Reach {
            from: Some(span.first),
            to: span.last,
            horizon: Some(span.horizon),
        }),
    }
}

/// The contracts a filter leaves, and how many there are in all.
pub async fn list(
    actor: &Actor,
    filter: &Filter,
    sort: Sort,
    descending: bool,
    page: Page,
) -> Result<List<ContractRow>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let page = Page { limit: page.limit.min(PAGE_MOST), ..page };
    let day = actor.day();
    let (rows, total) =
        store::contract::list(reading.connection(), reading.sight(), filter, sort, descending, day, page).await?;
    Ok(List { rows: rows.iter().map(|row| contract_row(row, day)).collect(), total: total.rows, more: total.more, day })
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(
    actor: &Actor,
    filter: &Filter,
    sort: Sort,
    descending: bool,
    number: u64,
) -> Result<List<ContractRow>> {
    actor.read(Permission::Export)?;
    let reading = actor.read(Permission::ViewContracts)?;
    let (day, page) = (actor.day(), crate::page(number, crate::EXPORT_ROWS));
    let (rows, total) =
        store::contract::list(reading.connection(), reading.sight(), filter, sort, descending, day, page).await?;
    Ok(List { rows: rows.iter().map(|row| contract_row(row, day)).collect(), total: total.rows, more: total.more, day })
}

/// What a list of contracts can be filtered by, and the name of the customer it is filtered by.
pub async fn choices(actor: &Actor, customer: Option<CustomerId>) -> Result<ContractChoices> {
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let people = store::person::list(connection).await?;
    let entities = store::legal_entity::list(connection).await?;
    Ok(ContractChoices {
        owners: people.into_iter().map(|person| (person.id, person.name)).collect(),
        legal_entities: entities.into_iter().map(|(id, entity)| (id, entity.name)).collect(),
        currencies: store::contract::currencies(connection).await?,
        customer: match customer {
            Some(customer) => store::customer::find(connection, customer).await?.map(|found| found.details.name),
            None => None,
        },
    })
}

fn contract_row(row: &Listed, day: Day) -> ContractRow {
    let facts = ContractFacts {
        notice_given_on: row.notice_given_on,
        notice_received_on: row.notice_received_on,
        // Whose notice it was does not move the phase.
        left_early: row.left_early_on.map(|on| EarlyNotice { by: NoticeBy::Us, on }),
        ended_on: row.ended_on,
        ..ContractFacts::default()
    };
    ContractRow {
        number: row.number.clone(),
        reference: row.reference.clone(),
        title: row.title.clone(),
        contract_type: row.contract_type,
        customer: row.customer_name.clone(),
        customer_id: row.customer,
        legal_entity: row.legal_entity_name.clone(),
        owner: row.owner_name.clone(),
        phase: term::phase_of(row.signed_on, row.starts_on, &facts, row.ends_on, day),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        notice_deadline: row.next_deadline_on,
        value: row.value,
        value_of: row.value_of,
    }
}

/// The identity of a contract by its number.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn id(actor: &Actor, number: &str) -> Result<ContractId> {
    let reading = actor.read(Permission::ViewContracts)?;
    let found = store::contract::find_by_number(reading.connection(), reading.sight(), number).await?;
    Ok(found.ok_or(Refusal::NotFound)?.id)
}

/// The number of a contract, for whoever knows its identity.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn number(actor: &Actor, id: ContractId) -> Result<String> {
    let reading = actor.read(Permission::ViewContracts)?;
    let found = store::contract::find_many(reading.connection(), reading.sight(), &[id]).await?.pop();
    Ok(found.ok_or(Refusal::NotFound)?.number)
}

/// A contract by its number.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or it may not be seen.
pub async fn find(actor: &Actor, number: &str) -> Result<ContractSheet> {
    Ok(find_with_practice(actor, number).await?.0)
}

/// A contract by its number, with what counts for its dates where it says nothing of them.
///
/// # Errors
/// Those of [`find`].
pub async fn find_with_practice(actor: &Actor, number: &str) -> Result<(ContractSheet, Practice)> {
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let contract = store::contract::find_by_number(connection, reading.sight(), number).await?;
    let contract = contract.ok_or(Refusal::NotFound)?;
    let lines = store::contract::lines_of(connection, &[contract.id]).await?;
    let customer = store::customer::find(connection, contract.details.customer).await?.ok_or(Refusal::NotFound)?;
    let entities = store::legal_entity::list(connection).await?;
    let legal_entity = entities
        .into_iter()
        .find_map(|(id, entity)| (id == contract.details.legal_entity).then_some(entity.name))
        .unwrap_or_default();
    let practice = Practices::read(connection).await?.into_of(&contract.details);
    let names = crate::person::names(actor).await?;
    let name = |person: Option<PersonId>| person.and_then(|person| names.get(&person).cloned());
    let Contract { id, number, details, facts, import: _, version } = contract;
    let sheet = ContractSheet {
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        customer: customer.details,
        legal_entity,
        owner: name(details.owner),
        deputy: name(details.deputy),
        dates: term::dates(&details, &facts, &practice, actor.day()),
        day: actor.day(),
        id,
        number,
        version,
        details,
        facts,
    };
    Ok((sheet, practice))
}

/// Numbers contracts of our own series: `C-2026-0042`.
pub(crate) async fn take_numbers(connection: &impl ConnectionTrait, day: Day, count: usize) -> Result<Vec<String>> {
    use chrono::Datelike;
    let year = day.year();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let first = store::numbering::take(connection, &format!("contract-{year}"), count).await?;
    Ok((first..first.saturating_add(count)).map(|number| format!("C-{year}-{number:04}")).collect())
}

/// Makes our own series go on after numbers that were given elsewhere; a number of another form is left alone.
pub(crate) async fn go_on_after(connection: &impl ConnectionTrait, numbers: &[String]) -> Result<()> {
    let mut highest: HashMap<&str, i64> = HashMap::new();
    for number in numbers {
        let parsed = number.strip_prefix("C-").and_then(|rest| rest.split_once('-'));
        if let Some((year, Ok(count))) = parsed.map(|(year, count)| (year, count.parse::<i64>())) {
            let most = highest.entry(year).or_default();
            *most = count.max(*most);
        }
    }
    for (year, most) in highest {
        store::numbering::raise(connection, &format!("contract-{year}"), most.saturating_add(1)).await?;
    }
    Ok(())
}

/// Adds contracts that the caller has checked, with their ledger.
pub(crate) async fn insert(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    contracts: Vec<(Contract, Vec<PriceLine>, String)>,
) -> Result<()> {
    let mut contracts = contracts.into_iter();
    loop {
        // A chunk at a time, because the ledger of many contracts is large.
        let some: Vec<_> = contracts.by_ref().take(INSERTED_TOGETHER).collect();
        if some.is_empty() {
            return Ok(());
        }
        insert_some(connection, actor, some).await?;
    }
}

async fn insert_some(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    contracts: Vec<(Contract, Vec<PriceLine>, String)>,
) -> Result<()> {
    let day = actor.day();
    let practices = Practices::read(connection).await?;
    let new: Vec<NewContract> = contracts
        .into_iter()
        .map(|(contract, lines, customer_name)| NewContract {
            dates: stored_dates(&contract.details, &contract.facts, practices.of(&contract.details), day),
            contract,
            lines,
            customer_name,
        })
        .collect();
    store::contract::insert_many(connection, &new, actor.now().timestamp_millis()).await?;
    let (mut rows, mut key_dates) = (Vec::new(), Vec::new());
    for NewContract { contract, lines, .. } in &new {
        let practice = practices.of(&contract.details);
        key_dates.extend(key_date::of_terms(contract, practice, lines, day));
        let expected = billing::expected_of(&contract.details, &contract.facts, practice, (lines, &[]), day)?;
        rows.extend(expected.into_iter().map(|expected| store::billing::NewRow {
            id: actor.office().clock().id().into(),
            contract: contract.id,
            customer: contract.details.customer,
            expected,
            revision: 0,
            correction: None,
        }));
    }
    store::billing::insert_many(connection, &rows).await?;
    let ids: Vec<ContractId> = new.iter().map(|new| new.contract.id).collect();
    key_date::write_terms(connection, &ids, &key_dates).await
}

/// Recomputes everything that follows from contracts on the day: dates, ledger, service visits, findings.
pub(crate) async fn recompute(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    recompute_with(connection, actor, ids, None).await
}

/// The same where what was billed is being read already.
pub(crate) async fn recompute_with(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[ContractId],
    ahead: Option<leakage::Ahead>,
) -> Result<()> {
    obligation::recompute(connection, actor, ids).await?;
    let ledgers = billing::recompute(connection, actor, ids).await?;
    service_visit::lay_out(connection, actor, ids).await?;
    leakage::recompute_with(connection, actor, ids, ledgers, ahead).await?;
    review(connection, actor, ids).await
}

/// Brings the risk of contracts up to date, which follows from their findings, too; where that moves a review, what is found
/// about it follows.
pub(crate) async fn review(connection: &impl ConnectionTrait, actor: &Actor, ids: &[ContractId]) -> Result<()> {
    let moved = risk::recompute(connection, actor, ids).await?;
    if moved.is_empty() { Ok(()) } else { leakage::recompute(connection, actor, &moved).await }
}

/// The same where nothing but the day has changed.
pub(crate) async fn keep_up(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[ContractId],
    ahead: Option<leakage::Ahead>,
) -> Result<()> {
    obligation::keep_up(connection, actor, ids).await?;
    billing::keep_up(connection, actor, ids).await?;
    service_visit::lay_out(connection, actor, ids).await?;
    leakage::recompute_with(connection, actor, ids, billing::Ledgers::new(), ahead).await?;
    review(connection, actor, ids).await
}

/// Price lines by contract.
pub(crate) fn by_contract(lines: Vec<(ContractId, PriceLine)>) -> HashMap<ContractId, Vec<PriceLine>> {
    let mut grouped: HashMap<ContractId, Vec<PriceLine>> = HashMap::new();
    for (contract, line) in lines {
        grouped.entry(contract).or_default().push(line);
    }
    grouped
}

/// A new identity for a price line.
pub(crate) fn new_line_id(actor: &Actor) -> PriceLineId {
    actor.office().clock().id().into()
}
