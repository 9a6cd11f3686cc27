//! One invoice with its lines, what they bill, and its payments.

use super::{
    api::{InvoiceAsked, invoice},
    line::Steps,
    payment::{Paying, Payments},
    taking_out::{TakeOut, taken_out},
    undo::UndoMatching,
};
use crate::{
    attachment::{
        Files,
        api::{FilesSaid, RemoveAttachment},
    },
    components::{
        figure::{Amount, DayMark, MaybeDay},
        form::Refused,
        history::{PastSaid, timeline},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, ask},
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    id::{FindingId, InvoiceLineId},
    invoice::InvoiceKind,
    money::Money,
    permission::Permission,
    view::{InvoiceLineView, InvoiceSheet, InvoiceWaiver, LineMatch, RelatedInvoice, Standing},
};

/// An invoice.
#[component]
pub fn InvoicePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let steps = Steps::new();
    let paying = Paying::new();
    let remove = Step::<RemoveAttachment>::new();
    let known = ask(move || (id.get(), steps.taken() + paying.taken() + remove.version().get()), |(id, _)| invoice(id));
    let map = use_query_map();
    let out =
        move || map.get().get("taken_out").map(|_| use_words().t(words::invoice_page::PAYMENT_TAKEN_OUT).to_owned());
    let content = show_page_to(known, move |InvoiceAsked { sheet, past, worked_on, files }, viewer| {
        let may = viewer.may(Permission::Reconcile);
        let follows = viewer.may(Permission::ViewLeakage);
        view! { <Sheet sheet past worked_on files steps=(steps, paying, remove) may follows /> }
    });
    view! {
        <Refused failure=steps.refused() />
        {move || taken_out(out())}
        {content}
    }
}

#[component]
fn Sheet(
    sheet: InvoiceSheet,
    past: Option<Vec<PastSaid>>,
    worked_on: Vec<(FindingId, String)>,
    files: FilesSaid,
    steps: (Steps, Paying, Step<RemoveAttachment>),
    may: bool,
    follows: bool,
) -> impl IntoView {
    let w = use_words();
    let (steps, paying, remove) = steps;
    let back = format!("/billing/invoices/{}", sheet.id);
    let title = match sheet.kind {
        InvoiceKind::Invoice => words::matching::INVOICE,
        InvoiceKind::CreditNote => words::matching::CREDIT_NOTE,
    };
    let title = w.with(title, &[("number", &sheet.number)]);
    let amounts = [
        (words::matching::AMOUNT, Some(sheet.net)),
        (words::matching::TAX, sheet.tax),
        (words::matching::TOTAL, sheet.total),
        (words::matching::PAID, Some(sheet.paid)),
    ]
    .into_iter()
    .chain(
        (!sheet.outstanding.credited.is_zero()).then_some((words::billing::CREDITED, Some(sheet.outstanding.credited))),
    )
    .chain(
        (!sheet.outstanding.recovered.is_zero())
            .then_some((words::matching::RECEIVED_BEFORE, Some(sheet.outstanding.recovered))),
    )
    .chain(
        (!sheet.outstanding.given_up.is_zero())
            .then_some((words::matching::GIVEN_UP, Some(sheet.outstanding.given_up))),
    )
    .chain(sheet.overpaid.map(|overpaid| (words::invoice_page::OVERPAID, Some(overpaid))))
    .chain([open_to_pay(&sheet)])
    .map(|(name, money)| {
        view! {
            <div>
                <dt>{w.t(name)}</dt>
                <dd>{known(money)}</dd>
            </div>
        }
    })
    .collect_views();
    let related = (sheet.corrects.is_some() || !sheet.related.is_empty()).then(|| {
        view! { <Related kind=sheet.kind printed=sheet.corrects.clone() related=sheet.related.clone() /> }
    });
    let out = sheet.imported.clone().filter(|_| may).map(|imported| {
        view! { <TakeOut imported worked_on id=sheet.id kind=sheet.kind version=sheet.version steps=paying follows /> }
    });
    let past = past.map(|past| {
        view! {
            <section class="section" aria-labelledby="history">
                <h2 id="history">{w.t(words::nav::HISTORY)}</h2>
                {timeline(past)}
            </section>
        }
    });
    let payments = view! { <Payments sheet=sheet.clone() steps=paying may follows /> };
    let lines = sheet.lines.into_iter().map(|line| view! { <Line line steps may /> }).collect_views();
    let given_up = (!sheet.given_up.is_empty()).then(|| view! { <Waivers waivers=sheet.given_up follows /> });
    let entity = sheet.legal_entity.map(|entity| {
        view! {
            <div>
                <dt>{w.t(words::contract_page::LEGAL_ENTITY)}</dt>
                <dd>{entity}</dd>
            </div>
        }
    });
    let reference = sheet.contract_reference.unwrap_or_else(|| w.t(words::matching::NO_REFERENCE).to_owned());
    view! {
        <Title text=title.clone() />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/billing">{w.t(words::nav::BILLING)}</a>
                    </li>
                    <li>
                        <a href="/billing/invoices">{w.t(words::matching::INVOICES)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{title}</h1>
            </div>
        </header>
        <dl class="facts">
            <div>
                <dt>{w.t(words::contract_page::CUSTOMER)}</dt>
                <dd>
                    <a href=format!("/customers/{}", sheet.customer)>{sheet.customer_name}</a>
                </dd>
            </div>
            {entity}
            <div>
                <dt>{w.t(words::matching::REFERENCE_PRINTED)}</dt>
                <dd>{reference}</dd>
            </div>
            {related}
            <div>
                <dt>{w.t(words::matching::ISSUED_ON)}</dt>
                <dd>
                    <DayMark day=sheet.issued_on />
                </dd>
            </div>
            <div>
                <dt>{w.t(words::matching::DUE_ON)}</dt>
                <dd>
                    <MaybeDay day=sheet.due_on />
                </dd>
            </div>
            {amounts}
        </dl>
        <section class="section" aria-labelledby="lines">
            <h2 id="lines">{w.t(words::matching::LINES)}</h2>
            {lines}
        </section>
        {payments}
        {given_up}
        <Files files back step=remove />
        {out}
        {past}
    }
}

/// The invoice that a credit note corrects, or the credit notes of an invoice, each with the way there; a number that
/// nobody knows stands as it is printed.
#[component]
fn Related(kind: InvoiceKind, printed: Option<String>, related: Vec<RelatedInvoice>) -> impl IntoView {
    let w = use_words();
    let name = match kind {
        InvoiceKind::CreditNote => words::matching::CORRECTS,
        InvoiceKind::Invoice => words::matching::CREDIT_NOTES,
    };
    let unknown = printed.filter(|_| related.is_empty());
    let unknown = unknown.map(|number| {
        view! {
            <span class="number">{number}</span>
            " "
            <span class="soft">{w.t(words::matching::NOT_KNOWN)}</span>
        }
    });
    let links = related
        .into_iter()
        .map(|RelatedInvoice { id, number, issued_on }| {
            view! {
                <div>
                    <a class="number" href=format!("/billing/invoices/{id}")>
                        {number}
                    </a>
                    " "
                    <DayMark day=issued_on />
                </div>
            }
        })
        .collect_views();
    view! {
        <div>
            <dt>{w.t(name)}</dt>
            <dd>{unknown} {links}</dd>
        </div>
    }
}

/// What was given up, when, by whom and why, with the way to the finding for whoever may see findings.
#[component]
fn Waivers(waivers: Vec<InvoiceWaiver>, follows: bool) -> impl IntoView {
    let w = use_words();
    let rows = waivers
        .into_iter()
        .map(|waiver| {
            let InvoiceWaiver { finding, amount, on, by, reason } = waiver;
            let name = by.unwrap_or_else(|| w.t(words::matching::NOT_KNOWN).to_owned());
            let said = w.with(words::matching::GIVEN_UP_BY, &[("name", &name), ("reason", &reason)]);
            let said = match follows {
                true => view! { <a class="second" href=format!("/leakage/{finding}")>{said}</a> }.into_any(),
                false => view! { <span class="second">{said}</span> }.into_any(),
            };
            view! {
                <div>
                    <dt>
                        <DayMark day=on />
                    </dt>
                    <dd>
                        <Amount money=amount /> {said}
                    </dd>
                </div>
            }
        })
        .collect_views();
    view! {
        <section class="section" aria-labelledby="given-up">
            <h2 id="given-up">{w.t(words::matching::GIVEN_UP)}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
}

/// An amount, or that it is not known.
fn known(money: Option<Money>) -> AnyView {
    match money {
        Some(money) => view! { <Amount money /> }.into_any(),
        None => view! { <span class="soft">{use_words().t(words::matching::NOT_KNOWN)}</span> }.into_any(),
    }
}

/// What is still to be paid, before tax where the tax is not known, or what is owed back.
fn open_to_pay(sheet: &InvoiceSheet) -> (Text, Option<Money>) {
    use words::matching::{OPEN_NET, OPEN_TO_PAY, TO_GIVE_BACK};
    let Money { minor, currency } = sheet.outstanding.open;
    let owed_back = sheet.owed_back.is_none_or(|back| back.minor > 0) && minor < 0;
    match sheet.outstanding.taxed {
        _ if owed_back || sheet.kind == InvoiceKind::CreditNote => (TO_GIVE_BACK, sheet.owed_back),
        true => (OPEN_TO_PAY, Some(Money { minor: minor.max(0), currency })),
        false => (OPEN_NET, Some(Money { minor: minor.max(0), currency })),
    }
}

/// A line with where it stands.
#[component]
fn Line(line: InvoiceLineView, steps: Steps, may: bool) -> impl IntoView {
    let w = use_words();
    let (tone, icon, standing) = match &line.standing {
        Standing::Waiting { why } => ("warn", Icon::Clock, w.t(words::matching::waiting(*why)).to_owned()),
        Standing::Matched => ("green", Icon::Check, w.t(words::matching::MATCHED).to_owned()),
        Standing::Settled => ("muted", Icon::Check, w.t(words::matching::SETTLED).to_owned()),
        Standing::Outside { reason } => {
            ("muted", Icon::Cross, w.with(words::matching::IS_ASIDE, &[("reason", reason)]))
        }
    };
    let settled = matches!(line.standing, Standing::Matched | Standing::Settled);
    let decide = (may && !settled).then(|| {
        view! {
            <a class="button" href=format!("/billing/matching/{}", line.id)>
                {w.t(words::matching::DECIDE)}
            </a>
        }
    });
    let period = line.period.map(|period| w.period(period));
    let rate = line.vat_percent.map(|rate| w.with(words::matching::TAX_AT, &[("percent", &w.percent(rate))]));
    let facts = [period, rate].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let matches = (!line.matches.is_empty()).then(|| view! { <Matches line=line.clone() steps may /> });
    view! {
        <section class="panel">
            <div class="section-head">
                <h3>{line.description.clone()}</h3>
                <Amount money=line.amount />
            </div>
            <p>
                <span class="soft">{facts}</span>
                " "
                <span class=format!("badge bare {tone}")>
                    <IconMark icon />
                    {standing}
                </span>
            </p>
            {matches}
            <div class="actions">{decide}</div>
        </section>
    }
}

/// What a line bills, with the way back for each.
#[component]
pub(super) fn Matches(line: InvoiceLineView, steps: Steps, may: bool) -> impl IntoView {
    let w = use_words();
    let (id, version) = (line.id, line.version);
    let heading = format!("bills-{id}");
    let named_by = heading.clone();
    let rows =
        line.matches.into_iter().map(|found| view! { <Match found line=id version steps may /> }).collect_views();
    view! {
        <div class="table-frame whole" role="region" aria-labelledby=named_by tabindex="0">
            <table class="grid roomy">
                <caption id=heading>{w.t(words::matching::BILLS)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.t(words::contract_page::CONTRACT)}</th>
                        <th scope="col">{w.t(words::contract_page::PERIOD)}</th>
                        <th scope="col" class="num">
                            {w.t(words::contract_page::EXPECTED)}
                        </th>
                        <th scope="col" class="num">
                            {w.t(words::matching::AMOUNT)}
                        </th>
                        <th scope="col">{w.t(words::matching::STEPS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Match(found: LineMatch, line: InvoiceLineId, version: i32, steps: Steps, may: bool) -> impl IntoView {
    let w = use_words();
    let by = if found.by_person {
        let name = found.by.unwrap_or_else(|| w.t(words::matching::SOMEBODY).to_owned());
        w.with(words::matching::BY_PERSON, &[("name", &name)])
    } else {
        let confidence = w.t(words::leakage::confidence(found.confidence)).to_lowercase();
        w.with(words::matching::BY_PROGRAM, &[("confidence", &confidence)])
    };
    let currency = found.row.expected.currency;
    let reasons: Vec<String> =
        found.reasons.iter().map(|reason| words::reconciliation::reason(w, reason, currency)).collect();
    let (row, billed, amount) = (found.row.id, found.row.billed, found.amount);
    let undo = may.then(|| view! { <UndoMatching line version row billed amount step=steps.undo /> });
    view! {
        <tr>
            <td>
                <a href=format!("/contracts/{}/money", found.row.contract)>{found.row.title}</a>
                " "
                <span class="number soft">{found.row.contract}</span>
                <p class="soft small">{by} " " {w.sentences(&reasons)}</p>
            </td>
            <td class="period">{w.period(found.row.period)}</td>
            <td class="num">
                <Amount money=found.row.expected />
            </td>
            <td class="num">
                <Amount money=found.amount />
            </td>
            <td>{undo}</td>
        </tr>
    }
}
