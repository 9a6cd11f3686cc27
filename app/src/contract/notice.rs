//! What needs doing next on a contract: decide on its renewal, give notice, record the customer's.

use super::api::{DecideRenewal, GiveNotice, RecordNotice, TakeBackNotice};
use crate::{
    components::{
        field::TextField,
        form::{Checks, Refused, last_refused},
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm},
    words,
    words::Text,
};
use leptos::prelude::*;
use model::{
    calendar::Day,
    contract::{Renewal, TermLength},
    permission::Permission,
    term::{self, Phase, Why},
    view::{ContractSheet, Viewer},
};

/// The steps that may be taken, and the days typed so far; kept by the page, so that a refusal loses nothing.
#[derive(Clone, Copy)]
pub struct Steps {
    give: Step<GiveNotice>,
    record: Step<RecordNotice>,
    decide: Step<DecideRenewal>,
    take_back: Step<TakeBackNotice>,
    given_on: RwSignal<Option<String>>,
    received_on: RwSignal<Option<String>>,
}

impl Steps {
    /// No step taken yet.
    pub fn new() -> Self {
        let (give, record) = (Step::new(), Step::new());
        Self {
            give,
            record,
            decide: Step::new(),
            take_back: Step::new(),
            given_on: RwSignal::new(give.held("notice_given_on", None)),
            received_on: RwSignal::new(record.held("notice_received_on", None)),
        }
    }

    /// How many steps were taken, so that the contract is asked for again after each.
    pub fn taken(self) -> usize {
        self.give.version().get()
            + self.record.version().get()
            + self.decide.version().get()
            + self.take_back.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([self.give.last(), self.record.last(), self.decide.last(), self.take_back.last()])
    }
}

/// Whether somebody who looks at a contract has anything to do or to know here.
pub fn concerns(sheet: &ContractSheet, viewer: &Viewer) -> bool {
    let running = matches!(sheet.dates.phase, Phase::InForce | Phase::Ending);
    viewer.may(Permission::GiveNotice) && (running || is_noticed(sheet))
}

/// Whether either side gave notice.
fn is_noticed(sheet: &ContractSheet) -> bool {
    sheet.facts.notice_given_on.or(sheet.facts.notice_received_on).is_some()
}

/// What needs doing next.
#[component]
pub fn Next(
    /// The contract.
    sheet: ContractSheet,
    /// The steps of the page.
    steps: Steps,
) -> impl IntoView {
    let w = use_words();
    let failure = steps.refused();
    Checks::provide(failure);
    let situation = situation(w, &sheet).into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_views();
    let deadline = sheet.dates.notice_deadline.as_ref().map(|dated| dated.day);
    let ahead = deadline.is_some_and(|deadline| deadline >= sheet.day);
    let undecided = ahead && deadline != sheet.facts.renewal_decided_for;
    // Where a term renews, notice declines the renewal; where there is none, it ends the contract: not every language
    // has one word for both.
    let (give, record) = match sheet.details.term {
        TermLength::OpenEnded => (words::action::GIVE_NOTICE_OPEN_ENDED, words::action::RECORD_NOTICE_OPEN_ENDED),
        _ => (words::action::GIVE_NOTICE, words::action::RECORD_NOTICE),
    };
    let noticed = is_noticed(&sheet);
    let open = sheet.dates.ends_on.is_none();
    // Notice that ends nothing is refused; the way to what is missing stands here instead.
    let endless = open && term::judge_notice(&sheet.details, &sheet.facts, sheet.day).works_for.is_none();
    let endless = endless.then(|| {
        view! {
            <p>{w.t(words::notice_page::TERM_FIRST)}</p>
            <a href=format!("/contracts/{}/edit", sheet.number)>{w.t(words::contract_form::EDIT)}</a>
        }
    });
    let kept = StoredValue::new(sheet);
    let take_back = noticed.then(|| {
        view! {
            <details>
                <summary>{w.t(words::notice_page::TAKE_BACK)}</summary>
                <StepForm step=steps.take_back attr:class="form">
                    <Subject kept />
                    <p class="soft">{w.t(words::notice_page::TAKE_BACK_TEXT)}</p>
                    <TextField name="reason" label=words::matching::REASON />
                    <button class="button" type="submit">
                        {w.t(words::notice_page::TAKE_BACK)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let decide = undecided.then(|| {
        view! {
            <StepForm step=steps.decide attr:class="form">
                <Subject kept />
                <button class="button primary" type="submit">
                    {w.t(words::action::LET_RENEW)}
                </button>
            </StepForm>
        }
    });
    let notice = (open && !noticed && endless.is_none()).then(|| {
        view! {
            <StepForm step=steps.give attr:class="form">
                <Subject kept />
                <NoticeDay
                    name="notice_given_on"
                    label=words::notice_page::GIVEN_ON
                    typed=steps.given_on
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
                    label=words::notice_page::RECEIVED_ON
                    typed=steps.received_on
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
            {take_back}
        </aside>
    }
}

/// What lies ahead, in sentences: the end that somebody brought about, or the days by which to act.
fn situation(w: words::Words, sheet: &ContractSheet) -> Vec<String> {
    use words::notice_page as say;
    let ContractSheet { dates, facts, details, day: today, .. } = sheet;
    let on = |text: Text, day: Day| w.with(text, &[("day", &w.day(day)), ("distance", &w.distance(*today, day))]);
    let mut sentences = Vec::new();
    if let Some(end) = &dates.ends_on {
        let of_notice = |why: &&Why| {
            matches!(
                why,
                Why::NoticeGiven { .. } | Why::NoticeReceived { .. } | Why::EndedOn { .. } | Why::EndsEarlier { .. }
            )
        };
        sentences.extend(end.why.iter().filter(of_notice).map(|why| words::term::why(w, why)));
        if sentences.is_empty() && details.renewal == Renewal::Express {
            sentences.push(on(say::SIGN_AGAIN, end.day));
        } else if sentences.is_empty() {
            sentences.push(w.with(words::term::LAST_DAY_IS, &[("last", &w.day(end.day))]));
        }
    }
    let deadline = dates.notice_deadline.as_ref().map(|dated| dated.day);
    let ahead = deadline.is_some_and(|deadline| deadline >= *today);
    match deadline {
        Some(deadline) if ahead => sentences.push(on(say::DEADLINE, deadline)),
        Some(deadline) => sentences.push(on(say::DEADLINE_PASSED, deadline)),
        None if dates.phase == Phase::InForce && details.term == model::contract::TermLength::OpenEnded => {
            sentences.push(w.t(say::ANY_DAY).to_owned());
        }
        None => {}
    }
    if deadline.is_some() && facts.renewal_decided_for == deadline {
        sentences.push(w.t(say::DECIDED).to_owned());
    } else if let Some(decision) = &dates.decision_deadline
        && (ahead || deadline.is_none())
    {
        sentences.push(on(if decision.day < *today { say::DECISION_LATE } else { say::DECIDE }, decision.day));
    }
    if let Some(renewal) = &dates.renews_on {
        sentences.push(on(if ahead { say::RENEWS } else { say::GOES_ON }, renewal.day));
    }
    sentences
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

/// The day of receipt, and what notice received on it achieves.
#[component]
fn NoticeDay(
    name: &'static str,
    label: Text,
    typed: RwSignal<Option<String>>,
    kept: StoredValue<ContractSheet>,
) -> impl IntoView {
    let w = use_words();
    let today = kept.with_value(|sheet| sheet.day);
    let value = typed.get_untracked().unwrap_or_else(|| today.to_string());
    let outcome = move || {
        let on = typed.get().map_or(Some(today), |text| text.parse().ok())?;
        kept.with_value(|sheet| {
            let outcome = || words::notice_page::outcome(w, on, &term::judge_notice(&sheet.details, &sheet.facts, on));
            let problem = term::notice_day_problem(&sheet.details, on, today);
            Some(problem.map_or_else(outcome, |problem| words::refusal::problem(w, &problem)))
        })
    };
    view! {
        <TextField
            name=name
            label=label
            hint=words::notice_page::RECEIPT_COUNTS
            kind="date"
            value=value
            on:input=move |event| typed.set(Some(event_target_value(&event)))
        />
        <p class="soft" role="status">
            {outcome}
        </p>
    }
}
