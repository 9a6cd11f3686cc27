//! Questions about who is here.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{
    id::PersonId,
    view::{Invitation, PersonRow, Viewer},
};
use serde::{Deserialize, Serialize};

/// Who is looking at the page; `None` if nobody is signed in.
#[server(AskViewer, endpoint = "entrance/viewer", protocol = crate::wire::Wire)]
pub async fn viewer() -> Result<Option<Viewer>, Failure> {
    use model::refusal::Refusal;
    match crate::visit::actor().await {
        Ok(actor) => Ok(operations::person::viewer(&actor).await?),
        Err(Failure::Refused(Refusal::NotSignedIn)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What the sign-in page needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrance {
    /// Whether nobody can sign in yet.
    pub empty: bool,
    /// The people a visitor of the demonstration may be; nobody anywhere else.
    pub people: Vec<PersonRow>,
}

/// What the sign-in page needs to know.
#[server(AskEntrance, endpoint = "entrance/entrance", protocol = crate::wire::Wire)]
pub async fn entrance() -> Result<Entrance, Failure> {
    let office = crate::visit::office()?;
    Ok(Entrance {
        empty: operations::sign_in::is_empty(&office).await?,
        people: operations::sign_in::demonstration_people(&office).await?,
    })
}

/// Signs in with e-mail address and password.
#[server(endpoint = "entrance/sign_in", protocol = crate::wire::Wire)]
pub async fn sign_in(email: String, password: String, #[server(default)] next: String) -> Result<(), Failure> {
    let person = operations::sign_in::sign_in(&crate::visit::office()?, &email, password).await?;
    crate::visit::enter(person.id, &next).await
}

/// Enters the demonstration as one of its people.
#[server(endpoint = "entrance/enter_demonstration", protocol = crate::wire::Wire)]
pub async fn enter_demonstration(person: PersonId, #[server(default)] next: String) -> Result<(), Failure> {
    let person = operations::sign_in::enter_demonstration(&crate::visit::office()?, person).await?;
    crate::visit::enter(person.id, &next).await
}

/// Signs out of this browser.
#[server(endpoint = "entrance/sign_out", protocol = crate::wire::Wire)]
pub async fn sign_out() -> Result<(), Failure> {
    let session = crate::visit::session().await?;
    session.flush().await.map_err(|cause| Failure::Broken(cause.to_string()))?;
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Makes the organisation and its first administrator.
#[server(endpoint = "entrance/set_up", protocol = crate::wire::Wire)]
pub async fn set_up(
    code: String,
    organisation: String,
    country: String,
    name: String,
    email: String,
    password: String,
) -> Result<(), Failure> {
    let setup = operations::sign_in::Setup { code, organisation, country, name, email, password };
    let language = crate::visit::look().language;
    let person = operations::sign_in::set_up(&crate::visit::office()?, setup, language).await?;
    crate::visit::enter(person.id, "").await
}

/// Whom the link of an invitation is for.
#[server(AskInvitation, endpoint = "entrance/invitation", protocol = crate::wire::Wire)]
pub async fn invitation(token: String) -> Result<Invitation, Failure> {
    Ok(operations::person::find_invitation(&crate::visit::office()?, &token).await?)
}

/// Chooses a password by the link of an invitation, and signs in.
#[server(endpoint = "entrance/accept_invitation", protocol = crate::wire::Wire)]
pub async fn accept_invitation(token: String, password: String) -> Result<(), Failure> {
    let person = operations::person::accept_invitation(&crate::visit::office()?, &token, password).await?;
    crate::visit::remember(crate::LANGUAGE_COOKIE, person.language.tag());
    crate::visit::enter(person.id, "").await
}

/// Chooses the language of this browser, and of the person who is signed in.
#[server(endpoint = "entrance/choose_language", protocol = crate::wire::Wire)]
pub async fn choose_language(language: String) -> Result<(), Failure> {
    use model::language::Language;
    let language = Language::from_tag(&language).unwrap_or_default();
    crate::visit::remember(crate::LANGUAGE_COOKIE, language.tag());
    if let Ok(actor) = crate::visit::actor().await {
        operations::person::choose_language(&actor, language).await?;
    }
    crate::visit::return_to_page();
    Ok(())
}

/// Chooses the theme of this browser: `light`, `dark` or `system`.
#[server(endpoint = "entrance/choose_theme", protocol = crate::wire::Wire)]
pub async fn choose_theme(theme: String) -> Result<(), Failure> {
    let theme = if theme == "light" || theme == "dark" { theme } else { "system".to_owned() };
    crate::visit::remember(crate::THEME_COOKIE, &theme);
    crate::visit::return_to_page();
    Ok(())
}
