//! What happened to findings: claimed, recovered, given up.

use super::assigned;
use crate::words::Words;
use model::event::Event;

words! {
    FINDING_CLAIMED:
        "{actor} claimed the money from the customer",
        "{actor} a réclamé la somme au client",
        "{actor} 已向客户追收";
    MONEY_RECOVERED:
        "{actor} recorded that {amount} came in",
        "{actor} a enregistré l’encaissement de {amount}",
        "{actor} 登记收回 {amount}";
    MONEY_CAME_IN:
        "{actor} recorded that {amount} came in on {day}",
        "{actor} a enregistré l’encaissement de {amount} du {day}",
        "{actor} 登记 {day}收回 {amount}";
    PART_CAME_IN:
        "{actor} recorded that {amount} came in on {day}; {open} is still open",
        "{actor} a enregistré l’encaissement de {amount} du {day} ; il reste {open}",
        "{actor} 登记 {day}收回 {amount}，尚余 {open}";
    PART_RECOVERED:
        "{actor} recorded that {amount} came in; {open} is still open",
        "{actor} a enregistré l’encaissement de {amount} ; il reste {open}",
        "{actor} 登记收回 {amount}，尚余 {open}";
    RECOVERY_TAKEN_BACK:
        "{actor} took back the {amount} that had been recorded as received",
        "{actor} a annulé l’enregistrement de l’encaissement de {amount}",
        "{actor} 撤销收回 {amount} 的登记";
    FINDING_RECOVERED:
        "{actor} marked it as recovered",
        "{actor} a marqué la somme comme récupérée",
        "{actor} 标记为已收回";
    CLAIM_WITHDRAWN:
        "{actor} withdrew the claim: {reason}",
        "{actor} a retiré la réclamation : {reason}",
        "{actor} 撤销追收：{reason}";
    FINDING_TAKEN_ON: "{actor} took it on", "{actor} l’a pris en charge", "{actor} 开始处理";
    FINDING_SETTLED: "{actor} marked it as dealt with", "{actor} l’a marqué comme traité", "{actor} 标记为已处理";
    CREDIT_NOTE:
        "{actor} recorded a credit note over {amount} of {day}",
        "{actor} a enregistré un avoir de {amount} du {day}",
        "{actor} 登记 {day}的红字发票 {amount}";
    PART_CREDITED:
        "{actor} recorded a credit note over {amount} of {day}; {open} is still open",
        "{actor} a enregistré un avoir de {amount} du {day} ; il reste {open}",
        "{actor} 登记 {day}的红字发票 {amount}，尚余 {open}";
    CREDIT_NOTE_TAKEN_BACK:
        "{actor} took back the credit note over {amount} that had been recorded",
        "{actor} a annulé l’enregistrement de l’avoir de {amount}",
        "{actor} 撤销红字发票 {amount} 的登记";
    FINDING_PUT_BACK: "{actor} put it back: {reason}", "{actor} ne s’en charge plus : {reason}", "{actor} 不再处理：{reason}";
    FINDING_WAIVED: "{actor} waived it: {reason}", "{actor} y a renoncé : {reason}", "{actor} 决定不再跟进：{reason}";
    FINDING_REOPENED: "{actor} reopened it", "{actor} l’a rouvert", "{actor} 重新打开";
    FINDING_DUE:
        "{actor} set {day} as the day to settle it by",
        "{actor} a fixé l’échéance de traitement au {day}",
        "{actor} 将处理期限设为 {day}";
    FINDING_NOT_DUE:
        "{actor} took away the day to settle it by",
        "{actor} a retiré l’échéance de traitement",
        "{actor} 取消了处理期限";
    FINDING_COMMENTED: "{actor} commented", "{actor} a commenté", "{actor} 发表了评论";
}

/// The sentence of such an event; nothing for any other.
pub(super) fn event(words: Words, actor: &str, event: &Event) -> String {
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    match event {
        Event::FindingClaimed => say(FINDING_CLAIMED, &[]),
        Event::FindingRecovered => say(FINDING_RECOVERED, &[]),
        Event::PartRecovered { amount, open } => {
            say(PART_RECOVERED, &[("amount", &words.money(*amount)), ("open", &words.money(*open))])
        }
        Event::MoneyCameIn { amount, on, open: None } => {
            say(MONEY_CAME_IN, &[("amount", &words.money(*amount)), ("day", &words.day(*on))])
        }
        Event::MoneyCameIn { amount, on, open: Some(open) } => {
            let (amount, day, open) = (words.money(*amount), words.day(*on), words.money(*open));
            say(PART_CAME_IN, &[("amount", &amount), ("day", &day), ("open", &open)])
        }
        Event::MoneyRecovered { amount } => say(MONEY_RECOVERED, &[("amount", &words.money(*amount))]),
        Event::RecoveryTakenBack { amount } => say(RECOVERY_TAKEN_BACK, &[("amount", &words.money(*amount))]),
        Event::ClaimWithdrawn { reason } => say(CLAIM_WITHDRAWN, &[("reason", reason)]),
        Event::FindingTakenOn => say(FINDING_TAKEN_ON, &[]),
        Event::FindingSettled => say(FINDING_SETTLED, &[]),
        Event::CreditNoteRecorded { amount, on, open } => {
            let (amount, day) = (words.money(*amount), words.day(*on));
            let open = open.map(|open| words.money(open));
            let text = if open.is_some() { PART_CREDITED } else { CREDIT_NOTE };
            say(text, &[("amount", &amount), ("day", &day), ("open", &open.unwrap_or_default())])
        }
        Event::CreditNoteTakenBack { amount } => say(CREDIT_NOTE_TAKEN_BACK, &[("amount", &words.money(*amount))]),
        Event::FindingPutBack { reason } => say(FINDING_PUT_BACK, &[("reason", reason)]),
        Event::FindingWaived { reason } => say(FINDING_WAIVED, &[("reason", reason)]),
        Event::FindingReopened => say(FINDING_REOPENED, &[]),
        Event::FindingAssigned { owner, from } => assigned::said(words, actor, owner.as_deref(), from.as_deref()),
        Event::FindingDue { on: Some(on) } => say(FINDING_DUE, &[("day", &words.day(*on))]),
        Event::FindingDue { on: None } => say(FINDING_NOT_DUE, &[]),
        Event::FindingCommented => say(FINDING_COMMENTED, &[]),
        _ => String::new(),
    }
}
