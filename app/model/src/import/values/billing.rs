//! How often, when and within what time is billed and paid.

use super::{super::text, lengths};
use crate::{calendar::Length, contract::PaymentTerm, price_line::Timing};

/// How often something is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Once.
    Once,
    /// Every so many months, 1 to 120.
    Months(u32),
}

impl Frequency {
    /// Months between bills; 0 for once.
    pub const fn months(self) -> u32 {
        match self {
            Self::Once => 0,
            Self::Months(months) => months,
        }
    }
}

/// Billing frequency: `monthly`, `trimestriel`, `every 6 months`, `4 fois par an`, `每月`, `按季`, `one-off`.
pub fn frequency(text: &str) -> Option<Frequency> {
    if text.len() > 200 {
        return None;
    }
    let folded = text::fold(text).replace('-', " ");
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let has = |wanted: &[&str]| wanted.iter().any(|word| folded.contains(word));
    if any(&["weekly", "hebdomadaire", "daily", "quotidien", "journalier", "fortnightly", "bimensuel", "bimensuelle"])
        || has(&["每周", "每天", "按周", "按天"])
    {
        return None;
    }
    // Once in each of some periods is no single bill: "une fois par an", "按年一次性支付", "上半年下半年各一次".
    let of_periods = ["每", "按季", "季度", "按月", "半年", "按年", "年初", "年底", "年末", "一年一"];
    let per_period = any(&["an", "ans", "year", "annum", "annee", "quarter", "trimestre", "semestre", "mois", "month"])
        || has(&of_periods);
    let single = any(&["unique", "ponctuel", "ponctuelle", "oneoff", "onetime"])
        || has(&["one off", "one time", "lump sum", "单次"]);
    let once = any(&["once"]) || has(&["une fois", "1 fois", "一次"]);
    if single || (once && !per_period) {
        return Some(Frequency::Once);
    }
    // "4 fois par an", "12x/an", "twice a year", "2 times per year".
    let per_year = any(&["an", "ans", "year", "annum", "annee"]) || folded.contains('年');
    let times = words.windows(2).find_map(|pair| match pair {
        [count, "fois" | "times" | "x" | "echeances" | "次" | "factures" | "invoices"] => count.parse::<u32>().ok(),
        _ => None,
    });
    let times = times.or(if any(&["twice"]) { Some(2) } else { None });
    if let (true, Some(count)) = (per_year, times) {
        return frequency_per_header(count);
    }
    // "3-monthly", "six monthly", "two-yearly", "bi-annual".
    let several = words.windows(2).find_map(|pair| match pair {
        ["semi", "annual" | "annually" | "annuel" | "annuelle"] | ["half", "yearly"] => Some(6),
        ["bi", "annual" | "annually"] => Some(6),
        ["bi", "monthly"] => Some(2),
        [count, "monthly" | "mensuel" | "mensuelle"] => lengths::numeral(count),
        [count, "yearly"] => lengths::numeral(count).and_then(|years| years.checked_mul(12)),
        _ => None,
    });
    if let Some(months @ 1..=120) = several {
        return Some(Frequency::Months(months));
    }
    if any(&[
        "monthly",
        "mensuel",
        "mensuelle",
        "mensuels",
        "mensuelles",
        "mensuellement",
        "mensualite",
        "mensualites",
        "pcm",
    ]) {
        return Some(Frequency::Months(1));
    }
    if any(&["quarterly", "qtrly", "trimestriel", "trimestrielle", "trimestriels", "trimestriellement"]) {
        return Some(Frequency::Months(3));
    }
    if any(&["bimestriel", "bimestrielle", "bimonthly"]) {
        return Some(Frequency::Months(2));
    }
    if any(&["quadrimestriel", "quadrimestrielle"]) {
        return Some(Frequency::Months(4));
    }
    if any(&[
        "semestriel",
        "semestrielle",
        "semestriellement",
        "semiannual",
        "semiannually",
        "biannual",
        "biannually",
        "halfyearly",
    ]) || has(&["half year", "semi annual", "半年"])
    {
        return Some(Frequency::Months(6));
    }
    if any(&["biennial", "biennal", "biennale", "bisannuel", "bisannuelle"]) || has(&["两年", "二年"]) {
        return Some(Frequency::Months(24));
    }
    if any(&["triennal", "triennale", "triennial"]) || has(&["三年"]) {
        return Some(Frequency::Months(36));
    }
    if any(&["annual", "annually", "yearly", "annuel", "annuelle", "annuels", "annuellement"]) {
        return Some(Frequency::Months(12));
    }
    // Before lengths: "每季度第一个月", "每年1月" name a part of the period.
    if has(&["季"]) {
        return Some(Frequency::Months(3));
    }
    let named_months = words.windows(2).filter(|pair| matches!(pair, [month, "月"] if month.parse::<u32>().is_ok()));
    if let (true, Ok(count @ 1..)) = (has(&["每年", "按年"]), u32::try_from(named_months.count())) {
        return frequency_per_header(count);
    }
    if let Some(Length::Months(months @ 1..=120)) = lengths::length(&folded) {
        return Some(Frequency::Months(months));
    }
    if has(&["每月", "按月", "月付", "月度", "月结", "逐月", "月缴"]) || folded.trim() == "月" {
        return Some(Frequency::Months(1));
    }
    if has(&["每年", "按年", "年付", "年度", "逐年", "年缴", "年初", "年底", "年末"]) || folded.trim() == "年"
    {
        return Some(Frequency::Months(12));
    }
    match words.as_slice() {
        ["month" | "mois" | "m" | "mens"]
        | ["per" | "par" | "each" | "every" | "chaque", "month" | "mois"]
        | ["tous", "les", "mois"] => Some(Frequency::Months(1)),
        ["quarter" | "trimestre" | "trim" | "t" | "q" | "qtr"]
        | ["per" | "par" | "each" | "every" | "chaque", "quarter" | "trimestre"]
        | ["tous", "les", "trimestres"] => Some(Frequency::Months(3)),
        ["semestre" | "sem" | "s"] | ["par" | "chaque", "semestre"] => Some(Frequency::Months(6)),
        ["year" | "an" | "annee" | "a" | "y" | "pa"]
        | ["p", "a"]
        | ["per" | "par" | "each" | "every" | "chaque", "year" | "an" | "annum" | "annee"]
        | ["tous", "les", "ans"] => Some(Frequency::Months(12)),
        // "début de trimestre", "fin de mois", "trimestre civil à échoir".
        _ if any(&["debut", "fin", "end", "start", "beginning", "civil", "calendar", "once", "fois"]) => {
            let stretches = [
                (3, ["quarter", "trimestre"]),
                (6, ["semester", "semestre"]),
                (1, ["month", "mois"]),
                (12, ["year", "an"]),
            ];
            stretches.into_iter().find(|(_, names)| any(names)).map(|(months, _)| Frequency::Months(months))
        }
        _ => None,
    }
}

/// The frequency of so many bills a year, where they are evenly spread over months.
pub fn frequency_per_header(times_per_year: u32) -> Option<Frequency> {
    matches!(times_per_year, 1 | 2 | 3 | 4 | 6 | 12).then(|| Frequency::Months(12 / times_per_year.max(1)))
}

/// In advance or in arrears: `terme à échoir`, `à terme échu`, `in advance`, `预付`, `后付`.
pub fn timing(text: &str) -> Option<Timing> {
    let folded = text::fold(text);
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let has = |wanted: &[&str]| wanted.iter().any(|word| folded.contains(word));
    let advance = any(&[
        "advance",
        "avance",
        "echoir",
        "prepaid",
        "prepayment",
        "prepaye",
        "upfront",
        "debut",
        "start",
        "beginning",
        "anticipe",
        "anticipation",
    ]) || has(&["预付", "预收", "先付", "期初", "季初", "季度初", "月初", "年初", "提前", "up front"]);
    let arrears = any(&["arrears", "arrear", "echu", "end", "fin", "postpaid", "after"])
        || has(&["后付", "期末", "季末", "季度末", "月末", "月底", "年末", "年底", "事后"]);
    match (advance, arrears) {
        (true, false) => Some(Timing::Advance),
        (false, true) => Some(Timing::Arrears),
        _ => None,
    }
}

/// Payment term: `30 jours fin de mois`, `30 days net`, `45 EOM`, `月结30天`, `comptant`, `à réception`.
pub fn payment_term(text: &str) -> Option<PaymentTerm> {
    if text.len() > 200 {
        return None;
    }
    let folded = text::fold(text);
    // Cash discounts ("2% 10, net 30") and "le 10 du mois" are more than a number of days can say.
    if folded.contains('%') {
        return None;
    }
    let words = text::words(&folded);
    if words.iter().any(|word| matches!(*word, "le" | "ouvres" | "ouvrables" | "business" | "working"))
        || folded.contains("工作日")
    {
        return None;
    }
    let squeezed = folded.replace(['-', '.'], " ");
    let end_of_month = words.iter().any(|word| matches!(*word, "eom" | "fdm" | "fm"))
        || [
            "end of month",
            "end of the month",
            "month end",
            "fin de mois",
            "fin du mois",
            "fin mois",
            "月结",
            "月底",
            "月末",
        ]
        .iter()
        .any(|word| squeezed.contains(word));
    let numbers: Vec<u16> = words
        .iter()
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|word| word.parse().unwrap_or(u16::MAX))
        .collect();
    let other_unit = words.iter().any(|word| matches!(*word, "months" | "weeks" | "semaines" | "ans" | "years" | "周"))
        || folded.contains("个月");
    match numbers.as_slice() {
        [days @ 0..=365] if !other_unit => Some(PaymentTerm { days: *days, end_of_month }),
        [] if end_of_month => Some(PaymentTerm { days: 0, end_of_month }),
        [] => [
            "comptant",
            "reception",
            "receipt",
            "immediate",
            "immediat",
            "cash",
            "prepaid",
            "pay now",
            "即付",
            "见票",
            "货到付款",
            "立即",
        ]
        .iter()
        .any(|word| folded.contains(word))
        .then_some(PaymentTerm { days: 0, end_of_month: false }),
        _ => None,
    }
}
