//! Billing: where a ledger row stands, how its amount came about, when a line is billed.

use super::{Text, Words};
use model::{
    billing::{BillingState, Correction, CorrectionReason, Formula, Part, PriceAround},
    calendar::Day,
    invoice::InvoiceKind,
    money::{Currency, Money},
    price_line::{Discount, PriceLine, RampStep, Recurrence, Timing, YearlyIncrease},
    view::FlowPart,
};
use rust_decimal::Decimal;

words! {
    INVOICED: "Billed, wholly or in part", "Facturé en tout ou partie", "已开票（含部分）";
    OVERBILLED: "Billed too much", "Facturé en trop", "多开票";
    COLLECTED: "Paid, wholly or in part", "Réglé en tout ou partie", "已回款（含部分）";
    FORGIVEN: "Billed, then waived", "Facturé puis abandonné", "已开票后放弃追收";
    UNCOLLECTED: "Billed, not wholly paid", "Facturé, non ou partiellement réglé", "已开票未全额回款";
    RECOVERED: "Recovered, no invoice known", "Récupéré sans facture connue", "已收回（系统内无对应发票）";
    RECOVERED_IN_FULL: "Recovered", "Récupéré", "已收回";
    RECOVERED_IN_PART: "Recovered in part", "Récupéré en partie", "已部分收回";
    RECOVERED_BESIDE:
        "Recovered, no invoice known: {amount}",
        "Récupéré sans facture connue : {amount}",
        "已收回（系统内无对应发票）：{amount}";
    WAIVED_BESIDE: "Waived: {amount}", "Abandonné : {amount}", "已放弃开票：{amount}";
    PAID_BEFORE:
        "{amount} came in before the invoice and counts as paid of it",
        "{amount} encaissés avant la facture, comptés comme réglés",
        "开票前已收回 {amount}，计为该发票的回款";
    WAITS_FOR:
        "not before {milestone} is accepted",
        "pas avant la recette de {milestone}",
        "待 {milestone} 验收后开票";
    UNBILLED: "Not or not wholly billed", "Non ou partiellement facturé", "未开票或未开足";
    EXPECTED: "To be billed", "À facturer", "待开票";
    EXPECTED_BACK: "To be credited", "Avoir à émettre", "待红冲";
    PART_BILLED: "Billed in part", "Facturé en partie", "部分开票";
    BILLED: "Billed", "Facturé", "已开票";
    CREDITED: "Credited", "Avoir émis", "已红冲";
    WAIVED: "Waived", "Abandonné", "已放弃开票";

    PRICE_CHANGED: "The price changed", "Le prix a changé", "价格已变更";
    DAYS_CHANGED:
        "The period became shorter or longer",
        "La période a été raccourcie ou allongée",
        "计费期间已缩短或延长";
    CURRENCY_CHANGED: "The contract is in another currency now", "La devise du contrat a changé", "合同币种已变更";
    NO_LONGER_PROMISED:
        "Nothing is owed for this period any more",
        "Plus rien n’est dû pour cette période",
        "该期间不再有应开票";

    INVOICE: "Invoice", "Facture", "发票";
    CREDIT_NOTE: "Credit note", "Avoir", "红字发票";

    CORRECTION:
        "{reason}: {promised} promised, {recorded} recorded before",
        "{reason} : {promised} dus, {recorded} déjà enregistrés",
        "{reason}：应计 {promised}，此前已记 {recorded}";
    DISCOUNT: "−{percent} {days}", "−{percent} {days}", "{days}优惠 {percent}";
    FREE: "free {days}", "gratuit {days}", "{days}免费";
    FROM_TO: "from {from} to {to}", "du {from} au {to}", "{from}至{to}";
    FROM_ON: "from {from}", "à compter du {from}", "自 {from}起";
    RAMP: "{price} a unit from {from}", "{price} l’unité à compter du {from}", "自 {from}起单价 {price}";
    PRICE_UNTIL: "{price} until {day}", "{price} jusqu’au {day}", "{day}前（含当日）为 {price}";
    PRICE_NEXT: "{price} from {day}", "{price} à compter du {day}", "自 {day}起 {price}";
    INCREASE:
        "+{percent} each year from {from}",
        "+{percent} par an à compter du {from}",
        "自 {from}起每年上调 {percent}";
    EMPTY_TITLE: "Nothing to bill yet", "Rien à facturer pour l’instant", "暂无应开票";
    EMPTY_TEXT:
        "Once a contract that is signed has price lines, what it promises stands here, period by period.",
        "Dès qu’un contrat signé a des lignes de prix, ce qu’il prévoit s’affiche ici, période par période.",
        "合同签署并填写计费项后，各期应开票将显示在此处。";
    NO_ADJUSTMENT: "none", "aucune", "无";

    ADVANCE: "In advance", "Terme à échoir", "预付";
    ARREARS: "In arrears", "Terme échu", "后付";
    ONCE: "Once", "Une fois", "一次性";
    ONCE_ON: "Once, on {day}", "Une fois, le {day}", "一次性，{day}";
    MONTHLY: "Monthly", "Mensuel", "按月";
    EVERY_TWO_MONTHS: "Every two months", "Bimestriel", "每两个月";
    QUARTERLY: "Quarterly", "Trimestriel", "按季";
    HALF_YEARLY: "Half-yearly", "Semestriel", "每半年";
    YEARLY: "Yearly", "Annuel", "按年";
    EVERY_MONTHS: "Every {n} months", "Tous les {n} mois", "每 {n} 个月";
    EVERY_YEARS: "Every {n} years", "Tous les {n} ans", "每 {n} 年";
    IN_ADVANCE_FROM:
        "{frequency}, in advance, from {day}",
        "{frequency}, terme à échoir, à compter du {day}",
        "{frequency}预付，自 {day}起";
    IN_ARREARS_FROM:
        "{frequency}, in arrears, from {day}",
        "{frequency}, terme échu, à compter du {day}",
        "{frequency}后付，自 {day}起";

    UNTIL: "{billed}, until {day}", "{billed}, jusqu’au {day}", "{billed}，至 {day}止";

    DAYS_OF: "{days} of {of} days", "{days} jours sur {of}", "{of} 天中的 {days} 天";
    DAY_OF: "{days} of {of} days", "{days} jour sur {of}", "{of} 天中的 {days} 天";
    SEMICOLON: "; ", " ; ", "；";
    COMMA: ", ", ", ", "，";
    PART_FOR: "{price} for {days}", "{price} pendant {days}", "{price}（{days}）";
}

/// Where a ledger row stands.
pub const fn billing_state(state: BillingState) -> Text {
    match state {
        BillingState::Expected => EXPECTED,
        BillingState::PartBilled => PART_BILLED,
        BillingState::Billed => BILLED,
        BillingState::Credited => CREDITED,
        BillingState::Waived => WAIVED,
    }
}

/// Where a ledger row stands, as lists, ledgers and files call it: what came in without an invoice that is known is
/// recovered, and not billed; what is below zero is to be given back.
pub const fn row_state(state: BillingState, expected: Money, recovered_only: bool) -> Text {
    match state {
        BillingState::Expected if expected.minor < 0 => EXPECTED_BACK,
        BillingState::PartBilled if recovered_only => RECOVERED_IN_PART,
        BillingState::Billed if recovered_only => RECOVERED_IN_FULL,
        _ => billing_state(state),
    }
}

/// Why there is a correction row.
pub const fn correction_reason(reason: CorrectionReason) -> Text {
    match reason {
        CorrectionReason::PriceChanged => PRICE_CHANGED,
        CorrectionReason::DaysChanged => DAYS_CHANGED,
        CorrectionReason::CurrencyChanged => CURRENCY_CHANGED,
        CorrectionReason::NoLongerPromised => NO_LONGER_PROMISED,
    }
}

/// Why there is a correction row, and between which amounts.
pub fn correction(words: Words, correction: &Correction) -> String {
    let Correction { reason, promised, recorded } = correction;
    let values = [
        ("reason", words.t(correction_reason(*reason))),
        ("promised", &*words.money(*promised)),
        ("recorded", &*words.money(*recorded)),
    ];
    words.with(CORRECTION, &values)
}

/// A yearly increase: `+2% each year from 1 Jan 2027`.
pub fn increase(words: Words, increase: YearlyIncrease) -> String {
    words.with(INCREASE, &[("percent", &words.percent(increase.percent)), ("from", &words.day(increase.first_on))])
}

/// What changes a line's price over time, or that nothing does.
pub fn adjustments(words: Words, line: &PriceLine) -> String {
    let said = price_changes(words, &line.discounts, &line.ramp, line.increase);
    said.unwrap_or_else(|| words.t(NO_ADJUSTMENT).to_owned())
}

/// What changes a price over time: discounts, steps, the yearly increase; `None` without any.
pub fn price_changes(
    words: Words,
    discounts: &[Discount],
    ramp: &[RampStep],
    increase: Option<YearlyIncrease>,
) -> Option<String> {
    let discounts = discounts.iter().map(|discount| {
        let from = words.day(discount.from);
        let days = match discount.to {
            Some(to) => words.with(FROM_TO, &[("from", &from), ("to", &words.day(to))]),
            None => words.with(FROM_ON, &[("from", &from)]),
        };
        let text = if discount.percent >= Decimal::ONE_HUNDRED { FREE } else { DISCOUNT };
        words.with(text, &[("percent", &words.percent(discount.percent)), ("days", &days)])
    });
    let ramp = ramp
        .iter()
        .map(|step| words.with(RAMP, &[("price", &words.number(step.unit_price)), ("from", &words.day(step.from))]));
    let increase = increase.map(|one| self::increase(words, one));
    let said: Vec<String> = discounts.chain(ramp).chain(increase).collect();
    (!said.is_empty()).then(|| said.join(words.t(SEMICOLON)))
}

/// The same beside [`price_around`], which says already what came before the price in force, when that began and what comes next.
pub fn adjustments_beside(words: Words, line: &PriceLine, around: Option<&PriceAround>) -> String {
    let ended = around.and_then(|around| around.before.last()).map(|(_, eve)| *eve);
    let now = ended.and_then(|eve| eve.succ_opt());
    let said: Vec<Day> = around.and_then(|around| Some(around.next?.1)).into_iter().chain(now).collect();
    let mut line = line.clone();
    let is_before = |step: &RampStep| ended.is_some_and(|eve| step.from <= eve);
    line.ramp.retain(|step| !said.contains(&step.from) && !is_before(step));
    let nothing = line.discounts.is_empty() && line.ramp.is_empty() && line.increase.is_none();
    if nothing && !said.is_empty() { String::new() } else { adjustments(words, &line) }
}

/// The prices before the one in force and the next one: `5 000,00 € jusqu’au 31 déc. 2025 ; 5 408,00 € à compter du …`.
/// `say` writes a price.
pub fn price_around(words: Words, around: &PriceAround, say: impl Fn(Decimal) -> String) -> String {
    let said = |text: Text, (price, day): &(Decimal, Day)| {
        words.with(text, &[("price", &say(*price)), ("day", &words.day(*day))])
    };
    let before = around.before.iter().map(|before| said(PRICE_UNTIL, before));
    let said: Vec<String> = before.chain(around.next.iter().map(|next| said(PRICE_NEXT, next))).collect();
    said.join(words.t(SEMICOLON))
}

/// Invoice or credit note.
pub const fn invoice_kind(kind: InvoiceKind) -> Text {
    match kind {
        InvoiceKind::Invoice => INVOICE,
        InvoiceKind::CreditNote => CREDIT_NOTE,
    }
}

/// In advance or in arrears.
pub const fn timing(timing: Timing) -> Text {
    match timing {
        Timing::Advance => ADVANCE,
        Timing::Arrears => ARREARS,
    }
}

/// How often, from the months between bills (0: once): `Quarterly`, `Trimestriel`, `按季`.
pub fn frequency(words: Words, months: u32) -> String {
    let text = match months {
        0 => ONCE,
        1 => MONTHLY,
        2 => EVERY_TWO_MONTHS,
        3 => QUARTERLY,
        6 => HALF_YEARLY,
        12 => YEARLY,
        _ if months.is_multiple_of(12) => return words.with(EVERY_YEARS, &[("n", &words.number(months / 12))]),
        _ => return words.with(EVERY_MONTHS, &[("n", &words.number(months))]),
    };
    words.t(text).to_owned()
}

/// When a line is billed: `Quarterly, in advance, from 1 Jan 2026`.
pub fn recurrence(words: Words, recurrence: &Recurrence) -> String {
    match *recurrence {
        Recurrence::Once { on } => words.with(ONCE_ON, &[("day", &words.day(on))]),
        Recurrence::Every { months, anchor, timing } => {
            let text = match timing {
                Timing::Advance => IN_ADVANCE_FROM,
                Timing::Arrears => IN_ARREARS_FROM,
            };
            words.with(text, &[("frequency", &frequency(words, months)), ("day", &words.day(anchor))])
        }
    }
}

/// When a line is billed, and on which days: `Quarterly, in advance, from 1 Jan 2026, until 31 Dec 2026`.
pub fn billed_within(words: Words, recurrence: &Recurrence, starts_on: Option<Day>, ends_on: Option<Day>) -> String {
    let said = match *recurrence {
        Recurrence::Every { months, anchor, timing } => {
            let anchor = starts_on.map_or(anchor, |first| first.max(anchor));
            self::recurrence(words, &Recurrence::Every { months, anchor, timing })
        }
        Recurrence::Once { .. } => return self::recurrence(words, recurrence),
    };
    match ends_on {
        Some(last) => words.with(UNTIL, &[("billed", &said), ("day", &words.day(last))]),
        None => said,
    }
}

/// A part of the way from promise to cash, as rows stand at it.
pub const fn flow_part(part: FlowPart) -> Text {
    match part {
        FlowPart::Invoiced => INVOICED,
        FlowPart::Unbilled => UNBILLED,
        FlowPart::Recovered => RECOVERED,
        FlowPart::Overbilled => OVERBILLED,
        FlowPart::Collected => COLLECTED,
        FlowPart::Uncollected => UNCOLLECTED,
        FlowPart::Forgiven => FORGIVEN,
    }
}

/// How an amount came about: `3 × 400,00 € × 1,02² × (1 − 10 %), 17 jours sur 31`. A quantity of one is
/// not said. The currency is that of the amount the formula stands beside.
pub fn formula(words: Words, formula: &Formula, currency: Currency) -> String {
    let parts = formula.parts();
    let quantity = if formula.quantity == Decimal::ONE {
        String::new()
    } else {
        format!("{} × ", words.number(formula.quantity))
    };
    if let [only] = parts.as_slice() {
        let price = part_price(words, only, currency);
        let comma = words.t(COMMA);
        return match only.prorated {
            Some((days, of)) => format!("{quantity}{price}{comma}{}", days_of(words, days, of)),
            None => format!("{quantity}{price}"),
        };
    }
    let said: Vec<String> = parts.iter().map(|part| part_for_days(words, part, currency)).collect();
    let sum = said.join(" + ");
    if quantity.is_empty() { sum } else { format!("{quantity}({sum})") }
}

fn part_for_days(words: Words, part: &Part, currency: Currency) -> String {
    let price = part_price(words, part, currency);
    match part.prorated {
        Some((days, of)) => words.with(PART_FOR, &[("price", &price), ("days", &days_of(words, days, of))]),
        None => price,
    }
}

/// `400,00 € × 1,02² × (1 − 10 %)`
pub(super) fn part_price(words: Words, part: &Part, currency: Currency) -> String {
    let mut text = words.price(part.unit_price, currency);
    if part.unit_price < Decimal::ZERO {
        text = format!("({text})");
    }
    if let Some((percent, times)) = part.increase {
        let factor = percent.checked_mul(Decimal::new(1, 2)).and_then(|rate| rate.checked_add(Decimal::ONE));
        text.push_str(" × ");
        text.push_str(
            &factor.map_or_else(|| format!("(1 + {})", words.percent(percent)), |factor| words.number(factor)),
        );
        if times != 1 {
            text.push_str(&superscript(times));
        }
    }
    for discount in &part.discounts {
        text.push_str(&format!(" × (1 − {})", words.percent(*discount)));
    }
    text
}

/// `17 jours sur 31`
pub fn days_of(words: Words, days: i64, of: i64) -> String {
    let text = if days == 1 { DAY_OF } else { DAYS_OF };
    words.with(text, &[("days", &words.number(days)), ("of", &words.number(of))])
}

fn superscript(number: u32) -> String {
    let raised = |digit| match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    };
    number.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{billing, language::Language, sample};

    #[test]
    fn beside_the_prices_around_nothing_is_said_twice() {
        let (words, day) = (Words(Language::En), |text: &str| text.parse::<Day>().expect("a day"));
        let company = sample::demonstration(day("2026-11-22"));
        let lines = company.contracts.iter().flat_map(|contract| &contract.lines);
        let mut line = lines.into_iter().find(|line| line.ends_on.is_none()).expect("a line").clone();
        let step = |from, price: i64| RampStep { from: day(from), unit_price: Decimal::from(price) };
        line.unit_price = Decimal::from(300);
        line.recurrence = Recurrence::Every { months: 1, anchor: day("2025-01-01"), timing: Timing::Advance };
        (line.starts_on, line.discounts, line.increase) = (Some(day("2025-01-01")), Vec::new(), None);
        line.ramp = vec![step("2025-12-01", 340), step("2026-06-01", 375), step("2027-01-01", 400)];
        let around = billing::price_around(&line, None, day("2026-11-22")).expect("prices");
        assert_eq!(
            price_around(words, &around, |price| price.to_string()),
            "300 until 30 Nov 2025; 340 until 31 May 2026; 400 from 1 Jan 2027"
        );
        assert_eq!(adjustments_beside(words, &line, Some(&around)), "");
        line.ramp.push(step("2028-01-01", 420));
        assert_eq!(adjustments_beside(words, &line, Some(&around)), "420 a unit from 1 Jan 2028");
        line.ramp.clear();
        assert_eq!(adjustments_beside(words, &line, None), "none");
    }
}
