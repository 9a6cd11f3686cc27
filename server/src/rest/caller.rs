//! Who asks: the owner of a personal token, within its scopes.

use std::{net::IpAddr, sync::Arc, time::Instant};

use app::words::Words;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::{
    id::TokenId,
    permission::{Permission, permits},
    refusal::Refusal,
};
use operations::{Actor, Failure, Office, Who, token};

use super::problem::Trouble;
use crate::{
    rate::{Limiter, network},
    security::client,
    wall,
};

/// What stands at the door: who is known, and who asks too often.
#[derive(Clone)]
pub struct Door {
    /// Knows the tokens.
    pub office: Office,
    /// Requests by token.
    pub asked: Arc<Limiter<TokenId>>,
    /// Wrong tokens by address.
    pub wrong: Arc<Limiter<IpAddr>>,
    /// Whether a proxy of ours says where a request comes from.
    pub trusted_proxy: bool,
}

/// Lets pass who has a token, and reading the document; counts the requests of each token, and the wrong tokens of each
/// address, which is not listened to while there were too many.
pub async fn stand(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    // Nested, this sees the path below the root of the API.
    if !wall::needs_token(request.uri().path()) {
        return next.run(request).await;
    }
    let language = app::visit::accepted(request.headers());
    let Some(secret) = bearer(request.headers()) else {
        return Trouble::NoToken { given: false }.into_response();
    };
    let from = network(client(&request, door.trusted_proxy));
    if let Some(wait) = door.wrong.wait(&from, Instant::now()) {
        return (axum::Extension(language), Trouble::TooManyRequests { wait }).into_response();
    }
    let (id, actor) = match token::actor(&door.office, secret, language).await {
        Ok(found) => found,
        Err(Failure::Refused(Refusal::NotSignedIn)) => {
            if door.wrong.admit(from, Instant::now()).is_err() {
                tracing::warn!(%from, "too many wrong tokens");
            }
            return Trouble::NoToken { given: true }.into_response();
        }
        Err(failure) => return Trouble::from(failure).into_response(),
    };
    if let Err(wait) = door.asked.admit(id, Instant::now()) {
        let language = actor.language();
        return (axum::Extension(language), Trouble::TooManyRequests { wait }).into_response();
    }
    let caller = Caller { actor, token: id };
    request.extensions_mut().insert(caller.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(caller.actor.language());
    if let Some(permission) = Trouble::of(&response).and_then(Trouble::permission)
        && caller.roles_permit(permission)
    {
        return (axum::Extension(caller.actor.language()), Trouble::OutOfScope).into_response();
    }
    response
}

/// What `Authorization: Bearer …` carries.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// Who asks, in a handler.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The token's owner within its scopes.
    pub actor: Actor,
    /// The token.
    pub token: TokenId,
}

impl Caller {
    /// The words of their language.
    pub const fn words(&self) -> Words {
        Words(self.actor.language())
    }

    /// Refuses what they may not do, before anything else of the request is judged.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`].
    pub fn require(&self, permission: Permission) -> Result<(), Trouble> {
        if self.actor.may(permission) { Ok(()) } else { Err(Refusal::NotPermitted(permission).into()) }
    }

    fn roles_permit(&self, permission: Permission) -> bool {
        match self.actor.who() {
            Who::Person { roles, .. } => permits(roles, permission),
            Who::Program(_) => true,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(Trouble::NoToken { given: false })
    }
}
