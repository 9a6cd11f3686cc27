//! Renewals: the list over all contracts, and the page on which one is decided.

pub mod api;
#[cfg(feature = "ssr")]
mod export;
mod list;
mod page;
#[cfg(feature = "ssr")]
mod said;

#[cfg(feature = "ssr")]
pub use export::write as export;
pub use list::ListPage;
pub use page::RenewalPage;

use crate::{
    components::icon::{Icon, IconMark},
    use_words,
    words::renewal,
};
use leptos::prelude::*;
use model::renewal::State;

/// Where a renewal stands, with its icon.
#[component]
fn StateBadge(state: State) -> impl IntoView {
    let (tone, icon) = match state {
        State::Late => ("seal", Icon::Warning),
        State::Undecided => ("warn", Icon::Question),
        State::AwaitsSecond => ("warn", Icon::Person),
        State::ToAct => ("ink", Icon::Flag),
        State::Decided => ("green", Icon::Check),
        State::Renewed => ("ink", Icon::Seal),
        State::Ended | State::Void => ("muted", Icon::Stop),
    };
    let w = use_words();
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {w.t(renewal::state(state))}
        </span>
    }
}
