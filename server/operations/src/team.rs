//! Teams, to whom contracts may be confined.

use crate::{Actor, Result, actor::Acting};
use model::{
    event::{Event, Subject, changes},
    id::{PersonId, TeamId},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal, in_order},
    team::TeamDetails,
    view::{TeamCandidate, TeamRow, TeamSheet},
};
use std::collections::HashMap;
use store::{ConnectionTrait, team::Team};

async fn people(connection: &impl ConnectionTrait) -> Result<HashMap<PersonId, String>> {
    let people = store::person::list(connection).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

fn names(people: &HashMap<PersonId, String>, ids: impl IntoIterator<Item = PersonId>) -> Vec<String> {
    let mut names: Vec<String> = ids.into_iter().filter_map(|id| people.get(&id).cloned()).collect();
    names.sort();
    names
}

/// All teams, by name: four queries.
pub async fn list(actor: &Actor) -> Result<Vec<TeamRow>> {
    let reading = actor.read(Permission::ManagePeople)?;
    let connection = reading.connection();
    let people = people(connection).await?;
    let contracts = store::team::contracts(connection).await?;
    let teams = store::team::list(connection).await?;
    let row = |Team { id, details, version: _ }| TeamRow {
        id,
        name: details.name,
        members: names(&people, details.members),
        contracts: contracts.get(&id).copied().unwrap_or(0),
    };
    Ok(teams.into_iter().map(row).collect())
}

/// A team with everybody who may belong to it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn find(actor: &Actor, id: TeamId) -> Result<TeamSheet> {
    let reading = actor.read(Permission::ManagePeople)?;
    let connection = reading.connection();
    let Team { id, details, version } = store::team::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    let people = store::person::list(connection).await?;
    Ok(TeamSheet {
        id,
        version,
        contracts: store::team::contracts_of(connection, id).await?,
        people: people
            .into_iter()
            .map(|person| TeamCandidate {
                member: details.members.contains(&person.id),
                id: person.id,
                name: person.name,
                active: person.active,
            })
            .filter(|person| person.active || person.member)
            .collect(),
        name: details.name,
    })
}

async fn accepted(acting: &Acting<'_>, details: TeamDetails, id: Option<TeamId>) -> Result<TeamDetails> {
    let details = details.tidy();
    let mut problems = details.problems();
    let known = people(acting.connection()).await?;
    if details.members.iter().any(|member| !known.contains_key(member)) {
        problems.push(FieldProblem::new("members", Problem::NotAChoice));
    }
    let folded = details.name.to_lowercase();
    let teams = store::team::list(acting.connection()).await?;
    if teams.iter().any(|team| Some(team.id) != id && team.details.name.to_lowercase() == folded) {
        problems.push(FieldProblem::new("name", Problem::Taken));
    }
    if problems.is_empty() { Ok(details) } else { Err(Refusal::Fields(in_order(problems, &["name"])).into()) }
}

/// Makes a team.
///
/// # Errors
/// [`Refusal::Fields`].
pub async fn add(actor: &Actor, details: TeamDetails) -> Result<TeamId> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let details = accepted(&acting, details, None).await?;
    let team = Team { id: TeamId(actor.office().clock().id()), details, version: 1 };
    store::team::insert(acting.connection(), &team).await?;
    acting.record(Subject::Team(team.id), Event::TeamAdded { name: team.details.name });
    acting.commit().await?;
    Ok(team.id)
}

/// Renames a team that is still as it was read (`version`), or changes its members. Whoever joins sees its contracts
/// at once, whoever leaves no longer.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn change(actor: &Actor, id: TeamId, version: i32, details: TeamDetails) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let before = store::team::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let details = accepted(&acting, details, Some(id)).await?;
    if details == before.details {
        return Ok(());
    }
    let people = people(acting.connection()).await?;
    let without = |of: &TeamDetails, other: &TeamDetails| {
        let only = of.members.iter().copied().filter(|member| !other.members.contains(member));
        names(&people, only)
    };
    let event = Event::TeamChanged {
        changes: changes([("name", before.details.name.clone())], [("name", details.name.clone())]),
        joined: without(&details, &before.details),
        left: without(&before.details, &details),
    };
    store::team::update(acting.connection(), &Team { id, details, version }).await?;
    acting.record(Subject::Team(id), event);
    acting.commit().await
}

/// Dissolves a team that no contract is confined to.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::TeamInUse`].
pub async fn delete(actor: &Actor, id: TeamId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let team = store::team::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let contracts = store::team::contracts_of(acting.connection(), id).await?;
    if contracts > 0 {
        return Err(Refusal::TeamInUse { contracts }.into());
    }
    store::team::delete(acting.connection(), id, version).await?;
    acting.record(Subject::Team(id), Event::TeamDeleted { name: team.details.name });
    acting.commit().await
}
