//! The risk tab of a contract, the form of a risk, and reviews.

use super::Text;

words! {
    TAB: "Risk", "Risque", "风险";
    CLASS: "Risk: {class}, {points}", "Risque {class}, {points}", "风险：{class}，{points}";
    POINT: "{n} point", "{n} point", "{n} 分";
    POINTS: "{n} points", "{n} points", "{n} 分";
    WHY: "Where the points come from", "D’où viennent les points", "得分来源";
    NO_POINTS:
        "No open risk is written down, and nothing else speaks of one.",
        "Aucun risque ouvert n’est recensé, et rien d’autre n’en signale.",
        "没有登记未处理的风险，也没有其他风险迹象。";
    REGISTER: "Register", "Registre", "风险登记";
    NONE: "No risk written down", "Aucun risque recensé", "尚未登记风险";
    NONE_TEXT:
        "Write down what might happen and what is done about it. From the first risk on the contract is reviewed every year, and more often the graver it is.",
        "Recensez ce qui pourrait arriver et ce qui est fait pour l’éviter. Dès le premier risque, le contrat est passé en revue chaque année, et plus souvent s’il est plus exposé.",
        "登记可能发生的情况及应对措施。自登记首项风险起，合同每年复核一次；风险越高，复核越频繁。";
    NEW: "New risk", "Nouveau risque", "登记风险";
    EDIT: "Change the risk", "Modifier le risque", "修改风险";
    WHAT: "What might happen", "Ce qui pourrait arriver", "可能发生的情况";
    KIND: "Kind", "Nature", "类型";
    LIKELIHOOD: "Likelihood, 1 to 5", "Probabilité, de 1 à 5", "可能性（1–5）";
    IMPACT: "Impact, 1 to 5", "Gravité, de 1 à 5", "影响程度（1–5）";
    WEIGHT: "Weight", "Poids", "权重";
    MEASURE: "Measure", "Mesure", "应对措施";
    OWNER: "Who sees to it", "Chargé de la mesure", "措施负责人";
    OWNER_OF_CONTRACT: "the contract’s owner", "le responsable du contrat", "合同负责人";
    DUE: "Measure due", "Échéance de la mesure", "措施截止日";
    STATE: "State", "État", "状态";
    SETTLE: "Change the state", "Changer l’état", "变更状态";
    REASON: "Reason", "Motif", "原因";
    REASON_HINT: "Not needed to reopen.", "Inutile pour rouvrir.", "重新打开时无需填写。";
    SINCE: "since {day}: {reason}", "depuis le {day} : {reason}", "自 {day}：{reason}";
    REVIEWS: "Reviews", "Revues", "复核";
    NEXT_REVIEW: "Next review: {day}", "Prochaine revue : {day}", "下次复核：{day}";
    NO_REVIEW: "No review is planned.", "Aucune revue n’est prévue.", "没有安排复核。";
    REVIEW: "Review the contract", "Passer le contrat en revue", "复核合同";
    REVIEW_LEDE:
        "The next review counts from today: after three months at high risk, six at medium, twelve at low.",
        "La prochaine revue se compte à partir d’aujourd’hui : trois mois si le risque est élevé, six s’il est moyen, douze s’il est faible.",
        "下次复核自今日起算：高风险三个月，中风险六个月，低风险十二个月。";
    NOTE: "Note", "Remarque", "备注";
    ANSWER: "Answer", "Réponse", "回答";
    CHOOSE: "Choose…", "Choisir…", "请选择…";
    OUTCOME: "Outcome", "Conclusion", "结论";
    NEXT_STEPS: "Next steps", "Suite à donner", "后续措施";
    NEXT_STEPS_HINT: "Needed where something is to be done.", "Indispensables s’il faut agir.", "需采取行动时必填。";
    DONE: "Record the review", "Enregistrer la revue", "登记复核";
    ON: "Day", "Date", "日期";
    BY: "By", "Par", "复核人";
    FOUND: "Not as it should be", "Points non conformes", "问题";
    FOUND_AT: "{question} {note}", "{question} {note}", "{question}{note}";
    LIST: "Contracts by risk", "Contrats par risque", "按风险排列的合同";
    LIST_LEDE:
        "Contracts whose risk somebody has looked at, as judged with the last change or night.",
        "Les contrats dont le risque a été examiné, tels qu’évalués lors de la dernière modification ou de la dernière nuit.",
        "已评估风险的合同，以最近一次更改或夜间计算为准。";
    CONTRACT: "Contract", "Contrat", "合同";
    RISK: "Risk", "Risque", "风险";
    OPEN_RISKS: "Open risks", "Risques ouverts", "未处理风险";
    LAST: "Last review", "Dernière revue", "上次复核";
    NEXT: "Next review", "Prochaine revue", "下次复核";
    OWNER_OF: "Owner", "Responsable", "负责人";
    ANY_CLASS: "Any risk", "Tous les risques", "全部风险";
    ANYBODY: "Any owner", "Tous les responsables", "全部负责人";
    ANY_REVIEW: "Any review", "Toutes les revues", "全部复核";
    OVERDUE: "Review overdue", "Revue en retard", "复核逾期";
    SORT: "Order", "Ordre", "排序";
    BY_SCORE: "By risk", "Par risque", "按风险";
    BY_REVIEW: "By next review", "Par prochaine revue", "按下次复核";
    ALL_OK: "nothing", "aucun", "无";
}

/// The name of a field.
pub fn label(field: &str) -> Option<Text> {
    use model::risk::review::Question;
    match field {
        "title" => Some(WHAT),
        "kind" => Some(KIND),
        "likelihood" => Some(LIKELIHOOD),
        "impact" => Some(IMPACT),
        "measure" => Some(MEASURE),
        "owner" => Some(OWNER),
        "due" => Some(DUE),
        "state" => Some(STATE),
        "reason" => Some(REASON),
        "outcome" => Some(OUTCOME),
        "next_steps" => Some(NEXT_STEPS),
        other => {
            let code = other.strip_suffix("_note").unwrap_or(other);
            Question::from_code(code).map(super::risk::question)
        }
    }
}
