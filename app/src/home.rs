//! Home: whoever pursues money sees it at once; everybody else sees the contracts.

use crate::frame::use_viewer;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use model::permission::Permission;

/// The first page after signing in.
#[component]
pub fn HomePage() -> impl IntoView {
    let path = if use_viewer().may(Permission::ViewLeakage) { "/leakage" } else { "/contracts" };
    view! { <Redirect path /> }
}
