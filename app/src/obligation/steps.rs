//! What may be done with a day on which an obligation falls due: one click where nothing has to be said, else a small form.

use super::api::{
    AcceptDeliverable, FulfilObligation, HandOver, RefuseDeliverable, ShownOccurrence, TakeObligationBack,
    WaiveObligation,
};
use crate::{
    components::{
        form::last_refused,
        icon::{Icon, IconMark},
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm},
    words::{self, Text, obligation_page as say},
};
use leptos::{prelude::*, server_fn::ServerFn};
use model::{calendar::Day, obligation::Standing, refusal::Refusal};

/// The steps that occurrences can take.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    fulfil: Step<FulfilObligation>,
    hand_over: Step<HandOver>,
    accept: Step<AcceptDeliverable>,
    refuse: Step<RefuseDeliverable>,
    waive: Step<WaiveObligation>,
    take_back: Step<TakeObligationBack>,
}

impl Steps {
    pub(super) fn new() -> Self {
        Self {
            fulfil: Step::new(),
            hand_over: Step::new(),
            accept: Step::new(),
            refuse: Step::new(),
            waive: Step::new(),
            take_back: Step::new(),
        }
    }

    /// How many steps were answered, so that what is shown is asked for again after each.
    pub(super) fn taken(self) -> usize {
        self.fulfil.version().get()
            + self.hand_over.version().get()
            + self.accept.version().get()
            + self.refuse.version().get()
            + self.waive.version().get()
            + self.take_back.version().get()
    }

    pub(super) fn refused(self) -> Signal<Option<Failure>> {
        last_refused([
            self.fulfil.last(),
            self.hand_over.last(),
            self.accept.last(),
            self.refuse.last(),
            self.waive.last(),
            self.take_back.last(),
        ])
    }
}

/// What may be done with an occurrence.
#[component]
pub(super) fn Decide(row: ShownOccurrence, day: Day, steps: Steps) -> impl IntoView {
    let w = use_words();
    let own = row.id.to_string();
    let accepted = row.kind.is_accepted();
    let today = day.to_string();
    let on = || Field { name: "on", label: say::ON, kind: "date", value: today.clone(), required: true };
    let line = |name, label, required| Field { name, label, kind: "text", value: String::new(), required };
    let about = (own, row.version);
    let subject = || {
        let (id, version) = about.clone();
        view! { <Subject id version /> }
    };
    let taken_back = subject();
    let done_at_once = subject();
    let take_back = (!row.told.is_empty()).then(|| {
        view! {
            <StepForm step=steps.take_back attr:class="inline">
                {taken_back}
                <button class="button quiet" type="submit">
                    <IconMark icon=Icon::Undo />
                    {w.t(say::TAKE_BACK)}
                </button>
            </StepForm>
        }
    });
    let settled = row.standing.is_settled();
    let waits = row.standing == Standing::HandedOver;
    let at_once = (!settled && !accepted && !row.evidence).then(|| {
        view! {
            <StepForm step=steps.fulfil attr:class="inline">
                {done_at_once}
                <input type="hidden" name="on" value=day.to_string() />
                <button class="button" type="submit">
                    <IconMark icon=Icon::Check />
                    {w.t(say::FULFIL)}
                </button>
            </StepForm>
        }
    });
    let forms = match (settled, accepted, waits) {
        (true, ..) => Vec::new(),
        (false, false, _) => vec![
            small_form(
                steps.fulfil,
                steps,
                &about,
                say::FULFIL,
                vec![on(), line("percent", say::PERCENT, false), line("note", say::NOTE, row.evidence)],
            ),
            small_form(steps.waive, steps, &about, say::WAIVE, vec![line("reason", say::REASON, true)]),
        ],
        (false, true, false) => vec![
            small_form(
                steps.hand_over,
                steps,
                &about,
                say::HAND_OVER,
                vec![on(), line("what", say::WHAT_HANDED_OVER, row.evidence)],
            ),
            small_form(steps.waive, steps, &about, say::WAIVE, vec![line("reason", say::REASON, true)]),
        ],
        (false, true, true) => vec![
            small_form(steps.accept, steps, &about, say::ACCEPT, vec![on(), line("by", say::BY, true)]),
            small_form(steps.refuse, steps, &about, say::REFUSE, vec![on(), line("reason", say::REASON, true)]),
            small_form(steps.waive, steps, &about, say::WAIVE, vec![line("reason", say::REASON, true)]),
        ],
    };
    view! {
        {at_once}
        {forms}
        {take_back}
    }
}

#[component]
fn Subject(id: String, version: i32) -> impl IntoView {
    view! {
        <input type="hidden" name="occurrence" value=id />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

/// A field of a small form.
struct Field {
    name: &'static str,
    label: Text,
    kind: &'static str,
    value: String,
    required: bool,
}

/// A small form behind its name, open where what it sent last was refused.
fn small_form<S: ServerFn<Error = Failure> + 'static>(
    step: Step<S>,
    steps: Steps,
    about: &(String, i32),
    title: Text,
    fields: Vec<Field>,
) -> AnyView {
    let w = use_words();
    let (id, version) = about.clone();
    let own = id.clone();
    let wrong = Memo::new(move |_| match steps.refused().get()? {
        Failure::Refused(Refusal::Fields(problems)) if step.refused().get().is_some() && step.sent_with(&own) => {
            let said = problems.iter().map(|problem| match say::label(&problem.field) {
                Some(label) => words::refusal::field_problem(w, w.t(label), problem),
                None => words::refusal::problem(w, &problem.problem),
            });
            Some(w.sentences(&said.collect::<Vec<_>>()))
        }
        _ => None,
    });
    let inputs: Vec<AnyView> = fields
        .into_iter()
        .map(|Field { name, label, kind, value, required }| {
            let at = format!("{name}-{}-{id}", S::PATH.rsplit('/').next().unwrap_or_default());
            let value = step.held(name, Some(("occurrence", &id))).unwrap_or(value);
            view! {
                <div class="field">
                    <label for=at.clone()>{w.t(label)}</label>
                    <input id=at name=name type=kind value=value required=required />
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <details class="give-up" open=move || wrong.get().is_some()>
            <summary>{w.t(title)}</summary>
            <StepForm step attr:class="form">
                <Subject id version />
                {move || wrong.get().map(|sentence| view! { <p class="field-error">{sentence}</p> })}
                {inputs}
                <button class="button" type="submit">
                    {w.t(say::RECORD)}
                </button>
            </StepForm>
        </details>
    }
    .into_any()
}
