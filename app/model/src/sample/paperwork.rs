//! Contracts and invoices on which something was written wrongly, or not at all.

use super::{
    company::Country,
    customer::CustomerKey,
    line::every,
    story::{Story, days, month},
};
use crate::{
    calendar::{Day, Length},
    contract::TermLength,
    leakage::FindingKind,
    money::Currency,
};

/// The stories of this kind.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        depot_doors(today),
        housing_water(today),
        cold_store_doors(today),
        press_compressors(today),
        campus_kitchens(today),
        retail_car_park_draft(today),
        hotel_pool_rescinded(today),
        brewery_boiler_signed(today),
        wine_cellar_expired(today),
        academy_legionella(today),
        wine_press_corrected(today),
        hospital_water(today),
    ]
}

/// One quarter was invoiced by our company in Britain.
fn depot_doors(today: Day) -> Story {
    Story::new(today, "depot_doors", CustomerKey::Morvanel, "Maintenance des portes sectionnelles")
        .runs(month(today, -19), 36)
        .line(every(3, "Maintenance portes sectionnelles – forfait trimestriel", 1_740))
        .bill()
        .issued_by(month(today, -4), Country::Britain)
}

/// One invoice charged the reduced rate of tax where the full one is due.
fn housing_water(today: Day) -> Story {
    Story::new(today, "housing_water", CustomerKey::Vallombreuse, "Suivi légionelles et traitement d’eau")
        .runs(month(today, -16), 36)
        .line(every(3, "Suivi légionelles et traitement d’eau – forfait trimestriel", 2_280))
        .bill()
        .taxed(month(today, -5), 10)
}

/// One invoice was written in euros, though the contract is in yuan.
fn cold_store_doors(today: Day) -> Story {
    Story::new(today, "cold_store_doors", CustomerKey::Hailu, "冷库门维护保养合同")
        .runs(month(today, -18), 36)
        .line(every(3, "冷库门季度维护保养费", 14_200))
        .bill()
        .in_currency(month(today, -5), Currency::EUR, 13)
}

/// Nobody of ours answers for it since an account owner left.
fn press_compressors(today: Day) -> Story {
    Story::new(today, "press_compressors", CustomerKey::Castelroux, "Maintenance des compresseurs d’air")
        .runs(month(today, -20), 36)
        .owner(None)
        .line(every(3, "Maintenance compresseurs d’air – forfait trimestriel", 1_590))
        .bill()
        .planting(FindingKind::Incomplete)
}

/// Billed every quarter, but nobody wrote down how long it lasts.
fn campus_kitchens(today: Day) -> Story {
    let mut story = Story::new(today, "campus_kitchens", CustomerKey::Qinghe, "食堂排烟系统清洗合同")
        .begins(month(today, -15))
        .notice(Length::Months(1))
        .line(every(3, "食堂排烟系统季度清洗费", 11_800));
    story.details.term = TermLength::Unknown;
    story.bill().planting(FindingKind::Incomplete)
}

/// Being negotiated; not signed.
fn retail_car_park_draft(today: Day) -> Story {
    let mut story =
        Story::new(today, "retail_car_park_draft", CustomerKey::Silverfen, "Car park lighting and barriers")
            .runs(month(today, 2), 36)
            .line(every(3, "Car park lighting and barriers, quarterly fee", 3_300));
    story.details.signed_on = None;
    story.bill()
}

/// Both sides agreed to part eight months ago, in the middle of the term.
fn hotel_pool_rescinded(today: Day) -> Story {
    let mut story = Story::new(today, "hotel_pool_rescinded", CustomerKey::Yunshan, "酒店泳池水处理维护合同")
        .runs(month(today, -26), 36)
        .line(every(3, "泳池水处理季度维护费", 16_800));
    story.facts.ended_on = Some(days(month(today, -8), -1));
    story.bill()
}

/// Signed for twelve months, not yet in force.
fn brewery_boiler_signed(today: Day) -> Story {
    Story::new(today, "brewery_boiler_signed", CustomerKey::Quillside, "Steam boiler maintenance")
        .runs(month(today, 2), 12)
        .line(every(3, "Steam boiler maintenance, quarterly fee", 2_640))
        .bill()
}

/// Ran for its two years, was billed to the end, and is over.
fn wine_cellar_expired(today: Day) -> Story {
    Story::new(today, "wine_cellar_expired", CustomerKey::Montbrelan, "Climatisation des chais – contrat initial")
        .runs(month(today, -34), 24)
        .line(every(3, "Climatisation des chais – forfait trimestriel", 2_050))
        .bill()
}

/// An invoice was taken back for a missing order number, and never written again.
fn academy_legionella(today: Day) -> Story {
    let mut story = Story::new(today, "academy_legionella", CustomerKey::Castlebrook, "Legionella monitoring")
        .runs(month(today, -14), 36)
        .line(every(3, "Legionella monitoring, quarterly fee", 1_150))
        .bill()
        .credit(month(today, -6), 16, 100);
    story.plant(FindingKind::MissingPeriod, 115_000);
    story
}

/// A quarter was invoiced too high, taken back, and invoiced anew: all is well.
fn wine_press_corrected(today: Day) -> Story {
    let by = month(today, -5);
    Story::new(today, "wine_press_corrected", CustomerKey::Montbrelan, "Maintenance des pressoirs")
        .runs(month(today, -15), 36)
        .line(every(3, "Maintenance pressoirs – forfait trimestriel", 3_480))
        .bill()
        .misbill(by, 384_000)
        .put_right()
        .credit(by, 14, 100)
        .bill_anew(by, 15)
}

/// A fifth of a quarter was credited after a complaint, and nobody can say why it was that much.
fn hospital_water(today: Day) -> Story {
    let mut story = Story::new(today, "hospital_water", CustomerKey::Thornmere, "Water hygiene services")
        .runs(month(today, -20), 36)
        .line(every(3, "Water hygiene services, quarterly fee", 6_450))
        .bill()
        .credit(month(today, -7), 27, 20);
    story.plant(FindingKind::BelowTerms, 129_000);
    story
}
