//! The head of a customer's sheet: where one is, what may be done, and the tabs.

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
    view::{CustomerSheet, Viewer},
};

/// Which tab is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Facts and identifiers.
    Overview,
    /// Contracts.
    Contracts,
    /// Sums and invoices.
    Money,
    /// Places and people.
    People,
    /// What happened.
    History,
}

/// Where a form of a customer stands: the way back to the list and to the customer.
#[component]
pub fn Crumbs(
    /// The customer's identity and name, if it is there already.
    #[prop(optional_no_strip)]
    customer: Option<(String, String)>,
) -> impl IntoView {
    let w = use_words();
    let own = customer.map(|(id, name)| {
        view! {
            <li>
                <a href=format!("/customers/{id}")>{name}</a>
            </li>
        }
    });
    view! {
        <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
            <ol>
                <li>
                    <a href="/customers">{w.t(words::nav::CUSTOMERS)}</a>
                </li>
                {own}
            </ol>
        </nav>
    }
}

/// Head and tabs of a sheet.
#[component]
pub fn SheetHead(
    /// The customer.
    sheet: CustomerSheet,
    /// The open tab.
    tab: Tab,
    /// Who is looking.
    viewer: Viewer,
) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    let id = sheet.customer.id;
    let details = sheet.customer.details;
    let link = |of: Tab, path: &str, name: words::Text, needs: Permission| {
        let address = format!("/customers/{id}{path}");
        viewer.may(needs).then(|| view! { <a href=address aria-current=(of == tab).then_some("page")>{w.t(name)}</a> })
    };
    let tabs = [
        link(Tab::Overview, "", say::OVERVIEW, Permission::ViewCustomers),
        link(Tab::Contracts, "/contracts", words::nav::CONTRACTS, Permission::ViewContracts),
        link(Tab::Money, "/money", say::MONEY, Permission::ViewBilling),
        link(Tab::People, "/people", say::PEOPLE, Permission::ViewCustomers),
        link(Tab::History, "/history", words::nav::HISTORY, Permission::ViewHistory),
    ];
    let edit = viewer.may(Permission::EditCustomers).then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("/customers/{id}/edit")>
                    <IconMark icon=Icon::Edit />
                    {w.t(words::action::EDIT)}
                </a>
            </div>
        }
    });
    let country = details.country.map(|code| view! { <span>{words::country::name(w, &code)}</span> });
    let owner = sheet.owner.map(|owner| {
        view! {
            <span>
                <IconMark icon=Icon::Owner />
                {owner}
            </span>
        }
    });
    view! {
        <Title text=details.name.clone() />
        <header class="page-head">
            <Crumbs />
            <div class="page-title">
                <h1>{details.name}</h1>
            </div>
            {edit}
            <div class="page-facts">{country} {owner}</div>
        </header>
        <nav class="tabs" aria-label=w.t(say::TABS)>
            {tabs.into_iter().flatten().collect_views()}
        </nav>
    }
}
