//! The list of contracts that are looked at, the gravest risk first.

use super::{
    api::{ListQuery, ShownList, list},
    tab::ClassBadge,
};
use crate::{
    components::{
        figure::MaybeDay,
        icon::{Icon, IconMark},
        list::{Pager, page_of, parameter, select},
        show::show,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words::{self, risk as words_of, risk_page as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{risk::RiskClass, view::RiskListRow};

/// Path of the list.
const PATH: &str = "/risks";

/// Contracts by their risk.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| {
        map.with(|map| ListQuery {
            class: parameter(map, "class"),
            owner: parameter(map, "owner"),
            review: parameter(map, "review"),
            sort: parameter(map, "sort"),
            page: page_of(map),
        })
    });
    let known = ask(move || query.get(), list);
    let content = show(known, move |shown| view! { <Content shown query=query.get_untracked() /> });
    view! {
        <Title text=w.t(say::LIST) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(say::LIST)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(say::LIST_LEDE)}</p>
        {content}
    }
}

#[component]
fn Content(shown: ShownList, query: ListQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let ShownList { list, owners } = shown;
    let (total, more, page) = (list.total, list.more, query.page);
    let content = if list.rows.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Flag />
                <h2>{w.t(words::list::NOTHING_FOUND)}</h2>
                <p>{w.t(say::NONE_TEXT)}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = list.rows.into_iter().map(|row| view! { <Row row /> }).collect_views();
        let heads = [say::CONTRACT, say::RISK, say::OPEN_RISKS, say::LAST, say::NEXT, say::OWNER_OF];
        let heads = heads.into_iter().map(|head| view! { <th scope="col">{w.t(head)}</th> }).collect_views();
        view! {
            <div class="table-frame whole" role="region" aria-label=w.t(say::LIST) tabindex="0">
                <table class="grid cards">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let classes = RiskClass::ALL.map(|class| (class.code().to_owned(), w.t(words_of::class(class)).to_owned()));
    view! {
        <form class="filters" method="get" action=PATH>
            {select("class", say::RISK, say::ANY_CLASS, classes.to_vec(), &query.class)}
            {select("owner", say::OWNER_OF, say::ANYBODY, owners, &query.owner)}
            {select(
                "review",
                say::REVIEWS,
                say::ANY_REVIEW,
                vec![("overdue".to_owned(), w.t(say::OVERDUE).to_owned())],
                &query.review,
            )}
            {select(
                "sort",
                say::SORT,
                say::BY_SCORE,
                vec![("review".to_owned(), w.t(say::BY_REVIEW).to_owned())],
                &query.sort,
            )}
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
        {content}
        <Pager path=PATH query=address page total more />
    }
}

#[component]
fn Row(row: RiskListRow) -> impl IntoView {
    let w = use_words();
    let RiskListRow { number, title, customer, owner, points, class, open_risks, reviewed_on, review_on } = row;
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/contracts/{number}/risk")>
                    {title}
                </a>
                <span class="second">{format!("{customer} · {number}")}</span>
            </td>
            <td data-label=w.t(say::RISK)>
                <ClassBadge class points />
            </td>
            <td data-label=w.t(say::OPEN_RISKS)>{w.number(open_risks)}</td>
            <td data-label=w.t(say::LAST)>
                <MaybeDay day=reviewed_on />
            </td>
            <td data-label=w.t(say::NEXT)>
                <MaybeDay day=review_on />
            </td>
            <td data-label=w.t(say::OWNER_OF)>{owner}</td>
        </tr>
    }
}
