//! Notice: refused, done, recorded, nothing half-saved.

use crate::office::{offices, today};
use chrono::Days;
use model::{
    calendar::{Day, Length, add},
    contract::{BreakOption, ContractForm, DateChange, DateTerms, EarlyNotice, TermLength},
    event::Event,
    leakage::{CloseReason, FindingKind, FindingState},
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    term::{NoticeBy, Phase, Term, last_day_for_notice},
    view::{ContractSheet, FindingRow},
};
use operations::{
    Actor, Failure, Office, billing,
    clock::Clock,
    contract::{
        ContractFilter, ContractSort, change_dates, edit, find, form, give_notice, leave_early, list as contracts,
        record_notice, take_back_notice,
    },
    demonstration,
    history::{Verdict, of_contract, verify},
    leakage::{FindingFilter, list},
    sign_in,
};

fn number_of(story: &str) -> String {
    let contracts = sample::demonstration(today()).contracts;
    contracts.into_iter().find(|contract| contract.story == story).expect("a story of the demonstration").number
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

async fn sheet(actor: &Actor, number: &str) -> ContractSheet {
    find(actor, number).await.expect("the contract")
}

fn deadline_of(sheet: &ContractSheet) -> Day {
    sheet.dates.notice_deadline.as_ref().expect("a last day for notice").day
}

fn term_end(sheet: &ContractSheet) -> Day {
    sheet.dates.term.and_then(Term::last).expect("a term with an end")
}

fn refusal(answer: Result<(), Failure>) -> Refusal {
    let refused = match answer.expect_err("not refused") {
        Failure::Refused(refusal) => Ok(refusal),
        Failure::Broken(cause) => Err(cause),
    };
    refused.expect("refused, not broken")
}

/// Everything that a refusal must leave as it was.
async fn whole(office: &Office, number: &str) -> (ContractSheet, Vec<model::view::LedgerEntry>, Vec<Event>) {
    let program = office.program("test");
    let events = of_contract(&program, number).await.expect("history").into_iter().map(|past| past.event).collect();
    (sheet(&program, number).await, billing::of_contract(&program, number).await.expect("ledger"), events)
}

async fn notice_finding(office: &Office, number: &str) -> FindingRow {
    let filter = FindingFilter {
        kinds: vec![FindingKind::NoticeNear],
        states: FindingState::CODES.map(str::to_owned).to_vec(),
        ..FindingFilter::default()
    };
    let rows = list(&office.program("test"), &filter, operations::page(1, 200)).await.expect("findings").rows;
    rows.into_iter().find(|row| row.contract == number).expect("the finding was there before")
}

#[tokio::test(flavor = "multi_thread")]
async fn notice_in_time_ends_the_contract_with_its_term_and_bills_nothing_after() {
    for test in offices("notice_in_time").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = number_of("boiler_maintenance");
        let before = sheet(&actor, &number).await;
        let end = term_end(&before);
        assert!(deadline_of(&before) >= today());
        let ledger = billing::of_contract(&actor, &number).await.expect("ledger");
        assert!(ledger.iter().any(|row| row.period.first > end), "it would have gone on");
        assert_eq!(notice_finding(&test.office, &number).await.state, FindingState::Found);

        give_notice(&actor, &number, before.version, today()).await.expect("given");

        let after = sheet(&actor, &number).await;
        assert_eq!((after.facts.notice_given_on, after.version), (Some(today()), before.version + 1));
        assert_eq!(after.dates.phase, Phase::Ending);
        assert_eq!(after.dates.ends_on.as_ref().map(|dated| dated.day), Some(end));
        let ledger = billing::of_contract(&actor, &number).await.expect("ledger");
        assert!(ledger.iter().any(|row| row.period.last <= end));
        assert!(ledger.iter().all(|row| row.period.last <= end), "nothing is to be billed after the end");
        let closed =
            FindingState::Closed { on: today(), why: CloseReason::Decided, given_up: None, claimed: None, by: None };
        assert_eq!(notice_finding(&test.office, &number).await.state, closed);
        let events = of_contract(&actor, &number).await.expect("history");
        let newest = events.first().expect("an event");
        assert_eq!(newest.event, Event::NoticeGiven { on: today(), ends_on: Some(end) });
        assert!(newest.by.is_some());
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));

        let again = record_notice(&actor, &number, after.version, today()).await;
        assert_eq!(refusal(again), Refusal::WrongState);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn notice_a_day_late_works_for_the_next_possible_end() {
    for test in offices("notice_late").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let number = number_of("boiler_maintenance");
        let first = sheet(&test.office.program("test"), &number).await;
        let deadline = deadline_of(&first);
        let (in_time, late) = (deadline, deadline.checked_add_days(Days::new(1)).expect("a day"));
        let notice = first.details.notice.expect("a notice period");
        assert_eq!(last_day_for_notice(term_end(&first), notice), Some(in_time));
        assert!(add(late, notice).is_some_and(|complete_on| complete_on > term_end(&first)));

        // The same database, one day after the last day for notice.
        let office = Office::new(test.office.sessions().clone(), Clock::fixed(late), true);
        let actor = acting_as(&office, Role::Legal).await;
        record_notice(&actor, &number, first.version, late).await.expect("recorded, though late");

        let next = model::calendar::add_months(term_end(&first).succ_opt().expect("a day"), 12);
        let next = next.and_then(|day| day.pred_opt());
        let program = office.program("test");
        let after = sheet(&program, &number).await;
        assert_eq!(after.facts.notice_received_on, Some(late));
        assert_eq!(after.dates.ends_on.as_ref().map(|dated| dated.day), next);
        let ledger = billing::of_contract(&program, &number).await.expect("ledger");
        assert!(ledger.iter().any(|row| row.period.first > term_end(&first)), "the next term is billed");
        assert!(ledger.iter().all(|row| Some(row.period.last) <= next));
        let events = of_contract(&program, &number).await.expect("history");
        assert_eq!(
            events.first().map(|past| past.event.clone()),
            Some(Event::NoticeReceived { on: late, ends_on: next })
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_everything_as_it_was() {
    for test in offices("notice_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let number = number_of("boiler_maintenance");
        let before = whole(&test.office, &number).await;
        let version = before.0.version;
        let manager = acting_as(&test.office, Role::Manager).await;

        for role in [Role::Service, Role::Finance, Role::Auditor, Role::Viewer] {
            let actor = acting_as(&test.office, role).await;
            let not_permitted = Refusal::NotPermitted(Permission::GiveNotice);
            assert_eq!(refusal(give_notice(&actor, &number, version, today()).await), not_permitted);
            assert_eq!(refusal(record_notice(&actor, &number, version, today()).await), not_permitted);
        }
        for stale in [version - 1, version + 1] {
            assert_eq!(refusal(give_notice(&manager, &number, stale, today()).await), Refusal::Stale);
            assert_eq!(refusal(record_notice(&manager, &number, stale, today()).await), Refusal::Stale);
        }
        let on = |field, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        let tomorrow = today().succ_opt().expect("a day");
        let after_today = on("notice_given_on", Problem::After { day: today() });
        assert_eq!(refusal(give_notice(&manager, &number, version, tomorrow).await), after_today);
        let first = before.0.details.starts_on.expect("a first day");
        let too_early = on("notice_received_on", Problem::Before { day: first });
        let day_before = first.pred_opt().expect("a day");
        assert_eq!(refusal(record_notice(&manager, &number, version, day_before).await), too_early);
        assert_eq!(refusal(give_notice(&manager, "C-0000-0000", 1, today()).await), Refusal::NotFound);

        assert_eq!(whole(&test.office, &number).await, before);
        assert_eq!(notice_finding(&test.office, &number).await.state, FindingState::Found);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_that_does_not_run_cannot_be_given_notice() {
    for test in offices("notice_not_running").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let (mut ended, mut waiting) = (0, 0);
        for contract in sample::demonstration(today()).contracts {
            let sheet = sheet(&actor, &contract.number).await;
            let ended_on = match sheet.dates.phase {
                Phase::InForce | Phase::Ending => continue,
                Phase::Ended => {
                    ended += 1;
                    sheet.dates.ends_on.as_ref().map(|dated| dated.day)
                }
                Phase::Draft | Phase::Signed => {
                    waiting += 1;
                    None
                }
            };
            let refused = Refusal::NoNoticePossible { ended_on };
            assert_eq!(refusal(give_notice(&actor, &contract.number, sheet.version, today()).await), refused);
        }
        assert!(ended > 0 && waiting > 0, "{ended} ended, {waiting} not begun");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_recorded_by_mistake_is_taken_back_with_all_that_followed() {
    for test in offices("notice_back").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = number_of("boiler_maintenance");
        let (before, ledger, _) = whole(&test.office, &number).await;
        assert_eq!(
            refusal(take_back_notice(&actor, &number, before.version, "a slip").await),
            Refusal::WrongState,
            "there is none"
        );
        record_notice(&actor, &number, before.version, today()).await.expect("recorded");
        let noticed = whole(&test.office, &number).await;
        let version = noticed.0.version;
        let missing = Refusal::Fields(vec![FieldProblem::new("reason", Problem::Missing)]);
        assert_eq!(refusal(take_back_notice(&actor, &number, version, "  ").await), missing);
        assert_eq!(refusal(take_back_notice(&actor, &number, version - 1, "a slip").await), Refusal::Stale);
        let auditor = acting_as(&test.office, Role::Auditor).await;
        let answer = refusal(take_back_notice(&auditor, &number, version, "a slip").await);
        assert_eq!(answer, Refusal::NotPermitted(Permission::GiveNotice));
        assert_eq!(whole(&test.office, &number).await, noticed, "nothing half-saved");

        take_back_notice(&actor, &number, version, " Meant for another contract ").await.expect("taken back");
        let (after, rows, events) = whole(&test.office, &number).await;
        assert_eq!((after.facts, after.dates.phase), (before.facts, before.dates.phase));
        assert_eq!(after.dates.notice_deadline, before.dates.notice_deadline);
        let seen =
            |rows: &[model::view::LedgerEntry]| rows.iter().map(|row| (row.period, row.amount)).collect::<Vec<_>>();
        assert_eq!(seen(&rows), seen(&ledger));
        let reason = "Meant for another contract".to_owned();
        assert_eq!(events[0], Event::NoticeTakenBack { on: today(), from: NoticeBy::Customer, reason });
        assert_eq!(notice_finding(&test.office, &number).await.state, FindingState::Found);
        give_notice(&actor, &number, after.version, today()).await.expect("notice can be given again");
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn notice_that_would_end_nothing_known_is_refused() {
    for test in offices("notice_endless").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = number_of("campus_kitchens");
        let before = whole(&test.office, &number).await;
        assert_eq!(before.0.details.term, TermLength::Unknown);
        let version = before.0.version;
        let refused = Refusal::NoNoticePossible { ended_on: None };
        assert_eq!(refusal(give_notice(&actor, &number, version, today()).await), refused);
        assert_eq!(refusal(record_notice(&actor, &number, version, today()).await), refused);
        assert_eq!(whole(&test.office, &number).await, before);

        let sheet = form(&actor, Some(&number), None).await.expect("the form");
        let known = ContractForm { term_kind: "open_ended".to_owned(), ..sheet.form };
        edit(&actor, &number, version, &known).await.expect("the term is known now");
        give_notice(&actor, &number, version + 1, today()).await.expect("given");
        let after = whole(&test.office, &number).await.0;
        assert_eq!(after.dates.phase, Phase::Ending);
        assert!(after.dates.ends_on.is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_early_ends_contract_and_billing_and_asks_nobody_for_a_decision() {
    for test in offices("leave_early").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = number_of("boiler_maintenance");
        let first = sheet(&actor, &number).await;
        let early = |by, on, version| leave_early(&actor, &number, version, by, on);
        assert_eq!(
            refusal(early(NoticeBy::Us, today(), first.version).await),
            Refusal::WrongState,
            "the contract has no break option"
        );
        let option = BreakOption { notice: Length::Weeks(2), from: None };
        let terms = DateTerms { break_option: Some(option), ..first.details.date_terms };
        let change = DateChange { terms, ..DateChange::of(&first.details, &first.facts) };
        change_dates(&actor, &number, first.version, change).await.expect("agreed");
        let (before, ledger, _) = whole(&test.office, &number).await;
        let end = today().checked_add_days(Days::new(14)).expect("a day");
        assert!(end < term_end(&before) && deadline_of(&before) >= today());
        assert_eq!(notice_finding(&test.office, &number).await.state, FindingState::Found);

        let tomorrow = today().succ_opt().expect("a day");
        let after_today = Refusal::Fields(vec![FieldProblem::new("left_early_on", Problem::After { day: today() })]);
        assert_eq!(refusal(early(NoticeBy::Us, tomorrow, before.version).await), after_today);
        assert_eq!(refusal(early(NoticeBy::Us, today(), before.version - 1).await), Refusal::Stale);
        let viewer = acting_as(&test.office, Role::Viewer).await;
        let answer = leave_early(&viewer, &number, before.version, NoticeBy::Us, today()).await;
        assert_eq!(refusal(answer), Refusal::NotPermitted(Permission::GiveNotice));

        early(NoticeBy::Customer, today(), before.version).await.expect("left");
        let (after, rows, events) = whole(&test.office, &number).await;
        assert_eq!(after.facts.left_early, Some(EarlyNotice { by: NoticeBy::Customer, on: today() }));
        assert_eq!((after.dates.phase, after.dates.ends_on.as_ref().map(|end| end.day)), (Phase::Ending, Some(end)));
        let asked = (after.dates.notice_deadline, after.dates.decision_deadline, after.dates.renews_on);
        assert_eq!(asked, (None, None, None));
        assert!(ledger.iter().any(|row| row.period.last > end), "it would have gone on");
        assert!(rows.iter().all(|row| row.period.last <= end || !row.billed.is_zero()), "nothing more is to be billed");
        let left = Event::LeftEarly { by: NoticeBy::Customer, on: today(), ends_on: end };
        assert_eq!(events[0], left);
        let closed =
            FindingState::Closed { on: today(), why: CloseReason::Decided, given_up: None, claimed: None, by: None };
        assert_eq!(notice_finding(&test.office, &number).await.state, closed);
        let listed = ContractFilter { words: vec![number.to_lowercase()], ..ContractFilter::default() };
        let listed = contracts(&actor, &listed, ContractSort::Number, false, operations::page(1, 10)).await;
        assert_eq!(listed.expect("a list").rows[0].phase, Phase::Ending, "lists say the same");

        let again = early(NoticeBy::Us, today(), after.version).await;
        assert_eq!(refusal(again), Refusal::WrongState);
        assert_eq!(refusal(give_notice(&actor, &number, after.version, today()).await), Refusal::WrongState);
        let none = DateTerms { break_option: None, ..after.details.date_terms };
        let change = DateChange { terms: none, ..DateChange::of(&after.details, &after.facts) };
        let used = Refusal::Fields(vec![FieldProblem::new("break_count", Problem::Missing)]);
        assert_eq!(refusal(change_dates(&actor, &number, after.version, change).await), used);

        take_back_notice(&actor, &number, after.version, "Another contract").await.expect("taken back");
        let (back, rows, events) = whole(&test.office, &number).await;
        assert_eq!((back.facts, back.dates), (before.facts, before.dates));
        let seen =
            |rows: &[model::view::LedgerEntry]| rows.iter().map(|row| (row.period, row.amount)).collect::<Vec<_>>();
        assert_eq!(seen(&rows), seen(&ledger));
        let reason = "Another contract".to_owned();
        assert_eq!(events[0], Event::LeavingTakenBack { by: NoticeBy::Customer, on: today(), reason });
        assert_eq!(notice_finding(&test.office, &number).await.state, FindingState::Found);
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_to_leave_early_that_ends_nothing_sooner_is_refused_with_the_last_day_for_it() {
    for test in offices("leave_late").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let number = number_of("boiler_maintenance");
        let first = sheet(&actor, &number).await;
        give_notice(&actor, &number, first.version, today()).await.expect("given");
        let days = u32::try_from((term_end(&first) - today()).num_days()).expect("days");
        let option = BreakOption { notice: Length::Days(days), from: None };
        let noticed = sheet(&actor, &number).await;
        let terms = DateTerms { break_option: Some(option), ..noticed.details.date_terms };
        let change = DateChange { terms, ..DateChange::of(&noticed.details, &noticed.facts) };
        change_dates(&actor, &number, noticed.version, change).await.expect("agreed");
        let before = whole(&test.office, &number).await;
        let version = before.0.version;
        let yesterday = today().pred_opt().expect("a day");
        let late = Refusal::Fields(vec![FieldProblem::new("left_early_on", Problem::After { day: yesterday })]);
        let answer = leave_early(&actor, &number, version, NoticeBy::Us, today()).await;
        assert_eq!(refusal(answer), late);
        assert_eq!(whole(&test.office, &number).await, before);

        leave_early(&actor, &number, version, NoticeBy::Us, yesterday).await.expect("in time by a day");
        let both = sheet(&actor, &number).await;
        assert_eq!(both.dates.ends_on.as_ref().map(|end| end.day), term_end(&first).pred_opt());
        take_back_notice(&actor, &number, both.version, "A slip").await.expect("the early one first");
        let one = sheet(&actor, &number).await;
        assert_eq!((one.facts, one.dates), (before.0.facts, before.0.dates));
    }
}
