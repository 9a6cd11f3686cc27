//! The pages of obligations: the tab of a contract, the form, the list.

use super::Text;

words! {
    TITLE: "Obligations", "Obligations", "义务";
    LEDE:
        "What we and our customers have promised, by the day it falls due.",
        "Ce que nos clients et nous avons promis, par échéance.",
        "我方与客户的承诺事项，按到期日排列。";
    NEXT: "Next and overdue", "À venir et en retard", "待履行与逾期";
    PROMISED: "What is promised", "Engagements", "承诺事项";
    NEW: "Add an obligation", "Ajouter une obligation", "添加义务";
    EDIT: "Change the obligation", "Modifier l’obligation", "修改义务";
    REMOVE: "Remove the obligation", "Supprimer l’obligation", "删除义务";
    REMOVE_TEXT:
        "It goes with all its days. Nothing has happened to any of them.",
        "Elle disparaît avec toutes ses échéances ; aucune n’a encore été suivie.",
        "将连同其全部到期日一并删除；这些到期日均尚无履行记录。";
    NONE: "Nothing is written down yet", "Rien n’est encore consigné", "尚未登记任何义务";
    NONE_TEXT:
        "Reports, deliveries, certificates, milestones: write down what either side has promised, and Avenant keeps the days.",
        "Rapports, livraisons, attestations, jalons : consignez ce que chaque partie a promis, Avenant suit les échéances.",
        "报告、交付、证明、里程碑：登记任一方的承诺，Avenant 负责跟踪到期日。";
    NOTHING_OPEN: "Everything is done.", "Tout est exécuté.", "全部已履行。";
    ALL_DAYS: "All days of this contract", "Toutes les échéances de ce contrat", "本合同的全部到期日";
    MORE_OPEN: "{n} more", "{n} de plus", "另有 {n} 项";

    WHAT: "What is promised", "Engagement", "承诺内容";
    KIND: "Kind", "Nature", "种类";
    SIDE: "Whose obligation", "Partie engagée", "义务方";
    STATE: "State", "État", "状态";
    DUE: "Due", "Échéance", "到期日";
    WHEN: "When", "Périodicité", "时间";
    OWNER: "Owner", "Responsable", "负责人";
    OWNER_HINT:
        "Whoever answers for the contract, if nobody is named.",
        "À défaut, le responsable du contrat.",
        "未指定时为合同负责人。";
    OWNER_OF_CONTRACT: "The contract’s owner", "Le responsable du contrat", "合同负责人";
    AMOUNT: "Amount at stake", "Montant en jeu", "涉及金额";
    AMOUNT_HINT: "Each time it is not kept.", "À chaque manquement.", "每次未履行时涉及的金额。";
    CLAUSE: "Clause", "Clause", "条款";
    CLAUSE_HINT: "Where the contract says so.", "Où le contrat le prévoit.", "合同中的相应条款。";
    LINE: "Price line", "Ligne de prix", "计费项";
    LINE_HINT:
        "The acceptance of a milestone releases the billing of its price line, which is then billed on that day.",
        "La recette d’un jalon déclenche la facturation de sa ligne de prix, à cette date.",
        "里程碑验收后，其计费项即可开票，开票日为验收日。";
    NO_LINE: "None", "Aucune", "无";
    GRACE: "Days of grace", "Délai de grâce en jours", "宽限天数";
    GRACE_HINT:
        "So many days after the due day it still counts as in time.",
        "Nombre de jours après l’échéance sans être en retard.",
        "到期后在该天数内仍视为按时。";
    EVIDENCE: "Fulfilling it needs evidence, a note or a file", "Un justificatif, note ou fichier, est exigé à l’exécution", "履行时须提供凭证（说明或文件）";
    NOTES: "Notes", "Remarques", "备注";
    REPEATS: "How often", "Fréquence", "频次";
    IS_ONCE: "Once", "Une fois", "一次";
    IS_RECURRING: "Again and again", "À intervalles réguliers", "重复";
    DAY: "Due on, or first on", "Échéance, ou première échéance", "到期日（或首次到期日）";
    DAY_HINT:
        "For what comes again, the days are counted from here.",
        "Pour ce qui se répète, les échéances se comptent à partir de cette date.",
        "重复义务自该日起计算。";
    REPETITION: "Repetition", "Répétition", "重复规则";
    REPETITION_HINT:
        "Counts only for what comes again and again.",
        "Ne vaut que pour ce qui se répète.",
        "仅适用于重复义务。";
    EVERY: "Every", "Tous les", "每隔";
    UNIT: "Unit", "Unité", "单位";
    DAYS: "days", "jours", "天";
    WEEKS: "weeks", "semaines", "周";
    MONTHS: "months", "mois", "个月";
    YEARS: "years", "ans", "年";
    PATTERN: "On which day", "Quel jour", "日期";
    SAME_DAY: "on the same day as the first", "le même jour que la première fois", "与首次相同的日期";
    LAST_DAY: "on the last day of the month", "le dernier jour du mois", "每月最后一天";
    SAME_WEEKDAY:
        "on the same weekday of the month as the first",
        "le même jour de semaine du mois que la première fois",
        "与首次相同的第几个星期几";
    LAST_WEEKDAY:
        "on the last such weekday of the month",
        "le dernier de ces jours de semaine du mois",
        "当月最后一个该星期几";
    WORKING_DAYS: "Monday to Friday, in those weeks", "du lundi au vendredi, ces semaines-là", "该周的周一至周五";
    KEPT: "as it is now", "comme actuellement", "保持现有规则";
    ENDS: "Until when", "Jusqu’à quand", "截止";
    WITH_CONTRACT: "as long as the contract runs", "pendant la durée du contrat", "直至合同终止";
    ON_A_DAY: "until a day", "jusqu’à une date", "至指定日期";
    AFTER_TIMES: "so many times", "un nombre de fois", "指定次数";
    ENDS_ON: "Last day", "Dernier jour", "截止日";
    TIMES: "How many times", "Nombre de fois", "次数";
    NOW_SAID: "As it is kept now: {said}", "Actuellement : {said}", "现有规则：{said}";

    FULFIL: "Fulfilled", "Exécutée", "已履行";
    MORE: "More", "Autres suites", "其他操作";
    HAND_OVER: "Handed over", "Remis", "已交付";
    ACCEPT: "Accepted", "Recette prononcée", "验收通过";
    REFUSE: "Refused", "Refusé", "未通过验收";
    WAIVE: "Waive", "Abandonner", "豁免";
    TAKE_BACK: "Take back the last step", "Annuler la dernière étape", "撤销最后一步";
    ON: "On", "Le", "日期";
    PERCENT: "Per cent", "Part en pour cent", "百分比";
    NOTE: "Evidence or note", "Justificatif ou remarque", "凭证或备注";
    WHAT_HANDED_OVER: "What was handed over", "Objet remis", "交付内容";
    BY: "Accepted by", "Recette prononcée par", "验收人";
    REASON: "Why", "Motif", "原因";
    RECORD: "Record", "Enregistrer", "登记";

    FULFILMENT: "Fulfilled", "Taux d’exécution", "履行率";
    ON_TIME: "In time", "Dans les délais", "按时率";
    QUALITY: "Accepted at first", "Recettes du premier coup", "一次验收率";
    OF_DUE: "of {n} that had to be done", "sur {n} échues", "共 {n} 项应履行";
    OF_DUE_ONE: "of {n} that had to be done", "sur {n} échue", "共 {n} 项应履行";
    OF_JUDGED: "of {n} that were judged", "sur {n} livraisons jugées", "共 {n} 项已评审";
    OF_JUDGED_ONE: "of {n} that was judged", "sur {n} livraison jugée", "共 {n} 项已评审";
    RATES: "How well promises are kept", "Tenue des engagements", "履约情况";

    ANY_STATE: "All states", "Tous les états", "全部状态";
    OPEN: "Not done yet", "Non exécutées", "未完成";
    ANY_SIDE: "Both sides", "Les deux parties", "双方";
    ANY_KIND: "All kinds", "Toutes les natures", "全部种类";
    ANYBODY: "Anybody", "Tout le monde", "所有人";
    FROM: "From", "Du", "自";
    TO: "To", "Au", "至";
    FILTERS: "Filters", "Filtres", "筛选";
    CONTRACT: "Contract", "Contrat", "合同";
    CUSTOMER: "Customer", "Client", "客户";
    BECAME: "What became of it", "Suites", "履行记录";
    SORT: "Order", "Tri", "排序";
    BY_DUE: "By due day", "Par échéance", "按到期日";
    BY_LATEST: "By due day, latest first", "Par échéance, les dernières d’abord", "按到期日倒序";
    BY_TITLE: "By what is promised", "Par engagement", "按承诺内容";
}

/// What a field of the form of an obligation is called.
pub fn label(field: &str) -> Option<Text> {
    Some(match field {
        "title" => WHAT,
        "kind" => KIND,
        "side" => SIDE,
        "repeats" => REPEATS,
        "day" => DAY,
        "every" => EVERY,
        "unit" => UNIT,
        "pattern" | "rule" => PATTERN,
        "ends" => ENDS,
        "ends_on" => ENDS_ON,
        "times" => TIMES,
        "grace_days" => GRACE,
        "owner" => OWNER,
        "line" => LINE,
        "clause" => CLAUSE,
        "amount" => AMOUNT,
        "evidence" => EVIDENCE,
        "notes" => NOTES,
        "on" => ON,
        "percent" => PERCENT,
        "note" => NOTE,
        "what" => WHAT_HANDED_OVER,
        "by" => BY,
        "reason" => REASON,
        _ => return None,
    })
}
