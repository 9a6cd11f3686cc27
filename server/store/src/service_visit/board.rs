//! Visits over all contracts, for the board of a month, and the names beside them.

use super::visit_of;
use crate::{
    Page, Result,
    entity::{contract, customer, person, service_visit, site, visit_promise},
    sight::{Sight, hidden_from},
    stored::containing,
    total,
    words::order_key,
};
use chrono::Days;
use model::{
    calendar::{Day, Period},
    id::{ContractId, CustomerId, PersonId, SiteId},
    service_visit::Visit,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The most visits of a month that are shown.
const PLANNED_MOST: u64 = 1_000;
/// For how many days a visit that was missed stands among those to be planned.
pub const MISSED_DAYS: u64 = 92;

/// Which visits a board shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of this person.
    pub technician: Option<PersonId>,
    /// Only those of customers whose name contains this.
    pub customer_name: String,
    /// Only those of this customer.
    pub customer: Option<CustomerId>,
    /// Only those at this place.
    pub site: Option<SiteId>,
    /// Only those that need this skill.
    pub skill: String,
}

/// What is called how beside visits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Number and customer's name by contract.
    pub contracts: HashMap<ContractId, (String, String)>,
    /// Names of places.
    pub sites: HashMap<SiteId, String>,
    /// Names of people.
    pub people: HashMap<PersonId, String>,
}

fn begun(sight: Sight, filter: &Filter) -> Select<service_visit::Entity> {
    use service_visit::Column as C;
    let mut found = service_visit::Entity::find().filter(C::CancelledOn.is_null());
    if let Some(hidden) = hidden_from(sight) {
        found = found.filter(C::ContractId.not_in_subquery(hidden));
    }
    let customer_name = filter.customer_name.trim();
    if filter.customer.is_some() || !customer_name.is_empty() {
        let of_contract =
            service_visit::Entity::belongs_to(contract::Entity).from(C::ContractId).to(contract::Column::Id);
        found = found.join(JoinType::InnerJoin, of_contract.into());
    }
    if let Some(technician) = filter.technician {
        found = found.filter(C::TechnicianId.eq(technician.0));
    }
    if let Some(customer) = filter.customer {
        found = found.filter(contract::Column::CustomerId.eq(customer.0));
    }
    if let Some(site) = filter.site {
        found = found.filter(C::SiteId.eq(site.0));
    }
    if !customer_name.is_empty() {
        let of_customer =
            contract::Entity::belongs_to(customer::Entity).from(contract::Column::CustomerId).to(customer::Column::Id);
        found = found
            .join(JoinType::InnerJoin, of_customer.into())
            .filter(containing(customer::Column::NameKey, &order_key(customer_name)));
    }
    let skill = filter.skill.trim().to_lowercase().replace('|', "");
    if !skill.is_empty() {
        let of_promise =
            service_visit::Entity::belongs_to(visit_promise::Entity).from(C::PromiseId).to(visit_promise::Column::Id);
        found = found
            .join(JoinType::InnerJoin, of_promise.into())
            .filter(containing(visit_promise::Column::Skills, &format!("|{skill}|")));
    }
    found
}

/// Visits that were made in a month, or are planned in it, by day and time.
pub async fn planned(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    month: Period,
) -> Result<Vec<Visit>> {
    use service_visit::Column as C;
    let made = Condition::all().add(C::DoneOn.gte(month.first)).add(C::DoneOn.lte(month.last));
    let ahead =
        Condition::all().add(C::DoneOn.is_null()).add(C::PlannedOn.gte(month.first)).add(C::PlannedOn.lte(month.last));
    let rows = begun(sight, filter)
        .filter(Condition::any().add(made).add(ahead))
        .order_by_asc(C::PlannedOn)
        .order_by_asc(C::PlannedAt)
        .order_by_asc(C::Id)
        .limit(PLANNED_MOST)
        .all(connection)
        .await?;
    rows.into_iter().map(visit_of).collect()
}

/// Visits without a day whose window is open in a month, or was missed not long before it, those first whose window closes
/// first; at most so many.
pub async fn to_plan(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    month: Period,
    most: u64,
) -> Result<Vec<Visit>> {
    use service_visit::Column as C;
    let from = month.first.checked_sub_days(Days::new(MISSED_DAYS)).unwrap_or(Day::MIN);
    // Whoever looks for one person's visits plans for that person what nobody has yet.
    let filter = Filter { technician: None, ..filter.clone() };
    let rows = begun(sight, &filter)
        .filter(C::PlannedOn.is_null())
        .filter(C::DoneOn.is_null())
        .filter(C::LastDay.gte(from))
        .filter(C::FirstDay.lte(month.last))
        .order_by_asc(C::LastDay)
        .order_by_asc(C::Id)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(visit_of).collect()
}

/// Visits that were planned for one of some days, whoever was to make them but one person, and of which nobody said what
/// became, the oldest first; at most so many.
pub async fn unreported(
    connection: &impl ConnectionTrait,
    sight: Sight,
    days: Period,
    but: PersonId,
    most: u64,
) -> Result<Vec<Visit>> {
    use service_visit::Column as C;
    let of_others = Condition::any().add(C::TechnicianId.is_null()).add(C::TechnicianId.ne(but.0));
    let rows = begun(sight, &Filter::default())
        .filter(C::PlannedOn.is_not_null())
        .filter(C::DoneOn.is_null())
        .filter(C::PlannedOn.between(days.first, days.last))
        .filter(of_others)
        .order_by_asc(C::PlannedOn)
        .order_by_asc(C::Id)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(visit_of).collect()
}

/// Visits that nobody planned and whose window closed on one of some days, the oldest first; at most so many.
pub async fn missed(connection: &impl ConnectionTrait, sight: Sight, days: Period, most: u64) -> Result<Vec<Visit>> {
    use service_visit::Column as C;
    let rows = begun(sight, &Filter::default())
        .filter(C::PlannedOn.is_null())
        .filter(C::DoneOn.is_null())
        .filter(C::LastDay.between(days.first, days.last))
        .order_by_asc(C::LastDay)
        .order_by_asc(C::Id)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(visit_of).collect()
}

/// How many visits have a window that is open on a day and no day of their own, counted as far as `most`: those whose
/// window closes first, by the index of what is to be planned.
pub async fn count_to_plan(connection: &impl ConnectionTrait, sight: Sight, day: Day, most: u64) -> Result<u64> {
    use service_visit::Column as C;
    let rows = begun(sight, &Filter::default())
        .select_only()
        .column(C::Id)
        .filter(C::PlannedOn.is_null())
        .filter(C::DoneOn.is_null())
        .filter(C::LastDay.gte(day))
        .filter(C::FirstDay.lte(day))
        .order_by_asc(C::LastDay)
        .order_by_asc(C::Id)
        .into_query();
    Ok(total::count(connection, rows, Page::first(0), most).await?.rows)
}

/// The names of the places of some visits.
pub async fn sites_of(connection: &impl ConnectionTrait, visits: &[Visit]) -> Result<HashMap<SiteId, String>> {
    let mut sites: Vec<Uuid> = visits.iter().filter_map(|visit| visit.site).map(|site| site.0).collect();
    sites.sort_unstable();
    sites.dedup();
    let mut named = HashMap::with_capacity(sites.len());
    for some in sites.chunks(5_000) {
        let rows: Vec<(Uuid, String)> = site::Entity::find()
            .select_only()
            .columns([site::Column::Id, site::Column::Name])
            .filter(site::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(connection)
            .await?;
        named.extend(rows.into_iter().map(|(id, name)| (SiteId(id), name)));
    }
    Ok(named)
}

/// What is called how beside some visits.
pub async fn names_of(connection: &impl ConnectionTrait, visits: &[Visit]) -> Result<Named> {
    let mut contracts: Vec<Uuid> = visits.iter().map(|visit| visit.contract.0).collect();
    contracts.sort_unstable();
    contracts.dedup();
    let mut named = Named::default();
    for some in contracts.chunks(5_000) {
        let of_customer =
            contract::Entity::belongs_to(customer::Entity).from(contract::Column::CustomerId).to(customer::Column::Id);
        let rows: Vec<(Uuid, String, String)> = contract::Entity::find()
            .join(JoinType::InnerJoin, of_customer.into())
            .select_only()
            .columns([contract::Column::Id, contract::Column::Number])
            .column(customer::Column::Name)
            .filter(contract::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(connection)
            .await?;
        named.contracts.extend(rows.into_iter().map(|(id, number, customer)| (ContractId(id), (number, customer))));
    }
    named.sites = sites_of(connection, visits).await?;
    let mut people: Vec<Uuid> = visits.iter().filter_map(|visit| visit.plan?.technician).map(|id| id.0).collect();
    people.sort_unstable();
    people.dedup();
    if !people.is_empty() {
        let rows: Vec<(Uuid, String)> = person::Entity::find()
            .select_only()
            .columns([person::Column::Id, person::Column::Name])
            .filter(person::Column::Id.is_in(people))
            .into_tuple()
            .all(connection)
            .await?;
        named.people.extend(rows.into_iter().map(|(id, name)| (PersonId(id), name)));
    }
    Ok(named)
}
