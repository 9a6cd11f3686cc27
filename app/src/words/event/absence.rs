//! Absences of people.

use crate::words::Words;
use model::calendar::{Day, Period};

words! {
    ENTERED:
        "{actor} entered an absence ({days}); {name} stands in",
        "{actor} a enregistré une absence ({days}) ; {name} assure le remplacement",
        "{actor} 登记了离岗（{days}），由 {name} 代理";
    CHANGED:
        "{actor} changed an absence: {before} ({before_name}) → {days} ({name})",
        "{actor} a modifié une absence : {before} ({before_name}) → {days} ({name})",
        "{actor} 修改了离岗：{before}（{before_name}）→ {days}（{name}）";
    DUTIES_HANDED_OVER:
        "{actor} gave what else there was to see to to {to}: {counts}",
        "{actor} a transmis le reste du suivi à {to} : {counts}",
        "{actor} 将其他待办移交给 {to}：{counts}";
    OBLIGATION: "{n} obligation to see to", "{n} obligation à suivre", "{n} 项义务";
    OBLIGATIONS: "{n} obligations to see to", "{n} obligations à suivre", "{n} 项义务";
    VISIT: "{n} visit to make", "{n} intervention à réaliser", "{n} 次待完成的上门服务";
    VISITS: "{n} visits to make", "{n} interventions à réaliser", "{n} 次待完成的上门服务";
    STAND_IN: "{n} absence to stand in for", "{n} remplacement", "{n} 次离岗代理";
    STAND_INS: "{n} absences to stand in for", "{n} remplacements", "{n} 次离岗代理";
    TAKEN_BACK:
        "{actor} took back the absence ({days}); back from {day}",
        "{actor} a annulé l’absence ({days}) ; retour à compter du {day}",
        "{actor} 撤销了离岗（{days}），自 {day}起返岗";
}

/// Somebody is away.
pub(super) fn entered(words: Words, actor: &str, days: Period, name: &str) -> String {
    words.with(ENTERED, &[("actor", actor), ("days", &words.period(days)), ("name", name)])
}

/// Somebody is away on other days, or another stands in.
pub(super) fn changed(words: Words, actor: &str, before: (Period, &str), after: (Period, &str)) -> String {
    let (from, to) = (words.period(before.0), words.period(after.0));
    let names = [("actor", actor), ("before", &from), ("before_name", before.1), ("days", &to), ("name", after.1)];
    words.with(CHANGED, &names)
}

/// Somebody is back, or was never away.
pub(super) fn taken_back(words: Words, actor: &str, days: Period, back_on: Day) -> String {
    words.with(TAKEN_BACK, &[("actor", actor), ("days", &words.period(days)), ("day", &words.day(back_on))])
}

/// What else somebody had to see to was given to another: obligations, visits, absences of others.
pub(super) fn duties(words: Words, actor: &str, to: &str, counts: [u32; 3]) -> String {
    let counts = words.list(&counted(words, counts));
    words.with(DUTIES_HANDED_OVER, &[("actor", actor), ("to", to), ("counts", &counts)])
}

/// How many obligations, visits and absences of others; what is none is left out.
pub fn counted(words: Words, counts: [u32; 3]) -> Vec<String> {
    let named = [(OBLIGATION, OBLIGATIONS), (VISIT, VISITS), (STAND_IN, STAND_INS)];
    let there = counts.into_iter().zip(named).filter(|(count, _)| *count > 0);
    there.map(|(count, (one, other))| words.count(count.into(), one, other)).collect()
}
