//! Renewals in lists, and one with everything to decide by.

use crate::{Actor, Reading, Result, contract, leakage, obligation, office, settings};
use model::{
    billing::{decimals_read, price_around},
    calendar::Day,
    contract::ContractDetails,
    id::{ContractId, PersonId},
    money::Money,
    permission::Permission,
    price_line::{PriceLine, Recurrence},
    renewal::{Paying, RenewalChoice, Second, Upcoming, Work, needs_second, upcoming, value},
    service_visit::VisitState,
    view::{List, NamedRenewal, PriceAhead, RenewalPack, RenewalRow, RenewalSheet},
};
use std::collections::{BTreeMap, HashMap};
use store::{Page, renewal::Listed};

pub use store::renewal::Filter as RenewalFilter;

/// The most open findings whose amounts are added up for one contract.
const FINDINGS_MOST: u64 = 200;

/// The renewals a filter leaves, by the day to decide, and how many there are in all.
pub async fn list(actor: &Actor, filter: &RenewalFilter, descending: bool, page: Page) -> Result<List<RenewalRow>> {
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    rows(actor, filter, descending, page).await
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(actor: &Actor, filter: &RenewalFilter, descending: bool, number: u64) -> Result<List<RenewalRow>> {
    actor.read(Permission::Export)?;
    rows(actor, filter, descending, crate::page(number, crate::EXPORT_ROWS)).await
}

async fn rows(actor: &Actor, filter: &RenewalFilter, descending: bool, page: Page) -> Result<List<RenewalRow>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let day = actor.day();
    let (found, total) =
        store::renewal::list(reading.connection(), reading.sight(), filter, descending, day, page).await?;
    let row = |Listed { work, number, title, customer, owner }: Listed| RenewalRow {
        contract: number,
        title,
        customer,
        owner,
        way: work.upcoming.way,
        term: work.upcoming.term,
        first_on: work.upcoming.first_on,
        deadline: work.upcoming.deadline,
        decide_by: work.upcoming.decide_by,
        value: work.value,
        state: work.state(day),
        decision: work.choice.map(|choice| choice.decision),
    };
    Ok(List { rows: found.into_iter().map(row).collect(), total: total.rows, more: total.more, day })
}

/// Who may answer for renewals: what a list can be filtered by.
pub async fn owners(actor: &Actor) -> Result<Vec<(PersonId, String)>> {
    obligation::owners(actor).await
}

/// The renewal of a contract, with everything to decide by.
///
/// # Errors
/// [`model::refusal::Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn find(actor: &Actor, number: &str) -> Result<RenewalSheet> {
    let (sheet, practice) = contract::find_with_practice(actor, number).await?;
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let (day, settled) = (actor.day(), settings::settled(connection).await?);
    let known = store::renewal::of_contracts(connection, &[sheet.id]).await?;
    let names = crate::person::names(actor).await?;
    let (open, mut past): (Vec<Work>, Vec<Work>) = known.into_iter().partition(|work| work.outcome.is_none());
    past.reverse();
    let open = open.into_iter().next();
    let ahead = upcoming(&sheet.details, &sheet.facts, &practice, day);
    let worth = ahead.as_ref().and_then(|ahead| value(&sheet.details, &sheet.lines, ahead));
    let decider = open.as_ref().and_then(|work| work.choice.as_ref()?.by);
    let pack = pack(actor, &reading, (sheet.id, &sheet.details, &sheet.lines), ahead, day).await?;
    Ok(RenewalSheet {
        opens_on: ahead.map(|ahead| ahead.opens_on(settled.renewal_lead_days)),
        needs_second: needs_second(worth, settled.second_person_from),
        may_confirm: actor.may(Permission::ConfirmRenewals) && (decider.is_none() || decider != actor.person()),
        value: worth,
        ahead,
        open: open.map(|work| named(work, &names, day)),
        past: past.into_iter().map(|work| named(work, &names, day)).collect(),
        pack,
        sheet,
    })
}

fn named(work: Work, names: &HashMap<PersonId, String>, day: Day) -> NamedRenewal {
    let choice = work.choice.as_ref();
    let name = |person: Option<PersonId>| person.and_then(|person| names.get(&person).cloned());
    let confirmed = choice.and_then(|RenewalChoice { second, .. }| match second {
        Second::Given { by, .. } => Some(*by),
        Second::NotNeeded | Second::Awaited => None,
    });
    NamedRenewal {
        state: work.state(day),
        decided_by: name(choice.and_then(|choice| choice.by)),
        confirmed_by: name(confirmed),
        work,
    }
}

/// What a decision goes by: seven queries, however long the contract has lasted.
async fn pack(
    actor: &Actor,
    reading: &Reading<'_>,
    (id, details, lines): (ContractId, &ContractDetails, &[PriceLine]),
    ahead: Option<Upcoming>,
    day: Day,
) -> Result<RenewalPack> {
    let connection = reading.connection();
    let own = obligation::ObligationFilter { contract: Some(id), ..<_>::default() };
    let rates = store::obligation::rates(connection, reading.sight(), &own, day).await?;
    let visits = store::service_visit::visits_of(connection, &[id]).await?;
    let states: Vec<VisitState> =
        visits.iter().filter(|visit| visit.key.is_some()).map(|visit| visit.state(day)).collect();
    let count = |state| u32::try_from(states.iter().filter(|own| **own == state).count()).unwrap_or(u32::MAX);
    let (visits_done, visits_missed) = (count(VisitState::Done), count(VisitState::Missed));
    let paying = if actor.may(Permission::ViewBilling) {
        let usual = office::settings(connection).await?.leakage.default_payment_days;
        let invoices = store::invoice::of_contracts(connection, &[id]).await?;
        Some(Paying::of(invoices.iter().map(|stored| &stored.invoice), details.payment_term, usual, day))
    } else {
        None
    };
    let findings = if actor.may(Permission::ViewLeakage) {
        let own = leakage::FindingFilter { contract: Some(id), ..leakage::FindingFilter::default() };
        let found = leakage::list(actor, &own, Page::first(FINDINGS_MOST)).await?;
        let mut sums: BTreeMap<&'static str, Money> = BTreeMap::new();
        for amount in found.rows.iter().filter_map(|row| row.finding.amount) {
            let sum = sums.entry(amount.currency.code()).or_insert_with(|| Money::zero(amount.currency));
            sum.minor = sum.minor.saturating_add(amount.minor);
        }
        Some((found.total, sums.into_values().collect()))
    } else {
        None
    };
    let first = details.starts_on.or(details.signed_on);
    let price = |line: &PriceLine| {
        let recurs = matches!(line.recurrence, Recurrence::Every { .. });
        let then = ahead.map_or(day, |ahead| ahead.first_on);
        let live = recurs && line.ends_on.is_none_or(|ends| ends >= then);
        let around = live.then(|| price_around(line, first, day)).flatten()?;
        let new = price_around(line, first, then)?;
        Some(PriceAhead {
            description: line.description.clone(),
            decimals: decimals_read(line, details.currency),
            now: around.now,
            then: new.now,
            next_on: around.next.map(|(_, on)| on),
        })
    };
    let prices = lines.iter().filter_map(price).collect();
    Ok(RenewalPack {
        rates,
        visits_due: visits_done + visits_missed,
        visits_done,
        visits_missed,
        paying,
        findings,
        prices,
    })
}
