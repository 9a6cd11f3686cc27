//! What answers have in common: versions as entity tags, lists with their links.

use app::components::list::with_parameter;
use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use model::view::List;
use serde::Serialize;
use utoipa::ToSchema;

use super::ask::Paging;

/// How many there are in all, for programs that only read headers.
const TOTAL: HeaderName = HeaderName::from_static("total-count");

/// A record with its version as `ETag`.
pub struct Versioned<T>(pub i32, pub T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let Self(version, record) = self;
        let mut response = Json(record).into_response();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// A record that was added, with the path below the root of the API where it is.
pub struct Created<T>(pub String, pub Versioned<T>);

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let Self(path, record) = self;
        let location = [(header::LOCATION, format!("{}{path}", super::ROOT))];
        (StatusCode::CREATED, location, record).into_response()
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// The page, from 1.
    pub page: u32,
    /// Rows of a page.
    pub per_page: u32,
    /// How many rows there are in all; of a very long list how many were counted.
    pub total: u64,
    /// The business day for which the answer was made.
    pub day: NaiveDate,
}

/// A page of a list with links to the others.
pub struct Listed<T> {
    page: Page<T>,
    links: String,
}

impl<T> Listed<T> {
    /// The stretch of a list that was asked for at an address.
    pub fn new<R>(address: &Uri, paging: Paging, list: List<R>, item: impl Fn(R) -> T) -> Self {
        let List { rows, total, more, day } = list;
        let Paging { page, per_page } = paging;
        let items = rows.into_iter().map(item).collect();
        Self { links: links(address, paging, total, more), page: Page { items, page, per_page, total, day } }
    }
}

/// The links of a page (RFC 8288): the first, the one before, the next, and the last where it is known.
fn links(address: &Uri, paging: Paging, total: u64, more: bool) -> String {
    let last = total.div_ceil(paging.per_page.into()).max(1);
    let page = u64::from(paging.page);
    let query = address.query().unwrap_or_default();
    let link = |relation: &str, to: u64| {
        let target = with_parameter(address.path(), query, "page", &to.to_string());
        format!("<{target}>; rel=\"{relation}\"")
    };
    let mut links = vec![link("first", 1)];
    if page > 1 {
        links.push(link("prev", (page - 1).min(last)));
    }
    if page < last || more {
        links.push(link("next", page + 1));
    }
    if !more {
        links.push(link("last", last));
    }
    links.join(", ")
}

impl<T: Serialize> IntoResponse for Listed<T> {
    fn into_response(self) -> Response {
        let total = self.page.total;
        let mut response = Json(self.page).into_response();
        if let Ok(links) = HeaderValue::from_str(&self.links) {
            response.headers_mut().insert(header::LINK, links);
        }
        response.headers_mut().insert(TOTAL, total.into());
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_other_pages_and_keep_the_filters() {
        let address = Uri::from_static("/api/v1/contracts?q=lift&page=2&per_page=10");
        let at = |page| Paging { page, per_page: 10 };
        let to = |page: u32| format!("</api/v1/contracts?q=lift&per_page=10&page={page}>");
        let all = format!(
            "{}; rel=\"first\", {}; rel=\"prev\", {}; rel=\"next\", {}; rel=\"last\"",
            to(1),
            to(1),
            to(3),
            to(3)
        );
        assert_eq!(links(&address, at(2), 21, false), all);
        assert_eq!(links(&address, at(1), 0, false), format!("{}; rel=\"first\", {}; rel=\"last\"", to(1), to(1)));
        assert!(links(&address, at(9), 21, false).contains(&format!("{}; rel=\"prev\"", to(3))));
        let of_many = format!("{}; rel=\"first\", {}; rel=\"prev\", {}; rel=\"next\"", to(1), to(2), to(4));
        assert_eq!(links(&address, at(3), 30, true), of_many);
    }
}
