//! The page of one's tokens.

use super::api::{CreateToken, RevokeToken, list};
use crate::{
    components::{
        field::{Choice, FieldProblems, SelectField, TextField},
        figure::DayMark,
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        show::show,
        views::CollectViews,
    },
    use_moments, use_words,
    wire::{Step, StepForm, ask},
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    calendar::Day,
    token::{LIFETIMES, Scope},
    view::{TokenRow, Tokens},
};

/// Days that a new token works unless another choice is made.
const USUAL_LIFETIME: u32 = 90;

fn label_of(field: &str) -> Option<Text> {
    match field {
        "name" => Some(words::token_page::NAME),
        "scopes" => Some(words::token_page::SCOPES),
        "days" => Some(words::token_page::LIFETIME),
        _ => None,
    }
}

/// One's tokens, and a new one.
#[component]
pub fn TokensPage() -> impl IntoView {
    let w = use_words();
    let create = Step::<CreateToken>::new();
    let revoke = Step::<RevokeToken>::new();
    let data = ask(move || (create.times_done().get(), revoke.version().get()), |_| list());
    let checks = Checks::provide(create.refused());
    let content = show(data, move |(tokens, handed_over)| {
        let made = move || create.answer().map(|created| created.secret);
        let secret = move || made().or(handed_over.clone());
        view! {
            {move || secret().map(|secret| view! { <Secret secret /> })}
            <New scopes=tokens.scopes.clone() create />
            <Rows tokens revoke />
        }
    });
    view! {
        <Title text=w.t(words::token_page::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::token_page::TITLE)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(words::token_page::INTRODUCTION)}</p>
        <p>
            <a href="/api/v1/openapi.json" rel="external">
                {w.t(words::token_page::DOCUMENTATION)}
            </a>
        </p>
        <FormNotice checks label_of />
        <Refused failure=revoke.refused() />
        {content}
    }
}

/// A new token, this once.
#[component]
fn Secret(secret: String) -> impl IntoView {
    let w = use_words();
    view! {
        <div class="notice green" role="status">
            <IconMark icon=Icon::Key />
            <div class="notice-body">
                <p>
                    <strong>{w.t(words::token_page::CREATED)}</strong>
                </p>
                <p>{w.t(words::token_page::CREATED_TEXT)}</p>
                <p>
                    <code>{secret}</code>
                </p>
            </div>
        </div>
    }
}

#[component]
fn New(scopes: Vec<Scope>, create: Step<CreateToken>) -> impl IntoView {
    let w = use_words();
    let choices = scopes
        .into_iter()
        .map(|scope| {
            let id = format!("scope-{}", scope.code().replace(':', "-"));
            view! {
                <label class="choice">
                    <input id=id type="checkbox" name="scopes[]" value=scope.code() checked=create.held_among("scopes", scope.code()) />
                    <span>{w.t(words::token_page::scope(scope))}</span>
                </label>
            }
        })
        .collect_views();
    let lifetimes = LIFETIMES.map(|days| Choice::new(days.to_string(), w.days(days.into()))).to_vec();
    view! {
        <section class="section" aria-labelledby="new-token">
            <h2 id="new-token">{w.t(words::token_page::NEW)}</h2>
            <StepForm step=create attr:class="form">
                <TextField name="name" label=words::token_page::NAME hint=words::token_page::NAME_HINT />
                <fieldset class="field" id="scopes">
                    <legend class="label">{w.t(words::token_page::SCOPES)}</legend>
                    <p class="hint">{w.t(words::token_page::SCOPES_HINT)}</p>
                    <ScopesProblem />
                    <div class="choices">{choices}</div>
                </fieldset>
                <SelectField
                    name="days"
                    label=words::token_page::LIFETIME
                    choices=lifetimes
                    value=USUAL_LIFETIME.to_string()
                    width="short"
                />
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(words::token_page::CREATE)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

/// What is wrong with the choice of scopes.
#[component]
fn ScopesProblem() -> impl IntoView {
    let w = use_words();
    let problems = use_context::<FieldProblems>();
    move || {
        let all = problems.map(|FieldProblems(all)| all.get()).unwrap_or_default();
        let own = all.into_iter().find(|problem| problem.field == "scopes")?;
        Some(view! {
            <p class="field-error">
                <IconMark icon=Icon::Stop />
                {words::refusal::problem(w, &own.problem)}
            </p>
        })
    }
}

#[component]
fn Rows(tokens: Tokens, revoke: Step<RevokeToken>) -> impl IntoView {
    let w = use_words();
    let Tokens { tokens, scopes: _, day } = tokens;
    let content = if tokens.is_empty() {
        view! { <p class="soft">{w.t(words::token_page::NONE_YET)}</p> }.into_any()
    } else {
        let rows = tokens.into_iter().map(|row| view! { <Row row day revoke /> }).collect_views();
        view! {
            <div class="table-frame whole" role="region" aria-labelledby="tokens" tabindex="0">
                <table class="grid narrow">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(words::token_page::NAME)}</th>
                            <th scope="col">{w.t(words::token_page::STARTS_WITH)}</th>
                            <th scope="col">{w.t(words::token_page::SCOPES)}</th>
                            <th scope="col">{w.t(words::token_page::CREATED_ON)}</th>
                            <th scope="col">{w.t(words::token_page::EXPIRES)}</th>
                            <th scope="col">{w.t(words::token_page::LAST_USED)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{w.t(words::list::ACTIONS)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="tokens">
            <h2 id="tokens">{w.t(words::token_page::YOURS)}</h2>
            {content}
        </section>
    }
}

#[component]
fn Row(row: TokenRow, day: Day, revoke: Step<RevokeToken>) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    let TokenRow { id, name, prefix, scopes, created_at, expires_on, last_used_at } = row;
    let scopes: Vec<&str> = scopes.into_iter().map(|scope| w.t(words::token_page::scope(scope))).collect();
    let expires = if expires_on < day {
        view! {
            <span class="badge bare muted">
                <IconMark icon=Icon::Clock />
                {w.t(words::token_page::EXPIRED)}
            </span>
        }
        .into_any()
    } else {
        view! { <DayMark day=expires_on /> }.into_any()
    };
    let used = last_used_at.map_or_else(|| w.t(words::token_page::NEVER_USED).to_owned(), |at| moments.say(at));
    let what = w.with(words::token_page::REVOKE_THIS, &[("name", &name)]);
    let id = id.to_string();
    view! {
        <tr>
            <td>{name}</td>
            <td>
                <code>{prefix} "…"</code>
            </td>
            <td class="wrap">
                <ul class="plain">{scopes.into_iter().map(|scope| view! { <li>{scope}</li> }).collect_views()}</ul>
            </td>
            <td>{moments.say(created_at)}</td>
            <td>{expires}</td>
            <td>{used}</td>
            <td>
                <details class="give-up">
                    <summary class="button small">{w.t(words::token_page::REVOKE)}</summary>
                    <p class="soft">{w.t(words::token_page::REVOKE_TEXT)}</p>
                    <StepForm step=revoke>
                        <input type="hidden" name="id" value=id />
                        <button class="button small danger" type="submit">
                            {what}
                        </button>
                    </StepForm>
                </details>
            </td>
        </tr>
    }
}
