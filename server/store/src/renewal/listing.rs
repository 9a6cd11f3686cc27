//! The list of renewals.

use super::{C, work_of};
use crate::{
    Page, Result, Total,
    entity::{contract, customer, person, renewal},
    sight::{Sight, hidden_from},
    stored::name,
    total,
};
use model::{
    calendar::Day,
    id::{ContractId, CustomerId, PersonId},
    renewal::{RenewalOutcome, RenewalState, Work},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which renewals a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these states; all if empty.
    pub states: Vec<RenewalState>,
    /// Only those of contracts that this person answers for.
    pub owner: Option<PersonId>,
    /// Only this customer's.
    pub customer: Option<CustomerId>,
    /// Only this contract's.
    pub contract: Option<ContractId>,
}

/// The condition that leaves renewals in a state on a day: the exact counterpart of [`Work::state`].
fn in_state(state: RenewalState, day: Day) -> Result<Condition> {
    let closed = |outcome: RenewalOutcome| {
        Ok::<_, crate::Error>(Condition::all().add(C::Outcome.eq(name("outcome", &outcome)?)))
    };
    let open = || Condition::all().add(C::Outcome.is_null());
    let decided = || open().add(C::Decision.is_not_null()).add(C::AwaitsSecond.eq(false));
    Ok(match state {
        RenewalState::Renewed => closed(RenewalOutcome::Renewed)?,
        RenewalState::Ended => closed(RenewalOutcome::Ended)?,
        RenewalState::Void => closed(RenewalOutcome::Void)?,
        RenewalState::Late => open().add(C::Decision.is_null()).add(C::DecideBy.lt(day)),
        RenewalState::Undecided => open().add(C::Decision.is_null()).add(C::DecideBy.gte(day)),
        RenewalState::AwaitsSecond => open().add(C::AwaitsSecond.eq(true)),
        RenewalState::ToAct => decided().add(C::ToAct.eq(true)),
        RenewalState::Decided => decided().add(C::ToAct.eq(false)),
    })
}

fn condition(filter: &Filter, sight: Sight, day: Day) -> Result<Condition> {
    let Filter { states, owner, customer, contract } = filter;
    let mut all = Condition::all();
    if let Some(hidden) = hidden_from(sight) {
        all = all.add(C::ContractId.not_in_subquery(hidden));
    }
    if !states.is_empty() {
        let mut any = Condition::any();
        for state in states {
            any = any.add(in_state(*state, day)?);
        }
        all = all.add(any);
    }
    let contracts = |condition| {
        contract::Entity::find().select_only().column(contract::Column::Id).filter::<Expr>(condition).into_query()
    };
    Ok(all
        .add_option(owner.map(|owner| C::ContractId.in_subquery(contracts(contract::Column::OwnerId.eq(owner.0)))))
        .add_option(customer.map(|id| C::ContractId.in_subquery(contracts(contract::Column::CustomerId.eq(id.0)))))
        .add_option(contract.map(|contract| C::ContractId.eq(contract.0))))
}

/// How many decisions wait to be confirmed that somebody else made: nobody confirms their own.
pub async fn awaiting(connection: &impl ConnectionTrait, sight: Sight, confirming: PersonId, day: Day) -> Result<u64> {
    let filter = Filter { states: vec![RenewalState::AwaitsSecond], ..Filter::default() };
    let others = Condition::any().add(C::DecidedBy.is_null()).add(C::DecidedBy.ne(confirming.0));
    let waiting = renewal::Entity::find().filter(condition(&filter, sight, day)?).filter(others);
    Ok(waiting.count(connection).await?)
}

/// A renewal with what a list says beside it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The renewal.
    pub work: Work,
    /// Number of the contract.
    pub number: String,
    /// Title of the contract.
    pub title: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of who answers for the contract.
    pub owner: Option<String>,
}

#[derive(FromQueryResult)]
struct OfContract {
    id: Uuid,
    number: String,
    title: String,
    customer_name: String,
    owner_name: Option<String>,
}

/// The renewals a filter leaves as they stand on a day, by the day to decide, and how many there are: three queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    descending: bool,
    day: Day,
    page: Page,
) -> Result<(Vec<Listed>, Total)> {
    use sea_orm::Order;
    let query = renewal::Entity::find().filter(condition(filter, sight, day)?);
    let bare = query.clone().select_only().expr(Expr::val(1)).into_query();
    let total = total::count(connection, bare, page, total::COUNTED_MOST).await?;
    let page = page.within(total.rows);
    let way = || if descending { Order::Desc } else { Order::Asc };
    let rows = query
        .order_by(C::DecideBy, way())
        .order_by(C::ContractId, way())
        .order_by(C::Term, way())
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?;
    let mut contracts: HashMap<Uuid, OfContract> = HashMap::new();
    for some in rows.chunks(1_000) {
        let found: Vec<OfContract> = contract::Entity::find()
            .join(
                JoinType::InnerJoin,
                contract::Entity::belongs_to(customer::Entity)
                    .from(contract::Column::CustomerId)
                    .to(customer::Column::Id)
                    .into(),
            )
            .join(
                JoinType::LeftJoin,
                contract::Entity::belongs_to(person::Entity)
                    .from(contract::Column::OwnerId)
                    .to(person::Column::Id)
                    .into(),
            )
            .select_only()
            .columns([contract::Column::Id, contract::Column::Number, contract::Column::Title])
            .column_as(customer::Column::Name, "customer_name")
            .column_as(person::Column::Name, "owner_name")
            .filter(contract::Column::Id.is_in(some.iter().map(|row| row.contract_id)))
            .into_model()
            .all(connection)
            .await?;
        contracts.extend(found.into_iter().map(|found| (found.id, found)));
    }
    let listed = rows.into_iter().filter_map(|row| {
        let OfContract { number, title, customer_name, owner_name, .. } = contracts.get(&row.contract_id)?;
        let (number, title, customer, owner) =
            (number.clone(), title.clone(), customer_name.clone(), owner_name.clone());
        Some(work_of(row).map(|work| Listed { work, number, title, customer, owner }))
    });
    Ok((listed.collect::<Result<_>>()?, total))
}
