//! Special terms about dates, amendments and telling a customer: refused, done, recorded, nothing half-saved.

use crate::office::{offices, today};
use chrono::{Datelike, Days};
use model::{
    calendar::{
        Day, Length,
        holiday::{DayOff, DaySaid, Holiday, HolidayChange, Region},
    },
    contract::{
        BreakOption, ContractForm, DateChange, DateForm, DateTerms, DayCount, Delivery, DeliveryDays, Extension,
        NoticeCounts, NoticeEnds, Renewal, Rolling,
    },
    event::Event,
    party::Regime,
    refusal::{Problem, Refusal},
    sample,
    term::Why,
    view::ContractSheet,
};
use operations::{
    Actor, Failure, Office, billing,
    contract::{ContractFilter, ContractSort, change_dates, change_dates_typed, edit, find, form},
    demonstration,
    history::{Verdict, of_contract, verify},
    holiday::{change_delivery, reset_day, say_day},
};

/// A contract that renews by itself and whose last day for notice is ahead.
fn tacit() -> String {
    let demonstration = sample::demonstration(today());
    let contract = demonstration.contracts.iter().find(|contract| {
        let dates =
            model::term::dates(&contract.details, &contract.facts, &demonstration.practice_of(contract), today());
        matches!(contract.details.renewal, Renewal::Tacit { .. })
            && matches!(contract.details.notice, Some(Length::Months(_)))
            && contract.details.signed_on.is_some()
            && dates.notice_deadline.is_some_and(|deadline| today() + Days::new(40) < deadline.day)
    });
    contract.expect("a contract with notice ahead").number.clone()
}

async fn sheet(actor: &Actor, number: &str) -> ContractSheet {
    find(actor, number).await.expect("the contract")
}

fn refusal(answer: Result<(), Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken: {cause}"),
    }
}

fn special() -> DateTerms {
    DateTerms {
        counting: DayCount::Working,
        rolling: Rolling::Before,
        notice_counts: NoticeCounts::Received,
        delivery: Some(Delivery::RegisteredLetter),
        delivery_days: Some(8),
        notice_ends: NoticeEnds::EndOfMonth,
        break_option: Some(BreakOption { notice: Length::Weeks(6), from: Some(today()) }),
        regime: Some(Regime::FranceConsumer),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn special_terms_are_kept_and_the_dates_follow() {
    for test in offices("special_terms").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        let number = tacit();
        let before = sheet(&actor, &number).await;
        let deadline = before.dates.notice_deadline.clone().expect("a deadline").day;
        let change = DateChange { terms: special(), ..DateChange::default() };
        change_dates(&actor, &number, before.version, change).await.expect("changed");
        let after = sheet(&actor, &number).await;
        assert_eq!(after.details.date_terms, special());
        assert_eq!(after.version, before.version + 1);
        let rolled = after.dates.notice_deadline.clone().expect("a deadline");
        assert!(rolled.day <= deadline);
        let send_by = after.dates.send_by.clone().expect("a day to send");
        assert!(send_by.day + Days::new(8) <= rolled.day, "{send_by:?}");
        assert!(after.dates.customer_notice.is_some() && after.dates.early.is_some());
        let event = of_contract(&actor, &number).await.expect("history").into_iter().next().expect("an event").event;
        let Event::DateTermsChanged { changes } = event else { panic!("{event:?}") };
        assert_eq!(changes.first().map(|change| change.field.as_str()), Some("counting"));
        assert!(matches!(verify(&test.office).await.expect("verified"), Verdict::Whole { .. }));

        // The same again changes nothing, an old version is refused, and the big form keeps them.
        change_dates(&actor, &number, after.version, change).await.expect("nothing to do");
        assert_eq!(sheet(&actor, &number).await.version, after.version);
        assert_eq!(refusal(change_dates(&actor, &number, before.version, DateChange::default()).await), Refusal::Stale);
        let typed = DateForm::of(&change);
        change_dates_typed(&actor, &number, before.version, &typed).await.expect("the same as what stands there");
        let opened = form(&actor, Some(&number), None).await.expect("a form");
        let renamed = ContractForm { title: "Renamed".to_owned(), ..opened.form };
        edit(&actor, &number, after.version, &renamed).await.expect("edited");
        assert_eq!(sheet(&actor, &number).await.details.date_terms, special());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amendment_makes_the_term_longer_and_bills_on() {
    for test in offices("an_amendment").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        let number = tacit();
        let before = sheet(&actor, &number).await;
        let last = before.dates.term.and_then(model::term::Term::last).expect("an end");
        let extension = |until| DateChange {
            extension: Some(Extension { agreed_on: today(), until }),
            ..DateChange::of(&before.details, &before.facts)
        };
        let Refusal::Fields(problems) = refusal(change_dates(&actor, &number, before.version, extension(last)).await)
        else {
            panic!("accepted")
        };
        assert_eq!(problems[0].field, "extended_until");
        assert_eq!(problems[0].problem, Problem::Before { day: last });
        let until = last + Days::new(200);
        change_dates(&actor, &number, before.version, extension(until)).await.expect("changed");
        let after = sheet(&actor, &number).await;
        assert_eq!(after.dates.term.and_then(model::term::Term::last), Some(until));
        assert_eq!(after.dates.renews_on.as_ref().map(|dated| dated.day), until.succ_opt());
        let steps = &after.dates.renews_on.as_ref().expect("a renewal").why;
        assert!(steps.contains(&Why::Extended { agreed_on: today(), until }), "{steps:?}");
        assert!(!billing::of_contract(&actor, &number).await.expect("ledger").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_an_administrator_takes_off_moves_the_dates_that_count_by_it() {
    for test in offices("a_day_off").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = test.office.program("test");
        let number = tacit();
        let before = sheet(&actor, &number).await;
        let terms = DateTerms { rolling: Rolling::Before, ..DateTerms::default() };
        let change = DateChange { terms, ..DateChange::default() };
        change_dates(&actor, &number, before.version, change).await.expect("changed");
        let rolled = sheet(&actor, &number).await.dates.notice_deadline.expect("a deadline").day;
        let (_, practice) = operations::contract::find_with_practice(&actor, &number).await.expect("found");
        let region = practice.holidays.region();
        assert_ne!(region, Region::Other);
        assert_eq!(practice.holidays.off(rolled), None);

        // The day itself is closed, so the notice must be there before; then it is not, and all is as it was.
        let closed = HolidayChange { region, day: rolled, said: DaySaid::Off { name: " Inventory ".to_owned() } };
        let nameless = HolidayChange { said: DaySaid::Off { name: " ".to_owned() }, ..closed.clone() };
        assert!(matches!(refusal(say_day(&actor, 0, nameless).await), Refusal::Fields(_)));
        say_day(&actor, 0, closed.clone()).await.expect("said");
        let named = DayOff::Holiday { holiday: Holiday::Named("Inventory".to_owned()), substitute: false };
        let earlier = eventually(&test.office, &number, |deadline| deadline < rolled).await;
        let steps = sheet(&actor, &number).await.dates.notice_deadline.expect("a deadline").why;
        let to = earlier;
        assert!(steps.iter().any(|why| matches!(why, Why::Rolled { to: at, .. } if *at == to)), "{steps:?}");
        let calendar = operations::holiday::find(&actor, region, rolled.year()).await.expect("a calendar");
        let found = calendar.days.iter().find(|found| found.day == rolled).expect("the day");
        assert_eq!((found.off.as_ref(), found.changed), (Some(&named), true));
        assert_eq!(refusal(say_day(&actor, 0, closed).await), Refusal::Stale);
        reset_day(&actor, 1, region, rolled).await.expect("taken back");
        eventually(&test.office, &number, |deadline| deadline == rolled).await;
        assert_eq!(refusal(reset_day(&actor, 2, region, rolled).await), Refusal::NotFound);

        // A letter takes longer, so it is sent earlier.
        let slow = DeliveryDays { registered_letter: 20, ..DeliveryDays::default() };
        change_delivery(&actor, 2, slow).await.expect("changed");
        let too_slow = DeliveryDays { portal: 61, ..slow };
        assert!(matches!(refusal(change_delivery(&actor, 3, too_slow).await), Refusal::Fields(_)));
        assert_eq!(operations::holiday::find(&actor, region, 2026).await.expect("a calendar").delivery, slow);
        assert!(matches!(verify(&test.office).await.expect("verified"), Verdict::Whole { .. }));
    }
}

/// Waits until the stored last day for notice of a contract is as it should be: it is judged behind the answer.
async fn eventually(office: &Office, number: &str, expected: impl Fn(Day) -> bool) -> Day {
    let filter = ContractFilter { words: vec![number.to_lowercase()], ..ContractFilter::default() };
    for _ in 0..200 {
        let page = operations::page(1, 50);
        let rows =
            operations::contract::list(&office.program("test"), &filter, ContractSort::Number, false, page).await;
        let row = rows.expect("a list").rows.into_iter().find(|row| row.number == number).expect("the contract");
        if let Some(deadline) = row.notice_deadline.filter(|deadline| expected(*deadline)) {
            return deadline;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{number} was not judged anew");
}
