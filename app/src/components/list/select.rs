//! A choice among the filters of a list.

use crate::{components::views::CollectViews, use_words, words::Text};
use leptos::prelude::*;

/// A filter of which one is chosen, sent under a name: each choice by its code, and `any` where nothing is asked for.
pub fn select(name: &'static str, label: Text, any: Text, choices: Vec<(String, String)>, chosen: &str) -> AnyView {
    let w = use_words();
    let options = choices
        .into_iter()
        .map(|(code, text)| {
            let selected = code == chosen;
            view! {
                <option value=code selected=selected>
                    {text}
                </option>
            }
        })
        .collect_views();
    view! {
        <select name=name aria-label=w.t(label)>
            <option value="">{w.t(any)}</option>
            {options}
        </select>
    }
    .into_any()
}
