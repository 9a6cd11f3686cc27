//! What counts for dates where a contract says nothing of it: the holidays, the law and the delivery of our company.

use crate::{
    calendar::holiday::{HolidayCalendar, HolidayChange},
    contract::{DateTerms, DeliveryDays},
    party::{LegalEntityDetails, Regime},
};
use serde::{Deserialize, Serialize};

/// What counts for the dates of a contract besides what it says itself. The default knows weekends and no law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Practice {
    /// The holidays of our company that signs.
    pub holidays: HolidayCalendar,
    /// How long notices are on their way.
    pub delivery: DeliveryDays,
    /// The law under which our company contracts.
    pub regime: Regime,
}

/// What an administrator settles about dates for the whole organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateSettings {
    /// How long notices are on their way.
    pub delivery: DeliveryDays,
    /// Days added to the built-in calendars, and taken away from them.
    pub holidays: Vec<HolidayChange>,
}

impl Practice {
    /// What counts for the contracts of one of our companies.
    pub fn of(entity: &LegalEntityDetails, settings: &DateSettings) -> Self {
        Self {
            holidays: HolidayCalendar::new(entity.region(), &settings.holidays),
            delivery: settings.delivery,
            regime: entity.regime,
        }
    }

    /// The law that applies to a contract.
    pub(super) fn regime_of(&self, terms: DateTerms) -> Regime {
        terms.regime.unwrap_or(self.regime)
    }

    /// How many days before it must be received a notice of a contract is sent, where its means is known.
    pub(super) fn lead_of(&self, terms: DateTerms) -> Option<u16> {
        terms.delivery.map(|delivery| terms.delivery_days.unwrap_or(self.delivery.of(delivery)))
    }
}
