//! What every list has in common: its address holds its filters, order, columns and page; a pager under it; active
//! filters as chips; a choice of columns; views saved under a name; files to take out; keys.

mod columns;
mod keys;
mod select;
mod views;

pub use columns::{Column, ColumnChoice, Heads, chosen};
pub use keys::Keys;
pub use select::select;
pub use views::{ViewSteps, Views};

use crate::{
    components::{
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use model::view::page_shown;

/// Rows of a list page.
pub const PAGE: u64 = 50;

/// The most words looked for at once.
const WORDS_MOST: usize = 8;

/// The words of a search.
pub fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().take(WORDS_MOST).map(str::to_owned).collect()
}

/// A parameter of an address, empty if it is not there.
pub fn parameter(map: &ParamsMap, name: &str) -> String {
    map.get(name).unwrap_or_default()
}

/// The page of a list, from 1.
pub fn page_of(map: &ParamsMap) -> u64 {
    parameter(map, "page").parse().unwrap_or(1).max(1)
}

/// All values of a parameter that a form sends once for each ticked box, with commas.
pub fn several(map: &ParamsMap, name: &str) -> String {
    map.get_all(name).unwrap_or_default().join(",")
}

/// Text as it may stand in the query of an address.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The text that stands in the query of an address; what is no valid code stays as it is.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hexadecimal = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        rest = after;
        match (first, hexadecimal(0), hexadecimal(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = after.get(2..).unwrap_or_default();
            }
            (b'+', ..) => bytes.push(b' '),
            (other, ..) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The address of a list with one parameter set to another value (or removed, if empty).
pub fn with_parameter(path: &str, query: &str, name: &str, value: &str) -> String {
    with_parameters(path, query, &[(name, value)])
}

/// The address of a list with parameters set to other values (or removed, where empty).
pub fn with_parameters(path: &str, query: &str, changes: &[(&str, &str)]) -> String {
    let kept = query.trim_start_matches('?').split('&').filter(|pair| {
        let name = pair.split('=').next();
        !pair.is_empty() && changes.iter().all(|(changed, _)| name != Some(changed))
    });
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    pairs.extend(
        changes.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encoded(value))),
    );
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// Hidden inputs that carry the parameters of an address through a plain form, except those the form sets itself.
#[component]
pub fn Carried(
    /// The query of the address.
    query: String,
    /// Parameters that are not carried.
    except: &'static [&'static str],
) -> impl IntoView {
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(name, value)| !value.is_empty() && *name != "page" && !except.contains(name))
        .map(|(name, value)| {
            let (name, value) = (name.to_owned(), decoded(value));
            view! { <input type="hidden" name=name value=value /> }
        })
        .collect_views()
}

/// A filter that is active; following it removes the filter.
#[component]
pub fn Chip(
    /// Path of the list.
    path: &'static str,
    /// The query of the address.
    query: String,
    /// Parameter.
    parameter: &'static str,
    /// What the filter is called.
    name: words::Text,
    /// What it leaves.
    value: String,
) -> impl IntoView {
    let w = use_words();
    let target = with_parameters(path, &query, &[(parameter, ""), ("page", "")]);
    let label = w.with(words::list::CHIP_REMOVE, &[("name", w.t(name)), ("value", &value)]);
    let said = w.with(words::list::CHIP, &[("name", w.t(name)), ("value", &value)]);
    view! {
        <a class="chip" href=target aria-label=label>
            {said}
            <IconMark icon=Icon::Cross />
        </a>
    }
}

/// Links to files with exactly what a list shows, all pages of it.
#[component]
pub fn Exports(
    /// Path of the list.
    path: &'static str,
    /// The query of the address.
    query: String,
) -> impl IntoView {
    let w = use_words();
    let link = |kind: &str, label: words::Text| {
        let target = with_parameter(&format!("{path}/export.{kind}"), &query, "page", "");
        view! {
            <a class="menu-item" href=target rel="external" download="">
                {w.t(label)}
            </a>
        }
    };
    view! {
        <details class="menu" name="menu">
            <summary class="button quiet">
                <IconMark icon=Icon::Download />
                {w.t(words::action::EXPORT)}
            </summary>
            <div class="menu-panel">
                {link("csv", words::action::EXPORT_CSV)} {link("xlsx", words::action::EXPORT_XLSX)}
            </div>
        </details>
    }
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
    /// Rows in all, or of a very long list how many were counted.
    total: u64,
    /// Whether there are more than were counted.
    #[prop(optional)]
    more: bool,
) -> impl IntoView {
    let w = use_words();
    let page = page_shown(page, PAGE, total);
    let last = total.div_ceil(PAGE).max(1).saturating_add(more.into());
    let from = ((page - 1) * PAGE + 1).min(total);
    let to = (page * PAGE).min(total);
    let (from, to, of) = (w.number(from), w.number(to), w.number(total));
    let words = match (total, more) {
        (0, _) => words::list::RANGE_OF_NONE,
        (_, true) => words::list::RANGE_OF_MANY,
        (_, false) => words::list::RANGE,
    };
    let range = w.with(words, &[("from", &from), ("to", &to), ("total", &of)]);
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

/// As [`Pager`], for a list whose address has nothing but its page.
#[component]
pub fn Paging(
    /// Path of the list.
    path: String,
    /// This page, from 1.
    page: u64,
    /// Rows in all.
    total: u64,
) -> impl IntoView {
    let w = use_words();
    let page = page_shown(page, PAGE, total);
    let last = total.div_ceil(PAGE).max(1);
    let from = ((page - 1) * PAGE + 1).min(total);
    let to = (page * PAGE).min(total);
    let (from, to, of) = (from.to_string(), to.to_string(), total.to_string());
    let words = if total == 0 { words::list::RANGE_OF_NONE } else { words::list::RANGE };
    let range = w.with(words, &[("from", &from), ("to", &to), ("total", &of)]);
    let way = |to: u64, label: words::Text| {
        let address = format!("{path}?page={to}");
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
    use super::{decoded, encoded, with_parameter, with_parameters};

    #[test]
    fn a_text_survives_an_address() {
        for text in ["é&b c", "锅炉", "100 %", "a+b", "2026-11-22", "x=y"] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        assert_eq!(decoded("a+b%2"), "a b%2");
        assert_eq!(decoded("%zz%FF"), "%zz\u{FFFD}");
    }

    #[test]
    fn a_parameter_is_replaced_and_the_others_stay() {
        assert_eq!(with_parameter("/c", "?q=a&page=2", "page", "3"), "/c?q=a&page=3");
        assert_eq!(with_parameter("/c", "?page=2", "page", ""), "/c");
        assert_eq!(with_parameter("/c", "?q=a", "q", "é&b c"), "/c?q=%C3%A9%26b%20c");
        assert_eq!(
            with_parameters("/c", "?sort=a&order=down&page=4", &[("sort", "b"), ("page", "")]),
            "/c?order=down&sort=b"
        );
        assert_eq!(with_parameter("/c", "?columns=a&columns=b&q=x", "columns", "a,b"), "/c?q=x&columns=a,b");
    }
}
