//! What somebody has to see to besides contracts, customers and findings, and giving it to another.

use crate::{
    Result,
    entity::{obligation, service_visit, team_member},
    stored::insert_all,
};
use model::{
    calendar::Day,
    id::{ContractId, ObligationId, PersonId, TeamId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// What somebody has to see to, as it was given to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// Obligations, with their contracts and titles.
    pub obligations: Vec<(ObligationId, ContractId, String)>,
    /// Planned visits that were not made, with what is done and on which day.
    pub visits: Vec<(ContractId, String, Day)>,
}

/// The visits that somebody still has to make.
fn open_visits(person: PersonId) -> Condition {
    use service_visit::Column as C;
    Condition::all().add(C::TechnicianId.eq(person.0)).add(C::DoneOn.is_null()).add(C::CancelledOn.is_null())
}

/// How many obligations and planned visits a person has to see to.
pub(super) async fn count(connection: &impl ConnectionTrait, person: PersonId) -> Result<(u64, u64)> {
    let obligations = obligation::Entity::find().filter(obligation::Column::OwnerId.eq(person.0));
    let visits = service_visit::Entity::find().filter(open_visits(person));
    Ok((obligations.count(connection).await?, visits.count(connection).await?))
}

/// Gives the obligations of a person to another, and the visits they still have to make to `technician` or to nobody, and raises
/// the version of each. Occurrences and key dates follow when they are computed anew.
pub async fn hand_over_duties(
    connection: &impl ConnectionTrait,
    from: PersonId,
    to: PersonId,
    technician: Option<PersonId>,
) -> Result<Duties> {
    use obligation::Column as O;
    use service_visit::Column as V;
    let found: Vec<(Uuid, Uuid, String)> = obligation::Entity::find()
        .select_only()
        .columns([O::Id, O::ContractId, O::Title])
        .filter(O::OwnerId.eq(from.0))
        .order_by_asc(O::Id)
        .into_tuple()
        .all(connection)
        .await?;
    obligation::Entity::update_many()
        .col_expr(O::OwnerId, Expr::value(to.0))
        .col_expr(O::Version, Expr::col(O::Version).add(1))
        .filter(O::OwnerId.eq(from.0))
        .exec(connection)
        .await?;
    let obligations = found.into_iter().map(|(id, contract, title)| (id.into(), contract.into(), title)).collect();
    let found: Vec<(Uuid, String, Option<Day>, Day)> = service_visit::Entity::find()
        .select_only()
        .columns([V::ContractId, V::Description, V::PlannedOn, V::LastDay])
        .filter(open_visits(from))
        .order_by_asc(V::Id)
        .into_tuple()
        .all(connection)
        .await?;
    service_visit::Entity::update_many()
        .col_expr(V::TechnicianId, Expr::value(technician.map(|person| person.0)))
        .col_expr(V::Version, Expr::col(V::Version).add(1))
        .filter(open_visits(from))
        .exec(connection)
        .await?;
    let visits = found
        .into_iter()
        .map(|(contract, what, planned, last)| (contract.into(), what, planned.unwrap_or(last)))
        .collect();
    Ok(Duties { obligations, visits })
}

/// Takes a person out of all teams and puts another in their place; answers which teams those were.
pub async fn exchange_in_teams(connection: &impl ConnectionTrait, from: PersonId, to: PersonId) -> Result<Vec<TeamId>> {
    use team_member::Column as C;
    let teams_of = async |person: PersonId| -> Result<Vec<Uuid>> {
        let rows = team_member::Entity::find().filter(C::PersonId.eq(person.0)).order_by_asc(C::TeamId);
        Ok(rows.all(connection).await?.into_iter().map(|row| row.team_id).collect())
    };
    let (left, there) = (teams_of(from).await?, teams_of(to).await?);
    team_member::Entity::delete_many().filter(C::PersonId.eq(from.0)).exec(connection).await?;
    let joined = left.iter().filter(|team| !there.contains(team));
    let rows = joined.map(|team| team_member::Model { team_id: *team, person_id: to.0 }).collect();
    insert_all::<team_member::Entity, _>(connection, rows).await?;
    Ok(left.into_iter().map(TeamId).collect())
}
