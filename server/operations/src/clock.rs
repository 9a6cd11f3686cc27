//! The only place where time and chance enter. Everything else receives them.
#![allow(clippy::disallowed_methods)]

use chrono::{NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;
use model::calendar::{Day, Moment};
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// Tells the moment and the business day. A fixed clock stands still, for tests and demonstrations of
/// another day. Clones share the time zone that the organisation settled.
#[derive(Clone, Debug)]
pub struct Clock {
    server: Tz,
    settled: Arc<RwLock<Option<Tz>>>,
    fixed: Option<Day>,
}

impl Clock {
    /// The real clock, in the time zone that holds until the organisation settles another.
    pub fn in_zone(zone: Tz) -> Self {
        Self { server: zone, settled: Arc::default(), fixed: None }
    }

    /// A clock on which it is always noon of a day.
    pub fn fixed(day: Day) -> Self {
        Self { server: Tz::UTC, settled: Arc::default(), fixed: Some(day) }
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

    /// The moment, in UTC, to the millisecond.
    pub fn now(&self) -> Moment {
        match self.fixed {
            Some(day) => day.and_hms_opt(12, 0, 0).map_or(Moment::UNIX_EPOCH, |noon| noon.and_utc()),
            None => Utc::now().trunc_subsecs(3),
        }
    }

    /// The business day: the day in the organisation's time zone.
    pub fn day(&self) -> NaiveDate {
        self.fixed.unwrap_or_else(|| self.now().with_timezone(&self.zone()).date_naive())
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

    /// A secret of 192 bits, as URL-safe text.
    pub fn secret(&self) -> String {
        let bytes: [u8; 24] = rand::random();
        hexadecimal(&bytes)
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
