//! What happened to a record, in sentences.

use crate::{
    components::{
        fold::folded,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_moments, use_words, words,
};
use leptos::prelude::*;
use model::view::PastEvent;

/// Events in the order given, each a sentence with its moment.
#[component]
pub fn Timeline(
    /// The events.
    events: Vec<PastEvent>,
) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    let rows = events
        .into_iter()
        .map(|past| {
            let by = past.by.unwrap_or_else(|| w.t(words::nav::PRODUCT).to_owned());
            let details = past.details.into_iter().map(|said| view! { <li>{said}</li> }).collect_views();
            view! {
                <li>
                    <span class="timeline-mark">
                        <IconMark icon=Icon::History />
                    </span>
                    <div class="timeline-body">
                        <div>{folded(words::event::event(w, &by, &past.event))}</div>
                        <ul class="small soft">{details}</ul>
                    </div>
                    <time class="timeline-when" datetime=past.at.to_rfc3339()>
                        {moments.say(past.at)}
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
