//! Boilers, heat pumps and air conditioning.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Story, days, month},
};
use crate::{
    calendar::{Day, Length},
    contract::{DateTerms, Delivery, NoticeEnds, Rolling},
    leakage::FindingKind,
};
use rust_decimal::Decimal;

/// The stories of this trade.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        boiler_maintenance(today),
        school_boilers(today),
        hotel_boilers(today),
        mill_air_handling(today),
        academy_heat_pumps(today),
        clean_room_air(today),
        hotel_chillers(today),
        office_ventilation(today),
        clinic_chillers(today),
        paper_mill_steam(today),
        mall_air_conditioning(today),
    ]
}

/// Fourteen boiler rooms, renewed tacitly each year: the last day for notice is the end of this month, and
/// nobody has decided.
fn boiler_maintenance(today: Day) -> Story {
    Story::new(today, "boiler_maintenance", CustomerKey::Vallombreuse, "Maintenance des chaufferies collectives")
        .runs(month(today, -33), 12)
        .tacit(12, 2)
        .line(every(3, "Maintenance préventive chaudières – forfait trimestriel", 412).quantity(14, "chaufferie"))
        .bill()
        .notice_near()
}

/// The boilers of a school, renewed tacitly, decided about in good time. Notice goes by registered letter and must be there
/// on a working day.
fn school_boilers(today: Day) -> Story {
    Story::new(today, "school_boilers", CustomerKey::SaintAmarin, "Entretien des chaudières et du réseau d’eau chaude")
        .runs(month(today, -34), 12)
        .tacit(12, 3)
        .dated(DateTerms {
            rolling: Rolling::Before,
            delivery: Some(Delivery::RegisteredLetter),
            ..DateTerms::default()
        })
        .line(every(6, "Entretien chaudières et eau chaude sanitaire – forfait semestriel", 3_840))
        .bill()
}

/// A hotel whose price rises every year, and whose bills follow.
fn hotel_boilers(today: Day) -> Story {
    let first = month(today, -28);
    Story::new(today, "hotel_boilers", CustomerKey::GrandTilleul, "Exploitation chaufferie et climatisation")
        .runs(first, 36)
        .express()
        .line(
            every(1, "Exploitation chaufferie et climatisation – redevance mensuelle", 2_150)
                .increase(25, month(today, -16)),
        )
        .line(every(12, "Ramonage et analyse de combustion – visite annuelle", 890).in_arrears())
        .bill()
}

/// A mill whose contract renewed eight months ago with an increase of four per cent; the bills still carry
/// the price of the first year.
fn mill_air_handling(today: Day) -> Story {
    let renewed = month(today, -8);
    Story::new(today, "mill_air_handling", CustomerKey::Harrowmere, "Air handling and humidity control, weaving halls")
        .runs(month(today, -20), 12)
        .tacit(12, 3)
        .purchase_order("HM-40117")
        .line(every(1, "Air handling maintenance, weaving halls 1 to 4", 5_280).increase(40, renewed))
        .bill()
        .billed_as_if(FindingKind::OldPrice, renewed, |line| line.increase = None)
}

/// Heat pumps of a school, renewed tacitly: three months' notice must reach them by the end of this month.
fn academy_heat_pumps(today: Day) -> Story {
    Story::new(today, "academy_heat_pumps", CustomerKey::Castlebrook, "Heat pump servicing")
        .runs(month(today, -20), 12)
        .tacit(12, 3)
        .line(every(6, "Heat pump servicing, half-yearly fee", 640).quantity(9, "unit"))
        .bill()
        .notice_near()
}

/// Clean rooms billed at the end of each quarter, as agreed; the agreement on the next two years waits for its signatures.
fn clean_room_air(today: Day) -> Story {
    Story::new(today, "clean_room_air", CustomerKey::Jinfan, "洁净车间空调系统维保合同")
        .runs(month(today, -20), 24)
        .awaiting_signature(90)
        .reference("JF-HT-0382")
        .line(every(3, "洁净车间空调系统季度维保费", 46_800).in_arrears())
        .bill()
}

/// Chillers of a hotel: the first yearly increase was applied, the second was forgotten.
fn hotel_chillers(today: Day) -> Story {
    let second = month(today, -7);
    Story::new(today, "hotel_chillers", CustomerKey::Yunshan, "酒店冷水机组维护保养合同")
        .runs(month(today, -31), 36)
        .line(every(3, "冷水机组季度维护保养费", 9_600).quantity(4, "台").increase(30, month(today, -19)))
        .bill()
        .billed_as_if(FindingKind::OldPrice, second, |line| {
            line.unit_price *= Decimal::new(103, 2);
            line.increase = None;
        })
}

/// Open-ended, three months' notice to the end of a quarter, billed quarter by quarter.
fn office_ventilation(today: Day) -> Story {
    Story::new(today, "office_ventilation", CustomerKey::MarloweFinch, "Office ventilation and air quality")
        .open_ended()
        .begins(month(today, -29))
        .notice(Length::Months(3))
        .dated(DateTerms { notice_ends: NoticeEnds::EndOfQuarter, ..DateTerms::default() })
        .line(every(3, "Ventilation maintenance and air quality readings", 1_975).increase(30, month(today, -17)))
        .bill()
}

/// Began on the twelfth of a month; the first bill charged the whole month.
fn clinic_chillers(today: Day) -> Story {
    let begun = days(month(today, -9), 11);
    Story::new(today, "clinic_chillers", CustomerKey::TroisSources, "Maintenance des groupes froids du bloc opératoire")
        .begins(begun)
        .until(days(month(today, 15), -1))
        .line(every(1, "Maintenance groupes froids – forfait mensuel", 1_860).anchored(month(today, -9)))
        .bill()
        .misbill(begun, 186_000)
}

/// Steam for a paper mill, billed at the end of each month.
fn paper_mill_steam(today: Day) -> Story {
    Story::new(today, "paper_mill_steam", CustomerKey::Lauziere, "Conduite et maintenance de la centrale vapeur")
        .runs(month(today, -35), 48)
        .due(45, true)
        .line(every(1, "Conduite et maintenance centrale vapeur – forfait mensuel", 6_450).in_arrears())
        .bill()
}

/// Air conditioning of a shopping centre; its invoices bear the customer's own number.
fn mall_air_conditioning(today: Day) -> Story {
    Story::new(today, "mall_air_conditioning", CustomerKey::Shiguangli, "商场中央空调维护保养合同")
        .runs(month(today, -26), 36)
        .reference("SGL-2024-117")
        .line(every(3, "商场中央空调季度维保费", 58_500))
        .line(every(12, "风管年度清洗服务费", 32_000).in_arrears())
        .bill()
}
