//! Who pays when: the customers that pay late, in part, or not at all.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Pays, Story, month},
};
use crate::calendar::Day;

/// The stories of this kind.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![haulier_pays_late(today), mill_dispute(today), factory_part_payment(today), hotel_end_of_month(today)]
}

/// A haulier that has always paid a month late and has left three invoices open.
fn haulier_pays_late(today: Day) -> Story {
    Story::new(today, "haulier_pays_late", CustomerKey::Morvanel, "Maintenance multitechnique des dépôts")
        .runs(month(today, -32), 48)
        .pays(Pays::Late(31))
        .line(every(1, "Maintenance multitechnique dépôts – forfait mensuel", 3_680))
        .bill()
        .paid(month(today, -5), Pays::Never)
        .paid(month(today, -4), Pays::Never)
        .paid(month(today, -3), Pays::Never)
}

/// A mill that disputes one quarter and pays the others.
fn mill_dispute(today: Day) -> Story {
    Story::new(today, "mill_dispute", CustomerKey::Harrowmere, "Compressed air maintenance")
        .runs(month(today, -28), 36)
        .line(every(3, "Compressed air maintenance, quarterly fee", 7_420))
        .bill()
        .paid(month(today, -3), Pays::Never)
}

/// A factory that paid forty per cent of one quarter.
fn factory_part_payment(today: Day) -> Story {
    Story::new(today, "factory_part_payment", CustomerKey::Lvxin, "厂区配电设施维护合同")
        .runs(month(today, -24), 36)
        .line(every(3, "配电设施季度维护费", 68_000))
        .bill()
        .paid(month(today, -4), Pays::Part(40))
}

/// Forty-five days, end of month, and always on time.
fn hotel_end_of_month(today: Day) -> Story {
    Story::new(today, "hotel_end_of_month", CustomerKey::GrandTilleul, "Maintenance de la cuisine professionnelle")
        .runs(month(today, -26), 36)
        .due(45, true)
        .pays(Pays::Early(2))
        .line(every(3, "Maintenance cuisine professionnelle – forfait trimestriel", 2_890))
        .bill()
}
