use super::*;
use crate::{billing::Billable, calendar::Day, language::Language, money::Currency};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn promise(rhythm: VisitRhythm) -> VisitPromise {
    VisitPromise {
        description: "Boiler check".to_owned(),
        site: None,
        line: None,
        rhythm,
        starts_on: None,
        ends_on: None,
        minutes: 120,
        charge: Charge::Included,
        extra_price: None,
        hourly_price: None,
        skills: Vec::new(),
        checklist: Vec::new(),
    }
}

fn spread(per_year: u32) -> VisitPromise {
    promise(VisitRhythm::Spread { per_year })
}

fn named(months: &[u32]) -> VisitPromise {
    promise(VisitRhythm::Months { months: months.to_vec() })
}

fn days(first: &str, last: Option<&str>, horizon: &str) -> Billable {
    Billable { first: day(first), last: last.map(day), horizon: day(horizon) }
}

fn told(promise: &VisitPromise, days: Billable) -> Vec<String> {
    let said = windows(promise, days).into_iter().map(|window| {
        let Window { key: VisitKey { year, number }, period } = window;
        format!("{year}.{number} {} {}", period.first, period.last)
    });
    said.collect()
}

#[test]
fn four_visits_a_year_have_a_window_of_three_months_each() {
    let told = told(&spread(4), days("2026-02-15", Some("2027-08-14"), "2030-01-01"));
    assert_eq!(
        told,
        [
            "1.1 2026-02-15 2026-05-14",
            "1.2 2026-05-15 2026-08-14",
            "1.3 2026-08-15 2026-11-14",
            "1.4 2026-11-15 2027-02-14",
            "2.1 2027-02-15 2027-05-14",
            "2.2 2027-05-15 2027-08-14",
        ]
    );
}

#[test]
fn windows_from_the_end_of_a_month_do_not_drift() {
    let told = told(&spread(12), days("2026-01-31", Some("2026-05-30"), "2030-01-01"));
    assert_eq!(
        told,
        [
            "1.1 2026-01-31 2026-02-27",
            "1.2 2026-02-28 2026-03-30",
            "1.3 2026-03-31 2026-04-29",
            "1.4 2026-04-30 2026-05-30",
        ]
    );
}

#[test]
fn five_visits_a_year_cut_it_by_days() {
    let told = told(&spread(5), days("2027-01-01", Some("2027-12-31"), "2030-01-01"));
    assert_eq!(told.first().map(String::as_str), Some("1.1 2027-01-01 2027-03-14"));
    assert_eq!(told.last().map(String::as_str), Some("1.5 2027-10-20 2027-12-31"));
}

#[test]
fn named_months_are_whole_months_once_a_contract_year() {
    let told = told(&named(&[3, 9]), days("2026-03-15", Some("2028-03-14"), "2030-01-01"));
    assert_eq!(
        told,
        [
            "1.1 2026-09-01 2026-09-30",
            "1.2 2027-03-01 2027-03-31",
            "2.1 2027-09-01 2027-09-30",
            "2.2 2028-03-01 2028-03-14",
        ]
    );
}

#[test]
fn an_open_ended_contract_is_laid_out_to_the_horizon_alone() {
    let all = windows(&spread(1), days("2020-01-01", None, "2026-06-30"));
    assert_eq!(all.len(), 7);
}

#[test]
fn windows_that_began_before_the_promise_are_not_promised() {
    let late = VisitPromise { starts_on: Some(day("2026-06-01")), ends_on: Some(day("2026-11-30")), ..spread(4) };
    let told = told(&late, days("2026-01-01", None, "2028-01-01"));
    assert_eq!(told, ["1.3 2026-07-01 2026-09-30", "1.4 2026-10-01 2026-11-30"]);
}

fn known(id: u128, terms: VisitPromise) -> KnownPromise {
    KnownPromise { id: VisitPromiseId(Uuid::from_u128(id)), contract: ContractId(Uuid::nil()), terms, version: 1 }
}

fn visit(promise: &KnownPromise, window: Window, id: u128) -> Visit {
    Visit {
        id: VisitId(Uuid::from_u128(id)),
        contract: promise.contract,
        site: promise.terms.site,
        promise: Some(promise.id),
        key: Some(window.key),
        description: promise.terms.description.clone(),
        window: window.period,
        plan: None,
        announced_on: None,
        done: None,
        cancelled: None,
        proposal: None,
        decision: None,
        version: 1,
    }
}

/// Applies changes as the database would.
fn applied(promises: &[KnownPromise], known: &[Visit], changes: &[VisitChange]) -> Vec<Visit> {
    let mut visits = known.to_vec();
    for (at, change) in changes.iter().enumerate() {
        match change {
            VisitChange::Add { promise, window } => {
                visits.push(visit(&promises[*promise], *window, 1_000 + at as u128))
            }
            VisitChange::Move { id, promise, period } => {
                let visit = visits.iter_mut().find(|visit| visit.id == *id).expect("a visit");
                visit.window = *period;
                visit.site = promises[*promise].terms.site;
                visit.description.clone_from(&promises[*promise].terms.description);
            }
            VisitChange::Remove { id } => visits.retain(|visit| visit.id != *id),
        }
    }
    visits
}

#[test]
fn what_people_did_stays_when_the_terms_change() {
    let contract = ContractId(Uuid::nil());
    let two_years = days("2026-01-01", Some("2027-12-31"), "2030-01-01");
    let promises = [known(1, spread(2))];
    let mut visits = applied(&promises, &[], &revise(contract, &promises, Some(two_years), &[]));
    assert_eq!(visits.len(), 4);
    visits[3].plan = Some(Plan { on: day("2027-09-01"), at: None, technician: None });
    let one_year = days("2026-01-01", Some("2026-12-31"), "2030-01-01");
    let changes = revise(contract, &promises, Some(one_year), &visits);
    assert_eq!(changes, [VisitChange::Remove { id: visits[2].id }], "the planned one is left to a person");
    let left = applied(&promises, &visits, &changes);
    assert!(revise(contract, &promises, Some(one_year), &left).is_empty());
}

#[test]
fn a_visit_called_off_is_not_laid_out_again() {
    let contract = ContractId(Uuid::nil());
    let year = days("2026-01-01", Some("2026-12-31"), "2030-01-01");
    let promises = [known(1, spread(1))];
    let mut visits = applied(&promises, &[], &revise(contract, &promises, Some(year), &[]));
    visits[0].cancelled = Some((day("2026-03-01"), "Closed for works".to_owned()));
    assert!(revise(contract, &promises, Some(year), &visits).is_empty());
}

#[test]
fn a_visit_stands_where_its_days_say() {
    let window = Window {
        key: VisitKey { year: 1, number: 1 },
        period: Period { first: day("2026-04-01"), last: day("2026-06-30") },
    };
    let fresh = visit(&known(1, spread(4)), window, 7);
    let on = |on: &str| Visit { plan: Some(Plan { on: day(on), at: None, technician: None }), ..fresh.clone() };
    for (visit, today, state) in [
        (&fresh, "2026-03-31", VisitState::Ahead),
        (&fresh, "2026-04-01", VisitState::ToPlan),
        (&fresh, "2026-06-30", VisitState::ToPlan),
        (&fresh, "2026-07-01", VisitState::Missed),
        (&on("2026-05-10"), "2026-05-10", VisitState::Planned),
        (&on("2026-05-10"), "2026-05-11", VisitState::Unreported),
        (&on("2026-05-10"), "2026-07-01", VisitState::Missed),
        (&on("2026-07-10"), "2026-07-01", VisitState::Planned),
    ] {
        assert_eq!(visit.state(day(today)), state, "{today}");
    }
}

#[test]
fn a_visit_is_due_on_its_day_or_when_its_window_closes() {
    let window = Window {
        key: VisitKey { year: 1, number: 1 },
        period: Period { first: day("2026-04-01"), last: day("2026-06-30") },
    };
    let mut visit = visit(&known(1, spread(4)), window, 7);
    let due = |visit: &Visit| visit.key_date(None, None).map(|date| (date.day, date.done));
    assert_eq!(due(&visit), Some((day("2026-06-30"), false)));
    visit.plan = Some(Plan { on: day("2026-05-10"), at: None, technician: Some(PersonId(Uuid::from_u128(3))) });
    assert_eq!(due(&visit), Some((day("2026-05-10"), false)));
    assert_eq!(visit.key_date(None, None).and_then(|date| date.owner), Some(PersonId(Uuid::from_u128(3))));
    visit.cancelled = Some((day("2026-05-01"), "Shut".to_owned()));
    assert_eq!(due(&visit), None);
}

#[test]
fn extra_visits_and_extra_time_are_proposed_at_their_prices() {
    let priced =
        VisitPromise { extra_price: Some(Decimal::from(240)), hourly_price: Some(Decimal::new(7_550, 2)), ..spread(4) };
    let of = |extra, minutes| proposal(&priced, extra, minutes, Currency::EUR);
    assert_eq!(of(false, 120), None, "an included visit that took as long as agreed");
    let time = of(false, 145).expect("25 minutes at 75.50 an hour");
    assert_eq!((time.extra_minutes, time.amount.minor), (25, 3_146));
    let both = of(true, 180).expect("a visit and an hour");
    assert_eq!((both.visit.map(|money| money.minor), both.amount.minor), (Some(24_000), 31_550));
    let billable = VisitPromise { charge: Charge::Billable { price: Decimal::from(90) }, ..spread(4) };
    assert_eq!(proposal(&billable, false, 500, Currency::EUR).map(|found| found.amount.minor), Some(9_000));
    assert_eq!(proposal(&spread(4), true, 500, Currency::EUR), None, "nobody wrote down a price");
}

#[test]
fn a_signature_is_strokes_inside_its_field() {
    let signed: PenSignature = "10,20 90,60 120,20; 130,30 180,90".parse().expect("a signature");
    assert_eq!(signed.path(), "M10 20L90 60L120 20M130 30L180 90");
    assert_eq!(signed.to_string().parse(), Ok(signed));
    for wrong in ["", ";;", "10,10 12,12", "10,10 700,10", "10,10 20", "M0 0L500 0", "-1,0 400,10", "<svg>"] {
        assert!(wrong.parse::<PenSignature>().is_err(), "{wrong}");
    }
    let many = "0,0 1,1 ".repeat(3_000);
    assert!(many.parse::<PenSignature>().is_err());
}

#[test]
fn a_form_says_what_a_promise_says() {
    let promise = VisitPromise {
        charge: Charge::Billable { price: Decimal::from(180) },
        skills: vec!["gas".to_owned(), "F7".to_owned()],
        checklist: vec!["Pressure".to_owned(), "Seals".to_owned()],
        ..named(&[3, 9])
    };
    let form = PromiseForm::of(&promise, Currency::EUR, Language::Fr);
    assert_eq!((&*form.price, &*form.checklist), ("180,00", "Pressure\nSeals"));
    assert_eq!(form.read(Language::Fr, Currency::EUR), Ok(promise));
    let typed = PromiseForm { months: "septembre, 3月 fév".to_owned(), per_year: String::new(), ..form.clone() };
    let read = typed.read(Language::Fr, Currency::EUR).expect("three months");
    assert_eq!(read.rhythm, VisitRhythm::Months { months: vec![2, 3, 9] });
    let empty = PromiseForm::default().read(Language::En, Currency::EUR).expect_err("problems");
    let fields: Vec<&str> = empty.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["description", "per_year", "minutes"]);
}

#[test]
fn a_report_answers_every_line_of_the_checklist() {
    let checklist = ["Pressure".to_owned(), "Seals".to_owned()];
    let form = CloseForm {
        on: "2026-05-10".to_owned(),
        minutes: "95".to_owned(),
        answers: vec!["in_order".to_owned(), "faulty".to_owned()],
        report: "Seal replaced".to_owned(),
        customer_name: "A. Person".to_owned(),
        signature: "10,20 90,60 120,20".to_owned(),
        key: "k1".to_owned(),
        ..CloseForm::default()
    };
    let today = day("2026-05-10");
    let read = form.read(Language::En, &checklist, today).expect("a report");
    assert_eq!(read.report.checklist[1], Checked { line: "Seals".to_owned(), answer: Answer::Faulty });
    let wrong = CloseForm { on: "2026-05-11".to_owned(), answers: vec![], customer_name: String::new(), ..form };
    let problems = wrong.read(Language::En, &checklist, today).expect_err("problems");
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["on", "customer_name", "answers.0", "answers.1"]);
}

#[test]
fn times_of_day_are_read_as_they_are_written() {
    for (text, minutes) in [("00:00", 0), ("08:30", 510), ("23:59", 1_439), ("08:30:00", 510)] {
        assert_eq!(text.parse::<TimeOfDay>(), Ok(TimeOfDay(minutes)));
    }
    assert_eq!(time_of(510), "08:30");
    for wrong in ["24:00", "8", "08:60", ""] {
        assert!(wrong.parse::<TimeOfDay>().is_err(), "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_full_year_has_all_its_windows_and_laying_out_again_changes_nothing(
        from in 700_000_i32..760_000, per_year in 1_u32..=PER_YEAR_MOST, years in 1_u32..6, months in proptest::sample::subsequence((1..=12_u32).collect::<Vec<_>>(), 1..=12), by_month in any::<bool>(),
    ) {
        let first = Day::from_num_days_from_ce_opt(from).expect("a day");
        let last = crate::calendar::add_months(first, 12 * years).and_then(|day| day.pred_opt()).expect("a day");
        let terms = if by_month { named(&months) } else { spread(per_year) };
        let all = windows(&terms, Billable { first, last: Some(last), horizon: last });
        prop_assert_eq!(all.len(), (terms.rhythm.per_year() * years) as usize);
        prop_assert!(all.iter().all(|window| first <= window.period.first && window.period.last <= last));
        prop_assert!(all.windows(2).all(|two| two[0].period.last < two[1].period.first && two[0].key < two[1].key));
        let promises = [known(1, terms)];
        let days = Some(Billable { first, last: None, horizon: last });
        let contract = ContractId(Uuid::nil());
        let visits = applied(&promises, &[], &revise(contract, &promises, days, &[]));
        prop_assert!(revise(contract, &promises, days, &visits).is_empty());
        prop_assert_eq!(revise(contract, &promises, None, &visits).len(), visits.len());
    }
}
