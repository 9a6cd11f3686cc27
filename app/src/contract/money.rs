//! The money tab of a contract: its ledger, period by period, each amount with its formula.

use super::{
    api::{find, ledger},
    tabs::{SheetHead, Tab},
};
use crate::{
    billing::StateBadge,
    components::figure::{Amount, DayMark},
    failure::FailureNotice,
    frame::viewing,
    use_words, words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    calendar::Day,
    view::{ContractSheet, LedgerEntry, Viewer},
};

/// What a contract promises and what was billed for it.
#[component]
pub fn MoneyPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let known = Resource::new_blocking(
        move || number.get(),
        |number| async move { Ok::<_, crate::failure::Failure>((find(number.clone()).await?, ledger(number).await?)) },
    );
    let content = move || {
        Suspend::new(async move {
            match (known.await, viewing().await) {
                (Ok((sheet, ledger)), Ok(viewer)) => view! { <Ledger sheet ledger viewer /> }.into_any(),
                (Err(failure), _) | (_, Err(failure)) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=|| ()>{content}</Transition> }
}

#[component]
fn Ledger(sheet: ContractSheet, ledger: Vec<LedgerEntry>, viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let day = sheet.day;
    let lines = sheet.lines.clone();
    let rows = ledger
        .into_iter()
        .map(|entry| {
            let line = lines.iter().find(|line| line.id == entry.line).map(|line| line.description.clone());
            view! { <Row entry line=line.unwrap_or_default() day /> }
        })
        .collect_view();
    view! {
        <SheetHead sheet tab=Tab::Money viewer />
        <p class="soft">{w.t(words::contract_page::LEDGER_TEXT)}</p>
        <div class="table-frame" role="region" aria-label=w.t(words::contract_page::MONEY) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::contract_page::PERIOD)}</th>
                        <th scope="col">{w.t(words::contract_page::LINE)}</th>
                        <th scope="col">{w.t(words::contract_page::BILLING_DAY)}</th>
                        <th scope="col">{w.t(words::contract_page::FORMULA)}</th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::EXPECTED)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::BILLED)}
                        </th>
                        <th scope="col">{w.t(words::contract_page::STATE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(entry: LedgerEntry, line: String, day: Day) -> impl IntoView {
    let w = use_words();
    let formula = match &entry.correction {
        Some(correction) => words::billing::correction(w, correction),
        None => words::billing::formula(w, &entry.formula, entry.amount.currency),
    };
    view! {
        <tr class=(entry.billing_day > day).then_some("muted")>
            <td>{w.period(entry.period)}</td>
            <td class="clip">{line}</td>
            <td>
                <DayMark day=entry.billing_day />
            </td>
            <td class="mono">{formula}</td>
            <td class="num">
                <Amount money=entry.amount />
            </td>
            <td class="num">
                <Amount money=entry.billed />
            </td>
            <td>
                <StateBadge state=entry.state past=entry.billing_day <= day />
            </td>
        </tr>
    }
}
