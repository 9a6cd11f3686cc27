//! The list of the days on which obligations fall due, and how well they are kept.

use super::{Kept, Stored, days::with_files, kept_of};
use crate::{
    Page, Result, Total,
    entity::{contract, customer, obligation, occurrence, person},
    sight::{Sight, hidden_from},
    stored::name,
    total,
};
use model::{
    calendar::Day,
    id::{ContractId, CustomerId, ObligationId, OccurrenceId, PersonId},
    obligation::{ObligationKind, Rates, Side, Standing, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{CaseStatement, Expr, ExprTrait, Func, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which occurrences a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these states; all if empty.
    pub states: Vec<State>,
    /// Only what this side has promised.
    pub side: Option<Side>,
    /// Only this kind.
    pub kind: Option<ObligationKind>,
    /// Only what this person sees to: by name, or as the contract's owner where nobody is named.
    pub owner: Option<PersonId>,
    /// Only this customer's.
    pub customer: Option<CustomerId>,
    /// Only this contract's.
    pub contract: Option<ContractId>,
    /// Due on this day or later.
    pub from: Option<Day>,
    /// Due on this day or earlier.
    pub to: Option<Day>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The due day.
    #[default]
    Due,
    /// What is promised.
    Title,
}

/// The condition that leaves occurrences in a state on a day: the exact counterpart of [`model::obligation::state`].
fn in_state(state: State, day: Day) -> Result<Condition> {
    use occurrence::Column as C;
    let stands = |standing: Standing| Ok::<_, crate::Error>(C::Standing.eq(name("standing", &standing)?));
    let live = || Condition::all().add(C::Lapsed.eq(false));
    Ok(match state {
        State::Fulfilled => Condition::all().add(stands(Standing::Fulfilled)?),
        State::Waived => Condition::all().add(stands(Standing::Waived)?),
        State::Lapsed => Condition::all().add(C::Lapsed.eq(true)).add(unsettled()?),
        State::HandedOver => live().add(stands(Standing::HandedOver)?),
        State::Overdue => live().add(open_or_partly()?).add(C::LateFrom.lte(day)),
        State::Partly => live().add(stands(Standing::Partly)?).add(C::LateFrom.gt(day)),
        State::Due => live().add(stands(Standing::Open)?).add(C::LateFrom.gt(day)).add(C::DueOn.lte(day)),
        State::Pending => live().add(stands(Standing::Open)?).add(C::LateFrom.gt(day)).add(C::DueOn.gt(day)),
    })
}

/// All states of what is neither settled nor lapsed.
const UNSETTLED: [State; 5] = [State::Overdue, State::Due, State::HandedOver, State::Partly, State::Pending];

fn standing_among(standings: &[Standing]) -> Result<SimpleExpr> {
    let names = standings.iter().map(|standing| name("standing", standing)).collect::<Result<Vec<_>>>()?;
    Ok(occurrence::Column::Standing.is_in(names))
}

fn open_or_partly() -> Result<SimpleExpr> {
    standing_among(&[Standing::Open, Standing::Partly])
}

fn unsettled() -> Result<SimpleExpr> {
    standing_among(&[Standing::Open, Standing::Partly, Standing::HandedOver])
}

fn condition(filter: &Filter, sight: Sight, day: Day) -> Result<Condition> {
    use occurrence::Column as C;
    let Filter { states, side, kind, owner, customer, contract, from, to } = filter;
    let mut all = Condition::all();
    if let Some(hidden) = hidden_from(sight) {
        all = all.add(C::ContractId.not_in_subquery(hidden));
    }
    if states.len() == UNSETTLED.len() && UNSETTLED.iter().all(|state| states.contains(state)) {
        // Nearly everything there is, which is read in its order: by where each stands it would be sorted each time.
        all = all.add(C::Lapsed.eq(false));
        for settled in [Standing::Fulfilled, Standing::Waived] {
            all = all.add(C::Standing.ne(name("standing", &settled)?));
        }
    } else if !states.is_empty() {
        let mut any = Condition::any();
        for state in states {
            any = any.add(in_state(*state, day)?);
        }
        all = all.add(any);
    }
    let contracts = |condition: SimpleExpr| {
        let found = contract::Entity::find().select_only().column(contract::Column::Id).filter(condition);
        found.into_query()
    };
    if let Some(owner) = owner {
        let own = contracts(contract::Column::OwnerId.eq(owner.0));
        let by_contract = Condition::all().add(C::OwnerId.is_null()).add(C::ContractId.in_subquery(own));
        all = all.add(Condition::any().add(C::OwnerId.eq(owner.0)).add(by_contract));
    }
    if let Some(customer) = customer {
        all = all.add(C::ContractId.in_subquery(contracts(contract::Column::CustomerId.eq(customer.0))));
    }
    let side = side.map(|side| name("side", &side)).transpose()?;
    let kind = kind.map(|kind| name("kind of obligation", &kind)).transpose()?;
    Ok(all
        .add_option(side.map(|side| C::Side.eq(side)))
        .add_option(kind.map(|kind| C::Kind.eq(kind)))
        .add_option(contract.map(|contract| C::ContractId.eq(contract.0)))
        .add_option(from.map(|from| C::DueOn.gte(from)))
        .add_option(to.map(|to| C::DueOn.lte(to))))
}

/// An occurrence with what a list says beside it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The occurrence.
    pub occurrence: Stored,
    /// Its obligation.
    pub obligation: Kept,
    /// Number of the contract.
    pub number: String,
    /// Title of the contract.
    pub contract_title: String,
    /// Name of the customer.
    pub customer: String,
    /// Name of who sees to it.
    pub owner: Option<String>,
}

#[derive(FromQueryResult)]
struct OfContract {
    id: Uuid,
    number: String,
    title: String,
    owner_id: Option<Uuid>,
    customer_name: String,
}

/// The occurrences a filter leaves as they stand on a day, and how many there are: six queries.
pub async fn list(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    (sort, descending): (Sort, bool),
    day: Day,
    page: Page,
) -> Result<(Vec<Listed>, Total)> {
    use occurrence::Column as C;
    let query = occurrence::Entity::find().filter(condition(filter, sight, day)?);
    let bare = query.clone().select_only().expr(Expr::val(1)).into_query();
    let total = total::count(connection, bare, page, total::COUNTED_MOST).await?;
    let page = page.within(total.rows);
    let way = || if descending { Order::Desc } else { Order::Asc };
    let query = match sort {
        Sort::Due => query,
        Sort::Title => query.order_by(C::TitleKey, way()),
    };
    let rows = query
        .order_by(C::DueOn, way())
        .order_by(C::Id, way())
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?;
    let listed = with_names(connection, rows).await?;
    Ok((listed, total))
}

/// An occurrence with what a list says beside it, if its contract may be seen.
pub async fn listed(connection: &impl ConnectionTrait, sight: Sight, id: OccurrenceId) -> Result<Option<Listed>> {
    let seen = condition(&Filter::default(), sight, Day::MIN)?;
    let row = occurrence::Entity::find_by_id(id.0).filter(seen).one(connection).await?;
    Ok(with_names(connection, row.into_iter().collect()).await?.pop())
}

async fn with_names(connection: &impl ConnectionTrait, rows: Vec<occurrence::Model>) -> Result<Vec<Listed>> {
    let mut listed = Vec::with_capacity(rows.len());
    for some in rows.chunks(1_000) {
        let obligations = obligation::Entity::find()
            .filter(obligation::Column::Id.is_in(some.iter().map(|row| row.obligation_id)))
            .all(connection)
            .await?;
        let obligations: HashMap<ObligationId, Kept> =
            obligations.into_iter().map(|row| Ok((ObligationId(row.id), kept_of(row)?))).collect::<Result<_>>()?;
        let contracts: Vec<OfContract> = contract::Entity::find()
            .join(
                sea_orm::JoinType::InnerJoin,
                contract::Entity::belongs_to(customer::Entity)
                    .from(contract::Column::CustomerId)
                    .to(customer::Column::Id)
                    .into(),
            )
            .select_only()
            .columns([
                contract::Column::Id,
                contract::Column::Number,
                contract::Column::Title,
                contract::Column::OwnerId,
            ])
            .column_as(customer::Column::Name, "customer_name")
            .filter(contract::Column::Id.is_in(some.iter().map(|row| row.contract_id)))
            .into_model()
            .all(connection)
            .await?;
        let contracts: HashMap<Uuid, OfContract> = contracts.into_iter().map(|row| (row.id, row)).collect();
        let owners = some.iter().filter_map(|row| row.owner_id);
        let owners: Vec<Uuid> = owners.chain(contracts.values().filter_map(|row| row.owner_id)).collect();
        let names: Vec<(Uuid, String)> = person::Entity::find()
            .select_only()
            .columns([person::Column::Id, person::Column::Name])
            .filter(person::Column::Id.is_in(owners))
            .into_tuple()
            .all(connection)
            .await?;
        let names: HashMap<Uuid, String> = names.into_iter().collect();
        for (row, occurrence) in some.iter().zip(with_files(connection, some.to_vec()).await?) {
            let known = (obligations.get(&ObligationId(row.obligation_id)), contracts.get(&row.contract_id));
            let (Some(obligation), Some(contract)) = known else { continue };
            let owner = row.owner_id.or(contract.owner_id);
            listed.push(Listed {
                occurrence,
                obligation: obligation.clone(),
                number: contract.number.clone(),
                contract_title: contract.title.clone(),
                customer: contract.customer_name.clone(),
                owner: owner.and_then(|owner| names.get(&owner).cloned()),
            });
        }
    }
    Ok(listed)
}

#[derive(FromQueryResult)]
struct Sums {
    percent: Option<i64>,
    counted: Option<i64>,
    on_time: Option<i64>,
    at_first: Option<i64>,
    judged: Option<i64>,
}

/// How well the promises that a filter leaves were kept by a day: one query, whose counterpart is [`Rates`].
pub async fn rates(connection: &impl ConnectionTrait, sight: Sight, filter: &Filter, day: Day) -> Result<Rates> {
    use occurrence::Column as C;
    let counts = Condition::any()
        .add(C::Standing.eq(name("standing", &Standing::Fulfilled)?))
        .add(Condition::all().add(C::Lapsed.eq(false)).add(C::LateFrom.lte(day)).add(unsettled()?));
    let sum_where = |condition: Condition, value: SimpleExpr| {
        let value = CaseStatement::new().case(condition, value).finally(0);
        Expr::from(Func::sum(value)).cast_as("bigint")
    };
    let one = || Expr::val(1);
    let on_time = Condition::all().add(counts.clone()).add(C::OnTime.eq(true));
    let sums: Option<Sums> = occurrence::Entity::find()
        .filter(condition(filter, sight, day)?)
        .select_only()
        .column_as(sum_where(counts.clone(), Expr::col((occurrence::Entity, C::Percent))), "percent")
        .column_as(sum_where(counts, one()), "counted")
        .column_as(sum_where(on_time, one()), "on_time")
        .column_as(sum_where(Condition::all().add(C::AcceptedAtFirst.eq(true)), one()), "at_first")
        .column_as(sum_where(Condition::all().add(C::AcceptedAtFirst.is_not_null()), one()), "judged")
        .into_model()
        .one(connection)
        .await?;
    let count = |sum: Option<i64>| sum.and_then(|sum| u64::try_from(sum).ok()).unwrap_or_default();
    let Some(sums) = sums else { return Ok(Rates::default()) };
    let counted = count(sums.counted);
    Ok(Rates {
        fulfilment: model::obligation::Rate { good: count(sums.percent), all: counted.saturating_mul(100) },
        on_time: model::obligation::Rate { good: count(sums.on_time), all: counted },
        quality: model::obligation::Rate { good: count(sums.at_first), all: count(sums.judged) },
    })
}

/// How many promises of ours are overdue on a day, by contract; contracts without any are left out.
pub(crate) async fn overdue_of_ours(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    day: Day,
) -> Result<Vec<(ContractId, i64)>> {
    use occurrence::Column as C;
    let found: Vec<(Uuid, i64)> = occurrence::Entity::find()
        .select_only()
        .column(C::ContractId)
        .column_as(C::Id.count(), "occurrences")
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .filter(C::Side.eq(name("side", &Side::Ours)?))
        .filter(in_state(State::Overdue, day)?)
        .group_by(C::ContractId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|(contract, count)| (ContractId(contract), count)).collect())
}
