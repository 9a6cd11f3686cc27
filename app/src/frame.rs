//! The frame around every page of someone who is signed in: rail, top bar, page.

use crate::{
    components::{
        icon::{Icon, IconMark},
        initials,
        show::show,
        views::CollectViews,
    },
    entrance::{ChooseLanguage, ChooseTheme, SignOut, viewer},
    failure::Failure,
    use_words,
    wire::{Asked, Step, StepForm, ask},
    words,
    words::Text,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{
    components::{Outlet, Redirect},
    hooks::use_location,
};
use model::{language::Language, permission::Permission, refusal::Refusal, view::Viewer};

/// A place in the rail, shown only to those who may use it.
struct Place {
    address: &'static str,
    icon: Icon,
    name: Text,
    needs: Permission,
}

/// The places that stand in the bar of a phone, as many of them as it has room for; the others are behind "More".
const BAR: [&str; 6] = ["/home", "/leakage", "/contracts", "/billing", "/visits", "/calendar"];
/// How many places the bar of a phone has room for.
const BAR_MOST: usize = 4;

/// Where those stand in the rail who are in the bar of somebody's phone.
fn in_bar(viewer: &Viewer) -> Vec<&'static str> {
    let permitted = |address: &&str| PLACES.iter().any(|place| place.address == *address && viewer.may(place.needs));
    BAR.into_iter().filter(permitted).take(BAR_MOST).collect()
}

/// In the order in which they are come to in a day. What waits at each is told by [`crate::notification::live`].
const PLACES: &[Place] = &[
    Place { address: "/home", icon: Icon::Home, name: words::nav::HOME, needs: Permission::ViewContracts },
    Place { address: "/leakage", icon: Icon::Leakage, name: words::nav::LEAKAGE, needs: Permission::ViewLeakage },
    Place {
        address: "/contracts",
        icon: Icon::Contract,
        name: words::nav::CONTRACTS,
        needs: Permission::ViewContracts,
    },
    Place { address: "/calendar", icon: Icon::Calendar, name: words::nav::CALENDAR, needs: Permission::ViewContracts },
    Place {
        address: "/obligations",
        icon: Icon::Flag,
        name: words::obligation_page::TITLE,
        needs: Permission::ViewContracts,
    },
    Place {
        address: "/visits",
        icon: Icon::Clock,
        name: words::service_visit::TITLE,
        needs: Permission::ViewContracts,
    },
    Place { address: "/billing", icon: Icon::Billing, name: words::nav::BILLING, needs: Permission::ViewBilling },
    Place {
        address: "/customers",
        icon: Icon::Customer,
        name: words::nav::CUSTOMERS,
        needs: Permission::ViewCustomers,
    },
    Place { address: "/imports", icon: Icon::Import, name: words::nav::IMPORT, needs: Permission::Import },
    Place {
        address: "/administration",
        icon: Icon::Settings,
        name: words::nav::ADMINISTRATION,
        needs: Permission::ViewHistory,
    },
];

/// The question who is looking, asked once for the whole page.
#[derive(Clone, Copy)]
struct Who(Asked<Option<Viewer>>);

/// Who is looking, for pages inside the frame: to be awaited beside the page's own data.
///
/// # Errors
/// [`Refusal::NotSignedIn`] if nobody is signed in; the frame then leads to the entrance.
pub async fn viewing() -> Result<Viewer, Failure> {
    let who = use_context::<Who>().ok_or(Refusal::NotSignedIn)?;
    who.0.await?.ok_or_else(|| Refusal::NotSignedIn.into())
}

/// The frame; whoever is not signed in is sent to the entrance. The page stands beside the parts that wait
/// for the viewer, not inside them: what waits is rendered more than once on the server, and a page in it
/// would ask all its questions as often.
#[component]
pub fn Frame() -> impl IntoView {
    let w = use_words();
    let who = ask(|| (), |()| viewer());
    provide_context(Who(who));
    let here = use_location();
    let around = show(who, move |viewer| match viewer {
        Some(viewer) => view! { <Around viewer /> }.into_any(),
        None => {
            let wanted = format!("{}{}", here.pathname.get_untracked(), here.search.get_untracked());
            view! { <Redirect path=crate::entrance::way_in(&wanted) /> }.into_any()
        }
    });
    view! {
        <a class="skip" href="#main">
            {w.t(words::nav::SKIP)}
        </a>
        <div class="frame">
            {around}
            <main class="page" id="main" tabindex="-1">
                <Outlet />
            </main>
        </div>
    }
}

/// Rail and top bar.
#[component]
fn Around(viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let bar = in_bar(&viewer);
    let all: Vec<(&Place, bool)> = PLACES
        .iter()
        .filter(|place| viewer.may(place.needs))
        .map(|place| (place, bar.contains(&place.address)))
        .collect();
    let more: Vec<_> = all.iter().filter(|(_, in_bar)| !in_bar).map(|(place, _)| *place).collect();
    let first = all.into_iter().map(|(place, in_bar)| view! { <PlaceLink place in_bar /> }).collect_views();
    let more = (!more.is_empty()).then(|| {
        let links = more.into_iter().map(|place| view! { <PlaceLink place in_bar=false /> }).collect_views();
        view! {
            <details class="rail-more" name="menu">
                <summary>
                    <IconMark icon=Icon::Menu />
                    <span class="rail-label">{w.t(words::nav::MORE)}</span>
                </summary>
                <ul>{links}</ul>
            </details>
        }
    });
    view! {
        <nav class="rail" aria-label=w.t(words::nav::MAIN)>
            <a class="brand" href="/">
                <img src="/favicon.svg" alt="" width="28" height="28" />
                "Avenant"
            </a>
            <ul>{first}</ul>
            {more}
        </nav>
        <TopBar viewer />
    }
}

#[component]
fn PlaceLink(place: &'static Place, in_bar: bool) -> impl IntoView {
    let w = use_words();
    let location = use_location();
    let current = move || location.pathname.get().starts_with(place.address).then_some("page");
    view! {
        <li class=in_bar.then_some("in-bar")>
            <a href=place.address aria-current=current>
                <IconMark icon=place.icon />
                <span class="rail-label">{w.t(place.name)}</span>
            </a>
        </li>
    }
}

#[component]
fn TopBar(viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let sign_out = Step::<SignOut>::new();
    let name = viewer.name.clone();
    let tokens = viewer.may(Permission::UseApi).then(|| {
        view! {
            <a class="menu-item" href="/profile/tokens">
                <IconMark icon=Icon::Key />
                {w.t(words::token_page::TITLE)}
            </a>
        }
    });
    let roles: Vec<&str> = viewer.roles.iter().map(|role| w.t(words::person::role(*role))).collect();
    view! {
        <header class="topbar">
            <form class="search" role="search" action="/contracts" method="get">
                <IconMark icon=Icon::Search />
                <input
                    type="search"
                    name="q"
                    aria-label=w.t(words::nav::SEARCH)
                    placeholder=w.t(words::nav::SEARCH_PLACEHOLDER)
                />
            </form>
            <a class="button quiet icon-only bell" href="/notifications" data-unread=viewer.unread.to_string()>
                <IconMark icon=Icon::Bell />
                <span class="visually-hidden">{w.t(words::notification_page::TITLE)}</span>
            </a>
            <LookMenu />
            <details class="menu" name="menu">
                <summary class="button quiet icon-only">
                    <span class="visually-hidden">{name.clone()}</span>
                    <span class="avatar" aria-hidden="true">
                        {initials(&name)}
                    </span>
                </summary>
                <div class="menu-panel">
                    <div class="menu-person">
                        <span class="avatar large" aria-hidden="true">
                            {initials(&name)}
                        </span>
                        <div>
                            <b>{name}</b>
                            <span>{roles.join(" · ")}</span>
                        </div>
                    </div>
                    <hr />
                    <a class="menu-item" href="/profile">
                        <IconMark icon=Icon::Person />
                        {w.t(words::nav::PERSON_MENU)}
                    </a>
                    {tokens}
                    <StepForm step=sign_out>
                        <button class="menu-item" type="submit">
                            <IconMark icon=Icon::SignOut />
                            {w.t(words::nav::SIGN_OUT)}
                        </button>
                    </StepForm>
                </div>
            </details>
        </header>
    }
}

/// Language and theme. Plain forms that load the page anew, because both are chosen on the server.
#[component]
pub fn LookMenu() -> impl IntoView {
    let w = use_words();
    let languages = Language::ALL
        .into_iter()
        .map(|language| {
            let pressed = if language == w.0 { "true" } else { "false" };
            view! {
                <button class="menu-item" name="language" value=language.tag() aria-pressed=pressed lang=language.tag()>
                    {words::nav::language(language)}
                </button>
            }
        })
        .collect_views();
    let themes = [("light", words::nav::LIGHT), ("dark", words::nav::DARK), ("system", words::nav::SYSTEM)]
        .into_iter()
        .map(|(value, name)| {
            view! {
                <button class="menu-item" name="theme" value=value>
                    {w.t(name)}
                </button>
            }
        })
        .collect_views();
    let language = ChooseLanguage::url();
    let theme = ChooseTheme::url();
    view! {
        <details class="menu" name="menu">
            <summary class="button quiet icon-only" aria-label=w.t(words::nav::LOOK)>
                <IconMark icon=Icon::Language />
            </summary>
            <div class="menu-panel">
                <p class="menu-title">{w.t(words::nav::LANGUAGE)}</p>
                <form method="post" action=language>
                    {languages}
                </form>
                <hr />
                <p class="menu-title">{w.t(words::nav::THEME)}</p>
                <form method="post" action=theme>
                    {themes}
                </form>
            </div>
        </details>
    }
}
