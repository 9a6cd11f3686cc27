//! Engineering projects, frameworks, and work by the hour.

use super::{
    company::{HELENE, IMOGEN},
    customer::CustomerKey,
    line::{every, once},
    story::{Story, days, month},
};
use crate::{
    calendar::{Day, Length},
    contract::{Confidentiality, ContractType},
    leakage::FindingKind,
};

/// The stories of this trade.
pub(super) fn stories(today: Day) -> Vec<Story> {
    vec![
        boiler_replacement(today),
        sprinkler_retrofit(today),
        clean_room_conversion(today),
        mill_secret(today),
        hospital_framework(today),
        hospital_statement_of_work(today),
        store_works(today),
        hospital_spare_parts(today),
        depot_gates(today),
        clinic_refit(today),
        plant_dust_extraction(today),
        warehouse_racking_fire_study(today),
    ]
}

/// New boilers for a school, paid at order, delivery and acceptance.
fn boiler_replacement(today: Day) -> Story {
    Story::new(today, "boiler_replacement", CustomerKey::SaintAmarin, "Remplacement de deux chaudières")
        .kind(ContractType::FixedPrice)
        .runs(month(today, -14), 9)
        .line(once(days(month(today, -14), 4), "Acompte à la commande – 30 %", 25_800))
        .line(once(days(month(today, -11), 14), "Livraison des chaudières – 40 %", 34_400))
        .line(once(days(month(today, -8), 19), "Réception des travaux – 30 %", 25_800))
        .bill()
}

/// Sprinklers for a mill, in four milestones: the commissioning was accepted and never invoiced.
fn sprinkler_retrofit(today: Day) -> Story {
    Story::new(today, "sprinkler_retrofit", CustomerKey::Harrowmere, "Sprinkler retrofit, dye house")
        .kind(ContractType::FixedPrice)
        .runs(month(today, -12), 24)
        .line(once(days(month(today, -12), 6), "Design and approval", 9_400))
        .line(once(days(month(today, -9), 13), "Pipework installed", 28_200))
        .line(once(days(month(today, -5), 20), "Commissioning", 11_250))
        .line(once(days(month(today, -2), 1), "Training and handover", 4_700))
        .bill()
        .forget_milestone(days(month(today, -5), 20))
}

/// A clean room rebuilt in three stages, invoiced and paid as planned.
fn clean_room_conversion(today: Day) -> Story {
    Story::new(today, "clean_room_conversion", CustomerKey::Lvxin, "洁净室改造工程合同")
        .kind(ContractType::FixedPrice)
        .runs(month(today, -19), 14)
        .line(once(days(month(today, -19), 9), "合同预付款（30%）", 186_000).vat(9))
        .line(once(days(month(today, -14), 9), "设备到货款（50%）", 310_000).vat(9))
        .line(once(days(month(today, -9), 9), "竣工验收款（20%）", 124_000).vat(9))
        .bill()
}

/// What a mill shows us stays between the people named; no price.
fn mill_secret(today: Day) -> Story {
    let mut story =
        Story::new(today, "mill_secret", CustomerKey::Lauziere, "Accord de confidentialité – procédé vapeur")
            .kind(ContractType::Nda)
            .runs(month(today, -13), 60)
            .owner(Some(IMOGEN));
    story.details.confidentiality = Confidentiality::People { people: vec![HELENE, IMOGEN] };
    story.bill()
}

/// General terms under which a hospital orders works; nothing is billed under them directly.
fn hospital_framework(today: Day) -> Story {
    Story::new(today, "hospital_framework", CustomerKey::Thornmere, "Framework for building services works")
        .kind(ContractType::Framework)
        .runs(month(today, -24), 48)
        .express()
        .valued(400_000)
        .bill()
}

/// One order under the hospital's framework, in two milestones.
fn hospital_statement_of_work(today: Day) -> Story {
    Story::new(today, "hospital_statement_of_work", CustomerKey::Thornmere, "Theatre ventilation upgrade")
        .kind(ContractType::StatementOfWork)
        .runs(month(today, -10), 8)
        .reference("TVH-SOW-03")
        .line(once(days(month(today, -9), 2), "Theatre ventilation upgrade, equipment", 31_500))
        .line(once(days(month(today, -4), 16), "Theatre ventilation upgrade, acceptance", 13_500))
        .bill()
}

/// Small works in the shops, by the hour, with a monthly minimum.
fn store_works(today: Day) -> Story {
    Story::new(today, "store_works", CustomerKey::Belcourt, "Petits travaux en régie")
        .kind(ContractType::TimeAndMaterials)
        .open_ended()
        .begins(month(today, -20))
        .notice(Length::Months(1))
        .line(every(1, "Petits travaux en régie – minimum mensuel", 46).quantity(40, "heure").in_arrears())
        .bill()
}

/// Spare parts at cost and a fee, ordered when needed; no price line yet.
fn hospital_spare_parts(today: Day) -> Story {
    Story::new(today, "hospital_spare_parts", CustomerKey::Wanglan, "医用设备备件代采购合同")
        .kind(ContractType::CostPlus)
        .runs(month(today, -8), 24)
        .valued(200_000)
        .bill()
}

/// Gates for a haulier: finished, paid and over.
fn depot_gates(today: Day) -> Story {
    Story::new(today, "depot_gates", CustomerKey::Morvanel, "Fourniture et pose de portails automatiques")
        .kind(ContractType::FixedPrice)
        .runs(month(today, -34), 6)
        .line(once(days(month(today, -34), 8), "Acompte portails automatiques", 11_200))
        .line(once(days(month(today, -30), 18), "Solde portails automatiques à réception", 16_800))
        .bill()
}

/// A clinic's refit: the contract says 96,000, its milestones add up to 90,000.
fn clinic_refit(today: Day) -> Story {
    let mut story =
        Story::new(today, "clinic_refit", CustomerKey::TroisSources, "Réfection de la ventilation du bloc B")
            .kind(ContractType::FixedPrice)
            .runs(month(today, -7), 18)
            .valued(96_000)
            .line(once(days(month(today, -7), 10), "Études d’exécution", 18_000))
            .line(once(days(month(today, -3), 5), "Gaines et centrales posées", 45_000))
            .line(once(days(month(today, 5), 14), "Mise en service et réception", 27_000))
            .bill();
    story.plant(FindingKind::ValueMismatch, 600_000);
    story
}

/// Dust extraction for a plant: the lines add up to more than the value both sides signed.
fn plant_dust_extraction(today: Day) -> Story {
    let mut story = Story::new(today, "plant_dust_extraction", CustomerKey::Jinfan, "车间除尘系统安装合同")
        .kind(ContractType::FixedPrice)
        .runs(month(today, -6), 15)
        .valued(280_000)
        .line(once(days(month(today, -6), 12), "除尘系统设备款", 168_000).vat(13))
        .line(once(days(month(today, 4), 12), "安装调试与验收款", 124_000).vat(13))
        .bill();
    story.plant(FindingKind::ValueMismatch, 1_200_000);
    story
}

/// A study for a warehouse, due in one sum.
fn warehouse_racking_fire_study(today: Day) -> Story {
    Story::new(today, "warehouse_racking_fire_study", CustomerKey::Eastwick, "Fire engineering study, high racking")
        .kind(ContractType::FixedPrice)
        .runs(month(today, -17), 4)
        .line(once(days(month(today, -15), 21), "Fire engineering study, report delivered", 16_400))
        .bill()
}
