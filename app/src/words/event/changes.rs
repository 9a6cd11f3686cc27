//! Fields before and after a change.

use crate::words::{Text, Words};
use model::event::Change;

words! {
    TEAM_JOINED: "joined: {names}", "arrivées : {names}", "加入：{names}";
    TEAM_LEFT: "left: {names}", "départs : {names}", "移出：{names}";
    NO_CHANGE: "no field", "aucun champ", "无字段变更";
    CHANGE: "{field}: {before} → {after}", "{field} : {before} → {after}", "{field}：{before} → {after}";
    BETWEEN_CHANGES: "; ", " ; ", "；";
    EMPTY: "empty", "vide", "空";

    FIELD_TITLE: "title", "intitulé", "合同名称";
    FIELD_CONTRACT_TYPE: "type", "type", "类型";
    FIELD_CUSTOMER: "customer", "client", "客户";
    FIELD_LEGAL_ENTITY: "legal entity", "entité juridique", "签约主体";
    FIELD_REFERENCE: "reference", "référence", "外部编号";
    FIELD_OWNER: "owner", "responsable", "负责人";
    FIELD_DEPUTY: "deputy", "suppléant", "副负责人";
    FIELD_SIGNED_ON: "day of signature", "date de signature", "签署日期";
    FIELD_STARTS_ON: "first day", "date de début", "起始日";
    FIELD_TERM: "term", "durée", "合同期限";
    FIELD_RENEWAL: "renewal", "reconduction", "续约";
    FIELD_NOTICE: "notice period", "préavis", "通知期";
    FIELD_DECISION_BUFFER: "days to decide before notice", "délai de décision avant dénonciation", "决策提前天数";
    FIELD_CURRENCY: "currency", "devise", "币种";
    FIELD_VALUE: "value", "montant", "合同金额";
    FIELD_PAYMENT_TERM: "payment term", "délai de règlement", "付款期限";
    FIELD_PURCHASE_ORDER: "purchase order", "bon de commande", "采购订单号";
    FIELD_CONFIDENTIALITY: "who may see it", "accès", "可见范围";
    FIELD_LINES: "price lines", "lignes de prix", "计费项";
    FIELD_NAME: "name", "nom", "名称";
    FIELD_COUNTRY: "country", "pays", "国家";
    FIELD_REGISTRATION_NUMBER: "registration number", "numéro d’immatriculation", "注册号";
    FIELD_VAT_NUMBER: "VAT number", "numéro de TVA", "税号";
    FIELD_LANGUAGE: "language", "langue", "语言";
    FIELD_EMAIL: "e-mail address", "adresse e-mail", "邮箱";
    FIELD_EXPIRES_ON: "last day of access", "date de fin d’accès", "访问截止日";
    FIELD_TIME_ZONE: "time zone", "fuseau horaire", "时区";
    FIELD_TOLERANCE_MINOR: "tolerance in cents", "tolérance en centimes", "金额容差（分）";
    FIELD_TOLERANCE_PER_MILLE: "tolerance in thousandths", "tolérance proportionnelle, en millièmes", "比例容差（千分比）";
    FIELD_GRACE_DAYS: "days of grace after the billing day", "délai de grâce après la date de facturation", "开票日后的宽限天数";
    FIELD_HORIZON_DAYS: "days of warning before the last day for notice", "alerte avant la date limite de dénonciation", "最迟通知日前的提醒天数";
    FIELD_RENEWAL_LEAD: "opening of renewals, in days before the decision", "ouverture des reconductions, en jours avant la décision", "续约事项提前开启天数";
    FIELD_SECOND_PERSON: "amount from which a second person confirms", "montant soumis à une seconde validation", "须复核的金额";
    FIELD_FINDINGS_TO: "who is given findings nobody else answers for", "destinataire des manques à gagner sans responsable", "无人负责的流失项指派对象";
    FIELD_PAYMENT_DAYS: "usual payment term", "délai de règlement habituel", "默认付款期限";
    FIELD_WINDOW_DAYS: "days around the billing day for matching", "écart admis pour le rapprochement", "匹配时间范围";
    FIELD_STREET: "street", "rue", "街道地址";
    FIELD_POSTAL_CODE: "postal code", "code postal", "邮政编码";
    FIELD_CITY: "town", "ville", "城市";
    FIELD_WEBSITE: "website", "site web", "网站";
    FIELD_PAYMENT_END_OF_MONTH: "end of month", "fin de mois", "月末付款";
    FIELD_NOTES: "notes", "remarques", "备注";
    FIELD_REGIME: "regime", "régime juridique", "适用规则";
    FIELD_HOLIDAYS: "holidays", "jours fériés", "节假日";
    FIELD_ROLE: "role", "rôle", "角色";
    FIELD_PHONE: "telephone", "téléphone", "电话";
    FIELD_PROMISE: "what is promised", "engagement", "承诺内容";
    FIELD_GRACE: "days of grace", "délai de grâce", "宽限天数";
    FIELD_KIND: "kind", "nature", "种类";
    FIELD_SIDE: "who has promised", "partie engagée", "义务方";
    FIELD_REPEATS: "once or again and again", "périodicité", "单次或重复";
    FIELD_DAY: "due day", "échéance", "到期日";
    FIELD_EVERY: "interval", "intervalle", "间隔";
    FIELD_UNIT: "unit of the interval", "unité de l’intervalle", "间隔单位";
    FIELD_PATTERN: "day of the interval", "jour de l’intervalle", "间隔内的日期";
    FIELD_ENDS: "end of the repetition", "fin de la répétition", "重复的结束方式";
    FIELD_ENDS_ON: "last day of the repetition", "dernier jour de la répétition", "重复截止日";
    FIELD_TIMES: "number of times", "nombre de fois", "次数";
    FIELD_CLAUSE: "clause", "clause", "条款";
    FIELD_LINE: "price line", "ligne de prix", "计费项";
    FIELD_AMOUNT: "amount at stake", "montant en jeu", "涉及金额";
    FIELD_EVIDENCE: "evidence", "justificatif", "履行凭证";
    FIELD_RISK: "risk", "risque", "风险";
    FIELD_RISK_KIND: "kind of risk", "nature du risque", "风险类型";
    FIELD_LIKELIHOOD: "likelihood", "probabilité", "发生可能性";
    FIELD_IMPACT: "impact", "gravité", "影响程度";
    FIELD_MEASURE: "measure", "mesure", "应对措施";
    FIELD_DUE: "due day of the measure", "échéance de la mesure", "措施截止日";
    FIELD_SITE: "site", "site concerné", "地点";
    FIELD_REGISTERED_LETTER: "registered letter, in days", "lettre recommandée, en jours", "挂号信（天）";
    FIELD_PORTAL: "portal, in days", "portail, en jours", "平台（天）";
    FIELD_COUNTING: "how days are counted", "décompte des jours", "天数计算方式";
    FIELD_ROLLING: "when the last day is no working day", "report du dernier jour", "最后一天顺延规则";
    FIELD_NOTICE_COUNTS: "receipt or sending", "réception ou envoi", "收到或发出";
    FIELD_DELIVERY: "delivery", "mode d’envoi", "发送方式";
    FIELD_NOTICE_ENDS: "end after notice", "fin après dénonciation", "通知后结束日";
    FIELD_BREAK: "leaving early", "résiliation anticipée", "提前解除";
    FIELD_EXTENSION: "extension", "prolongation", "延期";
    FIELD_INFORMED_ON: "customer told of the renewal", "information du client sur la reconduction", "续约告知";
}

/// One field before and after: `Title: Cleaning → Cleaning and waste`.
pub fn change(words: Words, change: &Change) -> String {
    let or_empty = |value: &str| if value.is_empty() { words.t(EMPTY).to_owned() } else { value.to_owned() };
    words.with(
        CHANGE,
        &[
            ("field", field(words, &change.field)),
            ("before", &or_empty(&change.before)),
            ("after", &or_empty(&change.after)),
        ],
    )
}

/// The name of a field of contracts and customers, as in the model; other names stay as they are.
pub fn field(words: Words, name: &str) -> &str {
    let text: Text = match name {
        "title" => FIELD_TITLE,
        "contract_type" => FIELD_CONTRACT_TYPE,
        "customer" => FIELD_CUSTOMER,
        "legal_entity" => FIELD_LEGAL_ENTITY,
        "reference" => FIELD_REFERENCE,
        "owner" => FIELD_OWNER,
        "deputy" => FIELD_DEPUTY,
        "signed_on" => FIELD_SIGNED_ON,
        "starts_on" => FIELD_STARTS_ON,
        "term" => FIELD_TERM,
        "renewal" => FIELD_RENEWAL,
        "notice" => FIELD_NOTICE,
        "decision_buffer_days" => FIELD_DECISION_BUFFER,
        "currency" => FIELD_CURRENCY,
        "value" => FIELD_VALUE,
        "payment_term" => FIELD_PAYMENT_TERM,
        "purchase_order" => FIELD_PURCHASE_ORDER,
        "confidentiality" => FIELD_CONFIDENTIALITY,
        "lines" => FIELD_LINES,
        "name" => FIELD_NAME,
        "country" => FIELD_COUNTRY,
        "registration_number" => FIELD_REGISTRATION_NUMBER,
        "vat_number" => FIELD_VAT_NUMBER,
        "language" => FIELD_LANGUAGE,
        "email" => FIELD_EMAIL,
        "expires_on" => FIELD_EXPIRES_ON,
        "time_zone" => FIELD_TIME_ZONE,
        "tolerance_minor" => FIELD_TOLERANCE_MINOR,
        "tolerance_per_mille" => FIELD_TOLERANCE_PER_MILLE,
        "grace_days" => FIELD_GRACE_DAYS,
        "horizon_days" => FIELD_HORIZON_DAYS,
        "renewal_lead_days" => FIELD_RENEWAL_LEAD,
        "second_person_from" => FIELD_SECOND_PERSON,
        "findings_to" => FIELD_FINDINGS_TO,
        "payment_days" => FIELD_PAYMENT_DAYS,
        "window_days" => FIELD_WINDOW_DAYS,
        "street" => FIELD_STREET,
        "postal_code" => FIELD_POSTAL_CODE,
        "city" => FIELD_CITY,
        "website" => FIELD_WEBSITE,
        "payment_end_of_month" => FIELD_PAYMENT_END_OF_MONTH,
        "notes" => FIELD_NOTES,
        "regime" => FIELD_REGIME,
        "holidays" => FIELD_HOLIDAYS,
        "role" => FIELD_ROLE,
        "phone" => FIELD_PHONE,
        "site" => FIELD_SITE,
        "risk" => FIELD_RISK,
        "risk_kind" => FIELD_RISK_KIND,
        "likelihood" => FIELD_LIKELIHOOD,
        "impact" => FIELD_IMPACT,
        "measure" => FIELD_MEASURE,
        "due" => FIELD_DUE,
        "promise" => FIELD_PROMISE,
        "grace" => FIELD_GRACE,
        "kind" => FIELD_KIND,
        "side" => FIELD_SIDE,
        "repeats" => FIELD_REPEATS,
        "day" => FIELD_DAY,
        "every" => FIELD_EVERY,
        "unit" => FIELD_UNIT,
        "pattern" | "rule" => FIELD_PATTERN,
        "ends" => FIELD_ENDS,
        "ends_on" => FIELD_ENDS_ON,
        "times" => FIELD_TIMES,
        "clause" => FIELD_CLAUSE,
        "line" => FIELD_LINE,
        "amount" => FIELD_AMOUNT,
        "evidence" => FIELD_EVIDENCE,
        "registered_letter" => FIELD_REGISTERED_LETTER,
        "portal" => FIELD_PORTAL,
        "counting" => FIELD_COUNTING,
        "rolling" => FIELD_ROLLING,
        "notice_counts" => FIELD_NOTICE_COUNTS,
        "delivery" | "delivery_days" => FIELD_DELIVERY,
        "notice_ends" => FIELD_NOTICE_ENDS,
        "break_count" | "break_unit" | "break_from" => FIELD_BREAK,
        "extended_on" | "extended_until" => FIELD_EXTENSION,
        "informed_on" => FIELD_INFORMED_ON,
        other => return other,
    };
    words.t(text)
}

pub(super) fn fields(words: Words, changes: &[Change]) -> String {
    let mut names: Vec<&str> = changes.iter().map(|change| field(words, &change.field)).collect();
    // Fields of one thing are called alike.
    names.dedup();
    if names.is_empty() { words.t(NO_CHANGE).to_owned() } else { words.list(&names) }
}

pub(super) fn all_changes(words: Words, changes: &[Change]) -> String {
    let all: Vec<String> = changes.iter().map(|each| change(words, each)).collect();
    if all.is_empty() { words.t(NO_CHANGE).to_owned() } else { joined(words, &all) }
}

pub(super) fn team_changes(words: Words, changes: &[Change], came: &[String], left: &[String]) -> String {
    let mut all: Vec<String> = changes.iter().map(|each| change(words, each)).collect();
    for (text, names) in [(TEAM_JOINED, came), (TEAM_LEFT, left)] {
        if !names.is_empty() {
            all.push(words.with(text, &[("names", &words.list(names))]));
        }
    }
    joined(words, &all)
}

fn joined(words: Words, parts: &[String]) -> String {
    parts.join(words.t(BETWEEN_CHANGES))
}
