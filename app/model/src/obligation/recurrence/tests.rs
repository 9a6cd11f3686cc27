use super::*;
use proptest::prelude::*;
use rrule::{RRule, Tz, Unvalidated};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn days(first: &str, rule: &str, until: &str) -> String {
    let rule = RecurrenceRule::parse(rule).expect("a rule");
    let days: Vec<String> = rule.days(day(first), day(until)).iter().map(Day::to_string).collect();
    days.join(" ")
}

#[test]
fn the_days_of_a_rule_as_contracts_have_them() {
    for (first, rule, until, expected) in [
        (
            "2026-01-31",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=3",
            "2030-01-01",
            "2026-01-31 2026-04-30 2026-07-31",
        ),
        (
            "2026-01-31",
            "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "2026-03-31",
            "2026-01-31 2026-02-28 2026-03-31",
        ),
        ("2026-01-13", "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU", "2026-03-31", "2026-01-13 2026-02-10 2026-03-10"),
        ("2026-01-05", "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR;UNTIL=20260227", "2026-12-31", "2026-01-30 2026-02-27"),
        (
            "2028-02-29",
            "FREQ=YEARLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
            "2030-12-31",
            "2028-02-29 2029-02-28 2030-02-28",
        ),
        ("2026-01-07", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "2026-01-31", "2026-01-07 2026-01-19 2026-01-21"),
        ("2026-01-01", "FREQ=DAILY;INTERVAL=10", "2026-01-25", "2026-01-01 2026-01-11 2026-01-21"),
        ("2026-06-01", "FREQ=DAILY;INTERVAL=1", "2026-05-31", ""),
    ] {
        assert_eq!(days(first, rule, until), expected, "{rule}");
    }
}

#[test]
fn what_the_form_does_not_offer_is_no_rule_here() {
    for text in [
        "",
        "FREQ=HOURLY",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1000",
        "FREQ=DAILY;COUNT=2;UNTIL=20260101",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;BYHOUR=3",
    ] {
        assert_eq!(RecurrenceRule::parse(text), None, "{text}");
    }
}

#[test]
fn a_rule_that_never_ends_names_no_more_days_than_anybody_reads() {
    let rule = RecurrenceRule { every: 1, rhythm: Cadence::Days, ending: Ending::WithContract };
    assert_eq!(rule.days(day("2026-01-01"), Day::MAX).len(), MOST_DAYS);
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0_usize..7).prop_map(|at| WEEKDAYS[at].0)
}

fn month_day() -> impl Strategy<Value = MonthDay> {
    prop_oneof![
        (1_u8..=31).prop_map(MonthDay::Number),
        Just(MonthDay::Last),
        (prop_oneof![Just(-1_i8), 1_i8..=4], weekday()).prop_map(|(nth, weekday)| MonthDay::Weekday { nth, weekday }),
    ]
}

fn rhythm() -> impl Strategy<Value = Cadence> {
    prop_oneof![
        Just(Cadence::Days),
        proptest::collection::btree_set(0_usize..7, 1..7)
            .prop_map(|places| Cadence::Weeks(places.into_iter().map(|at| WEEKDAYS[at].0).collect())),
        month_day().prop_map(Cadence::Months),
        (1_u8..=12, month_day()).prop_map(|(month, on)| Cadence::Years(month, on)),
    ]
}

fn first_day() -> impl Strategy<Value = Day> {
    (0_u64..4_000).prop_map(|days| day("2020-01-01") + Days::new(days))
}

fn rule() -> impl Strategy<Value = RecurrenceRule> {
    let ending =
        prop_oneof![Just(Ending::WithContract), first_day().prop_map(Ending::On), (1_u32..40).prop_map(Ending::After),];
    (1_u32..15, rhythm(), ending).prop_map(|(every, rhythm, ending)| RecurrenceRule { every, rhythm, ending })
}

/// The same days by the crate that implements RFC 5545 whole.
fn by_the_standard(rule: &RecurrenceRule, first: Day, until: Day) -> Vec<Day> {
    let noon = |day: Day| day.and_hms_opt(12, 0, 0).expect("noon").and_local_timezone(Tz::UTC).single().expect("UTC");
    // The crate wants a moment for a moment; the text that is kept says days for days.
    let text = match rule.ending {
        Ending::On(last) => {
            let text = rule.to_string();
            format!("{}UNTIL={}T120000Z", &text[..text.find("UNTIL").expect("an end")], last.format("%Y%m%d"))
        }
        _ => rule.to_string(),
    };
    let parsed: RRule<Unvalidated> = text.parse().expect("a rule of RFC 5545");
    if matches!(rule.ending, Ending::On(last) if last < first) {
        return Vec::new();
    }
    let set = parsed.build(noon(first)).expect("a valid rule");
    let days = set.into_iter().take_while(|moment| *moment <= noon(until));
    days.map(|moment| moment.date_naive()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_rule_is_read_back_from_its_text(rule in rule()) {
        prop_assert_eq!(RecurrenceRule::parse(&rule.to_string()), Some(rule));
    }

    #[test]
    fn the_days_are_those_of_the_standard(rule in rule(), first in first_day()) {
        let until = first + Days::new(1_500);
        prop_assert_eq!(rule.days(first, until), by_the_standard(&rule, first, until));
    }

    #[test]
    fn looking_further_ahead_changes_no_day_before(rule in rule(), first in first_day(), ahead in 0_u64..900) {
        let (near, far) = (first + Days::new(ahead), first + Days::new(900));
        let far: Vec<Day> = rule.days(first, far).into_iter().filter(|day| *day <= near).collect();
        prop_assert_eq!(rule.days(first, near), far);
    }
}
