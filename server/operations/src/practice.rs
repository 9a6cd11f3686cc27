//! What counts for the dates of contracts where they say nothing of them, as our companies and the settings say.

use crate::Result;
use model::{
    calendar::holiday::HolidayCalendar,
    contract::ContractDetails,
    id::LegalEntityId,
    term::{DateSettings, Practice},
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use store::ConnectionTrait;

/// The name under which the settings about dates are kept.
pub(crate) const NAME: &str = "dates";

/// Settings about dates as they are kept.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct KeptDates {
    /// Raised with each change.
    pub(crate) version: i32,
    /// What is settled.
    pub(crate) settings: DateSettings,
}

/// The practice of each of our companies.
#[derive(Debug, Default)]
pub(crate) struct Practices {
    by_entity: HashMap<LegalEntityId, Practice>,
    /// Of a company that nobody knows.
    unknown: Practice,
}

impl Practices {
    /// Reads what is settled: two queries, whatever the number of contracts.
    pub(crate) async fn read(connection: &impl ConnectionTrait) -> Result<Self> {
        let kept: Option<KeptDates> = store::setting::find(connection, NAME).await?;
        let settings = kept.unwrap_or_default().settings;
        let entities = store::legal_entity::list(connection).await?;
        let by_entity = entities.into_iter().map(|(id, entity)| (id, Practice::of(&entity, &settings)));
        Ok(Self { by_entity: by_entity.collect(), unknown: Practice::default() })
    }

    /// What counts for a contract.
    pub(crate) fn of(&self, details: &ContractDetails) -> &Practice {
        self.of_entity(details.legal_entity)
    }

    /// What counts for the contracts of one of our companies.
    pub(crate) fn of_entity(&self, entity: LegalEntityId) -> &Practice {
        self.by_entity.get(&entity).unwrap_or(&self.unknown)
    }

    /// The calendars that our companies keep, each once.
    pub(crate) fn calendars(&self) -> HashSet<&HolidayCalendar> {
        self.by_entity.values().chain([&self.unknown]).map(|practice| &practice.holidays).collect()
    }

    /// The same, kept for one contract.
    pub(crate) fn into_of(mut self, details: &ContractDetails) -> Practice {
        self.by_entity.remove(&details.legal_entity).unwrap_or(self.unknown)
    }
}
