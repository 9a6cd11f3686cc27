//! What happens to renewals.

use super::super::{Words, renewal as words_of};
use model::{calendar::Day, event::RenewalStep, renewal::Way};

words! {
    OPENED:
        "The renewal of {first} opened, to be decided by {day}",
        "La reconduction du {first} est ouverte, décision attendue au plus tard le {day}",
        "{first}的续约事项已开启，请于 {day} 前决定";
    MOVED:
        "The renewal is now due on {first}, to be decided by {day}",
        "La reconduction est désormais prévue le {first}, décision attendue au plus tard le {day}",
        "续约日改为 {first}，请于 {day} 前决定";
    DECIDED:
        "{actor} decided on the renewal of {first}: {decision}. Reason: {reason}",
        "{actor} a décidé de la reconduction du {first} : {decision}. Motif : {reason}",
        "{actor} 就 {first}的续约作出决定：{decision}。理由：{reason}";
    PROPOSED:
        "{actor} decided on the renewal of {first}, to be confirmed by a second person: {decision}. Reason: {reason}",
        "{actor} a décidé de la reconduction du {first}, sous réserve de validation : {decision}. Motif : {reason}",
        "{actor} 就 {first}的续约作出决定，待第二人复核：{decision}。理由：{reason}";
    CONFIRMED:
        "{actor} confirmed the decision on the renewal of {first}: {decision}",
        "{actor} a validé la décision sur la reconduction du {first} : {decision}",
        "{actor} 复核通过 {first}的续约决定：{decision}";
    DECLINED:
        "{actor} did not confirm the decision on the renewal of {first}: {decision}. Reason: {reason}",
        "{actor} n’a pas validé la décision sur la reconduction du {first} : {decision}. Motif : {reason}",
        "{actor} 未通过 {first}的续约决定：{decision}。理由：{reason}";
    SIGNED:
        "{actor} recorded that both sides signed on {day} for a new term until {last}",
        "{actor} a enregistré l’accord signé par les deux parties le {day} pour une nouvelle période jusqu’au {last}",
        "{actor} 登记双方于 {day}签署新合同期，至 {last}止";
    TAKEN_BACK:
        "{actor} took back the signed agreement for a term until {last}. Reason: {reason}",
        "{actor} a retiré l’accord signé pour une période jusqu’au {last}. Motif : {reason}",
        "{actor} 撤回了至 {last}止的新合同期协议。理由：{reason}";
    RENEWED:
        "The contract renewed by itself on {first}: term {term}. It had been decided: {decision}",
        "Le contrat a été reconduit tacitement le {first} : période n° {term}. Décision prise : {decision}",
        "合同于 {first}自动续约，进入第 {term} 个合同期。此前决定：{decision}";
    RENEWED_UNDECIDED:
        "The contract renewed by itself on {first}: term {term}. Nobody had decided",
        "Le contrat a été reconduit tacitement le {first} : période n° {term}. Personne n’avait décidé",
        "合同于 {first}自动续约，进入第 {term} 个合同期。此前无人决定";
    BEGUN:
        "Term {term}, which both sides had signed, began on {first}",
        "La période n° {term}, signée par les deux parties, a commencé le {first}",
        "双方签署的第 {term} 个合同期于 {first}开始";
    ENDED:
        "The contract does not renew on {first}",
        "Le contrat n’est pas reconduit le {first}",
        "合同于 {first}不再续约";
}

/// What somebody did with a renewal, or the day did.
pub(super) fn said(words: Words, actor: &str, (term, first_on): (u32, Day), step: &RenewalStep) -> String {
    let (first, term) = (words.day(first_on), words.number(term));
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor), ("first", &*first), ("term", &*term)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    let named = |decision| words.t(words_of::decision(decision));
    match step {
        RenewalStep::Opened { decide_by } => say(OPENED, &[("day", &words.day(*decide_by))]),
        RenewalStep::Moved { decide_by } => say(MOVED, &[("day", &words.day(*decide_by))]),
        RenewalStep::Decided { decision, reason, awaits_second } => {
            let text = if *awaits_second { PROPOSED } else { DECIDED };
            say(text, &[("decision", named(*decision)), ("reason", reason)])
        }
        RenewalStep::Confirmed { decision } => say(CONFIRMED, &[("decision", named(*decision))]),
        RenewalStep::Declined { decision, reason } => {
            say(DECLINED, &[("decision", named(*decision)), ("reason", reason)])
        }
        RenewalStep::Signed { on, last_day } => {
            say(SIGNED, &[("day", &words.day(*on)), ("last", &words.day(*last_day))])
        }
        RenewalStep::SignatureTakenBack { last_day, reason } => {
            say(TAKEN_BACK, &[("last", &words.day(*last_day)), ("reason", reason)])
        }
        RenewalStep::Renewed { way: Way::Express, .. } => say(BEGUN, &[]),
        RenewalStep::Renewed { way: Way::Tacit, decision: Some(decision) } => {
            say(RENEWED, &[("decision", named(*decision))])
        }
        RenewalStep::Renewed { way: Way::Tacit, decision: None } => say(RENEWED_UNDECIDED, &[]),
        RenewalStep::Ended => say(ENDED, &[]),
    }
}
