//! Payments that come after their invoices.

use super::super::Words;
use model::{calendar::Day, money::Money};

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
