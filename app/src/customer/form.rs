//! The form of a customer: for a new one, and for one that is there.

use super::{
    api::{CreateCustomer, OpenedCustomer, RemoveCustomer, SaveCustomer, TO_CONTRACT, open},
    tabs::Crumbs,
};
use crate::{
    components::{
        field::{CheckField, Choice, FieldArgument, SelectField, TextArea, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile},
        show::show_page,
    },
    party::{AddressFields, CountryField, LanguageField, NumberFields, SameNotice, shown, value_of},
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::party_page as say,
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::party::form::CustomerForm;

/// A new customer.
#[component]
pub fn NewPage() -> impl IntoView {
    let query = use_query_map();
    let known = ask(|| (), |()| open(String::new()));
    let create = Step::<CreateCustomer>::new();
    let for_contract = move || query.with_untracked(|query| query.get_str("to") == Some(TO_CONTRACT));
    show_page(known, move |opened| view! { <New opened create for_contract=for_contract() /> })
}

#[component]
fn New(opened: OpenedCustomer, create: Step<CreateCustomer>, for_contract: bool) -> impl IntoView {
    let w = use_words();
    let back = if for_contract { "/contracts/new?resume=1" } else { "/customers" };
    let failure = create.refused();
    let checks = Checks::provide(shown(failure));
    provide_context(FieldArgument(ARGUMENT));
    let kept = Kept::of(opened.opened, failure);
    let owners = StoredValue::new(opened.owners);
    let leave = move |event: FocusEvent| {
        let _form: Option<CustomerForm> = checks.leave(&event, w.language());
    };
    view! {
        <Title text=w.t(say::NEW_CUSTOMER) />
        <header class="page-head">
            <Crumbs />
            <div class="page-title">
                <h1>{w.t(say::NEW_CUSTOMER)}</h1>
            </div>
        </header>
        <FormNotice checks label_of=say::label />
        <StepForm
            step=create
            attr:class="form"
            on:focusout=leave
        >
            {for_contract.then(|| view! { <input type="hidden" name="to" value=TO_CONTRACT /> })}
            <Fields form=kept.form() owners />
            <SameNotice failure />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || create.pending().get().to_string()>
                    {w.t(words::action::ADD)}
                </button>
                <a class="button quiet" href=back>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
    }
}

/// A customer that is there.
#[component]
pub fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known = ask(move || id.get(), open);
    let save = Step::<SaveCustomer>::new();
    let remove = Step::<RemoveCustomer>::new();
    show_page(known, move |opened| view! { <Edit id=id.get_untracked() opened save remove /> })
}

#[component]
fn Edit(id: String, opened: OpenedCustomer, save: Step<SaveCustomer>, remove: Step<RemoveCustomer>) -> impl IntoView {
    let w = use_words();
    let failure = save.refused();
    let checks = Checks::provide(shown(failure));
    provide_context(FieldArgument(ARGUMENT));
    let OpenedCustomer { opened, owners, in_use } = opened;
    let (name, version) = (opened.form.name.clone(), opened.version);
    let kept = Kept::of(opened, failure);
    let again = id.clone();
    kept.watch(save, move || {
        let opened = open(again.clone());
        async move { Ok(opened.await?.opened) }
    });
    let names = owners.clone();
    let owners = StoredValue::new(owners);
    let id = StoredValue::new(id);
    let leave = move |event: FocusEvent| {
        let _form: Option<CustomerForm> = checks.leave(&event, w.language());
    };
    view! {
        <Title text=format!("{} · {name}", w.t(say::EDIT_CUSTOMER)) />
        <header class="page-head">
            <Crumbs customer=Some((id.get_value(), name)) />
            <div class="page-title">
                <h1>{w.t(say::EDIT_CUSTOMER)}</h1>
            </div>
        </header>
        <FormNotice checks label_of=say::label meanwhile=true />
        <Meanwhile kept label_of=say::label value_of=value_of(w, names) />
        <StepForm
            step=save
            attr:class="form"
            on:focusout=leave
        >
            <input type="hidden" name="customer" value=id.get_value() />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() owners />
            <SameNotice failure />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || save.pending().get().to_string()>
                    {w.t(words::action::SAVE)}
                </button>
                <a class="button quiet" href=format!("/customers/{}", id.get_value())>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
        <Remove id=id.get_value() version in_use remove />
    }
}

/// The way to remove a customer on which nothing hangs.
#[component]
fn Remove(id: String, version: i32, in_use: bool, remove: Step<RemoveCustomer>) -> impl IntoView {
    let w = use_words();
    let body = if in_use {
        view! { <p class="soft">{w.t(say::REMOVE_USED)}</p> }.into_any()
    } else {
        let id = StoredValue::new(id);
        view! {
            <p class="soft">{w.t(say::REMOVE_TEXT)}</p>
            <Refused failure=remove.refused() />
            <StepForm step=remove attr:class="actions">
                <input type="hidden" name="customer" value=id.get_value() />
                <input type="hidden" name="version" value=version.to_string() />
                <button class="button danger" type="submit">
                    <IconMark icon=Icon::Trash />
                    {w.t(say::REMOVE)}
                </button>
            </StepForm>
        }
        .into_any()
    };
    view! {
        <details class="panel">
            <summary>{w.t(say::REMOVE)}</summary>
            <div class="stack tight">{body}</div>
        </details>
    }
}

#[component]
fn Fields(form: CustomerForm, owners: StoredValue<Vec<(String, String)>>) -> impl IntoView {
    let w = use_words();
    let CustomerForm {
        name,
        country,
        registration_number,
        vat_number,
        street,
        postal_code,
        city,
        website,
        language,
        owner,
        payment_days,
        payment_end_of_month,
        notes,
    } = form;
    let mut people = vec![Choice::new("", w.t(say::NO_OWNER))];
    people.extend(owners.get_value().into_iter().map(|(id, name)| Choice::new(id, name)));
    view! {
        <fieldset class="group">
            <legend>{w.t(say::IDENTITY)}</legend>
            <TextField name="name" label=say::NAME value=name autocomplete="organization" />
            <CountryField value=country optional=true />
            <NumberFields registration_number vat_number />
        </fieldset>
        <fieldset class="group">
            <legend>{w.t(say::WHERE)}</legend>
            <AddressFields street postal_code city />
            <TextField name="website" label=say::WEBSITE value=website optional=true inputmode="url" />
        </fieldset>
        <fieldset class="group">
            <legend>{w.t(say::DEALINGS)}</legend>
            <SelectField name="owner" label=say::OWNER choices=people value=owner optional=true width="medium" />
            <LanguageField value=language />
            <TextField
                name="payment_days"
                label=say::PAYMENT_DAYS
                hint=say::PAYMENT_HINT
                value=payment_days
                optional=true
                width="short"
                inputmode="numeric"
            />
            <CheckField
                name="payment_end_of_month"
                label=say::END_OF_MONTH
                checked=payment_end_of_month == "true"
            />
            <TextArea name="notes" label=say::NOTES hint=say::NOTES_HINT value=notes optional=true />
        </fieldset>
    }
}
