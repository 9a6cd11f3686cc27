//! What happened to service visits.

use crate::words::Words;
use model::event::Event;

words! {
    PROMISED_ONE:
        "{actor} promised {n} visit a year: {what}",
        "{actor} a prévu {n} intervention par an : {what}",
        "{actor} 约定每年上门服务 {n} 次：{what}";
    PROMISED:
        "{actor} promised {n} visits a year: {what}",
        "{actor} a prévu {n} interventions par an : {what}",
        "{actor} 约定每年上门服务 {n} 次：{what}";
    PROMISE_CHANGED:
        "{actor} changed what is promised of visits: {what}",
        "{actor} a modifié l’engagement d’interventions : {what}",
        "{actor} 修改了上门服务约定：{what}";
    PROMISE_REMOVED:
        "{actor} removed the promise of visits: {what}",
        "{actor} a supprimé l’engagement d’interventions : {what}",
        "{actor} 删除了上门服务约定：{what}";
    PLANNED:
        "{actor} planned the visit “{what}” for {on}",
        "{actor} a planifié l’intervention « {what} » le {on}",
        "{actor} 将上门服务“{what}”排在 {on}";
    PLANNED_WITH:
        "{actor} planned the visit “{what}” for {on} with {technician}",
        "{actor} a planifié l’intervention « {what} » le {on} avec {technician}",
        "{actor} 将上门服务“{what}”排在 {on}，由 {technician} 前往";
    UNPLANNED:
        "{actor} took the day {on} away from the visit “{what}”",
        "{actor} a retiré la date du {on} de l’intervention « {what} »",
        "{actor} 取消了上门服务“{what}”{on}的排期";
    ANNOUNCED:
        "{actor} told the customer of the visit “{what}” on {on}",
        "{actor} a prévenu le client de l’intervention « {what} » du {on}",
        "{actor} 已告知客户 {on}的上门服务“{what}”";
    ANNOUNCED_BY_MAIL:
        "{actor} wrote to {to} of the visit “{what}” on {on}",
        "{actor} a prévenu {to} par e-mail de l’intervention « {what} » du {on}",
        "{actor} 已发邮件告知 {to}：{on}的上门服务“{what}”";
    CLOSED:
        "{actor} closed the visit “{what}” of {on} ({minutes} min)",
        "{actor} a clôturé l’intervention « {what} » du {on} ({minutes} min)",
        "{actor} 完成了 {on}的上门服务“{what}”（{minutes} 分钟）";
    CLOSED_SIGNED:
        "{actor} closed the visit “{what}” of {on} ({minutes} min), signed by {name}",
        "{actor} a clôturé l’intervention « {what} » du {on} ({minutes} min), signée par {name}",
        "{actor} 完成了 {on}的上门服务“{what}”（{minutes} 分钟），签字人：{name}";
    REPORT_TAKEN_BACK:
        "{actor} took back the report of the visit “{what}” of {on}: {reason}",
        "{actor} a retiré le compte rendu de l’intervention « {what} » du {on} : {reason}",
        "{actor} 撤回了 {on}的上门服务“{what}”的报告：{reason}";
    CANCELLED:
        "{actor} called off the visit “{what}” of {window}: {reason}",
        "{actor} a annulé l’intervention « {what} » de la période {window} : {reason}",
        "{actor} 取消了{window}的上门服务“{what}”：{reason}";
    EXTRA:
        "{actor} added the visit “{what}” on {on}, beyond those promised",
        "{actor} a ajouté l’intervention supplémentaire « {what} » le {on}",
        "{actor} 添加了约定之外的上门服务“{what}”（{on}）";
    BILLED:
        "{actor} accepted {amount} for billing: visit “{what}”",
        "{actor} a accepté de facturer {amount} pour l’intervention « {what} »",
        "{actor} 确认上门服务“{what}”计费 {amount}";
    NOT_BILLED:
        "{actor} decided not to bill {amount} for the visit “{what}”: {reason}",
        "{actor} a renoncé à facturer {amount} pour l’intervention « {what} » : {reason}",
        "{actor} 决定上门服务“{what}”不计费（{amount}）：{reason}";
}

/// The sentence of an event about service visits; nothing of another one.
pub(super) fn sentence(words: Words, actor: &str, event: &Event) -> Option<String> {
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    Some(match event {
        Event::VisitsPromised { what, per_year } => {
            words.count_with((*per_year).into(), PROMISED_ONE, PROMISED, &[("actor", actor), ("what", what)])
        }
        Event::VisitPromiseChanged { what, changes: _ } => say(PROMISE_CHANGED, &[("what", what)]),
        Event::VisitPromiseRemoved { what } => say(PROMISE_REMOVED, &[("what", what)]),
        Event::VisitPlanned { what, on, technician } => {
            let text = if technician.is_some() { PLANNED_WITH } else { PLANNED };
            let technician = technician.as_deref().unwrap_or_default();
            say(text, &[("what", what), ("on", &words.day(*on)), ("technician", technician)])
        }
        Event::VisitUnplanned { what, on } => say(UNPLANNED, &[("what", what), ("on", &words.day(*on))]),
        Event::VisitReportTakenBack { what, on, reason } => {
            say(REPORT_TAKEN_BACK, &[("what", what), ("on", &words.day(*on)), ("reason", reason)])
        }
        Event::VisitAnnouncedByMail { what, on, to } => {
            say(ANNOUNCED_BY_MAIL, &[("what", what), ("on", &words.day(*on)), ("to", to)])
        }
        Event::VisitAnnounced { what, on } => say(ANNOUNCED, &[("what", what), ("on", &words.day(*on))]),
        Event::VisitClosed { what, on, minutes, signed_by } => {
            let text = if signed_by.is_empty() { CLOSED } else { CLOSED_SIGNED };
            let minutes = words.number(*minutes);
            say(text, &[("what", what), ("on", &words.day(*on)), ("minutes", &minutes), ("name", signed_by)])
        }
        Event::VisitCancelled { what, window, reason } => {
            say(CANCELLED, &[("what", what), ("window", &words.period(*window)), ("reason", reason)])
        }
        Event::ExtraVisitAdded { what, on } => say(EXTRA, &[("what", what), ("on", &words.day(*on))]),
        Event::VisitBilled { what, amount } => say(BILLED, &[("what", what), ("amount", &words.money(*amount))]),
        Event::VisitNotBilled { what, amount, reason } => {
            say(NOT_BILLED, &[("what", what), ("amount", &words.money(*amount)), ("reason", reason)])
        }
        _ => return None,
    })
}
