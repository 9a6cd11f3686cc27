//! Lifts, goods lifts and escalators.

use super::{
    customer::CustomerKey,
    line::every,
    story::{Story, days, month, months},
};
use crate::{
    calendar::{Day, Length},
    contract::{BreakOption, DateTerms},
};

/// The stories of this trade.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        lift(today),
        hospital_lifts_east(today),
        hospital_lifts_west(today),
        condominium_lift_a(today),
        condominium_lift_b(today),
        campus_lifts(today),
        retail_escalators(today),
        goods_lift(today),
        office_lifts(today),
        clinic_lifts(today),
        hotel_lifts(today),
    ]
}

/// Twelve lifts, renewed tacitly, billed each quarter: one quarter was never invoiced.
fn lift(today: Day) -> Story {
    Story::new(today, "lift", CustomerKey::Shiguangli, "电梯年度维保合同")
        .runs(month(today, -33), 12)
        .tacit(12, 1)
        .line(every(3, "电梯年度维保服务费（按季支付）", 3_200).quantity(12, "台"))
        .bill()
        .forget(month(today, -7))
}

/// Six days ago: when the lifts of the twin stories are billed each month.
fn twin_start(today: Day) -> Day {
    months(days(today, -6), -14)
}

/// The lifts of the east building, at the same price as those of the west building. This month's only
/// invoice says neither which contract nor which building it is for.
fn hospital_lifts_east(today: Day) -> Story {
    Story::new(today, "hospital_lifts_east", CustomerKey::Wanglan, "住院东楼电梯维保合同")
        .runs(twin_start(today), 24)
        .line(every(1, "医用电梯月度维保费", 9_600))
        .bill()
        .puzzling(today)
}

/// The lifts of the west building; this month's invoice is still to be written.
fn hospital_lifts_west(today: Day) -> Story {
    Story::new(today, "hospital_lifts_west", CustomerKey::Wanglan, "住院西楼电梯维保合同")
        .runs(twin_start(today), 24)
        .line(every(1, "医用电梯月度维保费", 9_600))
        .bill()
        .not_yet(today)
}

/// The lift of building A. This month two equal invoices were sent for buildings A and B, and neither
/// says for which.
fn condominium_lift_a(today: Day) -> Story {
    Story::new(today, "condominium_lift_a", CustomerKey::JardinsAmbre, "Maintenance ascenseur – bâtiment A")
        .runs(twin_start(today), 36)
        .line(every(1, "Maintenance ascenseur – contrat étendu", 215).vat(10))
        .bill()
        .puzzling(today)
}

/// The lift of building B, at the price of the one of building A.
fn condominium_lift_b(today: Day) -> Story {
    Story::new(today, "condominium_lift_b", CustomerKey::JardinsAmbre, "Maintenance ascenseur – bâtiment B")
        .runs(twin_start(today), 36)
        .line(every(1, "Maintenance ascenseur – contrat étendu", 215).vat(10))
        .bill()
        .puzzling(today)
}

/// The lifts of a campus: one quarter was invoiced twice, and paid twice.
fn campus_lifts(today: Day) -> Story {
    Story::new(today, "campus_lifts", CustomerKey::Qinghe, "校区电梯维保合同")
        .runs(month(today, -25), 36)
        .line(every(3, "校区电梯季度维保费", 3_400).quantity(8, "台"))
        .bill()
        .repeat(month(today, -5), 24)
}

/// Escalators of a retail park: two digits of an amount were swapped, and nobody noticed.
fn retail_escalators(today: Day) -> Story {
    Story::new(today, "retail_escalators", CustomerKey::Silverfen, "Escalator maintenance")
        .runs(month(today, -21), 36)
        .line(every(3, "Escalator maintenance, quarterly fee", 8_730))
        .bill()
        .misbill(month(today, -4), 783_000)
}

/// A goods lift: one month was billed with the tax already inside, and taxed again.
fn goods_lift(today: Day) -> Story {
    Story::new(today, "goods_lift", CustomerKey::Lauziere, "Maintenance des monte-charges")
        .runs(month(today, -18), 36)
        .line(every(1, "Maintenance monte-charges – forfait mensuel", 1_420))
        .bill()
        .misbill(month(today, -3), 170_400)
}

/// Lifts of an office building, renewed tacitly, decided about in good time.
fn office_lifts(today: Day) -> Story {
    Story::new(today, "office_lifts", CustomerKey::MarloweFinch, "Passenger lift maintenance")
        .runs(month(today, -35), 12)
        .tacit(12, 1)
        .line(every(3, "Passenger lift maintenance, quarterly fee", 1_260).quantity(4, "lift"))
        .bill()
}

/// Bed lifts of a clinic, half a year in arrears; the clinic may leave early with six months' notice.
fn clinic_lifts(today: Day) -> Story {
    Story::new(today, "clinic_lifts", CustomerKey::TroisSources, "Maintenance des monte-malades")
        .runs(month(today, -30), 48)
        .dated(DateTerms {
            break_option: Some(BreakOption { notice: Length::Months(6), from: Some(month(today, -6)) }),
            ..DateTerms::default()
        })
        .line(every(6, "Maintenance monte-malades – forfait semestriel", 1_780).quantity(5, "appareil").in_arrears())
        .bill()
}

/// Lifts of a hotel; the invoices say what they are for, but neither contract nor period.
fn hotel_lifts(today: Day) -> Story {
    Story::new(today, "hotel_lifts", CustomerKey::Yunshan, "酒店客梯维护保养合同")
        .runs(month(today, -23), 36)
        .unnamed()
        .undated()
        .line(every(6, "客梯半年度维护保养费", 6_300).quantity(5, "台"))
        .bill()
}
