//! Matching invoices to the expected billing, invoices, and giving up what was expected.

use super::{Text, Words, billing};
use model::{
    price_line::Recurrence,
    reconciliation::{FirstPeriod, Waiting},
    view::AnchorProposal,
};

words! {
    QUEUE: "To match", "À rapprocher", "待匹配";
    QUEUE_TEXT:
        "Invoice lines that could not be assigned to the expected billing beyond doubt. The largest amounts come first.",
        "Lignes de facture qui n’ont pu être rattachées avec certitude à la facturation attendue. Les montants les plus élevés d’abord.",
        "无法确定对应哪一期应开票项的发票明细，金额大的排在前面。";
    QUEUE_COUNT_ONE: "{n} invoice line to match", "{n} ligne de facture à rapprocher", "{n} 条发票明细待匹配";
    QUEUE_COUNT: "{n} invoice lines to match", "{n} lignes de facture à rapprocher", "{n} 条发票明细待匹配";
    QUEUE_EMPTY: "Nothing to match", "Rien à rapprocher", "没有待匹配的明细";
    QUEUE_EMPTY_TEXT:
        "Every invoice line is matched or set aside as belonging to no contract. New ones appear here after an import.",
        "Toutes les lignes de facture sont rapprochées ou déclarées hors contrat. Les prochaines apparaîtront ici après un import.",
        "所有发票明细均已匹配或标记为无合同。下次导入后，新的待匹配明细会显示在此。";
    INVOICES: "Invoices", "Factures", "发票";
    INVOICES_TEXT:
        "What was invoiced, what it bills, and what was paid.",
        "Ce qui a été facturé, à quoi cela correspond et ce qui a été réglé.",
        "已开发票、对应的应开票项及回款情况。";
    INVOICE: "Invoice {number}", "Facture {number}", "发票 {number}";
    CREDIT_NOTE: "Credit note {number}", "Avoir {number}", "红字发票 {number}";
    NUMBER: "Invoice number", "Numéro de facture", "发票号码";
    KIND: "Type", "Type", "发票类型";
    ISSUED_ON: "Issued on", "Émise le", "开票日期";
    DUE_ON: "Due on", "Échéance", "付款到期日";
    DESCRIPTION: "Text on the invoice", "Libellé", "摘要";
    PERIOD_PRINTED: "Period printed", "Période indiquée", "所属期间";
    NO_PERIOD: "none printed", "non indiquée", "未注明";
    REFERENCE_PRINTED: "Contract named", "Contrat mentionné", "注明的合同";
    NO_REFERENCE: "none named", "aucun", "未注明";
    AMOUNT: "Amount before tax", "Montant HT", "不含税金额";
    OPEN_AMOUNT: "Still to match", "Reste à rapprocher", "尚未匹配";
    TAX: "VAT", "TVA", "增值税额";
    TAX_AT: "VAT {percent}", "TVA {percent}", "增值税率 {percent}";
    CORRECTS: "Corrects invoice", "Corrige la facture", "对应的原发票";
    CREDIT_NOTES: "Credit notes", "Avoirs", "红字发票";
    TOTAL: "Total with tax", "Total TTC", "价税合计";
    PAID: "Paid", "Réglé", "已回款";
    TOTAL_NET: "Total before tax (tax not known)", "Total hors taxes (taxe inconnue)", "不含税合计（税额未知）";
    BEFORE_TAX: "before tax", "hors taxes", "不含税";
    NOT_KNOWN: "not known", "non connu", "未知";
    OPEN_NET: "Open, before tax", "Reste dû, hors taxes", "未回款（不含税）";
    OPEN_TO_PAY: "Open", "Reste dû", "未回款";
    TO_GIVE_BACK: "To be given back", "À rembourser", "待退还";
    WHY: "Why it waits", "Motif", "待匹配原因";
    LINES: "Lines", "Lignes", "明细";
    PAYMENTS: "Payments", "Règlements", "回款记录";
    RECORDED_BY_HAND:
        "recorded by hand on the finding",
        "saisi à la main sur le constat",
        "在收入流失项上手工登记";
    RECORDED_BY: "recorded by {name}", "enregistré par {name}", "由 {name} 登记";
    RECORD_PAYMENT: "Record a payment", "Enregistrer un règlement", "登记回款";
    RECORD_HINT:
        "With tax. A payment that your accounting exports later on the same day or within a few days is recognised and not counted twice.",
        "Montant TTC. Si votre comptabilité exporte ensuite ce règlement, au même jour ou à quelques jours près, il est reconnu et n’est pas compté deux fois.",
        "请填写含税金额。日后从财务系统导入同日或相近日期的同一笔回款时，系统会识别，不会重复计入。";
    AMOUNT_RECEIVED: "Amount received", "Montant reçu", "回款金额";
    TAKE_PAYMENT_BACK: "Take this payment back", "Annuler ce règlement", "撤销此笔回款";
    TAKE_PAYMENT_BACK_TEXT:
        "{amount} will be open again, and what closed with it is found again.",
        "{amount} seront de nouveau dus, et ce qui s’était clos avec ce règlement sera de nouveau signalé.",
        "{amount} 将恢复为未回款，因此关闭的事项会重新出现。";
    TAKE_PAYMENT_BACK_NOW: "Yes, take it back", "Oui, annuler", "确认撤销";
    RECEIVED_BEFORE: "Received before the invoice", "Encaissé avant la facture", "开票前已收回";
    GIVEN_UP: "Waived", "Abandonné", "已放弃追收";
    GIVEN_UP_BY: "by {name}: {reason}", "par {name} : {reason}", "{name}：{reason}";
    NO_PAYMENTS: "No payment is known.", "Aucun règlement connu.", "暂无回款记录。";
    RECEIVED_ON: "Received on", "Reçu le", "回款日期";
    SAYS: "What the invoice says", "Ce que dit la facture", "发票内容";
    PLACES: "Where it may belong", "Correspondances possibles", "可能对应的应开票项";
    NO_PLACES:
        "No expected billing of this customer fits the line. Search for another contract below, or say that it belongs to none.",
        "Aucune facturation attendue de ce client ne correspond. Cherchez un autre contrat ci-dessous, ou indiquez que la ligne est hors contrat.",
        "该客户没有相符的应开票项。可在下方搜索其他合同，或标记为不属于任何合同。";
    PLACE: "Proposal {number}", "Proposition {number}", "方案 {number}";
    ALREADY_BILLED: "{amount} of it billed already", "{amount} déjà facturés", "其中已开票 {amount}";
    TAKEN_BACK_HERE:
        "Somebody undid a match of the line here before.",
        "Le rapprochement de cette ligne a déjà été annulé ici.",
        "此前有人撤销过与此处的匹配。";
    PART: "Part of the line for {period}", "Part de la ligne pour {period}", "归入 {period}的金额";
    MATCH_HERE: "Match here", "Rapprocher ici", "匹配到此处";
    MATCH_CHOSEN: "Match the amounts entered", "Rapprocher les montants saisis", "按所填金额匹配";
    OTHER: "Another contract", "Un autre contrat", "其他合同";
    SEARCH: "Number, title or customer of the contract", "Numéro, intitulé ou client du contrat", "合同编号、名称或客户";
    FIND: "Search", "Rechercher", "搜索";
    NOTHING_FOUND:
        "No open row of a contract is found for this search near the day of the invoice.",
        "Aucune échéance ouverte n’a été trouvée pour cette recherche autour de la date de la facture.",
        "在开票日期前后未找到符合条件的未结应开票项。";
    ENTER_AMOUNTS:
        "Enter the amount for each row that the line bills; together at most {open}.",
        "Saisissez le montant pour chaque échéance facturée par la ligne ; au total {open} au plus.",
        "请为该明细所开具的每一期填写金额，合计不超过 {open}。";
    NONE_CHOSEN: "Enter at least one amount.", "Saisissez au moins un montant.", "请至少填写一个金额。";
    ASIDE: "Not for a contract", "Hors contrat", "不属于任何合同";
    ASIDE_TEXT:
        "For spare parts, one-off work or whatever else is billed without a contract. The line then waits no longer.",
        "Pour des pièces, des travaux ponctuels ou tout ce qui est facturé sans contrat. La ligne n’attend plus.",
        "用于备件、零星工程等无合同的开票。标记后不再等待匹配。";
    REASON: "Reason", "Motif", "原因";
    SET_ASIDE: "Set aside", "Déclarer hors contrat", "标记为无合同";
    IS_ASIDE: "Belongs to no contract: {reason}", "Hors contrat : {reason}", "不属于任何合同：{reason}";
    TAKE_UP: "Match it after all", "La rapprocher malgré tout", "重新列入待匹配";
    MATCHED: "Matched", "Rapprochée", "已匹配";
    MATCHED_TEXT: "All of it is matched.", "Entièrement rapprochée.", "该明细已全部匹配。";
    SETTLED: "Taken back whole", "Annulée par un avoir", "已全额红冲";
    SETTLED_TEXT:
        "The invoice and its credit note cancel each other out: nothing is billed by them.",
        "La facture et son avoir s’annulent : rien n’est facturé par eux.",
        "发票与红字发票相互抵销，未产生开票金额。";
    BILLS: "What it bills", "Ce qu’elle facture", "对应的应开票项";
    BY_PROGRAM: "matched automatically ({confidence})", "rapprochement automatique ({confidence})", "自动匹配（{confidence}）";
    BY_PERSON: "matched by {name}", "rapprochée par {name}", "由 {name} 匹配";
    SOMEBODY: "somebody", "quelqu’un", "某人";
    UNDO_TEXT:
        "The amount billed for this period goes from {before} to {after}. The invoice line then waits to be matched again, and only a person can do so.",
        "Le montant facturé pour cette période passe de {before} à {after}. La ligne de facture est alors de nouveau à rapprocher, et seule une personne peut le faire.",
        "本期已开票金额将由 {before} 变为 {after}。该发票明细将重新列入待匹配，且只能由人工匹配。";
    DECIDE: "Decide", "Décider", "处理";
    BILLED_BY: "Billed by", "Factures correspondantes", "对应发票";
    WAIVE_TITLE: "Give up", "Renoncer", "放弃开票";
    WAIVE: "Give up this period", "Renoncer à facturer cette période", "放弃本期开票";
    WAIVE_ALONG:
        "Rebates of the same days are given up with it: {amount}.",
        "Les remises des mêmes jours sont abandonnées avec elle : {amount}.",
        "同期折让将一并放弃：{amount}。";
    RECLAIM_ALONG:
        "Rebates of the same days come back with it: {amount}.",
        "Les remises des mêmes jours reviennent avec elle : {amount}.",
        "同期折让将一并恢复：{amount}。";
    RECLAIM: "Expect it again", "Remettre à facturer", "恢复应开票";
    WAIVED_BECAUSE: "Given up: {reason}", "Abandonné : {reason}", "已放弃开票：{reason}";
    STEPS: "Steps", "Actions", "操作";

    NO_ROW:
        "It points to no expected billing.",
        "Ne correspond à aucune facturation attendue.",
        "找不到对应的应开票项。";
    SEVERAL_PLACES:
        "Several rows fit it about equally well.",
        "Plusieurs échéances conviennent presque autant.",
        "有多期应开票项匹配度相近。";
    OTHER_AMOUNT:
        "It fits one place, but the amount is not the expected one.",
        "Correspond à une échéance, mais le montant n’est pas celui attendu.",
        "有一处相符，但金额与应开票项不一致。";
    THIN_EVIDENCE:
        "Too little speaks for the place it points to.",
        "Trop peu d’éléments confirment l’échéance pressentie.",
        "与所指应开票项相符的依据不足。";
    CORRECTS_UNPLACED:
        "The invoice that it corrects is not known, or not matched itself.",
        "La facture qu’il corrige est inconnue ou n’est pas encore rapprochée.",
        "其更正的原发票未导入或尚未匹配。";
    TAKEN_BACK:
        "Somebody undid its match.",
        "Son rapprochement a été annulé.",
        "匹配已被人工撤销。";
    REST_OPEN:
        "Only a part of it is matched.",
        "Une partie seulement est rapprochée.",
        "仅匹配了部分金额。";

    ANCHORS: "Invoiced by calendar period", "Facturation par période civile", "按自然月或自然季度开票";
    ANCHORS_TEXT:
        "These price lines are counted from the contract’s first day, but their invoices follow calendar months or quarters. Tick those whose expected billing shall follow the invoices.",
        "Ces lignes de prix sont comptées depuis le début du contrat, mais leurs factures suivent les mois ou trimestres civils. Cochez celles dont la facturation attendue doit suivre les factures.",
        "以下计费项按合同起始日计算期间，但发票按自然月或自然季度开具。请勾选需要按发票调整应开票的项目。";
    ANCHOR:
        "{line}: {frequency} from {anchor} instead of {before}",
        "{line} : {frequency} à compter du {anchor} au lieu du {before}",
        "{line}：{frequency}，自 {anchor}起算（原为 {before}）";
    ANCHOR_PERIOD_ONE: "{n} invoice shows it.", "{n} facture le montre.", "{n} 张发票可以印证。";
    ANCHOR_PERIODS: "{n} invoices show it.", "{n} factures le montrent.", "{n} 张发票可以印证。";
    FIRST_PRORATED:
        "The first, shorter period was charged by its days.",
        "La première période, incomplète, a été facturée au prorata.",
        "首个不完整期间已按天数折算。";
    FIRST_WHOLE:
        "The first, shorter period was charged in full.",
        "La première période, incomplète, a été facturée en entier.",
        "首个不完整期间按整期收取。";
    FIRST_OTHER:
        "The first, shorter period was charged otherwise.",
        "La première période, incomplète, a été facturée autrement.",
        "首个不完整期间按其他金额收取。";
    FIRST_NOT_SEEN:
        "No invoice for the first, shorter period is known.",
        "Aucune facture n’est connue pour la première période, incomplète.",
        "未见首个不完整期间的发票。";
}

/// Why an invoice line waits.
pub const fn waiting(why: Waiting) -> Text {
    match why {
        Waiting::NoRow => NO_ROW,
        Waiting::SeveralPlaces => SEVERAL_PLACES,
        Waiting::OtherAmount => OTHER_AMOUNT,
        Waiting::ThinEvidence => THIN_EVIDENCE,
        Waiting::CorrectsUnplaced => CORRECTS_UNPLACED,
        Waiting::TakenBack => TAKEN_BACK,
        Waiting::RestOpen => REST_OPEN,
    }
}

/// From which day the periods of a line shall be counted.
pub fn anchor(words: Words, proposal: &AnchorProposal) -> String {
    let months = match proposal.recurrence {
        Recurrence::Every { months, .. } => months,
        Recurrence::Once { .. } => 0,
    };
    let values = [
        ("line", proposal.description.as_str()),
        ("frequency", &*billing::frequency(words, months).to_lowercase()),
        ("anchor", &*words.day(proposal.found.anchor)),
        ("before", &*words.day(proposal.found.before)),
    ];
    words.with(ANCHOR, &values)
}

/// What shows that a line follows the calendar.
pub fn anchor_evidence(words: Words, proposal: &AnchorProposal) -> String {
    let first = match proposal.found.first {
        FirstPeriod::Prorated => FIRST_PRORATED,
        FirstPeriod::Whole => FIRST_WHOLE,
        FirstPeriod::Other => FIRST_OTHER,
        FirstPeriod::NotSeen => FIRST_NOT_SEEN,
    };
    let periods = words.count(proposal.found.periods.into(), ANCHOR_PERIOD_ONE, ANCHOR_PERIODS);
    words.sentences(&[periods, words.t(first).to_owned()])
}
