//! The first tab of a customer: who they are, where they are, how we deal with them.

use super::{
    api::find,
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{show::show_page_to, views::CollectViews},
    party::Fact,
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    party::identifier::grouped,
    view::{CustomerSheet, Viewer},
};

/// One customer.
#[component]
pub fn SheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let known = ask(move || id.get(), find);
    show_page_to(known, move |sheet, viewer| view! { <Sheet sheet viewer /> })
}

#[component]
fn Sheet(sheet: CustomerSheet, viewer: Viewer) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    let details = sheet.customer.details.clone();
    let address = details.address.lines().join(", ");
    let website = match details.website {
        Some(address) => {
            let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
            view! {
                <div>
                    <dt>{w.t(say::WEBSITE)}</dt>
                    <dd>
                        <a href=address rel="noopener noreferrer external">
                            {shown}
                        </a>
                    </dd>
                </div>
            }
            .into_any()
        }
        None => view! { <Fact name=say::WEBSITE value=None /> }.into_any(),
    };
    let notes = (!details.notes.is_empty()).then(|| {
        let lines = details.notes.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_views();
        view! {
            <section class="section" aria-labelledby="notes">
                <div class="section-head">
                    <h2 id="notes">{w.t(say::NOTES)}</h2>
                </div>
                <div class="stack tight">{lines}</div>
            </section>
        }
    });
    view! {
        <SheetHead sheet=sheet.clone() tab=Tab::Overview viewer />
        <section class="section" aria-labelledby="identity">
            <div class="section-head">
                <h2 id="identity">{w.t(say::IDENTITY)}</h2>
            </div>
            <dl class="facts">
                <Fact name=say::COUNTRY value=details.country.map(|code| words::country::name(w, &code)) />
                <Fact
                    name=say::REGISTRATION_NUMBER
                    value=details.registration_number.map(|number| grouped(&number))
                />
                <Fact name=say::VAT_NUMBER value=details.vat_number.map(|number| grouped(&number)) />
            </dl>
        </section>
        <section class="section" aria-labelledby="where">
            <div class="section-head">
                <h2 id="where">{w.t(say::WHERE)}</h2>
            </div>
            <dl class="facts">
                <Fact name=say::ADDRESS value=Some(address) />
                {website}
            </dl>
        </section>
        <section class="section" aria-labelledby="dealings">
            <div class="section-head">
                <h2 id="dealings">{w.t(say::DEALINGS)}</h2>
            </div>
            <dl class="facts">
                <Fact
                    name=say::OWNER
                    value=Some(sheet.owner.unwrap_or_else(|| w.t(words::contract_page::NOBODY).to_owned()))
                />
                <Fact name=say::LANGUAGE value=Some(words::nav::language(details.language).to_owned()) />
                <Fact
                    name=say::PAYMENT_TERM
                    value=details.payment_term.map(|term| words::contract::payment_term(w, term))
                />
            </dl>
        </section>
        {notes}
    }
}
