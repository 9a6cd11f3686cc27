//! The fields by which a person is described, for inviting and for changing.

use crate::{
    components::{
        field::{Choice, FieldProblems, SelectField, TextField},
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words,
    wire::held_choice,
    words,
    words::Text,
};
use leptos::prelude::*;
use model::{
    language::Language,
    person::{PersonDetails, Role},
};

/// What a field of a person is called.
pub fn label_of(field: &str) -> Option<Text> {
    Some(match field {
        "name" => words::administration::NAME,
        "email" => words::administration::EMAIL,
        "language" => words::administration::LANGUAGE,
        "roles" => words::administration::ROLES,
        "expires_on" => words::administration::LAST_DAY,
        _ => return None,
    })
}

/// The languages to choose from, each in its own.
pub fn languages() -> Vec<Choice> {
    Language::ALL.into_iter().map(|language| Choice::new(language.tag(), words::nav::language(language))).collect()
}

/// Name, e-mail address, language, roles and last day.
#[component]
pub fn PersonFields(
    /// What stands there at first.
    details: PersonDetails,
) -> impl IntoView {
    let PersonDetails { name, email, language, roles, expires_on } = details;
    view! {
        <TextField name="name" label=words::administration::NAME value=name autocomplete="off" />
        <TextField name="email" kind="email" label=words::administration::EMAIL value=email autocomplete="off" />
        <SelectField
            name="language"
            label=words::administration::LANGUAGE
            choices=languages()
            value=language.tag().to_owned()
            width="short"
        />
        <RolesField roles />
        <TextField
            name="expires_on"
            kind="date"
            label=words::administration::LAST_DAY
            hint=words::administration::LAST_DAY_HINT
            value=expires_on.map(|day| day.to_string()).unwrap_or_default()
            width="short"
        />
    }
}

/// The roles, each with what it shows.
#[component]
fn RolesField(roles: Vec<Role>) -> impl IntoView {
    let w = use_words();
    let problems = use_context::<FieldProblems>();
    let problem = Signal::derive(move || {
        problems?.0.with(|all| {
            let own = all.iter().find(|problem| problem.field == "roles")?;
            Some(words::refusal::problem(w, &own.problem))
        })
    });
    let shown = move || {
        problem.get().map(|sentence| {
            view! {
                <p class="field-error" id="roles-problem">
                    <IconMark icon=Icon::Stop />
                    {sentence}
                </p>
            }
        })
    };
    let choices = Role::ALL
        .into_iter()
        .map(|role| {
            let code = role_code(role);
            view! {
                <label class="choice" for=format!("role-{code}")>
                    <input
                        id=format!("role-{code}")
                        name="roles[]"
                        type="checkbox"
                        value=code.clone()
                        checked=held_choice("roles", &code, roles.contains(&role))
                    />
                    <span>{w.t(words::person::role(role))}</span>
                    <span class="hint">{w.t(words::sign_in::sees(role))}</span>
                </label>
            }
        })
        .collect_views();
    view! {
        <fieldset class="field" id="roles" tabindex="-1">
            <legend class="label">{w.t(words::administration::ROLES)}</legend>
            <p class="hint">{w.t(words::administration::ROLES_HINT)}</p>
            {shown}
            <div class="choices">{choices}</div>
        </fieldset>
    }
}

fn role_code(role: Role) -> String {
    format!("{role:?}").to_ascii_lowercase()
}
