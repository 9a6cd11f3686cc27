//! Showing what was asked when it has come.
//!
//! What waits is boxed before Leptos sees it, so that its machinery of waiting is in the browser once, and not once
//! for every page.

use crate::{
    failure::{Failure, FailureNotice, FailurePage},
    frame::viewing,
    wire::Asked,
};
use leptos::prelude::*;
use model::view::Viewer;
use serde::de::DeserializeOwned;
use std::{pin::Pin, sync::Arc};

type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What stands in the place of an answer that did not come.
type Failed = fn(Failure) -> AnyView;

/// Shows the answer, or why there is none. What stands there stays while it is asked anew.
pub fn show<T, V>(asked: Asked<T>, view: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show_or(asked, view, failed)
}

/// The same, where the answer is the whole page with its title and heading: a failure has them, too.
pub fn show_page<T, V>(asked: Asked<T>, view: impl Fn(T) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show_or(asked, view, failed_page)
}

fn show_or<T, V>(asked: Asked<T>, view: impl Fn(T) -> V + Send + Sync + 'static, failed: Failed) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show_reply(asked, move |reply| match reply {
        Ok(answer) => view(answer).into_any(),
        Err(failure) => failed(failure),
    })
}

/// As [`show`], with who is looking; inside the frame.
pub fn show_to<T, V>(asked: Asked<T>, view: impl Fn(T, Viewer) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show_to_or(asked, view, failed)
}

/// As [`show_page`], with who is looking; inside the frame.
pub fn show_page_to<T, V>(asked: Asked<T>, view: impl Fn(T, Viewer) -> V + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show_to_or(asked, view, failed_page)
}

fn show_to_or<T, V>(asked: Asked<T>, view: impl Fn(T, Viewer) -> V + Send + Sync + 'static, failed: Failed) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let view = Arc::new(view);
    show_later(move || {
        let view = Arc::clone(&view);
        Box::pin(async move {
            match (asked.await, viewing().await) {
                (Ok(answer), Ok(viewer)) => view(answer, viewer).into_any(),
                (Err(failure), _) | (_, Err(failure)) => failed(failure),
            }
        })
    })
}

/// Shows what depends on nothing but who is looking; inside the frame.
pub fn show_viewer<V: IntoView + 'static>(view: impl Fn(Viewer) -> V + Send + Sync + 'static) -> AnyView {
    let view = Arc::new(view);
    show_later(move || {
        let view = Arc::clone(&view);
        Box::pin(async move { viewing().await.map_or_else(failed, |viewer| view(viewer).into_any()) })
    })
}

/// Shows what has come of a question, be it a failure.
pub fn show_reply<T>(asked: Asked<T>, view: impl Fn(Result<T, Failure>) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let view = Arc::new(view);
    show_later(move || {
        let view = Arc::clone(&view);
        Box::pin(async move { view(asked.await) })
    })
}

fn failed(failure: Failure) -> AnyView {
    view! { <FailureNotice failure /> }.into_any()
}

fn failed_page(failure: Failure) -> AnyView {
    view! { <FailurePage failure /> }.into_any()
}

fn show_later(later: impl Fn() -> Later<AnyView> + Send + Sync + 'static) -> AnyView {
    waiting(Arc::new(later))
}

fn waiting(later: Arc<dyn Fn() -> Later<AnyView> + Send + Sync>) -> AnyView {
    let content = move || Suspend::new(later());
    view! { <Transition fallback=|| ()>{content}</Transition> }.into_any()
}
