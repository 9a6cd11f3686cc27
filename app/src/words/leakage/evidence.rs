//! What a finding found, in sentences a finance director understands.

use super::{
    cause::{discount_ended, party_difference, step_missed, variation, without_sign},
    due_source, gap, visits,
};
use crate::words::{Text, Words};
use model::{
    invoice::InvoiceKind,
    leakage::{Evidence, Gap, InvoiceEvidence, RowEvidence, credited_and_deducted},
    money::Money,
};
use std::collections::BTreeSet;

words! {
    NOT_INVOICED:
        "{amount} was to be billed on {day} for the period {period}, and no invoice covers it.",
        "{amount} devaient être facturés le {day} pour la période du {period} ; aucune facture ne les couvre.",
        "{period}应于 {day}开票 {amount}，至今没有对应的发票。";
    ONCE_NOT_INVOICED:
        "{amount} was to be billed on {day}, and no invoice covers it.",
        "{amount} devaient être facturés le {day} ; aucune facture ne les couvre.",
        "应于 {day}开票 {amount}，至今没有对应的发票。";
    ONCE_NOT_MATCHED:
        "{amount} was to be billed on {day}, and no invoice is matched to it. A line that may be meant waits for a decision: {waiting}.",
        "{amount} devaient être facturés le {day} ; aucune facture n’y est rapprochée. Une ligne qui pourrait y correspondre attend une décision : {waiting}.",
        "应于 {day}开票 {amount}，尚无匹配的发票。有可能对应的发票行待确认：{waiting}。";
    ONCE_CREDITED_AWAY:
        "{amount} was to be billed on {day}. It was invoiced ({invoices}), then credited and never billed again.",
        "{amount} devaient être facturés le {day}. Cette somme a été facturée ({invoices}), puis annulée par avoir et jamais refacturée.",
        "应于 {day}开票 {amount}；已开票（{invoices}）后被红冲，此后未再开票。";
    MILESTONE:
        "The milestone “{milestone}” was accepted on {day}, which releases {amount}, and no invoice covers it.",
        "Le jalon « {milestone} » a été accepté le {day}, ce qui rend exigible la facturation de {amount} ; aucune facture ne la couvre.",
        "里程碑“{milestone}”已于 {day}验收，可开票 {amount}，至今没有对应的发票。";
    MILESTONE_WAITING:
        "The milestone “{milestone}” was accepted on {day}, which releases {amount}, and no invoice is matched to it. A line that may be meant waits for a decision: {waiting}.",
        "Le jalon « {milestone} » a été accepté le {day}, ce qui rend exigible la facturation de {amount} ; aucune facture n’y est rapprochée. Une ligne qui pourrait y correspondre attend une décision : {waiting}.",
        "里程碑“{milestone}”已于 {day}验收，可开票 {amount}，尚无匹配的发票。有可能对应的发票行待确认：{waiting}。";
    MILESTONE_CREDITED:
        "The milestone “{milestone}” was accepted on {day}, which releases {amount}. It was invoiced ({invoices}), but nothing of it stands as billed.",
        "Le jalon « {milestone} » a été accepté le {day}, ce qui rend exigible la facturation de {amount}. Des factures existent ({invoices}), mais rien n’en reste facturé.",
        "里程碑“{milestone}”已于 {day}验收，可开票 {amount}；虽有发票（{invoices}），但目前并无有效开票。";
    REBATES_OFF:
        "Rebates of {rebates} that were not given either are taken off.",
        "Les remises de {rebates}, non accordées elles non plus, en sont déduites.",
        "同期尚未给予的折让 {rebates} 已从中扣除。";
    NOT_MATCHED:
        "{amount} was to be billed on {day} for the period {period}, and no invoice is matched to it. A line that may be meant waits for a decision: {waiting}.",
        "{amount} devaient être facturés le {day} pour la période du {period} ; aucune facture n’y est rapprochée. Une ligne qui pourrait y correspondre attend une décision : {waiting}.",
        "{period}应于 {day}开票 {amount}，尚无匹配的发票。有可能对应的发票行待确认：{waiting}。";
    OTHER_CURRENCY:
        "{amount} was to be billed on {day} for the period {period}. What was invoiced for it is in another currency and bills nothing of it: {invoices}.",
        "{amount} devaient être facturés le {day} pour la période du {period}. Ce qui a été facturé l’est dans une autre devise et n’en couvre rien : {invoices}.",
        "{period}应于 {day}开票 {amount}。已开发票为其他币种，不能抵作该期开票：{invoices}。";
    CREDITED_AWAY:
        "{amount} was to be billed on {day} for the period {period}. It was invoiced ({invoices}), then credited and never billed again.",
        "{amount} devaient être facturés le {day} pour la période du {period}. Cette somme a été facturée ({invoices}), puis annulée par avoir et jamais refacturée.",
        "{period}应于 {day}开票 {amount}；已开票（{invoices}）后被红冲，此后未再开票。";
    TWICE:
        "The period {period} is worth {expected} and was billed {billed}: {difference} too much. Repeated: {repeated}.",
        "La période du {period} correspond à {expected} et a été facturée {billed}, soit {difference} de trop. En double : {repeated}.",
        "{period}应开票 {expected}，实开 {billed}，多开 {difference}。重复开具：{repeated}。";
    BELOW:
        "For the period {period} the terms come to {expected}; {billed} was billed ({invoices}). {difference} is missing.",
        "Pour la période du {period}, le contrat prévoit {expected} ; {billed} ont été facturés ({invoices}). Il manque {difference}.",
        "{period}按约定应开票 {expected}，实开 {billed}（{invoices}），少开 {difference}。";
    BELOW_CREDITED:
        "{credited} of it was taken back by credit notes, perhaps on purpose.",
        "Sur ce montant, {credited} ont été repris par avoir, peut-être volontairement.",
        "其中 {credited} 已红冲，或为有意为之。";
    BELOW_DEDUCTED:
        "{deducted} of it was taken off on the invoice itself, perhaps on purpose.",
        "Sur ce montant, {deducted} ont été déduits sur la facture elle-même, peut-être volontairement.",
        "其中 {deducted} 已在发票上直接扣减，或为有意为之。";
    ABOVE:
        "For the period {period} the terms come to {expected}; {billed} was billed ({invoices}): {difference} too much.",
        "Pour la période du {period}, le contrat prévoit {expected} ; {billed} ont été facturés ({invoices}), soit {difference} de trop.",
        "{period}按约定应开票 {expected}，实开 {billed}（{invoices}），多开 {difference}。";
    REBATE_OWED:
        "The rebate of {rebate} promised for {period} was not given: charges were billed in full ({invoices}).",
        "La remise de {rebate} promise pour la période du {period} n’a pas été accordée : les prestations ont été facturées en totalité ({invoices}).",
        "{period}约定的折让 {rebate} 未给予：费用已全额开票（{invoices}）。";
    REBATE_OWED_PART:
        "Of the rebate of {rebate} promised for {period}, {difference} was not given: charges were billed without it ({invoices}).",
        "Sur la remise de {rebate} promise pour la période du {period}, {difference} n’ont pas été accordés : les prestations ont été facturées sans cette déduction ({invoices}).",
        "{period}约定的折让 {rebate} 中有 {difference} 未给予：开票时未予扣减（{invoices}）。";
    OLD_PRICE_SINCE:
        "The price was to rise by {percent} on {day}, and invoices still show the price before.",
        "Le prix devait augmenter de {percent} le {day} et les factures portent encore l’ancien prix.",
        "价格应自 {day}起上调 {percent}，发票仍按旧价开具。";
    OLD_PRICE_RENEWED:
        "The contract renewed on {day} with a price increase of {percent}, and invoices still show the price before.",
        "Le contrat a été reconduit le {day} avec une hausse de {percent} et les factures portent encore l’ancien prix.",
        "合同于 {day}续约并上调 {percent}，发票仍按旧价开具。";
    ROWS_SHORT_ONE:
        "{n} period: {expected} expected, {billed} billed, {difference} missing.",
        "{n} période : {expected} attendus, {billed} facturés, il manque {difference}.",
        "共 {n} 期：应开 {expected}，实开 {billed}，少开 {difference}。";
    ROWS_SHORT:
        "{n} periods: {expected} expected, {billed} billed, {difference} missing.",
        "{n} périodes : {expected} attendus, {billed} facturés, il manque {difference}.",
        "共 {n} 期：应开 {expected}，实开 {billed}，少开 {difference}。";
    SIGNED: "Signed on {day}.", "Signé le {day}.", "{day}签署。";
    TAKEN_AS_SIGNED: "Taken as signed on {day}.", "Réputé signé le {day}.", "视同于 {day}签署。";
    NEVER_ONE:
        "{n} period worth {expected} was to be billed on {first}, and nothing was ever invoiced.",
        "{n} période représentant {expected} était à facturer le {first} et rien n’a jamais été facturé.",
        "共 {n} 期，应于 {first}开票 {expected}，从未开票。";
    NEVER:
        "{n} periods worth {expected} were to be billed from {first} on, and nothing was ever invoiced.",
        "{n} périodes représentant {expected} étaient à facturer à partir du {first} et rien n’a jamais été facturé.",
        "自 {first}起共 {n} 期，应开票合计 {expected}，从未开票。";
    LATE:
        "Invoice {number} of {issued} for {total} was due on {due} ({source}); {open} is still open.",
        "La facture {number} du {issued}, d’un montant de {total}, était exigible le {due} ({source}) ; {open} restent dus.",
        "发票 {number}（{issued}开具，{total}）应于 {due}付款（{source}），尚欠 {open}。";
    LATE_NET:
        "Invoice {number} of {issued} for {total} before tax was due on {due} ({source}); {open} before tax is still open. The invoice’s tax is not known.",
        "La facture {number} du {issued}, d’un montant de {total} hors taxes, était exigible le {due} ({source}) ; {open} hors taxes restent dus. La taxe de cette facture n’est pas connue.",
        "发票 {number}（{issued}开具，不含税 {total}）应于 {due}付款（{source}），尚欠不含税 {open}。该发票税额未知。";
    LATE_PAID: "{paid} has been paid.", "{paid} ont été réglés.", "已回款 {paid}。";
    LATE_CREDITED: "{credited} has been credited.", "{credited} ont fait l’objet d’un avoir.", "已红冲 {credited}。";
    LATE_WAS:
        "Invoice {number} of {issued} for {total} was due on {due} ({source}). At the last count, {open} was still open.",
        "La facture {number} du {issued}, d’un montant de {total}, était exigible le {due} ({source}). Au dernier décompte, {open} restaient dus.",
        "发票 {number}（{issued}开具，{total}）应于 {due}付款（{source}）。最后一次核算时尚欠 {open}。";
    LATE_NET_WAS:
        "Invoice {number} of {issued} for {total} before tax was due on {due} ({source}). At the last count, {open} before tax was still open. The invoice’s tax is not known.",
        "La facture {number} du {issued}, d’un montant de {total} hors taxes, était exigible le {due} ({source}). Au dernier décompte, {open} hors taxes restaient dus. La taxe de cette facture n’est pas connue.",
        "发票 {number}（{issued}开具，不含税 {total}）应于 {due}付款（{source}）。最后一次核算时尚欠不含税 {open}。该发票税额未知。";
    LATE_PAID_WAS: "{paid} had been paid.", "{paid} avaient été réglés.", "此前已回款 {paid}。";
    LATE_CREDITED_WAS:
        "{credited} had been credited.",
        "{credited} avaient fait l’objet d’un avoir.",
        "此前已红冲 {credited}。";
    LATE_SHARE_WAS:
        "Of what was open, {share} belonged to this contract.",
        "Sur le montant alors dû, {share} concernaient ce contrat.",
        "当时的欠款中 {share} 属于本合同。";
    WHEN_FOUND: "When this was found: {said}", "Au moment du constat : {said}", "发现时：{said}";
    LATE_SHARE:
        "Of what is open, {share} belongs to this contract.",
        "Sur le montant restant dû, {share} concernent ce contrat.",
        "欠款中 {share} 属于本合同。";
    DECIDE:
        "Notice must reach the customer by {deadline}. If nothing is done, the contract renews by itself.",
        "La dénonciation doit parvenir au client le {deadline} au plus tard. Sans décision, le contrat est reconduit tacitement.",
        "通知最迟须于 {deadline}送达客户。如不处理，合同将自动续约。";
    DECIDED:
        "It was decided: {decision}. That alone prevents nothing.",
        "Décision prise : {decision}. Elle n’empêche rien à elle seule.",
        "已决定：{decision}。仅有决定并不能阻止续约。";
    DECIDE_BY:
        "Our own day to decide by is {day}.",
        "Date limite de décision en interne : le {day}.",
        "内部决定期限为 {day}。";
    TERM_ENDS: "The current term ends on {day}.", "La période en cours s’achève le {day}.", "当前合同期至 {day}止。";
    NEXT_TERM: "The next term is worth {value}.", "La période suivante représente {value}.", "下一合同期金额为 {value}。";
    WRONG:
        "Invoice {number} of {issued} for {amount} does not agree with the contract: {differences}.",
        "La facture {number} du {issued}, d’un montant de {amount}, ne concorde pas avec le contrat : {differences}.",
        "发票 {number}（{issued}开具，{amount}）与合同不符：{differences}。";
    WRONG_CREDIT_NOTE:
        "Credit note {number} of {issued} for {amount} does not agree with the contract: {differences}.",
        "L’avoir {number} du {issued}, d’un montant de {amount}, ne concorde pas avec le contrat : {differences}.",
        "红字发票 {number}（{issued}开具，{amount}）与合同不符：{differences}。";
    WRONG_TAX: "The tax is off by {tax}.", "L’écart de taxe est de {tax}.", "税额相差 {tax}。";
    AFTER_END:
        "The contract ended on {day}. {billed} was billed for days after it ({invoices}).",
        "Le contrat a pris fin le {day}. {billed} ont été facturés pour des jours postérieurs ({invoices}).",
        "合同已于 {day}结束，此后仍开票 {billed}（{invoices}）。";
    STOPPED_ONE:
        "The last period billed is {last}. Since then {n} period worth {expected} was to be billed, on {first}.",
        "La dernière période facturée est celle du {last}. Depuis, {n} période représentant {expected} était à facturer, le {first}.",
        "最后开票的期间为 {last}。此后共 {n} 期，应于 {first}开票 {expected}，至今未开票。";
    STOPPED:
        "The last period billed is {last}. Since then {n} periods worth {expected} were to be billed, the first on {first}.",
        "La dernière période facturée est celle du {last}. Depuis, {n} périodes représentant {expected} étaient à facturer, la première le {first}.",
        "最后开票的期间为 {last}。此后共 {n} 期，应开票合计 {expected}，首期应于 {first}开票，均未开票。";
    LACKS: "The contract lacks {gaps}.", "Il manque au contrat {gaps}.", "合同缺少{gaps}。";
    LINES_WORTH_LESS:
        "The contract states {stated} for its first term ({term}); its price lines come to {expected}. No line bills the remaining {difference}.",
        "Le contrat indique {stated} pour sa première période ({term}) ; ses lignes de prix aboutissent à {expected}. Aucune ligne ne facture les {difference} restants.",
        "合同约定首个合同期（{term}）金额为 {stated}，计费项合计 {expected}，尚有 {difference} 没有对应的计费项。";
    LINES_WORTH_MORE:
        "The contract states {stated} for its first term ({term}); its price lines come to {expected}, {difference} more than agreed.",
        "Le contrat indique {stated} pour sa première période ({term}) ; ses lignes de prix aboutissent à {expected}, soit {difference} de plus que convenu.",
        "合同约定首个合同期（{term}）金额为 {stated}，计费项合计 {expected}，超出约定 {difference}。";
    CREDIT_NOTE_NUMBER: "credit note {number}", "avoir {number}", "红字发票 {number}";
    INVOICE_NUMBER: "invoice {number}", "facture {number}", "发票 {number}";
    MORE_INVOICES: "{n} more", "{n} autres", "另 {n} 张";
    NO_INVOICE: "no invoice", "aucune facture", "无发票";
}

/// As [`evidence`]; of a finding that is no longer open it is said how things stood: of a late invoice when it was last
/// counted, because payments may have come since it was found.
pub fn evidence_at(words: Words, evidence: &Evidence, is_open: bool) -> String {
    match evidence {
        _ if is_open => self::evidence(words, evidence),
        Evidence::Overdue { .. } => overdue(words, evidence, false),
        _ => words.with(WHEN_FOUND, &[("said", &self::evidence(words, evidence))]),
    }
}

/// Why a finding is one: one or two sentences with the numbers.
pub fn evidence(words: Words, evidence: &Evidence) -> String {
    let (day, money) = (|day| words.day(day), |amount: Money| words.money(amount));
    match evidence {
        Evidence::MissingPeriod { row, rebates, invoices, waiting, formula: _ } => {
            // What is billed once is for the one day on which it is billed.
            let once = row.period.first == row.billing_day && row.period.last == row.billing_day;
            let text = match (&**invoices, &**waiting) {
                ([], []) if once => ONCE_NOT_INVOICED,
                ([], []) => NOT_INVOICED,
                ([], _) if once => ONCE_NOT_MATCHED,
                ([], _) => NOT_MATCHED,
                (all, _) if in_another_currency(row, all) => OTHER_CURRENCY,
                _ if once => ONCE_CREDITED_AWAY,
                _ => CREDITED_AWAY,
            };
            let values = [
                ("waiting", &*numbers(words, waiting)),
                ("amount", &*money(row.expected)),
                ("day", &*day(row.billing_day)),
                ("period", &*words.span(row.period)),
                ("invoices", &*numbers(words, invoices)),
            ];
            words.sentences(&[words.with(text, &values), rebates_off(words, rebates)])
        }
        Evidence::MilestoneNotInvoiced { milestone, accepted_on, row, invoices, waiting, formula: _ } => {
            let text = match (&**invoices, &**waiting) {
                ([], []) => MILESTONE,
                ([], _) => MILESTONE_WAITING,
                _ => MILESTONE_CREDITED,
            };
            let values = [
                ("milestone", milestone.as_str()),
                ("day", &*day(*accepted_on)),
                ("amount", &*money(row.expected)),
                ("waiting", &*numbers(words, waiting)),
                ("invoices", &*numbers(words, invoices)),
            ];
            words.with(text, &values)
        }
        Evidence::BilledTwice { row, difference, repeated, invoices: _, formula: _ } => {
            let repeated = numbers(words, repeated);
            of_row(words, TWICE, row, &[("repeated", &repeated), ("difference", &money(*difference))])
        }
        Evidence::BelowTerms { row, difference, credited, invoices, formula: _ } => {
            let values = [("invoices", &*numbers(words, invoices)), ("difference", &*money(*difference))];
            let (by_notes, deducted) = credited_and_deducted(*credited, invoices);
            let said = |text, name, amount: Money| match amount.is_zero() {
                true => String::new(),
                false => words.with(text, &[(name, &money(amount))]),
            };
            words.sentences(&[
                of_row(words, BELOW, row, &values),
                said(BELOW_CREDITED, "credited", by_notes),
                said(BELOW_DEDUCTED, "deducted", deducted),
            ])
        }
        Evidence::AboveTerms { row, difference, invoices, .. } if !row.is_charge() => {
            let promised = without_sign(row.expected);
            let text = if *difference == promised { REBATE_OWED } else { REBATE_OWED_PART };
            let values = [
                ("rebate", &*money(promised)),
                ("difference", &*money(*difference)),
                ("invoices", &*numbers(words, invoices)),
            ];
            of_row(words, text, row, &values)
        }
        Evidence::AboveTerms { row, difference, explained, invoices, formula: _ } => {
            let values = [("invoices", &*numbers(words, invoices)), ("difference", &*money(*difference))];
            let cause =
                explained.as_ref().map(|cause| variation(words, cause, difference.currency)).unwrap_or_default();
            words.sentences(&[of_row(words, ABOVE, row, &values), cause])
        }
        Evidence::OldPrice { due_on, percent, renewed, rows, expected, billed, difference, invoices: _ } => {
            let text = if *renewed { OLD_PRICE_RENEWED } else { OLD_PRICE_SINCE };
            let cause = words.with(text, &[("percent", &words.percent(*percent)), ("day", &day(*due_on))]);
            words.sentences(&[cause, short(words, rows.len(), *expected, *billed, *difference)])
        }
        Evidence::StepMissed { due_on, unit_price, agreed, rows, expected, billed, difference, invoices: _ } => {
            let cause = step_missed(words, *due_on, *unit_price, *agreed, expected.currency);
            words.sentences(&[cause, short(words, rows.len(), *expected, *billed, *difference)])
        }
        Evidence::DiscountPastEnd { percent, ended_on, rows, expected, billed, difference, invoices: _ } => {
            let cause = discount_ended(words, *percent, *ended_on);
            words.sentences(&[cause, short(words, rows.len(), *expected, *billed, *difference)])
        }
        Evidence::NeverBilled { signed_on, assumed, rows, expected } => {
            let text = if *assumed { TAKEN_AS_SIGNED } else { SIGNED };
            let signed = signed_on.map(|signed| words.with(text, &[("day", &day(signed))])).unwrap_or_default();
            let values = [("expected", &*money(*expected)), ("first", &*first_billing_day(words, rows))];
            let never = words.count_with(charges(rows), NEVER_ONE, NEVER, &values);
            words.sentences(&[signed, never, rebates_off(words, rows)])
        }
        Evidence::Overdue { .. } => overdue(words, evidence, true),
        Evidence::NoticeNear { .. } => notice_near(words, evidence),
        Evidence::VisitMissed { .. } | Evidence::VisitNotBilled { .. } | Evidence::ServedAfterEnd { .. } => {
            visits::evidence(words, evidence)
        }
        Evidence::WrongParty { invoice, differences, tax } => {
            let differences: Vec<String> = differences.iter().map(|each| party_difference(words, each)).collect();
            let values = [
                ("number", invoice.number.as_str()),
                ("issued", &*day(invoice.issued_on)),
                ("amount", &*money(invoice.amount)),
                ("differences", &*words.list(&differences)),
            ];
            let tax = tax.map(|tax| words.with(WRONG_TAX, &[("tax", &money(tax))])).unwrap_or_default();
            let text = match invoice.kind {
                InvoiceKind::Invoice => WRONG,
                InvoiceKind::CreditNote => WRONG_CREDIT_NOTE,
            };
            words.sentences(&[words.with(text, &values), tax])
        }
        Evidence::BillingAfterEnd { ended_on, invoices, billed } => {
            let values =
                [("day", &*day(*ended_on)), ("billed", &*money(*billed)), ("invoices", &*numbers(words, invoices))];
            words.with(AFTER_END, &values)
        }
        Evidence::StoppedWhileLive { last_billed, rows, expected } => {
            let values = [
                ("last", &*words.span(*last_billed)),
                ("expected", &*money(*expected)),
                ("first", &*first_billing_day(words, rows)),
            ];
            let said = words.count_with(charges(rows), STOPPED_ONE, STOPPED, &values);
            words.sentences(&[said, rebates_off(words, rows)])
        }
        Evidence::Incomplete { gaps } => words.with(LACKS, &[("gaps", &lacking(words, gaps))]),
        Evidence::ValueMismatch { stated, expected, difference, term, lines: _ } => {
            let text = if difference.minor < 0 { LINES_WORTH_MORE } else { LINES_WORTH_LESS };
            let values = [
                ("stated", &*money(*stated)),
                ("term", &*words.period(*term)),
                ("expected", &*money(*expected)),
                ("difference", &*money(without_sign(*difference))),
            ];
            words.with(text, &values)
        }
    }
}

/// Whether what was invoiced for a row is, at least in part, in another currency.
pub(super) fn in_another_currency(row: &RowEvidence, invoices: &[InvoiceEvidence]) -> bool {
    invoices.iter().any(|invoice| invoice.amount.currency != row.expected.currency)
}

fn overdue(words: Words, evidence: &Evidence, is_open: bool) -> String {
    let Evidence::Overdue {
        number,
        issued_on,
        due_on,
        due_source: source,
        total,
        taxed,
        paid,
        credited,
        open,
        share,
        ..
    } = evidence
    else {
        return String::new();
    };
    let (late, late_net, late_paid, late_credited, late_share) = match is_open {
        true => (LATE, LATE_NET, LATE_PAID, LATE_CREDITED, LATE_SHARE),
        false => (LATE_WAS, LATE_NET_WAS, LATE_PAID_WAS, LATE_CREDITED_WAS, LATE_SHARE_WAS),
    };
    let late = if *taxed { late } else { late_net };
    let values = [
        ("number", number.as_str()),
        ("issued", &*words.day(*issued_on)),
        ("total", &*words.money(*total)),
        ("due", &*words.day(*due_on)),
        ("source", words.t(due_source(*source))),
        ("open", &*words.money(*open)),
    ];
    let part = |text, name, amount: Money, said: bool| {
        if said { words.with(text, &[(name, &words.money(amount))]) } else { String::new() }
    };
    words.sentences(&[
        words.with(late, &values),
        part(late_paid, "paid", *paid, !paid.is_zero()),
        part(late_credited, "credited", *credited, !credited.is_zero()),
        part(late_share, "share", *share, share != open),
    ])
}

fn notice_near(words: Words, evidence: &Evidence) -> String {
    let Evidence::NoticeNear { deadline, decide_by, term_ends_on, value, decision } = evidence else {
        return String::new();
    };
    let on = |text, day: Option<_>| day.map(|day| words.with(text, &[("day", &words.day(day))])).unwrap_or_default();
    let value = value.map(|value| words.with(NEXT_TERM, &[("value", &words.money(value))])).unwrap_or_default();
    let notice = words.with(DECIDE, &[("deadline", &words.day(*deadline))]);
    let rest = match decision {
        Some(decision) => words.with(DECIDED, &[("decision", words.t(super::super::renewal::decision(*decision)))]),
        None => on(DECIDE_BY, *decide_by),
    };
    words.sentences(&[notice, on(TERM_ENDS, *term_ends_on), value, rest])
}

fn of_row(words: Words, text: Text, row: &RowEvidence, more: &[(&str, &str)]) -> String {
    let (period, expected, billed) = (words.span(row.period), words.money(row.expected), words.money(row.billed));
    let mut values = vec![("period", &*period), ("expected", &*expected), ("billed", &*billed)];
    values.extend_from_slice(more);
    words.with(text, &values)
}

fn short(words: Words, rows: usize, expected: Money, billed: Money, difference: Money) -> String {
    let values = [
        ("expected", &*words.money(expected)),
        ("billed", &*words.money(billed)),
        ("difference", &*words.money(difference)),
    ];
    words.count_with(rows as u64, ROWS_SHORT_ONE, ROWS_SHORT, &values)
}

/// The invoices by number, each once however many of its lines count: all of up to three, else the first two and how
/// many more.
fn numbers(words: Words, invoices: &[InvoiceEvidence]) -> String {
    const MOST: usize = 3;
    let mut seen = BTreeSet::new();
    let invoices: Vec<&InvoiceEvidence> = invoices.iter().filter(|invoice| seen.insert(invoice.invoice)).collect();
    let named = if invoices.len() > MOST { MOST - 1 } else { invoices.len() };
    let name = |invoice: &&InvoiceEvidence| {
        let text = match invoice.kind {
            InvoiceKind::Invoice => INVOICE_NUMBER,
            InvoiceKind::CreditNote => CREDIT_NOTE_NUMBER,
        };
        words.with(text, &[("number", &invoice.number)])
    };
    let mut names: Vec<String> = invoices.iter().take(named).map(name).collect();
    if invoices.len() > named {
        names.push(words.with(MORE_INVOICES, &[("n", &words.number(invoices.len() - named))]));
    }
    if names.is_empty() { words.t(NO_INVOICE).to_owned() } else { words.list(&names) }
}

/// What a contract lacks, one after another.
pub(super) fn lacking(words: Words, gaps: &[Gap]) -> String {
    let names: Vec<&str> = gaps.iter().map(|each| words.t(gap(*each))).collect();
    words.list(&names)
}

/// How many of the rows charge; the others are rebates, taken off them.
pub(super) fn charges(rows: &[RowEvidence]) -> u64 {
    rows.iter().filter(|row| row.is_charge()).count() as u64
}

/// What rebates among the rows take off; nothing where there are none.
fn rebates_off(words: Words, rows: &[RowEvidence]) -> String {
    let mut rebates = rows.iter().filter(|row| !row.is_charge()).map(|row| row.expected);
    let Some(first) = rebates.next() else { return String::new() };
    let minor = rebates.fold(first.minor, |sum, rebate| sum.saturating_add(rebate.minor));
    words.with(REBATES_OFF, &[("rebates", &words.money(Money::new(minor.saturating_neg(), first.currency)))])
}

fn first_billing_day(words: Words, rows: &[RowEvidence]) -> String {
    let charges = rows.iter().filter(|row| row.is_charge());
    charges.map(|row| row.billing_day).min().map(|day| words.day(day)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{id::InvoiceId, language::Language, money::Currency};

    #[test]
    fn an_invoice_is_named_once_and_a_credit_note_by_its_name() {
        let of = |id: u128, kind, number: &str, minor| InvoiceEvidence {
            invoice: InvoiceId(uuid::Uuid::from_u128(id)),
            kind,
            number: number.to_owned(),
            issued_on: "2026-01-02".parse().unwrap(),
            amount: Money::new(minor, Currency::EUR),
        };
        let line = |minor| of(1, InvoiceKind::Invoice, "S-011", minor);
        let note = of(2, InvoiceKind::CreditNote, "A-012", -100);
        let said = |language, all: &[InvoiceEvidence]| numbers(Words(language), all);
        assert_eq!(said(Language::En, &[line(100), line(200)]), "invoice S-011");
        assert_eq!(said(Language::En, &[line(100), line(200), note.clone()]), "invoice S-011 and credit note A-012");
        assert_eq!(said(Language::Fr, &[line(100), note]), "facture S-011 et avoir A-012");
    }
}
