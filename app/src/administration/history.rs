//! The history of everything that one may see, the newest first.

use super::{
    api::{HistoryQuery, history},
    tabs::{Part, PartHead},
};
use crate::{
    components::{
        fold::folded,
        icon::{Icon, IconMark},
        list::with_parameter,
        show::show_page_to,
        views::CollectViews,
    },
    use_moments, use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    event::Subject,
    permission::Permission,
    view::{PastEntry, PastPage, Viewer},
};
use uuid::Uuid;

const ADDRESS: &str = "/administration/history";

/// The history of everything.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| {
        let text = |name: &str| map.with(|map| map.get(name)).unwrap_or_default();
        HistoryQuery { person: text("person"), kind: text("kind"), before: text("before"), after: text("after") }
    });
    let known = ask(move || query.get(), history);
    show_page_to(known, move |past, viewer| view! { <Past past viewer query=query.get_untracked() /> })
}

#[component]
fn Past(past: PastPage, viewer: Viewer, query: HistoryQuery) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let address = use_location().search.get_untracked();
    let PastPage { events, older, newer, people } = past;
    let way = |name: &str, place: Option<i64>, label: words::Text| {
        let bare = with_parameter(ADDRESS, &address, "before", "");
        let bare = with_parameter(ADDRESS, bare.split_once('?').map_or("", |(_, query)| query), "after", "");
        let query = bare.split_once('?').map_or("", |(_, query)| query).to_owned();
        place.map(|place| {
            let target = with_parameter(ADDRESS, &query, name, &place.to_string());
            view! {
                <li>
                    <a href=target>{w.t(label)}</a>
                </li>
            }
        })
    };
    let (back, on) = (way("after", newer, say::NEWER), way("before", older, say::OLDER));
    let range = match (events.first(), events.last()) {
        (Some(first), Some(last)) => {
            let numbered = |sequence: i64| w.with(say::NUMBERED, &[("sequence", &w.number(sequence))]);
            format!("{} – {}", numbered(first.sequence), numbered(last.sequence))
        }
        _ => String::new(),
    };
    let list = if events.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::History />
                <h2>{w.t(words::list::NOTHING_FOUND)}</h2>
                <p>{w.t(words::list::NOTHING_FOUND_HINT)}</p>
            </div>
        }
        .into_any()
    } else {
        let may = May {
            people: viewer.may(Permission::ManagePeople),
            imports: viewer.may(Permission::Import),
            findings: viewer.may(Permission::ViewLeakage),
        };
        let rows = events.into_iter().map(|entry| view! { <Entry entry may /> }).collect_views();
        view! { <ol class="timeline">{rows}</ol> }.into_any()
    };
    view! {
        <PartHead part=Part::History viewer />
        <p class="soft">{w.t(say::HISTORY_TEXT)}</p>
        <Filters people query />
        {list}
        <nav class="pager" aria-label=w.t(words::list::PAGES)>
            <span>{range}</span>
            <ul>{back} {on}</ul>
        </nav>
    }
}

/// One of each kind of record.
fn kinds() -> [Subject; 9] {
    let id = Uuid::nil();
    [
        Subject::Contract(id.into()),
        Subject::Customer(id.into()),
        Subject::Finding(id.into()),
        Subject::Invoice(id.into()),
        Subject::Import(id.into()),
        Subject::Person(id.into()),
        Subject::Team(id.into()),
        Subject::LegalEntity(id.into()),
        Subject::Organisation,
    ]
}

/// The name of a kind of record, as addresses and the history have it.
fn code(subject: Subject) -> &'static str {
    match subject {
        Subject::Organisation => "organisation",
        Subject::Person(_) => "person",
        Subject::Team(_) => "team",
        Subject::LegalEntity(_) => "legal_entity",
        Subject::Customer(_) => "customer",
        Subject::Contract(_) => "contract",
        Subject::Invoice(_) => "invoice",
        Subject::Finding(_) => "finding",
        Subject::Import(_) => "import",
    }
}

#[component]
fn Filters(people: Vec<(model::id::PersonId, String)>, query: HistoryQuery) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let people = people
        .into_iter()
        .map(|(id, name)| {
            let id = id.to_string();
            let selected = id == query.person;
            view! {
                <option value=id selected=selected>
                    {name}
                </option>
            }
        })
        .collect_views();
    let kinds = kinds()
        .into_iter()
        .map(|subject| {
            let selected = code(subject) == query.kind;
            view! {
                <option value=code(subject) selected=selected>
                    {w.t(words::event::subject(subject))}
                </option>
            }
        })
        .collect_views();
    view! {
        <form class="filters" method="get" action=ADDRESS>
            <select name="person" aria-label=w.t(say::WHO)>
                <option value="">{w.t(say::EVERYBODY)}</option>
                {people}
            </select>
            <select name="kind" aria-label=w.t(say::ABOUT)>
                <option value="">{w.t(say::EVERYTHING)}</option>
                {kinds}
            </select>
            <button class="button" type="submit">
                <IconMark icon=Icon::Filter />
                {w.t(words::list::APPLY)}
            </button>
        </form>
    }
}

/// The pages that not everybody who reads the history may open.
#[derive(Clone, Copy)]
struct May {
    people: bool,
    imports: bool,
    findings: bool,
}

/// The page of a record, if it has one that the reader may open.
fn page_of(subject: Subject, number: Option<&str>, may: May) -> Option<String> {
    match subject {
        Subject::Contract(_) => number.map(|number| format!("/contracts/{number}")),
        Subject::Customer(id) => Some(format!("/customers/{id}")),
        Subject::Finding(id) => may.findings.then(|| format!("/leakage/{id}")),
        Subject::Import(id) => may.imports.then(|| format!("/imports/{id}")),
        Subject::Person(id) => may.people.then(|| format!("/administration/people/{id}")),
        Subject::Team(id) => may.people.then(|| format!("/administration/teams/{id}")),
        Subject::Organisation | Subject::LegalEntity(_) | Subject::Invoice(_) => None,
    }
}

#[component]
fn Entry(entry: PastEntry, may: May) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    let by = entry.by.unwrap_or_else(|| w.t(words::person::THE_PROGRAM).to_owned());
    let kind = w.t(words::event::subject(entry.subject));
    let page = page_of(entry.subject, entry.number.as_deref(), may);
    let about = match (entry.name, page) {
        (Some(name), Some(page)) => view! {
            {kind} " " <a href=page>{name}</a>
        }
        .into_any(),
        (Some(name), None) => view! { {kind} " " {name} }.into_any(),
        (None, _) => view! { {kind} }.into_any(),
    };
    let number = entry.number.map(|number| view! { " " <span class="number">{number}</span> });
    view! {
        <li>
            <span class="timeline-mark">
                <IconMark icon=Icon::History />
            </span>
            <div class="timeline-body">
                <div>{folded(words::event::event(w, &by, &entry.event))}</div>
                <p class="soft">{about} {number}</p>
            </div>
            <time class="timeline-when" datetime=entry.at.to_rfc3339()>
                {moments.say(entry.at)}
            </time>
        </li>
    }
}
