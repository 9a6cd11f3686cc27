//! Reminders, as a table of days and as sentences.

use super::*;
use crate::id::PersonId;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn never(_: Day) -> bool {
    false
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn decision() -> Rule {
    Rule {
        before: vec![60, 14, 0],
        after: vec![1, 7],
        deputy_days: Some(14),
        manager_days: Some(7),
        ..usual(KeyDateKind::End)
    }
}

/// `today | date | steps`, one line a day; 2026-03-01 is a Sunday.
#[test]
fn the_table_of_days() {
    let table = [
        ("2025-11-01", "2026-02-25", ""),
        ("2025-12-26", "2026-02-25", ""),
        // Sixty days before is a Saturday: told on the Monday after it.
        ("2025-12-27", "2026-02-25", ""),
        ("2025-12-29", "2026-02-25", "before/60"),
        ("2026-02-10", "2026-02-25", "before/60"),
        ("2026-02-11", "2026-02-25", "before/14 deputy/14"),
        ("2026-02-18", "2026-02-25", "before/14 deputy/14 managers/7"),
        // A quiet day waits.
        ("2026-02-21", "2026-02-25", ""),
        ("2026-02-25", "2026-02-25", "before/0 deputy/14 managers/7"),
        ("2026-02-26", "2026-02-25", "after/1"),
        ("2026-03-04", "2026-02-25", "after/7"),
        ("2026-03-31", "2026-02-25", "after/7"),
        // Long after it nobody hears of it any more.
        ("2026-04-06", "2026-02-25", ""),
        // The date itself is a Sunday: told on the Friday before it, and not after it.
        ("2026-02-26", "2026-03-01", "before/14 deputy/14 managers/7"),
        ("2026-02-27", "2026-03-01", "before/0 deputy/14 managers/7"),
        // Whoever comes to it at the last moment is told even on a quiet day.
        ("2026-02-28", "2026-03-01", "before/0 deputy/14 managers/7"),
        ("2026-03-01", "2026-03-01", "before/0 deputy/14 managers/7"),
        ("2026-03-02", "2026-03-01", "after/1"),
    ];
    for (today, date, expected) in table {
        let found = steps(&decision(), day(date), false, day(today), &is_weekend);
        let found: Vec<String> = found.into_iter().map(Step::code).collect();
        assert_eq!(found.join(" "), expected, "on {today} of {date}");
        assert!(steps(&decision(), day(date), true, day(today), &is_weekend).is_empty(), "what is done is not told");
    }
}

#[test]
fn nothing_is_told_before_its_day_and_nothing_ahead_after_the_date() {
    let rule = decision();
    let date = day("2026-03-01");
    for today in day("2025-11-01").iter_days().take(200) {
        for quiet in [&never as &dyn Fn(Day) -> bool, &is_weekend] {
            for step in steps(&rule, date, false, today, quiet) {
                match step {
                    Step::Before(_) | Step::ToDeputy(_) | Step::ToManagers(_) => assert!(today <= date, "{today}"),
                    Step::After(days) => assert!(today >= date + Days::new(days.into()), "{today}"),
                }
            }
        }
    }
}

#[test]
fn every_step_is_told_on_some_day_also_where_no_day_is_a_working_day() {
    let always = |_: Day| true;
    let date = day("2026-03-01");
    for quiet in [&never as &dyn Fn(Day) -> bool, &is_weekend, &always] {
        let mut told = BTreeSet::new();
        for today in day("2025-11-01").iter_days().take(200) {
            told.extend(steps(&decision(), date, false, today, quiet));
        }
        for step in [Step::Before(60), Step::Before(14), Step::Before(0), Step::ToDeputy(14), Step::ToManagers(7)] {
            assert!(told.contains(&step), "{step:?}");
        }
    }
}

#[test]
fn a_day_off_at_the_end_of_the_window_is_within_it() {
    let rules = Rules::default();
    let today = day("2026-02-25");
    let (first, last) = rules.window(today);
    for date in day("2025-01-01").iter_days().take(800) {
        let found = KeyDateKind::ALL.into_iter().filter_map(|kind| rules.of(kind));
        if found.into_iter().any(|rule| !steps(rule, date, false, today, &is_weekend).is_empty()) {
            assert!((first..=last).contains(&date), "{date}");
        }
    }
}

#[test]
fn the_usual_rules_can_be_saved_as_they_are() {
    let rules = Rules::default();
    assert_eq!(rules.kinds.len(), KeyDateKind::ALL.len());
    for (kind, rule) in &rules.kinds {
        assert!(rule.problems().is_empty(), "{kind:?}");
        assert_eq!(rule.clone().tidy(), *rule, "{kind:?}");
    }
    assert_eq!(rules.of(KeyDateKind::DecisionDeadline).map(|rule| rule.before.clone()), Some(vec![60, 0]));
    assert_eq!(rules.of(KeyDateKind::Visit).map(|rule| rule.before.clone()), Some(vec![14, 1]));
    let read: Rules = serde_json::from_str("{}").expect("rules");
    assert_eq!(read, rules);
}

#[test]
fn a_rule_that_tells_nobody_or_looks_too_far_is_refused() {
    let rule = Rule { to: Vec::new(), before: vec![367], deputy_days: Some(400), ..usual(KeyDateKind::Visit) };
    let fields: Vec<String> = rule.problems().into_iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["before", "deputy_days", "to"]);
    let silent = Rule { to: Vec::new(), before: Vec::new(), after: Vec::new(), ..Rule::default() };
    assert!(silent.problems().is_empty(), "a kind may be left out altogether");
}

#[test]
fn what_would_reach_nobody_reaches_somebody() {
    let (owner, deputy, manager, admin) = (person(1), person(2), person(3), person(4));
    let whole = Concerned {
        owner: Some(owner),
        deputy: Some(deputy),
        team: vec![person(9)],
        people: vec![
            (owner, vec![Role::Sales]),
            (deputy, vec![Role::Sales]),
            (manager, vec![Role::Manager]),
            (admin, vec![Role::Administrator]),
        ],
        away: BTreeMap::new(),
    };
    let rule = decision();
    let told = |concerned: &Concerned, step| concerned.told(&rule, step).into_iter().collect::<Vec<_>>();
    assert_eq!(told(&whole, Step::Before(0)), [owner]);
    assert_eq!(told(&whole, Step::ToDeputy(14)), [deputy]);
    assert_eq!(told(&whole, Step::ToManagers(7)), [manager]);
    let without = |gone: &[PersonId]| {
        let mut concerned = whole.clone();
        concerned.people.retain(|(person, _)| !gone.contains(person));
        concerned
    };
    assert_eq!(told(&without(&[owner]), Step::Before(0)), [deputy], "whoever is gone is not told");
    assert_eq!(told(&without(&[owner, deputy]), Step::Before(0)), [manager]);
    assert_eq!(told(&without(&[deputy]), Step::ToDeputy(14)), [manager]);
    assert_eq!(told(&without(&[owner, deputy, manager]), Step::Before(0)), [admin]);
    let team = Rule { to: vec![Recipient::Team, Recipient::Role(Role::Sales)], ..rule.clone() };
    let reached: Vec<_> = whole.told(&team, Step::Before(0)).into_iter().collect();
    assert_eq!(reached, [owner, deputy], "a member of the team who may not enter is not told");
}

#[test]
fn quiet_days_know_the_holidays_of_a_calendar() {
    use crate::calendar::holiday::Region;
    let calendar = |region| HolidayCalendar::new(region, &[]);
    let (france, england, china) =
        (calendar(Region::France), calendar(Region::EnglandAndWales), calendar(Region::China));
    let both = QuietDays::default();
    let holidays = QuietDays { weekends: false, holidays: true };
    let weekends = QuietDays { weekends: true, holidays: false };
    let never = QuietDays { weekends: false, holidays: false };
    for (on, calendar, quiet, holds) in [
        // Armistice, a Wednesday: kept in France alone.
        ("2026-11-11", &france, both, true),
        ("2026-11-11", &england, both, false),
        ("2026-11-11", &france, weekends, false),
        ("2026-11-11", &france, holidays, true),
        // The substitute of Boxing Day, a Monday.
        ("2026-12-28", &england, both, true),
        ("2026-12-28", &france, both, false),
        // A Saturday.
        ("2026-11-14", &france, both, true),
        ("2026-11-14", &france, holidays, false),
        ("2026-11-14", &france, never, false),
        // A Saturday that is worked in place of a holiday.
        ("2026-10-10", &china, both, false),
        ("2026-10-10", &china, weekends, true),
        ("2026-10-01", &china, holidays, true),
    ] {
        assert_eq!(quiet.holds(day(on), calendar), holds, "{on} {:?} {quiet:?}", calendar.region());
    }
}

#[test]
fn whoever_stands_in_is_told_beside_whoever_is_away() {
    let (owner, deputy, manager, other) = (person(1), person(2), person(3), person(4));
    let people = [(owner, Role::Sales), (deputy, Role::Sales), (manager, Role::Manager), (other, Role::Legal)];
    let whole = Concerned {
        owner: Some(owner),
        deputy: Some(deputy),
        team: Vec::new(),
        people: people.map(|(person, role)| (person, vec![role])).to_vec(),
        away: BTreeMap::from([(owner, Some(other))]),
    };
    let rule = decision();
    let told = |concerned: &Concerned, step| concerned.told(&rule, step).into_iter().collect::<Vec<_>>();
    assert_eq!(told(&whole, Step::Before(0)), [owner, other]);
    assert_eq!(told(&whole, Step::ToDeputy(14)), [deputy]);
    let nobody = Concerned { away: BTreeMap::from([(owner, None)]), ..whole.clone() };
    assert_eq!(told(&nobody, Step::Before(0)), [owner, deputy], "nobody stands in, so the deputy hears of it");
    let both = Concerned { away: BTreeMap::from([(owner, None), (deputy, None)]), ..whole.clone() };
    assert_eq!(told(&both, Step::Before(0)), [owner, manager]);
    let managers = Concerned { away: BTreeMap::from([(manager, Some(other))]), ..whole.clone() };
    assert_eq!(told(&managers, Step::ToManagers(7)), [manager, other]);
    let mut hidden = whole;
    hidden.people.retain(|(person, _)| *person != other);
    assert_eq!(told(&hidden, Step::Before(0)), [owner, deputy], "who may not see it is not told, though they stand in");
}
