//! Absences as they are shown.

use crate::{
    calendar::{Day, Period},
    id::{AbsenceId, PersonId},
};
use serde::{Deserialize, Serialize};

/// An absence in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceRow {
    /// Identity.
    pub id: AbsenceId,
    /// Grows with every change.
    pub version: i32,
    /// Who is away.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// From the first to the last day away.
    pub days: Period,
    /// Whom they named.
    pub stand_in: PersonId,
    /// Their name.
    pub stand_in_name: String,
    /// Who really stands in on which days, where somebody who was named is away or gone: nobody, where it is empty.
    pub otherwise: Vec<(Period, Option<String>)>,
}

/// Somebody who is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// Their name.
    pub name: String,
    /// The last day of the absence.
    pub until: Day,
    /// The name of who stands in on the day of the answer, if anybody.
    pub by: Option<String>,
}

/// The absences that somebody may see, and what can be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceSheet {
    /// Who looks.
    pub me: PersonId,
    /// Those that are not over, their own first or, for those who may enter absences of others, everybody's.
    pub rows: Vec<AbsenceRow>,
    /// For whom they stand in today, and until when.
    pub standing_in: Vec<Away>,
    /// Whether they may enter absences of others.
    pub of_others: bool,
    /// Everybody who may be away or stand in.
    pub people: Vec<(PersonId, String)>,
    /// The business day.
    pub day: Day,
}
