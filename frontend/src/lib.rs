//! The browser's side: takes over the page that the server rendered. Nothing else, ever.

use leptos::{mount::hydrate_from_async, prelude::document};
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page, when the module is loaded. Done when the page answers by itself.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let document = document();
    // A document without a body has nothing to take over.
    if let Some(body) = document.body() {
        // The page's own code is loaded on the way: only then is all of it alive.
        hydrate_from_async(body, app::App).await.forget();
    }
    // Tells style sheets and tests that the page answers by itself from now on.
    if let Some(root) = document.document_element() {
        // A root takes any attribute.
        let _set = root.set_attribute("data-hydrated", "");
    }
}
