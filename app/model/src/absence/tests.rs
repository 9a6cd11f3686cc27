use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const ANNE: PersonId = PersonId(Uuid::from_u128(1));
const BORIS: PersonId = PersonId(Uuid::from_u128(2));
const CLAIRE: PersonId = PersonId(Uuid::from_u128(3));

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn away(person: PersonId, first: &str, last: &str, stand_in: PersonId) -> Absence {
    Absence { person, days: Period { first: day(first), last: day(last) }, stand_in }
}

fn here() -> BTreeMap<PersonId, Day> {
    BTreeMap::new()
}

#[test]
fn nobody_stands_in_for_whoever_is_there() {
    let absences = [away(ANNE, "2026-08-03", "2026-08-14", BORIS)];
    for (on, by) in
        [("2026-08-02", None), ("2026-08-03", Some(BORIS)), ("2026-08-14", Some(BORIS)), ("2026-08-15", None)]
    {
        assert_eq!(stand_in(&absences, &here(), ANNE, day(on)), by, "{on}");
    }
}

#[test]
fn whoever_stands_in_for_a_stand_in_has_both() {
    let absences = [away(ANNE, "2026-08-03", "2026-08-14", BORIS), away(BORIS, "2026-08-10", "2026-08-21", CLAIRE)];
    assert_eq!(stand_in(&absences, &here(), ANNE, day("2026-08-07")), Some(BORIS));
    assert_eq!(stand_in(&absences, &here(), ANNE, day("2026-08-10")), Some(CLAIRE));
    let found = stretches(&absences, &here());
    let said: Vec<_> = found.iter().map(|one| (one.person, one.days.first, one.days.last, one.by)).collect();
    assert_eq!(
        said,
        [
            (ANNE, day("2026-08-03"), day("2026-08-09"), Some(BORIS)),
            (ANNE, day("2026-08-10"), day("2026-08-14"), Some(CLAIRE)),
            (BORIS, day("2026-08-10"), day("2026-08-21"), Some(CLAIRE)),
        ]
    );
}

#[test]
fn two_who_name_each_other_leave_nobody() {
    let absences = [away(ANNE, "2026-08-03", "2026-08-14", BORIS), away(BORIS, "2026-08-10", "2026-08-21", ANNE)];
    assert_eq!(stand_in(&absences, &here(), ANNE, day("2026-08-09")), Some(BORIS));
    assert_eq!(stand_in(&absences, &here(), ANNE, day("2026-08-10")), None);
    assert_eq!(stand_in(&absences, &here(), BORIS, day("2026-08-15")), Some(ANNE));
}

#[test]
fn whoever_is_gone_stands_in_no_more() {
    let absences = [away(ANNE, "2026-08-03", "2026-08-14", BORIS)];
    let gone = BTreeMap::from([(BORIS, day("2026-08-06"))]);
    let said: Vec<_> = stretches(&absences, &gone).into_iter().map(|one| (one.days.first, one.by)).collect();
    assert_eq!(said, [(day("2026-08-03"), Some(BORIS)), (day("2026-08-06"), None)]);
}

#[test]
fn an_absence_lies_ahead_ends_within_a_year_and_is_the_only_one_of_its_days() {
    let today = day("2026-08-03");
    let there = [away(ANNE, "2026-09-01", "2026-09-10", BORIS)];
    let fields = |new: Absence| -> Vec<(String, Problem)> {
        let may = |person| person != CLAIRE;
        problems(&new, &there, today, may).into_iter().map(|one| (one.field, one.problem)).collect()
    };
    assert_eq!(fields(away(ANNE, "2026-08-03", "2026-08-31", BORIS)), []);
    assert_eq!(fields(away(BORIS, "2026-09-01", "2026-09-10", ANNE)), [], "another's days are free");
    let first = |problem| ("first".to_owned(), problem);
    let last = |problem| ("last".to_owned(), problem);
    let stand_in = ("stand_in".to_owned(), Problem::NotAChoice);
    assert_eq!(fields(away(ANNE, "2026-08-02", "2026-08-31", BORIS)), [first(Problem::Before { day: today })]);
    let free = Problem::Before { day: day("2026-09-11") };
    assert_eq!(fields(away(ANNE, "2026-09-10", "2026-09-11", BORIS)), [first(free)]);
    let free = Problem::After { day: day("2026-08-31") };
    assert_eq!(fields(away(ANNE, "2026-08-25", "2026-09-20", BORIS)), [last(free)]);
    assert_eq!(
        fields(away(ANNE, "2026-08-10", "2026-08-09", BORIS)),
        [last(Problem::Before { day: day("2026-08-10") })]
    );
    assert_eq!(
        fields(away(ANNE, "2026-10-01", "2027-10-02", BORIS)),
        [last(Problem::After { day: day("2027-10-01") })]
    );
    assert_eq!(fields(away(ANNE, "2026-08-10", "2026-08-11", ANNE)), std::slice::from_ref(&stand_in));
    assert_eq!(fields(away(ANNE, "2026-08-10", "2026-08-11", CLAIRE)), [stand_in]);
}

fn absences() -> impl Strategy<Value = Vec<Absence>> {
    let one = (1_u128..6, 1_u128..6, 0_u64..40, 0_u64..15);
    proptest::collection::vec(one, 0..12).prop_map(|all| {
        let mut absences: Vec<Absence> = Vec::new();
        for (person, stand_in, from, long) in all {
            let first = day("2026-01-01") + Days::new(from);
            let new = Absence {
                person: PersonId(Uuid::from_u128(person)),
                days: Period { first, last: first + Days::new(long) },
                stand_in: PersonId(Uuid::from_u128(stand_in)),
            };
            if problems(&new, &absences, day("2026-01-01"), |_| true).is_empty() {
                absences.push(new);
            }
        }
        absences
    })
}

proptest! {
    #[test]
    fn stretches_say_of_every_day_who_stands_in(absences in absences(), gone in 0_u64..60) {
        let gone = BTreeMap::from([(PersonId(Uuid::from_u128(2)), day("2026-01-01") + Days::new(gone))]);
        let stretches = stretches(&absences, &gone);
        for number in 0..60 {
            let day = day("2026-01-01") + Days::new(number);
            for person in (1..6).map(|id| PersonId(Uuid::from_u128(id))) {
                let own: Vec<_> =
                    stretches.iter().filter(|one| one.person == person && one.days.contains(day)).collect();
                prop_assert!(own.len() <= 1);
                let by = stand_in(&absences, &gone, person, day);
                prop_assert_eq!(own.first().and_then(|one| one.by), by);
                prop_assert_eq!(own.is_empty(), away_on(&absences, person, day).is_none());
                if let Some(by) = by {
                    prop_assert!(away_on(&absences, by, day).is_none() && by != person);
                }
            }
        }
    }
}

#[test]
fn an_absence_that_has_begun_keeps_what_has_passed() {
    let before = away(ANNE, "2026-08-03", "2026-08-14", BORIS);
    let changed = |first: &str, last: &str, stand_in, today: &str| {
        let after = away(ANNE, first, last, stand_in);
        let others = [away(ANNE, "2026-08-20", "2026-08-30", BORIS)];
        let found = change_problems(&before, &after, &others, day(today), |who| who != CLAIRE);
        found.into_iter().map(|problem| (problem.field, problem.problem)).collect::<Vec<_>>()
    };
    let wrong = |field: &str, problem| vec![(field.to_owned(), problem)];
    let began = Problem::Begun { day: day("2026-08-03") };
    assert_eq!(changed("2026-08-05", "2026-08-12", BORIS, "2026-08-01"), [], "before it begins all of it moves");
    assert_eq!(changed("2026-08-05", "2026-08-14", BORIS, "2026-08-03"), [], "its first day is today, and not past");
    assert_eq!(changed("2026-08-03", "2026-08-18", BORIS, "2026-08-06"), [], "longer");
    assert_eq!(changed("2026-08-03", "2026-08-06", BORIS, "2026-08-06"), [], "until today");
    assert_eq!(changed("2026-08-04", "2026-08-14", BORIS, "2026-08-06"), wrong("first", began));
    let yesterday = Problem::Before { day: day("2026-08-06") };
    assert_eq!(changed("2026-08-03", "2026-08-05", BORIS, "2026-08-06"), wrong("last", yesterday));
    let next = Problem::After { day: day("2026-08-19") };
    assert_eq!(changed("2026-08-03", "2026-08-20", BORIS, "2026-08-06"), wrong("last", next));
    assert_eq!(changed("2026-08-03", "2026-08-14", CLAIRE, "2026-08-06"), wrong("stand_in", Problem::NotAChoice));
    let year =
        change_problems(&before, &away(ANNE, "2026-08-03", "2027-08-05", BORIS), &[], day("2026-08-06"), |_| true);
    assert_eq!(year, [FieldProblem::new("last", Problem::After { day: day("2027-08-03") })]);
}
