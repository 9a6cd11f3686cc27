//! The form of a person at a customer.

use super::{
    api::{NEW, OpenedPart, RemoveContact, SaveContact, open_contact},
    tabs::Crumbs,
};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile},
        show::show_page,
    },
    party::{LanguageField, value_of},
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::party_page as say,
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::party::{ContactRole, form::ContactForm};

/// A person, or a new one.
#[component]
pub fn ContactPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let map = params.get();
        (map.get("id").unwrap_or_default(), map.get("contact").unwrap_or_default())
    });
    let known = ask(move || ids.get(), |(customer, contact)| open_contact(customer, contact));
    let save = Step::<SaveContact>::new();
    let remove = Step::<RemoveContact>::new();
    show_page(known, move |part| view! { <Edit ids=ids.get_untracked() part save remove /> })
}

#[component]
fn Edit(
    ids: (String, String),
    part: OpenedPart<ContactForm>,
    save: Step<SaveContact>,
    remove: Step<RemoveContact>,
) -> impl IntoView {
    let w = use_words();
    let failure = save.refused();
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let is_new = ids.1 == NEW;
    let title = if is_new { say::NEW_CONTACT } else { say::EDIT_CONTACT };
    let version = part.opened.version;
    let kept = Kept::of(part.opened, failure);
    let ids = StoredValue::new(ids);
    kept.watch(save, move || {
        let (customer, contact) = ids.get_value();
        async move { Ok(open_contact(customer, contact).await?.opened) }
    });
    let people = ids.with_value(|(customer, _)| format!("/customers/{customer}/people"));
    let people = StoredValue::new(people);
    let names = part.sites.clone();
    let sites = StoredValue::new(part.sites);
    let removal = (!is_new).then(|| {
        view! {
            <details class="panel">
                <summary>{w.t(say::REMOVE_CONTACT)}</summary>
                <div class="stack tight">
                    <p class="soft">{w.t(say::REMOVE_CONTACT_TEXT)}</p>
                    <Refused failure=remove.refused() />
                    <StepForm step=remove attr:class="actions">
                        <Subject ids />
                        <input type="hidden" name="version" value=version.to_string() />
                        <button class="button danger" type="submit">
                            <IconMark icon=Icon::Trash />
                            {w.t(say::REMOVE_CONTACT)}
                        </button>
                    </StepForm>
                </div>
            </details>
        }
    });
    let leave = move |event: FocusEvent| {
        let _form: Option<ContactForm> = checks.leave(&event, w.language());
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
        <Meanwhile kept label_of=say::label value_of=value_of(w, names) />
        <StepForm
            step=save
            attr:class="form"
            on:focusout=leave
        >
            <Subject ids />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() sites />
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

/// Which person a form is about.
#[component]
fn Subject(ids: StoredValue<(String, String)>) -> impl IntoView {
    let (customer, contact) = ids.get_value();
    view! {
        <input type="hidden" name="customer" value=customer />
        <input type="hidden" name="contact" value=contact />
    }
}

#[component]
fn Fields(form: ContactForm, sites: StoredValue<Vec<(String, String)>>) -> impl IntoView {
    let w = use_words();
    let ContactForm { name, role, email, phone, language, site } = form;
    let roles = ContactRole::ALL.into_iter().map(|role| Choice::new(role.code(), w.t(say::role(role)))).collect();
    let role = ContactRole::from_code(&role).unwrap_or(ContactRole::Signatory).code();
    let mut places = vec![Choice::new("", w.t(say::NO_SITE))];
    places.extend(sites.get_value().into_iter().map(|(id, name)| Choice::new(id, name)));
    view! {
        <TextField name="name" label=say::PERSON_NAME value=name autocomplete="off" />
        <SelectField name="role" label=say::ROLE choices=roles value=role width="medium" />
        <TextField name="email" label=say::EMAIL kind="email" value=email optional=true autocomplete="off" />
        <TextField name="phone" label=say::PHONE kind="tel" value=phone optional=true width="medium" autocomplete="off" />
        <LanguageField value=language />
        <SelectField name="site" label=say::SITE choices=places value=site optional=true width="medium" />
    }
}
