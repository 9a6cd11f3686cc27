//! What every list has: its address holds its filters, and a pager under it.

use crate::{use_words, words};
use leptos::prelude::*;

/// Rows of a list page.
pub const PAGE: u64 = 50;

/// The address of a list with one parameter set to another value (or removed, if empty).
pub fn with_parameter(path: &str, query: &str, name: &str, value: &str) -> String {
    let kept = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    if !value.is_empty() {
        pairs.push(format!("{name}={value}"));
    }
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// Where in the list one is, and the ways on.
#[component]
pub fn Pager(
    /// Path of the list.
    path: &'static str,
    /// Its query, as in the address.
    query: String,
    /// This page, from 1.
    page: u64,
    /// Rows in all.
    total: u64,
) -> impl IntoView {
    let w = use_words();
    let last = total.div_ceil(PAGE).max(1);
    let from = if total == 0 { 0 } else { (page - 1) * PAGE + 1 };
    let to = (page * PAGE).min(total);
    let (from, to, of) = (from.to_string(), to.to_string(), total.to_string());
    let range = w.with(words::list::RANGE, &[("from", &from), ("to", &to), ("total", &of)]);
    let way = |to: u64, label: words::Text| {
        let address = with_parameter(path, &query, "page", &to.to_string());
        view! {
            <li>
                <a href=address>{w.t(label)}</a>
            </li>
        }
    };
    let back = (page > 1).then(|| way(page - 1, words::list::PREVIOUS));
    let on = (page < last).then(|| way(page + 1, words::list::NEXT));
    view! {
        <nav class="pager" aria-label=w.t(words::list::PAGES)>
            <span>{range}</span>
            <ul>{back} {on}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::with_parameter;

    #[test]
    fn a_parameter_is_replaced_and_the_others_stay() {
        assert_eq!(with_parameter("/c", "?q=a&page=2", "page", "3"), "/c?q=a&page=3");
        assert_eq!(with_parameter("/c", "?page=2", "page", ""), "/c");
    }
}
