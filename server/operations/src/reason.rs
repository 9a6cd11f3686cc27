//! Reasons that people give for what they decide.

use model::refusal::{FieldProblem, Problem, Refusal};

/// The longest reason, in characters; what is longer nobody reads in a list.
const MOST: u32 = 500;

/// A reason that says something and is not a book, without the spaces around it.
///
/// # Errors
/// [`Refusal::Fields`], at the field.
pub(crate) fn stated(field: &str, reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    let problem = match reason.chars().count() {
        0 => Problem::Missing,
        length if length > MOST as usize => Problem::TooLong { most: MOST },
        _ => return Ok(reason.to_owned()),
    };
    Err(Refusal::Fields(vec![FieldProblem::new(field, problem)]))
}
