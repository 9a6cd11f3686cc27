//! How contracts that are looked at were judged last.

use crate::{
    Error, Result,
    entity::risk_profile,
    stored::{from_name, name},
};
use model::{calendar::Day, id::ContractId, risk::RiskClass};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

/// How a contract was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The contract.
    pub contract: ContractId,
    /// Since when it is looked at.
    pub since: Day,
    /// Its score.
    pub score: u32,
    /// Its class.
    pub class: RiskClass,
    /// How many of its risks are open.
    pub open_risks: u32,
    /// The day of its last review.
    pub reviewed_on: Option<Day>,
    /// The day of its next review; none once it has ended.
    pub review_on: Option<Day>,
    /// How often it was reviewed or its register changed.
    pub version: i32,
}

fn profile_of(row: risk_profile::Model) -> Result<Profile> {
    let risk_profile::Model { contract_id, since_on, score, class, open_risks, reviewed_on, review_on, version } = row;
    let whole = |value: i32| u32::try_from(value).unwrap_or_default();
    Ok(Profile {
        contract: ContractId(contract_id),
        since: since_on,
        score: whole(score),
        class: from_name("class of risk", &class)?,
        open_risks: whole(open_risks),
        reviewed_on,
        review_on,
        version,
    })
}

fn row_of(profile: &Profile) -> Result<risk_profile::Model> {
    let Profile { contract, since, score, class, open_risks, reviewed_on, review_on, version } = profile;
    let whole = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    Ok(risk_profile::Model {
        contract_id: contract.0,
        since_on: *since,
        score: whole(*score),
        class: name("class of risk", class)?,
        open_risks: whole(*open_risks),
        reviewed_on: *reviewed_on,
        review_on: *review_on,
        version: *version,
    })
}

/// Those of some contracts that are looked at.
pub async fn profiles(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Profile>> {
    let mut found = Vec::new();
    for some in contracts.chunks(1_000) {
        let rows = risk_profile::Entity::find()
            .filter(risk_profile::Column::ContractId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(risk_profile::Column::ContractId)
            .all(connection)
            .await?;
        found.extend(rows.into_iter().map(profile_of).collect::<Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// Has a contract looked at from a day on, unless it is already, and locks how it was judged until the transaction ends, so that
/// two who review it at once do not both count.
pub async fn begin(connection: &impl ConnectionTrait, contract: ContractId, day: Day) -> Result<Profile> {
    let new = Profile {
        contract,
        since: day,
        score: 0,
        class: RiskClass::Low,
        open_risks: 0,
        reviewed_on: None,
        review_on: None,
        version: 0,
    };
    let once = OnConflict::column(risk_profile::Column::ContractId).do_nothing().to_owned();
    let row = row_of(&new)?.into_active_model();
    match risk_profile::Entity::insert(row).on_conflict(once).exec_without_returning(connection).await {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(other) => return Err(other.into()),
    }
    let row = risk_profile::Entity::find_by_id(contract.0).lock_exclusive().one(connection).await?;
    row.map(profile_of).transpose()?.ok_or(Error::Stale)
}

/// Writes how contracts are judged now.
pub async fn write(connection: &impl ConnectionTrait, profiles: &[Profile]) -> Result<()> {
    for profile in profiles {
        let row = row_of(profile)?.into_active_model().reset_all();
        risk_profile::Entity::update(row).exec(connection).await?;
    }
    Ok(())
}
