//! Who we are in the demonstration: three companies and the people who work in them.

use super::identity;
use crate::{
    calendar::{
        Day, add_months,
        holiday::{HolidayCalendar, Region},
    },
    contract::DeliveryDays,
    id::*,
    language::Language,
    money::Currency,
    party::{LegalEntityDetails, Regime},
    person::Role,
    term::Practice,
};

/// The organisation as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: &'static str,
    /// IANA name of the time zone whose day is the business day.
    pub time_zone: &'static str,
    /// The currency in which sums over all companies are shown.
    pub reporting_currency: Currency,
}

/// One of our companies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleLegalEntity {
    /// Its identity.
    pub id: LegalEntityId,
    /// Its particulars.
    pub details: LegalEntityDetails,
    /// The currency it usually invoices in.
    pub currency: Currency,
}

/// A person who uses Avenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePerson {
    /// Identity.
    pub id: PersonId,
    /// Full name as people say it.
    pub name: &'static str,
    /// Address to sign in with; never a real one (RFC 2606).
    pub email: &'static str,
    /// Language of the screens.
    pub language: Language,
    /// What the person is here for.
    pub roles: Vec<Role>,
    /// Last day of access, for people from outside.
    pub expires_on: Option<Day>,
}

/// The countries we work in, each with a company of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Country {
    /// France: euros, French.
    France,
    /// The United Kingdom: pounds, English.
    Britain,
    /// China: yuan, Chinese.
    China,
}

impl Country {
    pub(super) const fn entity(self) -> LegalEntityId {
        LegalEntityId(identity(0xa001, self as u64 + 1))
    }

    pub(super) const fn currency(self) -> Currency {
        match self {
            Self::France => Currency::EUR,
            Self::Britain => Currency::GBP,
            Self::China => Currency::CNY,
        }
    }

    pub(super) const fn language(self) -> Language {
        match self {
            Self::France => Language::Fr,
            Self::Britain => Language::En,
            Self::China => Language::Zh,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::France => "FR",
            Self::Britain => "GB",
            Self::China => "CN",
        }
    }

    /// What counts for the dates of the contracts that our company there signs.
    pub(super) fn practice(self) -> Practice {
        Practice {
            holidays: HolidayCalendar::new(Region::of_country(self.code()), &[]),
            delivery: DeliveryDays::default(),
            regime: Regime::of_country(self.code()),
        }
    }

    /// Tax on services in per cent: the full rate in France and Britain, 6 % on services in China.
    pub(super) const fn vat(self) -> u32 {
        match self {
            Self::France | Self::Britain => 20,
            Self::China => 6,
        }
    }

    /// Who of ours looks after the customers of that country.
    pub(super) const fn account_owner(self) -> PersonId {
        match self {
            Self::France => SOLENE,
            Self::Britain => GARETH,
            Self::China => YIMING,
        }
    }

    /// Who of ours stands in for them, and pursues what was not billed or paid, which those who sell do not.
    pub(super) const fn deputy(self) -> PersonId {
        match self {
            Self::France => HELENE,
            Self::Britain | Self::China => LUCAS,
        }
    }
}

/// What counts for the dates of the contracts of one of our companies.
pub(super) fn practice_of(entity: LegalEntityId) -> Practice {
    let country = [Country::France, Country::Britain, Country::China].into_iter().find(|own| own.entity() == entity);
    country.map(Country::practice).unwrap_or_default()
}

const fn person(number: u64) -> PersonId {
    PersonId(identity(0xa002, number))
}

/// Administrator.
pub(super) const NADIA: PersonId = person(1);
/// Manager.
pub(super) const HELENE: PersonId = person(2);
/// Legal.
pub(super) const IMOGEN: PersonId = person(3);
/// Finance.
pub(super) const LUCAS: PersonId = person(4);
/// Sales, looks after France.
pub(super) const SOLENE: PersonId = person(5);
/// Service.
pub(super) const BASTIEN: PersonId = person(6);
/// Auditor from outside.
pub(super) const PRIYA: PersonId = person(7);
/// Viewer.
pub(super) const RUOXI: PersonId = person(8);
/// Account owner, looks after Britain.
pub(super) const GARETH: PersonId = person(9);
/// Account owner, looks after China.
pub(super) const YIMING: PersonId = person(10);

/// The organisation, its companies and its people. The auditor's access ends three months after `today`.
pub fn company(today: Day) -> (Organisation, Vec<SampleLegalEntity>, Vec<SamplePerson>) {
    let organisation = Organisation { name: "Halvane", time_zone: "Europe/Paris", reporting_currency: Currency::EUR };
    (organisation, legal_entities(), people(today))
}

fn legal_entities() -> Vec<SampleLegalEntity> {
    let entity = |country: Country, name: &str, number: &str, vat: &str| SampleLegalEntity {
        id: country.entity(),
        details: LegalEntityDetails {
            registration_number: Some(number.to_owned()),
            vat_number: Some(vat.to_owned()),
            ..LegalEntityDetails::named(name, country.code())
        },
        currency: country.currency(),
    };
    vec![
        entity(Country::France, "Halvane Services Techniques SAS", "999563059", "FR52999563059"),
        entity(Country::Britain, "Halvane Technical Services Ltd", "99190122", "GB996683833"),
        // In China the unified social credit code is the tax number, too.
        entity(Country::China, "海望恩技术服务（上海）有限公司", "91310115MA971HU455", "91310115MA971HU455"),
    ]
}

fn people(today: Day) -> Vec<SamplePerson> {
    use Language::{En, Fr, Zh};
    let person = |id, name, email, language, role| SamplePerson {
        id,
        name,
        email,
        language,
        roles: vec![role],
        expires_on: (role == Role::Auditor).then(|| add_months(today, 3)).flatten(),
    };
    vec![
        person(NADIA, "Nadia Ferréol", "nadia.ferreol@example.com", Fr, Role::Administrator),
        person(HELENE, "Hélène Vautrin", "helene.vautrin@example.com", Fr, Role::Manager),
        person(IMOGEN, "Imogen Ashdown", "imogen.ashdown@example.com", En, Role::Legal),
        person(LUCAS, "Lucas Perrichon", "lucas.perrichon@example.com", Fr, Role::Finance),
        person(SOLENE, "Solène Darrigade", "solene.darrigade@example.com", Fr, Role::Sales),
        person(BASTIEN, "Bastien Courvoux", "bastien.courvoux@example.com", Fr, Role::Service),
        person(PRIYA, "Priya Fernsby", "priya.fernsby@example.org", En, Role::Auditor),
        person(RUOXI, "林若溪", "lin.ruoxi@example.com", Zh, Role::Viewer),
        person(GARETH, "Gareth Pellow", "gareth.pellow@example.com", En, Role::Sales),
        person(YIMING, "陈一鸣", "chen.yiming@example.com", Zh, Role::Sales),
    ]
}
