//! What clocks show in a place, for pages that know no tables of time zones.

use crate::calendar::Moment;
use chrono::{FixedOffset, Offset, Utc};
use std::{fmt, str::FromStr};

/// By how many minutes the clocks of a place are ahead of UTC over some years. Moments before and after are shown as the
/// nearest known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Minutes before the first change; behind UTC if negative.
    pub before: i32,
    /// When the clocks are changed, in seconds since 1970, and the minutes from then on; in order.
    pub changes: Vec<(i64, i32)>,
}

impl Clocks {
    /// What the clocks are ahead of UTC by at a moment.
    pub fn at(&self, moment: Moment) -> FixedOffset {
        let past = self.changes.partition_point(|(from, _)| *from <= moment.timestamp());
        let minutes = past.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(self.before, |last| last.1);
        FixedOffset::east_opt(minutes.saturating_mul(60)).unwrap_or_else(|| Utc.fix())
    }
}

/// `60 1774746000:120 1792890000:60`, as the document carries it.
impl fmt::Display for Clocks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.before)?;
        self.changes.iter().try_for_each(|(from, minutes)| write!(formatter, " {from}:{minutes}"))
    }
}

/// A text that does not say the clocks of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are not the clocks of a place")]
pub struct NotClocks;

impl FromStr for Clocks {
    type Err = NotClocks;

    fn from_str(text: &str) -> Result<Self, NotClocks> {
        let (before, changes) = text.split_once(' ').unwrap_or((text, ""));
        let change = |text: &str| {
            let (from, minutes) = text.split_once(':').ok_or(NotClocks)?;
            Ok((from.parse().map_err(|_| NotClocks)?, minutes.parse().map_err(|_| NotClocks)?))
        };
        let changes = changes.split_ascii_whitespace().map(change).collect::<Result<_, _>>()?;
        Ok(Self { before: before.parse().map_err(|_| NotClocks)?, changes })
    }
}

#[cfg(test)]
mod tests {
    use super::{Clocks, NotClocks};
    use crate::calendar::Moment;

    #[test]
    fn clocks_are_written_and_read_back() {
        let paris = Clocks { before: 60, changes: vec![(1_774_746_000, 120), (1_792_890_000, 60)] };
        assert_eq!(paris.to_string(), "60 1774746000:120 1792890000:60");
        for clocks in [paris, Clocks::default(), Clocks { before: -210, changes: Vec::new() }] {
            assert_eq!(clocks.to_string().parse(), Ok(clocks));
        }
        for wrong in ["", "x", "60 1774746000", "60 a:b", "60  :", "60:1"] {
            assert_eq!(wrong.parse::<Clocks>(), Err(NotClocks), "{wrong}");
        }
    }

    #[test]
    fn a_change_holds_from_its_second_on_and_the_last_for_ever() {
        let paris = Clocks { before: 60, changes: vec![(1_774_746_000, 120), (1_792_890_000, 60)] };
        let minutes = |seconds| {
            let moment = Moment::from_timestamp(seconds, 0).expect("a moment");
            paris.at(moment).local_minus_utc() / 60
        };
        let seconds = [0, 1_774_745_999, 1_774_746_000, 1_792_889_999, 1_792_890_000, 4_000_000_000];
        assert_eq!(seconds.map(minutes), [60, 60, 120, 120, 60, 60]);
        let absurd = Clocks { before: i32::MAX, changes: Vec::new() };
        assert_eq!(absurd.at(Moment::UNIX_EPOCH).local_minus_utc(), 0);
    }
}
