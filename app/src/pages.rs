//! Pages whose code a browser loads when they are first opened, a part of the product at a time.
//!
//! The WebAssembly that every page loads holds only what all pages share: the frame, the router, the forms. What
//! belongs to one part is cut out of it when the site is built (`cargo xtask site`) and loaded with the first
//! page of that part; the server names it in the page's head, so that it is on its way before it is asked for.

use leptos::{prelude::*, wasm_split::SplitLoaderError};
use leptos_meta::Title;
use leptos_router::{ChooseView, hooks::use_location};
use std::pin::Pin;

use crate::{
    components::icon::{Icon, IconMark},
    use_words,
    words::error_page,
};

/// The part could not be loaded: the network is away, or the server has been replaced by a newer one.
#[derive(Debug)]
struct Unloaded;

impl From<SplitLoaderError> for Unloaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Says that the page could not be loaded and offers to ask the server for it whole.
#[component]
fn UnloadedNotice() -> impl IntoView {
    let w = use_words();
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), location.search.get());
    view! {
        <Title text=w.t(error_page::UNLOADED) />
        <div class="empty" role="alert">
            <IconMark icon=Icon::Warning />
            <h1>{w.t(error_page::UNLOADED)}</h1>
            <p>{w.t(error_page::UNLOADED_HINT)}</p>
            <div class="actions">
                <a class="button primary" href=here rel="external">
                    {w.t(error_page::RELOAD)}
                </a>
            </div>
        </div>
    }
}

/// Names the files of a part in the page's head, so that the browser fetches them beside the program.
#[cfg(feature = "ssr")]
fn announce(part: &str) {
    let assets = use_context::<crate::Assets>().unwrap_or_default();
    let language = crate::visit::look().language;
    for file in assets.side(language).and_then(|side| side.parts.get(part)).into_iter().flatten() {
        let link =
            view! { <leptos_meta::Link rel="preload" href=format!("/{file}") as_="fetch" crossorigin="anonymous" /> };
        // Writing it registers it for the head and gives nothing to stand in its place.
        let _nothing = link.to_html();
    }
}

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// A page as the router shows it. One type for all of them, so that the router is in the browser once.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    load: fn() -> Later<Result<AnyView, Unloaded>>,
    load_ahead: fn() -> Later<()>,
    #[cfg(feature = "ssr")]
    part: &'static str,
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        #[cfg(feature = "ssr")]
        announce(self.part);
        (self.load)().await.unwrap_or_else(|Unloaded| view! { <UnloadedNotice /> }.into_any())
    }

    async fn preload(&self) {
        (self.load_ahead)().await;
    }
}

/// The pages by part, with the function at which each is cut off, and the one that only loads it.
macro_rules! pages {
    ($($part:ident { $($PAGE:ident: $load:ident, $ahead:ident => $page:path;)+ })+) => { $($(
        #[doc = concat!("`", stringify!($page), "`, loaded with the part `", stringify!($part), "`.")]
        pub const $PAGE: Page = Page {
            load: || Box::pin($load()),
            // What cannot be loaded ahead is asked for again when it is shown, and then said.
            load_ahead: || Box::pin(async { $ahead().await.unwrap_or_else(|_ahead| ()) }),
            #[cfg(feature = "ssr")]
            part: stringify!($part),
        };

        #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, preload($ahead), fallible)]
        fn $load() -> Result<AnyView, Unloaded> {
            Ok($page().into_any())
        }
    )+)+ };
}

pages! {
    entrance {
        SIGN_IN: sign_in, preload_sign_in => crate::entrance::SignInPage;
        SET_UP: set_up, preload_set_up => crate::entrance::SetUpPage;
        INVITATION: invitation, preload_invitation => crate::entrance::InvitationPage;
    }
    home {
        HOME: home, preload_home => crate::home::HomePage;
    }
    contracts {
        CONTRACTS: contracts, preload_contracts => crate::contract::ListPage;
    }
    contract {
        CONTRACT: contract, preload_contract => crate::contract::OverviewPage;
    }
    contract_money {
        CONTRACT_MONEY: contract_money, preload_contract_money => crate::contract::MoneyPage;
    }
    contract_files {
        CONTRACT_FILES: contract_files, preload_contract_files => crate::contract::FilesPage;
    }
    contract_visits {
        CONTRACT_VISITS: contract_visits, preload_contract_visits => crate::service_visit::ContractPage;
        VISIT_PROMISE: visit_promise, preload_visit_promise => crate::service_visit::PromisePage;
    }
    visit_board {
        VISIT_BOARD: visit_board, preload_visit_board => crate::service_visit::BoardPage;
    }
    visit {
        VISIT: visit, preload_visit => crate::service_visit::VisitPage;
        VISIT_LETTER: visit_letter, preload_visit_letter => crate::service_visit::LetterPage;
    }
    contract_dates {
        CONTRACT_DATES: contract_dates, preload_contract_dates => crate::contract::DatesPage;
    }
    contract_form {
        CONTRACT_FORM: contract_form, preload_contract_form => crate::contract::FormPage;
    }
    calendar {
        CALENDAR: calendar, preload_calendar => crate::key_date::MonthPage;
        CALENDAR_YEAR: calendar_year, preload_calendar_year => crate::key_date::YearPage;
        CALENDAR_AGENDA: calendar_agenda, preload_calendar_agenda => crate::key_date::AgendaPage;
        CALENDAR_FEEDS: calendar_feeds, preload_calendar_feeds => crate::key_date::FeedsPage;
    }
    renewals {
        RENEWALS: renewals, preload_renewals => crate::renewal::ListPage;
        RENEWAL: renewal, preload_renewal => crate::renewal::RenewalPage;
    }
    obligations {
        OBLIGATIONS: obligations, preload_obligations => crate::obligation::ListPage;
        CONTRACT_OBLIGATIONS: contract_obligations, preload_contract_obligations => crate::obligation::TabPage;
    }
    occurrence {
        OCCURRENCE: occurrence, preload_occurrence => crate::obligation::OccurrencePage;
    }
    obligation {
        OBLIGATION: obligation, preload_obligation => crate::obligation::FormPage;
    }
    contract_risk {
        RISKS: risks, preload_risks => crate::risk::ListPage;
        CONTRACT_RISK: contract_risk, preload_contract_risk => crate::risk::TabPage;
    }
    risk {
        RISK: risk, preload_risk => crate::risk::FormPage;
        REVIEW: review, preload_review => crate::risk::ReviewPage;
    }
    billing {
        BILLING: billing, preload_billing => crate::billing::ListPage;
    }
    matching {
        MATCHING_QUEUE: matching_queue, preload_matching_queue => crate::billing::QueuePage;
        MATCHING_LINE: matching_line, preload_matching_line => crate::billing::LinePage;
    }
    invoice {
        INVOICES: invoices, preload_invoices => crate::billing::InvoicesPage;
        INVOICE: invoice, preload_invoice => crate::billing::InvoicePage;
    }
    leakage {
        LEAKAGE: leakage, preload_leakage => crate::leakage::DashboardPage;
    }
    findings {
        FINDINGS: findings, preload_findings => crate::leakage::ListPage;
        SELECTED_FINDINGS: selected_findings, preload_selected_findings => crate::leakage::SelectionPage;
    }
    finding {
        FINDING: finding, preload_finding => crate::leakage::FindingPage;
    }
    customers {
        CUSTOMERS: customers, preload_customers => crate::customer::ListPage;
    }
    customer {
        CUSTOMER: customer, preload_customer => crate::customer::SheetPage;
        CUSTOMER_CONTRACTS: customer_contracts, preload_customer_contracts => crate::customer::ContractsPage;
        CUSTOMER_MONEY: customer_money, preload_customer_money => crate::customer::MoneyPage;
        CUSTOMER_PEOPLE: customer_people, preload_customer_people => crate::customer::PeoplePage;
    }
    customer_form {
        CUSTOMER_NEW: customer_new, preload_customer_new => crate::customer::NewPage;
        CUSTOMER_EDIT: customer_edit, preload_customer_edit => crate::customer::EditPage;
        CUSTOMER_SITE: customer_site, preload_customer_site => crate::customer::SitePage;
        CUSTOMER_CONTACT: customer_contact, preload_customer_contact => crate::customer::ContactPage;
    }
    imports {
        IMPORTS: imports, preload_imports => crate::import::ListPage;
    }
    import {
        IMPORT_REVIEW: import_review, preload_import_review => crate::import::ReviewPage;
    }
    administration {
        ADMINISTRATION: administration, preload_administration => crate::administration::EntrancePage;
    }
    legal_entity {
        LEGAL_ENTITIES: legal_entities, preload_legal_entities => crate::legal_entity::ListPage;
        LEGAL_ENTITY: legal_entity, preload_legal_entity => crate::legal_entity::EditPage;
    }
    person {
        PEOPLE: people, preload_people => crate::administration::PeoplePage;
        INVITE: invite, preload_invite => crate::administration::InvitePage;
        PERSON: person, preload_person => crate::administration::PersonPage;
    }
    team {
        TEAMS: teams, preload_teams => crate::administration::TeamsPage;
        TEAM: team, preload_team => crate::administration::TeamPage;
    }
    holiday {
        HOLIDAYS: holidays, preload_holidays => crate::holiday::HolidaysPage;
    }
    settings {
        SETTINGS: settings, preload_settings => crate::administration::SettingsPage;
    }
    job {
        JOBS: jobs, preload_jobs => crate::job::JobsPage;
        MAILS: mails, preload_mails => crate::job::MailsPage;
    }
    reminder {
        REMINDERS: reminders, preload_reminders => crate::reminder::RulesPage;
    }
    notification {
        NOTIFICATIONS: notifications, preload_notifications => crate::notification::NotificationsPage;
    }
    history {
        HISTORY: history, preload_history => crate::administration::HistoryPage;
        CONTRACT_HISTORY: contract_history, preload_contract_history => crate::contract::HistoryPage;
        CUSTOMER_HISTORY: customer_history, preload_customer_history => crate::customer::HistoryPage;
    }
    absence {
        ABSENCES: absences, preload_absences => crate::absence::AbsencesPage;
    }
    profile {
        PROFILE: profile, preload_profile => crate::profile::ProfilePage;
        TOKENS: tokens, preload_tokens => crate::token::TokensPage;
    }
}
