//! A row of a contract's ledger: what it promises, what bills it, and giving it up.

use crate::{
    billing::{
        Beside, StateBadge, UndoMatching,
        api::{ReclaimRow, UndoMatch, WaiveRow, state_code},
    },
    components::{
        figure::{Amount, DayMark},
        fold::folded,
        form::last_refused,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::{Step, StepForm},
    words,
};
use leptos::prelude::*;
use model::{
    billing::{BillingState, is_recovered_only},
    calendar::Day,
    id::ExpectedBillingId,
    money::Money,
    refusal::Refusal,
    view::{LedgerEntry, RowMatch},
};

/// The steps that rows of a ledger can take.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    waive: Step<WaiveRow>,
    reclaim: Step<ReclaimRow>,
    undo: Step<UndoMatch>,
}

impl Steps {
    pub(super) fn new() -> Self {
        Self { waive: Step::new(), reclaim: Step::new(), undo: Step::new() }
    }

    /// How many steps were taken, so that the ledger is asked for again after each.
    pub(super) fn taken(self) -> usize {
        self.waive.version().get() + self.reclaim.version().get() + self.undo.version().get()
    }

    pub(super) fn refused(self) -> Signal<Option<Failure>> {
        last_refused([self.waive.last(), self.reclaim.last(), self.undo.last()])
    }
}

#[component]
pub(super) fn Row(
    entry: LedgerEntry,
    matches: Vec<RowMatch>,
    contract: String,
    line: String,
    day: Day,
    may: bool,
    steps: Steps,
) -> impl IntoView {
    let w = use_words();
    let formula = match &entry.correction {
        Some(correction) => words::billing::correction(w, correction),
        None => words::billing::formula(w, &entry.formula, entry.amount.currency),
    };
    let billed_by = matches
        .into_iter()
        .map(|found| view! { <BilledBy found row=entry.id billed=entry.billed may steps /> })
        .collect_views();
    let waived = entry
        .waived_reason
        .as_ref()
        .map(|reason| w.with(words::matching::WAIVED_BECAUSE, &[("reason", reason)]))
        .map(|sentence| view! { <div class="small">{folded(sentence)}</div> });
    let before = (entry.paid_before.minor > 0).then(|| {
        let said = w.with(words::billing::PAID_BEFORE, &[("amount", &w.money(entry.paid_before))]);
        view! { <span class="second">{said}</span> }
    });
    let waits = entry.waits_for.as_ref().map(|(occurrence, title)| {
        let said = w.with(words::billing::WAITS_FOR, &[("milestone", title)]);
        view! {
            <a class="second" href=format!("/obligations/{occurrence}")>
                {said}
            </a>
        }
    });
    let decide = may.then(|| view! { <Decide entry=entry.clone() contract steps /> });
    view! {
        <tr id=format!("row-{}", entry.id) class=(entry.billing_day > day).then_some("muted")>
            <td class="period">{w.period(entry.period)}</td>
            <td class="clip">{line}</td>
            <td>
                <DayMark day=entry.billing_day />
                {waits}
            </td>
            <td class="mono">{formula}</td>
            <td class="num">
                <Amount money=entry.amount />
            </td>
            <td class="num">
                <Amount money=entry.billed />
            </td>
            <td>
                <StateBadge
                    state=entry.state
                    expected=entry.amount
                    past=entry.billing_day <= day
                    recovered_only=is_recovered_only(entry.billed, entry.recovered)
                />
                <Beside said=words::billing::WAIVED_BESIDE money=entry.kept />
                <Beside said=words::billing::RECOVERED_BESIDE money=entry.recovered />
                {before}
            </td>
            <td>{billed_by} {waived} {decide}</td>
        </tr>
    }
}

/// An invoice that bills the row, with the way back.
#[component]
fn BilledBy(found: RowMatch, row: ExpectedBillingId, billed: Money, may: bool, steps: Steps) -> impl IntoView {
    let undo = may.then(|| {
        let RowMatch { line, version, amount, .. } = found;
        view! { <UndoMatching line version row billed amount step=steps.undo /> }
    });
    view! {
        <div class="billed-by">
            <a class="number" href=format!("/billing/invoices/{}", found.invoice)>
                {found.number}
            </a>
            " "
            <DayMark day=found.issued_on />
            " "
            <Amount money=found.amount />
            {undo}
        </div>
    }
}

/// Giving a row up, or expecting it again.
#[component]
fn Decide(entry: LedgerEntry, contract: String, steps: Steps) -> impl IntoView {
    let w = use_words();
    let state = entry.state;
    let (row, billed) = (entry.id.to_string(), entry.billed.minor.saturating_add(entry.recovered.minor).to_string());
    let seen = move || {
        view! {
            <input type="hidden" name="number" value=contract.clone() />
            <input type="hidden" name="row" value=row.clone() />
            <input type="hidden" name="billed" value=billed.clone() />
            <input type="hidden" name="state" value=state_code(state) />
        }
    };
    let along = (entry.along.minor != 0).then(|| {
        let given_up = state == BillingState::Waived;
        let text = if given_up { words::matching::RECLAIM_ALONG } else { words::matching::WAIVE_ALONG };
        view! { <p class="small soft">{w.with(text, &[("amount", &w.money(entry.along))])}</p> }
    });
    if state == BillingState::Waived {
        return view! {
            <StepForm step=steps.reclaim attr:class="inline">
                {seen()} {along} <button class="button quiet" type="submit">
                    <IconMark icon=Icon::Undo />
                    {w.t(words::matching::RECLAIM)}
                </button>
            </StepForm>
        }
        .into_any();
    }
    let kept = entry.left.is_zero() && state != BillingState::Expected;
    if kept || matches!(state, BillingState::Billed | BillingState::Credited) {
        return ().into_any();
    }
    let field = format!("reason-{}", entry.id);
    let own = entry.id.to_string();
    let typed_at = own.clone();
    let wrong = Memo::new(move |_| match steps.refused().get()? {
        Failure::Refused(Refusal::Fields(problems)) if steps.waive.sent_with(&own) => {
            let own = problems.into_iter().find(|problem| problem.field == "reason")?;
            Some(words::refusal::problem(w, &own.problem))
        }
        _ => None,
    });
    view! {
        <details class="give-up" open=move || wrong.get().is_some()>
            <summary>{w.t(words::matching::WAIVE_TITLE)}</summary>
            <StepForm step=steps.waive attr:class="form">
                {seen()} {along} <div class="field">
                    <label for=field.clone()>{w.t(words::matching::REASON)}</label>
                    {move || wrong.get().map(|sentence| view! { <p class="field-error">{sentence}</p> })}
                    <input id=field name="reason" required value=steps.waive.held("reason", Some(("row", &typed_at))) />
                </div> <button class="button" type="submit">
                    {w.t(words::matching::WAIVE)}
                </button>
            </StepForm>
        </details>
    }
    .into_any()
}
