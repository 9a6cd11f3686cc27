//! Which rows of a review are shown, and how many there are of each sort.

use super::{Rows, known::Directory};
use model::{
    calendar::Day,
    import::{
        draft::{ContractDraft, CustomerWords, Signature},
        problem::{Problem, Severity},
    },
    view::{Known, ReviewRow, Unsigned},
};
use std::collections::BTreeSet;

/// Rows to be shown of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// Those whose worst remark is this one; what a file says otherwise of a contract that is there is worth a look.
    Worst(Severity),
    /// Those that bring nothing but payments of invoices that are there.
    PaymentsAlone,
    /// Those of which nothing will be made, or was made: in error, there already, sums and drafts, left out by a person.
    LeftOut,
}

impl Shown {
    /// The choice of that stable text, as it stands in an address; all rows for any other text.
    pub fn from_code(code: &str) -> Self {
        match code {
            "error" => Self::Worst(Severity::Error),
            "warning" => Self::Worst(Severity::Warning),
            "info" => Self::Worst(Severity::Info),
            "payments" => Self::PaymentsAlone,
            "left_out" => Self::LeftOut,
            _ => Self::All,
        }
    }

    pub(super) fn holds(self, row: &ReviewRow) -> bool {
        match self {
            Self::All => true,
            Self::Worst(severity) => worst(row) == Some(severity),
            Self::PaymentsAlone => !is_left_out(row) && !known_of(row).adds.is_empty(),
            Self::LeftOut => is_left_out(row),
        }
    }
}

/// How many rows have a remark that informs, one that is worth a look, one that must be corrected as their worst, and
/// how many are left out.
pub(super) fn counts(rows: &[ReviewRow]) -> [u32; 4] {
    let worst = |severity| count(rows, Shown::Worst(severity));
    [worst(Severity::Info), worst(Severity::Warning), worst(Severity::Error), count(rows, Shown::LeftOut)]
}

/// How many rows are of one sort.
pub(super) fn count(rows: &[ReviewRow], shown: Shown) -> u32 {
    u32::try_from(rows.iter().filter(|row| shown.holds(row)).count()).unwrap_or(u32::MAX)
}

/// How many contracts that will be made name no day of signature, when the file is imported on a day.
pub(super) fn unsigned(rows: &[ReviewRow], day: Day) -> Unsigned {
    let mut unsigned = Unsigned { day, ..Unsigned::default() };
    for row in rows.iter().filter(|row| !is_left_out(row)) {
        let ReviewRow::Contract { understood, .. } = row else { continue };
        match understood.draft.as_ref().map(|draft| draft.signature(day)) {
            Some(Signature::FirstDay(_)) => unsigned.first_day += 1,
            Some(Signature::ImportDay(_)) => unsigned.import_day += 1,
            Some(Signature::Named(_) | Signature::Unknown) | None => {}
        }
    }
    unsigned
}

/// How many contracts that will be made renew by themselves for a length that nobody said.
pub(super) fn assumed_renewals(rows: &[ReviewRow]) -> u32 {
    let assumed = |row: &&ReviewRow| match row {
        ReviewRow::Contract { understood, .. } => {
            understood.problems.iter().any(|at| matches!(at.problem, Problem::RenewalPeriodAssumed { .. }))
        }
        ReviewRow::Invoice { .. } => false,
    };
    let made = rows.iter().filter(|row| !is_left_out(row));
    u32::try_from(made.filter(assumed).count()).unwrap_or(u32::MAX)
}

/// How many price lines of contracts that will be made have no description.
pub(super) fn undescribed(rows: &[ReviewRow]) -> u32 {
    let lines = rows.iter().filter(|row| !is_left_out(row)).map(|row| match row {
        ReviewRow::Contract { understood, .. } => understood.draft.as_ref().map_or(0, ContractDraft::undescribed),
        ReviewRow::Invoice { .. } => 0,
    });
    u32::try_from(lines.sum::<usize>()).unwrap_or(u32::MAX)
}

/// The order in which rows are shown: what is in error first, then by what else is to be seen, what brings something
/// before what is there already, and in the order of the file within each group.
pub(super) fn order(row: &ReviewRow) -> impl Ord + use<> {
    let worst = worst(row).max((known_of(row).near_same && !known_of(row).apart).then_some(Severity::Warning));
    let first = match row {
        ReviewRow::Contract { understood, .. } => understood.rows.first().copied(),
        ReviewRow::Invoice { understood, .. } => understood.rows.first().copied(),
    };
    let there = known_of(row).is_there() && known_of(row).differs.is_empty();
    (is_acceptable(row), std::cmp::Reverse(worst), there, first)
}

/// Rows with what is known of them; `left_out` says that a person left these out, `apart` of which customers that they
/// are others.
pub(super) fn review_rows(
    rows: Rows,
    directory: &Directory,
    left_out: bool,
    apart: &BTreeSet<String>,
) -> Vec<ReviewRow> {
    let told = |known: Known, customer: Option<&CustomerWords>| Known {
        left_out,
        apart: known.near_same && customer.is_some_and(|words| apart.contains(&words.name)),
        ..known
    };
    match rows {
        Rows::Contracts(rows) => rows
            .into_iter()
            .map(|row| {
                let known = row.draft.as_ref().map(|draft| directory.known_contract(draft)).unwrap_or_default();
                let known = told(known, row.draft.as_ref().and_then(|draft| draft.customer.as_ref()));
                ReviewRow::Contract { understood: Box::new(row), known }
            })
            .collect(),
        Rows::Invoices(rows) => rows
            .into_iter()
            .map(|row| {
                let known = row.draft.as_ref().map(|draft| directory.known_invoice(draft)).unwrap_or_default();
                let known = told(known, row.draft.as_ref().and_then(|draft| draft.customer.as_ref()));
                ReviewRow::Invoice { understood: Box::new(row), known }
            })
            .collect(),
    }
}

/// Leaves out of a row of which nothing is made, because it is there already or a person left it out, what would be to see
/// of a new one. What is wrong with it stays, and what the file says otherwise than is known here.
pub(super) fn quieten(row: &mut ReviewRow) {
    let (problems, known) = match row {
        ReviewRow::Contract { understood, known } => (&mut understood.problems, known),
        ReviewRow::Invoice { understood, known } => (&mut understood.problems, known),
    };
    if known.is_there() || known.left_out {
        problems.retain(|at| at.problem.severity() == Severity::Error || at.problem.compares());
    }
}

pub(super) const fn known_of(row: &ReviewRow) -> &Known {
    match row {
        ReviewRow::Contract { known, .. } | ReviewRow::Invoice { known, .. } => known,
    }
}

fn is_acceptable(row: &ReviewRow) -> bool {
    match row {
        ReviewRow::Contract { understood, .. } => understood.is_acceptable(),
        ReviewRow::Invoice { understood, .. } => understood.is_acceptable(),
    }
}

pub(super) fn is_left_out(row: &ReviewRow) -> bool {
    !is_acceptable(row) || known_of(row).is_there() || known_of(row).left_out || known_of(row).probably
}

fn worst(row: &ReviewRow) -> Option<Severity> {
    let said = match row {
        ReviewRow::Contract { understood, .. } => understood.severity(),
        ReviewRow::Invoice { understood, .. } => understood.severity(),
    };
    // Nothing is made of it, so a person has to see it before it is forgotten, unless they left it out themselves.
    let known = known_of(row);
    said.max((!known.differs.is_empty() && !known.left_out).then_some(Severity::Warning))
}
