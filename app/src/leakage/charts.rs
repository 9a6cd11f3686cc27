//! The charts of the dashboard: drawn on the server as lists of links with a bar each, so that they wrap,
//! translate and work without script. The numbers stand beside the bars, so no table is hidden behind them.

use crate::{
    components::{figure::Amount, views::CollectViews},
    use_words, words,
};
use leptos::prelude::*;
use model::money::{Currency, Money};
use std::collections::BTreeMap;

/// A bar with its name, its amount, and the findings behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarRow {
    /// What it stands for.
    pub name: String,
    /// Number of findings.
    pub findings: u64,
    /// Money at stake.
    pub amount: Money,
    /// Where its rows are.
    pub address: String,
}

/// The share of a part in per cent, in whole numbers: a bar needs no more.
fn percent(part: i64, whole: i64) -> i64 {
    let share = i128::from(part.abs()) * 100 / i128::from(whole.max(1));
    i64::try_from(share.clamp(0, 100)).unwrap_or(100)
}

/// Bars, most first. Each currency has its own scale, because currencies are never compared.
#[component]
pub fn Bars(
    /// Identity in the page.
    id: &'static str,
    /// Title.
    title: String,
    /// The bars.
    rows: Vec<BarRow>,
) -> impl IntoView {
    let w = use_words();
    let mut by_currency: BTreeMap<Currency, Vec<BarRow>> = BTreeMap::new();
    for row in rows {
        by_currency.entry(row.amount.currency).or_default().push(row);
    }
    let lists = by_currency
        .into_values()
        .map(|rows| {
            let whole = rows.iter().map(|row| row.amount.minor.abs()).max().unwrap_or(1);
            let bars = rows
                .into_iter()
                .map(|row| {
                    let width = format!("{}%", percent(row.amount.minor, whole).max(1));
                    let findings =
                        w.count(row.findings, words::leakage_page::FINDING_ONE, words::leakage_page::FINDING_OTHER);
                    view! {
                        <li>
                            <a class="bar-row" href=row.address>
                                <span class="bar-label">
                                    {row.name} " " <span class="count">"· " {findings}</span>
                                </span>
                                <svg class="bar" width="100%" height="12" aria-hidden="true">
                                    <rect class="fill-seal" x="0%" width=width height="100%" rx="2"></rect>
                                </svg>
                                <Amount money=row.amount />
                            </a>
                        </li>
                    }
                })
                .collect_views();
            view! { <ol class="bars">{bars}</ol> }
        })
        .collect_views();
    view! {
        <figure class="chart panel" aria-labelledby=id>
            <figcaption>
                <h2 id=id>{title}</h2>
            </figcaption>
            {lists}
        </figure>
    }
}
