//! A feed as two calendar programs read it that know nothing of each other: both find the same events.

use std::{collections::BTreeSet, io::Cursor};

use chrono::{Days, NaiveDate, Weekday};
use ical::{
    IcalParser,
    parser::{Component, ical::component::IcalEvent},
};
use icalendar::parser::{Component as Parsed, read_calendar, unfold};
use model::{
    calendar::Day,
    key_date::{Filter, KeyDateKind},
    obligation::{Cadence, Ending, Obligation, ObligationKind, RecurrenceRule, Schedule, Side},
    person::Role,
    sample, term,
    view::FeedDate,
};
use operations::{Office, clock::Clock, demonstration, feed, obligation, sign_in};
use store::Store;

use crate::house::TODAY;

/// What people call what they owe: signs that mean something in the file, long lines in every script, and characters of
/// several code points, which must not be folded in the middle.
const TITLES: [&str; 6] = [
    "Report, monthly; with \\ and \"quotes\": C:\\new, not a line\\n",
    "最后通知日：电梯应急呼叫平台服务合同，包括每月远程测试与每年四次现场检查（含备件），以及重新谈判前的报价",
    "🧯🔥 Contrôle des extincteurs 👩🏽‍🚒👨‍👩‍👧‍👦 bâtiments A à Z, sous-sols compris, avec remise du registre de sécurité signé 🖊️",
    "Bilan énergétique détaillé des installations thermiques, transmis au plus tard le dernier jour ouvré du trimestre civil",
    "BEGIN:VEVENT",
    "Ελληνικά, עברית, العربية; और हिन्दी: 한국어 ไทย",
];

/// An event, as whoever reads it understands it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    uid: String,
    first: Day,
    /// The day after the last.
    end: Day,
    summary: String,
    description: String,
    url: String,
    category: String,
    /// Seconds from the beginning of the day at which it rings.
    alarms: Vec<i64>,
}

fn by_icalendar(file: &str) -> Vec<Event> {
    let unfolded = unfold(file);
    let calendar = read_calendar(&unfolded).unwrap();
    let value = |part: &Parsed<'_>, name: &str| {
        part.find_prop(name).unwrap_or_else(|| panic!("{name} in {part:?}")).val.as_str().to_owned()
    };
    let day = |part: &Parsed<'_>, name: &str| {
        let kind = &part.find_prop(name).unwrap().params;
        let kind: Vec<_> =
            kind.iter().map(|kind| (kind.key.as_str(), kind.val.as_ref().map(|val| val.as_str()))).collect();
        assert_eq!(kind, [("VALUE", Some("DATE"))], "a whole day");
        NaiveDate::parse_from_str(&value(part, name), "%Y%m%d").unwrap()
    };
    let read = |event: &Parsed<'_>| {
        assert_eq!(event.name.as_str(), "VEVENT");
        let alarms = event.components.iter().map(|alarm| {
            assert_eq!((alarm.name.as_str(), value(alarm, "ACTION").as_str()), ("VALARM", "DISPLAY"));
            seconds(&value(alarm, "TRIGGER"))
        });
        Event {
            uid: value(event, "UID"),
            first: day(event, "DTSTART"),
            end: day(event, "DTEND"),
            summary: value(event, "SUMMARY"),
            description: value(event, "DESCRIPTION"),
            url: value(event, "URL"),
            category: value(event, "CATEGORIES"),
            alarms: alarms.collect(),
        }
    };
    calendar.components.iter().map(read).collect()
}

/// This one leaves values as they stand in the file.
fn by_ical(file: &str) -> Vec<Event> {
    let mut calendars = IcalParser::new(Cursor::new(file));
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    let value = |part: &dyn Fn(&str) -> Option<String>, name: &str| part(name).unwrap_or_else(|| panic!("no {name}"));
    let read = |event: &IcalEvent| {
        let of = |name: &str| event.get_property(name).and_then(|property| property.value.clone());
        let day = |name: &str| {
            let kind = event.get_property(name).unwrap().params.clone();
            assert_eq!(kind, Some(vec![("VALUE".to_owned(), vec!["DATE".to_owned()])]));
            NaiveDate::parse_from_str(&value(&of, name), "%Y%m%d").unwrap()
        };
        let alarms = event.alarms.iter().map(|alarm| {
            let of = |name: &str| alarm.get_property(name).and_then(|property| property.value.clone());
            seconds(&value(&of, "TRIGGER"))
        });
        Event {
            uid: value(&of, "UID"),
            first: day("DTSTART"),
            end: day("DTEND"),
            summary: unescaped(&value(&of, "SUMMARY")),
            description: unescaped(&value(&of, "DESCRIPTION")),
            url: value(&of, "URL"),
            category: unescaped(&value(&of, "CATEGORIES")),
            alarms: alarms.collect(),
        }
    };
    calendar.events.iter().map(read).collect()
}

/// A text as RFC 5545 has it read (3.3.11).
fn unescaped(value: &str) -> String {
    let (mut text, mut rest) = (String::new(), value.chars());
    while let Some(next) = rest.next() {
        match next {
            '\\' => match rest.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(sign @ ('\\' | ';' | ',')) => text.push(sign),
                other => panic!("{other:?} is escaped in {value}"),
            },
            ';' | ',' => panic!("{next} ends a text in {value}"),
            next => text.push(next),
        }
    }
    text
}

/// A length of days and hours in seconds.
fn seconds(length: &str) -> i64 {
    let (sign, length) = length.strip_prefix('-').map_or((1, length), |length| (-1, length));
    let (days, hours) = length.strip_prefix('P').unwrap().split_once('T').unwrap();
    let number = |text: &str, unit: char| text.strip_suffix(unit).map_or(0, |number| number.parse().unwrap());
    let (days, hours): (i64, i64) = (number(days, 'D'), number(hours, 'H'));
    sign * (days * 24 + hours) * 3_600
}

/// The demonstration, in which some contracts have obligations week after week.
async fn full_office() -> Office {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    let office = Office::new(store, Clock::fixed(TODAY), true);
    demonstration::seed(&office).await.unwrap();
    let program = office.program("test");
    let (sample, first) = (sample::demonstration(TODAY), TODAY - Days::new(30));
    let running = sample.contracts.iter().filter(|contract| {
        let practice = sample.practice_of(contract);
        let end = term::known_end(&contract.details, &contract.facts, &practice, TODAY);
        contract.lines.len() > 1 && end.is_none_or(|end| end >= first)
    });
    for (nth, contract) in running.enumerate() {
        let rule = RecurrenceRule {
            every: 1,
            rhythm: Cadence::Weeks(vec![Weekday::Mon, Weekday::Thu]),
            ending: Ending::WithContract,
        };
        let promised = Obligation {
            title: TITLES[nth % TITLES.len()].to_owned(),
            kind: if nth % 2 == 0 { ObligationKind::Duty } else { ObligationKind::Deliverable },
            side: Side::Ours,
            schedule: Schedule::Recurring { first, rule },
            grace_days: 0,
            owner: None,
            clause: None,
            line: None,
            amount: None,
            evidence: false,
            notes: String::new(),
        };
        obligation::add(&program, &contract.number, promised).await.unwrap();
    }
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn two_libraries_read_the_same_five_hundred_events() {
    let office = full_office().await;
    let people = sample::demonstration(TODAY).people;
    let manager = people.into_iter().find(|person| person.roles == [Role::Manager]).unwrap();
    let actor = sign_in::actor(&office, manager.id, None).await.unwrap();
    let made = feed::create(&actor, "All, of; \"us\"", Filter::default()).await.unwrap();
    let rows = feed::read(&office, &made.secret).await.unwrap().rows;
    let file = app::key_date::feed_file(&office, &made.secret, "https://contracts.example").await.unwrap();

    assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
    let (one, other) = (by_icalendar(&file), by_ical(&file));
    assert!(one.len() >= 500 && one.len() == rows.len(), "{} events of {} days", one.len(), rows.len());
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other);
    }
    assert_eq!(one.iter().map(|event| event.uid.as_str()).collect::<BTreeSet<_>>().len(), one.len());
    for (event, FeedDate { row, stood_in: _ }) in one.iter().zip(&rows) {
        assert_eq!((event.first, event.end), (row.date.day, row.date.day + Days::new(1)));
        assert!(event.description.contains(&format!("{} · {}", row.contract, row.title)), "{event:?}");
        assert!(event.description.starts_with(&format!("{}\n", row.customer)), "{event:?}");
        assert!(event.url.starts_with("https://contracts.example/") && !event.category.is_empty(), "{event:?}");
        let rings: &[i64] = match (row.date.done, row.date.kind.is_last_day()) {
            (true, _) => &[],
            (false, true) => &[-(13 * 24 + 15) * 3_600, -15 * 3_600],
            (false, false) => &[-15 * 3_600],
        };
        assert_eq!(event.alarms, rings, "{event:?}");
    }
    for title in TITLES {
        assert!(one.iter().any(|event| event.summary.contains(title)), "{title}");
    }
    let kinds: BTreeSet<KeyDateKind> = rows.iter().map(|date| date.row.date.kind).collect();
    assert!(kinds.len() >= 8, "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stands_in_reads_the_same_event_and_for_whom_it_is() {
    let office = full_office().await;
    let people = sample::demonstration(TODAY).people;
    let who = |role| people.iter().find(|person| person.roles == [role]).unwrap();
    let (away, by) = (who(Role::Sales), who(Role::Service));
    let mut files = Vec::new();
    for person in [away, by] {
        let actor = sign_in::actor(&office, person.id, None).await.unwrap();
        let mine = Filter { owner: Some(person.id), ..Filter::default() };
        files.push(feed::create(&actor, "Mine", mine).await.unwrap().secret);
        if person.id == away.id {
            let days = (TODAY + Days::new(1), TODAY + Days::new(300));
            operations::absence::enter(&actor, away.id, days, by.id).await.unwrap();
        }
    }
    let read = async |secret: &str| {
        by_icalendar(&app::key_date::feed_file(&office, secret, "https://contracts.example").await.unwrap())
    };
    let (theirs, both) = (read(&files[0]).await, read(&files[1]).await);
    let marked: Vec<_> = both.iter().filter(|event| event.summary.contains(away.name)).collect();
    assert!(!marked.is_empty());
    for event in marked {
        let same = theirs.iter().find(|own| own.uid == event.uid).unwrap();
        assert_eq!((same.first, &same.description, &same.url), (event.first, &event.description, &event.url));
        assert!(event.summary.starts_with(&same.summary) && !same.summary.contains(away.name), "{event:?}");
    }
    assert_eq!(both.iter().map(|event| event.uid.as_str()).collect::<BTreeSet<_>>().len(), both.len(), "nothing twice");
}
