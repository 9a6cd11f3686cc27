//! The form of a place of a customer.

use super::{
    api::{NEW, OpenedPart, RemoveSite, SaveSite, open_site},
    tabs::Crumbs,
};
use crate::{
    components::{
        field::{FieldArgument, TextArea, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile},
        show::show_page,
    },
    party::{AddressFields, CountryField, value_of},
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::party_page as say,
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::party::form::SiteForm;

/// A place, or a new one.
#[component]
pub fn SitePage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let map = params.get();
        (map.get("id").unwrap_or_default(), map.get("site").unwrap_or_default())
    });
    let known = ask(move || ids.get(), |(customer, site)| open_site(customer, site));
    let save = Step::<SaveSite>::new();
    let remove = Step::<RemoveSite>::new();
    show_page(known, move |part| view! { <Edit ids=ids.get_untracked() part save remove /> })
}

#[component]
fn Edit(
    ids: (String, String),
    part: OpenedPart<SiteForm>,
    save: Step<SaveSite>,
    remove: Step<RemoveSite>,
) -> impl IntoView {
    let w = use_words();
    let failure = save.refused();
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let is_new = ids.1 == NEW;
    let title = if is_new { say::NEW_SITE } else { say::EDIT_SITE };
    let version = part.opened.version;
    let kept = Kept::of(part.opened, failure);
    let ids = StoredValue::new(ids);
    kept.watch(save, move || {
        let (customer, site) = ids.get_value();
        async move { Ok(open_site(customer, site).await?.opened) }
    });
    let people = ids.with_value(|(customer, _)| format!("/customers/{customer}/people"));
    let people = StoredValue::new(people);
    let removal = (!is_new).then(|| {
        view! {
            <details class="panel">
                <summary>{w.t(say::REMOVE_SITE)}</summary>
                <div class="stack tight">
                    <p class="soft">{w.t(say::REMOVE_SITE_TEXT)}</p>
                    <Refused failure=remove.refused() />
                    <StepForm step=remove attr:class="actions">
                        <Subject ids />
                        <input type="hidden" name="version" value=version.to_string() />
                        <button class="button danger" type="submit">
                            <IconMark icon=Icon::Trash />
                            {w.t(say::REMOVE_SITE)}
                        </button>
                    </StepForm>
                </div>
            </details>
        }
    });
    let leave = move |event: FocusEvent| {
        let _form: Option<SiteForm> = checks.leave(&event, w.language());
    };
    view! {
        <Title text=w.t(title) />
        <header class="page-head">
            <Crumbs customer=Some((ids.with_value(|(customer, _)| customer.clone()), part.customer)) />
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
            <Subject ids />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || save.pending().get().to_string()>
                    {w.t(if is_new { words::action::ADD } else { words::action::SAVE })}
                </button>
                <a class="button quiet" href=people.get_value()>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
        {removal}
    }
}

/// Which place a form is about.
#[component]
fn Subject(ids: StoredValue<(String, String)>) -> impl IntoView {
    let (customer, site) = ids.get_value();
    view! {
        <input type="hidden" name="customer" value=customer />
        <input type="hidden" name="site" value=site />
    }
}

#[component]
fn Fields(form: SiteForm) -> impl IntoView {
    let SiteForm { name, street, postal_code, city, country, notes } = form;
    view! {
        <TextField name="name" label=say::NAME value=name />
        <AddressFields street postal_code city />
        <CountryField value=country optional=true />
        <TextArea name="notes" label=say::NOTES hint=say::SITE_NOTES_HINT value=notes optional=true />
    }
}
