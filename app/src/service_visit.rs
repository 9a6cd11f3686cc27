//! Service visits: what a contract promises, the board of a month, and the page on which one is planned and reported on.

pub mod api;
mod board;
mod contract;
#[cfg(feature = "ssr")]
mod export;
mod letter;
mod promise;
mod report;
#[cfg(feature = "ssr")]
pub mod script;
mod visit;

pub use board::BoardPage;
pub use contract::ContractPage;
#[cfg(feature = "ssr")]
pub use export::write as export;
pub use letter::LetterPage;
#[cfg(feature = "ssr")]
pub use letter::written;
pub use promise::PromisePage;
pub use visit::VisitPage;

use crate::{
    components::{
        field::Choice,
        icon::{Icon, IconMark},
    },
    use_words,
    words::{self, Words},
};
use leptos::prelude::*;
use model::{id::PersonId, service_visit::VisitState};

/// A state with its icon.
#[component]
fn VisitBadge(
    /// The state.
    state: VisitState,
) -> impl IntoView {
    let (tone, icon) = match state {
        VisitState::Ahead => ("muted", Icon::Clock),
        VisitState::ToPlan => ("warn", Icon::Flag),
        VisitState::Planned => ("ink", Icon::Clock),
        VisitState::Unreported => ("warn", Icon::Edit),
        VisitState::Missed => ("seal", Icon::Warning),
        VisitState::Done => ("green", Icon::Check),
        VisitState::Cancelled => ("muted", Icon::Cross),
    };
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {use_words().t(words::service_visit::state(state))}
        </span>
    }
}

/// Who may go, with nobody first.
fn technician_choices(w: Words, technicians: &[(PersonId, String)]) -> Vec<Choice> {
    let nobody = Choice::new("", w.t(words::service_visit::NOBODY));
    let known = technicians.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    std::iter::once(nobody).chain(known).collect()
}
