//! Revenue-leakage findings.

mod comment;
mod hidden;
mod listing;
mod recovery;
mod sums;
mod waiver;

pub use comment::{StoredComment, add_comment, comments};
pub use hidden::TakenOff;
pub use listing::{Filter, Order, Sort, count_open, find_listed, find_listed_many, list};
pub(crate) use recovery::forget_recoveries;
pub use recovery::{
    NewRecovery, StoredRecovery, add_recovery, delete_recoveries, recount_recovered, recoveries, shown_of,
};
pub use sums::{By, Group, Sum, TopCustomer, TrendRow, count_before_tax, sums, top_customers, trend};

use crate::{
    Error, Result,
    entity::{finding, finding_comment},
    sight::{Sight, findings_open_to},
    stored::{Write, currency, from_json, insert_all, json, update_all},
};
use model::{
    calendar::{Day, Period},
    id::{ContractId, CustomerId, FindingId, PersonId, PriceLineId},
    leakage::{Confidence, Evidence, Finding, FindingKind, FindingState},
    money::Money,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

/// A finding as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFinding {
    /// Identity.
    pub id: FindingId,
    /// What was found, as last computed.
    pub finding: Finding,
    /// Where it stands.
    pub state: FindingState,
    /// Who pursues it.
    pub owner: Option<PersonId>,
    /// The day it was first found.
    pub found_on: Day,
    /// The day it last changed.
    pub changed_on: Day,
    /// The day by which it shall be settled, if one was set.
    pub due_on: Option<Day>,
    /// The day its money was last claimed, as read: the state knows its last step only. What is written follows
    /// from the state, see [`claimed_on`].
    pub claimed_on: Option<Day>,
    /// What came in of it; while a part is lacking, the amount of `finding` is what is still open.
    pub recovered: Option<Money>,
    /// The day the last of it came in.
    pub recovered_on: Option<Day>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// The day of the last claim after a step: a finding that is taken up again begins anew.
fn claimed_on(stored: &StoredFinding) -> Option<Day> {
    stored.state.claimed_on(stored.claimed_on, stored.recovered)
}

fn model_of(stored: &StoredFinding) -> Result<finding::Model> {
    let StoredFinding {
        id,
        finding,
        state,
        owner,
        found_on,
        changed_on,
        due_on,
        claimed_on: _,
        recovered,
        recovered_on,
        version,
    } = stored;
    Ok(finding::Model {
        id: id.0,
        key: finding.key(),
        kind: finding.kind.code().to_owned(),
        contract_id: finding.contract.map(|id| id.0),
        customer_id: finding.customer.map(|id| id.0),
        line_id: finding.line.map(|id| id.0),
        first_day: finding.period.map(|period| period.first),
        last_day: finding.period.map(|period| period.last),
        amount_minor: finding.amount.map(|amount| amount.minor),
        currency: finding.amount.map(|amount| amount.currency.code().to_owned()),
        confidence: finding.confidence.code().to_owned(),
        since_on: finding.since,
        evidence: json("evidence", &(&finding.evidence, finding.invoice_line))?,
        state: state.code().to_owned(),
        state_reason: Some(json("state", state)?),
        owner_id: owner.map(|id| id.0),
        found_on: *found_on,
        changed_on: *changed_on,
        due_on: *due_on,
        claimed_on: claimed_on(stored),
        recovered_on: *recovered_on,
        recovered_minor: recovered.map(|recovered| recovered.minor),
        before_tax: finding.evidence.is_before_tax(),
        detected: state.is_detected(claimed_on(stored).is_some(), *recovered),
        version: *version,
    })
}

pub(crate) fn stored_of(row: finding::Model) -> Result<StoredFinding> {
    let unreadable = |what| Error::Unreadable { what, cause: format!("finding {}", row.id) };
    let (evidence, invoice_line): (Evidence, _) = from_json("evidence", &row.evidence)?;
    let amount = match (row.amount_minor, &row.currency) {
        (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
        _ => None,
    };
    Ok(StoredFinding {
        id: FindingId(row.id),
        finding: Finding {
            kind: FindingKind::from_code(&row.kind).ok_or_else(|| unreadable("kind"))?,
            contract: row.contract_id.map(ContractId),
            customer: row.customer_id.map(CustomerId),
            line: row.line_id.map(PriceLineId),
            period: row.first_day.zip(row.last_day).and_then(|(first, last)| Period::new(first, last)),
            invoice_line,
            amount,
            confidence: Confidence::from_code(&row.confidence).ok_or_else(|| unreadable("confidence"))?,
            since: row.since_on,
            evidence,
        },
        state: match &row.state_reason {
            Some(text) => from_json("state", text)?,
            None => FindingState::Found,
        },
        owner: row.owner_id.map(PersonId),
        found_on: row.found_on,
        changed_on: row.changed_on,
        due_on: row.due_on,
        claimed_on: row.claimed_on,
        recovered: row.recovered_minor.zip(amount).map(|(minor, amount)| Money::new(minor, amount.currency)),
        recovered_on: row.recovered_on,
        version: row.version,
    })
}

/// Adds findings.
pub async fn insert_many(connection: &impl ConnectionTrait, findings: &[StoredFinding]) -> Result<()> {
    let rows = findings.iter().map(model_of).collect::<Result<Vec<_>>>()?;
    insert_all::<finding::Entity, _>(connection, rows).await?;
    waiver::follow(connection, findings.iter().filter(|stored| !stored.state.is_open())).await
}

/// Saves a finding whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, stored: &StoredFinding) -> Result<()> {
    let row = model_of(stored)?;
    let change = finding::ActiveModel {
        first_day: Set(row.first_day),
        last_day: Set(row.last_day),
        amount_minor: Set(row.amount_minor),
        currency: Set(row.currency),
        confidence: Set(row.confidence),
        since_on: Set(row.since_on),
        evidence: Set(row.evidence),
        state: Set(row.state),
        state_reason: Set(row.state_reason),
        owner_id: Set(row.owner_id),
        changed_on: Set(row.changed_on),
        due_on: Set(row.due_on),
        claimed_on: Set(row.claimed_on),
        recovered_on: Set(row.recovered_on),
        recovered_minor: Set(row.recovered_minor),
        detected: Set(row.detected),
        before_tax: Set(row.before_tax),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let saved = finding::Entity::update_many()
        .set(change)
        .filter(finding::Column::Id.eq(row.id))
        .filter(finding::Column::Version.eq(row.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    waiver::follow(connection, std::iter::once(stored)).await
}

/// Saves findings whose versions are still those that were read, and raises each version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved one of them meanwhile.
pub async fn update_many(connection: &impl ConnectionTrait, findings: &[StoredFinding]) -> Result<()> {
    use finding::Column as C;
    let values = findings
        .iter()
        .map(|stored| {
            let row = model_of(stored)?;
            Ok(vec![
                row.id.into(),
                row.version.into(),
                row.first_day.into(),
                row.last_day.into(),
                row.amount_minor.into(),
                row.currency.into(),
                row.confidence.into(),
                row.since_on.into(),
                row.evidence.into(),
                row.state.into(),
                row.state_reason.into(),
                row.owner_id.into(),
                row.changed_on.into(),
                row.claimed_on.into(),
                row.recovered_on.into(),
                row.recovered_minor.into(),
                row.detected.into(),
                row.before_tax.into(),
                (row.version + 1).into(),
            ])
        })
        .collect::<Result<Vec<Vec<sea_orm::Value>>>>()?;
    let columns = [
        C::FirstDay,
        C::LastDay,
        C::AmountMinor,
        C::Currency,
        C::Confidence,
        C::SinceOn,
        C::Evidence,
        C::State,
        C::StateReason,
        C::OwnerId,
        C::ChangedOn,
        C::ClaimedOn,
        C::RecoveredOn,
        C::RecoveredMinor,
        C::Detected,
        C::BeforeTax,
        C::Version,
    ];
    let columns = columns.map(|column| (column, Write::Always));
    let saved = update_all::<finding::Entity>(connection, &[C::Id, C::Version], &columns, values).await?;
    if usize::try_from(saved) != Ok(findings.len()) {
        return Err(Error::Stale);
    }
    waiver::follow(connection, findings.iter()).await
}

/// All findings of contracts, whatever their state.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<StoredFinding>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    rows.into_iter().map(stored_of).collect()
}

/// Whether somebody has worked on a finding: it is claimed, recovered in part or whole, given up, or commented.
pub(crate) fn is_worked_on() -> Condition {
    use finding::Column as C;
    let commented =
        finding_comment::Entity::find().select_only().column(finding_comment::Column::FindingId).into_query();
    Condition::any()
        .add(C::State.is_in(["claimed", "recovered", "waived"]))
        .add(C::RecoveredMinor.is_not_null())
        .add(C::Id.in_subquery(commented))
}

/// The findings of contracts, and of a customer without one, that somebody has worked on.
pub async fn worked_on(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    customer: CustomerId,
) -> Result<Vec<StoredFinding>> {
    use finding::Column as C;
    let loose = Condition::all().add(C::ContractId.is_null()).add(C::CustomerId.eq(customer.0));
    let of = Condition::any().add(C::ContractId.is_in(contracts.iter().map(|id| id.0))).add(loose);
    let rows = finding::Entity::find().filter(of).filter(is_worked_on()).order_by_asc(C::Id).all(connection).await?;
    rows.into_iter().map(stored_of).collect()
}

/// The findings of customers that belong to no contract, whatever their state.
pub async fn loose_of(connection: &impl ConnectionTrait, customers: &[CustomerId]) -> Result<Vec<StoredFinding>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::ContractId.is_null())
        .filter(finding::Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    rows.into_iter().map(stored_of).collect()
}

/// A finding that may be seen.
pub async fn find(connection: &impl ConnectionTrait, sight: Sight, id: FindingId) -> Result<Option<StoredFinding>> {
    finding::Entity::find_by_id(id.0)
        .filter(Condition::all().add_option(findings_open_to(sight)))
        .one(connection)
        .await?
        .map(stored_of)
        .transpose()
}

/// Findings that may be seen, by identity, in no particular order.
pub async fn find_many(
    connection: &impl ConnectionTrait,
    sight: Sight,
    ids: &[FindingId],
) -> Result<Vec<StoredFinding>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(Condition::all().add_option(findings_open_to(sight)))
        .all(connection)
        .await?;
    rows.into_iter().map(stored_of).collect()
}
