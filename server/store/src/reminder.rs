//! The key dates of which somebody may be told on a day, with everybody whom they concern.

use crate::{
    Result,
    entity::{contract, contract_reader, customer, key_date},
    stored::{currency, from_name, name},
};
use model::{
    calendar::Day,
    id::{ContractId, LegalEntityId, PersonId, TeamId},
    key_date::KeyDateKind,
    money::Money,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// An open key date with what is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDate {
    /// What happens.
    pub kind: KeyDateKind,
    /// What it is about.
    pub subject: Uuid,
    /// When.
    pub day: Day,
    /// The money that hangs on it.
    pub amount: Option<Money>,
    /// What it is about, in somebody's words.
    pub label: String,
    /// Who has to see to it.
    pub owner: Option<PersonId>,
    /// Of which contract.
    pub contract: ContractId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The customer's name.
    pub customer: String,
    /// Our company that signed it, whose holidays count.
    pub legal_entity: LegalEntityId,
    /// The contract's owner.
    pub contract_owner: Option<PersonId>,
    /// The contract's deputy.
    pub deputy: Option<PersonId>,
    /// The contract's team.
    pub team: Option<TeamId>,
    /// Whether only some may see the contract.
    pub confidential: bool,
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    subject: Uuid,
    day: Day,
    amount_minor: Option<i64>,
    currency: String,
    label: String,
    owner_id: Option<Uuid>,
    contract_id: Uuid,
    confidential: bool,
    number: String,
    title: String,
    legal_entity_id: Uuid,
    contract_owner_id: Option<Uuid>,
    deputy_id: Option<Uuid>,
    team_id: Option<Uuid>,
    customer_name: String,
}

/// The key dates of some kinds on a day that are not done, of contracts after one, in the order of contracts: a stretch of
/// whole contracts, about so many dates.
pub async fn open_on(
    connection: &impl ConnectionTrait,
    day: Day,
    kinds: &[KeyDateKind],
    after: Option<ContractId>,
    about: u64,
) -> Result<Vec<OpenDate>> {
    use key_date::Column as C;
    let names: Vec<String> = kinds.iter().map(|kind| name("kind of key date", kind)).collect::<Result<_>>()?;
    let of_contract = key_date::Entity::belongs_to(contract::Entity).from(C::ContractId).to(contract::Column::Id);
    let of_customer = key_date::Entity::belongs_to(customer::Entity).from(C::CustomerId).to(customer::Column::Id);
    let mut rows: Vec<Row> = key_date::Entity::find()
        .select_only()
        .columns([C::Kind, C::Subject, C::Day, C::AmountMinor, C::Currency, C::Label, C::OwnerId, C::ContractId])
        .column(C::Confidential)
        .column_as(contract::Column::Number, "number")
        .column_as(contract::Column::Title, "title")
        .column_as(contract::Column::LegalEntityId, "legal_entity_id")
        .column_as(contract::Column::OwnerId, "contract_owner_id")
        .column_as(contract::Column::DeputyId, "deputy_id")
        .column_as(contract::Column::TeamId, "team_id")
        .column_as(customer::Column::Name, "customer_name")
        .join(JoinType::InnerJoin, of_contract.into())
        .join(JoinType::InnerJoin, of_customer.into())
        .filter(C::Day.eq(day))
        .filter(C::Done.eq(false))
        .filter(C::Kind.is_in(names))
        .filter(Condition::all().add_option(after.map(|after| C::ContractId.gt(after.0))))
        .order_by_asc(C::ContractId)
        .order_by_asc(C::Kind)
        .order_by_asc(C::Subject)
        .limit(about)
        .into_model()
        .all(connection)
        .await?;
    // A contract whose dates did not all fit comes whole with the next stretch, unless it fills this one alone.
    if rows.len() as u64 == about
        && let Some(last) = rows.last().map(|row| row.contract_id)
        && rows.first().is_some_and(|first| first.contract_id != last)
    {
        rows.retain(|row| row.contract_id != last);
    }
    rows.into_iter().map(date_of).collect()
}

fn date_of(row: Row) -> Result<OpenDate> {
    let currency = currency(&row.currency)?;
    Ok(OpenDate {
        kind: from_name("kind of key date", &row.kind)?,
        subject: row.subject,
        day: row.day,
        amount: row.amount_minor.map(|minor| Money { minor, currency }),
        label: row.label,
        owner: row.owner_id.map(PersonId),
        contract: ContractId(row.contract_id),
        number: row.number,
        title: row.title,
        customer: row.customer_name,
        legal_entity: LegalEntityId(row.legal_entity_id),
        contract_owner: row.contract_owner_id.map(PersonId),
        deputy: row.deputy_id.map(PersonId),
        team: row.team_id.map(TeamId),
        confidential: row.confidential,
    })
}

/// The people who are named as readers of some contracts.
pub async fn readers(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
) -> Result<HashMap<ContractId, Vec<PersonId>>> {
    let mut readers: HashMap<ContractId, Vec<PersonId>> = HashMap::new();
    if contracts.is_empty() {
        return Ok(readers);
    }
    let rows = contract_reader::Entity::find()
        .filter(contract_reader::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    for row in rows {
        readers.entry(ContractId(row.contract_id)).or_default().push(PersonId(row.person_id));
    }
    Ok(readers)
}
