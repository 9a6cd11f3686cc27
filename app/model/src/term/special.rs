//! Contracts with special terms about their dates, one a row: working days, rolling, sending, leaving early, an
//! amendment, the law for consumers.

use super::{
    notation::{day, facts_of, rows, special, terms_of_contract},
    table::shown,
    *,
};
use crate::contract::EarlyNotice;

const SPECIAL: &str = "
    # start, term, renewal, notice, buffer   | special terms | facts | seen on || notice by | send by | decide by | ends

    # --- ten working days before the end of the year: Christmas, and Boxing Day kept on the Monday
    2026-01-01, 12m, tacit 12m, 10d, 0       | working; fr     | - | 2026-06-01 | 2026-12-16 | - | 2026-12-16 | -
    2026-01-01, 12m, tacit 12m, 10d, 0       | working; uk     | - | 2026-06-01 | 2026-12-15 | - | 2026-12-15 | -
    2026-01-01, 12m, tacit 12m, 10d, 0       | working         | - | 2026-06-01 | 2026-12-17 | - | 2026-12-17 | -
    # --- over the Chinese New Year, with two Saturdays that are worked instead
    2025-03-01, 12m, tacit 12m, 10d, 0       | working; cn     | - | 2025-06-01 | 2026-02-09 | - | 2026-02-09 | -
    # --- over Easter: Good Friday and Easter Monday; the day before the first counted one is a Sunday
    2025-04-08, until 2026-04-07, tacit 12m, 5d, 0 | working; uk              | - | 2025-06-01 | 2026-03-29 | - | 2026-03-29 | -
    2025-04-08, until 2026-04-07, tacit 12m, 5d, 0 | working; roll before; uk | - | 2025-06-01 | 2026-03-27 | - | 2026-03-27 | -
    2025-04-08, until 2026-04-07, tacit 12m, 5d, 0 | working; roll after; uk  | - | 2025-06-01 | 2026-03-30 | - | 2026-03-30 | -
    # --- over the bridge of Ascension, without and with Saturdays
    2025-05-19, until 2026-05-18, tacit 12m, 3d, 0 | working; fr                | - | 2025-06-01 | 2026-05-12 | - | 2026-05-12 | -
    2025-05-19, until 2026-05-18, tacit 12m, 3d, 0 | ouvrables; fr              | - | 2025-06-01 | 2026-05-14 | - | 2026-05-14 | -
    2025-05-19, until 2026-05-18, tacit 12m, 3d, 0 | ouvrables; roll before; fr | - | 2025-06-01 | 2026-05-13 | - | 2026-05-13 | -
    # --- weeks and months are never working days; no working day at all is the last day of the term
    2026-01-01, 12m, tacit 12m, 2m, 0        | working; fr     | - | 2026-06-01 | 2026-10-31 | - | 2026-10-31 | -
    2026-01-01, 12m, tacit 12m, 0d, 0        | working; fr     | - | 2026-06-01 | 2026-12-31 | - | 2026-12-31 | -
    # --- a Saturday, and the Sunday after it is All Saints
    2026-01-01, 12m, tacit 12m, 2m, 0        | roll before; fr | - | 2026-06-01 | 2026-10-30 | - | 2026-10-30 | -
    2026-01-01, 12m, tacit 12m, 2m, 0        | roll after; fr  | - | 2026-06-01 | 2026-11-02 | - | 2026-11-02 | -
    # --- nothing rolls beyond the end of the term
    2026-01-04, until 2026-10-31, tacit 12m, 0d, 0 | roll after; fr | - | 2026-06-01 | 2026-10-31 | - | 2026-10-31 | -
    # --- received is what counts: sent days before, by letter on a working day
    2026-01-01, 12m, tacit 12m, 2m, 30       | letter          | - | 2026-06-01 | 2026-10-31 | 2026-10-26 | 2026-09-26 | -
    2026-01-01, 12m, tacit 12m, 2m, 0        | letter 7d       | - | 2026-06-01 | 2026-10-31 | 2026-10-23 | 2026-10-23 | -
    2026-01-01, 12m, tacit 12m, 2m, 0        | mail            | - | 2026-06-01 | 2026-10-31 | 2026-10-30 | 2026-10-30 | -
    2026-01-01, 12m, tacit 12m, 2m, 0        | sent; letter    | - | 2026-06-01 | 2026-10-31 | - | 2026-10-31 | -
    # --- open-ended: with the month or the quarter in which notice is complete
    2026-01-01, open, none, 3m, 0            | month end       | received 2026-11-10 | 2026-12-01 | - | - | - | 2027-02-28
    2026-01-01, open, none, 3m, 0            | quarter end     | received 2026-11-10 | 2026-12-01 | - | - | - | 2027-03-31
    2026-01-01, open, none, 3m, 0            | quarter end     | received 2026-12-31 | 2027-01-01 | - | - | - | 2027-03-31
    2026-01-01, open, none, 10d, 0           | working; fr     | received 2026-12-23 | 2027-01-01 | - | - | - | 2027-01-08
    # --- an amendment makes a term longer; it is not known before, and later terms count from its end
    2026-01-01, 12m, tacit 12m, 2m, 0        | extended 2026-05-01 until 2027-06-30 | - | 2026-04-30 | 2026-10-31 | - | 2026-10-31 | -
    2026-01-01, 12m, tacit 12m, 2m, 0        | extended 2026-05-01 until 2027-06-30 | - | 2026-05-01 | 2027-04-30 | - | 2027-04-30 | -
    2026-01-01, 12m, tacit 12m, 2m, 0        | extended 2026-05-01 until 2027-06-30 | - | 2027-07-01 | 2028-04-30 | - | 2028-04-30 | -
    2026-01-01, 12m, tacit 12m max 1, 2m, 0  | extended 2026-05-01 until 2027-06-30 | - | 2027-07-01 | - | - | - | 2028-06-30
    2026-01-01, 12m, none, 2m, 0             | extended 2026-05-01 until 2027-06-30 | - | 2026-06-01 | - | - | - | 2027-06-30
    2026-01-01, 12m, none, 2m, 0             | extended 2026-05-01 until 2026-06-30 | - | 2026-06-01 | - | - | - | 2026-12-31
    2026-01-01, unknown, none, 2m, 0         | extended 2026-05-01 until 2026-06-30 | - | 2026-06-01 | - | - | - | 2026-06-30
    2026-01-01, open, none, 2m, 0            | extended 2026-05-01 until 2026-06-30 | - | 2026-06-01 | - | - | - | -
    # --- what had ended is not made longer; a notice before the amendment still counts
    2026-01-01, 12m, none, 2m, 0             | extended 2027-01-01 until 2027-06-30 | - | 2027-02-01 | - | - | - | 2026-12-31
    2026-01-01, 12m, tacit 12m, 2m, 0        | extended 2026-05-01 until 2027-06-30 | received 2026-04-01 | 2026-06-01 | - | - | - | 2026-12-31
    # --- the customer was not told of the renewal, and leaves on the day of the notice
    2026-01-01, 12m, tacit 12m, 2m, 0        | consumer                  | received 2027-03-10 | 2027-03-11 | - | - | - | 2027-03-10
    2026-01-01, 12m, tacit 12m, 2m, 0        | consumer; told 2026-09-01 | received 2027-03-10 | 2027-03-11 | - | - | - | 2027-12-31
    2026-01-01, 12m, tacit 12m, 2m, 0        | consumer; told 2026-10-01 | received 2027-03-10 | 2027-03-11 | - | - | - | 2027-03-10
    2026-01-01, 12m, tacit 12m, 2m, 0        | consumer; told 2026-07-30 | received 2027-03-10 | 2027-03-11 | - | - | - | 2027-03-10
    2026-01-01, 12m, tacit 12m, 2m, 0        | consumer                  | given 2027-03-10    | 2027-03-11 | - | - | - | 2027-12-31
    2026-01-01, 12m, tacit 12m, 2m, 0        | consumer                  | received 2026-03-10 | 2026-03-11 | - | - | - | 2026-12-31
    # --- a business is nobody's consumer
    2026-01-01, 12m, tacit 12m, 2m, 0        | -               | received 2027-03-10 | 2027-03-11 | - | - | - | 2027-12-31
    ";

#[test]
fn dates_of_contracts_with_special_terms() {
    for row in rows(SPECIAL) {
        let [contract, terms, facts, seen_on, expected @ ..] = &row[..] else { panic!("columns of {row:?}") };
        let mut details = terms_of_contract(contract);
        let mut facts = facts_of(facts, &mut details);
        let practice = special(if *terms == "-" { "" } else { terms }, &mut details, &mut facts);
        let dates = dates(&details, &facts, &practice, day(seen_on));
        let actual = [&dates.notice_deadline, &dates.send_by, &dates.decision_deadline, &dates.ends_on];
        assert_eq!(actual.map(|date| shown(date.as_ref()))[..], *expected, "{row:?}");
        assert_eq!(known_end(&details, &facts, &practice, day(seen_on)), dates.ends_on.map(|end| end.day), "{row:?}");
    }
}

/// A contract of this text with these special terms.
fn read(contract: &str, terms: &str) -> (ContractDetails, ContractFacts, Practice) {
    let (mut details, mut facts) = (terms_of_contract(contract), ContractFacts::default());
    let practice = special(terms, &mut details, &mut facts);
    (details, facts, practice)
}

#[test]
fn a_notice_is_judged_by_the_day_to_which_its_deadline_rolled() {
    let table = "
    # special terms    | received   | in time | deadline   | works for
    roll after; fr     | 2026-11-02 | true    | 2026-11-02 | 2026-12-31
    roll after; fr     | 2026-11-03 | false   | 2026-11-02 | 2027-12-31
    roll before; fr    | 2026-10-30 | true    | 2026-10-30 | 2026-12-31
    roll before; fr    | 2026-10-31 | false   | 2026-10-30 | 2027-12-31
    roll before; fr    | 2027-10-30 | false   | 2027-10-29 | 2028-12-31
    ";
    for row in rows(table) {
        let [terms, received, in_time, deadline, works_for] = row[..] else { panic!("columns of {row:?}") };
        let (details, facts, practice) = read("2026-01-01, 12m, tacit 12m, 2m, 0", terms);
        let judgement = judge_notice(&details, &facts, &practice, NoticeBy::Customer, day(received));
        let shown = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let actual = [judgement.in_time.to_string(), shown(judgement.deadline), shown(judgement.works_for)];
        assert_eq!(actual, [in_time, deadline, works_for], "{row:?}");
    }
}

#[test]
fn a_contract_may_be_left_early_with_a_notice_of_its_own() {
    let table = "
    # special terms                         | seen on    | from       | to which end
    break 3m from 2027-01-01                | 2026-06-01 | 2027-01-01 | 2027-04-01
    break 3m from 2027-01-01                | 2027-05-15 | 2027-01-01 | 2027-08-15
    break 3m from 2027-01-01; month end     | 2027-05-15 | 2027-01-01 | 2027-08-31
    break 3m                                | 2026-06-10 | 2026-01-01 | 2026-09-10
    break 10d; working; fr                  | 2026-12-23 | 2026-01-01 | 2027-01-08
    break 3m from 2027-01-01                | 2028-11-01 | -          | -
    ";
    for row in rows(table) {
        let [terms, seen_on, from, end] = row[..] else { panic!("columns of {row:?}") };
        let (details, facts, practice) = read("2026-01-01, 36m, none, 2m, 0", terms);
        let early = dates(&details, &facts, &practice, day(seen_on)).early;
        let actual = early.map(|early| (early.from.day.to_string(), early.ends_on.day.to_string()));
        assert_eq!(actual, (from != "-").then(|| (from.to_owned(), end.to_owned())), "{row:?}");
    }
}

#[test]
fn a_notice_to_leave_early_is_judged_by_the_term_in_which_it_comes() {
    let table = "
    # contract                              | special terms                        | facts               | received   | judged                   | deadline   | ends
    # --- a fixed term: in time as long as the contract ends sooner than it would
    2026-01-01, 36m, none, 2m, 0            | break 3m from 2027-01-01             | -                   | 2027-03-15 | in time                  | -          | 2027-06-15
    2026-01-01, 36m, none, 2m, 0            | break 3m from 2027-01-01; month end  | -                   | 2027-03-15 | in time                  | -          | 2027-06-30
    2026-01-01, 36m, none, 2m, 0            | break 3m from 2027-01-01             | -                   | 2028-09-30 | in time                  | -          | 2028-12-30
    2026-01-01, 36m, none, 2m, 0            | break 3m from 2027-01-01             | -                   | 2028-10-01 | useless                  | 2028-09-30 | 2028-12-31
    2026-01-01, 36m, none, 2m, 0            | break 3m; month end                  | -                   | 2028-09-01 | useless                  | 2028-08-31 | 2028-12-31
    2026-01-01, 36m, none, 2m, 0            | break 3m; quarter end                | -                   | 2028-08-01 | useless                  | 2028-06-30 | 2028-12-31
    # --- before the first day for it, it counts from that day
    2026-01-01, 36m, none, 2m, 0            | break 3m from 2027-01-01             | -                   | 2026-11-20 | premature 2027-01-01     | -          | 2027-04-01
    # --- a renewed contract: late, it ends it in the next term
    2026-01-01, 12m, tacit 12m, 2m, 0       | break 3m                             | -                   | 2026-09-30 | in time                  | -          | 2026-12-30
    2026-01-01, 12m, tacit 12m, 2m, 0       | break 3m                             | -                   | 2026-10-15 | late for 2026-12-31      | 2026-09-30 | 2027-01-15
    2026-01-01, 12m, tacit 12m max 1, 2m, 0 | break 3m                             | -                   | 2027-10-15 | useless                  | 2027-09-30 | 2027-12-31
    # --- whatever ends the contract sooner still does
    2026-01-01, 12m, tacit 12m, 2m, 0       | break 6m                             | received 2026-09-01 | 2026-10-01 | useless                  | 2026-06-30 | 2026-12-31
    2026-01-01, 36m, tacit 12m, 2m, 0       | break 6m                             | received 2026-09-01 | 2026-10-01 | in time                  | -          | 2027-04-01
    2026-01-01, 36m, none, 2m, 0            | break 6m                             | ended 2026-06-30    | 2026-10-01 | useless                  | -          | 2026-06-30
    # --- without a fixed end; without a break option; without a first day
    2026-01-01, open, none, 3m, 0           | break 1m                             | -                   | 2026-10-15 | in time                  | -          | 2026-11-15
    2026-01-01, 36m, none, 2m, 0            | -                                    | -                   | 2026-10-15 | useless                  | -          | -
    ?, unknown, none, 2m, 0                 | break 1m                             | -                   | 2026-10-15 | in time                  | -          | 2026-11-15
    ";
    for row in rows(table) {
        let [contract, terms, facts, received, judged, deadline, ends] = row[..] else { panic!("columns of {row:?}") };
        let mut details = terms_of_contract(contract);
        let mut facts = facts_of(facts, &mut details);
        let practice = special(if terms == "-" { "" } else { terms }, &mut details, &mut facts);
        let judgement = judge_early(&details, &facts, &practice, day(received));
        let timing = match judgement.timing {
            EarlyTiming::InTime => "in time".to_owned(),
            EarlyTiming::Premature { from } => format!("premature {from}"),
            EarlyTiming::Late { missed } => format!("late for {missed}"),
            EarlyTiming::Useless => "useless".to_owned(),
        };
        let shown = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let actual = [timing, shown(judgement.deadline), shown(judgement.ends_on)];
        assert_eq!(actual, [judged, deadline, ends], "{row:?}");

        let by = EarlyNotice { by: NoticeBy::Customer, on: day(received) };
        let left = ContractFacts { left_early: Some(by), ..facts };
        let [before, after] = [facts, left].map(|facts| known_end(&details, &facts, &practice, day(received)));
        match judgement.works_for() {
            Some(end) => assert_eq!(after, Some(end), "{row:?}"),
            None => assert_eq!(after, before, "{row:?}"),
        }
        let later = dates(&details, &left, &practice, day(received));
        assert_eq!(later.ends_on.map(|end| end.day), after, "{row:?}");
        assert_eq!((later.early, later.notice_deadline), (None, None), "{row:?}");
    }
}

#[test]
fn who_leaves_early_ends_the_contract_whatever_notice_was_given_for_its_term() {
    let (details, facts, practice) = read("2026-01-01, 36m, tacit 12m, 2m, 0", "break 3m");
    let early = EarlyNotice { by: NoticeBy::Us, on: day("2027-02-10") };
    let facts = ContractFacts { notice_received_on: Some(day("2026-09-01")), left_early: Some(early), ..facts };
    let seen = |on: &str| dates(&details, &facts, &practice, day(on));
    assert_eq!(seen("2027-02-09").ends_on.map(|end| end.day), Some(day("2028-12-31")));
    let after = seen("2027-02-10");
    let end = after.ends_on.expect("an end");
    assert_eq!((end.day, after.phase), (day("2027-05-10"), Phase::Ending));
    assert_eq!(end.why.last(), Some(&Why::LeftEarly { by: NoticeBy::Us, on: day("2027-02-10"), last: end.day }));
    assert_eq!(seen("2027-05-11").phase, Phase::Ended);
    let judgement = judge_notice(&details, &facts, &practice, NoticeBy::Customer, day("2027-03-01"));
    assert_eq!(judgement.works_for, Some(day("2027-05-10")));
}

#[test]
fn a_consumer_is_told_between_three_months_and_one_before_the_renewal_can_no_longer_be_refused() {
    let seen = |terms: &str, on: &str| {
        let (details, facts, practice) = read("2026-01-01, 12m, tacit 12m, 2m, 0", terms);
        dates(&details, &facts, &practice, day(on))
    };
    let notice = seen("consumer", "2026-06-01").customer_notice.expect("a duty");
    assert_eq!((notice.opens.day, notice.closes.day), (day("2026-07-31"), day("2026-09-30")));
    assert_eq!(notice.informed_on, None);
    let told = seen("consumer; told 2026-09-30", "2026-10-01").customer_notice.expect("a duty");
    assert_eq!(told.informed_on, Some(day("2026-09-30")));
    assert_eq!(seen("fr", "2026-06-01").customer_notice, None);
    let free = seen("consumer", "2027-02-01").free_since.expect("nobody told them");
    assert_eq!(free.day, day("2027-01-01"));
    assert_eq!(seen("consumer; told 2026-09-30", "2027-02-01").free_since, None);
    assert_eq!(seen("consumer", "2026-12-31").free_since, None);
    assert_eq!(
        notice.closes.why.last(),
        Some(&Why::ToldUntil { months: 1, before: day("2026-10-31"), day: day("2026-09-30") })
    );
}

#[test]
fn the_reasons_name_the_holidays_that_were_not_counted_and_the_day_that_rolled() {
    use crate::calendar::holiday::{DayOff, Holiday, Region, Week};
    let holiday = |holiday| DayOff::Holiday { holiday, substitute: false };
    let (details, facts, practice) = read("2025-04-08, until 2026-04-07, tacit 12m, 5d, 0", "working; roll before; uk");
    let deadline = dates(&details, &facts, &practice, day("2025-06-01")).notice_deadline.expect("a deadline");
    let last = day("2026-04-07");
    assert_eq!(
        deadline.why,
        [
            Why::TermUntil { last },
            Why::NoticeOfWorkingDays { days: 5, week: Week::Five, region: Region::EnglandAndWales },
            Why::NotCounted { day: day("2026-04-03"), off: holiday(Holiday::GoodFriday) },
            Why::NotCounted { day: day("2026-04-06"), off: holiday(Holiday::EasterMonday) },
            Why::LatestNotice {
                day: day("2026-03-29"),
                complete_on: last,
                last,
                counts: crate::contract::NoticeCounts::Received,
                rolled: true
            },
            Why::Rolled { from: day("2026-03-29"), to: day("2026-03-27"), off: DayOff::Sunday },
        ]
    );
    let (details, facts, practice) = read("2026-03-01, 12m, tacit 12m, 10d, 0", "working; cn");
    let why = dates(&details, &facts, &practice, day("2026-06-01")).notice_deadline.expect("a deadline").why;
    assert!(why.contains(&Why::NotAnnounced { year: 2027, region: Region::China }), "{why:?}");
}
