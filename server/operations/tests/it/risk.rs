//! Risks and reviews: what is written down adds up, brings reviews forward, and what is overdue is found.

use crate::office::{TestOffice, offices, today};
use chrono::{Days, Months};
use model::{
    calendar::{Day, Period},
    contract::Confidentiality,
    event::{Event, RiskStep},
    job::Lane,
    key_date::{Filter, KeyDateKind},
    leakage::{Evidence, FindingKind, Gap},
    notification::Notice,
    permission::Permission,
    person::{Role, Standing},
    refusal::{FieldProblem, Problem, Refusal},
    risk::{
        Risk, RiskClass, RiskKind, RiskState,
        review::{Answered, Question, Review, ReviewAnswer, ReviewOutcome},
    },
    sample,
    term::Phase,
};
use operations::{
    Actor, Failure, Office,
    clock::Clock,
    contract, demonstration, history, job, key_date,
    leakage::{self, FindingFilter},
    nightly, person,
    risk::{self, RiskFilter, RiskSort},
    sign_in,
};

fn on(test: &TestOffice, day: Day) -> Office {
    Office::new(test.office.sessions().clone(), Clock::fixed(day), true)
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let id = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone").id;
    sign_in::actor(office, id, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken: {cause}"),
    }
}

fn rated(title: &str, likelihood: u32, impact: u32) -> Risk {
    let (title, measure) = (title.to_owned(), String::new());
    Risk { title, kind: RiskKind::Financial, likelihood, impact, measure, owner: None, due: None }
}

fn reviewed(outcome: ReviewOutcome) -> Review {
    let answered = |question| Answered { question, answer: ReviewAnswer::Ok, note: String::new() };
    Review { answers: Question::ALL.map(answered).to_vec(), outcome, next_steps: "call them".to_owned() }
}

/// A contract in force of which nothing is known to the risk by itself.
async fn quiet_contract(actor: &Actor) -> String {
    for sold in sample::demonstration(today()).contracts {
        let Ok(sheet) = contract::find(actor, &sold.number).await else { continue };
        let known = risk::of_contract(actor, &sold.number).await.expect("its risk");
        if sheet.dates.phase == Phase::InForce
            && known.score.points == 0
            && known.register.is_empty()
            && sheet.details.owner.is_some()
            && sheet.dates.ends_on.is_none_or(|end| end.day > today() + Months::new(14))
        {
            return sold.number;
        }
    }
    panic!("no quiet contract");
}

async fn review_days(actor: &Actor, number: &str) -> Vec<Day> {
    let contract = contract::find(actor, number).await.expect("the contract").id;
    let filter = Filter { kinds: vec![KeyDateKind::Review], contract: Some(contract), ..Filter::default() };
    let days = Period { first: today() - Days::new(3_000), last: today() + Days::new(3_000) };
    let found = key_date::list(actor, &filter, days, operations::page(1, 50)).await.expect("key dates");
    found.rows.into_iter().map(|row| row.date.day).collect()
}

fn months(count: u32) -> Day {
    today() + Months::new(count)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_graver_the_risk_the_sooner_the_review() {
    for test in offices("risk_review").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = quiet_contract(&actor).await;
        assert!(review_days(&actor, &number).await.is_empty(), "nobody looks at it yet");
        let id = risk::add(&actor, &number, rated("insolvency", 1, 5)).await.expect("added");
        assert_eq!(review_days(&actor, &number).await, [months(12)]);
        risk::change(&actor, &number, id, 1, rated("insolvency", 4, 5)).await.expect("changed");
        assert_eq!(review_days(&actor, &number).await, [months(3)]);
        let stale = risk::change(&actor, &number, id, 1, rated("insolvency", 1, 1)).await;
        assert_eq!(refusal(stale), Refusal::Stale);
        let silent = risk::settle(&actor, &number, id, 2, RiskState::Mitigated, " ").await;
        assert_eq!(refusal(silent), Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]));
        risk::settle(&actor, &number, id, 2, RiskState::Mitigated, "a guarantee").await.expect("mitigated");
        assert_eq!(review_days(&actor, &number).await, [months(6)], "half of it counts");
        let found = risk::of_contract(&actor, &number).await.expect("its risk");
        assert_eq!((found.score.points, found.score.class), (10, RiskClass::Medium));

        let later = on(&test, months(5));
        let actor = acting_as(&later, Role::Manager).await;
        let old = risk::review(&actor, &number, found.version - 1, reviewed(ReviewOutcome::Keep)).await;
        assert_eq!(refusal(old), Refusal::Stale);
        risk::review(&actor, &number, found.version, reviewed(ReviewOutcome::Act)).await.expect("reviewed");
        let twice = risk::review(&actor, &number, found.version, reviewed(ReviewOutcome::Act)).await;
        assert_eq!(refusal(twice), Refusal::Stale, "sent again it is not done again");
        let now = risk::of_contract(&actor, &number).await.expect("its risk");
        assert_eq!((now.reviews.len(), now.review_on), (1, Some(months(5) + Months::new(6))));
        assert_eq!(review_days(&actor, &number).await, [months(5) + Months::new(6)]);
        let past = history::of_contract(&actor, &number).await.expect("history");
        let events: Vec<&Event> = past.iter().map(|entry| &entry.event).collect();
        let next_steps = "call them".to_owned();
        let (outcome, class) = (ReviewOutcome::Act, RiskClass::Medium);
        assert!(events.contains(&&Event::ContractReviewed { outcome, class, next_steps }), "{events:?}");
        let reason = "a guarantee".to_owned();
        let step = RiskStep::Settled { state: RiskState::Mitigated, reason };
        assert!(events.contains(&&Event::Risk { title: "insolvency".to_owned(), step }), "{events:?}");

        let viewer = acting_as(&later, Role::Service).await;
        let denied = Refusal::NotPermitted(Permission::AssessRisks);
        assert_eq!(refusal(risk::add(&viewer, &number, rated("none", 1, 1)).await), denied);
        assert_eq!(refusal(risk::review(&viewer, &number, 0, reviewed(ReviewOutcome::Keep)).await), denied);
    }
}

async fn gaps(actor: &Actor, number: &str) -> Vec<Gap> {
    let filter = FindingFilter {
        kinds: vec![FindingKind::Incomplete],
        contract_number: Some(number.to_owned()),
        ..FindingFilter::default()
    };
    let found = leakage::list(actor, &filter, operations::page(1, 50)).await.expect("findings").rows;
    let gaps = found.into_iter().flat_map(|row| match row.finding.evidence {
        Evidence::Incomplete { gaps } => gaps,
        _ => Vec::new(),
    });
    gaps.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_that_is_overdue_is_found_until_it_is_done() {
    for test in offices("risk_overdue").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = quiet_contract(&actor).await;
        risk::add(&actor, &number, rated("penalty", 4, 5)).await.expect("added");
        for (day, found) in [(months(3), vec![]), (months(3) + Days::new(1), vec![Gap::Review])] {
            let office = on(&test, day);
            nightly::run(&office).await.expect("the night");
            let actor = acting_as(&office, Role::Manager).await;
            assert_eq!(gaps(&actor, &number).await, found, "{day}");
        }
        let actor = acting_as(&on(&test, months(3) + Days::new(1)), Role::Manager).await;
        let version = risk::of_contract(&actor, &number).await.expect("its risk").version;
        risk::review(&actor, &number, version, reviewed(ReviewOutcome::Keep)).await.expect("reviewed");
        assert_eq!(gaps(&actor, &number).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_whose_owner_left_without_a_successor_is_found_until_somebody_has_it() {
    for test in offices("risk_owner_gone").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let admin = acting_as(&test.office, Role::Administrator).await;
        let number = quiet_contract(&admin).await;
        let owner = contract::find(&admin, &number).await.expect("the contract").details.owner.expect("an owner");
        let member = person::find(&admin, owner).await.expect("a person").member;
        assert_eq!(member.standing, Standing::Active);
        let behind = async || job::work(&test.office, Lane::Whole).await.expect("what is done behind the answer");
        behind().await;
        person::deactivate(&admin, owner, member.version, None).await.expect("deactivated");
        assert_eq!(behind().await, 1, "at once, without a night");
        assert_eq!(gaps(&admin, &number).await, [Gap::OwnerGone]);
        let version = async || person::find(&admin, owner).await.expect("a person").member.version;
        person::reactivate(&admin, owner, version().await).await.expect("reactivated");
        behind().await;
        assert_eq!(gaps(&admin, &number).await, [], "they are back");
        person::deactivate(&admin, owner, version().await, None).await.expect("deactivated");
        behind().await;
        let successor = admin.person().expect("a person");
        person::hand_over(&admin, owner, successor).await.expect("handed over");
        behind().await;
        assert_eq!(gaps(&admin, &number).await, [], "another has it");
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(gaps(&admin, &number).await, [], "a night says the same");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lists_show_of_the_risk_is_what_the_rule_says_after_every_night() {
    for test in offices("risk_agrees").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let mut numbers = Vec::new();
        for sold in sample::demonstration(today()).contracts {
            if contract::find(&actor, &sold.number).await.is_ok() {
                let due = Some(today() + Days::new(20));
                risk::add(&actor, &sold.number, Risk { due, ..rated("late", 2, 2) }).await.expect("added");
                numbers.push(sold.number);
            }
        }
        let mut classes = std::collections::BTreeSet::new();
        for day in [0, 10, 21, 60, 200, 400].map(|days| today() + Days::new(days)) {
            let office = on(&test, day);
            nightly::run(&office).await.expect("the night");
            let actor = acting_as(&office, Role::Manager).await;
            for number in &numbers {
                let found = risk::of_contract(&actor, number).await.expect("its risk");
                let kept = store::risk::profiles(office.sessions().reading(), &[found.sheet.id]).await.expect("read");
                let kept = kept.first().expect("it is looked at");
                let (points, class) = (found.score.points, found.score.class);
                assert_eq!((kept.score, kept.class), (points, class), "{number} on {day}");
                assert_eq!(review_days(&actor, number).await, Vec::from_iter(kept.review_on), "{number} on {day}");
                classes.insert(class);
            }
        }
        assert_eq!(classes.len(), 3, "{classes:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_the_gravest_first_and_hides_what_may_not_be_seen() {
    for test in offices("risk_list").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = quiet_contract(&actor).await;
        risk::add(&actor, &number, rated("penalty", 5, 5)).await.expect("added");
        let all = async |actor: &Actor, filter: &RiskFilter, sort| {
            risk::list(actor, filter, sort, operations::page(1, 50)).await.expect("a list").rows
        };
        let rows = all(&actor, &RiskFilter::default(), RiskSort::Score).await;
        assert_eq!(rows.first().map(|row| row.number.clone()), Some(number.clone()));
        assert!(rows.is_sorted_by(|one, next| one.points >= next.points) && rows.len() > 1);
        let high = RiskFilter { class: Some(RiskClass::High), ..RiskFilter::default() };
        assert!(all(&actor, &high, RiskSort::Score).await.iter().all(|row| row.class == RiskClass::High));
        let overdue = RiskFilter { review_before: Some(today()), ..RiskFilter::default() };
        let late = all(&actor, &overdue, RiskSort::Review).await;
        assert!(!late.is_empty() && late.iter().all(|row| row.review_on < Some(today())));
        let by_review = all(&actor, &RiskFilter::default(), RiskSort::Review).await;
        assert!(by_review.iter().filter_map(|row| row.review_on).is_sorted());
        let owner = contract::find(&actor, &number).await.expect("the contract").details.owner;
        let own = all(&actor, &RiskFilter { owner, ..RiskFilter::default() }, RiskSort::Score).await;
        assert!(own.iter().any(|row| row.number == number));

        let writing = test.office.sessions().begin().await.expect("a transaction");
        let everything = store::sight::Sight::Everything;
        let found = store::contract::find_by_number(writing.connection(), everything, &number).await;
        let mut hidden = found.expect("read").expect("the contract");
        hidden.details.confidentiality = Confidentiality::People { people: Vec::new() };
        let dates = store::contract::StoredDates::default();
        store::contract::update(writing.connection(), &hidden, None, dates, "").await.expect("saved");
        writing.commit().await.expect("committed");
        let viewer = acting_as(&test.office, Role::Viewer).await;
        let rows = all(&viewer, &RiskFilter::default(), RiskSort::Score).await;
        assert!(!rows.is_empty() && rows.iter().all(|row| row.number != number));
        assert_eq!(refusal(risk::of_contract(&viewer, &number).await), Refusal::NotFound);
    }
}

#[test]
fn a_reminder_of_a_review_leads_to_it() {
    let notice = model::notification::DateNotice {
        kind: KeyDateKind::Review,
        subject: None,
        day: today(),
        contract: model::id::ContractId(uuid::Uuid::nil()),
        number: "C-2026-0001".to_owned(),
        title: String::new(),
        customer: String::new(),
        label: String::new(),
        amount: None,
        step: model::reminder::Step::Before(14),
    };
    assert_eq!(Notice::KeyDate(notice).leads_to(), "/contracts/C-2026-0001/review");
}
