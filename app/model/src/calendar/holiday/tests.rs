//! Calendars as they were printed, and what counting by them must always do.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn calendar(region: Region) -> HolidayCalendar {
    HolidayCalendar::new(region, &[])
}

/// The holidays of a year that do not fall on a weekend, as `MM-DD`.
fn weekdays_off(region: Region, year: i32) -> String {
    let days = calendar(region).year(year);
    let off = days.iter().filter(|found| found.off.is_some());
    let weekday = off.filter(|found| !matches!(found.day.weekday(), Weekday::Sat | Weekday::Sun));
    weekday.map(|found| found.day.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn easter_falls_as_the_church_computes_it() {
    for (year, sunday) in [
        (1818, "1818-03-22"),
        (1943, "1943-04-25"),
        (1981, "1981-04-19"),
        (2000, "2000-04-23"),
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
        (2038, "2038-04-25"),
        (2049, "2049-04-18"),
    ] {
        assert_eq!(easter(year), Some(day(sunday)), "{year}");
    }
    assert_eq!(easter(1582), None);
}

#[test]
fn the_holidays_of_france_are_those_of_the_code_du_travail() {
    assert_eq!(weekdays_off(Region::France, 2024), "01-01 04-01 05-01 05-08 05-09 05-20 08-15 11-01 11-11 12-25");
    assert_eq!(weekdays_off(Region::France, 2026), "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25");
    assert_eq!(weekdays_off(Region::France, 2027), "01-01 03-29 05-06 05-17 07-14 11-01 11-11");
}

#[test]
fn the_bank_holidays_of_england_and_wales_are_those_that_were_printed() {
    for (year, printed) in [
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ] {
        assert_eq!(weekdays_off(Region::EnglandAndWales, year), printed, "{year}");
    }
}

#[test]
fn a_substitute_day_says_that_it_is_one() {
    let england = calendar(Region::EnglandAndWales);
    let off = |text| england.off(day(text));
    let holiday = |holiday, substitute| Some(DayOff::Holiday { holiday, substitute });
    assert_eq!(off("2027-12-27"), holiday(Holiday::Christmas, true));
    assert_eq!(off("2027-12-28"), holiday(Holiday::BoxingDay, true));
    assert_eq!(off("2022-12-26"), holiday(Holiday::BoxingDay, false));
    assert_eq!(off("2022-12-27"), holiday(Holiday::Christmas, true));
    assert_eq!(off("2026-12-28"), holiday(Holiday::BoxingDay, true));
    assert_eq!(off("2025-12-27"), Some(DayOff::Saturday));
}

#[test]
fn the_chinese_new_year_closes_the_country_and_weekends_around_it_are_worked() {
    let china = calendar(Region::China);
    assert_eq!(
        weekdays_off(Region::China, 2026),
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07"
    );
    let worked: Vec<Day> =
        china.year(2026).into_iter().filter(|found| found.off.is_none()).map(|found| found.day).collect();
    let announced = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];
    assert_eq!(worked, announced.map(day));
    // Ten working days over the festival of 2026 are three weeks and a half.
    assert_eq!(china.working_days_after(day("2026-02-11"), 10, Week::Five), Some(day("2026-03-03")));
    assert!(Region::China.is_announced(2026) && !Region::China.is_announced(2027));
    assert!(china.off(day("2027-02-08")).is_some() && china.off(day("2040-10-02")).is_some());
}

#[test]
fn what_is_announced_for_china_gives_as_many_days_as_it_takes() {
    // The statutory days off are eleven, since 2025 thirteen; all others are moved.
    for (year, statutory) in [(2024, 11), (2025, 13), (2026, 13)] {
        let (mut off, mut worked) = (0, 0);
        for found in calendar(Region::China).year(year) {
            let weekend = matches!(found.day.weekday(), Weekday::Sat | Weekday::Sun);
            off += i32::from(found.off.is_some() && !weekend);
            worked += i32::from(found.off.is_none());
        }
        assert_eq!(off - worked, statutory, "{year}");
    }
}

#[test]
fn an_administrator_adds_a_day_and_takes_one_away() {
    let change = |text: &str, said| HolidayChange { region: Region::France, day: day(text), said };
    let bridge = |name: &str| DaySaid::Off { name: name.to_owned() };
    let changes = [
        change("2026-05-15", bridge("Old")),
        change("2026-05-25", DaySaid::Worked),
        change("2026-05-15", bridge("Bridge")),
        HolidayChange { region: Region::China, day: day("2026-06-01"), said: DaySaid::Worked },
    ];
    let france = HolidayCalendar::new(Region::France, &changes);
    let bridge = DayOff::Holiday { holiday: Holiday::Named("Bridge".to_owned()), substitute: false };
    assert_eq!(france.off(day("2026-05-15")), Some(bridge));
    assert_eq!(france.off(day("2026-05-25")), None);
    let said: Vec<_> = france.year(2026).into_iter().filter(|found| found.changed).map(|found| found.day).collect();
    assert_eq!(said, ["2026-05-15", "2026-05-25"].map(day));
}

#[test]
fn saturdays_count_where_the_contract_counts_six_days_a_week() {
    let france = calendar(Region::France);
    // Over the bridge of Ascension 2026 (Thursday 14 May).
    assert_eq!(france.working_days_after(day("2026-05-13"), 3, Week::Five), Some(day("2026-05-19")));
    assert_eq!(france.working_days_after(day("2026-05-13"), 3, Week::Six), Some(day("2026-05-18")));
}

#[test]
fn a_calendar_without_working_days_answers_nothing_instead_of_searching_for_ever() {
    let first = day("2026-01-01");
    let said = DaySaid::Off { name: "Closed".to_owned() };
    let closed =
        first.iter_days().take(800).map(|day| HolidayChange { region: Region::Other, day, said: said.clone() });
    let never = HolidayCalendar::new(Region::Other, &closed.collect::<Vec<_>>());
    assert_eq!(never.next_worked(first, Week::Five), None);
    assert_eq!(never.working_days_after(first, 3, Week::Five), None);
    assert_eq!(never.working_days_after(first, u32::MAX, Week::Five), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_on_and_counting_back_agree(
        from in 700_000_i32..760_000,
        count in 0_u32..60,
        region in 0_usize..4,
        six: bool,
    ) {
        let week = if six { Week::Six } else { Week::Five };
        let calendar = calendar(Region::ALL[region]);
        let last = Day::from_num_days_from_ce_opt(from).expect("a day");
        let first = calendar.working_days_back(last, count, week).expect("within the calendar");
        // Counted from the day before the first of them, they are over by the last day; from the first, no longer.
        let before = first.pred_opt().expect("a day");
        prop_assert!(calendar.working_days_after(before, count, week).expect("a day") <= last);
        prop_assert!(count == 0 || calendar.working_days_after(first, count, week).expect("a day") > last);
    }

    #[test]
    fn every_day_of_the_calendar_has_an_answer(from in -95_000_000_i32..95_000_000, count in any::<u32>(), region in 0_usize..4) {
        if let Some(day) = Day::from_num_days_from_ce_opt(from) {
            let calendar = calendar(Region::ALL[region]);
            let _ = calendar.off(day);
            let _ = calendar.working_days_after(day, count % 100, Week::Five);
            let _ = calendar.working_days_back(day, count, Week::Six);
        }
    }
}
