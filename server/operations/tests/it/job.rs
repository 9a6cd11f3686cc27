//! Jobs are shared by all programs over one database: each is done once, also where a program dies holding some.

use crate::office::{TestOffice, offices, today};
use chrono::{Days, TimeDelta};
use model::{
    calendar::Moment,
    event::Event,
    job::{JobName, JobState, Lane},
    permission::Permission,
    person::Role,
    refusal::Refusal,
    sample,
};
use operations::{
    Actor, Failure, Office,
    clock::Clock,
    demonstration,
    history::{HistoryFrom, list as history},
    job, settings, sign_in,
};

fn noon() -> Moment {
    today().and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

/// Another program over the same database, a while after noon.
fn beside(test: &TestOffice, later: TimeDelta) -> Office {
    Office::new(test.office.sessions().clone(), Clock::standing_at(noon() + later), true)
}

async fn queue(office: &Office, name: JobName, key: &str) -> bool {
    let actor = office.program("test");
    let mut acting = actor.begin(Permission::ManageJobs).await.expect("a transaction");
    let new = acting.queue(name, key, Some(key.to_owned()), actor.now()).await.expect("queued");
    acting.commit().await.expect("committed");
    new
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let id = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone").id;
    sign_in::actor(office, id, None).await.expect("they may act")
}

async fn standing(office: &Office) -> Vec<(JobState, u32)> {
    let found = job::list(&office.program("test"), &[], &[], operations::page(1, 200)).await.expect("jobs");
    let mut rows: Vec<_> = found.rows.into_iter().map(|row| (row.about, row.state, row.attempts)).collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    rows.into_iter().map(|(_, state, attempts)| (state, attempts)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_with_a_key_is_queued_once_and_done_once() {
    for test in offices("job_once").await {
        let other = beside(&test, TimeDelta::zero());
        for office in [&test.office, &other] {
            job::keep_hour(office).await.expect("asked for");
        }
        assert!(queue(&other, JobName::JudgeAnew, "a").await);
        assert!(!queue(&test.office, JobName::JudgeAnew, "a").await, "there is one already");
        let (one, two) = tokio::join!(job::work(&test.office, Lane::Whole), job::work(&other, Lane::Whole));
        let last = job::work(&other, Lane::Whole).await.expect("worked");
        let done = one.expect("worked") + two.expect("worked") + last;
        assert_eq!(done, 3, "the day's, the reminders that follow it, and the other");
        assert_eq!(standing(&other).await, [(JobState::Done, 1); 3]);
        // The same day again asks for nothing, the next one does.
        job::keep_hour(&other).await.expect("asked for");
        assert_eq!(job::work(&test.office, Lane::Whole).await.expect("worked"), 0);
        let tomorrow = beside(&test, TimeDelta::days(1));
        job::keep_hour(&tomorrow).await.expect("asked for");
        assert_eq!(job::work(&tomorrow, Lane::Whole).await.expect("worked"), 2);
        let next = today() + Days::new(1);
        let done = job::list(&tomorrow.program("test"), &[JobState::Done], &[], operations::page(1, 9)).await;
        assert!(done.expect("jobs").rows.iter().any(|row| row.about == next.to_string()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_program_held_that_died_is_done_by_another() {
    for test in offices("job_died").await {
        let office = &test.office;
        for key in ["a", "b", "c", "d", "e", "f"] {
            assert!(queue(office, JobName::JudgeAnew, key).await);
        }
        // Two are claimed by a program that is never heard of again.
        for _ in 0..2 {
            job::claim(office, Lane::Whole).await.expect("asked").expect("a job");
        }
        let soon = beside(&test, TimeDelta::seconds(30));
        assert_eq!(job::work(&soon, Lane::Whole).await.expect("worked"), 4, "what is held is left alone");
        let later = beside(&test, TimeDelta::seconds(61));
        assert_eq!(job::work(&later, Lane::Whole).await.expect("worked"), 2);
        assert_eq!(standing(office).await, [2, 2, 1, 1, 1, 1].map(|attempts| (JobState::Done, attempts)));
    }
}

/// Tests move the clock while programs are at work.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_over_at_once_takes_nothing_away_from_a_program_at_work() {
    for test in offices("job_moved").await {
        let folder = tempfile::TempDir::new().expect("a folder");
        let file = folder.path().join("clock");
        let move_to = |days: i64| std::fs::write(&file, (days * 86_400).to_string()).expect("written");
        move_to(0);
        let clock = || Clock::ahead(chrono_tz::Tz::UTC, file.clone()).expect("a clock");
        let programs = [(), ()].map(|()| Office::new(test.office.sessions().clone(), clock(), true));
        let [one, other] = &programs;
        assert!(queue(one, JobName::JudgeAnew, "a").await);
        let claimed = job::claim(one, Lane::Whole).await.expect("asked").expect("a job");
        let before = one.clock().day();
        let (tomorrow, week) = (one.clock().until(one.clock().now() + TimeDelta::days(1)), one.clock().now());
        move_to(7);
        tokio::time::timeout(std::time::Duration::from_secs(5), tomorrow).await.expect("tomorrow has come");
        assert_eq!(other.clock().day(), before + Days::new(7));
        assert!(other.clock().machine() - week < TimeDelta::minutes(1));
        assert_eq!(job::work(other, Lane::Whole).await.expect("worked"), 0, "what is held is left alone");
        job::attempt(one, claimed).await.expect("it does its work");
        assert_eq!(standing(one).await, [(JobState::Done, 1)]);
        job::keep_hour(other).await.expect("asked for");
        assert_eq!(
            job::work(one, Lane::Whole).await.expect("worked"),
            2,
            "the night of the new day, and its reminders"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_was_only_slow_changes_nothing_of_what_another_took_over() {
    for test in offices("job_slow").await {
        let office = &test.office;
        assert!(queue(office, JobName::JudgeAnew, "a").await);
        let slow = job::claim(office, Lane::Whole).await.expect("asked").expect("a job");
        let later = beside(&test, TimeDelta::seconds(61));
        let taken = job::claim(&later, Lane::Whole).await.expect("asked").expect("taken over");
        job::attempt(office, slow).await.expect("it does its work");
        assert_eq!(standing(office).await, [(JobState::Running, 2)], "the other one still holds it");
        job::attempt(&later, taken).await.expect("done");
        assert_eq!(standing(office).await, [(JobState::Done, 2)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_ends_gives_back_what_it_holds() {
    for test in offices("job_ends").await {
        let office = &test.office;
        assert!(queue(office, JobName::JudgeAnew, "a").await);
        job::claim(office, Lane::Whole).await.expect("asked").expect("a job");
        job::release(office).await.expect("released");
        assert_eq!(standing(office).await, [(JobState::Waiting, 0)]);
        assert_eq!(job::work(&beside(&test, TimeDelta::zero()), Lane::Whole).await.expect("worked"), 1);
    }
}

/// Programs that die with a job again and again: it is given up in the end, and an administrator has it tried again.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_given_up_waits_for_an_administrator() {
    for test in offices("job_dead").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        assert!(queue(office, JobName::JudgeAnew, "a").await);
        let mut later = TimeDelta::zero();
        for _ in 0..25 {
            later += TimeDelta::seconds(61);
            job::claim(&beside(&test, later), Lane::Whole).await.expect("asked").expect("a job");
        }
        later += TimeDelta::seconds(61);
        let last = beside(&test, later);
        assert_eq!(job::work(&last, Lane::Whole).await.expect("worked"), 1);
        let admin = acting_as(office, Role::Administrator).await;
        let dead = job::list(&admin, &[JobState::Dead], &[JobName::JudgeAnew], operations::page(1, 9)).await;
        let dead = dead.expect("jobs").rows.pop().expect("it is dead");
        assert!(dead.reference.is_some_and(|reference| reference.len() == 12));
        assert_eq!(job::count(&admin).await.expect("counted").dead, 1);

        let stale = job::retry(&admin, dead.id, dead.version - 1).await;
        assert!(matches!(stale, Err(Failure::Refused(Refusal::Stale))));
        let manager = acting_as(office, Role::Manager).await;
        let refused = job::retry(&manager, dead.id, dead.version).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotPermitted(Permission::ManageJobs)))));
        job::retry(&admin, dead.id, dead.version).await.expect("tried again");
        let past = history(&admin, None, None, HistoryFrom::Newest, 1).await.expect("history");
        let event = past.events.into_iter().next().map(|entry| entry.event);
        assert_eq!(event, Some(Event::JobRetried { job: JobName::JudgeAnew, about: "a".to_owned() }));
        assert_eq!(job::work(&last, Lane::Whole).await.expect("worked"), 1);
        let again = job::find(&admin, dead.id).await.expect("the job");
        assert_eq!((again.state, again.attempts), (JobState::Done, 1));
        let done = job::retry(&admin, again.id, again.version).await;
        assert!(matches!(done, Err(Failure::Refused(Refusal::WrongState))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_settings_are_judged_by_whichever_program_comes_first() {
    for test in offices("job_settings").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let before = settings::find(&admin).await.expect("settings");
        let named = model::settings::Settings { name: "Us".to_owned(), ..before.settings.clone() };
        settings::change(&admin, before.version, named.clone()).await.expect("changed");
        assert!(standing(office).await.is_empty(), "a name judges nothing");
        let wider = model::settings::Settings { horizon_days: 365, ..named };
        settings::change(&admin, before.version + 1, wider).await.expect("changed");
        assert_eq!(job::work(&beside(&test, TimeDelta::zero()), Lane::Whole).await.expect("worked"), 1);
        assert_eq!(standing(office).await, [(JobState::Done, 1)]);
    }
}
