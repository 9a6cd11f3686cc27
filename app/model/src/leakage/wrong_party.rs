//! Kind 28: the invoice's entity, customer, currency or VAT differs from the contract's.
//!
//! What leaks: an invoice that the customer need not pay, tax that has to be corrected, or money that is
//! booked in the wrong company.
//! Formula: the amount billed where entity, customer or currency differ; where only the VAT rate does,
//! the tax: amount × difference of the rates. One finding an invoice, with every difference.
//!
//! Not reported: credit notes, invoices taken back by a credit note, rates and entities that the invoice
//! or the contract does not state, invoices after the end (kind 29).

use super::{
    BilledPart, Confidence, Evidence, Finding, PartyDifference,
    case::{Case, Standing, invoice_evidence, sum},
};
use crate::{
    id::InvoiceId,
    invoice::{Invoice, InvoiceKind},
    money::Money,
    price_line::PriceLine,
};
use std::collections::BTreeMap;

/// Finds invoices that do not fit the contract's parties, currency or tax.
pub fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut by_invoice: BTreeMap<InvoiceId, Vec<(BilledPart<'_>, Option<&PriceLine>)>> = BTreeMap::new();
    let matched = case.periods.iter().filter(|period| period.standing != Standing::AfterEnd);
    let matched = matched.flat_map(|period| period.parts.iter().map(|part| (*part, period.line)));
    let unmatched = case.picture.unmatched.iter().map(|part| (*part, None));
    for (part, line) in matched.chain(unmatched) {
        let after_end = case.has_ended()
            && line.is_none()
            && case.end.is_some_and(|end| part.line.period.map_or(part.invoice.issued_on, |period| period.first) > end);
        if part.invoice.kind == InvoiceKind::Invoice && part.amount.minor > 0 && !after_end {
            by_invoice.entry(part.invoice.id).or_default().push((part, line));
        }
    }
    by_invoice.into_values().filter_map(|parts| finding(case, &parts)).collect()
}

fn finding(case: &Case<'_>, parts: &[(BilledPart<'_>, Option<&PriceLine>)]) -> Option<Finding> {
    let (first, _) = parts.first()?;
    let invoice = first.invoice;
    let billed = sum(parts.iter().map(|(part, _)| part.amount), first.amount.currency);
    if case.credited.get(&invoice.id).is_some_and(|credited| *credited >= billed.minor) {
        return None;
    }
    let mut differences = of_header(case, invoice);
    let of_parties = !differences.is_empty();
    let mut tax: Option<Money> = None;
    for (part, line) in parts {
        let Some((contract, charged)) = line.and_then(|line| line.vat_percent).zip(part.line.vat_percent) else {
            continue;
        };
        if contract == charged {
            continue;
        }
        let difference = PartyDifference::Vat { contract, invoice: charged };
        if !differences.contains(&difference) {
            differences.push(difference);
        }
        let rate = contract.checked_sub(charged)?.abs().checked_mul(rust_decimal::Decimal::new(1, 2))?;
        let wrong = Money::round(part.amount.major().checked_mul(rate)?, part.amount.currency).ok()?;
        tax = Some(tax.map_or(Some(wrong), |sum| sum.checked_add(wrong).ok()).unwrap_or(wrong));
    }
    if differences.is_empty() {
        return None;
    }
    let amount = if of_parties { Some(billed) } else { tax };
    let other_customer = differences.iter().any(|one| matches!(one, PartyDifference::Customer { .. }));
    let confidence = if other_customer { Confidence::Check } else { Confidence::Certain };
    let mut shown = invoice_evidence(first);
    shown.amount = billed;
    let evidence = Evidence::WrongParty { invoice: shown, differences, tax };
    Some(Finding {
        invoice_line: Some(first.line.id),
        period: first.line.period,
        ..case.finding(evidence, amount, confidence, invoice.issued_on)
    })
}

fn of_header(case: &Case<'_>, invoice: &Invoice) -> Vec<PartyDifference> {
    let details = case.picture.details;
    let entity = invoice.legal_entity.filter(|entity| *entity != details.legal_entity);
    let entity = entity.map(|invoice| PartyDifference::LegalEntity { contract: details.legal_entity, invoice });
    let customer = (invoice.customer != details.customer)
        .then_some(PartyDifference::Customer { contract: details.customer, invoice: invoice.customer });
    let currency = (invoice.currency != details.currency)
        .then_some(PartyDifference::Currency { contract: details.currency, invoice: invoice.currency });
    [entity, customer, currency].into_iter().flatten().collect()
}
