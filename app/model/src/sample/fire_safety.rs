//! Extinguishers, alarms, sprinklers and smoke detectors.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Story, days, month},
};
use crate::calendar::Day;

/// The stories of this trade.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        old_extinguishers(today),
        retail_fire_alarms(today),
        warehouse_sprinklers(today),
        condominium_extinguishers(today),
        hotel_fire_doors(today),
        mall_fire_systems(today),
        printing_works_detectors(today),
        port_fire_inspection(today),
        academy_emergency_lights(today),
        clinic_fire_safety(today),
        shop_intruder_alarms(today),
    ]
}

/// The customer gave notice in time and left five months ago; two more quarters were billed.
fn old_extinguishers(today: Day) -> Story {
    let mut story =
        Story::new(today, "old_extinguishers", CustomerKey::Belcourt, "Vérification des extincteurs des magasins")
            .runs(month(today, -29), 12)
            .tacit(12, 3)
            .line(every(3, "Vérification extincteurs – forfait trimestriel", 18).quantity(140, "extincteur"));
    story.facts.notice_received_on = Some(days(month(today, -9), 11));
    story.bill().billed_on(2)
}

/// Fire alarms of two retail parks, once a year in advance.
fn retail_fire_alarms(today: Day) -> Story {
    Story::new(today, "retail_fire_alarms", CustomerKey::Silverfen, "Fire alarm inspection and maintenance")
        .runs(month(today, -27), 36)
        .express()
        .line(every(12, "Fire alarm inspection and maintenance, yearly fee", 7_900).quantity(2, "retail park"))
        .bill()
}

/// Sprinklers of a warehouse: one quarter last year was never invoiced.
fn warehouse_sprinklers(today: Day) -> Story {
    Story::new(today, "warehouse_sprinklers", CustomerKey::Eastwick, "Sprinkler maintenance, Eastwick hub")
        .runs(month(today, -30), 36)
        .line(every(3, "Sprinkler maintenance, quarterly fee", 4_120))
        .bill()
        .forget(month(today, -8))
}

/// Extinguishers of a condominium, once a year, without a word about the contract on the invoice.
fn condominium_extinguishers(today: Day) -> Story {
    Story::new(today, "condominium_extinguishers", CustomerKey::JardinsAmbre, "Vérification annuelle des extincteurs")
        .runs(month(today, -32), 12)
        .tacit(12, 2)
        .unnamed()
        .line(every(12, "Vérification annuelle extincteurs et plans d’évacuation", 1_340).vat(10))
        .bill()
}

/// A fixed term of two years that ran out three months ago; two more months were billed.
fn hotel_fire_doors(today: Day) -> Story {
    Story::new(today, "hotel_fire_doors", CustomerKey::Pennywhistle, "Fire door inspection, six hotels")
        .runs(month(today, -27), 24)
        .line(every(1, "Fire door inspection, monthly fee", 285).quantity(6, "hotel"))
        .bill()
        .billed_on(2)
}

/// The fire systems of a shopping centre: looked after every month, billed no more since five months.
fn mall_fire_systems(today: Day) -> Story {
    Story::new(today, "mall_fire_systems", CustomerKey::Shiguangli, "商场消防设施维护保养合同")
        .runs(month(today, -16), 36)
        .line(every(1, "消防设施月度维护保养费", 21_000))
        .bill()
        .stop(month(today, -5))
}

/// Smoke detectors of a printing works: one month slipped through.
fn printing_works_detectors(today: Day) -> Story {
    Story::new(today, "printing_works_detectors", CustomerKey::Castelroux, "Maintenance de la détection incendie")
        .runs(month(today, -22), 36)
        .line(every(1, "Maintenance détection incendie – forfait mensuel", 1_180))
        .bill()
        .forget(month(today, -5))
}

/// A yearly inspection of a port's warehouses, paid in advance.
fn port_fire_inspection(today: Day) -> Story {
    Story::new(today, "port_fire_inspection", CustomerKey::Hailu, "物流园区消防设施年度检测合同")
        .runs(month(today, -31), 36)
        .line(every(12, "消防设施年度检测服务费", 128_000))
        .bill()
}

/// Emergency lighting of a school; invoices bear its purchase order.
fn academy_emergency_lights(today: Day) -> Story {
    Story::new(today, "academy_emergency_lights", CustomerKey::Castlebrook, "Emergency lighting tests")
        .runs(month(today, -23), 36)
        .purchase_order("CBA-2291")
        .line(every(6, "Emergency lighting tests, half-yearly fee", 2_360))
        .bill()
}

/// Fire safety of a clinic, month by month, at a price that rises each year.
fn clinic_fire_safety(today: Day) -> Story {
    Story::new(today, "clinic_fire_safety", CustomerKey::TroisSources, "Maintenance du système de sécurité incendie")
        .runs(month(today, -24), 36)
        .line(every(1, "Maintenance SSI – forfait mensuel", 2_940).increase(20, month(today, -12)))
        .bill()
}

/// Intruder alarms of a supermarket chain: a reorganisation of the accounts, and no invoice since four
/// months.
fn shop_intruder_alarms(today: Day) -> Story {
    Story::new(today, "shop_intruder_alarms", CustomerKey::Belcourt, "Maintenance des alarmes intrusion")
        .runs(month(today, -18), 36)
        .line(every(1, "Maintenance alarmes intrusion – forfait mensuel", 280).quantity(7, "magasin"))
        .bill()
        .stop(month(today, -4))
}
