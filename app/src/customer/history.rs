//! The history tab of a customer, in sentences.

use super::{
    api::{find, history},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{
        fold::folded,
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    failure::Failure,
    use_moments, use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    event::Event,
    view::{CustomerSheet, PastEvent, Viewer},
};

/// What happened to a customer, its places and its people.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known =
        ask(move || id.get(), |id| async move { Ok::<_, Failure>((find(id.clone()).await?, history(id).await?)) });
    show_page_to(known, move |(sheet, events), viewer| view! { <Events sheet events viewer /> })
}

#[component]
fn Events(sheet: CustomerSheet, events: Vec<PastEvent>, viewer: Viewer) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    let none = events.is_empty().then(|| view! { <p class="soft">{w.t(words::list::NO_EVENTS)}</p> });
    let rows = events
        .into_iter()
        .map(|past| {
            let by = past.by.clone().unwrap_or_else(|| w.t(words::nav::PRODUCT).to_owned());
            let sentence = words::event::event(w, &by, &past.event);
            view! {
                <li>
                    <span class="timeline-mark">
                        <IconMark icon=Icon::History />
                    </span>
                    <div class="timeline-body">
                        <div>{folded(sentence)}</div>
                        <Changes event=past.event />
                    </div>
                    <time class="timeline-when" datetime=past.at.to_rfc3339()>
                        {moments.say(past.at)}
                    </time>
                </li>
            }
        })
        .collect_views();
    view! {
        <SheetHead sheet tab=Tab::History viewer />
        {none}
        <ol class="timeline">{rows}</ol>
    }
}

/// What stood in the fields before and after, for events that changed some.
#[component]
fn Changes(event: Event) -> impl IntoView {
    let w = use_words();
    let (Event::CustomerChanged { changes }
    | Event::SiteChanged { name: _, changes }
    | Event::ContactChanged { name: _, changes }) = event
    else {
        return None;
    };
    // Identities of people and places say nothing to a reader; the sentence above names the field.
    let readable = changes.into_iter().filter(|change| !["owner", "site"].contains(&change.field.as_str()));
    let rows = readable
        .map(|change| {
            let said = |text: &str| words::party_page::value(w, &change.field, text);
            let said = model::event::Change {
                before: if change.before.is_empty() { String::new() } else { said(&change.before) },
                after: if change.after.is_empty() { String::new() } else { said(&change.after) },
                field: change.field.clone(),
            };
            view! { <li class="soft">{words::event::change(w, &said)}</li> }
        })
        .collect_views();
    Some(view! { <ul>{rows}</ul> })
}
