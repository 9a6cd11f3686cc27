//! The leakage dashboard, its findings, and the page of one finding.

words! {
    NO_CONTRACT: "No contract", "Hors contrat", "无对应合同";
    TITLE: "Revenue leakage", "Manques à gagner", "收入流失";
    INTRODUCTION:
        "Money that your contracts promise and that was not billed, or was billed and not collected.",
        "Les sommes prévues par vos contrats et non facturées, ou facturées et non encaissées.",
        "合同已约定而未开票，或已开票而未回款的金额。";
    FLOW: "From promise to cash", "Du contrat à l’encaissement", "从合同到回款";
    FLOW_TEXT:
        "{months}, by currency, before tax. What is not paid yet is due or not due; what is overdue, with tax, stands above.",
        "{months}, par devise, hors taxes. Le non-réglé comprend l’échu et le non-échu ; les sommes échues, toutes taxes comprises, figurent plus haut.",
        "{months}，按币种列示，均不含税。尚未回款含未到期款项；逾期金额（含税）见上方。";
    FLOW_TEXT_BEFORE_TAX:
        "{months}, by currency, before tax. What is not paid yet is due or not due; what is overdue stands above.",
        "{months}, par devise, hors taxes. Le non-réglé comprend l’échu et le non-échu ; les sommes échues figurent plus haut.",
        "{months}，按币种列示，均不含税。尚未回款含未到期款项；逾期金额见上方。";
    FLOW_IN: "From promise to cash in {currency}", "Du contrat à l’encaissement, en {currency}", "从合同到回款（{currency}）";
    FLOW_SUMMARY:
        "Contracted {contracted}, expected {expected}, billed {billed}, collected {collected}.",
        "Contractuel {contracted}, attendu {expected}, facturé {billed}, encaissé {collected}.",
        "合同约定 {contracted}，应开票 {expected}，已开票 {billed}，已回款 {collected}。";
    FLOW_SUMMARY_RECOVERED:
        "Contracted {contracted}, expected {expected}, recovered where no invoice is known {recovered}, billed {billed}, collected {collected}.",
        "Contractuel {contracted}, attendu {expected}, récupéré sans facture connue {recovered}, facturé {billed}, encaissé {collected}.",
        "合同约定 {contracted}，应开票 {expected}，已收回（系统内无对应发票） {recovered}，已开票 {billed}，已回款 {collected}。";
    FLOW_SUMMARY_FORGIVEN:
        "Of what was billed, {forgiven} was waived.",
        "Sur le facturé, {forgiven} ont été abandonnés.",
        "已开票金额中，已放弃追收 {forgiven}。";
    FLOW_AFTER_END:
        "{amount} was billed after the end of contracts",
        "{amount} ont été facturés après la fin de contrats",
        "合同结束后仍开票 {amount}";
    CONTRACTED: "Contracted", "Contractuel", "合同约定";
    FLOW_WAIVED: "Waived", "Abandonné", "已放弃开票";
    EXPECTED: "Expected", "Attendu", "应开票";
    FLOW_UNBILLED: "Not billed", "Non facturé", "未开票";
    FLOW_UNBILLED_AHEAD: "Not billed, due or not yet", "Non facturé, échu ou à venir", "未开票（含未到期）";
    FLOW_RECOVERED: "Recovered, no invoice known", "Récupéré sans facture connue", "已收回（系统内无对应发票）";
    FLOW_NOT_KNOWN: "Billing not known yet", "Facturation pas encore connue", "开票情况未知";
    FLOW_SUMMARY_NOT_KNOWN:
        "Contracted {contracted}, expected {expected}. No invoices of these months have been brought in yet, so what was billed is not known.",
        "Contractuel {contracted}, attendu {expected}. Aucune facture de ces mois n’a encore été importée : la facturation n’est pas connue.",
        "合同约定 {contracted}，应开票 {expected}。尚未导入这些月份的发票，开票情况未知。";
    FLOW_OVERBILLED: "Billed too much", "Facturé en trop", "多开票";
    BILLED: "Billed", "Facturé", "已开票";
    FLOW_FORGIVEN: "Billed, then waived", "Facturé puis abandonné", "已开票后放弃追收";
    FLOW_UNCOLLECTED: "Billed, not paid yet", "Facturé, pas encore réglé", "已开票尚未回款";
    COLLECTED: "Collected", "Encaissé", "已回款";
    STEP: "Step", "Étape", "环节";
    AMOUNT: "Amount", "Montant", "金额";
    PERIOD: "Period", "Période", "统计期间";
    MONTHS: "{n} whole months", "{n} mois complets", "最近 {n} 个整月";

    AT_STAKE: "At stake", "Enjeu", "涉及金额";
    BY_KIND: "Not billed or overdue, by kind", "Non facturé ou échu, par nature", "未开票或逾期，按类型";
    SPLIT: "By customer, owner and age", "Par client, par responsable et par ancienneté", "按客户、负责人和账龄";
    BY_CUSTOMER: "By customer", "Par client", "按客户";
    BY_OWNER: "By owner", "Par responsable", "按负责人";
    BY_AGE: "By age", "Par ancienneté", "按账龄";
    AT_RISK: "At risk or billed too much, by kind", "À risque ou facturé en trop, par nature", "存在风险或多开票，按类型";
    OTHERS: "Other customers", "Autres clients", "其他客户";
    INVOICES_KNOWN:
        "Invoices are known from {first} to {last}. What was to be billed before or after is not judged.",
        "Les factures sont connues du {first} au {last}. Ce qui était à facturer avant ou après n’est pas analysé.",
        "已有 {first}至{last}的发票。此前或此后应开票的内容不作判断。";
    NO_INVOICES:
        "No invoice has been imported yet. Until then nothing is said to be missing.",
        "Aucune facture n’a encore été importée. D’ici là, rien n’est signalé comme non facturé.",
        "尚未导入发票。导入之前，不会判断任何期间未开票。";
    IMPORT_INVOICES: "Import invoices", "Importer des factures", "导入发票";
    NOBODY: "No owner", "Sans responsable", "无负责人";
    AGE_MONTH: "Up to 30 days", "Jusqu’à 30 jours", "30 天以内";
    AGE_QUARTER: "31 to 90 days", "De 31 à 90 jours", "31 至 90 天";
    AGE_HALF: "91 to 180 days", "De 91 à 180 jours", "91 至 180 天";
    AGE_OLDER: "More than 180 days", "Plus de 180 jours", "180 天以上";
    TREND: "Found, claimed and recovered", "Détecté, réclamé, récupéré", "发现、追收与收回";
    TREND_IN: "Found, claimed and recovered in {currency}", "Détecté, réclamé, récupéré, en {currency}", "发现、追收与收回（{currency}）";
    TREND_SUMMARY:
        "Found {found}, claimed {claimed}, recovered {recovered} since {month}.",
        "Détecté {found}, réclamé {claimed}, récupéré {recovered} depuis {month}.",
        "自 {month}起：发现 {found}，追收 {claimed}，收回 {recovered}。";
    MONTH: "Month", "Mois", "月份";
    FOUND: "Found", "Détecté", "发现";
    CLAIMED: "Claimed", "Réclamé", "追收";
    RECOVERED: "Recovered", "Récupéré", "收回";

    FINDINGS: "Findings", "Détail des constats", "收入流失项";
    OVERDUE_BEFORE_TAX: "Overdue, before tax (tax not known)", "Échu et impayé, hors taxes (TVA inconnue)", "逾期未回款（不含税，税额未知）";
    BEFORE_TAX_ONE:
        "{n} of them before tax: its tax is not known",
        "dont {n} hors taxes : la TVA n’en est pas connue",
        "其中 {n} 项税额未知，按不含税金额计";
    BEFORE_TAX:
        "{n} of them before tax: their tax is not known",
        "dont {n} hors taxes : la TVA n’en est pas connue",
        "其中 {n} 项税额未知，按不含税金额计";
    CONTRACTS_NEXT:
        "There are invoices and no contracts yet, so nothing is known to be promised. Bring your contracts next: then it is seen what was not billed, or billed too low.",
        "Des factures sont là, mais aucun contrat : rien n’est encore attendu. Importez maintenant vos contrats pour voir ce qui n’a pas été facturé, ou trop peu.",
        "目前只有发票，尚无合同，因此无法得知应开票金额。请接着导入合同，即可发现漏开和少开的金额。";
    FINDING_ONE: "{n} finding", "{n} constat", "{n} 项";
    FINDING_OTHER: "{n} findings", "{n} constats", "{n} 项";
    WHAT: "What leaks", "Nature", "流失内容";
    KIND: "Kind", "Nature", "类型";
    SINCE: "Since", "Depuis le", "起始日";
    FOUND_ON: "Found on", "Détecté le", "发现日期";
    CONFIDENCE: "How sure", "Certitude", "可信度";
    STAGE: "Where it is lost", "Étape", "流失环节";
    OPEN: "Open", "En cours", "未结";
    ONE_CUSTOMER: "One customer", "Un client", "指定客户";
    ALL_FINDINGS: "All findings", "Tous les constats", "全部流失项";
    SEARCH:
        "Contract, customer or reference",
        "Contrat, client ou référence",
        "合同、客户或编号";
    AGE: "Age", "Ancienneté", "账龄";
    DUE: "To settle by", "Échéance de traitement", "处理期限";
    ANY_KIND: "Every kind", "Toutes les natures", "全部类型";
    ANY_OWNER: "Every owner", "Tout responsable", "全部负责人";
    ANY_AGE: "Every age", "Toute ancienneté", "全部账龄";
    ANY_CONFIDENCE: "However sure", "Toute certitude", "全部可信度";
    DETECTED: "Detected, whatever became of it", "Détecté, quelle que soit la suite", "已确认流失（不论后续）";
    EVERY_STATE: "Every state", "Tous les états", "全部状态";
    SELECT: "Choose", "Sélection", "选择";
    SELECT_ONE: "Choose {kind}, {contract}", "Sélectionner {kind}, {contract}", "选择 {contract}：{kind}";
    WITH_SELECTION: "Deal with those chosen", "Traiter la sélection", "处理所选项";
    SELECTION: "Chosen findings", "Constats sélectionnés", "所选流失项";
    SELECTION_TEXT:
        "{findings}, {amounts}. What you do here is done to all of them, or to none.",
        "{findings}, {amounts}. Ce que vous faites ici s’applique à tous, ou à aucun.",
        "共 {findings}，{amounts}。以下操作要么对全部生效，要么都不生效。";
    SELECTION_TEXT_BARE:
        "{findings}. What you do here is done to all of them, or to none.",
        "{findings}. Ce que vous faites ici s’applique à tous, ou à aucun.",
        "共 {findings}。以下操作要么对全部生效，要么都不生效。";
    SELECTION_EMPTY:
        "Nothing is chosen. Go back and tick the findings to deal with.",
        "Rien n’est sélectionné. Revenez en arrière et cochez les éléments à traiter.",
        "尚未选择。请返回并勾选要处理的项。";
    ASSIGN_ALL_ONE: "Assign {n} finding", "Affecter {n} élément", "指派 {n} 项";
    ASSIGN_ALL: "Assign {n} findings", "Affecter {n} éléments", "指派 {n} 项";
    CLAIM_ALL_ONE: "Claim {n} finding", "Réclamer {n} élément", "追收 {n} 项";
    CLAIM_ALL: "Claim {n} findings", "Réclamer {n} éléments", "追收 {n} 项";
    WAIVE_ALL_ONE: "Waive {n} finding", "Abandonner {n} élément", "不再跟进 {n} 项";
    WAIVE_ALL: "Waive {n} findings", "Abandonner {n} éléments", "不再跟进 {n} 项";
    CLAIM_ALL_TEXT:
        "Say here that the money of all of them was claimed from the customers.",
        "Indiquez ici que ces sommes ont été réclamées aux clients.",
        "登记已就以上各项向客户追收。";

    TAKE_ON_ALL_ONE: "Take on {n} finding", "Prendre en charge {n} élément", "开始处理 {n} 项";
    TAKE_ON_ALL: "Take on {n} findings", "Prendre en charge {n} éléments", "开始处理 {n} 项";
    TAKE_ON_ALL_TEXT:
        "Say here that somebody deals with all of them: money that was lost is claimed, credit notes are prepared, contracts put right.",
        "Indiquez ici que tous sont pris en charge : sommes réclamées, avoirs en préparation, contrats en cours de correction.",
        "登记以上各项均已着手处理：追收款项、准备红字发票、更正合同。";

    WORK: "Who and by when", "Suivi", "跟进";
    ASSIGN_TO: "Owner", "Responsable", "负责人";
    COMMENTS: "Comments", "Commentaires", "评论";
    NO_COMMENTS: "No comment yet.", "Aucun commentaire.", "暂无评论。";
    COMMENT_LABEL: "Your comment", "Votre commentaire", "您的评论";
    HISTORY: "What was done", "Historique", "操作记录";
    NO_HISTORY:
        "Nobody has acted on it yet.",
        "Personne n’est encore intervenu.",
        "尚无人处理。";
    ONE_OWNER: "One owner", "Un responsable", "指定负责人";

    EXPLANATION: "Why this is a finding", "Pourquoi ce constat", "认定依据";
    LINES_WAIT_ONE:
        "{n} invoice line of this customer or contract waits to be matched and may bill what is missing.",
        "{n} ligne de facture de ce client ou de ce contrat attend d’être rapprochée et pourrait couvrir ce qui manque.",
        "该客户或合同有 {n} 条发票行待匹配，可能正是所缺的开票。";
    LINES_WAIT:
        "{n} invoice lines of this customer or contract wait to be matched and may bill what is missing.",
        "{n} lignes de facture de ce client ou de ce contrat attendent d’être rapprochées et pourraient couvrir ce qui manque.",
        "该客户或合同有 {n} 条发票行待匹配，可能正是所缺的开票。";
    SEE_WAITING: "See what waits", "Voir les lignes en attente", "查看待匹配发票行";
    RESTS_ON: "What it rests on", "Pièces à l’appui", "依据";
    FORMULA: "How it is computed", "Mode de calcul", "计算方式";
    LINE_EXPECTED: "Expected by the terms", "Prévu au contrat", "按约定应开";
    LINE_BILLED: "Billed", "Facturé", "已开票";
    LINE_DIFFERENCE: "Difference", "Écart", "差额";
    LINE_PERIODS: "Periods concerned", "Périodes concernées", "涉及期间";
    LINE_INVOICES: "Invoices concerned", "Factures concernées", "涉及发票";
    LINE_CLAUSE: "Clause", "Clause", "条款";

    NEXT: "What to do", "À faire", "处理";
    READ_ONLY:
        "Your roles let you read this, and not work on it.",
        "Vos rôles vous permettent de consulter ce constat, pas de le traiter.",
        "您的角色可以查看此项，但不能处理。";
    REMIND_TEXT:
        "Remind the customer and agree on a day of payment, then say so here. It closes by itself when the payment is imported, or recorded on the invoice.",
        "Relancez le client et convenez d’une date de règlement, puis indiquez-le ici. Le constat se clôt de lui-même dès que le règlement est importé, ou enregistré sur la facture.",
        "请催款并与客户约定付款日期，然后在此登记。导入回款或在发票上登记回款后，此项自动关闭。";
    CLAIM_TEXT:
        "Send the missing invoice or claim the amount from the customer, then say so here. It closes by itself when the invoice is imported; money that comes in without one is recorded here.",
        "Émettez la facture manquante ou réclamez la somme au client, puis indiquez-le ici. Le constat se clôt de lui-même dès que la facture est importée ; une somme reçue sans facture s’enregistre ici.",
        "请补开发票或向客户追收，然后在此登记。导入发票后，此项自动关闭；未开票而收到的款项在此登记。";
    SERVED_TEXT:
        "Agree with the customer what is paid, and prolong the contract or claim the amount; or say why it is given up.",
        "Convenez avec le client de ce qui est dû, puis prolongez le contrat ou réclamez la somme ; sinon, indiquez pourquoi vous y renoncez.",
        "请与客户商定应付款项，然后延长合同或追收；如放弃，请说明原因。";
    VISIT_TEXT:
        "Plan the visit, report on it, or call it off with a reason; the finding then closes by itself.",
        "Planifiez l’intervention, saisissez son compte rendu ou annulez-la avec un motif : ce constat se clôt alors de lui-même.",
        "请为该次上门排期、填写报告，或注明原因后取消，此项将自动关闭。";
    BILL_VISIT_TEXT:
        "Decide on the page of the visit whether it is billed; the finding then closes by itself.",
        "Décidez sur la page de l’intervention si elle est facturée : ce constat se clôt alors de lui-même.",
        "请在该次上门的页面决定是否计费，此项将自动关闭。";
    DECIDE_TEXT:
        "Decide whether the contract renews, and give notice in time if it does not.",
        "Décidez si le contrat est reconduit ; sinon, dénoncez-le dans les délais.",
        "请决定是否续约；如不续约，通知须在最迟通知日或之前送达。";
    CREDIT_TEXT:
        "Issue a credit note, or record what was agreed instead.",
        "Émettez un avoir ou enregistrez ce qui a été convenu.",
        "请开具红字发票，或登记双方的约定。";
    COMPLETE_TEXT:
        "Fill in what is missing on the contract; the finding then closes by itself.",
        "Complétez le contrat : ce constat se clôt alors de lui-même.",
        "请补齐合同信息，此项将自动关闭。";
    REBILL_TEXT:
        "Credit the invoice and bill again as the contract says: company, customer, currency and VAT rate; or correct the contract if it is wrong.",
        "Émettez un avoir et refacturez selon le contrat, ou corrigez le contrat s’il est erroné.",
        "请红冲该发票，并按合同约定的主体、客户、币种、税率重新开具；如合同登记有误，请更正合同。";
    AMOUNT_RECOVERED: "Amount received", "Somme récupérée", "收回金额";
    AMOUNT_WITH_TAX_HINT:
        "With tax. A part keeps it open for the rest. What will not come in is waived below, with a reason.",
        "Montant TTC. Un règlement partiel laisse le solde ouvert. Ce qui ne sera pas versé s’abandonne ci-dessous, avec un motif.",
        "请填写含税金额。部分收回后，余额保持未结；不再追收的余额，请在下方填写原因后放弃追收。";
    AMOUNT_BEFORE_TAX_HINT:
        "Before tax, as the amount at stake. A part keeps it open for the rest. What will not come in is waived below, with a reason.",
        "Montant HT, comme le montant en jeu. Un règlement partiel laisse le solde ouvert. Ce qui ne sera pas versé s’abandonne ci-dessous, avec un motif.",
        "请填写不含税金额，与涉及金额口径一致。部分收回后，余额保持未结；不再追收的余额，请在下方填写原因后放弃追收。";
    PART_RECOVERED:
        "{amount} came in; {open} is still open.",
        "{amount} encaissés ; il reste {open}.",
        "已收回 {amount}，尚余 {open}。";
    PART_RECOVERED_BEFORE: "{amount} came in before.", "{amount} encaissés auparavant.", "此前已收回 {amount}。";
    CAME_IN: "Money that came in", "Sommes encaissées", "已收回款项";
    PAID_BEFORE:
        "Invoices came for these periods since: {amount} of it counts as paid of them.",
        "Ces périodes ont été facturées depuis : {amount} comptent comme réglés sur ces factures.",
        "相关期间其后已开票：其中 {amount} 计为这些发票的回款。";
    RECORDED_BY: "recorded by {name}", "enregistré par {name}", "由 {name} 登记";
    TAKE_BACK: "Take this entry back", "Annuler cet enregistrement", "撤销此笔登记";
    TAKE_BACK_TEXT:
        "{amount} will be open again and claimed; periods and invoices for which it counted no longer count it.",
        "{amount} redeviendront ouverts et réclamés ; les périodes et factures concernées n’en tiendront plus compte.",
        "{amount} 将恢复为未收并继续追收；相关账期和发票不再计入该款项。";
    TAKE_BACK_NOW: "Yes, take it back", "Oui, annuler", "确认撤销";
    WITHDRAW: "Withdraw the claim", "Retirer la réclamation", "撤销追收";
    WITHDRAW_REASON: "Reason for withdrawing it", "Motif du retrait", "撤回原因";
    REASON: "Reason for waiving it", "Motif de l’abandon", "不再跟进的原因";
    REASON_HINT:
        "One sentence that the auditor will read.",
        "Une phrase, que l’auditeur lira.",
        "请用一句话说明，审计时会查看。";

    EMPTY_TITLE: "Nothing to compare yet", "Rien à comparer pour l’instant", "暂无可核对的数据";
    EMPTY_TEXT:
        "Import your contracts and the invoices you issued. Avenant then shows, period by period, what was promised and not billed.",
        "Importez vos contrats et les factures émises. Avenant montrera alors, période par période, ce qui était dû et n’a pas été facturé.",
        "请导入合同和已开具的发票，系统将逐期列出已约定而未开票的金额。";
    NONE_TITLE: "No finding", "Aucun constat", "未发现收入流失";
    NONE_TEXT:
        "Everything promised so far was billed, and everything due was paid.",
        "Tout ce qui était dû a été facturé et tout ce qui était exigible a été réglé.",
        "应开票均已开具，到期款项均已收回。";
}
