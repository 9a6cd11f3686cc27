//! People as administrators see them: whether they came in, how they are invited, what they are responsible for.

use super::{Person, duty, person_of};
use crate::{
    Error, Result,
    entity::{contract, customer, finding, person},
    stored::{json, millis, moment},
};
use model::{
    calendar::Moment,
    id::{ContractId, CustomerId, FindingId, PersonId},
    person::PersonFacts,
    view::Responsibilities,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// A person with the facts of their coming in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// When they first came in.
    pub joined_at: Option<Moment>,
    /// Until when the link of their last invitation may be used.
    pub invited_until: Option<Moment>,
    /// Whether they sign in with a password.
    pub has_password: bool,
}

impl Member {
    /// The facts from which their standing follows.
    pub fn facts(&self) -> PersonFacts {
        PersonFacts {
            id: self.person.id,
            roles: self.person.roles.clone(),
            active: self.person.active,
            expires_on: self.person.expires_on,
            joined_at: self.joined_at,
            invited_until: self.invited_until,
        }
    }
}

fn member_of(row: &person::Model) -> Result<Member> {
    Ok(Member {
        person: person_of(row)?,
        joined_at: row.joined_at.map(moment),
        invited_until: row.invited_until.map(moment),
        has_password: row.password_hash.is_some(),
    })
}

/// Everybody, by name.
pub async fn members(connection: &impl ConnectionTrait) -> Result<Vec<Member>> {
    let rows = person::Entity::find().order_by_asc(person::Column::Name).order_by_asc(person::Column::Id);
    rows.all(connection).await?.iter().map(member_of).collect()
}

/// Everybody, locked until the transaction ends: two administrators who withdraw each other's rights at the same
/// moment must not both find the other still there.
pub async fn lock_members(connection: &impl ConnectionTrait) -> Result<Vec<Member>> {
    let rows = person::Entity::find().order_by_asc(person::Column::Id).lock_exclusive();
    rows.all(connection).await?.iter().map(member_of).collect()
}

/// One person.
pub async fn find_member(connection: &impl ConnectionTrait, id: PersonId) -> Result<Option<Member>> {
    person::Entity::find_by_id(id.0).one(connection).await?.as_ref().map(member_of).transpose()
}

/// The person whose invitation has a hash and may still be used. Inside a transaction the row is locked, so that a
/// link works once.
pub async fn find_invited(connection: &impl ConnectionTrait, hash: &str, now: Moment) -> Result<Option<Member>> {
    let row = person::Entity::find()
        .filter(person::Column::InvitationHash.eq(hash))
        .filter(person::Column::InvitedUntil.gte(millis(now)))
        .filter(person::Column::Active.eq(true))
        .lock_exclusive()
        .one(connection)
        .await?;
    row.as_ref().map(member_of).transpose()
}

/// Whether somebody else has an e-mail address, given in lower case.
pub async fn is_email_taken(connection: &impl ConnectionTrait, email: &str, except: Option<PersonId>) -> Result<bool> {
    let mut taken = person::Entity::find().filter(person::Column::Email.eq(email));
    if let Some(PersonId(id)) = except {
        taken = taken.filter(person::Column::Id.ne(id));
    }
    Ok(taken.count(connection).await? > 0)
}

/// Adds a person who has not come in yet.
pub async fn invite(
    connection: &impl ConnectionTrait,
    person: &Person,
    invitation_hash: String,
    until: Moment,
    now: Moment,
) -> Result<()> {
    let row = person::Model {
        invitation_hash: Some(invitation_hash),
        invited_until: Some(millis(until)),
        joined_at: None,
        ..super::row_of(person, None, millis(now))?
    };
    person::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Puts a new invitation in the place of any earlier one, or none.
pub async fn write_invitation(
    connection: &impl ConnectionTrait,
    id: PersonId,
    invitation: Option<(String, Moment)>,
) -> Result<()> {
    let (hash, until) = invitation.unzip();
    let change =
        person::ActiveModel { invitation_hash: Set(hash), invited_until: Set(until.map(millis)), ..Default::default() };
    person::Entity::update_many().set(change).filter(person::Column::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}

/// Writes a new password, ends any invitation, and notes when the person first came in.
pub async fn write_password(
    connection: &impl ConnectionTrait,
    id: PersonId,
    password_hash: String,
    now: Moment,
) -> Result<()> {
    let change = person::ActiveModel {
        password_hash: Set(Some(password_hash)),
        invitation_hash: Set(None),
        invited_until: Set(None),
        failed_sign_ins: Set(0),
        locked_until: Set(None),
        ..Default::default()
    };
    let joined_at = Expr::col(person::Column::JoinedAt).if_null(millis(now));
    person::Entity::update_many()
        .set(change)
        .col_expr(person::Column::JoinedAt, joined_at)
        .filter(person::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Saves a person whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, changed: &Person) -> Result<()> {
    let Person { id, name, email, language, roles, active, expires_on, version } = changed;
    let change = person::ActiveModel {
        name: Set(name.clone()),
        email: Set(email.clone()),
        language: Set(language.tag().to_owned()),
        roles: Set(json("roles", roles)?),
        active: Set(*active),
        expires_on: Set(*expires_on),
        version: Set(version + 1),
        ..Default::default()
    };
    let saved = person::Entity::update_many()
        .set(change)
        .filter(person::Column::Id.eq(id.0))
        .filter(person::Column::Version.eq(*version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

fn of_contracts(person: PersonId) -> Condition {
    Condition::any().add(contract::Column::OwnerId.eq(person.0)).add(contract::Column::DeputyId.eq(person.0))
}

/// The states of findings that somebody still has to pursue.
fn open_findings(person: PersonId) -> Condition {
    Condition::all().add(finding::Column::OwnerId.eq(person.0)).add(finding::Column::State.is_in(["found", "claimed"]))
}

/// How much a person is responsible for.
pub async fn responsibilities(connection: &impl ConnectionTrait, person: PersonId) -> Result<Responsibilities> {
    let (obligations, visits) = duty::count(connection, person).await?;
    Ok(Responsibilities {
        obligations,
        visits,
        contracts: contract::Entity::find().filter(of_contracts(person)).count(connection).await?,
        customers: customer::Entity::find().filter(customer::Column::OwnerId.eq(person.0)).count(connection).await?,
        findings: finding::Entity::find().filter(open_findings(person)).count(connection).await?,
    })
}

/// What was handed over, by identity; contracts twice over where the person was owner and deputy at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Contracts with a new owner.
    pub owned: Vec<ContractId>,
    /// Contracts with a new deputy.
    pub deputised: Vec<ContractId>,
    /// Customers.
    pub customers: Vec<CustomerId>,
    /// Open findings.
    pub findings: Vec<FindingId>,
}

/// Gives everything a person is responsible for to another, open findings to `findings_to` or to nobody, and raises the
/// version of each record, so that whoever has one open does not write the old owner back.
pub async fn hand_over(
    connection: &impl ConnectionTrait,
    from: PersonId,
    to: PersonId,
    findings_to: Option<PersonId>,
) -> Result<HandedOver> {
    let mut handed = HandedOver::default();
    for (column, ids) in
        [(contract::Column::OwnerId, &mut handed.owned), (contract::Column::DeputyId, &mut handed.deputised)]
    {
        let of_person = Condition::all().add(column.eq(from.0));
        let found: Vec<Uuid> = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(of_person.clone())
            .into_tuple()
            .all(connection)
            .await?;
        ids.extend(found.into_iter().map(ContractId));
        contract::Entity::update_many()
            .col_expr(column, Expr::value(to.0))
            .col_expr(contract::Column::Version, Expr::col(contract::Column::Version).add(1))
            .filter(of_person)
            .exec(connection)
            .await?;
    }
    let found: Vec<Uuid> = customer::Entity::find()
        .select_only()
        .column(customer::Column::Id)
        .filter(customer::Column::OwnerId.eq(from.0))
        .into_tuple()
        .all(connection)
        .await?;
    handed.customers.extend(found.into_iter().map(CustomerId));
    customer::Entity::update_many()
        .col_expr(customer::Column::OwnerId, Expr::value(to.0))
        .col_expr(customer::Column::Version, Expr::col(customer::Column::Version).add(1))
        .filter(customer::Column::OwnerId.eq(from.0))
        .exec(connection)
        .await?;
    let found: Vec<Uuid> = finding::Entity::find()
        .select_only()
        .column(finding::Column::Id)
        .filter(open_findings(from))
        .into_tuple()
        .all(connection)
        .await?;
    handed.findings.extend(found.into_iter().map(FindingId));
    finding::Entity::update_many()
        .col_expr(finding::Column::OwnerId, Expr::value(findings_to.map(|to| to.0)))
        .col_expr(finding::Column::Version, Expr::col(finding::Column::Version).add(1))
        .filter(open_findings(from))
        .exec(connection)
        .await?;
    Ok(handed)
}
