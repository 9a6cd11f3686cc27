//! The page of absences, and where it is said that somebody is away.

use super::Text;
#[cfg(feature = "ssr")]
use super::Words;
#[cfg(feature = "ssr")]
use model::{
    calendar::Period,
    view::{AbsenceRow, Away},
};

words! {
    TITLE: "Absences", "Absences", "离岗安排";
    INTRODUCTION:
        "While somebody is away, whoever stands in finds their dates and findings on the home page, is reminded of them, and sees their contracts, confidential ones too. Nothing changes hands: it ends by itself with the absence, or when it is taken back.",
        "Pendant une absence, le remplaçant trouve sur son accueil les échéances et les manques à gagner de l’absent, en reçoit les rappels et voit ses contrats, même confidentiels. Rien n’est transféré : tout prend fin avec l’absence, ou dès qu’elle est annulée.",
        "离岗期间，代理人可在首页看到离岗者的待办日期和流失项并收到提醒，也可查看其合同（含保密合同）。负责人并不变更：离岗结束或撤销后，一切自动恢复。";
    AWAY_WITH:
        "{name} is away until {day}; {by} stands in.",
        "Absence de {name} jusqu’au {day} ; {by} assure le remplacement.",
        "{name} 离岗至 {day}，由 {by} 代理。";
    AWAY:
        "{name} is away until {day}, and nobody stands in.",
        "Absence de {name} jusqu’au {day}, sans remplaçant.",
        "{name} 离岗至 {day}，无人代理。";
    NONE: "Nobody is away.", "Aucune absence.", "没有离岗安排。";
    NONE_OWN: "You have entered no absence.", "Vous n’avez enregistré aucune absence.", "您没有登记离岗。";
    ENTERED: "Present and coming absences", "Absences en cours et à venir", "当前及即将开始的离岗";
    NEW: "New absence", "Nouvelle absence", "登记离岗";
    WHO: "Who is away", "Personne absente", "离岗者";
    FIRST: "First day away", "Premier jour d’absence", "离岗首日";
    LAST: "Last day away", "Dernier jour d’absence", "离岗末日";
    DAYS: "Days", "Période", "日期";
    STAND_IN: "Who stands in", "Remplaçant", "代理人";
    STAND_IN_HINT:
        "If they are away as well, whoever stands in for them has both.",
        "En son absence, son propre remplaçant prend le relais.",
        "若代理人也离岗，则由其代理人一并代理。";
    CHOOSE: "Choose…", "Choisir…", "请选择…";
    ENTER: "Enter the absence", "Enregistrer l’absence", "登记离岗";
    CHANGE: "Change", "Modifier", "修改";
    CHANGE_THIS:
        "Change the absence of {name} ({days})",
        "Modifier l’absence de {name} ({days})",
        "修改 {name} 的离岗（{days}）";
    CHANGE_TITLE: "Change the absence of {name}", "Modifier l’absence de {name}", "修改 {name} 的离岗";
    PAST_STAYS:
        "The days that have passed stay as they were. Who stands in changes from today on.",
        "Les jours passés restent tels quels. Le nouveau remplaçant prend le relais dès aujourd’hui.",
        "已过去的日期保持不变；新代理人自今日起代理。";
    TAKE_BACK: "Take back", "Annuler", "撤销";
    TAKE_BACK_TEXT:
        "Everything comes back at once. Of an absence that has begun, the days until yesterday stay.",
        "Tout revient aussitôt. D’une absence déjà commencée, les jours jusqu’à hier sont conservés.",
        "一切立即恢复。已开始的离岗，截至昨日的部分保留。";
    TAKE_BACK_THIS:
        "Take back the absence of {name} ({days})",
        "Annuler l’absence de {name} ({days})",
        "撤销 {name} 的离岗（{days}）";
    REALLY: "{days}: {name}", "{days} : {name}", "{days}：{name}";
    REALLY_NOBODY:
        "{days}: nobody, because whoever would stand in is away or gone",
        "{days} : personne, car le remplaçant est lui-même absent ou parti",
        "{days}：无人代理，因代理人也离岗或已离职";
    YOURS: "Your absences", "Vos absences", "您的离岗安排";
    EVERYBODYS: "Absences of everybody", "Absences de tous", "全员离岗安排";
}

/// The name of a field.
pub fn label(field: &str) -> Option<Text> {
    match field {
        "person" => Some(WHO),
        "first" => Some(FIRST),
        "last" => Some(LAST),
        "stand_in" => Some(STAND_IN),
        _ => None,
    }
}

/// That somebody is away, and who stands in.
#[cfg(feature = "ssr")]
pub fn away(words: Words, away: &Away) -> String {
    let day = words.day(away.until);
    match &away.by {
        Some(by) => words.with(AWAY_WITH, &[("name", &away.name), ("day", &day), ("by", by)]),
        None => words.with(AWAY, &[("name", &away.name), ("day", &day)]),
    }
}

/// For whom one stands in.
#[cfg(feature = "ssr")]
pub fn standing_in(words: Words, away: &Away) -> String {
    words.with(super::home::STANDING_IN, &[("name", &away.name), ("day", &words.day(away.until))])
}

/// Who stands in where it is not whoever was named.
#[cfg(feature = "ssr")]
pub fn otherwise(words: Words, row: &AbsenceRow) -> Vec<String> {
    let said = |(days, by): &(Period, Option<String>)| {
        let days = words.period(*days);
        match by {
            Some(name) => words.with(REALLY, &[("days", &days), ("name", name)]),
            None => words.with(REALLY_NOBODY, &[("days", &days)]),
        }
    };
    row.otherwise.iter().map(said).collect()
}
