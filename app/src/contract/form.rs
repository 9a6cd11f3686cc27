//! Adding a contract and changing its terms: one form for both.

mod fields;
mod line;
mod stale;

use super::api::{CreateContract, EditContract, form};
use crate::{
    components::{
        field::FieldArgument,
        form::{Checks, FormNotice, first_refused},
        icon::{Icon, IconMark},
    },
    contract::overview::Dates,
    failure::FailureNotice,
    frame::viewing,
    use_words,
    wire::{Step, StepForm, ask},
    words,
};
use fields::{AboutFields, AccessFields, DateFields, MoneyFields, RenewalFields};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use line::LinesFields;
use model::{
    calendar::Day,
    contract::{ContractFacts, ContractForm},
    language::Language,
    term::{self, KeyDates},
    view::ContractFormSheet,
};
use stale::Stale;

/// The form of a new contract, or of the one in the address.
#[component]
pub fn FormPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let number = params.get().get("number").unwrap_or_default();
        (number, query.get().get("customer").unwrap_or_default())
    });
    let known = ask(move || asked.get(), |(number, customer)| form(number, customer));
    let content = move || {
        Suspend::new(async move {
            match (known.await, viewing().await) {
                (Ok(sheet), Ok(viewer)) => view! { <Sheet sheet day=viewer.day /> }.into_any(),
                (Err(failure), _) | (_, Err(failure)) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=|| ()>{content}</Transition> }
}

/// What follows from the terms as they are typed; nothing while they cannot be read.
fn follows(form: &ContractForm, language: Language, day: Day) -> Option<KeyDates> {
    let nobody = model::id::CustomerId::from(uuid::Uuid::nil());
    let (details, _) = form.read(language, nobody, || uuid::Uuid::nil().into()).ok()?;
    Some(term::dates(&details, &ContractFacts::default(), day))
}

#[component]
fn Sheet(sheet: ContractFormSheet, day: Day) -> impl IntoView {
    let w = use_words();
    let language = w.language();
    let (create, edit) = (Step::<CreateContract>::new(), Step::<EditContract>::new());
    let failure = first_refused([create.refused(), edit.refused()]);
    let checks = Checks::provide(failure);
    provide_context(FieldArgument("form"));
    let preview = RwSignal::new(follows(&sheet.form, language, day));
    let left = move |event: web_sys::FocusEvent| {
        checks.leave::<CreateContract>(&event, |typed| {
            let _gone = preview.try_set(follows(&typed.form, language, day));
            typed.form.problems(language)
        });
    };
    let contract = sheet.contract.clone();
    let title = match &contract {
        Some((number, _)) => w.with(words::contract_form::EDIT_TITLE, &[("number", number)]),
        None => w.t(words::contract_form::NEW_TITLE).to_owned(),
    };
    let back = contract.as_ref().map_or_else(|| "/contracts".to_owned(), |(number, _)| format!("/contracts/{number}"));
    let version = RwSignal::new(contract.as_ref().map(|(_, version)| *version));
    let kept = StoredValue::new(sheet);
    let save = match &contract {
        Some(_) => words::action::SAVE_CHANGES,
        None => words::contract_form::CREATE,
    };
    let leave = back.clone();
    let inside = move || {
        view! {
            <AboutFields kept />
            <DateFields kept />
            <RenewalFields kept />
            <MoneyFields kept />
            <LinesFields kept />
            <AccessFields kept />
            <div class="actions">
                <button class="button primary" type="submit">
                    {w.t(save)}
                </button>
                <a class="button" href=leave.clone()>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        }
    };
    let number = contract.as_ref().map(|(number, _)| number.clone());
    let form = match contract {
        Some((number, _)) => view! {
            <StepForm step=edit attr:class="form contract-form" attr:novalidate=true>
                <input type="hidden" name="number" value=number />
                <input type="hidden" name="version" value=move || version.try_get().flatten().map(|version| version.to_string()) />
                {inside()}
            </StepForm>
        }
        .into_any(),
        None => view! {
            <StepForm step=create attr:class="form contract-form" attr:novalidate=true>
                {inside()}
            </StepForm>
        }
        .into_any(),
    };
    let stale = number.map(|number| view! { <Stale edit failure version kept number /> });
    let dates = move || match preview.try_get().flatten() {
        Some(dates) => view! { <Dates dates /> }.into_any(),
        None => view! { <p class="soft">{w.t(words::contract_form::FOLLOWS_NOTHING)}</p> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href=back>
                            <IconMark icon=Icon::ChevronLeft />
                            {w.t(words::nav::CONTRACTS)}
                        </a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{title}</h1>
            </div>
        </header>
        <div class="sheet">
            <div class="stack" on:focusout=left>
                <FormNotice checks label_of=words::contract_form::label_of />
                {stale}
                {form}
            </div>
            <aside class="next" aria-labelledby="follows">
                <h2 id="follows">{w.t(words::contract_form::FOLLOWS)}</h2>
                {dates}
            </aside>
        </div>
    }
}
