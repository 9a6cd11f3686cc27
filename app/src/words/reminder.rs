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
    BEFORE_SAID_ONE: "1 day before", "1 jour avant", "提前 1 天";
    AFTER_SAID: "{days} days after, if it is not done", "{days} jours après, si rien n’est fait", "逾期未完成 {days} 天后";
    AFTER_SAID_ONE: "1 day after, if it is not done", "1 jour après, si rien n’est fait", "逾期未完成 1 天后";
    TO_SAID: "to: {people}", "à : {people}", "提醒：{people}";
    DEPUTY_SAID: "deputy from {days} days before", "suppléant à partir de {days} jours avant", "提前 {days} 天起提醒副负责人";
    DEPUTY_SAID_ONE: "deputy from 1 day before", "suppléant à partir de la veille", "提前 1 天起提醒副负责人";
    MANAGER_SAID: "managers from {days} days before", "direction à partir de {days} jours avant", "提前 {days} 天起提醒管理层";
    MANAGER_SAID_ONE: "managers from 1 day before", "direction à partir de la veille", "提前 1 天起提醒管理层";
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
    let said = |days: &[u32], one: Text, many: Text| match days {
        [] => None,
        [1] => Some(w.t(one).to_owned()),
        days => {
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            Some(w.with(many, &[("days", &w.list(&days))]))
        }
    };
    let mut parts = Vec::new();
    parts.extend(said(before, BEFORE_SAID_ONE, BEFORE_SAID));
    parts.extend(said(after, AFTER_SAID_ONE, AFTER_SAID));
    if !parts.is_empty() {
        let people: Vec<&str> = to.iter().map(|each| w.t(recipient(*each))).collect();
        parts.push(w.with(TO_SAID, &[("people", &w.list(&people))]));
    }
    parts.extend(said(deputy_days.as_slice(), DEPUTY_SAID_ONE, DEPUTY_SAID));
    parts.extend(said(manager_days.as_slice(), MANAGER_SAID_ONE, MANAGER_SAID));
    if parts.is_empty() {
        return w.t(NOTHING).to_owned();
    }
    parts.push(w.t(means(*by)).to_owned());
    parts.join(w.t(BETWEEN))
}
