//! One finding: what leaks, the proof, and what to do about it.

use super::{
    api::{Assign, Claim, Comment, Recover, Reopen, SetDue, TakeBack, Waive, WithdrawClaim, find},
    comments::{Comments, History},
    waiting::Waiting,
};
use crate::{
    attachment::{Files, api::list},
    components::{
        field::{Choice, FieldProblems, SelectField, TextField},
        figure::{Amount, DayMark, MaybeDay},
        fold::folded,
        form::{Refused, begin_anew_after, last_refused, now},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm, ask},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    calendar::Day,
    id::{FindingId, PriceLineId},
    invoice::InvoiceKind,
    leakage::{Evidence, FindingState, Stage},
    money::Money,
    permission::Permission,
    refusal::Refusal,
    typed::amount_text,
    view::{FindingRow, FindingSheet, Pursuer, Recovery},
};

/// A finding on a page of its own.
#[component]
pub fn FindingPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("finding").unwrap_or_default());
    let steps = Steps {
        claim: Step::new(),
        recover: Step::new(),
        take_back: Step::new(),
        withdraw: Step::new(),
        waive: Step::new(),
        reopen: Step::new(),
        assign: Step::new(),
        due: Step::new(),
        comment: Step::new(),
    };
    begin_anew_after([steps.comment.times_done()], "comment");
    begin_anew_after([steps.recover.times_done(), steps.take_back.times_done()], "amount");
    let remove = Step::new();
    let known = ask(
        move || (id.get(), steps.taken() + remove.version().get()),
        |(id, _)| async move { Ok::<_, Failure>((find(id.clone()).await?, list(format!("finding:{id}")).await?)) },
    );
    show_page_to(known, move |(sheet, files), viewer| {
        let may = viewer.may(Permission::PursueFindings);
        let looks_back = viewer.may(Permission::ViewHistory);
        let matches = viewer.may(Permission::Reconcile);
        let back = format!("/leakage/{}", sheet.row.id);
        view! {
            <Sheet sheet steps may looks_back matches />
            <Files files back step=remove />
        }
    })
}

#[derive(Clone, Copy)]
struct Steps {
    claim: Step<Claim>,
    recover: Step<Recover>,
    take_back: Step<TakeBack>,
    withdraw: Step<WithdrawClaim>,
    waive: Step<Waive>,
    reopen: Step<Reopen>,
    assign: Step<Assign>,
    due: Step<SetDue>,
    comment: Step<Comment>,
}

impl Steps {
    /// How many steps were taken, so that the finding is asked for again after each.
    fn taken(self) -> usize {
        self.claim.version().get()
            + self.recover.version().get()
            + self.take_back.version().get()
            + self.withdraw.version().get()
            + self.waive.version().get()
            + self.reopen.version().get()
            + self.assign.version().get()
            + self.due.version().get()
            + self.comment.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([
            self.claim.last(),
            self.recover.last(),
            self.take_back.last(),
            self.withdraw.last(),
            self.waive.last(),
            self.reopen.last(),
            self.assign.last(),
            self.due.last(),
            self.comment.last(),
        ])
    }
}

#[component]
fn Sheet(sheet: FindingSheet, steps: Steps, may: bool, looks_back: bool, matches: bool) -> impl IntoView {
    let w = use_words();
    let FindingSheet { row, lines, waiting, recoveries, paid_before, comments, history, pursuers, day } = sheet;
    let failure = steps.refused();
    let problems = Signal::derive(move || match now(failure) {
        Some(Failure::Refused(Refusal::Fields(problems))) => problems,
        _ => Vec::new(),
    });
    provide_context(FieldProblems(problems));
    let id = row.id;
    let step = may.then_some(steps.comment);
    let history = looks_back.then(|| {
        let closed = matches!(row.state, FindingState::Closed { .. });
        let closed = closed.then(|| words::leakage::state_long(w, row.finding.kind.stage(), &row.state));
        view! { <History events=history closed /> }
    });
    let finding = row.finding.clone();
    let proof = proof(&row, &lines);
    let waiting = (waiting > 0).then(|| view! { <Waiting lines=waiting customer=row.customer.clone() matches /> });
    let kind = w.t(words::leakage::kind(finding.kind));
    let stage = finding.kind.stage();
    let said = words::leakage::steps(stage);
    let amount = finding.amount.map(|money| view! { <Amount money class="finding-amount" /> });
    let outcome = (!matches!(row.state, FindingState::Found))
        .then(|| view! { <div>{folded(words::leakage::state_long(w, stage, &row.state))}</div> });
    let came_in = row.recovered.filter(|_| !matches!(row.state, FindingState::Recovered { .. })).map(|money| {
        let open = finding.amount.filter(|_| row.state.is_open()).map(|open| w.money(open));
        let text = if open.is_some() { said.part.0 } else { said.part.1 };
        view! { <p>{w.with(text, &[("amount", &w.money(money)), ("open", &open.unwrap_or_default())])}</p> }
    });
    let entries = entries(&row, recoveries, paid_before, may.then_some(steps));
    let next = match may {
        true => view! {
            <h2>{w.t(words::leakage_page::NEXT)}</h2>
            <Actions row=row.clone() steps today=day />
            <Work row=row.clone() pursuers steps />
        }
        .into_any(),
        false => view! { <p class="soft">{w.t(words::leakage_page::READ_ONLY)}</p> }.into_any(),
    };
    let about = match &finding.evidence {
        Evidence::Overdue { invoice, number, .. } if finding.contract.is_none() => view! {
            <a class="number" href=format!("/billing/invoices/{invoice}")>
                {number.clone()}
            </a>
            <span>{w.t(words::leakage_page::NO_CONTRACT)}</span>
        }
        .into_any(),
        _ => view! {
            <a href=format!("/contracts/{}/money", row.contract)>
                {row.title.clone()} " " <span class="number">{row.contract.clone()}</span>
            </a>
        }
        .into_any(),
    };
    view! {
        <Title text=format!("{kind} · {}", if row.contract.is_empty() { &row.title } else { &row.contract }) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/leakage">{w.t(words::nav::LEAKAGE)}</a>
                    </li>
                    <li>
                        <a href="/leakage/findings">{w.t(words::leakage_page::FINDINGS)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{kind}</h1>
                <StateBadge stage state=row.state.clone() />
            </div>
            <div class="page-facts">
                {about}
                <span>
                    <IconMark icon=Icon::Customer />
                    {row.customer.clone()}
                </span>
            </div>
        </header>
        <div class="sheet">
            <div class="stack">
                <section class="section">
                    <p>{amount}</p>
                    <p class="lede">{words::leakage::evidence_at(w, &finding.evidence, row.state.is_open())}</p>
                    <p class="soft">{w.t(words::leakage::explanation(finding.kind))}</p>
                    <div class="stack tight result" role="status">
                        {outcome}
                        {came_in}
                    </div>
                    {entries}
                    <dl class="facts">
                        <div>
                            <dt>{w.t(words::leakage_page::CONFIDENCE)}</dt>
                            <dd>{w.t(words::leakage::confidence(finding.confidence))}</dd>
                        </div>
                        <div>
                            <dt>{w.t(words::leakage_page::SINCE)}</dt>
                            <dd>
                                <DayMark day=finding.since />
                            </dd>
                        </div>
                        <div>
                            <dt>{w.t(words::leakage_page::FOUND_ON)}</dt>
                            <dd>
                                <DayMark day=row.found_on />
                            </dd>
                        </div>
                        <div>
                            <dt>{w.t(words::contract_page::OWNER)}</dt>
                            <dd>
                                {row.owner.clone().unwrap_or_else(|| w.t(words::contract_page::NO_OWNER).to_owned())}
                            </dd>
                        </div>
                        <div>
                            <dt>{w.t(words::leakage_page::DUE)}</dt>
                            <dd>
                                <MaybeDay day=row.due_on />
                            </dd>
                        </div>
                    </dl>
                    {proof}
                    {waiting}
                </section>
                <Comments id comments step />
                {history}
            </div>
            <aside class="next">
                <Refused failure />
                {next}
            </aside>
        </div>
    }
}

/// What came in, entry by entry, each with the way back for whoever may pursue findings.
fn entries(row: &FindingRow, recoveries: Vec<Recovery>, paid_before: Option<Money>, steps: Option<Steps>) -> AnyView {
    let w = use_words();
    if recoveries.is_empty() {
        return ().into_any();
    }
    // A rest that was given up is taken up again first.
    let steps = steps.filter(|_| !matches!(row.state, FindingState::Waived { .. }));
    let (id, version) = (row.id, row.version);
    let (heading, taken_back) = words::leakage::steps(row.finding.kind.stage()).entries;
    let entries = recoveries
        .into_iter()
        .map(|entry| {
            let by = entry.by.map(|name| w.with(words::leakage_page::RECORDED_BY, &[("name", &name)]));
            let back = steps.map(|steps| {
                let text = w.with(taken_back, &[("amount", &w.money(entry.amount))]);
                view! {
                    <details class="give-up">
                        <summary>{w.t(words::leakage_page::TAKE_BACK)}</summary>
                        <StepForm step=steps.take_back attr:class="form">
                            <Subject id version />
                            <input type="hidden" name="entry" value=entry.id.to_string() />
                            <p>{text}</p>
                            <button class="button" type="submit">
                                {w.t(words::leakage_page::TAKE_BACK_NOW)}
                            </button>
                        </StepForm>
                    </details>
                }
            });
            view! {
                <li>
                    <Amount money=entry.amount /> " · " <DayMark day=entry.received_on />
                    {by.map(|by| format!(" · {by}"))} {back}
                </li>
            }
            .into_any()
        })
        .collect_views();
    let before = paid_before.map(|amount| {
        let said = w.with(words::leakage_page::PAID_BEFORE, &[("amount", &w.money(amount))]);
        view! { <p class="small">{said}</p> }
    });
    view! {
        <h2>{w.t(heading)}</h2>
        <ul class="proof">{entries}</ul>
        {before}
    }
    .into_any()
}

/// The most rows of the ledger that a proof lists.
const ROWS_MOST: usize = 60;

/// What a finding rests on: the price lines and rows of the ledger, and the invoices, each where it can be looked at.
fn proof(row: &FindingRow, lines: &[(PriceLineId, String)]) -> AnyView {
    let w = use_words();
    let evidence = &row.finding.evidence;
    let called = |id: PriceLineId| lines.iter().find(|(line, _)| *line == id).map_or("", |(_, name)| name.as_str());
    let link = |href: String, text: String| view! { <li><a href=href>{text}</a></li> }.into_any();
    let mut links: Vec<AnyView> = evidence
        .rows()
        .iter()
        .take(ROWS_MOST)
        .map(|of| {
            let said = [called(of.line), &w.period(of.period), &w.money(of.expected)].join(" · ");
            link(format!("/contracts/{}/money#row-{}", row.contract, of.row), said)
        })
        .collect();
    links.extend(evidence.visits().into_iter().map(|(visit, what)| link(format!("/visits/{visit}"), what.to_owned())));
    if let (true, Some(line)) = (links.is_empty(), row.finding.line) {
        links.push(link(format!("/contracts/{}/money", row.contract), called(line).to_owned()));
    }
    links.extend(evidence.invoices().into_iter().map(|(invoice, kind, number)| {
        let text = match kind {
            InvoiceKind::Invoice => words::matching::INVOICE,
            InvoiceKind::CreditNote => words::matching::CREDIT_NOTE,
        };
        let said = w.with(text, &[("number", number)]);
        link(format!("/billing/invoices/{invoice}"), said)
    }));
    if links.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{w.t(words::leakage_page::RESTS_ON)}</h2>
        <ul class="proof">{links}</ul>
    }
    .into_any()
}

/// Where a finding stands.
#[component]
pub fn StateBadge(
    /// Where the money of the finding is lost.
    stage: Stage,
    /// The state.
    state: FindingState,
) -> impl IntoView {
    let w = use_words();
    let (tone, icon) = match &state {
        FindingState::Found => ("seal", Icon::Warning),
        FindingState::Claimed { .. } => ("ink", Icon::Flag),
        FindingState::Recovered { .. } => ("green", Icon::Check),
        FindingState::Waived { .. } => ("muted", Icon::Cross),
        FindingState::Closed { .. } => ("muted", Icon::Check),
    };
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {words::leakage::state(w, stage, &state)}
        </span>
    }
}

/// Which finding a form is about, and as which version it was read.
#[component]
fn Subject(id: FindingId, version: i32) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id.to_string() />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

#[component]
fn Actions(row: FindingRow, steps: Steps, today: Day) -> impl IntoView {
    let w = use_words();
    let (id, version) = (row.id, row.version);
    let said = words::leakage::steps(row.finding.kind.stage());
    let claim = matches!(row.state, FindingState::Found).then(|| {
        view! {
            <StepForm step=steps.claim attr:class="form">
                <Subject id version />
                <p>{w.t(words::leakage::remedy(row.finding.kind))}</p>
                <button class="button primary" type="submit">
                    {w.t(said.begin)}
                </button>
            </StepForm>
        }
    });
    let recover = matches!(row.state, FindingState::Claimed { .. }).then(|| {
        let amount = row.finding.amount.map(|money| amount_text(money, w.language())).unwrap_or_default();
        let currency = row.finding.amount.map(|money| money.currency.code().to_owned()).unwrap_or_default();
        let asked = said.asked.map(|(label, hint, day)| {
            let hint = hint.unwrap_or(match row.finding.evidence {
                Evidence::Overdue { taxed: true, .. } => words::leakage_page::AMOUNT_WITH_TAX_HINT,
                _ => words::leakage_page::AMOUNT_BEFORE_TAX_HINT,
            });
            (label, hint, day)
        });
        // Drawn inside of the form, which knows what was typed into it when it was refused.
        let fields = move |(label, hint, day)| {
            view! {
                <TextField name="amount" label=label hint=hint inputmode="decimal" affix=currency value=amount />
                <TextField name="received_on" label=day kind="date" value=today.to_string() />
            }
        };
        view! {
            <StepForm step=steps.recover attr:class="form">
                <Subject id version />
                {asked.map(fields)}
                <button class="button primary" type="submit">
                    {w.t(said.end)}
                </button>
            </StepForm>
        }
    });
    let withdraw = matches!(row.state, FindingState::Claimed { .. }).then(|| {
        view! {
            <details class="give-up" open=move || now(steps.withdraw.refused()).is_some()>
                <summary>{w.t(said.withdraw.0)}</summary>
                <StepForm step=steps.withdraw attr:class="form">
                    <Subject id version />
                    <TextField name="why" label=said.withdraw.1 />
                    <button class="button" type="submit">
                        {w.t(said.withdraw.0)}
                    </button>
                </StepForm>
            </details>
        }
    });
    let waive = row.state.is_open().then(|| {
        view! {
            <StepForm step=steps.waive attr:class="form">
                <Subject id version />
                <TextField name="reason" label=words::leakage_page::REASON hint=words::leakage_page::REASON_HINT />
                <button class="button" type="submit">
                    {w.t(said.waive)}
                </button>
            </StepForm>
        }
    });
    let reopen = (!row.state.is_open()).then(|| {
        view! {
            <StepForm step=steps.reopen attr:class="form">
                <Subject id version />
                <button class="button" type="submit">
                    {w.t(words::action::REOPEN)}
                </button>
            </StepForm>
        }
    });
    view! {
        {claim}
        {recover}
        {withdraw}
        {waive}
        {reopen}
    }
}

/// Who pursues a finding, and by when.
#[component]
fn Work(row: FindingRow, pursuers: Vec<Pursuer>, steps: Steps) -> impl IntoView {
    let w = use_words();
    let (id, version) = (row.id, row.version);
    let owner = row.owner_id.map(|owner| owner.to_string()).unwrap_or_default();
    let due = row.due_on.map(|due| due.to_string()).unwrap_or_default();
    let mut choices = vec![Choice::new("", w.t(words::leakage_page::NOBODY))];
    choices.extend(pursuers.into_iter().map(|pursuer| Choice::new(pursuer.id.to_string(), pursuer.name)));
    let kept = StoredValue::new((choices, owner, due));
    view! {
        <h2>{w.t(words::leakage_page::WORK)}</h2>
        <StepForm step=steps.assign attr:class="form">
            <Subject id version />
            <SelectField
                name="owner"
                label=words::leakage_page::ASSIGN_TO
                choices=kept.with_value(|(choices, _, _)| choices.clone())
                value=kept.with_value(|(_, owner, _)| owner.clone())
            />
            <button class="button" type="submit">
                {w.t(words::action::ASSIGN)}
            </button>
        </StepForm>
        <StepForm step=steps.due attr:class="form">
            <Subject id version />
            <TextField
                name="due_on"
                label=words::leakage_page::DUE
                kind="date"
                optional=true
                value=kept.with_value(|(_, _, due)| due.clone())
            />
            <button class="button" type="submit">
                {w.t(words::action::SAVE)}
            </button>
        </StepForm>
    }
}
