//! Renewals: opened, decided, confirmed, signed, and rolled on their day, each thing once.

use crate::office::{TestOffice, offices, today};
use chrono::Days;
use model::{
    calendar::{Day, add_months},
    contract::{Renewal, TermLength},
    event::{Event, RenewalStep},
    id::{ContractId, PersonId},
    leakage::{CloseReason, FindingKind, FindingState},
    notification::{Notice, RenewalNews},
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    renewal::{RenewalDecision, RenewalState, Way},
    sample,
    settings::Settings,
    view::{FindingRow, RenewalSheet},
};
use operations::{
    Actor, Failure, Office, billing,
    clock::Clock,
    contract, demonstration,
    history::{Verdict, of_contract, verify},
    leakage, nightly, notification,
    renewal::{self, RenewalFilter},
    settings, sign_in,
};
use std::collections::{BTreeMap, BTreeSet};

fn on(test: &TestOffice, day: Day) -> Office {
    Office::new(test.office.sessions().clone(), Clock::fixed(day), true)
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn number_of(story: &str) -> String {
    let contracts = sample::demonstration(today()).contracts;
    contracts.into_iter().find(|contract| contract.story == story).expect("a story of the demonstration").number
}

fn refusal(answer: Result<(), Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("refused, not broken: {cause}"),
    }
}

async fn found(actor: &Actor, number: &str) -> RenewalSheet {
    renewal::find(actor, number).await.expect("a renewal")
}

fn version(sheet: &RenewalSheet) -> i32 {
    sheet.open.as_ref().map_or(0, |open| open.work.version)
}

async fn warning(office: &Office, number: &str) -> Option<FindingRow> {
    let filter = leakage::FindingFilter {
        kinds: vec![FindingKind::NoticeNear],
        contract_number: Some(number.to_owned()),
        states: FindingState::CODES.iter().map(|code| (*code).to_owned()).collect(),
        ..leakage::FindingFilter::default()
    };
    let list = leakage::list(&office.program("test"), &filter, operations::page(1, 10)).await.expect("findings");
    list.rows.into_iter().next()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_recorded_with_its_reason_and_closes_the_warning() {
    for test in offices("renewal_decided").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Sales).await;
        let number = number_of("press_room_climate");
        let before = found(&actor, &number).await;
        let ahead = before.ahead.expect("a renewal ahead");
        assert_eq!(before.open.as_ref().expect("open").state, RenewalState::Late, "that is its story");
        assert!(!before.needs_second);
        assert_eq!(warning(&test.office, &number).await.expect("a warning").state, FindingState::Found);

        let as_is = RenewalDecision::RenewAsIs;
        renewal::decide(&actor, &number, version(&before), as_is, " Good margin ").await.expect("decided");

        let after = found(&actor, &number).await;
        let open = after.open.as_ref().expect("open");
        let choice = open.work.choice.as_ref().expect("decided");
        assert_eq!((choice.decision, choice.reason.as_str(), choice.by), (as_is, "Good margin", actor.person()));
        assert_eq!(open.state, RenewalState::Decided);
        assert_eq!(after.sheet.facts.renewal_decided_for, Some(ahead.decided_for()));
        let closed =
            FindingState::Closed { on: today(), why: CloseReason::Decided, given_up: None, claimed: None, by: None };
        assert_eq!(warning(&test.office, &number).await.expect("it was there").state, closed);

        // Notice that is only meant prevents nothing: the warning is back until it is given.
        let meant = RenewalDecision::GiveNotice;
        renewal::decide(&actor, &number, version(&after), meant, "Too dear to serve").await.expect("decided anew");
        let after = found(&actor, &number).await;
        assert_eq!(after.open.as_ref().expect("open").state, RenewalState::ToAct);
        assert!(matches!(warning(&test.office, &number).await.expect("again").state, FindingState::Found));
        contract::give_notice(&actor, &number, after.sheet.version, today()).await.expect("given");
        let after = found(&actor, &number).await;
        assert_eq!((after.open, after.past.first().map(|past| past.state)), (None, Some(RenewalState::Ended)));
        contract::take_back_notice(&actor, &number, after.sheet.version, "Wrong contract").await.expect("taken back");
        let after = found(&actor, &number).await;
        assert_eq!(after.open.expect("open again").state, RenewalState::ToAct, "what was decided still stands");

        let events = of_contract(&test.office.program("test"), &number).await.expect("history");
        let steps: Vec<RenewalStep> = events
            .into_iter()
            .filter_map(|past| match past.event {
                Event::Renewal { step, .. } => Some(step),
                _ => None,
            })
            .collect();
        assert!(matches!(steps.last(), Some(RenewalStep::Opened { .. })), "{steps:?}");
        assert_eq!(steps.len(), 5, "{steps:?}");
        assert!(matches!(verify(&test.office).await.expect("verified"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn above_the_settled_value_a_decision_counts_once_another_person_has_confirmed_it() {
    for test in offices("renewal_second").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let administrator = acting_as(&test.office, Role::Administrator).await;
        let sheet = settings::find(&administrator).await.expect("settings");
        let low = Settings { second_person_from: 1, ..sheet.settings };
        settings::change(&administrator, sheet.version, low).await.expect("settled");
        let manager = acting_as(&test.office, Role::Manager).await;
        let sales = acting_as(&test.office, Role::Sales).await;
        let number = number_of("press_room_climate");
        let before = found(&manager, &number).await;
        assert!(before.needs_second);

        renewal::decide(&manager, &number, version(&before), RenewalDecision::RenewAsIs, "Good")
            .await
            .expect("decided");
        let waiting = found(&manager, &number).await;
        assert_eq!(waiting.open.as_ref().expect("open").state, RenewalState::AwaitsSecond);
        assert_eq!(waiting.sheet.facts.renewal_decided_for, None);
        assert!(!waiting.may_confirm && found(&administrator, &number).await.may_confirm);
        assert_eq!(warning(&test.office, &number).await.expect("a warning").state, FindingState::Found);
        assert!(told(&administrator).await.contains(&RenewalNews::AwaitsSecond(RenewalDecision::RenewAsIs)));
        assert!(told(&manager).await.is_empty(), "nobody confirms their own");

        let now = version(&waiting);
        assert_eq!(refusal(renewal::confirm(&manager, &number, now).await), Refusal::Oneself);
        let not_permitted = Refusal::NotPermitted(Permission::ConfirmRenewals);
        assert_eq!(refusal(renewal::confirm(&sales, &number, now).await), not_permitted);
        assert_eq!(refusal(renewal::confirm(&administrator, &number, now + 1).await), Refusal::Stale);
        let missing = Refusal::Fields(vec![FieldProblem::new("decline_reason", Problem::Missing)]);
        assert_eq!(refusal(renewal::decline(&administrator, &number, now, " ").await), missing);

        renewal::decline(&administrator, &number, now, "Ask for more").await.expect("declined");
        let declined = found(&manager, &number).await;
        assert_eq!(declined.open.as_ref().expect("open").state, RenewalState::Late);
        assert!(told(&manager).await.contains(&RenewalNews::Declined(RenewalDecision::RenewAsIs)));

        renewal::decide(&manager, &number, version(&declined), RenewalDecision::RenewAsIs, "Asked")
            .await
            .expect("again");
        let waiting = found(&manager, &number).await;
        renewal::confirm(&administrator, &number, version(&waiting)).await.expect("confirmed");
        let confirmed = found(&manager, &number).await;
        assert_eq!(confirmed.open.as_ref().expect("open").state, RenewalState::Decided);
        assert_eq!(
            confirmed.sheet.facts.decided(confirmed.ahead.map(|ahead| ahead.decided_for())),
            Some(RenewalDecision::RenewAsIs)
        );
        assert_eq!(refusal(renewal::confirm(&administrator, &number, version(&confirmed)).await), Refusal::WrongState);
    }
}

async fn told(actor: &Actor) -> Vec<RenewalNews> {
    let found = notification::list(actor, false, operations::page(1, 5_000)).await.expect("notifications");
    let news = found.rows.into_iter().filter_map(|row| match row.notice {
        Notice::Renewal(notice) => Some(notice.news),
        Notice::KeyDate(_) => None,
    });
    news.collect()
}

/// A contract of the demonstration that only a signature prolongs and whose renewal is still to be decided.
async fn by_signature(office: &Office) -> String {
    let program = office.program("test");
    for found in sample::demonstration(today()).contracts {
        if found.details.renewal == Renewal::Express
            && found.facts.renewal_decided_for.is_none()
            && renewal::find(&program, &found.number).await.expect("found").ahead.is_some()
        {
            return found.number;
        }
    }
    panic!("a contract that goes on by signature")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_agreement_makes_a_new_term_that_is_billed_and_can_be_taken_back_before_it_begins() {
    for test in offices("renewal_signed").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Administrator).await;
        let number = by_signature(&test.office).await;
        let before = found(&actor, &number).await;
        let ahead = before.ahead.expect("ahead");
        assert_eq!(ahead.way, Way::Express);
        let until = add_months(ahead.first_on, 12).and_then(|day| day.pred_opt()).expect("a day");
        let sign =
            async |version, signed_on, last_day| renewal::sign(&actor, &number, version, signed_on, last_day).await;
        assert_eq!(refusal(sign(version(&before), today(), until).await), Refusal::WrongState, "not decided");
        let noticed = renewal::decide(&actor, &number, version(&before), RenewalDecision::GiveNotice, "No").await;
        assert_eq!(refusal(noticed), Refusal::WrongState, "what ends by itself needs no notice");

        renewal::decide(&actor, &number, version(&before), RenewalDecision::RenewAsIs, "Good").await.expect("decided");
        let mut now = found(&actor, &number).await;
        if now.open.as_ref().expect("open").state == RenewalState::AwaitsSecond {
            let manager = acting_as(&test.office, Role::Manager).await;
            renewal::confirm(&manager, &number, version(&now)).await.expect("confirmed");
            now = found(&actor, &number).await;
        }
        assert_eq!(now.open.as_ref().expect("open").state, RenewalState::ToAct);
        let tomorrow = today() + Days::new(1);
        let wrong = Refusal::Fields(vec![
            FieldProblem::new("signed_on", Problem::After { day: today() }),
            FieldProblem::new("last_day", Problem::Before { day: ahead.first_on }),
        ]);
        assert_eq!(refusal(sign(version(&now), tomorrow, today()).await), wrong);
        let rows = async || billing::of_contract(&actor, &number).await.expect("ledger");
        let ledger = rows().await;
        sign(version(&now), today(), until).await.expect("signed");

        let signed = found(&actor, &number).await;
        assert_eq!(signed.open.as_ref().expect("open").state, RenewalState::Decided);
        assert_eq!(signed.sheet.dates.ends_on.as_ref().map(|end| end.day), Some(until));
        assert_eq!(signed.sheet.dates.renews_on.as_ref().map(|day| day.day), Some(ahead.first_on));
        assert!(rows().await.iter().any(|row| row.period.first >= ahead.first_on), "the new term is billed");
        assert_eq!(refusal(sign(version(&signed), today(), until).await), Refusal::WrongState, "signed already");

        renewal::take_back_signature(&actor, &number, version(&signed), "Another contract").await.expect("taken back");
        let back = found(&actor, &number).await;
        assert_eq!(back.sheet.dates.ends_on.as_ref().map(|end| end.day), ahead.first_on.pred_opt());
        assert_eq!(rows().await, ledger);
        sign(version(&back), today(), until).await.expect("signed again");

        // On its day the term begins, once, and after it the next renewal is to be decided about.
        for day in [ahead.first_on, ahead.first_on + Days::new(1)] {
            nightly::run(&on(&test, day)).await.expect("the night");
        }
        let office = on(&test, ahead.first_on);
        let then = found(&office.program("test"), &number).await;
        assert_eq!(
            then.past.first().map(|past| (past.state, past.work.upcoming.term)),
            Some((RenewalState::Renewed, ahead.term))
        );
        assert_eq!(then.ahead.map(|next| (next.term, next.first_on)), Some((ahead.term + 1, until + Days::new(1))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_demonstration_one_agreement_waits_for_signatures_and_one_decision_for_a_second_person() {
    for test in offices("renewal_story").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let manager = acting_as(&test.office, Role::Manager).await;
        let number = number_of("clean_room_air");
        let open = found(&manager, &number).await.open.expect("it is open");
        assert_eq!(open.state, RenewalState::ToAct);
        let near = open.work.upcoming.decide_by;
        assert!(today() < near && near < today() + Days::new(30), "{near}");
        let waits = RenewalFilter { states: vec![RenewalState::AwaitsSecond], ..RenewalFilter::default() };
        let rows = renewal::list(&manager, &waits, false, operations::page(1, 9)).await.expect("listed").rows;
        assert_eq!(rows.len(), 1);
        let last = open.work.upcoming.first_on + Days::new(729);
        let version = open.work.version;
        renewal::sign(&manager, &number, version, today(), last).await.expect("both sides signed");
        let now = found(&manager, &number).await.open.expect("it is open until its day");
        assert_eq!(now.state, RenewalState::Decided);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_roll_once_however_often_and_by_however_many_programs_the_night_runs() {
    for test in offices("renewal_rolls").await {
        demonstration::seed(&test.office).await.expect("seeded");
        for weeks in 0..60 {
            let day = today() + Days::new(weeks * 7);
            let (one, other) = (on(&test, day), on(&test, day));
            let (first, second) = tokio::join!(nightly::run(&one), nightly::run(&other));
            // Of two at once the one that comes too late is refused by the database and tried again as any job.
            assert!(first.is_ok() || second.is_ok(), "{first:?} {second:?}");
            nightly::run(&on(&test, day)).await.expect("again");
        }
        let program = on(&test, today() + Days::new(60 * 7)).program("test");
        let (mut rolled, mut opened) = (0, 0);
        for story in sample::demonstration(today()).contracts {
            let events = of_contract(&program, &story.number).await.expect("history");
            let mut begun: BTreeMap<u32, Day> = BTreeMap::new();
            for past in events {
                let Event::Renewal { term, first_on, step } = past.event else { continue };
                match step {
                    RenewalStep::Renewed { .. } => {
                        assert_eq!(begun.insert(term, first_on), None, "{} renewed twice", story.number);
                    }
                    RenewalStep::Opened { .. } => opened += 1,
                    _ => {}
                }
            }
            let sheet = contract::find(&program, &story.number).await.expect("the contract");
            let terms = model::term::terms(&sheet.details, &sheet.facts, None, program.day());
            let since: BTreeMap<u32, Day> = terms
                .filter(|term| term.number > 1 && term.first > today())
                .map(|term| (term.number, term.first))
                .collect();
            let ended = sheet.dates.ends_on.as_ref().map(|end| end.day);
            let since: BTreeMap<u32, Day> =
                since.into_iter().filter(|(_, first)| ended.is_none_or(|end| *first <= end)).collect();
            assert_eq!(begun, since, "{} ({})", story.number, story.story);
            rolled += begun.len();
        }
        assert!(rolled > 10 && opened > 20, "{rolled} rolled, {opened} opened");
        let mut seen = BTreeSet::new();
        for person in sample::demonstration(today()).people {
            let Ok(actor) = sign_in::actor(&test.office, person.id, None).await else { continue };
            let list = notification::list(&actor, false, operations::page(1, 5_000)).await.expect("notifications");
            for notice in list.rows.into_iter().map(|row| row.notice) {
                if let Notice::Renewal(notice) = notice {
                    let key: (PersonId, ContractId, Day, &str) =
                        (person.id, notice.contract, notice.first_on, notice.news.code());
                    assert!(seen.insert(key), "{key:?} told twice");
                }
            }
        }
        assert!(seen.iter().any(|(.., news)| *news == "renewed"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_finds_each_state_as_the_rule_says_on_any_day() {
    for test in offices("renewal_listed").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let all = RenewalFilter::default();
        for later in [0, 30, 60, 90, 150] {
            let office = on(&test, today() + Days::new(later));
            let actor = sign_in::actor(&office, actor.person().expect("a person"), None).await.expect("they may act");
            let page = || operations::page(1, 200);
            let everything = renewal::list(&actor, &all, false, page()).await.expect("listed").rows;
            assert!(everything.is_sorted_by_key(|row| row.decide_by));
            let mut found = 0;
            for state in RenewalState::ALL {
                let filter = RenewalFilter { states: vec![state], ..RenewalFilter::default() };
                let rows = renewal::list(&actor, &filter, false, page()).await.expect("listed").rows;
                let expected: Vec<_> = everything.iter().filter(|row| row.state == state).cloned().collect();
                assert_eq!(rows, expected, "{state:?} {later} days later");
                found += rows.len();
            }
            assert_eq!(found, everything.len());
            assert!(found > 5);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_decide_or_comes_too_late_is_refused_and_nothing_changes() {
    for test in offices("renewal_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let number = number_of("boiler_maintenance");
        let manager = acting_as(&test.office, Role::Manager).await;
        let before = found(&manager, &number).await;
        let now = version(&before);
        for role in [Role::Service, Role::Finance, Role::Auditor, Role::Viewer] {
            let actor = acting_as(&test.office, role).await;
            let answer = renewal::decide(&actor, &number, now, RenewalDecision::RenewAsIs, "Good").await;
            assert_eq!(refusal(answer), Refusal::NotPermitted(Permission::GiveNotice));
        }
        let decide = async |number: &str, version, decision, reason: &str| {
            refusal(renewal::decide(&manager, number, version, decision, reason).await)
        };
        assert_eq!(decide(&number, now + 1, RenewalDecision::RenewAsIs, "Good").await, Refusal::Stale);
        assert_eq!(decide("C-0000-0000", 0, RenewalDecision::RenewAsIs, "Good").await, Refusal::NotFound);
        assert_eq!(decide(&number, now, RenewalDecision::LetLapse, "Good").await, Refusal::WrongState);
        let missing = Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]);
        assert_eq!(decide(&number, now, RenewalDecision::RenewAsIs, "  ").await, missing);
        let after = found(&manager, &number).await;
        assert_eq!((after.open.clone(), after.sheet.version), (before.open.clone(), before.sheet.version));

        let deadline = before.ahead.and_then(|ahead| ahead.deadline).expect("a last day for notice");
        let office = on(&test, deadline + Days::new(1));
        let late = sign_in::actor(&office, manager.person().expect("a person"), None).await.expect("they may act");
        let version = version(&found(&late, &number).await);
        let answer = refusal(renewal::decide(&late, &number, version, RenewalDecision::GiveNotice, "No").await);
        assert_eq!(answer, Refusal::Fields(vec![FieldProblem::new("decision", Problem::After { day: deadline })]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_without_a_renewal_has_nothing_to_decide() {
    for test in offices("renewal_none").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let manager = acting_as(&test.office, Role::Manager).await;
        let mut open_ended = 0;
        for story in sample::demonstration(today()).contracts {
            if story.details.term == TermLength::OpenEnded {
                open_ended += 1;
                let answer = renewal::decide(&manager, &story.number, 0, RenewalDecision::RenewAsIs, "Good").await;
                assert_eq!(refusal(answer), Refusal::WrongState, "{}", story.number);
            }
        }
        assert!(open_ended > 0);
    }
}
