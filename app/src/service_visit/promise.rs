//! The form of what a contract promises of visits at one place.

use super::api::{NEW, OpenedPromise, RemovePromise, SavePromise, open_promise};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextArea, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile, ValueOf},
        show::show_page,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words::{self, service_visit as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::service_visit::PromiseForm;

/// A promise, or a new one.
#[component]
pub fn PromisePage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let map = params.get();
        (map.get("number").unwrap_or_default(), map.get("promise").unwrap_or_default())
    });
    let known = ask(move || ids.get(), |(number, promise)| open_promise(number, promise));
    let save = Step::<SavePromise>::new();
    let remove = Step::<RemovePromise>::new();
    show_page(known, move |opened| view! { <Edit ids=ids.get_untracked() opened save remove /> })
}

#[component]
fn Edit(
    ids: (String, String),
    opened: OpenedPromise,
    save: Step<SavePromise>,
    remove: Step<RemovePromise>,
) -> impl IntoView {
    let w = use_words();
    let failure = save.refused();
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let OpenedPromise { opened, sites, lines, currency, untouched } = opened;
    let title = if ids.1 == NEW { say::PROMISE } else { say::EDIT_PROMISE };
    let back = format!("/contracts/{}/visits", ids.0);
    let version = opened.version;
    let kept = Kept::of(opened, failure);
    let subject = StoredValue::new(ids);
    kept.watch(save, move || {
        let (number, promise) = subject.get_value();
        async move { Ok(open_promise(number, promise).await?.opened) }
    });
    let names: Vec<(String, String)> = sites.iter().chain(&lines).cloned().collect();
    let value_of: ValueOf = Box::new(move |_, text| {
        let named = names.iter().find(|(id, _)| id == text);
        named.map_or_else(|| text.to_owned(), |(_, name)| name.clone())
    });
    let removal = untouched.then(|| {
        view! {
            <details class="panel">
                <summary>{w.t(say::REMOVE_PROMISE)}</summary>
                <div class="stack tight">
                    <p class="soft">{w.t(say::REMOVE_TEXT)}</p>
                    <Refused failure=remove.refused() />
                    <StepForm step=remove attr:class="actions">
                        <Subject subject />
                        <input type="hidden" name="version" value=version.to_string() />
                        <button class="button danger" type="submit">
                            <IconMark icon=Icon::Trash />
                            {w.t(say::REMOVE_PROMISE)}
                        </button>
                    </StepForm>
                </div>
            </details>
        }
    });
    view! {
        <Title text=w.t(title) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/contracts">{w.t(words::nav::CONTRACTS)}</a>
                    </li>
                    <li>
                        <a href=back.clone()>{w.t(say::TITLE)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(title)}</h1>
            </div>
        </header>
        <FormNotice checks label_of=say::label meanwhile=true />
        <Meanwhile kept label_of=say::label value_of />
        <StepForm step=save attr:class="form">
            <Subject subject />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() sites lines currency />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || save.pending().get().to_string()>
                    {w.t(words::action::SAVE)}
                </button>
                <a class="button quiet" href=back>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
        {removal}
    }
}

#[component]
fn Fields(
    form: PromiseForm,
    sites: Vec<(String, String)>,
    lines: Vec<(String, String)>,
    currency: String,
) -> impl IntoView {
    let w = use_words();
    let PromiseForm {
        description,
        site,
        per_year,
        months,
        minutes,
        line,
        price,
        extra_price,
        hourly_price,
        skills,
        checklist,
        starts_on,
        ends_on,
    } = form;
    let choices = |none, known: Vec<(String, String)>| {
        let known = known.into_iter().map(|(id, name)| Choice::new(id, name));
        std::iter::once(Choice::new("", w.t(none))).chain(known).collect::<Vec<_>>()
    };
    view! {
        <TextField name="description" label=say::WHAT value=description />
        <SelectField name="site" label=say::SITE choices=choices(say::NO_SITE, sites) value=site />
        <TextField
            name="per_year"
            label=say::PER_YEAR
            hint=say::PER_YEAR_HINT
            value=per_year
            inputmode="numeric"
            width="short"
            optional=true
        />
        <TextField name="months" label=say::MONTHS hint=say::MONTHS_HINT value=months width="medium" optional=true />
        <TextField name="minutes" label=say::MINUTES value=minutes inputmode="numeric" width="short" />
        <SelectField name="line" label=say::LINE choices=choices(say::NO_LINE, lines) value=line />
        <TextField
            name="price"
            label=say::PRICE
            hint=say::PRICE_HINT
            value=price
            inputmode="decimal"
            affix=currency.clone()
            width="short"
            optional=true
        />
        <TextField
            name="extra_price"
            label=say::EXTRA_PRICE
            value=extra_price
            inputmode="decimal"
            affix=currency.clone()
            width="short"
            optional=true
        />
        <TextField
            name="hourly_price"
            label=say::HOURLY_PRICE
            hint=say::HOURLY_HINT
            value=hourly_price
            inputmode="decimal"
            affix=currency
            width="short"
            optional=true
        />
        <TextField name="skills" label=say::SKILLS hint=say::SKILLS_HINT value=skills optional=true />
        <TextArea name="checklist" label=say::CHECKLIST hint=say::CHECKLIST_HINT value=checklist optional=true />
        <TextField
            name="starts_on"
            label=say::STARTS_ON
            hint=say::STARTS_HINT
            kind="date"
            value=starts_on
            width="short"
            optional=true
        />
        <TextField name="ends_on" label=say::ENDS_ON kind="date" value=ends_on width="short" optional=true />
    }
}

/// Which promise a form is about.
#[component]
fn Subject(subject: StoredValue<(String, String)>) -> impl IntoView {
    let (number, promise) = subject.get_value();
    view! {
        <input type="hidden" name="number" value=number />
        <input type="hidden" name="promise" value=promise />
    }
}
