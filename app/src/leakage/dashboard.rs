//! The leakage dashboard: from promise to cash, money at stake by kind and customer, and the findings.

use super::{
    api::{LeakageQuery, dashboard, list},
    charts::{BarRow, Bars, FlowChart},
};
use crate::{
    components::{
        figure::{Amount, DayMark, MaybeAmount},
        icon::{Icon, IconMark},
        list::{Pager, with_parameter},
    },
    failure::FailureNotice,
    use_words, words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    leakage::{FindingKind, Stage},
    money::{Amounts, Money},
    view::{Dashboard, FindingRow, FindingSum, List},
};

/// Path of the dashboard.
pub const PATH: &str = "/leakage";

fn query_of(map: &leptos_router::params::ParamsMap) -> LeakageQuery {
    let text = |name: &str| map.get(name).unwrap_or_default();
    LeakageQuery {
        kind: text("kind"),
        state: text("state"),
        customer: text("customer"),
        owner: text("owner"),
        currency: text("currency"),
        page: text("page").parse().unwrap_or(1).max(1),
    }
}

/// The leakage dashboard.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let known = Resource::new_blocking(
        move || query.get(),
        |query| async move { Ok::<_, crate::failure::Failure>((dashboard(query.clone()).await?, list(query).await?)) },
    );
    let content = move || {
        Suspend::new(async move {
            match known.await {
                Ok((sums, list)) => view! { <Content sums list query=query.get_untracked() /> }.into_any(),
                Err(failure) => view! { <FailureNotice failure /> }.into_any(),
            }
        })
    };
    view! {
        <Title text=w.t(words::nav::LEAKAGE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::leakage_page::TITLE)}</h1>
            </div>
        </header>
        <Transition fallback=|| ()>{content}</Transition>
    }
}

#[component]
fn Content(sums: Dashboard, list: List<FindingRow>, query: LeakageQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    if sums.by_state.is_empty() && sums.flow.is_empty() {
        return view! { <Empty /> }.into_any();
    }
    let kinds = sums.by_kind.clone();
    let flows = sums.flow.iter().map(|flow| view! { <FlowChart flow=*flow /> }).collect_view();
    let by_kind = bars(
        &sums.by_kind,
        |kind| (w.t(words::leakage::kind(*kind)).to_owned(), "kind", kind.code().to_owned()),
        &address,
    );
    let by_customer = bars(&sums.by_customer, |(id, name)| (name.clone(), "customer", id.to_string()), &address);
    let by_owner = bars(
        &sums.by_owner,
        |owner| match owner {
            Some((id, name)) => (name.clone(), "owner", id.to_string()),
            None => (w.t(words::leakage_page::NOBODY).to_owned(), "owner", String::new()),
        },
        &address,
    );
    view! {
        <Figures kinds />
        <section class="section" aria-labelledby="flow">
            <div class="section-head">
                <h2 id="flow">{w.t(words::leakage_page::FLOW)}</h2>
            </div>
            <p class="soft">{w.t(words::leakage_page::FLOW_TEXT)}</p>
            <div class="columns">{flows}</div>
        </section>
        <div class="columns">
            <Bars id="by-kind" title=w.t(words::leakage_page::BY_KIND).to_owned() rows=by_kind />
            <Bars id="by-customer" title=w.t(words::leakage_page::BY_CUSTOMER).to_owned() rows=by_customer />
            <Bars id="by-owner" title=w.t(words::leakage_page::BY_OWNER).to_owned() rows=by_owner />
        </div>
        <Findings list query />
    }
    .into_any()
}

fn bars<T>(sums: &[FindingSum<T>], of: impl Fn(&T) -> (String, &'static str, String), address: &str) -> Vec<BarRow> {
    sums.iter()
        .filter_map(|sum| {
            let (name, parameter, value) = of(&sum.of);
            let rest = with_parameter("", address, "page", "");
            let address = with_parameter(PATH, &rest, parameter, &value);
            Some(BarRow { name, findings: sum.findings, amount: sum.amount?, address })
        })
        .take(12)
        .collect()
}

/// Money at stake by where it is lost: amounts of different nature are never added.
#[component]
fn Figures(kinds: Vec<FindingSum<FindingKind>>) -> impl IntoView {
    let w = use_words();
    let tiles = Stage::ALL
        .into_iter()
        .map(|stage| {
            let mut amounts = Amounts::default();
            let mut findings = 0;
            for sum in kinds.iter().filter(|sum| sum.of.stage() == stage) {
                findings += sum.findings;
                if let Some(amount) = sum.amount {
                    // A sum too large for the currency would be shown as it stood before.
                    let _kept = amounts.add(amount);
                }
            }
            let class = if stage == Stage::Unbilled { "tile-figure seal" } else { "tile-figure" };
            let figures = amounts.iter().map(|money| view! { <Amount money class=class /> }).collect_view();
            view! {
                <li>
                    <div class="tile">
                        <span class="tile-label">{w.t(words::leakage::stage(stage))}</span>
                        {figures}
                        <span class="tile-note">
                            {w.count(findings, words::leakage_page::FINDING_ONE, words::leakage_page::FINDING_OTHER)}
                        </span>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="figures">{tiles}</ul> }
}

#[component]
fn Findings(list: List<FindingRow>, query: LeakageQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let total = list.total;
    let chips =
        [("kind", &query.kind), ("state", &query.state), ("customer", &query.customer), ("owner", &query.owner)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| {
                let label = match name {
                    "kind" => FindingKind::from_code(value).map(|kind| w.t(words::leakage::kind(kind)).to_owned()),
                    "state" => Some(w.t(words::leakage::state_code(value)).to_owned()),
                    "customer" => Some(w.t(words::leakage_page::ONE_CUSTOMER).to_owned()),
                    _ => Some(w.t(words::leakage_page::ONE_OWNER).to_owned()),
                };
                let target = with_parameter(PATH, &address, name, "");
                view! {
                    <a class="chip" href=target aria-label=w.t(words::list::REMOVE_FILTER)>
                        {label}
                        <IconMark icon=Icon::Cross />
                    </a>
                }
            })
            .collect_view();
    let states = model::leakage::FindingState::CODES
        .into_iter()
        .map(|code| {
            let target = with_parameter(PATH, &address, "state", code);
            let here = (query.state == code).then_some("true");
            view! {
                <a href=target aria-current=here>
                    {w.t(words::leakage::state_code(code))}
                </a>
            }
        })
        .collect_view();
    let rows = list.rows.into_iter().map(|row| view! { <Row row /> }).collect_view();
    let open = with_parameter(PATH, &address, "state", "");
    view! {
        <section class="section" aria-labelledby="findings">
            <div class="section-head">
                <h2 id="findings">{w.t(words::leakage_page::FINDINGS)}</h2>
                <div class="segmented">
                    <a href=open aria-current=query.state.is_empty().then_some("true")>
                        {w.t(words::leakage_page::OPEN)}
                    </a>
                    {states}
                </div>
            </div>
            <div class="chips">{chips}</div>
            <div class="table-frame" role="region" aria-labelledby="findings" tabindex="0">
                <table class="grid roomy findings">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(words::leakage_page::WHAT)}</th>
                            <th scope="col">{w.t(words::contract_page::CONTRACT)}</th>
                            <th scope="col">{w.t(words::contract_page::CUSTOMER)}</th>
                            <th scope="col">{w.t(words::contract_page::OWNER)}</th>
                            <th scope="col">{w.t(words::leakage_page::SINCE)}</th>
                            <th scope="col" class="num">
                                {w.t(words::leakage_page::AT_STAKE)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Pager path=PATH query=address page=query.page total />
        </section>
    }
}

#[component]
fn Row(row: FindingRow) -> impl IntoView {
    let w = use_words();
    let evidence = words::leakage::evidence(w, &row.finding.evidence);
    let owner = row.owner.unwrap_or_else(|| w.t(words::contract_page::NO_OWNER).to_owned());
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("{PATH}/{}", row.id)>
                    {w.t(words::leakage::kind(row.finding.kind))}
                </a>
                <span class="second">{evidence}</span>
            </td>
            <td class="clip">
                {row.title} <span class="second number">{row.contract}</span>
            </td>
            <td class="clip">{row.customer}</td>
            <td>{owner}</td>
            <td>
                <DayMark day=row.finding.since />
            </td>
            <td class="num">
                <MaybeAmount money=row.finding.amount />
            </td>
        </tr>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let w = use_words();
    view! {
        <div class="empty">
            <IconMark icon=Icon::Leakage />
            <h2>{w.t(words::leakage_page::EMPTY_TITLE)}</h2>
            <p>{w.t(words::leakage_page::EMPTY_TEXT)}</p>
            <div class="actions">
                <a class="button primary" href="/imports">
                    {w.t(words::nav::IMPORT)}
                </a>
            </div>
        </div>
    }
}

/// The largest of some amounts of one currency, for the length of bars.
pub(super) fn largest(amounts: impl Iterator<Item = Money>) -> i64 {
    amounts.map(|money| money.minor.abs()).max().unwrap_or(1).max(1)
}
