//! What happens to obligations.

use super::{super::Words, changes::fields};
use model::event::ObligationStep;

words! {
    ADDED: "{actor} added the obligation “{title}”", "{actor} a ajouté l’obligation « {title} »", "{actor} 添加了义务“{title}”";
    CHANGED:
        "{actor} changed the obligation “{title}”: {fields}",
        "{actor} a modifié l’obligation « {title} » : {fields}",
        "{actor} 修改了义务“{title}”：{fields}";
    REMOVED:
        "{actor} removed the obligation “{title}”",
        "{actor} a supprimé l’obligation « {title} »",
        "{actor} 删除了义务“{title}”";
    FULFILLED:
        "{actor} recorded that “{title}”, due on {due}, was fulfilled on {day}",
        "{actor} a enregistré l’exécution, le {day}, de « {title} », à échéance du {due}",
        "{actor} 登记“{title}”（到期日 {due}）已于 {day}履行";
    PART_FULFILLED:
        "{actor} recorded that {share} of “{title}”, due on {due}, was fulfilled on {day}",
        "{actor} a enregistré l’exécution, le {day}, de {share} de « {title} », à échéance du {due}",
        "{actor} 登记“{title}”（到期日 {due}）已于 {day}履行 {share}";
    HANDED_OVER:
        "{actor} recorded that “{title}”, due on {due}, was handed over on {day}: {what}",
        "{actor} a enregistré la remise, le {day}, de « {title} », à échéance du {due} : {what}",
        "{actor} 登记“{title}”（到期日 {due}）已于 {day}交付：{what}";
    HANDED_OVER_PLAIN:
        "{actor} recorded that “{title}”, due on {due}, was handed over on {day}",
        "{actor} a enregistré la remise, le {day}, de « {title} », à échéance du {due}",
        "{actor} 登记“{title}”（到期日 {due}）已于 {day}交付";
    ACCEPTED:
        "{actor} recorded that {by} accepted “{title}”, due on {due}, on {day}",
        "{actor} a enregistré la recette de « {title} », à échéance du {due}, prononcée le {day} par {by}",
        "{actor} 登记“{title}”（到期日 {due}）已于 {day}由 {by} 验收";
    REFUSED:
        "{actor} recorded that “{title}”, due on {due}, was refused on {day}: {reason}",
        "{actor} a enregistré le refus, le {day}, de « {title} », à échéance du {due} : {reason}",
        "{actor} 登记“{title}”（到期日 {due}）于 {day}未通过验收：{reason}";
    WAIVED:
        "{actor} waived “{title}”, due on {due}: {reason}",
        "{actor} a renoncé à « {title} », à échéance du {due} : {reason}",
        "{actor} 豁免了“{title}”（到期日 {due}）：{reason}";
    TAKEN_BACK:
        "{actor} took back the last step of “{title}”, due on {due}",
        "{actor} a annulé la dernière étape de « {title} », à échéance du {due}",
        "{actor} 撤销了“{title}”（到期日 {due}）的最后一步";
}

/// What somebody did with an obligation.
pub(super) fn said(words: Words, actor: &str, title: &str, step: &ObligationStep) -> String {
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor), ("title", title)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    match step {
        ObligationStep::Added => say(ADDED, &[]),
        ObligationStep::Changed { changes } => say(CHANGED, &[("fields", &fields(words, changes))]),
        ObligationStep::Removed => say(REMOVED, &[]),
        ObligationStep::Fulfilled { due, on, percent } => {
            let text = if *percent == 100 { FULFILLED } else { PART_FULFILLED };
            let share = words.percent(*percent);
            say(text, &[("due", &words.day(*due)), ("day", &words.day(*on)), ("share", &share)])
        }
        ObligationStep::HandedOver { due, on, what } => {
            let text = if what.is_empty() { HANDED_OVER_PLAIN } else { HANDED_OVER };
            say(text, &[("due", &words.day(*due)), ("day", &words.day(*on)), ("what", what)])
        }
        ObligationStep::Accepted { due, on, by } => {
            say(ACCEPTED, &[("due", &words.day(*due)), ("day", &words.day(*on)), ("by", by)])
        }
        ObligationStep::Refused { due, on, reason } => {
            say(REFUSED, &[("due", &words.day(*due)), ("day", &words.day(*on)), ("reason", reason)])
        }
        ObligationStep::Waived { due, reason } => say(WAIVED, &[("due", &words.day(*due)), ("reason", reason)]),
        ObligationStep::TakenBack { due } => say(TAKEN_BACK, &[("due", &words.day(*due))]),
    }
}
