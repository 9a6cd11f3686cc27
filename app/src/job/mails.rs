//! The mails: to whom they went and how they fare.

use super::api::{MailLine, MailsAsked, MailsQuery, RetryJob, mails};
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
    words::{job as retrying, notification_page as say},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::view::{MailState, Viewer};

const ADDRESS: &str = "/administration/mails";

/// The mails.
#[component]
pub fn MailsPage() -> impl IntoView {
    let map = use_query_map();
    let retry = Step::<RetryJob>::new();
    let query = Memo::new(move |_| map.with(|map| MailsQuery { state: parameter(map, "state"), page: page_of(map) }));
    let known = ask(move || (query.get(), retry.times_done().get()), |(query, _)| mails(query));
    show_page_to(known, move |asked, viewer| view! { <Mails asked viewer query=query.get_untracked() retry /> })
}

#[component]
fn Mails(asked: MailsAsked, viewer: Viewer, query: MailsQuery, retry: Step<RetryJob>) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let MailsAsked { lines, total, sends } = asked;
    let states = MailState::ALL
        .into_iter()
        .map(|state| {
            view! {
                <option value=state.code() selected=state.code() == query.state>
                    {w.t(say::mail_state(state))}
                </option>
            }
        })
        .collect_views();
    let without = (!sends).then(|| {
        view! {
            <div class="notice">
                <IconMark icon=Icon::Warning />
                <div class="notice-body">
                    <p>{w.t(say::NO_MAILS)}</p>
                </div>
            </div>
        }
    });
    let list = if lines.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Check />
                <h2>{w.t(say::NO_MAIL_YET)}</h2>
            </div>
        }
        .into_any()
    } else {
        let rows = lines.into_iter().map(|line| view! { <Line line retry /> }).collect_views();
        view! {
            <div class="table-frame whole" role="region" aria-label=w.t(say::MAILS) tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::TO_WHOM)}</th>
                            <th scope="col">{w.t(retrying::STATE)}</th>
                            <th scope="col">{w.t(say::WRITTEN)}</th>
                            <th scope="col">{w.t(retrying::NEXT)}</th>
                            <th scope="col" class="number">
                                {w.t(retrying::ATTEMPTS)}
                            </th>
                            <th scope="col">{w.t(say::FAILURE)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Pager path=ADDRESS query=address page=query.page total />
        }
        .into_any()
    };
    view! {
        <PartHead part=Part::Jobs viewer />
        <h2>{w.t(say::MAILS)}</h2>
        <p class="soft">{w.t(say::MAILS_TEXT)}</p>
        <Refused failure=retry.refused() />
        {without}
        <form class="filters" method="get" action=ADDRESS>
            <select name="state" aria-label=w.t(retrying::STATE)>
                <option value="">{w.t(retrying::EVERY_STATE)}</option>
                {states}
            </select>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
            <a class="button quiet" href="/administration/jobs">
                {w.t(retrying::TITLE)}
            </a>
        </form>
        {list}
    }
}

#[component]
fn Line(line: MailLine, retry: Step<RetryJob>) -> impl IntoView {
    let w = use_words();
    let MailLine { to, address, state, said, written, next, attempts, failure, job, version } = line;
    let (tone, icon) = match state {
        MailState::Waiting => ("warn", Icon::Clock),
        MailState::Sent => ("green", Icon::Check),
        MailState::Dead => ("seal", Icon::Warning),
        MailState::Withdrawn => ("muted", Icon::Undo),
    };
    let again = (state == MailState::Dead).then(|| {
        let label = w.with(retrying::RETRY_OF, &[("job", &to)]);
        view! {
            <StepForm step=retry>
                <input type="hidden" name="id" value=job.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <button class="button" type="submit" aria-label=label>
                    <IconMark icon=Icon::Undo />
                    {w.t(retrying::RETRY)}
                </button>
            </StepForm>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {to} <br /> <span class="soft small">{address}</span>
            </th>
            <td>
                <span class=format!("badge bare {tone}")>
                    <IconMark icon />
                    {said}
                </span>
                {again}
            </td>
            <td>{written}</td>
            <td>{next}</td>
            <td class="number">{attempts}</td>
            <td>{failure}</td>
        </tr>
    }
}
