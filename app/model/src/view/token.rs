//! Personal tokens, as their owner sees them.

use crate::{
    calendar::{Day, Moment},
    id::TokenId,
    token::Scope,
};
use serde::{Deserialize, Serialize};

/// A token in its owner's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRow {
    /// Identity.
    pub id: TokenId,
    /// The name its owner gave it.
    pub name: String,
    /// Its first characters, for recognising it.
    pub prefix: String,
    /// What it may do, as far as its owner's roles allow it.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Moment,
    /// The last day on which it works.
    pub expires_on: Day,
    /// When it was last used, to the minute; `None` if never.
    pub last_used_at: Option<Moment>,
}

/// Everything the page of one's tokens shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// Tokens that are not revoked, the newest first.
    pub tokens: Vec<TokenRow>,
    /// What a new token may be given: what the person's roles carry in full.
    pub scopes: Vec<Scope>,
    /// The day the answer was made for.
    pub day: Day,
}

/// A token that was just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedToken {
    /// The token as it will be listed.
    pub token: TokenRow,
    /// The token itself; it is shown now and never again, because only its hash is kept.
    pub secret: String,
}
