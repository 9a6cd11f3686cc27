//! Where promised money is lost: the dashboard, the list of findings, one finding, several at once.

pub mod api;
mod charts;
mod comments;
mod dashboard;
mod export;
mod finding;
mod findings;
mod flow;
mod selection;
mod table;
mod trend;
mod waiting;

pub use dashboard::DashboardPage;
#[cfg(feature = "ssr")]
pub use export::write as export;
pub use finding::FindingPage;
pub use findings::ListPage;
pub use selection::SelectionPage;

use crate::components::list::{page_of, parameter, several};
use api::LeakageQuery;
use leptos_router::params::ParamsMap;

/// What the dashboard and the list show, as an address says.
fn query_of(map: &ParamsMap) -> LeakageQuery {
    LeakageQuery {
        q: parameter(map, "q"),
        kind: parameter(map, "kind"),
        stage: parameter(map, "stage"),
        found: parameter(map, "found"),
        state: parameter(map, "state"),
        customer: parameter(map, "customer"),
        owner: parameter(map, "owner"),
        age: parameter(map, "age"),
        confidence: parameter(map, "confidence"),
        currency: parameter(map, "currency"),
        contract: parameter(map, "contract"),
        months: parameter(map, "months").parse().unwrap_or(12),
        sort: parameter(map, "sort"),
        descending: parameter(map, "order") == "down",
        columns: several(map, "columns"),
        page: page_of(map),
    }
}
