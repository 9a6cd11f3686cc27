//! The jobs behind the pages: what ran, runs and failed.

mod api;
mod mails;
#[cfg(feature = "ssr")]
mod said;

pub use mails::MailsPage;

use crate::{
    administration::{Part, PartHead},
    components::{
        form::Refused,
        icon::{Icon, IconMark},
        list::{Pager, page_of, parameter},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask},
    words,
    words::job as say,
};
use api::{JobLine, JobsAsked, JobsQuery, RetryJob, jobs};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    job::{JobName, JobState},
    view::Viewer,
};

const ADDRESS: &str = "/administration/jobs";

/// The jobs.
#[component]
pub fn JobsPage() -> impl IntoView {
    let map = use_query_map();
    let retry = Step::<RetryJob>::new();
    let query = Memo::new(move |_| {
        map.with(|map| JobsQuery { state: parameter(map, "state"), job: parameter(map, "job"), page: page_of(map) })
    });
    let known = ask(move || (query.get(), retry.times_done().get()), |(query, _)| jobs(query));
    show_page_to(known, move |asked, viewer| view! { <Jobs asked viewer query=query.get_untracked() retry /> })
}

#[component]
fn Jobs(asked: JobsAsked, viewer: Viewer, query: JobsQuery, retry: Step<RetryJob>) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let JobsAsked { lines, total, dead } = asked;
    let retried = move || {
        retry.done().then(|| {
            view! {
                <div class="notice result" role="status">
                    <IconMark icon=Icon::Check />
                    <div class="notice-body">
                        <p>{w.t(say::RETRIED)}</p>
                    </div>
                </div>
            }
        })
    };
    let warned = dead.map(|dead| {
        view! {
            <div class="notice warn">
                <IconMark icon=Icon::Warning />
                <div class="notice-body">
                    <p>{dead}</p>
                </div>
            </div>
        }
    });
    let page = query.page;
    let list = if lines.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Clock />
                <h2>{w.t(say::NONE)}</h2>
                <p>{w.t(say::NONE_HINT)}</p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <Lines lines retry />
            <Pager path=ADDRESS query=address page total />
        }
        .into_any()
    };
    view! {
        <PartHead part=Part::Jobs viewer />
        <p class="soft">{w.t(say::INTRODUCTION)}</p>
        {retried}
        <Refused failure=retry.refused() />
        {warned}
        <Filters query />
        {list}
    }
}

#[component]
fn Filters(query: JobsQuery) -> impl IntoView {
    let w = use_words();
    let states = JobState::ALL
        .into_iter()
        .map(|state| {
            view! {
                <option value=state.code() selected=state.code() == query.state>
                    {w.t(say::state(state))}
                </option>
            }
        })
        .collect_views();
    let names = JobName::ALL
        .into_iter()
        .map(|name| {
            view! {
                <option value=name.code() selected=name.code() == query.job>
                    {w.t(say::name(name))}
                </option>
            }
        })
        .collect_views();
    view! {
        <form class="filters" method="get" action=ADDRESS>
            <select name="state" aria-label=w.t(say::STATE)>
                <option value="">{w.t(say::EVERY_STATE)}</option>
                {states}
            </select>
            <select name="job" aria-label=w.t(say::JOB)>
                <option value="">{w.t(say::EVERY_JOB)}</option>
                {names}
            </select>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
            <a class="button quiet" href="/administration/mails">
                {w.t(words::notification_page::MAILS)}
            </a>
        </form>
    }
}

#[component]
fn Lines(lines: Vec<JobLine>, retry: Step<RetryJob>) -> impl IntoView {
    let w = use_words();
    let rows = lines.into_iter().map(|line| view! { <Line line retry /> }).collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=w.t(say::TITLE) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::JOB)}</th>
                        <th scope="col">{w.t(say::STATE)}</th>
                        <th scope="col">{w.t(say::QUEUED)}</th>
                        <th scope="col">{w.t(say::BEGUN)}</th>
                        <th scope="col">{w.t(say::NEXT)}</th>
                        <th scope="col" class="number">
                            {w.t(say::ATTEMPTS)}
                        </th>
                        <th scope="col">{w.t(say::REFERENCE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(line: JobLine, retry: Step<RetryJob>) -> impl IntoView {
    let w = use_words();
    let JobLine { id, version, name, state, said, queued, begun, next, attempts, reference } = line;
    let (tone, icon) = match state {
        JobState::Waiting | JobState::Running => ("warn", Icon::Clock),
        JobState::Done => ("green", Icon::Check),
        JobState::Dead => ("seal", Icon::Warning),
    };
    let again = (state == JobState::Dead).then(|| {
        let label = w.with(say::RETRY_OF, &[("job", &name)]);
        view! {
            <StepForm step=retry>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <button class="button" type="submit" aria-label=label>
                    <IconMark icon=Icon::Undo />
                    {w.t(say::RETRY)}
                </button>
            </StepForm>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>
                <span class=format!("badge bare {tone}")>
                    <IconMark icon />
                    {said}
                </span>
                {again}
            </td>
            <td>{queued}</td>
            <td>{begun}</td>
            <td>{next}</td>
            <td class="number">{attempts}</td>
            <td>
                <code>{reference}</code>
            </td>
        </tr>
    }
}
