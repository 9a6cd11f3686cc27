//! Questions about what one is told.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{id::NotificationId, view::HearingSheet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something one was told, said in one's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationLine {
    pub id: NotificationId,
    pub headline: String,
    pub about: String,
    pub amount: Option<String>,
    pub when: String,
    pub at: String,
    pub unread: bool,
    pub escalated: bool,
}

/// A page of what one was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationsAsked {
    pub lines: Vec<NotificationLine>,
    pub total: u64,
    pub unread: u64,
}

/// A page of what one was told.
#[server(ListNotifications, endpoint = "notification/list", protocol = crate::wire::Wire)]
pub async fn notifications(unread: bool, page: u64) -> Result<NotificationsAsked, Failure> {
    let actor = crate::visit::actor().await?;
    super::said::notifications(&actor, unread, page).await
}

/// Notes that one has read something.
#[server(endpoint = "notification/read", protocol = crate::wire::Wire)]
pub async fn read_notification(id: NotificationId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::notification::read(&actor, id).await?;
    Ok(())
}

/// Notes that one has read something, and leads to it.
#[server(endpoint = "notification/open", protocol = crate::wire::Wire)]
pub async fn open_notification(id: NotificationId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    leptos_axum::redirect(&operations::notification::read(&actor, id).await?.notice.leads_to());
    Ok(())
}

/// Notes that something one has read waits to be seen to.
#[server(endpoint = "notification/keep_unread", protocol = crate::wire::Wire)]
pub async fn keep_unread(id: NotificationId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::notification::keep_unread(&actor, id).await?)
}

/// Notes that one has read everything so far.
#[server(endpoint = "notification/read_all", protocol = crate::wire::Wire)]
pub async fn read_all() -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::notification::read_all(&actor).await?;
    Ok(())
}

/// How one wants to hear of things.
#[server(FindHearing, endpoint = "notification/hearing", protocol = crate::wire::Wire)]
pub async fn hearing() -> Result<HearingSheet, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::notification::hearing(&actor).await?)
}

/// Chooses how one wants to hear of things.
#[server(endpoint = "notification/choose", protocol = crate::wire::Wire)]
pub async fn choose_hearing(
    version: i32,
    rhythm: String,
    #[server(default)] hour: String,
    #[server(default)] heard: BTreeMap<String, String>,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let choice = super::said::choice(&rhythm, &hour, &heard)?;
    Ok(operations::notification::choose(&actor, version, choice).await?)
}
