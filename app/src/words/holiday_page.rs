//! The administration's page of calendars.

words! {
    TITLE: "Holidays", "Jours fériés", "节假日";
    REGIONS: "Calendars", "Calendriers", "日历";
    DAY: "Day", "Jour", "日期";
    WEEKDAY: "Weekday", "Jour de la semaine", "星期";
    NAME: "Name", "Nom", "名称";
    NAME_HINT:
        "Needed for a day on which nobody works.",
        "Nécessaire pour un jour non travaillé.",
        "非工作日须填写名称。";
    KIND: "On that day", "Ce jour-là", "当天";
    OFF: "nobody works", "personne ne travaille", "休息";
    WORKED: "worked", "travaillé", "上班";
    FROM: "From", "Origine", "来源";
    BUILT_IN: "built in", "intégré", "内置";
    RESET: "Back to the built-in calendar", "Rétablir le calendrier d’origine", "恢复内置日历";
    RESET_DAY: "Put {day} back to the built-in calendar", "Rétablir le calendrier d’origine pour le {day}", "将 {day}恢复为内置日历";
    NONE:
        "No holidays are known in this year; add those that your company keeps.",
        "Aucun jour férié connu pour cette année ; ajoutez ceux que votre société observe.",
        "该年没有已知的节假日，请添加贵公司执行的节假日。";
    NOT_ANNOUNCED:
        "The holidays of {year} are not announced yet: only what the law fixes is known. Add the others once they are.",
        "Les jours fériés de {year} ne sont pas encore annoncés : seuls ceux que la loi fixe sont connus. Ajoutez les autres le moment venu.",
        "{year} 年的放假安排尚未公布，目前仅有法定日期；公布后请补充。";
    SAY: "Add or change a day", "Ajouter ou modifier un jour", "添加或修改日期";
    EFFECT:
        "Dates that follow these days are brought up to date shortly after.",
        "Les dates qui en dépendent sont mises à jour peu après.",
        "依据这些日期计算的期限将随后更新。";
    DELIVERY: "How long notices are on their way", "Délais d’acheminement des dénonciations", "通知送达所需天数";
    DELIVERY_TEXT:
        "From these days follows the last day to send a notice that must be received. A contract may say otherwise.",
        "Ces délais déterminent le dernier jour d’envoi d’une dénonciation qui doit être reçue. Un contrat peut prévoir autre chose.",
        "据此计算须送达的通知的最迟发出日；合同可另行约定。";
    LETTER: "Registered letter", "Lettre recommandée", "挂号信";
    EMAIL: "E-mail", "Courriel", "电子邮件";
    PORTAL: "Portal", "Portail", "平台";
}
