//! The list of contracts and the sheet of one: tabs, labels, columns, legend of the lifeline.

use super::Text;
use model::contract::WorthOf;

words! {
    TABS: "Parts of the contract", "Rubriques du contrat", "合同内容";
    EFFECT:
        "Saved. To be billed over the next 12 months: {before} before, {after} now. Corrections of billed periods: {corrections}.",
        "Enregistré. À facturer sur les 12 prochains mois : {before} auparavant, {after} désormais. Corrections de périodes facturées : {corrections}.",
        "已保存。未来 12 个月应开票：原为 {before}，现为 {after}。已开票期间的更正：{corrections}。";
    NO_EFFECT:
        "Saved. The expected billing did not change.",
        "Enregistré. La facturation attendue n’a pas changé.",
        "已保存。应开票金额未发生变化。";
    OVERVIEW: "Overview", "Vue d’ensemble", "概览";
    TEXT: "Text", "Texte", "正文";
    TERMS: "Terms", "Conditions", "合同要素";
    MONEY: "Money", "Facturation", "开票";
    OBLIGATIONS: "Obligations and visits", "Obligations et interventions", "义务与上门服务";
    CHANGES: "Changes", "Modifications", "变更";
    APPROVALS: "Approvals", "Validations", "审批";
    RENEWAL_TAB: "Renewal", "Reconduction", "续约";
    FILES: "Files", "Fichiers", "文件";
    RISK: "Risk", "Risque", "风险";
    FINDINGS: "What leaks here", "Constats sur ce contrat", "本合同的流失项";
    HISTORY: "History", "Historique", "操作记录";

    CONTRACT: "Contract", "Contrat", "合同";
    NUMBER: "Number", "Numéro", "编号";
    REFERENCE: "External reference", "Référence externe", "外部编号";
    TITLE: "Title", "Intitulé", "合同名称";
    TYPE: "Type", "Type", "类型";
    CUSTOMER: "Customer", "Client", "客户";
    LEGAL_ENTITY: "Legal entity", "Entité juridique", "签约主体";
    OWNER: "Owner", "Responsable", "负责人";
    NO_OWNER: "No owner", "Sans responsable", "无负责人";
    NOBODY: "Not named", "Non désigné", "未指定";
    DEPUTY: "Deputy", "Suppléant", "副负责人";
    SIGNED_ON: "Signed on", "Signé le", "签署日期";
    AT_VAT: "VAT {rate}", "TVA {rate}", "增值税 {rate}";
    SIGNED_ASSUMED: "{day} (assumed)", "{day} (date supposée)", "{day}（推定）";
    STARTS_ON: "First day", "Date de début", "起始日";
    TERM: "Term", "Durée", "合同期限";
    RENEWAL: "Renewal", "Reconduction", "续约";
    NOTICE: "Notice period", "Préavis", "通知期";
    PAYMENT_TERM: "Payment term", "Délai de règlement", "付款期限";
    PURCHASE_ORDER: "Purchase order", "Bon de commande", "采购订单号";
    CONFIDENTIALITY: "Who may see it", "Qui peut le consulter", "可见范围";
    CURRENCY: "Currency", "Devise", "币种";
    VALUE_OF: "Basis of the value", "Base du montant", "金额依据";
    AGREED: "agreed", "convenu", "约定金额";
    OF_FIRST_TERM: "first term, by price lines", "première période contractuelle, selon les lignes de prix", "首个合同期限（按计费项）";
    OF_FIRST_YEAR: "first year, by price lines", "première année, selon les lignes de prix", "首年（按计费项）";
    VALUE: "Value before tax", "Montant HT", "合同金额（不含税）";
    PHASE: "Phase", "État", "状态";
    STATE: "State", "État", "状态";
    COUNTRY: "Country", "Pays", "国家";
    REGISTRATION_NUMBER: "Registration number", "Numéro d’immatriculation", "注册号";
    VAT_NUMBER: "VAT number", "Numéro de TVA", "税号";

    STAGE_LIVE: "Live", "En cours", "进行中";
    STAGE_DRAFT: "Drafts", "Projets", "草稿";
    STAGE_ENDED: "Ended", "Terminés", "已结束";

    DATES: "Dates", "Dates", "关键日期";
    CURRENT_TERM: "Current term (no. {number})", "Période en cours (n° {number})", "当前合同期（第 {number} 期）";
    SINCE: "since {day}", "depuis le {day}", "自 {day}起";
    ENDS: "Ends on", "Fin", "到期日";
    RENEWS_ON: "Renews on", "Reconduction le", "续约日";
    NOTICE_DEADLINE: "Last day for notice", "Date limite de dénonciation", "最迟通知日";
    SEND_BY: "Last day to send notice", "Dernier jour d’envoi de la dénonciation", "最迟发出通知日";
    EARLY_FROM: "May be left early from", "Résiliable par anticipation à partir du", "可提前解除起始日";
    EARLY_END: "Earliest end with early notice", "Fin la plus proche par anticipation", "提前解除的最早结束日";
    TELL_FROM: "Tell the customer of the renewal from", "Informer le client à partir du", "续约告知起始日";
    TELL_UNTIL: "Tell the customer of the renewal by", "Informer le client au plus tard le", "续约告知截止日";
    FREE_SINCE: "Customer may leave since", "Le client peut partir depuis le", "客户可随时解除起始日";
    DECISION_DEADLINE: "Decide by", "À décider au plus tard le", "决定期限";
    WHY: "Why this date", "Pourquoi cette date", "日期依据";
    MISSING: "What is missing", "Ce qui manque", "缺失内容";
    NEXT_STEPS: "What to do next", "À faire", "下一步";

    PRICE_LINES: "Price lines", "Lignes de prix", "计费项";
    NO_LINES:
        "No price lines: nothing will be expected to be billed.",
        "Aucune ligne de prix : aucune facturation n’est attendue.",
        "没有计费项，因此不产生应开票。";
    LINE: "Price line", "Ligne de prix", "计费项";
    QUANTITY: "Quantity", "Quantité", "数量";
    UNIT_PRICE: "Unit price before tax", "Prix unitaire HT", "不含税单价";
    PER_PERIOD: "Per period", "Par période", "每期金额";
    ADJUSTMENTS: "Discounts and increases", "Remises et révisions", "优惠与调价";
    VAT: "VAT", "TVA", "税率";

    LEDGER: "Expected billing", "Facturation attendue", "应开票";
    LEDGER_TEXT:
        "What the terms promise, one row for each line and period, beside what was invoiced. Amounts are before tax.",
        "Ce que prévoient les conditions, ligne par ligne et période par période, en regard de ce qui a été facturé. Montants hors taxes.",
        "按合同约定逐项逐期列出应开票金额，并与已开票对照。金额均不含税。";
    PERIOD: "Period", "Période", "期间";
    BILLING_DAY: "To bill on", "À facturer le", "开票日";
    EXPECTED: "Expected", "Attendu", "应开票";
    BILLED: "Billed", "Facturé", "已开票";
    FORMULA: "How it is computed", "Mode de calcul", "计算方式";
    OVERDUE: "Not billed", "Non facturé", "未开票";

    LIFELINE: "Lifeline", "Frise du contrat", "合同时间轴";
    LIFELINE_TEXT:
        "Terms, deadlines and invoices of this contract over time",
        "Périodes, échéances et factures du contrat dans le temps",
        "合同期、关键日期和发票的时间分布";
    MARK_TERM: "Term", "Période", "合同期";
    MARK_NOTICE: "Notice period", "Préavis", "通知期";
    MARK_DEADLINE: "Last day for notice", "Date limite de dénonciation", "最迟通知日";
    MARK_EXPECTED: "To be billed", "À facturer", "应开票";
    MARK_BILLED: "Billed", "Facturé", "已开票";
    MARK_PART: "Billed in part", "Facturé en partie", "部分开票";
    MARK_MISSING: "Not billed", "Non facturé", "漏开票";
    MARK_TODAY: "Today", "Aujourd’hui", "今天";
    MARK_DECISION: "Day to decide by", "Date limite de décision", "决定期限";
    ROW_TERMS: "Terms", "Périodes", "合同期";
    ROW_BILLING: "Billing", "Factures", "开票";
    ROW_VISITS: "Visits", "Interventions", "上门服务";
    ROW_OBLIGATIONS: "Obligations", "Obligations", "义务";
    MARK_AHEAD: "To come", "À venir", "待完成";
    MARK_KEPT: "Done", "Fait", "已完成";
    MARK_MISSED: "Missed or overdue", "Manqué ou en retard", "错过或逾期";
    MARK_LABEL: "{name}: {text}", "{name} : {text}", "{name}：{text}";
    MARK_TERM_NUMBER: "Term {number}", "Période {number}", "第 {number} 个合同期";
    MARK_TERM_TACIT:
        "Term {number} if nobody gives notice",
        "Période {number} sauf dénonciation",
        "第 {number} 个合同期（如未通知不续约）";
    MARK_UNLESS_NOTICE:
        "{days}, if nobody gives notice",
        "{days}, sauf dénonciation",
        "{days}，如未通知不续约";
    MARK_NOTICE_TEXT:
        "Notice that arrives after {day} is too late to end the contract on {last}",
        "Reçue après le {day}, la dénonciation ne peut plus mettre fin au contrat le {last}",
        "{day}之后送达的通知，不能再使合同于 {last}终止";
    MARK_BILLING_FOR: "Billing for {period}", "Facturation du {period}", "{period}开票";
    MARK_BILLING_ON: "Billing on {day}", "Facturation le {day}", "{day}开票";
    MARK_EXPECTED_TEXT:
        "{amount}, to be billed on {day}",
        "{amount} à facturer le {day}",
        "{amount}，应于 {day}开票";
    MARK_BILLED_TEXT: "{amount}, billed", "{amount} facturés", "已开票 {amount}";
    MARK_PART_TEXT:
        "billed in part; {amount} still to be billed since {day}",
        "facturé en partie ; reste {amount} à facturer depuis le {day}",
        "已部分开票；自 {day}起尚余 {amount} 未开票";
    MARK_REBATE_TEXT:
        "rebate of {amount} not given, expected on {day}",
        "remise de {amount} non accordée, attendue le {day}",
        "折让 {amount} 未给予，应于 {day}给予";
    MARK_MISSING_TEXT:
        "{amount}, not billed, expected on {day}",
        "{amount} non facturés, attendus le {day}",
        "漏开票 {amount}，应于 {day}开票";
    MARK_SETTLED_TEXT: "{amount}, credited or waived", "{amount}, avoir ou abandon", "{amount}，已红冲或放弃开票";
    MARK_DAY: "Day", "Jour", "日期";
    MARK_WHAT: "What", "Objet", "事项";
    MARK_DETAILS: "Details", "Détails", "说明";

    EMPTY_TITLE: "No contracts here", "Aucun contrat", "暂无合同";
    EMPTY_TEXT:
        "Import the spreadsheet in which you keep them today. Nothing becomes live before you accept it.",
        "Importez le tableau dans lequel vous les suivez aujourd’hui. Rien n’est pris en compte avant votre accord.",
        "请导入您目前使用的合同台账。在您确认之前，任何内容都不会生效。";
}

/// Of what the value of a contract is the value; nothing where it was agreed, which needs no word beside it.
pub const fn value_of(of: WorthOf) -> Option<Text> {
    match of {
        WorthOf::Agreed => None,
        WorthOf::FirstTerm => Some(OF_FIRST_TERM),
        WorthOf::FirstYear => Some(OF_FIRST_YEAR),
    }
}
