//! Mails to people, each once for each thing. What a mail tells of points to it; whether it is tried again is known by
//! its job.

use crate::{
    Page, Result,
    entity::{job, mail, person},
    stored::{millis, moment},
};
use model::{
    calendar::Moment,
    id::{JobId, MailId, PersonId, VisitId},
    job::JobState,
    language::Language,
    view::{MailRow, MailState},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use mail::Column as C;

/// A mail as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Identity.
    pub id: MailId,
    /// To whom; of one to somebody at a customer, who has it sent.
    pub person: PersonId,
    /// What is told to somebody at a customer.
    pub visit: Option<VisitMail>,
    /// Whether it was sent, or need not be any more.
    pub over: bool,
}

/// That somebody comes, told to somebody at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitMail {
    /// The visit.
    pub visit: VisitId,
    /// Which plan of it is told: of each there is one mail.
    pub key: String,
    /// Name of whoever it is for.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Their language.
    pub language: Language,
}

/// Adds a mail about a visit, unless its plan was told before; answers whether it was added.
pub async fn insert_of_visit(
    connection: &impl ConnectionTrait,
    (id, by): (MailId, PersonId),
    mail: &VisitMail,
    job: JobId,
    now: Moment,
) -> Result<bool> {
    let VisitMail { visit, key, name, address, language } = mail.clone();
    let row = mail::Model {
        visit_id: Some(visit.0),
        to_name: Some(name),
        to_address: Some(address),
        to_language: Some(language.tag().to_owned()),
        ..blank(id, by, &key, job, now)
    };
    insert_once(connection, row, OnConflict::new().do_nothing().to_owned()).await
}

fn blank(id: MailId, person: PersonId, key: &str, job: JobId, now: Moment) -> mail::Model {
    mail::Model {
        id: id.0,
        person_id: person.0,
        key: key.to_owned(),
        job_id: job.0,
        created_at: millis(now),
        sent_at: None,
        withdrawn_at: None,
        failure: None,
        visit_id: None,
        to_name: None,
        to_address: None,
        to_language: None,
    }
}

async fn insert_once(connection: &impl ConnectionTrait, row: mail::Model, once: OnConflict) -> Result<bool> {
    match mail::Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(connection).await {
        Ok(inserted) => Ok(inserted > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// To whom a plan of a visit was told, and where that mail stands.
pub async fn of_visit(
    connection: &impl ConnectionTrait,
    visit: VisitId,
    key: &str,
) -> Result<Option<(String, MailState)>> {
    let of_plan = Condition::all().add(C::VisitId.eq(visit.0)).add(C::Key.eq(key));
    let row = named(joined().filter(of_plan)).into_model::<Row>().one(connection).await?;
    Ok(row.map(row_of).map(|row| (row.to, row.state)))
}

/// Adds a mail, unless the person has one with its key; answers whether it was added.
pub async fn insert(
    connection: &impl ConnectionTrait,
    id: MailId,
    person: PersonId,
    key: &str,
    job: JobId,
    now: Moment,
) -> Result<bool> {
    let once = OnConflict::columns([C::PersonId, C::Key]).do_nothing().to_owned();
    insert_once(connection, blank(id, person, key, job, now), once).await
}

/// A mail.
pub async fn find(connection: &impl ConnectionTrait, id: MailId) -> Result<Option<Mail>> {
    let row = mail::Entity::find_by_id(id.0).one(connection).await?;
    Ok(row.map(|row| {
        let language = row.to_language.as_deref().and_then(Language::from_tag).unwrap_or_default();
        let visit = row.visit_id.map(|visit| VisitMail {
            visit: VisitId(visit),
            key: row.key,
            name: row.to_name.unwrap_or_default(),
            address: row.to_address.unwrap_or_default(),
            language,
        });
        let over = row.sent_at.is_some() || row.withdrawn_at.is_some();
        Mail { id, person: PersonId(row.person_id), visit, over }
    }))
}

/// Writes that a mail was taken by the server of the organisation.
pub async fn sent(connection: &impl ConnectionTrait, id: MailId, now: Moment) -> Result<()> {
    write(connection, id, mail::ActiveModel { sent_at: Set(Some(millis(now))), ..Default::default() }).await
}

/// Writes that a mail need not be sent any more.
pub async fn withdraw(connection: &impl ConnectionTrait, id: MailId, now: Moment) -> Result<()> {
    write(connection, id, mail::ActiveModel { withdrawn_at: Set(Some(millis(now))), ..Default::default() }).await
}

/// Writes what was said when a mail was not taken.
pub async fn failed(connection: &impl ConnectionTrait, id: MailId, said: &str) -> Result<()> {
    write(connection, id, mail::ActiveModel { failure: Set(Some(said.to_owned())), ..Default::default() }).await
}

async fn write(connection: &impl ConnectionTrait, id: MailId, change: mail::ActiveModel) -> Result<()> {
    mail::Entity::update_many().set(change).filter(C::Id.eq(id.0)).exec(connection).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    created_at: i64,
    sent_at: Option<i64>,
    withdrawn_at: Option<i64>,
    failure: Option<String>,
    job_id: Uuid,
    to_name: Option<String>,
    to_address: Option<String>,
    name: Option<String>,
    email: Option<String>,
    job_state: Option<String>,
    job_version: Option<i32>,
    attempts: Option<i32>,
    due_at: Option<i64>,
}

/// Mails that stand somewhere (all where nothing is named), the newest first, with their number.
pub async fn list(connection: &impl ConnectionTrait, states: &[MailState], page: Page) -> Result<(Vec<MailRow>, u64)> {
    let wanted = || joined().filter(states_are(states));
    let total: Option<i64> = wanted().column_as(C::Id.count(), "mails").into_tuple().one(connection).await?;
    let total = total.and_then(|total| u64::try_from(total).ok()).unwrap_or_default();
    let page = page.within(total);
    let rows = named(wanted())
        .order_by_desc(C::CreatedAt)
        .order_by_desc(C::Id)
        .offset(page.offset)
        .limit(page.limit)
        .into_model::<Row>()
        .all(connection)
        .await?;
    Ok((rows.into_iter().map(row_of).collect(), total))
}

/// Mails with their jobs and whoever they are for.
fn joined() -> Select<mail::Entity> {
    use job::Column as J;
    use person::Column as P;
    mail::Entity::find()
        .select_only()
        .join(JoinType::LeftJoin, mail::Entity::belongs_to(job::Entity).from(C::JobId).to(J::Id).into())
        .join(JoinType::LeftJoin, mail::Entity::belongs_to(person::Entity).from(C::PersonId).to(P::Id).into())
}

fn named(mails: Select<mail::Entity>) -> Select<mail::Entity> {
    use job::Column as J;
    use person::Column as P;
    mails
        .columns([C::Id, C::CreatedAt, C::SentAt, C::WithdrawnAt, C::Failure, C::JobId])
        .columns([C::ToName, C::ToAddress])
        .column_as(P::Name, "name")
        .column_as(P::Email, "email")
        .column_as(J::State, "job_state")
        .column_as(J::Version, "job_version")
        .column_as(J::Attempts, "attempts")
        .column_as(J::DueAt, "due_at")
}

fn states_are(states: &[MailState]) -> Condition {
    let open = || Condition::all().add(C::SentAt.is_null()).add(C::WithdrawnAt.is_null());
    let dead = Expr::col((job::Entity, job::Column::State)).eq(JobState::Dead.code());
    if states.is_empty() {
        return Condition::all();
    }
    states.iter().fold(Condition::any(), |any, state| {
        any.add(match state {
            MailState::Sent => Condition::all().add(C::SentAt.is_not_null()),
            MailState::Withdrawn => Condition::all().add(C::WithdrawnAt.is_not_null()),
            MailState::Dead => open().add(dead.clone()),
            // One whose job is forgotten was over long before.
            MailState::Waiting => open().add(dead.clone().not()),
        })
    })
}

fn row_of(row: Row) -> MailRow {
    let dead = row.job_state.as_deref() == Some(JobState::Dead.code());
    let state = match (row.sent_at, row.withdrawn_at) {
        (Some(_), _) => MailState::Sent,
        (None, Some(_)) => MailState::Withdrawn,
        (None, None) if dead => MailState::Dead,
        (None, None) => MailState::Waiting,
    };
    MailRow {
        id: MailId(row.id),
        state,
        to: row.to_name.or(row.name).unwrap_or_default(),
        address: row.to_address.or(row.email).unwrap_or_default(),
        at: moment(row.created_at),
        sent_at: row.sent_at.map(moment),
        next_at: row.due_at.filter(|_| state == MailState::Waiting).map(moment),
        attempts: row.attempts.and_then(|attempts| u32::try_from(attempts).ok()).unwrap_or_default(),
        failure: row.failure,
        job: JobId(row.job_id),
        version: row.job_version.unwrap_or_default(),
    }
}
