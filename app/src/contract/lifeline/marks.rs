//! What there is to draw of a contract's life, with its words, and the days it is drawn over.

use super::{super::said::LifeMark, ROW, scale::Scale};
use crate::{words, words::Words};
use model::{
    billing::BillingState,
    calendar::{Day, Period, add_months, sub_months},
    contract::Renewal,
    lifeline::Fate,
    money::{Amounts, Money},
    term::{Term, TermEnd, terms},
    view::{ContractSheet, LedgerEntry},
};
use std::collections::BTreeMap;

/// Months shown after the first day of the current term, where no end is known.
const AHEAD: u32 = 18;
/// More terms or days of billing than these are a crowd, of which only [`CROWD_MONTHS`] are shown.
pub(super) const CROWD: usize = 60;
/// Months of a crowd.
const CROWD_MONTHS: u32 = 60;
/// Where the billing of a day stands. Of several rows the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Billing {
    /// Credited or waived: nothing to draw.
    Settled,
    Billed,
    Expected,
    /// Billed in part, and the day has passed.
    Part,
    Missing,
}

impl Billing {
    pub(super) fn of(entry: &LedgerEntry, today: Day) -> Self {
        match entry.state {
            // What is promised to be given back is no money lost: it is lacking beside what was billed.
            BillingState::Expected if entry.amount.minor < 0 && entry.left.minor >= 0 => Self::Settled,
            BillingState::Expected if entry.billing_day < today && entry.known && entry.amount.minor < 0 => Self::Part,
            BillingState::Expected if entry.billing_day < today && entry.known => Self::Missing,
            BillingState::PartBilled if entry.billing_day < today => Self::Part,
            BillingState::Expected | BillingState::PartBilled => Self::Expected,
            BillingState::Billed => Self::Billed,
            BillingState::Credited | BillingState::Waived => Self::Settled,
        }
    }
}

/// Something to draw and to tell.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The day it begins.
    pub day: Day,
    /// What it is.
    pub name: String,
    /// What there is to know of it.
    pub text: String,
    /// How it is drawn.
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
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
    /// Something promised, in the row whose middle is at this height.
    Promised(i32, Fate),
    Today,
}

/// The days to draw: the contract's life, as far as it is known and lets itself be read. `None` where neither a
/// term nor billing is known.
pub(super) fn window(sheet: &ContractSheet, billing: &[Day]) -> Option<Period> {
    let today = sheet.day;
    let until = match (&sheet.dates.ends_on, sheet.dates.term) {
        // A last bill in arrears has room.
        (Some(end), _) => add_months(end.day, 1)?,
        (None, Some(term)) => {
            add_months(term.first, AHEAD)?.max(add_months(today, AHEAD / 3)?).max(term.last().unwrap_or(Day::MIN))
        }
        (None, None) => *billing.last()?,
    };
    let end = sheet.dates.ends_on.as_ref().map(|end| end.day);
    let all_terms = || terms(&sheet.details, &sheet.facts, end, until);
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
fn deadline_marks(w: Words, sheet: &ContractSheet, window: Period) -> Vec<Mark> {
    let told = |day: Day, name: words::Text, shape| Mark {
        day,
        name: w.t(name).to_owned(),
        text: w.day_and_distance(sheet.day, day),
        shape,
    };
    let deadline = sheet.dates.notice_deadline.as_ref().map(|dated| dated.day);
    let notice = deadline.and_then(|deadline| {
        let last = sheet.dates.notice_works_for()?;
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
    // A rebate is taken off what is missing.
    let counts = |entry: &&LedgerEntry| match Billing::of(entry, today) {
        Billing::Part => state == Billing::Part || (state == Billing::Missing && entry.amount.minor < 0),
        of => of == state,
    };
    let rebate = state == Billing::Part && entries.iter().filter(counts).all(|entry| entry.amount.minor < 0);
    let mut amounts = Amounts::default();
    for entry in entries.iter().filter(counts) {
        let amount = match state {
            Billing::Settled => entry.amount,
            Billing::Billed => entry.billed,
            _ if rebate => Money { minor: entry.left.minor.saturating_neg(), ..entry.left },
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
        Billing::Part if rebate => words::contract_page::MARK_REBATE_TEXT,
        Billing::Part => words::contract_page::MARK_PART_TEXT,
        Billing::Missing => words::contract_page::MARK_MISSING_TEXT,
    };
    let text = w.with(text, &[("amount", &w.amounts(&amounts)), ("day", &w.day(day))]);
    Some(Mark { day, name, text, shape: Shape::Billing(state) })
}

/// The rows below billing that have something in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    pub visits: bool,
    pub obligations: bool,
}

impl Rows {
    /// How many there are.
    pub fn count(self) -> i32 {
        i32::from(self.visits) + i32::from(self.obligations)
    }
}

/// Everything to draw, in the order of drawing: bars below, today above all; and which rows of what was promised there are.
pub(super) fn marks(
    w: Words,
    sheet: &ContractSheet,
    ledger: Vec<LedgerEntry>,
    mut life: Vec<LifeMark>,
) -> Option<(Scale, Vec<Mark>, Rows)> {
    let mut billing: BTreeMap<Day, Vec<LedgerEntry>> = BTreeMap::new();
    for entry in ledger {
        billing.entry(entry.billing_day).or_default().push(entry);
    }
    let days: Vec<Day> = billing.keys().copied().collect();
    let window = window(sheet, &days)?;
    let end = sheet.dates.ends_on.as_ref().map(|end| end.day);
    let all_terms: Vec<Term> = terms(&sheet.details, &sheet.facts, end, window.last)
        .filter(|term| term.last().is_none_or(|last| window.first <= last))
        .collect();
    let mut marks: Vec<Mark> = all_terms.iter().filter_map(|term| term_mark(w, sheet, window, *term)).collect();
    marks.extend(deadline_marks(w, sheet, window));
    let visible = billing.range(window.first..=window.last);
    marks.extend(visible.filter_map(|(day, entries)| billing_mark(w, sheet.day, *day, entries)));
    life.retain(|mark| window.contains(mark.day));
    let has = |duty| life.iter().any(|mark| mark.duty == duty);
    let rows = Rows { visits: has(false), obligations: has(true) };
    marks.extend(life.into_iter().map(|LifeMark { day, duty, fate, name, text }| {
        let below = i32::from(duty && rows.visits);
        Mark { day, name, text, shape: Shape::Promised(98 + ROW * below, fate) }
    }));
    if window.contains(sheet.day) {
        let name = w.t(words::contract_page::MARK_TODAY).to_owned();
        marks.push(Mark { day: sheet.day, name, text: w.day(sheet.day), shape: Shape::Today });
    }
    Some((Scale(window), marks, rows))
}
