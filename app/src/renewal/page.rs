//! The renewal of a contract: what lies ahead, what to decide by, the decision and its act.

use super::{
    StateBadge,
    api::{
        ConfirmRenewal, DecideRenewal, DeclineRenewal, PackPart, PastShown, ShownRenewal, SignRenewal,
        TakeSignatureBack, renewal,
    },
};
use crate::{
    components::{
        field::{TextArea, TextField},
        figure::DayMark,
        form::{Checks, FormNotice, last_refused},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    contract::{SheetHead, Tab},
    failure::Failure,
    use_words,
    wire::{Step, StepForm, ask, held_choice},
    words::{Text, renewal as words_of, renewal_page as say},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{permission::Permission, renewal::RenewalDecision, view::Viewer};

/// The steps of the page.
#[derive(Clone, Copy)]
struct Steps {
    decide: Step<DecideRenewal>,
    confirm: Step<ConfirmRenewal>,
    decline: Step<DeclineRenewal>,
    sign: Step<SignRenewal>,
    take_back: Step<TakeSignatureBack>,
}

impl Steps {
    fn new() -> Self {
        Self {
            decide: Step::new(),
            confirm: Step::new(),
            decline: Step::new(),
            sign: Step::new(),
            take_back: Step::new(),
        }
    }

    fn taken(self) -> usize {
        self.decide.version().get()
            + self.confirm.version().get()
            + self.decline.version().get()
            + self.sign.version().get()
            + self.take_back.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([
            self.decide.last(),
            self.confirm.last(),
            self.decline.last(),
            self.sign.last(),
            self.take_back.last(),
        ])
    }
}

fn label_of(field: &str) -> Option<Text> {
    Some(match field {
        "decision" => say::DECISION,
        "reason" | "decline_reason" => say::REASON,
        "signed_on" => say::SIGNED_ON,
        "last_day" => say::LAST_DAY,
        _ => return None,
    })
}

/// The renewal of a contract.
#[component]
pub fn RenewalPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let steps = Steps::new();
    let known = ask(move || (number.get(), steps.taken()), |(number, _)| renewal(number));
    show_page_to(known, move |shown, viewer| view! { <Sheet shown viewer steps /> })
}

#[component]
fn Sheet(shown: ShownRenewal, viewer: Viewer, steps: Steps) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(steps.refused());
    let ShownRenewal { sheet, term, situation, state, pack, past, .. } = shown.clone();
    let may_edit = viewer.may(Permission::EditContracts);
    let ahead = match term {
        Some(term) => {
            let state = state.map(|state| view! { <StateBadge state /> });
            let situation = situation.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_views();
            view! {
                <section class="section" aria-labelledby="ahead">
                    <div class="section-head">
                        <h2 id="ahead">{term}</h2>
                        {state}
                    </div>
                    {situation}
                    <FormNotice checks label_of />
                    <Act shown may_edit steps />
                </section>
            }
            .into_any()
        }
        None => view! {
            <div class="empty">
                <IconMark icon=Icon::Check />
                <h2>{w.t(say::NONE)}</h2>
                <p>{w.t(say::NONE_TEXT)}</p>
            </div>
        }
        .into_any(),
    };
    view! {
        <SheetHead sheet tab=Tab::Renewal viewer />
        <div class="stack">
            {ahead}
            <Pack pack />
            <Past past />
        </div>
    }
}

/// What was decided, and what may be done now.
#[component]
fn Act(shown: ShownRenewal, may_edit: bool, steps: Steps) -> impl IntoView {
    let w = use_words();
    let ShownRenewal { sheet, version, decided, choices, chosen, may_confirm, may_sign, may_take_back, .. } = shown;
    let (number, today) = (sheet.number, sheet.day.to_string());
    let subject = {
        let number = number.clone();
        move || {
            view! {
                <input type="hidden" name="number" value=number.clone() />
                <input type="hidden" name="version" value=version.to_string() />
            }
        }
    };
    let decided = decided.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_views();
    let next = match chosen {
        Some(RenewalDecision::GiveNotice) if !may_confirm => Some((format!("/contracts/{number}#next"), say::GIVE)),
        Some(RenewalDecision::Renegotiate) if may_edit && !may_sign => {
            Some((format!("/contracts/{number}/edit"), say::AMEND))
        }
        _ => None,
    };
    let next = next.map(|(href, text)| view! { <p><a class="button" href=href>{w.t(text)}</a></p> });
    let confirm = may_confirm.then(|| {
        let (one, other) = (subject.clone(), subject.clone());
        view! {
            <div class="actions">
                <StepForm step=steps.confirm>
                    {one()}
                    <button class="button primary" type="submit">
                        <IconMark icon=Icon::Check />
                        {w.t(say::CONFIRM)}
                    </button>
                </StepForm>
            </div>
            <details>
                <summary>{w.t(say::DECLINE)}</summary>
                <StepForm step=steps.decline attr:class="form">
                    {other()}
                    <TextField name="decline_reason" label=say::REASON />
                    <button class="button" type="submit">
                        {w.t(say::DECLINE)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let sign = may_sign.then(|| {
        let subject = subject.clone();
        view! {
            <StepForm step=steps.sign attr:class="form">
                {subject()}
                <fieldset class="group">
                    <legend>{w.t(say::SIGN)}</legend>
                    <p class="soft">{w.t(say::SIGN_TEXT)}</p>
                    <TextField name="signed_on" label=say::SIGNED_ON kind="date" value=today width="short" />
                    <TextField name="last_day" label=say::LAST_DAY kind="date" width="short" />
                </fieldset>
                <button class="button primary" type="submit">
                    {w.t(say::SIGN)}
                </button>
            </StepForm>
        }
    });
    let take_back = may_take_back.then(|| {
        let subject = subject.clone();
        view! {
            <details>
                <summary>{w.t(say::TAKE_BACK)}</summary>
                <StepForm step=steps.take_back attr:class="form">
                    {subject()}
                    <p class="soft">{w.t(say::TAKE_BACK_TEXT)}</p>
                    <TextField name="reason" label=say::REASON />
                    <button class="button" type="submit">
                        {w.t(say::TAKE_BACK)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let decide = (!choices.is_empty()).then(|| {
        let subject = subject.clone();
        // What is decided already is changed seldom, so its form steps back. It is the same form where somebody else decided
        // meanwhile, so that what was typed stays in it.
        let is_open = move || chosen.is_none() || steps.decide.refused().get().is_some();
        let (name, send) = match chosen {
            None => (say::DECISION, say::DECIDE),
            Some(_) => (say::DECIDE_ANEW, say::DECIDE_ANEW),
        };
        view! {
            <details open=is_open>
                <summary>{w.t(name)}</summary>
                <StepForm step=steps.decide attr:class="form">
                    {subject()}
                    <Choices choices chosen />
                    <TextArea name="reason" label=say::REASON hint=say::REASON_HINT />
                    <div class="actions">
                        <button class="button primary" type="submit">
                            {w.t(send)}
                        </button>
                    </div>
                </StepForm>
            </details>
        }
    });
    view! {
        {decided}
        {next}
        {confirm}
        {sign}
        {take_back}
        {decide}
    }
}

/// The decisions, each with what follows from it.
#[component]
fn Choices(choices: Vec<(RenewalDecision, String)>, chosen: Option<RenewalDecision>) -> impl IntoView {
    let w = use_words();
    let choices = choices
        .into_iter()
        .map(|(decision, about)| {
            let code = decision.code();
            let checked = held_choice("decision", code, chosen == Some(decision));
            view! {
                <label class="choice">
                    <input type="radio" name="decision" value=code checked=checked />
                    <span>{w.t(words_of::decision(decision))}</span>
                    <span class="hint">{about}</span>
                </label>
            }
        })
        .collect_views();
    view! {
        <fieldset class="group" id="decision" tabindex="-1">
            <legend>{w.t(say::DECISION)}</legend>
            {choices}
        </fieldset>
    }
}

/// What a decision goes by.
#[component]
fn Pack(pack: Vec<PackPart>) -> impl IntoView {
    let w = use_words();
    let parts = pack
        .into_iter()
        .map(|PackPart { name, said, path, warns }| {
            let name = match path {
                Some(path) => view! { <a href=path>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            let icon = if warns { Icon::Warning } else { Icon::Check };
            let said = said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_views();
            view! {
                <div>
                    <dt class:seal=warns>
                        <IconMark icon />
                        " "
                        {name}
                    </dt>
                    <dd>{said}</dd>
                </div>
            }
        })
        .collect_views();
    view! {
        <section class="section" aria-labelledby="pack">
            <div class="section-head">
                <h2 id="pack">{w.t(say::PACK)}</h2>
            </div>
            <dl class="facts">{parts}</dl>
        </section>
    }
}

/// The renewals before.
#[component]
fn Past(past: Vec<PastShown>) -> impl IntoView {
    let w = use_words();
    let content = if past.is_empty() {
        view! { <p class="soft">{w.t(say::PAST_NONE)}</p> }.into_any()
    } else {
        let rows = past
            .into_iter()
            .map(|PastShown { term, first_on, state, said }| {
                view! {
                    <tr>
                        <th scope="row">{w.number(term)}</th>
                        <td>
                            <DayMark day=first_on />
                        </td>
                        <td>
                            <StateBadge state />
                        </td>
                        <td>{said}</td>
                    </tr>
                }
            })
            .collect_views();
        view! {
            <div class="table-frame" role="region" aria-labelledby="past" tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::TERM_NUMBER)}</th>
                            <th scope="col">{w.t(say::FIRST_ON)}</th>
                            <th scope="col">{w.t(say::STATE)}</th>
                            <th scope="col">{w.t(say::DECISION)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="past">
            <div class="section-head">
                <h2 id="past">{w.t(say::PAST)}</h2>
            </div>
            {content}
        </section>
    }
}
