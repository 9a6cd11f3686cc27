//! How everything that is not done is answered: problem details (RFC 9457), in the language of the request.
//!
//! Handlers answer a [`Trouble`]; [`dress`], which stands around all of them, knows the language and the number of the
//! request and writes the body. It also dresses what layers answer by themselves, such as a body that is too large.

use std::{any::Any, sync::Arc, time::Duration};

use app::words::{self, Words};
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use model::{
    language::Language,
    permission::Permission,
    refusal::{FieldProblem, NearCustomer, Problem as FieldCause, Refusal},
};
use operations::Failure;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ROOT,
    idempotency::KEY,
    wire::{Named, name_of},
};
use crate::observe::RequestId;

/// The kinds of problem, each with its status; the document describes each under its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    InvalidRequest,
    NoToken,
    NotPermitted,
    NotFound,
    MethodNotAllowed,
    Conflict,
    Stale,
    TooLarge,
    UnsupportedMediaType,
    Unprocessable,
    VersionNeeded,
    TooManyRequests,
    Broken,
    Unavailable,
}

impl Kind {
    /// All kinds, by status.
    pub const ALL: [Self; 14] = [
        Self::InvalidRequest,
        Self::NoToken,
        Self::NotPermitted,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::Stale,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::Unprocessable,
        Self::VersionNeeded,
        Self::TooManyRequests,
        Self::Broken,
        Self::Unavailable,
    ];

    /// The status, the name in the document, what it means to a program, and the title a person reads.
    pub const fn about(self) -> (StatusCode, &'static str, &'static str, words::Text) {
        use words::problem as say;
        match self {
            Self::InvalidRequest => (
                StatusCode::BAD_REQUEST,
                "InvalidRequest",
                "A parameter, a header or the body is not of the form that is described; `cause` says where.",
                say::INVALID_REQUEST,
            ),
            Self::NoToken => (
                StatusCode::UNAUTHORIZED,
                "NoToken",
                "There is no token, or one that is wrong, expired or revoked, or whose owner may no longer enter.",
                say::NO_TOKEN,
            ),
            Self::NotPermitted => (
                StatusCode::FORBIDDEN,
                "NotPermitted",
                "The roles of the token's owner (`not_permitted`) or the token's scopes (`out_of_scope`) do not carry \
                 the permission.",
                say::NOT_PERMITTED,
            ),
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "NotFound",
                "There is no such thing, or the token's owner may not see it; the answer is the same.",
                say::NOT_FOUND,
            ),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                "MethodNotAllowed",
                "The path exists, but not with this method; `Allow` names those there are.",
                say::METHOD_NOT_ALLOWED,
            ),
            Self::Conflict => (
                StatusCode::CONFLICT,
                "Conflict",
                "The state of the record does not allow the step, whatever its version; or the same request is being \
                 done (`key_in_use`).",
                say::CONFLICT,
            ),
            Self::Stale => (
                StatusCode::PRECONDITION_FAILED,
                "Stale",
                "The record has another version than `If-Match` names: somebody changed it since it was read.",
                say::STALE,
            ),
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "TooLarge", "The body is larger than accepted.", say::TOO_LARGE)
            }
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaType",
                "The body is of a type that is not read here.",
                say::UNSUPPORTED_MEDIA_TYPE,
            ),
            Self::Unprocessable => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Unprocessable",
                "The request is understood and cannot be accepted: `fields` with `errors` by field, `file` for a file \
                 that cannot be read, `more_than_open` for parts that come to more than is open, `no_notice_possible` \
                 for a contract that does not run, `key_reused` for an `Idempotency-Key` of another request.",
                say::UNPROCESSABLE,
            ),
            Self::VersionNeeded => (
                StatusCode::PRECONDITION_REQUIRED,
                "VersionNeeded",
                "A change needs `If-Match` with the version that was read.",
                say::VERSION_NEEDED,
            ),
            Self::TooManyRequests => (
                StatusCode::TOO_MANY_REQUESTS,
                "TooManyRequests",
                "The token asked too often; `Retry-After` says how many seconds to wait.",
                say::TOO_MANY_REQUESTS,
            ),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Broken",
                "A mistake of ours; `request_id` finds it in our log.",
                say::BROKEN,
            ),
            Self::Unavailable => {
                (StatusCode::GATEWAY_TIMEOUT, "Unavailable", "There was no answer in time.", say::UNAVAILABLE)
            }
        }
    }

    /// The reference at which the document describes the kind.
    pub fn reference(self) -> String {
        format!("{ROOT}/openapi.json#/components/responses/{}", self.about().1)
    }

    fn of_status(status: StatusCode) -> Self {
        let known = Self::ALL.into_iter().find(|kind| kind.about().0 == status);
        known.unwrap_or(if status.is_server_error() { Self::Broken } else { Self::InvalidRequest })
    }
}

/// Why a request was not done.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// An operation refused.
    Refused(Refusal),
    /// The state of the record does not allow the step, because of what is said.
    InTheWay { said: String },
    /// The file may not be attached, because of what is said.
    NotAttached { said: String },
    /// Our mistake; the cause is in the log already.
    Broken,
    /// No valid token; `given` says whether there was any.
    NoToken { given: bool },
    /// The roles would allow it, the token's scopes do not.
    OutOfScope,
    /// The form of the request is wrong; for the programmer, in English.
    InvalidRequest { cause: String },
    /// A body of another type than is read.
    UnsupportedMediaType,
    /// A body that is too large.
    TooLarge,
    /// A change without `If-Match`.
    VersionNeeded,
    /// A request with the same `Idempotency-Key` is being done.
    KeyInUse,
    /// Another request came with the same `Idempotency-Key`.
    KeyReused,
    /// Too many requests.
    TooManyRequests { wait: Duration },
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::Refused(refusal),
            Failure::Broken(cause) => {
                tracing::error!(%cause, "an operation broke");
                Self::Broken
            }
        }
    }
}

impl Trouble {
    /// One field that cannot be accepted.
    pub fn field(field: &str, problem: FieldCause) -> Self {
        Refusal::Fields(vec![FieldProblem::new(field, problem)]).into()
    }

    /// What an operation answers, with the fields named as they are here instead of in the form of a page.
    pub fn named(failure: Failure, name: impl Fn(&str) -> String) -> Self {
        match failure {
            Failure::Refused(Refusal::Fields(mut problems)) => {
                for problem in &mut problems {
                    problem.field = name(&problem.field);
                }
                Refusal::Fields(problems).into()
            }
            other => other.into(),
        }
    }

    /// What an answer tells of, before it is dressed.
    pub fn of(response: &Response) -> Option<&Self> {
        response.extensions().get::<Arc<Self>>().map(AsRef::as_ref)
    }

    /// The permission that was lacking.
    pub const fn permission(&self) -> Option<Permission> {
        match self {
            Self::Refused(Refusal::NotPermitted(permission)) => Some(*permission),
            _ => None,
        }
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::Refused(refusal) => match refusal {
                Refusal::NotSignedIn | Refusal::SignIn => Kind::NoToken,
                Refusal::NotPermitted(_) => Kind::NotPermitted,
                Refusal::NotFound | Refusal::Invitation => Kind::NotFound,
                Refusal::Stale => Kind::Stale,
                Refusal::WrongState
                | Refusal::ImportUnderWay
                | Refusal::AlreadySetUp
                | Refusal::Selection { .. }
                | Refusal::TooMany { .. }
                | Refusal::SameCustomer { .. }
                | Refusal::NearCustomers(_)
                | Refusal::InUse
                | Refusal::NoLegalEntity
                | Refusal::LastAdministrator
                | Refusal::Oneself
                | Refusal::TeamInUse { .. } => Kind::Conflict,
                Refusal::TooManyAttempts { .. } | Refusal::Busy => Kind::TooManyRequests,
                Refusal::Fields(_)
                | Refusal::File(_)
                | Refusal::SetupCode
                | Refusal::MoreThanOpen { .. }
                | Refusal::NoNoticePossible { .. } => Kind::Unprocessable,
            },
            Self::InTheWay { .. } => Kind::Conflict,
            Self::NotAttached { .. } => Kind::Unprocessable,
            Self::Broken => Kind::Broken,
            Self::NoToken { .. } => Kind::NoToken,
            Self::OutOfScope => Kind::NotPermitted,
            Self::InvalidRequest { .. } => Kind::InvalidRequest,
            Self::UnsupportedMediaType => Kind::UnsupportedMediaType,
            Self::TooLarge => Kind::TooLarge,
            Self::VersionNeeded => Kind::VersionNeeded,
            Self::KeyInUse => Kind::Conflict,
            Self::KeyReused => Kind::Unprocessable,
            Self::TooManyRequests { .. } => Kind::TooManyRequests,
        }
    }

    /// What happened, as programs tell it apart.
    fn code(&self) -> String {
        let code = match self {
            // The names with which refusals are written everywhere else.
            Self::Refused(refusal) => {
                return name_of(refusal).unwrap_or_else(|| "refused".to_owned());
            }
            // The same as without words about it.
            Self::InTheWay { .. } => "wrong_state",
            Self::NotAttached { .. } => "file",
            Self::Broken => "broken",
            Self::NoToken { .. } => "no_token",
            Self::OutOfScope => "out_of_scope",
            Self::InvalidRequest { .. } => "invalid_request",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::TooLarge => "too_large",
            Self::VersionNeeded => "version_needed",
            Self::KeyInUse => "key_in_use",
            Self::KeyReused => "key_reused",
            Self::TooManyRequests { .. } => "too_many_requests",
        };
        code.to_owned()
    }

    fn detail(&self, w: Words) -> Option<String> {
        use words::problem as say;
        match self {
            Self::Refused(Refusal::Stale) => Some(w.t(say::STALE_TEXT).to_owned()),
            Self::Refused(refusal) => Some(words::refusal::refusal(w, refusal)),
            Self::InTheWay { said } | Self::NotAttached { said } => Some(said.clone()),
            Self::Broken => Some(w.t(say::BROKEN_TEXT).to_owned()),
            Self::NoToken { .. } => Some(w.t(say::NO_TOKEN_TEXT).to_owned()),
            Self::OutOfScope => Some(w.t(say::OUT_OF_SCOPE).to_owned()),
            Self::VersionNeeded => Some(w.with(say::VERSION_NEEDED_TEXT, &[("header", "If-Match")])),
            Self::KeyInUse => Some(w.with(say::KEY_IN_USE, &[("header", KEY)])),
            Self::KeyReused => Some(w.with(say::KEY_REUSED, &[("header", KEY)])),
            Self::TooManyRequests { wait } => {
                Some(w.count(seconds(*wait), say::TOO_MANY_REQUESTS_ONE, say::TOO_MANY_REQUESTS_TEXT))
            }
            Self::InvalidRequest { .. } | Self::UnsupportedMediaType | Self::TooLarge => None,
        }
    }

    fn customers(&self) -> Vec<Named> {
        let named = |customer: &NearCustomer| Named::new(customer.id, customer.name.clone());
        match self {
            Self::Refused(Refusal::SameCustomer { field: _, id, name }) => vec![Named::new(*id, name.clone())],
            Self::Refused(Refusal::NearCustomers(near)) => near.iter().map(named).collect(),
            _ => Vec::new(),
        }
    }

    fn errors(&self, w: Words) -> Vec<FieldError> {
        let Self::Refused(Refusal::Fields(problems)) = self else {
            return Vec::new();
        };
        let error = |problem: &FieldProblem| FieldError {
            field: problem.field.clone(),
            code: name_of(&problem.problem).unwrap_or_else(|| "refused".to_owned()),
            detail: words::refusal::problem(w, &problem.problem),
        };
        problems.iter().map(error).collect()
    }
}

fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// The answer without its body: [`dress`] writes that.
impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.kind().about().0.into_response();
        let headers = response.headers_mut();
        match &self {
            Self::NoToken { given } => {
                let challenge = if *given {
                    r#"Bearer realm="Avenant", error="invalid_token""#
                } else {
                    r#"Bearer realm="Avenant""#
                };
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
            }
            Self::TooManyRequests { wait } => {
                headers.insert(header::RETRY_AFTER, seconds(*wait).into());
            }
            _ => {}
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// A problem (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Where the document describes this kind of problem; relative to this server.
    #[schema(format = "uri-reference")]
    pub r#type: String,
    /// What kind of problem, in the language of the request.
    pub title: String,
    /// The status, as in the answer.
    pub status: u16,
    /// What happened, as programs tell it apart: `stale`, `wrong_state`, `fields`, `out_of_scope` …
    pub code: String,
    /// What happened and what to do about it, in the language of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Where the form of the request is wrong; for programmers, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The fields that cannot be accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    /// The customers that are the same or nearly the same, where that is the problem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub customers: Vec<Named>,
    /// The number of the request, also in the header `X-Request-Id`: it finds the request in our log.
    pub request_id: String,
}

/// A field that cannot be accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// Name of the field or parameter.
    pub field: String,
    /// What is wrong with it, as programs tell it apart: `missing`, `not_a_day`, `out_of_range` …
    pub code: String,
    /// What is wrong with it, in the language of the request.
    pub detail: String,
}

/// Gives every answer that is a problem its body.
pub async fn dress(request: Request, next: Next) -> Response {
    let accepted = app::visit::accepted(request.headers());
    let id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone()).unwrap_or_default();
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let (mut parts, _body) = response.into_parts();
    let language = parts.extensions.get::<Language>().copied().or(accepted).unwrap_or_default();
    let trouble = parts.extensions.get::<Arc<Trouble>>().cloned();
    let problem = write(trouble.as_deref(), status, Words(language), id);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    let dressed = Json(problem).into_response();
    Response::from_parts(parts, dressed.into_body())
}

fn write(trouble: Option<&Trouble>, status: StatusCode, w: Words, request_id: String) -> Problem {
    let kind = trouble.map_or_else(|| Kind::of_status(status), Trouble::kind);
    let (_, name, _, title) = kind.about();
    Problem {
        r#type: kind.reference(),
        title: w.t(title).to_owned(),
        status: status.as_u16(),
        code: trouble.map_or_else(|| snake(name), Trouble::code),
        detail: trouble.and_then(|trouble| trouble.detail(w)),
        cause: match trouble {
            Some(Trouble::InvalidRequest { cause }) => Some(cause.clone()),
            _ => None,
        },
        errors: trouble.map(|trouble| trouble.errors(w)).unwrap_or_default(),
        customers: trouble.map(Trouble::customers).unwrap_or_default(),
        request_id,
    }
}

/// `TooLarge` as `too_large`.
pub fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// A mistake of ours that ended in a panic; the cause stays in the log.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("without words");
    tracing::error!(cause = text, "a request ended in a panic");
    Trouble::Broken.into_response()
}
