//! The rules by which people are reminded of key dates.

use model::{key_date, permission::Permission, person::Role, refusal::Refusal, reminder as of};
use operations::reminder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    answer::Versioned,
    ask::{Body, IfMatch, Number},
    caller::Caller,
    key_date::KeyDateKind,
    problem::Trouble,
    wire::choices,
};

choices! {
    /// By what means somebody is told.
    ReminderMeans = model::reminder::Means {
        /// On the page of notifications.
        App,
        /// There, and by mail.
        AppAndMail,
    }
}

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderRecipient {
    /// Whoever has to see to it: the owner of the thing, else that of the contract.
    Owner,
    /// The contract's deputy.
    Deputy,
    /// The members of the contract's team.
    Team,
    /// Managers who may see the contract.
    Manager,
    /// Those of service who may see the contract.
    Service,
    /// Those of finance who may see the contract.
    Finance,
    /// Those of sales who may see the contract.
    Sales,
    /// Lawyers who may see the contract.
    Legal,
    /// Administrators who may see the contract.
    Administrator,
}

impl ReminderRecipient {
    const ALL: [Self; 9] = [
        Self::Owner,
        Self::Deputy,
        Self::Team,
        Self::Manager,
        Self::Service,
        Self::Finance,
        Self::Sales,
        Self::Legal,
        Self::Administrator,
    ];

    /// The recipient as it is written here; none that cannot be chosen.
    fn of(recipient: of::Recipient) -> Option<Self> {
        Self::ALL.into_iter().find(|own| of::Recipient::from(*own) == recipient)
    }
}

impl From<ReminderRecipient> for of::Recipient {
    fn from(recipient: ReminderRecipient) -> Self {
        match recipient {
            ReminderRecipient::Owner => Self::Owner,
            ReminderRecipient::Deputy => Self::Deputy,
            ReminderRecipient::Team => Self::Team,
            ReminderRecipient::Manager => Self::Role(Role::Manager),
            ReminderRecipient::Service => Self::Role(Role::Service),
            ReminderRecipient::Finance => Self::Role(Role::Finance),
            ReminderRecipient::Sales => Self::Role(Role::Sales),
            ReminderRecipient::Legal => Self::Role(Role::Legal),
            ReminderRecipient::Administrator => Self::Role(Role::Administrator),
        }
    }
}

/// When, to whom and how a kind of key date is told of.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderTerms {
    /// Days before the date; 0 is the date itself.
    pub before: Vec<u32>,
    /// Days after the date, as long as it is not done.
    pub after: Vec<u32>,
    /// Who is told.
    pub to: Vec<ReminderRecipient>,
    /// By what means.
    pub means: ReminderMeans,
    /// Days before the date from which the deputy is told as well, if nothing moved.
    pub deputy_days: Option<u32>,
    /// Days before the date from which managers are told as well, if nothing moved.
    pub manager_days: Option<u32>,
}

impl From<of::Rule> for ReminderTerms {
    fn from(rule: of::Rule) -> Self {
        let of::Rule { before, after, to, means, deputy_days, manager_days } = rule;
        let to = to.into_iter().filter_map(ReminderRecipient::of).collect();
        Self { before, after, to, means: means.into(), deputy_days, manager_days }
    }
}

impl From<ReminderTerms> for of::Rule {
    fn from(terms: ReminderTerms) -> Self {
        let ReminderTerms { before, after, to, means, deputy_days, manager_days } = terms;
        let to = to.into_iter().map(Into::into).collect();
        Self { before, after, to, means: means.into(), deputy_days, manager_days }
    }
}

/// The rule for one kind of key date.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReminderRule {
    /// Which dates.
    pub kind: KeyDateKind,
    /// How they are told of; nobody is told where nothing is named.
    pub terms: ReminderTerms,
}

/// The rules of the organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReminderRules {
    /// Version of all rules together. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// Whether nobody is reminded on Saturdays and Sundays.
    pub quiet_weekends: bool,
    /// Whether nobody is reminded on the holidays of our company that signs.
    pub quiet_holidays: bool,
    /// The rules, one for each kind of key date.
    pub rules: Vec<ReminderRule>,
}

async fn sheet(caller: &Caller) -> Result<Versioned<ReminderRules>, Trouble> {
    let found = reminder::find(&caller.actor).await?;
    let of::QuietDays { weekends, holidays } = found.rules.quiet;
    let rules = key_date::KeyDateKind::ALL.map(|kind| ReminderRule {
        kind: kind.into(),
        terms: found.rules.of(kind).cloned().unwrap_or_default().into(),
    });
    let version = found.version;
    let rules = ReminderRules { version, quiet_weekends: weekends, quiet_holidays: holidays, rules: rules.into() };
    Ok(Versioned(version, rules))
}

/// Rules of reminders
#[utoipa::path(
    get, path = "/reminder_rules", tag = "settings",
    responses((status = 200, description = "The rules.", body = ReminderRules, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_settings"))),
)]
pub async fn list_reminder_rules(caller: Caller) -> Result<Versioned<ReminderRules>, Trouble> {
    sheet(&caller).await
}

/// Change the rule for a kind of key date
///
/// It holds from the next day's reminders on.
#[utoipa::path(
    put, path = "/reminder_rules/{kind}", tag = "settings",
    params(("kind" = KeyDateKind, Path, description = "Which dates."), IfMatch),
    request_body(content = ReminderTerms, example = json!({
        "before": [30, 7], "after": [1], "to": ["owner", "deputy"], "means": "app_and_mail",
        "deputy_days": 5, "manager_days": 2
    })),
    responses((status = 200, description = "The rules as they are now.", body = ReminderRules, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_settings"))),
)]
pub async fn change_reminder_rule(
    caller: Caller,
    Number(kind): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<ReminderTerms>,
) -> Result<Versioned<ReminderRules>, Trouble> {
    caller.actor.read(Permission::ManageSettings)?;
    let kind = key_date::KeyDateKind::from_code(&kind).ok_or(Refusal::NotFound)?;
    reminder::change(&caller.actor, version, kind, body.into()).await?;
    sheet(&caller).await
}
