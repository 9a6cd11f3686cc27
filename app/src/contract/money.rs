//! The money tab of a contract: its ledger, period by period, each amount with its formula.

mod row;

use super::{
    api::{find, ledger},
    tabs::{SheetHead, Tab},
};
use crate::{
    billing::api::row_matches,
    components::{form::Refused, show::show_page_to, views::CollectViews},
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    id::ExpectedBillingId,
    permission::Permission,
    view::{ContractSheet, LedgerEntry, RowMatch, Viewer},
};
use row::{Row, Steps};

/// What a contract promises and what was billed for it.
#[component]
pub fn MoneyPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let steps = Steps::new();
    let known = ask(
        move || (number.get(), steps.taken()),
        |(number, _)| async move {
            let (sheet, ledger) = (find(number.clone()).await?, ledger(number.clone()).await?);
            Ok::<_, crate::failure::Failure>((sheet, ledger, row_matches(number).await?))
        },
    );
    let content = show_page_to(known, move |(sheet, ledger, matches), viewer| {
        view! { <Ledger sheet ledger matches viewer steps /> }
    });
    view! {
        <Refused failure=steps.refused() />
        {content}
    }
}

#[component]
fn Ledger(
    sheet: ContractSheet,
    ledger: Vec<LedgerEntry>,
    matches: Vec<(ExpectedBillingId, RowMatch)>,
    viewer: Viewer,
    steps: Steps,
) -> impl IntoView {
    let w = use_words();
    let day = sheet.day;
    let may = viewer.may(Permission::Reconcile);
    let contract = sheet.number.clone();
    let rows = ledger
        .into_iter()
        .map(|entry| {
            let own = matches.iter().filter(|(row, _)| *row == entry.id).map(|(_, found)| found.clone()).collect();
            let (contract, line) = (contract.clone(), entry.description.clone());
            view! { <Row entry matches=own contract line day may steps /> }
        })
        .collect_views();
    view! {
        <SheetHead sheet tab=Tab::Money viewer />
        <p class="soft">{w.t(words::contract_page::LEDGER_TEXT)}</p>
        <div class="table-frame" role="region" aria-label=w.t(words::contract_page::MONEY) tabindex="0">
            <table class="grid ledger">
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
                        <th scope="col">{w.t(words::matching::BILLED_BY)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
