//! The organisation's settings: edited whole, taken over by every node, and what follows from a change.

use crate::{Actor, Office, Result, actor::Acting, leakage::pursuers, nightly, office, reconciliation};
use chrono_tz::{TZ_VARIANTS, Tz};
use model::{
    event::{Change, Event, Subject},
    id::PersonId,
    job::JobName,
    permission::{Permission, permits},
    refusal::{FieldProblem, Problem, Refusal, in_order},
    settings::Settings,
    view::SettingsSheet,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::{
    ConnectionTrait,
    invoice::{OPEN, PROPOSED},
    person::Person,
};

/// The name under which the settings are kept.
const NAME: &str = "settings";
/// The first fields of the form, down to the one that [`Settings::problems`] does not judge.
const FIRST_FIELDS: [&str; 8] = [
    "name",
    "time_zone",
    "grace_days",
    "payment_days",
    "tolerance_minor",
    "tolerance_per_mille",
    "window_days",
    "findings_to",
];
/// How many customers one transaction matches anew, so that people can save in between.
const TOGETHER: usize = 200;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    version: i32,
    settings: Settings,
}

/// The settings as they stand on a connection.
pub(crate) async fn settled(connection: &impl ConnectionTrait) -> Result<Settings> {
    let kept: Option<Kept> = store::setting::find(connection, NAME).await?;
    Ok(kept.unwrap_or_default().settings)
}

/// Writes the settings of a new organisation.
pub(crate) async fn begin(connection: &impl ConnectionTrait, settings: Settings) -> Result<()> {
    Ok(store::setting::write(connection, NAME, &Kept { version: 1, settings }).await?)
}

/// The settings, with what can be chosen.
pub async fn find(actor: &Actor) -> Result<SettingsSheet> {
    let reading = actor.read(Permission::ManageSettings)?;
    let kept: Option<Kept> = store::setting::find(reading.connection(), NAME).await?;
    let Kept { version, settings } = kept.unwrap_or_default();
    Ok(SettingsSheet {
        version,
        server_zone: actor.office().clock().server_zone().name().to_owned(),
        zones: TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect(),
        pursuers: pursuers(reading.connection(), settings.findings_to).await?,
        settings,
    })
}

/// Saves settings that are still as they were read (`version`). Where rules judge otherwise from now on, findings and
/// matches are brought up to date behind the answer, by a job that outlives this program.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn change(actor: &Actor, version: i32, settings: Settings) -> Result<()> {
    let mut acting = actor.begin(Permission::ManageSettings).await?;
    let kept: Option<Kept> = store::setting::lock(acting.connection(), NAME).await?;
    let kept = kept.unwrap_or_default();
    if kept.version != version {
        return Err(Refusal::Stale.into());
    }
    let settings = settings.tidy();
    let mut problems = settings.problems();
    if settings.time_zone.as_deref().is_some_and(|zone| zone.parse::<Tz>().is_err()) {
        problems.push(FieldProblem::new("time_zone", Problem::NotATimeZone));
    }
    // Who was named before may stay, so that nobody has to be replaced to change something else.
    let named: HashMap<String, String> = pursuers(acting.connection(), kept.settings.findings_to)
        .await?
        .into_iter()
        .map(|person| (person.id.to_string(), person.name))
        .collect();
    if settings.findings_to.is_some_and(|person| !named.contains_key(&person.to_string())) {
        problems.push(FieldProblem::new("findings_to", Problem::NotAChoice));
    }
    if !problems.is_empty() {
        return Err(Refusal::Fields(in_order(problems, &FIRST_FIELDS)).into());
    }
    let mut changes = kept.settings.changes_to(&settings);
    for change in changes.iter_mut().filter(|change| change.field == "findings_to") {
        for text in [&mut change.before, &mut change.after] {
            *text = named.get(text.as_str()).cloned().unwrap_or_default();
        }
    }
    if changes.is_empty() {
        return Ok(());
    }
    let new = Kept { version: version + 1, settings };
    store::setting::write(acting.connection(), NAME, &new).await?;
    acting.record(Subject::Organisation, Event::SettingsChanged { changes });
    if kept.settings.judges_otherwise_than(&new.settings) {
        // Settings that are changed again are judged by again; how often does not matter.
        acting.queue(JobName::JudgeAnew, "", None, actor.now()).await?;
    }
    acting.commit().await?;
    settle(actor.office(), &new.settings);
    Ok(())
}

/// Has the findings that nobody else answers for go to another where a person who hands over was named for them: to the
/// other if they may work on findings, else to nobody. Returns who is named now.
pub(crate) async fn hand_over(acting: &mut Acting<'_>, from: &Person, to: Option<&Person>) -> Result<Option<PersonId>> {
    let kept: Option<Kept> = store::setting::lock(acting.connection(), NAME).await?;
    let Kept { version, settings } = kept.unwrap_or_default();
    if settings.findings_to != Some(from.id) {
        return Ok(settings.findings_to);
    }
    let to = to.filter(|to| permits(&to.roles, Permission::PursueFindings));
    let settings = Settings { findings_to: to.map(|to| to.id), ..settings };
    let (before, after) = (from.name.clone(), to.map(|to| to.name.clone()).unwrap_or_default());
    let changes = vec![Change { field: "findings_to".to_owned(), before, after }];
    store::setting::write(acting.connection(), NAME, &Kept { version: version + 1, settings }).await?;
    acting.record(Subject::Organisation, Event::SettingsChanged { changes });
    Ok(to.map(|to| to.id))
}

/// Takes over what is settled, also by other nodes: at the start, and every hour.
pub async fn take_over(office: &Office) -> Result<()> {
    settle(office, &settled(office.store.reading()).await?);
    Ok(())
}

fn settle(office: &Office, settings: &Settings) {
    office.clock.settle(settings.time_zone.as_deref().and_then(|zone| zone.parse().ok()));
    office.settle_language(settings.language);
}

/// Brings everything up to date with the settings: open invoice lines are matched, ledgers and findings recomputed.
/// One at a time in this program; it may run twice without harm.
pub async fn judge_anew(office: &Office) -> Result<()> {
    let _alone = office.judging.lock().await;
    let actor = office.program("settings");
    let waiting = store::reconciliation::customers_with(office.store.reading(), &[OPEN, PROPOSED]).await?;
    for some in waiting.chunks(TOGETHER) {
        let acting = actor.begin(Permission::Reconcile).await?;
        let settings = office::settings(acting.connection()).await?;
        reconciliation::reconcile(acting.connection(), &actor, &settings, some).await?;
        acting.commit().await?;
    }
    nightly::run(office).await?;
    Ok(())
}
