//! Deciding about a renewal, and the second person who confirms.

use super::{
    Case, keep, record, save,
    tell::{self, News},
};
use crate::{Actor, Result, actor::Acting, reason::stated, settings};
use model::{
    event::RenewalStep,
    notification::RenewalNews,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    renewal::{RenewalChoice, RenewalDecision, Second, Work, needs_second, value},
};

/// Decides about the renewal ahead of a contract, for a reason, also before it opens; another decision takes the place of an
/// earlier one. Above the value that is settled it counts once a second person has confirmed it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if no renewal lies ahead or such a decision cannot be
/// made of it; [`Refusal::Fields`] without a reason, or for notice whose last day has passed.
pub async fn decide(actor: &Actor, number: &str, version: i32, decision: RenewalDecision, reason: &str) -> Result<()> {
    let mut acting = actor.begin(Permission::GiveNotice).await?;
    let case = Case::of(&acting, number, version).await?;
    let reason = stated("reason", reason)?;
    let ahead = case.ahead.filter(|ahead| case.open.as_ref().is_none_or(|open| open.upcoming.term == ahead.term));
    let ahead = ahead.ok_or(Refusal::WrongState)?;
    if !decision.fits(ahead.way) {
        return Err(Refusal::WrongState.into());
    }
    let day = actor.day();
    if let Some(deadline) = ahead.deadline.filter(|deadline| decision == RenewalDecision::GiveNotice && *deadline < day)
    {
        return Err(Refusal::Fields(vec![FieldProblem::new("decision", Problem::After { day: deadline })]).into());
    }
    let lines = store::contract::lines_of(acting.connection(), &[case.contract.id]).await?;
    let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
    let worth = value(&case.contract.details, &lines, &ahead);
    let from = settings::settled(acting.connection()).await?.second_person_from;
    let awaits_second = needs_second(worth, from);
    let second = if awaits_second { Second::Awaited } else { Second::NotNeeded };
    let choice = RenewalChoice { decision, reason: reason.clone(), by: actor.person(), on: day, second };
    let work = Work {
        upcoming: ahead,
        value: worth,
        choice: Some(choice),
        ..case.open.unwrap_or(Work {
            contract: case.contract.id,
            upcoming: ahead,
            value: worth,
            opened_on: day,
            choice: None,
            signed_on: None,
            outcome: None,
            version: 0,
        })
    };
    let work = keep(acting.connection(), &case.contract, work).await?;
    let mut contract = case.contract;
    let counts = (!awaits_second).then_some(decision);
    contract.facts.renewal_decided_for = counts.map(|_| ahead.decided_for());
    contract.facts.renewal_decision = counts;
    save(&mut acting, &contract, &case.practice).await?;
    record(&mut acting, contract.id, &ahead, RenewalStep::Decided { decision, reason, awaits_second });
    if awaits_second {
        tell::tell(&mut acting, vec![News::new(&contract, &work, RenewalNews::AwaitsSecond(decision))]).await?;
    }
    acting.commit().await
}

/// Confirms what another person decided, so that it counts.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if nothing waits to be confirmed;
/// [`Refusal::Oneself`] for whoever decided.
pub async fn confirm(actor: &Actor, number: &str, version: i32) -> Result<()> {
    let (mut acting, mut case, work, choice) = awaiting(actor, number, version).await?;
    let by = actor.person().ok_or(Refusal::NotSignedIn)?;
    let RenewalChoice { decision, .. } = choice;
    let choice = RenewalChoice { second: Second::Given { by, on: actor.day() }, ..choice };
    let work = keep(acting.connection(), &case.contract, Work { choice: Some(choice), ..work }).await?;
    case.contract.facts.renewal_decided_for = Some(work.upcoming.decided_for());
    case.contract.facts.renewal_decision = Some(decision);
    save(&mut acting, &case.contract, &case.practice).await?;
    record(&mut acting, case.contract.id, &work.upcoming, RenewalStep::Confirmed { decision });
    tell::tell(&mut acting, vec![News::new(&case.contract, &work, RenewalNews::Confirmed(decision))]).await?;
    acting.commit().await
}

/// Does not confirm what another person decided, for a reason: the renewal is to be decided about again.
///
/// # Errors
/// As [`confirm`], and [`Refusal::Fields`] without a reason.
pub async fn decline(actor: &Actor, number: &str, version: i32, reason: &str) -> Result<()> {
    let (mut acting, case, work, choice) = awaiting(actor, number, version).await?;
    let reason = stated("decline_reason", reason)?;
    let decision = choice.decision;
    // Whoever decided is told, although the decision is gone by then.
    let news = News::new(&case.contract, &work, RenewalNews::Declined(decision));
    let work = keep(acting.connection(), &case.contract, Work { choice: None, ..work }).await?;
    record(&mut acting, case.contract.id, &work.upcoming, RenewalStep::Declined { decision, reason });
    tell::tell(&mut acting, vec![news]).await?;
    acting.commit().await
}

async fn awaiting<'a>(actor: &'a Actor, number: &str, version: i32) -> Result<(Acting<'a>, Case, Work, RenewalChoice)> {
    let acting = actor.begin(Permission::ConfirmRenewals).await?;
    let case = Case::of(&acting, number, version).await?;
    let work = case.open.clone().ok_or(Refusal::WrongState)?;
    let choice = work.choice.clone().filter(|choice| !choice.counts()).ok_or(Refusal::WrongState)?;
    if choice.by.is_some() && choice.by == actor.person() {
        return Err(Refusal::Oneself.into());
    }
    Ok((acting, case, work, choice))
}
