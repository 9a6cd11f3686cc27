//! Findings about service visits.

use crate::words::Words;
use model::leakage::Evidence;

words! {
    HEAD_TO_PLAN: "{what} not planned, due by {day}", "{what} : à planifier, au plus tard le {day}", "{what}未排期，最迟 {day}";
    HEAD_MISSED: "{what} of {window} not made", "{what} : intervention non réalisée ({window})", "{window}的“{what}”未上门";
    HEAD_NOT_BILLED: "{what} of {day} not billed", "{what} du {day} : à facturer", "{day}的“{what}”未计费";
    HEAD_SERVED_ONE:
        "{n} visit after the end on {day}",
        "{n} intervention après la fin du {day}",
        "{day}结束后仍上门 {n} 次";
    HEAD_SERVED:
        "{n} visits after the end on {day}",
        "{n} interventions après la fin du {day}",
        "{day}结束后仍上门 {n} 次";
    TO_PLAN:
        "The visit “{what}” has to be made between {first} and {last}, and has no day yet.",
        "L’intervention « {what} » doit avoir lieu entre le {first} et le {last} ; aucune date n’est fixée.",
        "上门服务“{what}”应在 {first}至 {last}之间完成，尚未排期。";
    TO_REPORT:
        "The visit “{what}” was planned for {planned}; its window closes on {last}, and nobody has reported on it.",
        "L’intervention « {what} » était prévue le {planned} ; sa fenêtre se ferme le {last} et aucun compte rendu n’a été saisi.",
        "上门服务“{what}”原定 {planned}，窗口期至 {last}止，尚无服务报告。";
    MISSED:
        "The visit “{what}” had to be made between {first} and {last} and was not.",
        "L’intervention « {what} » devait avoir lieu entre le {first} et le {last} ; elle n’a pas été réalisée.",
        "上门服务“{what}”应在 {first}至 {last}之间完成，但未完成。";
    MISSED_PLANNED:
        "It had been planned for {planned}.",
        "Elle était prévue le {planned}.",
        "原定 {planned}上门。";
    WORTH: "By the terms it is worth {worth}.", "Le contrat la valorise à {worth}.", "按合同折算价值 {worth}。";
    NOT_BILLED:
        "The visit “{what}” was made on {day} and comes to {amount}; nobody has decided to bill it.",
        "L’intervention « {what} » du {day} représente {amount} ; personne n’a décidé de la facturer.",
        "上门服务“{what}”已于 {day}完成，应计 {amount}，尚无人确认计费。";
    FOR_VISIT: "Price of the visit: {amount}.", "Prix de l’intervention : {amount}.", "上门价格：{amount}。";
    FOR_TIME:
        "{minutes} min beyond what was agreed: {amount}.",
        "{minutes} min au-delà de la durée prévue : {amount}.",
        "超出约定时长 {minutes} 分钟：{amount}。";
    SERVED_ONE:
        "The contract ended on {day}; {n} visit was made after it, on {days}.",
        "Le contrat a pris fin le {day} ; {n} intervention a eu lieu ensuite, le {days}.",
        "合同已于 {day}结束，此后仍上门 {n} 次（{days}）。";
    SERVED:
        "The contract ended on {day}; {n} visits were made after it, on {days}.",
        "Le contrat a pris fin le {day} ; {n} interventions ont eu lieu ensuite, les {days}.",
        "合同已于 {day}结束，此后仍上门 {n} 次（{days}）。";
    SERVED_WORTH:
        "By its terms they are worth {served}.",
        "Aux conditions du contrat, elles valent {served}.",
        "按原合同条件合计价值 {served}。";
    SERVED_BILLED: "{billed} was billed after the end.", "{billed} ont été facturés après la fin.", "结束后已开票 {billed}。";
}

/// A finding about visits in one line; nothing of another one.
pub(super) fn headline(words: Words, evidence: &Evidence) -> String {
    let day = |day| words.day(day);
    match evidence {
        Evidence::VisitMissed { what, window, missed, .. } => {
            let text = if *missed { HEAD_MISSED } else { HEAD_TO_PLAN };
            words.with(text, &[("what", what), ("window", &words.period(*window)), ("day", &day(window.last))])
        }
        Evidence::VisitNotBilled { what, done_on, .. } => {
            words.with(HEAD_NOT_BILLED, &[("what", what), ("day", &day(*done_on))])
        }
        Evidence::ServedAfterEnd { ended_on, visits, .. } => {
            words.count_with(visits.len() as u64, HEAD_SERVED_ONE, HEAD_SERVED, &[("day", &day(*ended_on))])
        }
        _ => String::new(),
    }
}

/// What proves a finding about visits; nothing of another one.
pub(super) fn evidence(words: Words, evidence: &Evidence) -> String {
    let day = |day| words.day(day);
    match evidence {
        Evidence::VisitMissed { what, window, planned_on, missed, worth, visit: _ } => {
            let planned = planned_on.map(day).unwrap_or_default();
            let text = match (missed, planned_on) {
                (true, _) => MISSED,
                (false, Some(_)) => TO_REPORT,
                (false, None) => TO_PLAN,
            };
            let values = [("what", &**what), ("first", &*day(window.first)), ("last", &*day(window.last))];
            let values = [&values[..], &[("planned", &*planned)]].concat();
            let before = planned_on.filter(|_| *missed).map(|_| words.with(MISSED_PLANNED, &[("planned", &planned)]));
            let worth = worth.map(|worth| words.with(WORTH, &[("worth", &words.money(worth))]));
            words.sentences(&[words.with(text, &values), before.unwrap_or_default(), worth.unwrap_or_default()])
        }
        Evidence::VisitNotBilled { what, done_on, proposal, visit: _ } => {
            let amount = words.money(proposal.amount);
            let said = words.with(NOT_BILLED, &[("what", what), ("day", &day(*done_on)), ("amount", &amount)]);
            let visit = proposal.visit.map(|visit| words.with(FOR_VISIT, &[("amount", &words.money(visit))]));
            let time = proposal.time.map(|time| {
                let minutes = words.number(proposal.extra_minutes);
                words.with(FOR_TIME, &[("minutes", &minutes), ("amount", &words.money(time))])
            });
            words.sentences(&[said, visit.unwrap_or_default(), time.unwrap_or_default()])
        }
        Evidence::ServedAfterEnd { ended_on, visits, served, billed } => {
            let days: Vec<String> = visits.iter().map(|visit| day(visit.done_on)).collect();
            let values = [("day", &*day(*ended_on)), ("days", &*words.list(&days))];
            let said = words.count_with(visits.len() as u64, SERVED_ONE, SERVED, &values);
            let of = |text, name, amount: &model::money::Money| {
                if amount.is_zero() { String::new() } else { words.with(text, &[(name, &words.money(*amount))]) }
            };
            words.sentences(&[said, of(SERVED_WORTH, "served", served), of(SERVED_BILLED, "billed", billed)])
        }
        _ => String::new(),
    }
}
