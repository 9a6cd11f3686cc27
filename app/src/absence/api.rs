//! Questions about absences, and the steps that change them.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use serde::{Deserialize, Serialize};

/// An absence, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAbsence {
    pub id: String,
    pub name: String,
    pub days: String,
    pub stand_in: String,
    /// Who stands in where it is not whoever was named.
    pub otherwise: Vec<String>,
}

/// The absences that somebody may see, and what can be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownAbsences {
    pub me: String,
    pub rows: Vec<ShownAbsence>,
    /// For whom one stands in, in sentences.
    pub standing_in: Vec<String>,
    pub of_others: bool,
    pub people: Vec<(String, String)>,
    pub day: String,
}

/// One's own absences, and those of others for whoever may enter them.
#[server(ListAbsences, endpoint = "absence/list", protocol = crate::wire::Wire)]
pub async fn list() -> Result<ShownAbsences, Failure> {
    let actor = crate::visit::actor().await?;
    let model::view::AbsenceSheet { me, rows, standing_in, of_others, people, day } =
        operations::absence::sheet(&actor).await?;
    let w = crate::words::Words(actor.language());
    let rows = rows.into_iter().map(|row| ShownAbsence {
        id: row.id.to_string(),
        days: w.period(row.days),
        otherwise: crate::words::absence_page::otherwise(w, &row),
        name: row.name,
        stand_in: row.stand_in_name,
    });
    Ok(ShownAbsences {
        me: me.to_string(),
        rows: rows.collect(),
        standing_in: standing_in.iter().map(|away| crate::words::absence_page::standing_in(w, away)).collect(),
        of_others,
        people: people.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        day: day.to_string(),
    })
}

/// Enters an absence.
#[server(EnterAbsence, endpoint = "absence/enter", protocol = crate::wire::Wire)]
pub async fn enter(person: String, first: String, last: String, stand_in: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let (person, days, stand_in) = read(&person, &first, &last, &stand_in)?;
    operations::absence::enter(&actor, person, days, stand_in).await?;
    Ok(())
}

#[cfg(feature = "ssr")]
type Read = (model::id::PersonId, (model::calendar::Day, model::calendar::Day), model::id::PersonId);

#[cfg(feature = "ssr")]
fn read(person: &str, first: &str, last: &str, stand_in: &str) -> Result<Read, Failure> {
    use model::{
        calendar::Day,
        refusal::{FieldProblem, Problem, Refusal},
        typed::{day_problem, narrow},
    };
    let mut problems = Vec::new();
    let mut wrong = |field: &str, text: &str, problem: &dyn Fn() -> Problem| {
        let problem = if text.trim().is_empty() { Problem::Missing } else { problem() };
        problems.push(FieldProblem::new(field, problem));
    };
    let mut day = |field, text: &str| -> Option<Day> {
        let text = narrow(text.trim());
        let day = text.parse().ok();
        if day.is_none() {
            wrong(field, &text, &|| day_problem(&text));
        }
        day
    };
    let days = (day("first", first), day("last", last));
    let mut id = |field, text: &str| -> Option<model::id::PersonId> {
        let id = text.parse().ok();
        if id.is_none() {
            wrong(field, text, &|| Problem::NotAChoice);
        }
        id
    };
    match (id("person", person), days, id("stand_in", stand_in)) {
        (Some(person), (Some(first), Some(last)), Some(stand_in)) => Ok((person, (first, last), stand_in)),
        _ => Err(Refusal::Fields(problems).into()),
    }
}

/// Takes an absence back.
#[server(TakeAbsenceBack, endpoint = "absence/take_back", protocol = crate::wire::Wire)]
pub async fn take_back(id: model::id::AbsenceId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::absence::take_back(&actor, id).await?)
}
