//! What the administration shows of a calendar of holidays.

use crate::{
    calendar::holiday::{Region, SpecialDay},
    contract::DeliveryDays,
};
use serde::{Deserialize, Serialize};

/// The calendar of a region in a year, and what else is settled about dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidaySheet {
    /// For comparing at a save.
    pub version: i32,
    /// The region.
    pub region: Region,
    /// The year.
    pub year: i32,
    /// Its days that are no ordinary ones, in order.
    pub days: Vec<SpecialDay>,
    /// Whether all holidays of the year are known.
    pub announced: bool,
    /// How long notices are on their way.
    pub delivery: DeliveryDays,
}
