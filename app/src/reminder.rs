//! The rules by which people are told of key dates.

mod api;
#[cfg(feature = "ssr")]
mod said;

use crate::{
    administration::{Part, PartHead},
    components::{
        field::{Choice, FieldArgument, SelectField, TextField},
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        list::parameter,
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask, held_choice, typed::ARGUMENT},
    words,
    words::{Text, notification_page as say},
};
use api::{ChangeQuietDays, ChangeRule, OpenRule, RuleLine, RulesAsked, rules};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    reminder::{Means, Recipient},
    view::Viewer,
};

fn label_of(field: &str) -> Option<Text> {
    Some(match field {
        "before" => say::BEFORE,
        "after" => say::AFTER,
        "to" => say::TO,
        "deputy_days" => say::DEPUTY_DAYS,
        "manager_days" => say::MANAGER_DAYS,
        _ => return None,
    })
}

/// The rules.
#[component]
pub fn RulesPage() -> impl IntoView {
    let map = use_query_map();
    let (change, quiet) = (Step::<ChangeRule>::new(), Step::<ChangeQuietDays>::new());
    let kind = Memo::new(move |_| map.with(|map| parameter(map, "kind")));
    // What came too late is asked anew, too: it is saved again over what now holds.
    let taken = [change.version(), quiet.version()];
    let known = ask(move || (kind.get(), taken.map(|each| each.get())), |(kind, _)| rules(kind));
    show_page_to(known, move |asked, viewer| view! { <Rules asked viewer change quiet /> })
}

#[component]
fn Rules(asked: RulesAsked, viewer: Viewer, change: Step<ChangeRule>, quiet: Step<ChangeQuietDays>) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(change.refused());
    let RulesAsked { version, lines, open, weekends, holidays, mails, told } = asked;
    let saved = move || {
        (change.done() || quiet.done()).then(|| {
            view! {
                <div class="notice result" role="status">
                    <IconMark icon=Icon::Check />
                    <div class="notice-body">
                        <p>{w.t(say::SAVED)}</p>
                    </div>
                </div>
            }
        })
    };
    let without = (!mails).then(|| {
        view! {
            <div class="notice">
                <IconMark icon=Icon::Warning />
                <div class="notice-body">
                    <p>{w.t(say::NO_MAILS)}</p>
                </div>
            </div>
        }
    });
    let rows = lines
        .into_iter()
        .map(|RuleLine { code, kind, rule }| {
            let label = w.with(say::CHANGE_RULE_OF, &[("kind", &kind)]);
            view! {
                <tr>
                    <th scope="row">{kind}</th>
                    <td>{rule}</td>
                    <td>
                        <a class="button quiet" href=format!("/administration/reminders?kind={code}#rule") aria-label=label>
                            {w.t(say::CHANGE_RULE)}
                        </a>
                    </td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <PartHead part=Part::Reminders viewer />
        <p class="soft">{w.t(say::RULES_TEXT)}</p>
        {told.map(|told| view! { <p class="soft">{told}</p> })}
        {saved}
        {without}
        <FormNotice checks label_of />
        <Refused failure=quiet.refused() />
        {open.map(|open| view! { <RuleForm open version change /> })}
        <div class="table-frame whole" role="region" aria-label=w.t(say::RULES) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::KIND)}</th>
                        <th scope="col">{w.t(say::RULE)}</th>
                        <th scope="col">
                            <span class="visually-hidden">{w.t(say::CHANGE_RULE)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <section class="section" aria-labelledby="quiet">
            <h2 id="quiet">{w.t(say::QUIET)}</h2>
            <StepForm step=quiet attr:class="form">
                <input type="hidden" name="version" value=version.to_string() />
                <label class="choice">
                    <input type="checkbox" name="weekends" value="true" checked=weekends />
                    <span>{w.t(say::WEEKENDS)}</span>
                </label>
                <label class="choice">
                    <input type="checkbox" name="holidays" value="true" checked=holidays />
                    <span>{w.t(say::HOLIDAYS)}</span>
                </label>
                <div class="actions">
                    <button class="button" type="submit">
                        {w.t(words::action::SAVE_CHANGES)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

#[component]
fn RuleForm(open: OpenRule, version: i32, change: Step<ChangeRule>) -> impl IntoView {
    let w = use_words();
    provide_context(FieldArgument(ARGUMENT));
    let OpenRule { code, kind, before, after, to, means, deputy_days, manager_days } = open;
    let recipients = Recipient::ALL
        .into_iter()
        .map(|recipient| {
            let id = format!("to-{}", recipient.code());
            view! {
                <label class="choice">
                    <input id=id type="checkbox" name="form[to][]" value=recipient.code() checked=held_choice("form[to][]", recipient.code(), to.contains(&recipient)) />
                    <span>{w.t(words::reminder::recipient(recipient))}</span>
                </label>
            }
        })
        .collect_views();
    let ways = [("app_and_mail", Means::AppAndMail), ("app", Means::App)];
    let chosen = ways.iter().find(|(_, each)| *each == means).map(|(code, _)| *code).unwrap_or_default();
    let ways = ways.map(|(code, means)| Choice::new(code, w.t(words::reminder::means(means)))).to_vec();
    view! {
        <section class="section" aria-labelledby="rule">
            <h2 id="rule">{kind}</h2>
            <StepForm step=change attr:class="form">
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="kind" value=code />
                <TextField name="before" label=say::BEFORE hint=say::BEFORE_HINT value=before width="medium" />
                <TextField name="after" label=say::AFTER hint=say::AFTER_HINT value=after width="medium" />
                <fieldset class="field" id="to">
                    <legend class="label">{w.t(say::TO)}</legend>
                    <div class="choices">{recipients}</div>
                </fieldset>
                <SelectField name="means" label=say::MEANS choices=ways value=chosen width="medium" />
                <fieldset class="group">
                    <legend>{w.t(say::ESCALATION)}</legend>
                    <p class="hint">{w.t(say::ESCALATION_HINT)}</p>
                    <TextField
                        name="deputy_days"
                        label=say::DEPUTY_DAYS
                        value=deputy_days
                        inputmode="numeric"
                        width="short"
                    />
                    <TextField
                        name="manager_days"
                        label=say::MANAGER_DAYS
                        value=manager_days
                        inputmode="numeric"
                        width="short"
                    />
                </fieldset>
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(words::action::SAVE_CHANGES)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}
