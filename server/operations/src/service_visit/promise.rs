//! What contracts promise of visits: added, changed and removed with the visits that follow from it.

use super::{contract_of, lay_out, lay_out::with_files, write_key_dates};
use crate::{Actor, Result, leakage};
use model::{
    event::{Event, Subject},
    id::{VisitId, VisitPromiseId},
    language::Language,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    service_visit::{KnownPromise, PromiseForm, VisitPromise},
    typed::Form,
};
use store::{ConnectionTrait, contract::Contract};

/// Adds a promise to a contract, as typed by somebody who reads a language, and lays out its visits.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Fields`] with every problem at its field.
pub async fn add_promise(
    actor: &Actor,
    number: &str,
    form: &PromiseForm,
    language: Language,
) -> Result<VisitPromiseId> {
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?;
    let terms = accepted(acting.connection(), &contract, (form, language)).await?;
    let (what, per_year) = (terms.description.clone(), terms.rhythm.per_year());
    let id = VisitPromiseId(actor.office().clock().id());
    let promise = KnownPromise { id, contract: contract.id, terms, version: 1 };
    store::service_visit::insert_promise(acting.connection(), &promise).await?;
    lay_out(acting.connection(), actor, &[contract.id]).await?;
    leakage::recompute(acting.connection(), actor, &[contract.id]).await?;
    acting.record(Subject::Contract(contract.id), Event::VisitsPromised { what, per_year });
    acting.commit().await?;
    Ok(id)
}

/// A promise.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none or its contract may not be seen.
pub async fn find_promise(actor: &Actor, id: VisitPromiseId) -> Result<KnownPromise> {
    let reading = actor.read(Permission::ViewContracts)?;
    let found = store::service_visit::find_promise(reading.connection(), reading.sight(), id).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Changes a promise, as typed by somebody who reads a language; visits to which nothing happened follow it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] with every problem at its field.
pub async fn change_promise(
    actor: &Actor,
    id: VisitPromiseId,
    version: i32,
    form: &PromiseForm,
    language: Language,
) -> Result<()> {
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let found = store::service_visit::find_promise(acting.connection(), acting.sight(), id).await?;
    let before = found.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let contract = contract_of(acting.connection(), acting.sight(), before.contract).await?;
    let terms = accepted(acting.connection(), &contract, (form, language)).await?;
    let form_of = |terms| PromiseForm::of(terms, contract.details.currency, Language::En);
    let changes = form_of(&before.terms).changes(&form_of(&terms));
    if changes.is_empty() {
        return Ok(());
    }
    let what = terms.description.clone();
    store::service_visit::update_promise(acting.connection(), &KnownPromise { terms, ..before }).await?;
    lay_out(acting.connection(), actor, &[contract.id]).await?;
    leakage::recompute(acting.connection(), actor, &[contract.id]).await?;
    acting.record(Subject::Contract(contract.id), Event::VisitPromiseChanged { what, changes });
    acting.commit().await
}

/// Removes a promise of whose visits none was planned, made or called off.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] where something happened to its visits: such a promise
/// is given a last day instead.
pub async fn remove_promise(actor: &Actor, id: VisitPromiseId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let found = store::service_visit::find_promise(acting.connection(), acting.sight(), id).await?;
    let KnownPromise { contract, terms, .. } = found.ok_or(Refusal::NotFound)?;
    let visits = store::service_visit::visits_of(acting.connection(), &[contract]).await?;
    let own = || visits.iter().filter(|visit| visit.promise == Some(id));
    let ids: Vec<VisitId> = own().map(|visit| visit.id).collect();
    if own().any(|visit| !visit.is_untouched()) || !with_files(acting.connection(), &ids).await?.is_empty() {
        return Err(Refusal::WrongState.into());
    }
    store::service_visit::delete_promise(acting.connection(), id, version).await?;
    store::service_visit::delete_many(acting.connection(), &ids).await?;
    write_key_dates(acting.connection(), &[contract]).await?;
    leakage::recompute(acting.connection(), actor, &[contract]).await?;
    acting.record(Subject::Contract(contract), Event::VisitPromiseRemoved { what: terms.description });
    acting.commit().await
}

/// What a form says, whose place belongs to the customer and whose price line to the contract.
async fn accepted(
    connection: &impl ConnectionTrait,
    contract: &Contract,
    (form, language): (&PromiseForm, Language),
) -> Result<VisitPromise> {
    let terms = form.read(language, contract.details.currency).map_err(Refusal::Fields)?;
    let mut problems = Vec::new();
    if let Some(site) = terms.site
        && store::site::find(connection, contract.details.customer, site).await?.is_none()
    {
        problems.push(FieldProblem::new("site", Problem::NotAChoice));
    }
    if let Some(line) = terms.line {
        let lines = store::contract::lines_of(connection, &[contract.id]).await?;
        if !lines.iter().any(|(_, known)| known.id == line) {
            problems.push(FieldProblem::new("line", Problem::NotAChoice));
        }
    }
    if problems.is_empty() { Ok(terms) } else { Err(Refusal::Fields(problems).into()) }
}
