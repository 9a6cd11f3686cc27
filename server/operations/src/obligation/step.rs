//! What becomes of an obligation on one of its days.

use super::{
    edit::{is_gate, record, visible},
    making,
};
use crate::{Actor, Result, actor::Acting, contract, reason};
use model::{
    calendar::Day,
    event::ObligationStep,
    id::OccurrenceId,
    obligation::{Fulfilment, StepProblem, TEXT_MOST, TITLE_MOST, Verdict, Waiver},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
};
use store::obligation::{Kept, Stored};

/// Records that an obligation was fulfilled, or `percent` of it; all that is left where no share is given.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if nothing is left to be done, or it has to be handed
/// over instead; [`Refusal::Fields`].
pub async fn fulfil(
    actor: &Actor,
    id: OccurrenceId,
    version: i32,
    on: Day,
    percent: Option<u8>,
    note: &str,
) -> Result<()> {
    let (acting, kept, mut stored) = begin(actor, id, version).await?;
    let note = text("note", note, TEXT_MOST)?;
    if lacks_evidence(&kept, &stored, &note) {
        return Err(at("note", Problem::Missing).into());
    }
    let percent = percent.unwrap_or(100 - stored.progress.percent());
    let part = Fulfilment { on, percent, note };
    stored.progress.fulfil(kept.obligation.kind, part, actor.day()).map_err(refusal)?;
    let due = stored.due;
    save(acting, actor, kept, stored, ObligationStep::Fulfilled { due, on, percent }).await
}

/// Records that a deliverable was handed over.
///
/// # Errors
/// Those of [`fulfil`].
pub async fn hand_over(actor: &Actor, id: OccurrenceId, version: i32, on: Day, what: &str) -> Result<()> {
    let (acting, kept, mut stored) = begin(actor, id, version).await?;
    let what = text("what", what, TEXT_MOST)?;
    if lacks_evidence(&kept, &stored, &what) {
        return Err(at("what", Problem::Missing).into());
    }
    stored.progress.hand_over(kept.obligation.kind, on, what.clone(), actor.day()).map_err(refusal)?;
    let due = stored.due;
    save(acting, actor, kept, stored, ObligationStep::HandedOver { due, on, what }).await
}

/// Records that the other side accepted what was handed over; that of a milestone releases the billing of its price line.
///
/// # Errors
/// Those of [`fulfil`].
pub async fn accept(actor: &Actor, id: OccurrenceId, version: i32, on: Day, by: &str) -> Result<()> {
    let (acting, kept, mut stored) = begin(actor, id, version).await?;
    let by = text("by", by, TITLE_MOST)?;
    if by.is_empty() {
        return Err(at("by", Problem::Missing).into());
    }
    stored.progress.answer(Verdict::Accepted { on, by: by.clone() }, actor.day()).map_err(refusal)?;
    let due = stored.due;
    save(acting, actor, kept, stored, ObligationStep::Accepted { due, on, by }).await
}

/// Records that the other side refused what was handed over, so that it has to be handed over again.
///
/// # Errors
/// Those of [`fulfil`].
pub async fn refuse(actor: &Actor, id: OccurrenceId, version: i32, on: Day, why: &str) -> Result<()> {
    let (acting, kept, mut stored) = begin(actor, id, version).await?;
    let reason = reason::stated("reason", why)?;
    stored.progress.answer(Verdict::Refused { on, reason: reason.clone() }, actor.day()).map_err(refusal)?;
    let due = stored.due;
    save(acting, actor, kept, stored, ObligationStep::Refused { due, on, reason }).await
}

/// Records that an obligation need not be fulfilled this time.
///
/// # Errors
/// Those of [`fulfil`].
pub async fn waive(actor: &Actor, id: OccurrenceId, version: i32, why: &str) -> Result<()> {
    let (acting, kept, mut stored) = begin(actor, id, version).await?;
    let reason = reason::stated("reason", why)?;
    stored.progress.waive(Waiver { on: actor.day(), reason: reason.clone() }).map_err(refusal)?;
    let due = stored.due;
    save(acting, actor, kept, stored, ObligationStep::Waived { due, reason }).await
}

/// Takes back the last of these steps.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if there is none.
pub async fn take_back(actor: &Actor, id: OccurrenceId, version: i32) -> Result<()> {
    let (acting, kept, mut stored) = begin(actor, id, version).await?;
    stored.progress.take_back().map_err(refusal)?;
    let due = stored.due;
    save(acting, actor, kept, stored, ObligationStep::TakenBack { due }).await
}

/// Whether a promise that is to be proved was not: neither by a word nor by a file.
const fn lacks_evidence(kept: &Kept, stored: &Stored, word: &str) -> bool {
    kept.obligation.evidence && word.is_empty() && !stored.has_files
}

/// An occurrence that is still as it was read, of a contract that may be seen.
async fn begin(actor: &Actor, id: OccurrenceId, version: i32) -> Result<(Acting<'_>, Kept, Stored)> {
    let acting = actor.begin(Permission::EditObligations).await?;
    let stored = store::obligation::find(acting.connection(), id).await?.ok_or(Refusal::NotFound)?;
    visible(&acting, stored.contract).await?;
    let kept = store::obligation::kept(acting.connection(), stored.obligation).await?.ok_or(Refusal::NotFound)?;
    if stored.version == version { Ok((acting, kept, stored)) } else { Err(Refusal::Stale.into()) }
}

async fn save(mut acting: Acting<'_>, actor: &Actor, kept: Kept, stored: Stored, step: ObligationStep) -> Result<()> {
    let connection = acting.connection();
    store::obligation::save_progress(connection, &stored, &kept.obligation).await?;
    if is_gate(&kept.obligation) {
        contract::recompute(connection, actor, &[kept.contract]).await?;
    } else {
        making::write_key_dates(connection, kept.contract).await?;
    }
    record(&mut acting, kept.contract, kept.obligation.title, step);
    acting.commit().await
}

fn text(field: &str, text: &str, most: u32) -> Result<String> {
    let text = text.trim();
    if text.chars().nth(most as usize).is_some() {
        return Err(at(field, Problem::TooLong { most }).into());
    }
    Ok(text.to_owned())
}

fn at(field: &str, problem: Problem) -> Refusal {
    Refusal::Fields(vec![FieldProblem::new(field, problem)])
}

fn refusal(problem: StepProblem) -> Refusal {
    match problem {
        StepProblem::WrongState => Refusal::WrongState,
        StepProblem::Before(day) => at("on", Problem::Before { day }),
        StepProblem::After(day) => at("on", Problem::After { day }),
        StepProblem::Share(left) => at("percent", Problem::OutOfRange { least: 1, most: left.into() }),
    }
}
