//! The form of a risk.

use super::api::{NEW, OpenedRisk, SaveRisk, SettleRisk, open};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextArea, TextField},
        form::{Checks, FormNotice, Refused},
        kept::{Kept, Meanwhile, ValueOf},
        show::show_page,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words::{self, Words, risk as words_of, risk_page as say},
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::risk::{MOST, RiskForm, RiskKind, RiskState};

/// A risk of a contract, or a new one.
#[component]
pub fn FormPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let map = params.get();
        (map.get("number").unwrap_or_default(), map.get("risk").unwrap_or_default())
    });
    let save = Step::<SaveRisk>::new();
    let settle = Step::<SettleRisk>::new();
    // A state that was chosen too late is chosen again, over what now stands there.
    let known = ask(move || (ids.get(), settle.version().get()), |((number, risk), _)| open(number, risk));
    show_page(known, move |found| view! { <Edit ids=ids.get_untracked() found save settle /> })
}

#[component]
fn Edit(ids: (String, String), found: OpenedRisk, save: Step<SaveRisk>, settle: Step<SettleRisk>) -> impl IntoView {
    let w = use_words();
    let OpenedRisk { title, opened, state, owners } = found;
    let heading = if ids.1 == NEW { say::NEW } else { say::EDIT };
    let back = format!("/contracts/{}/risk", ids.0);
    let version = opened.version;
    let ids = StoredValue::new(ids);
    // The fields of the form below take its problems and its argument, and not those of this one.
    let settling = state.map(|state| view! { <Settle ids version state settle /> });
    let failure = save.refused();
    let checks = Checks::provide(failure);
    let kept = Kept::of(opened, failure);
    kept.watch(save, move || {
        let (number, risk) = ids.get_value();
        async move { Ok(open(number, risk).await?.opened) }
    });
    let leave = move |event: FocusEvent| {
        let _form: Option<RiskForm> = checks.leave(&event, w.language());
    };
    let names = owners.clone();
    view! {
        <Title text=w.t(heading) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/contracts">{w.t(words::nav::CONTRACTS)}</a>
                    </li>
                    <li>
                        <a href=back.clone()>{title}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{w.t(heading)}</h1>
            </div>
        </header>
        <FormNotice checks label_of=say::label meanwhile=true />
        <Meanwhile kept label_of=say::label value_of=value_of(w, names) />
        <StepForm step=save attr:class="form drafted" on:focusout=leave>
            <Subject ids />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() owners />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || save.pending().get().to_string()>
                    {w.t(words::action::SAVE)}
                </button>
                <a class="button quiet" href=back>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
        {settling}
    }
}

/// What a value of a field is called where two of them are compared.
fn value_of(w: Words, names: Vec<(String, String)>) -> ValueOf {
    Box::new(move |field, value| {
        match field {
            "kind" => {
                RiskKind::ALL.into_iter().find(|kind| kind.code() == value).map_or("", |kind| w.t(words_of::kind(kind)))
            }
            "owner" if value.is_empty() => w.t(say::OWNER_OF_CONTRACT),
            "owner" => names.iter().find(|(id, _)| id == value).map_or(value, |(_, name)| name),
            _ => value,
        }
        .to_owned()
    })
}

/// Which risk a form is about.
#[component]
fn Subject(ids: StoredValue<(String, String)>) -> impl IntoView {
    let (number, risk) = ids.get_value();
    view! {
        <input type="hidden" name="number" value=number />
        <input type="hidden" name="risk" value=risk />
    }
}

#[component]
fn Fields(form: RiskForm, owners: Vec<(String, String)>) -> impl IntoView {
    let w = use_words();
    provide_context(FieldArgument(ARGUMENT));
    let RiskForm { title, kind, likelihood, impact, measure, owner, due } = form;
    let kinds = RiskKind::ALL.map(|kind| Choice::new(kind.code(), w.t(words_of::kind(kind)))).to_vec();
    let rating = || (1..=MOST).map(|value| Choice::new(value.to_string(), w.number(value))).collect::<Vec<_>>();
    let owners = owners.into_iter().map(|(id, name)| Choice::new(id, name));
    let owners = std::iter::once(Choice::new("", w.t(say::OWNER_OF_CONTRACT))).chain(owners).collect();
    view! {
        <TextField name="title" label=say::WHAT value=title />
        <SelectField name="kind" label=say::KIND choices=kinds value=kind width="medium" />
        <SelectField name="likelihood" label=say::LIKELIHOOD choices=rating() value=likelihood width="short" />
        <SelectField name="impact" label=say::IMPACT choices=rating() value=impact width="short" />
        <TextArea name="measure" label=say::MEASURE value=measure optional=true />
        <SelectField name="owner" label=say::OWNER choices=owners value=owner width="medium" />
        <TextField name="due" label=say::DUE kind="date" value=due width="short" optional=true />
    }
}

/// Says where the risk stands now.
#[component]
fn Settle(
    ids: StoredValue<(String, String)>,
    version: i32,
    state: RiskState,
    settle: Step<SettleRisk>,
) -> impl IntoView {
    let w = use_words();
    Checks::provide(settle.refused());
    let all = std::iter::once(RiskState::Open).chain(RiskState::SETTLED).filter(|other| *other != state);
    let states = all.map(|other| Choice::new(other.code(), w.t(words_of::state(other)))).collect::<Vec<_>>();
    view! {
        <details class="panel" open=move || settle.refused().get().is_some()>
            <summary>{w.t(say::SETTLE)}</summary>
            <Refused failure=settle.refused() />
            <StepForm step=settle attr:class="form">
                <Subject ids />
                <input type="hidden" name="version" value=version.to_string() />
                <p class="soft">{w.t(words_of::state(state))}</p>
                <SelectField name="state" label=say::STATE choices=states width="medium" />
                <TextArea name="reason" label=say::REASON hint=say::REASON_HINT />
                <div class="actions">
                    <button class="button" type="submit">
                        {w.t(say::SETTLE)}
                    </button>
                </div>
            </StepForm>
        </details>
    }
}
