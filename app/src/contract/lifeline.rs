//! One contract's life, drawn to scale: its terms, the notice period, the days that count, its billing, today.
//!
//! What is drawn is first made as a list of [`Mark`]s with their words; the drawing and the table behind it both
//! come from that list. Across is time, in per cent; down is in pixels: years at 12, terms at 28, billing at 68,
//! words on marks from 142.

mod scale;
#[cfg(test)]
mod tests;

use crate::{
    components::{
        figure::DayMark,
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
    words::Words,
};
use leptos::prelude::*;
use model::{
    billing::BillingState,
    calendar::{Day, Length, Period, add_months, sub_months},
    contract::Renewal,
    money::Amounts,
    term::{Term, TermEnd, last_day_for_notice, terms},
    view::{ContractSheet, LedgerEntry},
};
use scale::{Place, Scale};
use std::collections::BTreeMap;

/// Months shown after the first day of the current term, where no end is known.
const AHEAD: u32 = 18;
/// More terms or days of billing than these are a crowd, of which only [`CROWD_MONTHS`] are shown.
const CROWD: usize = 60;
/// Months of a crowd.
const CROWD_MONTHS: u32 = 60;
/// Hundredths of a per cent between two bars.
const GAP: i64 = 10;

/// Where the billing of a day stands. Of several rows the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Billing {
    /// Credited or waived: nothing to draw.
    Settled,
    Billed,
    Expected,
    /// Billed in part, and the day has passed.
    Part,
    Missing,
}

impl Billing {
    fn of(entry: &LedgerEntry, today: Day) -> Self {
        match entry.state {
            BillingState::Expected if entry.billing_day < today => Self::Missing,
            BillingState::PartBilled if entry.billing_day < today => Self::Part,
            BillingState::Expected | BillingState::PartBilled => Self::Expected,
            BillingState::Billed => Self::Billed,
            BillingState::Credited | BillingState::Waived => Self::Settled,
        }
    }
}

/// Something to draw and to tell.
#[derive(Clone, Debug)]
struct Mark {
    /// The day it begins.
    day: Day,
    /// What it is.
    name: String,
    /// What there is to know of it.
    text: String,
    shape: Shape,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Term {
        visible: Period,
        class: &'static str,
        number: u32,
        /// Whether it begins only if nobody gives notice.
        tacit: bool,
    },
    Notice(Period),
    Decision,
    Deadline,
    Billing(Billing),
    Today,
}

/// The days to draw: the contract's life, as far as it is known and lets itself be read. `None` where neither a
/// term nor billing is known.
fn window(sheet: &ContractSheet, billing: &[Day]) -> Option<Period> {
    let today = sheet.day;
    let until = match (&sheet.dates.ends_on, sheet.dates.term) {
        // A last bill in arrears has room.
        (Some(end), _) => add_months(end.day, 1)?,
        (None, Some(term)) => {
            add_months(term.first, AHEAD)?.max(add_months(today, AHEAD / 3)?).max(term.last().unwrap_or(Day::MIN))
        }
        (None, None) => *billing.last()?,
    };
    let all_terms = || terms(&sheet.details, &sheet.facts, until);
    let first_term = all_terms().next().map(|term| term.first);
    let first = first_term.into_iter().chain(billing.first().copied()).min()?;
    let (mut first, mut until) = (first, until.max(first));
    if billing.len() > CROWD || all_terms().take(CROWD + 1).count() > CROWD {
        until = until.min(add_months(today.max(first), AHEAD)?);
        first = first.max(sub_months(until, CROWD_MONTHS)?);
    }
    // Today is shown within a year of it, with room for its word.
    let room = chrono::Days::new(u64::try_from((until - first).num_days()).ok()? / 20);
    if today < first && first <= add_months(today, 12)? {
        first = today.checked_sub_days(room)?;
    }
    if until < today && today <= add_months(until, 12)? {
        until = today.checked_add_days(room)?;
    }
    Period::new(first, until)
}

fn term_mark(w: Words, sheet: &ContractSheet, window: Period, term: Term) -> Option<Mark> {
    let visible = term.period_until(window.last)?.intersection(window)?;
    let today = sheet.day;
    let coming = today < term.first;
    let tacit = coming && term.number > 1 && matches!(sheet.details.renewal, Renewal::Tacit { .. });
    let class = match term.last() {
        Some(last) if last < today => "past",
        _ if coming => "coming",
        _ => "",
    };
    let days = match (term.end, term.period()) {
        (TermEnd::On { .. }, Some(period)) => w.period(period),
        _ => w.with(words::contract_page::SINCE, &[("day", &w.day(term.first))]),
    };
    let text = if tacit { w.with(words::contract_page::MARK_UNLESS_NOTICE, &[("days", &days)]) } else { days };
    let name = w.with(words::contract_page::MARK_TERM_NUMBER, &[("number", &w.number(term.number))]);
    Some(Mark { day: term.first, name, text, shape: Shape::Term { visible, class, number: term.number, tacit } })
}

/// The last day for notice, the stretch after it in which notice comes too late, and the day to decide by.
fn deadline_marks(w: Words, sheet: &ContractSheet, window: Period, all_terms: &[Term]) -> Vec<Mark> {
    let told = |day: Day, name: words::Text, shape| Mark {
        day,
        name: w.t(name).to_owned(),
        text: w.day_and_distance(sheet.day, day),
        shape,
    };
    let deadline = sheet.dates.notice_deadline.as_ref().map(|dated| dated.day);
    let notice = deadline.and_then(|deadline| {
        let length = sheet.details.notice.unwrap_or(Length::Days(0));
        let last = all_terms
            .iter()
            .filter_map(|term| term.last())
            .find(|last| last_day_for_notice(*last, length) == Some(deadline))?;
        let period = Period::new(deadline.succ_opt()?, last)?;
        let text = w.with(words::contract_page::MARK_NOTICE_TEXT, &[("day", &w.day(deadline)), ("last", &w.day(last))]);
        let name = w.t(words::contract_page::MARK_NOTICE).to_owned();
        Some(Mark { day: period.first, name, text, shape: Shape::Notice(period) })
    });
    let decision = sheet.dates.decision_deadline.as_ref().filter(|decision| Some(decision.day) != deadline);
    let decision = decision.map(|dated| told(dated.day, words::contract_page::MARK_DECISION, Shape::Decision));
    let deadline = deadline.map(|day| told(day, words::contract_page::MARK_DEADLINE, Shape::Deadline));
    let is_visible = |mark: &Mark| match mark.shape {
        Shape::Notice(period) => period.intersection(window).is_some(),
        _ => window.contains(mark.day),
    };
    [notice, decision, deadline].into_iter().flatten().filter(is_visible).collect()
}

/// The billing of a day as one mark, however many price lines are billed on it.
fn billing_mark(w: Words, today: Day, day: Day, entries: &[LedgerEntry]) -> Option<Mark> {
    let state = entries.iter().map(|entry| Billing::of(entry, today)).max()?;
    let mut amounts = Amounts::default();
    for entry in entries.iter().filter(|entry| Billing::of(entry, today) == state) {
        let amount = match state {
            Billing::Settled => entry.amount,
            Billing::Billed => entry.billed,
            Billing::Expected | Billing::Part | Billing::Missing => entry.left,
        };
        // A sum beyond all money is left as it was: the money tab says each row.
        let _ = amounts.add(amount);
    }
    let period = entries.first()?.period;
    let name = if entries.iter().all(|entry| entry.period == period) {
        w.with(words::contract_page::MARK_BILLING_FOR, &[("period", &w.span(period))])
    } else {
        w.with(words::contract_page::MARK_BILLING_ON, &[("day", &w.day(day))])
    };
    let text = match state {
        Billing::Settled => words::contract_page::MARK_SETTLED_TEXT,
        Billing::Billed => words::contract_page::MARK_BILLED_TEXT,
        Billing::Expected => words::contract_page::MARK_EXPECTED_TEXT,
        Billing::Part => words::contract_page::MARK_PART_TEXT,
        Billing::Missing => words::contract_page::MARK_MISSING_TEXT,
    };
    let text = w.with(text, &[("amount", &w.amounts(&amounts)), ("day", &w.day(day))]);
    Some(Mark { day, name, text, shape: Shape::Billing(state) })
}

/// Everything to draw, in the order of drawing: bars below, today above all.
fn marks(w: Words, sheet: &ContractSheet, ledger: Vec<LedgerEntry>) -> Option<(Scale, Vec<Mark>)> {
    let mut billing: BTreeMap<Day, Vec<LedgerEntry>> = BTreeMap::new();
    for entry in ledger {
        billing.entry(entry.billing_day).or_default().push(entry);
    }
    let days: Vec<Day> = billing.keys().copied().collect();
    let window = window(sheet, &days)?;
    let all_terms: Vec<Term> = terms(&sheet.details, &sheet.facts, window.last)
        .filter(|term| term.last().is_none_or(|last| window.first <= last))
        .collect();
    let mut marks: Vec<Mark> = all_terms.iter().filter_map(|term| term_mark(w, sheet, window, *term)).collect();
    marks.extend(deadline_marks(w, sheet, window, &all_terms));
    let visible = billing.range(window.first..=window.last);
    marks.extend(visible.filter_map(|(day, entries)| billing_mark(w, sheet.day, *day, entries)));
    if window.contains(sheet.day) {
        let name = w.t(words::contract_page::MARK_TODAY).to_owned();
        marks.push(Mark { day: sheet.day, name, text: w.day(sheet.day), shape: Shape::Today });
    }
    Some((Scale(window), marks))
}

/// The lifeline, or nothing where neither a term nor billing is known.
#[component]
pub fn Lifeline(
    /// The contract.
    sheet: ContractSheet,
    /// Its ledger; empty for whoever may not see it.
    ledger: Vec<LedgerEntry>,
) -> impl IntoView {
    let w = use_words();
    let has_billing = !ledger.is_empty();
    let (scale, marks) = marks(w, &sheet, ledger)?;
    let years = scale
        .years()
        .into_iter()
        .map(|(year, place)| {
            let x = place.to_string();
            view! {
                <line class="year" x1=x.clone() x2=x.clone() y1="2" y2="118"></line>
                <text x=x y="12" dx="4">
                    {year.to_string()}
                </text>
            }
        })
        .collect_views();
    let has_notice = marks.iter().any(|mark| matches!(mark.shape, Shape::Notice(_)));
    let has_decision = marks.iter().any(|mark| matches!(mark.shape, Shape::Decision));
    let has_deadline = marks.iter().any(|mark| matches!(mark.shape, Shape::Deadline));
    let drawn = marks.iter().map(|mark| drawn(w, scale, sheet.day, mark)).collect_views();
    let row_of_billing = has_billing.then(|| view! { <span>{w.t(words::contract_page::ROW_BILLING)}</span> });
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
                </div>
                <svg class="lifeline-drawing" role="group" aria-labelledby="lifeline" width="100%" height="148">
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
            <Legend notice=has_notice decision=has_decision deadline=has_deadline billing=has_billing />
            <MarkTable marks />
        </figure>
    })
}

/// One mark with the word on it.
fn drawn(w: Words, scale: Scale, today: Day, mark: &Mark) -> Option<AnyView> {
    let (at, shape) = match mark.shape {
        Shape::Term { visible, class, number, tacit } => term_bar(w, scale.across(visible)?, class, number, tacit),
        Shape::Notice(period) => notice_bar(scale.across(period)?),
        Shape::Decision | Shape::Deadline => {
            let at = scale.after(mark.day);
            (at, deadline_line(w, at, today, mark))
        }
        Shape::Billing(Billing::Settled) => return None,
        Shape::Billing(state) => {
            let at = scale.at(mark.day);
            (at, billing_dot(at, state))
        }
        Shape::Today => {
            let at = scale.at(mark.day);
            (at, today_line(at, mark.name.clone()))
        }
    };
    let class = match mark.shape {
        Shape::Decision => "deadline decision ",
        Shape::Deadline => "deadline ",
        Shape::Today => "today ",
        Shape::Term { .. } | Shape::Notice(_) | Shape::Billing(_) => "",
    };
    let label = w.with(words::contract_page::MARK_LABEL, &[("name", &mark.name), ("text", &mark.text)]);
    Some(
        view! {
            <g class=format!("{class}mark {}", at.side()) role="img" tabindex="0" aria-label=label>
                {shape}
                <foreignObject class="tip-frame" x=at.to_string() y="142" width="240" height="1">
                    <div class="tip">
                        <b>{mark.name.clone()}</b>
                        {mark.text.clone()}
                    </div>
                </foreignObject>
            </g>
        }
        .into_any(),
    )
}

fn term_bar(w: Words, across: (Place, Place), class: &str, number: u32, tacit: bool) -> (Place, AnyView) {
    let (from, width) = across;
    let x = Place(from.0 + GAP / 2).to_string();
    let text = match width.0 {
        2_600.. if tacit => Some(words::contract_page::MARK_TERM_TACIT),
        1_000.. => Some(words::contract_page::MARK_TERM_NUMBER),
        _ => None,
    };
    let width = Place((width.0 - GAP).max(GAP)).to_string();
    let name = text.map(|text| {
        view! {
            <text class=format!("term-name {class} minor") x=x.clone() y="44" dx="8">
                {w.with(text, &[("number", &w.number(number))])}
            </text>
        }
    });
    let bar = view! {
        <rect class=format!("term {class}") x=x.clone() width=width.clone() y="28" height="24" rx="3"></rect>
        {name}
        <rect class="halo" x=x width=width y="28" height="24" rx="3"></rect>
    };
    (from, bar.into_any())
}

fn notice_bar((from, width): (Place, Place)) -> (Place, AnyView) {
    let (x, width) = (from.to_string(), width.to_string());
    let bar = view! {
        <rect class="notice-ground" x=x.clone() width=width.clone() y="28" height="24"></rect>
        <rect x=x.clone() width=width.clone() y="28" height="24" fill="url(#notice-hatch)"></rect>
        <rect class="halo" x=x width=width y="28" height="24"></rect>
    };
    (from, bar.into_any())
}

fn deadline_line(w: Words, at: Place, today: Day, mark: &Mark) -> AnyView {
    let x = at.to_string();
    // The day is written on the side away from today, where there is room.
    let before = if at.0 < 1_000 { false } else { at.0 > 9_000 || mark.day < today };
    let (class, dx) = if before { ("end", "-4") } else { ("", "4") };
    let text = matches!(mark.shape, Shape::Deadline).then(|| {
        view! {
            <text class=class x=x.clone() dx=dx y="116">
                {w.day_short(mark.day)}
            </text>
        }
    });
    view! {
        <line x1=x.clone() x2=x.clone() y1="20" y2="118"></line>
        <svg x=x.clone() y="20" width="1" height="1" overflow="visible">
            <path d="M0-6 6 0 0 6-6 0z"></path>
        </svg>
        {text}
        <circle class="halo" cx=x cy="20" r="9"></circle>
    }
    .into_any()
}

fn billing_dot(at: Place, state: Billing) -> AnyView {
    let x = at.to_string();
    let missing = state == Billing::Missing;
    let class = match state {
        Billing::Missing => "invoice missing",
        Billing::Part => "invoice part",
        Billing::Expected => "invoice expected",
        Billing::Billed | Billing::Settled => "invoice billed",
    };
    let exclamation = missing.then(|| {
        view! {
            <svg x=x.clone() y="68" width="1" height="1" overflow="visible">
                <path class="missing-mark" d="M0-3v3.5M0 3v.01"></path>
            </svg>
        }
    });
    let half = (state == Billing::Part).then(|| {
        view! {
            <svg x=x.clone() y="68" width="1" height="1" overflow="visible">
                <path class="part-mark" d="M0-4.5a4.5 4.5 0 0 1 0 9z"></path>
            </svg>
        }
    });
    view! {
        <line class="leader" x1=x.clone() x2=x.clone() y1="76" y2="142"></line>
        <circle class="halo" cx=x.clone() cy="68" r="8"></circle>
        <circle class=class cx=x cy="68" r=if missing { "6.5" } else { "4.5" }></circle>
        {exclamation}
        {half}
    }
    .into_any()
}

fn today_line(at: Place, name: String) -> AnyView {
    let x = at.to_string();
    // As wide as its word: Chinese letters are twice as wide.
    let half: u32 = name.chars().map(|letter| if u32::from(letter) < 0x2e80 { 3 } else { 6 }).sum::<u32>() + 8;
    view! {
        <line x1=x.clone() x2=x.clone() y1="24" y2="122"></line>
        <svg x=x.clone() y="122" width="1" height="1" overflow="visible">
            <rect x=format!("-{half}") width=(half * 2).to_string() height="17" rx="4"></rect>
            <text class="middle" y="12">
                {name}
            </text>
        </svg>
        <circle class="halo" cx=x cy="24" r="6"></circle>
    }
    .into_any()
}

/// What the marks mean, of those that are drawn.
#[component]
fn Legend(notice: bool, decision: bool, deadline: bool, billing: bool) -> impl IntoView {
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
    view! { <ul class="legend">{notice} {decision} {deadline} {dots}</ul> }
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
