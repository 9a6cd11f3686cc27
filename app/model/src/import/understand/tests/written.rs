//! Terms that are written together in one cell, or with tax.

use super::*;

#[test]
fn a_term_is_read_from_both_its_days_in_one_cell() {
    for (header, cell) in [
        ("合同期限", "2024.1.1-2026.12.31"),
        ("合同期限", "2024年1月1日至2026年12月31日"),
        ("Term", "01/01/2024 - 31/12/2026"),
        ("Duration", "01/01/2024 to 31/12/2026"),
        ("Start", "01/01/2024 - 31/12/2026"),
        ("Durée", "du 01/01/2024 au 31/12/2026"),
    ] {
        let (draft, problems) = contract(&format!(
            "Contract | Customer | Signed | {header} | Frequency | Amount | Currency
             A-1 | Acme | 2023-11-20 | {cell} | monthly | 100 | EUR"
        ));
        assert_eq!(draft.starts_on, Some(day("2024-01-01")), "{header}: {cell}");
        assert_eq!(draft.term, TermLength::Until { last_day: day("2026-12-31") }, "{header}: {cell}");
        assert_eq!(problems, [], "{header}: {cell}");
    }
}

#[test]
fn tax_is_taken_off_a_price_whose_header_includes_it_where_the_rate_is_known() {
    for header in ["Montant TTC par période", "Monthly fee inc VAT", "月服务费（含税）"] {
        let table = |vat: &str| {
            format!(
                "Contract | Customer | Start | Frequency | {header} | VAT | Currency
                 A-1 | Acme | 2024-01-01 | monthly | 1200 | {vat} | EUR"
            )
        };
        let (draft, problems) = contract(&table("20 %"));
        assert_eq!(draft.lines[0].unit_price, decimal("1000"), "{header}");
        assert!(problems.contains(&Problem::NetWorkedOut { net: decimal("1000") }));
        let (draft, problems) = contract(&table(""));
        assert_eq!(draft.lines[0].unit_price, decimal("1200"), "{header}");
        assert!(problems.contains(&Problem::TaxIncluded), "{header}");
    }
    let (draft, _) = contract(
        "Contract | Customer | Start | Frequency | 不含税单价 | VAT | Currency
         A-1 | Acme | 2024-01-01 | monthly | 1000 | 20 % | EUR",
    );
    assert_eq!(draft.lines[0].unit_price, decimal("1000"));
}

#[test]
fn a_discount_is_what_is_taken_off_until_its_day_and_never_money() {
    let table = |header: &str, cell: &str| {
        format!(
            "Contract | Customer | Start | Frequency | Amount | Currency | {header}
             A-1 | Acme | 2024-01-01 | monthly | 100 | EUR | {cell}"
        )
    };
    for (header, cell, percent, to) in [
        ("Remise", "10 % jusqu'au 30/06/2025", "10", Some("2025-06-30")),
        ("Discount", "5% off", "5", None),
        ("Discount", "60 %", "60", None),
        ("折扣", "9折", "10", None),
        ("折扣", "90%", "10", None),
        ("折扣", "10%", "10", None),
    ] {
        let (draft, _) = contract(&table(header, cell));
        let discount = &draft.lines[0].discounts[0];
        assert_eq!((discount.percent, discount.to), (decimal(percent), to.map(day)), "{header}: {cell}");
    }
    for cell in ["50 €", "£50 per month"] {
        let (_, problems) = contract(&table("Discount", cell));
        assert!(problems.contains(&Problem::DiscountInMoney(cell.to_owned())), "{cell}");
    }
}

#[test]
fn payments_and_offers_in_a_list_of_invoices_are_left_out() {
    let grid = grid(
        "Type | No | Date | Customer | Net | Currency
         Invoice | 1 | 2026-01-05 | Acme | 100 | EUR
         Payment | 2 | 2026-02-05 | Acme | -120 | EUR
         Credit memo | 3 | 2026-02-06 | Acme | 20 | EUR
         Estimate | 4 | 2026-02-07 | Acme | 300 | EUR
         Facture proforma | 5 | 2026-02-08 | Acme | 300 | EUR",
    );
    let found = invoice_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default());
    let made: Vec<_> = found.iter().map(|row| row.draft.as_ref().map(|draft| draft.kind)).collect();
    assert_eq!(made, [Some(InvoiceKind::Invoice), None, Some(InvoiceKind::CreditNote), None, None]);
    let said: Vec<_> = found.iter().flat_map(|row| &row.problems).map(|at| at.problem.clone()).collect();
    assert_eq!(
        said.iter().filter(|problem| **problem != Problem::SignTurned).collect::<Vec<_>>(),
        [&Problem::PaymentLeftOut, &Problem::NotIssued, &Problem::NotIssued]
    );
}

#[test]
fn a_row_with_nothing_but_a_payment_is_another_payment_of_the_invoice_above() {
    let (draft, problems) = invoice(
        "N° | Date | Client | HT | TTC | Devise | Payé le | Payé
         26017 | 2026-03-04 | Morel | 780 | 936 | EUR | 2026-03-16 | 374,40
          |  |  |  |  |  | 2026-03-28 | 561,60",
    );
    let payments: Vec<_> = draft.payments.iter().map(|paid| (paid.received_on, paid.amount.minor)).collect();
    assert_eq!(payments, [(day("2026-03-16"), 37_440), (day("2026-03-28"), 56_160)]);
    assert_eq!((draft.lines.len(), problems), (1, vec![Problem::AnotherPayment { first_row: 2 }]));
}
