//! Risks of contracts, their score, and reviews.

mod facts;
mod listing;
mod profile;

pub use facts::facts;
pub use listing::{Filter, Sort, list};
pub use profile::{Profile, begin, profiles, write as write_profiles};

use crate::{
    Error, Result,
    entity::{review, risk, risk_profile},
    stored::{from_json, from_name, json, name},
};
use model::{
    calendar::Day,
    id::{ContractId, PersonId, RiskId},
    risk::{
        Risk, RiskClass, RiskState,
        review::{Answered, Review, ReviewOutcome},
    },
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// A risk as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Identity.
    pub id: RiskId,
    /// Its contract.
    pub contract: ContractId,
    /// What a person wrote down.
    pub risk: Risk,
    /// Where it stands.
    pub state: RiskState,
    /// Since when it stands there, and why; nothing for one that is open.
    pub settled: Option<(Day, String)>,
    /// Version.
    pub version: i32,
}

fn kept_of(row: risk::Model) -> Result<Kept> {
    let risk::Model {
        id,
        contract_id,
        title,
        kind,
        likelihood,
        impact,
        measure,
        owner_id,
        due_on,
        state,
        settled_on,
        reason,
        created_at: _,
        version,
    } = row;
    let rating = |value: i32| u32::try_from(value).unwrap_or_default();
    let risk = Risk {
        title,
        kind: from_name("kind of risk", &kind)?,
        likelihood: rating(likelihood),
        impact: rating(impact),
        measure,
        owner: owner_id.map(PersonId),
        due: due_on,
    };
    Ok(Kept {
        id: RiskId(id),
        contract: ContractId(contract_id),
        risk,
        state: from_name("state of a risk", &state)?,
        settled: settled_on.map(|on| (on, reason)),
        version,
    })
}

fn row_of(kept: &Kept, created_at: i64) -> Result<risk::Model> {
    let Kept { id, contract, risk, state, settled, version } = kept;
    let Risk { title, kind, likelihood, impact, measure, owner, due } = risk.clone();
    let rating = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    let (settled_on, reason) = settled.clone().unzip();
    Ok(risk::Model {
        id: id.0,
        contract_id: contract.0,
        title,
        kind: name("kind of risk", &kind)?,
        likelihood: rating(likelihood),
        impact: rating(impact),
        measure,
        owner_id: owner.map(|owner| owner.0),
        due_on: due,
        state: name("state of a risk", state)?,
        settled_on,
        reason: reason.unwrap_or_default(),
        created_at,
        version: *version,
    })
}

/// Adds a risk; `at` is the moment in milliseconds.
pub async fn insert(connection: &impl ConnectionTrait, kept: &Kept, at: i64) -> Result<()> {
    risk::Entity::insert(row_of(kept, at)?.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Saves a risk whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, kept: &Kept) -> Result<()> {
    let mut row = row_of(kept, 0)?.into_active_model().reset_all();
    row.created_at = sea_orm::ActiveValue::NotSet;
    row.version = Set(kept.version + 1);
    let saved = risk::Entity::update_many()
        .set(row)
        .filter(risk::Column::Id.eq(kept.id.0))
        .filter(risk::Column::Version.eq(kept.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The risks of contracts, in the order in which they were written down.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Kept>> {
    use risk::Column as C;
    let rows = risk::Entity::find()
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(C::ContractId)
        .order_by_asc(C::CreatedAt)
        .order_by_asc(C::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(kept_of).collect()
}

/// Gives the risks of a person that are not closed to another; answers their contracts and titles.
pub async fn hand_over(
    connection: &impl ConnectionTrait,
    from: PersonId,
    to: PersonId,
) -> Result<Vec<(ContractId, String)>> {
    use risk::Column as C;
    let open = || C::OwnerId.eq(from.0).and(C::State.ne("closed"));
    let found: Vec<(Uuid, String)> = risk::Entity::find()
        .select_only()
        .columns([C::ContractId, C::Title])
        .filter(open())
        .order_by_asc(C::Id)
        .into_tuple()
        .all(connection)
        .await?;
    risk::Entity::update_many()
        .col_expr(C::OwnerId, Expr::value(to.0))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(open())
        .exec(connection)
        .await?;
    Ok(found.into_iter().map(|(contract, title)| (ContractId(contract), title)).collect())
}

/// A review as it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Identity.
    pub id: Uuid,
    /// Of which contract.
    pub contract: ContractId,
    /// When.
    pub on: Day,
    /// By whom.
    pub by: Option<PersonId>,
    /// The class of the contract after it.
    pub class: RiskClass,
    /// What was answered, and what came of it.
    pub review: Review,
}

/// Adds a review; `at` is the moment in milliseconds.
pub async fn insert_review(connection: &impl ConnectionTrait, done: &Done, at: i64) -> Result<()> {
    let Done { id, contract, on, by, class, review: Review { answers, outcome, next_steps } } = done;
    let row = review::Model {
        id: *id,
        contract_id: contract.0,
        done_on: *on,
        done_by: by.map(|person| person.0),
        class: name("class of risk", class)?,
        answers: json("answers", answers)?,
        outcome: name("outcome", outcome)?,
        next_steps: next_steps.clone(),
        created_at: at,
    };
    review::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The last reviews of a contract, the newest first.
pub async fn reviews_of(connection: &impl ConnectionTrait, contract: ContractId, most: u64) -> Result<Vec<Done>> {
    use review::Column as C;
    let rows = review::Entity::find()
        .filter(C::ContractId.eq(contract.0))
        .order_by_desc(C::DoneOn)
        .order_by_desc(C::CreatedAt)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let answers: Vec<Answered> = from_json("answers", &row.answers)?;
            let outcome: ReviewOutcome = from_name("outcome", &row.outcome)?;
            Ok(Done {
                id: row.id,
                contract,
                on: row.done_on,
                by: row.done_by.map(PersonId),
                class: from_name("class of risk", &row.class)?,
                review: Review { answers, outcome, next_steps: row.next_steps },
            })
        })
        .collect()
}

/// Removes all of contracts that go themselves.
pub(crate) async fn delete_of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<()> {
    let ids = || contracts.iter().map(|id| id.0);
    risk::Entity::delete_many().filter(risk::Column::ContractId.is_in(ids())).exec(connection).await?;
    review::Entity::delete_many().filter(review::Column::ContractId.is_in(ids())).exec(connection).await?;
    risk_profile::Entity::delete_many().filter(risk_profile::Column::ContractId.is_in(ids())).exec(connection).await?;
    Ok(())
}
