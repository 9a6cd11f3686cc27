//! The few words that are recognised as a choice: nothing, yes and no, kinds and states.

use super::super::text;
use crate::{contract::ContractType, invoice::InvoiceKind};

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

/// The state of a contract that does not run any more: `terminated`, `résilié`, `已终止`.
pub fn is_ended(text: &str) -> bool {
    let folded = text::fold(text);
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let has = |wanted: &[&str]| wanted.iter().any(|word| folded.contains(word));
    let ended = any(&[
        "terminated",
        "cancelled",
        "canceled",
        "rescinded",
        "ended",
        "expired",
        "closed",
        "resilie",
        "resiliee",
        "rompu",
        "termine",
        "terminee",
        "expire",
        "expiree",
        "clos",
        "cloture",
        "cloturee",
        "annule",
        "annulee",
    ]) || has(&["终止", "解约", "解除", "结束", "到期", "作废"]);
    ended && !any(&["not", "non", "no", "pas"]) && !has(&["未", "不", "即将", "待", "将"])
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

/// What a row of a list of invoices stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    /// An invoice or a credit note.
    Issued(InvoiceKind),
    /// Money that came in.
    Payment,
    /// What bills nothing: an offer, an order, a pro-forma invoice.
    NotIssued,
}

/// The kind of a document by its name, or by the letters that accounting programmes use for it.
pub fn document(text: &str) -> Option<Document> {
    let folded = text::fold(text);
    let words = text::words(&folded);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let has = |wanted: &[&str]| wanted.iter().any(|word| folded.contains(word));
    if any(&["proforma", "devis", "estimate", "quote", "quotation", "draft", "brouillon", "order", "commande"])
        || has(&["pro forma", "pro-forma", "报价", "订单", "草稿"])
    {
        return Some(Document::NotIssued);
    }
    if any(&["credit", "avoir", "avoirs", "cn", "crn", "scn", "av", "refund", "remboursement", "creditnote"])
        || any(&["accreccredit", "gutschrift"])
        || matches!(words.as_slice(), ["cr"] | ["cr", "note"] | ["c", "n"] | ["a"] | ["sc"] | ["dg"])
        || has(&["红字", "红票", "贷项", "红冲", "冲红", "冲销", "退货", "退款"])
    {
        return Some(Document::Issued(InvoiceKind::CreditNote));
    }
    if any(&["payment", "payments", "receipt", "receipts", "paiement", "reglement", "reglements", "encaissement"])
        || any(&["virement", "zahlung"])
        || matches!(words.as_slice(), ["sr"] | ["dz"])
        || has(&["收款", "回款", "到账"])
    {
        return Some(Document::Payment);
    }
    (any(&["invoice", "invoices", "facture", "factures", "fa", "inv", "fac", "debit", "acompte", "bill", "accrec"])
        || matches!(words.as_slice(), ["si"] | ["f"] | ["rv"] | ["dr"])
        || has(&["发票", "蓝字", "开票", "应收单"]))
    .then_some(Document::Issued(InvoiceKind::Invoice))
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
        || any(&["deleted", "supprime"])
        || has(&["作废", "已取消", "已撤销", "已删除"])
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
        "authorised",
        "awaiting",
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
