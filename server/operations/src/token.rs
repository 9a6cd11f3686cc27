//! Personal tokens for the API: made, listed and revoked by their owner; and who acts by one.
//!
//! A token is 256 random bits. Only its SHA-256 is kept: a fast hash is enough for a secret that nobody can
//! guess, and whoever reads a backup cannot act as anybody.

use crate::{Actor, Office, Result, Who, secret::hash, sign_in::may_enter};
use chrono::{Days, TimeDelta};
use model::{
    event::{Event, Subject},
    id::{PersonId, TokenId},
    language::Language,
    permission::{Permission, permits},
    refusal::Refusal,
    token::{NewToken, TOKENS_MOST, grantable},
    view::{CreatedToken, TokenRow, Tokens},
};

/// How every token begins, so that people and scanners of leaked secrets recognise one.
pub const MARK: &str = "avn_";
/// Characters of a whole token: the mark and 32 bytes in hexadecimal.
const LENGTH: usize = MARK.len() + 64;
/// Characters that are kept for recognising it; the other 224 bits stay secret.
const PREFIX: usize = MARK.len() + 8;
/// Seconds within which a further use is not written down.
const UNNOTED_SECONDS: i64 = 60;

fn own(actor: &Actor) -> Result<PersonId> {
    Ok(actor.person().ok_or(Refusal::NotSignedIn)?)
}

/// Makes a token. Its secret is in the answer and nowhere else.
///
/// # Errors
/// [`Refusal::Fields`]; [`Refusal::TooMany`] beyond [`TOKENS_MOST`].
pub async fn create(actor: &Actor, new: NewToken) -> Result<CreatedToken> {
    let mut acting = actor.begin(Permission::UseApi).await?;
    let Who::Person { id: person, roles, .. } = actor.who() else {
        return Err(Refusal::NotSignedIn.into());
    };
    new.check(roles)?;
    if store::token::count_of(acting.connection(), *person).await? >= u64::from(TOKENS_MOST) {
        return Err(Refusal::TooMany { most: TOKENS_MOST }.into());
    }
    let NewToken { name, mut scopes, days } = new;
    scopes.sort_unstable();
    scopes.dedup();
    let clock = actor.office().clock();
    let secret = format!("{MARK}{}", clock.token_secret());
    let token = TokenRow {
        id: TokenId(clock.id()),
        name: name.trim().to_owned(),
        prefix: secret.chars().take(PREFIX).collect(),
        scopes,
        created_at: actor.now(),
        expires_on: actor.day().checked_add_days(Days::new(days.into())).unwrap_or_else(|| actor.day()),
        last_used_at: None,
    };
    store::token::insert(acting.connection(), *person, hash(&secret), &token).await?;
    let TokenRow { name, scopes, expires_on, .. } = token.clone();
    acting.record(Subject::Person(*person), Event::TokenCreated { name, scopes, expires_on });
    acting.commit().await?;
    Ok(CreatedToken { token, secret })
}

/// One's own tokens, the newest first, and what a new one may be given.
pub async fn list(actor: &Actor) -> Result<Tokens> {
    let reading = actor.read(Permission::UseApi)?;
    let Who::Person { id: person, roles, .. } = actor.who() else {
        return Err(Refusal::NotSignedIn.into());
    };
    let tokens = store::token::list_of(reading.connection(), *person, TOKENS_MOST.into()).await?;
    Ok(Tokens { tokens, scopes: grantable(roles), day: actor.day() })
}

/// Revokes one's own token: it stops working at once.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none of one's own with that identity, or it is revoked already.
pub async fn revoke(actor: &Actor, id: TokenId) -> Result<()> {
    let mut acting = actor.begin(Permission::UseApi).await?;
    let person = own(actor)?;
    let found = store::token::find_of(acting.connection(), person, id).await?.ok_or(Refusal::NotFound)?;
    store::token::revoke(acting.connection(), id, actor.now()).await?;
    acting.record(Subject::Person(person), Event::TokenRevoked { name: found.name });
    acting.commit().await
}

/// Who acts by a token: its owner, as far as they may still enter and use the API, within its scopes; and
/// the token's identity.
///
/// # Errors
/// [`Refusal::NotSignedIn`] if it is no token, revoked, expired, or its owner may not enter;
/// [`Refusal::NotPermitted`] if their roles no longer let them use the API.
pub async fn actor(office: &Office, secret: &str, language: Option<Language>) -> Result<(TokenId, Actor)> {
    if secret.len() != LENGTH || !secret.starts_with(MARK) {
        return Err(Refusal::NotSignedIn.into());
    }
    let found = store::token::find(office.store.reading(), &hash(secret)).await?;
    let found = found.filter(|found| office.clock.day() <= found.expires_on).ok_or(Refusal::NotSignedIn)?;
    let person = store::person::find(office.store.reading(), found.person).await?;
    let person = person.filter(|person| may_enter(office, person)).ok_or(Refusal::NotSignedIn)?;
    if !permits(&person.roles, Permission::UseApi) {
        return Err(Refusal::NotPermitted(Permission::UseApi).into());
    }
    let now = office.clock.now();
    let unnoted = now - TimeDelta::seconds(UNNOTED_SECONDS);
    if found.last_used_at.is_none_or(|used| used < unnoted) {
        let writing = office.store.begin().await?;
        store::token::note_use(writing.connection(), found.id, now, unnoted).await?;
        writing.commit().await?;
    }
    let who = Who::Person { id: person.id, name: person.name, roles: person.roles };
    let actor = Actor::new(office.clone(), who, language.unwrap_or(person.language)).within(found.scopes);
    Ok((found.id, actor))
}
