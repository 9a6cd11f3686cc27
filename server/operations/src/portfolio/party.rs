//! Who takes part: our companies and people, and the customers.

use super::{
    customers_for,
    draw::{draw, identity, pick},
};
use model::{
    id::{CustomerId, LegalEntityId, PersonId, TeamId},
    language::Language,
    money::Currency,
    party::{Address, CustomerDetails, LegalEntityDetails},
    person::Role,
    team::TeamDetails,
};
use store::{person::Person, team::Team};

/// Somebody who sees every contract.
pub const MANAGER: PersonId = PersonId(identity(0xb002, 0));
/// Somebody who sees what is open to the organisation and what concerns them.
pub const ACCOUNT_OWNER: PersonId = PersonId(identity(0xb002, 1));

/// People who answer for contracts: those after the manager.
const OWNERS: u64 = 40;
const TEAM: TeamId = TeamId(identity(0xb003, 1));

const FIRST_NAMES: [&str; 10] =
    ["Amélie", "Gareth", "Ines", "Tobias", "Maud", "Oliver", "Salomé", "Henrik", "Clara", "Rowan"];
const LAST_NAMES: [&str; 7] = ["Delorme", "Ashworth", "Kessler", "Vautrin", "Pellow", "Marchetti", "Lindqvist"];

/// Where a customer is, with what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Country {
    France,
    Britain,
    China,
}

impl Country {
    /// Of a customer: six in ten are French, one in ten is Chinese.
    pub(super) const fn of_customer(nth: u64) -> Self {
        match draw(nth, 11, 10) {
            0..6 => Self::France,
            6..9 => Self::Britain,
            _ => Self::China,
        }
    }

    pub(super) const fn entity(self) -> LegalEntityId {
        LegalEntityId(identity(0xb001, self as u64))
    }

    pub(super) const fn currency(self) -> Currency {
        match self {
            Self::France => Currency::EUR,
            Self::Britain => Currency::GBP,
            Self::China => Currency::CNY,
        }
    }

    /// Tax on services, per cent.
    const fn vat(self) -> u32 {
        match self {
            Self::France | Self::Britain => 20,
            Self::China => 6,
        }
    }

    /// The same, of one of our companies.
    pub(super) fn vat_of(entity: LegalEntityId) -> u32 {
        let all = [Self::France, Self::Britain, Self::China];
        all.into_iter().find(|country| country.entity() == entity).map_or(0, Self::vat)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::France => "FR",
            Self::Britain => "GB",
            Self::China => "CN",
        }
    }

    const fn language(self) -> Language {
        match self {
            Self::France => Language::Fr,
            Self::Britain => Language::En,
            Self::China => Language::Zh,
        }
    }
}

/// Our companies, one a country.
pub(super) fn legal_entities() -> Vec<(LegalEntityId, LegalEntityDetails)> {
    let entity = |country: Country, name| (country.entity(), LegalEntityDetails::named(name, country.code()));
    vec![
        entity(Country::France, "Halvane Services Techniques SAS"),
        entity(Country::Britain, "Halvane Technical Services Ltd"),
        entity(Country::China, "海望恩技术服务（上海）有限公司"),
    ]
}

/// A manager, and those who answer for contracts and pursue what was not billed.
pub(super) fn people() -> Vec<Person> {
    (0..=OWNERS)
        .map(|nth| {
            let (first, last) = (pick(nth, 21, &FIRST_NAMES), pick(nth, 22, &LAST_NAMES));
            Person {
                id: PersonId(identity(0xb002, nth)),
                name: format!("{} {}", first.unwrap_or_default(), last.unwrap_or_default()),
                email: format!("person{nth}@example.com"),
                language: Language::En,
                roles: if nth == 0 { vec![Role::Manager] } else { vec![Role::Sales, Role::Finance] },
                active: true,
                expires_on: None,
                version: 1,
            }
        })
        .collect()
}

/// The team to which a few contracts are confined; the account owner is not in it.
pub(super) fn team() -> Team {
    let members = (2..6).map(|nth| PersonId(identity(0xb002, nth))).collect();
    Team { id: TEAM, details: TeamDetails { name: "Key accounts".to_owned(), members }, version: 1 }
}

/// The team's identity.
pub(super) const fn team_id() -> TeamId {
    TEAM
}

/// Who answers for what belongs to the `nth` thing.
pub(super) const fn owner(nth: u64) -> PersonId {
    PersonId(identity(0xb002, 1 + draw(nth, 23, OWNERS)))
}

/// The customer of a contract, as in a list that was sorted by customer: three in ten contracts are with the largest
/// twentieth of all customers, which come first.
pub(super) const fn customer_of(contract: u64, contracts: u64) -> u64 {
    let customers = customers_for(contracts);
    let (large, with_large) = (customers / 20, contracts * 3 / 10);
    if large == 0 {
        contract * customers / contracts
    } else if contract < with_large {
        contract * large / with_large
    } else {
        large + (contract - with_large) * (customers - large) / (contracts - with_large)
    }
}

/// The `nth` customer.
pub fn customer(nth: u64) -> (CustomerId, CustomerDetails) {
    let country = Country::of_customer(nth);
    let details = CustomerDetails {
        country: Some(country.code().to_owned()),
        address: Address { street: format!("{} High Street", 1 + nth % 200), ..Address::default() },
        owner: Some(owner(nth)),
        ..CustomerDetails::named(&customer_name(nth), country.language())
    };
    (customer_id(nth), details)
}

pub(super) const fn customer_id(nth: u64) -> CustomerId {
    CustomerId(identity(0xb004, nth))
}

const STEMS: [&str; 40] = [
    "Alder", "Beacon", "Birch", "Brook", "Cedar", "Clair", "Comet", "Coral", "Crest", "Dune", "Eider", "Ember",
    "Falcon", "Fern", "Garnet", "Glen", "Harbour", "Hazel", "Heron", "Iris", "Juniper", "Kestrel", "Larch", "Linden",
    "Maple", "Meadow", "Mistral", "Nimbus", "Orchard", "Osprey", "Pavilion", "Quartz", "Rowan", "Saffron", "Sorrel",
    "Summit", "Tamar", "Thistle", "Vesper", "Willow",
];
const TRADES: [&str; 20] = [
    "Bakeries",
    "Cinemas",
    "Clinics",
    "Colleges",
    "Dairies",
    "Dental",
    "Foundry",
    "Freight",
    "Gardens",
    "Glass",
    "Hotels",
    "Laundries",
    "Libraries",
    "Optics",
    "Pharma",
    "Printing",
    "Schools",
    "Stores",
    "Textiles",
    "Theatres",
];
const TOWNS: [&str; 25] = [
    "Amiens", "Annecy", "Bath", "Brest", "Bristol", "Caen", "Derby", "Dijon", "Exeter", "Grenoble", "Hull", "Leeds",
    "Lille", "Lyon", "Metz", "Nantes", "Nice", "Oxford", "Reims", "Rennes", "Rouen", "Stoke", "Tours", "Truro", "York",
];
const CHINESE_STEMS: [&str; 25] = [
    "锦绣", "东升", "安泰", "博远", "晨光", "鼎盛", "恒信", "华宇", "嘉和", "金桥", "凯旋", "蓝天", "明珠", "宁远",
    "鹏程", "启航", "瑞丰", "盛世", "天成", "万象", "祥云", "新月", "永固", "远大", "中和",
];
const CHINESE_TOWNS: [&str; 20] = [
    "杭州", "上海", "苏州", "南京", "宁波", "无锡", "合肥", "青岛", "济南", "武汉", "长沙", "成都", "重庆", "西安",
    "厦门", "福州", "广州", "深圳", "大连", "天津",
];
const CHINESE_FORMS: [&str; 5] = ["有限公司", "股份有限公司", "集团", "商行", "中心"];
const CHINESE_TRADES: [&str; 8] = ["物业", "酒店", "食品", "制药", "物流", "纺织", "印务", "置业"];

/// The name of the `nth` customer; 20,000 follow each other before one comes again with a number.
pub fn customer_name(nth: u64) -> String {
    let at = |list: &[&'static str], index: u64| {
        let index = index % u64::try_from(list.len()).unwrap_or(1).max(1);
        usize::try_from(index).ok().and_then(|index| list.get(index)).copied().unwrap_or_default()
    };
    let round = if nth < 20_000 { String::new() } else { format!(" {}", nth / 20_000 + 1) };
    // One list after the other, as the figures of a number, so that no name comes twice.
    let (first, second, third) = (nth, nth / 40, nth / 800);
    match Country::of_customer(nth) {
        Country::China => {
            let town = at(&CHINESE_TOWNS, nth / 25);
            let trade = at(&CHINESE_TRADES, nth / 500);
            format!("{town}{}{trade}{}{round}", at(&CHINESE_STEMS, nth), at(&CHINESE_FORMS, nth / 4_000))
        }
        Country::France => format!("{} {} {} SAS{round}", at(&STEMS, first), at(&TRADES, second), at(&TOWNS, third)),
        Country::Britain => format!("{} {} {} Ltd{round}", at(&STEMS, first), at(&TRADES, second), at(&TOWNS, third)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_have_names_of_their_own() {
        let names: std::collections::HashSet<String> = (0..30_000).map(customer_name).collect();
        assert_eq!(names.len(), 30_000);
    }
}
