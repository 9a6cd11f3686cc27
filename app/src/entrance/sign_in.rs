//! The sign-in page; in the demonstration it offers one person a role.

use super::api::{EnterDemonstration, Entrance, SignIn, entrance};
use crate::{
    components::{
        form::now,
        icon::{Icon, IconMark},
        show::show,
        views::CollectViews,
    },
    failure::FailureNotice,
    use_words,
    wire::{Step, StepForm, ask, held},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Redirect, hooks::use_query_map};
use model::view::PersonRow;

/// Signing in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let w = use_words();
    let known = ask(|| (), |()| entrance());
    let content = show(known, |entrance| {
        if entrance.empty {
            view! { <Redirect path="/set-up" /> }.into_any()
        } else {
            view! { <Ways entrance /> }.into_any()
        }
    });
    view! {
        <Title text=w.t(words::sign_in::TITLE) />
        <div class="gate">
            <main class="gate-sheet" id="main">
                {content}
            </main>
        </div>
    }
}

/// Where they wanted to go.
#[component]
fn Next() -> impl IntoView {
    let map = use_query_map();
    let next = map.get_untracked().get("next");
    next.map(|next| view! { <input type="hidden" name="next" value=next /> })
}

#[component]
fn Ways(entrance: Entrance) -> impl IntoView {
    let w = use_words();
    let action = Step::<SignIn>::new();
    let refused = move || now(action.refused()).map(|failure| view! { <FailureNotice failure /> });
    let people = entrance.people;
    let demonstration = (!people.is_empty()).then(|| view! { <People people /> });
    view! {
        {demonstration}
        <section>
            <img class="gate-mark" src="/favicon.svg" alt="" width="40" height="40" />
            <h1>{w.t(words::sign_in::TITLE)}</h1>
            {refused}
            <StepForm step=action attr:class="form">
                <Next />
                <div class="field">
                    <label for="email">{w.t(words::sign_in::EMAIL)}</label>
                    <input
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        required
                        value=held("email")
                    />
                </div>
                <div class="field">
                    <label for="password">{w.t(words::sign_in::PASSWORD)}</label>
                    <input
                        id="password"
                        name="password"
                        type="password"
                        autocomplete="current-password"
                        required
                    />
                </div>
                <div class="actions">
                    <button class="button primary full" type="submit">
                        {w.t(words::nav::SIGN_IN)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

#[component]
fn People(people: Vec<PersonRow>) -> impl IntoView {
    let w = use_words();
    let action = Step::<EnterDemonstration>::new();
    let refused = move || now(action.refused()).map(|failure| view! { <FailureNotice failure /> });
    let cards = people
        .into_iter()
        .map(|person| {
            let roles: Vec<&str> = person.roles.iter().map(|role| w.t(words::person::role(*role))).collect();
            let role = person.roles.first().map(|role| format!("{role:?}").to_ascii_lowercase());
            let sees = person.roles.first().map(|role| w.t(words::sign_in::sees(*role)));
            view! {
                <StepForm step=action attr:class="person-form">
                    <input type="hidden" name="person" value=person.id.to_string() />
                    <Next />
                    <button class="person-card" type="submit" data-role=role>
                        <span class="avatar large" aria-hidden="true">
                            {crate::components::initials(&person.name)}
                        </span>
                        <b>{person.name}</b>
                        <span>{roles.join(" · ")} {sees.map(|sees| format!(" — {sees}"))}</span>
                        <IconMark icon=Icon::ChevronRight />
                    </button>
                </StepForm>
            }
        })
        .collect_views();
    view! {
        <section>
            <h2>{w.t(words::sign_in::DEMONSTRATION_TITLE)}</h2>
            <p class="soft">{w.t(words::sign_in::DEMONSTRATION_TEXT)}</p>
            {refused}
            <div class="people">{cards}</div>
        </section>
    }
}
