//! Lists of payments alone, as programmes of accounting write them.

use super::*;
use crate::import::draft::LonePayment;

/// The invoice's number, the day and the amount of each row that is taken.
fn payments(table: &str) -> Vec<(String, String, String)> {
    let taken = invoices(table).into_iter().filter(UnderstoodRow::is_acceptable).filter_map(|row| row.draft);
    let told = |draft: InvoiceDraft| {
        let LonePayment { row: _, received_on, amount } = draft.alone.expect("a payment alone");
        assert!(draft.lines.is_empty() && draft.payments.is_empty());
        (draft.number.unwrap_or_default(), received_on.to_string(), amount.to_string())
    };
    taken.map(told).collect()
}

#[test]
fn payments_alone_are_recognised_by_their_columns_in_three_languages() {
    for (header, amount) in [
        ("Invoice number|Customer|Payment date|Amount received", "1,200.50"),
        ("N° facture|Client|Date de règlement|Montant réglé", "1 200,50"),
        ("N° facture|Client|Date d'encaissement|Encaissement", "1 200,50"),
        ("Facture|Tiers|Date de valeur|Montant reçu", "1 200,50"),
        ("发票号码|客户名称|回款日期|回款金额", "1,200.50"),
        ("发票号|客户|收款日期|到账金额", "1,200.50"),
        // Plain names beside one that speaks of payments.
        ("Invoice no|Customer|Payment date|Amount", "1,200.50"),
        ("N° de pièce|Client|Date|Règlement", "1 200,50"),
        ("发票号|客户|日期|收款金额", "1,200.50"),
    ] {
        let day = "2026-03-05";
        let found = payments(&format!("{header}\nF-1|Durand|{day}|{amount}"));
        assert_eq!(
            found,
            [(
                "F-1".to_owned(),
                "2026-03-05".to_owned(),
                "1200.50".parse::<Decimal>().unwrap().normalize().to_string()
            )],
            "{header}"
        );
    }
}

#[test]
fn a_list_of_invoices_with_payments_stays_a_list_of_invoices() {
    for table in [
        "Invoice number|Customer|Invoice date|Net amount|Currency|Paid on|Amount paid\n1|Acme|2026-01-01|100|EUR|2026-02-01|100",
        "Invoice number|Customer|Date|Amount|Currency\n1|Acme|2026-01-01|100|EUR",
        "Invoice number|Customer|Date|Amount|Currency|Paid on\n1|Acme|2026-01-01|100|EUR|2026-02-01",
    ] {
        let (draft, _) = invoice(table);
        assert_eq!((draft.alone, draft.lines.len()), (None, 1), "{table}");
    }
}

#[test]
fn each_row_is_a_payment_of_its_own_and_sums_are_left_out() {
    let found = payments(
        "Invoice number|Payment date|Amount received
         F-1|2026-03-05|100
         F-1|2026-03-09|50
         F-1|2026-03-20|-20
         Total||130",
    );
    let amounts: Vec<&str> = found.iter().map(|(_, _, amount)| amount.as_str()).collect();
    assert_eq!(amounts, ["100", "50", "-20"]);
}

#[test]
fn what_a_payment_lacks_is_told_at_its_cell() {
    let missing = |field| Problem::Missing { field: Field::Invoice(field) };
    let table = grid(
        "Invoice number|Payment date|Amount received
         |2026-03-05|100
         F-1||100
         F-1|2026-03-05|
         F-1|soon|100
         F-1|2026-12-24|100
         F-1|2026-03-05|0
         F-2|2026-03-06|100
         F-2|2026-03-06|100",
    );
    let custom = Custom::default().on(day("2026-11-21"));
    let found = invoice_rows(&table, &guess(&table), &Conventions::default(), &custom);
    let told: Vec<_> =
        found.iter().flat_map(|row| &row.problems).map(|at| (at.row, at.column, at.problem.clone())).collect();
    assert_eq!(
        told,
        [
            (2, Some(0), missing(InvoiceField::Number)),
            (3, Some(1), missing(InvoiceField::PaidOn)),
            (4, Some(2), missing(InvoiceField::PaidAmount)),
            (5, Some(1), Problem::NotADay("soon".to_owned())),
            (6, Some(1), Problem::ReceivedInFuture),
            (7, None, Problem::ZeroAmount),
            (9, None, Problem::SameAsRow { first_row: 8 }),
        ]
    );
    assert_eq!(found.iter().filter(|row| row.is_acceptable()).count(), 2);
}

#[test]
fn several_payments_in_one_cell_are_payments_of_their_own() {
    let head = "Invoice number|Customer|Invoice date|Net amount|VAT amount|Currency|Paid on|Amount paid";
    let told = |paid: &str| {
        let (draft, problems) = invoice(&format!("{head}\n1|Acme|2026-01-01|1000|200|EUR|{paid}"));
        let payments = draft.payments.iter().map(|paid| format!("{} {}", paid.received_on, paid.amount.minor));
        (payments.collect::<Vec<_>>(), problems)
    };
    for paid in ["2026-02-01; 2026-03-01|500; 560", "2026-02-01；2026-03-01|500；560"] {
        assert_eq!(told(paid), (vec!["2026-02-01 50000".to_owned(), "2026-03-01 56000".to_owned()], vec![]), "{paid}");
    }
    assert_eq!(
        told("2026-02-01|500 + 560"),
        (vec!["2026-02-01 50000".to_owned(), "2026-02-01 56000".to_owned()], vec![])
    );
    assert_eq!(
        told("2026-02-01; 2026-03-01; 2026-04-01|500; 560").1,
        [Problem::SeveralPayments { amounts: 2, days: 3 }]
    );
    assert_eq!(told("2026-02-01; 2026-03-01|500").1, [Problem::SeveralPayments { amounts: 1, days: 2 }]);
    let found =
        invoices(&format!("{head}\n1|Acme|2026-01-01|1000|200|EUR|2026-02-01|500; soon\n2|Acme|2026-01-01|1|0|EUR||1"));
    assert!(found[0].problems.iter().any(|at| at.problem == Problem::NotANumber("500; soon".to_owned())));
}

#[test]
fn several_payments_repeated_on_each_line_of_their_invoice_count_once() {
    let (draft, _) = invoice(
        "Invoice number|Customer|Invoice date|Description|Net amount|Currency|Paid on|Amount paid
         1|Acme|2026-01-01|Cleaning|600|EUR|2026-02-01|500; 560
         1|Acme|2026-01-01|Guarding|460|EUR|2026-02-01|500; 560",
    );
    assert_eq!((draft.lines.len(), draft.payments.len()), (2, 2));
}

#[test]
fn several_payments_in_one_row_of_a_list_of_payments_are_asked_apart() {
    let found = invoices("Invoice number|Payment date|Amount received\nF-1|2026-03-05|100; 50\nF-2|2026-03-05|70");
    let problems: Vec<_> = found[0].problems.iter().map(|at| (at.column, at.problem.clone())).collect();
    assert_eq!(problems, [(Some(2), Problem::SeveralPayments { amounts: 2, days: 1 })]);
    assert!(!found[0].is_acceptable() && found[1].is_acceptable());
}

#[test]
fn an_empty_cell_says_nothing_about_what_was_received_and_a_zero_says_that_nothing_was() {
    let says = |paid: &str| {
        let (draft, _) = invoice(&format!(
            "Invoice number|Customer|Invoice date|Net amount|Currency|Paid on|Amount paid\n1|Acme|2026-01-01|100|EUR||{paid}"
        ));
        (draft.payments.len(), draft.says_received)
    };
    assert_eq!(says(""), (0, false));
    assert_eq!(says("0.00"), (0, true));
    assert_eq!(says("40.00"), (1, true));
}

#[test]
fn a_payment_below_zero_or_before_its_invoice_is_remarked_in_a_list_of_invoices() {
    let issued_on = "2026-03-01".parse().unwrap();
    let found = invoices(
        "Invoice number|Customer|Invoice date|Net amount|Currency|Paid on|Amount paid\n\
         1|Acme|2026-03-01|100|EUR|2026-02-10|100\n\
         1|Acme|2026-03-01|50|EUR|2026-03-10|-20",
    );
    let told: Vec<_> = found[0]
        .problems
        .iter()
        .filter(|at| matches!(at.problem, Problem::NegativePayment | Problem::PaidBeforeIssue { .. }))
        .map(|at| (at.row, at.column, at.problem.clone()))
        .collect();
    assert_eq!(told, [(2, Some(5), Problem::PaidBeforeIssue { issued_on }), (3, Some(6), Problem::NegativePayment)]);
}
