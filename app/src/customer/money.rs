//! The money tab of a customer: what was promised, invoiced and paid, and what is at stake.

use super::{
    api::{account, find},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{
        figure::{Amount, DayMark, MaybeAmount, MaybeDay},
        icon::{Icon, IconMark},
        list::{PAGE, Paging},
        show::show_page_to,
        views::CollectViews,
    },
    failure::Failure,
    use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    calendar::Day,
    invoice::InvoiceKind,
    money::Money,
    permission::Permission,
    view::{AccountInvoice, CustomerAccount, CustomerMoney, CustomerSheet, Viewer},
};

/// A customer's money by currency, and its invoices.
#[component]
pub fn MoneyPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let page: u64 = query.get().get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        (params.get().get("id").unwrap_or_default(), page.max(1))
    });
    let known = ask(
        move || asked.get(),
        |(id, page)| async move { Ok::<_, Failure>((find(id.clone()).await?, account(id, page).await?)) },
    );
    show_page_to(known, move |(sheet, account), viewer| {
        view! { <Account sheet account viewer page=asked.get_untracked().1 /> }
    })
}

#[component]
fn Account(sheet: CustomerSheet, account: CustomerAccount, viewer: Viewer, page: u64) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    let id = sheet.customer.id;
    let CustomerAccount { sums, invoices, total, from, day } = account;
    let since = from.map(|from| format!("&from={from}")).unwrap_or_default();
    let findings = viewer.may(Permission::ViewLeakage).then(|| {
        view! {
            <a class="button" href=format!("/leakage?customer={id}")>
                <IconMark icon=Icon::Leakage />
                {w.t(say::SEE_FINDINGS)}
            </a>
        }
    });
    let links = view! {
        <a class="button" href=format!("/billing?customer={id}{since}&to={day}")>
            <IconMark icon=Icon::Billing />
            {w.t(say::SEE_BILLING)}
        </a>
        {findings}
    };
    view! {
        <SheetHead sheet tab=Tab::Money viewer />
        <section class="section" aria-labelledby="sums">
            <div class="section-head">
                <h2 id="sums">{w.t(say::MONEY)}</h2>
                <div class="actions">{links}</div>
            </div>
            <Sums sums from />
        </section>
        <section class="section" aria-labelledby="invoices">
            <div class="section-head">
                <h2 id="invoices">{w.t(say::INVOICES)}</h2>
            </div>
            <Invoices invoices />
            {(total > PAGE).then(|| view! { <Paging path=format!("/customers/{id}/money") page total /> })}
        </section>
    }
}

#[component]
fn Sums(sums: Vec<CustomerMoney>, from: Option<Day>) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    if sums.is_empty() {
        return view! { <p class="soft">{w.t(say::MONEY_NONE)}</p> }.into_any();
    }
    let sees_findings = sums.iter().any(|sums| sums.at_stake.is_some());
    let any_recovered = sums.iter().any(|sums| !sums.recovered.is_zero());
    let any_back = sums.iter().any(|sums| !sums.owed_back.is_zero());
    let net = [
        Some(say::NET_EXPECTED),
        Some(say::NET_BILLED),
        any_recovered.then_some(say::NET_RECOVERED),
        sees_findings.then_some(say::NET_AT_STAKE),
    ];
    let taxed = [
        Some(say::TAXED_INVOICED),
        Some(say::TAXED_CREDITED),
        Some(say::TAXED_PAID),
        any_back.then_some(say::TAXED_OWED_BACK),
        sees_findings.then_some(say::TAXED_OVERDUE),
    ];
    let listed = |names: &[Option<words::Text>]| {
        let names: Vec<&str> = names.iter().flatten().map(|name| w.t(*name)).collect();
        w.list(&names)
    };
    let text = w.with(say::MONEY_TEXT, &[("net", &listed(&net)), ("taxed", &listed(&taxed))]);
    let since = from.map(|from| w.with(say::MONEY_FROM, &[("day", &w.day(from))]));
    let seal = |money: Money| if money.minor > 0 { "seal" } else { "" };
    let rows = sums
        .into_iter()
        .map(|CustomerMoney { expected, billed, recovered, invoiced, credited, paid, owed_back, overdue, at_stake }| {
            let plain = [expected, billed]
                .into_iter()
                .chain(any_recovered.then_some(recovered))
                .chain([invoiced, credited, paid])
                .chain(any_back.then_some(owed_back))
                .map(|money| view! { <td class="num"><Amount money /></td> })
                .collect_views();
            let marked = [overdue, at_stake]
                .into_iter()
                .flatten()
                .map(|money| view! { <td class="num"><Amount money class=seal(money) /></td> })
                .collect_views();
            view! {
                <tr>
                    <th scope="row">{expected.currency.code()}</th>
                    {plain}
                    {marked}
                </tr>
            }
        })
        .collect_views();
    let recovered = any_recovered.then_some(words::billing::RECOVERED);
    let promised = [say::EXPECTED, say::BILLED].into_iter().chain(recovered);
    let back = any_back.then_some(words::matching::TO_GIVE_BACK);
    let names = promised.chain([say::INVOICED, say::CREDITED, say::PAID]).chain(back);
    let more: &[words::Text] = if sees_findings { &[say::OVERDUE, say::AT_STAKE] } else { &[] };
    let heads = names
        .chain(more.iter().copied())
        .map(|name| view! { <th scope="col" class="num">{w.t(name)}</th> })
        .collect_views();
    view! {
        <p class="soft">{text} " " {since}</p>
        <div class="table-frame whole" role="region" aria-label=w.t(say::MONEY) tabindex="0">
            <table class="grid roomy">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::CURRENCY)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Invoices(invoices: Vec<AccountInvoice>) -> impl IntoView {
    use words::party_page as say;
    let w = use_words();
    if invoices.is_empty() {
        return view! { <p class="soft">{w.t(say::INVOICES_NONE)}</p> }.into_any();
    }
    let rows = invoices
        .into_iter()
        .map(|row| {
            let kind = match row.kind {
                InvoiceKind::Invoice => say::INVOICE,
                InvoiceKind::CreditNote => say::CREDIT_NOTE,
            };
            let back = row.owed_back.map(|money| {
                view! { <span class="second">{w.t(words::matching::TO_GIVE_BACK)} " " <Amount money /></span> }
            });
            view! {
                <tr>
                    <td class="number">{row.number}</td>
                    <td>{w.t(kind)}</td>
                    <td>
                        <DayMark day=row.issued_on />
                    </td>
                    <td>
                        <MaybeDay day=row.due_on />
                    </td>
                    <td class="num">
                        <MaybeAmount money=row.total />
                    </td>
                    <td class="num">
                        <Amount money=row.paid />
                        {back}
                    </td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame" role="region" aria-label=w.t(say::INVOICES) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::matching::NUMBER)}</th>
                        <th scope="col">{w.t(words::matching::KIND)}</th>
                        <th scope="col">{w.t(say::ISSUED_ON)}</th>
                        <th scope="col">{w.t(say::DUE_ON)}</th>
                        <th scope="col" class="num">
                            {w.t(say::TOTAL_WITH_TAX)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(say::PAID)}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
