//! One contract's life, drawn to scale: its terms, the notice period, the days that count, its billing, today.
//!
//! What is drawn is first made as a list of [`Mark`]s with their words (`marks`); the drawing (`drawing`) and the table
//! behind it both come from that list. Across is time, in per cent; down is in pixels: years at 12, terms at 28, billing at 68,
//! words on marks from 142; each row of visits or obligations takes [`ROW`] more, and what stands below moves down.

mod drawing;
mod marks;
mod scale;
#[cfg(test)]
mod tests;

use super::said::LifeMark;
use crate::{
    components::{
        figure::DayMark,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
};
use drawing::drawn;
use leptos::prelude::*;
use marks::{Mark, Shape, marks};
use model::view::{ContractSheet, LedgerEntry};

/// Pixels of a row of visits or obligations.
const ROW: i32 = 28;

/// The lifeline, or nothing where neither a term nor billing is known.
#[component]
pub fn Lifeline(
    /// The contract.
    sheet: ContractSheet,
    /// Its ledger; empty for whoever may not see it.
    ledger: Vec<LedgerEntry>,
    /// Its visits and obligations.
    life: Vec<LifeMark>,
) -> impl IntoView {
    let w = use_words();
    let has_billing = !ledger.is_empty();
    let (scale, marks, rows) = marks(w, &sheet, ledger, life)?;
    let down = ROW * rows.count();
    let years = scale
        .years()
        .into_iter()
        .map(|(year, place)| {
            let x = place.to_string();
            let (class, dx) = if place.is_at_the_end() { ("end", "-4") } else { ("", "4") };
            view! {
                <line class="year" x1=x.clone() x2=x.clone() y1="2" y2=(118 + down).to_string()></line>
                <text class=class x=x y="12" dx=dx>
                    {year.to_string()}
                </text>
            }
        })
        .collect_views();
    let has_notice = marks.iter().any(|mark| matches!(mark.shape, Shape::Notice(_)));
    let has_decision = marks.iter().any(|mark| matches!(mark.shape, Shape::Decision));
    let has_deadline = marks.iter().any(|mark| matches!(mark.shape, Shape::Deadline));
    let has_promised = rows.count() > 0;
    let drawn = marks.iter().map(|mark| drawn(w, scale, down, sheet.day, mark)).collect_views();
    let row = |is_there: bool, name: words::Text| is_there.then(|| view! { <span>{w.t(name)}</span> });
    let row_of_visits = row(rows.visits, words::contract_page::ROW_VISITS);
    let row_of_obligations = row(rows.obligations, words::contract_page::ROW_OBLIGATIONS);
    let class = match rows.count() {
        0 => "lifeline-drawing",
        1 => "lifeline-drawing taller",
        _ => "lifeline-drawing tallest",
    };
    let row_of_billing = row(has_billing, words::contract_page::ROW_BILLING);
    // The rows below keep their places where there is no billing.
    let no_billing = (!has_billing && has_promised).then(|| view! { <span></span> });
    Some(view! {
        <figure class="chart lifeline" aria-labelledby="lifeline">
            <figcaption class="visually-hidden">
                <h2 id="lifeline">{w.t(words::contract_page::LIFELINE)}</h2>
                <p>{w.t(words::contract_page::LIFELINE_TEXT)}</p>
            </figcaption>
            <div class="lifeline-body">
                <div class="lifeline-rows" aria-hidden="true">
                    <span>{w.t(words::contract_page::ROW_TERMS)}</span>
                    {row_of_billing}
                    {no_billing}
                    {row_of_visits}
                    {row_of_obligations}
                </div>
                <svg
                    class=class
                    role="group"
                    aria-labelledby="lifeline"
                    width="100%"
                    height=(148 + down).to_string()
                >
                    <defs>
                        <pattern
                            id="notice-hatch"
                            width="6"
                            height="6"
                            patternUnits="userSpaceOnUse"
                            patternTransform="rotate(45)"
                        >
                            <line class="hatch" x1="0" y1="0" x2="0" y2="6"></line>
                        </pattern>
                    </defs>
                    {years}
                    {drawn}
                </svg>
            </div>
            <Legend notice=has_notice decision=has_decision deadline=has_deadline billing=has_billing kept=has_promised />
            <MarkTable marks />
        </figure>
    })
}

/// What the marks mean, of those that are drawn.
#[component]
fn Legend(notice: bool, decision: bool, deadline: bool, billing: bool, kept: bool) -> impl IntoView {
    let w = use_words();
    let notice = notice.then(|| {
        view! {
            <li>
                <svg width="20" height="12" aria-hidden="true">
                    <rect class="notice-ground" x="1" y="1" width="18" height="10"></rect>
                    <rect x="1" y="1" width="18" height="10" fill="url(#notice-hatch)"></rect>
                </svg>
                {w.t(words::contract_page::MARK_NOTICE)}
            </li>
        }
    });
    let day = |class: &'static str, name: words::Text| {
        view! {
            <li>
                <svg width="20" height="12" aria-hidden="true">
                    <g class=class>
                        <path d="M10 0l6 6-6 6-6-6z"></path>
                    </g>
                </svg>
                {w.t(name)}
            </li>
        }
    };
    let dot = |class: &'static str, name: words::Text, missing: bool| {
        let exclamation = missing.then(|| view! { <path class="missing-mark" d="M10 3v3.5M10 9v.01"></path> });
        view! {
            <li>
                <svg width="20" height="12" aria-hidden="true">
                    <circle class=class cx="10" cy="6" r=if missing { "6" } else { "4.5" }></circle>
                    {exclamation}
                </svg>
                {w.t(name)}
            </li>
        }
    };
    let part = || {
        view! {
            <li>
                <svg width="20" height="12" aria-hidden="true">
                    <circle class="invoice part" cx="10" cy="6" r="4.5"></circle>
                    <path class="part-mark" d="M10 1.5a4.5 4.5 0 0 1 0 9z"></path>
                </svg>
                {w.t(words::contract_page::MARK_PART)}
            </li>
        }
    };
    let decision = decision.then(|| day("deadline decision", words::contract_page::MARK_DECISION));
    let deadline = deadline.then(|| day("deadline", words::contract_page::MARK_DEADLINE));
    let dots = billing.then(|| {
        [
            dot("invoice expected", words::contract_page::MARK_EXPECTED, false).into_any(),
            dot("invoice billed", words::contract_page::MARK_BILLED, false).into_any(),
            part().into_any(),
            dot("invoice missing", words::contract_page::MARK_MISSING, true).into_any(),
        ]
        .collect_views()
    });
    let tick = |class: &'static str, name: words::Text| {
        view! {
            <li>
                <svg width="20" height="12" aria-hidden="true">
                    <line class=class x1="10" x2="10" y1="1" y2="11"></line>
                </svg>
                {w.t(name)}
            </li>
        }
    };
    let ticks = kept.then(|| {
        [
            tick("visit", words::contract_page::MARK_AHEAD),
            tick("visit done", words::contract_page::MARK_KEPT),
            tick("visit missed", words::contract_page::MARK_MISSED),
        ]
        .collect_views()
    });
    view! { <ul class="legend">{notice} {decision} {deadline} {dots} {ticks}</ul> }
}

/// The same marks as rows, by day.
#[component]
fn MarkTable(mut marks: Vec<Mark>) -> impl IntoView {
    let w = use_words();
    marks.sort_by_key(|mark| mark.day);
    let rows = marks
        .into_iter()
        .map(|mark| {
            view! {
                <tr>
                    <td>
                        <DayMark day=mark.day />
                    </td>
                    <td>{mark.name}</td>
                    <td>{mark.text}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <details class="chart-table">
            <summary>
                <IconMark icon=Icon::ChevronRight />
                {w.t(words::list::SHOW_TABLE)}
            </summary>
            <div class="table-frame" role="region" aria-label=w.t(words::contract_page::LIFELINE) tabindex="0">
                <table class="grid narrow">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(words::contract_page::MARK_DAY)}</th>
                            <th scope="col">{w.t(words::contract_page::MARK_WHAT)}</th>
                            <th scope="col">{w.t(words::contract_page::MARK_DETAILS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
