//! What people are told, on their page and by mail. Said by the server alone, so that no browser loads it.

use super::{Text, Words};
use model::{
    key_date::KeyDateKind,
    notification::{DateNotice, Notice, RenewalNews, RenewalNotice},
    reminder::Step,
};

words! {
    DECISION_AHEAD: "Decide on the renewal by {day}", "Décider de la reconduction au plus tard le {day}", "请于 {day} 前决定是否续约";
    DECISION_BEHIND: "The decision on the renewal was due on {day}", "La décision de reconduction était attendue le {day}", "续约决策已于 {day}到期";
    NOTICE_AHEAD: "Last day to give notice: {day}", "Date limite de dénonciation : {day}", "最后通知日：{day}";
    NOTICE_BEHIND: "The last day to give notice was {day}", "La date limite de dénonciation était le {day}", "最后通知日为 {day}，已过";
    RENEWAL_AHEAD: "Renews by itself on {day}", "Se reconduit tacitement le {day}", "将于 {day}自动续约";
    RENEWAL_BEHIND: "Renewed by itself on {day}", "Reconduit tacitement le {day}", "已于 {day}自动续约";
    END_AHEAD: "Ends on {day}", "Prend fin le {day}", "将于 {day}到期";
    END_BEHIND: "Ended on {day}", "A pris fin le {day}", "已于 {day}到期";
    OBLIGATION_AHEAD: "Obligation due on {day}", "Obligation à remplir le {day}", "义务应于 {day}履行";
    OBLIGATION_BEHIND: "Obligation overdue since {day}", "Obligation en retard depuis le {day}", "义务自 {day}起逾期";
    MILESTONE_AHEAD: "Milestone planned for {day}", "Jalon prévu le {day}", "里程碑计划于 {day}完成";
    MILESTONE_BEHIND: "Milestone overdue since {day}", "Jalon en retard depuis le {day}", "里程碑自 {day}起逾期";
    DELIVERABLE_AHEAD: "Deliverable due on {day}", "Livrable à remettre le {day}", "交付物应于 {day}提交";
    DELIVERABLE_BEHIND: "Deliverable overdue since {day}", "Livrable en retard depuis le {day}", "交付物自 {day}起逾期";
    VISIT_AHEAD: "Service visit: {day}", "Intervention : {day}", "上门服务：{day}";
    VISIT_BEHIND: "Service visit of {day} is not closed", "L’intervention du {day} n’est pas clôturée", "{day} 的上门服务尚未完结";
    REVIEW_AHEAD: "Review due on {day}", "Revue à mener le {day}", "复核应于 {day}进行";
    REVIEW_BEHIND: "Review overdue since {day}", "Revue en retard depuis le {day}", "复核自 {day}起逾期";

    RENEWAL_MOVED:
        "The dates of a renewal have changed: decide anew by {day}",
        "Les dates d’une reconduction ont changé : nouvelle décision attendue au plus tard le {day}",
        "续约日期已变动：请于 {day} 前重新决定";
    RENEWAL_AWAITS:
        "A decision on a renewal needs a second person: {decision}",
        "Une décision de reconduction attend une validation : {decision}",
        "续约决定待复核：{decision}";
    RENEWAL_CONFIRMED:
        "The decision on a renewal is confirmed: {decision}",
        "La décision de reconduction est validée : {decision}",
        "续约决定已通过复核：{decision}";
    RENEWAL_DECLINED:
        "The decision on a renewal is not confirmed: {decision}",
        "La décision de reconduction n’est pas validée : {decision}",
        "续约决定未通过复核：{decision}";
    RENEWED_AS_DECIDED:
        "Renewed on {day}, as decided: {decision}",
        "Reconduit le {day}, après décision : {decision}",
        "已于 {day}续约，此前决定：{decision}";
    RENEWED_UNDECIDED:
        "Renewed on {day}; nobody had decided",
        "Reconduit le {day}, sans que personne ait décidé",
        "已于 {day}续约，此前无人作出决定";
    RENEWAL_ENDED:
        "Does not renew: no new term on {day}",
        "N’est pas reconduit : pas de nouvelle période le {day}",
        "不再续约：{day}起无新合同期";

    ESCALATED: "Nothing has moved yet. {what}", "Rien n’a encore été fait. {what}", "尚无进展。{what}";
    ABOUT: "{number} · {title} · {customer}", "{number} · {title} · {customer}", "{number} · {title} · {customer}";
    ABOUT_THING: "{label} · {number} · {title} · {customer}", "{label} · {number} · {title} · {customer}", "{label} · {number} · {title} · {customer}";

    SUBJECT_ONE: "{what} ({number})", "{what} ({number})", "{what}（{number}）";
    SUBJECT_MANY: "{n} dates that concern you", "{n} échéances vous concernent", "您有 {n} 个重要日期";
    HELLO: "Hello {name},", "Bonjour {name},", "{name}，您好：";
    OPEN: "Open in Avenant", "Ouvrir dans Avenant", "在 Avenant 中打开";
    MORE_ONE: "{n} more is on your page of notifications.", "{n} autre figure sur votre page de notifications.", "另有 {n} 项请在通知页面查看。";
    MORE_MANY: "{n} more are on your page of notifications.", "{n} autres figurent sur votre page de notifications.", "另有 {n} 项请在通知页面查看。";
    ALL: "All notifications", "Toutes les notifications", "全部通知";
    WHY:
        "You receive this because these dates concern you. How you hear of them is your choice, on your own page.",
        "Vous recevez ce message parce que ces échéances vous concernent. Vous choisissez comment en être informé sur votre page.",
        "您收到此邮件，是因为上述日期与您有关。您可以在个人页面选择通知方式。";
    STOP: "Stop e-mails about: {kind}", "Ne plus recevoir d’e-mails : {kind}", "停止接收此类邮件：{kind}";

    UNSUBSCRIBE_TITLE: "Stop these e-mails", "Ne plus recevoir ces e-mails", "停止接收邮件";
    UNSUBSCRIBE_TEXT:
        "You will no longer receive e-mails about: {kind}. Avenant still shows you everything.",
        "Vous ne recevrez plus d’e-mails à ce sujet : {kind}. Avenant continue de tout vous signaler.",
        "您将不再收到此类邮件：{kind}。系统内仍会显示全部通知。";
    UNSUBSCRIBE: "Stop them", "Confirmer", "确认停止";
    UNSUBSCRIBED:
        "Done. E-mails about this no longer come: {kind}.",
        "C’est fait. Vous ne recevrez plus d’e-mails à ce sujet : {kind}.",
        "已停止发送此类邮件：{kind}。";
    UNSUBSCRIBE_BACK:
        "On your own page you can have them again.",
        "Vous pouvez les rétablir sur votre page.",
        "您可以在个人页面恢复接收。";
    UNKNOWN_LINK: "This link is not valid.", "Ce lien n’est pas valable.", "此链接无效。";
}

/// What happens, in one line.
pub fn headline(w: Words, notice: &Notice) -> String {
    match notice {
        Notice::KeyDate(notice) => {
            let text = date(notice.kind, matches!(notice.step, Step::After(_)));
            let what = w.with(text, &[("day", &w.day(notice.day))]);
            if notice.step.escalates() { w.with(ESCALATED, &[("what", &what)]) } else { what }
        }
        Notice::Renewal(notice) => renewal(w, notice),
    }
}

fn renewal(w: Words, notice: &RenewalNotice) -> String {
    let first = w.day(notice.first_on);
    let decided =
        |text, decision| w.with(text, &[("day", &first), ("decision", w.t(super::renewal::decision(decision)))]);
    match notice.news {
        RenewalNews::Moved => w.with(RENEWAL_MOVED, &[("day", &w.day(notice.decide_by))]),
        RenewalNews::AwaitsSecond(decision) => decided(RENEWAL_AWAITS, decision),
        RenewalNews::Confirmed(decision) => decided(RENEWAL_CONFIRMED, decision),
        RenewalNews::Declined(decision) => decided(RENEWAL_DECLINED, decision),
        RenewalNews::Renewed(Some(decision)) => decided(RENEWED_AS_DECIDED, decision),
        RenewalNews::Renewed(None) => w.with(RENEWED_UNDECIDED, &[("day", &first)]),
        RenewalNews::Ended => w.with(RENEWAL_ENDED, &[("day", &first)]),
    }
}

const fn date(kind: KeyDateKind, behind: bool) -> Text {
    match (kind, behind) {
        (KeyDateKind::DecisionDeadline, false) => DECISION_AHEAD,
        (KeyDateKind::DecisionDeadline, true) => DECISION_BEHIND,
        (KeyDateKind::NoticeDeadline, false) => NOTICE_AHEAD,
        (KeyDateKind::NoticeDeadline, true) => NOTICE_BEHIND,
        (KeyDateKind::Renewal, false) => RENEWAL_AHEAD,
        (KeyDateKind::Renewal, true) => RENEWAL_BEHIND,
        (KeyDateKind::End, false) => END_AHEAD,
        (KeyDateKind::End, true) => END_BEHIND,
        (KeyDateKind::Obligation, false) => OBLIGATION_AHEAD,
        (KeyDateKind::Obligation, true) => OBLIGATION_BEHIND,
        (KeyDateKind::Milestone, false) => MILESTONE_AHEAD,
        (KeyDateKind::Milestone, true) => MILESTONE_BEHIND,
        (KeyDateKind::Deliverable, false) => DELIVERABLE_AHEAD,
        (KeyDateKind::Deliverable, true) => DELIVERABLE_BEHIND,
        (KeyDateKind::Visit, false) => VISIT_AHEAD,
        (KeyDateKind::Visit, true) => VISIT_BEHIND,
        (KeyDateKind::Review, false) => REVIEW_AHEAD,
        (KeyDateKind::Review, true) => REVIEW_BEHIND,
    }
}

/// What it is about, in one line.
pub fn about(w: Words, notice: &Notice) -> String {
    let (number, title, customer, label) = match notice {
        Notice::KeyDate(DateNotice { number, title, customer, label, .. }) => (number, title, customer, label.as_str()),
        Notice::Renewal(RenewalNotice { number, title, customer, .. }) => (number, title, customer, ""),
    };
    let all = [("label", label), ("number", number), ("title", title), ("customer", customer)];
    w.with(if label.is_empty() { ABOUT } else { ABOUT_THING }, &all)
}

/// The money that hangs on it.
pub fn amount(w: Words, notice: &Notice) -> Option<String> {
    let amount = match notice {
        Notice::KeyDate(notice) => notice.amount,
        Notice::Renewal(notice) => notice.amount,
    };
    amount.map(|amount| w.money(amount))
}

/// What a mail is about.
pub fn subject(w: Words, notices: &[Notice], more: usize) -> String {
    match notices {
        [notice] if more == 0 => {
            let (Notice::KeyDate(DateNotice { number, .. }) | Notice::Renewal(RenewalNotice { number, .. })) = notice;
            w.with(SUBJECT_ONE, &[("what", &headline(w, notice)), ("number", number)])
        }
        _ => w.count((notices.len() + more) as u64, SUBJECT_MANY, SUBJECT_MANY),
    }
}
