//! Obligations: what either side of a contract has promised, when it falls due, and what became of it.

mod edit;
mod making;
mod step;

pub use edit::{add, change, remove, save_typed};
pub(crate) use making::{Gates, gates, keep_up, recompute};
pub use step::{accept, fulfil, hand_over, refuse, take_back, waive};
pub use store::obligation::{Filter as ObligationFilter, Sort as ObligationSort};

use crate::{Actor, Result, contract};
use model::{
    calendar::Day,
    id::{CustomerId, ObligationId, OccurrenceId, PersonId, PriceLineId},
    obligation::{ObligationForm, Rates, State, state},
    permission::Permission,
    refusal::Refusal,
    view::{ContractObligations, ContractSheet, List, ObligationOpening, ObligationRow, OccurrenceRow},
};
use store::{
    ConnectionTrait, Page,
    obligation::{Kept, Listed, Stored},
    sight::Sight,
};

/// The states in which somebody still has to do something.
pub const OPEN: [State; 5] = [State::Overdue, State::Due, State::HandedOver, State::Partly, State::Pending];

/// How many open occurrences the sheet of a contract shows; the list shows all.
const SHOWN: u64 = 30;

/// The occurrences a filter leaves, how many there are in all, and, of one contract, one customer or one owner, how well the
/// promises are kept that the filter leaves in whatever state: over a whole portfolio that would add up everything that was
/// ever due.
pub async fn list(
    actor: &Actor,
    filter: &ObligationFilter,
    sort: (ObligationSort, bool),
    page: Page,
) -> Result<(List<OccurrenceRow>, Rates)> {
    let reading = actor.read(Permission::ViewContracts)?;
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    let found = rows(actor, reading.connection(), reading.sight(), filter, sort, page).await?;
    let rates = if filter.contract.is_some() || filter.customer.is_some() || filter.owner.is_some() {
        let whatever = ObligationFilter { states: Vec::new(), ..filter.clone() };
        store::obligation::rates(reading.connection(), reading.sight(), &whatever, actor.day()).await?
    } else {
        Rates::default()
    };
    Ok((found, rates))
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(
    actor: &Actor,
    filter: &ObligationFilter,
    sort: (ObligationSort, bool),
    number: u64,
) -> Result<List<OccurrenceRow>> {
    actor.read(Permission::Export)?;
    let reading = actor.read(Permission::ViewContracts)?;
    let page = crate::page(number, crate::EXPORT_ROWS);
    rows(actor, reading.connection(), reading.sight(), filter, sort, page).await
}

async fn rows(
    actor: &Actor,
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &ObligationFilter,
    sort: (ObligationSort, bool),
    page: Page,
) -> Result<List<OccurrenceRow>> {
    let day = actor.day();
    let (rows, total) = store::obligation::list(connection, sight, filter, sort, day, page).await?;
    let rows = rows.into_iter().map(|listed| occurrence_row(listed, day)).collect();
    Ok(List { rows, total: total.rows, more: total.more, day })
}

fn occurrence_row(listed: Listed, day: Day) -> OccurrenceRow {
    let Listed { occurrence, obligation, number, contract_title, customer, owner } = listed;
    let Stored { id, obligation: of, contract: _, due, late_from, lapsed, standing, progress, has_files, version } =
        occurrence;
    let Kept { obligation, .. } = obligation;
    OccurrenceRow {
        id,
        version,
        obligation: of,
        title: obligation.title,
        kind: obligation.kind,
        side: obligation.side,
        contract: number,
        contract_title,
        customer,
        owner,
        due,
        state: state(standing, due, late_from, lapsed, day),
        standing,
        amount: obligation.amount,
        evidence: obligation.evidence && !has_files,
        progress,
    }
}

/// One occurrence.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn find(actor: &Actor, id: OccurrenceId) -> Result<OccurrenceRow> {
    let reading = actor.read(Permission::ViewContracts)?;
    let listed = store::obligation::listed(reading.connection(), reading.sight(), id).await?;
    Ok(occurrence_row(listed.ok_or(Refusal::NotFound)?, actor.day()))
}

/// The obligations of a contract, what of them is to be done, and how well they are kept.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn of_contract(actor: &Actor, number: &str) -> Result<ContractObligations> {
    let sheet = contract::find(actor, number).await?;
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let kept = store::obligation::of_contracts(connection, &[sheet.id]).await?;
    let ids: Vec<ObligationId> = kept.iter().map(|kept| kept.id).collect();
    let there = store::obligation::occurrences_of(connection, &ids).await?;
    let names = crate::person::names(actor).await?;
    let obligations = kept.into_iter().map(|kept| {
        let own: Vec<&Stored> = there.iter().filter(|one| one.obligation == kept.id).collect();
        let owner = kept.obligation.owner.or(sheet.details.owner);
        ObligationRow {
            id: kept.id,
            version: kept.version,
            owner: owner.and_then(|owner| names.get(&owner).cloned()),
            line: kept.obligation.line.and_then(|line| line_of(&sheet, line)),
            first: own.first().map(|one| one.due),
            occurrences: u32::try_from(own.len()).unwrap_or(u32::MAX),
            has_facts: own.iter().any(|one| one.is_touched()),
            obligation: kept.obligation,
        }
    });
    let obligations = obligations.collect();
    let all = ObligationFilter { contract: Some(sheet.id), ..ObligationFilter::default() };
    let open = ObligationFilter { states: OPEN.to_vec(), ..all.clone() };
    let sort = (ObligationSort::Due, false);
    let open = rows(actor, connection, reading.sight(), &open, sort, Page::first(SHOWN)).await?;
    let rates = store::obligation::rates(connection, reading.sight(), &all, actor.day()).await?;
    Ok(ContractObligations { sheet, obligations, open: open.rows, open_in_all: open.total, rates })
}

fn line_of(sheet: &ContractSheet, line: PriceLineId) -> Option<String> {
    sheet.lines.iter().find(|own| own.id == line).map(|own| own.description.clone())
}

/// How well the promises in a customer's contracts are kept.
pub async fn rates_of_customer(actor: &Actor, customer: CustomerId) -> Result<Rates> {
    let reading = actor.read(Permission::ViewContracts)?;
    let filter = ObligationFilter { customer: Some(customer), ..ObligationFilter::default() };
    Ok(store::obligation::rates(reading.connection(), reading.sight(), &filter, actor.day()).await?)
}

/// What a list of obligations can be filtered by: who may see to them.
pub async fn owners(actor: &Actor) -> Result<Vec<(PersonId, String)>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let people = store::person::list(reading.connection()).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

/// An obligation of a contract opened for editing; without an identity a new one, due today and of the contract's owner.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or the contract may not be seen.
pub async fn open(actor: &Actor, number: &str, id: Option<ObligationId>) -> Result<ObligationOpening> {
    actor.read(Permission::EditObligations)?;
    let sheet = contract::find(actor, number).await?;
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let people = store::person::list(connection).await?.into_iter().filter(|person| person.active);
    let owners = people.map(|person| (person.id.to_string(), person.name)).collect();
    let lines = sheet.lines.iter().map(|line| (line.id.to_string(), line.description.clone())).collect();
    let (currency, title) = (sheet.details.currency, sheet.details.title.clone());
    let (form, kept, version, removable) = match id {
        None => (ObligationForm::new(actor.day(), currency), None, 0, false),
        Some(id) => {
            let kept = store::obligation::kept(connection, id).await?.filter(|kept| kept.contract == sheet.id);
            let kept = kept.ok_or(Refusal::NotFound)?;
            let there = store::obligation::occurrences_of(connection, &[id]).await?;
            let form = ObligationForm::of(&kept.obligation, currency, actor.language());
            let removable = !there.iter().any(Stored::is_touched);
            (form, Some(kept.obligation), kept.version, removable)
        }
    };
    Ok(ObligationOpening { contract: sheet.number, title, form, version, kept, removable, owners, lines })
}
