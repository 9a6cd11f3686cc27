//! Reminders, day by day: everybody is told once, nobody of what is done, and nothing stays without somebody.

use crate::office::{TestOffice, offices, today};
use chrono::Days;
use futures::future::BoxFuture;
use model::{
    calendar::{
        Day,
        holiday::{HolidayCalendar, Week},
    },
    event::Event,
    id::{ContractId, PersonId},
    job::Lane,
    key_date::KeyDateKind,
    notification::{Choice, DateNotice, Heard, MailRhythm, Notice},
    permission::Permission,
    person::Role,
    refusal::Refusal,
    reminder::{QuietDays, Recipient, Rule, Step},
    sample,
    view::MailState,
};
use operations::{
    Actor, Failure, Office,
    clock::Clock,
    contract, demonstration, job,
    mail::{self, Announcement, Letter, Post, Undelivered},
    nightly, notification, obligation, reminder, service_visit, sign_in,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};
use store::ConnectionTrait;

/// A server of mails that keeps what it is handed, or is away.
#[derive(Debug, Default)]
pub struct Letterbox {
    /// What came in.
    pub letters: Mutex<Vec<Letter>>,
    /// What was told to people at customers.
    pub announced: Mutex<Vec<Announcement>>,
    /// Why nothing comes in.
    pub away: Mutex<Option<Undelivered>>,
}

impl Post for Letterbox {
    fn send(&self, letter: Letter) -> BoxFuture<'_, Result<(), Undelivered>> {
        let away = self.away.lock().expect("the letterbox").clone();
        let answer = match away {
            Some(undelivered) => Err(undelivered),
            None => {
                self.letters.lock().expect("the letterbox").push(letter);
                Ok(())
            }
        };
        Box::pin(async move { answer })
    }

    fn announce(&self, announcement: Announcement) -> BoxFuture<'_, Result<(), Undelivered>> {
        let away = self.away.lock().expect("the letterbox").clone();
        let answer = away.map_or(Ok(()), Err);
        if answer.is_ok() {
            self.announced.lock().expect("the letterbox").push(announcement);
        }
        Box::pin(async move { answer })
    }
}

pub fn on(test: &TestOffice, day: Day) -> Office {
    Office::new(test.office.sessions().clone(), Clock::fixed(day), true)
}

pub async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let id = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone").id;
    sign_in::actor(office, id, None).await.expect("they may act")
}

async fn told(office: &Office, actor: &Actor) -> Vec<Notice> {
    let actor = sign_in::actor(office, actor.person().expect("a person"), None).await.expect("they may act");
    let found = notification::list(&actor, false, operations::page(1, 5_000)).await.expect("notifications");
    found.rows.into_iter().map(|row| row.notice).collect()
}

/// A working day: the day of the tests is a Saturday, on which nobody is reminded.
pub fn monday() -> Day {
    today() + Days::new(2)
}

/// Every notification in the database: whom, under which key.
async fn everything(office: &Office) -> Vec<(PersonId, Notice)> {
    let mut all = Vec::new();
    for person in sample::demonstration(today()).people {
        if let Ok(actor) = sign_in::actor(office, person.id, None).await {
            all.extend(told(office, &actor).await.into_iter().map(|notice| (person.id, notice)));
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn over_three_months_everybody_is_told_of_each_step_once_however_often_it_runs() {
    for test in offices("reminders_days").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let mut seen = BTreeSet::new();
        for later in 0..90 {
            let office = on(&test, today() + Days::new(later));
            if later % 7 == 0 {
                nightly::run(&office).await.expect("the night");
            }
            reminder::run(&office).await.expect("reminded");
            assert_eq!(reminder::run(&office).await.expect("again"), 0, "{later} days later");
        }
        let office = on(&test, today() + Days::new(90));
        for (person, notice) in everything(&office).await {
            let Notice::KeyDate(notice) = notice else { continue };
            let key = (person, notice.contract, notice.kind, notice.day, notice.step);
            assert!(seen.insert(key), "{key:?} twice");
        }
        assert!(seen.len() > 20, "{}", seen.len());
        assert!(
            seen.iter().any(|(.., kind, _, step)| *kind == KeyDateKind::DecisionDeadline && *step == Step::Before(60))
        );
        assert!(seen.iter().any(|(.., step)| step.escalates()));
    }
}

/// A program that is killed between two transactions of a run, and another that begins anew.
#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_remind_at_once_tell_nothing_twice() {
    for test in offices("reminders_twice").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let (one, other) = (on(&test, monday()), on(&test, monday()));
        let both = tokio::join!(reminder::run(&one), reminder::run(&other));
        both.0.expect("reminded");
        both.1.expect("reminded");
        let all = everything(&test.office).await;
        let distinct: BTreeSet<String> = all.iter().map(|told| format!("{told:?}")).collect();
        assert!(!all.is_empty());
        assert_eq!(distinct.len(), all.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nears_without_a_decision_goes_to_the_deputy_and_the_manager_and_stands_in_the_history() {
    for test in offices("reminders_escalate").await {
        demonstration::seed(&test.office).await.expect("seeded");
        nightly::run(&test.office).await.expect("the night");
        let (mut escalated, mut office) = (None, on(&test, today()));
        for later in 0..60 {
            office = on(&test, today() + Days::new(later));
            reminder::run(&office).await.expect("reminded");
            let manager = acting_as(&office, Role::Manager).await;
            let found = told(&office, &manager).await.into_iter().find_map(|notice| match notice {
                Notice::KeyDate(notice) => matches!(notice.step, Step::ToManagers(_)).then_some(notice),
                Notice::Renewal(_) => None,
            });
            if found.is_some() {
                escalated = found;
                break;
            }
        }
        let notice = escalated.expect("something was escalated within two months");
        let admin = acting_as(&office, Role::Administrator).await;
        let past = operations::history::list(
            &admin,
            None,
            Some("contract".to_owned()),
            operations::history::HistoryFrom::Newest,
            50,
        );
        let events = past.await.expect("history").events;
        let recorded = events.iter().any(|entry| {
            entry.number.as_deref() == Some(&notice.number)
                && matches!(&entry.event, Event::KeyDateEscalated { kind, day, to } if *kind == notice.kind && *day == notice.day && !to.is_empty())
        });
        assert!(recorded, "{notice:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_decided_is_spoken_of_no_more() {
    for test in offices("reminders_decided").await {
        demonstration::seed(&test.office).await.expect("seeded");
        nightly::run(&test.office).await.expect("the night");
        let writing = test.office.sessions().begin().await.expect("a transaction");
        writing.connection().execute_unprepared("UPDATE key_date SET done = TRUE").await.expect("all is done");
        writing.commit().await.expect("committed");
        assert_eq!(reminder::run(&on(&test, monday())).await.expect("reminded"), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_changed_whole_recorded_and_refused_where_nobody_would_be_told() {
    for test in offices("reminders_rules").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let sheet = reminder::find(&admin).await.expect("rules");
        assert_eq!((sheet.version, sheet.mails), (0, false));
        let rule = Rule { before: vec![1, 30, 30], to: vec![Recipient::Owner], ..Rule::default() };
        let nobody = reminder::change(&admin, 0, KeyDateKind::Visit, Rule { to: Vec::new(), ..rule.clone() }).await;
        assert!(matches!(nobody, Err(Failure::Refused(Refusal::Fields(_)))));
        reminder::change(&admin, 0, KeyDateKind::Visit, rule.clone()).await.expect("changed");
        let stale = reminder::change(&admin, 0, KeyDateKind::Visit, rule.clone()).await;
        assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))));
        reminder::change(&admin, 1, KeyDateKind::Visit, rule).await.expect("the same again changes nothing");
        let working = QuietDays { weekends: false, holidays: true };
        reminder::change_quiet_days(&admin, 1, working).await.expect("changed");
        let sheet = reminder::find(&admin).await.expect("rules");
        assert_eq!((sheet.version, sheet.rules.quiet.weekends), (2, false));
        assert_eq!(sheet.rules.of(KeyDateKind::Visit).map(|rule| rule.before.clone()), Some(vec![30, 1]));
        let manager = acting_as(office, Role::Manager).await;
        let refused = reminder::change_quiet_days(&manager, 2, QuietDays::default()).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotPermitted(Permission::ManageSettings)))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reads_their_own_and_nothing_of_contracts_they_may_not_see() {
    for test in offices("reminders_own").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let office = &on(&test, monday());
        nightly::run(office).await.expect("the night");
        reminder::run(office).await.expect("reminded");
        let mut by_person: BTreeMap<PersonId, usize> = BTreeMap::new();
        // Who is told of a date by several steps at once, as deputy and as manager, has one line to read about it.
        let mut dates = BTreeSet::new();
        for (person, notice) in everything(office).await {
            let Notice::KeyDate(DateNotice { kind, subject, day, .. }) = notice else { continue };
            if dates.insert((person, kind, subject, day)) {
                *by_person.entry(person).or_default() += 1;
            }
        }
        let (person, count) = by_person.into_iter().next().expect("somebody was told");
        let actor = sign_in::actor(office, person, None).await.expect("they may act");
        assert_eq!(notification::unread(&actor).await.expect("counted"), count as u64);
        let first = notification::list(&actor, true, operations::page(1, 1)).await.expect("a page").rows.remove(0);
        notification::read(&actor, first.id).await.expect("read");
        assert_eq!(notification::unread(&actor).await.expect("counted"), count as u64 - 1);
        notification::keep_unread(&actor, first.id).await.expect("kept");
        assert_eq!(notification::unread(&actor).await.expect("counted"), count as u64);
        assert_eq!(notification::read_all(&actor).await.expect("read"), count as u64);
        assert_eq!(notification::unread(&actor).await.expect("counted"), 0);
        let viewer = acting_as(office, Role::Viewer).await;
        let foreign = notification::read(&viewer, first.id).await;
        assert!(matches!(foreign, Err(Failure::Refused(Refusal::NotFound))));
    }
}

/// The demonstration with a letterbox, on a day on which people are reminded.
pub async fn with_letterbox(test: &TestOffice) -> (Office, Arc<Letterbox>) {
    demonstration::seed(&test.office).await.expect("seeded");
    nightly::run(&test.office).await.expect("the night");
    let letterbox = Arc::new(Letterbox::default());
    (on(test, monday()).with_post(letterbox.clone()), letterbox)
}

pub async fn work(office: &Office) {
    for lane in Lane::ALL {
        job::work(office, lane).await.expect("worked");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_has_one_mail_of_a_day_and_none_of_what_they_stopped() {
    for test in offices("reminders_mail").await {
        let (office, letterbox) = with_letterbox(&test).await;
        reminder::run(&office).await.expect("reminded");
        work(&office).await;
        let letters = letterbox.letters.lock().expect("letters").clone();
        assert!(!letters.is_empty());
        let addresses: BTreeSet<&str> = letters.iter().map(|letter| letter.address.as_str()).collect();
        assert_eq!(addresses.len(), letters.len(), "one for each");
        // Again, and by another program: nothing more.
        reminder::run(&office).await.expect("reminded");
        mail::gather(&office).await.expect("gathered");
        work(&office).await;
        assert_eq!(letterbox.letters.lock().expect("letters").len(), letters.len());

        // Whoever stops a kind by the link of the mail has no more of it, and still sees it here.
        let first = letters.first().expect("a letter").clone();
        let kind = first.kinds()[0];
        assert!(notification::unsubscribe(&office, &first.secret, kind).await.expect("stopped"));
        assert!(!notification::unsubscribe(&office, "somebody else's", kind).await.expect("asked"));
        let people = sample::demonstration(today()).people;
        let person = people.into_iter().find(|person| person.email == first.address).expect("a person").id;
        let actor = sign_in::actor(&office, person, None).await.expect("they may act");
        let hearing = notification::hearing(&actor).await.expect("the choice");
        assert_eq!(hearing.choice.of(kind), Heard::App);
        for later in 3..100 {
            let day = on(&test, today() + Days::new(later)).with_post(letterbox.clone());
            reminder::run(&day).await.expect("reminded");
            work(&day).await;
        }
        let later = letterbox.letters.lock().expect("letters").split_off(letters.len());
        let to_them = later.iter().filter(|letter| letter.address == first.address);
        assert!(to_them.into_iter().all(|letter| !letter.kinds().contains(&kind)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_mail_comes_once_from_its_hour_on() {
    for test in offices("reminders_daily").await {
        let (office, letterbox) = with_letterbox(&test).await;
        for person in sample::demonstration(today()).people {
            if let Ok(actor) = sign_in::actor(&office, person.id, None).await {
                let choice = Choice { rhythm: MailRhythm::Daily(15), ..Choice::default() };
                notification::choose(&actor, 0, choice.clone()).await.expect("chosen");
                let stale = notification::choose(&actor, 0, choice).await;
                assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))));
            }
        }
        reminder::run(&office).await.expect("reminded");
        work(&office).await;
        assert!(letterbox.letters.lock().expect("letters").is_empty(), "it is noon");
        let three = monday().and_hms_opt(15, 0, 0).expect("three").and_utc();
        let store = office.sessions().clone();
        let afternoon = Office::new(store, Clock::standing_at(three), true).with_post(letterbox.clone());
        for _ in 0..2 {
            mail::gather(&afternoon).await.expect("gathered");
            work(&afternoon).await;
        }
        let letters = letterbox.letters.lock().expect("letters").clone();
        let addresses: BTreeSet<&str> = letters.iter().map(|letter| letter.address.as_str()).collect();
        assert!(!letters.is_empty());
        assert_eq!(addresses.len(), letters.len());
    }
}

/// A server of mails that is down for a day loses nothing, and nothing is sent twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_down_for_a_day_loses_nothing() {
    for test in offices("reminders_down").await {
        let (office, letterbox) = with_letterbox(&test).await;
        let away = Undelivered { said: "connection refused".to_owned(), for_good: false };
        *letterbox.away.lock().expect("away") = Some(away);
        reminder::run(&office).await.expect("reminded");
        work(&office).await;
        let admin = acting_as(&office, Role::Administrator).await;
        let waiting = mail::list(&admin, &[MailState::Waiting], operations::page(1, 200)).await.expect("mails");
        assert!(waiting.total > 0);
        assert!(waiting.rows.iter().all(|row| row.failure.as_deref() == Some("connection refused")));
        // A look every quarter of an hour, from two programs that take turns, for a day and a night.
        let at = |minutes: i64| {
            let clock = Clock::standing_at(office.clock().now() + chrono::TimeDelta::minutes(minutes));
            Office::new(office.sessions().clone(), clock, true).with_post(letterbox.clone())
        };
        for minutes in (15..=24 * 60).step_by(15) {
            work(&at(minutes)).await;
        }
        assert!(letterbox.letters.lock().expect("letters").is_empty());
        *letterbox.away.lock().expect("away") = None;
        for minutes in (24 * 60..=40 * 60).step_by(15) {
            work(&at(minutes)).await;
        }
        let letters = letterbox.letters.lock().expect("letters").clone();
        let ids: BTreeSet<String> = letters.iter().map(|letter| letter.id.to_string()).collect();
        assert_eq!(ids.len(), letters.len(), "nothing twice");
        assert!(letters.len() as u64 >= waiting.total, "nothing missing");
        let left = mail::list(&admin, &[MailState::Waiting, MailState::Dead], operations::page(1, 200)).await;
        assert_eq!(left.expect("mails").total, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_refused_waits_for_an_administrator_who_has_it_tried_again() {
    for test in offices("reminders_refused").await {
        let (office, letterbox) = with_letterbox(&test).await;
        *letterbox.away.lock().expect("away") =
            Some(Undelivered { said: "550 no such user".to_owned(), for_good: true });
        reminder::run(&office).await.expect("reminded");
        work(&office).await;
        let admin = acting_as(&office, Role::Administrator).await;
        let dead = mail::list(&admin, &[MailState::Dead], operations::page(1, 200)).await.expect("mails").rows;
        assert!(!dead.is_empty());
        *letterbox.away.lock().expect("away") = None;
        for row in &dead {
            job::retry(&admin, row.job, row.version).await.expect("tried again");
        }
        work(&office).await;
        assert_eq!(letterbox.letters.lock().expect("letters").len(), dead.len());
        let sent = mail::list(&admin, &[MailState::Sent], operations::page(1, 200)).await.expect("mails");
        assert_eq!(sent.total, dead.len() as u64);
        let manager = acting_as(&office, Role::Manager).await;
        let refused = mail::list(&manager, &[], operations::page(1, 1)).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotPermitted(Permission::ManageJobs)))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_nothing_waits_for_one() {
    for test in offices("reminders_without").await {
        let (office, letterbox) = with_letterbox(&test).await;
        let without = on(&test, office.clock().day());
        reminder::run(&without).await.expect("reminded");
        work(&without).await;
        mail::gather(&office).await.expect("gathered");
        work(&office).await;
        assert!(
            letterbox.letters.lock().expect("letters").is_empty(),
            "what was told before mails were sent is not sent"
        );
    }
}

fn number_of(notice: &Notice) -> &str {
    match notice {
        Notice::KeyDate(notice) => &notice.number,
        Notice::Renewal(notice) => &notice.number,
    }
}

/// Whoever is told may go and do what they are told of: the link leads to the visit or the obligation, else to
/// the contract.
#[tokio::test(flavor = "multi_thread")]
async fn each_leads_to_what_it_is_about() {
    for test in offices("reminders_lead").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        reminder::run(&on(&test, monday())).await.expect("reminded");
        let admin = acting_as(office, Role::Administrator).await;
        let mut visits = 0;
        for (_, notice) in everything(office).await {
            let path = notice.leads_to();
            if let Some(visit) = path.strip_prefix("/visits/") {
                let sheet = service_visit::find(&admin, visit.parse().expect("an identity")).await;
                assert_eq!(Some(sheet.expect("the visit is there").visit.contract), notice.contract());
                visits += 1;
                continue;
            }
            if let Some(occurrence) = path.strip_prefix("/obligations/") {
                let row = obligation::find(&admin, occurrence.parse().expect("an identity")).await;
                assert_eq!(row.expect("the day is there").contract, number_of(&notice));
                continue;
            }
            let number = path.split('/').nth(2).expect("a number").to_owned();
            let sheet = contract::find(&admin, &number).await.expect("the contract is there");
            assert_eq!(Some(ContractId(sheet.id.0)), notice.contract());
        }
        assert!(visits > 0, "the demonstration tells of visits");
    }
}

/// Christmas is a Friday in 2026, and the Monday after it the substitute of Boxing Day in England and Wales: where the
/// company that signs has a day off nobody is reminded, but of a date that comes before its next working day.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_reminded_on_the_holidays_of_the_company_that_signs() {
    for test in offices("reminders_holidays").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let shown = sample::demonstration(today());
        let calendar_of = |number: &str| {
            let contract = shown.contracts.iter().find(|contract| contract.number == number).expect("a contract");
            let entity = shown.legal_entities.iter().find(|entity| entity.id == contract.details.legal_entity);
            HolidayCalendar::new(entity.expect("its company").details.region(), &[])
        };
        let mut seen = Vec::new();
        let (mut waited, mut told) = (0, 0);
        for later in 0..60 {
            let day = today() + Days::new(later);
            let office = on(&test, day);
            if later % 7 == 0 {
                nightly::run(&office).await.expect("the night");
            }
            reminder::run(&office).await.expect("reminded");
            let all = everything(&test.office).await;
            for (person, notice) in &all {
                if seen.contains(&(*person, notice.clone())) {
                    continue;
                }
                // News are told when they happen, reminders on working days.
                let Notice::KeyDate(notice) = notice else { continue };
                let calendar = calendar_of(&notice.number);
                match calendar.off(day) {
                    None => told += 1,
                    Some(_) => {
                        let next = calendar.next_worked(day, Week::Five).expect("a working day");
                        assert!(notice.day >= day && notice.day < next, "{day} {notice:?}");
                        waited += 1;
                    }
                }
            }
            seen = all;
        }
        assert!(told > 20 && waited <= told / 10, "{told} on working days, {waited} on days off");
    }
}
