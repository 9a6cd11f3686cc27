//! The form of one of our companies.

use super::api::{NEW, OpenedEntity, RemoveLegalEntity, SaveLegalEntity, open};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile},
        show::show_page,
    },
    party::{AddressFields, CountryField, LanguageField, NumberFields, value_of},
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::party_page as say,
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    calendar::holiday::Region,
    party::{Regime, form::LegalEntityForm},
};

/// One of our companies, or a new one.
#[component]
pub fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known = ask(move || id.get(), open);
    let save = Step::<SaveLegalEntity>::new();
    let remove = Step::<RemoveLegalEntity>::new();
    show_page(known, move |opened| view! { <Edit id=id.get_untracked() opened save remove /> })
}

#[component]
fn Edit(
    id: String,
    opened: OpenedEntity,
    save: Step<SaveLegalEntity>,
    remove: Step<RemoveLegalEntity>,
) -> impl IntoView {
    let w = use_words();
    let failure = save.refused();
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let is_new = id == NEW;
    let title = if is_new { say::NEW_ENTITY } else { say::EDIT_ENTITY };
    let OpenedEntity { opened, in_use } = opened;
    let version = opened.version;
    let kept = Kept::of(opened, failure);
    let id = StoredValue::new(id);
    kept.watch(save, move || async move { Ok(open(id.get_value()).await?.opened) });
    let removal = (!is_new).then(|| view! { <Remove id version in_use remove /> });
    let leave = move |event: FocusEvent| {
        let _form: Option<LegalEntityForm> = checks.leave(&event, w.language());
    };
    view! {
        <Title text=w.t(title) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/administration/entities">{w.t(say::ENTITIES)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(title)}</h1>
            </div>
        </header>
        <FormNotice checks label_of=say::label meanwhile=true />
        <Meanwhile kept label_of=say::label value_of=value_of(w, Vec::new()) />
        <StepForm
            step=save
            attr:class="form"
            on:focusout=leave
        >
            <input type="hidden" name="entity" value=id.get_value() />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || save.pending().get().to_string()>
                    {w.t(if is_new { words::action::ADD } else { words::action::SAVE })}
                </button>
                <a class="button quiet" href="/administration/entities">
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
        {removal}
    }
}

/// The way to remove a company on which nothing hangs.
#[component]
fn Remove(id: StoredValue<String>, version: i32, in_use: bool, remove: Step<RemoveLegalEntity>) -> impl IntoView {
    let w = use_words();
    let body = if in_use {
        view! { <p class="soft">{w.t(say::REMOVE_ENTITY_USED)}</p> }.into_any()
    } else {
        view! {
            <p class="soft">{w.t(say::REMOVE_ENTITY_TEXT)}</p>
            <Refused failure=remove.refused() />
            <StepForm step=remove attr:class="actions">
                <input type="hidden" name="entity" value=id.get_value() />
                <input type="hidden" name="version" value=version.to_string() />
                <button class="button danger" type="submit">
                    <IconMark icon=Icon::Trash />
                    {w.t(say::REMOVE_ENTITY)}
                </button>
            </StepForm>
        }
        .into_any()
    };
    view! {
        <details class="panel">
            <summary>{w.t(say::REMOVE_ENTITY)}</summary>
            <div class="stack tight">{body}</div>
        </details>
    }
}

#[component]
fn Fields(form: LegalEntityForm) -> impl IntoView {
    let w = use_words();
    let LegalEntityForm {
        name,
        country,
        registration_number,
        vat_number,
        street,
        postal_code,
        city,
        language,
        regime,
        holidays,
    } = form;
    let regimes = Regime::ALL.into_iter().map(|own| Choice::new(own.code(), w.t(say::regime(own)))).collect();
    let own = Region::ALL.into_iter().map(|own| Choice::new(own.code(), w.t(words::holiday::region(own))));
    let calendars = std::iter::once(Choice::new("", w.t(say::HOLIDAYS_OF_COUNTRY))).chain(own).collect();
    let regime = Regime::from_code(&regime).unwrap_or_else(|| Regime::of_country(&country)).code();
    view! {
        <TextField name="name" label=say::NAME value=name autocomplete="organization" />
        <CountryField value=country />
        <NumberFields registration_number vat_number />
        <AddressFields street postal_code city />
        <LanguageField value=language />
        <SelectField
            name="holidays"
            label=say::HOLIDAYS
            hint=say::HOLIDAYS_HINT
            choices=calendars
            value=holidays
            width="medium"
        />
        <SelectField name="regime" label=say::REGIME hint=say::REGIME_HINT choices=regimes value=regime width="medium" />
    }
}
