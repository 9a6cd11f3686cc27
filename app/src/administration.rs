//! The administration: people, teams, settings, and the history of everything.

mod api;
mod fields;
mod history;
mod people;
mod person;
mod settings;
mod tabs;
mod teams;

pub use fields::languages;
pub use history::HistoryPage;
pub use people::{InvitePage, PeoplePage};
pub use person::PersonPage;
pub use settings::SettingsPage;
pub use tabs::{EntrancePage, Part, PartHead};
pub use teams::{TeamPage, TeamsPage};
