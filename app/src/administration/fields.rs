//! The fields by which a person is described, for inviting and for changing.

use super::api::PersonForm;
use crate::{
    components::{
        field::{Choice, FieldProblems, SelectField, TextField},
        icon::{Icon, IconMark},
        kept::ValueOf,
        views::CollectViews,
    },
    use_words,
    wire::held_choice,
    words,
    words::{Text, Words},
};
use leptos::prelude::*;
use model::{calendar::Day, language::Language, person::Role};

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

/// What a field of a person that is kept as a text says to people.
pub fn value_of(w: Words) -> ValueOf {
    Box::new(move |field, text| {
        let roles = || -> Vec<Role> {
            Role::ALL.into_iter().filter(|role| text.split(',').any(|code| code == role_code(*role))).collect()
        };
        match field {
            "language" => Language::from_tag(text).map(|language| words::nav::language(language).to_owned()),
            "roles" => Some(words::person::roles(w, &roles())),
            "expires_on" => text.parse().ok().map(|day: Day| w.day(day)),
            _ => None,
        }
        .unwrap_or_else(|| text.to_owned())
    })
}

/// Name, e-mail address, language, roles and last day.
#[component]
pub fn PersonFields(
    /// What stands there at first.
    form: PersonForm,
) -> impl IntoView {
    let PersonForm { name, email, language, roles, expires_on } = form;
    view! {
        <TextField name="name" label=words::administration::NAME value=name autocomplete="off" />
        <TextField name="email" kind="email" label=words::administration::EMAIL value=email autocomplete="off" />
        <SelectField
            name="language"
            label=words::administration::LANGUAGE
            choices=languages()
            value=language
            width="short"
        />
        <RolesField roles />
        <TextField
            name="expires_on"
            kind="date"
            label=words::administration::LAST_DAY
            hint=words::administration::LAST_DAY_HINT
            value=expires_on
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

/// The text by which a form names a role.
pub fn role_code(role: Role) -> String {
    format!("{role:?}").to_ascii_lowercase()
}
