//! The first tab of a contract: its lifeline, its dates with their reasons, its terms and price lines.

use super::{
    api::{OpenedContractSheet, ledger, open, saved},
    lifeline::Lifeline,
    notice::{self, Next},
    said::{DateSaid, DatesSaid},
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{
        figure::{DayMark, MaybeAmount},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    failure::Failure,
    frame::viewing,
    use_words,
    wire::ask,
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    billing::{Effect, decimals_read, decimals_to_multiply, price_around},
    calendar::Day,
    money::{Currency, Money},
    permission::Permission,
    price_line::PriceLine,
    view::{LedgerEntry, Viewer},
};

/// Terms and dates of a contract.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let query = use_query_map();
    let steps = notice::Steps::new();
    let known = ask(
        move || (number.get(), steps.taken(), query.with(|query| query.get("saved").is_some())),
        |(number, _, just_saved)| async move {
            let may_see_billing = viewing().await?.may(Permission::ViewBilling);
            let ledger = if may_see_billing { ledger(number.clone()).await? } else { Vec::new() };
            let saved = if just_saved { saved(number.clone()).await? } else { None };
            Ok::<_, Failure>((open(number).await?, ledger, saved))
        },
    );
    show_page_to(known, move |(opened, ledger, saved), viewer| view! { <Overview opened ledger saved viewer steps /> })
}

#[component]
fn Overview(
    opened: OpenedContractSheet,
    ledger: Vec<LedgerEntry>,
    /// What a change that was just saved did to the money.
    saved: Option<Option<Effect>>,
    viewer: Viewer,
    steps: notice::Steps,
) -> impl IntoView {
    let w = use_words();
    let OpenedContractSheet { sheet, dates, next, away, life } = opened;
    let away = away.into_iter().map(|said| view! { <p class="notice info">{said}</p> }).collect_views();
    let details = sheet.details.clone();
    let effect = saved.map(|effect| {
        let said = match effect {
            None => w.t(words::contract_page::NO_EFFECT).to_owned(),
            Some(Effect { before, after, corrections }) => {
                let (before, after, corrections) = (w.money(before), w.money(after), w.money(corrections));
                let said = [("before", &*before), ("after", &*after), ("corrections", &*corrections)];
                w.with(words::contract_page::EFFECT, &said)
            }
        };
        view! { <p class="notice info" role="status">{said}</p> }
    });
    let fact = |name: Text, value: Option<String>| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd>{value.unwrap_or_else(|| w.t(words::list::NOT_KNOWN).to_owned())}</dd>
            </div>
        }
    };
    let signed_on = details.signed_on.map(|day| w.day(day)).map(|day| match sheet.facts.signature_assumed {
        true => w.with(words::contract_page::SIGNED_ASSUMED, &[("day", &day)]),
        false => day,
    });
    let person = |name: Option<String>| name.unwrap_or_else(|| w.t(words::contract_page::NOBODY).to_owned());
    let terms = [
        fact(words::contract_page::TYPE, Some(w.t(words::contract::contract_type(details.contract_type)).to_owned())),
        fact(words::contract_page::LEGAL_ENTITY, Some(sheet.legal_entity.clone())),
        fact(words::contract_page::OWNER, Some(person(sheet.owner.clone()))),
        fact(words::contract_page::DEPUTY, Some(person(sheet.deputy.clone()))),
        fact(words::contract_page::SIGNED_ON, signed_on),
        fact(words::contract_page::STARTS_ON, details.starts_on.map(|day| w.day(day))),
        fact(words::contract_page::TERM, Some(words::contract::term_length(w, details.term))),
        fact(words::contract_page::RENEWAL, Some(words::contract::renewal(w, details.renewal, Some(details.term)))),
        fact(words::contract_page::NOTICE, details.notice.map(|notice| w.length(notice))),
        fact(
            words::contract_page::PAYMENT_TERM,
            details.payment_term.map(|term| words::contract::payment_term(w, term)),
        ),
        fact(words::contract_page::PURCHASE_ORDER, details.purchase_order.clone()),
        fact(
            words::contract_page::CONFIDENTIALITY,
            Some(words::contract::confidentiality(w, &details.confidentiality)),
        ),
    ];
    let lines = sheet.lines.clone();
    let next = notice::concerns(&sheet, &viewer).then(|| view! { <Next sheet=sheet.clone() said=next steps /> });
    let frame = if next.is_some() { "sheet" } else { "" };
    view! {
        <SheetHead sheet=sheet.clone() tab=Tab::Overview viewer />
        {effect}
        {away}
        <div class=frame>
            <div class="stack">
                <Lifeline sheet=sheet.clone() ledger life />
                <section class="section" aria-labelledby="dates">
                    <div class="section-head">
                        <h2 id="dates">{w.t(words::contract_page::DATES)}</h2>
                    </div>
                    <Dates dates />
                </section>
                <section class="section" aria-labelledby="lines">
                    <div class="section-head">
                        <h2 id="lines">{w.t(words::contract_page::PRICE_LINES)}</h2>
                    </div>
                    <Lines lines currency=sheet.details.currency first=sheet.details.starts_on day=sheet.day />
                </section>
                <section class="section" aria-labelledby="terms">
                    <div class="section-head">
                        <h2 id="terms">{w.t(words::contract_page::TERMS)}</h2>
                    </div>
                    <dl class="facts">{terms.collect_views()}</dl>
                </section>
            </div>
            {next}
        </div>
    }
}

/// The days that matter, each with its reasons, and what is missing for a full answer.
#[component]
pub fn Dates(
    /// What they say.
    dates: DatesSaid,
) -> impl IntoView {
    let DatesSaid { term, dates, gaps } = dates;
    let term = term.map(|(name, text)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{text}</dd>
            </div>
        }
    });
    let rows = dates.into_iter().map(|said| view! { <Explained said /> }).collect_views();
    let gaps = gaps
        .into_iter()
        .map(|gap| {
            view! {
                <li>
                    <IconMark icon=Icon::Warning />
                    {gap}
                </li>
            }
        })
        .collect_views();
    view! {
        <dl class="facts">{term} {rows}</dl>
        <ul class="gaps">{gaps}</ul>
    }
}

/// A day and, behind a switch, step by step why it is that day.
#[component]
fn Explained(said: DateSaid) -> impl IntoView {
    let w = use_words();
    let DateSaid { name, day, why } = said;
    let steps = why.into_iter().map(|why| view! { <li>{why}</li> }).collect_views();
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <DayMark day />
                <details class="why">
                    <summary>
                        <IconMark icon=Icon::Question />
                        {w.t(words::contract_page::WHY)}
                    </summary>
                    <div class="why-body">
                        <ol>{steps}</ol>
                    </div>
                </details>
            </dd>
        </div>
    }
}

#[component]
fn Lines(lines: Vec<PriceLine>, currency: Currency, first: Option<Day>, day: Day) -> impl IntoView {
    let w = use_words();
    if lines.is_empty() {
        return view! { <p class="soft">{w.t(words::contract_page::NO_LINES)}</p> }.into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            let around = price_around(&line, first, day);
            let price = around.as_ref().map_or(line.unit_price, |around| around.now);
            let per_period = line.quantity.checked_mul(price).and_then(|price| Money::round(price, currency).ok());
            let vat = line.vat_percent.map(|rate| w.with(words::contract_page::AT_VAT, &[("rate", &w.percent(rate))]));
            let decimals = decimals_read(&line, currency);
            let read = |price| w.price_read(price, decimals, currency);
            let exact = |price| w.price(price, currency);
            let said = around.as_ref().map(|around| words::billing::price_around(w, around, read)).unwrap_or_default();
            let said_exactly =
                around.as_ref().map(|around| words::billing::price_around(w, around, exact)).unwrap_or_default();
            let said_exactly = (said_exactly != said).then_some(said_exactly);
            let multiplied = decimals_to_multiply(line.quantity, price, currency, decimals);
            let factor = w.price_read(price, multiplied, currency);
            let exact = Some(exact(price)).filter(|exact| *exact != factor);
            view! {
                <tr>
                    <td>
                        {line.description.clone()}
                        <span class="second">{words::billing::billed_within(w, &line.recurrence, line.starts_on, line.ends_on)}</span>
                    </td>
                    <td class="num">{w.number(line.quantity)} " " {line.unit.clone()}</td>
                    <td class="num" title=exact>{factor}</td>
                    <td class="num">
                        <MaybeAmount money=per_period />
                        <span class="second">{vat}</span>
                    </td>
                    <td>
                        <span title=said_exactly>{said}</span>
                        <span class="second">{words::billing::adjustments_beside(w, &line, around.as_ref())}</span>
                    </td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-label=w.t(words::contract_page::PRICE_LINES) tabindex="0">
            <table class="grid roomy narrow">
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::contract_page::LINE)}</th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::QUANTITY)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::UNIT_PRICE)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::PER_PERIOD)}
                        </th>
                        <th scope="col">{w.t(words::contract_page::ADJUSTMENTS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
