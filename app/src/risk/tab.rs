//! The risk tab of a contract.

use super::api::{NEW, ShownContract, ShownReview, ShownRisk, of_contract};
use crate::{
    components::{
        figure::{DayMark, MaybeDay},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    contract::{SheetHead, Tab},
    use_words,
    wire::ask,
    words::{Words, risk as words_of, risk_page as say},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{permission::Permission, risk::RiskClass, view::Viewer};

/// The register of a contract, its score with the reasons, and its reviews.
#[component]
pub fn TabPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let known = ask(move || number.get(), of_contract);
    show_page_to(known, move |shown, viewer| view! { <Content shown viewer /> })
}

#[component]
fn Content(shown: ShownContract, viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let ShownContract { sheet, points, class, steps, register, reviews, review_on } = shown;
    let may = viewer.may(Permission::AssessRisks);
    let number = sheet.number.clone();
    let steps = steps
        .into_iter()
        .map(|(said, points)| {
            view! {
                <tr>
                    <td class="wrap">{said}</td>
                    <td class="num">{w.number(points)}</td>
                </tr>
            }
        })
        .collect_views();
    let why = if points == 0 {
        view! { <p class="soft">{w.t(say::NO_POINTS)}</p> }.into_any()
    } else {
        view! {
            <div class="table-frame" role="region" aria-labelledby="why" tabindex="0">
                <table class="grid narrow">
                    <tbody>{steps}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <SheetHead sheet tab=Tab::Risk viewer />
        <section class="section" aria-labelledby="why">
            <div class="section-head">
                <h2 id="why">{w.t(say::WHY)}</h2>
                <ClassBadge class points />
            </div>
            {why}
            <p>
                <a href="/risks">{w.t(say::LIST)}</a>
            </p>
        </section>
        <Register register number=number.clone() may />
        <Reviews reviews review_on number may />
    }
}

/// A class with its points.
#[component]
pub(super) fn ClassBadge(
    /// The class.
    class: RiskClass,
    /// The points.
    points: u32,
) -> impl IntoView {
    let w = use_words();
    let (tone, icon) = match class {
        RiskClass::Low => ("ink", Icon::Check),
        RiskClass::Medium => ("warn", Icon::Flag),
        RiskClass::High => ("seal", Icon::Warning),
    };
    let points = w.count(points.into(), say::POINT, say::POINTS);
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {w.with(say::CLASS, &[("class", w.t(words_of::class(class))), ("points", &points)])}
        </span>
    }
}

#[component]
fn Register(register: Vec<ShownRisk>, number: String, may: bool) -> impl IntoView {
    let w = use_words();
    let add = may.then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("/contracts/{number}/risk/{NEW}")>
                    <IconMark icon=Icon::Plus />
                    {w.t(say::NEW)}
                </a>
            </div>
        }
    });
    if register.is_empty() {
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Flag />
                <h2>{w.t(say::NONE)}</h2>
                <p>{w.t(say::NONE_TEXT)}</p>
                {add}
            </div>
        }
        .into_any();
    }
    let rows = register.into_iter().map(|row| risk_row(w, row, &number, may)).collect_views();
    let heads = [say::WHAT, say::KIND, say::STATE, say::MEASURE, say::OWNER, say::DUE];
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{w.t(head)}</th> }).collect_views();
    view! {
        <section class="section" aria-labelledby="register">
            <div class="section-head">
                <h2 id="register">{w.t(say::REGISTER)}</h2>
                {add}
            </div>
            <div class="table-frame whole" role="region" aria-labelledby="register" tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            {heads}
                            <th scope="col" class="num">
                                {w.t(say::WEIGHT)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn risk_row(w: Words, row: ShownRisk, number: &str, may: bool) -> AnyView {
    let ShownRisk { id, title, kind, likelihood, impact, weight, measure, owner, due, state, settled } = row;
    let title = match may {
        true => view! {
            <a class="row-link" href=format!("/contracts/{number}/risk/{id}")>
                {title}
            </a>
        }
        .into_any(),
        false => title.into_any(),
    };
    let rated = format!("{} × {}", w.number(likelihood), w.number(impact));
    let settled = settled.map(|settled| view! { <span class="second">{settled}</span> });
    view! {
        <tr>
            <td class="wrap">{title}</td>
            <td>{w.t(words_of::kind(kind))}</td>
            <td class="wrap">{w.t(words_of::state(state))} {settled}</td>
            <td class="wrap">{measure}</td>
            <td>{owner}</td>
            <td>
                <MaybeDay day=due />
            </td>
            <td class="num">{w.number(weight)} <span class="second">{rated}</span></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Reviews(
    reviews: Vec<ShownReview>,
    review_on: Option<model::calendar::Day>,
    number: String,
    may: bool,
) -> impl IntoView {
    let w = use_words();
    let next = match review_on {
        Some(day) => w.with(say::NEXT_REVIEW, &[("day", &w.day(day))]),
        None => w.t(say::NO_REVIEW).to_owned(),
    };
    let act = may.then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("/contracts/{number}/review")>
                    <IconMark icon=Icon::Search />
                    {w.t(say::REVIEW)}
                </a>
            </div>
        }
    });
    let done = (!reviews.is_empty()).then(|| {
        let rows = reviews.into_iter().map(|row| review_row(w, row)).collect_views();
        let heads = [say::ON, say::BY, say::OUTCOME, say::FOUND, say::NEXT_STEPS];
        let heads = heads.into_iter().map(|head| view! { <th scope="col">{w.t(head)}</th> }).collect_views();
        view! {
            <div class="table-frame whole" role="region" aria-labelledby="reviews" tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section class="section" aria-labelledby="reviews">
            <div class="section-head">
                <h2 id="reviews">{w.t(say::REVIEWS)}</h2>
                {act}
            </div>
            <p class="soft">{next}</p>
            {done}
        </section>
    }
}

fn review_row(w: Words, row: ShownReview) -> AnyView {
    let ShownReview { on, by, class, outcome, found, next_steps } = row;
    let found = match found.is_empty() {
        true => w.t(say::ALL_OK).into_any(),
        false => {
            let items = found.into_iter().map(|said| view! { <li>{said}</li> }).collect_views();
            view! { <ul class="plain">{items}</ul> }.into_any()
        }
    };
    view! {
        <tr>
            <td>
                <DayMark day=on />
            </td>
            <td>{by}</td>
            <td>{w.t(words_of::outcome(outcome))} <span class="second">{w.t(words_of::class(class))}</span></td>
            <td class="wrap">{found}</td>
            <td class="wrap">{next_steps}</td>
        </tr>
    }
    .into_any()
}
