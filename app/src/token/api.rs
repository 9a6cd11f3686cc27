//! Questions about one's own tokens.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::{
    id::TokenId,
    token::Scope,
    view::{CreatedToken, Tokens},
};

/// Where one's tokens are.
#[cfg(feature = "ssr")]
const TOKENS: &str = "/profile/tokens";

/// One's own tokens; and the secret of one that a plain form just made, this once.
#[server(ListTokens, endpoint = "token/list", protocol = crate::wire::Wire)]
pub async fn list() -> Result<(Tokens, Option<String>), Failure> {
    let actor = crate::visit::actor().await?;
    Ok((operations::token::list(&actor).await?, crate::visit::handed_over(TOKENS)))
}

/// Makes a token.
#[server(CreateToken, endpoint = "token/create", protocol = crate::wire::Wire)]
pub async fn create(name: String, #[server(default)] scopes: Vec<Scope>, days: u32) -> Result<CreatedToken, Failure> {
    let actor = crate::visit::actor().await?;
    let created = operations::token::create(&actor, model::token::NewToken { name, scopes, days }).await?;
    crate::visit::hand_over(TOKENS, &created.secret);
    Ok(created)
}

/// Revokes a token.
#[server(RevokeToken, endpoint = "token/revoke", protocol = crate::wire::Wire)]
pub async fn revoke(id: TokenId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::token::revoke(&actor, id).await?)
}
