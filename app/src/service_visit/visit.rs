//! One visit: when and where it is, planning it, announcing it, reporting on it, and what becomes of its bill.

use super::{
    VisitBadge,
    api::{
        AcceptVisit, AnnounceVisit, AnnounceVisitByMail, CancelVisit, CloseVisit, PlanVisit, RefuseVisit,
        TakeReportBack, UnplanVisit, find,
    },
    report::{CloseForms, Reported},
    technician_choices,
};
use crate::{
    attachment::{
        Files,
        api::{FilesSaid, RemoveAttachment},
    },
    components::{
        field::{FieldProblems, SelectField, TextField},
        figure::{Amount, DayMark},
        form::{Refused, last_refused, now},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm, ask},
    words::{self, Text, Words, service_visit as say},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    permission::Permission,
    refusal::Refusal,
    service_visit::{Decision, Plan, time_of},
    view::{MailState, Viewer, VisitSheet},
};

/// A visit on a page of its own.
#[component]
pub fn VisitPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let steps = Steps {
        plan: Step::new(),
        unplan: Step::new(),
        announce: Step::new(),
        mail: Step::new(),
        cancel: Step::new(),
        close: Step::new(),
        accept: Step::new(),
        refuse: Step::new(),
        remove: Step::new(),
        take_back: Step::new(),
    };
    let known = ask(move || (id.get(), steps.taken()), |(id, _)| find(id));
    show_page_to(known, move |(sheet, files), viewer| view! { <Sheet sheet files viewer steps /> })
}

#[derive(Clone, Copy)]
struct Steps {
    plan: Step<PlanVisit>,
    unplan: Step<UnplanVisit>,
    announce: Step<AnnounceVisit>,
    mail: Step<AnnounceVisitByMail>,
    cancel: Step<CancelVisit>,
    close: Step<CloseVisit>,
    accept: Step<AcceptVisit>,
    refuse: Step<RefuseVisit>,
    remove: Step<RemoveAttachment>,
    take_back: Step<TakeReportBack>,
}

impl Steps {
    /// How many steps were done, so that the visit is asked for again after each; a refused report stays as it was typed.
    fn taken(self) -> usize {
        self.plan.version().get()
            + self.unplan.version().get()
            + self.announce.version().get()
            + self.mail.version().get()
            + self.cancel.version().get()
            + self.close.times_done().get()
            + self.accept.version().get()
            + self.refuse.version().get()
            + self.remove.version().get()
            + self.take_back.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([
            self.plan.last(),
            self.unplan.last(),
            self.announce.last(),
            self.mail.last(),
            self.cancel.last(),
            self.accept.last(),
            self.refuse.last(),
            self.take_back.last(),
        ])
    }
}

#[component]
fn Sheet(sheet: VisitSheet, files: FilesSaid, viewer: Viewer, steps: Steps) -> impl IntoView {
    let w = use_words();
    let visit = sheet.visit.clone();
    let site = sheet.site.clone().unwrap_or_else(|| w.t(say::NO_SITE).to_owned());
    let place = if sheet.site.is_some() { &sheet.site_address } else { &sheet.customer_address };
    let place = place.iter().map(|line| view! { <div>{line.clone()}</div> }).collect_views();
    let fact = |name: Text, value: AnyView| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let when = visit.plan.map(|Plan { on, at, technician: _ }| {
        let time = at.map(|at| format!(" · {}", say::time(w, at)));
        fact(say::DAY, view! { <DayMark day=on /> {time} }.into_any())
    });
    let technician = sheet.technician.clone().map(|name| fact(say::TECHNICIAN, name.into_any()));
    let access = (!sheet.site_notes.is_empty())
        .then(|| fact(say::ACCESS, view! { <span class="lines">{sheet.site_notes.clone()}</span> }.into_any()));
    let minutes = sheet
        .minutes
        .map(|minutes| fact(say::MINUTES, w.with(say::EXPECTED, &[("minutes", &w.number(minutes))]).into_any()));
    let skills = (!sheet.skills.is_empty()).then(|| fact(say::SKILLS, w.list(&sheet.skills).into_any()));
    let planned = visit.plan.filter(|_| visit.is_open()).map(|plan| plan.on);
    let outside = planned.filter(|on| !visit.window.contains(*on));
    let notices = [
        outside.map(|_| ("warn", w.with(say::OUT_OF_WINDOW, &[("window", &w.period(visit.window))]))),
        planned.filter(|_| sheet.day_off).map(|on| ("warn", w.with(say::DAY_OFF, &[("day", &w.day(on))]))),
        sheet.after_end.map(|end| ("warn", w.with(say::AFTER_END, &[("day", &w.day(end))]))),
        visit.announced_on.map(|on| ("info", w.with(say::ANNOUNCED, &[("day", &w.day(on))]))),
        visit.announced_on.and(sheet.mail.as_ref()).map(|(to, state)| {
            let (tone, text) = match state {
                MailState::Sent => ("info", say::MAIL_SENT),
                MailState::Waiting => ("info", say::MAIL_WAITING),
                MailState::Dead | MailState::Withdrawn => ("warn", say::MAIL_DEAD),
            };
            (tone, w.with(text, &[("name", to)]))
        }),
        visit
            .cancelled
            .as_ref()
            .map(|(on, reason)| ("info", w.with(say::CANCELLED_BECAUSE, &[("day", &w.day(*on)), ("reason", reason)]))),
    ];
    let notices = notices
        .into_iter()
        .flatten()
        .map(|(tone, text)| view! { <p class=format!("notice {tone}")>{text}</p> })
        .collect_views();
    let photos = files.pictures;
    let report = visit.done.clone().map(|report| view! { <Reported report photos /> });
    let back = format!("/visits/{}", visit.id);
    let close = (visit.is_open() && viewer.may(Permission::CloseVisits))
        .then(|| view! { <CloseForms sheet=sheet.clone() step=steps.close /> });
    let side = view! { <Side sheet=sheet.clone() viewer steps /> };
    view! {
        <Title text=format!("{} · {}", visit.description, sheet.customer) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/visits">{w.t(say::TITLE)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{visit.description.clone()}</h1>
                <VisitBadge state=sheet.state />
            </div>
            <div class="page-facts">
                <span>
                    <IconMark icon=Icon::Customer />
                    <a href=format!("/customers/{}", sheet.customer_id)>{sheet.customer.clone()}</a>
                </span>
                <span>
                    <IconMark icon=Icon::Contract />
                    <a href=format!("/contracts/{}/visits", sheet.contract)>
                        {sheet.title.clone()} " " <span class="number">{sheet.contract.clone()}</span>
                    </a>
                </span>
            </div>
        </header>
        <div class="sheet">
            <div class="stack" data-visit-done=visit.done.is_some().then_some("")>
                {notices}
                <dl class="facts">
                    {fact(say::WINDOW, w.period(visit.window).into_any())} {when} {technician}
                    {fact(say::SITE, view! { <div>{site}</div> {place} }.into_any())} {access} {minutes} {skills}
                </dl>
                {report}
                {close}
                <Files files back step=steps.remove photos=true />
            </div>
            {side}
        </div>
    }
}

/// What there is to do about a visit.
#[component]
fn Side(sheet: VisitSheet, viewer: Viewer, steps: Steps) -> impl IntoView {
    let w = use_words();
    let failure = steps.refused();
    let problems = Signal::derive(move || match now(failure) {
        Some(Failure::Refused(Refusal::Fields(problems))) => problems,
        _ => Vec::new(),
    });
    provide_context(FieldProblems(problems));
    let visit = sheet.visit.clone();
    let subject = StoredValue::new((visit.id.to_string(), visit.version.to_string()));
    let may_plan = visit.is_open() && viewer.may(Permission::PlanVisits);
    let tells = may_plan && visit.plan.is_some() && visit.announced_on.is_none();
    let by_mail = tells.then(|| by_mail(w, &sheet, subject, steps.mail));
    let technicians = technician_choices(w, &sheet.technicians);
    let planning = may_plan.then(|| {
        let plan = visit.plan;
        let on = plan.map(|plan| plan.on.to_string()).unwrap_or_default();
        let at = plan.and_then(|plan| plan.at).map(time_of).unwrap_or_default();
        let technician = plan.and_then(|plan| plan.technician).map(|id| id.to_string()).unwrap_or_default();
        let unplan = plan.map(|_| {
            view! {
                <StepForm step=steps.unplan attr:class="actions">
                    <Subject subject />
                    <button class="button quiet" type="submit">
                        {w.t(say::UNPLAN)}
                    </button>
                </StepForm>
            }
        });
        let announce = plan.map(|_| {
            let mark = visit.announced_on.is_none().then(|| {
                view! {
                    <StepForm step=steps.announce attr:class="actions">
                        <Subject subject />
                        <button class="button" type="submit">
                            {w.t(say::ANNOUNCE)}
                        </button>
                    </StepForm>
                }
            });
            view! {
                {by_mail}
                <div class="actions">
                    <a class="button" href=format!("/visits/{}/letter", visit.id)>
                        <IconMark icon=Icon::Contract />
                        {w.t(say::LETTER)}
                    </a>
                </div>
                {mark}
            }
        });
        view! {
            <h2>{w.t(if plan.is_some() { say::PLAN_AGAIN } else { say::PLAN })}</h2>
            <StepForm step=steps.plan attr:class="stack tight">
                <Subject subject />
                <TextField name="planned_on" label=say::DAY kind="date" value=on width="short" />
                <TextField name="planned_at" label=say::TIME kind="time" value=at optional=true width="short" />
                <SelectField
                    name="technician"
                    label=say::TECHNICIAN
                    choices=technicians
                    value=technician
                />
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(say::PLAN)}
                    </button>
                </div>
            </StepForm>
            {unplan}
            {announce}
            <details class="panel">
                <summary>{w.t(say::CANCEL)}</summary>
                <StepForm step=steps.cancel attr:class="stack tight">
                    <Subject subject />
                    <p class="soft">{w.t(say::CANCEL_TEXT)}</p>
                    <TextField name="reason" label=say::REASON />
                    <div class="actions">
                        <button class="button danger" type="submit">
                            {w.t(say::CANCEL)}
                        </button>
                    </div>
                </StepForm>
            </details>
        }
    });
    let bill = visit.proposal.map(|proposal| {
        let part = |text: String, money| view! { <li>{text} " " <Amount money /></li> };
        let parts = [
            proposal.visit.map(|money| part(w.t(say::FOR_VISIT).to_owned(), money)),
            proposal
                .time
                .map(|money| part(w.with(say::FOR_TIME, &[("minutes", &w.number(proposal.extra_minutes))]), money)),
        ];
        let parts = parts.into_iter().flatten().collect_views();
        let decided = visit.decision.as_ref().map(|decision| match decision {
            Decision::Accepted { on, line: _ } => w.with(say::ACCEPTED_ON, &[("day", &w.day(*on))]),
            Decision::Refused { on, reason } => w.with(say::REFUSED_ON, &[("day", &w.day(*on)), ("reason", reason)]),
        });
        let accept = match sheet.after_end {
            Some(_) => view! { <p class="soft">{w.t(say::AFTER_END_BILL)}</p> }.into_any(),
            None => view! {
                <StepForm step=steps.accept attr:class="stack tight">
                    <Subject subject />
                    <p class="soft">{w.t(say::ACCEPT_TEXT)}</p>
                    <div class="actions">
                        <button class="button primary" type="submit">
                            {w.t(say::ACCEPT)}
                        </button>
                    </div>
                </StepForm>
            }
            .into_any(),
        };
        let decide = (visit.waits_for_decision() && viewer.may(Permission::Reconcile)).then(|| {
            view! {
                {accept}
                <details class="panel">
                    <summary>{w.t(say::REFUSE)}</summary>
                    <StepForm step=steps.refuse attr:class="stack tight">
                        <Subject subject />
                        <TextField name="reason" label=say::REASON />
                        <div class="actions">
                            <button class="button" type="submit">
                                {w.t(say::REFUSE)}
                            </button>
                        </div>
                    </StepForm>
                </details>
            }
        });
        view! {
            <h2>{w.t(say::TO_BILL)}</h2>
            <p>
                <Amount money=proposal.amount />
            </p>
            <ul class="soft">{parts}</ul>
            <p role="status">{decided}</p>
            {decide}
        }
    });
    let take_back = (visit.may_take_report_back() && viewer.may(Permission::CloseVisits)).then(|| {
        view! {
            <details class="panel">
                <summary>{w.t(say::TAKE_REPORT_BACK)}</summary>
                <StepForm step=steps.take_back attr:class="stack tight">
                    <Subject subject />
                    <p class="soft">{w.t(say::TAKE_REPORT_BACK_TEXT)}</p>
                    <TextField name="reason" label=say::REASON />
                    <div class="actions">
                        <button class="button danger" type="submit">
                            {w.t(say::TAKE_REPORT_BACK)}
                        </button>
                    </div>
                </StepForm>
            </details>
        }
    });
    // Whoever stands at the customer's door reports; that comes before another day, where there is one.
    let class = if visit.plan.is_some() { "next after" } else { "next" };
    (planning.is_some() || bill.is_some() || take_back.is_some()).then(|| {
        view! {
            <aside class=class>
                <Refused failure />
                {planning}
                {bill}
                {take_back}
            </aside>
        }
    })
}

/// The button by which the customer is written to, or why nobody can be.
fn by_mail(
    w: Words,
    sheet: &VisitSheet,
    subject: StoredValue<(String, String)>,
    step: Step<AnnounceVisitByMail>,
) -> AnyView {
    match (&sheet.contact, sheet.mails) {
        (Some((name, address)), true) => {
            let to = w.with(say::MAIL_TO, &[("name", name), ("address", address)]);
            view! {
                <StepForm step=step attr:class="stack tight">
                    <Subject subject />
                    <p class="soft">{to}</p>
                    <div class="actions">
                        <button class="button" type="submit">
                            {w.t(say::MAIL)}
                        </button>
                    </div>
                </StepForm>
            }
            .into_any()
        }
        (None, true) => view! {
            <p class="soft">
                {w.t(say::NO_CONTACT)} " "
                <a href=format!("/customers/{}/people", sheet.customer_id)>{w.t(say::ADD_CONTACT)}</a>
            </p>
        }
        .into_any(),
        (_, false) => view! { <p class="soft">{w.t(say::NO_MAILS)}</p> }.into_any(),
    }
}

/// Which visit a form is about, and as which version it was read.
#[component]
fn Subject(subject: StoredValue<(String, String)>) -> impl IntoView {
    let (visit, version) = subject.get_value();
    view! {
        <input type="hidden" name="visit" value=visit />
        <input type="hidden" name="version" value=version />
    }
}
