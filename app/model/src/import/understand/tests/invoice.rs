//! Invoices as files write them.

use super::*;

#[test]
fn a_french_invoice_with_its_payment() {
    let (draft, problems) = invoice(
        "N° facture | Client | Réf contrat | Date de facture | Échéance | Libellé | Début période | Fin période | Montant HT | TVA % | Montant TTC | Devise | Date de règlement | Montant réglé
         F-2024-1 | Durand SA | CT-12 | 01/01/2024 | 31/01/2024 | Entretien T1 | 01/01/2024 | 31/03/2024 | 1 234,56 | 20 % | 1 481,47 | EUR | 25/01/2024 | 1 481,47",
    );
    assert_eq!(problems, []);
    assert_eq!(draft.kind, InvoiceKind::Invoice);
    assert_eq!(draft.number.as_deref(), Some("F-2024-1"));
    assert_eq!(draft.contract_reference.as_deref(), Some("CT-12"));
    assert_eq!((draft.issued_on, draft.due_on), (Some(day("2024-01-01")), Some(day("2024-01-31"))));
    assert_eq!(draft.total_with_tax, Some(eur(148_147)));
    assert_eq!(draft.lines[0].amount, eur(123_456));
    assert_eq!(draft.lines[0].vat_percent, Some(decimal("20")));
    assert_eq!(draft.lines[0].period, Period::new(day("2024-01-01"), day("2024-03-31")));
    assert_eq!((draft.payments[0].received_on, draft.payments[0].amount), (day("2024-01-25"), eur(148_147)));
}

#[test]
fn rows_with_one_number_are_one_invoice() {
    let found = invoices(
        "Invoice number | Customer | Invoice date | Description | Net amount | VAT rate | Total incl. VAT | Currency | Paid on | Amount paid
         1 | Acme | 2024-01-01 | Boiler | 100 | 20% | 180 | EUR | 2024-02-01 | 180
         1 | Acme | 2024-01-01 | Lift | 50 | 20% | 180 | EUR | 2024-02-01 | 180
         2 | Acme | 2024-01-01 | Boiler | 100 | 20% | 120 | EUR | 2024-02-01 | 60
         2 | Acme | 2024-01-01 | Lift | 100 | 20% | 120 | EUR | 2024-02-01 | 60",
    );
    assert_eq!(found.len(), 2);
    let first = found[0].draft.as_ref().unwrap();
    assert_eq!((first.total_with_tax, first.lines.len(), first.payments.len()), (Some(eur(18_000)), 2, 1));
    let second = found[1].draft.as_ref().unwrap();
    assert_eq!((second.total_with_tax, second.payments.len()), (Some(eur(24_000)), 2));
    assert!(found.iter().all(|row| row.problems.is_empty()), "{found:#?}");
}

#[test]
fn an_invoice_that_stands_beside_each_of_its_payments_counts_once() {
    let head = "Invoice number | Customer | Invoice date | Description | Net amount | VAT amount | Total incl. VAT | Currency | Paid on | Amount paid";
    let row = "F-1 | Acme | 2024-01-01 | Boiler | 100 | 20 | 120 | EUR";
    let repeated = format!("{head}\n{row} | 2024-02-01 | 70\n{row} | 2024-03-01 | 50");
    let alone = format!("{head}\n{row} | 2024-02-01 | 70\nF-1 |  |  |  |  |  |  |  | 2024-03-01 | 50");
    for table in [repeated, alone] {
        let found = invoices(&table);
        let draft = found[0].draft.as_ref().unwrap();
        assert_eq!((found.len(), draft.lines.len(), draft.total_with_tax), (1, 1, Some(eur(12_000))), "{table}");
        assert_eq!(draft.payments.iter().map(|paid| paid.amount.minor).collect::<Vec<_>>(), [7_000, 5_000]);
        let problems: Vec<_> = found[0].problems.iter().map(|at| (at.row, &at.problem)).collect();
        assert_eq!(problems, [(3, &Problem::AnotherPayment { first_row: 2 })]);
    }
    let two = format!("{head}\n{row} | 2024-02-01 | 120\n{row} | 2024-03-01 | 120");
    assert_eq!(invoices(&two)[0].draft.as_ref().unwrap().lines.len(), 2, "more was paid than one line comes to");
    let unpaid = format!("{head}\n{row} | 2024-02-01 | 70\n{row} |  | ");
    assert_eq!(invoices(&unpaid)[0].draft.as_ref().unwrap().lines.len(), 2, "it brings no payment");
}

#[test]
fn numbers_that_differ_by_one_letter_are_two_invoices() {
    let found = invoices(
        "Invoice number | Customer | Invoice date | Net amount | Currency
         A-12 | Acme | 2024-01-01 | 500 | EUR
         D-12 | Acme | 2024-01-01 | 700 | EUR
         12   | Acme | 2024-01-01 | 900 | EUR",
    );
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|row| row.draft.as_ref().is_some_and(|draft| draft.lines.len() == 1)), "{found:#?}");
}

#[test]
fn credit_notes_are_negative_however_they_are_written() {
    let (draft, problems) =
        invoice("Invoice number|Type|Customer|Invoice date|Net amount|Currency\nAV-1|Avoir|Acme|2024-01-01|100|EUR");
    assert_eq!((draft.kind, draft.lines[0].amount), (InvoiceKind::CreditNote, eur(-10_000)));
    assert_eq!(problems, [Problem::SignTurned]);
    let (draft, problems) =
        invoice("Invoice number|Customer|Invoice date|Net amount|Currency\nF-1|Acme|2024-01-01|-100|EUR");
    assert_eq!((draft.kind, draft.lines[0].amount), (InvoiceKind::CreditNote, eur(-10_000)));
    assert_eq!(problems, [Problem::ReadAsCreditNote]);
    let (draft, problems) =
        invoice("Invoice number|Customer|Invoice date|Net amount|Currency\nAV-1|Acme|2024-01-01|100|EUR");
    assert_eq!(draft.kind, InvoiceKind::Invoice);
    assert_eq!(problems, [Problem::PerhapsCreditNote]);
}

#[test]
fn amounts_before_tax_and_payments_are_worked_out_where_they_are_missing() {
    let (draft, problems) = invoice(
        "Invoice number|Customer|Invoice date|Total incl. VAT|VAT rate|Currency|Status\n1|Acme|2024-01-01|120|20%|EUR|paid",
    );
    assert_eq!(draft.lines[0].amount, eur(10_000));
    assert_eq!(draft.payments[0].amount, eur(12_000));
    assert_eq!(
        problems,
        [
            Problem::PaidDayAssumed { day: day("2024-01-01") },
            Problem::NetWorkedOut { net: decimal("100") },
            Problem::PaidAmountAssumed,
        ]
    );
    let (draft, _) = invoice(
        "Invoice number|Customer|Invoice date|Net amount|VAT amount|Total|Balance|Currency\n1|Acme|2024-01-01|100|20|120|50|EUR",
    );
    assert_eq!(draft.lines[0].vat_percent, Some(decimal("20")));
    assert_eq!(draft.payments[0].amount, eur(7_000));
    let (draft, problems) = invoice(
        "Invoice number|Customer|Invoice date|Net amount|VAT rate|Total|Currency\n1|Acme|2024-01-01|100|20%|130|EUR",
    );
    assert_eq!(draft.total_with_tax, Some(eur(13_000)));
    assert_eq!(problems, [Problem::TotalsDiffer { computed: decimal("120") }]);
    let (draft, _) =
        invoice("Invoice number|Customer|Invoice date|Net amount|Paid on|Currency\n1|Acme|2024-01-01|100|unpaid|EUR");
    assert!(draft.payments.is_empty());
}

#[test]
fn periods_come_from_columns_or_from_what_is_written_out() {
    let period = |header: &str, cell: &str| {
        let table = format!(
            "Invoice number|Customer|Invoice date|Net amount|Currency|{header}\n1|Acme|2024-01-01|100|EUR|{cell}"
        );
        invoice(&table).0.lines[0].period
    };
    let quarter = Period::new(day("2024-01-01"), day("2024-03-31"));
    assert_eq!(period("Period", "Q1 2024"), quarter);
    assert_eq!(period("期间", "2024年第一季度"), quarter);
    assert_eq!(period("Description", "Maintenance du 01/01/2024 au 31/03/2024 (site Nord)"), quarter);
    assert_eq!(period("Description", "Maintenance"), None);
}

#[test]
fn invoices_that_were_never_issued_are_left_out() {
    let found = invoices(
        "N° facture|Client|Date|Montant HT (€)|Statut\nF1|Durand|01/02/2024|100|Annulée\n|Durand||100|Brouillon\nF2|Durand|01/02/2024|100|Émise",
    );
    assert_eq!(found.iter().map(|row| row.draft.is_some()).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(found[0].problems[0].problem, Problem::NotIssued);
    assert!(found[2].is_acceptable(), "{:?}", found[2].problems);
}

#[test]
fn what_an_invoice_lacks_is_told() {
    let missing = |field| Problem::Missing { field: Field::Invoice(field) };
    let (_, problems) = invoice("Invoice number|Customer|Invoice date|Net amount|Currency\n|Acme|2024-01-01||EUR");
    assert_eq!(problems, [missing(InvoiceField::Number), missing(InvoiceField::NetAmount)]);
    let unreadable = grid("Invoice number|Customer|Invoice date|Net amount\n1||soon|100");
    let mapping = guess(&Grid { header: unreadable.header.clone(), rows: Vec::new() });
    let found = invoice_rows(&unreadable, &mapping, &Conventions::default(), &Custom::default());
    let problems: Vec<Problem> = found[0].problems.iter().map(|at| at.problem.clone()).collect();
    assert!(
        problems.contains(&missing(InvoiceField::Customer))
            && problems.contains(&missing(InvoiceField::Currency))
            && problems.contains(&Problem::NotADay("soon".to_owned()))
    );
}

#[test]
fn a_day_to_come_and_an_amount_of_zero_are_remarked_and_taken() {
    let table = grid(
        "Invoice number|Customer|Invoice date|Net amount|Currency
         1|Acme|2026-01-02|100|EUR
         2|Acme|2026-01-01|0|EUR",
    );
    let custom = Custom::default().on(day("2026-01-01"));
    let found = invoice_rows(&table, &guess(&table), &Conventions::default(), &custom);
    let told: Vec<_> = found.iter().flat_map(|row| &row.problems).map(|at| (at.row, at.column, &at.problem)).collect();
    assert_eq!(told, [(2, Some(2), &Problem::IssuedInFuture), (3, Some(3), &Problem::ZeroAmount)]);
    assert!(found.iter().all(|row| row.is_acceptable() && row.severity() == Some(Severity::Warning)));
}

#[test]
fn a_credit_note_says_which_invoice_it_corrects() {
    for header in
        ["Original invoice", "Facture d'origine", "Avoir sur facture", "credits invoice", "原发票号", "原发票号码"]
    {
        let (draft, _) = invoice(&format!(
            "Invoice number|Type|Customer|Invoice date|{header}|Net amount|Currency\nAV-1|Avoir|Acme|2024-01-01|F-7|-100|EUR"
        ));
        assert_eq!((draft.number.as_deref(), draft.corrects.as_deref()), (Some("AV-1"), Some("F-7")), "{header}");
    }
    let (draft, _) = invoice(
        "Invoice number|Customer|Invoice date|Original invoice|Net amount|Currency\nF-8|Acme|2024-01-01|F-7|100|EUR",
    );
    assert_eq!(draft.corrects, None, "an invoice corrects none");
}

#[test]
fn a_day_that_cannot_stand_in_the_order_of_the_file_is_read_and_said() {
    let found = invoices(
        "Invoice number|Customer|Invoice date|Net amount|Currency
         1|Acme|25/01/2026|100|EUR
         2|Acme|26/02/2026|100|EUR
         3|Acme|01/13/2026|100|EUR
         4|Acme|2026-01-13|100|EUR",
    );
    let said: Vec<_> = found.iter().flat_map(|row| &row.problems).map(|at| (at.row, at.problem.clone())).collect();
    assert_eq!(said, [(4, Problem::DayReadOtherWay { day: day("2026-01-13") })]);
    assert_eq!(found[2].draft.as_ref().and_then(|draft| draft.issued_on), Some(day("2026-01-13")));
}

#[test]
fn a_kind_of_document_that_is_not_known_says_so() {
    let of = |kind: &str, amount: &str| {
        invoice(&format!(
            "Invoice number|Type|Customer|Invoice date|Net amount|Currency\n1|{kind}|Acme|2024-01-01|{amount}|EUR"
        ))
    };
    let (draft, problems) = of("CRN", "100");
    assert_eq!((draft.kind, problems), (InvoiceKind::CreditNote, vec![Problem::SignTurned]));
    let (draft, problems) = of("ZZ9", "100");
    assert_eq!((draft.kind, problems), (InvoiceKind::Invoice, vec![Problem::UnknownKind("ZZ9".to_owned())]));
    let (draft, problems) = of("ZZ9", "-100");
    assert_eq!(
        (draft.kind, problems),
        (InvoiceKind::CreditNote, vec![Problem::UnknownKind("ZZ9".to_owned()), Problem::ReadAsCreditNote])
    );
}
