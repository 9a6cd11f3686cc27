//! What happened to a record, in sentences.

use crate::{
    components::{
        fold::folded,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_moments, use_words,
    words::{self, Words},
};
use leptos::prelude::*;
use model::{calendar::Moment, view::PastEvent};
use serde::{Deserialize, Serialize};

/// An event in the words of a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSaid {
    /// The sentence.
    pub said: String,
    /// More about it, each in a sentence.
    pub details: Vec<String>,
    /// When it happened.
    pub at: Moment,
}

impl PastSaid {
    /// An event as it is said.
    pub fn of(words: Words, past: PastEvent) -> Self {
        let by = past.by.unwrap_or_else(|| words.t(words::nav::PRODUCT).to_owned());
        Self { said: words::event::event(words, &by, &past.event), details: past.details, at: past.at }
    }
}

/// An event in one line: who did what, and when.
#[cfg(feature = "ssr")]
pub fn in_a_line(actor: &operations::Actor, past: PastEvent) -> String {
    let (w, clocks) = (Words(actor.language()), actor.office().clock().clocks());
    let PastSaid { said, details: _, at } = PastSaid::of(w, past);
    format!("{} · {said}", w.moment(at, clocks.at(at)))
}

/// Events in the order given, each a sentence with its moment.
#[component]
pub fn Timeline(
    /// The events.
    events: Vec<PastEvent>,
) -> impl IntoView {
    let w = use_words();
    timeline(events.into_iter().map(|past| PastSaid::of(w, past)).collect())
}

/// Events that were said already, in the order given.
pub fn timeline(events: Vec<PastSaid>) -> AnyView {
    let (w, moments) = (use_words(), use_moments());
    let rows = events
        .into_iter()
        .map(|PastSaid { said, details, at }| {
            let details = details.into_iter().map(|said| view! { <li>{said}</li> }).collect_views();
            view! {
                <li>
                    <span class="timeline-mark">
                        <IconMark icon=Icon::History />
                    </span>
                    <div class="timeline-body">
                        <div>{folded(said)}</div>
                        <ul class="small soft">{details}</ul>
                    </div>
                    <time class="timeline-when" datetime=at.to_rfc3339()>
                        {moments.say(at)}
                    </time>
                </li>
            }
        })
        .collect_views();
    if rows.is_empty() {
        return view! { <p class="soft">{w.t(words::list::NO_EVENTS)}</p> }.into_any();
    }
    view! { <ol class="timeline">{rows}</ol> }.into_any()
}
