//! Questions and steps of the administration.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{components::kept::Opened, failure::Failure};
use leptos::server;
use model::{
    calendar::Moment,
    event::Change,
    id::{PersonId, TeamId},
    language::Language,
    person::{PersonDetails, Role},
    refusal::FieldProblem,
    typed::Form,
    view::{Member, MemberSheet, PastPage, TeamRow, TeamSheet},
};
use serde::{Deserialize, Serialize};

/// A person as an administrator types them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub name: String,
    pub email: String,
    pub language: String,
    pub roles: Vec<Role>,
    pub expires_on: String,
}

impl From<&PersonDetails> for PersonForm {
    fn from(details: &PersonDetails) -> Self {
        let PersonDetails { name, email, language, roles, expires_on } = details.clone();
        let expires_on = expires_on.map(|day| day.to_string()).unwrap_or_default();
        Self { name, email, language: language.tag().to_owned(), roles, expires_on }
    }
}

impl PersonForm {
    fn fields(&self) -> [(&'static str, String); 5] {
        let Self { name, email, language, roles, expires_on } = self;
        let codes: Vec<String> =
            Role::ALL.into_iter().filter(|role| roles.contains(role)).map(super::fields::role_code).collect();
        [
            ("name", name.trim().to_owned()),
            ("email", email.trim().to_lowercase()),
            ("language", language.clone()),
            ("roles", codes.join(",")),
            ("expires_on", expires_on.trim().to_owned()),
        ]
    }
}

impl Form for PersonForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        let both = self.fields().into_iter().zip(after.fields());
        let differing = both.filter(|((_, before), (_, after))| before != after);
        differing.map(|((field, before), (_, after))| Change { field: field.to_owned(), before, after }).collect()
    }

    /// The office reads the form; nothing is checked while one types.
    fn problems(&self, _language: Language) -> Vec<FieldProblem> {
        Vec::new()
    }
}

/// Everybody, by name.
#[server(ListPeople, endpoint = "administration/people", protocol = crate::wire::Wire)]
pub async fn people() -> Result<Vec<Member>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::person::members(&actor).await?)
}

/// One person, and the link of an invitation that was just made for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAsked {
    /// The person.
    pub sheet: MemberSheet,
    /// The form in which they are changed.
    pub opened: Opened<PersonForm>,
    /// The link, and until when it may be used; shown once.
    pub link: Option<(String, Moment)>,
}

/// One person with all that can be done about them.
#[server(FindPerson, endpoint = "administration/person", protocol = crate::wire::Wire)]
pub async fn person(id: String) -> Result<PersonAsked, Failure> {
    let actor = crate::visit::actor().await?;
    let sheet = operations::person::find(&actor, input::person(&id)?).await?;
    let typed = crate::visit::take_typed(&format!("person/{}", sheet.member.id)).await;
    let opened = Opened::beside(PersonForm::from(&sheet.member.details), sheet.member.version, typed);
    let link = crate::visit::take_invitation(sheet.member.id, sheet.member.details.language);
    Ok(PersonAsked { link, opened, sheet })
}

/// Invites a person.
#[server(endpoint = "administration/invite", protocol = crate::wire::Wire)]
pub async fn invite(
    name: String,
    email: String,
    language: String,
    #[server(default)] roles: Vec<Role>,
    #[server(default)] expires_on: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let details = input::details(&PersonForm { name, email, language, roles, expires_on })?;
    crate::visit::show_invitation(&operations::person::invite(&actor, details).await?);
    Ok(())
}

/// Makes a new link for a person.
#[server(endpoint = "administration/renew_invitation", protocol = crate::wire::Wire)]
pub async fn renew_invitation(id: PersonId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    crate::visit::show_invitation(&operations::person::renew_invitation(&actor, id).await?);
    Ok(())
}

/// Changes a person.
#[server(endpoint = "administration/change_person", protocol = crate::wire::Wire)]
pub async fn change_person(
    id: PersonId,
    version: i32,
    name: String,
    email: String,
    language: String,
    #[server(default)] roles: Vec<Role>,
    #[server(default)] expires_on: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let form = PersonForm { name, email, language, roles, expires_on };
    let change = async {
        let details = input::details(&form)?;
        operations::person::change(&actor, id, version, details).await
    };
    crate::visit::keeping(&format!("person/{id}"), &form, change).await
}

/// Withdraws the right to sign in.
#[server(endpoint = "administration/deactivate_person", protocol = crate::wire::Wire)]
pub async fn deactivate_person(
    id: PersonId,
    version: i32,
    #[server(default)] successor: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::person::deactivate(&actor, id, version, input::successor(&successor)?).await?)
}

/// Gives what a person is responsible for to another.
#[server(endpoint = "administration/hand_over", protocol = crate::wire::Wire)]
pub async fn hand_over(id: PersonId, #[server(default)] successor: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::person::hand_over(&actor, id, input::chosen(&successor)?).await?)
}

/// Gives the right to sign in back.
#[server(endpoint = "administration/reactivate_person", protocol = crate::wire::Wire)]
pub async fn reactivate_person(id: PersonId, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::person::reactivate(&actor, id, version).await?)
}

/// Signs a person out everywhere.
#[server(endpoint = "administration/sign_out_person", protocol = crate::wire::Wire)]
pub async fn sign_out_person(id: PersonId) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::person::sign_out(&actor, id).await?)
}

/// All teams, by name.
#[server(ListTeams, endpoint = "administration/teams", protocol = crate::wire::Wire)]
pub async fn teams() -> Result<Vec<TeamRow>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::team::list(&actor).await?)
}

/// A team as an administrator types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TeamForm {
    pub name: String,
    pub members: Vec<PersonId>,
}

impl TeamForm {
    fn fields(&self) -> [(&'static str, String); 2] {
        let mut members: Vec<String> = self.members.iter().map(ToString::to_string).collect();
        members.sort_unstable();
        [("name", self.name.trim().to_owned()), ("members", members.join(","))]
    }
}

impl Form for TeamForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        let both = self.fields().into_iter().zip(after.fields());
        let differing = both.filter(|((_, before), (_, after))| before != after);
        differing.map(|((field, before), (_, after))| Change { field: field.to_owned(), before, after }).collect()
    }

    /// The office reads the form; nothing is checked while one types.
    fn problems(&self, _language: Language) -> Vec<FieldProblem> {
        Vec::new()
    }
}

/// A team opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedTeam {
    /// The form, whose members a difference names.
    pub opened: Opened<TeamForm>,
    /// The team with everybody who may belong to it.
    pub sheet: TeamSheet,
}

/// A team with everybody who may belong to it.
#[server(FindTeam, endpoint = "administration/team", protocol = crate::wire::Wire)]
pub async fn team(id: String) -> Result<OpenedTeam, Failure> {
    use model::refusal::Refusal;
    let actor = crate::visit::actor().await?;
    let sheet = operations::team::find(&actor, id.parse().map_err(|_| Refusal::NotFound)?).await?;
    let typed = crate::visit::take_typed(&format!("team/{}", sheet.id)).await;
    let members = sheet.people.iter().filter(|person| person.member).map(|person| person.id).collect();
    let form = TeamForm { name: sheet.name.clone(), members };
    let mut opened = Opened::beside(form, sheet.version, typed);
    for change in opened.changes.iter_mut().filter(|change| change.field == "members") {
        for text in [&mut change.before, &mut change.after] {
            let chosen = sheet.people.iter().filter(|person| text.contains(&person.id.to_string()));
            let names: Vec<String> = chosen.map(|person| person.name.clone()).collect();
            *text = crate::words::Words(actor.language()).list(&names);
        }
    }
    Ok(OpenedTeam { opened, sheet })
}

/// Makes a team without members, and leads to its page.
#[server(endpoint = "administration/add_team", protocol = crate::wire::Wire)]
pub async fn add_team(name: String) -> Result<(), Failure> {
    use model::team::TeamDetails;
    let actor = crate::visit::actor().await?;
    let id = operations::team::add(&actor, TeamDetails { name, members: Vec::new() }).await?;
    leptos_axum::redirect(&format!("/administration/teams/{id}"));
    Ok(())
}

/// Renames a team, or changes its members.
#[server(endpoint = "administration/change_team", protocol = crate::wire::Wire)]
pub async fn change_team(
    id: TeamId,
    version: i32,
    name: String,
    #[server(default)] members: Vec<PersonId>,
) -> Result<(), Failure> {
    use model::team::TeamDetails;
    let actor = crate::visit::actor().await?;
    let form = TeamForm { name, members };
    let TeamForm { name, members } = form.clone();
    let change = operations::team::change(&actor, id, version, TeamDetails { name, members });
    crate::visit::keeping(&format!("team/{id}"), &form, change).await
}

/// Dissolves a team.
#[server(endpoint = "administration/delete_team", protocol = crate::wire::Wire)]
pub async fn delete_team(id: TeamId, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::team::delete(&actor, id, version).await?;
    leptos_axum::redirect("/administration/teams");
    Ok(())
}

/// Which stretch of the history a page shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HistoryQuery {
    /// Only what this person did.
    pub person: String,
    /// Only events about this kind of record.
    pub kind: String,
    /// Events before this place.
    pub before: String,
    /// Events after this place.
    pub after: String,
}

/// A stretch of the whole history.
#[server(WholeHistory, endpoint = "administration/history", protocol = crate::wire::Wire)]
pub async fn history(query: HistoryQuery) -> Result<PastPage, Failure> {
    let actor = crate::visit::actor().await?;
    let kind = Some(query.kind.clone()).filter(|kind| !kind.is_empty());
    let rows = crate::components::list::PAGE;
    Ok(operations::history::list(&actor, query.person.parse().ok(), kind, input::from(&query), rows).await?)
}

/// From what people type to what operations take.
#[cfg(feature = "ssr")]
mod input {
    use super::{HistoryQuery, PersonForm};
    use crate::failure::Failure;
    use model::{
        calendar::Day,
        id::PersonId,
        language::Language,
        person::PersonDetails,
        refusal::{FieldProblem, Problem, Refusal},
        typed::day_problem,
    };
    use operations::history::HistoryFrom;

    fn refused(field: &str, problem: Problem) -> Failure {
        Refusal::Fields(vec![FieldProblem::new(field, problem)]).into()
    }

    pub fn person(id: &str) -> Result<PersonId, Failure> {
        Ok(id.parse().map_err(|_| Refusal::NotFound)?)
    }

    pub fn details(form: &PersonForm) -> Result<PersonDetails, operations::Failure> {
        let PersonForm { name, email, language, roles, expires_on } = form.clone();
        let wrong = |field: &str, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        let expires_on: Option<Day> = match expires_on.trim() {
            "" => None,
            day => Some(day.parse().map_err(|_| wrong("expires_on", day_problem(day)))?),
        };
        let language = Language::from_tag(&language).ok_or_else(|| wrong("language", Problem::NotAChoice))?;
        Ok(PersonDetails { name, email, language, roles, expires_on })
    }

    pub fn successor(id: &str) -> Result<Option<PersonId>, Failure> {
        if id.is_empty() { Ok(None) } else { chosen(id).map(Some) }
    }

    pub fn chosen(id: &str) -> Result<PersonId, Failure> {
        id.parse().map_err(|_| refused("successor", Problem::NotAChoice))
    }

    pub fn from(query: &HistoryQuery) -> HistoryFrom {
        match (query.before.parse(), query.after.parse()) {
            (Ok(place), _) => HistoryFrom::Before(place),
            (_, Ok(place)) => HistoryFrom::After(place),
            _ => HistoryFrom::Newest,
        }
    }
}
