//! Whether a payment may be recorded by hand for an invoice.

use super::{Invoice, InvoiceKind};
use crate::{
    calendar::Day,
    leakage::Outstanding,
    money::Money,
    refusal::{FieldProblem, Problem, Refusal},
};

/// What is open of an invoice after a payment of it on a day, which is recorded on `today`.
///
/// Of an invoice whose tax is not known nobody knows how much is open with it, so that more may come in than is open without
/// it.
///
/// # Errors
/// [`Refusal::WrongState`] for a credit note; [`Refusal::Fields`] (`amount`, `received_on`): an amount of nothing or below,
/// a day to come or before the invoice; [`Refusal::MoreThanOpen`].
pub fn open_after(
    invoice: &Invoice,
    outstanding: &Outstanding,
    amount: Money,
    on: Day,
    today: Day,
) -> Result<Money, Refusal> {
    if invoice.kind != InvoiceKind::Invoice {
        return Err(Refusal::WrongState);
    }
    let wrong_amount = (amount.minor <= 0).then(|| FieldProblem::new("amount", Problem::NotPositive));
    let wrong_day = match on {
        on if on > today => Some(Problem::After { day: today }),
        on if on < invoice.issued_on => Some(Problem::Before { day: invoice.issued_on }),
        _ => None,
    };
    let wrong_day = wrong_day.map(|problem| FieldProblem::new("received_on", problem));
    let wrong: Vec<FieldProblem> = wrong_amount.into_iter().chain(wrong_day).collect();
    if !wrong.is_empty() {
        return Err(Refusal::Fields(wrong));
    }
    let open = outstanding.open;
    if outstanding.taxed && amount.minor > open.minor {
        return Err(Refusal::MoreThanOpen { open: Money::new(open.minor.max(0), open.currency) });
    }
    Ok(Money::new(open.minor.saturating_sub(amount.minor), open.currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::*, leakage::Besides, money::Currency};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn invoice(total: Option<i64>) -> Invoice {
        let line = crate::invoice::InvoiceLine {
            id: InvoiceLineId(uuid::Uuid::nil()),
            description: "Maintenance".to_owned(),
            period: None,
            amount: eur(10_000),
            vat_percent: None,
        };
        Invoice {
            id: InvoiceId(uuid::Uuid::nil()),
            kind: InvoiceKind::Invoice,
            number: "F-1".to_owned(),
            legal_entity: None,
            customer: CustomerId(uuid::Uuid::nil()),
            contract_reference: None,
            corrects: None,
            issued_on: day("2026-03-01"),
            due_on: None,
            currency: Currency::EUR,
            total_with_tax: total.map(eur),
            lines: vec![line],
            payments: Vec::new(),
            given_up: Vec::new(),
        }
    }

    fn recorded(invoice: &Invoice, minor: i64, on: &str) -> Result<Money, Refusal> {
        let today = day("2026-04-01");
        let outstanding = crate::leakage::outstanding(invoice, Besides::default(), today);
        open_after(invoice, &outstanding, eur(minor), day(on), today)
    }

    #[test]
    fn a_part_leaves_the_rest_open_and_the_whole_nothing() {
        assert_eq!(recorded(&invoice(Some(12_000)), 5_000, "2026-03-20"), Ok(eur(7_000)));
        assert_eq!(recorded(&invoice(Some(12_000)), 12_000, "2026-04-01"), Ok(eur(0)));
    }

    #[test]
    fn nothing_more_than_open_and_days_that_cannot_be_are_refused() {
        let wrong = |field, problem| Err(Refusal::Fields(vec![FieldProblem::new(field, problem)]));
        let known = invoice(Some(12_000));
        assert_eq!(recorded(&known, 0, "2026-03-20"), wrong("amount", Problem::NotPositive));
        assert_eq!(recorded(&known, -1, "2026-03-20"), wrong("amount", Problem::NotPositive));
        let after = Problem::After { day: day("2026-04-01") };
        assert_eq!(recorded(&known, 1, "2026-04-02"), wrong("received_on", after));
        let before = Problem::Before { day: day("2026-03-01") };
        assert_eq!(recorded(&known, 1, "2026-02-28"), wrong("received_on", before));
        assert_eq!(recorded(&known, 12_001, "2026-03-20"), Err(Refusal::MoreThanOpen { open: eur(12_000) }));
        let credit_note = Invoice { kind: InvoiceKind::CreditNote, ..invoice(None) };
        assert_eq!(recorded(&credit_note, 1, "2026-03-20"), Err(Refusal::WrongState));
    }

    #[test]
    fn where_the_tax_is_not_known_more_than_the_amount_before_tax_may_come_in() {
        assert_eq!(recorded(&invoice(None), 12_000, "2026-03-20"), Ok(eur(-2_000)));
    }
}
