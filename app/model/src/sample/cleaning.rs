//! Cleaning of offices, hospitals, shops and windows.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Pays, Story, days, month},
};
use crate::{calendar::Day, leakage::FindingKind};

/// The stories of this trade.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        cleaning(today),
        hospital_cleaning(today),
        mall_cleaning(today),
        shop_cleaning(today),
        window_cleaning(today),
        factory_cleaning(today),
        ward_cleaning(today),
        hotel_linen_rooms(today),
        brewery_hygiene(today),
        school_cleaning(today),
    ]
}

/// Stairwells of a housing association: the yearly increase was due seven months ago and is still missing
/// on every invoice since.
fn cleaning(today: Day) -> Story {
    let due = month(today, -7);
    Story::new(today, "cleaning", CustomerKey::Vallombreuse, "Nettoyage des parties communes")
        .runs(month(today, -19), 36)
        .line(every(1, "Nettoyage des parties communes – forfait mensuel", 8_640).vat(10).increase(35, due))
        .bill()
        .billed_as_if(FindingKind::OldPrice, due, |line| line.increase = None)
}

/// A hospital's wards, month by month.
fn hospital_cleaning(today: Day) -> Story {
    Story::new(today, "hospital_cleaning", CustomerKey::Thornmere, "Ward cleaning services")
        .runs(month(today, -29), 36)
        .purchase_order("TVH/FM/0098")
        .line(every(1, "Ward cleaning services, monthly fee", 9_850).increase(30, month(today, -17)))
        .bill()
}

/// A shopping centre, billed at the end of each month and paid a little late.
fn mall_cleaning(today: Day) -> Story {
    Story::new(today, "mall_cleaning", CustomerKey::Shiguangli, "商场日常保洁服务合同")
        .runs(month(today, -14), 24)
        .pays(Pays::Late(6))
        .line(every(1, "商场日常保洁月度服务费", 46_000).in_arrears())
        .bill()
}

/// The shops of a supermarket chain: one month was invoiced twice.
fn shop_cleaning(today: Day) -> Story {
    Story::new(today, "shop_cleaning", CustomerKey::Belcourt, "Nettoyage des surfaces de vente")
        .runs(month(today, -17), 24)
        .line(every(1, "Nettoyage surfaces de vente – forfait mensuel", 690).quantity(7, "magasin"))
        .bill()
        .repeat(month(today, -6), 12)
}

/// Windows of an office building: two digits of a price were swapped, to the customer's cost.
fn window_cleaning(today: Day) -> Story {
    Story::new(today, "window_cleaning", CustomerKey::MarloweFinch, "Window cleaning, Finch House")
        .runs(month(today, -13), 24)
        .line(every(1, "Window cleaning, monthly visit", 1_260))
        .bill()
        .misbill(month(today, -4), 162_000)
}

/// A factory whose price steps up after a starting phase; the step five months ago was overlooked.
fn factory_cleaning(today: Day) -> Story {
    let step = month(today, -5);
    Story::new(today, "factory_cleaning", CustomerKey::Lvxin, "电子厂房保洁服务合同")
        .runs(month(today, -17), 36)
        .line(every(1, "厂房保洁月度服务费", 31_000).ramp(month(today, -11), 34_000).ramp(step, 37_500))
        .bill()
        .billed_as_if(FindingKind::OldPrice, step, |line| {
            line.ramp.pop();
        })
}

/// A hospital's clean areas, quarter by quarter.
fn ward_cleaning(today: Day) -> Story {
    Story::new(today, "ward_cleaning", CustomerKey::Wanglan, "医院保洁与消毒服务合同")
        .runs(month(today, -27), 36)
        .line(every(3, "病区保洁与消毒季度服务费", 72_000))
        .bill()
}

/// A discount for the first half-year, given and ended as agreed.
fn hotel_linen_rooms(today: Day) -> Story {
    let first = month(today, -15);
    Story::new(today, "hotel_linen_rooms", CustomerKey::GrandTilleul, "Nettoyage des étages et de la lingerie")
        .runs(first, 24)
        .line(every(1, "Nettoyage étages et lingerie – forfait mensuel", 3_260).discount(
            10,
            first,
            days(month(today, -9), -1),
        ))
        .bill()
}

/// A brewery whose hygiene rounds go on while the invoices stopped four months ago.
fn brewery_hygiene(today: Day) -> Story {
    Story::new(today, "brewery_hygiene", CustomerKey::Quillside, "Brewhouse hygiene services")
        .runs(month(today, -15), 36)
        .line(every(1, "Brewhouse hygiene services, monthly fee", 3_450))
        .bill()
        .stop(month(today, -4))
}

/// A school, renewed tacitly; its invoices print no due day.
fn school_cleaning(today: Day) -> Story {
    Story::new(today, "school_cleaning", CustomerKey::SaintAmarin, "Nettoyage des salles et des internats")
        .runs(month(today, -25), 12)
        .tacit(12, 3)
        .without_due_day()
        .line(every(1, "Nettoyage salles et internats – forfait mensuel", 4_120))
        .bill()
}
