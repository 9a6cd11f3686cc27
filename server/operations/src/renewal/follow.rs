//! Renewals follow the terms and the day: in the transaction of a change, and every night.

use super::{
    record,
    tell::{self, News},
};
use crate::{Result, actor::Acting, contract, practice::Practices, settings};
use model::{
    event::RenewalStep,
    id::ContractId,
    notification::RenewalNews,
    price_line::PriceLine,
    renewal::{self, RenewalChoice, RenewalMove, RenewalOutcome, Second, Upcoming, Work},
};
use std::collections::HashMap;
use store::{contract::Contract, sight::Sight};

/// Days after which nobody is told any more that a term began: it is history by then.
const NEWS_DAYS: i64 = 60;

/// Makes the renewals of contracts agree with their terms on the day, and tells whom it concerns. The same again changes
/// nothing, and of two programs that do it at once only one tells.
pub(crate) async fn follow(acting: &mut Acting<'_>, ids: &[ContractId]) -> Result<()> {
    let day = acting.actor().day();
    let steps = steps_of(acting, ids).await?;
    let ids: Vec<ContractId> = steps.iter().map(|(contract, ..)| contract.id).collect();
    let lines = contract::by_contract(store::contract::lines_of(acting.connection(), &ids).await?);
    let mut news = Vec::new();
    for (contract, known, steps) in steps {
        let lines = lines.get(&contract.id).map(Vec::as_slice).unwrap_or_default();
        for step in steps {
            if let Some((work, step, told)) = take(acting, &contract, lines, &known, step).await? {
                record(acting, contract.id, &work.upcoming, step);
                let recent = (day - work.upcoming.first_on).num_days() <= NEWS_DAYS;
                news.extend(told.filter(|_| recent).map(|told| News::new(&contract, &work, told)));
            }
        }
    }
    tell::tell(acting, news).await
}

/// What has to change, with the contract and the renewals that are known of it.
async fn steps_of(acting: &Acting<'_>, ids: &[ContractId]) -> Result<Vec<(Contract, Vec<Work>, Vec<RenewalMove>)>> {
    let (actor, connection) = (acting.actor(), acting.connection());
    let lead_days = settings::settled(connection).await?.renewal_lead_days;
    let practices = Practices::read(connection).await?;
    let mut known: HashMap<ContractId, Vec<Work>> = HashMap::new();
    for work in store::renewal::of_contracts(connection, ids).await? {
        known.entry(work.contract).or_default().push(work);
    }
    let since = store::renewal::here_since(connection, ids).await?;
    let zone = actor.office().clock().zone();
    let mut found = Vec::new();
    for contract in store::contract::find_many(connection, Sight::Everything, ids).await? {
        let since = since.get(&contract.id).map_or(actor.day(), |at| at.with_timezone(&zone).date_naive());
        let known = known.remove(&contract.id).unwrap_or_default();
        let terms = (&contract.details, &contract.facts, practices.of(&contract.details));
        let steps = renewal::follow(&known, terms, (since, actor.day()), lead_days);
        if !steps.is_empty() {
            found.push((contract, known, steps));
        }
    }
    Ok(found)
}

type Taken = (Work, RenewalStep, Option<RenewalNews>);

/// Takes a step; answers nothing where another program took it at the same time.
async fn take(
    acting: &Acting<'_>,
    contract: &Contract,
    lines: &[PriceLine],
    known: &[Work],
    step: RenewalMove,
) -> Result<Option<Taken>> {
    let (connection, currency) = (acting.connection(), contract.details.currency);
    let with_term = |term: u32| known.iter().find(|work| work.upcoming.term == term).cloned();
    let fresh = |upcoming: Upcoming, outcome| Work {
        contract: contract.id,
        upcoming,
        value: renewal::value(&contract.details, lines, &upcoming),
        opened_on: acting.actor().day(),
        choice: None,
        signed_on: None,
        outcome,
        version: 1,
    };
    let begun = |upcoming: &Upcoming, decision| {
        (RenewalStep::Renewed { way: upcoming.way, decision }, Some(RenewalNews::Renewed(decision)))
    };
    let decide_by = |upcoming: &Upcoming| upcoming.decide_by;
    match step {
        RenewalMove::Open(upcoming) => {
            // What was decided before it opened, and before decisions had reasons, stands.
            let decided = contract.facts.decided(Some(upcoming.decided_for()));
            let choice = decided.map(|decision| RenewalChoice {
                decision,
                reason: String::new(),
                by: None,
                on: acting.actor().day(),
                second: Second::NotNeeded,
            });
            let work = Work { choice, ..fresh(upcoming, None) };
            let opened = store::renewal::insert(connection, &work, currency).await?;
            let step = RenewalStep::Opened { decide_by: decide_by(&upcoming) };
            // The reminders of its decision deadline tell of it.
            Ok(opened.then_some((work, step, None)))
        }
        RenewalMove::RenewUnseen(upcoming) => {
            let work = fresh(upcoming, Some(RenewalOutcome::Renewed));
            let written = store::renewal::insert(connection, &work, currency).await?;
            let (step, told) = begun(&upcoming, None);
            Ok(written.then_some((work, step, told)))
        }
        RenewalMove::Move(upcoming) | RenewalMove::Reopen(upcoming) => {
            let Some(before) = with_term(upcoming.term) else { return Ok(None) };
            let stands = before.upcoming.decided_for() == upcoming.decided_for();
            let lost = before.choice.is_some() && !stands;
            let reopened = before.outcome.is_some();
            let work = Work {
                upcoming,
                value: renewal::value(&contract.details, lines, &upcoming),
                choice: before.choice.clone().filter(|_| stands),
                outcome: None,
                ..before
            };
            store::renewal::update(connection, &work, currency).await?;
            let step = RenewalStep::Moved { decide_by: decide_by(&upcoming) };
            let work = Work { version: work.version + 1, ..work };
            // Days that merely shift are nobody's news; that a decision is none any more is.
            Ok(Some((work, step, (lost || reopened).then_some(RenewalNews::Moved))))
        }
        RenewalMove::Renew { term } | RenewalMove::End { term } | RenewalMove::Void { term } => {
            let Some(before) = with_term(term) else { return Ok(None) };
            let decision = before.choice.as_ref().filter(|choice| choice.counts()).map(|choice| choice.decision);
            let (outcome, told) = match step {
                RenewalMove::Renew { .. } => (RenewalOutcome::Renewed, Some(begun(&before.upcoming, decision))),
                RenewalMove::End { .. } => {
                    (RenewalOutcome::Ended, Some((RenewalStep::Ended, Some(RenewalNews::Ended))))
                }
                _ => (RenewalOutcome::Void, None),
            };
            let work = Work { outcome: Some(outcome), ..before };
            store::renewal::update(connection, &work, currency).await?;
            let work = Work { version: work.version + 1, ..work };
            Ok(told.map(|(step, told)| (work, step, told)))
        }
    }
}
