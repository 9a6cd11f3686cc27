//! What became of an occurrence, step by step. The server says it, so that no browser loads how.

use super::super::Words;
use model::obligation::{Progress, Verdict};

words! {
    DONE: "fulfilled on {day}", "exécutée le {day}", "{day}履行";
    PART_DONE: "{share} fulfilled on {day}", "exécutée à {share} le {day}", "{day}履行 {share}";
    HANDED_OVER: "handed over on {day}", "remis le {day}", "{day}交付";
    ACCEPTED: "accepted on {day} by {by}", "recette prononcée le {day} par {by}", "{day}由 {by} 验收";
    REFUSED: "refused on {day}: {reason}", "refusé le {day} : {reason}", "{day}未通过验收：{reason}";
    WAIVED: "waived on {day}: {reason}", "abandonnée le {day} : {reason}", "{day}豁免：{reason}";
    WITH_NOTE: "{said}: {note}", "{said} : {note}", "{said}：{note}";
}

/// The steps of an occurrence, the first first.
pub fn steps(words: Words, progress: &Progress) -> Vec<String> {
    let noted = |said: String, note: &str| match note {
        "" => said,
        note => words.with(WITH_NOTE, &[("said", &said), ("note", note)]),
    };
    let done = progress.done.iter().map(|part| {
        let text = if part.percent == 100 { DONE } else { PART_DONE };
        let share = words.percent(part.percent);
        noted(words.with(text, &[("day", &words.day(part.on)), ("share", &share)]), &part.note)
    });
    let rounds = progress.rounds.iter().flat_map(|round| {
        let handed_over = noted(words.with(HANDED_OVER, &[("day", &words.day(round.on))]), &round.what);
        let answer = round.answer.as_ref().map(|answer| match answer {
            Verdict::Accepted { on, by } => words.with(ACCEPTED, &[("day", &words.day(*on)), ("by", by)]),
            Verdict::Refused { on, reason } => words.with(REFUSED, &[("day", &words.day(*on)), ("reason", reason)]),
        });
        std::iter::once(handed_over).chain(answer)
    });
    let waived = progress
        .waived
        .as_ref()
        .map(|waiver| words.with(WAIVED, &[("day", &words.day(waiver.on)), ("reason", &waiver.reason)]));
    done.chain(rounds).chain(waived).collect()
}
