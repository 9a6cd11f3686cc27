//! What people are told, each thing once for each person.

use crate::{
    Page, Result,
    entity::{hearing, notification},
    sight::{Sight, hidden_from},
    stored::{from_json, json, millis, moment, name},
};
use model::{
    calendar::Moment,
    id::{MailId, NotificationId, PersonId},
    notification::{Choice, Notice},
    view::NotificationRow,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
    sea_query::{Expr, OnConflict},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

use notification::Column as C;

/// Rows that one statement writes.
const TOGETHER: usize = 400;

/// Something to tell somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotification {
    /// Identity.
    pub id: NotificationId,
    /// Whom.
    pub person: PersonId,
    /// What makes it one of a kind for that person.
    pub key: String,
    /// What.
    pub notice: Notice,
    /// Whether a mail is to say it, too.
    pub mail: bool,
    /// Whether another one that is new with it says it, so that it is nothing to read.
    pub said: bool,
}

/// Which of some keys were told, to whom.
pub async fn told(connection: &impl ConnectionTrait, keys: &[String]) -> Result<HashSet<(String, PersonId)>> {
    let mut found = HashSet::new();
    for some in keys.chunks(TOGETHER) {
        let rows: Vec<(String, Uuid)> = notification::Entity::find()
            .select_only()
            .columns([C::Key, C::PersonId])
            .filter(C::Key.is_in(some.iter().map(String::as_str)))
            .into_tuple()
            .all(connection)
            .await?;
        found.extend(rows.into_iter().map(|(key, person)| (key, PersonId(person))));
    }
    Ok(found)
}

/// Tells somebody of things, each once: what they were told under its key they are not told again.
pub async fn insert(connection: &impl ConnectionTrait, new: Vec<NewNotification>, now: Moment) -> Result<()> {
    let mut rows = Vec::with_capacity(new.len());
    for NewNotification { id, person, key, notice, mail, said } in new {
        let row = notification::Model {
            id: id.0,
            person_id: person.0,
            key,
            kind: name("kind of key date", &notice.kind())?,
            contract_id: notice.contract().map(|contract| contract.0),
            notice: json("notice", &notice)?,
            created_at: millis(now),
            read_at: said.then(|| millis(now)),
            mail_wanted: mail && !said,
            mail_id: None,
        };
        rows.push(row.into_active_model());
    }
    let once = OnConflict::columns([C::Key, C::PersonId]).do_nothing().to_owned();
    for some in rows.chunks(TOGETHER) {
        let insert = notification::Entity::insert_many(some.to_vec()).on_conflict(once.clone());
        match insert.exec_without_returning(connection).await {
            Ok(_) | Err(DbErr::RecordNotInserted) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

/// What a person was told, of contracts that they may see.
fn of(person: PersonId, sight: Sight) -> Select<notification::Entity> {
    let query = notification::Entity::find().filter(C::PersonId.eq(person.0));
    // The few hidden contracts, because this is counted for each page.
    let Some(hidden) = hidden_from(sight) else { return query };
    query.filter(Condition::any().add(C::ContractId.is_null()).add(C::ContractId.not_in_subquery(hidden)))
}

/// How much a person has not read.
pub async fn unread(connection: &impl ConnectionTrait, person: PersonId, sight: Sight) -> Result<u64> {
    Ok(of(person, sight).filter(C::ReadAt.is_null()).count(connection).await?)
}

/// What a person was told, the newest first, with its number.
pub async fn list(
    connection: &impl ConnectionTrait,
    person: PersonId,
    sight: Sight,
    only_unread: bool,
    page: Page,
) -> Result<(Vec<NotificationRow>, u64)> {
    let mut query = of(person, sight);
    if only_unread {
        query = query.filter(C::ReadAt.is_null());
    }
    let total = query.clone().count(connection).await?;
    let page = page.within(total);
    let rows = query
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .all(connection)
        .await?;
    Ok((rows.into_iter().map(row_of).collect::<Result<_>>()?, total))
}

/// One thing that a person was told.
pub async fn find(
    connection: &impl ConnectionTrait,
    person: PersonId,
    sight: Sight,
    id: NotificationId,
) -> Result<Option<NotificationRow>> {
    of(person, sight).filter(C::Id.eq(id.0)).one(connection).await?.map(row_of).transpose()
}

/// Notes that a person has read something, or everything up to a moment; answers how much of it was unread.
pub async fn read(
    connection: &impl ConnectionTrait,
    person: PersonId,
    id: Option<NotificationId>,
    now: Moment,
) -> Result<u64> {
    let written = notification::Entity::update_many()
        .col_expr(C::ReadAt, Expr::value(millis(now)))
        .filter(C::PersonId.eq(person.0))
        .filter(C::ReadAt.is_null())
        .filter(C::CreatedAt.lte(millis(now)))
        .filter(Condition::all().add_option(id.map(|id| C::Id.eq(id.0))))
        .exec(connection)
        .await?;
    Ok(written.rows_affected)
}

/// Notes that a person has not seen to something yet.
pub async fn unmark(connection: &impl ConnectionTrait, person: PersonId, id: NotificationId) -> Result<()> {
    let change = notification::ActiveModel { read_at: Set(None), ..Default::default() };
    notification::Entity::update_many()
        .set(change)
        .filter(C::PersonId.eq(person.0))
        .filter(C::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// What waits for a mail, as its index has it.
fn wanted() -> Expr {
    Expr::col((notification::Entity, C::MailWanted))
}

/// The people for whom something waits for a mail.
pub async fn mail_wanted(connection: &impl ConnectionTrait) -> Result<Vec<PersonId>> {
    let people: Vec<Uuid> = notification::Entity::find()
        .select_only()
        .column(C::PersonId)
        .distinct()
        .filter(wanted())
        .order_by_asc(C::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

/// Gives everything of a person that waits for a mail to one, and answers how much it was.
pub async fn hand_to_mail(connection: &impl ConnectionTrait, person: PersonId, mail: MailId) -> Result<u64> {
    let written = notification::Entity::update_many()
        .col_expr(C::MailId, Expr::value(mail.0))
        .col_expr(C::MailWanted, Expr::value(false))
        .filter(C::PersonId.eq(person.0))
        .filter(wanted())
        .exec(connection)
        .await?;
    Ok(written.rows_affected)
}

/// Leaves out the mails about everything that waits for one: none are sent.
pub async fn want_no_mail(connection: &impl ConnectionTrait) -> Result<()> {
    notification::Entity::update_many()
        .col_expr(C::MailWanted, Expr::value(false))
        .filter(wanted())
        .exec(connection)
        .await?;
    Ok(())
}

/// What a mail tells a person, in the order in which they were told, of contracts that they may see.
pub async fn of_mail(
    connection: &impl ConnectionTrait,
    person: PersonId,
    sight: Sight,
    mail: MailId,
) -> Result<Vec<NotificationRow>> {
    let rows = of(person, sight).filter(C::MailId.eq(mail.0)).order_by_asc(C::Id).all(connection).await?;
    rows.into_iter().map(row_of).collect()
}

/// Forgets what was read before a moment.
pub async fn delete_read_before(connection: &impl ConnectionTrait, before: Moment) -> Result<()> {
    notification::Entity::delete_many().filter(C::ReadAt.lt(millis(before))).exec(connection).await?;
    Ok(())
}

fn row_of(row: notification::Model) -> Result<NotificationRow> {
    Ok(NotificationRow {
        id: NotificationId(row.id),
        at: moment(row.created_at),
        unread: row.read_at.is_none(),
        notice: from_json("notice", &row.notice)?,
    })
}

/// How a person wants to hear of things, with its version, and the secret of their links; nothing where they have
/// neither chosen nor been written to.
pub async fn hearing(connection: &impl ConnectionTrait, person: PersonId) -> Result<Option<(i32, Choice, String)>> {
    let row = hearing::Entity::find_by_id(person.0).one(connection).await?;
    row.map(|row| Ok((row.version, from_json("choice", &row.choice)?, row.secret))).transpose()
}

/// How everybody wants to hear of things who has said so.
pub async fn hearings(connection: &impl ConnectionTrait) -> Result<HashMap<PersonId, Choice>> {
    let rows = hearing::Entity::find().all(connection).await?;
    rows.into_iter().map(|row| Ok((PersonId(row.person_id), from_json("choice", &row.choice)?))).collect()
}

/// Whose links have a secret.
pub async fn with_secret(connection: &impl ConnectionTrait, secret: &str) -> Result<Option<PersonId>> {
    let row = hearing::Entity::find().filter(hearing::Column::Secret.eq(secret)).one(connection).await?;
    Ok(row.map(|row| PersonId(row.person_id)))
}

/// Writes how a person wants to hear of things; the secret of their links stays what it is once there is one.
pub async fn write_hearing(
    connection: &impl ConnectionTrait,
    person: PersonId,
    version: i32,
    choice: &Choice,
    secret: String,
) -> Result<()> {
    use hearing::Column as H;
    let row = hearing::ActiveModel {
        person_id: Set(person.0),
        version: Set(version),
        choice: Set(json("choice", choice)?),
        secret: Set(secret),
    };
    let over = OnConflict::column(H::PersonId).update_columns([H::Version, H::Choice]).to_owned();
    hearing::Entity::insert(row).on_conflict(over).exec_without_returning(connection).await?;
    Ok(())
}
