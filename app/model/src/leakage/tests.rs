//! The detectors, each by its story: what is found, and what beside it is not.

mod discount;
mod laws;
mod life;
mod milestone;
mod overdue;
mod owed;
mod recovered;
mod settled;
mod step;
mod story;
mod visits;

use super::*;
use crate::{
    billing::{Billable, expected, revise},
    contract::{Confidentiality, ContractType, DateTerms, PaymentTerm, Renewal, TermLength},
    invoice::{GivenUp, InvoiceKind, Payment, Recorded},
    money::Currency,
    price_line::{Discount, RampStep, Recurrence, Timing, YearlyIncrease},
    renewal::RenewalDecision,
};
use rust_decimal::Decimal;
use story::{Story, monthly, tell};
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn euros(amount: i64) -> Money {
    Money::new(amount * 100, Currency::EUR)
}

const NOTHING: [&str; 0] = [];
const HALF_YEAR: [&str; 6] = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];

fn billed_as_promised() -> Story {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &HALF_YEAR, 100);
    story
}

#[test]
fn amounts_of_one_stage_only_are_added_up() {
    let all = FindingKind::summed(&[]);
    assert!(all.contains(&FindingKind::MissingPeriod) && !all.contains(&FindingKind::Overdue), "{all:?}");
    assert!(all.iter().all(|kind| kind.stage() == Stage::Unbilled));
    assert_eq!(FindingKind::summed(&[FindingKind::Overdue]), [FindingKind::Overdue]);
    let mixed = [FindingKind::NoticeNear, FindingKind::Overdue, FindingKind::OldPrice];
    assert_eq!(FindingKind::summed(&mixed), [FindingKind::OldPrice], "the first on the way from promise to cash");
}

#[test]
fn a_contract_billed_and_paid_as_promised_has_no_finding() {
    assert_eq!(billed_as_promised().told("2026-06-30"), NOTHING);
}

#[test]
fn a_skipped_month_is_missing_once_the_days_of_grace_have_passed() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-03"], 100);
    assert_eq!(story.told("2026-03-20"), ["missing_period 100.00 EUR certain"]);
    story.bill(1, "2026-02", 100);
    assert_eq!(story.told("2026-04-11"), NOTHING);
    assert_eq!(story.told("2026-04-12"), ["missing_period 100.00 EUR certain"]);
}

#[test]
fn a_month_that_was_given_up_or_lies_outside_the_known_invoices_is_not_missing() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-02", "2026-04"], 100);
    let march = story.row(1, "2026-03");
    story.rows[march].waived = true;
    assert_eq!(story.told("2026-04-15"), ["missing_period 100.00 EUR certain"]);
    let known = Settings { invoices_known: Period::new(day("2026-02-01"), day("2026-12-31")), ..Settings::default() };
    assert_eq!(tell(&story.detect_with(&known, "2026-04-15")), NOTHING);
}

#[test]
fn a_month_with_an_unplaced_invoice_near_it_is_to_be_checked() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-03"], 100);
    let invoice = story.invoice("2026-02-03", euros(250));
    story.pay(invoice);
    story.unmatched.push((invoice, 0));
    assert_eq!(story.told("2026-03-20"), ["missing_period 100.00 EUR check"]);
}

#[test]
fn a_month_credited_and_never_billed_again_is_to_be_checked() {
    let mut story = billed_as_promised();
    let credit = story.invoice("2026-04-10", euros(-100));
    story.matches.push((credit, 0, story.row(1, "2026-04"), euros(-100)));
    assert_eq!(story.told("2026-06-30"), ["missing_period 100.00 EUR check"]);
    story.bill(1, "2026-04", 100);
    assert_eq!(story.told("2026-06-30"), NOTHING);
}

#[test]
fn a_contract_never_billed_is_one_finding_over_all_its_months() {
    let story = Story::new(vec![monthly(1, 100), monthly(2, 40)]);
    assert_eq!(story.told("2026-03-15"), ["never_billed 420.00 EUR certain"]);
    let mut unsigned = story;
    unsigned.details.signed_on = None;
    assert_eq!(unsigned.told("2026-03-15"), ["never_billed 420.00 EUR check"]);
    assert_eq!(unsigned.told("2025-12-15"), NOTHING);
}

#[test]
fn a_line_never_billed_beside_one_that_is_is_one_finding() {
    let mut story = Story::new(vec![monthly(1, 100), monthly(2, 40)]);
    story.bill_all(1, &HALF_YEAR, 100);
    assert_eq!(story.told("2026-01-31"), ["missing_period 40.00 EUR certain"]);
    assert_eq!(story.told("2026-06-30"), ["never_billed 240.00 EUR certain"]);
}

#[test]
fn billing_that_stops_is_one_finding_after_two_months() {
    let mut story = Story::new(vec![monthly(1, 100), monthly(2, 40)]);
    story.bill_all(1, &HALF_YEAR[..3], 100);
    story.bill_all(2, &HALF_YEAR[..3], 40);
    assert_eq!(story.told("2026-04-20"), ["missing_period 100.00 EUR certain", "missing_period 40.00 EUR certain"]);
    assert_eq!(story.told("2026-06-20"), ["stopped_while_live 420.00 EUR certain"]);
    story.bill_all(1, &HALF_YEAR[3..], 100);
    assert_eq!(story.told("2026-06-20"), ["stopped_while_live 120.00 EUR certain"]);
}

#[test]
fn months_before_the_end_that_were_not_billed_are_missing_not_stopped() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &HALF_YEAR[..4], 100);
    story.facts.ended_on = Some(day("2026-06-30"));
    story.write_ledger(Some("2026-06-30"));
    let told = story.told("2026-09-01");
    assert_eq!(told, ["missing_period 100.00 EUR certain", "missing_period 100.00 EUR certain"]);
}

#[test]
fn a_month_billed_again_is_billed_twice_until_it_is_credited() {
    let mut story = billed_as_promised();
    story.bill(1, "2026-05", 100);
    assert_eq!(story.told("2026-06-30"), ["billed_twice 100.00 EUR certain"]);
    let credit = story.invoice("2026-06-10", euros(-100));
    story.matches.push((credit, 0, story.row(1, "2026-05"), euros(-100)));
    assert_eq!(story.told("2026-06-30"), NOTHING);
}

#[test]
fn part_bills_that_add_up_are_not_billed_twice() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-01"], 50);
    assert_eq!(story.told("2026-01-31"), NOTHING);
}

#[test]
fn a_repetition_and_a_higher_price_share_the_excess() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-01"], 110);
    assert_eq!(story.told("2026-01-31"), ["billed_twice 110.00 EUR certain", "above_terms 10.00 EUR certain"]);
}

#[test]
fn too_little_is_below_the_terms_and_cents_are_not() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill(1, "2026-01", 80);
    assert_eq!(story.told("2026-01-05"), NOTHING);
    assert_eq!(story.told("2026-01-31"), ["below_terms 20.00 EUR certain"]);
    story.matches[0].3 = Money::new(9_998, Currency::EUR);
    story.invoices[0].lines[0].amount = Money::new(9_998, Currency::EUR);
    assert_eq!(story.told("2026-01-31"), NOTHING);
}

#[test]
fn a_discount_that_was_forgotten_explains_what_is_above_the_terms() {
    let mut line = monthly(1, 100);
    line.discounts = vec![Discount { from: day("2026-01-01"), to: None, percent: Decimal::from(10) }];
    let mut story = Story::new(vec![line]);
    story.bill(1, "2026-01", 100);
    let findings = story.detect_with(&Settings::default(), "2026-01-31");
    assert_eq!(tell(&findings), ["above_terms 10.00 EUR certain"]);
    let Evidence::AboveTerms { explained, .. } = &findings[0].evidence else { panic!("{findings:?}") };
    let percent = Decimal::from(10);
    assert_eq!(*explained, Some(crate::reconciliation::Variation::DiscountForgotten { percent }));
}

#[test]
fn a_missed_increase_is_one_finding_for_the_line_and_not_a_low_bill_each_month() {
    let mut line = monthly(1, 100);
    line.increase = Some(YearlyIncrease { percent: Decimal::from(5), first_on: day("2026-03-01") });
    let mut story = Story::new(vec![line]);
    story.bill_all(1, &HALF_YEAR, 100);
    let findings = story.detect_with(&Settings::default(), "2026-06-30");
    assert_eq!(tell(&findings), ["old_price 20.00 EUR certain"]);
    assert_eq!(findings[0].since, day("2026-03-01"));
    assert_eq!(findings[0].evidence.rows().len(), 4);
    story.bill(1, "2026-06", 5);
    assert_eq!(story.told("2026-06-30"), ["old_price 15.00 EUR certain"]);
}

#[test]
fn a_missed_increase_stays_the_cause_when_the_price_is_corrected_from_the_beginning() {
    let mut line = monthly(1, 100);
    line.increase = Some(YearlyIncrease { percent: Decimal::from(5), first_on: day("2026-03-01") });
    let mut story = Story::new(vec![line]);
    story.bill_all(1, &HALF_YEAR, 100);
    story.correct(1, 110);
    let findings = story.detect_with(&Settings::default(), "2026-06-30");
    let told = ["below_terms 10.00 EUR certain", "below_terms 10.00 EUR certain", "old_price 62.00 EUR certain"];
    assert_eq!(tell(&findings), told);
    assert!(matches!(findings[2].evidence, Evidence::OldPrice { due_on, .. } if due_on == day("2026-03-01")));
    // What neither the old terms nor the new ones lead to has no known cause.
    story.matches[5].3 = Money::new(9_050, Currency::EUR);
    story.invoices[5].lines[0].amount = Money::new(9_050, Currency::EUR);
    assert_eq!(story.told("2026-06-30").len(), 4);
}

#[test]
fn a_renewal_at_the_old_price_says_so() {
    let mut line = monthly(1, 100);
    line.increase = Some(YearlyIncrease { percent: Decimal::from(3), first_on: day("2027-01-01") });
    let mut story = Story::new(vec![line]);
    story.details.term = TermLength::Months { months: 12 };
    story.details.renewal = Renewal::Tacit { months: 12, maximum: None };
    for month in 1..=12 {
        story.bill(1, &format!("2026-{month:02}"), 100);
    }
    story.bill(1, "2027-01", 100);
    let findings = story.detect_with(&Settings { horizon_days: 0, ..Settings::default() }, "2027-01-31");
    assert_eq!(tell(&findings), ["old_price 3.00 EUR certain"]);
    assert!(matches!(findings[0].evidence, Evidence::OldPrice { renewed: true, .. }));
}

#[test]
fn a_free_period_is_neither_missing_nor_too_low() {
    let mut line = monthly(1, 100);
    line.discounts =
        vec![Discount { from: day("2026-01-01"), to: Some(day("2026-02-28")), percent: Decimal::from(100) }];
    let mut story = Story::new(vec![line]);
    story.bill_all(1, &["2026-03", "2026-04"], 100);
    assert_eq!(story.told("2026-04-30"), NOTHING);
}

#[test]
fn a_correction_of_the_terms_is_judged_with_the_row_it_corrects() {
    let mut story = billed_as_promised();
    let mut correction = story.rows[story.row(1, "2026-05")].clone();
    correction.id = ExpectedBillingId(uuid(9));
    correction.revision = 1;
    correction.expected.amount = euros(7);
    story.rows.push(correction);
    assert_eq!(story.told("2026-06-30"), ["below_terms 7.00 EUR certain"]);
}

#[test]
fn a_notice_deadline_without_a_decision_is_near_from_the_horizon_to_the_day() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.details.term = TermLength::Months { months: 12 };
    story.details.renewal = Renewal::Tacit { months: 12, maximum: None };
    story.details.notice = Some(crate::calendar::Length::Months(2));
    story.bill_all(1, &HALF_YEAR, 100);
    story.bill_all(1, &["2026-07", "2026-08", "2026-09", "2026-10"], 100);
    assert_eq!(story.told("2026-08-31"), NOTHING);
    assert_eq!(story.told("2026-09-01"), ["notice_near 1200.00 EUR certain"]);
    assert_eq!(story.told("2026-10-31"), ["notice_near 1200.00 EUR certain"]);
    assert_eq!(story.told("2026-11-01"), NOTHING);
    story.facts.renewal_decided_for = Some(day("2026-10-31"));
    assert_eq!(story.told("2026-09-15"), NOTHING);
    for (decision, open) in [
        (RenewalDecision::RenewAsIs, false),
        // Neither a wish nor a plan prevents anything until notice is given.
        (RenewalDecision::Renegotiate, true),
        (RenewalDecision::GiveNotice, true),
    ] {
        story.facts.renewal_decision = Some(decision);
        assert_eq!(story.told("2026-09-15").len(), usize::from(open), "{decision:?}");
    }
    story.facts.renewal_decided_for = None;
    story.facts.notice_received_on = Some(day("2026-09-10"));
    assert_eq!(story.told("2026-09-15"), NOTHING);
}

#[test]
fn another_company_customer_currency_or_tax_is_one_finding_an_invoice() {
    let mut story = billed_as_promised();
    story.invoices[1].legal_entity = Some(LegalEntityId(uuid(601)));
    story.invoices[1].lines[0].vat_percent = Some(Decimal::from(10));
    story.invoices[2].customer = CustomerId(uuid(501));
    story.invoices[3].lines[0].vat_percent = Some(Decimal::from(10));
    assert_eq!(
        story.told("2026-06-30"),
        ["wrong_party 100.00 EUR certain", "wrong_party 100.00 EUR check", "wrong_party 10.00 EUR certain",]
    );
}

#[test]
fn an_amount_in_another_currency_bills_nothing_of_its_month_and_is_a_wrong_currency() {
    let mut story = billed_as_promised();
    let pounds = Money::new(10_000, Currency::GBP);
    let invoice = &mut story.invoices[3];
    (invoice.currency, invoice.lines[0].amount, story.matches[3].3) = (Currency::GBP, pounds, pounds);
    invoice.payments[0].amount = Money::new(12_000, Currency::GBP);
    let told = ["missing_period 100.00 EUR check", "wrong_party 100.00 GBP certain"];
    assert_eq!(story.told("2026-06-30"), told, "the month is not billed, and the invoice is a risk");
    let again = story.bill(1, "2026-04", 60);
    assert_eq!(story.told("2026-06-30"), ["below_terms 40.00 EUR certain", "wrong_party 100.00 GBP certain"]);
    let more = Money::new(11_000, Currency::EUR);
    story.invoices[again].lines[0].amount = more;
    story.matches.last_mut().unwrap().3 = more;
    story.invoices[again].payments.clear();
    assert_eq!(story.told("2026-04-20"), ["above_terms 10.00 EUR certain", "wrong_party 100.00 GBP certain"]);
}

#[test]
fn an_ended_contract_that_is_billed_on_is_one_finding() {
    let mut story = billed_as_promised();
    story.facts.ended_on = Some(day("2026-04-30"));
    assert_eq!(story.told("2026-06-30"), ["billing_after_end 200.00 EUR certain"]);
    let invoice = story.invoice("2026-07-01", euros(100));
    story.pay(invoice);
    story.unmatched.push((invoice, 0));
    assert_eq!(story.told("2026-07-30"), ["billing_after_end 300.00 EUR likely"]);
}

#[test]
fn the_bill_of_the_next_period_on_the_day_after_the_end_is_billing_after_it() {
    let mut story = billed_as_promised();
    story.facts.ended_on = Some(day("2026-06-30"));
    story.write_ledger(Some("2026-06-30"));
    for amount in [100, 37] {
        let invoice = story.invoice("2026-07-01", euros(amount));
        story.pay(invoice);
        story.unmatched.push((invoice, 0));
    }
    let told = story.told("2026-07-08");
    assert_eq!(
        told.iter().filter(|told| told.starts_with("billing_after_end")).collect::<Vec<_>>(),
        ["billing_after_end 100.00 EUR likely"]
    );
}

#[test]
fn the_last_bill_in_arrears_is_not_billing_after_the_end() {
    let mut story = billed_as_promised();
    story.facts.ended_on = Some(day("2026-06-30"));
    story.write_ledger(Some("2026-06-30"));
    let invoice = story.invoice("2026-07-05", euros(30));
    story.pay(invoice);
    story.unmatched.push((invoice, 0));
    assert_eq!(story.told("2026-07-30"), NOTHING);
}

#[test]
fn a_contract_without_owner_or_end_is_incomplete_until_it_ends() {
    let mut story = billed_as_promised();
    story.details.owner = None;
    story.details.term = TermLength::Unknown;
    let findings = story.detect_with(&Settings::default(), "2026-06-30");
    assert_eq!(tell(&findings), ["incomplete - certain"]);
    assert_eq!(findings[0].evidence, Evidence::Incomplete { gaps: vec![Gap::Owner, Gap::End] });
    story.facts.ended_on = Some(day("2026-06-30"));
    assert_eq!(story.told("2026-07-30"), NOTHING);
    let mut open_ended = billed_as_promised();
    open_ended.details.term = TermLength::OpenEnded;
    assert_eq!(open_ended.told("2026-06-30"), NOTHING);
}

#[test]
fn lines_that_do_not_add_up_to_the_value_are_a_mismatch() {
    let mut story = billed_as_promised();
    story.details.value = Some(euros(2400));
    assert_eq!(story.told("2026-06-30"), NOTHING);
    story.details.value = Some(euros(2500));
    assert_eq!(story.told("2026-06-30"), ["value_mismatch 100.00 EUR likely"]);
    story.details.value = Some(euros(2300));
    assert_eq!(story.told("2026-06-30"), ["value_mismatch 100.00 EUR likely"]);
}

#[test]
fn codes_and_numbers_are_stable() {
    let told: Vec<_> = FindingKind::ALL.iter().map(|kind| format!("{} {}", kind.number(), kind.code())).collect();
    assert_eq!(
        told,
        [
            "1 missing_period",
            "2 billed_twice",
            "3 below_terms",
            "4 above_terms",
            "7 old_price",
            "8 served_after_end",
            "13 discount_past_end",
            "16 milestone_not_invoiced",
            "17 never_billed",
            "18 overdue",
            "25 visit_missed",
            "25 visit_not_billed",
            "26 notice_near",
            "28 wrong_party",
            "29 billing_after_end",
            "29 stopped_while_live",
            "30 incomplete",
            "31 value_mismatch",
        ]
    );
    for kind in FindingKind::ALL {
        assert_eq!(FindingKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
    }
}

#[test]
fn evidence_survives_storage() {
    let mut story = billed_as_promised();
    story.details.owner = None;
    story.details.value = Some(euros(1));
    story.invoices[5].payments.clear();
    story.invoices[1].legal_entity = Some(LegalEntityId(uuid(601)));
    story.bill(1, "2026-05", 130);
    for finding in story.detect_with(&Settings::default(), "2026-09-30") {
        let text = serde_json::to_string(&finding).unwrap();
        assert_eq!(serde_json::from_str::<Finding>(&text).unwrap(), finding);
    }
}

#[test]
fn a_rebate_line_makes_no_finding_however_it_is_taken_off() {
    let lines = || vec![monthly(1, 500), monthly(2, -50)];
    let mut net = Story::new(lines());
    net.bill_all(1, &HALF_YEAR, 450);
    assert_eq!(net.told("2026-07-05"), Vec::<String>::new(), "net on the line that charges");
    let mut apart = Story::new(lines());
    apart.bill_all(1, &HALF_YEAR, 500);
    apart.bill_all(2, &HALF_YEAR, -50);
    assert_eq!(apart.told("2026-07-05"), Vec::<String>::new(), "as a line of its own");
    let mut low = Story::new(lines());
    low.bill_all(1, &HALF_YEAR[..5], 500);
    low.bill_all(2, &HALF_YEAR[..5], -50);
    low.bill(1, "2026-06", 450);
    low.bill(2, "2026-06", -50);
    assert_eq!(low.told("2026-07-05"), ["below_terms 50.00 EUR certain"], "the rebate was given besides");
}

#[test]
fn what_was_never_billed_is_the_net_of_charges_and_rebates() {
    let lines = || vec![monthly(1, 500), monthly(2, -50)];
    let never = Story::new(lines());
    assert_eq!(never.told("2026-03-15"), ["never_billed 1350.00 EUR certain"]);
    let mut skipped = Story::new(lines());
    for month in ["2026-01", "2026-03"] {
        skipped.bill(1, month, 500);
        skipped.bill(2, month, -50);
    }
    let found = skipped.detect_with(&Settings::default(), "2026-03-20");
    assert_eq!(tell(&found), ["missing_period 450.00 EUR certain"]);
    let rows = found[0].evidence.rows();
    let left: i64 = rows.iter().map(|row| row.expected.minor - row.billed.minor).sum();
    assert_eq!((rows.len(), left), (2, 45_000), "the rows it names add up to it");
    let stopped = ["missing_period 450.00 EUR certain", "stopped_while_live 1350.00 EUR certain"];
    assert_eq!(skipped.told("2026-06-20"), stopped);
    let rebate = skipped.row(2, "2026-02");
    skipped.rows[rebate].waived = true;
    assert_eq!(skipped.told("2026-03-20"), ["missing_period 500.00 EUR certain"], "a rebate that was given up");
}

#[test]
fn a_rebate_is_taken_off_once_and_is_owed_where_it_was_taken_off_nothing() {
    let mut kept = Story::new(vec![monthly(1, 500), monthly(2, -50)]);
    kept.bill_all(1, &HALF_YEAR, 500);
    let owed = ["above_terms 50.00 EUR likely"; 6];
    assert_eq!(kept.told("2026-07-05"), owed, "billed in full, so billed too much by each rebate that was not given");
    assert_eq!(Story::new(vec![monthly(1, -50)]).told("2026-07-05"), NOTHING, "nothing but a rebate");
    assert_eq!(Story::new(vec![monthly(1, 50), monthly(2, -80)]).told("2026-07-05"), NOTHING, "more than is charged");
    let mut two = Story::new(vec![monthly(1, 500), monthly(2, 300), monthly(3, -50)]);
    for month in ["2026-01", "2026-03"] {
        two.bill(1, month, 450);
        two.bill(2, month, 300);
    }
    assert_eq!(two.told("2026-03-20"), ["missing_period 450.00 EUR certain", "missing_period 300.00 EUR certain"]);
    two.bill(1, "2026-02", 450);
    assert_eq!(two.told("2026-03-20"), ["missing_period 300.00 EUR certain"], "taken off the invoice already");
}

#[test]
fn a_line_that_waits_between_contracts_is_said_where_its_amount_fits() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-03", "2026-04"], 100);
    let other = story.invoice("2026-02-02", euros(75));
    story.proposed.push((other, 0));
    assert_eq!(story.told("2026-04-20"), ["missing_period 100.00 EUR certain"]);
    let meant = story.invoice("2026-02-03", euros(100));
    story.proposed.push((meant, 0));
    assert_eq!(story.told("2026-04-20"), ["missing_period 100.00 EUR check"]);
    let found = story.detect_with(&Settings::default(), "2026-04-20");
    let waiting = found[0].evidence.invoices();
    assert_eq!(waiting.iter().map(|(_, _, number)| *number).collect::<Vec<_>>(), ["F-4"]);
}
