//! Payments that come after their invoices.

use super::super::Words;
use model::{calendar::Day, invoice::InvoiceKind, money::Money};

words! {
    IMPORTED_ONE:
        "{actor} imported {n} payment from {file}",
        "{actor} a importé {n} règlement de {file}",
        "{actor} 从 {file} 导入了 {n} 笔回款";
    IMPORTED:
        "{actor} imported {n} payments from {file}",
        "{actor} a importé {n} règlements de {file}",
        "{actor} 从 {file} 导入了 {n} 笔回款";
    RECORDED:
        "{actor} recorded a payment of {amount} on {day} for invoice {invoice}",
        "{actor} a enregistré un règlement de {amount} du {day} pour la facture {invoice}",
        "{actor} 为发票 {invoice} 登记 {day}回款 {amount}";
    PART_RECORDED:
        "{actor} recorded a payment of {amount} on {day} for invoice {invoice}; {open} is still open",
        "{actor} a enregistré un règlement de {amount} du {day} pour la facture {invoice} ; reste dû : {open}",
        "{actor} 为发票 {invoice} 登记 {day}回款 {amount}，尚余 {open}";
    TAKEN_BACK:
        "{actor} took back the payment of {amount} on {day} that had been recorded for invoice {invoice}",
        "{actor} a annulé l’enregistrement du règlement de {amount} du {day} pour la facture {invoice}",
        "{actor} 撤销了发票 {invoice} 的 {day}回款 {amount} 登记";
    PAYMENT_TAKEN_OUT:
        "{actor} took out the imported payment of {amount} on {day} of invoice {invoice}: {reason}",
        "{actor} a retiré le règlement importé de {amount} du {day} de la facture {invoice} : {reason}",
        "{actor} 移除了发票 {invoice} 导入的 {day}回款 {amount}：{reason}";
    INVOICE_TAKEN_OUT:
        "{actor} took out the imported invoice {invoice} of {amount} before tax: {reason}",
        "{actor} a retiré la facture importée {invoice} de {amount} HT : {reason}",
        "{actor} 移除了导入的发票 {invoice}（不含税 {amount}）：{reason}";
    CREDIT_NOTE_TAKEN_OUT:
        "{actor} took out the imported credit note {invoice} of {amount} before tax: {reason}",
        "{actor} a retiré l’avoir importé {invoice} de {amount} HT : {reason}",
        "{actor} 移除了导入的红字发票 {invoice}（不含税 {amount}）：{reason}";
}

/// That a file brought payments.
pub(super) fn imported(words: Words, actor: &str, file: &str, payments: u32) -> String {
    words.count_with(payments.into(), IMPORTED_ONE, IMPORTED, &[("actor", actor), ("file", file)])
}

/// That somebody recorded a payment of an invoice, after which a part is perhaps open.
pub(super) fn recorded(
    words: Words,
    actor: &str,
    invoice: &str,
    (amount, on): (Money, Day),
    open: Option<Money>,
) -> String {
    let (amount, day) = (words.money(amount), words.day(on));
    let text = if open.is_some() { PART_RECORDED } else { RECORDED };
    let open = open.map(|open| words.money(open)).unwrap_or_default();
    words.with(text, &[("actor", actor), ("amount", &amount), ("day", &day), ("invoice", invoice), ("open", &open)])
}

/// That somebody took a payment of an invoice back.
pub(super) fn taken_back(words: Words, actor: &str, invoice: &str, (amount, on): (Money, Day)) -> String {
    let (amount, day) = (words.money(amount), words.day(on));
    words.with(TAKEN_BACK, &[("actor", actor), ("amount", &amount), ("day", &day), ("invoice", invoice)])
}

/// That somebody took an imported payment out, and why.
pub(super) fn taken_out(words: Words, actor: &str, invoice: &str, (amount, on): (Money, Day), reason: &str) -> String {
    let (amount, day) = (words.money(amount), words.day(on));
    let values = [("actor", actor), ("amount", &amount), ("day", &day), ("invoice", invoice), ("reason", reason)];
    words.with(PAYMENT_TAKEN_OUT, &values)
}

/// That somebody took an imported invoice or credit note out, and why.
pub(super) fn invoice_taken_out(
    words: Words,
    actor: &str,
    (kind, invoice): (InvoiceKind, &str),
    net: Money,
    reason: &str,
) -> String {
    let text = match kind {
        InvoiceKind::Invoice => INVOICE_TAKEN_OUT,
        InvoiceKind::CreditNote => CREDIT_NOTE_TAKEN_OUT,
    };
    let amount = words.money(net);
    words.with(text, &[("actor", actor), ("amount", &amount), ("invoice", invoice), ("reason", reason)])
}
