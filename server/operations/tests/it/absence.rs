//! Absences: who stands in sees, hears and has what is to be done, and nobody does so a day longer.

use crate::office::{TestOffice, offices, today};
use chrono::Days;
use model::{
    absence::{Absence, stand_in, stretches},
    calendar::{Day, Period},
    contract::Confidentiality,
    event::{Event, Subject},
    id::PersonId,
    key_date::Filter,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    risk::{Risk, RiskKind},
    sample,
};
use operations::{
    Actor, Failure, Office, absence,
    clock::Clock,
    contract, demonstration, history, home, key_date, person, reminder,
    risk::{self, RiskFilter, RiskSort},
    sign_in,
};
use std::collections::BTreeMap;
use store::{contract::StoredDates, sight::Sight};

fn on(test: &TestOffice, day: Day) -> Office {
    Office::new(test.office.sessions().clone(), Clock::fixed(day), true)
}

fn who(role: Role) -> PersonId {
    let people = sample::demonstration(today()).people;
    people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone").id
}

async fn acting(office: &Office, person: PersonId) -> Actor {
    sign_in::actor(office, person, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken: {cause}"),
    }
}

fn later(days: u64) -> Day {
    today() + Days::new(days)
}

/// The contract of a person that is hidden from all but them.
async fn hide_contract_of(office: &Office, owner: PersonId) -> String {
    let contracts = sample::demonstration(today()).contracts;
    let sold =
        contracts.into_iter().find(|contract| contract.details.owner == Some(owner)).expect("a contract of theirs");
    let writing = office.sessions().begin().await.expect("a transaction");
    let found = store::contract::find_by_number(writing.connection(), Sight::Everything, &sold.number).await;
    let mut found = found.expect("read").expect("the contract");
    found.details.confidentiality = Confidentiality::People { people: Vec::new() };
    found.details.deputy = None;
    store::contract::update(writing.connection(), &found, None, StoredDates::default(), "").await.expect("saved");
    writing.commit().await.expect("committed");
    sold.number
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_in_has_the_work_as_long_as_the_absence_lasts_and_no_longer() {
    for test in offices("absence_work").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let (sales, service) = (who(Role::Sales), who(Role::Service));
        let number = hide_contract_of(&test.office, sales).await;
        let before = acting(&test.office, service).await;
        assert_eq!(refusal(contract::find(&before, &number).await), Refusal::NotFound);
        let manager = acting(&test.office, who(Role::Manager)).await;
        let (title, measure, kind) = ("penalty".to_owned(), String::new(), RiskKind::Legal);
        let penalty = Risk { title, kind, likelihood: 1, impact: 1, measure, owner: None, due: None };
        risk::add(&manager, &number, penalty).await.expect("added");
        let listed = async |actor: &Actor| {
            let all = operations::page(1, 50);
            let rows = risk::list(actor, &RiskFilter::default(), RiskSort::Score, all).await.expect("a list").rows;
            rows.into_iter().any(|row| row.number == number)
        };
        assert!(!listed(&before).await);
        let own = acting(&test.office, sales).await;
        let id = absence::enter(&own, sales, (later(1), later(10)), service).await.expect("entered");

        let during = on(&test, later(2));
        let actor = acting(&during, service).await;
        let sheet = contract::find(&actor, &number).await.expect("seen while they stand in");
        assert!(listed(&actor).await, "what is left out of lists is what may not be seen");
        let away = absence::of_contract(&actor, &sheet.details).await.expect("read");
        assert_eq!(away.len(), 1);
        assert_eq!(away[0].until, later(10));
        assert!(away[0].by.is_some());
        let seen = home::home(&actor).await.expect("a home");
        assert_eq!(seen.standing_in.len(), 1);
        let theirs = Filter { owner: Some(sales), open: true, ..Filter::default() };
        let days = Period { first: today(), last: later(400) };
        let all = operations::page(1, 1_000);
        let of_owner = key_date::list(&actor, &theirs, days, all).await.expect("dates").rows;
        let both = Filter { owner: Some(service), standing_in: vec![sales], open: true, ..Filter::default() };
        let together = key_date::list(&actor, &both, days, all).await.expect("dates").rows;
        assert!(of_owner.iter().any(|row| row.contract == number), "also of the confidential contract");
        assert!(of_owner.iter().all(|row| together.contains(row)));
        let marked = seen.due.iter().chain(&seen.week).filter(|date| date.of.is_some()).count();
        let of_them = |row: &&model::view::KeyDateRow| {
            row.owner_id == Some(sales) && later(2) - Days::new(60) <= row.date.day && row.date.day <= later(9)
        };
        assert!(marked > 0 || of_owner.iter().filter(of_them).count() == 0);

        let after = on(&test, later(11));
        let actor = acting(&after, service).await;
        assert_eq!(refusal(contract::find(&actor, &number).await), Refusal::NotFound, "it ended by itself");
        assert!(!listed(&actor).await);
        assert!(home::home(&actor).await.expect("a home").standing_in.is_empty());

        absence::take_back(&acting(&during, sales).await, id).await.expect("taken back");
        let actor = acting(&during, service).await;
        assert_eq!(refusal(contract::find(&actor, &number).await), Refusal::NotFound, "it was taken back");
        assert_eq!(refusal(absence::take_back(&acting(&during, sales).await, id).await), Refusal::WrongState);
        let actor = acting(&test.office, who(Role::Administrator)).await;
        let newest = history::HistoryFrom::Newest;
        let past = history::list(&actor, None, Some("person".to_owned()), newest, 1).await.expect("history");
        let days = Period { first: later(1), last: later(10) };
        let newest = past.events.into_iter().next().map(|entry| (entry.subject, entry.event));
        assert_eq!(newest, Some((Subject::Person(sales), Event::AbsenceTakenBack { days, back_on: later(2) })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_knows_on_every_day_who_stands_in_as_the_rule_does() {
    for test in offices("absence_rule").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let admin = acting(&test.office, who(Role::Administrator)).await;
        let [sales, service, legal, finance] = [Role::Sales, Role::Service, Role::Legal, Role::Finance].map(who);
        let entered =
            [(sales, 0, 20, service), (service, 10, 30, legal), (legal, 15, 25, sales), (finance, 5, 8, sales)];
        let mut absences = Vec::new();
        for (person, first, last, by) in entered {
            let days = (later(first), later(last));
            absence::enter(&admin, person, days, by).await.expect("entered");
            absences.push(Absence { person, days: Period { first: days.0, last: days.1 }, stand_in: by });
        }
        let gone = BTreeMap::new();
        assert!(stretches(&absences, &gone).len() > entered.len());
        for day in (0..40).map(later) {
            let away = store::absence::away_on(test.office.sessions().reading(), day).await.expect("read");
            for person in [sales, service, legal, finance] {
                let by = away.get(&person).and_then(|away| away.by.clone()).map(|(by, _)| by);
                assert_eq!(by, stand_in(&absences, &gone, person, day), "{person} on {day}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_an_absence_is_refused_at_its_field() {
    for test in offices("absence_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let (sales, service) = (who(Role::Sales), who(Role::Service));
        let own = acting(&test.office, sales).await;
        let fields = |field: &str, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        let enter = async |first, last, by| refusal(absence::enter(&own, sales, (first, last), by).await);
        let past = enter(today() - Days::new(1), later(3), service).await;
        assert_eq!(past, fields("first", Problem::Before { day: today() }));
        assert_eq!(enter(later(1), later(3), sales).await, fields("stand_in", Problem::NotAChoice));
        let nobody = PersonId(uuid::Uuid::nil());
        assert_eq!(enter(later(1), later(3), nobody).await, fields("stand_in", Problem::NotAChoice));
        let of_other = absence::enter(&own, service, (later(1), later(3)), sales).await;
        assert!(matches!(refusal(of_other), Refusal::NotPermitted(_)));
        let manager = acting(&test.office, who(Role::Manager)).await;
        let id = absence::enter(&manager, service, (later(1), later(3)), sales).await.expect("a manager may");
        assert!(matches!(refusal(absence::take_back(&own, id).await), Refusal::NotPermitted(_)));
        absence::take_back(&manager, id).await.expect("a manager may");
        let left = absence::sheet(&manager).await.expect("a sheet").rows;
        assert!(left.iter().all(|row| row.person != service), "it had not begun, so it is gone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absence_is_changed_until_it_is_over_and_its_past_stays() {
    for test in offices("absence_changed").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let [sales, service, legal] = [Role::Sales, Role::Service, Role::Legal].map(who);
        let own = acting(&test.office, sales).await;
        let id = absence::enter(&own, sales, (later(1), later(10)), service).await.expect("entered");
        absence::change(&own, id, 1, (later(2), later(10)), service).await.expect("changed");
        let late = absence::change(&own, id, 1, (later(3), later(10)), service).await;
        assert_eq!(refusal(late), Refusal::Stale);
        let other = acting(&test.office, legal).await;
        let of_other = absence::change(&other, id, 2, (later(3), later(10)), service).await;
        assert!(matches!(refusal(of_other), Refusal::NotPermitted(_)));

        let during = on(&test, later(5));
        let own = acting(&during, sales).await;
        let begun = Problem::Begun { day: later(2) };
        let moved = absence::change(&own, id, 2, (later(3), later(10)), service).await;
        assert_eq!(refusal(moved), Refusal::Fields(vec![FieldProblem::new("first", begun)]));
        absence::change(&own, id, 2, (later(2), later(12)), legal).await.expect("changed");
        let rows = absence::sheet(&own).await.expect("a sheet").rows;
        let row = rows.iter().find(|row| row.id == id).expect("the absence");
        assert_eq!((row.days, row.stand_in), (Period { first: later(5), last: later(12) }, legal));
        let all = store::absence::list(test.office.sessions().reading(), later(4)).await.expect("read");
        let past = all.iter().find(|kept| kept.absence.person == sales && kept.id != id).expect("what has passed");
        assert_eq!(past.absence.days, Period { first: later(2), last: later(4) });
        assert_eq!(past.absence.stand_in, service, "whoever stood in until yesterday did");
        for day in [5, 12] {
            let away = store::absence::away_on(test.office.sessions().reading(), later(day)).await.expect("read");
            assert_eq!(away[&sales].by.as_ref().map(|(by, _)| *by), Some(legal), "from today on another stands in");
        }
        let over = acting(&on(&test, later(13)), sales).await;
        let again = absence::change(&over, id, 3, (later(5), later(14)), legal).await;
        assert_eq!(refusal(again), Refusal::WrongState);
        let admin = acting(&test.office, who(Role::Administrator)).await;
        let told = history::last_of_person(&admin, sales, |event| matches!(event, Event::AbsenceChanged { .. })).await;
        let days = Period { first: later(2), last: later(12) };
        let Some(Event::AbsenceChanged { before, days: after, .. }) = told.expect("history").map(|past| past.event)
        else {
            panic!("it is not told")
        };
        assert_eq!((before, after), (Period { first: later(2), last: later(10) }, days));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_deactivated_stands_in_for_nobody() {
    for test in offices("absence_gone").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let admin = acting(&test.office, who(Role::Administrator)).await;
        let (sales, service, legal) = (who(Role::Sales), who(Role::Service), who(Role::Legal));
        absence::enter(&admin, sales, (today(), later(10)), service).await.expect("entered");
        let by = async || {
            let away = store::absence::away_on(test.office.sessions().reading(), later(1)).await.expect("read");
            away.get(&sales).and_then(|away| away.by.clone()).map(|(by, _)| by)
        };
        assert_eq!(by().await, Some(service));
        let version = async || person::find(&admin, service).await.expect("a person").member.version;
        person::deactivate(&admin, service, version().await, None).await.expect("deactivated");
        assert_eq!(by().await, None);
        person::reactivate(&admin, service, version().await).await.expect("reactivated");
        assert_eq!(by().await, Some(service));
        person::deactivate(&admin, service, version().await, Some(legal)).await.expect("deactivated");
        assert_eq!(by().await, Some(legal), "the successor stands in where they did");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reminders_reach_whoever_stands_in_from_the_first_day() {
    for test in offices("absence_reminded").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let monday = later(2);
        reminder::run(&on(&test, monday)).await.expect("reminded");
        let told = async |office: &Office, person| {
            let actor = acting(office, person).await;
            operations::notification::list(&actor, false, operations::page(1, 5_000)).await.expect("told").total
        };
        let people = sample::demonstration(today()).people;
        let mut most = (0, who(Role::Sales));
        for one in &people {
            if let Ok(actor) = sign_in::actor(&on(&test, monday), one.id, None).await {
                let list = operations::notification::list(&actor, false, operations::page(1, 5_000)).await;
                most = most.max((list.expect("told").total, one.id));
            }
        }
        let (count, owner) = most;
        assert!(count > 0);
        let other = people.iter().find(|one| one.id != owner && one.roles == [Role::Legal]).expect("another").id;
        let admin = acting(&on(&test, monday), who(Role::Administrator)).await;
        absence::enter(&admin, owner, (later(3), later(20)), other).await.expect("entered");
        let before = told(&on(&test, monday), other).await;
        let tuesday = on(&test, later(3));
        reminder::run(&tuesday).await.expect("reminded");
        assert!(told(&tuesday, other).await > before, "what was told to the one who is away");
        assert_eq!(reminder::run(&tuesday).await.expect("again"), 0);
    }
}
