//! Ordinary and hard contracts, one a row.

use super::{
    notation::{day, facts_of, length, rows, terms_of_contract},
    *,
};

const KEY_DATES: &str = "
    # start, term, renewal, notice, buffer   | facts | seen on || phase | term | ends | renews | notice by | decide by

    # --- a fixed term ends by itself
    2026-01-01, 12m, none, -, 0              | - | 2026-06-01 | InForce | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, 12m, none, 2m, 30            | - | 2026-12-31 | InForce | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, 12m, none, -, 0              | - | 2027-01-01 | Ended   | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, until 2026-06-30, none, -, 0 | signed 2025-12-10 | 2025-12-31 | Signed | 1: 2026-01-01..2026-06-30 | 2026-06-30 | - | - | -
    2026-01-01, until 2026-06-30, none, -, 0 | signed 2025-12-10 | 2025-12-09 | Draft  | 1: 2026-01-01..2026-06-30 | 2026-06-30 | - | - | -
    2026-01-01, 12m, none, -, 0              | unsigned | 2030-01-01 | Draft | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    # --- express renewal: decide before the end
    2026-01-01, 12m, express, -, 60          | - | 2026-06-01 | InForce | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | 2026-11-01
    2026-01-01, 12m, express, -, 60          | ended 2026-09-30 | 2026-06-01 | Ending | 1: 2026-01-01..2026-09-30 | 2026-09-30 | - | - | -
    # --- tacit renewal: always the current term
    2026-01-01, 12m, tacit 12m, 2m, 30       | - | 2026-06-01 | InForce | 1: 2026-01-01..2026-12-31 | - | 2027-01-01 | 2026-10-31 | 2026-10-01
    2026-01-01, 12m, tacit 12m, 2m, 30       | - | 2026-12-31 | InForce | 1: 2026-01-01..2026-12-31 | - | 2027-01-01 | 2026-10-31 | 2026-10-01
    2026-01-01, 12m, tacit 12m, 2m, 30       | - | 2027-01-01 | InForce | 2: 2027-01-01..2027-12-31 | - | 2028-01-01 | 2027-10-31 | 2027-10-01
    2026-01-01, 36m, tacit 12m, 3m, 0        | - | 2030-05-05 | InForce | 3: 2030-01-01..2030-12-31 | - | 2031-01-01 | 2030-09-30 | 2030-09-30
    2026-01-01, until 2026-09-30, tacit 12m, 90d, 0 | - | 2027-03-01 | InForce | 2: 2026-10-01..2027-09-30 | - | 2027-10-01 | 2027-07-02 | 2027-07-02
    # --- forty renewals, and centuries, ahead
    1986-02-28, 12m, tacit 12m, 1m, 0        | - | 2026-03-01 | InForce | 41: 2026-02-28..2027-02-27 | - | 2027-02-28 | 2027-01-27 | 2027-01-27
    2000-02-29, 12m, tacit 12m, 1m, 0        | - | 2040-02-29 | InForce | 41: 2040-02-29..2041-02-27 | - | 2041-02-28 | 2041-01-27 | 2041-01-27
    2026-01-31, 1m, tacit 1m, 1w, 0          | - | 2826-01-31 | InForce | 9601: 2826-01-31..2826-02-27 | - | 2826-02-28 | 2826-02-20 | 2826-02-20
    # --- month ends and leap years
    2026-01-31, 1m, tacit 1m, 1w, 0          | - | 2026-02-27 | InForce | 1: 2026-01-31..2026-02-27 | - | 2026-02-28 | 2026-02-20 | 2026-02-20
    2026-01-31, 1m, tacit 1m, 1w, 0          | - | 2026-02-28 | InForce | 2: 2026-02-28..2026-03-30 | - | 2026-03-31 | 2026-03-23 | 2026-03-23
    2026-01-31, 1m, tacit 1m, 1w, 0          | - | 2026-03-31 | InForce | 3: 2026-03-31..2026-04-29 | - | 2026-04-30 | 2026-04-22 | 2026-04-22
    2028-01-31, 1m, none, -, 0               | - | 2028-02-01 | InForce | 1: 2028-01-31..2028-02-28 | 2028-02-28 | - | - | -
    2024-02-29, 12m, none, -, 0              | - | 2024-03-01 | InForce | 1: 2024-02-29..2025-02-27 | 2025-02-27 | - | - | -
    2024-02-29, 48m, none, -, 0              | - | 2024-03-01 | InForce | 1: 2024-02-29..2028-02-28 | 2028-02-28 | - | - | -
    2025-03-01, 12m, tacit 12m, 1m, 0        | - | 2025-03-01 | InForce | 1: 2025-03-01..2026-02-28 | - | 2026-03-01 | 2026-01-31 | 2026-01-31
    2027-03-01, 12m, tacit 12m, 1m, 0        | - | 2027-03-01 | InForce | 1: 2027-03-01..2028-02-29 | - | 2028-03-01 | 2028-01-31 | 2028-01-31
    # --- maximum reached: the last term has an end and nothing to refuse
    2026-01-01, 12m, tacit 12m max 2, 2m, 30 | - | 2027-12-31 | InForce | 2: 2027-01-01..2027-12-31 | - | 2028-01-01 | 2027-10-31 | 2027-10-01
    2026-01-01, 12m, tacit 12m max 2, 2m, 30 | - | 2028-01-01 | InForce | 3: 2028-01-01..2028-12-31 | 2028-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m max 2, 2m, 30 | - | 2030-01-01 | Ended   | 3: 2028-01-01..2028-12-31 | 2028-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m max 0, 2m, 30 | - | 2026-01-01 | InForce | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    # --- notice in time, one day late, and much later
    2026-01-01, 12m, tacit 12m, 2m, 30       | received 2026-10-31 | 2026-11-01 | Ending  | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m, 2m, 30       | received 2026-11-01 | 2026-11-01 | Ending  | 1: 2026-01-01..2026-12-31 | 2027-12-31 | 2027-01-01 | - | -
    2026-01-01, 12m, tacit 12m, 2m, 30       | received 2026-11-01 | 2027-11-01 | Ending  | 2: 2027-01-01..2027-12-31 | 2027-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m, 2m, 30       | given 2026-10-31    | 2027-01-01 | Ended   | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m, 2m, 30       | received 2026-10-31 | 2026-10-30 | InForce | 1: 2026-01-01..2026-12-31 | - | 2027-01-01 | 2026-10-31 | 2026-10-01
    2026-01-01, 12m, tacit 12m, 2m, 30       | given 2026-11-15, received 2026-10-15 | 2026-12-01 | Ending | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m, 2m, 30       | received 2026-11-01, ended 2027-03-31 | 2027-02-01 | Ending | 2: 2027-01-01..2027-03-31 | 2027-03-31 | - | - | -
    2026-01-01, 12m, tacit 12m, 2m, 30       | received 2029-10-31 | 2029-11-01 | Ending  | 4: 2029-01-01..2029-12-31 | 2029-12-31 | - | - | -
    2026-01-01, 12m, tacit 12m max 1, 2m, 30 | received 2026-12-01 | 2026-12-01 | Ending  | 1: 2026-01-01..2026-12-31 | 2027-12-31 | 2027-01-01 | - | -
    2026-01-01, 12m, none, 2m, 30            | received 2026-12-01 | 2026-12-01 | Ending  | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    2026-01-01, 12m, none, 2m, 30            | received 2027-02-01 | 2027-02-01 | Ended   | 1: 2026-01-01..2026-12-31 | 2026-12-31 | - | - | -
    # --- notice longer than the term: the next end that can be reached
    2026-01-01, 1m, tacit 1m, 3m, 0          | - | 2026-06-15 | InForce | 6: 2026-06-01..2026-06-30 | - | 2026-07-01 | 2026-06-30 | 2026-06-30
    2026-01-01, 1m, tacit 1m, 3m, 0          | received 2026-06-15 | 2026-06-20 | Ending | 6: 2026-06-01..2026-06-30 | 2026-09-30 | 2026-07-01 | - | -
    2026-01-01, 36m, tacit 1m, 3m, 0         | - | 2028-06-15 | InForce | 1: 2026-01-01..2028-12-31 | - | 2029-01-01 | 2028-09-30 | 2028-09-30
    2026-01-01, 1m, tacit 1m max 2, 6m, 0    | - | 2026-01-15 | InForce | 1: 2026-01-01..2026-01-31 | - | 2026-02-01 | - | -
    # --- a deadline on the first day of the term could be met
    2026-01-01, 1m, tacit 1m, 30d, 0         | - | 2026-01-15 | InForce | 1: 2026-01-01..2026-01-31 | - | 2026-02-01 | 2026-01-01 | 2026-01-01
    # --- the deadline had passed when it was signed, or comes before the first day
    2026-01-01, 12m, tacit 12m, 2m, 0        | signed 2026-11-20 | 2026-11-25 | InForce | 1: 2026-01-01..2026-12-31 | - | 2027-01-01 | 2027-10-31 | 2027-10-31
    2026-01-01, 3m, tacit 12m, 6m, 0         | signed 2025-08-01 | 2025-09-01 | Signed  | 1: 2026-01-01..2026-03-31 | - | 2026-04-01 | 2025-09-30 | 2025-09-30
    2026-01-01, 3m, tacit 12m, 6m, 0         | signed 2025-08-01 | 2026-01-10 | InForce | 1: 2026-01-01..2026-03-31 | - | 2026-04-01 | 2026-09-30 | 2026-09-30
    # --- no notice period stated
    2026-01-01, 12m, tacit 12m, -, 30        | - | 2026-06-01 | InForce | 1: 2026-01-01..2026-12-31 | - | 2027-01-01 | 2026-12-31 | 2026-12-01
    # --- open-ended: receipt and notice
    2026-01-01, open, none, 3m, 0            | - | 2040-06-01 | InForce | 1: 2026-01-01.. open | - | - | - | -
    2026-01-01, open, tacit 12m, 3m, 0       | received 2026-11-30 | 2026-12-01 | Ending | 1: 2026-01-01..2027-02-28 | 2027-02-28 | - | - | -
    2026-01-01, open, none, 30d, 0           | given 2026-11-30 | 2026-12-31 | Ended | 1: 2026-01-01..2026-12-30 | 2026-12-30 | - | - | -
    2026-01-01, open, none, -, 0             | received 2026-11-30 | 2026-12-01 | Ending | 1: 2026-01-01.. open | - | - | - | -
    # --- unknown: nothing is guessed
    2026-01-01, unknown, tacit 12m, 2m, 0    | - | 2026-06-01 | InForce | 1: 2026-01-01.. unknown | - | - | - | -
    2026-01-01, unknown, none, 2m, 0         | ended 2026-03-31 | 2026-06-01 | Ended | 1: 2026-01-01..2026-03-31 | 2026-03-31 | - | - | -
    ?, 12m, tacit 12m, 2m, 0                 | signed 2026-01-01 | 2026-06-01 | InForce | - | - | - | - | -
    ?, until 2026-12-31, tacit 12m, 2m, 0    | signed 2026-01-01 | 2026-06-01 | InForce | - | - | 2027-01-01 | 2026-10-31 | 2026-10-31
    ?, until 2026-12-31, tacit 12m, 2m, 0    | signed 2026-01-01 | 2027-06-01 | InForce | 2: 2027-01-01..2027-12-31 | - | 2028-01-01 | 2027-10-31 | 2027-10-31
    # --- ended before it began; a draft given up
    2026-01-01, 12m, none, -, 0              | ended 2025-12-01, signed 2025-11-01 | 2025-12-02 | Ended | - | 2025-12-01 | - | - | -
    2026-01-01, 12m, none, -, 0              | ended 2025-12-01, unsigned | 2025-12-01 | Draft | - | 2025-12-01 | - | - | -
    ";

#[test]
fn key_dates_of_ordinary_and_hard_contracts() {
    for row in rows(KEY_DATES) {
        let [contract, facts, seen_on, expected @ ..] = &row[..] else { panic!("columns of {row:?}") };
        let mut details = terms_of_contract(contract);
        let facts = facts_of(facts, &mut details);
        let dates = dates(&details, &facts, &Practice::default(), day(seen_on));
        let term = dates.term.map_or_else(
            || "-".to_owned(),
            |term| {
                let last = match term.end {
                    TermEnd::On { last } => last.to_string(),
                    TermEnd::Open => " open".to_owned(),
                    TermEnd::Unknown => " unknown".to_owned(),
                };
                format!("{}: {}..{last}", term.number, term.first)
            },
        );
        let actual = [
            format!("{:?}", dates.phase),
            term,
            shown(dates.ends_on.as_ref()),
            shown(dates.renews_on.as_ref()),
            shown(dates.notice_deadline.as_ref()),
            shown(dates.decision_deadline.as_ref()),
        ];
        assert_eq!(actual[..], *expected, "{row:?}");
        assert_eq!(
            known_end(&details, &facts, &Practice::default(), day(seen_on)),
            dates.ends_on.map(|end| end.day),
            "{row:?}"
        );
    }
}

#[test]
fn the_last_day_for_notice_is_the_latest_that_is_complete_by_the_end() {
    let table = "
    # term ends | notice | last day
    2026-12-31 | 2m  | 2026-10-31
    2026-02-28 | 1m  | 2026-01-31
    2026-03-30 | 1m  | 2026-02-28
    2026-12-31 | 30d | 2026-12-01
    2026-12-31 | 4w  | 2026-12-03
    2026-12-31 | 0d  | 2026-12-31
    2026-12-31 | 0m  | 2026-12-31
    2026-04-30 | 1m  | 2026-03-31
    2026-06-30 | 3m  | 2026-03-31
    2026-06-29 | 4m  | 2026-02-28
    2028-02-28 | 1m  | 2028-01-28
    2028-02-29 | 1m  | 2028-01-31
    2028-02-29 | 12m | 2027-02-28
    2028-03-30 | 1m  | 2028-02-29
    2026-01-15 | 6m  | 2025-07-15
    ";
    for row in rows(table) {
        let [term_last, notice, expected] = row[..] else { panic!("columns of {row:?}") };
        let actual = last_day_for_notice(day(term_last), length(notice).expect("a notice"));
        assert_eq!(actual, Some(day(expected)), "{row:?}");
    }
}

#[test]
fn a_notice_is_judged_by_the_term_in_which_it_was_received() {
    let table = "
    # contract                               | received   | in time | deadline   | works for
    2026-01-01, 12m, tacit 12m, 2m, 0        | 2026-10-31 | true  | 2026-10-31 | 2026-12-31
    2026-01-01, 12m, tacit 12m, 2m, 0        | 2026-11-01 | false | 2026-10-31 | 2027-12-31
    2026-01-01, 12m, tacit 12m, 2m, 0        | 2027-01-01 | true  | 2027-10-31 | 2027-12-31
    2026-01-01, 12m, tacit 12m, 2m, 0        | 2025-06-01 | true  | 2026-10-31 | 2026-12-31
    2026-01-01, 1m, tacit 1m, 3m, 0          | 2026-06-15 | false | 2026-03-31 | 2026-09-30
    2026-01-01, 1m, tacit 1m max 6, 3m, 0    | 2026-06-15 | false | 2026-03-31 | 2026-07-31
    2026-01-01, 12m, tacit 12m max 2, 4294967295m, 0 | 2026-06-01 | false | - | 2028-12-31
    2026-01-01, 12m, tacit 12m, 4294967295m, 0 | 2026-06-01 | false | -        | -
    2026-01-01, 12m, tacit 12m, -, 0         | 2026-12-31 | true  | 2026-12-31 | 2026-12-31
    2026-01-01, 12m, none, 2m, 0             | 2026-12-31 | true  | -          | 2026-12-31
    2026-01-01, 12m, express, 2m, 0          | 2027-01-01 | false | -          | -
    2026-01-01, open, none, 1m, 0            | 2026-01-31 | true  | -          | 2026-02-28
    2026-01-01, open, none, -, 0             | 2026-01-31 | true  | -          | -
    2026-01-01, unknown, none, 1m, 0         | 2026-01-31 | false | -          | -
    ";
    for row in rows(table) {
        let [contract, received, in_time, deadline, works_for] = row[..] else { panic!("columns of {row:?}") };
        let judgement = judge_notice(
            &terms_of_contract(contract),
            &ContractFacts::default(),
            &Practice::default(),
            NoticeBy::Customer,
            day(received),
        );
        let shown = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let actual = [judgement.in_time.to_string(), shown(judgement.deadline), shown(judgement.works_for)];
        assert_eq!(actual, [in_time, deadline, works_for], "{row:?}");
        assert!(!judgement.why.is_empty(), "{row:?}");
    }
}

pub(super) fn shown(date: Option<&Dated>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.day.to_string())
}
