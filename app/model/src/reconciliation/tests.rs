mod corrected;
mod portfolio;

use super::*;
use crate::{
    billing::{Billable, ExpectedAmount, expected},
    money::Currency,
    price_line::{Discount, Recurrence, Timing, YearlyIncrease},
};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn monthly(number: u128, description: &str, price: i64) -> PriceLine {
    PriceLine {
        id: PriceLineId(uuid(number)),
        position: u32::try_from(number).unwrap(),
        description: description.to_owned(),
        quantity: Decimal::ONE,
        unit: "month".to_owned(),
        unit_price: Decimal::from(price),
        vat_percent: Some(Decimal::from(20)),
        recurrence: Recurrence::Every { months: 1, anchor: day("2026-01-01"), timing: Timing::Advance },
        starts_on: None,
        ends_on: None,
        discounts: Vec::new(),
        ramp: Vec::new(),
        increase: None,
    }
}

/// One contract with its ledger.
struct Contract {
    id: ContractId,
    number: String,
    reference: Option<String>,
    customer: CustomerId,
    lines: Vec<PriceLine>,
    ledger: Vec<(ExpectedBillingId, usize, ExpectedAmount)>,
}

impl Contract {
    fn new(number: u128, customer: u128, lines: Vec<PriceLine>) -> Self {
        Self::until(number, customer, lines, "2026-06-30")
    }

    fn until(number: u128, customer: u128, mut lines: Vec<PriceLine>, last: &str) -> Self {
        let billable = Billable { first: day("2026-01-01"), last: Some(day(last)), horizon: day("2027-12-31") };
        let mut ledger = Vec::new();
        for (at, line) in lines.iter_mut().enumerate() {
            line.id = PriceLineId(uuid(number * 1000 + line.id.0.as_u128()));
            for amount in expected(line, Currency::EUR, billable).unwrap() {
                let id = number * 1_000_000 + u128::try_from(ledger.len()).unwrap();
                ledger.push((ExpectedBillingId(uuid(id)), at, amount));
            }
        }
        let id = ContractId(uuid(number));
        Self {
            id,
            number: format!("C-2026-{number:04}"),
            reference: None,
            customer: CustomerId(uuid(customer)),
            lines,
            ledger,
        }
    }

    fn rows(&self) -> Vec<OpenRow<'_>> {
        let row = |(id, line, amount): &(ExpectedBillingId, usize, ExpectedAmount)| -> (ExpectedBillingId, usize) {
            let _ = amount;
            (*id, *line)
        };
        let rows = self.ledger.iter().map(|entry| {
            let ((id, line), amount) = (row(entry), &entry.2);
            OpenRow {
                row: id,
                contract: self.id,
                contract_number: &self.number,
                contract_reference: self.reference.as_deref(),
                purchase_order: None,
                customer: self.customer,
                line: &self.lines[line],
                period: amount.period,
                billing_day: amount.billing_day,
                amount: amount.amount,
                formula: &amount.formula,
                billed: Money::zero(Currency::EUR),
            }
        });
        rows.collect()
    }

    /// `line/month` of a row, to compare with.
    fn name(&self, row: ExpectedBillingId) -> Option<String> {
        let (_, line, amount) = self.ledger.iter().find(|(id, ..)| *id == row)?;
        Some(format!("{}{}", line + 1, amount.period.first.format("/%m")))
    }
}

fn line<'a>(number: u128, issued_on: &str, description: &'a str, euros: i64) -> BilledLine<'a> {
    BilledLine {
        invoice_line: InvoiceLineId(uuid(number)),
        invoice: InvoiceId(uuid(number)),
        customer: CustomerId(uuid(1)),
        contract_reference: None,
        issued_on: day(issued_on),
        description,
        period: None,
        amount: Money::new(euros * 100, Currency::EUR),
        vat_percent: None,
        corrects: None,
        refused: &[],
    }
}

fn named<'a>(mut line: BilledLine<'a>, reference: &'a str) -> BilledLine<'a> {
    line.contract_reference = Some(reference);
    line
}

fn printed<'a>(mut line: BilledLine<'a>, first: &str, last: &str) -> BilledLine<'a> {
    line.period = Period::new(day(first), day(last));
    line
}

/// `1 → 1/03 certain`, one text for each line, in order of the invoice lines.
fn told(contracts: &[Contract], lines: &[BilledLine<'_>]) -> Vec<String> {
    let rows: Vec<_> = contracts.iter().flat_map(Contract::rows).collect();
    let outcome = propose(lines, &rows, &Settings::default());
    let name = |row| {
        let name = contracts.iter().enumerate().find_map(|(at, one)| Some((at, one.name(row)?))).unwrap();
        if contracts.len() > 1 { format!("{}:{}", name.0 + 1, name.1) } else { name.1 }
    };
    let mut told: Vec<(u128, String)> = Vec::new();
    for line in lines {
        let number = line.invoice_line.0.as_u128();
        let mine: Vec<_> = outcome.matches.iter().filter(|one| one.invoice_line == line.invoice_line).collect();
        let mut text = String::new();
        for one in &mine {
            let duplicate = if one.reasons.contains(&Reason::Duplicate) { " again" } else { "" };
            text +=
                &format!("{} {} {}{duplicate}, ", name(one.row), one.amount.major().normalize(), one.confidence.code());
        }
        for one in outcome.proposals.iter().filter(|one| one.invoice_line == line.invoice_line) {
            let names: Vec<_> = one.candidates.iter().take(2).map(|one| name(one.row)).collect();
            text += &format!("{} ?, ", names.join(" or "));
        }
        if outcome.unmatched.contains(&line.invoice_line) {
            let meant = outcome.meant.iter().any(|(one, _)| *one == line.invoice_line);
            text += if meant { "no row of the contract, " } else { "nothing, " };
        }
        told.push((number, format!("{number} → {}", text.trim_end_matches(", "))));
    }
    told.sort();
    told.into_iter().map(|(_, text)| text).collect()
}

fn maintenance() -> Contract {
    Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 100)])
}

#[test]
fn a_printed_contract_number_and_the_date_are_certain() {
    let lines = [named(line(1, "2026-03-01", "Services", 100), "c2026 0001")];
    assert_eq!(told(&[maintenance()], &lines), ["1 → 1/03 100 certain"]);
}

#[test]
fn words_amount_and_month_are_certain_without_a_reference() {
    let lines = [line(1, "2026-04-20", "Boiler maintenance March 2026", 100)];
    assert_eq!(
        told(&[maintenance(), Contract::new(2, 1, vec![monthly(1, "Window cleaning", 100)])], &lines),
        ["1 → 1:1/03 100 certain"]
    );
}

fn with_a_rebate() -> Contract {
    Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 500), monthly(2, "Loyalty discount", -50)])
}

#[test]
fn a_rebate_line_is_found_by_what_takes_it_off() {
    let told_of = |lines: &[BilledLine<'_>]| told(&[with_a_rebate()], lines);
    let reference = |line| named(line, "C-2026-0001");
    let month = |line| printed(line, "2026-03-01", "2026-03-31");
    let net = [reference(line(1, "2026-03-01", "Boiler maintenance", 450))];
    assert_eq!(told_of(&net), ["1 → 1/03 500 certain, 2/03 -50 certain"], "net in one line");
    let net = [month(reference(line(1, "2026-03-01", "Boiler maintenance", 450)))];
    assert_eq!(told_of(&net), ["1 → 1/03 500 certain, 2/03 -50 certain"], "net in one line with its period");
    for description in ["Loyalty discount", "Rebate", "Remise"] {
        let apart = [
            reference(line(1, "2026-03-01", "Boiler maintenance", 500)),
            reference(line(2, "2026-03-01", description, -50)),
        ];
        assert_eq!(told_of(&apart), ["1 → 1/03 500 certain", "2 → 2/03 -50 certain"], "{description}");
        let apart = apart.map(month);
        assert_eq!(told_of(&apart), ["1 → 1/03 500 certain", "2 → 2/03 -50 certain"], "{description} with its period");
    }
    let bare = [line(1, "2026-03-01", "Boiler maintenance", 500), line(2, "2026-03-01", "Rebate", -50)];
    assert_eq!(told_of(&bare), ["1 → 1/03 500 certain", "2 → 2/03 -50 likely"], "without a reference");
}

#[test]
fn a_net_amount_that_is_too_high_is_so_by_its_difference() {
    let month = |euros| {
        [printed(named(line(1, "2026-03-01", "Maintenance", euros), "C-2026-0001"), "2026-03-01", "2026-03-31")]
    };
    let high = told(&[with_a_rebate()], &month(460));
    assert!(high[0].contains("1/03") && !high[0].contains("1/03 511"), "{high:?}");
}

#[test]
fn what_several_months_were_billed_too_low_is_caught_up_by_one_line() {
    let month = |number, month: &str, euros| {
        let (first, last) = (format!("2026-{month}-01"), format!("2026-{month}-28"));
        let line = named(line(number, &first, "Boiler maintenance", euros), "C-2026-0001");
        printed(line, &first, if month == "02" { &last } else { "2026-03-31" })
    };
    let rest =
        |first, last| printed(named(line(9, "2026-05-10", "Price increase, arrears", 30), "C-2026-0001"), first, last);
    let lines = |rest| [month(1, "02", 90), month(2, "03", 80), rest];
    let told_of = |rest| told(&[maintenance()], &lines(rest)).pop().unwrap();
    assert_eq!(told_of(rest("2026-02-01", "2026-03-31")), "9 → 1/02 10 certain, 1/03 20 certain");
    assert_ne!(told_of(rest("2026-04-01", "2026-05-31")), "9 → 1/02 10 certain, 1/03 20 certain", "of other months");
}

#[test]
fn chinese_words_speak_like_any_others() {
    let contracts = [
        Contract::new(1, 1, vec![monthly(1, "电梯维保服务", 100)]),
        Contract::new(2, 1, vec![monthly(1, "办公室保洁", 100)]),
    ];
    let lines = [line(1, "2026-03-02", "电梯维保服务费 2026年3月", 100), line(2, "2026-03-02", "保洁 2026年3月", 100)];
    assert_eq!(told(&contracts, &lines), ["1 → 1:1/03 100 certain", "2 → 2:1/03 100 certain"]);
}

#[test]
fn a_skipped_month_stays_open_whatever_the_habit_of_dating() {
    for offset in [-12, 0, 5, 20] {
        let dates: Vec<String> = ["2026-01-01", "2026-02-01", "2026-04-01", "2026-05-01"]
            .iter()
            .map(|first| (day(first) + chrono::Duration::days(offset)).to_string())
            .collect();
        let lines: Vec<_> = (1..)
            .zip(&dates)
            .map(|(number, date)| named(line(number, date, "Maintenance", 100), "C-2026-0001"))
            .collect();
        let told = told(&[maintenance()], &lines).concat();
        let months: Vec<_> =
            ["1/01 ", "1/02 ", "1/03 ", "1/04 ", "1/05 ", "1/06 "].map(|month| told.contains(month)).into();
        assert_eq!(months, [true, true, false, true, true, false], "{offset}: {told}");
        assert!(!told.contains('?') && !told.contains("again"), "{offset}: {told}");
    }
}

#[test]
fn a_second_invoice_for_a_month_goes_to_that_month_and_not_to_the_next() {
    let by_period = [
        printed(named(line(1, "2026-03-01", "Maintenance", 100), "C-2026-0001"), "2026-03-01", "2026-03-31"),
        printed(named(line(2, "2026-04-02", "Maintenance", 100), "C-2026-0001"), "2026-03-01", "2026-03-31"),
        printed(named(line(3, "2026-04-01", "Maintenance", 100), "C-2026-0001"), "2026-04-01", "2026-04-30"),
    ];
    let expected = ["1 → 1/03 100 certain", "2 → 1/03 100 certain again", "3 → 1/04 100 certain"];
    assert_eq!(told(&[maintenance()], &by_period), expected);
    let by_date = [
        named(line(1, "2026-03-01", "Maintenance", 100), "C-2026-0001"),
        named(line(2, "2026-03-04", "Maintenance", 100), "C-2026-0001"),
        named(line(3, "2026-04-01", "Maintenance", 100), "C-2026-0001"),
    ];
    assert_eq!(told(&[maintenance()], &by_date), expected);
}

#[test]
fn a_quarter_invoice_covers_three_monthly_rows() {
    let lines = [
        named(line(1, "2026-01-01", "Maintenance Q1 2026", 300), "C-2026-0001"),
        named(line(2, "2026-04-01", "Maintenance", 300), "C-2026-0001"),
    ];
    assert_eq!(
        told(&[maintenance()], &lines),
        [
            "1 → 1/01 100 certain, 1/02 100 certain, 1/03 100 certain",
            "2 → 1/04 100 certain, 1/05 100 certain, 1/06 100 certain",
        ]
    );
}

#[test]
fn one_line_covers_all_lines_of_a_contract_for_a_month() {
    let contract = Contract::new(1, 1, vec![monthly(1, "Boiler", 100), monthly(2, "Chimney", 40)]);
    let lines = [
        named(line(1, "2026-02-01", "Forfait février 2026", 140), "C-2026-0001"),
        named(line(2, "2026-03-01", "Forfait", 140), "C-2026-0001"),
    ];
    assert_eq!(
        told(&[contract], &lines),
        ["1 → 1/02 100 certain, 2/02 40 certain", "2 → 1/03 100 certain, 2/03 40 certain"]
    );
}

#[test]
fn two_part_bills_fill_one_row() {
    let lines = [
        named(line(1, "2026-03-01", "Maintenance March 2026, first half", 50), "C-2026-0001"),
        named(line(2, "2026-03-15", "Maintenance March 2026, second half", 50), "C-2026-0001"),
    ];
    assert_eq!(told(&[maintenance()], &lines), ["1 → 1/03 50 likely", "2 → 1/03 50 certain"]);
}

#[test]
fn a_credit_note_takes_back_what_it_credits() {
    let lines = [
        named(line(1, "2026-02-01", "Maintenance", 100), "C-2026-0001"),
        named(line(2, "2026-03-01", "Maintenance", 100), "C-2026-0001"),
        named(line(3, "2026-03-20", "Credit February 2026", -100), "C-2026-0001"),
        named(line(4, "2026-03-25", "Maintenance February 2026", 100), "C-2026-0001"),
    ];
    assert_eq!(
        told(&[maintenance()], &lines),
        ["1 → 1/02 100 certain", "2 → 1/03 100 certain", "3 → 1/02 -100 certain", "4 → 1/02 100 certain",]
    );
}

#[test]
fn a_credit_note_prefers_what_was_billed_twice() {
    let lines = [
        named(line(1, "2026-02-01", "Maintenance", 100), "C-2026-0001"),
        named(line(2, "2026-02-03", "Maintenance", 100), "C-2026-0001"),
        named(line(3, "2026-03-01", "Maintenance", 100), "C-2026-0001"),
        named(line(4, "2026-03-05", "Credit note", -100), "C-2026-0001"),
    ];
    let told = told(&[maintenance()], &lines);
    assert_eq!(told[1], "2 → 1/02 100 certain again");
    assert!(told[3].contains('?') || told[3].contains("1/02"), "{told:?}");
}

#[test]
fn an_amount_that_a_mistake_explains_is_matched_with_the_mistake() {
    let mut line_with_terms = monthly(1, "Boiler maintenance", 100);
    line_with_terms.increase = Some(YearlyIncrease { percent: Decimal::from(3), first_on: day("2026-04-01") });
    line_with_terms.discounts =
        vec![Discount { from: day("2026-01-01"), to: Some(day("2026-02-28")), percent: Decimal::from(10) }];
    let contract = Contract::new(1, 1, vec![line_with_terms]);
    let rows = contract.rows();
    let reason = |billed: &BilledLine<'_>| {
        let outcome = propose(std::slice::from_ref(billed), &rows, &Settings::default());
        outcome.matches.first().map(|one| one.reasons.clone()).unwrap_or_default().into_iter().find_map(|reason| {
            match reason {
                Reason::AmountExplained { by } => Some(by),
                _ => None,
            }
        })
    };
    let percent = Decimal::from(3);
    assert_eq!(
        reason(&named(line(1, "2026-04-01", "Maintenance", 100), "C-2026-0001")),
        Some(Variation::IncreaseMissed { percent, applied: 0, due: 1, due_on: day("2026-04-01") })
    );
    assert_eq!(
        reason(&named(line(1, "2026-03-01", "Maintenance", 90), "C-2026-0001")),
        Some(Variation::DiscountPastEnd { percent: Decimal::from(10), ended_on: day("2026-02-28") })
    );
    assert_eq!(
        reason(&named(line(1, "2026-03-01", "Maintenance", 120), "C-2026-0001")),
        Some(Variation::Gross { vat_percent: Decimal::from(20) })
    );
}

#[test]
fn two_contracts_alike_are_proposed_and_not_guessed() {
    let contracts = [maintenance(), Contract::new(2, 1, vec![monthly(1, "Boiler maintenance", 100)])];
    let lines = [line(1, "2026-03-01", "Boiler maintenance", 100)];
    assert_eq!(told(&contracts, &lines), ["1 → 1:1/03 or 2:1/03 ?"]);
}

#[test]
fn two_lines_alike_in_one_contract_are_both_filled() {
    let contract = Contract::new(1, 1, vec![monthly(1, "Extinguisher", 100), monthly(2, "Extinguisher", 100)]);
    let lines = [
        named(line(1, "2026-03-01", "Extinguisher", 100), "C-2026-0001"),
        named(line(2, "2026-03-01", "Extinguisher", 100), "C-2026-0001"),
    ];
    assert_eq!(told(&[contract], &lines), ["1 → 1/03 100 likely", "2 → 2/03 100 certain"]);
}

#[test]
fn what_is_billed_after_the_end_points_to_the_contract_but_to_no_row() {
    let lines = [
        named(line(1, "2026-08-01", "Maintenance", 100), "C-2026-0001"),
        printed(line(2, "2026-07-01", "Boiler maintenance", 100), "2026-07-01", "2026-07-31"),
        line(3, "2026-03-01", "Coffee beans", 7),
    ];
    let told = told(&[maintenance(), Contract::new(2, 1, vec![monthly(1, "Windows", 55)])], &lines);
    assert_eq!(told[..2], ["1 → no row of the contract", "2 → no row of the contract"]);
    assert_eq!(told[2], "3 → nothing");
}

#[test]
fn another_customer_or_currency_asks_for_a_check() {
    let mut other_customer = named(line(1, "2026-03-01", "Maintenance", 100), "C-2026-0001");
    other_customer.customer = CustomerId(uuid(99));
    let mut pounds = named(line(2, "2026-04-01", "Maintenance", 100), "C-2026-0001");
    pounds.amount = Money::new(10_000, Currency::GBP);
    assert_eq!(told(&[maintenance()], &[other_customer, pounds]), ["1 → 1/03 100 check", "2 → 1/04 100 check"]);
}

#[test]
fn the_tolerance_is_the_same_money_in_every_currency() {
    use crate::money::Currency;
    let of = |code: &str, hundredths: i64| {
        let currency: Currency = code.parse().unwrap();
        Tolerance { minor: hundredths, per_mille: 0 }.minor_in(currency)
    };
    for (code, hundredths, minor) in [
        ("EUR", 2, 2),
        ("EUR", 500, 500),
        ("JPY", 500, 5),
        ("JPY", 2, 1),
        ("JPY", 0, 0),
        ("JPY", 101, 2),
        ("KWD", 2, 20),
        ("KWD", 500, 5_000),
        ("EUR", -1, 0),
    ] {
        assert_eq!(of(code, hundredths), minor, "{hundredths} hundredths in {code}");
    }
    let around = |amount, currency| Tolerance { minor: 500, per_mille: 0 }.around(Money::new(amount, currency));
    assert_eq!(around(100_000, Currency::EUR), 500);
    assert_eq!(around(100_000, Currency::JPY), 5);
    assert_eq!(around(7, Currency::JPY), 3, "never half of the amount");
}

#[test]
fn each_place_that_is_proposed_is_told_with_all_its_rows() {
    let contracts = [Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 100), monthly(2, "Report", 20)])];
    let line = printed(named(line(1, "2026-03-01", "March", 115), "C-2026-0001"), "2026-03-01", "2026-03-31");
    let rows: Vec<_> = contracts.iter().flat_map(Contract::rows).collect();
    let outcome = propose(&[line], &rows, &Settings::default());
    let told: Vec<_> = outcome.proposals[0]
        .candidates
        .iter()
        .map(|one| format!("{} {} {}", one.place, contracts[0].name(one.row).unwrap(), one.amount.major().normalize()))
        .collect();
    assert_eq!(told[..3], ["0 1/03 115", "1 1/03 95.83", "1 2/03 19.17"]);
    assert_eq!(outcome.proposals[0].why, Waiting::SeveralPlaces);
}

#[test]
fn a_line_that_is_free_makes_no_second_place() {
    let contracts = [Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 100), monthly(2, "Free hotline", 0)])];
    let line = printed(named(line(1, "2026-03-01", "March", 100), "C-2026-0001"), "2026-03-01", "2026-03-31");
    assert_eq!(told(&contracts, &[line]), ["1 → 1/03 100 likely"]);
}

#[test]
fn one_amount_for_several_lines_is_short_where_a_discount_past_its_end_explains_it() {
    let mut cleaning = monthly(2, "Window cleaning", 200);
    cleaning.discounts =
        vec![Discount { from: day("2026-01-01"), to: Some(day("2026-02-28")), percent: Decimal::from(10) }];
    let contracts = [Contract::new(1, 1, vec![monthly(1, "Boiler maintenance", 100), cleaning])];
    let bill = |euros| printed(named(line(1, "2026-03-01", "March", euros), "C-2026-0001"), "2026-03-01", "2026-03-31");
    assert_eq!(told(&contracts, &[bill(280)]), ["1 → 1/03 100 likely, 2/03 180 likely"]);
    assert_eq!(told(&contracts, &[bill(285)]), ["1 → 1/03 or 2/03 ?"], "nothing explains it");
}
