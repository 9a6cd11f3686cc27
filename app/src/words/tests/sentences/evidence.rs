//! One of each kind of evidence, in every shape that is said in its own way.

use super::*;

pub(super) fn row(expected: i64, billed: i64) -> RowEvidence {
    RowEvidence {
        row: ExpectedBillingId(Uuid::nil()),
        line: PriceLineId(Uuid::nil()),
        period: january(),
        billing_day: day("2026-01-01"),
        expected: euros(expected),
        billed: euros(billed),
    }
}

fn invoice(number: &str) -> InvoiceEvidence {
    InvoiceEvidence {
        kind: model::invoice::InvoiceKind::Invoice,
        invoice: InvoiceId(Uuid::from_u128(number.bytes().fold(1, |sum, byte| sum * 31 + u128::from(byte)))),
        number: number.to_owned(),
        issued_on: day("2026-01-02"),
        amount: euros(40_000),
    }
}

/// Of what is missing a part was taken off on the invoice, and a part by a credit note.
fn credited_too_much() -> Evidence {
    let kind = model::invoice::InvoiceKind::CreditNote;
    let note = InvoiceEvidence { kind, amount: euros(-4_000), ..invoice("A-1") };
    Evidence::BelowTerms {
        row: row(40_000, 30_000),
        formula: Formula::default(),
        difference: euros(10_000),
        credited: euros(10_000),
        invoices: vec![invoice("F-12"), note],
    }
}

#[test]
fn what_is_taken_off_on_the_invoice_is_not_said_to_be_a_credit_note() {
    let both = leakage::evidence(EN, &credited_too_much());
    assert!(both.contains("€40.00 of it was taken back by credit notes"), "{both}");
    assert!(both.contains("€60.00 of it was taken off on the invoice itself"), "{both}");
    let Evidence::BelowTerms { row, formula, difference, credited, .. } = credited_too_much() else { return };
    let alone = Evidence::BelowTerms { row, formula, difference, credited, invoices: vec![invoice("F-12")] };
    let alone = leakage::evidence(FR, &alone);
    assert!(alone.contains("100,00\u{202f}€ ont été déduits sur la facture") && !alone.contains("avoir"), "{alone}");
}

#[test]
fn what_is_settled_is_told_as_it_stood() {
    let paid = overdue(DueSource::Printed, true, 10_000, 0, 38_000);
    let said = leakage::evidence_at(FR, &paid, false);
    assert!(said.contains("Au dernier décompte, 380,00\u{202f}€ restaient dus."), "{said}");
    assert!(said.contains("100,00\u{202f}€ avaient été réglés.") && !said.contains("restent"), "{said}");
    assert_eq!(leakage::evidence_at(FR, &paid, true), leakage::evidence(FR, &paid));
    let lacking = Evidence::Incomplete { gaps: vec![model::leakage::Gap::Owner] };
    assert_eq!(leakage::evidence_at(EN, &lacking, false), "When this was found: The contract lacks an owner.");
}

#[test]
fn a_month_that_was_invoiced_in_another_currency_only_is_said_to_be_so() {
    let mut pounds = invoice("F-12");
    pounds.amount = model::money::Money::new(40_000, model::money::Currency::GBP);
    let missing = Evidence::MissingPeriod {
        row: row(40_000, 0),
        rebates: Vec::new(),
        formula: Formula::default(),
        invoices: vec![pounds],
        waiting: Vec::new(),
    };
    let said = leakage::evidence(EN, &missing);
    assert!(said.contains("in another currency and bills nothing of it: invoice F-12"), "{said}");
    assert!(leakage::headline(EN, &missing).contains("in another currency only"));
}

fn overdue(due_source: DueSource, taxed: bool, paid: i64, credited: i64, share: i64) -> Evidence {
    Evidence::Overdue {
        invoice: InvoiceId(Uuid::nil()),
        number: "F-12".to_owned(),
        issued_on: day("2026-01-02"),
        due_on: day("2026-02-01"),
        due_source,
        total: euros(48_000),
        taxed,
        paid: euros(paid),
        credited: euros(credited),
        open: euros(48_000 - paid - credited),
        share: euros(share),
    }
}

fn milestone(invoices: Vec<InvoiceEvidence>, waiting: Vec<InvoiceEvidence>) -> Evidence {
    Evidence::MilestoneNotInvoiced {
        milestone: "Cabin in service".to_owned(),
        accepted_on: day("2026-01-01"),
        row: row(40_000, 0),
        formula: Formula::default(),
        invoices,
        waiting,
    }
}

pub(super) fn evidences() -> Vec<Evidence> {
    let (formula, on) = (Formula::default, day("2026-01-01"));
    let (expected, billed, difference) = (euros(80_000), euros(78_000), euros(2_000));
    let mut all = vec![
        Evidence::MissingPeriod {
            row: row(40_000, 0),
            rebates: vec![],
            formula: formula(),
            invoices: vec![],
            waiting: vec![],
        },
        Evidence::MissingPeriod {
            row: row(40_000, 0),
            rebates: vec![row(-5_000, 0)],
            formula: formula(),
            invoices: vec![invoice("F-12"), invoice("A-3")],
            waiting: vec![],
        },
        Evidence::MissingPeriod {
            row: row(40_000, 0),
            rebates: vec![],
            formula: formula(),
            invoices: vec![],
            waiting: vec![invoice("F-12")],
        },
        milestone(vec![], vec![]),
        milestone(vec![], vec![invoice("F-12")]),
        milestone(vec![invoice("F-12"), invoice("A-3")], vec![]),
        Evidence::BilledTwice {
            row: row(40_000, 80_000),
            formula: formula(),
            difference: euros(40_000),
            invoices: vec![invoice("F-12"), invoice("F-15")],
            repeated: vec![invoice("F-15")],
        },
        Evidence::BelowTerms {
            row: row(40_000, 39_000),
            formula: formula(),
            difference: euros(1_000),
            credited: euros(0),
            invoices: vec![invoice("F-12")],
        },
        Evidence::BelowTerms {
            row: row(40_000, 39_000),
            formula: formula(),
            difference: euros(1_000),
            credited: euros(500),
            invoices: ["1", "2", "3", "4"].map(invoice).to_vec(),
        },
        credited_too_much(),
        Evidence::NeverBilled { signed_on: Some(on), assumed: false, rows: vec![row(40_000, 0); 2], expected },
        Evidence::NeverBilled { signed_on: Some(on), assumed: true, rows: vec![row(40_000, 0)], expected },
        Evidence::NeverBilled { signed_on: None, assumed: false, rows: vec![row(40_000, 0); 2], expected },
        Evidence::NeverBilled { signed_on: None, assumed: false, rows: vec![row(40_000, 0)], expected },
        overdue(DueSource::Printed, true, 0, 0, 48_000),
        overdue(DueSource::Printed, false, 0, 0, 48_000),
        overdue(DueSource::PaymentTerm, true, 10_000, 0, 38_000),
        overdue(DueSource::Default, true, 10_000, 1_000, 20_000),
        Evidence::NoticeNear { deadline: on, decide_by: None, term_ends_on: None, value: None, decision: None },
        Evidence::NoticeNear {
            deadline: on,
            decide_by: Some(on),
            term_ends_on: Some(on),
            value: Some(expected),
            decision: None,
        },
        Evidence::NoticeNear {
            deadline: on,
            decide_by: Some(on),
            term_ends_on: None,
            value: None,
            decision: Some(model::renewal::RenewalDecision::GiveNotice),
        },
        Evidence::WrongParty {
            invoice: invoice("F-12"),
            differences: vec![
                PartyDifference::LegalEntity {
                    contract: LegalEntityId(Uuid::nil()),
                    invoice: LegalEntityId(Uuid::max()),
                },
                PartyDifference::Customer { contract: CustomerId(Uuid::nil()), invoice: CustomerId(Uuid::max()) },
                PartyDifference::Currency { contract: Currency::EUR, invoice: Currency::USD },
                PartyDifference::Vat { contract: percent(20), invoice: percent(10) },
            ],
            tax: Some(euros(4_000)),
        },
        Evidence::BillingAfterEnd { ended_on: on, invoices: vec![invoice("F-12")], billed },
        Evidence::StoppedWhileLive { last_billed: january(), rows: vec![row(40_000, 0); 2], expected },
        Evidence::StoppedWhileLive { last_billed: january(), rows: vec![row(40_000, 0)], expected },
        Evidence::Incomplete { gaps: vec![Gap::Owner, Gap::Start, Gap::End, Gap::OwnerGone, Gap::Review] },
        Evidence::ValueMismatch { stated: expected, expected: billed, difference, term: january(), lines: vec![] },
        Evidence::ValueMismatch { stated: billed, expected, difference: euros(-2_000), term: january(), lines: vec![] },
    ];
    for explained in variations().into_iter().map(Some).chain([None]) {
        let (difference, invoices) = (euros(1_000), vec![invoice("F-12")]);
        all.push(Evidence::AboveTerms {
            row: row(40_000, 41_000),
            formula: formula(),
            difference,
            explained,
            invoices,
        });
    }
    for difference in [euros(5_000), euros(2_000)] {
        let (formula, invoices) = (formula(), vec![invoice("F-12")]);
        all.push(Evidence::AboveTerms { row: row(-5_000, 0), formula, difference, explained: None, invoices });
    }
    for renewed in [true, false] {
        let (rows, invoices) = (vec![row(40_000, 39_000); 2], vec![invoice("F-12")]);
        all.push(Evidence::OldPrice {
            due_on: on,
            percent: percent(2),
            renewed,
            rows,
            expected,
            billed,
            difference,
            invoices,
        });
    }
    for agreed in [None, Some(percent(400))] {
        let (due_on, unit_price) = (on, percent(350));
        let (rows, invoices) = (vec![row(40_000, 39_000)], vec![invoice("F-12")]);
        all.push(Evidence::StepMissed { due_on, unit_price, agreed, rows, expected, billed, difference, invoices });
    }
    for percent in [percent(10), percent(100)] {
        let (rows, invoices) = (vec![row(40_000, 39_000)], vec![invoice("F-12")]);
        let ended_on = day("2025-12-31");
        all.push(Evidence::DiscountPastEnd { percent, ended_on, rows, expected, billed, difference, invoices });
    }
    all.extend(visits::evidences());
    all
}
