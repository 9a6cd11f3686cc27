//! Calendar feeds: what stands at their addresses, and the page of one's own.

use super::{
    api::{CreateFeed, RevokeFeed, RotateFeed, feeds},
    head::{Way, described},
};
use crate::{
    components::{
        field::TextField,
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        show::show,
        views::CollectViews,
    },
    use_moments, use_words,
    wire::{Step, StepForm, ask},
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use model::view::{FeedRow, KeyDateChoices};

/// What stands at the address of a feed, as a file for calendar programs.
///
/// # Errors
/// That nothing does, or what the operations met.
#[cfg(feature = "ssr")]
pub async fn file(office: &operations::Office, secret: &str, origin: &str) -> operations::Result<String> {
    use model::view::FeedDate;
    use operations::agenda::{Agenda, Entry, write};
    let content = operations::feed::read(office, secret).await?;
    let w = words::Words(content.language);
    let entries = content.rows.iter().map(|FeedDate { row, stood_in }| {
        let date = &row.date;
        let kind = w.t(words::key_date::kind(date.kind));
        let amount = date.amount.map(|money| w.money(money));
        let lines = [Some(row.customer.clone()), Some(format!("{} · {}", row.contract, row.title)), amount];
        let done = date.done.then(|| w.t(words::key_date::DONE).to_owned());
        let lines: Vec<String> = lines.into_iter().chain([row.owner.clone(), done]).flatten().collect();
        Entry {
            uid: uid(date),
            day: date.day,
            summary: match row.owner.as_ref().filter(|_| *stood_in) {
                Some(name) => w.with(words::key_date::FEED_FOR, &[("what", &super::said_in(w, row)), ("name", name)]),
                None => super::said_in(w, row),
            },
            description: lines.join("\n"),
            url: format!("{origin}{}", super::place_of(row)),
            category: kind.to_owned(),
            alarms: if date.done {
                Vec::new()
            } else if date.kind.is_last_day() {
                vec![14, 1]
            } else {
                vec![1]
            },
        }
    });
    Ok(write(&Agenda { name: content.name.clone(), made_at: content.made_at, entries: entries.collect() }))
}

/// What is moved stays the same event, and it is one event in the calendars of everybody who sees it: whoever stands in reads
/// what the other has, so a calendar that holds both has it once. The days of a contract's terms come once a term, so their day is part of what they are.
#[cfg(feature = "ssr")]
fn uid(date: &model::key_date::KeyDate) -> String {
    let of_terms = model::key_date::KeyDateKind::OF_TERMS.contains(&date.kind);
    let day = if of_terms { format!("-{}", date.day) } else { String::new() };
    format!("{}-{}{day}@avenant", date.kind.code(), date.subject)
}

fn label_of(field: &str) -> Option<Text> {
    (field == "name").then_some(words::key_date::FEED_NAME)
}

/// One's feeds, and a new one of what the calendar showed.
#[component]
pub fn FeedsPage() -> impl IntoView {
    let w = use_words();
    let address = use_location().search;
    let create = Step::<CreateFeed>::new();
    let rotate = Step::<RotateFeed>::new();
    let revoke = Step::<RevokeFeed>::new();
    let changes = move || (create.times_done().get(), rotate.times_done().get(), revoke.version().get(), address.get());
    let data = ask(changes, |(.., address)| feeds(address));
    let checks = Checks::provide(create.refused());
    let content = show(data, move |(rows, wanted, choices, handed_over)| {
        let made = move || rotate.answer().or_else(|| create.answer());
        let link = move || made().or(handed_over.clone());
        let query = address.get_untracked();
        view! {
            {move || link().map(|link| view! { <Address link /> })}
            <New wanted=described(w, &wanted, &choices) query create />
            <Rows rows choices rotate revoke />
        }
    });
    view! {
        <Title text=w.t(words::key_date::FEEDS) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href=Way::Month.path()>{w.t(words::key_date::TITLE)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(words::key_date::FEEDS)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(words::key_date::FEEDS_LEDE)}</p>
        <FormNotice checks label_of />
        <Refused failure=rotate.refused() />
        <Refused failure=revoke.refused() />
        {content}
    }
}

/// The address of a feed, this once.
#[component]
fn Address(link: String) -> impl IntoView {
    let w = use_words();
    view! {
        <div class="notice green" role="status">
            <IconMark icon=Icon::Link />
            <div class="notice-body">
                <p>
                    <strong>{w.t(words::key_date::FEED_MADE)}</strong>
                </p>
                <p>{w.t(words::key_date::FEED_MADE_TEXT)}</p>
                <p>
                    <code>{link}</code>
                </p>
            </div>
        </div>
    }
}

#[component]
fn New(wanted: String, query: String, create: Step<CreateFeed>) -> impl IntoView {
    let w = use_words();
    view! {
        <section class="section" aria-labelledby="new-feed">
            <h2 id="new-feed">{w.t(words::key_date::FEED_NEW)}</h2>
            <StepForm step=create attr:class="form">
                <p>{w.with(words::key_date::FEED_OF, &[("what", &wanted)])}</p>
                <input type="hidden" name="query" value=query />
                <TextField name="name" label=words::key_date::FEED_NAME hint=words::key_date::FEED_NAME_HINT />
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(words::key_date::FEED_CREATE)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

#[component]
fn Rows(
    rows: Vec<FeedRow>,
    choices: KeyDateChoices,
    rotate: Step<RotateFeed>,
    revoke: Step<RevokeFeed>,
) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    if rows.is_empty() {
        return view! { <p class="soft">{w.t(words::key_date::FEED_NONE)}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let FeedRow { id, name, filter, created_at, read_at } = row;
            let read = read_at.map_or_else(|| w.t(words::key_date::FEED_NEVER_READ).to_owned(), |at| moments.say(at));
            let (to_rotate, to_revoke) = (id.to_string(), id.to_string());
            let rotate_this = w.with(words::key_date::FEED_ROTATE_THIS, &[("name", &name)]);
            let revoke_this = w.with(words::key_date::FEED_REVOKE_THIS, &[("name", &name)]);
            view! {
                <tr>
                    <td>
                        {name}
                        <span class="second">{described(w, &filter, &choices)}</span>
                    </td>
                    <td>{moments.say(created_at)}</td>
                    <td>{read}</td>
                    <td>
                        <details class="give-up">
                            <summary class="button small">{w.t(words::key_date::FEED_ROTATE)}</summary>
                            <p class="soft">{w.t(words::key_date::FEED_ROTATE_TEXT)}</p>
                            <StepForm step=rotate>
                                <input type="hidden" name="id" value=to_rotate />
                                <button class="button small" type="submit">
                                    {rotate_this}
                                </button>
                            </StepForm>
                        </details>
                        <details class="give-up">
                            <summary class="button small">{w.t(words::key_date::FEED_REVOKE)}</summary>
                            <p class="soft">{w.t(words::key_date::FEED_REVOKE_TEXT)}</p>
                            <StepForm step=revoke>
                                <input type="hidden" name="id" value=to_revoke />
                                <button class="button small danger" type="submit">
                                    {revoke_this}
                                </button>
                            </StepForm>
                        </details>
                    </td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <section class="section" aria-labelledby="feeds">
            <h2 id="feeds">{w.t(words::key_date::FEED_YOURS)}</h2>
            <div class="table-frame whole" role="region" aria-labelledby="feeds" tabindex="0">
                <table class="grid narrow roomy">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(words::key_date::FEED_NAME)}</th>
                            <th scope="col">{w.t(words::token_page::CREATED_ON)}</th>
                            <th scope="col">{w.t(words::key_date::FEED_READ)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{w.t(words::list::ACTIONS)}</span>
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
