//! The form in which a technician reports on a visit, and what was reported.

use super::api::CloseVisit;
use crate::{
    components::{
        field::{Choice, FieldArgument, TextArea, TextField},
        fold::folded,
        form::{Checks, FormNotice},
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, typed::ARGUMENT},
    words::service_visit as say,
};
use leptos::{context::Provider, prelude::*};
use model::{
    service_visit::{ANSWERS, Checked, CloseForm, HEIGHT, VisitReport, WIDTH},
    view::VisitSheet,
};

/// The form. What is typed into it is kept on the device and sent when the network is back, once: by its key.
#[component]
pub fn CloseForms(sheet: VisitSheet, step: Step<CloseVisit>) -> impl IntoView {
    // What its fields are called stays with it: the small forms beside it have arguments of their own.
    view! {
        <Provider value=FieldArgument(ARGUMENT)>
            <Fields sheet step />
        </Provider>
    }
}

#[component]
fn Fields(sheet: VisitSheet, step: Step<CloseVisit>) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(step.refused());
    let VisitSheet { visit, checklist, minutes, key, typed, day, .. } = sheet;
    let planned = visit.plan.map(|plan| plan.on).filter(|on| *on <= day).unwrap_or(day);
    let fresh = CloseForm {
        on: planned.to_string(),
        minutes: minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        key,
        ..CloseForm::default()
    };
    let CloseForm { on, minutes, answers, report, findings, customer_name, signature, key } = typed.unwrap_or(fresh);
    let choices = || {
        let known = ANSWERS.map(|(code, answer)| Choice::new(code, w.t(say::answer(answer))));
        std::iter::once(Choice::new("", w.t(say::CHOOSE))).chain(known).collect::<Vec<_>>()
    };
    let lines = checklist.into_iter().enumerate().map(|(at, line)| {
        let id = format!("answers.{at}");
        let chosen = answers.get(at).cloned().unwrap_or_default();
        let options = choices().into_iter().map(|Choice { value, label }| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        });
        view! {
            <li class="field">
                <label for=id.clone()>{line}</label>
                <select id=id name=format!("{ARGUMENT}[answers][{at}]")>{options.collect_views()}</select>
            </li>
        }
    });
    let lines = lines.collect_views();
    let list = (!lines.is_empty()).then(|| {
        view! {
            <fieldset class="visit-checklist">
                <legend>{w.t(say::CHECKLIST)}</legend>
                <ul>{lines}</ul>
            </fieldset>
        }
    });
    view! {
        <section class="section" aria-labelledby="close">
            <div class="section-head">
                <h2 id="close">{w.t(say::CLOSE)}</h2>
            </div>
            <FormNotice checks label_of=say::report_label />
            <p
                class="notice info visit-draft"
                role="status"
                data-kept=w.t(say::KEPT_HERE)
                data-restored=w.t(say::RESTORED)
                hidden
            ></p>
            <StepForm step=step attr:class="form visit-report">
                <input type="hidden" name="visit" value=visit.id.to_string() />
                <input type="hidden" name="version" value=visit.version.to_string() />
                <input type="hidden" name=format!("{ARGUMENT}[key]") value=key />
                <TextField name="on" label=say::DONE_ON kind="date" value=on width="short" />
                <TextField name="minutes" label=say::TIME_SPENT value=minutes inputmode="numeric" width="short" />
                {list}
                <TextArea name="report" label=say::REPORT_TEXT value=report />
                <TextArea name="findings" label=say::NOTICED value=findings optional=true />
                <TextField name="customer_name" label=say::CUSTOMER_NAME value=customer_name optional=true />
                <div class="field visit-sign needs-script">
                    <span class="label" id="signature-label">{w.t(say::SIGNATURE)}</span>
                    <span class="hint">{w.t(say::SIGN_HERE)}</span>
                    <input type="hidden" id="signature" name=format!("{ARGUMENT}[signature]") value=signature />
                    <svg
                        class="visit-pad"
                        viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                        role="img"
                        aria-labelledby="signature-label"
                    >
                        <path d="" />
                    </svg>
                    <button class="button quiet" type="button" data-clear="">
                        <IconMark icon=Icon::Undo />
                        {w.t(say::SIGN_ANEW)}
                    </button>
                </div>
                <div class="actions">
                    <button class="button primary" type="submit" aria-busy=move || step.pending().get().to_string()>
                        <IconMark icon=Icon::Check />
                        {w.t(say::CLOSE)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

/// What was reported, and how many photos there are of it.
#[component]
pub fn Reported(report: VisitReport, photos: u64) -> impl IntoView {
    let w = use_words();
    let VisitReport { on, minutes, report, findings, checklist, customer_name, signature } = report;
    let fact = |name, value: AnyView| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let checked = checklist
        .into_iter()
        .map(|Checked { line, answer }| {
            view! {
                <tr>
                    <td>{line}</td>
                    <td>{w.t(say::answer(answer))}</td>
                </tr>
            }
        })
        .collect_views();
    let checked = (!checked.is_empty()).then(|| {
        view! {
            <table class="grid roomy narrow">
                <caption class="visually-hidden">{w.t(say::CHECKLIST)}</caption>
                <tbody>{checked}</tbody>
            </table>
        }
    });
    let signed = signature.map(|signature| {
        let name = w.with(say::SIGNED_BY, &[("name", &customer_name)]);
        view! {
            <figure class="visit-signed">
                <svg
                    class="visit-pad"
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    role="img"
                    aria-label=name.clone()
                >
                    <path d=signature.path() />
                </svg>
                <figcaption>{name.clone()}</figcaption>
            </figure>
        }
    });
    let noticed = (!findings.is_empty()).then(|| fact(say::NOTICED, folded(findings)));
    let photos = (photos > 0).then(|| fact(say::PHOTOS, w.number(photos).into_any()));
    let took = w.with(say::TOOK, &[("minutes", &w.number(minutes))]);
    view! {
        <section class="section" aria-labelledby="report-of">
            <div class="section-head">
                <h2 id="report-of">{w.t(say::REPORT)}</h2>
            </div>
            <dl class="facts">
                {fact(say::DONE_ON, w.day(on).into_any())}
                {fact(say::TIME_SPENT, took.into_any())}
                {fact(say::REPORT_TEXT, folded(report))}
                {noticed}
                {photos}
            </dl>
            {checked}
            {signed}
        </section>
    }
}
