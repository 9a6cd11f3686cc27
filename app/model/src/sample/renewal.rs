//! What was decided about renewals in the demonstration: those that are near are decided, one of a large contract waits for a
//! second person, and the forgotten ones are forgotten.

use super::{Demonstration, SampleContract, company::HELENE, story::days};
use crate::{
    calendar::Day,
    id::ContractId,
    leakage::FindingKind,
    money::Currency,
    renewal::{RenewalChoice, RenewalDecision, Second, needs_second, upcoming, value},
    settings::Settings,
};

/// The worth from which a second person confirms a decision in the organisation of the demonstration, in whole units.
pub const SECOND_PERSON_FROM: u32 = 20_000;

impl Demonstration {
    /// What was decided about the renewals ahead, by contract.
    pub fn decisions(&self) -> Vec<(ContractId, RenewalChoice)> {
        let decided = |contract: &&SampleContract| contract.facts.renewal_decided_for.is_some();
        let mut decisions: Vec<(ContractId, RenewalChoice)> = self
            .contracts
            .iter()
            .filter(decided)
            .map(|contract| {
                let on = days(self.today, -12);
                let second = match self.needs_second(contract) {
                    true => Second::Given { by: HELENE, on: days(self.today, -10) },
                    false => Second::NotNeeded,
                };
                (contract.id, choice(contract, RenewalDecision::RenewAsIs, on, second))
            })
            .collect();
        decisions.extend(self.awaiting());
        decisions
    }

    /// The decision that waits for a second person: of the first renewal that is open, undecided, and worth enough.
    fn awaiting(&self) -> Option<(ContractId, RenewalChoice)> {
        let lead_days = Settings::default().renewal_lead_days;
        let forgotten = |contract: &SampleContract| {
            self.planted.iter().any(|leak| leak.kind == FindingKind::NoticeNear && leak.contract == contract.id)
        };
        let ahead = |contract: &SampleContract| {
            let ahead = upcoming(&contract.details, &contract.facts, &self.practice_of(contract), self.today)?;
            let open = ahead.opens_on(lead_days) <= self.today && contract.facts.renewal_decided_for.is_none();
            (open && !forgotten(contract) && self.needs_second(contract)).then_some(ahead.decide_by)
        };
        let near = self.contracts.iter().filter_map(|contract| Some((ahead(contract)?, contract)));
        let (_, contract) = near.min_by_key(|(decide_by, contract)| (*decide_by, contract.id))?;
        Some((contract.id, choice(contract, RenewalDecision::Renegotiate, days(self.today, -2), Second::Awaited)))
    }

    fn needs_second(&self, contract: &SampleContract) -> bool {
        let ahead = upcoming(&contract.details, &contract.facts, &self.practice_of(contract), self.today);
        let worth = ahead.and_then(|ahead| value(&contract.details, &contract.lines, &ahead));
        needs_second(worth, SECOND_PERSON_FROM)
    }
}

fn choice(contract: &SampleContract, decision: RenewalDecision, on: Day, second: Second) -> RenewalChoice {
    let reason = match (decision, contract.details.currency) {
        (RenewalDecision::Renegotiate, Currency::EUR) => {
            "Le prix n’a pas bougé depuis la signature : demander l’indexation."
        }
        (RenewalDecision::Renegotiate, Currency::GBP) => "The price has not moved since signature: ask for an uplift.",
        (RenewalDecision::Renegotiate, _) => "价格自签约以来未调整，争取上调。",
        (_, Currency::EUR) => "Client satisfait, règlements à l’heure, marge conforme.",
        (_, Currency::GBP) => "Customer content, pays on time, margin as planned.",
        (_, _) => "客户满意，按时付款，毛利符合预期。",
    };
    RenewalChoice { decision, reason: reason.to_owned(), by: contract.details.owner.or(Some(HELENE)), on, second }
}
