//! What to do first where there is no contract yet: each step for whoever may take it.

use crate::{
    components::{
        icon::{Icon, IconMark},
        show::show_viewer,
        views::CollectViews,
    },
    use_words,
    words::{Text, home as say, leakage_page},
};
use leptos::prelude::*;
use model::permission::Permission;

const STEPS: [(Permission, &str, Text); 4] = [
    (Permission::ManageLegalEntities, "/administration/entities", say::FIRST_LEGAL_ENTITY),
    (Permission::Import, "/imports", say::FIRST_IMPORT),
    (Permission::EditContracts, "/contracts/new", say::FIRST_CONTRACT),
    (Permission::ManagePeople, "/administration/people/new", say::FIRST_PEOPLE),
];

/// The steps, one beneath the other.
#[component]
pub fn FirstSteps() -> impl IntoView {
    let w = use_words();
    let steps = show_viewer(move |viewer| {
        let own = STEPS.into_iter().filter(|(permission, ..)| viewer.may(*permission));
        let steps = own.map(|(_, path, text)| {
            view! {
                <li>
                    <a href=path>{w.t(text)}</a>
                </li>
            }
        });
        view! { <ol class="first-steps">{steps.collect_views()}</ol> }
    });
    view! {
        <div class="empty">
            <IconMark icon=Icon::Leakage />
            <h2>{w.t(leakage_page::EMPTY_TITLE)}</h2>
            <p>{w.t(leakage_page::EMPTY_TEXT)}</p>
            {steps}
        </div>
    }
}
