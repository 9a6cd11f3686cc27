//! The tab of a customer's sites and contacts.

use super::{
    api::{NEW, find},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    id::CustomerId,
    permission::Permission,
    view::{ContactRow, CustomerSheet, SiteRow, Viewer},
};

/// Where a customer is served, and whom we know there.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known = ask(move || id.get(), find);
    show_page_to(known, move |sheet, viewer| view! { <People sheet viewer /> })
}

#[component]
fn People(sheet: CustomerSheet, viewer: Viewer) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    let id = sheet.customer.id;
    let may_edit = viewer.may(Permission::EditCustomers);
    let add = |kind: &str, name: words::Text| {
        let address = format!("/customers/{id}/{kind}/{NEW}");
        may_edit.then(|| {
            view! {
                <div class="actions">
                    <a class="button" href=address>
                        <IconMark icon=Icon::Plus />
                        {w.t(name)}
                    </a>
                </div>
            }
        })
    };
    let (add_site, add_contact) = (add("sites", say::NEW_SITE), add("contacts", say::NEW_CONTACT));
    let (sites, contacts) = (sheet.sites.clone(), sheet.contacts.clone());
    view! {
        <SheetHead sheet tab=Tab::People viewer />
        <section class="section" aria-labelledby="contacts">
            <div class="section-head">
                <h2 id="contacts">{w.t(say::CONTACTS)}</h2>
                {add_contact}
            </div>
            <Contacts id contacts sites=sites.clone() may_edit />
        </section>
        <section class="section" aria-labelledby="sites">
            <div class="section-head">
                <h2 id="sites">{w.t(say::SITES)}</h2>
                {add_site}
            </div>
            <Sites id sites may_edit />
        </section>
    }
}

/// The name of a row, as a way to edit it where that is allowed.
fn way(address: String, name: String, may_edit: bool) -> AnyView {
    if may_edit {
        return view! {
            <a class="row-link" href=address>
                {name}
            </a>
        }
        .into_any();
    }
    name.into_any()
}

#[component]
fn Contacts(id: CustomerId, contacts: Vec<ContactRow>, sites: Vec<SiteRow>, may_edit: bool) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    if contacts.is_empty() {
        return view! { <p class="soft">{w.t(say::CONTACTS_NONE)}</p> }.into_any();
    }
    let rows = contacts
        .into_iter()
        .map(|ContactRow { id: own, version: _, details }| {
            let site = sites.iter().find(|site| Some(site.id) == details.site).map(|site| site.details.name.clone());
            let email = details.email.map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });
            let phone = details.phone.map(|phone| {
                let dialled: String = phone.chars().filter(|char| char.is_ascii_digit() || *char == '+').collect();
                view! { <a href=format!("tel:{dialled}")>{phone}</a> }
            });
            view! {
                <tr>
                    <td>{way(format!("/customers/{id}/contacts/{own}"), details.name, may_edit)}</td>
                    <td>{w.t(say::role(details.role))}</td>
                    <td>{email}</td>
                    <td class="number">{phone}</td>
                    <td>{words::nav::language(details.language)}</td>
                    <td>{site}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=w.t(say::CONTACTS) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::PERSON_NAME)}</th>
                        <th scope="col">{w.t(say::ROLE)}</th>
                        <th scope="col">{w.t(say::EMAIL)}</th>
                        <th scope="col">{w.t(say::PHONE)}</th>
                        <th scope="col">{w.t(say::LANGUAGE)}</th>
                        <th scope="col">{w.t(say::SITE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Sites(id: CustomerId, sites: Vec<SiteRow>, may_edit: bool) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    if sites.is_empty() {
        return view! { <p class="soft">{w.t(say::SITES_NONE)}</p> }.into_any();
    }
    let rows = sites
        .into_iter()
        .map(|SiteRow { id: own, version: _, details }| {
            let notes = details.notes.lines().next().map(str::to_owned);
            view! {
                <tr>
                    <td>{way(format!("/customers/{id}/sites/{own}"), details.name, may_edit)}</td>
                    <td>{details.address.lines().join(", ")}</td>
                    <td>{details.country.map(|code| words::country::name(w, &code))}</td>
                    <td class="clip">{notes}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=w.t(say::SITES) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::SITE)}</th>
                        <th scope="col">{w.t(say::ADDRESS)}</th>
                        <th scope="col">{w.t(say::COUNTRY)}</th>
                        <th scope="col">{w.t(say::NOTES)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
