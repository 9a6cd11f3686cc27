//! What needs doing next on a contract: its last day for notice, and what a notice achieves.

use super::{Words, term};
use model::{
    calendar::Day,
    term::{EarlyJudgement, EarlyTiming, NoticeJudgement},
};

words! {
    DEADLINE: "The last day for notice is {day} ({distance}).", "La date limite de dénonciation est le {day} ({distance}).", "最迟通知日为 {day}（{distance}）。";
    DEADLINE_PASSED:
        "The last day for notice, {day}, has passed: notice received now works for the next possible end.",
        "La date limite de dénonciation, le {day}, est passée : une dénonciation reçue maintenant vaut pour l’échéance suivante.",
        "最迟通知日 {day}已过，现在收到的通知将于下一个可终止日生效。";
    DECIDE: "Decide by {day} ({distance}).", "Décidez au plus tard le {day} ({distance}).", "请最迟于 {day}作出决定（{distance}）。";
    DECISION_LATE:
        "The decision was due on {day} ({distance}).",
        "La décision devait être prise le {day} au plus tard ({distance}).",
        "本应最迟于 {day}作出决定（{distance}）。";
    RENEWS:
        "Without notice a new term begins on {day}.",
        "Sans dénonciation, une nouvelle période commence le {day}.",
        "如未通知不续约，自 {day}起自动续约。";
    GOES_ON:
        "A new term begins on {day}.",
        "Une nouvelle période commence le {day}.",
        "新的合同期自 {day}起开始。";
    DECIDED: "It is decided: {decision}.", "C’est décidé : {decision}.", "已决定：{decision}。";
    ANY_DAY:
        "The contract has no fixed end: notice can be given on any day.",
        "Le contrat est à durée indéterminée : il peut être dénoncé à tout moment.",
        "合同无固定期限，可随时通知终止。";
    TERM_FIRST:
        "When notice would end the contract cannot be said: enter its first day, its term and its notice period first.",
        "Impossible de dire quand une dénonciation mettrait fin au contrat : renseignez d’abord son début, sa durée et son préavis.",
        "无法确定通知后合同何时结束，请先填写合同的起始日、期限和通知期。";
    SIGN_AGAIN:
        "The contract ends on {day} ({distance}) unless both sides sign again.",
        "Le contrat prend fin le {day} ({distance}), sauf nouvelle signature des deux parties.",
        "合同于 {day}到期（{distance}），须双方重新签署方可延续。";
    RECEIPT_COUNTS:
        "The day of receipt counts, not the day of sending.",
        "C’est la date de réception qui compte, non la date d’envoi.",
        "以收到之日为准，而非发出之日。";
    SENDING_COUNTS:
        "The day of sending counts, as the contract says.",
        "C’est la date d’envoi qui compte, comme le prévoit le contrat.",
        "按合同约定，以发出之日为准。";
    WE_SENT_ON: "We sent our notice on", "Dénonciation envoyée par nous le", "我方发出通知之日";
    THEY_SENT_ON: "The customer sent their notice on", "Dénonciation envoyée par le client le", "客户发出通知之日";
    SEND_BY:
        "To be received in time it must be sent by {day} ({distance}).",
        "Pour être reçue à temps, elle doit partir au plus tard le {day} ({distance}).",
        "为按时送达，须最迟于 {day}发出（{distance}）。";
    TELL_CUSTOMER:
        "Tell the customer in writing by {day} ({distance}) that they may refuse the renewal.",
        "Informez le client par écrit, au plus tard le {day} ({distance}), qu’il peut refuser la reconduction.",
        "请最迟于 {day}（{distance}）书面告知客户可拒绝续约。";
    NOT_TOLD:
        "It is not recorded that the customer was told of the renewal by {day}: unless they were, they may leave at any time after it.",
        "Aucune information du client avant le {day} n’est enregistrée : à défaut, il pourra partir à tout moment après la reconduction.",
        "未登记在 {day}前已告知客户续约事宜；如未告知，客户可在续约后随时解除合同。";
    FREE_SINCE:
        "It is not recorded that the customer was told of the last renewal: unless they were, they may leave on any day since {day}.",
        "Aucune information du client avant la dernière reconduction n’est enregistrée : à défaut, il peut partir à tout moment depuis le {day}.",
        "未登记在上次续约前已告知客户；如未告知，客户自 {day}起可随时解除合同。";
    GIVEN_ON: "The customer received our notice on", "Dénonciation reçue par le client le", "客户收到我方通知之日";
    RECEIVED_ON:
        "We received the customer’s notice on",
        "Dénonciation du client reçue le",
        "我方收到客户通知之日";
    TAKE_BACK: "Take the notice back", "Retirer la dénonciation", "撤回已登记的通知";
    TAKE_BACK_TEXT:
        "For a notice recorded by mistake. Dates and expected billing are computed as if it had not been there; the history keeps both.",
        "Pour une dénonciation enregistrée par erreur. Les dates et la facturation attendue sont recalculées comme si elle n’avait pas eu lieu ; l’historique garde trace des deux.",
        "用于撤回误登记的通知。日期和应开票将按未曾通知重新计算，登记与撤回均保留在历史记录中。";
    IN_TIME:
        "Received on {on}, notice is in time: the contract ends on {last}.",
        "Reçue le {on}, la dénonciation est dans les délais : le contrat prend fin le {last}.",
        "{on}收到的通知未逾期，合同将于 {last}结束。";
    LATE:
        "Received on {on}, notice is too late for that term: the contract ends only on {last}.",
        "Reçue le {on}, la dénonciation est tardive pour cette période : le contrat ne prend fin que le {last}.",
        "{on}收到的通知已逾期，对当期不生效，合同至 {last}方可结束。";
    LEAVE_EARLY: "Leave the contract early", "Résilier par anticipation", "提前解除合同";
    LEAVE_EARLY_TEXT:
        "With the notice of its break option the contract ends before its term.",
        "Avec le préavis de la clause de résiliation anticipée, le contrat prend fin avant son terme.",
        "按提前解除条款的通知期，合同在期满前结束。";
    LEFT_BY: "Who leaves", "Qui résilie", "由谁解除";
    LEFT_BY_US: "We do", "Nous", "我方";
    LEFT_BY_CUSTOMER: "The customer", "Le client", "客户";
    LEFT_ON: "The other side received the notice on", "Notification reçue par l’autre partie le", "对方收到通知之日";
    LEFT_SENT_ON: "The notice was sent on", "Notification envoyée le", "通知发出之日";
    TAKE_BACK_EARLY: "Take the early termination back", "Retirer la résiliation anticipée", "撤回已登记的提前解除";
    EARLY_IN_TIME:
        "Notice of {on} is in time: the contract ends early, on {last}.",
        "Notifiée le {on}, la résiliation est dans les délais : le contrat prend fin par anticipation le {last}.",
        "{on}的通知未逾期，合同将提前于 {last}结束。";
    EARLY_PREMATURE:
        "The contract may not be left early before {from}: notice of {on} counts from that day, and the contract ends on {last}.",
        "Le contrat ne peut être résilié par anticipation avant le {from} : notifiée le {on}, la résiliation compte à partir de cette date, et le contrat prend fin le {last}.",
        "{from}之前不可提前解除合同；{on}的通知自该日起算，合同将于 {last}结束。";
    EARLY_LATE:
        "Notice of {on} is too late to end the contract within its term, which ends on {missed}: the contract renews and ends on {last}.",
        "Notifiée le {on}, la résiliation est trop tardive pour la période qui s’achève le {missed} : le contrat est reconduit et prend fin le {last}.",
        "{on}的通知已逾期，合同不能在当期（{missed}届满）内结束，将先续约并于 {last}结束。";
    EARLY_USELESS:
        "Notice of {on} is too late to change anything: the contract ends on {last} anyway.",
        "Notifiée le {on}, la résiliation est trop tardive pour changer quoi que ce soit : le contrat prend de toute façon fin le {last}.",
        "{on}的通知已逾期，不起作用：合同原本就于 {last}结束。";
}

/// What a notice received on a day achieves, as a full sentence.
pub fn outcome(words: Words, on: Day, judgement: &NoticeJudgement) -> String {
    let Some(last) = judgement.works_for else { return words.t(term::LAST_DAY_NOT_KNOWN).to_owned() };
    let text = if judgement.in_time { IN_TIME } else { LATE };
    words.with(text, &[("on", &words.day(on)), ("last", &words.day(last))])
}

/// What a notice to leave early, received on a day, achieves, as a full sentence.
pub fn early_outcome(words: Words, on: Day, judgement: &EarlyJudgement) -> String {
    let Some(last) = judgement.ends_on else { return words.t(term::LAST_DAY_NOT_KNOWN).to_owned() };
    let (text, name, day) = match judgement.timing {
        EarlyTiming::InTime => (EARLY_IN_TIME, "last", last),
        EarlyTiming::Premature { from } => (EARLY_PREMATURE, "from", from),
        EarlyTiming::Late { missed } => (EARLY_LATE, "missed", missed),
        EarlyTiming::Useless => (EARLY_USELESS, "last", last),
    };
    words.with(text, &[("on", &words.day(on)), ("last", &words.day(last)), (name, &words.day(day))])
}
