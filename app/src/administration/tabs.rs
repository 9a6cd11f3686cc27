//! The head of every page of the administration, and the way into it.

use crate::{
    components::{show::show_viewer, views::CollectViews},
    use_words, words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;
use model::{permission::Permission, view::Viewer};

/// A part of the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// People.
    People,
    /// Teams.
    Teams,
    /// Our own companies.
    Entities,
    /// Calendars of holidays.
    Holidays,
    /// Settings.
    Settings,
    /// Whom to tell of which dates.
    Reminders,
    /// What is done behind the pages.
    Jobs,
    /// The history of everything.
    History,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::People,
        Self::Teams,
        Self::Entities,
        Self::Holidays,
        Self::Settings,
        Self::Reminders,
        Self::Jobs,
        Self::History,
    ];

    const fn address(self) -> &'static str {
        match self {
            Self::People => "/administration/people",
            Self::Teams => "/administration/teams",
            Self::Entities => "/administration/entities",
            Self::Holidays => "/administration/holidays",
            Self::Settings => "/administration/settings",
            Self::Reminders => "/administration/reminders",
            Self::Jobs => "/administration/jobs",
            Self::History => "/administration/history",
        }
    }

    const fn name(self) -> Text {
        match self {
            Self::People => words::nav::PEOPLE,
            Self::Teams => words::nav::TEAMS,
            Self::Entities => words::nav::LEGAL_ENTITIES,
            Self::Holidays => words::holiday_page::TITLE,
            Self::Settings => words::nav::SETTINGS,
            Self::Reminders => words::notification_page::RULES,
            Self::Jobs => words::job::TITLE,
            Self::History => words::nav::HISTORY,
        }
    }

    const fn needs(self) -> Permission {
        match self {
            Self::People | Self::Teams => Permission::ManagePeople,
            Self::Entities => Permission::ManageLegalEntities,
            Self::Holidays | Self::Settings | Self::Reminders => Permission::ManageSettings,
            Self::Jobs => Permission::ManageJobs,
            Self::History => Permission::ViewHistory,
        }
    }
}

/// The way into the administration: its first part that one may use.
#[component]
pub fn EntrancePage() -> impl IntoView {
    show_viewer(|viewer| {
        let part = Part::ALL.into_iter().find(|part| viewer.may(part.needs())).unwrap_or(Part::History);
        view! { <Redirect path=part.address() /> }
    })
}

/// Head and tabs of a part.
#[component]
pub fn PartHead(
    /// The open part.
    part: Part,
    /// Who is looking.
    viewer: Viewer,
    /// What can be made here.
    #[prop(optional, into)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let w = use_words();
    let tabs = Part::ALL.into_iter().filter(|each| viewer.may(each.needs())).map(|each| {
        let current = (each == part).then_some("page");
        view! {
            <a href=each.address() aria-current=current>
                {w.t(each.name())}
            </a>
        }
    });
    view! {
        <Title text=w.t(part.name()) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(part.name())}</h1>
            </div>
            {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
        </header>
        <nav class="tabs" aria-label=w.t(words::administration::TABS)>
            {tabs.collect_views()}
        </nav>
    }
}

/// Head of a page below a part: the way back, and the name of the thing.
#[component]
pub fn ThingHead(
    /// The part it belongs to.
    part: Part,
    /// Its name.
    #[prop(into)]
    name: String,
    /// The state beside its name.
    #[prop(optional, into)]
    state: Option<AnyView>,
) -> impl IntoView {
    let w = use_words();
    view! {
        <Title text=name.clone() />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href=part.address()>{w.t(part.name())}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{name}</h1>
                {state}
            </div>
        </header>
    }
}
