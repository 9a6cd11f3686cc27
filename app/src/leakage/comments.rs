//! What was said about a finding, and what was done with it.

use super::api::Comment;
use crate::{
    components::{
        field::TextArea,
        fold::{folded, is_long},
        history::Timeline,
        initials,
        views::CollectViews,
    },
    use_moments, use_words,
    wire::{Step, StepForm},
    words,
};
use leptos::prelude::*;
use model::{
    id::FindingId,
    view::{FindingComment, PastEvent},
};

/// The comments on a finding, the oldest first, and the form for one's own. Every text is shown as text.
#[component]
pub fn Comments(
    /// The finding.
    id: FindingId,
    /// What was said.
    comments: Vec<FindingComment>,
    /// The step of the page; `None` for whoever may not comment.
    step: Option<Step<Comment>>,
) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    let none = comments.is_empty().then(|| view! { <p class="soft">{w.t(words::leakage_page::NO_COMMENTS)}</p> });
    let said = comments
        .into_iter()
        .map(|FindingComment { by, at, text }| {
            let lines = match is_long(&text) {
                true => folded(text),
                false => text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_views().into_any(),
            };
            view! {
                <li class="comment">
                    <span class="avatar" aria-hidden="true">
                        {initials(&by)}
                    </span>
                    <header>
                        <b>{by}</b>
                        <time datetime=at.to_rfc3339()>{moments.say(at)}</time>
                    </header>
                    <div>{lines}</div>
                </li>
            }
        })
        .collect_views();
    let form = step.map(|step| {
        view! {
            <StepForm step=step attr:class="form">
                <input type="hidden" name="id" value=id.to_string() />
                <TextArea name="comment" label=words::leakage_page::COMMENT_LABEL />
                <div class="actions">
                    <button class="button" type="submit">
                        {w.t(words::action::COMMENT)}
                    </button>
                </div>
            </StepForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="comments">
            <h2 id="comments">{w.t(words::leakage_page::COMMENTS)}</h2>
            {none}
            <ol class="comments">{said}</ol>
            {form}
        </section>
    }
}

/// How a finding closed by itself, if it did, and what people did with it, the newest first.
#[component]
pub fn History(
    /// The events.
    events: Vec<PastEvent>,
    /// How it closed.
    closed: Option<String>,
) -> impl IntoView {
    let w = use_words();
    let past = match (events.is_empty(), &closed) {
        (true, Some(_)) => ().into_any(),
        (true, None) => view! { <p class="soft">{w.t(words::leakage_page::NO_HISTORY)}</p> }.into_any(),
        (false, _) => view! { <Timeline events /> }.into_any(),
    };
    view! {
        <section class="section" aria-labelledby="history">
            <h2 id="history">{w.t(words::leakage_page::HISTORY)}</h2>
            {closed.map(|closed| view! { <p>{closed}</p> })}
            {past}
        </section>
    }
}
