//! The history tab of a contract, in sentences.

use super::{
    api::{find, history},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{history::Timeline, show::show_page_to},
    wire::ask,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::view::{ContractSheet, PastEvent, Viewer};

/// What happened to a contract.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let known = ask(
        move || number.get(),
        |number| async move { Ok::<_, crate::failure::Failure>((find(number.clone()).await?, history(number).await?)) },
    );
    show_page_to(known, move |(sheet, events), viewer| view! { <Events sheet events viewer /> })
}

#[component]
fn Events(sheet: ContractSheet, events: Vec<PastEvent>, viewer: Viewer) -> impl IntoView {
    view! {
        <SheetHead sheet tab=Tab::History viewer />
        <Timeline events />
    }
}
