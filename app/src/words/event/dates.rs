//! What happened to calendars and to the terms about dates, and who left early by them.

use super::changes::{all_changes, fields};
use crate::words::{Words, holiday};
use model::{calendar::holiday::DaySaid, event::Event, term::NoticeBy};

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
    WE_LEFT_EARLY:
        "{actor} left the contract early, with notice received on {on}; it ends on {ends_on}",
        "{actor} a résilié le contrat par anticipation (notification reçue le {on}) ; il prend fin le {ends_on}",
        "{actor} 提前解除了合同，客户于 {on}收到通知，合同于 {ends_on}结束";
    CUSTOMER_LEFT_EARLY:
        "{actor} recorded that the customer left the contract early, with notice received on {on}; it ends on {ends_on}",
        "{actor} a enregistré la résiliation anticipée du client, reçue le {on} ; le contrat prend fin le {ends_on}",
        "{actor} 登记了客户提前解除合同，我方于 {on}收到通知，合同于 {ends_on}结束";
    LEAVING_TAKEN_BACK:
        "{actor} took back our early termination of {on}, recorded by mistake ({reason})",
        "{actor} a annulé l’enregistrement, fait par erreur, de notre résiliation anticipée du {on} ({reason})",
        "{actor} 撤回了误登记的我方提前解除（收到日 {on}）。原因：{reason}";
    CUSTOMERS_LEAVING_TAKEN_BACK:
        "{actor} took back the customer’s early termination of {on}, recorded by mistake ({reason})",
        "{actor} a annulé l’enregistrement, fait par erreur, de la résiliation anticipée du client du {on} ({reason})",
        "{actor} 撤回了误登记的客户提前解除（收到日 {on}）。原因：{reason}";
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
        Event::LeftEarly { by, on, ends_on } => {
            let text = match by {
                NoticeBy::Us => WE_LEFT_EARLY,
                NoticeBy::Customer => CUSTOMER_LEFT_EARLY,
            };
            words.with(text, &[("actor", actor), ("on", &words.day(*on)), ("ends_on", &words.day(*ends_on))])
        }
        Event::LeavingTakenBack { by, on, reason } => {
            let text = match by {
                NoticeBy::Us => LEAVING_TAKEN_BACK,
                NoticeBy::Customer => CUSTOMERS_LEAVING_TAKEN_BACK,
            };
            words.with(text, &[("actor", actor), ("on", &words.day(*on)), ("reason", reason)])
        }
        _ => String::new(),
    }
}
