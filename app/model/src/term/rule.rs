//! How the notice of a contract is counted: its days, the day it is complete, the last day for an end.

use super::{notice::last_day_for_notice, practice::Practice, schedule::clamped, why::Why};
use crate::{
    calendar::{
        Day, Length, add,
        holiday::{DayOff, Week},
        month_end, quarter_end, sub_months,
    },
    contract::{ContractDetails, DateTerms, Delivery, NoticeCounts, NoticeEnds, Rolling},
};
use chrono::{Datelike, Days};

/// The most holidays that a reasoning names.
const NAMED_HOLIDAYS: usize = 12;

/// A notice period with everything that decides how it is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoticeRule<'a> {
    /// As stated; `None` where the contract states none.
    stated: Option<Length>,
    terms: DateTerms,
    practice: &'a Practice,
}

impl<'a> NoticeRule<'a> {
    /// The notice that prevents renewal or ends an open-ended contract.
    pub(super) fn of(details: &ContractDetails, practice: &'a Practice) -> Self {
        Self { stated: details.notice, terms: details.date_terms, practice }
    }

    /// Another length of notice of the same contract, counted in the same way.
    pub(super) fn with(self, length: Length) -> Self {
        Self { stated: Some(length), ..self }
    }

    /// Whether the contract states a notice period.
    pub(super) fn is_stated(self) -> bool {
        self.stated.is_some()
    }

    /// The notice that counts for a term: where none is stated, until the last day.
    fn length(self) -> Length {
        self.stated.unwrap_or(Length::Days(0))
    }

    /// The number of working days, where notice is counted in them.
    fn working_days(self) -> Option<(u32, Week)> {
        match (self.length(), self.terms.counting.week()) {
            (Length::Days(count), Some(week)) => Some((count, week)),
            _ => None,
        }
    }

    /// The day on which notice of a day is complete; `None` beyond the calendar.
    pub(super) fn complete_on(self, from: Day) -> Option<Day> {
        match self.working_days() {
            Some((count, week)) => self.practice.holidays.working_days_after(from, count, week),
            None => add(from, self.length()),
        }
    }

    /// The last day whose notice is complete by the last day of a term, wherever it falls.
    fn latest(self, last: Day) -> Option<Day> {
        match self.working_days() {
            Some((count, week)) => self.practice.holidays.working_days_back(last, count, week)?.pred_opt(),
            None => last_day_for_notice(last, self.length()),
        }
    }

    /// Where the rolling rule puts a day that is no working day; `None` where it stays. Nothing rolls beyond the last
    /// day of the term.
    fn rolled(self, day: Day, last: Day) -> Option<(DayOff, Day)> {
        let calendar = &self.practice.holidays;
        let to = |day| match self.terms.rolling {
            Rolling::None => None,
            Rolling::Before => calendar.previous_worked(day, Week::Five),
            Rolling::After => calendar.next_worked(day, Week::Five).filter(|to| *to <= last),
        };
        let off = calendar.off(day).filter(|_| self.terms.rolling != Rolling::None)?;
        to(day).map(|to| (off, to))
    }

    /// The last day on which notice is in time for the end of a term. `None` where it lies before the calendar.
    pub(super) fn deadline(self, last: Day) -> Option<Day> {
        let day = self.latest(last)?;
        Some(self.rolled(day, last).map_or(day, |(_, to)| to))
    }

    /// The steps that name the notice period, or its absence.
    pub(super) fn named(self) -> Why {
        match (self.stated, self.working_days()) {
            (None, _) => Why::NoNoticeStated,
            (Some(_), Some((days, week))) => {
                Why::NoticeOfWorkingDays { days, week, region: self.practice.holidays.region() }
            }
            (Some(length), None) => Why::NoticeOf { length },
        }
    }

    /// The steps from a term's last day to the last day for notice.
    pub(super) fn steps(self, last: Day) -> Vec<Why> {
        let Some(day) = self.latest(last) else { return Vec::new() };
        let complete_on = self.complete_on(day).unwrap_or(last);
        let counts = self.terms.notice_counts;
        let rolled = self.rolled(day, last);
        let mut why = self.skipped(day, last);
        why.push(match (counts, &rolled) {
            (NoticeCounts::Received, None) => Why::LatestReceipt { deadline: day, complete_on, last },
            _ => Why::LatestNotice { day, complete_on, last, counts, rolled: rolled.is_some() },
        });
        why.extend(self.clamp(day, complete_on));
        if let Some((off, to)) = rolled {
            why.extend(self.unannounced(to.min(day), day.max(to)).filter(|_| self.working_days().is_none()));
            why.push(Why::Rolled { from: day, to, off });
        }
        why
    }

    /// Holidays and worked weekends between the day of notice and the day it is complete, where they count.
    pub(super) fn skipped(self, from: Day, to: Day) -> Vec<Why> {
        let Some((_, week)) = self.working_days() else { return Vec::new() };
        let calendar = &self.practice.holidays;
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        let told = days.filter_map(|day| {
            let weekend = chrono::Weekday::Sat;
            match calendar.off(day) {
                Some(DayOff::Holiday { .. }) if day.weekday() == chrono::Weekday::Sun => None,
                Some(DayOff::Holiday { .. }) if day.weekday() == weekend && week == Week::Five => None,
                Some(off @ DayOff::Holiday { .. }) => Some(Why::NotCounted { day, off }),
                None if calendar.is_worked_weekend(day) => Some(Why::WeekendWorked { day }),
                _ => None,
            }
        });
        self.unannounced(from, to).into_iter().chain(told.take(NAMED_HOLIDAYS)).collect()
    }

    fn unannounced(self, from: Day, to: Day) -> Option<Why> {
        let region = self.practice.holidays.region();
        let mut years = from.year()..=to.year();
        years.find(|year| !region.is_announced(*year)).map(|year| Why::NotAnnounced { year, region })
    }

    /// The step to mention where months were counted and a month is too short.
    pub(super) fn clamp(self, from: Day, to: Day) -> Option<Why> {
        matches!(self.stated, Some(Length::Months(_))).then(|| clamped(from, to)).flatten()
    }

    /// The end that notice of a day reaches where no term holds it back, with the steps to it. `None` beyond the
    /// calendar.
    pub(super) fn end_of(self, from: Day) -> Option<(Day, Vec<Why>)> {
        let complete_on = self.complete_on(from)?;
        let last = match self.terms.notice_ends {
            NoticeEnds::SameDay => complete_on,
            NoticeEnds::EndOfMonth => month_end(complete_on),
            NoticeEnds::EndOfQuarter => quarter_end(complete_on),
        };
        let mut why = self.skipped(from, complete_on);
        if last == complete_on {
            why.push(Why::NoticeRuns { received: from, last });
            why.extend(self.clamp(from, last));
        } else {
            why.push(Why::NoticeComplete { from, complete_on });
            why.extend(self.clamp(from, complete_on));
            why.push(Why::EndsWith { last, ends: self.terms.notice_ends });
        }
        Some((last, why))
    }

    /// The last day whose notice ends a contract by a day where no term holds it back. `None` where it lies before the
    /// calendar.
    pub(super) fn latest_to_end_by(self, last: Day) -> Option<Day> {
        // The day, or the last end of a month or a quarter up to it.
        let end = match self.terms.notice_ends {
            NoticeEnds::SameDay => last,
            NoticeEnds::EndOfMonth if month_end(last) == last => last,
            NoticeEnds::EndOfMonth => last.with_day(1)?.pred_opt()?,
            NoticeEnds::EndOfQuarter if quarter_end(last) == last => last,
            NoticeEnds::EndOfQuarter => sub_months(quarter_end(last).with_day(1)?, 2)?.pred_opt()?,
        };
        self.latest(end)
    }

    /// The last day to send a notice that must be received by its deadline, with the steps to it; `None` where the means
    /// is not known, or sending is what counts.
    pub(super) fn send_by(self, deadline: Day) -> Option<(Day, Vec<Why>)> {
        let delivery = self.terms.delivery.filter(|_| self.terms.notice_counts == NoticeCounts::Received)?;
        let days = self.practice.lead_of(self.terms)?;
        let day = deadline.checked_sub_days(Days::new(u64::from(days)))?;
        let mut why = vec![Why::DeliveryTakes { delivery, days, before: deadline, day }];
        // A post office is closed when nobody works; mails and portals are not.
        let letter = delivery == Delivery::RegisteredLetter;
        let off = self.practice.holidays.off(day).filter(|_| letter);
        let open = off.and_then(|off| Some((off, self.practice.holidays.previous_worked(day, Week::Five)?)));
        let Some((off, to)) = open else { return Some((day, why)) };
        why.push(Why::SentBefore { from: day, to, off });
        Some((to, why))
    }
}
