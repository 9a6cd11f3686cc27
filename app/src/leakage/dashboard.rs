//! The leakage dashboard: from promise to cash, money at stake by kind, customer, owner and age, what became of it
//! by month, and the findings.

use super::{
    api::{LeakageQuery, dashboard, list},
    charts::{BarRow, Bars},
    flow::Waterfall,
    query_of,
    table::{Chips, LIST, Table, age},
    trend::Trend,
};
use crate::{
    components::{
        figure::Amount,
        icon::{Icon, IconMark},
        list::{Keys, Pager, with_parameter, with_parameters},
        show::{show, show_viewer},
        views::CollectViews,
    },
    failure::Failure,
    home::first_steps::FirstSteps,
    use_words,
    wire::ask,
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use model::{
    leakage::{FindingKind, Stage},
    money::{Amounts, Currency, Money},
    permission::Permission,
    view::{Dashboard, FindingRow, FindingSum, List},
};
use std::collections::{BTreeMap, BTreeSet};

/// Path of the dashboard.
pub const PATH: &str = "/leakage";

/// The choices of how far to look back, in whole months.
const MONTHS: [u32; 4] = [3, 6, 12, 24];

/// The leakage dashboard.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let query = Memo::new(move |_| query_of(&map.get()));
    let known = ask(
        move || query.get(),
        |query| async move { Ok::<_, Failure>((dashboard(query.clone()).await?, list(query).await?)) },
    );
    let content = show(known, move |(sums, list)| view! { <Content sums list query=query.get_untracked() /> });
    view! {
        <Title text=w.t(words::nav::LEAKAGE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::leakage_page::TITLE)}</h1>
            </div>
        </header>
        {content}
    }
}

#[component]
fn Content(sums: Dashboard, list: List<FindingRow>, query: LeakageQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    if sums.by_kind.is_empty() && sums.flow.is_empty() && sums.trend.is_empty() && address.is_empty() {
        return view! { <FirstSteps /> }.into_any();
    }
    let of_kind = |kind: &FindingKind| (w.t(words::leakage::kind(*kind)).to_owned(), "kind", kind.code().to_owned());
    let (lost, risk): (Vec<_>, Vec<_>) = sums.by_kind.iter().cloned().partition(|sum| sum.of.stage().can_be_lost());
    let (by_kind, at_risk) = (bars(&lost, of_kind, &address), bars(&risk, of_kind, &address));
    let at_risk = (!at_risk.is_empty())
        .then(|| view! { <Bars id="at-risk" title=w.t(words::leakage_page::AT_RISK).to_owned() rows=at_risk /> });
    let after_end = billed_after_end(&sums, of_kind, &address);
    // Sums over kinds are of one stage, and so are the rows behind them.
    let stage = sums.summed.first().map_or(Stage::Unbilled, |kind| kind.stage());
    let here = address.clone();
    let address = match query.kind.is_empty() {
        true => with_parameter("", &address, "stage", stage.code()),
        false => address,
    };
    let mut by_customer = bars(&sums.by_customer, |(id, name)| (name.clone(), "customer", id.to_string()), &address);
    by_customer.extend(others(&sums, w.t(words::leakage_page::OTHERS), &by_customer, &address));
    let by_owner = bars(
        &sums.by_owner,
        |owner| match owner {
            Some((id, name)) => (name.clone(), "owner", id.to_string()),
            None => (w.t(words::leakage_page::NOBODY).to_owned(), "owner", "none".to_owned()),
        },
        &address,
    );
    let by_age = bars(&sums.by_age, |it| (w.t(age(*it)).to_owned(), "age", it.code().to_owned()), &address);
    let (address, address_of_stage) = (here, address);
    let known = match sums.invoices {
        Some(days) => {
            w.with(words::leakage_page::INVOICES_KNOWN, &[("first", &w.day(days.first)), ("last", &w.day(days.last))])
        }
        None => w.t(words::leakage_page::NO_INVOICES).to_owned(),
    };
    let contracts_next = (!sums.contracts && sums.invoices.is_some()).then(|| {
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Contract />
                <div class="notice-body">
                    <p>{w.t(words::leakage_page::CONTRACTS_NEXT)}</p>
                    {import_link("", words::action::IMPORT_CONTRACTS)}
                </div>
            </div>
        }
    });
    let months = sums.period;
    let flows = sums
        .flow
        .iter()
        .map(|flow| {
            let after_end = after_end.iter().find(|row| row.amount.currency == flow.currency);
            let after_end = after_end.map(|row| (row.amount, row.address.clone()));
            view! { <Waterfall flow=*flow months known=sums.billing_known(flow) after_end /> }
        })
        .collect_views();
    let currencies: BTreeSet<Currency> = sums.trend.iter().map(|month| month.currency).collect();
    let trends = currencies
        .into_iter()
        .map(|currency| {
            let address = address_of_stage.clone();
            view! { <Trend known=sums.trend.clone() currency from=sums.trend_from today=sums.day address /> }
        })
        .collect_views();
    let of_customer = sums.by_customer.iter().find(|sum| sum.of.0.to_string() == query.customer);
    let customer = of_customer.map(|sum| sum.of.1.clone());
    let of_owner = sums.by_owner.iter().filter_map(|sum| sum.of.as_ref());
    let owner = of_owner.filter(|(id, _)| id.to_string() == query.owner).map(|(_, name)| name.clone()).next();
    let overdue = sums.by_kind.iter().filter(|sum| sum.of.stage() == Stage::Uncollected).map(|sum| sum.findings).sum();
    let name_of = |stage| w.t(title_of(stage, overdue, sums.before_tax).0);
    let stages = [Stage::Unbilled, Stage::Uncollected]
        .into_iter()
        .map(|of| {
            let target = with_parameters(PATH, &address, &[("stage", of.code()), ("kind", ""), ("page", "")]);
            view! {
                <a href=target aria-current=(of == stage).then_some("true")>
                    {name_of(of)}
                </a>
            }
        })
        .collect_views();
    let text = match all_before_tax(overdue, sums.before_tax) {
        true => words::leakage_page::FLOW_TEXT_BEFORE_TAX,
        false => words::leakage_page::FLOW_TEXT,
    };
    let said = w.with(text, &[("months", &w.period(months))]);
    let choices = MONTHS
        .into_iter()
        .map(|count| {
            let target = with_parameters(PATH, &address, &[("months", &count.to_string()), ("page", "")]);
            let here = (query.months == count).then_some("true");
            view! {
                <a href=target aria-current=here>
                    {w.count(count.into(), words::leakage_page::MONTHS, words::leakage_page::MONTHS)}
                </a>
            }
        })
        .collect_views();
    view! {
        <p class="soft">
            {known} " " {import_link("", words::leakage_page::IMPORT_INVOICES)}
        </p>
        <Chips query=query.clone() path=PATH address=address.clone() customer owner />
        {contracts_next}
        <Figures kinds=sums.by_kind.clone() before_tax=sums.before_tax address=address.clone() />
        <section class="section" aria-labelledby="flow">
            <div class="section-head">
                <h2 id="flow">{w.t(words::leakage_page::FLOW)}</h2>
                <nav class="segmented" aria-label=w.t(words::leakage_page::PERIOD)>
                    {choices}
                </nav>
            </div>
            <p class="soft">{said}</p>
            <div class="columns">{flows}</div>
        </section>
        <div class="columns stakes">
            <Bars id="by-kind" title=w.t(words::leakage_page::BY_KIND).to_owned() rows=by_kind />
            {at_risk}
        </div>
        <section class="section" aria-labelledby="split">
            <div class="section-head">
                <h2 id="split">{w.t(words::leakage_page::SPLIT)}</h2>
                <nav class="segmented" aria-labelledby="split">
                    {stages}
                </nav>
            </div>
            <div class="columns stakes">
                <Bars id="by-customer" title=w.t(words::leakage_page::BY_CUSTOMER).to_owned() rows=by_customer />
                <Bars id="by-owner" title=w.t(words::leakage_page::BY_OWNER).to_owned() rows=by_owner />
                <Bars id="by-age" title=w.t(words::leakage_page::BY_AGE).to_owned() rows=by_age />
            </div>
        </section>
        <section class="section" aria-labelledby="trend">
            <div class="section-head">
                <h2 id="trend">{w.t(words::leakage_page::TREND)}</h2>
                <span class="soft">{name_of(stage)}</span>
            </div>
            <div class="columns">{trends}</div>
        </section>
        <Findings list query />
        <Keys />
    }
    .into_any()
}

fn bars<T>(sums: &[FindingSum<T>], of: impl Fn(&T) -> (String, &'static str, String), address: &str) -> Vec<BarRow> {
    sums.iter()
        .filter_map(|sum| {
            let (name, parameter, value) = of(&sum.of);
            let amount = sum.amount?;
            let address = with_parameters(
                LIST,
                address,
                &[(parameter, &value), ("currency", amount.currency.code()), ("page", ""), ("months", "")],
            );
            Some(BarRow { name, findings: sum.findings, amount, address })
        })
        .collect()
}

/// What was billed after the end of contracts, by currency: no promise stands behind it, so it is no step from promise to cash
/// and is said beside it, with the findings that it comes from.
fn billed_after_end(
    sums: &Dashboard,
    of: impl Fn(&FindingKind) -> (String, &'static str, String),
    address: &str,
) -> Vec<BarRow> {
    let after_end: Vec<_> = sums.by_kind.iter().filter(|sum| sum.of == FindingKind::BillingAfterEnd).cloned().collect();
    bars(&after_end, of, address)
}

/// What the customers that are not shown come to, in each currency, so that the bars add up to what those by kind do.
fn others(sums: &Dashboard, name: &str, shown: &[BarRow], address: &str) -> Vec<BarRow> {
    let mut left: BTreeMap<Currency, (u64, i64)> = BTreeMap::new();
    for sum in sums.by_kind.iter().filter(|sum| sums.summed.contains(&sum.of)) {
        let Some(amount) = sum.amount else { continue };
        let (findings, minor) = left.entry(amount.currency).or_default();
        (*findings, *minor) = (*findings + sum.findings, minor.saturating_add(amount.minor));
    }
    for row in shown {
        let (findings, minor) = left.entry(row.amount.currency).or_default();
        (*findings, *minor) = (findings.saturating_sub(row.findings), minor.saturating_sub(row.amount.minor));
    }
    left.into_iter()
        .filter(|(_, (findings, _))| *findings > 0)
        .map(|(currency, (findings, minor))| BarRow {
            name: name.to_owned(),
            findings,
            amount: Money::new(minor, currency),
            address: with_parameters(
                LIST,
                address,
                &[("currency", currency.code()), ("sort", "customer"), ("page", ""), ("months", "")],
            ),
        })
        .collect()
}

/// Whether no overdue amount is with tax, of so many findings and so many before tax.
const fn all_before_tax(findings: u64, before_tax: u64) -> bool {
    before_tax > 0 && before_tax >= findings
}

/// What the tile of a stage is called, and whether it has to say how many of its amounts are before tax. Overdue amounts are
/// with tax, unless none of the invoices says its tax.
fn title_of(stage: Stage, findings: u64, before_tax: u64) -> (Text, bool) {
    let overdue = stage == Stage::Uncollected;
    if overdue && all_before_tax(findings, before_tax) {
        return (words::leakage_page::OVERDUE_BEFORE_TAX, false);
    }
    (words::leakage::stage(stage), overdue && before_tax > 0)
}

/// Money at stake by where it is lost: amounts of different nature are never added.
#[component]
fn Figures(kinds: Vec<FindingSum<FindingKind>>, before_tax: u64, address: String) -> impl IntoView {
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
            let figures = amounts.iter().map(|money| view! { <Amount money class=class /> }).collect_views();
            let target = with_parameters(LIST, &address, &[("stage", stage.code()), ("page", ""), ("months", "")]);
            let (label, some_untaxed) = title_of(stage, findings, before_tax);
            let untaxed = some_untaxed.then(|| {
                let said = w.count(before_tax, words::leakage_page::BEFORE_TAX_ONE, words::leakage_page::BEFORE_TAX);
                view! { <span class="tile-note">{said}</span> }
            });
            view! {
                <li>
                    <a class="tile" href=target>
                        <span class="tile-label">{w.t(label)}</span>
                        {figures}
                        <span class="tile-note">
                            {w.count(findings, words::leakage_page::FINDING_ONE, words::leakage_page::FINDING_OTHER)}
                        </span>
                        {untaxed}
                    </a>
                </li>
            }
        })
        .collect_views();
    view! { <ul class="figures">{tiles}</ul> }
}

#[component]
fn Findings(list: List<FindingRow>, query: LeakageQuery) -> impl IntoView {
    let w = use_words();
    let address = use_location().search.get_untracked();
    let (total, more, page) = (list.total, list.more, query.page);
    let states = model::leakage::FindingState::CODES
        .into_iter()
        .map(|code| {
            let target = with_parameters(PATH, &address, &[("state", code), ("page", "")]);
            let here = (query.state == code).then_some("true");
            view! {
                <a href=target aria-current=here>
                    {w.t(words::leakage::state_code(code))}
                </a>
            }
        })
        .collect_views();
    let open = with_parameters(PATH, &address, &[("state", ""), ("page", "")]);
    let all = with_parameter(LIST, &address, "months", "");
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
                <a class="button quiet" href=all>
                    <IconMark icon=Icon::Filter />
                    {w.t(words::leakage_page::ALL_FINDINGS)}
                </a>
            </div>
            <Table rows=list.rows query=query.clone() address=address.clone() choose=false />
            <Pager path=LIST query=address page total more />
        </section>
    }
}

/// The way to where files are brought in, for those who may.
pub(super) fn import_link(class: &'static str, label: Text) -> AnyView {
    let w = use_words();
    show_viewer(move |viewer| {
        viewer.may(Permission::Import).then(|| {
            view! {
                <a class=class href="/imports">
                    {w.t(label)}
                </a>
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tile_of_overdue_money_says_with_tax_only_where_some_of_it_is() {
        use words::leakage_page::OVERDUE_BEFORE_TAX;
        let with_tax = words::leakage::stage(Stage::Uncollected);
        assert_eq!(title_of(Stage::Uncollected, 3, 0), (with_tax, false));
        assert_eq!(title_of(Stage::Uncollected, 0, 0), (with_tax, false), "nothing is overdue");
        assert_eq!(title_of(Stage::Uncollected, 3, 2), (with_tax, true), "two are said to be before tax");
        assert_eq!(title_of(Stage::Uncollected, 3, 3), (OVERDUE_BEFORE_TAX, false));
        assert_eq!(title_of(Stage::Unbilled, 3, 3), (words::leakage::stage(Stage::Unbilled), false));
    }
}
