//! Our own companies: those that sign contracts and issue invoices.

use crate::{
    Actor, Result,
    actor::{read_form, unless_same},
    holiday,
};
use model::{
    event::{Event, Subject},
    id::LegalEntityId,
    party::{LegalEntityDetails, check, form::LegalEntityForm},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    typed::Form,
    view::LegalEntityRow,
};
use store::ConnectionTrait;

/// All our companies, by name.
pub async fn list(actor: &Actor) -> Result<Vec<LegalEntityRow>> {
    let reading = actor.read(Permission::ManageLegalEntities)?;
    Ok(store::legal_entity::rows(reading.connection()).await?)
}

/// One of our companies.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none.
pub async fn find(actor: &Actor, id: LegalEntityId) -> Result<LegalEntityRow> {
    let reading = actor.read(Permission::ManageLegalEntities)?;
    found(reading.connection(), id).await
}

async fn found(connection: &impl ConnectionTrait, id: LegalEntityId) -> Result<LegalEntityRow> {
    // There are a handful of them, so one query serves for all questions.
    let all = store::legal_entity::rows(connection).await?;
    Ok(all.into_iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?)
}

/// A company opened for editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The form.
    pub form: LegalEntityForm,
    /// The version a save states; 0 for a new one.
    pub version: i32,
    /// Whether anything hangs on it, so that it cannot be removed.
    pub in_use: bool,
}

/// A company opened for editing; without an identity a new one.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none.
pub async fn open(actor: &Actor, id: Option<LegalEntityId>) -> Result<Opening> {
    let reading = actor.read(Permission::ManageLegalEntities)?;
    let Some(id) = id else { return Ok(Opening { form: LegalEntityForm::default(), version: 0, in_use: false }) };
    let LegalEntityRow { id: _, version, details, in_use } = found(reading.connection(), id).await?;
    Ok(Opening { form: LegalEntityForm::from(&details), version, in_use })
}

/// Adds a company as a form says, or saves the one that is named; otherwise as [`create`] and [`save`].
///
/// # Errors
/// Those of [`create`] and [`save`].
pub async fn save_typed(actor: &Actor, id: Option<LegalEntityId>, version: i32, form: &LegalEntityForm) -> Result<()> {
    let details = read_form(actor, Permission::ManageLegalEntities, || form.read())?;
    match id {
        None => create(actor, &details).await.map(|_| ()),
        Some(id) => {
            let saved = save(actor, id, version, &details).await;
            unless_same(saved, form, async || Ok(open(actor, Some(id)).await?.form)).await
        }
    }
}

/// Adds one of our companies.
///
/// # Errors
/// [`Refusal::Fields`], among them a name or number that another of our companies has.
pub async fn create(actor: &Actor, details: &LegalEntityDetails) -> Result<LegalEntityId> {
    let mut acting = actor.begin(Permission::ManageLegalEntities).await?;
    let details = checked(acting.connection(), None, details).await?;
    let id = LegalEntityId(actor.office().clock().id());
    store::legal_entity::insert(acting.connection(), id, &details, None).await?;
    acting.record(Subject::LegalEntity(id), Event::LegalEntityAdded { name: details.name });
    acting.commit().await?;
    Ok(id)
}

/// Saves one of our companies.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], and those of [`create`].
pub async fn save(actor: &Actor, id: LegalEntityId, version: i32, details: &LegalEntityDetails) -> Result<()> {
    let mut acting = actor.begin(Permission::ManageLegalEntities).await?;
    let before = found(acting.connection(), id).await?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let details = checked(acting.connection(), Some(id), details).await?;
    let changes = LegalEntityForm::from(&before.details).changes(&LegalEntityForm::from(&details));
    if changes.is_empty() {
        return Ok(());
    }
    store::legal_entity::update(acting.connection(), id, version, &details).await?;
    acting.record(Subject::LegalEntity(id), Event::LegalEntityChanged { changes });
    acting.commit().await?;
    if (before.details.region(), before.details.regime) != (details.region(), details.regime) {
        holiday::judge_behind(actor.office(), Some(id));
    }
    Ok(())
}

/// Removes one of our companies, if no contract or invoice hangs on it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::InUse`].
pub async fn remove(actor: &Actor, id: LegalEntityId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::ManageLegalEntities).await?;
    let before = found(acting.connection(), id).await?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    if before.in_use {
        return Err(Refusal::InUse.into());
    }
    store::legal_entity::delete(acting.connection(), id, version).await?;
    acting.record(Subject::LegalEntity(id), Event::LegalEntityRemoved { name: before.details.name });
    acting.commit().await
}

/// What may be kept: names and numbers of our companies differ.
async fn checked(
    connection: &impl ConnectionTrait,
    own: Option<LegalEntityId>,
    details: &LegalEntityDetails,
) -> Result<LegalEntityDetails> {
    let details = check::legal_entity(details).map_err(Refusal::Fields)?;
    let mut problems = Vec::new();
    for (id, other) in store::legal_entity::list(connection).await? {
        if Some(id) == own {
            continue;
        }
        let same = [
            ("name", other.name.to_lowercase() == details.name.to_lowercase()),
            ("registration_number", is_same(other.registration_number.as_ref(), details.registration_number.as_ref())),
            ("vat_number", is_same(other.vat_number.as_ref(), details.vat_number.as_ref())),
        ];
        let taken = same.into_iter().filter(|(_, same)| *same);
        problems.extend(taken.map(|(field, _)| FieldProblem::new(field, Problem::Taken)));
    }
    if problems.is_empty() { Ok(details) } else { Err(Refusal::Fields(problems).into()) }
}

fn is_same(a: Option<&String>, b: Option<&String>) -> bool {
    a.is_some() && a == b
}
