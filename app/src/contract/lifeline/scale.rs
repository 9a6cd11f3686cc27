//! Days as places across a drawing, in hundredths of a per cent: whole numbers, so that server and browser write
//! the same text.

use chrono::Datelike;
use model::calendar::{Day, Period};
use std::fmt;

/// The whole width.
const WHOLE: i64 = 10_000;
/// More years than these do not stand side by side.
const YEARS: i32 = 10;
/// Nearer to an edge than this a word has no room beyond its mark, on the narrowest screen.
const EDGE: i64 = 1_500;
/// The first year is written at the left edge if no other is nearer than this.
const ROOM: i64 = 800;

/// A place across the drawing, or a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub i64);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

impl Place {
    /// Whether a word has no room before this place.
    pub const fn is_at_the_beginning(self) -> bool {
        self.0 < EDGE
    }

    /// Whether a word has no room after this place.
    pub const fn is_at_the_end(self) -> bool {
        self.0 > WHOLE - EDGE
    }

    /// Where the word on a mark at this place has room.
    pub const fn side(self) -> &'static str {
        match self.0 {
            ..3_400 => "from-start",
            3_400..6_600 => "from-middle",
            6_600.. => "from-end",
        }
    }
}

/// The days a drawing shows: the first begins at its left edge, the last ends at its right edge.
#[derive(Clone, Copy, Debug)]
pub struct Scale(pub Period);

impl Scale {
    /// Where a day begins; the edge for a day outside.
    pub fn at(self, day: Day) -> Place {
        self.place((day - self.0.first).num_days())
    }

    /// Where a day ends.
    pub fn after(self, day: Day) -> Place {
        self.place((day - self.0.first).num_days() + 1)
    }

    /// Where the visible part of a period begins, and how wide it is; `None` if nothing of it is visible.
    pub fn across(self, period: Period) -> Option<(Place, Place)> {
        let visible = self.0.intersection(period)?;
        let from = self.at(visible.first);
        Some((from, Place(self.after(visible.last).0 - from.0)))
    }

    /// Years and where they begin, each or only the round ones.
    pub fn years(self) -> Vec<(i32, Place)> {
        let (first, last) = (self.0.first.year(), self.0.last.year());
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000];
        let step = steps.into_iter().find(|step| (last - first) / step <= YEARS).unwrap_or(100_000);
        let mut years: Vec<(i32, Place)> = (first..=last)
            .filter(|year| year % step == 0)
            .filter_map(|year| Some((year, Day::from_ymd_opt(year, 1, 1)?)))
            .filter(|(_, begins)| self.0.contains(*begins))
            .map(|(year, begins)| (year, self.at(begins)))
            .collect();
        if years.first().is_none_or(|(_, place)| place.0 > ROOM) {
            years.insert(0, (first, Place(0)));
        }
        years
    }

    /// Rounded to the nearest hundredth.
    fn place(self, days: i64) -> Place {
        let all = self.0.days();
        let days = days.clamp(0, all);
        Place((days * WHOLE * 2 + all) / (all * 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn scale(first: &str, last: &str) -> Scale {
        Scale(Period::new(day(first), day(last)).expect("a period"))
    }

    #[test]
    fn days_stand_to_scale_with_two_decimals() {
        // 1,461 days.
        let scale = scale("2024-01-01", "2027-12-31");
        for (at, expected) in [
            ("2024-01-01", "0.00%"),
            ("2024-01-02", "0.07%"),
            ("2026-01-01", "50.03%"),
            ("2027-12-31", "99.93%"),
            ("2023-06-01", "0.00%"),
            ("2030-01-01", "100.00%"),
        ] {
            assert_eq!(scale.at(day(at)).to_string(), expected, "{at}");
        }
        assert_eq!(scale.after(day("2027-12-31")).to_string(), "100.00%");
        assert_eq!(scale.after(day("2025-12-31")), scale.at(day("2026-01-01")));
    }

    #[test]
    fn a_word_keeps_within_the_drawing() {
        let edges = |place: i64| (Place(place).is_at_the_beginning(), Place(place).is_at_the_end());
        assert_eq!(
            [0, 1_499, 1_500, 8_500, 8_501, 10_000].map(edges),
            [(true, false), (true, false), (false, false), (false, false), (false, true), (false, true)]
        );
    }

    #[test]
    fn periods_touch_and_fill_the_width() {
        let scale = scale("2026-01-01", "2026-12-31");
        let across = |first, last| scale.across(Period { first: day(first), last: day(last) });
        let (from, width) = across("2025-07-01", "2026-06-30").expect("visible");
        let (next, rest) = across("2026-07-01", "2027-06-30").expect("visible");
        assert_eq!(from, Place(0));
        assert_eq!(from.0 + width.0, next.0);
        assert_eq!(next.0 + rest.0, WHOLE);
        assert_eq!(across("2027-01-01", "2027-12-31"), None);
    }

    #[test]
    fn years_are_all_written_or_only_the_round_ones() {
        let years = |first, last| scale(first, last).years().into_iter().map(|(year, _)| year).collect::<Vec<_>>();
        assert_eq!(years("2024-01-01", "2026-06-30"), [2024, 2025, 2026]);
        assert_eq!(years("2024-03-01", "2024-08-31"), [2024]);
        assert_eq!(years("2024-12-15", "2026-06-30"), [2025, 2026]);
        assert_eq!(years("1996-03-01", "2026-06-30"), [1996, 2000, 2005, 2010, 2015, 2020, 2025]);
        assert_eq!(years("1926-01-01", "2726-01-01").len(), 9);
    }

    #[test]
    fn the_longest_period_of_the_calendar_has_its_scale() {
        let scale = Scale(Period { first: Day::MIN, last: Day::MAX });
        assert_eq!(scale.at(day("0000-01-01")).to_string(), "50.00%");
        assert_eq!(scale.after(Day::MAX), Place(WHOLE));
        assert!(scale.years().len() <= 12);
    }
}
