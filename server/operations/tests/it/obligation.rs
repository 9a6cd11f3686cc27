//! Obligations: made for the term, extended, fulfilled, waived and taken back, and what milestones release.

use crate::office::{TestOffice, offices, today};
use model::{
    billing::BillingState,
    calendar::Day,
    contract::{ContractForm, LineForm, ONCE, Renewal},
    event::{Event, ObligationStep},
    id::OccurrenceId,
    key_date::KeyDateKind,
    language::Language,
    money::Currency,
    obligation::{Counted, Obligation, ObligationForm, Rates, State, late_from, state},
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    view::OccurrenceRow,
};
use operations::{
    Actor, Failure, Office, billing, contract, demonstration, history, key_date, nightly,
    obligation::{
        ObligationFilter, ObligationSort, accept, add, change, fulfil, hand_over, list, of_contract, open, refuse,
        remove, save_typed, take_back, waive,
    },
    sign_in,
};
use store::Page;

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, Some(Language::En)).await.expect("they may act")
}

async fn demonstrations(name: &str) -> Vec<TestOffice> {
    let offices = offices(name).await;
    for office in &offices {
        demonstration::seed(&office.office).await.expect("the demonstration");
    }
    offices
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken, not refused: {cause}"),
    }
}

/// A contract of twelve months from February that renews itself, with a one-off line billed in June.
async fn a_contract(actor: &Actor) -> String {
    let customer = sample::demonstration(today()).customers.swap_remove(0).details.name;
    let sheet = contract::form(actor, None, None).await.expect("a blank form");
    let form = ContractForm {
        title: "Lift renovation".to_owned(),
        customer,
        legal_entity: sheet.legal_entities[0].id.to_string(),
        currency: "EUR".to_owned(),
        signed_on: "2026-01-05".to_owned(),
        starts_on: "2026-02-01".to_owned(),
        term_kind: "months".to_owned(),
        term_months: "12".to_owned(),
        renewal_kind: "tacit".to_owned(),
        renewal_months: "12".to_owned(),
        lines: vec![LineForm {
            description: "Cabin installed".to_owned(),
            unit_price: "10,000".to_owned(),
            rhythm: ONCE.to_owned(),
            day: "2026-06-30".to_owned(),
            ..LineForm::blank()
        }],
        ..sheet.form
    };
    contract::create(actor, &form).await.expect("made")
}

fn monthly() -> ObligationForm {
    ObligationForm {
        title: "Activity report".to_owned(),
        repeats: "recurring".to_owned(),
        pattern: "last_day".to_owned(),
        grace_days: "5".to_owned(),
        ..ObligationForm::new(day("2026-02-01"), Currency::EUR)
    }
}

async fn currency_of(actor: &Actor, number: &str) -> Currency {
    contract::find(actor, number).await.expect("it is there").details.currency
}

async fn all(actor: &Actor, number: &str) -> Vec<OccurrenceRow> {
    let contract = contract::find(actor, number).await.expect("it is there").id;
    let filter = ObligationFilter { contract: Some(contract), ..ObligationFilter::default() };
    list(actor, &filter, (ObligationSort::Due, false), Page::first(200)).await.expect("a list").0.rows
}

async fn steps(actor: &Actor, number: &str) -> Vec<ObligationStep> {
    let mut events = history::of_contract(actor, number).await.expect("its history");
    events.reverse();
    let step = |event| match event {
        Event::Obligation { step, .. } => Some(step),
        _ => None,
    };
    events.into_iter().filter_map(|past| step(past.event)).collect()
}

#[tokio::test]
async fn all_occurrences_of_the_term_are_made_at_once_and_a_night_adds_none() {
    for TestOffice { office, .. } in &demonstrations("obligation_made").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = a_contract(&actor).await;
        save_typed(&actor, &number, None, 0, &monthly()).await.expect("added");
        let rows = all(&actor, &number).await;
        assert_eq!(rows.len(), 12, "from February to January");
        assert_eq!((rows[0].due, rows[11].due), (day("2026-02-28"), day("2027-01-31")));
        assert_eq!(steps(&actor, &number).await, [ObligationStep::Added]);
        let contract = contract::find(&actor, &number).await.expect("it is there").id;
        let filter = model::key_date::Filter {
            contract: Some(contract),
            kinds: vec![KeyDateKind::Obligation],
            ..model::key_date::Filter::default()
        };
        let days = model::calendar::Period { first: day("2026-01-01"), last: day("2028-12-31") };
        let dates = key_date::list(&actor, &filter, days, Page::first(100)).await.expect("key dates").rows;
        assert_eq!(
            dates.iter().map(|row| row.date.day).collect::<Vec<_>>(),
            rows.iter().map(|row| row.due).collect::<Vec<_>>()
        );
        for _ in 0..2 {
            nightly::run(office).await.expect("a night");
            nightly::run_whole(office).await.expect("a whole night");
        }
        assert_eq!(all(&actor, &number).await, rows, "the same again makes nothing twice");
    }
}

#[tokio::test]
async fn only_those_who_may_change_obligations_and_only_what_they_read() {
    for TestOffice { office, .. } in &demonstrations("obligation_refused").await {
        let (manager, service) = (acting_as(office, Role::Manager).await, acting_as(office, Role::Service).await);
        let number = a_contract(&manager).await;
        for role in [Role::Finance, Role::Auditor, Role::Viewer] {
            let actor = acting_as(office, role).await;
            let no = Refusal::NotPermitted(Permission::EditObligations);
            assert_eq!(refusal(save_typed(&actor, &number, None, 0, &monthly()).await), no, "{role:?}");
        }
        save_typed(&service, &number, None, 0, &monthly()).await.expect("the service may");
        let row = all(&service, &number).await.swap_remove(0);
        let stale = fulfil(&service, row.id, row.version + 1, day("2026-02-28"), None, "").await;
        assert_eq!(refusal(stale), Refusal::Stale);
        let nobody = OccurrenceId(uuid::Uuid::nil());
        assert_eq!(refusal(waive(&service, nobody, 1, "No").await), Refusal::NotFound);
        let early = fulfil(&service, row.id, row.version, day("2030-01-01"), None, "").await;
        let after = FieldProblem::new("on", Problem::After { day: today() });
        assert_eq!(refusal(early), Refusal::Fields(vec![after]));
        let empty = waive(&service, row.id, row.version, " ").await;
        assert_eq!(refusal(empty), Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]));
        assert_eq!(steps(&manager, &number).await, [ObligationStep::Added], "nothing half-saved");
        assert_eq!(all(&service, &number).await[0], row);
    }
}

#[tokio::test]
async fn what_became_of_an_occurrence_is_kept_recorded_and_taken_back() {
    for TestOffice { office, .. } in &demonstrations("obligation_steps").await {
        let actor = acting_as(office, Role::Legal).await;
        let manager = acting_as(office, Role::Manager).await;
        let number = a_contract(&manager).await;
        let form = ObligationForm { evidence: "true".to_owned(), ..monthly() };
        save_typed(&actor, &number, None, 0, &form).await.expect("added");
        let first = async || all(&actor, &number).await.swap_remove(0);
        let row = first().await;
        assert_eq!(row.state, State::Overdue);
        let unproved = fulfil(&actor, row.id, row.version, day("2026-02-27"), None, "").await;
        assert_eq!(refusal(unproved), Refusal::Fields(vec![FieldProblem::new("note", Problem::Missing)]));
        fulfil(&actor, row.id, row.version, day("2026-02-27"), Some(40), "Chapter 1").await.expect("a part");
        let row = first().await;
        assert_eq!((row.state, row.progress.percent()), (State::Overdue, 40));
        fulfil(&actor, row.id, row.version, day("2026-03-02"), None, "The rest").await.expect("the rest");
        let row = first().await;
        assert_eq!(row.state, State::Fulfilled);
        take_back(&actor, row.id, row.version).await.expect("taken back");
        let row = first().await;
        waive(&actor, row.id, row.version, "Not needed in winter").await.expect("waived");
        assert_eq!(first().await.state, State::Waived);
        let due = day("2026-02-28");
        assert_eq!(
            steps(&actor, &number).await[1..],
            [
                ObligationStep::Fulfilled { due, on: day("2026-02-27"), percent: 40 },
                ObligationStep::Fulfilled { due, on: day("2026-03-02"), percent: 60 },
                ObligationStep::TakenBack { due },
                ObligationStep::Waived { due, reason: "Not needed in winter".to_owned() },
            ]
        );
        assert!(matches!(history::verify(office).await, Ok(history::Verdict::Whole { .. })));
    }
}

#[tokio::test]
async fn a_changed_schedule_counts_from_the_change_once_something_happened() {
    for TestOffice { office, .. } in &demonstrations("obligation_changed").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = a_contract(&actor).await;
        let currency = currency_of(&actor, &number).await;
        let read = |form: &ObligationForm| form.read(Language::En, currency).expect("an obligation");
        let id = add(&actor, &number, read(&monthly())).await.expect("added");
        let quarterly = ObligationForm { every: "3".to_owned(), ..monthly() };
        change(&actor, &number, id, 1, read(&quarterly)).await.expect("changed");
        assert_eq!(all(&actor, &number).await.len(), 4, "nothing had happened, so it was a correction");
        let row = all(&actor, &number).await.swap_remove(0);
        fulfil(&actor, row.id, row.version, day("2026-02-28"), None, "").await.expect("done");
        change(&actor, &number, id, 2, read(&monthly())).await.expect("changed");
        let days: Vec<Day> = all(&actor, &number).await.into_iter().map(|row| row.due).collect();
        let expected = ["2026-02-28", "2026-05-31", "2026-08-31", "2026-11-30", "2026-12-31", "2027-01-31"];
        assert_eq!(days, expected.map(day), "those before the change stay");
        assert_eq!(refusal(change(&actor, &number, id, 2, read(&quarterly)).await), Refusal::Stale);
        assert_eq!(refusal(remove(&actor, &number, id, 3).await), Refusal::InUse);
        let form = open(&actor, &number, Some(id)).await.expect("it opens");
        assert_eq!((form.version, form.removable), (3, false));
        let other = add(&actor, &number, read(&monthly())).await.expect("another");
        remove(&actor, &number, other, 1).await.expect("removed");
        assert_eq!(all(&actor, &number).await.len(), 6);
    }
}

#[tokio::test]
async fn lists_find_by_state_what_the_rule_says_on_every_day() {
    for TestOffice { office, .. } in &demonstrations("obligation_states").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = a_contract(&actor).await;
        save_typed(&actor, &number, None, 0, &monthly()).await.expect("added");
        let rows = all(&actor, &number).await;
        fulfil(&actor, rows[0].id, 1, day("2026-03-01"), None, "").await.expect("in time");
        fulfil(&actor, rows[1].id, 1, day("2026-06-01"), None, "").await.expect("late");
        fulfil(&actor, rows[2].id, 1, day("2026-06-01"), Some(30), "").await.expect("a part");
        waive(&actor, rows[3].id, 1, "Agreed").await.expect("waived");
        fulfil(&actor, rows[11].id, 1, day("2026-11-01"), Some(50), "").await.expect("a part ahead");
        let rows = all(&actor, &number).await;
        let contract = contract::find(&actor, &number).await.expect("it is there").id;
        let connection = office.sessions().reading();
        let sight = store::sight::Sight::Everything;
        for ahead in 0..500 {
            let on = day("2026-01-01") + chrono::Days::new(ahead);
            let mut seen = 0;
            for wanted in State::ALL {
                let filter =
                    ObligationFilter { contract: Some(contract), states: vec![wanted], ..ObligationFilter::default() };
                let sort = (ObligationSort::Due, false);
                let found = store::obligation::list(connection, sight, &filter, sort, on, Page::first(100)).await;
                let found: Vec<OccurrenceId> =
                    found.expect("a list").0.into_iter().map(|listed| listed.occurrence.id).collect();
                let by_rule =
                    rows.iter().filter(|row| state(row.standing, row.due, late_from(row.due, 5), false, on) == wanted);
                assert_eq!(found, by_rule.map(|row| row.id).collect::<Vec<_>>(), "{wanted:?} on {on}");
                seen += found.len();
            }
            assert_eq!(seen, rows.len(), "each is in just one state on {on}");
            let filter = ObligationFilter { contract: Some(contract), ..ObligationFilter::default() };
            let summed = store::obligation::rates(connection, sight, &filter, on).await.expect("rates");
            let mut rates = Rates::default();
            for row in &rows {
                let counts = Rates::counts(row.standing, late_from(row.due, 5), false, on);
                rates.add(Counted::of(row.kind, row.due, 5, &row.progress), counts);
            }
            assert_eq!(summed, rates, "{on}");
        }
    }
}

#[tokio::test]
async fn nothing_is_promised_for_a_day_after_the_last_one_that_is_known() {
    for TestOffice { office, .. } in &demonstrations("obligation_end").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = a_contract(&actor).await;
        let on = |title: &str, day: &str| ObligationForm {
            title: title.to_owned(),
            day: day.to_owned(),
            ..ObligationForm::new(today(), Currency::EUR)
        };
        save_typed(&actor, &number, None, 0, &on("Audit", "2030-06-30")).await.expect("it renews until further notice");
        let sheet = contract::find(&actor, &number).await.expect("it is there");
        let mut details = sheet.details.clone();
        details.renewal = Renewal::None;
        contract::change(&actor, &number, sheet.version, details, sheet.lines).await.expect("changed");
        let late = refusal(save_typed(&actor, &number, None, 0, &on("Handover", "2027-02-01")).await);
        let last = day("2027-01-31");
        assert_eq!(late, Refusal::Fields(vec![FieldProblem::new("day", Problem::After { day: last })]));
        save_typed(&actor, &number, None, 0, &on("Handover", "2027-01-31")).await.expect("on the last day");
        let known = of_contract(&actor, &number).await.expect("obligations").obligations;
        let audit = known.into_iter().find(|known| known.obligation.title == "Audit").expect("it is there");
        let noted = Obligation { notes: "By the insurer".to_owned(), ..audit.obligation };
        change(&actor, &number, audit.id, audit.version, noted).await.expect("whatever else changes of what is there");
    }
}

#[tokio::test]
async fn occurrences_follow_the_term_of_the_contract() {
    for TestOffice { office, .. } in &demonstrations("obligation_term").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = a_contract(&actor).await;
        save_typed(&actor, &number, None, 0, &monthly()).await.expect("added");
        let sheet = contract::find(&actor, &number).await.expect("it is there");
        let mut details = sheet.details.clone();
        details.starts_on = Some(day("2025-12-01"));
        contract::change(&actor, &number, sheet.version, details, sheet.lines).await.expect("changed");
        let rows = all(&actor, &number).await;
        assert_eq!(rows.last().map(|row| row.due), Some(day("2026-11-30")), "the term ends earlier");
        assert_eq!(of_contract(&actor, &number).await.expect("obligations").open_in_all, 10);
    }
}

#[tokio::test]
async fn the_acceptance_of_a_milestone_is_the_day_to_bill_its_line() {
    for TestOffice { office, .. } in &demonstrations("obligation_milestone").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = a_contract(&actor).await;
        let line = contract::find(&actor, &number).await.expect("it is there").lines[0].id;
        let ledger = async || billing::of_contract(&actor, &number).await.expect("its ledger");
        let before = ledger().await;
        assert_eq!((before.len(), before[0].billing_day), (1, day("2026-06-30")));
        let form = ObligationForm {
            title: "Cabin in service".to_owned(),
            kind: "milestone".to_owned(),
            line: line.to_string(),
            ..ObligationForm::new(day("2026-06-30"), Currency::EUR)
        };
        save_typed(&actor, &number, None, 0, &form).await.expect("added");
        let waiting = ledger().await;
        assert_eq!(waiting.len(), 1);
        assert!(waiting[0].billing_day > today(), "nothing is due before it is accepted");
        let milestone = all(&actor, &number).await.swap_remove(0).id;
        assert_eq!(waiting[0].waits_for, Some((milestone, "Cabin in service".to_owned())), "and the row says so");
        let again = save_typed(&actor, &number, None, 0, &form).await;
        assert_eq!(refusal(again), Refusal::Fields(vec![FieldProblem::new("line", Problem::Taken)]));

        let row = all(&actor, &number).await.swap_remove(0);
        hand_over(&actor, row.id, row.version, day("2026-07-02"), "Cabin").await.expect("handed over");
        refuse(&actor, row.id, row.version + 1, day("2026-07-05"), "Door jams").await.expect("refused");
        hand_over(&actor, row.id, row.version + 2, day("2026-08-02"), "Cabin").await.expect("handed over again");
        assert!(ledger().await[0].billing_day > today());
        accept(&actor, row.id, row.version + 3, day("2026-08-10"), "M. Client").await.expect("accepted");
        let billed = ledger().await;
        assert_eq!((billed.len(), billed[0].billing_day), (1, day("2026-08-10")));
        assert_eq!(billed[0].waits_for, None);
        assert_eq!((billed[0].id, billed[0].period), (before[0].id, before[0].period), "it is the same promise");
        assert_eq!(billed[0].state, BillingState::Expected);
        let rates = of_contract(&actor, &number).await.expect("obligations").rates;
        assert_eq!((rates.quality.good, rates.quality.all), (0, 1), "it was not accepted at first");

        take_back(&actor, row.id, row.version + 4).await.expect("taken back");
        assert!(ledger().await[0].billing_day > today());
        waive(&actor, row.id, row.version + 5, "Paid without acceptance").await.expect("waived");
        assert_eq!(ledger().await[0].billing_day, day("2026-06-30"), "what is not waited for has its own day");
    }
}
