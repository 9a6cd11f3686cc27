//! What requests have in common: identities, queries, bodies, pages, versions.

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
    http::{StatusCode, header, request::Parts},
};
use model::refusal::{Problem, Refusal};
use serde::de::DeserializeOwned;
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        schema,
    },
};
use uuid::Uuid;

use super::problem::Trouble;

/// The identity in a path; what cannot be one is not found.
pub struct Id(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<Uuid>::from_request_parts(parts, state).await;
        path.map(|Path(id)| Self(id)).map_err(|_rejection| Refusal::NotFound.into())
    }
}

/// The identities in a path of two: that of a record and that of a part of it.
pub struct Ids(pub Uuid, pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<(Uuid, Uuid)>::from_request_parts(parts, state).await;
        path.map(|Path((whole, part))| Self(whole, part)).map_err(|_rejection| Refusal::NotFound.into())
    }
}

/// The number in a path.
pub struct Number(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Number {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        path.map(|Path(number)| Self(number)).map_err(|_rejection| Refusal::NotFound.into())
    }
}

/// The number of a record and the identity of a part of it, in a path of two.
pub struct NumberAndId(pub String, pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for NumberAndId {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<(String, Uuid)>::from_request_parts(parts, state).await;
        path.map(|Path((number, part))| Self(number, part)).map_err(|_rejection| Refusal::NotFound.into())
    }
}

/// Two names in a path.
pub struct NumberAndName(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for NumberAndName {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        path.map(|Path((number, name))| Self(number, name)).map_err(|_rejection| Refusal::NotFound.into())
    }
}

/// The query of a request. A parameter that is not described is refused: a filter that is misspelt must not be taken
/// for no filter.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let query = Query::<T>::try_from_uri(&parts.uri);
        query
            .map(|Query(asked)| Self(asked))
            .map_err(|rejection| Trouble::InvalidRequest { cause: rejection.body_text() })
    }
}

/// A body in JSON.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(Trouble::UnsupportedMediaType),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Trouble::TooLarge),
            Err(rejection) => Err(Trouble::InvalidRequest { cause: rejection.body_text() }),
        }
    }
}

/// A body in JSON that may be missing altogether.
pub struct Perhaps<T>(pub T);

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequest<S> for Perhaps<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let (parts, body) = request.into_parts();
        let bytes = Bytes::from_request(Request::new(body), state).await.map_err(|_rejection| Trouble::TooLarge)?;
        // Some callers name a kind of body with every request, also where they send none.
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        let request = Request::from_parts(parts, bytes.into());
        Body::from_request(request, state).await.map(|Body(body)| Self(body))
    }
}

/// The version that was read, from `If-Match`.
pub struct IfMatch(pub i32);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let given = parts.headers.get(header::IF_MATCH).ok_or(Trouble::VersionNeeded)?;
        let tag = given.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"'));
        let version = tag.and_then(|tag| tag.parse().ok());
        let cause = || Trouble::InvalidRequest { cause: "If-Match is not a version such as \"3\"".to_owned() };
        version.map(Self).ok_or_else(cause)
    }
}

impl IntoParams for IfMatch {
    fn into_params(_parameter_in: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The `ETag` with which the record was read, so that nobody's change is lost."))
            .schema(Some(schema::Object::with_type(schema::Type::String)))
            .example(Some("\"1\"".into()));
        vec![parameter.build()]
    }
}

/// The most rows of a page.
pub const PER_PAGE_MOST: u32 = 200;
/// Rows of a page where nothing else is asked for.
const PER_PAGE: u32 = 50;

/// Which page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The page, from 1.
    pub page: u32,
    /// Rows of a page.
    pub per_page: u32,
}

impl Paging {
    /// The page that a query asks for.
    ///
    /// # Errors
    /// A refusal of `page` or `per_page` out of range.
    pub fn new(page: Option<u32>, per_page: Option<u32>) -> Result<Self, Trouble> {
        let paging = Self { page: page.unwrap_or(1), per_page: per_page.unwrap_or(PER_PAGE) };
        let within = |field, value: u32, most: u32| {
            let problem = Problem::OutOfRange { least: 1, most: most.into() };
            if (1..=most).contains(&value) { Ok(()) } else { Err(Trouble::field(field, problem)) }
        };
        within("page", paging.page, 1_000_000)?;
        within("per_page", paging.per_page, PER_PAGE_MOST)?;
        Ok(paging)
    }

    /// The stretch of the list.
    pub fn stretch(self) -> store::Page {
        operations::page(self.page.into(), self.per_page.into())
    }
}

/// Several choices in one parameter, with commas between them.
///
/// # Errors
/// A refusal of the parameter if one of them is none of the choices.
pub fn several<T>(field: &str, text: Option<&str>, choice: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Trouble> {
    let parts = text.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| choice(part).ok_or_else(|| Trouble::field(field, Problem::NotAChoice))).collect()
}

/// A text to look for, unless there is nothing in it.
pub fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A currency code, if there is one.
///
/// # Errors
/// A refusal of the field if it is none.
pub fn currency(field: &str, code: Option<&str>) -> Result<Option<model::money::Currency>, Trouble> {
    code.map(|code| code.parse().map_err(|_unknown| Trouble::field(field, Problem::NotACurrency))).transpose()
}
