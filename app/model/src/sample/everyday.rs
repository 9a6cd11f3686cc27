//! The contracts on which all goes well.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Story, days, month},
};
use crate::{
    calendar::{Day, Length},
    contract::{ContractType, DateTerms, DayCount},
};

/// The stories of this kind.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        housing_ventilation(today),
        supermarket_refrigeration(today),
        mill_electricity(today),
        printing_works_prorated(today),
        wine_cellar_cooling(today),
        hospital_medical_gas(today),
        hotel_group_engineering(today),
        logistics_dock_levellers(today),
        retail_security_systems(today),
        factory_compressed_air(today),
        port_cranes(today),
        campus_security(today),
        electronics_pure_water(today),
        hospital_generators(today),
    ]
}

/// Ventilation of dwellings, renewed tacitly, in advance.
fn housing_ventilation(today: Day) -> Story {
    Story::new(today, "housing_ventilation", CustomerKey::Vallombreuse, "Entretien des VMC collectives")
        .runs(month(today, -30), 12)
        .tacit(12, 3)
        .line(every(6, "Entretien VMC collectives – forfait semestriel", 8_400).vat(10))
        .bill()
}

/// Refrigeration in supermarkets, with a yearly leak test.
fn supermarket_refrigeration(today: Day) -> Story {
    Story::new(today, "supermarket_refrigeration", CustomerKey::Belcourt, "Maintenance du froid commercial")
        .runs(month(today, -31), 48)
        .line(
            every(1, "Maintenance froid commercial – forfait mensuel", 840)
                .quantity(7, "magasin")
                .increase(22, month(today, -19)),
        )
        .line(every(12, "Contrôle d’étanchéité annuel", 310).quantity(7, "magasin").in_arrears())
        .bill()
}

/// A paper mill's electrical installations; its purchase order stands on every invoice.
fn mill_electricity(today: Day) -> Story {
    Story::new(today, "mill_electricity", CustomerKey::Lauziere, "Maintenance haute et basse tension")
        .runs(month(today, -22), 36)
        .purchase_order("LAUZ-7702")
        .line(every(3, "Maintenance haute et basse tension – forfait trimestriel", 8_260))
        .bill()
}

/// Began on the seventeenth, billed by calendar month: the first bill covers the days that were left.
fn printing_works_prorated(today: Day) -> Story {
    Story::new(today, "printing_works_prorated", CustomerKey::Castelroux, "Nettoyage de l’atelier d’impression")
        .begins(days(month(today, -11), 16))
        .until(days(month(today, 13), -1))
        .line(every(1, "Nettoyage atelier – forfait mensuel", 0).hundredths(164_550).anchored(month(today, -11)))
        .bill()
}

/// Cooling for a wine cooperative under a new contract, after the first one ran out.
fn wine_cellar_cooling(today: Day) -> Story {
    Story::new(today, "wine_cellar_cooling", CustomerKey::Montbrelan, "Froid de cave et groupes d’eau glacée")
        .runs(month(today, -10), 36)
        .express()
        .line(every(3, "Froid de cave et eau glacée – forfait trimestriel", 4_380))
        .bill()
}

/// Medical gas of a hospital, with a second line that began later.
fn hospital_medical_gas(today: Day) -> Story {
    Story::new(today, "hospital_medical_gas", CustomerKey::Thornmere, "Medical gas pipeline maintenance")
        .runs(month(today, -33), 48)
        .line(every(3, "Medical gas pipeline maintenance, quarterly fee", 9_870))
        .line(every(3, "Day surgery outlets, quarterly fee", 1_240).from(month(today, -15)))
        .bill()
}

/// Engineers on site in six hotels, month by month.
fn hotel_group_engineering(today: Day) -> Story {
    Story::new(today, "hotel_group_engineering", CustomerKey::Pennywhistle, "On-site engineering, six hotels")
        .runs(month(today, -24), 36)
        .line(every(1, "On-site engineering, monthly fee", 1_450).quantity(6, "hotel"))
        .bill()
}

/// Dock levellers of a warehouse; one line ended when a hall was closed.
fn logistics_dock_levellers(today: Day) -> Story {
    Story::new(today, "logistics_dock_levellers", CustomerKey::Eastwick, "Dock leveller maintenance")
        .runs(month(today, -21), 36)
        .line(every(3, "Dock leveller maintenance, halls A to C", 3_960))
        .line(every(3, "Dock leveller maintenance, hall D", 1_180).until(days(month(today, -9), -1)))
        .bill()
}

/// Cameras and barriers of a retail park, open-ended, a month's notice.
fn retail_security_systems(today: Day) -> Story {
    Story::new(today, "retail_security_systems", CustomerKey::Silverfen, "Security systems maintenance")
        .open_ended()
        .begins(month(today, -32))
        .notice(Length::Months(1))
        .line(every(6, "Security systems maintenance, half-yearly fee", 5_560))
        .bill()
}

/// Compressed air of a factory, quarter by quarter.
fn factory_compressed_air(today: Day) -> Story {
    Story::new(today, "factory_compressed_air", CustomerKey::Jinfan, "空压机站房维保合同")
        .runs(month(today, -32), 48)
        .line(every(3, "空压机站房季度维保费", 3_900).quantity(10, "台"))
        .bill()
}

/// Cranes of a port's warehouses, half a year in advance.
fn port_cranes(today: Day) -> Story {
    Story::new(today, "port_cranes", CustomerKey::Hailu, "起重设备年度维保合同")
        .runs(month(today, -25), 36)
        .line(every(6, "起重设备半年度维保费", 76_000))
        .bill()
}

/// Doors and cameras of a campus, by subscription; twenty working days' notice.
fn campus_security(today: Day) -> Story {
    Story::new(today, "campus_security", CustomerKey::Qinghe, "校园安防系统运维服务合同")
        .kind(ContractType::Subscription)
        .runs(month(today, -28), 12)
        .tacit(12, 2)
        .notice(Length::Days(20))
        .dated(DateTerms { counting: DayCount::Working, ..DateTerms::default() })
        .line(every(1, "安防系统运维月度服务费", 8_900))
        .bill()
}

/// Pure water for an electronics plant, month by month in arrears.
fn electronics_pure_water(today: Day) -> Story {
    Story::new(today, "electronics_pure_water", CustomerKey::Lvxin, "超纯水系统运行维护合同")
        .runs(month(today, -30), 36)
        .line(every(1, "超纯水系统月度运行维护费", 22_500).in_arrears())
        .bill()
}

/// A hospital's generators: one invoice lacked the order number, was taken back and written again for the
/// same amount. Only the second was paid, as it should be.
fn hospital_generators(today: Day) -> Story {
    let by = month(today, -6);
    Story::new(today, "hospital_generators", CustomerKey::Thornmere, "Standby generator maintenance")
        .runs(month(today, -18), 36)
        .line(every(3, "Standby generator maintenance, quarterly fee", 3_640))
        .bill()
        .credit(by, 9, 100)
        .bill_anew(by, 10)
}
