//! What the marks of visits and obligations on a contract's lifeline say; the server says it.

use super::{Text, Words, obligation, service_visit};
use chrono::Datelike;
use model::{
    calendar::Period,
    lifeline::{Fate, Stretch},
    obligation::State,
    service_visit::VisitState,
};

words! {
    ON_DAY: "{state}, {day}", "{state}, {day}", "{state}，{day}";
    VISITS: "Service visits, {days}", "Interventions, {days}", "上门服务（{days}）";
    OBLIGATIONS: "Obligations, {days}", "Obligations du contrat, {days}", "义务（{days}）";
    VISIT_DONE: "{n} done", "{n} réalisée", "已完成 {n} 次";
    VISITS_DONE: "{n} done", "{n} réalisées", "已完成 {n} 次";
    VISIT_AHEAD: "{n} to come", "{n} à venir", "待完成 {n} 次";
    VISIT_MISSED: "{n} missed", "{n} manquée", "已错过 {n} 次";
    VISITS_MISSED: "{n} missed", "{n} manquées", "已错过 {n} 次";
    FULFILLED_ONE: "{n} fulfilled", "{n} exécutée", "已履行 {n} 项";
    FULFILLED: "{n} fulfilled", "{n} exécutées", "已履行 {n} 项";
    OPEN: "{n} to come or due", "{n} à venir ou à échéance", "待履行 {n} 项";
    OVERDUE: "{n} overdue", "{n} en retard", "逾期 {n} 项";
}

/// What visits of a stretch are called, and what became of them.
pub fn visits(words: Words, stretch: &Stretch<(VisitState, String)>) -> (String, String) {
    if let [(_, (state, what))] = &stretch.all[..] {
        return (what.clone(), on_day(words, service_visit::state(*state), stretch.days));
    }
    let count = |fate, one, other| counted(words, stretch.count(fate), one, other);
    let counts = [
        count(Fate::Kept, VISIT_DONE, VISITS_DONE),
        count(Fate::Missed, VISIT_MISSED, VISITS_MISSED),
        count(Fate::Ahead, VISIT_AHEAD, VISIT_AHEAD),
    ];
    several(words, VISITS, stretch.days, counts)
}

/// What obligations of a stretch are called, and what became of them.
pub fn obligations(words: Words, stretch: &Stretch<(State, String)>) -> (String, String) {
    if let [(_, (state, what))] = &stretch.all[..] {
        return (what.clone(), on_day(words, obligation::state(*state), stretch.days));
    }
    let count = |fate, one, other| counted(words, stretch.count(fate), one, other);
    let counts = [
        count(Fate::Kept, FULFILLED_ONE, FULFILLED),
        count(Fate::Missed, OVERDUE, OVERDUE),
        count(Fate::Ahead, OPEN, OPEN),
    ];
    several(words, OBLIGATIONS, stretch.days, counts)
}

fn on_day(words: Words, state: Text, days: Period) -> String {
    words.with(ON_DAY, &[("state", words.t(state)), ("day", &span(words, days))])
}

fn counted(words: Words, count: usize, one: Text, other: Text) -> Option<String> {
    (count > 0).then(|| words.count(u64::try_from(count).unwrap_or(u64::MAX), one, other))
}

fn several(words: Words, name: Text, days: Period, counts: [Option<String>; 3]) -> (String, String) {
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    (words.with(name, &[("days", &span(words, days))]), words.list(&counts))
}

/// A day, a month or a year.
fn span(words: Words, days: Period) -> String {
    if days.first == days.last {
        words.day(days.first)
    } else if days.first.month() == days.last.month() {
        words.month_long(days.first)
    } else {
        words.year(days.first)
    }
}
