//! The list of our companies.

use super::api::{NEW, list};
use crate::{
    administration::{Part, PartHead},
    components::{
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words,
    words::party_page as say,
};
use leptos::prelude::*;
use model::{
    party::identifier::grouped,
    view::{LegalEntityRow, Viewer},
};

/// All our companies.
#[component]
pub fn ListPage() -> impl IntoView {
    let rows = ask(|| (), |()| list());
    show_page_to(rows, move |rows, viewer| view! { <Entities rows viewer /> })
}

#[component]
fn Entities(rows: Vec<LegalEntityRow>, viewer: Viewer) -> impl IntoView {
    let w = use_words();
    let add = view! {
        <a class="button primary" href=format!("/administration/entities/{NEW}")>
            <IconMark icon=Icon::Plus />
            {w.t(say::NEW_ENTITY)}
        </a>
    };
    view! {
        <PartHead part=Part::Entities viewer actions=add.into_any() />
        <p class="soft">{w.t(say::ENTITIES_TEXT)}</p>
        <Rows rows />
    }
}

#[component]
fn Rows(rows: Vec<LegalEntityRow>) -> impl IntoView {
    let w = use_words();
    if rows.is_empty() {
        return view! {
            <div class="empty">
                <IconMark icon=Icon::Customer />
                <h2>{w.t(say::ENTITIES_NONE)}</h2>
                <p>{w.t(say::ENTITIES_TEXT)}</p>
            </div>
        }
        .into_any();
    }
    let rows = rows
        .into_iter()
        .map(|LegalEntityRow { id, version: _, details, in_use: _ }| {
            let country = if details.country.is_empty() {
                view! {
                    <span class="badge warn">
                        <IconMark icon=Icon::Warning />
                        {w.t(say::COUNTRY_MISSING)}
                    </span>
                }
                .into_any()
            } else {
                words::country::name(w, &details.country).into_any()
            };
            view! {
                <tr>
                    <td>
                        <a class="row-link" href=format!("/administration/entities/{id}")>
                            {details.name}
                        </a>
                    </td>
                    <td>{country}</td>
                    <td class="number">{details.registration_number.map(|number| grouped(&number))}</td>
                    <td class="number">{details.vat_number.map(|number| grouped(&number))}</td>
                    <td>{words::nav::language(details.language)}</td>
                    <td>{w.t(say::regime(details.regime))}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=w.t(say::ENTITIES) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::NAME)}</th>
                        <th scope="col">{w.t(say::COUNTRY)}</th>
                        <th scope="col">{w.t(say::REGISTRATION_NUMBER)}</th>
                        <th scope="col">{w.t(say::VAT_NUMBER)}</th>
                        <th scope="col">{w.t(say::LANGUAGE)}</th>
                        <th scope="col">{w.t(say::REGIME)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
