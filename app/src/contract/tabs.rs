//! The head of a contract's sheet: where one is, the state beside the name, and the tabs.

use crate::{
    components::{
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    permission::Permission,
    term::Phase,
    view::{ContractSheet, Viewer},
};

/// Which tab is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Terms and dates.
    Overview,
    /// Service visits.
    Visits,
    /// Every date, and the terms about them.
    Dates,
    /// What becomes of it when its term is over.
    Renewal,
    /// The ledger.
    Money,
    /// Files that hang on it.
    Files,
    /// What was promised besides.
    Obligations,
    /// Risks and reviews.
    Risk,
    /// What happened.
    History,
}

/// A phase with its icon.
#[component]
pub fn PhaseBadge(
    /// The phase.
    phase: Phase,
) -> impl IntoView {
    let (tone, icon) = match phase {
        Phase::Draft => ("muted", Icon::Edit),
        Phase::Signed => ("ink", Icon::Clock),
        Phase::InForce => ("ink", Icon::Seal),
        Phase::Ending => ("warn", Icon::Flag),
        Phase::Ended => ("muted", Icon::Check),
    };
    let w = use_words();
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {w.t(words::contract::phase(phase))}
        </span>
    }
}

/// Head and tabs of a sheet.
#[component]
pub fn SheetHead(
    /// The contract.
    sheet: ContractSheet,
    /// The open tab.
    tab: Tab,
    /// Who is looking.
    viewer: Viewer,
) -> impl IntoView {
    let w = use_words();
    let number = sheet.number.clone();
    let link = |of: Tab, path: &str, name: words::Text, needs: Permission| {
        let address = format!("/contracts/{number}{path}");
        viewer.may(needs).then(|| view! { <a href=address aria-current=(of == tab).then_some("page")>{w.t(name)}</a> })
    };
    let tabs = [
        link(Tab::Overview, "", words::contract_page::OVERVIEW, Permission::ViewContracts),
        link(Tab::Visits, "/visits", words::service_visit::TITLE, Permission::ViewContracts),
        link(Tab::Dates, "/dates", words::date_terms::TAB, Permission::ViewContracts),
        link(Tab::Renewal, "/renewal", words::contract_page::RENEWAL_TAB, Permission::ViewContracts),
        link(Tab::Money, "/money", words::contract_page::MONEY, Permission::ViewBilling),
        link(Tab::Files, "/files", words::contract_page::FILES, Permission::ViewContracts),
        link(Tab::Obligations, "/obligations", words::obligation_page::TITLE, Permission::ViewContracts),
        link(Tab::Risk, "/risk", words::risk_page::TAB, Permission::ViewContracts),
        link(Tab::History, "/history", words::contract_page::HISTORY, Permission::ViewHistory),
    ];
    let edit = viewer.may(Permission::EditContracts).then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("/contracts/{}/edit", sheet.number)>
                    <IconMark icon=Icon::Edit />
                    {w.t(words::contract_form::EDIT)}
                </a>
            </div>
        }
    });
    let findings = viewer.may(Permission::ViewLeakage).then(|| {
        let address = format!("/leakage/findings?contract={}", sheet.number);
        view! {
            <span>
                <IconMark icon=Icon::Leakage />
                <a href=address>{w.t(words::contract_page::FINDINGS)}</a>
            </span>
        }
    });
    let value = sheet.details.value.map(|value| view! { <crate::components::figure::Amount money=value /> });
    view! {
        <Title text=format!("{} · {}", sheet.details.title, sheet.number) />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/contracts">{w.t(words::nav::CONTRACTS)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{sheet.details.title.clone()}</h1>
                <PhaseBadge phase=sheet.dates.phase />
            </div>
            {edit}
            <div class="page-facts">
                <span class="number">{sheet.number.clone()}</span>
                {sheet.details.reference.clone().map(|reference| view! { <span class="number faint">{reference}</span> })}
                <span>
                    <IconMark icon=Icon::Customer />
                    <a href=format!("/customers/{}", sheet.details.customer)>{sheet.customer.name.clone()}</a>
                </span>
                {value}
                {findings}
            </div>
        </header>
        <nav class="tabs" aria-label=w.t(words::contract_page::TABS)>
            {tabs.into_iter().flatten().collect_views()}
        </nav>
    }
}
