//! What somebody sees who follows the link of an invitation: who invites them, and the choice of a password.

use super::api::{AcceptInvitation, invitation};
use crate::{
    components::{
        field::TextField,
        form::{Checks, Refused},
        show::show_reply,
    },
    failure::FailureNotice,
    use_words,
    wire::{Step, StepForm, ask},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::view::Invitation;

/// Coming in by an invitation.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let w = use_words();
    let params = use_params_map();
    let token = Memo::new(move |_| params.get().get("token").unwrap_or_default());
    let action = Step::<AcceptInvitation>::new();
    let known = ask(move || token.get(), invitation);
    let content = show_reply(known, move |known| match known {
        Ok(invitation) => view! { <Welcome invitation token=token.get_untracked() action /> }.into_any(),
        Err(failure) => view! {
            <h1>{w.t(words::administration::INVITATION)}</h1>
            <FailureNotice failure />
            <div class="actions">
                <a class="button" href="/sign-in">
                    {w.t(words::nav::SIGN_IN)}
                </a>
            </div>
        }
        .into_any(),
    });
    view! {
        <Title text=w.t(words::administration::INVITATION) />
        <div class="gate">
            <main class="gate-sheet alone" id="main">
                <section>
                    <img class="gate-mark" src="/favicon.svg" alt="" width="40" height="40" />
                    {content}
                </section>
            </main>
        </div>
    }
}

#[component]
fn Welcome(invitation: Invitation, token: String, action: Step<AcceptInvitation>) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let failure = action.refused();
    Checks::provide(failure);
    let Invitation { organisation, name, email, returning } = invitation;
    let title = w.with(if returning { say::WELCOME_BACK } else { say::WELCOME }, &[("name", &name)]);
    let named = (!organisation.is_empty()).then(|| w.with(say::INVITED_BY, &[("organisation", &organisation)]));
    view! {
        <h1>{title}</h1>
        <p class="soft">{named.filter(|_| !returning)} " " {w.t(say::CHOOSE_PASSWORD)}</p>
        <Refused failure />
        <StepForm step=action attr:class="form">
            <input type="hidden" name="token" value=token />
            <div class="field">
                <label for="email">{w.t(words::sign_in::EMAIL)}</label>
                <input id="email" type="email" autocomplete="username" value=email readonly />
            </div>
            <TextField
                name="password"
                kind="password"
                label=words::sign_in::PASSWORD
                hint=words::sign_in::PASSWORD_HINT
                autocomplete="new-password"
            />
            <div class="actions">
                <button class="button primary full" type="submit">
                    {w.t(say::COME_IN)}
                </button>
            </div>
        </StepForm>
    }
}
