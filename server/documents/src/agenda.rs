//! Days for calendar programs: an iCalendar file (RFC 5545) of events that last a whole day each.

use chrono::TimeDelta;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};
use model::calendar::{Day, Moment};

/// A file of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// What calendar programs call it.
    pub name: String,
    /// The moment it is made for.
    pub made_at: Moment,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What stays the same when the file is read again; unique in the file.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// What it is, on one line.
    pub summary: String,
    /// What there is to know of it, on several lines.
    pub description: String,
    /// Where more is told.
    pub url: String,
    /// What sort of day it is.
    pub category: String,
    /// Days before at which calendar programs remind of it, from the morning on.
    pub alarms: Vec<u16>,
}

/// Hour of the morning at which alarms ring: nine, counted from the beginning of the day.
const MORNING: u32 = 9;
/// Bytes of a line (RFC 5545, 3.1).
const LINE_MOST: usize = 75;
/// How often calendar programs should look again.
const REFRESHED: &str = "PT6H";

/// The file. Characters that end a line, or that no text has, are left out of texts, so that nobody can write lines of
/// their own into it.
pub fn write(agenda: &Agenda) -> String {
    let Agenda { name, made_at, entries } = agenda;
    let mut calendar = Calendar::new();
    calendar.properties.retain(|property| property.key() != "PRODID");
    calendar.append_property(Property::new("PRODID", "-//Avenant//Key dates//EN"));
    calendar.name(&plain(name));
    // The library leaves commas of this one as they are, which ends its text; programs read the name beside it.
    calendar.properties.retain(|property| property.key() != "NAME");
    for (key, kind) in [("REFRESH-INTERVAL", Some("DURATION")), ("X-PUBLISHED-TTL", None)] {
        let mut property = Property::new(key, REFRESHED);
        if let Some(kind) = kind {
            property.add_parameter("VALUE", kind);
        }
        calendar.append_property(property.done());
    }
    for entry in entries {
        let Entry { uid, day, summary, description, url, category, alarms } = entry;
        let summary = plain(summary);
        let mut event = Event::new();
        event
            .uid(uid)
            .timestamp(*made_at)
            .starts(*day)
            // An event ends on the day after its last.
            .ends(day.succ_opt().unwrap_or(*day))
            .summary(&summary)
            .description(&plain_lines(description))
            .url(url)
            .categories([plain(category)])
            // Whoever has such a day is not busy.
            .add_property("TRANSP", "TRANSPARENT");
        for days in alarms {
            let mut alarm = Alarm::display(&summary, TimeDelta::zero());
            // All of them are given, or the library would make them up: the same file twice would be two.
            alarm.uid(&format!("{days}-{uid}")).timestamp(*made_at).append_property(trigger(*days));
            event.alarm(alarm.done());
        }
        calendar.push(event.done());
    }
    folded(&calendar.to_string())
}

/// The file with lines of at most [`LINE_MOST`] bytes, the space included with which each further one begins. Those that
/// the library folds end in one that may be a byte longer.
fn folded(file: &str) -> String {
    let mut text = String::with_capacity(file.len());
    for line in file.replace("\r\n ", "").split_terminator("\r\n") {
        let (mut rest, mut most) = (line, LINE_MOST);
        while rest.len() > most {
            let (part, further) = rest.split_at(fold_at(rest, most));
            text.push_str(part);
            text.push_str("\r\n ");
            (rest, most) = (further, LINE_MOST - 1);
        }
        text.push_str(rest);
        text.push_str("\r\n");
    }
    text
}

/// Where a line is folded that is longer than so many bytes: not beside a space, because there are programs that drop
/// those at the ends of lines.
fn fold_at(line: &str, most: usize) -> usize {
    let places = || (1..=most).rev().filter(|place| line.is_char_boundary(*place));
    let beside_space = |place: usize| {
        let (before, after) = line.split_at(place);
        before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace)
    };
    places().find(|place| !beside_space(*place)).or_else(|| places().next()).unwrap_or(line.len())
}

/// In the morning, so many days before the day begins.
fn trigger(days: u16) -> Property {
    let length = match days.checked_sub(1) {
        None => format!("PT{MORNING}H"),
        Some(0) => format!("-PT{}H", 24 - MORNING),
        Some(days) => format!("-P{days}DT{}H", 24 - MORNING),
    };
    Property::new("TRIGGER", length)
}

fn plain(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

fn plain_lines(text: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "notice_deadline-7-2026-10-31@avenant".to_owned(),
            day: Day::from_ymd_opt(2026, 10, 31).expect("a day"),
            summary: summary.to_owned(),
            description: "Lifts\nC-2026-0042; 1,200.00".to_owned(),
            url: "https://contracts.example/contracts/C-2026-0042".to_owned(),
            category: "Last day for notice".to_owned(),
            alarms: vec![14, 1],
        }
    }

    fn file(summary: &str) -> String {
        let made_at = Moment::from_timestamp(1_795_000_000, 0).expect("a moment");
        write(&Agenda { name: "Mine".to_owned(), made_at, entries: vec![entry(summary)] })
    }

    #[test]
    fn an_entry_is_a_whole_day_with_its_alarms() {
        let file = file("Last day for notice: Lifts");
        for line in [
            "BEGIN:VCALENDAR",
            "PRODID:-//Avenant//Key dates//EN",
            "X-WR-CALNAME:Mine",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "UID:notice_deadline-7-2026-10-31@avenant",
            "DTSTAMP:20261118T110640Z",
            "DTSTART;VALUE=DATE:20261031",
            "DTEND;VALUE=DATE:20261101",
            "SUMMARY:Last day for notice: Lifts",
            "DESCRIPTION:Lifts\\nC-2026-0042\\; 1\\,200.00",
            "URL:https://contracts.example/contracts/C-2026-0042",
            "TRANSP:TRANSPARENT",
            "ACTION:DISPLAY",
            "TRIGGER:-P13DT15H",
            "TRIGGER:-PT15H",
            "UID:14-notice_deadline-7-2026-10-31@avenant",
            "END:VCALENDAR",
        ] {
            assert!(file.contains(&format!("{line}\r\n")), "{line} in\n{file}");
        }
        assert_eq!(file.matches("TRIGGER").count(), 2, "{file}");
        assert_eq!(file, self::file("Last day for notice: Lifts"), "the same twice");
        assert_eq!(file.matches("PRODID").count(), 1);
    }

    #[test]
    fn long_texts_in_any_script_are_folded_within_75_bytes_and_read_back_whole() {
        let summary =
            "最后通知日：电梯应急呼叫平台服务合同，包括每月远程测试与每年四次现场检查（含备件），以及重新谈判前的报价";
        // Of every length, so that the last line has every length, too.
        for length in 0..summary.chars().count() * 2 {
            let summary: String = summary.chars().chain("abcdefghij ".chars().cycle()).take(length).collect();
            let file = file(&summary);
            assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
            let unfolded = file.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("\r\nSUMMARY:{summary}\r\n")), "{file}");
        }
        let file = file(summary);
        let read: Calendar = file.parse().expect("a calendar");
        let event = read.components.first().and_then(icalendar::CalendarComponent::as_event).expect("an event");
        assert_eq!(event.get_summary(), Some(summary));
    }

    #[test]
    fn a_name_with_signs_is_read_back_whole() {
        let made_at = Moment::from_timestamp(1_795_000_000, 0).expect("a moment");
        let file = write(&Agenda { name: "All, of; us".to_owned(), made_at, entries: Vec::new() });
        assert!(file.contains("\r\nX-WR-CALNAME:All\\, of\\; us\r\n"), "{file}");
        assert!(!file.contains("\r\nNAME:"), "{file}");
    }

    #[test]
    fn nobody_writes_lines_of_their_own() {
        let file = file("Lifts\r\nATTACH:https://elsewhere.example\nEND:VEVENT\u{b}");
        assert!(!file.contains("\r\nATTACH") && !file.contains("\nATTACH"), "{file}");
        assert_eq!(file.matches("\nEND:VEVENT").count(), 1, "{file}");
        assert!(file.contains("SUMMARY:Lifts  ATTACH:https://elsewhere.example END:VEVENT"), "{file}");
    }
}
