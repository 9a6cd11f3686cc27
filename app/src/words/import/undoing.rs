//! What taking an import back removes, what stays, and what is in the way.

use super::super::{Text, Words};
use model::view::Undoing;

words! {
    REMOVES: "This removes {what}.", "Seront supprimés : {what}.", "将删除：{what}。";
    NOTHING: "nothing that is still there", "rien de ce qui existe encore", "没有仍然存在的内容";
    COMMA: ", ", ", ", "、";
    CONTRACT_ONE:
        "{n} contract with its price lines, expected billing and findings",
        "{n} contrat avec ses lignes de prix, sa facturation attendue et ses manques à gagner",
        "{n} 份合同及其计费项、应开票和收入流失项";
    CONTRACTS:
        "{n} contracts with their price lines, expected billing and findings",
        "{n} contrats avec leurs lignes de prix, leur facturation attendue et leurs manques à gagner",
        "{n} 份合同及其计费项、应开票和收入流失项";
    CUSTOMER_ONE: "{n} customer", "{n} client", "{n} 个客户";
    CUSTOMERS: "{n} customers", "{n} clients", "{n} 个客户";
    INVOICE_ONE: "{n} invoice with its payments", "{n} facture avec ses règlements", "{n} 张发票及其回款";
    INVOICES: "{n} invoices with their payments", "{n} factures avec leurs règlements", "{n} 张发票及其回款";
    PAYMENT_ONE:
        "{n} payment of an invoice that stays",
        "{n} règlement d’une facture conservée",
        "{n} 笔回款（发票保留）";
    PAYMENTS:
        "{n} payments of invoices that stay",
        "{n} règlements de factures conservées",
        "{n} 笔回款（发票保留）";
    MATCH_ONE: "{n} match of an invoice", "{n} rapprochement de facture", "{n} 条发票匹配";
    MATCHES: "{n} matches of invoices", "{n} rapprochements de factures", "{n} 条发票匹配";

    STAYS:
        "The file, the history and everything that this import did not add stay.",
        "Le fichier, l’historique et tout ce que cet import n’a pas ajouté sont conservés.",
        "文件、历史记录以及并非本次导入的内容均保留。";
    CUSTOMER_STAYS_ONE:
        "{n} customer stays, because other contracts or invoices use it.",
        "{n} client est conservé, car d’autres contrats ou factures l’utilisent.",
        "{n} 个客户因被其他合同或发票使用而保留。";
    CUSTOMERS_STAY:
        "{n} customers stay, because other contracts or invoices use them.",
        "{n} clients sont conservés, car d’autres contrats ou factures les utilisent.",
        "{n} 个客户因被其他合同或发票使用而保留。";

    UNDO_BLOCKED: "This import cannot be undone now.", "Cet import ne peut pas être annulé pour le moment.", "目前无法撤销此次导入。";
    CHANGED_ONE:
        "{n} contract was changed since.",
        "{n} contrat a été modifié depuis.",
        "{n} 份合同此后被修改。";
    CHANGED:
        "{n} contracts were changed since.",
        "{n} contrats ont été modifiés depuis.",
        "{n} 份合同此后被修改。";
    WORKED_ON_ONE:
        "{n} finding is being worked on.",
        "{n} constat est en cours de traitement.",
        "{n} 个收入流失项正在处理。";
    WORKED_ON:
        "{n} findings are being worked on.",
        "{n} constats sont en cours de traitement.",
        "{n} 个收入流失项正在处理。";
    PAID_LATER_ONE:
        "Another import brought {n} payment for its invoices since: undo that import first.",
        "Un autre import a apporté depuis {n} règlement pour ses factures : annulez d’abord cet autre import.",
        "此后另一次导入为这些发票带来 {n} 笔回款，请先撤销那次导入。";
    PAID_LATER:
        "Other imports brought {n} payments for its invoices since: undo those imports first.",
        "D’autres imports ont apporté depuis {n} règlements pour ses factures : annulez d’abord ces imports.",
        "此后其他导入为这些发票带来 {n} 笔回款，请先撤销那些导入。";
    PAID_BY_HAND_ONE:
        "{n} payment of its invoices was recorded by hand: take it back on the page of the invoice first.",
        "{n} règlement de ses factures a été enregistré à la main : annulez-le d’abord sur la page de la facture.",
        "有 {n} 笔回款由人工登记在这些发票上，请先在发票页面撤销。";
    PAID_BY_HAND:
        "{n} payments of its invoices were recorded by hand: take them back on the pages of the invoices first.",
        "{n} règlements de ses factures ont été enregistrés à la main : annulez-les d’abord sur les pages des factures.",
        "有 {n} 笔回款由人工登记在这些发票上，请先在发票页面撤销。";
    UNDO_BLOCKED_DO:
        "That work would be lost. Correct single contracts on their pages instead. A wrong invoice or payment is taken out alone on the page of the invoice, and comes in right with another import.",
        "Ce travail serait perdu. Corrigez plutôt les contrats un par un sur leur page. Une facture ou un règlement erroné se retire seul sur la page de la facture, puis se réimporte corrigé.",
        "撤销会丢失这些工作。请改为在合同页面逐一更正合同；有误的发票或回款可在发票页面单独移除，再导入正确的内容。";
}

/// What goes.
pub fn removes(words: Words, undoing: &Undoing) -> String {
    let counts: [(u32, Text, Text); 5] = [
        (undoing.contracts, CONTRACT_ONE, CONTRACTS),
        (undoing.customers, CUSTOMER_ONE, CUSTOMERS),
        (undoing.invoices, INVOICE_ONE, INVOICES),
        (undoing.payments, PAYMENT_ONE, PAYMENTS),
        (undoing.matches, MATCH_ONE, MATCHES),
    ];
    let counts = counts.into_iter().filter(|(count, _, _)| *count > 0);
    let mut what: Vec<String> = counts.map(|(count, one, other)| words.count(count.into(), one, other)).collect();
    if what.is_empty() {
        what.push(words.t(NOTHING).to_owned());
    }
    words.with(REMOVES, &[("what", &what.join(words.t(COMMA)))])
}

/// What stays.
pub fn stays(words: Words, undoing: &Undoing) -> String {
    let customers = (undoing.kept_customers > 0)
        .then(|| words.count(undoing.kept_customers.into(), CUSTOMER_STAYS_ONE, CUSTOMERS_STAY));
    words.sentences(&[customers.unwrap_or_default(), words.t(STAYS).to_owned()])
}

/// What keeps the import from being taken back.
pub fn in_the_way(words: Words, undoing: &Undoing) -> String {
    let changed = (undoing.changed > 0).then(|| words.count(undoing.changed.into(), CHANGED_ONE, CHANGED));
    let worked = (undoing.worked_on > 0).then(|| words.count(undoing.worked_on.into(), WORKED_ON_ONE, WORKED_ON));
    let (imported, recorded) = (undoing.paid_by_imports, undoing.paid_by_people);
    let imported = (imported > 0).then(|| words.count(imported.into(), PAID_LATER_ONE, PAID_LATER));
    let recorded = (recorded > 0).then(|| words.count(recorded.into(), PAID_BY_HAND_ONE, PAID_BY_HAND));
    let said = [changed, worked, imported, recorded];
    words.sentences(&said.map(Option::unwrap_or_default))
}
