//! Keys for lists: down, up, open, search, and the list of keys itself. It can be read without script; only the keys
//! need one.

use crate::{
    components::{
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
};
use leptos::prelude::*;

/// The keys of a list page, and what they do.
#[component]
pub fn Keys() -> impl IntoView {
    let w = use_words();
    #[cfg(not(feature = "ssr"))]
    listen();
    let keys = [
        ("j", words::list::KEY_NEXT),
        ("k", words::list::KEY_PREVIOUS),
        (w.t(words::list::KEY_ENTER), words::list::KEY_OPEN),
        ("/", words::list::KEY_SEARCH),
        ("?", words::list::KEY_KEYS),
    ]
    .into_iter()
    .map(|(key, does)| {
        view! {
            <div>
                <dt>
                    <kbd>{key}</kbd>
                </dt>
                <dd>{w.t(does)}</dd>
            </div>
        }
    })
    .collect_views();
    view! {
        <details class="keys chart-table" id="keys">
            <summary>
                <IconMark icon=Icon::ChevronRight />
                {w.t(words::nav::KEYS)}
            </summary>
            <dl class="facts">{keys}</dl>
        </details>
    }
}

#[cfg(not(feature = "ssr"))]
fn listen() {
    use leptos::ev::keydown;
    Effect::new(move || {
        let handle = window_event_listener(keydown, |event| {
            let typing = document().active_element().is_some_and(|element| {
                matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                    || element.has_attribute("contenteditable")
            });
            if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let done = match event.key().as_str() {
                "j" => focus_row(1),
                "k" => focus_row(-1),
                "/" => focus("main input[type=search]"),
                "?" => turn_keys(),
                _ => false,
            };
            if done {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Moves to the row `by` rows further; from outside the list to its first.
#[cfg(not(feature = "ssr"))]
fn focus_row(by: i32) -> bool {
    use wasm_bindgen::JsCast;
    // Rows are asked for one by one, because that needs the least of the browser's interface.
    let here = document().active_element().and_then(|element| element.closest("tr").ok().flatten());
    let mut row = here;
    loop {
        row = match row {
            Some(row) if by > 0 => row.next_element_sibling(),
            Some(row) => row.previous_element_sibling(),
            None => document().query_selector("main tbody tr:has(.row-link)").ok().flatten(),
        };
        let Some(candidate) = &row else { return false };
        let link = candidate.query_selector(".row-link").ok().flatten();
        if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
            return link.focus().is_ok();
        }
    }
}

#[cfg(not(feature = "ssr"))]
fn focus(selector: &str) -> bool {
    use wasm_bindgen::JsCast;
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

#[cfg(not(feature = "ssr"))]
fn turn_keys() -> bool {
    let Some(keys) = document().get_element_by_id("keys") else { return false };
    if keys.has_attribute("open") {
        return keys.remove_attribute("open").is_ok();
    }
    keys.set_attribute("open", "").is_ok() && focus("#keys > summary")
}
