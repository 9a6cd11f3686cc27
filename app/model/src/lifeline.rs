//! What was promised on the days of a contract's life, put together until it can be drawn: visits and obligations.

use crate::{
    calendar::{Day, Period, month_end, month_start},
    obligation::State,
    service_visit::VisitState,
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most days, or months, that stand beside one another as such; more are put together.
pub const STRETCHES_MOST: usize = 40;

/// What became of something promised, as a drawing tells it apart; of several the worst, which is the last, counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It was done.
    Kept,
    /// It is still to be done, and not late.
    Ahead,
    /// It was not done in time.
    Missed,
}

impl Fate {
    /// That of a visit; `None` where it was called off.
    pub const fn of_visit(state: VisitState) -> Option<Self> {
        match state {
            VisitState::Done => Some(Self::Kept),
            VisitState::Ahead | VisitState::ToPlan | VisitState::Planned | VisitState::Unreported => Some(Self::Ahead),
            VisitState::Missed => Some(Self::Missed),
            VisitState::Cancelled => None,
        }
    }

    /// That of a day on which an obligation falls due; `None` where nothing has to be done any more.
    pub const fn of_obligation(state: State) -> Option<Self> {
        match state {
            State::Fulfilled => Some(Self::Kept),
            State::Pending | State::Due | State::Partly | State::HandedOver => Some(Self::Ahead),
            State::Overdue => Some(Self::Missed),
            State::Waived | State::Lapsed => None,
        }
    }
}

/// What falls on a day, a month or a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<T> {
    /// The days put together: one, those of a month, or those of a year.
    pub days: Period,
    /// The first day on which something falls.
    pub day: Day,
    /// What falls there, in its order.
    pub all: Vec<(Fate, T)>,
}

impl<T> Stretch<T> {
    /// What the drawing shows: the worst of all.
    pub fn fate(&self) -> Fate {
        self.all.iter().map(|(fate, _)| *fate).max().unwrap_or(Fate::Kept)
    }

    /// How many have that fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.all.iter().filter(|(own, _)| *own == fate).count()
    }
}

/// What falls on days, put together by months where there are more than [`STRETCHES_MOST`] days, and by years where there
/// are more months.
pub fn stretches<T>(mut promised: Vec<(Day, Fate, T)>) -> Vec<Stretch<T>> {
    promised.sort_by_key(|(day, ..)| *day);
    let days_of: [fn(Day) -> Period; 3] = [
        |day| Period { first: day, last: day },
        |day| Period { first: month_start(day), last: month_end(day) },
        |day| {
            let of = |month, date| Day::from_ymd_opt(day.year(), month, date).unwrap_or(day);
            Period { first: of(1, 1), last: of(12, 31) }
        },
    ];
    let fits = |days_of: &fn(Day) -> Period| {
        let firsts: BTreeSet<Day> = promised.iter().map(|(day, ..)| days_of(*day).first).collect();
        firsts.len() <= STRETCHES_MOST
    };
    let [.., years] = days_of;
    let days_of = days_of.into_iter().find(fits).unwrap_or(years);
    let mut found: BTreeMap<Day, Stretch<T>> = BTreeMap::new();
    for (day, fate, what) in promised {
        let days = days_of(day);
        let stretch = found.entry(days.first).or_insert_with(|| Stretch { days, day, all: Vec::new() });
        stretch.all.push((fate, what));
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::add_months;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn every_months(count: u32, months: u32) -> Vec<(Day, Fate, u32)> {
        let on = |nth| (add_months(day("2020-01-15"), nth * months).expect("a day"), Fate::Ahead, nth);
        (0..count).map(on).collect()
    }

    #[test]
    fn a_few_days_stand_as_they_are_and_those_of_one_day_together() {
        let days = vec![
            (day("2026-05-04"), Fate::Ahead, "b"),
            (day("2026-03-02"), Fate::Kept, "a"),
            (day("2026-05-04"), Fate::Missed, "c"),
        ];
        let found = stretches(days);
        let told: Vec<_> = found.iter().map(|all| (all.day, all.days.first == all.days.last, all.fate())).collect();
        assert_eq!(told, [(day("2026-03-02"), true, Fate::Kept), (day("2026-05-04"), true, Fate::Missed)]);
        assert_eq!([Fate::Kept, Fate::Ahead, Fate::Missed].map(|fate| found[1].count(fate)), [0, 1, 1]);
    }

    #[test]
    fn many_days_are_put_together_by_month_and_many_months_by_year_and_nothing_is_lost() {
        for (days, stand, first) in [
            (every_months(40, 1), 40, Period { first: day("2020-01-15"), last: day("2020-01-15") }),
            (every_months(41, 1), 4, Period { first: day("2020-01-01"), last: day("2020-12-31") }),
            (every_months(200, 3), 50, Period { first: day("2020-01-01"), last: day("2020-12-31") }),
        ] {
            let count = days.len();
            let found = stretches(days);
            assert_eq!((found.len(), found[0].days, found[0].day), (stand, first, day("2020-01-15")));
            assert_eq!(found.iter().map(|all| all.all.len()).sum::<usize>(), count);
        }
        let weekly = (0..50).map(|nth| (day("2026-01-05") + chrono::Days::new(nth * 7), Fate::Kept, nth));
        let found = stretches(weekly.collect());
        assert_eq!((found.len(), found[1].days.first, found[1].day), (12, day("2026-02-01"), day("2026-02-02")));
    }

    #[test]
    fn what_was_called_off_or_given_up_is_not_drawn() {
        assert_eq!(Fate::of_visit(VisitState::Cancelled), None);
        assert!([State::Waived, State::Lapsed].into_iter().all(|state| Fate::of_obligation(state).is_none()));
        let missed = (Fate::of_visit(VisitState::Missed), Fate::of_obligation(State::Overdue));
        assert_eq!(missed, (Some(Fate::Missed), Some(Fate::Missed)));
    }
}
