//! The organisation's settings.

words! {
    ORGANISATION: "Organisation", "Organisation", "组织";
    NAME: "Name", "Nom", "名称";
    NAME_HINT:
        "As people you invite read it.",
        "Tel que le lisent les personnes que vous invitez.",
        "受邀用户看到的名称。";
    LANGUAGE: "Usual language", "Langue habituelle", "默认语言";
    LANGUAGE_HINT:
        "For browsers that ask for none of ours; everybody chooses their own.",
        "Pour les navigateurs qui n’en demandent aucune de celles proposées ; chacun choisit la sienne.",
        "用于浏览器所请求的语言均不受支持时；每位用户可自行选择。";
    TIME_ZONE: "Time zone", "Fuseau horaire", "时区";
    TIME_ZONE_HINT:
        "The business day begins here. Left empty, the server decides: {zone}.",
        "Il fixe l’heure du changement de jour. Si vide, celui du serveur s’applique : {zone}.",
        "以此确定业务日期。留空则采用服务器时区：{zone}。";
    BILLING: "Billing and leakage", "Facturation et manques à gagner", "开票与收入流失";
    GRACE_DAYS: "Days of grace", "Délai de grâce", "宽限天数";
    GRACE_DAYS_HINT:
        "How long after its billing day a period may remain unbilled before it counts as missing.",
        "Délai après la date de facturation au-delà duquel une période non facturée est signalée.",
        "开票日过后多少天仍未开票，即视为漏开票。";
    TOLERANCE: "Tolerance", "Tolérance", "金额容差";
    TOLERANCE_HINT:
        "Differences up to this many cents count as none: 5 stands for €0.05, and for ¥1 in yen, which has no cents.",
        "Les écarts jusqu’à ce nombre de centimes sont ignorés : 5 vaut 0,05 €, et 1 yen en yens, qui n’ont pas de centimes.",
        "差额不超过此数（以分计）视为一致：5 即 0.05 元；日元没有分，按 1 日元计。";
    PER_MILLE: "Tolerance by amount", "Tolérance proportionnelle", "比例容差";
    PER_MILLE_HINT:
        "Differences up to this share of the expected amount count as none; the larger of the two holds.",
        "Les écarts jusqu’à cette part du montant attendu sont ignorés ; la plus large des deux tolérances s’applique.",
        "差额不超过应开票金额的此比例视为一致，两者取较大者。";
    CENTS: "cents", "centimes", "分";
    THOUSANDTHS: "‰", "‰", "‰";
    DAYS: "days", "jours", "天";
    PAYMENT_DAYS: "Usual payment term", "Délai de règlement habituel", "默认付款期限";
    PAYMENT_DAYS_HINT:
        "Where neither the invoice nor the contract states one.",
        "Lorsque ni la facture ni le contrat n’en précisent.",
        "发票和合同均未注明时采用。";
    WINDOW_DAYS: "Matching window", "Écart admis pour le rapprochement", "匹配时间范围";
    WINDOW_DAYS_HINT:
        "How far from the billing day an invoice without a period may lie and still be matched to it.",
        "Écart maximal entre la date de facturation prévue et celle d’une facture sans période pour les rapprocher.",
        "未注明期间的发票，与开票日相差多少天以内仍可匹配。";
    RENEWALS: "Renewals", "Reconductions", "续约";
    HORIZON_DAYS: "Warning before the last day for notice", "Alerte avant la date limite de dénonciation", "最迟通知日提醒";
    HORIZON_DAYS_HINT:
        "How early an undecided renewal is shown among what may be lost.",
        "À partir de quand une reconduction non tranchée figure parmi les risques.",
        "提前多少天将未决定的续约列为风险。";
    DECISION_BUFFER: "Time to decide", "Délai de décision", "决策提前天数";
    DECISION_BUFFER_HINT:
        "How long before the last day for notice a decision is due, for contracts that are imported from now on.",
        "Délai avant la date limite de dénonciation pour décider, pour les contrats importés à partir de maintenant.",
        "今后导入的合同，应在最迟通知日前多少天作出决定。";
    RENEWAL_LEAD: "Opening of renewals", "Ouverture des reconductions", "续约事项提前开启";
    RENEWAL_LEAD_HINT:
        "How long before its decision is due a renewal opens, with everything to decide by.",
        "Délai avant la date limite de décision auquel une reconduction s’ouvre, dossier à l’appui.",
        "续约决定截止前多少天开启续约事项并备齐决策资料。";
    SECOND_PERSON: "Second person from", "Validation à partir de", "须复核的金额";
    SECOND_PERSON_HINT:
        "What the new term is worth, in the currency of the contract, from which a second person confirms the decision. 0 asks for nobody.",
        "Valeur de la nouvelle période, dans la devise du contrat, à partir de laquelle une seconde personne valide la décision. 0 : jamais.",
        "新合同期金额（按合同币种）达到此数时，续约决定须由第二人复核；0 表示无须复核。";
    FINDINGS_TO: "Findings nobody else answers for go to", "Manques à gagner sans responsable confiés à", "无人负责的流失项指派给";
    FINDINGS_TO_HINT:
        "A finding goes to the owner of its contract, else to the deputy. Where neither may work on findings, as in sales, and where there is no contract, new findings go to this person.",
        "Un manque à gagner revient au responsable du contrat, à défaut à son suppléant. Si aucun des deux n’est habilité à les traiter (les commerciaux, par exemple), ou en l’absence de contrat, les nouveaux manques à gagner sont confiés à cette personne.",
        "流失项由合同负责人处理，其次为副负责人；若两者均无处理权限（如销售人员）或不属于任何合同，新发现的流失项指派给此人。";
    PER_CONTRACT: "before tax", "hors taxes", "不含税";
    EFFECT:
        "A change is noted in the history with what stood there before. Findings are judged anew within minutes.",
        "Toute modification figure dans l’historique avec la valeur précédente. Les manques à gagner sont réévalués en quelques minutes.",
        "所有更改及原值均记入操作记录，收入流失项将在数分钟内重新判定。";
    SAVED: "The settings are saved.", "Les paramètres sont enregistrés.", "设置已保存。";
}
