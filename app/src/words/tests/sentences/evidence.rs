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
        Evidence::NeverBilled { signed_on: Some(on), assumed: false, rows: vec![row(40_000, 0); 2], expected },
        Evidence::NeverBilled { signed_on: Some(on), assumed: true, rows: vec![row(40_000, 0)], expected },
        Evidence::NeverBilled { signed_on: None, assumed: false, rows: vec![row(40_000, 0); 2], expected },
        Evidence::NeverBilled { signed_on: None, assumed: false, rows: vec![row(40_000, 0)], expected },
        overdue(DueSource::Printed, true, 0, 0, 48_000),
        overdue(DueSource::Printed, false, 0, 0, 48_000),
        overdue(DueSource::PaymentTerm, true, 10_000, 0, 38_000),
        overdue(DueSource::Default, true, 10_000, 1_000, 20_000),
        Evidence::NoticeNear { deadline: on, decide_by: None, term_ends_on: None, value: None },
        Evidence::NoticeNear { deadline: on, decide_by: Some(on), term_ends_on: Some(on), value: Some(expected) },
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
        Evidence::Incomplete { gaps: vec![Gap::Owner, Gap::Start, Gap::End] },
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
    all
}
