//! Findings in one line, and how late they are.

use super::{
    cause::{is_free, without_sign},
    evidence::{charges, in_another_currency, lacking},
    visits,
};
use crate::words::Words;
use model::{
    calendar::Day,
    invoice::InvoiceKind,
    leakage::{Evidence, RowEvidence},
    money::Money,
};

words! {
    HEAD_WAITING:
        "{period} not matched, an invoice line waits",
        "{period} non rapproché, une ligne de facture est en attente",
        "{period}未匹配，有发票行待确认";
    HEAD_MISSING: "{period} not invoiced", "{period} non facturé", "{period}未开票";
    HEAD_OTHER_CURRENCY:
        "{period} invoiced in another currency only",
        "{period} : facturé dans une autre devise seulement",
        "{period}仅以其他币种开票";
    HEAD_CREDITED:
        "{period} credited and not billed again",
        "{period} : avoir sans refacturation",
        "{period}红冲后未重开";
    HEAD_MILESTONE:
        "“{milestone}” accepted on {day}, not invoiced",
        "« {milestone} » accepté le {day}, non facturé",
        "“{milestone}”于 {day}验收，未开票";
    HEAD_TWICE: "{period} billed twice", "{period} facturé deux fois", "{period}重复开票";
    HEAD_BELOW:
        "{period} billed {difference} too low",
        "{period} sous-facturé de {difference}",
        "{period}少开 {difference}";
    HEAD_ABOVE:
        "{period} billed {difference} too high",
        "{period} surfacturé de {difference}",
        "{period}多开 {difference}";
    HEAD_REBATE:
        "{period}: rebate of {difference} not given",
        "{period} : remise de {difference} non accordée",
        "{period}折让 {difference} 未给予";
    HEAD_OLD_PRICE:
        "Increase of {percent} on {day} not billed",
        "Hausse de {percent} du {day} non facturée",
        "{day}上调 {percent} 未执行";
    HEAD_DISCOUNT:
        "Discount of {percent} given after {day}",
        "Remise de {percent} accordée après le {day}",
        "{percent} 折扣在 {day}后仍沿用";
    HEAD_FREE: "Free period given after {day}", "Gratuité maintenue après le {day}", "免费期在 {day}后仍沿用";
    HEAD_STEP: "Price due from {day} not billed", "Prix dû dès le {day} non facturé", "{day}起的新价格未执行";
    HEAD_STEP_TO:
        "Price of {agreed} due from {day}, billed at {price}",
        "Prix de {agreed} dû dès le {day}, facturé {price}",
        "{day}起单价应为 {agreed}，仍按 {price} 开票";
    HEAD_NEVER_ONE: "{n} period due, never billed", "{n} période due, jamais facturée", "应开 {n} 期，从未开票";
    HEAD_NEVER: "{n} periods due, never billed", "{n} périodes dues, jamais facturées", "应开 {n} 期，从未开票";
    HEAD_LATE: "Invoice {number} due on {day}", "Facture {number} exigible le {day}", "发票 {number} 应于 {day}付款";
    HEAD_DECIDE:
        "Renews by itself unless notice arrives by {day}",
        "Reconduit sauf dénonciation reçue le {day} au plus tard",
        "通知最迟 {day}送达，否则自动续约";
    HEAD_WRONG:
        "Invoice {number} differs from the contract",
        "Facture {number} non conforme au contrat",
        "发票 {number} 与合同不符";
    HEAD_WRONG_CREDIT_NOTE:
        "Credit note {number} differs from the contract",
        "Avoir {number} non conforme au contrat",
        "红字发票 {number} 与合同不符";
    HEAD_AFTER_END: "Billed after the end on {day}", "Facturé après la fin du {day}", "{day}结束后仍开票";
    HEAD_STOPPED_ONE:
        "{n} period not billed since {day}",
        "{n} période non facturée depuis le {day}",
        "{day}以来 {n} 期未开票";
    HEAD_STOPPED:
        "{n} periods not billed since {day}",
        "{n} périodes non facturées depuis le {day}",
        "{day}以来 {n} 期未开票";
    HEAD_LACKS: "Lacks {gaps}", "Il manque {gaps}", "缺少{gaps}";
    HEAD_LESS:
        "Lines {difference} below the value stated",
        "Lignes inférieures de {difference} au montant du contrat",
        "计费项比合同金额少 {difference}";
    HEAD_MORE:
        "Lines {difference} above the value stated",
        "Lignes supérieures de {difference} au montant du contrat",
        "计费项比合同金额多 {difference}";
    DAY_LATE: "{n} day late", "{n} jour de retard", "逾期 {n} 天";
    DAYS_LATE: "{n} days late", "{n} jours de retard", "逾期 {n} 天";
    DAY_LEFT: "{n} day left", "encore {n} jour", "还剩 {n} 天";
    DAYS_LEFT: "{n} days left", "encore {n} jours", "还剩 {n} 天";
    LATE_TODAY: "today", "aujourd’hui", "今天";
}

/// A finding in one line, for lists.
pub fn headline(words: Words, evidence: &Evidence) -> String {
    let day = |day| words.day(day);
    let of_period = |text, row: &RowEvidence, difference: Option<Money>| {
        let difference = difference.map(|difference| words.money(difference)).unwrap_or_default();
        words.with(text, &[("period", &words.period(row.period)), ("difference", &difference)])
    };
    match evidence {
        Evidence::MissingPeriod { row, invoices, waiting, .. } => {
            let text = match (&**invoices, &**waiting) {
                ([], []) => HEAD_MISSING,
                ([], _) => HEAD_WAITING,
                (all, _) if in_another_currency(row, all) => HEAD_OTHER_CURRENCY,
                _ => HEAD_CREDITED,
            };
            of_period(text, row, None)
        }
        Evidence::MilestoneNotInvoiced { milestone, accepted_on, .. } => {
            words.with(HEAD_MILESTONE, &[("milestone", milestone), ("day", &day(*accepted_on))])
        }
        Evidence::BilledTwice { row, .. } => of_period(HEAD_TWICE, row, None),
        Evidence::BelowTerms { row, difference, .. } => of_period(HEAD_BELOW, row, Some(*difference)),
        Evidence::AboveTerms { row, difference, .. } => {
            let text = if row.is_charge() { HEAD_ABOVE } else { HEAD_REBATE };
            of_period(text, row, Some(*difference))
        }
        Evidence::OldPrice { due_on, percent, .. } => {
            words.with(HEAD_OLD_PRICE, &[("percent", &words.percent(*percent)), ("day", &day(*due_on))])
        }
        Evidence::StepMissed { due_on, unit_price, agreed, expected, .. } => {
            let (text, agreed) = match agreed {
                Some(agreed) => (HEAD_STEP_TO, words.price(*agreed, expected.currency)),
                None => (HEAD_STEP, String::new()),
            };
            let price = words.price(*unit_price, expected.currency);
            words.with(text, &[("day", &day(*due_on)), ("agreed", &agreed), ("price", &price)])
        }
        Evidence::DiscountPastEnd { percent, ended_on, .. } => {
            let text = if is_free(*percent) { HEAD_FREE } else { HEAD_DISCOUNT };
            words.with(text, &[("percent", &words.percent(*percent)), ("day", &day(*ended_on))])
        }
        Evidence::NeverBilled { rows, .. } => words.count(charges(rows), HEAD_NEVER_ONE, HEAD_NEVER),
        Evidence::Overdue { number, due_on, .. } => {
            words.with(HEAD_LATE, &[("number", number), ("day", &day(*due_on))])
        }
        Evidence::VisitMissed { .. } | Evidence::VisitNotBilled { .. } | Evidence::ServedAfterEnd { .. } => {
            visits::headline(words, evidence)
        }
        Evidence::NoticeNear { deadline, .. } => words.with(HEAD_DECIDE, &[("day", &day(*deadline))]),
        Evidence::WrongParty { invoice, .. } => {
            let text = match invoice.kind {
                InvoiceKind::Invoice => HEAD_WRONG,
                InvoiceKind::CreditNote => HEAD_WRONG_CREDIT_NOTE,
            };
            words.with(text, &[("number", &invoice.number)])
        }
        Evidence::BillingAfterEnd { ended_on, .. } => words.with(HEAD_AFTER_END, &[("day", &day(*ended_on))]),
        Evidence::StoppedWhileLive { rows, last_billed, .. } => {
            let since = rows.iter().find(|row| row.is_charge()).map_or(last_billed.last, |row| row.billing_day);
            words.count_with(charges(rows), HEAD_STOPPED_ONE, HEAD_STOPPED, &[("day", &day(since))])
        }
        Evidence::Incomplete { gaps } => words.with(HEAD_LACKS, &[("gaps", &lacking(words, gaps))]),
        Evidence::ValueMismatch { difference, .. } => {
            let text = if difference.minor < 0 { HEAD_MORE } else { HEAD_LESS };
            words.with(text, &[("difference", &words.money(without_sign(*difference)))])
        }
    }
}

/// How late it is on a day, or how many days are left: `45 days late`, `12 days left`. `None` where that
/// is no question.
pub fn lateness(words: Words, evidence: &Evidence, day: Day) -> Option<String> {
    let days = evidence.days_late(day)?;
    Some(match days {
        0 => words.t(LATE_TODAY).to_owned(),
        1.. => words.count(days.unsigned_abs(), DAY_LATE, DAYS_LATE),
        _ => words.count(days.unsigned_abs(), DAY_LEFT, DAYS_LEFT),
    })
}
