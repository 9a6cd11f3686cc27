//! The browser's side: takes over the page that the server rendered. Nothing else, ever.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page, when the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // Tells stylesheets and tests that the page answers by itself from now on.
    if let Some(root) = leptos::prelude::document().document_element() {
        // A document without a root cannot be hydrated; a root takes any attribute.
        let _set = root.set_attribute("data-hydrated", "");
    }
}
