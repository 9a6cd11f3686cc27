//! One invoice line: what it says beside what it may bill, and the decision.

use super::{
    StateBadge,
    api::{MatchLine, SetAside, TakeUp, UndoMatch, sheet},
    invoice::Matches,
};
use crate::{
    components::{
        field::TextField,
        figure::{Amount, DayMark},
        fold::folded,
        form::{Checks, Refused, last_refused},
        icon::{Icon, IconMark},
        show::show_page,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm, ask},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    calendar::Day,
    invoice::InvoiceKind,
    money::Money,
    refusal::Refusal,
    typed::amount_text,
    view::{MatchRow, MatchingSheet, Place, Standing},
};

/// The steps that a line can take.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    pub(super) matched: Step<MatchLine>,
    pub(super) aside: Step<SetAside>,
    pub(super) take_up: Step<TakeUp>,
    pub(super) undo: Step<UndoMatch>,
}

impl Steps {
    pub(super) fn new() -> Self {
        Self { matched: Step::new(), aside: Step::new(), take_up: Step::new(), undo: Step::new() }
    }

    /// How many steps were taken, so that the page asks again after each.
    pub(super) fn taken(self) -> usize {
        self.matched.version().get()
            + self.aside.version().get()
            + self.take_up.version().get()
            + self.undo.version().get()
    }

    pub(super) fn refused(self) -> Signal<Option<Failure>> {
        last_refused([self.matched.last(), self.aside.last(), self.take_up.last(), self.undo.last()])
    }
}

/// An invoice line on a page of its own.
#[component]
pub fn LinePage() -> impl IntoView {
    let params = use_params_map();
    let queries = use_query_map();
    let asked = Memo::new(move |_| {
        let line = params.get().get("line").unwrap_or_default();
        (line, queries.get().get("search").unwrap_or_default())
    });
    let steps = Steps::new();
    let known = ask(move || (asked.get(), steps.taken()), |((line, search), _)| sheet(line, search));
    let content = show_page(known, move |sheet| {
        let (_, search) = asked.get_untracked();
        view! { <Sheet sheet steps search /> }
    });
    view! {
        <Refused failure=steps.refused() />
        {content}
    }
}

#[component]
fn Sheet(sheet: MatchingSheet, steps: Steps, search: String) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(steps.refused());
    let none_chosen = move || {
        checks.problems().iter().any(|problem| problem.field == "amounts").then(|| {
            view! {
                <div class="notice warn" role="alert">
                    <IconMark icon=Icon::Warning />
                    <div class="notice-body">
                        <p>{w.t(words::matching::NONE_CHOSEN)}</p>
                    </div>
                </div>
            }
        })
    };
    let title = match sheet.kind {
        InvoiceKind::Invoice => words::matching::INVOICE,
        InvoiceKind::CreditNote => words::matching::CREDIT_NOTE,
    };
    let title = w.with(title, &[("number", &sheet.number)]);
    let matches = (!sheet.line.matches.is_empty()).then(|| {
        view! { <Matches line=sheet.line.clone() steps may=true /> }
    });
    let body = match &sheet.line.standing {
        Standing::Waiting { .. } => view! { <Waiting sheet=sheet.clone() steps search /> }.into_any(),
        standing @ (Standing::Matched | Standing::Settled) => {
            let settled = matches!(standing, Standing::Settled);
            let said = if settled { words::matching::SETTLED_TEXT } else { words::matching::MATCHED_TEXT };
            view! {
                <div class="notice green">
                    <IconMark icon=Icon::Check />
                    <div class="notice-body">
                        <p>{w.t(said)}</p>
                    </div>
                </div>
            }
            .into_any()
        }
        Standing::Outside { reason } => {
            view! { <Outside sheet=sheet.clone() reason=reason.clone() steps /> }.into_any()
        }
    };
    view! {
        <Title text=title.clone() />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/billing">{w.t(words::nav::BILLING)}</a>
                    </li>
                    <li>
                        <a href="/billing/matching">{w.t(words::matching::QUEUE)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{title}</h1>
            </div>
        </header>
        {none_chosen}
        <Says sheet=sheet.clone() />
        {matches}
        {body}
    }
}

/// What the invoice says.
#[component]
fn Says(sheet: MatchingSheet) -> impl IntoView {
    let w = use_words();
    let why = match &sheet.line.standing {
        Standing::Waiting { why } => Some(w.t(words::matching::waiting(*why))),
        Standing::Matched | Standing::Settled | Standing::Outside { .. } => None,
    };
    let why = why.map(|why| {
        view! {
            <div>
                <dt>{w.t(words::matching::WHY)}</dt>
                <dd>{why}</dd>
            </div>
        }
    });
    let period = sheet.line.period.map_or_else(|| w.t(words::matching::NO_PERIOD).to_owned(), |days| w.period(days));
    let reference = sheet.contract_reference.clone();
    let reference = reference.unwrap_or_else(|| w.t(words::matching::NO_REFERENCE).to_owned());
    view! {
        <section class="section" aria-labelledby="says">
            <h2 id="says">{w.t(words::matching::SAYS)}</h2>
            <dl class="facts">
                <div>
                    <dt>{w.t(words::contract_page::CUSTOMER)}</dt>
                    <dd>
                        <a href=format!("/customers/{}", sheet.customer)>{sheet.customer_name.clone()}</a>
                    </dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::NUMBER)}</dt>
                    <dd class="number">
                        <a href=format!("/billing/invoices/{}", sheet.invoice)>{sheet.number.clone()}</a>
                    </dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::ISSUED_ON)}</dt>
                    <dd>
                        <DayMark day=sheet.issued_on />
                    </dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::DESCRIPTION)}</dt>
                    <dd>{sheet.line.description.clone()}</dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::PERIOD_PRINTED)}</dt>
                    <dd>{period}</dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::REFERENCE_PRINTED)}</dt>
                    <dd>{reference}</dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::AMOUNT)}</dt>
                    <dd>
                        <Amount money=sheet.line.amount />
                    </dd>
                </div>
                <div>
                    <dt>{w.t(words::matching::OPEN_AMOUNT)}</dt>
                    <dd>
                        <Amount money=sheet.line.open />
                    </dd>
                </div>
                {why}
            </dl>
        </section>
    }
}

/// Which line a form is about, and as which version it was read.
#[component]
pub(super) fn Subject(line: String, version: i32) -> impl IntoView {
    view! {
        <input type="hidden" name="line" value=line />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

#[component]
fn Outside(sheet: MatchingSheet, reason: String, steps: Steps) -> impl IntoView {
    let w = use_words();
    let (line, version) = (sheet.line.id.to_string(), sheet.line.version);
    view! {
        <div class="notice info">
            <IconMark icon=Icon::Info />
            <div class="notice-body">
                <div>{folded(w.with(words::matching::IS_ASIDE, &[("reason", &reason)]))}</div>
            </div>
        </div>
        <StepForm step=steps.take_up attr:class="actions">
            <Subject line version />
            <button class="button" type="submit">
                <IconMark icon=Icon::Undo />
                {w.t(words::matching::TAKE_UP)}
            </button>
        </StepForm>
    }
}

/// The places a line may belong to, the search for others, and the way out.
#[component]
fn Waiting(sheet: MatchingSheet, steps: Steps, search: String) -> impl IntoView {
    let w = use_words();
    let (line, version, open, day) = (sheet.line.id.to_string(), sheet.line.version, sheet.line.open, sheet.day);
    let none = sheet.places.is_empty().then(|| view! { <p class="soft">{w.t(words::matching::NO_PLACES)}</p> });
    let places = sheet
        .places
        .clone()
        .into_iter()
        .zip(1_usize..)
        .map(|(place, number)| view! { <Proposed place number line=line.clone() version day steps /> })
        .collect_views();
    let searched = !search.is_empty();
    let nothing = (searched && sheet.found.is_empty()).then(|| view! { <p>{w.t(words::matching::NOTHING_FOUND)}</p> });
    let found = (!sheet.found.is_empty()).then(|| {
        let rows = sheet.found.iter().map(|row| (row.clone(), None)).collect();
        let amount = w.money(open);
        view! {
            <p class="soft">{w.with(words::matching::ENTER_AMOUNTS, &[("open", &amount)])}</p>
            <MatchForm rows line=line.clone() version day steps label=words::matching::MATCH_CHOSEN prefix="found" />
        }
    });
    let action = format!("/billing/matching/{line}");
    view! {
        <section class="section" aria-labelledby="places">
            <h2 id="places">{w.t(words::matching::PLACES)}</h2>
            {none}
            {places}
        </section>
        <section class="section" aria-labelledby="other">
            <h2 id="other">{w.t(words::matching::OTHER)}</h2>
            <form class="filters" method="get" action=action>
                <input
                    type="search"
                    name="search"
                    value=search
                    placeholder=w.t(words::matching::SEARCH)
                    aria-label=w.t(words::matching::SEARCH)
                />
                <button class="button" type="submit">
                    <IconMark icon=Icon::Search />
                    {w.t(words::matching::FIND)}
                </button>
            </form>
            {nothing}
            {found}
        </section>
        <section class="section" aria-labelledby="aside">
            <h2 id="aside">{w.t(words::matching::ASIDE)}</h2>
            <p class="soft">{w.t(words::matching::ASIDE_TEXT)}</p>
            <StepForm step=steps.aside attr:class="form">
                <Subject line=line.clone() version />
                <TextField name="reason" label=words::matching::REASON />
                <div class="actions">
                    <button class="button" type="submit">
                        {w.t(words::matching::SET_ASIDE)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

/// A place with what speaks for and against it.
#[component]
fn Proposed(place: Place, number: usize, line: String, version: i32, day: Day, steps: Steps) -> impl IntoView {
    let w = use_words();
    let currency = place.rows.first().map(|(row, _)| row.expected.currency);
    let mut said: Vec<String> = place
        .reasons
        .iter()
        .filter_map(|reason| currency.map(|currency| words::reconciliation::reason(w, reason, currency)))
        .collect();
    if place.taken_back {
        said.push(w.t(words::matching::TAKEN_BACK_HERE).to_owned());
    }
    let said = said.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_views();
    let rows = place.rows.into_iter().map(|(row, amount)| (row, Some(amount))).collect();
    let id = format!("place-{number}");
    let (named_by, heading) = (id.clone(), id.clone());
    let title = w.with(words::matching::PLACE, &[("number", &number.to_string())]);
    view! {
        <section class="panel" aria-labelledby=named_by>
            <h3 id=heading>{title}</h3>
            <ul class="reasons">{said}</ul>
            <MatchForm rows line version day steps label=words::matching::MATCH_HERE prefix=id />
        </section>
    }
}

/// Rows with an amount each, and the button that matches them.
#[component]
fn MatchForm(
    rows: Vec<(MatchRow, Option<Money>)>,
    line: String,
    version: i32,
    day: Day,
    steps: Steps,
    label: words::Text,
    #[prop(into)] prefix: String,
) -> impl IntoView {
    let w = use_words();
    let wrong = move |row: &str| match steps.refused().get()? {
        Failure::Refused(Refusal::Fields(problems)) => {
            let field = format!("amount-{row}");
            let own = problems.into_iter().find(|problem| problem.field == field)?;
            Some(words::refusal::problem(w, &own.problem))
        }
        _ => None,
    };
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(at, (row, amount))| {
            let id = format!("{prefix}-{at}");
            let value = amount.map(|amount| amount_text(amount, w.language())).unwrap_or_default();
            let currency = row.expected.currency.code();
            let period = w.period(row.period);
            let part = w.with(words::matching::PART, &[("period", &period)]);
            let own = row.id.to_string();
            let typed = steps.matched.held(&format!("amounts[{at}]"), Some((&format!("rows[{at}]"), &own)));
            let value = typed.unwrap_or(value);
            let problem = {
                let own = own.clone();
                move || wrong(&own).map(|sentence| view! { <p class="field-error">{sentence}</p> })
            };
            let billed = (row.billed.minor != 0)
                .then(|| w.with(words::matching::ALREADY_BILLED, &[("amount", &w.money(row.billed))]));
            view! {
                <tr>
                    <td data-label=w.t(words::contract_page::CONTRACT)>
                        <a href=format!("/contracts/{}/money", row.contract)>{row.title}</a>
                        " "
                        <span class="number soft">{row.contract}</span>
                    </td>
                    <td class="clip" data-label=w.t(words::contract_page::LINE)>
                        {row.line}
                    </td>
                    <td class="period" data-label=w.t(words::contract_page::PERIOD)>
                        {period}
                    </td>
                    <td data-label=w.t(words::contract_page::BILLING_DAY)>
                        <DayMark day=row.billing_day />
                    </td>
                    <td class="num" data-label=w.t(words::contract_page::EXPECTED)>
                        <Amount money=row.expected />
                        {billed.map(|billed| view! { <span class="soft small">" " {billed}</span> })}
                    </td>
                    <td data-label=w.t(words::contract_page::STATE)>
                        <StateBadge
                            state=row.state
                            expected=row.expected
                            past=row.billing_day <= day
                            recovered_only=false
                        />
                    </td>
                    <td data-label=w.t(words::matching::AMOUNT)>
                        <input type="hidden" name=format!("rows[{at}]") value=own />
                        <div class="affix">
                            <input
                                class="amount-input"
                                id=id
                                name=format!("amounts[{at}]")
                                value=value
                                inputmode="decimal"
                                aria-label=part
                            />
                            <span>{currency}</span>
                        </div>
                        {problem}
                    </td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <StepForm step=steps.matched>
            <Subject line version />
            <div class="table-frame" role="region" aria-label=w.t(words::matching::PLACES) tabindex="0">
                <table class="grid roomy places">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(words::contract_page::CONTRACT)}</th>
                            <th scope="col">{w.t(words::contract_page::LINE)}</th>
                            <th scope="col">{w.t(words::contract_page::PERIOD)}</th>
                            <th scope="col">{w.t(words::contract_page::BILLING_DAY)}</th>
                            <th scope="col" class="num">
                                {w.t(words::contract_page::EXPECTED)}
                            </th>
                            <th scope="col">{w.t(words::contract_page::STATE)}</th>
                            <th scope="col">{w.t(words::matching::AMOUNT)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="actions">
                <button class="button primary" type="submit">
                    <IconMark icon=Icon::Link />
                    {w.t(label)}
                </button>
            </div>
        </StepForm>
    }
}
