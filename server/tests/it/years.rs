//! Years pass over the whole demonstration, day by day: in one program that is never interrupted, and in programs that
//! share a database and are killed now and then. What they leave behind is the same: nothing twice, nothing missing.
//!
//! `AVENANT_TEST_DAYS` says how many days pass (20 without it), `AVENANT_TEST_KILLS` how often a program is killed (6).
#![allow(clippy::print_stdout, reason = "how much was done, and what differs, is worth knowing")]

mod facts;
mod people;
mod programs;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::Days;
use model::{
    calendar::{Day, Moment},
    job::Lane,
    notification::{Choice, MailRhythm},
    sample,
};
use operations::{Office, clock::Clock, demonstration, history, job, notification, sign_in};
use server::mail::Smtp;
use store::Store;

use crate::{
    house::{config, database},
    mail::{Sink, bound, field},
};
use facts::{Facts, differences, facts, texts};
use programs::Programs;

/// The hours of a day that bring something: the night with its reminders, and the mails of those who have one a day.
const HOURS: [u8; 2] = [6, 9];
/// What follows from the terms and the day alone, however many days nobody was there to see.
const PROMISED: [&str; 10] = [
    "billing_month",
    "contract",
    "expected_billing",
    "key_date",
    "key_date_sum",
    "obligation",
    "occurrence",
    "price_line",
    "service_visit",
    "visit_promise",
];

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

fn moment(day: Day, hour: u8) -> Moment {
    day.and_hms_opt(hour.into(), 0, 0).unwrap().and_utc()
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A place of its own for a database, its programs and their mails.
struct World {
    store: Store,
    url: String,
    folder: tempfile::TempDir,
    sink: Sink,
    mails: u16,
}

impl World {
    /// The demonstration as it is on a day. Some of its people have their mails once a day.
    async fn on(day: Day, postgres: Option<String>) -> Self {
        let folder = tempfile::TempDir::new().unwrap();
        let url = postgres.unwrap_or_else(|| format!("sqlite://{}/years.sqlite", folder.path().display()));
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let (listener, mails) = bound().await;
        let sink = Sink::default();
        sink.listen(listener).await;
        let world = Self { store, url, folder, sink, mails };
        let office = world.office(day, HOURS[0]);
        demonstration::seed(&office).await.unwrap();
        let writing = world.store.begin().await.unwrap();
        store::setting::write(writing.connection(), "test_clock", &true).await.unwrap();
        writing.commit().await.unwrap();
        for person in sample::demonstration(day).people.into_iter().step_by(2) {
            let actor = sign_in::actor(&office, person.id, None).await.unwrap();
            let choice = Choice { rhythm: MailRhythm::Daily(HOURS[1]), ..Choice::default() };
            notification::choose(&actor, 0, choice).await.unwrap();
        }
        world
    }

    /// An office of this process, in which it is always the same moment.
    fn office(&self, day: Day, hour: u8) -> Office {
        let port = self.mails.to_string();
        let config = config(&[
            ("AVENANT_SMTP_HOST", "127.0.0.1"),
            ("AVENANT_SMTP_PORT", &port),
            ("AVENANT_SMTP_TLS", "none"),
            ("AVENANT_MAIL_FROM", "Avenant <contracts@halvane.example>"),
        ]);
        let smtp = Smtp::of(&config.unwrap()).unwrap().unwrap();
        Office::new(self.store.clone(), Clock::standing_at(moment(day, hour)), true).with_post(Arc::new(smtp))
    }

    /// What one program does on a day, without ever being interrupted; and what people do, where there are any.
    async fn live(&self, day: Day, people: bool) -> usize {
        let work = async |office: &Office| {
            while job::work(office, Lane::Whole).await.unwrap() + job::work(office, Lane::Short).await.unwrap() > 0 {}
        };
        for hour in HOURS {
            let office = self.office(day, hour);
            job::keep_hour(&office).await.unwrap();
            work(&office).await;
        }
        let office = self.office(day, HOURS[1]);
        let acted = if people { people::act(&office).await } else { 0 };
        work(&office).await;
        acted
    }

    /// Everything that is there in the end, after looking whether mails say what was to be told, each once.
    async fn end(self, name: &str, last: Day, begun: Instant) -> Facts {
        let office = self.office(last, 23);
        let rest = texts(&office, "SELECT name || ' ' || state AS said FROM job WHERE state <> 'done'").await;
        assert!(rest.is_empty(), "{name}: {rest:?}");
        let history = history::verify(&office).await.unwrap();
        assert!(matches!(history, history::Verdict::Whole { .. }), "{name}");
        let told = "SELECT CAST(id AS TEXT) AS said FROM notification WHERE mail_wanted AND mail_id IS NULL";
        assert!(texts(&office, told).await.is_empty(), "{name}: somebody was to have a mail and has none");
        let sent = if self.url.starts_with("sqlite") {
            "SELECT lower(hex(id)) AS said FROM mail WHERE sent_at IS NOT NULL"
        } else {
            "SELECT replace(id::text, '-', '') AS said FROM mail WHERE sent_at IS NOT NULL"
        };
        let sent: BTreeSet<String> = texts(&office, sent).await.into_iter().collect();
        let mut received = BTreeMap::<String, BTreeSet<String>>::new();
        let came = self.sink.received();
        for mail in &came {
            let id = field(mail, "Message-ID").unwrap().trim_start_matches('<').split('@').next().unwrap();
            // Whoever has the same mail twice has the same words: only by that they may drop the second.
            let words = format!("{:?} {:?}", field(mail, "To"), field(mail, "Subject"));
            received.entry(id.replace('-', "")).or_default().insert(words);
        }
        assert!(received.values().all(|words| words.len() == 1), "{name}: one identity, two mails");
        assert_eq!(received.keys().cloned().collect::<BTreeSet<_>>(), sent, "{name}: mails sent and received");
        let facts = facts(&office).await;
        let rows = |table: &str| facts.get(table).map_or(0, Vec::len);
        println!(
            "{name}: {:?}; {} ledger rows, {} key dates, {} occurrences, {} visits, {} notifications, {} mails ({} came twice), \
             {} changes",
            begun.elapsed(),
            rows("expected_billing"),
            rows("key_date"),
            rows("occurrence"),
            rows("service_visit"),
            rows("notification"),
            sent.len(),
            came.len() - sent.len(),
            rows("event"),
        );
        facts
    }
}

/// One program that lives through some of the days, and through the last.
async fn alone(name: &str, days: &[Day], people: bool, lives: impl Fn(usize) -> bool) -> Facts {
    let (first, last) = (*days.first().unwrap(), *days.last().unwrap());
    let world = World::on(first, None).await;
    let (begun, mut acts) = (Instant::now(), 0);
    for (nth, day) in days.iter().enumerate() {
        if lives(nth) || *day == last {
            acts += world.live(*day, people).await;
        }
    }
    println!("{name}: people did {acts} things");
    world.end(name, last, begun).await
}

/// Programs that share a database, one of which is killed now and then.
async fn killed(name: &str, days: &[Day], many: usize, postgres: Option<String>) -> Facts {
    let (first, last) = (*days.first().unwrap(), *days.last().unwrap());
    let world = World::on(first, postgres).await;
    let folder: &Path = world.folder.path();
    let begun = Instant::now();
    let office = world.office(first, 0);
    let mut programs = Programs::start(many, folder, &world.url, office, world.mails, first).await;
    let (mut chance, kills) = (Chance(20), number("AVENANT_TEST_KILLS", 6));
    let mut usual = Duration::from_millis(1_000);
    for day in days {
        let kill = (chance.below(days.len() as u64) < kills).then(|| {
            let hour = HOURS[usize::from(chance.below(4) == 0)];
            let after = usual * u32::try_from(chance.below(100)).unwrap() / 100;
            (hour, usize::try_from(chance.below(2)).unwrap(), after)
        });
        let dawn = Instant::now();
        programs.live(*day, kill).await;
        people::act(&world.office(*day, HOURS[1])).await;
        programs.until_done(*day, HOURS[1]).await;
        if kill.is_none() {
            usual = dawn.elapsed();
        }
    }
    println!("{name}: {} kills, {} of them in the middle of something", programs.kills, programs.held);
    programs.end();
    world.end(name, last, begun).await
}

#[tokio::test(flavor = "multi_thread")]
async fn years_leave_the_same_behind_however_they_are_lived_through() {
    let first = Clock::in_zone(chrono_tz::Tz::UTC).day() + Days::new(1);
    let days: Vec<Day> = first.iter_days().take(usize::try_from(number("AVENANT_TEST_DAYS", 20)).unwrap()).collect();
    println!("{} days from {first}", days.len());
    let whole = alone("day by day", &days, false, |_| true).await;

    // Off for up to three weeks, again and again; and from the first day to the last at once.
    let (mut chance, mut on) = (Chance(7), BTreeSet::from([0]));
    while let Some(next) = on.last().map(|last| last + 1 + usize::try_from(chance.below(21)).unwrap())
        && next < days.len()
    {
        on.insert(next);
    }
    let gaps = alone("with gaps", &days, false, |nth| on.contains(&nth)).await;
    let once = alone("at once", &days, false, |nth| nth == 0).await;
    let mut found = differences(("day by day", &whole), ("with gaps", &gaps), &PROMISED);
    found += differences(("day by day", &whole), ("at once", &once), &PROMISED);

    let lived = alone("with people", &days, true, |_| true).await;
    let killed_alone = killed("killed", &days, 1, None).await;
    found += differences(("with people", &lived), ("killed", &killed_alone), &[]);
    if let Some(url) = database("years").await {
        let shared = killed("two, one killed", &days, 2, Some(url)).await;
        found += differences(("with people", &lived), ("two, one killed", &shared), &[]);
    }
    assert_eq!(found, 0, "rows differ");
}
