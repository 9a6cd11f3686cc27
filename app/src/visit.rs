//! The request behind a page or a server function: who asks, in which language. Server only.

use crate::{AGENT_KEY, LANGUAGE_COOKIE, Origin, PERSON_KEY, THEME_COOKIE, failure::Failure};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::{ResponseOptions, extract};
use model::{
    calendar::Moment, id::PersonId, language::Language, permission::Permission, refusal::Refusal, view::InvitationLink,
};
use operations::{Actor, Office};
use tower_sessions::Session;

/// Where a session keeps a refused form.
const TYPED_KEY: &str = "typed";

/// How this browser wants its pages.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The language of the page.
    pub language: Language,
    /// `light` or `dark`; `None` follows the system.
    pub theme: Option<&'static str>,
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The first language of those a request asks for (`Accept-Language`) that we speak.
pub fn accepted(headers: &HeaderMap) -> Option<Language> {
    let wanted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    wanted.split(',').find_map(|part| Language::from_tag(part.split(';').next()?.trim()))
}

/// The country that the languages of a request (`Accept-Language`) tell, of those that are `known`; else that of the
/// language in which it is answered.
pub fn country(known: impl Fn(&str) -> bool) -> String {
    let parts = use_context::<Parts>();
    let wanted = parts.as_ref().and_then(|parts| parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok());
    let told = wanted.and_then(|wanted| model::language::country_of(wanted, known));
    told.unwrap_or_else(|| look().language.country().to_owned())
}

/// The language and theme of this browser: what was chosen in it, else what it asks for.
pub fn look() -> Look {
    let Some(parts) = use_context::<Parts>() else {
        return Look { language: Language::default(), theme: None };
    };
    let chosen = cookie(&parts.headers, LANGUAGE_COOKIE).and_then(Language::from_tag);
    let invited = || {
        let query = parts.uri.query().filter(|_| parts.uri.path().starts_with(INVITATION_PATH))?;
        query.strip_prefix(LANGUAGE_COOKIE)?.strip_prefix('=').and_then(Language::from_tag)
    };
    Look {
        language: chosen
            .or_else(invited)
            .or_else(|| accepted(&parts.headers))
            .unwrap_or_else(|| use_context::<Office>().map(|office| office.language()).unwrap_or_default()),
        theme: match cookie(&parts.headers, THEME_COOKIE) {
            Some("light") => Some("light"),
            Some("dark") => Some("dark"),
            _ => None,
        },
    }
}

/// The office that answers.
pub fn office() -> Result<Office, Failure> {
    use_context::<Office>().ok_or_else(|| Failure::Broken("no office".to_owned()))
}

/// That somebody may do a thing, before a form for it is opened that they could not send.
///
/// # Errors
/// [`Refusal::NotPermitted`].
pub fn permitted(actor: &Actor, permission: Permission) -> Result<(), Failure> {
    if actor.may(permission) { Ok(()) } else { Err(Refusal::NotPermitted(permission).into()) }
}

/// The session of this browser.
pub async fn session() -> Result<Session, Failure> {
    extract::<Session>().await.map_err(|_| Failure::Refused(Refusal::NotSignedIn))
}

/// Who asks.
///
/// # Errors
/// [`Refusal::NotSignedIn`] if nobody is signed in, or no longer may be.
pub async fn actor() -> Result<Actor, Failure> {
    let session = session().await?;
    let id = session.get::<String>(PERSON_KEY).await.ok().flatten();
    let id: Option<PersonId> = id.and_then(|id| id.parse().ok());
    let id = id.ok_or(Failure::Refused(Refusal::NotSignedIn))?;
    Ok(operations::sign_in::actor(&office()?, id, Some(look().language)).await?)
}

/// Signs a person in on this browser: a new session, so that one planted before is worth nothing.
/// Leads to where they wanted to go, in our own pages only.
pub async fn enter(person: PersonId, next: &str) -> Result<(), Failure> {
    let session = session().await?;
    let broken = |cause: tower_sessions::session::Error| Failure::Broken(cause.to_string());
    session.cycle_id().await.map_err(broken)?;
    session.insert(PERSON_KEY, person.to_string()).await.map_err(broken)?;
    let agent = use_context::<Parts>()
        .and_then(|parts| parts.headers.get(header::USER_AGENT)?.to_str().ok().map(str::to_owned));
    if let Some(agent) = agent {
        session.insert(AGENT_KEY, agent.chars().take(200).collect::<String>()).await.map_err(broken)?;
    }
    leptos_axum::redirect(&own_path(next));
    Ok(())
}

/// The browser that asks, as the list of sessions knows it.
pub async fn session_key() -> Option<String> {
    session().await.ok()?.id().map(|id| operations::session::key(&id.to_string()))
}

/// Where the link of an invitation leads.
const INVITATION_PATH: &str = "/invitation/";
/// The cookie that carries the link of an invitation from the answer that made it to the page that shows it.
const INVITATION_COOKIE: &str = "invitation";

fn hand_on(value: &str, seconds: u32) {
    let Some((response, parts)) = use_context::<ResponseOptions>().zip(use_context::<Parts>()) else {
        return;
    };
    // The name of the session's cookie tells whether browsers come by HTTPS.
    let secure = if cookie(&parts.headers, "__Host-avenant").is_some() { "; Secure" } else { "" };
    let line = format!("{INVITATION_COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let Ok(line) = line.parse() {
        response.append_header(header::SET_COOKIE, line);
    }
}

/// Leads to the page of a person who was invited, which shows the link. Only the browser has the link meanwhile: the
/// database knows its hash alone.
pub fn show_invitation(link: &InvitationLink) {
    let InvitationLink { person, token, until } = link;
    hand_on(&format!("{person}.{}.{token}", until.timestamp_millis()), 300);
    leptos_axum::redirect(&format!("/administration/people/{person}"));
}

/// The link of an invitation that was just made for a person, once: its address, and until when it may be used.
pub fn take_invitation(person: PersonId, language: Language) -> Option<(String, Moment)> {
    let parts = use_context::<Parts>()?;
    let mut kept = cookie(&parts.headers, INVITATION_COOKIE)?.splitn(3, '.');
    let whose = kept.next()?.parse().ok();
    let until = kept.next()?.parse().ok().and_then(Moment::from_timestamp_millis)?;
    let token = kept.next().filter(|token| token.chars().all(|char| char.is_ascii_alphanumeric()))?;
    if whose != Some(person) {
        return None;
    }
    hand_on("", 0);
    let Origin(origin) = use_context::<Origin>().unwrap_or_default();
    // Whoever follows it is greeted in their language, whatever their browser speaks.
    Some((format!("{origin}{INVITATION_PATH}{token}?{LANGUAGE_COOKIE}={}", language.tag()), until))
}

/// A short reference for an error in our log.
pub fn reference() -> String {
    use_context::<Office>().map_or_else(String::new, |office| {
        let id = office.clock().id().simple().to_string();
        id.chars().skip(20).collect()
    })
}

/// Sets the status of a page that shows a failure; whoever is not signed in is led to the entrance.
pub fn answer_with(failure: &Failure) {
    if matches!(failure, Failure::Refused(Refusal::NotSignedIn)) {
        let wanted = use_context::<Parts>().and_then(|parts| parts.uri.path_and_query().map(ToString::to_string));
        return leptos_axum::redirect(&crate::entrance::way_in(&wanted.unwrap_or_default()));
    }
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status_of(failure));
    }
}

/// Sets the status of a server function's answer to a script. A plain form is sent back to its page
/// instead, which says what was refused.
pub fn answer_call_with(failure: &Failure) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !accept.contains("text/html")
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(status_of(failure));
    }
}

const fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Refused(refusal) => match refusal {
            Refusal::NotFound | Refusal::Invitation => StatusCode::NOT_FOUND,
            Refusal::NotPermitted(_) => StatusCode::FORBIDDEN,
            Refusal::NotSignedIn | Refusal::SignIn => StatusCode::UNAUTHORIZED,
            Refusal::Stale
            | Refusal::WrongState
            | Refusal::ImportUnderWay
            | Refusal::AlreadySetUp
            | Refusal::SameCustomer { .. }
            | Refusal::NearCustomers(_)
            | Refusal::InUse
            | Refusal::NoLegalEntity => StatusCode::CONFLICT,
            Refusal::Selection { .. } | Refusal::LastAdministrator | Refusal::Oneself | Refusal::TeamInUse { .. } => {
                StatusCode::CONFLICT
            }
            Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::TooMany { .. } => StatusCode::CONFLICT,
            Refusal::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Fields(_)
            | Refusal::SetupCode
            | Refusal::File(_)
            | Refusal::MoreThanOpen { .. }
            | Refusal::NoNoticePossible { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        },
        Failure::Broken(_) | Failure::Unreachable => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Remembers a choice of this browser for a year.
pub fn remember(name: &str, value: &str) {
    if let Some(response) = use_context::<ResponseOptions>() {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        if let Ok(cookie) = cookie.parse() {
            response.append_header(header::SET_COOKIE, cookie);
        }
    }
}

/// Leads to the sheet of a contract, whose number is ours and safe in an address.
///
/// # Errors
/// None: it is the last word of a server function.
pub fn show_contract(number: &str) -> Result<(), Failure> {
    leptos_axum::redirect(&format!("/contracts/{number}"));
    Ok(())
}

/// Says in the words of who reads it what events changed: the browser would need every term's words for it.
pub fn tell_terms(actor: &Actor, events: &mut [model::view::PastEvent]) {
    let words = crate::words::Words(actor.language());
    for past in events {
        past.details = crate::words::terms_changed::details(words, &past.event);
        if let model::event::Event::ContractChanged { changes } = &mut past.event {
            // Said already, and by far the longest part of it.
            for change in changes.iter_mut().filter(|change| change.field == "lines") {
                (change.before, change.after) = (String::new(), String::new());
            }
        }
    }
}

/// Says in the words of who reads it how the prices in force came about that a form shows.
pub fn tell_prices(actor: &Actor, prices: &[Option<model::view::PriceInForce>]) -> Vec<String> {
    let words = crate::words::Words(actor.language());
    let told = prices.iter().map(|price| {
        price.as_ref().map(|price| crate::words::contract_form::in_force(words, price)).unwrap_or_default()
    });
    told.collect()
}

/// Says in the words of who reads them what the dates of a contract are and what needs doing next.
pub fn tell_dates(
    actor: &Actor,
    sheet: model::view::ContractSheet,
    practice: &model::term::Practice,
    away: &[model::view::Away],
    life: model::view::ContractLife,
) -> crate::contract::api::OpenedContractSheet {
    let words = crate::words::Words(actor.language());
    let dates = crate::contract::said::dates(words, &sheet.dates);
    let next = crate::contract::said::next(words, &sheet, practice);
    let away = away.iter().map(|away| crate::words::absence_page::away(words, away)).collect();
    let life = crate::contract::said::life(words, life);
    crate::contract::api::OpenedContractSheet { sheet, dates, next, away, life }
}

/// Says what notice of a side on a day would achieve; nothing of what is no day.
pub fn tell_outcome(
    actor: &Actor,
    sheet: &model::view::ContractSheet,
    practice: &model::term::Practice,
    side: &str,
    on: &str,
) -> String {
    let words = crate::words::Words(actor.language());
    let by = match side {
        "notice_given_on" => model::term::NoticeBy::Us,
        _ => model::term::NoticeBy::Customer,
    };
    let Ok(on) = on.trim().parse() else { return String::new() };
    match side {
        "left_early_on" => crate::contract::said::early(words, sheet, practice, on),
        _ => crate::contract::said::outcome(words, sheet, practice, by, on),
    }
}

/// Leads to a contract that was changed, which says once what that did to the money. The session keeps it meanwhile: an
/// address could be written by anybody.
///
/// # Errors
/// None: it is the last word of a server function.
pub async fn show_change(actor: &Actor, number: &str, effect: Option<model::billing::Effect>) -> Result<(), Failure> {
    let told = actor.read(model::permission::Permission::ViewBilling).is_ok();
    if told && let Ok(session) = session().await {
        // Losing it is no reason to fail: the change itself is saved.
        let _kept = session.insert(EFFECT_KEY, (number, effect)).await;
        return show_contract(&format!("{number}?saved=1"));
    }
    show_contract(number)
}

/// What a change of a contract that was saved just now did to the money, once; the inner one is nothing where the money
/// did not change.
pub async fn take_effect(number: &str) -> Option<Option<model::billing::Effect>> {
    let session = session().await.ok()?;
    let (of, effect): (String, Option<model::billing::Effect>) = session.get(EFFECT_KEY).await.ok().flatten()?;
    if of != number {
        return None;
    }
    let _gone = session.remove::<(String, Option<model::billing::Effect>)>(EFFECT_KEY).await;
    Some(effect)
}

/// Where the session keeps what came of an upload to a record: the record, whether something was refused, and the sentence.
pub const UPLOADED_KEY: &str = "uploaded";

/// What came of an upload to a record just now, once: whether something was refused, and the sentence.
pub async fn take_uploaded(record: &str) -> Option<(bool, String)> {
    let session = session().await.ok()?;
    let (of, refused, said): (String, bool, String) = session.get(UPLOADED_KEY).await.ok().flatten()?;
    if of != record {
        return None;
    }
    let _gone = session.remove::<(String, bool, String)>(UPLOADED_KEY).await;
    Some((refused, said))
}

/// The cookie that carries a new token from the answer to a plain form to the page that shows it once. It stays
/// between us and this browser: no database, no address and no log ever holds the token.
const HAND_OVER_COOKIE: &str = "new_token";

/// Hands a new token over to the page that a plain form is sent back to. A script has it in the answer.
pub fn hand_over(page: &str, secret: &str) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if text(header::ACCEPT).contains("text/html") {
        let secure = if text(header::ORIGIN).starts_with("https:") { "; Secure" } else { "" };
        set_hand_over(page, &format!("{secret}; Max-Age=60{secure}"));
    }
}

/// The token handed over to this page, which is then forgotten.
pub fn handed_over(page: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let secret = cookie(&parts.headers, HAND_OVER_COOKIE).filter(|secret| !secret.is_empty())?.to_owned();
    set_hand_over(page, "; Max-Age=0");
    Some(secret)
}

fn set_hand_over(page: &str, value: &str) {
    if let Some(response) = use_context::<ResponseOptions>() {
        let cookie = format!("{HAND_OVER_COOKIE}={value}; Path={page}; HttpOnly; SameSite=Strict");
        if let Ok(cookie) = cookie.parse() {
            response.append_header(header::SET_COOKIE, cookie);
        }
    }
}

/// The cookie that carries what was typed into a small plain form from its refusal back to its page.
const HELD_COOKIE: &str = "held";
/// The most characters of it: a browser keeps four thousand.
const HELD_MOST: usize = 3_000;
/// What never leaves for a cookie, by parts of the names of fields.
const SECRETS: [&str; 4] = ["password", "code", "token", "secret"];

/// Whether a person's browser posted a plain form, and is led back to its page.
pub fn wants_page() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        accept.is_some_and(|accept| accept.contains("text/html"))
    })
}

/// Holds what was typed into the form that was just refused, for its page alone: only this browser has it, for a minute.
pub fn hold_fields(sent: &str) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    let shown = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !SECRETS.iter().any(|secret| name.contains(secret))
    };
    let fields = sent.split('&').filter(shown).collect::<Vec<_>>().join("&");
    if fields.len() <= HELD_MOST {
        set_held(&format!("{}!{fields}", parts.uri.path()), 60);
    }
}

/// What was typed into the form of a server function that was just refused, once.
pub fn held_fields(path: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let (of, fields) = cookie(&parts.headers, HELD_COOKIE)?.split_once('!')?;
    (of == path).then(|| {
        set_held("", 0);
        fields.to_owned()
    })
}

fn set_held(value: &str, seconds: u32) {
    let Some((response, parts)) = use_context::<ResponseOptions>().zip(use_context::<Parts>()) else {
        return;
    };
    let secure = if cookie(&parts.headers, "__Host-avenant").is_some() { "; Secure" } else { "" };
    let line = format!("{HELD_COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    if let Ok(line) = line.parse() {
        response.append_header(header::SET_COOKIE, line);
    }
}

/// Where the session keeps what a change just did to the money.
const EFFECT_KEY: &str = "effect";
/// The most bytes of a refused form that are kept: those of the largest form there can be, as JSON.
const TYPED_MOST: usize = 4 * 1024 * 1024;

/// Does what a form asks for; where that is refused, what was typed is kept.
pub async fn keeping<T, F: serde::Serialize>(
    name: &str,
    form: &F,
    step: impl Future<Output = operations::Result<T>>,
) -> Result<T, Failure> {
    let answer = step.await;
    let stale = matches!(&answer, Err(operations::Failure::Refused(Refusal::Stale)));
    // Scripts keep what was typed themselves; of a stale save they ask what it means beside what was saved meanwhile.
    if answer.is_err() && (stale || wants_page()) {
        keep_typed(name, form).await;
    }
    Ok(answer?)
}

/// Keeps what was typed into a form that was refused, until its page asks for it: a browser without script would lose it.
pub async fn keep_typed<T: serde::Serialize>(form: &str, typed: &T) {
    let text = serde_json::to_string(typed).ok().filter(|text| text.len() <= TYPED_MOST);
    if let (Some(text), Ok(session)) = (text, session().await) {
        // Losing it is no reason to fail: the refusal itself still reaches the page.
        let _kept = session.insert(TYPED_KEY, (form, text)).await;
    }
}

/// What was typed into a form that was just refused, once.
pub async fn take_typed<T: serde::de::DeserializeOwned>(form: &str) -> Option<T> {
    let session = session().await.ok()?;
    let (of, text): (String, String) = session.get(TYPED_KEY).await.ok().flatten()?;
    if of != form {
        return None;
    }
    let _gone = session.remove::<(String, String)>(TYPED_KEY).await;
    serde_json::from_str(&text).ok()
}

/// Sends a plain form back to the page it came from.
pub fn return_to_page() {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    let from = parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    leptos_axum::redirect(&path_of(from.unwrap_or_default()));
}

/// The path of an address, so that a foreign one cannot be a target: a path that begins with two slashes
/// or a backslash would be read as another host.
fn path_of(address: &str) -> String {
    own_path(address.splitn(4, '/').nth(3).unwrap_or_default())
}

/// A path of ours, whatever was asked for, in the characters that a header may carry: all others are written as
/// addresses write them.
pub fn own_path(path: &str) -> String {
    let mut own = "/".to_owned();
    for byte in path.trim_start_matches(['/', '\\']).bytes() {
        if byte.is_ascii_graphic() {
            own.push(char::from(byte));
        } else {
            own.push_str(&format!("%{byte:02X}"));
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::{own_path, path_of};

    #[test]
    fn a_path_of_ours_is_one_that_a_header_may_carry() {
        for (asked, path) in [
            ("/contracts?q=a&stage=live", "/contracts?q=a&stage=live"),
            ("/contracts?q=%E7%BB%B4", "/contracts?q=%E7%BB%B4"),
            ("/contracts?q=维", "/contracts?q=%E7%BB%B4"),
            ("/a\r\nSet-Cookie: b", "/a%0D%0ASet-Cookie:%20b"),
            ("//evil.example", "/evil.example"),
            ("/\\evil.example", "/evil.example"),
            ("https://evil.example", "/https://evil.example"),
            ("", "/"),
        ] {
            assert_eq!(own_path(asked), path, "{asked}");
            assert!(axum::http::HeaderValue::from_str(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn only_a_path_of_ours_is_gone_back_to() {
        for (from, to) in [
            ("https://a.example/contracts?q=1", "/contracts?q=1"),
            ("https://a.example", "/"),
            ("https://a.example//evil.example/x", "/evil.example/x"),
            ("https://a.example/\\evil.example", "/evil.example"),
            ("https://a.example/\\/evil.example", "/evil.example"),
            ("", "/"),
        ] {
            assert_eq!(path_of(from), to, "{from}");
        }
    }
}
