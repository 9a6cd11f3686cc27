//! What people see, and the questions a browser may ask.
//!
//! The site map is [`App`]. A feature is one module: its pages, and its server functions in `api.rs`, each
//! of two statements: get the actor, call the operation of the same name. Every sentence comes from
//! [`words`]. The crate knows the operations only on the server (feature `ssr`); in the browser they are
//! calls over the network.
#![recursion_limit = "512"]

pub mod absence;
pub mod administration;
pub mod attachment;
pub mod billing;
pub mod components;
pub mod contract;
pub mod customer;
#[cfg(feature = "ssr")]
mod draft;
pub mod entrance;
#[cfg(feature = "ssr")]
pub mod export;
pub mod failure;
mod focus;
#[cfg(feature = "ssr")]
mod fold;
pub mod frame;
pub mod holiday;
pub mod home;
pub mod import;
pub mod job;
pub mod key_date;
pub mod leakage;
pub mod legal_entity;
pub mod notification;
pub mod obligation;
pub mod pages;
pub mod party;
pub mod profile;
#[cfg(feature = "ssr")]
mod reading;
pub mod reminder;
pub mod renewal;
pub mod risk;
pub mod saved_view;
pub mod service_visit;
pub mod token;
#[cfg(feature = "ssr")]
pub mod visit;
pub mod wire;
pub mod words;

#[cfg(feature = "ssr")]
use crate::components::icon::Drawings;
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
use model::{calendar::Moment, language::Language, zone::Clocks};
use std::{collections::HashMap, sync::Arc};

/// Where a session keeps the identity of the person who signed in.
pub const PERSON_KEY: &str = "person";

/// Where a session keeps what the browser calls itself, for the list of one's sessions.
pub const AGENT_KEY: &str = "agent";

/// The cookie that remembers the language chosen in this browser.
pub const LANGUAGE_COOKIE: &str = "language";

/// The cookie that remembers the theme chosen in this browser: `light` or `dark`; none follows the system.
pub const THEME_COOKIE: &str = "theme";

/// Names of the files built for the browser, with their hashes, relative to the root.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The browser side of each language, by its tag; all the same where one speaks them all.
    pub sides: HashMap<String, BrowserSide>,
}

impl Assets {
    /// The browser side of pages in a language.
    pub fn side(&self, language: Language) -> Option<&BrowserSide> {
        self.sides.get(language.tag())
    }
}

/// What brings the pages of a language to life.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct BrowserSide {
    /// The script that starts the WebAssembly.
    pub js: String,
    /// The script that loads the parts.
    pub link: String,
    /// The WebAssembly module that every page loads.
    pub wasm: String,
    /// What each part of the product loads besides, by its name in [`pages`].
    pub parts: HashMap<String, Vec<String>>,
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

/// How this page says moments: in its language, by the clocks of the organisation.
#[derive(Clone, Debug)]
pub struct Moments(Words, Arc<Clocks>);

impl Moments {
    /// A moment, to the minute.
    pub fn say(&self, moment: Moment) -> String {
        self.0.moment(moment, self.1.at(moment))
    }
}

/// How this page says moments.
pub fn use_moments() -> Moments {
    Moments(use_words(), use_context::<Arc<Clocks>>().unwrap_or_default())
}

/// Menus are `details`, which nothing but a click on them closes: Esc closes the open one and gives the focus back to
/// what opened it, and following a link of a menu closes it. It works before the browser side is there, and without it.
#[cfg(feature = "ssr")]
const MENUS: &str = "\
    const menu=()=>document.querySelector('details[name=menu][open]');\
    addEventListener('keydown',e=>{if(e.key!=='Escape'||e.isComposing)return;\
    const m=menu();if(m){m.open=false;m.firstElementChild.focus()}});\
    addEventListener('click',e=>{const m=menu();if(m?.contains(e.target.closest('a')))m.open=false});";

/// The currency beside the amounts of a contract's form follows the field in which it is typed. Of a new contract that
/// field follows our company that is chosen, as long as it says what was proposed before.
#[cfg(feature = "ssr")]
const CURRENCY: &str = "\
    addEventListener('input',e=>{if(e.target.id!=='currency')return;\
    for(const s of document.querySelectorAll('.contract-form .affix span'))\
    if(s.textContent!=='%')s.textContent=e.target.value.trim().toUpperCase()});\
    addEventListener('change',e=>{const s=e.target,all=s.id==='legal_entity'&&s.closest('[data-currencies]')?.dataset.currencies;\
    if(!all)return;const of=JSON.parse(all),c=document.getElementById('currency');\
    const was=s.dataset.was??[...s.options].find(o=>o.defaultSelected)?.value??'';s.dataset.was=s.value;\
    const now=of[s.value];if(!now||c.value.trim()!==(of[was]??of['']))return;\
    c.value=now;c.dispatchEvent(new Event('input',{bubbles:true}))});";

/// What a field of days or numbers cannot read, such as the 31st of February, it hands over as if nothing had been typed:
/// such a form is not sent, and the field says so in the browser's words, also where the form leaves checking to us.
#[cfg(feature = "ssr")]
const UNREADABLE: &str = "\
    addEventListener('submit',e=>{const f=[...e.target.elements].find(i=>i.validity?.badInput);if(!f)return;\
    e.preventDefault();e.stopImmediatePropagation();\
    for(let d=f.closest('details');d;d=d.parentElement.closest('details'))d.open=true;\
    f.reportValidity()},true);";

/// The whole document.
#[cfg(feature = "ssr")]
pub fn shell(_options: LeptosOptions, assets: Assets) -> impl IntoView {
    let nonce = use_context::<Nonce>().unwrap_or_default().0;
    let look = visit::look();
    let BrowserSide { js, link, wasm, .. } = assets.side(look.language).cloned().unwrap_or_default();
    let (css, draft, focus, fold) = (assets.css, draft::script(look.language), focus::SCRIPT, fold::SCRIPT);
    let (keys, live) = (key_date::SCRIPT, notification::live::SCRIPT);
    let (sending, visits) = (attachment::SENDING, service_visit::script::SCRIPT);
    let scripts = [MENUS, CURRENCY, UNREADABLE, focus, fold, keys, live, sending, visits].concat();
    let start = format!(
        "{scripts}{draft}import('/{js}').then(m=>m.default({{module_or_path:'/{wasm}'}}).then(()=>m.hydrate()))"
    );
    view! {
        <!DOCTYPE html>
        <html lang=html_lang(look.language) data-theme=look.theme data-clocks=page_clocks().to_string()>
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
                <link rel="modulepreload" href=format!("/{link}") />
                <link
                    rel="preload"
                    href=format!("/{wasm}")
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <MetaTags />
            </head>
            <body>
                <App />
                <Drawings />
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

/// The clocks of the organisation: what the server knows, which the browser reads from the document.
fn page_clocks() -> Clocks {
    #[cfg(feature = "ssr")]
    return visit::office().map(|office| office.clock().clocks()).unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    document()
        .document_element()
        .and_then(|root| root.get_attribute("data-clocks"))
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// The site map.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(page_language());
    provide_context(Arc::new(page_clocks()));
    let (on_the_way, set_on_the_way) = signal(false);
    // Every page is rendered whole before it is sent, so that it can be read without WebAssembly. In the browser the old
    // page stays until the next one is there, and a line at the top says that it is on its way.
    focus::follow_pages(on_the_way);
    view! {
        <Router set_is_routing=set_on_the_way>
            <div class="on-the-way" class:shown=on_the_way aria-hidden="true"></div>
            <Routes fallback=|| view! { <failure::NotFoundPage /> }>
                <Route path=path!("/sign-in") view=pages::SIGN_IN ssr=SsrMode::Async />
                <Route path=path!("/set-up") view=pages::SET_UP ssr=SsrMode::Async />
                <Route path=path!("/invitation/:token") view=pages::INVITATION ssr=SsrMode::Async />
                <ParentRoute path=path!("/") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=home::EntrancePage ssr=SsrMode::Async />
                    <Route path=path!("home") view=pages::HOME ssr=SsrMode::Async />
                    <Route path=path!("contracts") view=pages::CONTRACTS ssr=SsrMode::Async />
                    <Route path=path!("contracts/new") view=pages::CONTRACT_FORM ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number") view=pages::CONTRACT ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/edit") view=pages::CONTRACT_FORM ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/dates") view=pages::CONTRACT_DATES ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/renewal") view=pages::RENEWAL ssr=SsrMode::Async />
                    <Route path=path!("renewals") view=pages::RENEWALS ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/money") view=pages::CONTRACT_MONEY ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/files") view=pages::CONTRACT_FILES ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/visits") view=pages::CONTRACT_VISITS ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/visits/:promise") view=pages::VISIT_PROMISE ssr=SsrMode::Async />
                    <Route path=path!("visits") view=pages::VISIT_BOARD ssr=SsrMode::Async />
                    <Route path=path!("visits/:id") view=pages::VISIT ssr=SsrMode::Async />
                    <Route path=path!("visits/:id/letter") view=pages::VISIT_LETTER ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/history") view=pages::CONTRACT_HISTORY ssr=SsrMode::Async />
                    <Route path=path!("calendar") view=pages::CALENDAR ssr=SsrMode::Async />
                    <Route path=path!("calendar/year") view=pages::CALENDAR_YEAR ssr=SsrMode::Async />
                    <Route path=path!("calendar/feeds") view=pages::CALENDAR_FEEDS ssr=SsrMode::Async />
                    <Route path=path!("calendar/agenda") view=pages::CALENDAR_AGENDA ssr=SsrMode::Async />
                    <Route path=path!("risks") view=pages::RISKS ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/risk") view=pages::CONTRACT_RISK ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/risk/:risk") view=pages::RISK ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/review") view=pages::REVIEW ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/obligations") view=pages::CONTRACT_OBLIGATIONS ssr=SsrMode::Async />
                    <Route path=path!("contracts/:number/obligations/:obligation") view=pages::OBLIGATION ssr=SsrMode::Async />
                    <Route path=path!("obligations") view=pages::OBLIGATIONS ssr=SsrMode::Async />
                    <Route path=path!("obligations/:occurrence") view=pages::OCCURRENCE ssr=SsrMode::Async />
                    <Route path=path!("billing") view=pages::BILLING ssr=SsrMode::Async />
                    <Route path=path!("billing/matching") view=pages::MATCHING_QUEUE ssr=SsrMode::Async />
                    <Route path=path!("billing/matching/:line") view=pages::MATCHING_LINE ssr=SsrMode::Async />
                    <Route path=path!("billing/invoices") view=pages::INVOICES ssr=SsrMode::Async />
                    <Route path=path!("billing/invoices/:id") view=pages::INVOICE ssr=SsrMode::Async />
                    <Route path=path!("leakage") view=pages::LEAKAGE ssr=SsrMode::Async />
                    <Route path=path!("leakage/findings") view=pages::FINDINGS ssr=SsrMode::Async />
                    <Route path=path!("leakage/selected") view=pages::SELECTED_FINDINGS ssr=SsrMode::Async />
                    <Route path=path!("leakage/:finding") view=pages::FINDING ssr=SsrMode::Async />
                    <Route path=path!("customers") view=pages::CUSTOMERS ssr=SsrMode::Async />
                    <Route path=path!("customers/new") view=pages::CUSTOMER_NEW ssr=SsrMode::Async />
                    <Route path=path!("customers/:id") view=pages::CUSTOMER ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/edit") view=pages::CUSTOMER_EDIT ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/contracts") view=pages::CUSTOMER_CONTRACTS ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/money") view=pages::CUSTOMER_MONEY ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/people") view=pages::CUSTOMER_PEOPLE ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/history") view=pages::CUSTOMER_HISTORY ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/sites/:site") view=pages::CUSTOMER_SITE ssr=SsrMode::Async />
                    <Route path=path!("customers/:id/contacts/:contact") view=pages::CUSTOMER_CONTACT ssr=SsrMode::Async />
                    <Route path=path!("administration/entities") view=pages::LEGAL_ENTITIES ssr=SsrMode::Async />
                    <Route path=path!("administration/entities/:id") view=pages::LEGAL_ENTITY ssr=SsrMode::Async />
                    <Route path=path!("imports") view=pages::IMPORTS ssr=SsrMode::Async />
                    <Route path=path!("imports/:id") view=pages::IMPORT_REVIEW ssr=SsrMode::Async />
                    <Route path=path!("profile") view=pages::PROFILE ssr=SsrMode::Async />
                    <Route path=path!("administration") view=pages::ADMINISTRATION ssr=SsrMode::Async />
                    <Route path=path!("administration/people") view=pages::PEOPLE ssr=SsrMode::Async />
                    <Route path=path!("administration/people/new") view=pages::INVITE ssr=SsrMode::Async />
                    <Route path=path!("administration/people/:id") view=pages::PERSON ssr=SsrMode::Async />
                    <Route path=path!("administration/teams") view=pages::TEAMS ssr=SsrMode::Async />
                    <Route path=path!("administration/teams/:id") view=pages::TEAM ssr=SsrMode::Async />
                    <Route path=path!("administration/holidays") view=pages::HOLIDAYS ssr=SsrMode::Async />
                    <Route path=path!("administration/settings") view=pages::SETTINGS ssr=SsrMode::Async />
                    <Route path=path!("administration/jobs") view=pages::JOBS ssr=SsrMode::Async />
                    <Route path=path!("administration/mails") view=pages::MAILS ssr=SsrMode::Async />
                    <Route path=path!("administration/reminders") view=pages::REMINDERS ssr=SsrMode::Async />
                    <Route path=path!("notifications") view=pages::NOTIFICATIONS ssr=SsrMode::Async />
                    <Route path=path!("administration/history") view=pages::HISTORY ssr=SsrMode::Async />
                    <Route path=path!("profile/absences") view=pages::ABSENCES ssr=SsrMode::Async />
                    <Route path=path!("profile/tokens") view=pages::TOKENS ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
