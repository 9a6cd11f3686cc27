//! The only place where time and chance enter. Everything else receives them.
#![allow(clippy::disallowed_methods)]

use chrono::{NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;
use model::calendar::{Day, Moment};
use uuid::Uuid;

/// Tells the moment and the business day. A fixed clock stands still, for tests and demonstrations of
/// another day.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    zone: Tz,
    fixed: Option<Day>,
}

impl Clock {
    /// The real clock, in an organisation's time zone.
    pub const fn in_zone(zone: Tz) -> Self {
        Self { zone, fixed: None }
    }

    /// A clock on which it is always noon of a day.
    pub const fn fixed(day: Day) -> Self {
        Self { zone: Tz::UTC, fixed: Some(day) }
    }

    /// The moment, in UTC, to the millisecond.
    pub fn now(&self) -> Moment {
        match self.fixed {
            Some(day) => day.and_hms_opt(12, 0, 0).map_or(Moment::UNIX_EPOCH, |noon| noon.and_utc()),
            None => Utc::now().trunc_subsecs(3),
        }
    }

    /// The business day: the day in the organisation's time zone.
    pub fn day(&self) -> NaiveDate {
        self.fixed.unwrap_or_else(|| self.now().with_timezone(&self.zone).date_naive())
    }

    /// A new identity, ordered by time.
    pub fn id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// A secret of 192 bits, as URL-safe text.
    pub fn secret(&self) -> String {
        use std::fmt::Write;
        let bytes: [u8; 24] = rand::random();
        bytes.iter().fold(String::with_capacity(48), |mut text, byte| {
            let _infallible = write!(text, "{byte:02x}");
            text
        })
    }
}
