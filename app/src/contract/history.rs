//! The history tab of a contract, in sentences.

use super::{
    api::{find, history},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::icon::{Icon, IconMark},
    failure::FailureNotice,
    frame::viewing,
    use_words, words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::view::{ContractSheet, PastEvent, Viewer};

/// What happened to a contract.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let known = Resource::new_blocking(
        move || number.get(),
        |number| async move { Ok::<_, crate::failure::Failure>((find(number.clone()).await?, history(number).await?)) },
    );
    let content = move || {
        Suspend::new(async move {
            match (known.await, viewing().await) {
                (Ok((sheet, events)), Ok(viewer)) => view! { <Events sheet events viewer /> }.into_any(),
                (Err(failure), _) | (_, Err(failure)) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=|| ()>{content}</Transition> }
}

#[component]
fn Events(sheet: ContractSheet, events: Vec<PastEvent>, viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let rows = events
        .into_iter()
        .map(|past| {
            let by = past.by.unwrap_or_else(|| "Avenant".to_owned());
            view! {
                <li>
                    <span class="timeline-mark">
                        <IconMark icon=Icon::History />
                    </span>
                    <div class="timeline-body">
                        <p>{words::event::event(w, &by, &past.event)}</p>
                    </div>
                    <time class="timeline-when" datetime=past.at.to_rfc3339()>
                        {w.moment(past.at)}
                    </time>
                </li>
            }
        })
        .collect_view();
    view! {
        <SheetHead sheet tab=Tab::History viewer />
        <ol class="timeline">{rows}</ol>
    }
}
