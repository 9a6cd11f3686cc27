//! Remote monitoring and other subscriptions.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Story, days, month, months},
};
use crate::{
    calendar::{Day, Length},
    contract::ContractType,
    leakage::FindingKind,
};

/// The stories of this trade.
pub(super) fn stories(today: Day) -> Vec<Story> {
    let stories = vec![
        monitoring(today),
        warehouse_sensors(today),
        hotel_energy_portal(today),
        depot_cameras(today),
        cold_store_monitoring(today),
        plant_energy_monitoring(today),
        press_room_climate(today),
        campus_air_quality(today),
        brewery_tank_alarms(today),
        lift_emergency_calls(today),
    ];
    stories.into_iter().map(|story| story.kind(ContractType::Subscription)).collect()
}

/// Signed, installed and running for six months; nobody ever started the billing.
fn monitoring(today: Day) -> Story {
    Story::new(today, "monitoring", CustomerKey::Montbrelan, "Télésurveillance des cuves et des chais")
        .runs(month(today, -6), 36)
        .line(every(1, "Abonnement télésurveillance – mensualité", 48).quantity(96, "capteur"))
        .bill()
        .stop(month(today, -6))
}

/// The basic subscription is billed; the sensors that were added with it never were.
fn warehouse_sensors(today: Day) -> Story {
    Story::new(today, "warehouse_sensors", CustomerKey::Eastwick, "Warehouse monitoring")
        .runs(month(today, -13), 36)
        .line(every(3, "Monitoring platform, quarterly subscription", 2_850))
        .line(every(3, "Dock door sensors, quarterly subscription", 21).quantity(24, "sensor"))
        .bill()
        .never_billed(2)
}

/// A starting discount of fifteen per cent ended six months ago; the invoices still carry it.
fn hotel_energy_portal(today: Day) -> Story {
    let (first, over) = (month(today, -18), month(today, -6));
    Story::new(today, "hotel_energy_portal", CustomerKey::Pennywhistle, "Energy portal, six hotels")
        .runs(first, 36)
        .line(every(1, "Energy portal, monthly subscription", 390).quantity(6, "hotel").discount(
            15,
            first,
            days(over, -1),
        ))
        .bill()
        .billed_as_if(FindingKind::DiscountPastEnd, over, |line| {
            line.discounts.iter_mut().for_each(|discount| discount.to = None);
        })
}

/// A fifth less in the first year, and in the second, though nobody had promised that.
fn depot_cameras(today: Day) -> Story {
    let (first, over) = (month(today, -21), month(today, -9));
    Story::new(today, "depot_cameras", CustomerKey::Morvanel, "Vidéosurveillance des dépôts")
        .runs(first, 48)
        .line(every(3, "Abonnement vidéosurveillance – trimestre", 4_350).discount(20, first, days(over, -1)))
        .bill()
        .billed_as_if(FindingKind::DiscountPastEnd, over, |line| {
            line.discounts.iter_mut().for_each(|discount| discount.to = None);
        })
}

/// Cold stores, a year in advance, renewed tacitly.
fn cold_store_monitoring(today: Day) -> Story {
    Story::new(today, "cold_store_monitoring", CustomerKey::Hailu, "冷库远程监控服务合同")
        .runs(month(today, -29), 12)
        .tacit(12, 1)
        .line(every(12, "冷库远程监控年度服务费", 88_000))
        .bill()
}

/// Three free months, then billed every quarter as agreed.
fn plant_energy_monitoring(today: Day) -> Story {
    let first = month(today, -22);
    Story::new(today, "plant_energy_monitoring", CustomerKey::Jinfan, "工厂能源监测平台服务合同")
        .runs(first, 36)
        .line(every(3, "能源监测平台季度服务费", 24_500).discount(100, first, days(months(first, 3), -1)))
        .bill()
}

/// The climate of a printing works; the term ends in six weeks, thirty days' notice, nobody has decided.
fn press_room_climate(today: Day) -> Story {
    let first = months(days(today, 42), -24);
    Story::new(today, "press_room_climate", CustomerKey::Castelroux, "Supervision hygrométrique de l’atelier")
        .runs(first, 12)
        .tacit(12, 1)
        .notice(Length::Days(30))
        .line(every(1, "Abonnement supervision hygrométrie – mensualité", 520))
        .bill()
        .notice_near()
}

/// Air quality in classrooms: signed, delivered, and never billed.
fn campus_air_quality(today: Day) -> Story {
    Story::new(today, "campus_air_quality", CustomerKey::Qinghe, "教室空气质量监测服务合同")
        .runs(month(today, -5), 24)
        .line(every(3, "空气质量监测季度服务费", 32_000))
        .bill()
        .stop(month(today, -5))
}

/// Tank alarms of a brewery, month by month; an amendment of last month makes the term three months longer.
fn brewery_tank_alarms(today: Day) -> Story {
    Story::new(today, "brewery_tank_alarms", CustomerKey::Quillside, "Tank alarm monitoring")
        .runs(month(today, -26), 12)
        .tacit(12, 2)
        .extended(month(today, -1), 3)
        .line(every(1, "Tank alarm monitoring, monthly subscription", 310))
        .bill()
}

/// The emergency call line of a hospital's lifts, renewed tacitly: notice must reach them this month.
fn lift_emergency_calls(today: Day) -> Story {
    Story::new(today, "lift_emergency_calls", CustomerKey::Wanglan, "电梯应急呼叫平台服务合同")
        .runs(month(today, -22), 12)
        .tacit(12, 1)
        .line(every(6, "应急呼叫平台半年度服务费", 15_400))
        .bill()
        .notice_near()
}
