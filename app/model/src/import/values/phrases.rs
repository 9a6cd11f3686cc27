//! The few words that are recognised as a choice: renewal, frequency, timing, kinds and states.

use super::{super::text, lengths};
use crate::{
    calendar::Length,
    contract::{ContractType, PaymentTerm},
    invoice::InvoiceKind,
    price_line::Timing,
};

/// A cell that stands for "nothing": `-`, `n/a`, `néant`, `无`.
pub fn is_placeholder(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    let folded = text::fold(text);
    let trimmed = folded.trim();
    matches!(
        trimmed,
        "" | "-"
            | "--"
            | "---"
            | "/"
            | "."
            | "n/a"
            | "na"
            | "n.a."
            | "#n/a"
            | "nil"
            | "null"
            | "none"
            | "(none)"
            | "(null)"
            | "(blank)"
            | "(vide)"
            | "neant"
            | "aucun"
            | "aucune"
            | "sans objet"
            | "s/o"
            | "so"
            | "nc"
            | "n.c."
            | "nr"
            | "无"
            | "没有"
            | "空"
    )
}

/// A cell that says that nobody knows yet: `TBD`, `?`, `à définir`, `待定`.
pub fn is_undecided(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    let folded = text::fold(text);
    matches!(
        folded.trim(),
        "tbd"
            | "tbc"
            | "tba"
            | "t.b.d."
            | "to be defined"
            | "to be confirmed"
            | "unknown"
            | "?"
            | "??"
            | "???"
            | "a definir"
            | "a confirmer"
            | "a completer"
            | "a preciser"
            | "inconnu"
            | "inconnue"
            | "非公开"
            | "待定"
            | "待确认"
            | "未知"
            | "不详"
    )
}

/// A term without an end: `open-ended`, `durée indéterminée`, `无固定期限`, `长期`.
pub fn is_open_ended(text: &str) -> bool {
    let folded = text::fold(text);
    let squeezed = folded.replace(['-', ' '], "");
    [
        "openend",
        "indetermine",
        "indefini",
        "illimite",
        "unlimited",
        "evergreen",
        "perpetual",
        "untilterminated",
        "untilfurthernotice",
        "jusquadenonciation",
        "sansterme",
        "sansfin",
        "noend",
    ]
    .iter()
    .any(|word| squeezed.replace('\'', "").contains(word))
        || ["无固定", "无限期", "不定期", "长期", "永久"].iter().any(|word| folded.contains(word))
        || folded.trim() == "cdi"
}

/// Yes or no, in three languages and as tick marks.
pub fn yes_no(text: &str) -> Option<bool> {
    let folded = text::fold(text);
    match folded.trim().trim_end_matches('.') {
        "yes" | "y" | "oui" | "o" | "true" | "vrai" | "1" | "x" | "✓" | "✔" | "☑" | "是" | "有" | "对" => {
            Some(true)
        }
        "no" | "n" | "non" | "false" | "faux" | "0" | "☐" | "✗" | "✘" | "否" | "不" | "不是" => Some(false),
        _ => None,
    }
}

/// What a renewal cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalWords {
    /// It ends.
    None,
    /// Only by a new agreement.
    Express,
    /// By itself, with the period and the maximum where the cell gives them.
    Tacit {
        /// Length of each renewed term in months.
        months: Option<u32>,
        /// How many times.
        maximum: Option<u32>,
    },
}

/// Renewal: `tacite reconduction 12 mois`, `auto-renew`, `自动续约`, `express`, `non renouvelable`, `none`.
pub fn renewal(text: &str) -> Option<RenewalWords> {
    if text.len() > 400 {
        return None;
    }
    let folded = text::fold(text);
    let squeezed = folded.replace('-', " ");
    let has = |words: &[&str]| words.iter().any(|word| squeezed.contains(word));
    let words = text::words(&squeezed);
    let is_negated = words.iter().any(|word| {
        matches!(*word, "no" | "non" | "not" | "sans" | "pas" | "hors" | "without" | "never" | "aucune" | "aucun")
    }) || has(&["不自动", "不可", "不续", "非自动", "无自动"]);
    let is_tacit = has(&["tacit", "automatic", "auto", "rolling", "evergreen", "自动", "默示", "顺延"]);
    if is_tacit && !is_negated {
        let months = match lengths::length(text) {
            Some(Length::Months(months @ 1..=1200)) => Some(months),
            _ => None,
        };
        return Some(RenewalWords::Tacit { months, maximum: maximum(&words) });
    }
    if has(&[
        "express",
        "accord",
        "agreement",
        "negoci",
        "negotiat",
        "manual",
        "manuel",
        "mutual",
        "avenant",
        "协商",
        "书面",
        "手动",
        "另行",
        "重新签",
    ]) && !is_negated
    {
        return Some(RenewalWords::Express);
    }
    if is_negated && (is_tacit || has(&["renew", "renouvel", "reconduct", "reconduit", "续"])) {
        return Some(RenewalWords::None);
    }
    if matches!(
        squeezed.trim(),
        "none"
            | "aucun"
            | "aucune"
            | "neant"
            | "sans"
            | "nil"
            | "无"
            | "没有"
            | "no"
            | "non"
            | "ferme"
            | "fixed term"
            | "duree ferme"
            | "one off"
            | "ends"
            | "expires"
            | "ends at term"
            | "fin"
            | "不续约"
            | "不续签"
            | "否"
            | "到期终止"
            | "到期"
    ) {
        return Some(RenewalWords::None);
    }
    has(&["renewable", "renouvelable", "reconductible", "可续", "续签"]).then_some(RenewalWords::Express)
}

/// "max 3", "3 fois", "3 times", "3次".
fn maximum(words: &[&str]) -> Option<u32> {
    words.windows(2).find_map(|pair| match pair {
        [count, "fois" | "times" | "x" | "次"] | ["max" | "maxi" | "maximum", count] => {
            count.parse().ok().filter(|count| (1..=1200).contains(count))
        }
        _ => None,
    })
}

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
    if any(&["once", "unique", "ponctuel", "ponctuelle", "oneoff", "onetime"])
        || has(&["one off", "one time", "une fois", "一次", "lump sum", "单次"])
    {
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
    if any(&["monthly", "mensuel", "mensuelle", "mensuels", "mensuelles", "mensuellement", "mensualite", "mensualites"])
    {
        return Some(Frequency::Months(1));
    }
    if any(&["quarterly", "trimestriel", "trimestrielle", "trimestriels", "trimestriellement"]) {
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
    ]) || has(&["half year", "semi annual", "six monthly", "半年"])
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
    if let Some(Length::Months(months @ 1..=120)) = lengths::length(&folded) {
        return Some(Frequency::Months(months));
    }
    if has(&["季"]) {
        return Some(Frequency::Months(3));
    }
    if has(&["每月", "按月", "月付", "月度", "月结", "逐月", "月缴"]) || folded.trim() == "月" {
        return Some(Frequency::Months(1));
    }
    if has(&["每年", "按年", "年付", "年度", "逐年", "年缴"]) || folded.trim() == "年" {
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
    ]) || has(&["预付", "先付", "期初", "提前", "up front"]);
    let arrears =
        any(&["arrears", "arrear", "echu", "end", "fin", "postpaid", "after"]) || has(&["后付", "期末", "事后"]);
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

/// The kind of a contract, by the words that are usual for it.
pub fn contract_type(text: &str) -> Option<ContractType> {
    let folded = text::fold(text).replace('-', " ");
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let has = |wanted: &[&str]| wanted.iter().any(|word| folded.contains(word));
    if any(&["nda", "confidentialite", "confidentiality"]) || has(&["non disclosure", "nondisclosure", "保密"]) {
        return Some(ContractType::Nda);
    }
    if any(&["sow"]) || has(&["statement of work", "work order", "bon de commande", "工作说明", "订单"]) {
        return Some(ContractType::StatementOfWork);
    }
    if any(&["framework", "cadre", "msa"]) || has(&["master agreement", "master service", "框架"]) {
        return Some(ContractType::Framework);
    }
    if has(&["cost plus", "costplus", "depenses controlees", "成本加"]) {
        return Some(ContractType::CostPlus);
    }
    if any(&["regie", "tm"]) || has(&["time and material", "time & material", "time material", "t&m", "工时", "人天"])
    {
        return Some(ContractType::TimeAndMaterials);
    }
    if any(&[
        "subscription",
        "abonnement",
        "abonnements",
        "saas",
        "licence",
        "license",
        "licences",
        "licenses",
        "hosting",
        "hebergement",
    ]) || has(&["订阅", "许可", "软件"])
    {
        return Some(ContractType::Subscription);
    }
    if any(&["forfait", "forfaitaire", "fixe", "project", "projet"])
        || has(&["fixed price", "prix fixe", "lump sum", "固定价", "固定总价", "总价", "项目"])
    {
        return Some(ContractType::FixedPrice);
    }
    (any(&[
        "maintenance",
        "entretien",
        "nettoyage",
        "cleaning",
        "service",
        "services",
        "recurring",
        "recurrent",
        "recurrente",
        "prestation",
        "prestations",
        "support",
        "gardiennage",
        "guarding",
        "security",
        "surveillance",
        "inspection",
        "verification",
    ]) || has(&["维护", "维保", "保养", "保洁", "服务", "运维", "物业", "安保"]))
    .then_some(ContractType::RecurringService)
}

/// Invoice or credit note.
pub fn invoice_kind(text: &str) -> Option<InvoiceKind> {
    let folded = text::fold(text);
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    if any(&["credit", "avoir", "avoirs", "cn", "av", "refund", "remboursement", "creditnote"])
        || ["红字", "贷项", "红冲", "冲红", "退款"].iter().any(|word| folded.contains(word))
    {
        return Some(InvoiceKind::CreditNote);
    }
    (any(&["invoice", "invoices", "facture", "factures", "fa", "inv", "fac", "debit", "acompte", "bill"])
        || ["发票", "蓝字", "开票"].iter().any(|word| folded.contains(word)))
    .then_some(InvoiceKind::Invoice)
}

/// Where an invoice stands in the other system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvoiceStatus {
    /// Paid in full.
    Paid,
    /// Not paid, or not in full.
    Open,
    /// Taken back without a credit note.
    Cancelled,
    /// Not issued yet.
    Draft,
}

/// The state of an invoice: `paid`, `réglée`, `已付款`, `unpaid`, `annulée`, `brouillon` …
pub fn invoice_status(text: &str) -> Option<InvoiceStatus> {
    let folded = text::fold(text);
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let has = |wanted: &[&str]| wanted.iter().any(|word| folded.contains(word));
    if any(&["cancelled", "canceled", "void", "voided", "annule", "annulee", "annulees", "supprimee"])
        || has(&["作废", "已取消", "已撤销"])
    {
        return Some(InvoiceStatus::Cancelled);
    }
    if any(&["draft", "brouillon", "proforma"]) || has(&["草稿", "pro forma", "pro-forma"]) {
        return Some(InvoiceStatus::Draft);
    }
    if any(&[
        "unpaid",
        "open",
        "outstanding",
        "overdue",
        "due",
        "partial",
        "partially",
        "partiel",
        "partielle",
        "partiellement",
        "impaye",
        "impayee",
        "attente",
        "pending",
        "sent",
        "envoyee",
        "emise",
        "issued",
        "retard",
    ]) || any(&["not", "non", "no", "pas"])
        || has(&["未付", "未收", "未回款", "未支付", "部分", "逾期", "待付", "待收"])
    {
        return Some(InvoiceStatus::Open);
    }
    (any(&[
        "paid",
        "paye",
        "payee",
        "payees",
        "regle",
        "reglee",
        "reglees",
        "solde",
        "soldee",
        "encaisse",
        "encaissee",
        "settled",
        "closed",
        "cleared",
        "acquittee",
        "oui",
        "yes",
    ]) || has(&["已付", "已支付", "已收", "已回款", "结清", "是"]))
    .then_some(InvoiceStatus::Paid)
}
