//! The letter that announces a visit, as it is printed: in the language of the customer, whatever the reader's is.

use super::api::{Letter, letter};
use crate::{
    components::{
        icon::{Icon, IconMark},
        show::show_page,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words::{self, service_visit as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// What a letter says about a visit that has a day.
///
/// # Errors
/// `WrongState` where it has none.
#[cfg(feature = "ssr")]
pub fn written(sheet: &model::view::VisitSheet) -> Result<Letter, model::refusal::Refusal> {
    let plan = sheet.visit.plan.ok_or(model::refusal::Refusal::WrongState)?;
    let w = words::Words(sheet.customer_language);
    let visit = &sheet.visit;
    let comes = w
        .with(say::LETTER_COMES, &[("title", &sheet.title), ("number", &sheet.contract), ("what", &visit.description)]);
    let place: Vec<&str> = sheet.site.iter().chain(&sheet.site_address).map(String::as_str).collect();
    let place = if place.is_empty() { sheet.customer_address.join(", ") } else { place.join(", ") };
    let fact = |text, name, value: String| w.with(text, &[(name, &value)]);
    let mut facts = vec![fact(say::LETTER_DAY, "day", w.day_long(plan.on))];
    let spans = visit.window.first < visit.window.last;
    facts.extend(spans.then(|| fact(say::LETTER_WINDOW, "window", w.period(visit.window))));
    facts.extend(plan.at.map(|at| fact(say::LETTER_TIME, "time", say::time(w, at))));
    facts.extend(sheet.technician.clone().map(|name| fact(say::LETTER_WHO, "name", name)));
    facts.extend((!place.is_empty()).then(|| fact(say::LETTER_WHERE, "place", place)));
    facts.extend(sheet.minutes.map(|minutes| fact(say::LETTER_MINUTES, "minutes", w.number(minutes))));
    let address = std::iter::once(&sheet.customer).chain(&sheet.customer_address).cloned();
    Ok(Letter {
        language: sheet.customer_language.tag().to_owned(),
        sender: sheet.legal_entity.clone(),
        address: address.collect(),
        day: w.day_long(sheet.day),
        subject: fact(say::LETTER_SUBJECT, "day", w.day(plan.on)),
        opening: vec![w.t(say::LETTER_GREETING).to_owned(), comes],
        facts,
        closing: vec![w.t(say::LETTER_ACCESS).to_owned(), w.t(say::LETTER_END).to_owned()],
    })
}

/// The letter on a page of its own.
#[component]
pub fn LetterPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known = ask(move || id.get(), letter);
    show_page(known, move |letter| view! { <Sheet letter back=format!("/visits/{}", id.get_untracked()) /> })
}

#[component]
fn Sheet(letter: Letter, back: String) -> impl IntoView {
    let w = use_words();
    let Letter { language, sender, address, day, subject, opening, facts, closing } = letter;
    let paragraphs = |lines: Vec<String>| lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_views();
    let address = address.into_iter().map(|line| view! { <div>{line}</div> }).collect_views();
    let facts = facts.into_iter().map(|line| view! { <li>{line}</li> }).collect_views();
    view! {
        <Title text=w.t(say::LETTER) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href=back>{w.t(say::BACK)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(say::LETTER)}</h1>
            </div>
            <div class="actions">
                <button class="button" type="button" data-print="">
                    <IconMark icon=Icon::Download />
                    {w.t(say::PRINT)}
                </button>
            </div>
        </header>
        <article class="visit-letter panel stack" lang=language>
            <p>{sender.clone()}</p>
            <div>{address}</div>
            <p>{day}</p>
            <h2>{subject}</h2>
            {paragraphs(opening)}
            <ul>{facts}</ul>
            {paragraphs(closing)}
            <p>{sender}</p>
        </article>
    }
}
