use super::*;
use crate::{
    calendar::Day,
    money::Currency,
    term::notation::{day, facts_of, rows, terms_of_contract},
};
use proptest::prelude::*;

const CONTRACT: Uuid = Uuid::from_u128(7);

fn said(terms: &str, facts: &str, on: &str, until: &str) -> String {
    let mut details = terms_of_contract(terms);
    let facts = facts_of(facts, &mut details);
    let dates = of_contract(CONTRACT, (&details, &facts, &Practice::default()), (None, None), day(on), day(until));
    let say = |date: &KeyDate| {
        let what = match date.kind {
            KeyDateKind::DecisionDeadline => "decide",
            KeyDateKind::NoticeDeadline => "notice",
            KeyDateKind::Renewal => "renews",
            KeyDateKind::End => "ends",
            other => panic!("{other:?} follows from no term"),
        };
        format!("{what} {}", date.day)
    };
    dates.iter().map(say).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_days_of_terms_are_those_of_the_term_that_runs_and_of_those_that_follow() {
    let table = "
        # terms                                   | facts               | on         | until      | key dates
        2026-01-01, 12m, tacit 12m, 2m, 30        | -                   | 2026-02-01 | 2027-12-31 | decide 2026-10-01, notice 2026-10-31, renews 2027-01-01, decide 2027-10-01, notice 2027-10-31
        2026-01-01, 12m, tacit 12m, 2m, 0         | -                   | 2026-11-15 | 2027-12-31 | decide 2026-10-31, notice 2026-10-31, renews 2027-01-01, decide 2027-10-31, notice 2027-10-31
        2026-01-01, 12m, tacit 12m max 1, 2m, 0   | -                   | 2026-11-15 | 2028-12-31 | decide 2026-10-31, notice 2026-10-31, renews 2027-01-01, ends 2027-12-31
        2026-01-01, 12m, tacit 12m, 2m, 0         | received 2026-06-01 | 2026-07-01 | 2028-12-31 | ends 2026-12-31
        2026-01-01, 12m, tacit 12m, 2m, 0         | received 2026-11-01 | 2026-11-02 | 2028-12-31 | renews 2027-01-01, ends 2027-12-31
        2026-01-01, 12m, express, -, 60           | -                   | 2026-02-01 | 2028-12-31 | decide 2026-11-01, ends 2026-12-31
        2026-01-01, 12m, none, -, 0               | -                   | 2026-02-01 | 2028-12-31 | ends 2026-12-31
        2026-01-01, 12m, none, -, 0               | -                   | 2026-02-01 | 2026-06-30 |
        2026-01-01, open, none, 3m, 0             | -                   | 2026-02-01 | 2028-12-31 |
        2026-01-01, 12m, tacit 12m, 2m, 0         | unsigned            | 2026-02-01 | 2028-12-31 |
        2026-01-01, 12m, tacit 12m, 2m, 0         | ended 2026-03-31    | 2026-02-01 | 2028-12-31 | ends 2026-03-31";
    for row in rows(table) {
        let [terms, facts, on, until, expected] = row[..] else { panic!("five columns in {row:?}") };
        assert_eq!(said(terms, facts, on, until), expected, "{terms} | {facts} | {on}");
    }
}

#[test]
fn a_deadline_that_was_decided_about_is_done_and_the_next_is_not() {
    let details = terms_of_contract("2026-01-01, 12m, tacit 12m, 2m, 30");
    let facts = ContractFacts { renewal_decided_for: Some(day("2026-10-31")), ..ContractFacts::default() };
    let dates = of_contract(
        CONTRACT,
        (&details, &facts, &Practice::default()),
        (None, None),
        day("2026-09-01"),
        day("2027-12-31"),
    );
    let done: Vec<String> = dates.iter().filter(|date| date.done).map(|date| date.day.to_string()).collect();
    assert_eq!(done, ["2026-10-01", "2026-10-31"]);
}

#[test]
fn a_band_is_the_largest_amount_that_is_reached_whatever_the_currency() {
    let of = |minor, code: &str| band(Some(Money::new(minor, code.parse().expect("a currency"))));
    assert_eq!(band(None), 0);
    for (minor, code, expected) in [
        (99_999, "EUR", 0),
        (100_000, "EUR", 1),
        (999, "JPY", 0),
        (1_000, "JPY", 1),
        (25_000_000, "EUR", 5),
        (i64::MAX, "BHD", 5),
        (-5_000_000, "EUR", 0),
    ] {
        assert_eq!(of(minor, code), expected, "{minor} {code}");
    }
}

#[test]
fn heat_goes_by_quarters_of_the_warmest_day() {
    let heats = [0, 1, 24, 25, 50, 74, 75, 100].map(|at_stake| heat(at_stake, 100));
    assert_eq!(heats, [0, 1, 1, 2, 3, 3, 4, 4]);
    assert_eq!((heat(-5, 100), heat(5, 0), heat(i64::MAX, i64::MAX)), (0, 0, 4));
}

#[test]
fn codes_of_kinds_are_their_names_in_the_database() {
    for kind in KeyDateKind::ALL {
        assert_eq!(serde_json::to_value(kind).expect("a name"), kind.code());
        assert_eq!(KeyDateKind::from_code(kind.code()), Some(kind));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_come_once_in_order_and_never_after_the_last_asked_for(
        first in 0_i64..2000, months in 1_u32..40, each in 0_u32..30, notice in 0_u32..8, on in 0_i64..4000, ahead in 0_i64..1500,
    ) {
        let start = day("2020-01-31") + chrono::TimeDelta::days(first);
        let mut details = terms_of_contract("2026-01-01, 12m, tacit 12m, 2m, 30");
        details.starts_on = Some(start);
        details.signed_on = Some(start);
        details.term = crate::contract::TermLength::Months { months };
        details.renewal = crate::contract::Renewal::Tacit { months: each, maximum: None };
        details.notice = Some(crate::calendar::Length::Months(notice));
        let on: Day = day("2019-06-01") + chrono::TimeDelta::days(on);
        let until = on + chrono::TimeDelta::days(ahead);
        let worth = Some(Money::new(1, Currency::EUR));
        let dates = of_contract(CONTRACT, (&details, &ContractFacts::default(), &Practice::default()), (worth, worth), on, until);
        prop_assert!(dates.is_sorted_by(|one, next| (one.day, one.kind) < (next.day, next.kind)));
        prop_assert!(dates.iter().all(|date| date.day <= until && date.amount == worth));
    }
}

#[test]
fn a_passed_last_day_for_notice_asks_for_nothing_any_more() {
    let late: Vec<KeyDateKind> = KeyDateKind::ALL.into_iter().filter(|kind| kind.can_be_late()).collect();
    assert!(KeyDateKind::NoticeDeadline.is_to_do() && !late.contains(&KeyDateKind::NoticeDeadline));
    assert!(late.contains(&KeyDateKind::DecisionDeadline) && late.contains(&KeyDateKind::Visit));
    assert!(!late.contains(&KeyDateKind::Renewal) && !late.contains(&KeyDateKind::End));
}
