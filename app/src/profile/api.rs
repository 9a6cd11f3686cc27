//! Questions about oneself.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::Profile;

/// One's own page.
#[server(AskProfile, endpoint = "profile/profile", protocol = crate::wire::Wire)]
pub async fn profile() -> Result<Profile, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::person::profile(&actor, crate::visit::session_key().await.as_deref()).await?)
}

/// Changes one's own name and language.
#[server(endpoint = "profile/change_profile", protocol = crate::wire::Wire)]
pub async fn change_profile(version: i32, name: String, language: String) -> Result<(), Failure> {
    use model::language::Language;
    let actor = crate::visit::actor().await?;
    let language = Language::from_tag(&language).unwrap_or_else(|| actor.language());
    operations::person::change_profile(&actor, version, &name, language).await?;
    crate::visit::remember(crate::LANGUAGE_COOKIE, language.tag());
    Ok(())
}

/// Changes one's own password, and signs out of every other browser.
#[server(endpoint = "profile/change_password", protocol = crate::wire::Wire)]
pub async fn change_password(present: String, password: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let keep = crate::visit::session_key().await;
    Ok(operations::person::change_password(&actor, present, password, keep.as_deref()).await?)
}

/// Signs out of one of one's browsers.
#[server(endpoint = "profile/end_session", protocol = crate::wire::Wire)]
pub async fn end_session(id: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::session::end(&actor, &id).await?)
}

/// Signs out of all one's browsers, this one too.
#[server(endpoint = "profile/end_all_sessions", protocol = crate::wire::Wire)]
pub async fn end_all_sessions() -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::session::end_all(&actor).await?;
    leptos_axum::redirect("/sign-in");
    Ok(())
}
