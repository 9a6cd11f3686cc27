//! What the administration shows: people, teams, sessions, settings, the whole history.

use crate::{
    calendar::{Day, Moment},
    event::{Event, Subject},
    id::{PersonId, TeamId},
    person::{PersonDetails, Standing},
    session::Browser,
    settings::Settings,
    view::Pursuer,
};
use serde::{Deserialize, Serialize};

/// A person as administrators see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Identity.
    pub id: PersonId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// What administrators decide.
    pub details: PersonDetails,
    /// Where they stand.
    pub standing: Standing,
    /// When one of their browsers was last used, to ten minutes; `None` if none is signed in.
    pub seen_at: Option<Moment>,
}

/// What a person is responsible for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibilities {
    /// Contracts, as owner or deputy.
    pub contracts: u64,
    /// Customers.
    pub customers: u64,
    /// Open findings.
    pub findings: u64,
    /// Obligations that they see to by name.
    pub obligations: u64,
    /// Visits that they still have to make.
    pub visits: u64,
}

impl Responsibilities {
    /// Whether there is nothing.
    pub const fn is_none(self) -> bool {
        let Self { contracts, customers, findings, obligations, visits } = self;
        contracts == 0 && customers == 0 && findings == 0 && obligations == 0 && visits == 0
    }
}

/// One person with all that can be done about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberSheet {
    /// The person.
    pub member: Member,
    /// Whether it is the administrator who asks.
    pub oneself: bool,
    /// Browsers in which they are signed in.
    pub sessions: u64,
    /// What they are responsible for.
    pub responsibilities: Responsibilities,
    /// Who may take it over: everybody else who may sign in.
    pub successors: Vec<(PersonId, String)>,
    /// The day the answer was made for.
    pub day: Day,
}

/// The link of an invitation, before it is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLink {
    /// Whom it is for.
    pub person: PersonId,
    /// The secret in it.
    pub token: String,
    /// Until when it may be used.
    pub until: Moment,
}

/// What somebody sees who follows a link that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Name of the organisation; empty if it was never given.
    pub organisation: String,
    /// Name of the person.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// Whether they have come in before and only choose a new password.
    pub returning: bool,
}

/// One's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Version, for comparing at a save.
    pub version: i32,
    /// What administrators decide, of which name and language are one's own to change.
    pub details: PersonDetails,
    /// Whether one signs in with a password. In the demonstration nobody does.
    pub has_password: bool,
    /// The browsers one is signed in with, the one last used first.
    pub sessions: Vec<SessionRow>,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Identity; it cannot be used to sign in.
    pub id: String,
    /// What it says of itself.
    pub browser: Browser,
    /// When it signed in.
    pub since: Moment,
    /// When it was last used, to ten minutes.
    pub seen_at: Moment,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// A team in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamRow {
    /// Identity.
    pub id: TeamId,
    /// Name.
    pub name: String,
    /// Names of its members.
    pub members: Vec<String>,
    /// Contracts that are open to it alone.
    pub contracts: u64,
}

/// A team with everybody who may belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamSheet {
    /// Identity.
    pub id: TeamId,
    /// Version, for comparing at a save.
    pub version: i32,
    /// Name.
    pub name: String,
    /// Contracts that are open to it alone.
    pub contracts: u64,
    /// Everybody by name, and whether they belong to it.
    pub people: Vec<TeamCandidate>,
}

/// Somebody who belongs to a team, or may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamCandidate {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Whether they belong to it.
    pub member: bool,
    /// Whether they may sign in.
    pub active: bool,
}

/// The organisation's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsSheet {
    /// Version, for comparing at a save.
    pub version: i32,
    /// What is settled.
    pub settings: Settings,
    /// IANA name of the time zone that holds where none is settled.
    pub server_zone: String,
    /// Names of time zones to choose from.
    pub zones: Vec<String>,
    /// Who can be given findings.
    pub pursuers: Vec<Pursuer>,
}

/// A stretch of the whole history, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPage {
    /// The events.
    pub events: Vec<PastEntry>,
    /// The place before which older events follow, if there are any.
    pub older: Option<i64>,
    /// The place after which newer events follow, if there are any.
    pub newer: Option<i64>,
    /// People who may be filtered by.
    pub people: Vec<(PersonId, String)>,
}

/// An event of the whole history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastEntry {
    /// Place in the history, from 1.
    pub sequence: i64,
    /// When.
    pub at: Moment,
    /// Who; `None` for the program itself.
    pub by: Option<String>,
    /// About what.
    pub subject: Subject,
    /// Its name, if it is still there.
    pub name: Option<String>,
    /// Its number, where its page goes by a number.
    pub number: Option<String>,
    /// What happened.
    pub event: Event,
}
