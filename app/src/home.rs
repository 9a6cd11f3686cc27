//! Home: whoever pursues money sees it at once; everybody else sees the contracts.

use crate::{failure::FailureNotice, frame::viewing};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use model::permission::Permission;

/// The first page after signing in.
#[component]
pub fn HomePage() -> impl IntoView {
    let content = || {
        Suspend::new(async move {
            match viewing().await {
                Ok(viewer) if viewer.may(Permission::ViewLeakage) => view! { <Redirect path="/leakage" /> }.into_any(),
                Ok(_) => view! { <Redirect path="/contracts" /> }.into_any(),
                Err(failure) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! { <Suspense fallback=|| ()>{content}</Suspense> }
}
