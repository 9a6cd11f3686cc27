//! What people see, and the questions a browser may ask.
//!
//! The site map is [`App`]. A feature is one module: its pages, and its server functions in `api.rs`, each
//! of two statements: get the actor, call the operation of the same name. Every sentence comes from
//! [`words`]. The crate knows the operations only on the server (feature `ssr`); in the browser they are
//! calls over the network.
#![recursion_limit = "512"]

pub mod administration;
pub mod billing;
pub mod components;
pub mod contract;
pub mod customer;
pub mod entrance;
#[cfg(feature = "ssr")]
pub mod export;
pub mod failure;
pub mod frame;
pub mod home;
pub mod import;
pub mod leakage;
pub mod legal_entity;
pub mod party;
pub mod profile;
pub mod saved_view;
pub mod token;
#[cfg(feature = "ssr")]
pub mod visit;
pub mod wire;
pub mod words;

use crate::{frame::Frame, words::Words};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos_meta::MetaTags;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use model::language::Language;

/// Where a session keeps the identity of the person who signed in.
pub const PERSON_KEY: &str = "person";

/// Where a session keeps what the browser calls itself, for the list of one's sessions.
pub const AGENT_KEY: &str = "agent";

/// The cookie that remembers the language chosen in this browser.
pub const LANGUAGE_COOKIE: &str = "language";

/// The cookie that remembers the theme chosen in this browser: `light` or `dark`; none follows the system.
pub const THEME_COOKIE: &str = "theme";

/// Names of the files built for the browser, with their hashes.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The script, relative to the root.
    pub js: String,
    /// The WebAssembly module.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
}

/// The nonce that the content security policy of this answer allows.
#[derive(Clone, Debug, Default)]
pub struct Nonce(pub String);

/// How browsers reach this server: scheme, host and port, for links that people send each other.
#[derive(Clone, Debug, Default)]
pub struct Origin(pub String);

/// The language of the page: what the server chose, which the browser reads from the document.
pub fn use_words() -> Words {
    Words(use_context::<Language>().unwrap_or_default())
}

/// The whole document.
#[cfg(feature = "ssr")]
pub fn shell(_options: LeptosOptions, assets: Assets) -> impl IntoView {
    let nonce = use_context::<Nonce>().unwrap_or_default().0;
    let look = visit::look();
    let Assets { js, wasm, css } = assets;
    let start = format!("import('/{js}').then(m=>m.default({{module_or_path:'/{wasm}'}}).then(()=>m.hydrate()))");
    view! {
        <!DOCTYPE html>
        <html lang=html_lang(look.language) data-theme=look.theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link
                    rel="preload"
                    href="/fonts/inter-latin.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <link rel="stylesheet" href=format!("/{css}") />
                <link rel="modulepreload" href=format!("/{js}") />
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The tag that also chooses the right Han glyphs.
#[cfg(feature = "ssr")]
const fn html_lang(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Fr => "fr",
        Language::Zh => "zh-Hans",
    }
}

fn page_language() -> Language {
    #[cfg(feature = "ssr")]
    return visit::look().language;
    #[cfg(not(feature = "ssr"))]
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

/// The site map.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(page_language());
    // Every page is rendered whole before it is sent, so that it can be read without WebAssembly.
    view! {
        <Router>
            <Routes fallback=|| view! { <failure::NotFoundPage /> }>
                <Route path=path!("/sign-in") view=entrance::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/set-up") view=entrance::SetUpPage ssr=SsrMode::Async />
                <Route path=path!("/invitation/:token") view=entrance::InvitationPage ssr=SsrMode::Async />
                <ParentRoute path=path!("/") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=home::HomePage ssr=SsrMode::Async />
                    <Route path=path!("contracts") view=contract::ListPage ssr=SsrMode::Async />
                    <Route path=path!("contracts/new") view=contract::FormPage ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number") view=contract::OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/edit") view=contract::FormPage ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/money") view=contract::MoneyPage ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/history") view=contract::HistoryPage ssr=SsrMode::Async />
                    <Route path=path!("billing") view=billing::ListPage ssr=SsrMode::Async />
                    <Route path=path!("billing/matching") view=billing::QueuePage ssr=SsrMode::Async />
                    <Route path=path!("billing/matching/:line") view=billing::LinePage ssr=SsrMode::Async />
                    <Route path=path!("billing/invoices") view=billing::InvoicesPage ssr=SsrMode::Async />
                    <Route path=path!("billing/invoices/:id") view=billing::InvoicePage ssr=SsrMode::Async />
                    <Route path=path!("leakage") view=leakage::DashboardPage ssr=SsrMode::Async />
                    <Route path=path!("leakage/findings") view=leakage::ListPage ssr=SsrMode::Async />
                    <Route path=path!("leakage/selected") view=leakage::SelectionPage ssr=SsrMode::Async />
                    <Route path=path!("leakage/:finding") view=leakage::FindingPage ssr=SsrMode::Async />
                    <Route path=path!("customers") view=customer::ListPage ssr=SsrMode::Async />
                    <Route path=path!("customers/new") view=customer::NewPage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id") view=customer::SheetPage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/edit") view=customer::EditPage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/contracts") view=customer::ContractsPage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/money") view=customer::MoneyPage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/people") view=customer::PeoplePage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/history") view=customer::HistoryPage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/sites/:site") view=customer::SitePage ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/contacts/:contact") view=customer::ContactPage ssr=SsrMode::Async />
                    <Route path=path!("administration/entities") view=legal_entity::ListPage ssr=SsrMode::Async />
                    <Route path=path!("administration/entities/:id") view=legal_entity::EditPage ssr=SsrMode::Async />
                    <Route path=path!("imports") view=import::ListPage ssr=SsrMode::Async />
                    <Route path=path!("imports/:id") view=import::ReviewPage ssr=SsrMode::Async />
                    <Route path=path!("profile") view=profile::ProfilePage ssr=SsrMode::Async />
                    <Route path=path!("administration") view=administration::EntrancePage ssr=SsrMode::Async />
                    <Route path=path!("administration/people") view=administration::PeoplePage ssr=SsrMode::Async />
                    <Route path=path!("administration/people/new") view=administration::InvitePage ssr=SsrMode::Async />
                    <Route path=path!("administration/people/:id") view=administration::PersonPage ssr=SsrMode::Async />
                    <Route path=path!("administration/teams") view=administration::TeamsPage ssr=SsrMode::Async />
                    <Route path=path!("administration/teams/:id") view=administration::TeamPage ssr=SsrMode::Async />
                    <Route path=path!("administration/settings") view=administration::SettingsPage ssr=SsrMode::Async />
                    <Route path=path!("administration/history") view=administration::HistoryPage ssr=SsrMode::Async />
                    <Route path=path!("profile/tokens") view=token::TokensPage ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
