//! The contracts tab of a customer.

use super::{
    api::{contracts, find},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{
        figure::{MaybeAmount, MaybeDay},
        icon::{Icon, IconMark},
        list::{PAGE, Paging},
        show::show_page_to,
        views::CollectViews,
    },
    contract::{PhaseBadge, ValueOf},
    failure::Failure,
    obligation::{KeptRates, api::of_customer},
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    obligation::Rates,
    permission::Permission,
    view::{ContractRow, CustomerSheet, List, Viewer},
};

/// What is agreed with a customer.
#[component]
pub fn ContractsPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let page: u64 = query.get().get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        (params.get().get("id").unwrap_or_default(), page.max(1))
    });
    let known = ask(
        move || asked.get(),
        |(id, page)| async move {
            let (sheet, list) = (find(id.clone()).await?, contracts(id.clone(), page).await?);
            Ok::<_, Failure>((sheet, list, of_customer(id).await?))
        },
    );
    show_page_to(known, move |(sheet, list, rates), viewer| {
        view! { <Contracts sheet list rates viewer page=asked.get_untracked().1 /> }
    })
}

#[component]
fn Contracts(sheet: CustomerSheet, list: List<ContractRow>, rates: Rates, viewer: Viewer, page: u64) -> impl IntoView {
    use words::contract_page as say;
    let w = use_words();
    let path = format!("/customers/{}/contracts", sheet.customer.id);
    let kept = (rates != Rates::default()).then(|| {
        let all = format!("/obligations?state=all&customer={}", sheet.customer.id);
        view! {
            <section class="section" aria-labelledby="kept">
                <div class="section-head">
                    <h2 id="kept">{w.t(words::obligation_page::RATES)}</h2>
                    <a href=all>{w.t(words::obligation_page::TITLE)}</a>
                </div>
                <KeptRates rates />
            </section>
        }
    });
    let add = viewer.may(Permission::EditContracts).then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("/contracts/new?customer={}", sheet.customer.id)>
                    <IconMark icon=Icon::Plus />
                    {w.t(words::action::NEW_CONTRACT)}
                </a>
            </div>
        }
    });
    let body = if list.total == 0 {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Contract />
                <h2>{w.t(words::party_page::CONTRACTS_NONE)}</h2>
                <p>{w.t(words::party_page::CONTRACTS_NONE_TEXT)}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = list.rows.into_iter().map(|row| view! { <Row row /> }).collect_views();
        view! {
            <div class="table-frame" role="region" aria-label=w.t(words::nav::CONTRACTS) tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::CONTRACT)}</th>
                            <th scope="col">{w.t(say::NUMBER)}</th>
                            <th scope="col">{w.t(say::PHASE)}</th>
                            <th scope="col">{w.t(say::STARTS_ON)}</th>
                            <th scope="col">{w.t(say::ENDS)}</th>
                            <th scope="col">{w.t(say::NOTICE_DEADLINE)}</th>
                            <th scope="col" class="num">
                                {w.t(say::VALUE)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(list.total > PAGE).then(|| view! { <Paging path page total=list.total /> })}
        }
        .into_any()
    };
    view! {
        <SheetHead sheet tab=Tab::Contracts viewer />
        {add}
        {kept}
        {body}
    }
}

#[component]
fn Row(row: ContractRow) -> impl IntoView {
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/contracts/{}", row.number)>
                    {row.title}
                </a>
            </td>
            <td class="number">{row.number}</td>
            <td>
                <PhaseBadge phase=row.phase />
            </td>
            <td>
                <MaybeDay day=row.starts_on />
            </td>
            <td>
                <MaybeDay day=row.ends_on />
            </td>
            <td>
                <MaybeDay day=row.notice_deadline />
            </td>
            <td class="num">
                <MaybeAmount money=row.value />
                <ValueOf value=row.value of=row.value_of />
            </td>
        </tr>
    }
}
