//! Why an invoice line was taken to bill a row of the expected billing.

use super::{Words, leakage};
use model::{money::Currency, reconciliation::Reason};

words! {
    CONTRACT_NUMBER: "It names the contract.", "Porte le numéro du contrat.", "发票注明了该合同编号。";
    CONTRACT_REFERENCE:
        "It names the contract by its number in another system.",
        "Porte la référence externe du contrat.",
        "发票注明了该合同的外部编号。";
    PURCHASE_ORDER:
        "It names the customer’s purchase order.",
        "Porte le numéro de bon de commande du client.",
        "发票注明了客户的采购订单号。";
    SAME_CUSTOMER:
        "It went to the contract’s customer.",
        "Même client que celui du contrat.",
        "发票开给了该合同的客户。";
    OTHER_CUSTOMER:
        "It names the contract but went to another customer.",
        "Porte le numéro du contrat, mais pour un autre client.",
        "发票注明了该合同，却开给了另一客户。";
    WORDS:
        "Its words agree with the price line ({percent}).",
        "Son libellé correspond à la ligne de prix ({percent}).",
        "摘要与计费项相符（{percent}）。";
    PERIOD_EQUAL: "It covers the same period.", "Porte sur la même période.", "计费期间一致。";
    PERIOD_OVERLAPS_DAY:
        "It shares {n} day with the period.",
        "{n} jour en commun avec la période.",
        "与该期间重叠 {n} 天。";
    PERIOD_OVERLAPS:
        "It shares {n} days with the period.",
        "{n} jours en commun avec la période.",
        "与该期间重叠 {n} 天。";
    ON_THE_DAY:
        "It was issued on the billing day.",
        "Émission le jour de facturation prévu.",
        "开票日与应开票日一致。";
    DAY_AFTER:
        "It was issued {n} day after the billing day.",
        "Émission {n} jour après la date de facturation prévue.",
        "比应开票日晚 {n} 天开具。";
    DAYS_AFTER:
        "It was issued {n} days after the billing day.",
        "Émission {n} jours après la date de facturation prévue.",
        "比应开票日晚 {n} 天开具。";
    DAY_BEFORE:
        "It was issued {n} day before the billing day.",
        "Émission {n} jour avant la date de facturation prévue.",
        "比应开票日早 {n} 天开具。";
    DAYS_BEFORE:
        "It was issued {n} days before the billing day.",
        "Émission {n} jours avant la date de facturation prévue.",
        "比应开票日早 {n} 天开具。";
    AMOUNT_EQUAL: "The amount is the expected one.", "Le montant est celui attendu.", "金额与应开票一致。";
    PART_OF_TOTAL:
        "It covers {n} expected amounts.",
        "Couvre {n} montants attendus.",
        "涵盖 {n} 项应开票。";
    PART_OF_ROW: "It bills a part of the period.", "Porte sur une partie de la période.", "仅开具该期间的一部分。";
    BILLED_MORE:
        "It bills {amount} more than expected.",
        "Montant supérieur de {amount} à celui prévu.",
        "比应开票多 {amount}。";
    BILLED_LESS:
        "It bills {amount} less than expected.",
        "Montant inférieur de {amount} à celui prévu.",
        "比应开票少 {amount}。";
    OTHER_CURRENCY:
        "It is in another currency than the contract.",
        "Autre devise que celle du contrat.",
        "币种与合同不同。";
    CREDITS: "It takes back what was billed here.", "Reprend ce qui avait été facturé ici.", "红冲了此处的开票。";
    CORRECTS:
        "It names the invoice that billed this period.",
        "Il cite la facture qui a facturé cette période.",
        "它注明了该期间的原发票。";
    WITH_CREDIT:
        "It is counted less the credit note over {amount} that names it.",
        "Elle est retenue déduction faite de l’avoir de {amount} qui la cite.",
        "已扣减注明该发票的红字发票 {amount}。";
    DUPLICATE:
        "The period was billed in full before: this bills it again.",
        "La période était déjà entièrement facturée : elle l’est une seconde fois.",
        "该期间此前已全额开票，属重复开票。";
}

/// One piece of evidence for a match, as a sentence about the invoice; prices are in the contract's
/// currency.
pub fn reason(words: Words, reason: &Reason, currency: Currency) -> String {
    let text = match reason {
        Reason::ContractNumber => CONTRACT_NUMBER,
        Reason::ContractReference => CONTRACT_REFERENCE,
        Reason::PurchaseOrder => PURCHASE_ORDER,
        Reason::SameCustomer => SAME_CUSTOMER,
        Reason::OtherCustomer => OTHER_CUSTOMER,
        Reason::Words { percent } => return words.with(WORDS, &[("percent", &words.percent(*percent))]),
        Reason::PeriodEqual => PERIOD_EQUAL,
        Reason::PeriodOverlaps { days } => {
            return words.count(days.unsigned_abs(), PERIOD_OVERLAPS_DAY, PERIOD_OVERLAPS);
        }
        Reason::DateNear { days: 0 } => ON_THE_DAY,
        Reason::DateNear { days } if *days < 0 => return words.count(days.unsigned_abs(), DAY_BEFORE, DAYS_BEFORE),
        Reason::DateNear { days } => return words.count(days.unsigned_abs(), DAY_AFTER, DAYS_AFTER),
        Reason::AmountEqual => AMOUNT_EQUAL,
        Reason::AmountExplained { by } => return leakage::variation(words, by, currency),
        Reason::PartOfTotal { rows } => return words.count((*rows).into(), PART_OF_TOTAL, PART_OF_TOTAL),
        Reason::PartOfRow => PART_OF_ROW,
        Reason::AmountDiffers { difference } => {
            let text = if difference.minor < 0 { BILLED_LESS } else { BILLED_MORE };
            let amount = leakage::cause::without_sign(*difference);
            return words.with(text, &[("amount", &words.money(amount))]);
        }
        Reason::OtherCurrency => OTHER_CURRENCY,
        Reason::Credits => CREDITS,
        Reason::Corrects => CORRECTS,
        Reason::WithCredit { credited } => {
            return words.with(WITH_CREDIT, &[("amount", &words.money(*credited))]);
        }
        Reason::Duplicate => DUPLICATE,
    };
    words.t(text).to_owned()
}
