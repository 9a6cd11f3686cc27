//! Adding a contract and changing its terms: one form for both.

mod fields;
mod line;
#[cfg(feature = "ssr")]
pub(super) mod said;

use super::api::{CreateContract, EditContract, OpenedContract, follows, form};
use crate::{
    components::{
        field::FieldArgument,
        form::{Checks, FormNotice, last_refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile, Opened, ValueOf},
        show::show_page,
    },
    contract::overview::Dates,
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
};
use fields::{AboutFields, AccessFields, DateFields, MoneyFields, RenewalFields};
use leptos::{ev::FocusEvent, prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use line::LinesFields;

/// The form of a new contract, or of the one in the address.
#[component]
pub fn FormPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let number = params.get().get("number").unwrap_or_default();
        (number, query.get().get("customer").unwrap_or_default())
    });
    let known = ask(move || asked.get(), |(number, customer)| form(number, customer));
    let (create, edit) = (Step::<CreateContract>::new(), Step::<EditContract>::new());
    show_page(known, move |opened| view! { <Sheet opened create edit /> })
}

#[component]
fn Sheet(opened: OpenedContract, create: Step<CreateContract>, edit: Step<EditContract>) -> impl IntoView {
    let w = use_words();
    let language = w.language();
    let OpenedContract { mut sheet, typed, changes, untouched, told, follows: said } = opened;
    let failure = last_refused([create.last(), edit.last()]);
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let version = sheet.contract.as_ref().map_or(0, |(_, version)| *version);
    let changed = Kept::of(Opened { form: sheet.form.clone(), version, typed, changes, untouched, told }, failure);
    sheet.form = changed.form();
    let preview = RwSignal::new(said);
    let number = StoredValue::new(sheet.contract.as_ref().map(|(number, _)| number.clone()).unwrap_or_default());
    let left = move |event: FocusEvent| {
        if let (Some(form), Some(number)) = (checks.leave(&event, language), number.try_get_value()) {
            spawn_local(async move {
                // What cannot be asked just now stays as it was said before.
                if let Ok(said) = follows(number, form).await {
                    let _gone = preview.try_set(said);
                }
            });
        }
    };
    let (contract, base) = (sheet.contract.clone(), sheet.base.clone());
    let title = match &contract {
        Some((number, _)) => w.with(words::contract_form::EDIT_TITLE, &[("number", number)]),
        None => w.t(words::contract_form::NEW_TITLE).to_owned(),
    };
    let back = contract.as_ref().map_or_else(|| "/contracts".to_owned(), |(number, _)| format!("/contracts/{number}"));
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
    let stale = contract.as_ref().map(|(number, _)| {
        let number = number.clone();
        changed.watch(edit, move || {
            let opened = form(number.clone(), String::new());
            async move {
                let OpenedContract { sheet, typed, changes, untouched, told, follows: _ } = opened.await?;
                let version = sheet.contract.map_or(0, |(_, version)| version);
                Ok(Opened { form: sheet.form, version, typed, changes, untouched, told })
            }
        });
        let value_of: ValueOf = Box::new(|_, said| said.to_owned());
        view! { <Meanwhile kept=changed label_of=words::contract_form::label_of value_of /> }
    });
    let form = match contract {
        Some((number, _)) => view! {
            <StepForm step=edit attr:class="form contract-form drafted" attr:novalidate=true>
                <input type="hidden" name="number" value=number />
                <input type="hidden" name="version" value=move || changed.version() />
                <input type="hidden" name="base" value=base />
                {inside()}
            </StepForm>
        }
        .into_any(),
        None => view! {
            <StepForm step=create attr:class="form contract-form drafted" attr:novalidate=true>
                {inside()}
            </StepForm>
        }
        .into_any(),
    };
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
                <FormNotice checks label_of=words::contract_form::label_of meanwhile=true />
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
