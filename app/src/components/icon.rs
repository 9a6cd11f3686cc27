//! The product's own icons: one drawing style, one file, no request of their own.

use leptos::{prelude::*, svg};

/// What an icon stands for. Each is drawn on a grid of 24 with a line of 1.5, in the colour of the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Home.
    Home,
    /// Requests and drafts: an in-tray.
    Requests,
    /// A contract: a sheet with its seal.
    Contract,
    /// A draft: a sheet and a pen.
    Draft,
    /// An amendment: a sheet and a plus.
    Amendment,
    /// A renewal: the term comes round.
    Renewal,
    /// A service visit: a place, done.
    Visit,
    /// Obligations: a checked list.
    Obligation,
    /// Billing: an invoice.
    Billing,
    /// Revenue leakage: a drop.
    Leakage,
    /// A customer: a building.
    Customer,
    /// Approvals: a stamp.
    Approval,
    /// The library of templates and clauses.
    Library,
    /// Reports.
    Report,
    /// Administration and settings.
    Settings,
    /// Search.
    Search,
    /// Create or add.
    Plus,
    /// Remove one, or unchanged.
    Minus,
    /// Notifications.
    Bell,
    /// Language.
    Language,
    /// Light or dark.
    Theme,
    /// A person.
    Person,
    /// A team.
    Team,
    /// The owner of a contract.
    Owner,
    /// Onwards.
    ChevronRight,
    /// Back.
    ChevronLeft,
    /// Open below.
    ChevronDown,
    /// Upwards, or ascending.
    ArrowUp,
    /// Leads to.
    ArrowRight,
    /// Done, or yes.
    Check,
    /// Close, remove, or no.
    Cross,
    /// Look at this soon.
    Warning,
    /// Under seal: must not be missed.
    Seal,
    /// An error.
    Stop,
    /// A time, or waiting.
    Clock,
    /// A date.
    Calendar,
    /// Upload a file.
    Upload,
    /// Download, or export.
    Download,
    /// Filter.
    Filter,
    /// Sort.
    Sort,
    /// Choose columns.
    Columns,
    /// Edit.
    Edit,
    /// Delete.
    Trash,
    /// Undo.
    Undo,
    /// Copy.
    Copy,
    /// A link.
    Link,
    /// A file.
    File,
    /// An attachment.
    Attachment,
    /// Import.
    Import,
    /// Money.
    Money,
    /// Locked, or confidential.
    Lock,
    /// A key or a token.
    Key,
    /// Sign out.
    SignOut,
    /// History.
    History,
    /// Why, or help.
    Question,
    /// For information.
    Info,
    /// Opens elsewhere.
    External,
    /// Menu.
    Menu,
    /// More to do with this.
    More,
    /// A comment.
    Comment,
    /// A signature.
    Signature,
    /// E-mail.
    Mail,
    /// Visible, or preview.
    Eye,
    /// Print.
    Print,
    /// A saved view.
    Save,
    /// Risk, review and audit.
    Risk,
    /// Not yet begun.
    Circle,
    /// Under way.
    Half,
    /// Suspended.
    Pause,
    /// A last day.
    Flag,
}

impl Icon {
    /// The drawing, as the `d` attribute of one SVG path; it may hold several strokes.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 10.5 12 4l8 6.5v8.5a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5zM9.5 20.5v-6h5v6",
            Self::Requests => {
                "M4 13.5 6.5 5h11l2.5 8.5v5a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5zM4 13.5h4.5l1.5 2.5h4l1.5-2.5h4.5"
            }
            Self::Contract => {
                "M6.5 3.5h7.5l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-10.5a1.5 1.5 0 0 1-1.5-1.5v-14a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5M8.5 12h5M8.5 15h3M14 16.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z"
            }
            Self::Draft => {
                "M6.5 3.5h7.5l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-10.5a1.5 1.5 0 0 1-1.5-1.5v-14a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5M8.5 17.5l.5-2 4-4 1.5 1.5-4 4z"
            }
            Self::Amendment => {
                "M6.5 3.5h7.5l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-10.5a1.5 1.5 0 0 1-1.5-1.5v-14a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5M8.5 14.5h7M12 11v7"
            }
            Self::Renewal => {
                "M4.5 12a7.5 7.5 0 0 1 13-5.1l2 2.1M19.5 4.5v4.5h-4.5M19.5 12a7.5 7.5 0 0 1-13 5.1l-2-2.1M4.5 19.5v-4.5h4.5"
            }
            Self::Visit => "M12 20.5s-6.5-5.4-6.5-10.5a6.5 6.5 0 0 1 13 0c0 5.1-6.5 10.5-6.5 10.5zM9.5 10l2 2 3.2-3.5",
            Self::Obligation => {
                "M4 6.5l1.5 1.5 2.5-3M4 12.5l1.5 1.5 2.5-3M4 18.5l1.5 1.5 2.5-3M11.5 6.5h8.5M11.5 12.5h8.5M11.5 18.5h8.5"
            }
            Self::Billing => {
                "M5.5 20.5v-15.5a1.5 1.5 0 0 1 1.5-1.5h10a1.5 1.5 0 0 1 1.5 1.5v15.5l-2.2-1.5-2.1 1.5-2.2-1.5-2.2 1.5-2.1-1.5zM9 8h6M9 11.5h6M9 15h3"
            }
            Self::Leakage => {
                "M12 3.5s5.5 5.8 5.5 10a5.5 5.5 0 0 1-11 0c0-4.2 5.5-10 5.5-10zM9.5 13.5a2.5 2.5 0 0 0 2.5 2.5"
            }
            Self::Customer => {
                "M4.5 20.5v-15.5a1.5 1.5 0 0 1 1.5-1.5h7a1.5 1.5 0 0 1 1.5 1.5v15.5M14.5 9.5h3.5a1.5 1.5 0 0 1 1.5 1.5v9.5M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3"
            }
            Self::Approval => {
                "M9.5 13.5v-2.2a4.3 4.3 0 1 1 5 0v2.2M5 17.5v-2.5a1.5 1.5 0 0 1 1.5-1.5h11a1.5 1.5 0 0 1 1.5 1.5v2.5zM5.5 20.5h13"
            }
            Self::Library => "M4.5 4.5h3.5v15h-3.5zM8 4.5h4v15h-4zM13.5 5.7l3.4-.9 3.8 14.4-3.4.9z",
            Self::Report => "M4 20h16M6.5 16.5v-5M12 16.5v-11M17.5 16.5v-8",
            Self::Settings => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0z"
            }
            Self::Search => "M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0zM15.75 15.75l4.25 4.25",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Bell => "M6.5 10.5a5.5 5.5 0 0 1 11 0c0 4.5 2 5.5 2 6.5h-15c0-1 2-2 2-6.5zM10 19.5a2 2 0 0 0 4 0",
            Self::Language => {
                "M3.5 6h9M8 4v2M11 6c-1 4-3.5 6.5-7 8M5.5 9c1 2.2 3 4 5.5 5M12 20l4-9.5 4 9.5M13.3 17h5.4"
            }
            Self::Theme => {
                "M8.25 12a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0-7.5 0zM12 3v1.75M12 19.25v1.75M3 12h1.75M19.25 12h1.75M5.64 5.64l1.24 1.24M17.12 17.12l1.24 1.24M5.64 18.36l1.24-1.24M17.12 6.88l1.24-1.24"
            }
            Self::Person => "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6",
            Self::Team => {
                "M5.5 8.5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zM2.5 19.5c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5M15 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.5c2.2.7 3.5 2.3 4 5"
            }
            Self::Owner => {
                "M6 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM3 20c.7-4 3.3-6 7-6 .7 0 1.4.1 2 .2M17.5 13l1.2 2.5 2.8.4-2 1.9.5 2.7-2.5-1.3-2.5 1.3.5-2.7-2-1.9 2.8-.4z"
            }
            Self::ChevronRight => "M9.5 6l6 6-6 6",
            Self::ChevronLeft => "M14.5 6l-6 6 6 6",
            Self::ChevronDown => "M6 9.5l6 6 6-6",
            Self::ArrowUp => "M12 19v-14M6.5 10.5l5.5-5.5 5.5 5.5",
            Self::ArrowRight => "M5 12h14M13.5 6.5l5.5 5.5-5.5 5.5",
            Self::Check => "M5 12.5l4.5 4.5 9.5-10",
            Self::Cross => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Warning => "M12 4.5 21 19.5h-18zM12 10v4.5M12 17.2h.01",
            Self::Seal => {
                "M6.5 4h11a2.5 2.5 0 0 1 2.5 2.5v11a2.5 2.5 0 0 1-2.5 2.5h-11a2.5 2.5 0 0 1-2.5-2.5v-11a2.5 2.5 0 0 1 2.5-2.5zM8.5 16.5l3.5-9 3.5 9M9.7 13.5h4.6"
            }
            Self::Stop => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM12 7.5v5.5M12 16.2h.01",
            Self::Clock => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM12 7v5l3.5 2",
            Self::Calendar => {
                "M5.5 5.5h13a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-12a1.5 1.5 0 0 1 1.5-1.5zM4 10h16M8.5 3.5v4M15.5 3.5v4"
            }
            Self::Upload => "M12 16v-11.5M7 9.5l5-5 5 5M4.5 16v3a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-3",
            Self::Download => "M12 4.5v11.5M7 11l5 5 5-5M4.5 16v3a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5v-3",
            Self::Filter => "M4 6.5h16M7 12h10M10 17.5h4",
            Self::Sort => "M8 5v14M4.5 15.5l3.5 3.5 3.5-3.5M16 19v-14M12.5 8.5l3.5-3.5 3.5 3.5",
            Self::Columns => {
                "M5.5 4.5h13a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-12a1.5 1.5 0 0 1 1.5-1.5zM9.5 4.5v15M14.5 4.5v15"
            }
            Self::Edit => {
                "M4.5 19.5l.9-4.1 10.6-10.6a2.1 2.1 0 0 1 3 0l.2.2a2.1 2.1 0 0 1 0 3l-10.6 10.6zM14 6.8l3.2 3.2"
            }
            Self::Trash => {
                "M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 12.6a1.5 1.5 0 0 0 1.5 1.4h6.4a1.5 1.5 0 0 0 1.5-1.4l.8-12.6M10 10.5v6M14 10.5v6"
            }
            Self::Undo => "M8.5 5l-4.5 4.5 4.5 4.5M4 9.5h10.5a5 5 0 0 1 0 10h-3",
            Self::Copy => {
                "M10 8.5h9a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-9a1.5 1.5 0 0 1-1.5-1.5v-9a1.5 1.5 0 0 1 1.5-1.5zM5 15.5a1.5 1.5 0 0 1-1.5-1.5v-9a1.5 1.5 0 0 1 1.5-1.5h9a1.5 1.5 0 0 1 1.5 1.5"
            }
            Self::Link => {
                "M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1.4 1.4M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.4-1.4"
            }
            Self::File => {
                "M6.5 3.5h7.5l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-10.5a1.5 1.5 0 0 1-1.5-1.5v-14a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5"
            }
            Self::Attachment => {
                "M19 11.5l-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l7.8-7.8a3 3 0 0 1 4.3 4.3l-7.6 7.6a1.5 1.5 0 0 1-2.1-2.1l6.9-6.9"
            }
            Self::Import => {
                "M12 3.5v9.5M8 9.5l4 4 4-4M15.5 5.5h3a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5v-12a1.5 1.5 0 0 1 1.5-1.5h3"
            }
            Self::Money => {
                "M4.5 6.5h15a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-15a1.5 1.5 0 0 1-1.5-1.5v-8a1.5 1.5 0 0 1 1.5-1.5zM9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0zM6 9.5v5M18 9.5v5"
            }
            Self::Lock => {
                "M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11a1.5 1.5 0 0 1-1.5-1.5v-7a1.5 1.5 0 0 1 1.5-1.5zM8 10.5v-3a4 4 0 0 1 8 0v3M12 14.5v2.5"
            }
            Self::Key => "M4 15.5a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM11 12.5l8.5-8.5M16 7.5l3 3M13.5 10l2 2",
            Self::SignOut => {
                "M14.5 4.5h3.5a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5h-3.5M4.5 12h10.5M11 7.5l4.5 4.5-4.5 4.5"
            }
            Self::History => "M4.5 12a7.5 7.5 0 1 0 2.2-5.3l-2.2 2.3M4.5 4.5v4.5h4.5M12 8v4.5l3 1.5",
            Self::Question => {
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM9.7 9.5a2.4 2.4 0 1 1 3.7 2c-.9.6-1.4 1.1-1.4 2M12 16.3h.01"
            }
            Self::Info => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0zM12 11v5.5M12 7.7h.01",
            Self::External => {
                "M13.5 4.5h6v6M19.5 4.5l-8.5 8.5M10 6h-4a1.5 1.5 0 0 0-1.5 1.5v10.5a1.5 1.5 0 0 0 1.5 1.5h10.5a1.5 1.5 0 0 0 1.5-1.5v-4"
            }
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::More => {
                "M5.25 12a0.75 0.75 0 1 0 1.5 0a0.75 0.75 0 1 0-1.5 0zM11.25 12a0.75 0.75 0 1 0 1.5 0a0.75 0.75 0 1 0-1.5 0zM17.25 12a0.75 0.75 0 1 0 1.5 0a0.75 0.75 0 1 0-1.5 0z"
            }
            Self::Comment => {
                "M5.5 4.5h13a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-6.5l-4.5 4v-4h-2a1.5 1.5 0 0 1-1.5-1.5v-9a1.5 1.5 0 0 1 1.5-1.5z"
            }
            Self::Signature => {
                "M4 20h16M4.5 15.5c4-1 8-11 5-11.5-2.5-.4-3.5 9.5-1.5 11.5 1.5 1.5 3-3 4-3s0 2.5 1.5 2.5 1.5-1.5 3-1.5 1.5 1 3 1"
            }
            Self::Mail => {
                "M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5h-14a1.5 1.5 0 0 1-1.5-1.5v-10a1.5 1.5 0 0 1 1.5-1.5zM4 7l8 6 8-6"
            }
            Self::Eye => {
                "M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z"
            }
            Self::Print => {
                "M7 8.5v-5h10v5M7 17h-2a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5h14a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-2M7 14h10v6.5h-10z"
            }
            Self::Save => "M5.5 4h13v16.5l-6.5-4.5-6.5 4.5z",
            Self::Risk => "M12 3.5l7.5 2.5v5.5c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9v-5.5zM12 8v4.5M12 15.7h.01",
            Self::Circle => "M4.5 12a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0z",
            Self::Half => "M4.5 12a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0zM12 4.5v15M12 8h5.5M12 12h7.5M12 16h5.5",
            Self::Pause => "M9 6v12M15 6v12",
            Self::Flag => "M6 21v-17M6 4.5h11.5l-2.5 4 2.5 4h-11.5",
        }
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
        <svg
            class="icon"
            viewBox="0 0 24 24"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            role=role
            aria-hidden=hidden
        >
            {title.map(|title| svg::title().child(title))}
            <path d=icon.path()></path>
        </svg>
    }
}
