//! Late invoices: what is open of them, and what is not late.

use super::*;

#[test]
fn an_unpaid_invoice_is_overdue_from_the_day_after_its_due_day() {
    let mut story = billed_as_promised();
    story.invoices[5].payments.clear();
    assert_eq!(story.told("2026-07-01"), NOTHING);
    let findings = story.detect_with(&Settings::default(), "2026-07-02");
    assert_eq!(tell(&findings), ["overdue 120.00 EUR certain"]);
    assert_eq!(findings[0].kind.stage(), Stage::Uncollected);
    assert_eq!(findings[0].evidence.days_late(day("2026-07-02")), Some(1));
    assert!(matches!(findings[0].evidence, Evidence::Overdue { due_source: DueSource::PaymentTerm, .. }));
    story.invoices[5].due_on = Some(day("2026-07-15"));
    assert_eq!(story.told("2026-07-02"), NOTHING);
}

#[test]
fn what_was_paid_or_credited_is_not_overdue() {
    let mut story = billed_as_promised();
    story.invoices[5].payments[0].amount = euros(20);
    let credit = story.invoice("2026-06-10", euros(-50));
    story.matches.push((credit, 0, story.row(1, "2026-06"), euros(-50)));
    assert_eq!(story.told("2026-07-05"), ["below_terms 50.00 EUR check", "overdue 40.00 EUR certain"]);
}

#[test]
fn a_credit_note_that_names_its_invoice_takes_it_back_wherever_it_waits() {
    let mut story = billed_as_promised();
    story.invoices[5].payments[0].amount = euros(20);
    let credit = story.invoice("2026-06-10", euros(-50));
    assert_eq!(story.told("2026-07-05"), ["overdue 100.00 EUR certain"], "it names nothing");
    story.invoices[credit].lines[0].description = "Credit for invoice F-5".to_owned();
    story.invoices[5].number = "F-5".to_owned();
    assert_eq!(story.told("2026-07-05"), ["overdue 100.00 EUR certain"], "too short a number");
    story.invoices[5].number = "F-2026-5".to_owned();
    story.invoices[credit].lines[0].description = "Credit for invoice F-2026-5".to_owned();
    assert_eq!(story.told("2026-07-05"), ["overdue 40.00 EUR certain"], "matched to nothing");
    story.unmatched.push((credit, 0));
    assert_eq!(story.told("2026-07-05"), ["overdue 40.00 EUR certain"], "found to name the contract");
    story.unmatched.clear();
    story.matches.push((credit, 0, story.row(1, "2026-06"), euros(-50)));
    assert_eq!(story.told("2026-07-05"), ["below_terms 50.00 EUR check", "overdue 40.00 EUR certain"], "counted once");

    let (invoice, note) = (&story.invoices[5], &story.invoices[credit]);
    let loose = [LooseInvoice { invoice, lines: vec![invoice.lines[0].id] }];
    let open = |notes: &[&Invoice]| {
        let found = detect_loose(&loose, notes, &Settings::default(), day("2026-09-05"));
        found[0].amount.unwrap()
    };
    assert_eq!((open(&[]), open(&[note])), (euros(100), euros(40)));
    let other = Invoice { customer: CustomerId(uuid(501)), ..note.clone() };
    assert_eq!(open(&[&other]), euros(100), "another customer's");
}

#[test]
fn the_parts_of_an_invoice_over_several_contracts_add_up_to_what_is_open() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    let number = story.invoice("2026-01-01", euros(100));
    let invoice = &mut story.invoices[number];
    let more = |id: u128, amount| InvoiceLine { id: InvoiceLineId(uuid(id)), amount, ..invoice.lines[0].clone() };
    let (second, third) = (more(71, euros(100)), more(72, euros(100)));
    invoice.lines.extend([second, third]);
    invoice.total_with_tax = Some(Money::new(10_000, Currency::EUR));
    let invoice = invoice.clone();
    let share = |lines: &[usize]| {
        let lines = lines.iter().map(|at| invoice.lines[*at].id).collect();
        let loose = [LooseInvoice { invoice: &invoice, lines }];
        detect_loose(&loose, &[], &Settings::default(), day("2026-03-01"))[0].amount.unwrap().minor
    };
    assert_eq!(share(&[0]) + share(&[1]) + share(&[2]), 10_000);
    assert_eq!(share(&[0, 1]) + share(&[2]), 10_000);
    assert_eq!(share(&[0, 1, 2]), 10_000);
}

#[test]
fn what_came_in_beyond_the_total_is_too_much_and_what_credit_notes_took_back_is_not() {
    let story = billed_as_promised();
    let paid = |minor: i64, credited: i64, total: Option<i64>| {
        let mut invoice = story.invoices[5].clone();
        invoice.total_with_tax = total.map(euros);
        invoice.lines[0].vat_percent = invoice.lines[0].vat_percent.filter(|_| total.is_some());
        invoice.payments[0].amount = euros(minor);
        outstanding(&invoice, Besides { credited: credited * 100, ..Besides::default() }, day("2026-12-31"))
    };
    assert_eq!(paid(120, 0, Some(120)).overpaid(), None);
    assert_eq!(paid(150, 0, Some(120)).overpaid(), Some(euros(30)));
    let credited = paid(120, 100, Some(120));
    assert_eq!((credited.overpaid(), credited.open), (None, euros(-120)), "to be given back, and not paid too much");
    assert_eq!(paid(150, 0, None).overpaid(), None, "without its tax nobody knows");
}

#[test]
fn what_came_in_beyond_what_is_left_of_an_invoice_is_owed_back() {
    let mut story = billed_as_promised();
    let on = day("2026-12-31");
    let note = story.invoice("2026-06-20", euros(-100));
    story.invoices[note].corrects = Some(story.invoices[5].number.clone());
    let back = |paid: i64, credited: i64, paid_out: i64, taxed: bool| {
        let (mut invoice, mut note) = (story.invoices[5].clone(), story.invoices[note].clone());
        invoice.payments[0].amount = euros(paid);
        note.payments = vec![Payment { amount: euros(-paid_out), ..invoice.payments[0] }];
        if !taxed {
            invoice.lines[0].vat_percent = None;
        }
        let besides = Besides { credited: credited * 100, ..Besides::default() };
        let of = owed_back(&invoice, besides, [&note].into_iter(), on);
        (of, owed_back_by(&note, &[of], on))
    };
    let both = |minor| (Some(euros(minor)), Some(euros(minor)));
    assert_eq!(back(120, 100, 0, true), both(120), "paid, and credited whole");
    assert_eq!(back(0, 100, 0, true), both(0), "credited whole, and nothing was paid");
    assert_eq!(back(100, 50, 0, true), both(40), "of 60 that are left 100 came in");
    assert_eq!(back(120, 100, 70, true), both(50), "a part was paid out");
    assert_eq!(back(150, 0, 0, true).0, Some(euros(30)), "more came in than it comes to");
    assert_eq!(back(60, 50, 0, false), (None, None), "without its tax nobody knows");
    assert_eq!(back(120, 100, 0, false).0, Some(euros(120)), "nothing is left of it, whatever its tax");
    assert_eq!(owed_back_by(&story.invoices[note], &[], on), None, "its invoice is not known");
}

#[test]
fn what_is_given_up_is_not_open_and_takes_nothing_off_twice() {
    let mut story = billed_as_promised();
    story.invoices[5].payments.clear();
    let finding = FindingId(uuid(1));
    let given_up = |contract, amount| GivenUp { finding, contract, amount: euros(amount) };
    let own = Some(ContractId(uuid(1)));
    story.invoices[5].given_up = vec![given_up(own, 120)];
    let left = |invoice: &Invoice| {
        let Outstanding { given_up, open, .. } = outstanding(invoice, Besides::default(), day("2026-07-05"));
        (given_up, open)
    };
    assert_eq!(left(&story.invoices[5]), (euros(120), euros(0)));
    assert_eq!(story.told("2026-07-05"), ["overdue 120.00 EUR certain"], "the decision is compared with all of it");
    story.invoices[5].given_up = vec![given_up(None, 120)];
    assert_eq!(story.told("2026-07-05"), NOTHING, "given up where it belonged before");
    story.invoices[5].given_up = vec![given_up(None, 50)];
    assert_eq!(story.told("2026-07-05"), ["overdue 70.00 EUR certain"]);
    story.pay(5);
    assert_eq!(left(&story.invoices[5]), (euros(0), euros(0)), "money that came in after all counts first");
}
