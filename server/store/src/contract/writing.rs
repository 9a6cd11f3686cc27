//! Adding contracts and saving them.

use super::{
    Contract, Reach, StoredDates,
    row::{line_of, readers_of, row_of, search_of, search_text},
};
use crate::{
    Error, Result,
    entity::{contract, contract_reader, former_line, price_line},
    stored::{Write, currency, from_json, insert_all, update_all},
    words::{self, WordsOf},
};
use model::{
    calendar::Day,
    contract::{WorthTerms, worth},
    id::{ContractId, CustomerId},
    money::Money,
    price_line::PriceLine,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, Expr, Func},
};
use std::collections::HashMap;

/// A contract to be added, with everything that is stored with it.
#[derive(Clone, Debug)]
pub struct NewContract {
    /// The contract.
    pub contract: Contract,
    /// Its price lines.
    pub lines: Vec<PriceLine>,
    /// Its dates as the model computes them.
    pub dates: StoredDates,
    /// The customer's name, for search.
    pub customer_name: String,
}

/// Adds contracts with their price lines and readers.
pub async fn insert_many(connection: &impl ConnectionTrait, contracts: &[NewContract], now: i64) -> Result<()> {
    let mut rows = Vec::with_capacity(contracts.len());
    let (mut lines, mut readers) = (Vec::new(), Vec::new());
    for new in contracts {
        let row = row_of(&new.contract, new.dates, search_text(&new.contract, &new.customer_name), now)?;
        let worth_minor = worth(&(&new.contract.details).into(), &new.lines).map(|worth| worth.minor);
        rows.push(contract::Model { worth_minor, ..row });
        readers.extend(readers_of(&new.contract));
        for line in &new.lines {
            lines.push(line_of(new.contract.id, line)?);
        }
    }
    let words: Vec<WordsOf> = rows.iter().map(|row| WordsOf { contract: row.id, text: row.search.clone() }).collect();
    insert_all::<contract::Entity, _>(connection, rows).await?;
    words::replace(connection, &words).await?;
    insert_all::<price_line::Entity, _>(connection, lines).await?;
    insert_all::<contract_reader::Entity, _>(connection, readers).await
}

/// Saves a contract whose version is still the one that was read, and raises the version by one. The
/// price lines are replaced where `lines` is given.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(
    connection: &impl ConnectionTrait,
    contract: &Contract,
    lines: Option<&[PriceLine]>,
    dates: StoredDates,
    customer_name: &str,
) -> Result<()> {
    let next = Contract { version: contract.version + 1, ..contract.clone() };
    let search = search_text(&next, customer_name);
    let words = WordsOf { contract: contract.id.0, text: search.clone() };
    let mut row = row_of(&next, dates, search, 0)?.into_active_model().reset_all();
    row.id = Unchanged(contract.id.0);
    row.created_at = NotSet;
    row.worth_minor = match lines {
        Some(lines) => Set(worth(&(&contract.details).into(), lines).map(|worth| worth.minor)),
        None => NotSet,
    };
    let saved = contract::Entity::update_many()
        .set(row)
        .filter(contract::Column::Id.eq(contract.id.0))
        .filter(contract::Column::Version.eq(contract.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    words::replace(connection, &[words]).await?;
    contract_reader::Entity::delete_many()
        .filter(contract_reader::Column::ContractId.eq(contract.id.0))
        .exec(connection)
        .await?;
    insert_all::<contract_reader::Entity, _>(connection, readers_of(contract)).await?;
    if let Some(lines) = lines {
        price_line::Entity::delete_many()
            .filter(price_line::Column::ContractId.eq(contract.id.0))
            .exec(connection)
            .await?;
        let rows = lines.iter().map(|line| line_of(contract.id, line)).collect::<Result<Vec<_>>>()?;
        insert_all::<price_line::Entity, _>(connection, rows).await?;
    }
    Ok(())
}

/// Keeps what price lines were called that a contract no longer has.
pub async fn keep_former(connection: &impl ConnectionTrait, contract: ContractId, lines: &[&PriceLine]) -> Result<()> {
    let kept = lines.iter().map(|line| former_line::Model {
        id: line.id.0,
        contract_id: contract.0,
        description: line.description.clone(),
    });
    insert_all::<former_line::Entity, _>(connection, kept.collect()).await
}

/// Writes what the model says of contracts' dates on a new day.
pub async fn write_dates(connection: &impl ConnectionTrait, dates: &[(ContractId, StoredDates)]) -> Result<()> {
    use contract::Column as C;
    let values = dates
        .iter()
        .map(|(id, dates)| {
            let StoredDates { ends_on, next_renewal_on, next_deadline_on, next_decision_on, until, ledger } = *dates;
            let Reach { from, to, horizon } = ledger;
            let days = [ends_on, next_renewal_on, next_deadline_on, next_decision_on, until, from, to, horizon];
            std::iter::once(id.0.into()).chain(days.map(Into::into)).collect()
        })
        .collect();
    let dates = [C::EndsOn, C::NextRenewalOn, C::NextDeadlineOn, C::NextDecisionOn, C::DatesUntil];
    let columns: Vec<_> = dates.into_iter().chain([C::LedgerFrom, C::LedgerTo, C::LedgerHorizon]).collect();
    let columns: Vec<_> = columns.into_iter().map(|column| (column, Write::Always)).collect();
    update_all::<contract::Entity>(connection, &[C::Id], &columns, values).await?;
    Ok(())
}

/// Has the ledger of contracts computed anew when it is next looked at: a row that could not change was set free.
pub async fn forget_reach(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<()> {
    use contract::Column as C;
    for some in ids.chunks(10_000) {
        contract::Entity::update_many()
            .col_expr(C::LedgerHorizon, Expr::value(None::<Day>))
            .filter(C::Id.is_in(some.iter().map(|id| id.0)))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Writes the terms of price lines that an import moved, and raises the versions of their contracts. A contract
/// that only imports have changed stays one that its own import can take back.
pub async fn write_lines(connection: &impl ConnectionTrait, lines: &[(ContractId, PriceLine)]) -> Result<()> {
    use contract::Column as C;
    let values = lines
        .iter()
        .map(|(contract, line)| line_of(*contract, line).map(|row| vec![row.id.into(), row.terms.into()]))
        .collect::<Result<Vec<_>>>()?;
    let terms = [(price_line::Column::Terms, Write::Always)];
    update_all::<price_line::Entity>(connection, &[price_line::Column::Id], &terms, values).await?;
    let mut contracts: Vec<uuid::Uuid> = lines.iter().map(|(contract, _)| contract.0).collect();
    contracts.sort_unstable();
    contracts.dedup();
    let next = || Expr::col(C::Version).add(1);
    let by_import_alone = Expr::col(C::Version).eq(Func::coalesce([Expr::col(C::ImportVersion), Expr::val(1)]));
    let kept = CaseStatement::new().case(by_import_alone, next()).finally(Expr::col(C::ImportVersion));
    for some in contracts.chunks(10_000) {
        contract::Entity::update_many()
            .col_expr(C::ImportVersion, kept.clone().into())
            .col_expr(C::Version, next())
            .filter(C::Id.is_in(some.iter().copied()))
            .exec(connection)
            .await?;
        let ids: Vec<ContractId> = some.iter().copied().map(ContractId).collect();
        write_worth(connection, &ids).await?;
    }
    Ok(())
}

/// Writes what contracts are worth by their price lines as they are kept. It reads and writes no column that came after
/// that of the worth, so that the migration which brings it may call it.
pub(crate) async fn write_worth(connection: &impl ConnectionTrait, ids: &[ContractId]) -> Result<()> {
    use contract::Column as C;
    type Terms = (uuid::Uuid, String, Option<i64>, Option<Day>, Option<Day>, String);
    let rows: Vec<Terms> = contract::Entity::find()
        .select_only()
        .columns([C::Id, C::Currency, C::ValueMinor, C::SignedOn, C::StartsOn, C::Term])
        .filter(C::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    let terms: Vec<(uuid::Uuid, String)> = price_line::Entity::find()
        .select_only()
        .columns([price_line::Column::ContractId, price_line::Column::Terms])
        .filter(price_line::Column::ContractId.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(connection)
        .await?;
    let mut lines: HashMap<uuid::Uuid, Vec<PriceLine>> = HashMap::new();
    for (contract, terms) in terms {
        lines.entry(contract).or_default().push(from_json("price line", &terms)?);
    }
    let mut values = Vec::with_capacity(rows.len());
    for (id, code, value, signed_on, starts_on, term) in rows {
        let currency = currency(&code)?;
        let terms = WorthTerms {
            value: value.map(|minor| Money::new(minor, currency)),
            currency,
            signed_on,
            starts_on,
            term: from_json("term", &term)?,
        };
        let own = lines.remove(&id).unwrap_or_default();
        values.push(vec![id.into(), worth(&terms, &own).map(|worth| worth.minor).into()]);
    }
    update_all::<contract::Entity>(connection, &[C::Id], &[(C::WorthMinor, Write::Always)], values).await?;
    Ok(())
}

/// Lets free-text search find the contracts of a customer under its new name.
pub async fn rename_customer(connection: &impl ConnectionTrait, customer: CustomerId, name: &str) -> Result<()> {
    use contract::Column as C;
    type Searched = (uuid::Uuid, String, String, Option<String>, Option<String>);
    let rows: Vec<Searched> = contract::Entity::find()
        .select_only()
        .columns([C::Id, C::Number, C::Title, C::Reference, C::PurchaseOrder])
        .filter(C::CustomerId.eq(customer.0))
        .into_tuple()
        .all(connection)
        .await?;
    let words: Vec<WordsOf> = rows
        .into_iter()
        .map(|(contract, number, title, reference, order)| {
            let text = search_of(&number, &title, name, reference.as_deref(), order.as_deref());
            WordsOf { contract, text }
        })
        .collect();
    let values = words.iter().map(|of| vec![of.contract.into(), of.text.clone().into()]).collect();
    update_all::<contract::Entity>(connection, &[C::Id], &[(C::Search, Write::Always)], values).await?;
    words::replace(connection, &words).await
}
