//! The OpenAPI 3.1 document, made from the handlers themselves and completed with what holds for all of them.

use std::sync::LazyLock;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use model::{permission::Permission, token::Scope};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ContentBuilder, Header, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, ServerBuilder,
        path::{Operation, ParameterIn, PathItem},
        request_body::RequestBody,
        response::{Response as Described, ResponseBuilder},
        schema::{Object, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
        tag::TagBuilder,
    },
};

use super::{
    ROOT, idempotency,
    problem::{FieldError, Kind, Problem},
};

/// Name of the way to prove who asks.
const TOKEN: &str = "token";

const DESCRIPTION: &str = "\
Everything here acts in the name of a person, who makes a token in their profile and sends it as `Authorization: Bearer \
avn_…`. A token may do what both the roles of its owner and its own scopes allow; `x-permission` names the permission \
that an operation needs, `security` the smallest scope that covers it. A token sends up to 100 requests at once and ten \
a second after that.

**Changes** need the version that was read: send the `ETag` of the record as `If-Match`. If somebody changed it \
meanwhile, the answer is 412 and nothing is done; read it again.

**Sent again**: a `POST` with an `Idempotency-Key` that is repeated by the same token within 24 hours, because its \
answer was not heard, is answered as before and not done again. A request that was refused leaves its key free. The \
same key with another request is refused. Files are sent without a key: nothing of an import is live before it is \
accepted, and a file that is attached again is there once.

**Lists** come in pages: `page` from 1, `per_page` up to 200. `Link` leads to the first, previous, next and last page, \
`Total-Count` and `total` say how many rows there are. Very long lists (the ledger, invoices) are counted to 10,000 or \
to the page that was asked for; where there are more, `Link` names no last page.

**Money** is an amount of major units in text and its currency, never a floating-point number. **Days** are \
`YYYY-MM-DD` in the organisation's time zone, moments are RFC 3339 in UTC.

**Problems** are `application/problem+json` (RFC 9457). `type` leads to the description of the kind of problem in this \
document, `code` tells cases of one kind apart, `errors` lists fields. Sentences are in the language that \
`Accept-Language` asks for: English, French or Chinese.

Fields may be added to answers; programs ignore those they do not know. Unknown parameters and fields of requests are \
refused.";

/// The document of every route there is.
pub fn document() -> OpenApi {
    let routes = super::plain().merge(super::files()).merge(super::attachments()).into_openapi();
    let mut document = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Avenant")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(DESCRIPTION))
                .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
                .build(),
        )
        .servers(Some([ServerBuilder::new().url(ROOT).build()]))
        .tags(Some(tags()))
        .build();
    document.paths = routes.paths;
    document.components = routes.components;
    for item in document.paths.paths.values_mut() {
        if let Some(post) = item.post.as_mut().filter(|post| is_no_file(post)) {
            post.parameters.get_or_insert_default().push(RefOr::T(idempotency::parameter()));
        }
        for operation in operations(item) {
            complete(operation);
        }
    }
    let components = document.components.get_or_insert_default();
    components.schemas.insert(Problem::name().into_owned(), Problem::schema());
    components.schemas.insert(FieldError::name().into_owned(), FieldError::schema());
    for kind in Kind::ALL {
        components.responses.insert(kind.about().1.to_owned(), RefOr::T(described(kind)));
    }
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("avn_…")
        .description(Some(format!("A personal token. Its scopes: {}.", scopes())))
        .build();
    components.add_security_scheme(TOKEN, SecurityScheme::Http(bearer));
    document
}

fn scopes() -> String {
    Scope::ALL.map(|scope| format!("`{}`", scope.code())).join(", ")
}

fn tags() -> Vec<utoipa::openapi::Tag> {
    [
        ("contracts", "Contracts: terms, dates, ledger, history, notice."),
        ("visits", "Service visits: what contracts promise of them, their plan, report and bill."),
        ("renewals", "Renewals of contracts: what lies ahead, decisions, signed agreements."),
        ("obligations", "What either side of a contract has promised, and the days on which it falls due."),
        ("risk", "What might happen to a contract, how grave it is, and its reviews."),
        ("customers", "Companies we sell to, with their places and people."),
        ("legal_entities", "Our own companies, which sign contracts and issue invoices."),
        ("billing", "Expected billing over all contracts."),
        ("invoices", "Invoices and credit notes, and matching them to the expected billing."),
        ("leakage", "Where promised money is lost, and what is done about it."),
        ("files", "Files that hang on contracts, invoices and findings."),
        ("imports", "Files that become contracts or invoices."),
        ("notifications", "What the owner of the token is told."),
        ("settings", "Rules of reminders and calendars of holidays."),
        ("jobs", "What is done behind the pages."),
        ("people", "People, and who asks."),
        ("document", "This document."),
    ]
    .map(|(name, description)| TagBuilder::new().name(name).description(Some(description)).build())
    .into()
}

/// Whether an operation is none of those by which files come: imports are sent once and reviewed before anything is live,
/// and a file that is attached again is there once.
fn is_no_file(operation: &Operation) -> bool {
    let whole = |body: &&RefOr<_>| matches!(body, RefOr::T(RequestBody { content, .. }) if content.contains_key("application/octet-stream"));
    let sent = operation.request_body.as_ref().filter(whole).is_some();
    !sent && !operation.tags.iter().flatten().any(|tag| tag == "imports")
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

/// Adds what every operation of its kind has: the scope it needs, the headers of its answer, its problems.
fn complete(operation: &mut Operation) {
    let open = operation.tags.iter().flatten().any(|tag| tag == "document");
    let needed = operation.extensions.as_ref().and_then(|extensions| extensions.get("x-permission")).cloned();
    let permission: Option<Permission> = needed.and_then(|name| serde_json::from_value(name).ok());
    let scope =
        permission.and_then(|needed| Scope::ALL.into_iter().find(|scope| scope.permissions().contains(&needed)));
    let requirement = SecurityRequirement::new(TOKEN, scope.map(Scope::code));
    operation.security = Some(if open { Vec::new() } else { vec![requirement] });
    if open {
        return;
    }
    let parameters: Vec<(String, bool, bool)> =
        operation.parameters.iter().flatten().filter_map(described_parameter).collect();
    let has = |wanted: &str| parameters.iter().any(|(name, _, _)| name == wanted);
    let in_path = parameters.iter().any(|(_, path, _)| *path);
    let in_query = parameters.iter().any(|(_, _, query)| *query);
    let (changes, body) = (has("If-Match"), operation.request_body.is_some());
    let lists = has("per_page");
    let mut kinds = vec![Kind::NoToken, Kind::NotPermitted, Kind::TooManyRequests, Kind::Broken, Kind::Unavailable];
    kinds.extend(in_path.then_some(Kind::NotFound));
    let keyed = has(idempotency::KEY);
    if in_query || changes || body || keyed {
        kinds.extend([Kind::InvalidRequest, Kind::Unprocessable]);
    }
    // What is added may be there already, or is just being added.
    if changes || keyed || operation.responses.responses.contains_key("201") {
        kinds.push(Kind::Conflict);
    }
    if changes {
        kinds.extend([Kind::Stale, Kind::VersionNeeded]);
    }
    if body {
        kinds.extend([Kind::TooLarge, Kind::UnsupportedMediaType]);
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            headers_of(response, lists);
        }
    }
    for kind in kinds {
        let (status, name, _, _) = kind.about();
        let reference = RefOr::Ref(Ref::from_response_name(name));
        operation.responses.responses.insert(status.as_u16().to_string(), reference);
    }
}

/// Name of a parameter, and whether it is in the path or in the query.
fn described_parameter(parameter: &RefOr<utoipa::openapi::path::Parameter>) -> Option<(String, bool, bool)> {
    let RefOr::T(parameter) = parameter else {
        return None;
    };
    let place = &parameter.parameter_in;
    Some((parameter.name.clone(), *place == ParameterIn::Path, *place == ParameterIn::Query))
}

fn headers_of(response: &mut Described, lists: bool) {
    let mut describe = |name: &str, kind: Type, text: &str| {
        let mut header = Header::new(Object::with_type(kind));
        header.description = Some(text.to_owned());
        response.headers.insert(name.to_owned(), RefOr::T(header));
    };
    if lists {
        describe("Link", Type::String, "The first, previous, next and last page (RFC 8288).");
        describe("Total-Count", Type::Integer, "How many rows there are in all.");
    }
    if response.headers.contains_key("ETag") {
        let mut tag = Header::new(Object::with_type(Type::String));
        tag.description = Some("The version, to be sent as `If-Match` with a change.".to_owned());
        response.headers.insert("ETag".to_owned(), RefOr::T(tag));
    }
}

/// A kind of problem, with an example.
fn described(kind: Kind) -> Described {
    let (status, _, meaning, title) = kind.about();
    let example = serde_json::json!({
        "type": kind.reference(),
        "title": title.in_language(model::language::Language::En),
        "status": status.as_u16(),
        "code": super::problem::snake(kind.about().1),
        "request_id": "019a9d5e-6c1f-7d3a-9f0e-2b6f3c1a8e47",
    });
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).example(Some(example)).build();
    let mut described = ResponseBuilder::new().description(meaning).content("application/problem+json", content);
    let mut header = |name: &str, kind: Type, text: &str| {
        let mut header = Header::new(Object::with_type(kind));
        header.description = Some(text.to_owned());
        described = std::mem::take(&mut described).header(name, header);
    };
    match kind {
        Kind::NoToken => header("WWW-Authenticate", Type::String, "`Bearer`, and what is wrong with the token."),
        Kind::TooManyRequests => header("Retry-After", Type::Integer, "Seconds to wait."),
        Kind::MethodNotAllowed => header("Allow", Type::String, "The methods there are."),
        _ => {}
    }
    described.build()
}

/// This document
///
/// OpenAPI 3.1 in JSON. It needs no token.
#[utoipa::path(
    get, path = "/openapi.json", tag = "document",
    responses((status = 200, description = "This document.", body = serde_json::Value)),
)]
pub async fn read_document() -> Response {
    static WRITTEN: LazyLock<String> = LazyLock::new(|| document().to_pretty_json().unwrap_or_default());
    ([(header::CONTENT_TYPE, "application/json")], WRITTEN.as_str()).into_response()
}
