//! People as administrators manage them: inviting, changing, deactivating, handing over.

mod duty;

use super::invitation::new_link;
use crate::{Actor, Result, absence, actor::Acting, leakage, session, settings};
use model::{
    event::{Change, Event, Subject, changes},
    id::PersonId,
    leakage::FindingState,
    permission::Permission,
    person::{PersonDetails, PersonFacts, Standing, is_administered},
    refusal::{FieldProblem, Problem, Refusal, in_order},
    view::{InvitationLink, Member, MemberSheet},
};
use std::collections::HashMap;
use store::person::{HandedOver, Member as Stored, Person};

pub(super) fn details(person: Person) -> PersonDetails {
    let Person { id: _, name, email, language, roles, active: _, expires_on, version: _ } = person;
    PersonDetails { name, email, language, roles, expires_on }
}

fn member(actor: &Actor, stored: Stored, seen: &HashMap<PersonId, i64>) -> Member {
    let standing = stored.facts().standing(actor.day(), actor.now());
    let Stored { person, .. } = stored;
    Member {
        id: person.id,
        version: person.version,
        standing,
        seen_at: seen.get(&person.id).and_then(|at| model::calendar::Moment::from_timestamp_millis(*at)),
        details: details(person),
    }
}

/// Everybody, by name: two queries.
pub async fn members(actor: &Actor) -> Result<Vec<Member>> {
    let reading = actor.read(Permission::ManagePeople)?;
    let connection = reading.connection();
    let seen = store::session::last_seen(connection, actor.now().timestamp_millis()).await?;
    let members = store::person::members(connection).await?;
    Ok(members.into_iter().map(|stored| member(actor, stored, &seen)).collect())
}

/// One person with all that can be done about them.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn find(actor: &Actor, id: PersonId) -> Result<MemberSheet> {
    let reading = actor.read(Permission::ManagePeople)?;
    let connection = reading.connection();
    let members = store::person::members(connection).await?;
    let stored = members.iter().find(|stored| stored.person.id == id).cloned().ok_or(Refusal::NotFound)?;
    let sessions = store::session::list_of(connection, id, actor.now().timestamp_millis()).await?;
    let seen = sessions.iter().map(|session| (id, session.seen_at)).take(1).collect();
    let others = members.into_iter().filter(|other| other.person.id != id && can_take_over(actor, other));
    Ok(MemberSheet {
        member: member(actor, stored, &seen),
        oneself: actor.person() == Some(id),
        sessions: sessions.len() as u64,
        responsibilities: store::person::responsibilities(connection, id).await?,
        successors: others.map(|other| (other.person.id, other.person.name)).collect(),
        day: actor.day(),
    })
}

fn can_take_over(actor: &Actor, member: &Stored) -> bool {
    member.facts().standing(actor.day(), actor.now()) == Standing::Active
}

/// Adds a person who comes in by a link, and returns the link: it can be shown now and never again.
///
/// # Errors
/// [`Refusal::Fields`].
pub async fn invite(actor: &Actor, details: PersonDetails) -> Result<InvitationLink> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let details = accepted(&acting, actor, details, None).await?;
    let PersonDetails { name, email, language, roles, expires_on } = details;
    let id = PersonId(actor.office().clock().id());
    let person = Person { id, name, email, language, roles, active: true, expires_on, version: 1 };
    let (link, hash) = new_link(actor.office(), id, actor.now());
    store::person::invite(acting.connection(), &person, hash, link.until, actor.now()).await?;
    acting.record(Subject::Person(id), Event::PersonInvited { name: person.name, roles: person.roles });
    acting.commit().await?;
    Ok(link)
}

async fn accepted(
    acting: &Acting<'_>,
    actor: &Actor,
    details: PersonDetails,
    before: Option<&Person>,
) -> Result<PersonDetails> {
    let details = details.tidy();
    let mut problems = details.problems(actor.day(), before.and_then(|person| person.expires_on));
    let except = before.map(|person| person.id);
    if store::person::is_email_taken(acting.connection(), &details.email, except).await? {
        problems.push(FieldProblem::new("email", Problem::Taken));
    }
    if problems.is_empty() { Ok(details) } else { Err(Refusal::Fields(in_order(problems, &["name", "email"])).into()) }
}

/// Makes a new link for a person, in place of any earlier one: for whoever did not use theirs in time, or has
/// forgotten their password.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::WrongState`] for people who may not sign in.
pub async fn renew_invitation(actor: &Actor, id: PersonId) -> Result<InvitationLink> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let stored = store::person::find_member(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    match stored.facts().standing(actor.day(), actor.now()) {
        Standing::Active | Standing::Invited { .. } => {}
        Standing::Expired { .. } | Standing::Deactivated => return Err(Refusal::WrongState.into()),
    }
    let (link, hash) = new_link(actor.office(), id, actor.now());
    store::person::write_invitation(acting.connection(), id, Some((hash, link.until))).await?;
    acting.record(Subject::Person(id), Event::InvitationRenewed);
    acting.commit().await?;
    Ok(link)
}

/// A person who is still as they were read, among everybody, all locked.
async fn lock(acting: &Acting<'_>, id: PersonId, version: i32) -> Result<(Person, Vec<PersonFacts>)> {
    let members = store::person::lock_members(acting.connection()).await?;
    let everybody = members.iter().map(Stored::facts).collect();
    let person = members.into_iter().find(|member| member.person.id == id).ok_or(Refusal::NotFound)?.person;
    if person.version != version {
        return Err(Refusal::Stale.into());
    }
    Ok((person, everybody))
}

/// Refuses a change of one person after which nobody would administer the organisation.
fn stays_administered(before: &[PersonFacts], changed: &Person) -> Result<()> {
    let after: Vec<PersonFacts> = before
        .iter()
        .cloned()
        .map(|facts| {
            if facts.id != changed.id {
                return facts;
            }
            let Person { roles, active, expires_on, .. } = changed.clone();
            PersonFacts { roles, active, expires_on, ..facts }
        })
        .collect();
    if is_administered(before) && !is_administered(&after) {
        return Err(Refusal::LastAdministrator.into());
    }
    Ok(())
}

/// Changes a person who is still as they were read (`version`).
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`]; [`Refusal::LastAdministrator`].
pub async fn change(actor: &Actor, id: PersonId, version: i32, details: PersonDetails) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let (person, everybody) = lock(&acting, id, version).await?;
    let details = accepted(&acting, actor, details, Some(&person)).await?;
    let PersonDetails { name, email, language, roles, expires_on } = details;
    let changed = Person { id, name, email, language, roles, active: person.active, expires_on, version };
    if changed == person {
        return Ok(());
    }
    stays_administered(&everybody, &changed)?;
    store::person::update(acting.connection(), &changed).await?;
    absence::follow_people(&acting, actor, None).await?;
    if person.expires_on != changed.expires_on {
        leakage::follow_owner(&mut acting, actor, id).await?;
    }
    let changes = changes(fields(&person), fields(&changed));
    if !changes.is_empty() {
        acting.record(Subject::Person(id), Event::PersonChanged { changes });
    }
    if person.roles != changed.roles {
        let event = Event::RolesChanged { before: person.roles, after: changed.roles };
        acting.record(Subject::Person(id), event);
    }
    acting.commit().await
}

fn fields(person: &Person) -> [(&'static str, String); 4] {
    [
        ("name", person.name.clone()),
        ("email", person.email.clone()),
        ("language", person.language.tag().to_owned()),
        ("expires_on", person.expires_on.map(|day| day.to_string()).unwrap_or_default()),
    ]
}

/// Withdraws the right to sign in, ends all sessions and any invitation, and gives what the person is responsible for
/// to a successor, if one is named. Without one their contracts become findings.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Oneself`]; [`Refusal::LastAdministrator`];
/// [`Refusal::WrongState`] if they are deactivated already; [`Refusal::Fields`] for a successor who may not sign in.
pub async fn deactivate(actor: &Actor, id: PersonId, version: i32, successor: Option<PersonId>) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    if actor.person() == Some(id) {
        return Err(Refusal::Oneself.into());
    }
    let (mut person, everybody) = lock(&acting, id, version).await?;
    if !person.active {
        return Err(Refusal::WrongState.into());
    }
    person.active = false;
    stays_administered(&everybody, &person)?;
    store::person::update(acting.connection(), &person).await?;
    store::person::write_invitation(acting.connection(), id, None).await?;
    store::session::end_of(acting.connection(), id, None).await?;
    acting.record(Subject::Person(id), Event::PersonDeactivated);
    match successor {
        Some(successor) => give(&mut acting, actor, &person, successor, Leaving::ForGood).await?,
        None => {
            settings::hand_over(&mut acting, &person, None).await?;
            absence::follow_people(&acting, actor, None).await?;
            leakage::follow_owner(&mut acting, actor, id).await?;
        }
    }
    acting.commit().await
}

/// Gives what a person is responsible for to another: contracts, customers, obligations, and open findings and planned visits
/// if they may work on them. They stay in their teams, and stand in where they do.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Fields`] for a successor who may not sign in, or is the same person.
pub async fn hand_over(actor: &Actor, id: PersonId, successor: PersonId) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let person = store::person::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    give(&mut acting, actor, &person, successor, Leaving::Staying).await?;
    acting.commit().await
}

/// Whether somebody who hands over leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// They may not sign in any more, so another takes their place in teams and absences, too.
    ForGood,
    /// They go on with other things.
    Staying,
}

async fn give(
    acting: &mut Acting<'_>,
    actor: &Actor,
    from: &Person,
    successor: PersonId,
    leaving: Leaving,
) -> Result<()> {
    let found = store::person::find_member(acting.connection(), successor).await?;
    let to = found.filter(|to| to.person.id != from.id && can_take_over(actor, to));
    let wrong = || Refusal::Fields(vec![FieldProblem::new("successor", Problem::NotAChoice)]);
    let to = to.ok_or_else(wrong)?.person;
    duty::give(acting, actor, (from, &to), leaving).await?;
    let named = settings::hand_over(acting, from, Some(&to)).await?;
    // Where the successor may not work on findings they go where new ones that nobody answers for do.
    let able = leakage::pursuers(acting.connection(), None).await?;
    let may = |person: PersonId| able.iter().any(|pursuer| pursuer.id == person);
    let findings_to = FindingState::owner_of_found(Some(to.id), None, named, may);
    let finder = able.iter().find(|pursuer| Some(pursuer.id) == findings_to).map(|pursuer| &pursuer.name);
    let handed = store::person::hand_over(acting.connection(), from.id, to.id, findings_to).await?;
    let HandedOver { owned, deputised, customers, findings } = handed;
    let mut contracts: Vec<_> = owned.iter().chain(&deputised).copied().collect();
    contracts.sort_unstable();
    contracts.dedup();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let event = Event::HandedOver {
        to: to.name.clone(),
        contracts: count(contracts.len()),
        customers: count(customers.len()),
        findings: if findings_to == Some(to.id) { count(findings.len()) } else { 0 },
    };
    acting.record(Subject::Person(from.id), event);
    let changed =
        |field: &str| vec![Change { field: field.to_owned(), before: from.name.clone(), after: to.name.clone() }];
    if !owned.is_empty() {
        leakage::follow_owner(acting, actor, to.id).await?;
    }
    for contract in owned {
        acting.record(Subject::Contract(contract), Event::ContractChanged { changes: changed("owner") });
    }
    for contract in deputised {
        acting.record(Subject::Contract(contract), Event::ContractChanged { changes: changed("deputy") });
    }
    for customer in customers {
        acting.record(Subject::Customer(customer), Event::CustomerChanged { changes: changed("owner") });
    }
    for finding in findings {
        let event = Event::FindingAssigned { owner: finder.cloned(), from: Some(from.name.clone()) };
        acting.record(Subject::Finding(finding), event);
    }
    Ok(())
}

/// Gives a person the right to sign in back.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if they are not deactivated.
pub async fn reactivate(actor: &Actor, id: PersonId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    let (mut person, _) = lock(&acting, id, version).await?;
    if person.active {
        return Err(Refusal::WrongState.into());
    }
    person.active = true;
    store::person::update(acting.connection(), &person).await?;
    absence::follow_people(&acting, actor, None).await?;
    leakage::follow_owner(&mut acting, actor, id).await?;
    acting.record(Subject::Person(id), Event::PersonReactivated);
    acting.commit().await
}

/// Signs a person out of all their browsers.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn sign_out(actor: &Actor, id: PersonId) -> Result<()> {
    let mut acting = actor.begin(Permission::ManagePeople).await?;
    store::person::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let ended = store::session::end_of(acting.connection(), id, None).await?;
    acting.record(Subject::Person(id), session::signed_out(ended));
    acting.commit().await
}
