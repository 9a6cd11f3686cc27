//! Service visits: promised, laid out once, planned, made, billed; refused, recorded, nothing half-saved.

use crate::office::{offices, today};
use chrono::Days;
use model::{
    calendar::{Day, Period, add_months},
    event::Event,
    id::VisitId,
    key_date::KeyDateKind,
    language::Language,
    leakage::FindingKind,
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    service_visit::{CloseForm, Decision, PromiseForm, VisitState},
    view::{ContractVisits, HomeVisits, VisitRow},
};
use operations::{
    Actor, Failure, Office, billing,
    clock::Clock,
    contract,
    contract::find as find_contract,
    customer, demonstration,
    history::of_contract as history_of,
    home, key_date,
    leakage::{FindingFilter, list},
    nightly,
    service_visit::{
        ExtraForm, PlanForm, VisitFilter, accept, add_extra, add_promise, announce, board, cancel, change_promise,
        close, find, of_contract, plan, refuse, remove_promise, take_report_back, unplan,
    },
    sign_in,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles.contains(&role)).expect("a person with that role");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken: {cause}"),
    }
}

/// The same on a later day.
async fn later(office: &Office, role: Role, days: u64) -> Actor {
    let day = Clock::fixed(today() + Days::new(days));
    acting_as(&Office::new(office.sessions().clone(), day, true), role).await
}

/// A contract of the demonstration that has run for a while and goes on.
fn running() -> sample::SampleContract {
    let contracts = sample::demonstration(today()).contracts;
    contracts.into_iter().find(|contract| contract.story == "housing_water").expect("a story of the demonstration")
}

fn quarterly() -> PromiseForm {
    PromiseForm {
        description: "Sampling".to_owned(),
        per_year: "4".to_owned(),
        minutes: "90".to_owned(),
        price: "180".to_owned(),
        extra_price: "240".to_owned(),
        hourly_price: "60".to_owned(),
        skills: "Water, Legionella".to_owned(),
        checklist: "Tanks\nShowers".to_owned(),
        ..PromiseForm::default()
    }
}

fn report(key: &str, minutes: u32) -> CloseForm {
    CloseForm {
        on: today().to_string(),
        minutes: minutes.to_string(),
        answers: vec!["in_order".to_owned(), "faulty".to_owned()],
        report: "Sampled all showers".to_owned(),
        findings: "One shower head is worn".to_owned(),
        customer_name: "The caretaker".to_owned(),
        signature: "10,20 90,60 120,20".to_owned(),
        key: key.to_owned(),
    }
}

fn all(visits: &ContractVisits) -> Vec<&VisitRow> {
    visits.promises.iter().flat_map(|promise| promise.years.iter().flat_map(|year| &year.visits)).collect()
}

fn with(visits: &ContractVisits, state: VisitState) -> VisitRow {
    all(visits).into_iter().find(|visit| visit.state == state).expect("a visit that stands there").clone()
}

async fn found(actor: &Actor, kind: FindingKind, number: &str) -> usize {
    let filter =
        FindingFilter { kinds: vec![kind], contract_number: Some(number.to_owned()), ..FindingFilter::default() };
    list(actor, &filter, operations::page(1, 100)).await.expect("a list").rows.len()
}

#[tokio::test]
async fn home_asks_for_the_reports_that_others_owe_and_counts_what_has_no_day() {
    for test in offices("service_visit_home").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("the demonstration");
        let (manager, service) = (later(office, Role::Manager, 1).await, later(office, Role::Service, 1).await);
        let seen = async |actor: &Actor| home::home(actor).await.expect("a home").visits;
        let ids = |visits: &HomeVisits| -> Vec<VisitId> {
            visits.behind.iter().filter(|row| row.planned_on.is_some()).map(|row| row.id).collect()
        };
        let known = seen(&manager).await.expect("visits");
        assert!(ids(&known).is_empty(), "nobody owes a report yet");
        let number = running().number;
        let planning = acting_as(office, Role::Service).await;
        add_promise(&acting_as(office, Role::Manager).await, &number, &quarterly(), Language::En).await.expect("added");
        let visits = of_contract(&planning, &number).await.expect("visits");
        let open: Vec<VisitRow> =
            all(&visits).into_iter().filter(|row| row.state == VisitState::Missed).cloned().collect();
        let own = service.person().expect("a person");
        let managing = manager.person().expect("a person");
        let mut others = visits.technicians.iter().map(|(id, _)| *id).filter(|id| *id != own && *id != managing);
        let other = others.next().expect("another technician");
        for (visit, technician) in open.iter().zip([own.to_string(), other.to_string(), String::new()]) {
            let form = PlanForm { on: today().to_string(), at: String::new(), technician };
            plan(&planning, visit.id, visit.version, &form).await.expect("planned");
        }
        let same_day = seen(&planning).await.expect("visits");
        assert!(ids(&same_day).is_empty(), "the day is not over");
        let of_manager = seen(&manager).await.expect("visits");
        assert_eq!(ids(&of_manager).len(), 3);
        let days = |row: &VisitRow| row.planned_on.unwrap_or(row.window.last);
        assert!(of_manager.behind.iter().map(days).is_sorted(), "the oldest first");
        let closed = of_manager.behind.iter().find(|row| row.planned_on.is_none()).expect("one that nobody planned");
        assert!(closed.window.last < today() && open.iter().any(|row| row.id == closed.id));
        let of_service = seen(&service).await.expect("visits");
        let mut expected = vec![open[1].id, open[2].id];
        expected.sort_unstable();
        assert_eq!(ids(&of_service), expected, "their own stands among what is due");
        let board = board(&manager, today(), &VisitFilter::default()).await.expect("a board").to_plan;
        let to_plan = board.iter().filter(|row| row.state == VisitState::ToPlan).count() as u64;
        assert_eq!(of_manager.to_plan, to_plan);
        cancel(&planning, open[1].id, open[1].version + 1, "Called off").await.expect("cancelled");
        assert_eq!(ids(&seen(&service).await.expect("visits")), [open[2].id]);
        assert_eq!(seen(&acting_as(office, Role::Sales).await).await, None);
    }
}

#[tokio::test]
async fn a_promise_is_laid_out_once_and_followed_to_its_bill() {
    for test in offices("service_visit_life").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("the demonstration");
        let manager = acting_as(office, Role::Manager).await;
        let number = running().number;
        let before = found(&manager, FindingKind::VisitMissed, &number).await;
        let promise = add_promise(&manager, &number, &quarterly(), Language::En).await.expect("a promise");
        let visits = of_contract(&manager, &number).await.expect("visits");
        let count = all(&visits).len();
        assert!(count > 8, "{count} visits of a contract that has run for more than a year");
        let missed = all(&visits).iter().filter(|visit| visit.state == VisitState::Missed).count();
        assert!(missed >= 4);
        assert_eq!(found(&manager, FindingKind::VisitMissed, &number).await - before, missed);

        // A night that runs twice makes nothing twice.
        nightly::run_whole(office).await.expect("a night");
        nightly::run(office).await.expect("another");
        assert_eq!(all(&of_contract(&manager, &number).await.expect("visits")).len(), count);

        // Planned by the service manager, announced, made by a technician on the day.
        let service = acting_as(office, Role::Service).await;
        let technician = visits.technicians.first().expect("somebody who may go").0;
        let form = PlanForm { on: today().to_string(), at: "08:30".to_owned(), technician: technician.to_string() };
        let to_plan = with(&visits, VisitState::Missed);
        plan(&service, to_plan.id, to_plan.version, &form).await.expect("planned");
        assert_eq!(refusal(plan(&service, to_plan.id, to_plan.version, &form).await), Refusal::Stale);
        let sheet = find(&service, to_plan.id).await.expect("a visit");
        assert_eq!((sheet.state, sheet.visit.plan.and_then(|plan| plan.at)), (VisitState::Planned, Some(510)));
        let days = Period { first: today(), last: today() };
        let dates = key_date::list(&service, &model::key_date::Filter::default(), days, operations::page(1, 200)).await;
        let dates = dates.expect("key dates").rows;
        let own = dates.iter().find(|row| row.date.subject == to_plan.id.0).expect("its key date");
        assert_eq!((own.date.kind, own.date.done), (KeyDateKind::Visit, false));
        assert_eq!(own.date.amount.map(|amount| amount.minor), Some(18_000));
        announce(&service, to_plan.id, sheet.visit.version).await.expect("announced");
        let filter = VisitFilter { skill: "water".to_owned(), ..VisitFilter::default() };
        let month = board(&service, today(), &filter).await.expect("a month");
        assert!(month.planned.iter().any(|row| row.id == to_plan.id));
        let version = sheet.visit.version + 1;
        let wrong = CloseForm { answers: Vec::new(), ..report("k1", 120) };
        let Refusal::Fields(problems) = refusal(close(&service, to_plan.id, version, &wrong).await) else {
            panic!("problems of fields");
        };
        assert_eq!(problems.first(), Some(&FieldProblem::new("answers.0", Problem::Missing)));
        close(&service, to_plan.id, version, &report("k1", 120)).await.expect("closed");
        // Sent again, because the phone heard no answer: kept once.
        close(&service, to_plan.id, version, &report("k1", 120)).await.expect("kept already");
        assert_eq!(refusal(close(&service, to_plan.id, version, &report("k2", 120)).await), Refusal::Stale);
        let closed = find(&service, to_plan.id).await.expect("a visit");
        let proposal = closed.visit.proposal.expect("a proposal");
        assert_eq!((proposal.amount.minor, proposal.extra_minutes), (21_000, 30), "180 and half an hour at 60");

        // Accepted, it is a promise of the ledger.
        let version = closed.visit.version;
        assert_eq!(
            refusal(accept(&service, to_plan.id, version, "visit").await),
            Refusal::NotPermitted(Permission::Reconcile)
        );
        let ledger = billing::of_contract(&manager, &number).await.expect("a ledger").len();
        accept(&manager, to_plan.id, version, "visit").await.expect("accepted");
        let billed = take_report_back(&manager, to_plan.id, version + 1, "Another visit").await;
        assert_eq!(refusal(billed), Refusal::WrongState);
        let rows = billing::of_contract(&manager, &number).await.expect("a ledger");
        assert_eq!(rows.len(), ledger + 1);
        assert!(rows.iter().any(|row| row.amount == proposal.amount && row.billing_day == today()));
        let after = find(&manager, to_plan.id).await.expect("a visit");
        let Some(Decision::Accepted { line, .. }) = after.visit.decision else { panic!("accepted") };
        let sheet = find_contract(&manager, &number).await.expect("the contract");
        assert!(sheet.lines.iter().any(|known| known.id == line));
        assert_eq!(refusal(refuse(&manager, to_plan.id, after.visit.version, "No").await), Refusal::WrongState);

        // What something happened to stays, and so does its promise.
        let known = of_contract(&manager, &number).await.expect("visits");
        let version = known.promises.iter().find(|known| known.promise.id == promise).expect("it").promise.version;
        assert_eq!(refusal(remove_promise(&manager, promise, version).await), Refusal::WrongState);
        let fewer = PromiseForm { per_year: "2".to_owned(), ..quarterly() };
        change_promise(&manager, promise, version, &fewer, Language::En).await.expect("changed");
        let fewer = of_contract(&manager, &number).await.expect("visits");
        assert!(all(&fewer).len() < count);
        assert!(all(&fewer).iter().any(|row| row.id == to_plan.id && row.billed));

        let history: Vec<Event> =
            history_of(&manager, &number).await.expect("a history").into_iter().map(|past| past.event).collect();
        assert!(history.contains(&Event::VisitsPromised { what: "Sampling".to_owned(), per_year: 4 }));
        assert!(history.iter().any(|event| matches!(event, Event::VisitAnnounced { .. })));
        assert_eq!(history.iter().filter(|event| matches!(event, Event::VisitClosed { .. })).count(), 1);
        assert!(history.contains(&Event::VisitBilled { what: "Sampling".to_owned(), amount: proposal.amount }));
    }
}

#[tokio::test]
async fn an_extra_visit_is_planned_made_and_not_billed_for_a_reason() {
    for test in offices("service_visit_extra").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("the demonstration");
        let manager = acting_as(office, Role::Manager).await;
        let number = running().number;
        let from = PromiseForm { starts_on: today().to_string(), ..quarterly() };
        let promise = add_promise(&manager, &number, &from, Language::En).await.expect("a promise");
        let form = ExtraForm {
            promise: promise.to_string(),
            description: "After the flood".to_owned(),
            plan: PlanForm { on: today().to_string(), ..PlanForm::default() },
        };
        let extra = add_extra(&manager, &number, &form).await.expect("an extra visit");
        nightly::run(office).await.expect("a night");
        let sheet = find(&manager, extra).await.expect("it stays");
        close(&manager, extra, sheet.visit.version, &report("k1", 60)).await.expect("closed");
        let closed = find(&manager, extra).await.expect("a visit").visit;
        assert_eq!(closed.proposal.map(|proposal| proposal.amount.minor), Some(24_000));

        // Reported by mistake: it is taken back for a reason, and made and reported anew.
        let missing = FieldProblem::new("reason", Problem::Missing);
        let refused = take_report_back(&manager, extra, closed.version, "").await;
        assert_eq!(refusal(refused), Refusal::Fields(vec![missing]));
        let former = take_report_back(&manager, extra, closed.version, "Another visit").await.expect("taken back");
        assert_eq!(former.minutes, 60);
        let open = find(&manager, extra).await.expect("a visit");
        assert_eq!((open.state, open.visit.proposal, open.visit.done), (VisitState::Planned, None, None));
        let again = CloseForm { answers: report("k2", 60).answers, ..CloseForm::again(&former, "k2".to_owned()) };
        assert_eq!((again.signature.as_str(), again.report.as_str()), ("", "Sampled all showers"));
        close(&manager, extra, open.visit.version, &again).await.expect("closed again");
        let closed = find(&manager, extra).await.expect("a visit").visit;
        assert_eq!(closed.proposal.map(|proposal| proposal.amount.minor), Some(24_000));

        // After the days of grace it is found, until somebody decides.
        let later = today().checked_add_days(Days::new(11)).expect("a day");
        let office = &Office::new(office.sessions().clone(), operations::clock::Clock::fixed(later), true);
        nightly::run(office).await.expect("a night");
        let manager = acting_as(office, Role::Manager).await;
        assert_eq!(found(&manager, FindingKind::VisitNotBilled, &number).await, 1);
        assert_eq!(
            refusal(refuse(&manager, extra, closed.version, " ").await),
            Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)])
        );
        refuse(&manager, extra, closed.version, "Goodwill").await.expect("refused");
        assert_eq!(found(&manager, FindingKind::VisitNotBilled, &number).await, 0);
    }
}

#[tokio::test]
async fn visits_are_called_off_or_put_back_and_others_may_only_look() {
    for test in offices("service_visit_steps").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("the demonstration");
        let manager = acting_as(office, Role::Manager).await;
        let contract = running();
        let begins = contract.details.starts_on.expect("a first day");
        let number = contract.number;
        add_promise(&manager, &number, &PromiseForm { starts_on: begins.to_string(), ..quarterly() }, Language::En)
            .await
            .expect("a promise");
        let visits = of_contract(&manager, &number).await.expect("visits");
        let (ahead, missed) = (with(&visits, VisitState::Ahead), with(&visits, VisitState::Missed));
        let yesterday = today().pred_opt().expect("a day");
        let on = |day: Day| PlanForm { on: day.to_string(), ..PlanForm::default() };
        assert_eq!(
            refusal(plan(&manager, ahead.id, ahead.version, &on(yesterday)).await),
            Refusal::Fields(vec![FieldProblem::new("planned_on", Problem::Before { day: today() })])
        );
        plan(&manager, ahead.id, ahead.version, &on(ahead.window.first)).await.expect("planned");
        unplan(&manager, ahead.id, ahead.version + 1).await.expect("without a day again");
        let before = found(&manager, FindingKind::VisitMissed, &number).await;
        cancel(&manager, missed.id, missed.version, "The plant was shut").await.expect("called off");
        assert_eq!(found(&manager, FindingKind::VisitMissed, &number).await, before - 1);
        assert_eq!(refusal(plan(&manager, missed.id, missed.version + 1, &on(today())).await), Refusal::WrongState);
        let auditor = acting_as(office, Role::Auditor).await;
        assert_eq!(all(&of_contract(&auditor, &number).await.expect("they may look")).len(), all(&visits).len());
        let sales = acting_as(office, Role::Sales).await;
        assert_eq!(
            refusal(plan(&sales, ahead.id, ahead.version + 2, &on(today())).await),
            Refusal::NotPermitted(Permission::PlanVisits)
        );
        assert_eq!(
            refusal(close(&auditor, ahead.id, ahead.version + 2, &report("k", 60)).await),
            Refusal::NotPermitted(Permission::CloseVisits)
        );

        // A place at which visits are promised stays.
        let form = model::party::SiteDetails { name: "North".to_owned(), ..Default::default() };
        let customer = contract.details.customer;
        let site = customer::site::add(&manager, customer, &form).await.expect("a place");
        add_promise(&manager, &number, &PromiseForm { site: site.to_string(), ..quarterly() }, Language::En)
            .await
            .expect("a promise");
        assert_eq!(refusal(customer::site::remove(&manager, customer, site, 1).await), Refusal::InUse);

        // Notice ends the contract, and what nobody planned after the end goes.
        let sheet = find_contract(&manager, &number).await.expect("the contract");
        let years = |visits: &ContractVisits| all(visits).iter().filter(|row| row.window.first > today()).count();
        assert!(years(&of_contract(&manager, &number).await.expect("visits")) > 0);
        let mut form = contract::form(&manager, Some(&number), None).await.expect("a form").form;
        form.term_kind = "until".to_owned();
        form.term_last_day = add_months(today(), 0).expect("a day").to_string();
        contract::edit(&manager, &number, sheet.version, &form).await.expect("ended today");
        assert_eq!(years(&of_contract(&manager, &number).await.expect("visits")), 0);
    }
}
