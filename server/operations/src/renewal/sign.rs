//! The agreement by which a contract goes on that only a new signature prolongs.

use super::{Case, keep, record, save};
use crate::{Actor, Result, reason::stated};
use model::{
    calendar::Day,
    contract::AgreedTerm,
    event::RenewalStep,
    permission::Permission,
    refusal::Refusal,
    renewal::{RenewalDecision, Way, Work, signing_problems},
};

/// Records that both sides signed for a new term: on which day the last signature was given, and until when the term lasts. Its
/// dates, ledger and obligations follow.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] unless it was decided, and confirmed where that is
/// needed, that a contract which only a signature prolongs shall go on; [`Refusal::Fields`] for impossible days.
pub async fn sign(actor: &Actor, number: &str, version: i32, signed_on: Day, last_day: Day) -> Result<()> {
    let mut acting = actor.begin(Permission::GiveNotice).await?;
    let Case { mut contract, practice, ahead, open } = Case::of(&acting, number, version).await?;
    let work = open.ok_or(Refusal::WrongState)?;
    let goes_on = work.choice.as_ref().is_some_and(|choice| {
        choice.counts() && matches!(choice.decision, RenewalDecision::RenewAsIs | RenewalDecision::Renegotiate)
    });
    let ahead = ahead.filter(|ahead| ahead.term == work.upcoming.term && ahead.way == Way::Express && goes_on);
    let ahead = ahead.ok_or(Refusal::WrongState)?;
    let problems = signing_problems(&contract.details, &ahead, (signed_on, last_day), actor.day());
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    let work = keep(acting.connection(), &contract, Work { signed_on: Some(signed_on), ..work }).await?;
    contract.details.agreed_terms.push(AgreedTerm { signed_on, last_day });
    save(&mut acting, &contract, &practice).await?;
    record(&mut acting, contract.id, &work.upcoming, RenewalStep::Signed { on: signed_on, last_day });
    acting.commit().await
}

/// Takes back a signature that was recorded by mistake, for a reason, before its term has begun.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if nothing was signed whose term is still to come;
/// [`Refusal::Fields`] without a reason.
pub async fn take_back_signature(actor: &Actor, number: &str, version: i32, reason: &str) -> Result<()> {
    let mut acting = actor.begin(Permission::GiveNotice).await?;
    let Case { mut contract, practice, open, .. } = Case::of(&acting, number, version).await?;
    let signed = open.filter(|work| work.signed_on.is_some() && work.upcoming.first_on > actor.day());
    let work = signed.ok_or(Refusal::WrongState)?;
    let reason = stated("reason", reason)?;
    let AgreedTerm { last_day, .. } = contract.details.agreed_terms.pop().ok_or(Refusal::WrongState)?;
    let work = keep(acting.connection(), &contract, Work { signed_on: None, ..work }).await?;
    save(&mut acting, &contract, &practice).await?;
    record(&mut acting, contract.id, &work.upcoming, RenewalStep::SignatureTakenBack { last_day, reason });
    acting.commit().await
}
