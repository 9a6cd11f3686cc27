//! One's own page: name and language, password, browsers. Each part is a section of its own.

mod api;
mod sessions;

use crate::{
    administration::languages,
    components::{
        field::{SelectField, TextField},
        form::{Checks, Refused},
        icon::{Icon, IconMark},
        show::show_to,
    },
    notification::Hearing,
    use_words,
    wire::{Step, StepForm, ask},
    words,
    words::profile_page as say,
};
use api::{ChangePassword, ChangeProfile, EndAllSessions, EndSession, profile};
use leptos::prelude::*;
use leptos_meta::Title;
use model::view::Profile;
use sessions::Sessions;

/// One's own page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let w = use_words();
    let change = Step::<ChangeProfile>::new();
    let password = Step::<ChangePassword>::new();
    let end = Step::<EndSession>::new();
    let end_all = Step::<EndAllSessions>::new();
    let taken = [change.times_done(), password.times_done(), end.times_done()];
    let known = ask(move || taken.map(|each| each.get()), |_| profile());
    let content = show_to(known, move |profile, _| {
        view! {
            <Yourself profile=profile.clone() action=change />
            <Password has=profile.has_password email=profile.details.email action=password />
            <Hearing />
            <section class="section stack" aria-labelledby="absences-head">
                <h2 id="absences-head">{w.t(words::absence_page::YOURS)}</h2>
                <p>
                    <a href="/profile/absences">{w.t(words::absence_page::NEW)}</a>
                </p>
            </section>
            <Sessions sessions=profile.sessions end end_all />
        }
    });
    view! {
        <Title text=w.t(words::nav::PERSON_MENU) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::PERSON_MENU)}</h1>
            </div>
        </header>
        {content}
    }
}

#[component]
fn Yourself(profile: Profile, action: Step<ChangeProfile>) -> impl IntoView {
    let w = use_words();
    let failure = action.refused();
    Checks::provide(failure);
    let Profile { version, details, .. } = profile;
    let roles = words::person::roles(w, &details.roles);
    let kept = StoredValue::new(details);
    view! {
        <section class="section stack" aria-labelledby="yourself">
            <h2 id="yourself">{w.t(say::YOURSELF)}</h2>
            <dl class="facts">
                <div>
                    <dt>{w.t(words::administration::EMAIL)}</dt>
                    <dd>{kept.with_value(|details| details.email.clone())}</dd>
                </div>
                <div>
                    <dt>{w.t(words::administration::ROLES)}</dt>
                    <dd>{roles}</dd>
                </div>
            </dl>
            <p class="soft">{w.t(say::YOURSELF_TEXT)}</p>
            <Refused failure />
            <StepForm step=action attr:class="form">
                <input type="hidden" name="version" value=version.to_string() />
                <TextField
                    name="name"
                    label=words::administration::NAME
                    value=kept.with_value(|details| details.name.clone())
                    autocomplete="name"
                    width="medium"
                />
                <SelectField
                    name="language"
                    label=words::administration::LANGUAGE
                    choices=languages()
                    value=kept.with_value(|details| details.language.tag().to_owned())
                    width="short"
                />
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(words::action::SAVE_CHANGES)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

#[component]
fn Password(has: bool, email: String, action: Step<ChangePassword>) -> impl IntoView {
    let w = use_words();
    let failure = action.refused();
    Checks::provide(failure);
    let changed = move || {
        action.done().then(|| {
            view! {
                <div class="notice" role="status">
                    <IconMark icon=Icon::Check />
                    <div class="notice-body">
                        <p>{w.t(say::CHANGED)}</p>
                    </div>
                </div>
            }
        })
    };
    let email = StoredValue::new(email);
    let form = if has {
        view! {
            <p class="soft">{w.t(say::CHANGE_TEXT)}</p>
            {changed}
            <Refused failure />
            <StepForm step=action attr:class="form">
                // Managers of passwords look for the name that goes with them.
                <input type="hidden" autocomplete="username" value=email.get_value() />
                <TextField
                    name="present"
                    kind="password"
                    label=say::PRESENT
                    autocomplete="current-password"
                    width="medium"
                />
                <TextField
                    name="password"
                    kind="password"
                    label=say::NEW
                    hint=words::sign_in::PASSWORD_HINT
                    autocomplete="new-password"
                    width="medium"
                />
                <div class="actions">
                    <button class="button" type="submit">
                        {w.t(say::CHANGE)}
                    </button>
                </div>
            </StepForm>
        }
        .into_any()
    } else {
        view! { <p class="soft">{w.t(say::NO_PASSWORD)}</p> }.into_any()
    };
    view! {
        <section class="section stack" aria-labelledby="password-head">
            <h2 id="password-head">{w.t(say::PASSWORD)}</h2>
            {form}
        </section>
    }
}
