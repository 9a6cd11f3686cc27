//! Notice on either side.

use super::{recompute, stored_dates};
use crate::{Actor, Result, actor::Acting, practice::Practices, reason::stated, renewal};
use model::{
    calendar::Day,
    contract::{ContractFacts, EarlyNotice},
    event::{Event, Subject},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    term::{self, NoticeBy, Phase},
};
use store::contract::Contract;

/// Records that the customer received our notice on a day. Late notice is recorded, too: it works for the
/// next possible end.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::NoNoticePossible`] unless the contract runs and enough is known of
/// its term to say when it would end;
/// [`Refusal::WrongState`] if either side gave notice before; [`Refusal::Fields`] for a day before the
/// contract or after today.
pub async fn give_notice(actor: &Actor, number: &str, version: i32, on: Day) -> Result<()> {
    let fact = |facts: &mut ContractFacts| facts.notice_given_on = Some(on);
    let day = (NoticeBy::Us, "notice_given_on", on);
    notice(actor, (number, version), day, fact, |ends_on| Event::NoticeGiven { on, ends_on }).await
}

/// Records that we received the customer's notice on a day; otherwise as [`give_notice`].
///
/// # Errors
/// As [`give_notice`].
pub async fn record_notice(actor: &Actor, number: &str, version: i32, on: Day) -> Result<()> {
    let fact = |facts: &mut ContractFacts| facts.notice_received_on = Some(on);
    let day = (NoticeBy::Customer, "notice_received_on", on);
    notice(actor, (number, version), day, fact, |ends_on| Event::NoticeReceived { on, ends_on }).await
}

/// Records that one side left the contract early, as its break option allows: its notice was received on a day. Late notice
/// is recorded, too: it ends the contract in a later term.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::NoNoticePossible`] unless the contract runs and would go on for
/// longer without; [`Refusal::WrongState`] if it has no break option, or somebody left before; [`Refusal::Fields`] for a day
/// before the contract or after today, or one on which the notice would end nothing.
pub async fn leave_early(actor: &Actor, number: &str, version: i32, by: NoticeBy, on: Day) -> Result<()> {
    let acting = actor.begin(Permission::GiveNotice).await?;
    let mut contract = running(&acting, actor.day(), number, version).await?;
    if contract.facts.left_early.is_some() || contract.details.date_terms.break_option.is_none() {
        return Err(Refusal::WrongState.into());
    }
    let refused = |problem| Err(Refusal::Fields(vec![FieldProblem::new("left_early_on", problem)]).into());
    if let Some(problem) = term::notice_day_problem(&contract.details, on, actor.day()) {
        return refused(problem);
    }
    let practice = Practices::read(acting.connection()).await?.into_of(&contract.details);
    let judgement = term::judge_early(&contract.details, &contract.facts, &practice, on);
    let Some(ends_on) = judgement.works_for() else {
        return match judgement.deadline {
            Some(day) => refused(Problem::After { day }),
            None => Err(Refusal::NoNoticePossible { ended_on: judgement.ends_on.filter(|end| *end < on) }.into()),
        };
    };
    contract.facts.left_early = Some(EarlyNotice { by, on });
    save(acting, actor, &contract, Event::LeftEarly { by, on, ends_on }).await
}

/// Takes back a notice of either side that was recorded by mistake, for a reason. Dates and ledger are as if it had
/// never been there; what was billed meanwhile stays billed. Of several the one to leave early comes first.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::WrongState`] if neither side gave notice;
/// [`Refusal::Fields`] without a reason, or with one that is too long.
pub async fn take_back_notice(actor: &Actor, number: &str, version: i32, reason: &str) -> Result<()> {
    let acting = actor.begin(Permission::GiveNotice).await?;
    let mut contract = unchanged(&acting, number, version).await?;
    let facts = &mut contract.facts;
    if let Some(EarlyNotice { by, on }) = facts.left_early.take() {
        let reason = stated("reason", reason)?;
        return save(acting, actor, &contract, Event::LeavingTakenBack { by, on, reason }).await;
    }
    // Where both sides gave notice, one at a time: ours first.
    let (on, from) = match facts.notice_given_on.take() {
        Some(on) => (on, NoticeBy::Us),
        None => (facts.notice_received_on.take().ok_or(Refusal::WrongState)?, NoticeBy::Customer),
    };
    let reason = stated("reason", reason)?;
    save(acting, actor, &contract, Event::NoticeTakenBack { on, from, reason }).await
}

async fn notice(
    actor: &Actor,
    (number, version): (&str, i32),
    (by, field, on): (NoticeBy, &str, Day),
    fact: impl FnOnce(&mut ContractFacts) + Send,
    event: impl FnOnce(Option<Day>) -> Event + Send,
) -> Result<()> {
    let acting = actor.begin(Permission::GiveNotice).await?;
    let mut contract = running(&acting, actor.day(), number, version).await?;
    if contract.facts.is_noticed() {
        return Err(Refusal::WrongState.into());
    }
    if let Some(problem) = term::notice_day_problem(&contract.details, on, actor.day()) {
        return Err(Refusal::Fields(vec![FieldProblem::new(field, problem)]).into());
    }
    // Notice that ends nothing would leave a contract that is ending without an end.
    let practice = Practices::read(acting.connection()).await?.into_of(&contract.details);
    let ends_on = term::judge_notice(&contract.details, &contract.facts, &practice, by, on).works_for;
    let ends_on = ends_on.ok_or(Refusal::NoNoticePossible { ended_on: None })?;
    fact(&mut contract.facts);
    save(acting, actor, &contract, event(Some(ends_on))).await
}

/// A contract that is still as it was read.
async fn unchanged(acting: &Acting<'_>, number: &str, version: i32) -> Result<Contract> {
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?;
    if contract.version == version { Ok(contract) } else { Err(Refusal::Stale.into()) }
}

/// A contract that is still as it was read and runs on the day.
async fn running(acting: &Acting<'_>, day: Day, number: &str, version: i32) -> Result<Contract> {
    let contract = unchanged(acting, number, version).await?;
    let practice = Practices::read(acting.connection()).await?.into_of(&contract.details);
    let dates = term::dates(&contract.details, &contract.facts, &practice, day);
    match dates.phase {
        Phase::InForce | Phase::Ending => Ok(contract),
        Phase::Draft | Phase::Signed => Err(Refusal::NoNoticePossible { ended_on: None }.into()),
        Phase::Ended => Err(Refusal::NoNoticePossible { ended_on: dates.ends_on.map(|end| end.day) }.into()),
    }
}

/// Saves a new fact with everything that follows from it.
async fn save(mut acting: Acting<'_>, actor: &Actor, contract: &Contract, event: Event) -> Result<()> {
    let connection = acting.connection();
    let customer = store::customer::find(connection, contract.details.customer).await?.ok_or(Refusal::NotFound)?;
    let practice = Practices::read(connection).await?.into_of(&contract.details);
    let dates = stored_dates(&contract.details, &contract.facts, &practice, actor.day());
    store::contract::update(connection, contract, None, dates, &customer.details.name).await?;
    recompute(connection, actor, &[contract.id]).await?;
    renewal::follow(&mut acting, &[contract.id]).await?;
    acting.record(Subject::Contract(contract.id), event);
    acting.commit().await
}
