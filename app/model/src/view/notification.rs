//! What somebody is told, how they want to hear of it, and the mails by which they do.

use crate::{
    calendar::{Day, Moment},
    id::{JobId, MailId, NotificationId},
    notification::{Choice, Notice},
    reminder::Rules,
};
use serde::{Deserialize, Serialize};

/// Something that a person was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRow {
    /// Identity.
    pub id: NotificationId,
    /// When.
    pub at: Moment,
    /// Whether they have not read it.
    pub unread: bool,
    /// What.
    pub notice: Notice,
}

/// How a person wants to hear of things, opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingSheet {
    /// Version, for comparing at a save.
    pub version: i32,
    /// What they chose, or what holds for whoever chose nothing.
    pub choice: Choice,
    /// Whether mails are sent at all.
    pub mails: bool,
}

/// The rules of reminders, opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSheet {
    /// Version, for comparing at a save.
    pub version: i32,
    /// The rules.
    pub rules: Rules,
    /// Whether mails are sent at all.
    pub mails: bool,
    /// The day the answer was made for.
    pub day: Day,
}

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It is to be sent, or tried again.
    Waiting,
    /// The mail server of the organisation took it.
    Sent,
    /// It was tried often enough and waits for a person.
    Dead,
    /// It need not be sent any more: who it was for is gone, or wants none.
    Withdrawn,
}

impl MailState {
    /// All states, in the order in which they need looking at.
    pub const ALL: [Self; 4] = [Self::Dead, Self::Waiting, Self::Sent, Self::Withdrawn];

    /// Stable text for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Dead => "dead",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A mail as administrators see it: to whom and how it fares, never what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    /// Identity.
    pub id: MailId,
    /// Where it stands.
    pub state: MailState,
    /// Whom it is for.
    pub to: String,
    /// Their address.
    pub address: String,
    /// When it was written.
    pub at: Moment,
    /// When it was taken.
    pub sent_at: Option<Moment>,
    /// When it is tried next.
    pub next_at: Option<Moment>,
    /// How often it was tried.
    pub attempts: u32,
    /// What was said when it was last not taken.
    pub failure: Option<String>,
    /// The job that sends it, by which it is tried again.
    pub job: JobId,
    /// The version of that job.
    pub version: i32,
}
