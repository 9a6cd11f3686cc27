//! What one is told: the page of notifications, and how one wants to hear of things.

mod api;
mod hearing;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
mod said;

pub use hearing::Hearing;

use crate::{
    components::{
        form::{Refused, last_refused},
        icon::{Icon, IconMark},
        list::{Pager, page_of, parameter},
        show::show,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask},
    words::notification_page as say,
};
use api::{
    KeepUnread, NotificationLine, NotificationsAsked, OpenNotification, ReadAll, ReadNotification, notifications,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};

const ADDRESS: &str = "/notifications";

/// What one was told, the newest first.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let (read, keep, all) = (Step::<ReadNotification>::new(), Step::<KeepUnread>::new(), Step::<ReadAll>::new());
    let open = Step::<OpenNotification>::new();
    let asked = Memo::new(move |_| map.with(|map| (parameter(map, "show") == "unread", page_of(map))));
    let taken = [read.times_done(), keep.times_done(), all.times_done()];
    let known =
        ask(move || (asked.get(), taken.map(|each| each.get())), |((unread, page), _)| notifications(unread, page));
    let content = show(known, move |found| {
        let (unread, page) = asked.get_untracked();
        view! { <Found found unread page read keep all open /> }
    });
    let refused = last_refused([read.last(), keep.last(), all.last(), open.last()]);
    view! {
        <Title text=w.t(say::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(say::TITLE)}</h1>
            </div>
        </header>
        <Refused failure=refused />
        {content}
    }
}

#[component]
fn Found(
    found: NotificationsAsked,
    unread: bool,
    page: u64,
    read: Step<ReadNotification>,
    keep: Step<KeepUnread>,
    all: Step<ReadAll>,
    open: Step<OpenNotification>,
) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let NotificationsAsked { lines, total, unread: waiting } = found;
    let current = move |here: bool| (here == unread).then_some("page");
    let read_all = (waiting > 0).then(|| {
        view! {
            <StepForm step=all>
                <button class="button" type="submit">
                    <IconMark icon=Icon::Check />
                    {w.t(say::READ_ALL)}
                </button>
            </StepForm>
        }
    });
    let list = if lines.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Check />
                <h2>{w.t(say::NONE)}</h2>
                <p>{w.t(say::NONE_HINT)}</p>
            </div>
        }
        .into_any()
    } else {
        let lines = lines.into_iter().map(|line| view! { <Line line read keep open /> }).collect_views();
        view! {
            <ul class="notifications">{lines}</ul>
            <Pager path=ADDRESS query=address page total />
        }
        .into_any()
    };
    view! {
        <nav class="tabs" aria-label=w.t(say::TITLE)>
            <a href=ADDRESS aria-current=current(false)>
                {w.t(say::ALL)}
            </a>
            <a href="/notifications?show=unread" aria-current=current(true)>
                {w.t(say::UNREAD)}
                " "
                <span class="count">{w.number(waiting)}</span>
            </a>
        </nav>
        <div class="actions">{read_all}</div>
        {list}
    }
}

#[component]
fn Line(
    line: NotificationLine,
    read: Step<ReadNotification>,
    keep: Step<KeepUnread>,
    open: Step<OpenNotification>,
) -> impl IntoView {
    let w = use_words();
    let NotificationLine { id, headline, about, amount, when, at, unread, escalated } = line;
    let step = if unread {
        view! {
            <StepForm step=read>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button quiet" type="submit">
                    {w.t(say::READ)}
                </button>
            </StepForm>
        }
        .into_any()
    } else {
        view! {
            <StepForm step=keep>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button quiet" type="submit">
                    {w.t(say::KEEP_UNREAD)}
                </button>
            </StepForm>
        }
        .into_any()
    };
    let mark = if unread {
        let label = w.t(say::UNREAD);
        view! { <span class="badge bare seal">{label}</span> }.into_any()
    } else {
        ().into_any()
    };
    let warned = escalated.then(|| view! { <IconMark icon=Icon::Warning /> });
    view! {
        <li class:unread=unread>
            <div class="notification-body">
                // Following it marks it as read, in one step.
                <StepForm step=open>
                    <input type="hidden" name="id" value=id.to_string() />
                    <button class="link" type="submit">
                        {warned}
                        {headline}
                    </button>
                    " "
                    {mark}
                </StepForm>
                <p class="soft">{about}</p>
            </div>
            <p class="number">{amount}</p>
            <time class="soft" datetime=at>
                {when}
            </time>
            {step}
        </li>
    }
}
