//! The form of an obligation.

use super::api::{NEW, OpenedObligation, RemoveObligation, SaveObligation, open};
use crate::{
    components::{
        field::{CheckField, Choice, FieldArgument, SelectField, TextArea, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile, ValueOf},
        show::show_page,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words::{self, Text, Words, obligation as words_of, obligation_page as say},
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::obligation::{ObligationForm, ObligationKind, Side};

/// An obligation of a contract, or a new one.
#[component]
pub fn FormPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let map = params.get();
        (map.get("number").unwrap_or_default(), map.get("obligation").unwrap_or_default())
    });
    let known = ask(move || ids.get(), |(number, obligation)| open(number, obligation));
    let save = Step::<SaveObligation>::new();
    let remove = Step::<RemoveObligation>::new();
    show_page(known, move |found| view! { <Edit ids=ids.get_untracked() found save remove /> })
}

#[component]
fn Edit(
    ids: (String, String),
    found: OpenedObligation,
    save: Step<SaveObligation>,
    remove: Step<RemoveObligation>,
) -> impl IntoView {
    let w = use_words();
    let failure = save.refused();
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let OpenedObligation { opened, title, said, removable, owners, lines } = found;
    let is_new = ids.1 == NEW;
    let heading = if is_new { say::NEW } else { say::EDIT };
    let version = opened.version;
    let kept = Kept::of(opened, failure);
    let (number, ids) = (ids.0.clone(), StoredValue::new(ids));
    kept.watch(save, move || {
        let (number, obligation) = ids.get_value();
        async move { Ok(open(number, obligation).await?.opened) }
    });
    let back = format!("/contracts/{number}/obligations");
    let removal = removable.then(|| {
        view! {
            <details class="panel">
                <summary>{w.t(say::REMOVE)}</summary>
                <div class="stack tight">
                    <p class="soft">{w.t(say::REMOVE_TEXT)}</p>
                    <Refused failure=remove.refused() />
                    <StepForm step=remove attr:class="actions">
                        <Subject ids />
                        <input type="hidden" name="version" value=version.to_string() />
                        <button class="button danger" type="submit">
                            <IconMark icon=Icon::Trash />
                            {w.t(say::REMOVE)}
                        </button>
                    </StepForm>
                </div>
            </details>
        }
    });
    let leave = move |event: FocusEvent| {
        let _form: Option<ObligationForm> = checks.leave(&event, w.language());
    };
    let said = said.map(|said| view! { <p class="lede">{w.with(say::NOW_SAID, &[("said", &said)])}</p> });
    let (owners, lines) = (choices(owners), choices(lines));
    let names: Vec<(String, String)> =
        owners.iter().chain(&lines).map(|choice| (choice.value.clone(), choice.label.clone())).collect();
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
        {said}
        <FormNotice checks label_of=say::label meanwhile=true />
        <Meanwhile kept label_of=say::label value_of=value_of(w, names) />
        <StepForm step=save attr:class="form drafted" on:focusout=leave>
            <Subject ids />
            <input type="hidden" name="version" value=move || kept.version() />
            <Fields form=kept.form() owners lines />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || save.pending().get().to_string()>
                    {w.t(if is_new { words::action::ADD } else { words::action::SAVE })}
                </button>
                <a class="button quiet" href=back>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
        {removal}
    }
}

fn choices(named: Vec<(String, String)>) -> Vec<Choice> {
    named.into_iter().map(|(id, name)| Choice::new(id, name)).collect()
}

/// What a value of a field is called where two of them are compared.
fn value_of(w: Words, names: Vec<(String, String)>) -> ValueOf {
    Box::new(move |field, value| {
        let known = [
            ("kind", KINDS.as_slice()),
            ("side", SIDES.as_slice()),
            ("repeats", REPEATS.as_slice()),
            ("unit", UNITS.as_slice()),
            ("pattern", PATTERNS.as_slice()),
            ("ends", ENDS.as_slice()),
        ];
        let of = known.into_iter().find(|(name, _)| *name == field).map(|(_, texts)| texts).unwrap_or_default();
        let text = of.iter().find(|(code, _)| *code == value).map(|(_, text)| w.t(*text).to_owned());
        let name = || names.iter().find(|(id, _)| id == value).map(|(_, name)| name.clone());
        text.or_else(name).unwrap_or_else(|| value.to_owned())
    })
}

/// Which obligation a form is about.
#[component]
fn Subject(ids: StoredValue<(String, String)>) -> impl IntoView {
    let (number, obligation) = ids.get_value();
    view! {
        <input type="hidden" name="number" value=number />
        <input type="hidden" name="obligation" value=obligation />
    }
}

type Coded = (&'static str, Text);

const KINDS: [Coded; 3] = [
    (ObligationKind::Duty.code(), words_of::kind(ObligationKind::Duty)),
    (ObligationKind::Deliverable.code(), words_of::kind(ObligationKind::Deliverable)),
    (ObligationKind::Milestone.code(), words_of::kind(ObligationKind::Milestone)),
];
const SIDES: [Coded; 2] =
    [(Side::Ours.code(), words_of::side(Side::Ours)), (Side::Customer.code(), words_of::side(Side::Customer))];
const REPEATS: [Coded; 2] = [("once", say::IS_ONCE), ("recurring", say::IS_RECURRING)];
const UNITS: [Coded; 4] = [("days", say::DAYS), ("weeks", say::WEEKS), ("months", say::MONTHS), ("years", say::YEARS)];
const PATTERNS: [Coded; 6] = [
    ("day", say::SAME_DAY),
    ("last_day", say::LAST_DAY),
    ("weekday", say::SAME_WEEKDAY),
    ("last_weekday", say::LAST_WEEKDAY),
    ("working_days", say::WORKING_DAYS),
    ("kept", say::KEPT),
];
const ENDS: [Coded; 3] = [("contract", say::WITH_CONTRACT), ("on", say::ON_A_DAY), ("after", say::AFTER_TIMES)];

fn coded(w: Words, all: &[Coded]) -> Vec<Choice> {
    all.iter().map(|(code, text)| Choice::new(*code, w.t(*text))).collect()
}

#[component]
fn Fields(form: ObligationForm, owners: Vec<Choice>, lines: Vec<Choice>) -> impl IntoView {
    let w = use_words();
    let ObligationForm {
        title,
        kind,
        side,
        repeats,
        day,
        every,
        unit,
        pattern,
        rule,
        ends,
        ends_on,
        times,
        grace_days,
        owner,
        line,
        clause,
        amount,
        currency,
        evidence,
        notes,
    } = form;
    // "As it is now" is offered only where there is a rule that the form has no word for.
    let patterns =
        if pattern == "kept" { PATTERNS.as_slice() } else { PATTERNS.split_last().map_or(&[][..], |(_, rest)| rest) };
    let with_none = |text: Text, choices: Vec<Choice>| -> Vec<Choice> {
        std::iter::once(Choice::new("", w.t(text))).chain(choices).collect()
    };
    let (owners, lines) = (with_none(say::OWNER_OF_CONTRACT, owners), with_none(say::NO_LINE, lines));
    let argument = FieldArgument(ARGUMENT);
    view! {
        <TextField name="title" label=say::WHAT value=title />
        <SelectField name="kind" label=say::KIND choices=coded(w, &KINDS) value=kind />
        <SelectField name="side" label=say::SIDE choices=coded(w, &SIDES) value=side />
        <SelectField name="repeats" label=say::REPEATS choices=coded(w, &REPEATS) value=repeats />
        <TextField name="day" label=say::DAY hint=say::DAY_HINT kind="date" value=day width="short" />
        <fieldset class="group">
            <legend>{w.t(say::REPETITION)}</legend>
            <p class="hint">{w.t(say::REPETITION_HINT)}</p>
            <TextField name="every" label=say::EVERY value=every inputmode="numeric" width="short" />
            <SelectField name="unit" label=say::UNIT choices=coded(w, &UNITS) value=unit />
            <SelectField name="pattern" label=say::PATTERN choices=coded(w, patterns) value=pattern />
            <input type="hidden" name=argument.name_of("rule") value=rule />
            <SelectField name="ends" label=say::ENDS choices=coded(w, &ENDS) value=ends />
            <TextField name="ends_on" label=say::ENDS_ON kind="date" value=ends_on width="short" optional=true />
            <TextField name="times" label=say::TIMES value=times inputmode="numeric" width="short" optional=true />
        </fieldset>
        <TextField name="grace_days" label=say::GRACE hint=say::GRACE_HINT value=grace_days inputmode="numeric" width="short" />
        <SelectField
            name="owner"
            label=say::OWNER
            hint=say::OWNER_HINT
            choices=owners
            value=owner
        />
        <SelectField
            name="line"
            label=say::LINE
            hint=say::LINE_HINT
            choices=lines
            value=line
        />
        <TextField name="clause" label=say::CLAUSE hint=say::CLAUSE_HINT value=clause optional=true />
        <TextField
            name="amount"
            label=say::AMOUNT
            hint=say::AMOUNT_HINT
            value=amount
            inputmode="decimal"
            width="medium"
            affix=currency.clone()
            optional=true
        />
        <input type="hidden" name=argument.name_of("currency") value=currency />
        <CheckField name="evidence" label=say::EVIDENCE checked=evidence == "true" />
        <TextArea name="notes" label=say::NOTES value=notes optional=true />
    }
}
