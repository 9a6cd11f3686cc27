//! The tab of a contract with its visits: promised, planned, done and billed, place by place and year by year.

use super::{
    VisitBadge,
    api::{AddExtraVisit, NEW, of_contract},
    technician_choices,
};
use crate::{
    components::{
        field::{Choice, SelectField, TextField},
        figure::MaybeDay,
        form::{Checks, FormNotice},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    contract::{SheetHead, Tab, api::find},
    failure::Failure,
    use_words,
    wire::{Step, StepForm, ask},
    words::service_visit as say,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    permission::Permission,
    view::{ContractSheet, ContractVisits, PromiseSheet, Viewer, VisitRow, VisitYear},
};

/// The visits of a contract.
#[component]
pub fn ContractPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let extra = Step::<AddExtraVisit>::new();
    let known = ask(
        move || (number.get(), extra.version().get()),
        |(number, _)| async move { Ok::<_, Failure>((find(number.clone()).await?, of_contract(number).await?)) },
    );
    show_page_to(known, move |(sheet, visits), viewer| view! { <Visits sheet visits viewer extra /> })
}

#[component]
fn Visits(sheet: ContractSheet, visits: ContractVisits, viewer: Viewer, extra: Step<AddExtraVisit>) -> impl IntoView {
    let w = use_words();
    let number = sheet.number.clone();
    let may_edit = viewer.may(Permission::EditContracts);
    let may_plan = viewer.may(Permission::PlanVisits) && !visits.promises.is_empty();
    let add = may_edit.then(|| {
        view! {
            <a class="button" href=format!("/contracts/{number}/visits/{NEW}")>
                <IconMark icon=Icon::Plus />
                {w.t(say::PROMISE)}
            </a>
        }
    });
    let form = may_plan.then(|| view! { <Extra number=number.clone() visits=visits.clone() step=extra /> });
    let ContractVisits { promises, extra: beyond, signed, .. } = visits;
    let nothing = promises.is_empty().then(|| {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Clock />
                <h2>{w.t(say::NOTHING_PROMISED)}</h2>
                <p>
                    {w.t(if may_edit { say::NOTHING_PROMISED_TEXT } else { say::NOTHING_PROMISED_READER })}
                </p>
            </div>
        }
    });
    let unsigned = (!signed && !promises.is_empty()).then(|| {
        view! { <p class="notice info">{w.t(say::NOT_SIGNED)}</p> }
    });
    let promises = promises
        .into_iter()
        .map(|promise| view! { <Promise promise number=number.clone() may_edit /> })
        .collect_views();
    let beyond = (!beyond.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="beyond">
                <div class="section-head">
                    <h2 id="beyond">{w.t(say::EXTRA_VISITS)}</h2>
                </div>
                <Rows rows=beyond label=w.t(say::EXTRA_VISITS).to_owned() />
            </section>
        }
    });
    view! {
        <SheetHead sheet tab=Tab::Visits viewer />
        <div class="stack">
            <div class="section-head">
                <p class="lede">{w.t(say::TAB_TEXT)}</p>
                {add}
            </div>
            {unsigned}
            {nothing}
            {promises}
            {beyond}
            {form}
        </div>
    }
}

#[component]
fn Promise(promise: PromiseSheet, number: String, may_edit: bool) -> impl IntoView {
    let w = use_words();
    let PromiseSheet { promise, site, line, said, years, untouched: _ } = promise;
    let heading = format!("promise-{}", promise.id);
    let labelled = heading.clone();
    let name = promise.terms.description.clone();
    let edit = may_edit.then(|| {
        view! {
            <a class="button quiet" href=format!("/contracts/{number}/visits/{}", promise.id)>
                <IconMark icon=Icon::Edit />
                {w.t(say::EDIT_PROMISE)}
            </a>
        }
    });
    let place = site.unwrap_or_else(|| w.t(say::NO_SITE).to_owned());
    let said = std::iter::once(place).chain(said).chain(line).collect::<Vec<_>>().join(" · ");
    let rows: Vec<VisitRow> = years.iter().flat_map(|year| year.visits.clone()).collect();
    let label = format!("{} – {name}", w.t(say::YEARS));
    let visits = (!rows.is_empty()).then(|| {
        view! {
            <Years years label />
            <Rows rows label=name.clone() />
        }
    });
    view! {
        <section class="section" aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{name.clone()}</h2>
                {edit}
            </div>
            <p class="soft">{said}</p>
            {visits}
        </section>
    }
}

/// How many were promised, planned, done, missed and billed in each year.
#[component]
fn Years(years: Vec<VisitYear>, label: String) -> impl IntoView {
    let w = use_words();
    let rows = years
        .into_iter()
        .map(|VisitYear { year, promised, planned, done, missed, billed, visits: _ }| {
            let number = |count: u32| w.number(count);
            let missed_class = if missed > 0 { "num seal" } else { "num" };
            view! {
                <tr>
                    <th scope="row">{w.with(say::YEAR, &[("year", &number(year))])}</th>
                    <td class="num">{number(promised)}</td>
                    <td class="num">{number(planned)}</td>
                    <td class="num">{number(done)}</td>
                    <td class=missed_class>{number(missed)}</td>
                    <td class="num">{number(billed)}</td>
                </tr>
            }
        })
        .collect_views();
    let heads = [say::PROMISED, say::PLANNED_COUNT, say::DONE_COUNT, say::MISSED_COUNT, say::BILLED_COUNT];
    let heads = heads.into_iter().map(|head| view! { <th scope="col" class="num">{w.t(head)}</th> }).collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=label tabindex="0">
            <table class="grid narrow">
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Visits one under the other.
#[component]
fn Rows(rows: Vec<VisitRow>, label: String) -> impl IntoView {
    let w = use_words();
    let rows = rows
        .into_iter()
        .map(|row| {
            let day = row.done_on.or(row.planned_on);
            view! {
                <tr>
                    <td>
                        <a class="row-link" href=format!("/visits/{}", row.id)>
                            {w.period(row.window)}
                        </a>
                    </td>
                    <td>
                        <VisitBadge state=row.state />
                    </td>
                    <td>
                        <MaybeDay day />
                    </td>
                    <td class="clip">{row.technician}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame" role="region" aria-label=label tabindex="0">
            <table class="grid narrow">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::WINDOW)}</th>
                        <th scope="col">{w.t(say::STATE)}</th>
                        <th scope="col">{w.t(say::DAY)}</th>
                        <th scope="col">{w.t(say::TECHNICIAN)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The form of a visit beyond those promised.
#[component]
fn Extra(number: String, visits: ContractVisits, step: Step<AddExtraVisit>) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(step.refused());
    let promises = visits.promises.iter().map(|known| {
        let place = known.site.clone().map(|site| format!(" – {site}")).unwrap_or_default();
        Choice::new(known.promise.id.to_string(), format!("{}{place}", known.promise.terms.description))
    });
    let promises: Vec<Choice> = promises.collect();
    let day = visits.day;
    view! {
        <details class="panel" open=step.refused().get_untracked().is_some()>
            <summary>{w.t(say::ADD_EXTRA)}</summary>
            <p class="soft">{w.t(say::EXTRA_TEXT)}</p>
            <FormNotice checks label_of=say::label />
            <StepForm step=step attr:class="form">
                <input type="hidden" name="number" value=number />
                <SelectField name="promise" label=say::PROMISED choices=promises />
                <TextField name="description" label=say::WHAT optional=true />
                <TextField name="planned_on" label=say::DAY kind="date" value=day.to_string() width="short" />
                <TextField name="planned_at" label=say::TIME kind="time" optional=true width="short" />
                <SelectField
                    name="technician"
                    label=say::TECHNICIAN
                    choices=technician_choices(w, &visits.technicians)
                />
                <div class="actions">
                    <button class="button primary" type="submit" aria-busy=move || step.pending().get().to_string()>
                        {w.t(say::ADD_EXTRA)}
                    </button>
                </div>
            </StepForm>
        </details>
    }
}
