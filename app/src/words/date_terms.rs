//! The tab of a contract's dates, and the form of the terms about them that few contracts have.

use super::{Text, Words, party_page};
use model::{
    contract::{DayCount, Delivery, NoticeCounts, NoticeEnds, Rolling},
    party::Regime,
};
use serde::Deserialize;

words! {
    TAB: "Dates", "Dates", "日期";
    LINES: "Price lines with days of their own", "Lignes de prix ayant leurs propres dates", "有独立期限的计费项";
    LINE: "Price line", "Ligne de prix", "计费项";
    FROM: "First day", "Premier jour", "起始日";
    UNTIL: "Last day", "Dernier jour", "截止日";
    SPECIAL: "Special terms about dates", "Clauses particulières de dates", "特殊日期条款";
    SPECIAL_TEXT:
        "What the contract says beside its term, its renewal and its notice. Holidays are those of our company: {region}.",
        "Ce que prévoit le contrat outre sa durée, sa reconduction et son préavis. Les jours fériés sont ceux de notre société : {region}.",
        "合同在期限、续约和通知期之外的约定。节假日以我方公司所在地为准：{region}。";
    NOTICE: "Notice", "Dénonciation", "通知";
    COUNTING: "Days of notice are", "Les jours de préavis sont", "通知期天数按";
    COUNTING_HINT:
        "For a notice period in days. Weeks and months are calendar weeks and months in any case.",
        "Pour un préavis en jours. Les semaines et les mois restent des semaines et des mois calendaires.",
        "仅适用于以天计的通知期；周和月始终按日历计算。";
    COUNT_CALENDAR: "calendar days", "des jours calendaires", "自然日";
    COUNT_WORKING: "working days, Monday to Friday", "des jours ouvrés, du lundi au vendredi", "工作日（周一至周五）";
    COUNT_WITH_SATURDAY:
        "working days, Monday to Saturday",
        "des jours ouvrables, du lundi au samedi",
        "工作日（周一至周六）";
    ROLLING:
        "If its last day is no working day",
        "Si son dernier jour n’est pas ouvré",
        "最后一天非工作日时";
    ROLL_NONE: "it stays", "il reste inchangé", "不变";
    ROLL_BEFORE: "the working day before counts", "le jour ouvré précédent est retenu", "提前至前一个工作日";
    ROLL_AFTER: "the next working day counts", "le jour ouvré suivant est retenu", "顺延至下一个工作日";
    COUNTS: "In time is what by then is", "Est dans les délais ce qui est alors", "判断是否及时以";
    COUNTS_RECEIVED: "received", "reçu", "收到为准";
    COUNTS_SENT: "sent", "envoyé", "发出为准";
    DELIVERY: "It is sent by", "Elle est envoyée par", "发送方式";
    DELIVERY_NONE: "not said", "non précisé", "未约定";
    DELIVERY_LETTER: "registered letter", "lettre recommandée", "挂号信";
    DELIVERY_EMAIL: "e-mail", "courriel", "电子邮件";
    DELIVERY_PORTAL: "portal", "portail", "平台";
    DELIVERY_DAYS: "Days that takes", "Délai d’acheminement en jours", "送达所需天数";
    DELIVERY_DAYS_HINT:
        "Empty: as usual for that way of sending.",
        "Vide : le délai habituel de ce mode d’envoi.",
        "留空则按该发送方式的默认天数。";
    ENDS: "Notice without a term to wait for ends the contract", "Sans terme à attendre, la dénonciation met fin au contrat", "无固定到期日时，通知后合同结束于";
    ENDS_HINT:
        "For open-ended contracts, and for leaving early.",
        "Pour les contrats à durée indéterminée et la résiliation anticipée.",
        "适用于无固定期限的合同和提前解除。";
    ENDS_SAME_DAY: "when it is complete", "à l’expiration du préavis", "通知期届满之日";
    ENDS_MONTH: "with that month", "à la fin du mois", "当月月底";
    ENDS_QUARTER: "with that calendar quarter", "à la fin du trimestre civil", "当季度末";
    EARLY: "Leaving early", "Résiliation anticipée", "提前解除";
    BREAK_COUNT: "Notice for leaving early", "Préavis de résiliation anticipée", "提前解除的通知期";
    BREAK_HINT:
        "Empty if the contract may not be left before its end.",
        "Vide si le contrat ne peut pas être quitté avant son terme.",
        "如不得提前解除，请留空。";
    BREAK_UNIT: "Unit", "Unité", "单位";
    UNIT_DAYS: "days", "jours", "天";
    UNIT_WEEKS: "weeks", "semaines", "周";
    UNIT_MONTHS: "months", "mois", "个月";
    BREAK_FROM: "First day for that notice", "Premier jour pour ce préavis", "可发出该通知的起始日";
    AMENDMENT: "Extension by amendment", "Prolongation par avenant", "补充协议延期";
    EXTENDED_ON: "Agreed on", "Convenue le", "约定日期";
    EXTENDED_UNTIL: "New last day of the term", "Nouveau dernier jour de la période", "合同期新的截止日";
    LAW: "Law", "Droit applicable", "适用规则";
    REGIME: "Regime of this contract", "Régime de ce contrat", "本合同适用规则";
    REGIME_OF_ENTITY: "that of our company", "celui de notre société", "同我方公司";
    INFORMED_ON:
        "Customer told in writing of the next renewal on",
        "Client informé par écrit de la prochaine reconduction le",
        "书面告知客户下次续约之日";
    SAVED: "Saved. The dates above follow.", "Enregistré. Les dates ci-dessus en tiennent compte.", "已保存，上方日期已更新。";

    FIELD_BREAK_UNIT: "unit of the notice for leaving early", "unité du préavis anticipé", "提前解除通知期单位";
}

/// What a field is called, by its name.
pub fn label(field: &str) -> Option<Text> {
    Some(match field {
        "counting" => COUNTING,
        "rolling" => ROLLING,
        "notice_counts" => COUNTS,
        "delivery" => DELIVERY,
        "delivery_days" => DELIVERY_DAYS,
        "notice_ends" => ENDS,
        "break_count" => BREAK_COUNT,
        "break_unit" => FIELD_BREAK_UNIT,
        "break_from" => BREAK_FROM,
        "regime" => REGIME,
        "extended_on" => EXTENDED_ON,
        "extended_until" => EXTENDED_UNTIL,
        "informed_on" => INFORMED_ON,
        _ => return None,
    })
}

/// How days of notice are counted.
pub const fn counting(counting: DayCount) -> Text {
    match counting {
        DayCount::Calendar => COUNT_CALENDAR,
        DayCount::Working => COUNT_WORKING,
        DayCount::WorkingAndSaturday => COUNT_WITH_SATURDAY,
    }
}

/// Where a last day goes that is no working day.
pub const fn rolling(rolling: Rolling) -> Text {
    match rolling {
        Rolling::None => ROLL_NONE,
        Rolling::Before => ROLL_BEFORE,
        Rolling::After => ROLL_AFTER,
    }
}

/// What must happen by the last day.
pub const fn counts(counts: NoticeCounts) -> Text {
    match counts {
        NoticeCounts::Received => COUNTS_RECEIVED,
        NoticeCounts::Sent => COUNTS_SENT,
    }
}

/// By what means a notice is sent.
pub const fn delivery(delivery: Delivery) -> Text {
    match delivery {
        Delivery::RegisteredLetter => DELIVERY_LETTER,
        Delivery::Email => DELIVERY_EMAIL,
        Delivery::Portal => DELIVERY_PORTAL,
    }
}

/// With what a contract ends after notice.
pub const fn ends(ends: NoticeEnds) -> Text {
    match ends {
        NoticeEnds::SameDay => ENDS_SAME_DAY,
        NoticeEnds::EndOfMonth => ENDS_MONTH,
        NoticeEnds::EndOfQuarter => ENDS_QUARTER,
    }
}

/// What stands in a field, as a person reads it; nothing for an empty one.
pub fn value(words: Words, field: &str, text: &str) -> String {
    let chosen = match field {
        "counting" => read(text).map(counting),
        "rolling" => read(text).map(rolling),
        "notice_counts" => read(text).map(counts),
        "delivery" => read(text).map(delivery),
        "notice_ends" => read(text).map(ends),
        "regime" => Regime::from_code(text).map(party_page::regime),
        "break_unit" => match text {
            "days" => Some(UNIT_DAYS),
            "weeks" => Some(UNIT_WEEKS),
            "months" => Some(UNIT_MONTHS),
            _ => None,
        },
        _ => None,
    };
    let day = || text.parse().ok().map(|day| words.day(day));
    chosen.map(|text| words.t(text).to_owned()).or_else(day).unwrap_or_else(|| text.to_owned())
}

fn read<T: for<'a> Deserialize<'a>>(name: &str) -> Option<T> {
    model::typed::choice(name)
}
