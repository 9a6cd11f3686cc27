//! Absences: entering them and taking them back. Who stands in follows from them ([`model::absence`]) and is written with
//! each of them, so that lists can ask for it.

use crate::{Actor, Result, actor::Acting};
use model::{
    absence::{Absence, change_problems, problems, stretches},
    calendar::{Day, Period},
    contract::ContractDetails,
    event::{Event, Subject},
    id::{AbsenceId, PersonId},
    permission::Permission,
    person::Standing,
    refusal::{FieldProblem, Problem, Refusal},
    view::{AbsenceRow, AbsenceSheet, Away},
};
use std::collections::{BTreeMap, HashMap};
use store::{absence::Kept, person::Member};

/// The name under which the day of the last change is kept. Each change writes it first, so that two at once wait for one
/// another, and neither overlooks what the other entered.
const LAST: &str = "absences";

/// One's own absences and, for those who may enter them, everybody's; only what is not over.
pub async fn sheet(actor: &Actor) -> Result<AbsenceSheet> {
    let (me, reading) = actor.read_own()?;
    let connection = reading.connection();
    let (day, of_others) = (actor.day(), actor.may(Permission::EnterAbsences));
    let kept = store::absence::list(connection, day).await?;
    let all: Vec<Absence> = kept.iter().map(|kept| kept.absence).collect();
    let people = store::person::list(connection).await?;
    let gone = gone_from(&people);
    let names: HashMap<PersonId, String> = people.iter().map(|person| (person.id, person.name.clone())).collect();
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    let stretches = stretches(&all, &gone);
    let own = kept.into_iter().filter(|kept| of_others || kept.absence.person == me);
    let rows = own.map(|Kept { id, absence: Absence { person, days, stand_in }, version }| {
        let really = stretches.iter().filter(|one| one.person == person && one.days.intersection(days).is_some());
        let otherwise = really.filter(|one| one.by != Some(stand_in)).map(|one| (one.days, one.by.map(name)));
        let otherwise = otherwise.collect();
        AbsenceRow { id, version, person, name: name(person), days, stand_in, stand_in_name: name(stand_in), otherwise }
    });
    let rows = rows.collect();
    let may_act = |person: &&store::person::Person| gone.get(&person.id).is_none_or(|from| day < *from);
    Ok(AbsenceSheet {
        me,
        rows,
        standing_in: of_stand_in(&store::absence::away_on(connection, day).await?, me),
        of_others,
        people: people.iter().filter(may_act).map(|person| (person.id, person.name.clone())).collect(),
        day,
    })
}

/// From which day on somebody may not act any more, of those of whom it is known.
fn gone_from(people: &[store::person::Person]) -> BTreeMap<PersonId, Day> {
    let gone = people.iter().filter_map(|person| match (person.active, person.expires_on) {
        (false, _) => Some((person.id, Day::MIN)),
        (true, last) => Some((person.id, last?.succ_opt()?)),
    });
    gone.collect()
}

/// For whom somebody stands in, of those who are away.
pub(crate) fn of_stand_in(away: &BTreeMap<PersonId, store::absence::Away>, me: PersonId) -> Vec<Away> {
    let mine = away.values().filter(|away| away.by.as_ref().is_some_and(|(by, _)| *by == me));
    mine.cloned().map(said).collect()
}

fn said(away: store::absence::Away) -> Away {
    let store::absence::Away { person: _, name, until, by } = away;
    Away { name, until, by: by.map(|(_, name)| name) }
}

/// Those of a contract's owner and deputy who are away.
pub async fn of_contract(actor: &Actor, details: &ContractDetails) -> Result<Vec<Away>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let mut away = store::absence::away_on(reading.connection(), actor.day()).await?;
    let people = [details.owner, details.deputy].into_iter().flatten();
    Ok(people.filter_map(|person| away.remove(&person)).map(said).collect())
}

/// Leave to change the absences of a person: one's own, or those of others with the permission.
async fn begin(actor: &Actor, person: PersonId) -> Result<Acting<'_>> {
    let acting = if actor.person() == Some(person) {
        actor.begin_own().await?.1
    } else {
        actor.begin(Permission::EnterAbsences).await?
    };
    store::setting::write(acting.connection(), LAST, &actor.day()).await?;
    Ok(acting)
}

/// Enters an absence: for its days another stands in.
///
/// # Errors
/// [`Refusal::Fields`] about `person`, `first`, `last` and `stand_in`.
pub async fn enter(actor: &Actor, person: PersonId, days: (Day, Day), stand_in: PersonId) -> Result<AbsenceId> {
    let mut acting = begin(actor, person).await?;
    let connection = acting.connection();
    let members = store::person::members(connection).await?;
    if !members.iter().any(|member| member.person.id == person) {
        return Err(Refusal::Fields(vec![FieldProblem::new("person", Problem::NotAChoice)]).into());
    }
    let there: Vec<Absence> =
        store::absence::list(connection, actor.day()).await?.into_iter().map(|kept| kept.absence).collect();
    let absence = Absence { person, days: Period { first: days.0, last: days.1 }, stand_in };
    let named = members.iter().find(|member| member.person.id == stand_in);
    let may = |_| named.is_some_and(|member| may_stand_in(actor, member, days.1));
    let problems = problems(&absence, &there, actor.day(), may);
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    let id = AbsenceId(actor.office().clock().id());
    store::absence::insert(connection, &Kept { id, absence, version: 1 }).await?;
    recompute(&acting, actor).await?;
    let stand_in = named.map(|member| member.person.name.clone()).unwrap_or_default();
    acting.record(Subject::Person(person), Event::AbsenceEntered { days: absence.days, stand_in });
    acting.commit().await?;
    Ok(id)
}

/// Changes an absence that is still as it was read (`version`), before it is over: from when, until when, and who stands in. The
/// days that have passed stay as they were, also with whom they had then.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if it is over; [`Refusal::Fields`] about `first`, `last`
/// and `stand_in`.
pub async fn change(actor: &Actor, id: AbsenceId, version: i32, days: (Day, Day), stand_in: PersonId) -> Result<()> {
    let (_, reading) = actor.read_own()?;
    let known = store::absence::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let mut acting = begin(actor, known.absence.person).await?;
    let connection = acting.connection();
    let before = store::absence::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let today = actor.day();
    if before.absence.days.last < today {
        return Err(Refusal::WrongState.into());
    }
    let absence = Absence { days: Period { first: days.0, last: days.1 }, stand_in, ..before.absence };
    if absence == before.absence {
        return Ok(());
    }
    let others: Vec<Absence> = store::absence::list(connection, today)
        .await?
        .into_iter()
        .filter(|kept| kept.id != id)
        .map(|kept| kept.absence)
        .collect();
    let members = store::person::members(connection).await?;
    let named = |id: PersonId| members.iter().find(|member| member.person.id == id);
    let may = |id| named(id).is_some_and(|member| may_stand_in(actor, member, days.1));
    let problems = change_problems(&before.absence, &absence, &others, today, may);
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    let mut changed = Kept { absence, ..before };
    let yesterday = today.pred_opt().filter(|last| before.absence.days.first <= *last);
    if let Some(last) = yesterday.filter(|_| stand_in != before.absence.stand_in) {
        // Who stood in until yesterday is kept as an absence of its own, which is over.
        let past = Absence { days: Period { last, ..before.absence.days }, ..before.absence };
        let past_id = AbsenceId(actor.office().clock().id());
        store::absence::insert(connection, &Kept { id: past_id, absence: past, version: 1 }).await?;
        changed.absence.days.first = today;
    }
    store::absence::update(connection, &changed).await?;
    recompute(&acting, actor).await?;
    let name = |id| named(id).map(|member| member.person.name.clone()).unwrap_or_default();
    let event = Event::AbsenceChanged {
        before: before.absence.days,
        before_stand_in: name(before.absence.stand_in),
        days: absence.days,
        stand_in: name(stand_in),
    };
    acting.record(Subject::Person(absence.person), event);
    acting.commit().await
}

/// Whoever came in and may come in until the absence ends.
fn may_stand_in(actor: &Actor, member: &Member, until: Day) -> bool {
    let facts = member.facts();
    facts.standing(actor.day(), actor.now()) == Standing::Active && facts.expires_on.is_none_or(|last| until <= last)
}

/// Takes an absence back: one that has not begun is gone, one that has begun ended yesterday.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::WrongState`] if it is over.
pub async fn take_back(actor: &Actor, id: AbsenceId) -> Result<()> {
    let (_, reading) = actor.read_own()?;
    let known = store::absence::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let mut acting = begin(actor, known.absence.person).await?;
    let Kept { absence, .. } = store::absence::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    let today = actor.day();
    if absence.days.last < today {
        return Err(Refusal::WrongState.into());
    }
    match today.pred_opt().filter(|yesterday| absence.days.first <= *yesterday) {
        Some(yesterday) => store::absence::end(acting.connection(), id, yesterday).await?,
        None => store::absence::delete(acting.connection(), id).await?,
    }
    recompute(&acting, actor).await?;
    let event = Event::AbsenceTakenBack { days: absence.days, back_on: today.max(absence.days.first) };
    acting.record(Subject::Person(absence.person), event);
    acting.commit().await
}

/// Writes who stands in from now on, after absences or people changed.
pub(crate) async fn recompute(acting: &Acting<'_>, actor: &Actor) -> Result<()> {
    let connection = acting.connection();
    let kept = store::absence::list(connection, actor.day()).await?;
    let absences: Vec<Absence> = kept.into_iter().map(|kept| kept.absence).collect();
    let gone = gone_from(&store::person::list(connection).await?);
    Ok(store::absence::replace_stand_ins(connection, &stretches(&absences, &gone)).await?)
}

/// The same after people changed, which waits for whoever changes absences at the same moment. `successor` names who
/// stands in from now on wherever another did.
pub(crate) async fn follow_people(
    acting: &Acting<'_>,
    actor: &Actor,
    successor: Option<(PersonId, PersonId)>,
) -> Result<u64> {
    store::setting::write(acting.connection(), LAST, &actor.day()).await?;
    let exchanged = match successor {
        Some((from, to)) => store::absence::exchange(acting.connection(), actor.day(), from, to).await?,
        None => 0,
    };
    recompute(acting, actor).await?;
    Ok(exchanged)
}
