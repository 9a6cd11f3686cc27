//! Findings chosen in the list, dealt with together: all of them, or none.

use super::{
    api::{AssignTogether, ClaimTogether, LeakageQuery, WaiveTogether, selection},
    table::Table,
};
use crate::{
    components::{
        field::{Choice, FieldProblems, SelectField, TextField},
        form::{Refused, last_refused},
        icon::{Icon, IconMark},
        show::show,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm, ask},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{money::Amounts, refusal::Refusal, view::FindingSelection};

/// The findings that the address names, and what can be done with all of them.
#[component]
pub fn SelectionPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let ids = Memo::new(move |_| map.get().get_all("finding").unwrap_or_default());
    let steps = Steps { assign: Step::new(), claim: Step::new(), waive: Step::new() };
    let known = ask(move || (ids.get(), steps.taken()), |(ids, _)| selection(ids));
    let content = show(known, move |selection| view! { <Content selection steps /> });
    view! {
        <Title text=w.t(words::leakage_page::SELECTION) />
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
                <h1 id="findings">{w.t(words::leakage_page::SELECTION)}</h1>
            </div>
        </header>
        {content}
    }
}

#[derive(Clone, Copy)]
struct Steps {
    assign: Step<AssignTogether>,
    claim: Step<ClaimTogether>,
    waive: Step<WaiveTogether>,
}

impl Steps {
    fn taken(self) -> usize {
        self.assign.version().get() + self.claim.version().get() + self.waive.version().get()
    }

    fn failure(self) -> Signal<Option<Failure>> {
        last_refused([self.assign.last(), self.claim.last(), self.waive.last()])
    }
}

/// The chosen findings, each with the version it was read as.
#[component]
fn Chosen(chosen: StoredValue<Vec<String>>) -> impl IntoView {
    chosen
        .get_value()
        .into_iter()
        .map(|finding| view! { <input type="hidden" name="findings[]" value=finding /> })
        .collect_views()
}

#[component]
fn Content(selection: FindingSelection, steps: Steps) -> impl IntoView {
    let w = use_words();
    let failure = steps.failure();
    provide_context(FieldProblems(Signal::derive(move || match crate::components::form::now(failure) {
        Some(Failure::Refused(Refusal::Fields(problems))) => problems,
        _ => Vec::new(),
    })));
    if selection.rows.is_empty() {
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Flag />
                <p>{w.t(words::leakage_page::SELECTION_EMPTY)}</p>
                <div class="actions">
                    <a class="button primary" href="/leakage/findings">
                        {w.t(words::leakage_page::ALL_FINDINGS)}
                    </a>
                </div>
            </div>
        }
        .into_any();
    }
    let FindingSelection { rows, pursuers, day: _ } = selection;
    let count = rows.len() as u64;
    let mut amounts = Amounts::default();
    for amount in rows.iter().filter_map(|row| row.finding.amount) {
        // A sum too large for the currency would be shown as it stood before.
        let _kept = amounts.add(amount);
    }
    let findings = w.count(count, words::leakage_page::FINDING_ONE, words::leakage_page::FINDING_OTHER);
    let text = match amounts.iter().next() {
        Some(_) => words::leakage_page::SELECTION_TEXT,
        None => words::leakage_page::SELECTION_TEXT_BARE,
    };
    let text = w.with(text, &[("findings", &findings), ("amounts", &w.amounts(&amounts))]);
    let chosen = StoredValue::new(rows.iter().map(|row| format!("{}:{}", row.id, row.version)).collect::<Vec<_>>());
    let mut choices = vec![Choice::new("", w.t(words::leakage_page::NOBODY))];
    choices.extend(pursuers.into_iter().map(|pursuer| Choice::new(pursuer.id.to_string(), pursuer.name)));
    let choices = StoredValue::new(choices);
    let query = LeakageQuery { columns: "kind,contract,customer,owner,state,amount".to_owned(), ..Default::default() };
    let assign = w.count(count, words::leakage_page::ASSIGN_ALL_ONE, words::leakage_page::ASSIGN_ALL);
    let claimed = rows.iter().all(|row| row.finding.kind.stage().can_be_lost());
    let (one, other, claim_text) = match claimed {
        true => {
            (words::leakage_page::CLAIM_ALL_ONE, words::leakage_page::CLAIM_ALL, words::leakage_page::CLAIM_ALL_TEXT)
        }
        false => (
            words::leakage_page::TAKE_ON_ALL_ONE,
            words::leakage_page::TAKE_ON_ALL,
            words::leakage_page::TAKE_ON_ALL_TEXT,
        ),
    };
    let claim = w.count(count, one, other);
    let waive = w.count(count, words::leakage_page::WAIVE_ALL_ONE, words::leakage_page::WAIVE_ALL);
    let (assign, claim, waive) = (StoredValue::new(assign), StoredValue::new(claim), StoredValue::new(waive));
    view! {
        <p class="lede">{text}</p>
        <div class="sheet">
            <div class="stack">
                <Table rows query address=String::new() choose=false />
            </div>
            <aside class="next" aria-labelledby="together">
                <h2 id="together">{w.t(words::leakage_page::NEXT)}</h2>
                <Refused failure />
                <StepForm step=steps.assign attr:class="form">
                    <Chosen chosen />
                    <SelectField name="owner" label=words::leakage_page::ASSIGN_TO choices=choices.get_value() />
                    <button class="button primary" type="submit">
                        {assign.get_value()}
                    </button>
                </StepForm>
                <StepForm step=steps.claim attr:class="form">
                    <Chosen chosen />
                    <p>{w.t(claim_text)}</p>
                    <button class="button" type="submit">
                        {claim.get_value()}
                    </button>
                </StepForm>
                <StepForm step=steps.waive attr:class="form">
                    <Chosen chosen />
                    <TextField
                        name="reason"
                        label=words::leakage_page::REASON
                        hint=words::leakage_page::REASON_HINT
                    />
                    <button class="button" type="submit">
                        {waive.get_value()}
                    </button>
                </StepForm>
            </aside>
        </div>
    }
    .into_any()
}
