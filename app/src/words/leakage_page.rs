//! The leakage dashboard, its findings, and the page of one finding.

words! {
    TITLE: "Revenue leakage", "Manques à gagner", "收入流失";
    INTRODUCTION:
        "Money that your contracts promise and that was not billed, or was billed and not collected.",
        "Les sommes prévues par vos contrats et non facturées, ou facturées et non encaissées.",
        "合同已约定而未开票，或已开票而未回款的金额。";
    FLOW: "From promise to cash", "Du contrat à l’encaissement", "从合同到回款";
    FLOW_TEXT:
        "The last twelve months, by currency. Expected and billed are before tax; invoiced and collected include it.",
        "Les douze derniers mois, par devise. L’attendu et le facturé sont hors taxes ; l’émis et l’encaissé sont TTC.",
        "最近十二个月，按币种列示。应开票与已开票不含税，开票总额与已回款含税。";
    CONTRACTED: "Contracted", "Contractuel", "合同金额";
    EXPECTED: "Expected", "Attendu", "应开票";
    BILLED: "Billed of it", "Dont facturé", "其中已开票";
    INVOICED: "Invoiced, with tax", "Factures émises TTC", "开票总额（含税）";
    COLLECTED: "Collected, with tax", "Encaissé TTC", "已回款（含税）";

    AT_STAKE: "At stake", "Enjeu", "涉及金额";
    BY_KIND: "At stake by kind", "Enjeu par nature", "按类型";
    BY_CUSTOMER: "At stake by customer", "Enjeu par client", "按客户";
    BY_OWNER: "At stake by owner", "Enjeu par responsable", "按负责人";
    BY_AGE: "At stake by age", "Enjeu par ancienneté", "按账龄";
    NOBODY: "Nobody", "Sans responsable", "无负责人";
    AGE_MONTH: "Up to 30 days", "Jusqu’à 30 jours", "30 天以内";
    AGE_QUARTER: "31 to 90 days", "De 31 à 90 jours", "31 至 90 天";
    AGE_YEAR: "91 days to a year", "De 91 jours à un an", "91 天至一年";
    AGE_OLDER: "More than a year", "Plus d’un an", "一年以上";
    TREND: "Found, claimed and recovered", "Détecté, réclamé, récupéré", "发现、追讨与收回";
    TREND_TEXT:
        "By month, over the last twelve months.",
        "Par mois, sur les douze derniers mois.",
        "最近十二个月，按月统计。";

    FINDINGS: "Findings", "Manques à gagner", "收入流失项";
    FINDING_ONE: "{n} finding", "{n} manque à gagner", "{n} 项";
    FINDING_OTHER: "{n} findings", "{n} manques à gagner", "{n} 项";
    WHAT: "What leaks", "Nature", "流失内容";
    KIND: "Kind", "Nature", "类型";
    SINCE: "Since", "Depuis le", "起始日";
    FOUND_ON: "Found on", "Détecté le", "发现日期";
    CONFIDENCE: "How sure", "Certitude", "可信度";
    STAGE: "Where it is lost", "Étape", "流失环节";
    OPEN: "Open", "En cours", "未结";
    ONE_CUSTOMER: "One customer", "Un client", "指定客户";
    ONE_OWNER: "One owner", "Un responsable", "指定负责人";

    EXPLANATION: "Why this is a finding", "Pourquoi ce manque à gagner", "认定依据";
    FORMULA: "How it is computed", "Mode de calcul", "计算方式";
    LINE_EXPECTED: "Expected by the terms", "Prévu au contrat", "按约定应开";
    LINE_BILLED: "Billed", "Facturé", "已开票";
    LINE_DIFFERENCE: "Difference", "Écart", "差额";
    LINE_PERIODS: "Periods concerned", "Périodes concernées", "涉及期间";
    LINE_INVOICES: "Invoices concerned", "Factures concernées", "涉及发票";
    LINE_CLAUSE: "Clause", "Clause", "条款";

    NEXT: "What to do", "À faire", "处理";
    CLAIM_TEXT:
        "Send the missing invoice or claim the amount from the customer, then say so here. It stays open until the money is in.",
        "Émettez la facture manquante ou réclamez la somme au client, puis indiquez-le ici. Le dossier reste ouvert jusqu’à l’encaissement.",
        "请补开发票或向客户追讨，然后在此登记。款项到账前，此项保持未结。";
    DECIDE_TEXT:
        "Decide whether the contract renews, and give notice in time if it does not.",
        "Décidez de la reconduction et, à défaut, dénoncez le contrat dans les délais.",
        "请决定是否续约；如不续约，须在最后通知日前发出通知。";
    CREDIT_TEXT:
        "Issue a credit note, or record what was agreed instead.",
        "Émettez un avoir ou enregistrez ce qui a été convenu.",
        "请开具红字发票，或登记双方的约定。";
    COMPLETE_TEXT:
        "Fill in what is missing on the contract; the finding then closes by itself.",
        "Complétez le contrat : ce point se clôt alors de lui-même.",
        "请补齐合同信息，此项将自动关闭。";
    AMOUNT_RECOVERED: "Amount received", "Somme récupérée", "收回金额";
    REASON: "Reason for waiving it", "Motif de l’abandon", "放弃原因";
    REASON_HINT:
        "One sentence that the auditor will read.",
        "Une phrase, que l’auditeur lira.",
        "请用一句话说明，审计时会查看。";

    EMPTY_TITLE: "Nothing to compare yet", "Rien à comparer pour l’instant", "暂无可核对的数据";
    EMPTY_TEXT:
        "Import your contracts and the invoices you issued. Avenant then shows, period by period, what was promised and not billed.",
        "Importez vos contrats et les factures émises. Avenant montrera alors, période par période, ce qui était dû et n’a pas été facturé.",
        "请导入合同和已开具的发票，系统将逐期列出已约定而未开票的金额。";
    NONE_TITLE: "No finding", "Aucun manque à gagner", "未发现收入流失";
    NONE_TEXT:
        "Everything promised so far was billed, and everything due was paid.",
        "Tout ce qui était dû a été facturé et tout ce qui était exigible a été réglé.",
        "应开票均已开具，到期款项均已收回。";
}
