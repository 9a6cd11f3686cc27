//! What happened to calendars and to the terms about dates.

use super::changes::{all_changes, fields};
use crate::words::{Words, holiday};
use model::{calendar::holiday::DaySaid, event::Event};

words! {
    HOLIDAY_ADDED:
        "{actor} added {day} to the holidays ({region}): {name}",
        "{actor} a ajouté le {day} aux jours fériés ({region}) : {name}",
        "{actor} 将 {day}设为节假日（{region}）：{name}";
    HOLIDAY_WORKED:
        "{actor} made {day} a working day ({region})",
        "{actor} a fait du {day} un jour ouvré ({region})",
        "{actor} 将 {day}设为工作日（{region}）";
    HOLIDAY_RESET:
        "{actor} put {day} back to the built-in calendar ({region})",
        "{actor} a remis le {day} au calendrier d’origine ({region})",
        "{actor} 将 {day}恢复为内置日历（{region}）";
    DELIVERY_DAYS_CHANGED:
        "{actor} changed how long notices are on their way ({changes})",
        "{actor} a modifié les délais d’acheminement des dénonciations ({changes})",
        "{actor} 修改了通知的送达天数（{changes}）";
    DATE_TERMS_CHANGED:
        "{actor} changed the terms about dates ({fields})",
        "{actor} a modifié les clauses de dates ({fields})",
        "{actor} 修改了日期条款（{fields}）";
}

/// The sentence of such an event; nothing for any other.
pub(super) fn event(words: Words, actor: &str, event: &Event) -> String {
    match event {
        Event::HolidayChanged { region, day, said } => {
            let (region, day) = (words.t(holiday::region(*region)), words.day(*day));
            let values = [("actor", actor), ("region", region), ("day", &*day)];
            match said {
                Some(DaySaid::Off { name }) => {
                    let [actor, region, day] = values;
                    words.with(HOLIDAY_ADDED, &[actor, region, day, ("name", name)])
                }
                Some(DaySaid::Worked) => words.with(HOLIDAY_WORKED, &values),
                None => words.with(HOLIDAY_RESET, &values),
            }
        }
        Event::DeliveryDaysChanged { changes } => {
            let changes = all_changes(words, changes);
            words.with(DELIVERY_DAYS_CHANGED, &[("actor", actor), ("changes", &changes)])
        }
        Event::DateTermsChanged { changes } => {
            words.with(DATE_TERMS_CHANGED, &[("actor", actor), ("fields", &fields(words, changes))])
        }
        _ => String::new(),
    }
}
