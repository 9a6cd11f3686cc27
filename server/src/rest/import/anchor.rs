//! Price lines of an import whose invoices follow the calendar.

use app::words::{self, Words};
use chrono::NaiveDate;
use model::{reconciliation::CalendarBilling, view::AnchorProposal};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::rest::price_line::Recurrence;

/// A price line that is invoiced by calendar month or quarter while its periods are counted from another day.
/// Accepting the import counts those lines anew of which that is certain.
#[derive(Debug, Serialize, ToSchema)]
pub struct Anchor {
    /// Number of the contract.
    pub contract: String,
    /// Title of the contract.
    pub title: String,
    /// Identity of the price line.
    pub line_id: Uuid,
    /// The price line in words.
    pub description: String,
    /// When it is billed now.
    pub recurrence: Recurrence,
    /// The first of a month, from which its invoices count the periods.
    pub anchor: NaiveDate,
    /// How many whole calendar periods its invoices cover.
    pub periods: u32,
    /// Whether nothing speaks against it.
    pub certain: bool,
    /// What would change, in the language of the request.
    pub detail: String,
    /// What shows it, in the language of the request.
    pub evidence: String,
}

impl Anchor {
    /// A proposal in the words of a language.
    pub fn new(w: Words, proposal: AnchorProposal) -> Self {
        let (detail, evidence) =
            (words::matching::anchor(w, &proposal), words::matching::anchor_evidence(w, &proposal));
        let AnchorProposal { contract, title, description, recurrence, found } = proposal;
        // What the first period was charged is said in the evidence, the day before in the recurrence.
        let CalendarBilling { line, before: _, anchor, periods, first: _, certain } = found;
        Self {
            contract,
            title,
            line_id: line.0,
            description,
            recurrence: recurrence.into(),
            anchor,
            periods,
            certain,
            detail,
            evidence,
        }
    }
}
