//! The review of a contract: its questions, and what came of it.

use super::api::{OpenedReview, ReviewContract, open_review};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextArea, TextField},
        form::{Checks, FormNotice},
        show::show_page,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words::{self, risk as words_of, risk_page as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::risk::review::{Question, ReviewAnswer, ReviewOutcome};
use std::collections::BTreeMap;

/// The form of a review.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let step = Step::<ReviewContract>::new();
    // A review that came too late is recorded over what is known by then.
    let known = ask(move || (number.get(), step.version().get()), |(number, _)| open_review(number));
    show_page(known, move |found| view! { <Content number=number.get_untracked() found step /> })
}

#[component]
fn Content(number: String, found: OpenedReview, step: Step<ReviewContract>) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(step.refused());
    let OpenedReview { title, version, typed, told } = found;
    let back = format!("/contracts/{number}/risk");
    view! {
        <Title text=w.t(say::REVIEW) />
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
                <h1>{w.t(say::REVIEW)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(say::REVIEW_LEDE)}</p>
        {told.map(|told| view! { <p class="soft">{told}</p> })}
        <FormNotice checks label_of=say::label />
        <StepForm step=step attr:class="form drafted">
            <input type="hidden" name="number" value=number />
            <input type="hidden" name="version" value=version.to_string() />
            <Fields typed />
            <div class="actions">
                <button class="button primary" type="submit" aria-busy=move || step.pending().get().to_string()>
                    {w.t(say::DONE)}
                </button>
                <a class="button quiet" href=back>
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
    }
}

#[component]
fn Fields(typed: BTreeMap<String, String>) -> impl IntoView {
    let w = use_words();
    provide_context(FieldArgument(ARGUMENT));
    let value = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let choose = || Choice::new("", w.t(say::CHOOSE));
    let questions = Question::ALL
        .map(|question| {
            let note = format!("{}_note", question.code());
            let answers = ReviewAnswer::ALL.map(|answer| Choice::new(answer.code(), w.t(words_of::answer(answer))));
            let answers = std::iter::once(choose()).chain(answers).collect();
            let (chosen, noted) = (value(question.code()), value(&note));
            view! {
                <fieldset class="group">
                    <legend>{w.t(words_of::question(question))}</legend>
                    <SelectField name=question.code() label=say::ANSWER choices=answers value=chosen width="medium" />
                    <TextField name=note label=say::NOTE value=noted optional=true />
                </fieldset>
            }
        })
        .collect_views();
    let outcomes = ReviewOutcome::ALL.map(|outcome| Choice::new(outcome.code(), w.t(words_of::outcome(outcome))));
    let outcomes = std::iter::once(choose()).chain(outcomes).collect();
    view! {
        {questions}
        <SelectField name="outcome" label=say::OUTCOME choices=outcomes value=value("outcome") width="medium" />
        <TextArea name="next_steps" label=say::NEXT_STEPS hint=say::NEXT_STEPS_HINT value=value("next_steps") />
    }
}
