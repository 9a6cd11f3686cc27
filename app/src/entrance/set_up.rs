//! The set-up of an empty database: organisation, first administrator, and the code the server printed.

use super::api::SetUp;
use crate::{
    components::field::{FieldProblems, TextField},
    failure::{Failure, FailureNotice},
    use_words, words,
};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use model::refusal::Refusal;

/// Setting up.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let w = use_words();
    let action = ServerAction::<SetUp>::new();
    let problems = Signal::derive(move || match action.value().get() {
        Some(Err(Failure::Refused(Refusal::Fields(problems)))) => problems,
        _ => Vec::new(),
    });
    provide_context(FieldProblems(problems));
    let refused = move || match action.value().get() {
        Some(Err(Failure::Refused(Refusal::Fields(_)))) | Some(Ok(())) | None => None,
        Some(Err(failure)) => Some(view! { <FailureNotice failure /> }),
    };
    let countries = words::country::CHOICES
        .iter()
        .map(|(code, name)| view! { <option value=*code>{w.t(*name)}</option> })
        .collect_view();
    view! {
        <Title text=w.t(words::sign_in::SET_UP_TITLE) />
        <div class="gate">
            <main class="gate-sheet alone" id="main">
                <section>
                    <img class="gate-mark" src="/favicon.svg" alt="" width="40" height="40" />
                    <h1>{w.t(words::sign_in::SET_UP_TITLE)}</h1>
                    <p class="soft">{w.t(words::sign_in::SET_UP_TEXT)}</p>
                    {refused}
                    <ActionForm action attr:class="form">
                        <TextField name="code" label=words::sign_in::CODE hint=words::sign_in::CODE_HINT />
                        <TextField name="organisation" label=words::sign_in::ORGANISATION />
                        <div class="field">
                            <label for="country">{w.t(words::sign_in::COUNTRY)}</label>
                            <select id="country" name="country">
                                {countries}
                            </select>
                        </div>
                        <TextField name="name" label=words::sign_in::NAME />
                        <TextField name="email" kind="email" label=words::sign_in::EMAIL />
                        <TextField
                            name="password"
                            kind="password"
                            label=words::sign_in::PASSWORD
                            hint=words::sign_in::PASSWORD_HINT
                        />
                        <div class="actions">
                            <button class="button primary" type="submit">
                                {w.t(words::sign_in::SET_UP)}
                            </button>
                        </div>
                    </ActionForm>
                </section>
            </main>
        </div>
    }
}
