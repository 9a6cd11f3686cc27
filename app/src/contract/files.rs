//! The files tab of a contract.

use super::{
    api::find,
    tabs::{SheetHead, Tab},
};
use crate::{
    attachment::{
        Files, FilesOfParts,
        api::{FilesSaid, PartSaid, RemoveAttachment, list, of_parts},
    },
    components::show::show_page_to,
    failure::Failure,
    wire::{Step, ask},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::view::{ContractSheet, Viewer};

/// The files of a contract.
#[component]
pub fn FilesPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let remove = Step::new();
    let known = ask(
        move || (number.get(), remove.version().get()),
        |(number, _)| async move {
            let sheet = find(number).await?;
            let files = list(format!("contract:{}", sheet.id)).await?;
            let parts = of_parts(sheet.id).await?;
            Ok::<_, Failure>((sheet, files, parts))
        },
    );
    show_page_to(known, move |(sheet, files, parts), viewer| view! { <Attached sheet files parts viewer remove /> })
}

#[component]
fn Attached(
    sheet: ContractSheet,
    files: FilesSaid,
    parts: Vec<PartSaid>,
    viewer: Viewer,
    remove: Step<RemoveAttachment>,
) -> impl IntoView {
    let back = format!("/contracts/{}/files", sheet.number);
    view! {
        <SheetHead sheet tab=Tab::Files viewer />
        <Files files back step=remove />
        <FilesOfParts parts />
    }
}
