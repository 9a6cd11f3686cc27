//! The holidays of France (code du travail, L3133-1).

use super::{Day, Holiday, days_after_easter, month_and_day};
use chrono::Datelike;

/// Since when 8 May is a holiday again (loi n° 81-893).
const VICTORY_SINCE: i32 = 1982;

pub(super) fn holiday(day: Day) -> Option<Holiday> {
    let fixed = match month_and_day(day) {
        (1, 1) => Some(Holiday::NewYear),
        (5, 1) => Some(Holiday::LabourDay),
        (5, 8) if day.year() >= VICTORY_SINCE => Some(Holiday::VictoryDay),
        (7, 14) => Some(Holiday::BastilleDay),
        (8, 15) => Some(Holiday::Assumption),
        (11, 1) => Some(Holiday::AllSaints),
        (11, 11) => Some(Holiday::Armistice),
        (12, 25) => Some(Holiday::Christmas),
        _ => None,
    };
    fixed.or_else(|| match days_after_easter(day)? {
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::Ascension),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    })
}
