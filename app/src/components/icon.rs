//! The product's own icons: one drawing style, one file, no request of their own.
//!
//! The server sends every drawing once, with the document ([`Drawings`]); pages and the browser side only say which
//! of them stands where ([`IconMark`]).

use leptos::{prelude::*, svg};

/// Names the icons and keeps the drawing of each beside its name, so that none can be without the other.
macro_rules! icons {
    ($($(#[$about:meta])* $name:ident $drawing:literal;)*) => {
        /// What an icon stands for. Each is drawn on a grid of 24 with a line of 1.5, in the colour of the words
        /// beside it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon {
            $($(#[$about])* $name,)*
        }

        /// Each icon with its drawing: the `d` attribute of one SVG path, which may hold several strokes.
        #[cfg(feature = "ssr")]
        const DRAWINGS: &[(Icon, &str)] = &[$((Icon::$name, $drawing)),*];
    };
}

icons! {
    /// A contract: a sheet with its seal.
    Contract "M6.5 3.5h7.5l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-10.5a1.5 1.5 0 0 1-1.5-1.5v-14a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5M8.5 12h5M8.5 15h3M14 16.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z";
    /// Home: a house.
    Home "M4.5 10.5l7.5-6.5 7.5 6.5M6.5 9v9.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-9.5M10 19.5v-5.5h4v5.5";
    /// The calendar: a sheet of days.
    Calendar "M5.5 5.5h13a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-11a1.5 1.5 0 0 1 1.5-1.5zM4 10h16M8 3.5v3.5M16 3.5v3.5M8 13.5h2M8 16.5h2M14 13.5h2";
    /// Billing: an invoice.
    Billing "M5.5 20.5v-15.5a1.5 1.5 0 0 1 1.5-1.5h10a1.5 1.5 0 0 1 1.5 1.5v15.5l-2.2-1.5-2.1 1.5-2.2-1.5-2.2 1.5-2.1-1.5zM9 8h6M9 11.5h6M9 15h3";
    /// Revenue leakage: a drop.
    Leakage "M12 3.5s5.5 5.8 5.5 10a5.5 5.5 0 0 1-11 0c0-4.2 5.5-10 5.5-10zM9.5 13.5a2.5 2.5 0 0 0 2.5 2.5";
    /// A customer: a building.
    Customer "M4.5 20.5v-15.5a1.5 1.5 0 0 1 1.5-1.5h7a1.5 1.5 0 0 1 1.5 1.5v15.5M14.5 9.5h3.5a1.5 1.5 0 0 1 1.5 1.5v9.5M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3";
    /// Administration and settings.
    Settings "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0z";
    /// What one is told: a bell.
    Bell "M6.5 16.5v-5.5a5.5 5.5 0 0 1 11 0v5.5l1.5 2h-14zM10 20.5h4";
    /// Search.
    Search "M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0zM15.75 15.75l4.25 4.25";
    /// Create or add.
    Plus "M12 5v14M5 12h14";
    /// Language.
    Language "M3.5 6h9M8 4v2M11 6c-1 4-3.5 6.5-7 8M5.5 9c1 2.2 3 4 5.5 5M12 20l4-9.5 4 9.5M13.3 17h5.4";
    /// A person.
    Person "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6";
    /// A team.
    Team "M5.5 8.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zM2.5 19.5c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5M15 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.5c2.2.7 3.5 2.3 4 5";
    /// The owner of a contract.
    Owner "M6 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM3 20c.7-4 3.3-6 7-6 .7 0 1.4.1 2 .2M17.5 13l1.2 2.5 2.8.4-2 1.9.5 2.7-2.5-1.3-2.5 1.3.5-2.7-2-1.9 2.8-.4z";
    /// Onwards.
    ChevronRight "M9.5 6l6 6-6 6";
    /// Back.
    ChevronLeft "M14.5 6l-6 6 6 6";
    /// Upwards, or ascending.
    ArrowUp "M12 19v-14M6.5 10.5l5.5-5.5 5.5 5.5";
    /// Leads to.
    ArrowRight "M5 12h14M13.5 6.5l5.5 5.5-5.5 5.5";
    /// Done, or yes.
    Check "M5 12.5l4.5 4.5 9.5-10";
    /// Close, remove, or no.
    Cross "M6.5 6.5l11 11M17.5 6.5l-11 11";
    /// Look at this soon.
    Warning "M12 4.5 21 19.5h-18zM12 10v4.5M12 17.2h.01";
    /// Under seal: must not be missed.
    Seal "M6.5 4h11a2.5 2.5 0 0 1 2.5 2.5v11a2.5 2.5 0 0 1-2.5 2.5h-11a2.5 2.5 0 0 1-2.5-2.5v-11a2.5 2.5 0 0 1 2.5-2.5zM8.5 16.5l3.5-9 3.5 9M9.7 13.5h4.6";
    /// An error.
    Stop "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM12 7.5v5.5M12 16.2h.01";
    /// A time, or waiting.
    Clock "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM12 7v5l3.5 2";
    /// Upload a file.
    Upload "M12 16v-11.5M7 9.5l5-5 5 5M4.5 16v3a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-3";
    /// Download, or export.
    Download "M12 4.5v11.5M7 11l5 5 5-5M4.5 16v3a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-3";
    /// Filter.
    Filter "M4 6.5h16M7 12h10M10 17.5h4";
    /// Choose columns.
    Columns "M5.5 4.5h13a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-12a1.5 1.5 0 0 1 1.5-1.5zM9.5 4.5v15M14.5 4.5v15";
    /// Edit.
    Edit "M4.5 19.5l.9-4.1 10.6-10.6a2.1 2.1 0 0 1 3 0l.2.2a2.1 2.1 0 0 1 0 3l-10.6 10.6zM14 6.8l3.2 3.2";
    /// Delete.
    Trash "M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 12.6a1.5 1.5 0 0 0 1.5 1.4h6.4a1.5 1.5 0 0 0 1.5-1.4l.8-12.6M10 10.5v6M14 10.5v6";
    /// Undo.
    Undo "M8.5 5l-4.5 4.5 4.5 4.5M4 9.5h10.5a5 5 0 0 1 0 10h-3";
    /// A link.
    Link "M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1.4 1.4M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.4-1.4";
    /// A file.
    File "M6.5 3.5h7.5l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-10.5a1.5 1.5 0 0 1-1.5-1.5v-14a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5";
    /// Import.
    Import "M12 3.5v9.5M8 9.5l4 4 4-4M15.5 5.5h3a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-12a1.5 1.5 0 0 1 1.5-1.5h3";
    /// A key or a token.
    Key "M4 15.5a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM11 12.5l8.5-8.5M16 7.5l3 3M13.5 10l2 2";
    /// Sign out.
    SignOut "M14.5 4.5h3.5a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-3.5M4.5 12h10.5M11 7.5l4.5 4.5-4.5 4.5";
    /// History.
    History "M4.5 12a7.5 7.5 0 1 0 2.2-5.3l-2.2 2.3M4.5 4.5v4.5h4.5M12 8v4.5l3 1.5";
    /// Why, or help.
    Question "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM9.7 9.5a2.4 2.4 0 1 1 3.7 2c-.9.6-1.4 1.1-1.4 2M12 16.3h.01";
    /// For information.
    Info "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM12 11v5.5M12 7.7h.01";
    /// Menu.
    Menu "M4 7h16M4 12h16M4 17h16";
    /// A saved view.
    Save "M5.5 4h13v16.5l-6.5-4.5-6.5 4.5z";
    /// Not yet begun.
    Circle "M4.5 12a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0z";
    /// Under way.
    Half "M4.5 12a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0zM12 4.5v15M12 8h5.5M12 12h7.5M12 16h5.5";
    /// A last day.
    Flag "M6 21v-17M6 4.5h11.5l-2.5 4 2.5 4h-11.5";
}

impl Icon {
    /// What its drawing is called in the document.
    fn id(self) -> String {
        format!("icon-{}", self as u8)
    }
}

/// The drawings of all icons, which the document carries once. Nothing of them shows where they stand.
#[cfg(feature = "ssr")]
#[component]
pub fn Drawings() -> impl IntoView {
    let drawings = DRAWINGS.iter().map(|&(icon, drawing)| {
        view! {
            <symbol id=icon.id() viewBox="0 0 24 24">
                <path d=drawing></path>
            </symbol>
        }
    });
    view! {
        <svg class="drawings" width="0" height="0" aria-hidden="true">
            {drawings.collect_view()}
        </svg>
    }
}

/// Draws an icon. With a title it is an image of that name; without one it only repeats the words beside it and is hidden from screen readers.
#[component]
pub fn IconMark(
    /// What it stands for.
    icon: Icon,
    /// Its name, where no word stands beside it.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    let role = title.is_some().then_some("img");
    let hidden = title.is_none().then_some("true");
    view! {
        <svg class="icon" width="20" height="20" role=role aria-hidden=hidden>
            {title.map(|title| svg::title().child(title))}
            <use_ href=format!("#{}", icon.id())></use_>
        </svg>
    }
}
