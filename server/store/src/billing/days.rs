//! What is still to be invoiced, day by day.

use crate::{
    Result,
    entity::{billing_day, contract, expected_billing as ledger, team_member},
    sight::{Sight, visible_to},
    stored::currency,
};
use model::{
    calendar::{Day, Period},
    key_date::Filter,
    money::Money,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::BTreeMap;

#[derive(FromQueryResult)]
struct Row {
    day: Day,
    currency: String,
    amount_minor: Option<i64>,
}

/// What is still to be invoiced on each day between two, by currency: one query over the sums by day, or, for a person, a
/// team, a customer or a contract, over their own rows of the ledger; a second one for what is confidential and may be
/// seen all the same. Of a filter of key dates it follows who and whose, because kinds and amounts are of dates.
pub async fn to_come(
    connection: &impl ConnectionTrait,
    sight: Sight,
    filter: &Filter,
    days: Period,
) -> Result<BTreeMap<Day, Vec<Money>>> {
    let mut rows = Vec::new();
    if filter.knows_nobody() {
        rows.extend(of_sums(connection, sight, days).await?);
        if let Sight::Of(..) = sight {
            use contract::Column as C;
            let confidential =
                Condition::any().add(C::Confidentiality.lt("organisation")).add(C::Confidentiality.gt("organisation"));
            // Wrapped up, or SQLite would take the owner for the better way in and read all that is theirs.
            let seen = Expr::expr(Expr::case(visible_to(sight), 1).finally(0)).eq(1);
            let contracts = Condition::all().add(confidential).add(seen);
            rows.extend(of_rows(connection, Some(contracts), expected_of_few(), days).await?);
        }
    } else {
        let (contracts, rows_of) = concerned(sight, filter);
        rows.extend(of_rows(connection, contracts, rows_of.add(ledger::Column::State.eq("expected")), days).await?);
    }
    let mut sums: BTreeMap<(Day, String), Money> = BTreeMap::new();
    for Row { day, currency: code, amount_minor } in rows {
        let currency = currency(&code)?;
        let sum = sums.entry((day, code)).or_insert_with(|| Money::zero(currency));
        sum.minor = sum.minor.saturating_add(amount_minor.unwrap_or_default());
    }
    let mut found: BTreeMap<Day, Vec<Money>> = BTreeMap::new();
    for ((day, _), money) in sums.into_iter().filter(|(_, money)| money.minor != 0) {
        found.entry(day).or_default().push(money);
    }
    Ok(found)
}

async fn of_sums(connection: &impl ConnectionTrait, sight: Sight, days: Period) -> Result<Vec<Row>> {
    use billing_day::Column as C;
    let mut all = Condition::all().add(C::Day.between(days.first, days.last));
    if let Sight::Of(..) = sight {
        all = all.add(C::Confidential.eq(false));
    }
    let sums = billing_day::Entity::find().select_only().columns([C::Day, C::Currency, C::AmountMinor]).filter(all);
    Ok(sums.into_model().all(connection).await?)
}

/// Rows still to be invoiced of few contracts: wrapped up, or SQLite would take the state for the better way in and read all
/// that is to be invoiced on these days.
fn expected_of_few() -> Condition {
    let expected = Condition::all().add(ledger::Column::State.eq("expected"));
    Condition::all().add(Expr::expr(Expr::case(expected, 1).finally(0)).eq(1))
}

/// Which contracts a filter leaves, if it asks for that, and which rows of the ledger.
fn concerned(sight: Sight, filter: &Filter) -> (Option<Condition>, Condition) {
    let Filter { kinds: _, owner, standing_in: _, team, customer, contract, band: _, open: _ } = filter;
    let rows = Condition::all()
        .add_option(customer.map(|customer| ledger::Column::CustomerId.eq(customer.0)))
        .add_option(contract.map(|contract| ledger::Column::ContractId.eq(contract.0)));
    let members = team.map(|team| {
        let members = team_member::Entity::find()
            .select_only()
            .column(team_member::Column::PersonId)
            .filter(team_member::Column::TeamId.eq(team.0));
        contract::Column::OwnerId.in_subquery(members.into_query())
    });
    let asked = owner.is_some() || members.is_some() || sight != Sight::Everything;
    let contracts = Condition::all()
        .add_option(owner.map(|owner| contract::Column::OwnerId.eq(owner.0)))
        .add_option(members)
        .add(visible_to(sight));
    (asked.then_some(contracts), rows)
}

async fn of_rows(
    connection: &impl ConnectionTrait,
    contracts: Option<Condition>,
    rows: Condition,
    days: Period,
) -> Result<Vec<Row>> {
    use ledger::Column as C;
    let contracts = contracts.map(|wanted| {
        let ids = contract::Entity::find().select_only().column(contract::Column::Id).filter(wanted);
        C::ContractId.in_subquery(ids.into_query())
    });
    Ok(ledger::Entity::find()
        .select_only()
        .column_as(C::BillingDay, "day")
        .column(C::Currency)
        .column_as(Expr::from(Func::sum(C::AmountMinor.into_expr())).cast_as("bigint"), "amount_minor")
        .filter(C::BillingDay.between(days.first, days.last))
        .filter(rows.add_option(contracts))
        .group_by(C::BillingDay)
        .group_by(C::Currency)
        .into_model()
        .all(connection)
        .await?)
}
