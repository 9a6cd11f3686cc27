//! The page of an invoice: taking an imported invoice or payment out, and what was paid too much.

use super::{Text, Words};
use model::invoice::{InvoiceKind, taking_out::InTheWay};

words! {
    OVERPAID: "Overpaid by", "Trop-perçu", "多收金额";
    FROM_FILE: "imported with {file}", "importé avec {file}", "由 {file} 导入";

    TAKE_INVOICE_OUT: "Take this invoice out", "Retirer cette facture", "移除此发票";
    TAKE_CREDIT_NOTE_OUT: "Take this credit note out", "Retirer cet avoir", "移除此红字发票";
    TAKE_OUT_TEXT:
        "For a document that was imported by mistake or with wrong figures. Its lines, its matches and its imported payments go with it, the expected billing that it was matched with is open again, and the findings follow at once.",
        "Pour un document importé par erreur ou avec des montants faux. Ses lignes, ses rapprochements et ses règlements importés partent avec lui, la facturation attendue correspondante est de nouveau ouverte et les constats suivent aussitôt.",
        "适用于误导入或金额有误的单据。其明细、匹配和导入的回款将一并移除，对应的应开票项重新变为未开票，收入流失项随即更新。";
    TAKE_OUT_CORRECT:
        "To correct it, take it out and import the right row. Importing {file} again brings it back; payments from other files come back with those.",
        "Pour le corriger, retirez-le puis importez la bonne ligne. Importer de nouveau {file} le rétablit ; les règlements venus d’autres fichiers reviennent avec ceux-ci.",
        "如需更正，请先移除，再导入正确的行。再次导入 {file} 可将其恢复；来自其他文件的回款需重新导入相应文件。";
    TAKEN_OUT: "{number} has been taken out.", "Retrait effectué : {number}.", "已移除 {number}。";
    PAYMENT_TAKEN_OUT: "The payment has been taken out.", "Le règlement a été retiré.", "该笔回款已移除。";
    TAKE_OUT_NOW: "Yes, take it out", "Oui, retirer", "确认移除";
    BLOCKED: "It cannot be taken out now.", "Retrait impossible pour le moment.", "目前无法移除。";
    RECORDED_ONE:
        "{n} payment was recorded here by hand: take it back first.",
        "{n} règlement a été enregistré ici à la main : annulez-le d’abord.",
        "有 {n} 笔回款由人工在此登记，请先撤销。";
    RECORDED:
        "{n} payments were recorded here by hand: take them back first.",
        "{n} règlements ont été enregistrés ici à la main : annulez-les d’abord.",
        "有 {n} 笔回款由人工在此登记，请先撤销。";
    ON_FINDING_ONE:
        "{n} payment was recorded on a finding: take it back there first.",
        "{n} règlement a été saisi sur un constat : annulez-le d’abord sur celui-ci.",
        "有 {n} 笔回款登记在收入流失项上，请先在该处撤销。";
    ON_FINDINGS:
        "{n} payments were recorded on findings: take them back there first.",
        "{n} règlements ont été saisis sur des constats : annulez-les d’abord sur ceux-ci.",
        "有 {n} 笔回款登记在收入流失项上，请先在该处撤销。";
    MATCHED_ONE:
        "{n} match was made by a person: undo it first.",
        "{n} rapprochement a été fait par une personne : annulez-le d’abord.",
        "有 {n} 条匹配由人工完成，请先撤销。";
    MATCHED:
        "{n} matches were made by people: undo them first.",
        "{n} rapprochements ont été faits par des personnes : annulez-les d’abord.",
        "有 {n} 条匹配由人工完成，请先撤销。";
    GIVEN_UP_ONE:
        "A part was waived with {n} finding: take that finding up again first.",
        "Une partie a été abandonnée avec {n} constat : reprenez d’abord ce constat.",
        "部分金额已随 {n} 个收入流失项放弃追收，请先重新跟进该项。";
    GIVEN_UP:
        "Parts were waived with {n} findings: take those findings up again first.",
        "Des parties ont été abandonnées avec {n} constats : reprenez d’abord ces constats.",
        "部分金额已随 {n} 个收入流失项放弃追收，请先重新跟进这些项。";

    RECOVERED_ONE:
        "Money was recorded as recovered or given back on {n} finding that rests on it: take that back there first.",
        "Une somme a été enregistrée comme récupérée ou rendue sur {n} constat qui s’appuie sur ce document : annulez-la d’abord sur celui-ci.",
        "有 {n} 个以此为依据的收入流失项登记了收回或退还的金额，请先在该处撤销。";
    RECOVERED:
        "Money was recorded as recovered or given back on {n} findings that rest on it: take that back there first.",
        "Des sommes ont été enregistrées comme récupérées ou rendues sur {n} constats qui s’appuient sur ce document : annulez-les d’abord sur ceux-ci.",
        "有 {n} 个以此为依据的收入流失项登记了收回或退还的金额，请先在该处撤销。";
    WORKED_ON_ONE:
        "People worked on {n} finding that rests on it. Without it that is judged anew; its history and comments stay.",
        "{n} constat qui s’appuie sur ce document a été traité. Sans lui, il sera réévalué ; son historique et ses commentaires restent.",
        "有 {n} 个以此为依据的收入流失项已有人处理。移除后将重新判断，其历史和备注均保留。";
    WORKED_ON:
        "People worked on {n} findings that rest on it. Without it they are judged anew; their history and comments stay.",
        "{n} constats qui s’appuient sur ce document ont été traités. Sans lui, ils seront réévalués ; leur historique et leurs commentaires restent.",
        "有 {n} 个以此为依据的收入流失项已有人处理。移除后将重新判断，其历史和备注均保留。";

    TAKE_PAYMENT_OUT: "Take this payment out", "Retirer ce règlement", "移除此笔回款";
    TAKE_PAYMENT_OUT_TEXT:
        "{amount} will no longer count as paid, and what closed with it is found again. To correct it, take it out and import the right row. Importing its file again brings it back as it was.",
        "{amount} ne compteront plus comme réglés, et ce qui s’était clos avec ce règlement reparaît. Pour le corriger, retirez-le puis importez la bonne ligne. Importer de nouveau son fichier le rétablit tel quel.",
        "移除后 {amount} 不再计为已回款，因此关闭的事项会重新出现。如需更正，请先移除，再导入正确的行。再次导入原文件会将其原样恢复。";
}

/// Taking an invoice or credit note out, as it is called.
pub const fn take_out(kind: InvoiceKind) -> Text {
    match kind {
        InvoiceKind::Invoice => TAKE_INVOICE_OUT,
        InvoiceKind::CreditNote => TAKE_CREDIT_NOTE_OUT,
    }
}

/// What people have to take back before an invoice can be taken out, each in a sentence; empty where nothing is in the way.
pub fn in_the_way(words: Words, way: InTheWay) -> String {
    let InTheWay { recorded, on_findings, matched, given_up, recovered } = way;
    let said = [
        (recorded, RECORDED_ONE, RECORDED),
        (on_findings, ON_FINDING_ONE, ON_FINDINGS),
        (matched, MATCHED_ONE, MATCHED),
        (given_up, GIVEN_UP_ONE, GIVEN_UP),
        (recovered, RECOVERED_ONE, RECOVERED),
    ];
    let said = said.into_iter().filter(|(count, _, _)| *count > 0);
    let mut said: Vec<String> = said.map(|(count, one, other)| words.count(count.into(), one, other)).collect();
    if !said.is_empty() {
        said.insert(0, words.t(BLOCKED).to_owned());
    }
    words.sentences(&said)
}
