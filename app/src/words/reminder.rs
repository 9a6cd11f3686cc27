//! Reminders: the rules by which people are told of key dates.

use super::{Text, Words, person};
use model::reminder::{Means, Recipient, Rule};

words! {
    OWNER: "owner", "responsable", "负责人";
    DEPUTY: "deputy", "suppléant", "副负责人";
    TEAM: "team of the contract", "équipe du contrat", "合同所属团队";

    APP: "in Avenant", "dans Avenant", "仅在系统内";
    APP_AND_MAIL: "in Avenant and by e-mail", "dans Avenant et par e-mail", "系统内及邮件";

    BEFORE_SAID: "{days} days before", "{days} jours avant", "提前 {days} 天";
    AFTER_SAID: "{days} days after, if it is not done", "{days} jours après, si rien n’est fait", "逾期未完成 {days} 天后";
    TO_SAID: "to: {people}", "à : {people}", "提醒：{people}";
    DEPUTY_SAID: "deputy from {days} days before", "suppléant à partir de {days} jours avant", "提前 {days} 天起提醒副负责人";
    MANAGER_SAID: "managers from {days} days before", "direction à partir de {days} jours avant", "提前 {days} 天起提醒管理层";
    NOTHING: "nobody is reminded", "aucun rappel", "不提醒";
    BETWEEN: "; ", " ; ", "；";
}

/// Who is told.
pub const fn recipient(recipient: Recipient) -> Text {
    match recipient {
        Recipient::Owner => OWNER,
        Recipient::Deputy => DEPUTY,
        Recipient::Team => TEAM,
        Recipient::Role(role) => person::role(role),
    }
}

/// By what means.
pub const fn means(means: Means) -> Text {
    match means {
        Means::App => APP,
        Means::AppAndMail => APP_AND_MAIL,
    }
}

/// A rule in one line.
pub fn rule(w: Words, rule: &Rule) -> String {
    let Rule { before, after, to, means: by, deputy_days, manager_days } = rule;
    let days = |days: &[u32]| {
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        w.list(&days)
    };
    let mut parts = Vec::new();
    if !before.is_empty() {
        parts.push(w.with(BEFORE_SAID, &[("days", &days(before))]));
    }
    if !after.is_empty() {
        parts.push(w.with(AFTER_SAID, &[("days", &days(after))]));
    }
    if !parts.is_empty() {
        let people: Vec<&str> = to.iter().map(|each| w.t(recipient(*each))).collect();
        parts.push(w.with(TO_SAID, &[("people", &w.list(&people))]));
    }
    for (text, days) in [(DEPUTY_SAID, deputy_days), (MANAGER_SAID, manager_days)] {
        if let Some(days) = days {
            parts.push(w.with(text, &[("days", &days.to_string())]));
        }
    }
    if parts.is_empty() {
        return w.t(NOTHING).to_owned();
    }
    parts.push(w.t(means(*by)).to_owned());
    parts.join(w.t(BETWEEN))
}
