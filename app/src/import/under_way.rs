//! An import while the program is at work on it: how far that has come, and what went wrong.

use super::api::progress;
use crate::{
    components::{
        form::in_browser,
        icon::{Icon, IconMark},
    },
    failure::Failure,
    use_words, words,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use model::view::ImportProgress;

/// How long until a browser asks again, in milliseconds.
const PAUSE: u32 = 1_000;

/// How far it has come. In a browser the page asks by itself; without WebAssembly a link asks.
#[component]
pub fn UnderWay(
    /// As it was when the page was asked for.
    progress: ImportProgress,
    /// Grows by one when the work has come to its end.
    ended: RwSignal<usize>,
) -> impl IntoView {
    let w = use_words();
    let address = format!("/imports/{}", progress.id);
    let id = progress.id.to_string();
    let latest = RwSignal::new(progress);
    in_browser(move || spawn_local(ask(id.clone(), latest, ended)));
    let state = move || w.t(words::import::state(latest.get().state));
    let phase = move || w.t(words::import::phase(latest.get().phase));
    let far = move || {
        let ImportProgress { done, total, .. } = latest.get();
        (total > 0).then(|| words::import::count(w, done, total))
    };
    let max = move || latest.get().total.max(1).to_string();
    let value = move || latest.get().done.min(latest.get().total).to_string();
    let trouble = move || view! { <Trouble progress=Some(latest.get()) /> };
    view! {
        {trouble}
        <section class="panel form result" aria-labelledby="under-way">
            <h2 id="under-way">{state}</h2>
            <div class="progress">
                <p id="doing" class="progress-words">
                    <span>{phase}</span>
                    " "
                    <b>{far}</b>
                </p>
                <progress aria-labelledby="doing" max=max value=value></progress>
            </div>
            <p class="soft">{w.t(words::import::SOME_LIVE)} " " {w.t(words::import::LEAVE)}</p>
            <div class="actions">
                <a class="button" href=address rel="external">
                    {w.t(words::import::RELOAD)}
                </a>
            </div>
        </section>
    }
}

/// Asks how far it has come until it has ended or its page is gone.
async fn ask(id: String, latest: RwSignal<ImportProgress>, ended: RwSignal<usize>) {
    loop {
        TimeoutFuture::new(PAUSE).await;
        if latest.is_disposed() {
            return;
        }
        match progress(id.clone()).await {
            Ok(now) if now.state.is_under_way() => {
                if latest.try_set(now).is_some() {
                    return;
                }
            }
            Ok(_) => {
                ended.try_update(|ended| *ended += 1);
                return;
            }
            // Whoever may not ask any longer is told so by the page, which is asked for anew.
            Err(Failure::Refused(_)) => {
                ended.try_update(|ended| *ended += 1);
                return;
            }
            // The server may be starting anew: the work goes on with it.
            Err(Failure::Broken(_) | Failure::Unreachable) => {}
        }
    }
}

/// What went wrong, if anything did.
#[component]
pub fn Trouble(
    /// How far the import has come.
    progress: Option<ImportProgress>,
) -> impl IntoView {
    let w = use_words();
    progress.and_then(|progress| words::import::trouble(w, &progress)).map(|sentence| {
        view! {
            <div class="notice warn" role="alert">
                <IconMark icon=Icon::Warning />
                <div class="notice-body">
                    <p>{sentence}</p>
                </div>
            </div>
        }
    })
}
