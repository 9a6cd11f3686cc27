//! Home: whoever pursues money sees it at once; everybody else sees the contracts.

use crate::components::show::show_viewer;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use model::permission::Permission;

/// The first page after signing in.
#[component]
pub fn HomePage() -> impl IntoView {
    show_viewer(|viewer| {
        let path = if viewer.may(Permission::ViewLeakage) { "/leakage" } else { "/contracts" };
        view! { <Redirect path /> }
    })
}
