//! What a finding about invoices that did not come says of those that wait to be matched.

use crate::{components::list::encoded, use_words, words};
use leptos::prelude::*;

/// How many invoice lines wait that may bill what is missing, with the way to them.
#[component]
pub(super) fn Waiting(
    /// How many.
    lines: u64,
    /// The name of the customer.
    customer: String,
    /// Whether the viewer may match them.
    matches: bool,
) -> impl IntoView {
    use words::leakage_page as say;
    let w = use_words();
    let said = w.count(lines, say::LINES_WAIT_ONE, say::LINES_WAIT);
    let link = matches.then(|| {
        let address = format!("/billing/matching?customer={}", encoded(&customer));
        view! { <a href=address>{w.t(say::SEE_WAITING)}</a> }
    });
    view! { <p>{said} " " {link}</p> }
}
