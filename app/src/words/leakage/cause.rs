//! Why an amount or an invoice is another than the terms say.

use crate::words::{Words, billing::days_of};
use model::{
    calendar::Day,
    leakage::PartyDifference,
    money::{Currency, Money},
    reconciliation::Variation,
};
use rust_decimal::Decimal;

words! {
    DISCOUNT_ENDED:
        "A discount of {percent} ended on {day} and was given all the same.",
        "Une remise de {percent} a pris fin le {day} et a continué d’être accordée.",
        "{percent} 的折扣已于 {day}到期，却仍在沿用。";
    FREE_ENDED:
        "The free period ended on {day} and was given all the same.",
        "La période gratuite a pris fin le {day} et a continué d’être accordée.",
        "免费期已于 {day}结束，却仍在沿用。";
    STEP_DUE:
        "From {day} the next price was due, and the earlier unit price of {price} was billed.",
        "Le palier de prix suivant s’appliquait dès le {day} ; l’ancien prix unitaire de {price} a été facturé.",
        "自 {day}起应适用下一阶段价格，却仍按原单价 {price} 开票。";
    STEP_TO:
        "From {day} the agreed unit price is {agreed}, and the earlier one of {price} was billed.",
        "Le prix unitaire convenu est de {agreed} dès le {day} ; l’ancien, de {price}, a été facturé.",
        "自 {day}起约定单价为 {agreed}，却仍按原单价 {price} 开票。";
    OTHER_ENTITY:
        "another of our legal entities issued it",
        "émetteur : une autre de nos entités juridiques",
        "由我方另一签约主体开具";
    OTHER_CUSTOMER: "another customer received it", "destinataire : un autre client", "开具给了另一客户";
    OTHER_CURRENCY:
        "it is in {invoice} instead of {contract}",
        "devise {invoice} au lieu de {contract}",
        "币种为 {invoice}（合同为 {contract}）";
    OTHER_VAT:
        "it charges {invoice} VAT instead of {contract}",
        "TVA de {invoice} au lieu de {contract}",
        "税率为 {invoice}（合同为 {contract}）";
    BECAUSE_INCREASE_MISSED:
        "It is the price before the increase of {percent} due on {day}.",
        "C’est le prix avant la hausse de {percent} due le {day}.",
        "这是 {day}上调 {percent} 之前的价格。";
    BECAUSE_INCREASE_EARLY:
        "An increase of {percent} was applied too early.",
        "Une hausse de {percent} a été appliquée trop tôt.",
        "{percent} 的调价提前执行了。";
    BECAUSE_DISCOUNT_PAST_END:
        "A discount of {percent} was given although it ended on {day}.",
        "Une remise de {percent} a été accordée alors qu’elle avait pris fin le {day}.",
        "{percent} 的折扣已于 {day}到期却仍在沿用。";
    BECAUSE_DISCOUNT_FORGOTTEN:
        "A discount of {percent} was forgotten.",
        "Une remise de {percent} a été oubliée.",
        "漏减了 {percent} 的折扣。";
    BECAUSE_RAMP_MISSED:
        "It is the earlier unit price of {price}; the next price was due from {day}.",
        "C’est l’ancien prix unitaire de {price} ; le palier suivant s’appliquait dès le {day}.",
        "这是原单价 {price}；自 {day}起应适用下一阶段价格。";
    BECAUSE_FULL_PERIOD:
        "A full period was billed, where only {days} were due.",
        "Une période entière a été facturée alors que seuls {days} étaient dus.",
        "按整期开票，而实际仅应计 {days}。";
    BECAUSE_FULL_PERIOD_ONE:
        "A full period was billed, where only {days} were due.",
        "Une période entière a été facturée alors que seul {days} était dû.",
        "按整期开票，而实际仅应计 {days}。";
    BECAUSE_GROSS:
        "The amount with {percent} VAT stands where the amount before tax belongs.",
        "Le montant TTC (TVA à {percent}) figure à la place du montant HT.",
        "应填不含税金额处误填了含税金额（税率 {percent}）。";
}

/// A discount or free period that ended and was given all the same, as a sentence.
pub fn discount_ended(words: Words, percent: Decimal, ended_on: Day) -> String {
    let text = if is_free(percent) { FREE_ENDED } else { DISCOUNT_ENDED };
    words.with(text, &[("percent", &words.percent(percent)), ("day", &words.day(ended_on))])
}

/// A price that was due from a day, and the earlier one that was billed, as a sentence.
pub fn step_missed(
    words: Words,
    due_on: Day,
    unit_price: Decimal,
    agreed: Option<Decimal>,
    currency: Currency,
) -> String {
    let (text, agreed) = match agreed {
        Some(agreed) => (STEP_TO, words.price(agreed, currency)),
        None => (STEP_DUE, String::new()),
    };
    let values = [("day", &*words.day(due_on)), ("agreed", &*agreed), ("price", &*words.price(unit_price, currency))];
    words.with(text, &values)
}

/// One way in which an invoice differs from its contract, as a part of a sentence.
pub fn party_difference(words: Words, difference: &PartyDifference) -> String {
    match difference {
        PartyDifference::LegalEntity { contract: _, invoice: _ } => words.t(OTHER_ENTITY).to_owned(),
        PartyDifference::Customer { contract: _, invoice: _ } => words.t(OTHER_CUSTOMER).to_owned(),
        PartyDifference::Currency { contract, invoice } => {
            words.with(OTHER_CURRENCY, &[("contract", contract.code()), ("invoice", invoice.code())])
        }
        PartyDifference::Vat { contract, invoice } => {
            words.with(OTHER_VAT, &[("contract", &words.percent(*contract)), ("invoice", &words.percent(*invoice))])
        }
    }
}

/// The mistake that explains an amount, as a sentence; prices are in the currency of that amount.
pub fn variation(words: Words, variation: &Variation, currency: Currency) -> String {
    let (percent, day) = (|percent| words.percent(percent), |day| words.day(day));
    match variation {
        Variation::IncreaseMissed { percent: rate, due_on, applied: _, due: _ } => {
            words.with(BECAUSE_INCREASE_MISSED, &[("percent", &percent(*rate)), ("day", &day(*due_on))])
        }
        Variation::IncreaseTooEarly { percent: rate, applied: _, due: _ } => {
            words.with(BECAUSE_INCREASE_EARLY, &[("percent", &percent(*rate))])
        }
        Variation::DiscountPastEnd { percent: rate, ended_on } => {
            words.with(BECAUSE_DISCOUNT_PAST_END, &[("percent", &percent(*rate)), ("day", &day(*ended_on))])
        }
        Variation::DiscountForgotten { percent: rate } => {
            words.with(BECAUSE_DISCOUNT_FORGOTTEN, &[("percent", &percent(*rate))])
        }
        Variation::RampStepMissed { unit_price, due_on } => {
            words.with(BECAUSE_RAMP_MISSED, &[("price", &words.price(*unit_price, currency)), ("day", &day(*due_on))])
        }
        Variation::FullPeriod { days, of } => {
            let text = if *days == 1 { BECAUSE_FULL_PERIOD_ONE } else { BECAUSE_FULL_PERIOD };
            words.with(text, &[("days", &days_of(words, *days, *of))])
        }
        Variation::Gross { vat_percent } => words.with(BECAUSE_GROSS, &[("percent", &percent(*vat_percent))]),
    }
}

pub(super) fn is_free(percent: Decimal) -> bool {
    percent >= Decimal::ONE_HUNDRED
}

/// An amount as a difference is said: "less" or "more" says the rest.
pub(in crate::words) fn without_sign(money: Money) -> Money {
    Money::new(money.minor.saturating_abs(), money.currency)
}
