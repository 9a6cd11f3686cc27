//! What needs doing next on a contract: the way to its renewal, giving notice, recording the customer's, leaving early.

use super::{
    api::{GiveNotice, LeaveEarly, RecordNotice, TakeBackNotice, notice_outcome},
    said::NextSaid,
};
use crate::{
    components::{
        field::{Choice, SelectField, TextField},
        form::{Checks, Refused, last_refused},
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm},
    words,
    words::Text,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    contract::{NoticeCounts, TermLength},
    permission::Permission,
    term::Phase,
    view::{ContractSheet, Viewer},
};

/// The steps that may be taken, and the days typed so far; kept by the page, so that a refusal loses nothing.
#[derive(Clone, Copy)]
pub struct Steps {
    give: Step<GiveNotice>,
    record: Step<RecordNotice>,
    leave: Step<LeaveEarly>,
    take_back: Step<TakeBackNotice>,
    given_on: RwSignal<Option<String>>,
    received_on: RwSignal<Option<String>>,
    left_on: RwSignal<Option<String>>,
}

impl Steps {
    /// No step taken yet.
    pub fn new() -> Self {
        let (give, record, leave) = (Step::new(), Step::new(), Step::new());
        Self {
            give,
            record,
            leave,
            take_back: Step::new(),
            given_on: RwSignal::new(give.held("notice_given_on", None)),
            received_on: RwSignal::new(record.held("notice_received_on", None)),
            left_on: RwSignal::new(leave.held("left_early_on", None)),
        }
    }

    /// How many steps were taken, so that the contract is asked for again after each.
    pub fn taken(self) -> usize {
        let [give, record] = [self.give.version().get(), self.record.version().get()];
        give + record + self.leave.version().get() + self.take_back.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([self.give.last(), self.record.last(), self.leave.last(), self.take_back.last()])
    }
}

/// Whether somebody who looks at a contract has anything to do or to know here.
pub fn concerns(sheet: &ContractSheet, viewer: &Viewer) -> bool {
    let running = matches!(sheet.dates.phase, Phase::InForce | Phase::Ending);
    viewer.may(Permission::GiveNotice) && (running || sheet.facts.is_noticed())
}

/// What needs doing next.
#[component]
pub fn Next(
    /// The contract.
    sheet: ContractSheet,
    /// What it says.
    said: NextSaid,
    /// The steps of the page.
    steps: Steps,
) -> impl IntoView {
    let w = use_words();
    let failure = steps.refused();
    Checks::provide(failure);
    let NextSaid { situation, given, received, early, endless } = said;
    let situation = situation.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_views();
    let decides = sheet.dates.decision_deadline.is_some();
    // Where a term renews, notice declines the renewal; where there is none, it ends the contract: not every language
    // has one word for both.
    let (give, record) = match sheet.details.term {
        TermLength::OpenEnded => (words::action::GIVE_NOTICE_OPEN_ENDED, words::action::RECORD_NOTICE_OPEN_ENDED),
        _ => (words::action::GIVE_NOTICE, words::action::RECORD_NOTICE),
    };
    let noticed = sheet.facts.is_noticed();
    let running = matches!(sheet.dates.phase, Phase::InForce | Phase::Ending);
    let withdraw = match sheet.facts.left_early {
        Some(_) => words::notice_page::TAKE_BACK_EARLY,
        None => words::notice_page::TAKE_BACK,
    };
    let open = sheet.dates.ends_on.is_none();
    // Notice that ends nothing is refused; the way to what is missing stands here instead.
    let endless = endless.then(|| {
        view! {
            <p>{w.t(words::notice_page::TERM_FIRST)}</p>
            <a href=format!("/contracts/{}/edit", sheet.number)>{w.t(words::contract_form::EDIT)}</a>
        }
    });
    // What the contract lets count: receipt, or sending.
    let sent = sheet.details.date_terms.notice_counts == NoticeCounts::Sent;
    let [given_on, received_on] = match sent {
        true => [words::notice_page::WE_SENT_ON, words::notice_page::THEY_SENT_ON],
        false => [words::notice_page::GIVEN_ON, words::notice_page::RECEIVED_ON],
    };
    let kept = StoredValue::new(sheet);
    let take_back = noticed.then(|| {
        view! {
            <details>
                <summary>{w.t(withdraw)}</summary>
                <StepForm step=steps.take_back attr:class="form">
                    <Subject kept />
                    <p class="soft">{w.t(words::notice_page::TAKE_BACK_TEXT)}</p>
                    <TextField name="reason" label=words::matching::REASON />
                    <button class="button" type="submit">
                        {w.t(withdraw)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let leave = early.filter(|_| running).map(|said| {
        let sides = [("us", words::notice_page::LEFT_BY_US), ("customer", words::notice_page::LEFT_BY_CUSTOMER)];
        let sides = sides.map(|(side, said)| Choice::new(side, w.t(said))).to_vec();
        let label = if sent { words::notice_page::LEFT_SENT_ON } else { words::notice_page::LEFT_ON };
        view! {
            <details>
                <summary>{w.t(words::notice_page::LEAVE_EARLY)}</summary>
                <StepForm step=steps.leave attr:class="form">
                    <Subject kept />
                    <p class="soft">{w.t(words::notice_page::LEAVE_EARLY_TEXT)}</p>
                    <SelectField name="by" label=words::notice_page::LEFT_BY choices=sides />
                    <NoticeDay name="left_early_on" label typed=steps.left_on said kept />
                    <button class="button" type="submit">
                        {w.t(words::notice_page::LEAVE_EARLY)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let decide = (!noticed && decides).then(|| {
        let path = format!("/contracts/{}/renewal", kept.with_value(|sheet| sheet.number.clone()));
        view! {
            <p>
                <a class="button primary" href=path>
                    {w.t(words::action::DECIDE_RENEWAL)}
                </a>
            </p>
        }
    });
    let notice = (open && !noticed && endless.is_none()).then(|| {
        view! {
            <StepForm step=steps.give attr:class="form">
                <Subject kept />
                <NoticeDay
                    name="notice_given_on"
                    label=given_on
                    typed=steps.given_on
                    said=given
                    kept
                />
                <button class="button" type="submit">
                    {w.t(give)}
                </button>
            </StepForm>
            <StepForm step=steps.record attr:class="form">
                <Subject kept />
                <NoticeDay
                    name="notice_received_on"
                    label=received_on
                    typed=steps.received_on
                    said=received
                    kept
                />
                <button class="button" type="submit">
                    {w.t(record)}
                </button>
            </StepForm>
        }
    });
    view! {
        <aside class="next" aria-labelledby="next">
            <h2 id="next">{w.t(words::contract_page::NEXT_STEPS)}</h2>
            {situation}
            <Refused failure />
            {decide}
            {endless}
            {notice}
            {leave}
            {take_back}
        </aside>
    }
}

/// Which contract a form is about, and as which version it was read.
#[component]
fn Subject(kept: StoredValue<ContractSheet>) -> impl IntoView {
    let (number, version) = kept.with_value(|sheet| (sheet.number.clone(), sheet.version));
    view! {
        <input type="hidden" name="number" value=number />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

/// The day that counts, and what notice of it achieves.
#[component]
fn NoticeDay(
    name: &'static str,
    label: Text,
    typed: RwSignal<Option<String>>,
    /// What notice of today achieves.
    said: String,
    kept: StoredValue<ContractSheet>,
) -> impl IntoView {
    let today = kept.with_value(|sheet| sheet.day);
    let value = typed.get_untracked().unwrap_or_else(|| today.to_string());
    let outcome = RwSignal::new(said);
    // Of several answers under way the one to what was typed last counts.
    let asked = StoredValue::new(0_u32);
    let ask = move |on: String| {
        // The form may be gone by now: what it asked for was done, and the page shows something else.
        let Some(number) = kept.try_with_value(|sheet| sheet.number.clone()) else { return };
        asked.try_update_value(|asked| *asked = asked.wrapping_add(1));
        let Some(mine) = asked.try_get_value() else { return };
        spawn_local(async move {
            let said = notice_outcome(number, name.to_owned(), on).await;
            if asked.try_get_value() == Some(mine) {
                // What cannot be answered says nothing; recording it says why.
                let _gone = outcome.try_set(said.unwrap_or_default());
            }
        });
    };
    if let Some(on) = typed.get_untracked().filter(|on| *on != today.to_string()) {
        Effect::new(move || ask(on.clone()));
    }
    let sent = kept.with_value(|sheet| sheet.details.date_terms.notice_counts == NoticeCounts::Sent);
    view! {
        <TextField
            name=name
            label=label
            hint=if sent { words::notice_page::SENDING_COUNTS } else { words::notice_page::RECEIPT_COUNTS }
            kind="date"
            value=value
            on:input=move |event| {
                let on = event_target_value(&event);
                let _gone = typed.try_set(Some(on.clone()));
                ask(on);
            }
        />
        <p class="soft" role="status">
            {outcome}
        </p>
    }
}
