//! Reading what is typed into short forms.

use crate::failure::Failure;
use model::{
    calendar::Day,
    refusal::{FieldProblem, Problem, Refusal},
    typed::{day_problem, narrow},
};

fn read(field: &str, text: &str) -> Result<Day, FieldProblem> {
    let text = narrow(text.trim());
    let problem = || if text.is_empty() { Problem::Missing } else { day_problem(&text) };
    text.parse().map_err(|_| FieldProblem::new(field, problem()))
}

/// A day that has to be given.
///
/// # Errors
/// [`Refusal::Fields`], at the field.
pub fn day(field: &str, text: &str) -> Result<Day, Failure> {
    read(field, text).map_err(|problem| Refusal::Fields(vec![problem]).into())
}

/// Two days that have to be given; what is wrong with either is told at once.
///
/// # Errors
/// [`Refusal::Fields`], each at its field.
pub fn days(one: (&str, &str), other: (&str, &str)) -> Result<(Day, Day), Failure> {
    match (read(one.0, one.1), read(other.0, other.1)) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let problems = [one, other].into_iter().filter_map(Result::err).collect();
            Err(Refusal::Fields(problems).into())
        }
    }
}
