//! Home: what needs somebody today.

use super::Text;
use model::key_date::KeyDateKind;

words! {
    TODAY: "Today, {day}", "Aujourd’hui, {day}", "今天，{day}";
    TODAY_NONE: "Nothing is due today.", "Rien à faire aujourd’hui.", "今天没有待办事项。";
    MISSED: "Too late", "Trop tard", "已错过";
    MISSED_RENEWS:
        "The last day for notice of {what} has passed; it renews on {day}",
        "La date limite de dénonciation de {what} est passée ; reconduction le {day}",
        "{what} 的最后通知日已过，将于 {day}续约";
    MISSED_NOTICE:
        "The last day for notice of {what} has passed",
        "La date limite de dénonciation de {what} est passée",
        "{what} 的最后通知日已过";
    WEEK: "The next seven days", "Les sept prochains jours", "未来七天";
    WEEK_NONE: "Nothing is due this week.", "Rien à faire cette semaine.", "本周没有待办事项。";
    MORE_ONE: "{n} more date in the calendar", "{n} autre échéance dans le calendrier", "日历中还有 {n} 个日期";
    MORE: "{n} more dates in the calendar", "{n} autres échéances dans le calendrier", "日历中还有 {n} 个日期";
    MONEY: "Money you pursue", "Ce que vous récupérez", "您负责追收的款项";
    MONEY_NONE: "You pursue no finding.", "Aucun manque à gagner ne vous est confié.", "您目前没有负责的流失项。";
    CONFIRM_ONE:
        "{n} renewal decision waits for you to confirm it",
        "{n} décision de reconduction attend votre validation",
        "{n} 项续约决定等待您复核";
    CONFIRM:
        "{n} renewal decisions wait for you to confirm them",
        "{n} décisions de reconduction attendent votre validation",
        "{n} 项续约决定等待您复核";
    PURSUED_ONE: "{n} open finding is yours", "{n} manque à gagner ouvert vous est confié", "您负责 {n} 个未结流失项";
    PURSUED: "{n} open findings are yours", "{n} manques à gagner ouverts vous sont confiés", "您负责 {n} 个未结流失项";
    STANDING_IN:
        "You stand in for {name} until {day}.",
        "Vous remplacez {name} jusqu’au {day}.",
        "您正在代理 {name}，至 {day}。";
    FOR: "for {name} until {day}", "pour {name} jusqu’au {day}", "代 {name}，至 {day}";
    FIRST_LEGAL_ENTITY:
        "Enter your own company: every contract and invoice is one of its",
        "Renseignez votre société : chaque contrat et chaque facture lui est rattaché",
        "录入本公司（签约主体）：所有合同和发票都归属于它";
    FIRST_IMPORT:
        "Import your contracts, then the invoices you issued",
        "Importez vos contrats, puis les factures émises",
        "导入合同，再导入已开具的发票";
    FIRST_CONTRACT: "Or enter a contract by hand", "Ou saisissez un contrat à la main", "或手工录入一份合同";
    FIRST_PEOPLE:
        "Invite those who work with contracts",
        "Invitez les personnes qui suivent les contrats",
        "邀请负责合同的同事";
    VISITS: "Visits to see to", "Interventions à suivre", "需要跟进的上门服务";
    TO_PLAN_ONE:
        "{n} visit has no day yet, though its window is open",
        "{n} intervention à planifier, sa fenêtre est ouverte",
        "{n} 次上门服务已到窗口期，尚未排期";
    TO_PLAN:
        "{n} visits have no day yet, though their windows are open",
        "{n} interventions à planifier, leur fenêtre est ouverte",
        "{n} 次上门服务已到窗口期，尚未排期";
    UNREPORTED: "No report yet of {what}", "Compte rendu attendu : {what}", "尚未提交报告：{what}";
    UNPLANNED:
        "Never planned, and its window has closed: {what}",
        "Jamais planifiée, fenêtre dépassée : {what}",
        "未排期且窗口期已过：{what}";
    NOBODY: "nobody assigned", "aucun intervenant désigné", "尚未指派人员";
    BEHIND_MORE:
        "All open visits since {day}",
        "Toutes les interventions en attente depuis le {day}",
        "{day} 以来所有未完成的上门服务";
    OTHERS: "What waits for others", "Ce qui attend les autres", "等待他人处理";
    DEADLINES_ONE:
        "{n} last day for notice of others within a month, undecided",
        "{n} date limite de dénonciation d’un collègue dans le mois, sans décision",
        "一个月内他人名下有 {n} 个最后通知日尚未决定";
    DEADLINES:
        "{n} last days for notice of others within a month, undecided",
        "{n} dates limites de dénonciation de collègues dans le mois, sans décision",
        "一个月内他人名下有 {n} 个最后通知日尚未决定";
}

/// What has to be done for a key date.
pub const fn verb(kind: KeyDateKind) -> Text {
    match kind {
        KeyDateKind::DecisionDeadline => {
            Text::new("Decide on the renewal of {what}", "Décider de la reconduction de {what}", "决定是否续约：{what}")
        }
        KeyDateKind::NoticeDeadline => Text::new(
            "Give notice, or let {what} renew",
            "Dénoncer ou laisser reconduire {what}",
            "通知不续约或同意续约：{what}",
        ),
        KeyDateKind::Renewal => Text::new("{what} renews", "{what} est reconduit", "{what} 续约"),
        KeyDateKind::End => Text::new("{what} ends", "{what} prend fin", "{what} 到期"),
        KeyDateKind::Obligation => Text::new("Fulfil {what}", "Exécuter {what}", "履行：{what}"),
        KeyDateKind::Milestone => Text::new("Have {what} accepted", "Faire recetter {what}", "完成验收：{what}"),
        KeyDateKind::Deliverable => Text::new("Hand over {what}", "Remettre {what}", "交付：{what}"),
        KeyDateKind::Visit => Text::new("Carry out {what}", "Réaliser {what}", "完成上门服务：{what}"),
        KeyDateKind::Review => Text::new("Review {what}", "Passer en revue {what}", "复核：{what}"),
    }
}
