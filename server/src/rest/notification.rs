//! What the owner of a token is told.

use axum::{Json, extract::OriginalUri};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    notification::Notice,
    permission::Permission,
    view::{MailRow, NotificationRow},
};
use operations::{mail, notification};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer::{Listed, Page},
    ask::{self, Asked, Id, Paging},
    caller::Caller,
    problem::Trouble,
    wire::{Money, choices},
};

choices! {
    /// What happens on a key date.
    NotifiedKind = model::key_date::KeyDateKind {
        /// By this day we want to have decided about a renewal.
        DecisionDeadline,
        /// The last day on which notice prevents a renewal.
        NoticeDeadline,
        /// A new term begins by itself.
        Renewal,
        /// The contract's last day.
        End,
        /// Something that one side owes is due.
        Obligation,
        /// A milestone is planned.
        Milestone,
        /// A deliverable is to be handed over.
        Deliverable,
        /// A service visit is planned, or its window closes.
        Visit,
        /// The contract is to be reviewed.
        Review,
    }

    /// Where a mail stands.
    MailState = model::view::MailState {
        /// It is to be sent, or tried again.
        Waiting,
        /// The mail server of the organisation took it.
        Sent,
        /// It was tried often enough and waits for a person.
        Dead,
        /// It need not be sent any more.
        Withdrawn,
    }
}

/// Something that the owner of the token was told.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notification {
    /// Identity.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether they have not read it.
    pub unread: bool,
    /// What happens: the kind of key date that it is about.
    pub kind: NotifiedKind,
    /// What happened to a renewal, where it is about that: `moved`, `awaits_second`, `confirmed`, `declined`,
    /// `renewed` or `ended`.
    pub renewal: Option<&'static str>,
    /// On which day; of a renewal the first day of the new term.
    pub day: NaiveDate,
    /// Number of the contract.
    pub contract_number: String,
    /// What it is about in somebody's words; empty for the days of a contract's terms.
    pub label: String,
    /// The money that hangs on it.
    pub amount: Option<Money>,
    /// Whether they are told because it nears and nothing has moved.
    pub escalated: bool,
}

impl From<NotificationRow> for Notification {
    fn from(row: NotificationRow) -> Self {
        let NotificationRow { id, at, unread, notice } = row;
        let (id, kind) = (id.0, notice.kind().into());
        match notice {
            Notice::KeyDate(notice) => Self {
                id,
                at,
                unread,
                kind,
                renewal: None,
                day: notice.day,
                contract_number: notice.number,
                label: notice.label,
                amount: notice.amount.map(Money::from),
                escalated: notice.step.escalates(),
            },
            Notice::Renewal(notice) => Self {
                id,
                at,
                unread,
                kind,
                renewal: Some(notice.news.code()),
                day: notice.first_on,
                contract_number: notice.number,
                label: String::new(),
                amount: notice.amount.map(Money::from),
                escalated: false,
            },
        }
    }
}

/// Which notifications.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NotificationQuery {
    /// Only what they have not read.
    unread: Option<bool>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Notifications
///
/// What the owner of the token was told, the newest first.
#[utoipa::path(
    get, path = "/notifications", tag = "notifications", params(NotificationQuery),
    responses((status = 200, description = "A page of notifications.", body = Page<Notification>)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_notifications(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<NotificationQuery>,
) -> Result<Listed<Notification>, Trouble> {
    caller.actor.read(Permission::ViewContracts)?;
    let NotificationQuery { unread, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let found = notification::list(&caller.actor, unread.unwrap_or_default(), paging.stretch()).await?;
    Ok(Listed::new(&address, paging, found, Notification::from))
}

/// Mark a notification as read
///
/// Marking it again changes nothing.
#[utoipa::path(
    post, path = "/notifications/{id}/read", tag = "notifications",
    params(("id" = Uuid, Path, description = "Identity of the notification.")),
    responses((status = 200, description = "The notification as it is now.", body = Notification)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn read_notification(caller: Caller, Id(id): Id) -> Result<Json<Notification>, Trouble> {
    caller.actor.read(Permission::ViewContracts)?;
    let row = notification::read(&caller.actor, id.into()).await?;
    Ok(Json(NotificationRow { unread: false, ..row }.into()))
}

/// A mail to somebody: to whom and how it fares, never what it says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mail {
    /// Identity.
    pub id: Uuid,
    /// Where it stands.
    pub state: MailState,
    /// Name of whoever it is for.
    pub to: String,
    /// Their address.
    pub address: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// When it was taken.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it is tried next.
    pub next_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: u32,
    /// What was said when it was last not taken.
    pub failure: Option<String>,
    /// The job that sends it, by which it is tried again.
    pub job_id: Uuid,
}

impl From<MailRow> for Mail {
    fn from(row: MailRow) -> Self {
        let MailRow { id, state, to, address, at, sent_at, next_at, attempts, failure, job, version: _ } = row;
        let state = state.into();
        Self { id: id.0, state, to, address, at, sent_at, next_at, attempts, failure, job_id: job.0 }
    }
}

/// Which mails.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MailQuery {
    /// Where they stand, several with commas between them: `waiting`, `sent`, `dead`, `withdrawn`.
    #[param(example = "dead")]
    state: Option<String>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Rows of a page; 50 unless said otherwise.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Mails
///
/// To whom mails went and how they fare, the newest first. One that is dead is tried again by its job.
#[utoipa::path(
    get, path = "/mails", tag = "jobs", params(MailQuery),
    responses((status = 200, description = "A page of mails.", body = Page<Mail>)),
    extensions(("x-permission" = json!("manage_jobs"))),
)]
pub async fn list_mails(
    caller: Caller,
    OriginalUri(address): OriginalUri,
    Asked(query): Asked<MailQuery>,
) -> Result<Listed<Mail>, Trouble> {
    let MailQuery { state, page, per_page } = query;
    let paging = Paging::new(page, per_page)?;
    let states = ask::several("state", state.as_deref(), model::view::MailState::from_code)?;
    let found = mail::list(&caller.actor, &states, paging.stretch()).await?;
    Ok(Listed::new(&address, paging, found, Mail::from))
}
