//! Visits beyond those promised.

use super::{
    plan::{PlanForm, read},
    write_key_dates,
};
use crate::{Actor, Result, leakage};
use model::{
    calendar::Period,
    event::{Event, Subject},
    id::{VisitId, VisitPromiseId},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    service_visit::Visit,
};
use serde::{Deserialize, Serialize};

/// The most characters of what is done.
const DESCRIPTION_MOST: u32 = 200;

/// A visit beyond those promised, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExtraForm {
    /// Identity of the promise by whose place, checklist and prices it goes.
    pub promise: String,
    /// What is done; what the promise says if empty.
    pub description: String,
    /// When, and who goes.
    pub plan: PlanForm,
}

/// Adds a visit beyond those promised, with its day.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Fields`] with every problem at its field.
pub async fn add_extra(actor: &Actor, number: &str, form: &ExtraForm) -> Result<VisitId> {
    let mut acting = actor.begin(Permission::PlanVisits).await?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?;
    let id: Option<VisitPromiseId> = form.promise.parse().ok();
    let promises = store::service_visit::promises_of(acting.connection(), &[contract.id]).await?;
    let promise = promises.into_iter().find(|promise| Some(promise.id) == id);
    let promise = promise.ok_or_else(|| refused("promise", Problem::NotAChoice))?;
    let description =
        Some(form.description.trim()).filter(|text| !text.is_empty()).unwrap_or(&promise.terms.description);
    if description.chars().count() > DESCRIPTION_MOST as usize {
        return Err(refused("description", Problem::TooLong { most: DESCRIPTION_MOST }).into());
    }
    let (plan, _) = read(acting.connection(), actor, &form.plan, None).await?;
    let visit = Visit {
        id: VisitId(actor.office().clock().id()),
        contract: contract.id,
        site: promise.terms.site,
        promise: Some(promise.id),
        key: None,
        description: description.to_owned(),
        window: Period { first: plan.on, last: plan.on },
        plan: Some(plan),
        announced_on: None,
        done: None,
        cancelled: None,
        proposal: None,
        decision: None,
        version: 1,
    };
    store::service_visit::insert_many(acting.connection(), std::slice::from_ref(&visit)).await?;
    write_key_dates(acting.connection(), &[contract.id]).await?;
    leakage::recompute(acting.connection(), actor, &[contract.id]).await?;
    let event = Event::ExtraVisitAdded { what: visit.description, on: plan.on };
    acting.record(Subject::Contract(contract.id), event);
    acting.commit().await?;
    Ok(visit.id)
}

fn refused(field: &str, problem: Problem) -> Refusal {
    Refusal::Fields(vec![FieldProblem::new(field, problem)])
}
