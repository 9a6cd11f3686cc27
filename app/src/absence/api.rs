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

/// An absence opened for a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAbsence {
    pub id: String,
    pub version: i32,
    pub person: String,
    pub name: String,
    pub first: String,
    pub last: String,
    pub stand_in: String,
    /// Whether some of its days have passed.
    pub begun: bool,
    /// Who changed an absence of this person last, and when, in words.
    pub told: Option<String>,
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
    /// The one that is opened for a change.
    pub open: Option<OpenAbsence>,
}

/// One's own absences, and those of others for whoever may enter them; one of them is opened for a change, if it is named.
#[server(ListAbsences, endpoint = "absence/list", protocol = crate::wire::Wire)]
pub async fn list(#[server(default)] change: String) -> Result<ShownAbsences, Failure> {
    let actor = crate::visit::actor().await?;
    let model::view::AbsenceSheet { me, rows, standing_in, of_others, people, day } =
        operations::absence::sheet(&actor).await?;
    let w = crate::words::Words(actor.language());
    let open = match rows.iter().find(|row| row.id.to_string() == change) {
        Some(row) => Some(opened(&actor, row).await?),
        None => None,
    };
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
        open,
    })
}

#[cfg(feature = "ssr")]
async fn opened(actor: &operations::Actor, row: &model::view::AbsenceRow) -> operations::Result<OpenAbsence> {
    use model::event::Event;
    let of_absences = |event: &Event| {
        matches!(event, Event::AbsenceEntered { .. } | Event::AbsenceChanged { .. } | Event::AbsenceTakenBack { .. })
    };
    let told = operations::history::last_of_person(actor, row.person, of_absences).await?;
    Ok(OpenAbsence {
        id: row.id.to_string(),
        version: row.version,
        person: row.person.to_string(),
        name: row.name.clone(),
        first: row.days.first.to_string(),
        last: row.days.last.to_string(),
        stand_in: row.stand_in.to_string(),
        begun: row.days.first < actor.day(),
        told: told.map(|past| crate::components::history::in_a_line(actor, past)),
    })
}

/// Changes an absence and goes back to the list.
#[server(ChangeAbsence, endpoint = "absence/change", protocol = crate::wire::Wire)]
pub async fn change(
    id: model::id::AbsenceId,
    version: i32,
    person: String,
    first: String,
    last: String,
    stand_in: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let (_, days, stand_in) = read(&person, &first, &last, &stand_in)?;
    operations::absence::change(&actor, id, version, days, stand_in).await?;
    leptos_axum::redirect("/profile/absences");
    Ok(())
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
