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
use model::renewal::RenewalState;

/// Where a renewal stands, with its icon.
#[component]
fn StateBadge(state: RenewalState) -> impl IntoView {
    let (tone, icon) = match state {
        RenewalState::Late => ("seal", Icon::Warning),
        RenewalState::Undecided => ("warn", Icon::Question),
        RenewalState::AwaitsSecond => ("warn", Icon::Person),
        RenewalState::ToAct => ("ink", Icon::Flag),
        RenewalState::Decided => ("green", Icon::Check),
        RenewalState::Renewed => ("ink", Icon::Seal),
        RenewalState::Ended | RenewalState::Void => ("muted", Icon::Stop),
    };
    let w = use_words();
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {w.t(renewal::state(state))}
        </span>
    }
}
