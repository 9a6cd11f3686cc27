//! To whom we sell in the demonstration.

use super::{company::Country, identity};
use crate::{contract::PaymentTerm, id::CustomerId, party::CustomerDetails};

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleCustomer {
    /// Its identity.
    pub id: CustomerId,
    /// Its particulars.
    pub details: CustomerDetails,
}

/// The customers, by the name the stories use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CustomerKey {
    /// Housing association.
    Vallombreuse,
    /// Private hospital.
    TroisSources,
    /// Supermarkets.
    Belcourt,
    /// Paper mill.
    Lauziere,
    /// Hotel.
    GrandTilleul,
    /// Private school.
    SaintAmarin,
    /// Haulier.
    Morvanel,
    /// Condominium association.
    JardinsAmbre,
    /// Printing works.
    Castelroux,
    /// Wine cooperative.
    Montbrelan,
    /// Hospital.
    Thornmere,
    /// Hotels.
    Pennywhistle,
    /// Solicitors' offices.
    MarloweFinch,
    /// Warehouses.
    Eastwick,
    /// School.
    Castlebrook,
    /// Textile mill.
    Harrowmere,
    /// Shopping centres.
    Silverfen,
    /// Brewery.
    Quillside,
    /// Hotels.
    Yunshan,
    /// Precision manufacturing.
    Jinfan,
    /// Shopping centres.
    Shiguangli,
    /// Hospitals.
    Wanglan,
    /// Logistics.
    Hailu,
    /// Education.
    Qinghe,
    /// Electronics.
    Lvxin,
}

impl CustomerKey {
    pub(super) fn id(self) -> CustomerId {
        CustomerId(identity(0xa003, self as u64 + 1))
    }

    pub(super) const fn country(self) -> Country {
        let place = self as u8;
        if place < Self::Thornmere as u8 {
            Country::France
        } else if place < Self::Yunshan as u8 {
            Country::Britain
        } else {
            Country::China
        }
    }
}

/// All customers, in the order of [`CustomerKey`].
pub(super) fn customers() -> Vec<SampleCustomer> {
    let all = [
        (CustomerKey::Vallombreuse, Country::France, "Habitat Vallombreuse", "999534712", "FR80999534712"),
        (CustomerKey::TroisSources, Country::France, "Clinique des Trois Sources", "999574684", "FR07999574684"),
        (CustomerKey::Belcourt, Country::France, "Belcourt Distribution SAS", "999517915", "FR32999517915"),
        (CustomerKey::Lauziere, Country::France, "Papeteries de la Lauzière", "999521867", "FR54999521867"),
        (CustomerKey::GrandTilleul, Country::France, "Hôtel Le Grand Tilleul", "999597792", "FR73999597792"),
        (CustomerKey::SaintAmarin, Country::France, "Institution Saint-Amarin", "999525421", "FR46999525421"),
        (CustomerKey::Morvanel, Country::France, "Transports Morvanel SARL", "999569916", "FR59999569916"),
        (
            CustomerKey::JardinsAmbre,
            Country::France,
            "Syndicat des copropriétaires Les Jardins d’Ambre",
            "999519507",
            "FR55999519507",
        ),
        (CustomerKey::Castelroux, Country::France, "Imprimerie Castelroux", "999593130", "FR55999593130"),
        (CustomerKey::Montbrelan, Country::France, "Caves de Montbrelan", "999545171", "FR29999545171"),
        (CustomerKey::Thornmere, Country::Britain, "Thornmere Vale Hospital Trust", "99538485", "GB991915674"),
        (CustomerKey::Pennywhistle, Country::Britain, "Pennywhistle Hotels Ltd", "99352353", "GB992188965"),
        (CustomerKey::MarloweFinch, Country::Britain, "Marlowe & Finch LLP", "99677814", "GB996564255"),
        (CustomerKey::Eastwick, Country::Britain, "Eastwick Parcel Logistics Ltd", "99161981", "GB998411571"),
        (CustomerKey::Castlebrook, Country::Britain, "Castlebrook Academy", "99229815", "GB993926067"),
        (CustomerKey::Harrowmere, Country::Britain, "Harrowmere Mills Ltd", "99761259", "GB999223859"),
        (CustomerKey::Silverfen, Country::Britain, "Silverfen Retail Parks Ltd", "99711316", "GB991810890"),
        (CustomerKey::Quillside, Country::Britain, "Quillside Brewing Company Ltd", "99705136", "GB998674822"),
        (
            CustomerKey::Yunshan,
            Country::China,
            "上海云杉谷酒店管理有限公司",
            "91310105MA99D4H363",
            "91310105MA99D4H363",
        ),
        (CustomerKey::Jinfan, Country::China, "苏州锦帆精密制造有限公司", "91320505MA9J9HTM05", "91320505MA9J9HTM05"),
        (
            CustomerKey::Shiguangli,
            Country::China,
            "杭州拾光里商业管理有限公司",
            "91330106MA953JJL9P",
            "91330106MA953JJL9P",
        ),
        (CustomerKey::Wanglan, Country::China, "南京望澜医院管理有限公司", "91320106MA96B3HN3H", "91320106MA96B3HN3H"),
        (CustomerKey::Hailu, Country::China, "宁波海鹭物流有限公司", "91330203MA92J1K687", "91330203MA92J1K687"),
        (
            CustomerKey::Qinghe,
            Country::China,
            "上海青禾学府教育科技有限公司",
            "91310110MA9FMHDQ9X",
            "91310110MA9FMHDQ9X",
        ),
        (CustomerKey::Lvxin, Country::China, "无锡绿芯电子有限公司", "91320214MA9AEJXE59", "91320214MA9AEJXE59"),
    ];
    let customer = |(key, country, name, number, vat): (CustomerKey, Country, &str, &str, &str)| SampleCustomer {
        id: key.id(),
        details: CustomerDetails {
            country: Some(country.code().to_owned()),
            registration_number: Some(number.to_owned()),
            vat_number: Some(vat.to_owned()),
            owner: Some(country.account_owner()),
            payment_term: Some(PaymentTerm { days: 30, end_of_month: false }),
            ..CustomerDetails::named(name, country.language())
        },
    };
    all.into_iter().map(customer).collect()
}
