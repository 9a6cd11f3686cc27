use super::{
    notation::{day, terms_of_contract},
    *,
};
use crate::calendar::Length;

#[test]
fn a_second_notice_does_not_outlive_the_first() {
    let details = terms_of_contract("2026-01-01, 12m, tacit 12m, 2m, 0");
    let facts = ContractFacts { notice_given_on: Some(day("2026-10-01")), ..ContractFacts::default() };
    let late = judge_notice(&details, &facts, &Practice::default(), NoticeBy::Customer, day("2026-12-01"));
    assert_eq!((late.in_time, late.works_for), (false, Some(day("2026-12-31"))));
    assert_eq!(late.why.last(), Some(&Why::EndsEarlier { last: day("2026-12-31") }));
    let after = judge_notice(&details, &facts, &Practice::default(), NoticeBy::Customer, day("2027-01-01"));
    assert_eq!((after.works_for, after.why), (None, vec![Why::AlreadyEnded { last: day("2026-12-31") }]));
}

#[test]
fn a_notice_does_not_outlive_an_agreed_end() {
    let details = terms_of_contract("2026-01-01, 12m, tacit 12m, 2m, 0");
    let last = day("2026-06-30");
    let facts = ContractFacts { ended_on: Some(last), ..ContractFacts::default() };
    for (received, works_for) in [("2026-05-01", Some(last)), ("2026-06-30", Some(last)), ("2026-07-01", None)] {
        assert_eq!(
            judge_notice(&details, &facts, &Practice::default(), NoticeBy::Customer, day(received)).works_for,
            works_for,
            "{received}"
        );
    }
}

#[test]
fn a_deadline_is_within_reach_until_it_has_passed() {
    let mut details = terms_of_contract("2026-01-01, 3m, tacit 12m, 6m, 0");
    details.signed_on = Some(day("2025-08-01"));
    let deadline = |seen_on: &str| {
        let dates = dates(&details, &ContractFacts::default(), &Practice::default(), day(seen_on));
        let deadline = dates.notice_deadline.expect("a deadline");
        let passed = Why::DeadlineOutOfReach { deadline: day("2025-09-30") };
        (deadline.day.to_string(), deadline.why.contains(&passed))
    };
    assert_eq!(deadline("2025-09-30"), ("2025-09-30".to_owned(), false));
    assert_eq!(deadline("2025-10-01"), ("2026-09-30".to_owned(), true));
}

#[test]
fn terms_stop_where_the_contract_ends() {
    let details = terms_of_contract("2026-01-01, 12m, tacit 12m, 2m, 0");
    let until = day("2028-01-01");
    let lasts = |facts: &ContractFacts| -> Vec<String> {
        terms(&details, facts, known_end(&details, facts, &Practice::default(), until), until)
            .filter_map(Term::last)
            .map(|last| last.to_string())
            .collect()
    };
    assert_eq!(lasts(&ContractFacts::default()), ["2026-12-31", "2027-12-31", "2028-12-31"]);
    let late = ContractFacts { notice_received_on: Some(day("2026-11-01")), ..ContractFacts::default() };
    assert_eq!(lasts(&late), ["2026-12-31", "2027-12-31"]);
    let agreed = ContractFacts { ended_on: Some(day("2027-03-31")), ..late };
    assert_eq!(lasts(&agreed), ["2026-12-31", "2027-03-31"]);
}

#[test]
fn every_date_says_why() {
    let details = terms_of_contract("2026-01-31, 1m, tacit 1m, 1m, 10");
    let facts = ContractFacts { notice_received_on: Some(day("2026-03-01")), ..ContractFacts::default() };
    let first = Why::TermFrom { first: day("2026-01-31"), months: 1, last: day("2026-02-27") };
    let second =
        Why::RenewedTacitly { number: 2, times: 1, each_months: 1, first: day("2026-02-28"), last: day("2026-03-30") };
    let third =
        Why::RenewedTacitly { number: 3, times: 2, each_months: 1, first: day("2026-03-31"), last: day("2026-04-29") };
    let notice = Why::NoticeOf { length: Length::Months(1) };
    let receipt =
        Why::LatestReceipt { deadline: day("2026-02-28"), complete_on: day("2026-03-28"), last: day("2026-03-30") };
    let ends_on = dates(&details, &facts, &Practice::default(), day("2026-03-02")).ends_on.expect("an end");
    assert_eq!(
        ends_on.why,
        [
            first.clone(),
            second.clone(),
            notice.clone(),
            receipt.clone(),
            third,
            Why::MonthEndClamped { wanted: 31, taken: day("2026-04-30") },
            Why::NextPossibleEnd {
                deadline: Some(day("2026-02-28")),
                missed: day("2026-03-30"),
                last: day("2026-04-29"),
            },
            Why::NoticeReceived { on: day("2026-03-01"), in_time: false, works_for: Some(day("2026-04-29")) },
        ]
    );
    let decision = dates(&details, &ContractFacts::default(), &Practice::default(), day("2026-02-28"))
        .decision_deadline
        .expect("a day");
    assert_eq!(decision.day, day("2026-02-18"));
    assert_eq!(decision.why, [first, second, notice, receipt, Why::BufferOf { days: 10, before: day("2026-02-28") }]);
}

#[test]
fn what_is_missing_is_named() {
    for (text, expected) in [
        ("2026-01-01, 12m, tacit 12m, 2m, 0", vec![]),
        ("?, 12m, tacit 12m, -, 0", vec![Gap::Start, Gap::Notice]),
        ("2026-01-01, 0m, none, -, 0", vec![Gap::Length]),
        ("2026-01-01, unknown, tacit 12m, -, 0", vec![Gap::Length]),
        ("2026-01-01, until 2025-12-31, none, -, 0", vec![Gap::EndBeforeStart]),
        ("2026-01-01, 12m, tacit 0m, 2m, 0", vec![Gap::RenewedLength]),
        ("2026-01-01, open, none, -, 0", vec![Gap::Notice]),
        ("2026-01-01, 4294967295m, none, -, 0", vec![Gap::BeyondCalendar]),
    ] {
        let dates = dates(&terms_of_contract(text), &ContractFacts::default(), &Practice::default(), day("2026-02-01"));
        assert_eq!(dates.gaps, expected, "{text}");
    }
}

#[test]
fn an_invoice_is_due_after_its_days_and_then_at_the_end_of_the_month() {
    for (issued, days, end_of_month, expected) in [
        ("2026-01-31", 30, false, "2026-03-02"),
        ("2026-01-31", 0, false, "2026-01-31"),
        ("2026-01-10", 45, true, "2026-02-28"),
        ("2028-01-10", 45, true, "2028-02-29"),
        ("2026-11-16", 45, true, "2026-12-31"),
        ("2026-11-17", 45, true, "2027-01-31"),
        ("2026-02-28", 0, true, "2026-02-28"),
    ] {
        let payment_term = PaymentTerm { days, end_of_month };
        assert_eq!(due_on(day(issued), payment_term), Some(day(expected)), "{issued} {payment_term:?}");
    }
    assert_eq!(due_on(Day::MAX, PaymentTerm { days: 1, end_of_month: false }), None);
}
