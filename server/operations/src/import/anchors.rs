//! Price lines whose invoices follow the calendar: proposed in the review, applied when the file is accepted,
//! taken back with it.

use super::known::Directory;
use crate::{Actor, Result, actor::Acting, billing, contract, office, practice::Practices};
use model::{
    calendar::Day,
    event::{Event, Subject},
    id::{ContractId, PriceLineId},
    import::draft::InvoiceDraft,
    money::Money,
    price_line::{PriceLine, Recurrence},
    reconciliation::{Invoiced, calendar_billing},
    view::AnchorProposal,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use store::{ConnectionTrait, sight::Sight};

/// What a person decided in the review: the lines that were shown to them, and those they agreed to. Lines
/// that were not shown follow the calendar where that is beyond doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorChoice {
    /// Lines shown.
    pub shown: HashSet<PriceLineId>,
    /// Lines agreed to.
    pub agreed: HashSet<PriceLineId>,
}

impl AnchorChoice {
    fn applies(&self, line: PriceLineId, certain: bool) -> bool {
        if self.shown.contains(&line) { self.agreed.contains(&line) } else { certain }
    }
}

/// What an accepted import moved, to be moved back when it is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Moved {
    pub(super) contract: ContractId,
    line: PriceLineId,
    before: Day,
    after: Day,
}

/// An invoice line about a contract.
#[derive(Clone, Debug)]
pub(super) struct Observed {
    description: String,
    period: Option<model::calendar::Period>,
    issued_on: Day,
    amount: Money,
}

/// Invoice lines by the contract they are about.
pub(super) type ByContract = HashMap<ContractId, Vec<Observed>>;

/// What the invoices of a file say of contracts that are there: those they name, else the only one of their
/// customer.
pub(super) fn observed<'a>(directory: &Directory, drafts: impl Iterator<Item = &'a InvoiceDraft>) -> ByContract {
    let mut observed = ByContract::new();
    for draft in drafts {
        let named = draft.contract_reference.as_deref().and_then(|reference| directory.contract(reference));
        let contract = named.map(|(contract, _, _)| *contract);
        let only = || directory.customer_of(draft).and_then(|customer| directory.only_contract_of(customer));
        let (Some(contract), Some(issued_on)) = (contract.or_else(only), draft.issued_on) else { continue };
        let lines = draft.lines.iter().map(|line| Observed {
            description: line.description.clone(),
            period: line.period,
            issued_on,
            amount: line.amount,
        });
        observed.entry(contract).or_default().extend(lines);
    }
    observed
}

/// What invoices that wait say of contracts: those lines that were found to belong to them.
pub(super) async fn observed_waiting(
    connection: &impl ConnectionTrait,
    directory: &Directory,
    customers: &[model::id::CustomerId],
    contracts: &HashSet<ContractId>,
) -> Result<ByContract> {
    let mut observed = ByContract::new();
    for some in customers.chunks(1_000) {
        for open in store::invoice::open_lines(connection, some).await? {
            let named = open.contract_reference.as_deref().and_then(|reference| directory.contract(reference));
            let contract = named.map(|(contract, _, _)| *contract);
            let contract = contract.or_else(|| directory.only_contract_of(open.customer));
            if let Some(contract) = contract.filter(|contract| contracts.contains(contract)) {
                observed.entry(contract).or_default().push(Observed {
                    description: open.line.description,
                    period: open.line.period,
                    issued_on: open.issued_on,
                    amount: open.line.amount,
                });
            }
        }
    }
    Ok(observed)
}

/// A line that follows the calendar, with its contract.
pub(super) struct Found {
    contract: ContractId,
    number: String,
    title: String,
    line: PriceLine,
    found: model::reconciliation::CalendarBilling,
}

impl Found {
    /// As the review shows it.
    pub(super) fn proposal(&self) -> AnchorProposal {
        AnchorProposal {
            contract: self.number.clone(),
            title: self.title.clone(),
            description: self.line.description.clone(),
            recurrence: self.line.recurrence,
            found: self.found,
        }
    }
}

/// The lines whose invoices follow the calendar. A line that was billed already, or given up in part, stays as
/// it is: its ledger would have to be corrected rather than moved.
pub(super) async fn find(connection: &impl ConnectionTrait, day: Day, observed: &ByContract) -> Result<Vec<Found>> {
    let tolerance = office::settings(connection).await?.reconciliation.tolerance;
    let practices = Practices::read(connection).await?;
    let mut ids: Vec<ContractId> = observed.keys().copied().collect();
    ids.sort_unstable();
    let mut all = Vec::new();
    for some in ids.chunks(400) {
        let mut lines = contract::by_contract(store::contract::lines_of(connection, some).await?);
        let fixed = store::billing::fixed_lines(connection, some).await?;
        let mut contracts = store::contract::find_many(connection, Sight::Everything, some).await?;
        contracts.sort_by(|one, other| one.number.cmp(&other.number));
        for found in contracts {
            let lines = lines.remove(&found.id).unwrap_or_default();
            let Some(span) = billing::span(&found.details, &found.facts, practices.of(&found.details), day) else {
                continue;
            };
            let seen = observed.get(&found.id).map_or(&[][..], Vec::as_slice);
            let invoiced: Vec<Invoiced<'_>> = seen
                .iter()
                .map(|one| Invoiced {
                    description: &one.description,
                    period: one.period,
                    issued_on: one.issued_on,
                    amount: one.amount,
                })
                .collect();
            for calendar in calendar_billing(&lines, found.details.currency, span, &invoiced, tolerance) {
                let line = lines.iter().find(|line| line.id == calendar.line && !fixed.contains(&line.id));
                all.extend(line.map(|line| Found {
                    contract: found.id,
                    number: found.number.clone(),
                    title: found.details.title.clone(),
                    line: line.clone(),
                    found: calendar,
                }));
            }
        }
    }
    Ok(all)
}

/// Counts the periods of lines as their invoices do, where that is beyond doubt or agreed to, and lets the
/// ledger follow.
pub(super) async fn apply(
    acting: &mut Acting<'_>,
    actor: &Actor,
    found: Vec<Found>,
    choice: &AnchorChoice,
) -> Result<Vec<Moved>> {
    let found: Vec<Found> =
        found.into_iter().filter(|found| choice.applies(found.line.id, found.found.certain)).collect();
    let moved: Vec<(ContractId, PriceLine)> =
        found.iter().map(|found| (found.contract, counted_from(&found.line, found.found.anchor))).collect();
    write(acting.connection(), actor, &moved).await?;
    for Found { contract, line, found, .. } in &found {
        let event = Event::BillingDayMoved {
            line: line.description.clone(),
            before: found.before,
            after: found.anchor,
            invoices: found.periods,
        };
        acting.record(Subject::Contract(*contract), event);
    }
    Ok(found
        .into_iter()
        .map(|Found { contract, line, found, .. }| Moved {
            contract,
            line: line.id,
            before: found.before,
            after: found.anchor,
        })
        .collect())
}

/// Counts the periods of lines as before, unless somebody changed them since.
pub(super) async fn take_back(acting: &mut Acting<'_>, actor: &Actor, moved: &[Moved]) -> Result<()> {
    let mut back = Vec::new();
    for some in moved.chunks(400) {
        let by_line: HashMap<PriceLineId, &Moved> = some.iter().map(|moved| (moved.line, moved)).collect();
        let contracts: HashSet<ContractId> = some.iter().map(|moved| moved.contract).collect();
        let contracts: Vec<ContractId> = contracts.into_iter().collect();
        for (contract, line) in store::contract::lines_of(acting.connection(), &contracts).await? {
            let moved = by_line.get(&line.id).filter(|moved| anchor_of(&line) == Some(moved.after));
            if let Some(moved) = moved {
                back.push((contract, counted_from(&line, moved.before)));
                let event = Event::BillingDayMoved {
                    line: line.description.clone(),
                    before: moved.after,
                    after: moved.before,
                    invoices: 0,
                };
                acting.record(Subject::Contract(contract), event);
            }
        }
    }
    write(acting.connection(), actor, &back).await
}

async fn write(connection: &impl ConnectionTrait, actor: &Actor, lines: &[(ContractId, PriceLine)]) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    store::contract::write_lines(connection, lines).await?;
    let mut contracts: Vec<ContractId> = lines.iter().map(|(contract, _)| *contract).collect();
    contracts.sort_unstable();
    contracts.dedup();
    billing::recompute(connection, actor, &contracts).await?;
    Ok(())
}

const fn anchor_of(line: &PriceLine) -> Option<Day> {
    match line.recurrence {
        Recurrence::Every { anchor, .. } => Some(anchor),
        Recurrence::Once { .. } => None,
    }
}

fn counted_from(line: &PriceLine, anchor: Day) -> PriceLine {
    let recurrence = match line.recurrence {
        Recurrence::Every { months, anchor: _, timing } => Recurrence::Every { months, anchor, timing },
        once @ Recurrence::Once { .. } => once,
    };
    PriceLine { recurrence, ..line.clone() }
}
