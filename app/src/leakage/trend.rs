//! Found, claimed and recovered by month: three bars a month, drawn on the server, with the figures in a table
//! behind a switch, whose months lead to what was found in them.

use super::table::LIST;
use crate::{
    components::{
        figure::Amount,
        icon::{Icon, IconMark},
        list::with_parameters,
        views::CollectViews,
    },
    use_words, words,
};
use chrono::Datelike;
use leptos::prelude::*;
use model::{
    calendar::{Day, add_months},
    leakage::FindingState,
    money::{Currency, Money},
    view::TrendMonth,
};

/// Height of the chart in pixels, without the names of months.
const HEIGHT: i64 = 140;
/// Room of a year in per mille of the width, on the narrowest screen.
const ROOM: usize = 150;
/// The three bars, in the order of a finding's life.
const SERIES: [(words::Text, &str); 3] = [
    (words::leakage_page::FOUND, "fill-seal"),
    (words::leakage_page::CLAIMED, "fill-ink"),
    (words::leakage_page::RECOVERED, "fill-green"),
];

/// Every month from the first to the one a day lies in, with what happened in it.
fn months(known: &[TrendMonth], currency: Currency, from: Day, today: Day) -> Vec<TrendMonth> {
    let mut months = Vec::new();
    let mut month = Some(from);
    while let Some(first) = month.filter(|first| *first <= today && months.len() < 120) {
        let none = TrendMonth { month: first, currency, found: 0, claimed: 0, recovered: 0 };
        let own = known.iter().find(|known| known.month == first && known.currency == currency);
        months.push(own.copied().unwrap_or(none));
        month = add_months(first, 1);
    }
    months
}

/// The months at which the year is written, of months that are some per mille wide: the first one and each January; not
/// the first one where the January after it is so near that both would stand on each other.
fn years(months: &[TrendMonth], step: usize) -> Vec<(usize, Day)> {
    let all = months.iter().map(|month| month.month).enumerate();
    let mut years: Vec<(usize, Day)> = all.filter(|(at, month)| *at == 0 || month.month() == 1).collect();
    if let [_, (january, _), ..] = years.as_slice()
        && january * step < ROOM
    {
        years.remove(0);
    }
    years
}

/// Per mille of the width, as SVG takes it.
fn across(per_mille: usize) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

/// The trend of one currency.
#[component]
pub fn Trend(
    /// What happened, by month.
    known: Vec<TrendMonth>,
    /// The currency.
    currency: Currency,
    /// First day of the first month.
    from: Day,
    /// The day it is shown on.
    today: Day,
    /// The query of the dashboard's address; the rows behind a month are filtered as its sums are.
    address: String,
) -> impl IntoView {
    let w = use_words();
    // Ages and states do not count for what was found in a month.
    let address =
        with_parameters("", &address, &[("age", ""), ("page", ""), ("months", ""), ("sort", ""), ("order", "")]);
    let months = months(&known, currency, from, today);
    let money = |minor| Money::new(minor, currency);
    let values = |month: &TrendMonth| [month.found, month.claimed, month.recovered];
    let most = months.iter().flat_map(values).max().unwrap_or(0).max(1);
    let step = 1_000 / months.len().max(1);
    let sum = |of: fn(&TrendMonth) -> i64| w.money(money(months.iter().map(of).fold(0, i64::saturating_add)));
    let summary = w.with(
        words::leakage_page::TREND_SUMMARY,
        &[
            ("found", &sum(|month| month.found)),
            ("claimed", &sum(|month| month.claimed)),
            ("recovered", &sum(|month| month.recovered)),
            ("month", &w.month_long(from)),
        ],
    );
    let every = if months.len() > 13 { 3 } else { 1 };
    let drawn = months
        .iter()
        .enumerate()
        .map(|(at, month)| {
            let bars = values(month)
                .into_iter()
                .zip(SERIES)
                .enumerate()
                .filter(|(_, (minor, _))| *minor > 0)
                .map(|(bar, (minor, (_, fill)))| {
                    let height = i128::from(minor) * i128::from(HEIGHT) / i128::from(most);
                    let height = i64::try_from(height).unwrap_or(HEIGHT).max(2);
                    view! {
                        <rect
                            class=fill
                            x=across(at * step + step / 10 + bar * step * 27 / 100)
                            y=(HEIGHT - height).to_string()
                            width=across((step / 4).max(1))
                            height=height.to_string()
                            rx="1"
                        ></rect>
                    }
                })
                .collect_views();
            let name = (at % every == 0).then(|| {
                view! {
                    <text class="middle" x=across(at * step + step / 2) y=(HEIGHT + 16).to_string()>
                        {month.month.format("%m").to_string()}
                    </text>
                }
            });
            view! { <g>{bars} {name}</g> }
        })
        .collect_views();
    let years = years(&months, step)
        .into_iter()
        .map(|(at, month)| {
            view! {
                <text x=across(at * step) y=(HEIGHT + 32).to_string()>
                    {w.year(month)}
                </text>
            }
        })
        .collect_views();
    let rows = months
        .iter()
        .map(|month| {
            let name = w.month(month.month);
            let found = month.month.format("%Y-%m").to_string();
            let changes = [("found", found.as_str()), ("state", FindingState::DETECTED), ("currency", currency.code())];
            let target = with_parameters(LIST, &address, &changes);
            let name = if month.found > 0 { view! { <a href=target>{name}</a> }.into_any() } else { name.into_any() };
            let cells = values(month)
                .into_iter()
                .map(|minor| {
                    view! {
                        <td class="num">
                            <Amount money=money(minor) />
                        </td>
                    }
                })
                .collect_views();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells}
                </tr>
            }
        })
        .collect_views();
    let legend = SERIES
        .into_iter()
        .map(|(name, fill)| {
            view! {
                <li>
                    <svg width="20" height="12" aria-hidden="true">
                        <rect class=fill width="20" height="12" rx="2"></rect>
                    </svg>
                    {w.t(name)}
                </li>
            }
        })
        .collect_views();
    let heads = SERIES
        .into_iter()
        .map(|(name, _)| {
            view! {
                <th scope="col" class="num">
                    {w.t(name)}
                </th>
            }
        })
        .collect_views();
    let code = currency.code();
    let (title_id, text_id) = (format!("trend-{code}"), format!("trend-text-{code}"));
    let (labelled, described) = (title_id.clone(), text_id.clone());
    view! {
        <figure class="chart panel">
            <figcaption>
                <h3 id=title_id>{w.with(words::leakage_page::TREND_IN, &[("currency", code)])}</h3>
                <p id=text_id>{summary}</p>
            </figcaption>
            <ul class="legend">{legend}</ul>
            <svg
                role="img"
                width="100%"
                height=(HEIGHT + 36).to_string()
                aria-labelledby=labelled
                aria-describedby=described
            >
                <line class="baseline" x1="0%" x2="100%" y1=HEIGHT.to_string() y2=HEIGHT.to_string()></line>
                {drawn}
                {years}
            </svg>
            <details class="chart-table">
                <summary>
                    <IconMark icon=Icon::ChevronRight />
                    {w.t(words::list::SHOW_TABLE)}
                </summary>
                <div class="table-frame whole">
                    <table class="grid">
                        <thead>
                            <tr>
                                <th scope="col">{w.t(words::leakage_page::MONTH)}</th>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_says_the_year_at_the_first_month_and_at_each_january() {
        let said = |from: &str, today: &str| {
            let day = |text: &str| text.parse::<Day>().expect("a day");
            let months = months(&[], Currency::EUR, day(from), day(today));
            let step = 1_000 / months.len();
            years(&months, step).into_iter().map(|(at, month)| (at, month.to_string())).collect::<Vec<_>>()
        };
        let at = |at: usize, month: &str| (at, month.to_owned());
        assert_eq!(said("2025-12-01", "2026-11-22"), [at(1, "2026-01-01")], "two years have no room side by side");
        assert_eq!(said("2025-09-01", "2026-08-22"), [at(0, "2025-09-01"), at(4, "2026-01-01")]);
        assert_eq!(said("2026-01-01", "2026-03-22"), [at(0, "2026-01-01")]);
        let three = [at(0, "2024-06-01"), at(7, "2025-01-01"), at(19, "2026-01-01")];
        assert_eq!(said("2024-06-01", "2026-11-22"), three);
        assert_eq!(said("2026-11-01", "2026-11-22"), [at(0, "2026-11-01")]);
    }
}
