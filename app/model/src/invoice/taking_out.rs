//! Whether an imported invoice may be taken out again.

use super::Invoice;
use crate::id::PaymentId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What people did with an imported invoice since it came, by number. It would be lost with the invoice, so the invoice stays
/// until they have taken it back; what the program or another import did is made anew when the file comes again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InTheWay {
    /// Payments that were recorded on the page of the invoice.
    pub recorded: u32,
    /// Payments that were recorded on a finding.
    pub on_findings: u32,
    /// Matches of its lines that a person made.
    pub matched: u32,
    /// Findings with which a part of it was given up.
    pub given_up: u32,
    /// Findings that rest on it and for which people recorded that money came in or was given back, but not as a payment
    /// of it.
    #[serde(default)]
    pub recovered: u32,
}

impl InTheWay {
    /// What is in the way of taking an invoice out: `by_people` are the payments recorded on its page, `matched` are its
    /// matches that a person made, `recovered` the findings that rest on it with money that came in otherwise.
    pub fn of(invoice: &Invoice, by_people: &BTreeSet<PaymentId>, matched: usize, recovered: usize) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            recorded: count(invoice.payments.iter().filter(|payment| by_people.contains(&payment.id)).count()),
            on_findings: count(invoice.payments.iter().filter(|payment| payment.recorded.is_some()).count()),
            matched: count(matched),
            given_up: count(invoice.given_up.len()),
            recovered: count(recovered),
        }
    }

    /// Whether nothing is.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::*,
        invoice::{GivenUp, InvoiceKind, Payment, Recorded},
        money::{Currency, Money},
    };
    use uuid::Uuid;

    fn invoice(payments: Vec<Payment>) -> Invoice {
        Invoice {
            id: InvoiceId(Uuid::nil()),
            kind: InvoiceKind::Invoice,
            number: "F-1".to_owned(),
            legal_entity: None,
            customer: CustomerId(Uuid::nil()),
            contract_reference: None,
            corrects: None,
            issued_on: "2026-03-01".parse().unwrap(),
            due_on: None,
            currency: Currency::EUR,
            total_with_tax: None,
            lines: Vec::new(),
            payments,
            given_up: Vec::new(),
        }
    }

    fn payment(id: u128, recorded: Option<Recorded>) -> Payment {
        let amount = Money::new(100, Currency::EUR);
        Payment { id: PaymentId(Uuid::from_u128(id)), received_on: "2026-03-02".parse().unwrap(), amount, recorded }
    }

    #[test]
    fn what_imports_brought_is_not_in_the_way() {
        let imported = invoice(vec![payment(1, None), payment(2, None)]);
        assert!(InTheWay::of(&imported, &BTreeSet::new(), 0, 0).is_nothing());
    }

    #[test]
    fn what_people_did_is_in_the_way_and_counted_by_where_it_is_taken_back() {
        let finding = FindingId(Uuid::nil());
        let on_finding = Recorded { finding, contract: None };
        let mut known = invoice(vec![payment(1, None), payment(2, None), payment(3, Some(on_finding))]);
        known.given_up.push(GivenUp { finding, contract: None, amount: Money::new(100, Currency::EUR) });
        let by_people = BTreeSet::from([PaymentId(Uuid::from_u128(2))]);
        let way = InTheWay::of(&known, &by_people, 4, 2);
        assert_eq!(way, InTheWay { recorded: 1, on_findings: 1, matched: 4, given_up: 1, recovered: 2 });
        assert!(!way.is_nothing());
    }
}
