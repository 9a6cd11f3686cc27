//! The only place where time and chance enter. Everything else receives them.
#![allow(clippy::disallowed_methods)]

mod ahead;

use ahead::Ahead;
use chrono::{DurationRound, NaiveDate, Offset, SubsecRound, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use model::{
    calendar::{Day, Moment},
    zone::Clocks,
};
use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use uuid::Uuid;

/// Tells the moment and the business day. Clones share the time zone that the organisation settled.
///
/// What concerns the organisation goes by [`Clock::now`]; what programs have promised one another (who holds a job) goes
/// by [`Clock::machine`], which no test moves: a day that is over at once takes nothing away from a program at work.
#[derive(Clone, Debug)]
pub struct Clock {
    server: Tz,
    settled: Arc<RwLock<Option<Tz>>>,
    time: Time,
}

/// Where the time comes from.
#[derive(Clone, Debug)]
enum Time {
    /// The clock of the machine.
    Machine,
    /// Nowhere: it is always the same moment, for tests and demonstrations of another day.
    Standing(Moment),
    /// The clock of the machine, and a file that says how far ahead of it the organisation is: for tests alone.
    Ahead(Arc<Ahead>),
}

/// The longest sleep before the clock is looked at again: a machine that slept meanwhile, or whose clock was put right,
/// must not make a day begin late.
const GLANCE: Duration = Duration::from_secs(60);
/// The same where a test moves the clock.
const GLANCE_AHEAD: Duration = Duration::from_millis(50);

impl Clock {
    /// The real clock, in the time zone that holds until the organisation settles another.
    pub fn in_zone(zone: Tz) -> Self {
        Self { server: zone, settled: Arc::default(), time: Time::Machine }
    }

    /// A clock that a test moves while the program runs: the real one, ahead by as many seconds as a file says. Whoever
    /// raises the number moves all programs that read the file; time never goes back.
    ///
    /// # Errors
    /// Where the file cannot be read, or does not hold a number of seconds.
    pub fn ahead(zone: Tz, file: PathBuf) -> std::io::Result<Self> {
        Ok(Self { server: zone, settled: Arc::default(), time: Time::Ahead(Arc::new(Ahead::of(file)?)) })
    }

    /// A clock on which it is always noon of a day.
    pub fn fixed(day: Day) -> Self {
        let noon = day.and_hms_opt(12, 0, 0).map_or(Moment::UNIX_EPOCH, |noon| noon.and_utc());
        Self::standing_at(noon)
    }

    /// A clock on which it is always the same moment.
    pub fn standing_at(moment: Moment) -> Self {
        Self { server: Tz::UTC, settled: Arc::default(), time: Time::Standing(moment) }
    }

    /// The time zone that holds where the organisation has settled none.
    pub const fn server_zone(&self) -> Tz {
        self.server
    }

    /// The time zone in which the business day begins.
    pub fn zone(&self) -> Tz {
        self.settled.read().unwrap_or_else(PoisonError::into_inner).unwrap_or(self.server)
    }

    /// Takes over what the organisation has settled; `None` for the server's own time zone.
    pub(crate) fn settle(&self, zone: Option<Tz>) {
        *self.settled.write().unwrap_or_else(PoisonError::into_inner) = zone;
    }

    /// What the clocks of the organisation show over the years that pages speak of.
    pub fn clocks(&self) -> Clocks {
        clocks(self.zone(), self.now())
    }

    /// Whether a test moves this clock.
    pub const fn is_moved(&self) -> bool {
        matches!(self.time, Time::Ahead(_))
    }

    /// The moment at which the organisation is, in UTC, to the millisecond.
    pub fn now(&self) -> Moment {
        match &self.time {
            Time::Ahead(ahead) => self.machine() + ahead.by(),
            _ => self.machine(),
        }
    }

    /// The moment of the machine, which no test moves: by it programs know of one another who is still at work.
    pub fn machine(&self) -> Moment {
        match self.time {
            Time::Standing(moment) => moment,
            Time::Machine | Time::Ahead(_) => Utc::now().trunc_subsecs(3),
        }
    }

    /// The business day: the day in the organisation's time zone.
    pub fn day(&self) -> NaiveDate {
        self.day_at(self.now())
    }

    /// The business day at a moment.
    pub(crate) fn day_at(&self, moment: Moment) -> NaiveDate {
        moment.with_timezone(&self.days()).date_naive()
    }

    /// The hour of the business day, from 0 to 23.
    pub fn hour(&self) -> u8 {
        u8::try_from(self.now().with_timezone(&self.days()).hour()).unwrap_or_default()
    }

    /// The moment at which the next hour of the business day begins.
    pub fn next_hour(&self) -> Moment {
        let now = self.now();
        let begun =
            now.with_timezone(&self.days()).duration_trunc(TimeDelta::hours(1)).map_or(now, |hour| hour.to_utc());
        begun + TimeDelta::hours(1)
    }

    /// Waits until a moment has come; on a clock that stands still for ever.
    pub async fn until(&self, moment: Moment) {
        let glance = if self.is_moved() { GLANCE_AHEAD } else { GLANCE };
        while let Ok(left) = (moment - self.now()).to_std()
            && !left.is_zero()
        {
            tokio::time::sleep(left.min(glance)).await;
        }
    }

    /// The time zone of the days. Where time stands still, the day does not follow one that is settled meanwhile.
    fn days(&self) -> Tz {
        if matches!(self.time, Time::Standing(_)) { self.server } else { self.zone() }
    }

    /// By what a person and our log name the same trouble: the random end of an identity.
    pub fn reference(&self) -> String {
        self.id().simple().to_string().chars().skip(20).collect()
    }

    /// A new identity, ordered by time.
    pub fn id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// The secret of a personal token: 256 bits, as 64 hexadecimal digits.
    pub fn token_secret(&self) -> String {
        let bytes: [u8; 32] = rand::random();
        hexadecimal(&bytes)
    }

    /// Random bytes, for keys and for what must never come twice.
    pub fn random<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        rand::Rng::fill(&mut rand::rng(), &mut bytes[..]);
        bytes
    }

    /// A secret of 192 bits, as URL-safe text.
    pub fn secret(&self) -> String {
        let bytes: [u8; 24] = rand::random();
        hexadecimal(&bytes)
    }
}

/// Years before and after a moment in which pages know when clocks are changed.
const YEARS: (i32, i32) = (6, 2);
/// Clocks are never changed twice within so many seconds: a week.
const STEP: i64 = 7 * 24 * 60 * 60;

fn clocks(zone: Tz, now: Moment) -> Clocks {
    let minutes = |seconds: i64| {
        let moment = Moment::from_timestamp(seconds, 0).unwrap_or(now);
        zone.offset_from_utc_datetime(&moment.naive_utc()).fix().local_minus_utc() / 60
    };
    let year = 366 * 24 * 60 * 60;
    let (first, last) = (now.timestamp() - i64::from(YEARS.0) * year, now.timestamp() + i64::from(YEARS.1) * year);
    let before = minutes(first);
    let (mut changes, mut from, mut shown) = (Vec::new(), first, before);
    while from < last {
        let to = from + STEP;
        if minutes(to) != shown {
            // The change lies in between; halves lead to its second.
            let (mut old, mut new) = (from, to);
            while new - old > 1 {
                let middle = old + (new - old) / 2;
                if minutes(middle) == shown { old = middle } else { new = middle }
            }
            shown = minutes(to);
            changes.push((new, shown));
        }
        from = to;
    }
    Clocks { before, changes }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Clock, Moment, Offset, TimeZone, clocks};
    use chrono_tz::Tz;

    #[test]
    fn an_hour_begins_where_the_clocks_of_the_place_show_it() {
        // Half past seven in the morning in London is one o'clock in Kolkata: there the hour has just begun.
        let moment = Moment::from_timestamp(1_795_000_000, 0).expect("a moment");
        for (zone, minutes) in [(Tz::Europe__Paris, 0), (Tz::Asia__Kolkata, 30), (Tz::Asia__Kathmandu, 15)] {
            let clock = Clock { server: zone, ..Clock::standing_at(moment) };
            let (next, shown) = (clock.next_hour(), moment.format("%H:%M:%S"));
            assert_eq!(next.format("%M:%S").to_string(), format!("{minutes:02}:00"), "{zone} {shown}");
            assert!(next > moment && (next - moment).num_minutes() < 60, "{zone} {next}");
        }
    }

    #[test]
    fn pages_show_the_hour_that_the_clocks_of_the_place_show() {
        let now = Moment::from_timestamp(1_795_000_000, 0).expect("a moment");
        for zone in
            [Tz::Europe__Paris, Tz::Europe__London, Tz::Asia__Shanghai, Tz::America__St_Johns, Tz::Africa__Casablanca]
        {
            let clocks = clocks(zone, now);
            // Every 97 minutes over six years back and two ahead, so that every hour of a day is met.
            for step in -32_000_i64..10_000 {
                let moment = Moment::from_timestamp(1_795_000_000 + step * 97 * 60, 0).expect("a moment");
                let there = zone.offset_from_utc_datetime(&moment.naive_utc()).fix();
                assert_eq!(clocks.at(moment), there, "{zone} {moment}");
            }
        }
    }
}
