//! Holidays by their names, and why nobody works on a day.

use super::{Text, Words};
use model::calendar::holiday::{DayOff, Holiday, Region};

words! {
    NEW_YEAR: "New Year’s Day", "jour de l’An", "元旦";
    GOOD_FRIDAY: "Good Friday", "Vendredi saint", "耶稣受难日";
    EASTER_MONDAY: "Easter Monday", "lundi de Pâques", "复活节星期一";
    ASCENSION: "Ascension Day", "Ascension", "耶稣升天节";
    WHIT_MONDAY: "Whit Monday", "lundi de Pentecôte", "圣灵降临节星期一";
    LABOUR_DAY: "Labour Day", "fête du Travail", "劳动节";
    VICTORY_DAY: "Victory Day 1945", "Victoire 1945", "二战胜利日";
    BASTILLE_DAY: "Bastille Day", "fête nationale du 14 juillet", "法国国庆日";
    ASSUMPTION: "Assumption Day", "Assomption", "圣母升天节";
    ALL_SAINTS: "All Saints’ Day", "Toussaint", "诸圣节";
    ARMISTICE: "Armistice Day", "Armistice 1918", "一战停战日";
    CHRISTMAS: "Christmas Day", "Noël", "圣诞节";
    BOXING_DAY: "Boxing Day", "lendemain de Noël", "节礼日";
    EARLY_MAY: "Early May bank holiday", "jour férié britannique de début mai", "英国五月初公共假日";
    SPRING: "Spring bank holiday", "jour férié britannique de printemps", "英国春季公共假日";
    SUMMER: "Summer bank holiday", "jour férié britannique d’été", "英国夏季公共假日";
    ROYAL: "Royal bank holiday", "jour férié royal britannique", "英国王室公共假日";
    MILLENNIUM: "Millennium bank holiday", "jour férié britannique de l’an 2000", "英国千禧年公共假日";
    SPRING_FESTIVAL: "Spring Festival", "Nouvel An chinois", "春节";
    QINGMING: "Qingming Festival", "fête de Qingming", "清明节";
    DRAGON_BOAT: "Dragon Boat Festival", "fête des bateaux-dragons", "端午节";
    MID_AUTUMN: "Mid-Autumn Festival", "fête de la mi-automne", "中秋节";
    NATIONAL_DAY: "Chinese National Day", "fête nationale chinoise", "国庆节";
    SUBSTITUTE: "{holiday}, kept on this day", "{holiday}, reporté à ce jour", "{holiday}补假";
    SATURDAY: "a Saturday", "un samedi", "星期六";
    SUNDAY: "a Sunday", "un dimanche", "星期日";
    HOLIDAY: "a holiday ({holiday})", "un jour férié ({holiday})", "节假日（{holiday}）";

    REGION_FRANCE: "France", "France", "法国";
    REGION_ENGLAND: "England and Wales", "Angleterre et pays de Galles", "英格兰和威尔士";
    REGION_CHINA: "mainland China", "Chine continentale", "中国大陆";
    REGION_OTHER: "own calendar", "calendrier propre", "自定义日历";
}

/// The name of a region's calendar.
pub const fn region(region: Region) -> Text {
    match region {
        Region::France => REGION_FRANCE,
        Region::EnglandAndWales => REGION_ENGLAND,
        Region::China => REGION_CHINA,
        Region::Other => REGION_OTHER,
    }
}

/// A holiday by its name.
pub fn holiday(words: Words, holiday: &Holiday) -> String {
    let text = match holiday {
        Holiday::NewYear => NEW_YEAR,
        Holiday::GoodFriday => GOOD_FRIDAY,
        Holiday::EasterMonday => EASTER_MONDAY,
        Holiday::Ascension => ASCENSION,
        Holiday::WhitMonday => WHIT_MONDAY,
        Holiday::LabourDay => LABOUR_DAY,
        Holiday::VictoryDay => VICTORY_DAY,
        Holiday::BastilleDay => BASTILLE_DAY,
        Holiday::Assumption => ASSUMPTION,
        Holiday::AllSaints => ALL_SAINTS,
        Holiday::Armistice => ARMISTICE,
        Holiday::Christmas => CHRISTMAS,
        Holiday::BoxingDay => BOXING_DAY,
        Holiday::EarlyMay => EARLY_MAY,
        Holiday::Spring => SPRING,
        Holiday::Summer => SUMMER,
        Holiday::Royal => ROYAL,
        Holiday::Millennium => MILLENNIUM,
        Holiday::SpringFestival => SPRING_FESTIVAL,
        Holiday::Qingming => QINGMING,
        Holiday::DragonBoat => DRAGON_BOAT,
        Holiday::MidAutumn => MID_AUTUMN,
        Holiday::NationalDay => NATIONAL_DAY,
        Holiday::Named(name) => return name.clone(),
    };
    words.t(text).to_owned()
}

/// What a day is that nobody works on, in the middle of a sentence.
pub fn off(words: Words, off: &DayOff) -> String {
    let called = called(words, off);
    if matches!(off, DayOff::Holiday { .. }) { words.with(HOLIDAY, &[("holiday", &called)]) } else { called }
}

/// What such a day is called.
pub fn called(words: Words, off: &DayOff) -> String {
    match off {
        DayOff::Saturday => words.t(SATURDAY).to_owned(),
        DayOff::Sunday => words.t(SUNDAY).to_owned(),
        DayOff::Holiday { holiday: of, substitute } => {
            let name = holiday(words, of);
            if *substitute { words.with(SUBSTITUTE, &[("holiday", &name)]) } else { name }
        }
    }
}
