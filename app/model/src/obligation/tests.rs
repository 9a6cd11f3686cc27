use super::*;
use crate::{
    calendar::Day,
    contract::{Confidentiality, ContractDetails, ContractFacts, ContractType, DateTerms, Renewal, TermLength},
    language::Language,
    money::Currency,
    refusal::Problem,
    term::Practice,
    typed::Form,
};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn days(texts: &[&str]) -> Vec<Day> {
    texts.iter().map(|text| day(text)).collect()
}

fn done(on: &str, percent: u8) -> Fulfilment {
    Fulfilment { on: day(on), percent, note: String::new() }
}

fn accepted(on: &str) -> Verdict {
    Verdict::Accepted { on: day(on), by: "A. Client".to_owned() }
}

fn refused(on: &str) -> Verdict {
    Verdict::Refused { on: day(on), reason: "Incomplete".to_owned() }
}

const TODAY: &str = "2026-06-15";

#[test]
fn an_occurrence_is_pending_then_due_then_overdue_and_what_happened_goes_before_the_day() {
    let (due, late) = (day("2026-06-10"), late_from(day("2026-06-10"), 3));
    for (standing, lapsed, on, expected) in [
        (Standing::Open, false, "2026-06-09", State::Pending),
        (Standing::Open, false, "2026-06-10", State::Due),
        (Standing::Open, false, "2026-06-13", State::Due),
        (Standing::Open, false, "2026-06-14", State::Overdue),
        (Standing::Partly, false, "2026-06-09", State::Partly),
        (Standing::Partly, false, "2026-06-14", State::Overdue),
        (Standing::HandedOver, false, "2026-06-30", State::HandedOver),
        (Standing::Fulfilled, true, "2026-06-30", State::Fulfilled),
        (Standing::Waived, true, "2026-06-30", State::Waived),
        (Standing::Open, true, "2026-06-01", State::Lapsed),
        (Standing::Partly, true, "2026-06-30", State::Lapsed),
        (Standing::HandedOver, true, "2026-06-30", State::Lapsed),
    ] {
        assert_eq!(state(standing, due, late, lapsed, day(on)), expected, "{standing:?} {on}");
    }
}

#[test]
fn a_duty_is_done_in_parts_until_all_of_it_is() {
    let mut progress = Progress::default();
    let duty = ObligationKind::Duty;
    assert_eq!(progress.fulfil(duty, done("2026-06-01", 60), day(TODAY)), Ok(()));
    assert_eq!(progress.standing(), Standing::Partly);
    assert_eq!(progress.fulfil(duty, done("2026-06-02", 41), day(TODAY)), Err(StepProblem::Share(40)));
    assert_eq!(progress.fulfil(duty, done("2026-06-16", 40), day(TODAY)), Err(StepProblem::After(day(TODAY))));
    assert_eq!(progress.fulfil(duty, done("2026-06-02", 40), day(TODAY)), Ok(()));
    assert_eq!((progress.standing(), progress.fulfilled_on()), (Standing::Fulfilled, Some(day("2026-06-02"))));
    assert_eq!(progress.fulfil(duty, done("2026-06-02", 1), day(TODAY)), Err(StepProblem::WrongState));
    assert_eq!(progress.hand_over(duty, day("2026-06-02"), String::new(), day(TODAY)), Err(StepProblem::WrongState));
}

#[test]
fn a_deliverable_is_refused_and_handed_over_again_until_it_is_accepted() {
    let mut progress = Progress::default();
    let kind = ObligationKind::Deliverable;
    let today = day(TODAY);
    assert_eq!(progress.fulfil(kind, done("2026-06-01", 100), today), Err(StepProblem::WrongState));
    assert_eq!(progress.answer(accepted("2026-06-02"), today), Err(StepProblem::WrongState));
    assert_eq!(progress.hand_over(kind, day("2026-06-01"), "Plans".to_owned(), today), Ok(()));
    assert_eq!(progress.standing(), Standing::HandedOver);
    assert_eq!(progress.answer(refused("2026-05-31"), today), Err(StepProblem::Before(day("2026-06-01"))));
    assert_eq!(progress.answer(refused("2026-06-03"), today), Ok(()));
    assert_eq!((progress.standing(), progress.accepted_at_first()), (Standing::Open, Some(false)));
    assert_eq!(
        progress.hand_over(kind, day("2026-06-02"), "Plans".to_owned(), today),
        Err(StepProblem::Before(day("2026-06-03")))
    );
    assert_eq!(progress.hand_over(kind, day("2026-06-05"), "Plans, complete".to_owned(), today), Ok(()));
    assert_eq!(progress.answer(accepted("2026-06-10"), today), Ok(()));
    assert_eq!(progress.standing(), Standing::Fulfilled);
    assert_eq!(progress.fulfilled_on(), Some(day("2026-06-05")), "handing over is what is in time, not the answer");
    assert_eq!(progress.accepted(), Some((day("2026-06-10"), "A. Client")));
}

#[test]
fn steps_are_taken_back_one_after_another_the_last_first() {
    let mut progress = Progress::default();
    let today = day(TODAY);
    progress.hand_over(ObligationKind::Milestone, today, String::new(), today).expect("a step");
    progress.answer(refused(TODAY), today).expect("a step");
    progress.waive(Waiver { on: today, reason: "Agreed".to_owned() }).expect("a step");
    assert_eq!(progress.standing(), Standing::Waived);
    assert_eq!(progress.waive(Waiver { on: today, reason: String::new() }), Err(StepProblem::WrongState));
    for standing in [Standing::Open, Standing::HandedOver, Standing::Open] {
        assert_eq!(progress.take_back(), Ok(()));
        assert_eq!(progress.standing(), standing);
    }
    assert_eq!(progress.take_back(), Err(StepProblem::WrongState));
    assert!(progress.is_empty());
}

fn details() -> ContractDetails {
    ContractDetails {
        title: "Maintenance".to_owned(),
        contract_type: ContractType::RecurringService,
        customer: Uuid::nil().into(),
        legal_entity: Uuid::nil().into(),
        reference: None,
        owner: None,
        deputy: None,
        signed_on: Some(day("2025-12-01")),
        starts_on: Some(day("2026-01-01")),
        term: TermLength::Months { months: 12 },
        renewal: Renewal::Tacit { months: 12, maximum: None },
        notice: None,
        decision_buffer_days: 0,
        date_terms: DateTerms::default(),
        agreed_terms: Vec::new(),
        currency: Currency::EUR,
        value: None,
        payment_term: None,
        purchase_order: None,
        confidentiality: Confidentiality::Organisation,
    }
}

#[test]
fn occurrences_reach_to_the_end_of_the_term_and_each_renewal_extends_them() {
    let horizon = day("2030-12-31");
    let until = |details: &ContractDetails, facts: &ContractFacts, on: &str| {
        span((details, facts, &Practice::default()), day(on), horizon)
            .map(|span| (span.until.to_string(), span.end.map(|end| end.to_string())))
    };
    let some = |until: &str, end: Option<&str>| Some((until.to_owned(), end.map(str::to_owned)));
    let none = ContractFacts::default();
    assert_eq!(until(&details(), &none, "2025-11-30"), None, "not signed yet");
    assert_eq!(until(&details(), &none, "2025-12-15"), some("2026-12-31", None), "before the first day");
    assert_eq!(until(&details(), &none, "2026-12-31"), some("2026-12-31", None));
    assert_eq!(until(&details(), &none, "2027-01-01"), some("2027-12-31", None), "renewed");
    let ended = ContractFacts { ended_on: Some(day("2026-06-30")), ..none };
    assert_eq!(until(&details(), &ended, "2026-03-01"), some("2026-12-31", Some("2026-06-30")), "ended early");
    let open = ContractDetails { term: TermLength::OpenEnded, ..details() };
    assert_eq!(until(&open, &none, "2026-03-01"), some("2030-12-31", None), "without an end");
    let fixed = ContractDetails { renewal: Renewal::None, term: TermLength::Months { months: 60 }, ..details() };
    assert_eq!(until(&fixed, &none, "2026-03-01"), some("2030-12-31", Some("2030-12-31")), "five years at once");
}

fn monthly(first: &str) -> Schedule {
    let rule = RecurrenceRule { every: 1, rhythm: Cadence::Months(MonthDay::Last), ending: Ending::WithContract };
    Schedule::Recurring { first: day(first), rule }
}

fn planned(due: &str, has_facts: bool) -> Planned {
    Planned { due: day(due), has_facts, is_settled: has_facts }
}

fn until(last: &str) -> Option<Span> {
    Some(Span { until: day(last), end: None })
}

#[test]
fn all_occurrences_of_a_term_are_made_at_once_and_a_second_time_none() {
    let schedule = monthly("2026-01-01");
    let first = plan(&schedule, until("2026-03-31"), None, &[]);
    assert_eq!(first.add, days(&["2026-01-31", "2026-02-28", "2026-03-31"]));
    let there: Vec<Planned> = first.add.iter().map(|day| planned(&day.to_string(), false)).collect();
    assert_eq!(plan(&schedule, until("2026-03-31"), None, &there), OccurrencePlan::default());
    let longer = plan(&schedule, until("2026-04-30"), None, &there);
    assert_eq!((longer.add, longer.remove), (days(&["2026-04-30"]), Vec::new()));
}

#[test]
fn what_is_promised_no_more_goes_unless_something_happened_to_it() {
    let there = [planned("2026-01-31", true), planned("2026-02-28", false), planned("2026-03-31", false)];
    let sooner = Schedule::Recurring {
        first: day("2026-03-01"),
        rule: RecurrenceRule { every: 1, rhythm: Cadence::Months(MonthDay::Number(15)), ending: Ending::After(1) },
    };
    let whole = plan(&sooner, until("2026-12-31"), None, &there);
    assert_eq!(whole.remove, days(&["2026-02-28", "2026-03-31"]));
    assert_eq!(whole.add, days(&["2026-03-15"]));
    let from_march = plan(&sooner, until("2026-12-31"), Some(day("2026-03-10")), &there);
    assert_eq!(from_march.remove, days(&["2026-03-31"]), "those before the change stay");
    assert_eq!(plan(&sooner, None, None, &there).remove, days(&["2026-02-28", "2026-03-31"]), "not signed any more");
}

#[test]
fn what_falls_due_once_moves_with_what_happened_to_it_until_it_is_settled() {
    let once = Schedule::Once { on: day("2026-05-01") };
    let begun = Planned { is_settled: false, ..planned("2026-04-01", true) };
    let moved = plan(&once, until("2026-12-31"), Some(day("2026-04-15")), &[begun]);
    assert_eq!(
        moved,
        OccurrencePlan { moved: Some((day("2026-04-01"), day("2026-05-01"))), ..OccurrencePlan::default() }
    );
    assert_eq!(plan(&once, until("2026-12-31"), None, &[planned("2026-04-01", true)]), OccurrencePlan::default());
    let beyond = plan(&once, until("2026-03-31"), None, &[]);
    assert_eq!(beyond.add, days(&["2026-05-01"]), "whatever the term");
}

fn typed() -> ObligationForm {
    ObligationForm { title: "Activity report".to_owned(), ..ObligationForm::new(day("2026-01-30"), Currency::EUR) }
}

#[test]
fn the_form_says_how_often_by_the_first_day() {
    for (unit, pattern, expected) in [
        ("days", "day", "FREQ=DAILY;INTERVAL=3"),
        ("weeks", "day", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR"),
        ("weeks", "working_days", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR"),
        ("months", "day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("months", "last_day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("months", "weekday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"),
        ("years", "last_weekday", "FREQ=YEARLY;INTERVAL=3;BYMONTH=1;BYDAY=-1FR"),
    ] {
        let form = ObligationForm {
            repeats: "recurring".to_owned(),
            every: "3".to_owned(),
            unit: unit.to_owned(),
            pattern: pattern.to_owned(),
            ..typed()
        };
        let read = form.read(Language::En, Currency::EUR).expect("an obligation");
        assert_eq!(read.schedule.rule().map(ToString::to_string).as_deref(), Some(expected), "{unit} {pattern}");
    }
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let problems = |change: &dyn Fn(&mut ObligationForm)| {
        let mut form = typed();
        change(&mut form);
        let problems = form.read(Language::En, Currency::EUR).err().unwrap_or_default();
        problems.into_iter().map(|problem| (problem.field, problem.problem)).collect::<Vec<_>>()
    };
    let one = |field: &str, problem: Problem| vec![(field.to_owned(), problem)];
    assert_eq!(problems(&|_| {}), []);
    assert_eq!(problems(&|form| form.title.clear()), one("title", Problem::Missing));
    assert_eq!(problems(&|form| form.day.clear()), one("day", Problem::Missing));
    assert_eq!(
        problems(&|form| form.grace_days = "-1".into()),
        one("grace_days", Problem::OutOfRange { least: 0, most: 365 })
    );
    assert_eq!(problems(&|form| form.side = "both".into()), one("side", Problem::NotAChoice));
    let recurring = |form: &mut ObligationForm| form.repeats = "recurring".into();
    assert_eq!(
        problems(&|form| {
            recurring(form);
            form.kind = "milestone".into();
        }),
        one("repeats", Problem::NotAChoice)
    );
    assert_eq!(
        problems(&|form| {
            recurring(form);
            form.unit = "weeks".into();
            form.pattern = "last_day".into();
        }),
        one("pattern", Problem::NotAChoice)
    );
    assert_eq!(
        problems(&|form| {
            recurring(form);
            form.ends = "on".into();
            form.ends_on = "2025-12-31".into();
        }),
        one("ends_on", Problem::Before { day: day("2026-01-30") })
    );
    assert_eq!(
        problems(&|form| {
            recurring(form);
            form.ends = "after".into();
            form.times = "0".into();
        }),
        one("times", Problem::OutOfRange { least: 1, most: 5_000 })
    );
}

#[test]
fn a_rule_that_the_form_has_no_word_for_stays_as_it_is() {
    let rule = RecurrenceRule::parse("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH").expect("a rule");
    let mut obligation = typed().read(Language::En, Currency::EUR).expect("an obligation");
    obligation.schedule = Schedule::Recurring { first: day("2026-01-30"), rule };
    let form = ObligationForm::of(&obligation, Currency::EUR, Language::Fr);
    assert_eq!(form.pattern, "kept");
    assert_eq!(form.read(Language::Fr, Currency::EUR), Ok(obligation));
}

proptest! {
    #[test]
    fn a_form_reads_back_what_it_shows(days in 0_u64..3_000, pattern in 0_usize..7, every in 1_u32..24, ending in 0_usize..3) {
        let first = day("2020-01-01") + chrono::Days::new(days);
        let (unit, pattern) = [
            ("days", "day"), ("weeks", "day"), ("weeks", "working_days"), ("months", "day"), ("months", "last_day"),
            ("months", "weekday"), ("years", "last_weekday"),
        ][pattern];
        let ends = ["contract", "on", "after"][ending];
        let form = ObligationForm {
            day: first.to_string(), repeats: "recurring".into(), unit: unit.into(), pattern: pattern.into(),
            every: every.to_string(), ends: ends.into(), ends_on: first.to_string(), times: "7".into(),
            amount: "1,234.50".into(), evidence: "true".into(), ..typed()
        };
        let read = form.read(Language::En, Currency::EUR).expect("an obligation");
        for language in Language::ALL {
            let shown = ObligationForm::of(&read, Currency::EUR, language);
            prop_assert_eq!(shown.read(language, Currency::EUR), Ok(read.clone()));
        }
        prop_assert!(form.changes(&form).is_empty());
    }
}

#[test]
fn rates_count_what_had_to_be_done_and_leave_out_what_was_waived_or_has_lapsed() {
    let today = day(TODAY);
    let occurrence = |due: &str, done: &[(&str, u8)], waived: bool, lapsed: bool| {
        let due = day(due);
        let mut progress = Progress::default();
        for (on, percent) in done {
            progress.done.push(Fulfilment { on: day(on), percent: *percent, note: String::new() });
        }
        progress.waived = waived.then(|| Waiver { on: today, reason: String::new() });
        let counts = Rates::counts(progress.standing(), late_from(due, 5), lapsed, today);
        (Counted::of(ObligationKind::Duty, due, 5, &progress), counts)
    };
    let mut rates = Rates::default();
    for (counted, counts) in [
        occurrence("2026-01-01", &[("2026-01-06", 100)], false, false),
        occurrence("2026-02-01", &[("2026-02-07", 100)], false, false),
        occurrence("2026-03-01", &[("2026-03-01", 50)], false, false),
        occurrence("2026-04-01", &[], false, false),
        occurrence("2026-05-01", &[], true, false),
        occurrence("2026-06-01", &[], false, true),
        occurrence("2026-06-12", &[], false, false),
        occurrence("2026-07-01", &[("2026-06-14", 100)], false, false),
    ] {
        rates.add(counted, counts);
    }
    assert_eq!(rates.fulfilment, Rate { good: 350, all: 500 });
    assert_eq!(rates.on_time, Rate { good: 2, all: 5 });
    assert_eq!(rates.quality, Rate::default());
    assert_eq!(
        (rates.fulfilment.percent(), rates.on_time.percent(), rates.quality.percent()),
        (Some(70), Some(40), None)
    );
    assert_eq!(Rate { good: 999, all: 1_000 }.percent(), Some(99), "only all of it is the whole");
}
