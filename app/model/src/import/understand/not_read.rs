//! What stands in columns of which nothing is read is said once, at the first row.

use crate::import::{
    Grid,
    columns::{self, ImportField, Mapping},
    draft::UnderstoodRow,
    problem::{CellProblem, Problem},
};

/// Notes each such column at the first row that is taken.
pub(super) fn noted<F: ImportField, D>(
    grid: &Grid,
    mapping: &Mapping<F>,
    mut rows: Vec<UnderstoodRow<D>>,
) -> Vec<UnderstoodRow<D>> {
    if let Some(first) = rows.iter_mut().find(|row| row.draft.is_some())
        && let Some(number) = first.rows.first().copied()
    {
        let at = |column| CellProblem { row: number, column: Some(column), problem: Problem::ColumnNotRead };
        first.problems.extend(columns::not_read(grid, mapping).into_iter().map(at));
    }
    rows
}
