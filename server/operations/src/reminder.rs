//! Reminders: everybody is told of the key dates that concern them, by the rules of the organisation.

use crate::{
    Actor, Office, Result,
    actor::Acting,
    notification::{self, Telling},
    practice::Practices,
    sign_in,
};
use model::{
    calendar::{Day, holiday::HolidayCalendar},
    event::{Event, Subject},
    id::{ContractId, PersonId, TeamId},
    key_date::KeyDateKind,
    notification::{Choice, DateNotice, Notice},
    permission::Permission,
    person::Role,
    refusal::Refusal,
    reminder::{Concerned, QuietDays, Rule, Rules, Step, steps},
    view::ReminderSheet,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::{ConnectionTrait, reminder::OpenDate};

/// The name under which the rules are kept.
const NAME: &str = "reminders";
/// The name under which the day of the last run is kept. Each transaction of a run writes it first, so that two runs at
/// once wait for one another and nobody is told twice of the same escalation.
const RUN: &str = "reminders_run";
/// How many key dates one transaction tells of, so that people can save in between.
const TOGETHER: u64 = 1_000;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    version: i32,
    rules: Rules,
}

/// The rules, with what can be said about them.
pub async fn find(actor: &Actor) -> Result<ReminderSheet> {
    let reading = actor.read(Permission::ManageSettings)?;
    let kept: Option<Kept> = store::setting::find(reading.connection(), NAME).await?;
    let Kept { version, rules } = kept.unwrap_or_default();
    Ok(ReminderSheet { version, rules, mails: actor.office().sends_mail(), day: actor.day() })
}

/// Changes the rule for a kind of key date, if the rules are still as they were read (`version`). It holds from the next
/// day's reminders on.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn change(actor: &Actor, version: i32, kind: KeyDateKind, rule: Rule) -> Result<()> {
    let rule = rule.tidy();
    let (mut acting, kept) = open(actor, version).await?;
    let problems = rule.problems();
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    let before = kept.rules.of(kind).cloned().unwrap_or_default();
    if before == rule {
        return Ok(());
    }
    let rules = kept.rules.with(kind, rule.clone());
    store::setting::write(acting.connection(), NAME, &Kept { version: version + 1, rules }).await?;
    acting.record(Subject::Organisation, Event::ReminderRuleChanged { kind, before, after: rule });
    acting.commit().await
}

/// Changes on which days nobody is reminded, if the rules are still as they were read (`version`).
///
/// # Errors
/// [`Refusal::Stale`].
pub async fn change_quiet_days(actor: &Actor, version: i32, quiet: QuietDays) -> Result<()> {
    let (mut acting, kept) = open(actor, version).await?;
    let before = kept.rules.quiet;
    if before == quiet {
        return Ok(());
    }
    let rules = Rules { quiet, ..kept.rules };
    store::setting::write(acting.connection(), NAME, &Kept { version: version + 1, rules }).await?;
    let QuietDays { weekends, holidays } = quiet;
    if before.weekends != weekends {
        acting.record(Subject::Organisation, Event::QuietDaysChanged { weekends });
    }
    if before.holidays != holidays {
        acting.record(Subject::Organisation, Event::QuietHolidaysChanged { holidays });
    }
    acting.commit().await
}

async fn open(actor: &Actor, version: i32) -> Result<(Acting<'_>, Kept)> {
    let acting = actor.begin(Permission::ManageSettings).await?;
    let kept: Option<Kept> = store::setting::lock(acting.connection(), NAME).await?;
    let kept = kept.unwrap_or_default();
    if kept.version == version { Ok((acting, kept)) } else { Err(Refusal::Stale.into()) }
}

/// Everything that is the same for all key dates of a run.
struct Known {
    people: Vec<(PersonId, Vec<Role>)>,
    names: HashMap<PersonId, String>,
    teams: HashMap<TeamId, Vec<PersonId>>,
    choices: HashMap<PersonId, Choice>,
    practices: Practices,
    away: BTreeMap<PersonId, Option<PersonId>>,
}

/// Tells everybody of the key dates that concern them on this day. It may run twice, or stop half-way and run again, without
/// anybody being told twice. Answers how much was told.
pub async fn run(office: &Office) -> Result<u64> {
    let actor = office.program("reminders");
    let connection = office.store.reading();
    let kept: Option<Kept> = store::setting::find(connection, NAME).await?;
    let rules = kept.unwrap_or_default().rules;
    let known = read(office, connection).await?;
    let (first, last) = rules.window(actor.day());
    let mut told = 0;
    for day in first.iter_days().take_while(|day| *day <= last) {
        told += of_day(&actor, &rules, &known, day).await?;
    }
    Ok(told)
}

async fn read(office: &Office, connection: &impl ConnectionTrait) -> Result<Known> {
    let people = store::person::list(connection).await?;
    let people: Vec<_> = people.into_iter().filter(|person| sign_in::may_enter(office, person)).collect();
    let teams = store::team::list(connection).await?;
    let away = store::absence::away_on(connection, office.clock.day()).await?;
    Ok(Known {
        names: people.iter().map(|person| (person.id, person.name.clone())).collect(),
        people: people.into_iter().map(|person| (person.id, person.roles)).collect(),
        teams: teams.into_iter().map(|team| (team.id, team.details.members)).collect(),
        choices: notification::choices(connection).await?,
        practices: Practices::read(connection).await?,
        away: away.into_iter().map(|(person, away)| (person, away.by.map(|(by, _)| by))).collect(),
    })
}

/// Tells of the key dates of one day, some contracts at a time.
async fn of_day(actor: &Actor, rules: &Rules, known: &Known, day: Day) -> Result<u64> {
    let calendars = known.practices.calendars();
    let due: HashMap<&HolidayCalendar, Due<'_>> =
        calendars.iter().map(|calendar| (*calendar, due(rules, calendar, day, actor.day()))).collect();
    let kinds: BTreeSet<KeyDateKind> = due.values().flat_map(Due::keys).copied().collect();
    if kinds.is_empty() {
        return Ok(0);
    }
    let kinds: Vec<KeyDateKind> = kinds.into_iter().collect();
    let (mut after, mut told) = (None, 0);
    loop {
        let mut acting = actor.begin(Permission::EditContracts).await?;
        let dates = store::reminder::open_on(acting.connection(), day, &kinds, after, TOGETHER).await?;
        let Some(last) = dates.last().map(|date| date.contract) else { return Ok(told) };
        after = Some(last);
        store::setting::write(acting.connection(), RUN, &actor.day()).await?;
        let hidden: HashSet<ContractId> =
            dates.iter().filter(|date| date.confidential).map(|date| date.contract).collect();
        let hidden: Vec<ContractId> = hidden.into_iter().collect();
        let readers = store::reminder::readers(acting.connection(), &hidden).await?;
        let mut tellings = Vec::new();
        for date in dates {
            let calendar = &known.practices.of_entity(date.legal_entity).holidays;
            let Some((rule, steps)) = due.get(calendar).and_then(|due| due.get(&date.kind)) else { continue };
            let concerned = concerned(known, &date, readers.get(&date.contract).map_or(&[], Vec::as_slice));
            for step in steps {
                for person in concerned.told(rule, *step) {
                    tellings.push(telling(&date, *step, rule, person));
                }
            }
        }
        let fresh = notification::tell(&mut acting, &known.choices, tellings).await?;
        told += fresh.len() as u64;
        record(&mut acting, known, &fresh);
        acting.commit().await?;
    }
}

/// What is told by kind of the key dates of a day.
type Due<'a> = BTreeMap<KeyDateKind, (&'a Rule, Vec<Step>)>;

/// What is told today of the key dates of a day, of contracts whose company keeps a calendar.
fn due<'a>(rules: &'a Rules, calendar: &HolidayCalendar, day: Day, today: Day) -> Due<'a> {
    let quiet = |day: Day| rules.quiet.holds(day, calendar);
    let due = rules.kinds.iter().map(|(kind, rule)| (*kind, (rule, steps(rule, day, false, today, &quiet))));
    due.filter(|(_, (_, steps))| !steps.is_empty()).collect()
}

fn telling(date: &OpenDate, step: Step, rule: &Rule, person: PersonId) -> Telling {
    let OpenDate { kind, subject, day, amount, label, contract, number, title, customer, .. } = date.clone();
    let key = format!("{}/{subject}/{day}/{}", kind.code(), step.code());
    let subject = Some(subject);
    let notice = DateNotice { kind, subject, day, contract, number, title, customer, label, amount, step };
    Telling { person, key, notice: Notice::KeyDate(notice), means: rule.means, escalated: step.escalates() }
}

/// Whom a key date concerns, of those who may see its contract.
fn concerned(known: &Known, date: &OpenDate, readers: &[PersonId]) -> Concerned {
    let team = date.team.and_then(|team| known.teams.get(&team)).cloned().unwrap_or_default();
    let stands_in = |person: &PersonId| {
        let away = [date.contract_owner, date.deputy].into_iter().flatten();
        away.filter_map(|owner| known.away.get(&owner)).any(|by| *by == Some(*person))
    };
    let near = |person: &PersonId| {
        let named = [date.contract_owner, date.deputy].contains(&Some(*person));
        named || team.contains(person) || readers.contains(person) || stands_in(person)
    };
    let wide =
        |roles: &[Role]| [Role::Administrator, Role::Manager, Role::Auditor].iter().any(|role| roles.contains(role));
    let people = known.people.iter().filter(|(person, roles)| !date.confidential || wide(roles) || near(person));
    let (people, away) = (people.cloned().collect(), known.away.clone());
    Concerned { owner: date.owner, deputy: date.deputy, people, team, away }
}

/// Writes into the history of each contract what was escalated, once for each step: where somebody was told by it before,
/// only those are named who are told now.
fn record(acting: &mut Acting<'_>, known: &Known, fresh: &[Telling]) {
    let mut escalated: BTreeMap<&str, (ContractId, KeyDateKind, Day, Vec<String>)> = BTreeMap::new();
    for telling in fresh.iter().filter(|telling| telling.escalated) {
        let Notice::KeyDate(notice) = &telling.notice else { continue };
        let entry =
            escalated.entry(&telling.key).or_insert_with(|| (notice.contract, notice.kind, notice.day, Vec::new()));
        entry.3.extend(known.names.get(&telling.person).cloned());
    }
    for (contract, kind, day, to) in escalated.into_values() {
        acting.record(Subject::Contract(contract), Event::KeyDateEscalated { kind, day, to });
    }
}
