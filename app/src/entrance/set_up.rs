//! The set-up of an empty database: organisation, first administrator, and the code the server printed.

use super::api::SetUp;
use crate::{
    components::{
        field::{Choice, SelectField, TextField},
        form::{Checks, Refused},
    },
    use_words,
    wire::{Step, StepForm},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Setting up.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let w = use_words();
    let action = Step::<SetUp>::new();
    let failure = action.refused();
    Checks::provide(failure);
    let countries =
        words::country::CHOICES.iter().map(|(code, name)| Choice::new(*code, w.t(*name))).collect::<Vec<_>>();
    // In the browser the document says it, because the request is not there.
    #[cfg(feature = "ssr")]
    let proposed = crate::visit::country(|code| words::country::CHOICES.iter().any(|(known, _)| *known == code));
    #[cfg(not(feature = "ssr"))]
    let proposed = w.language().country().to_owned();
    view! {
        <Title text=w.t(words::sign_in::SET_UP_TITLE) />
        <div class="gate">
            <main class="gate-sheet alone" id="main">
                <section>
                    <img class="gate-mark" src="/favicon.svg" alt="" width="40" height="40" />
                    <h1>{w.t(words::sign_in::SET_UP_TITLE)}</h1>
                    <p class="soft">{w.t(words::sign_in::SET_UP_TEXT)}</p>
                    <Refused failure />
                    <StepForm step=action attr:class="form">
                        <TextField name="code" label=words::sign_in::CODE hint=words::sign_in::CODE_HINT />
                        <TextField name="organisation" label=words::sign_in::ORGANISATION />
                        <SelectField name="country" label=words::sign_in::COUNTRY choices=countries value=proposed />
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
                    </StepForm>
                </section>
            </main>
        </div>
    }
}
