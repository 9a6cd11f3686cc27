//! Notice of either side, and leaving early.

use super::day_or_nothing;
use crate::words::Words;
use model::{event::Event, term::NoticeBy};

words! {
    NOTICE_GIVEN:
        "{actor} gave notice, received on {on}",
        "{actor} a dénoncé le contrat (dénonciation reçue le {on})",
        "{actor} 发出不续约（终止）通知，客户于 {on}收到";
    NOTICE_GIVEN_ENDS:
        "{actor} gave notice, received on {on}; the contract ends on {ends_on}",
        "{actor} a dénoncé le contrat (dénonciation reçue le {on}) ; il prend fin le {ends_on}",
        "{actor} 发出不续约（终止）通知，客户于 {on}收到，合同于 {ends_on}结束";
    NOTICE_RECEIVED:
        "{actor} recorded the customer’s notice, received on {on}",
        "{actor} a enregistré la dénonciation du client, reçue le {on}",
        "{actor} 登记了客户的不续约（终止）通知，我方于 {on}收到";
    NOTICE_RECEIVED_ENDS:
        "{actor} recorded the customer’s notice, received on {on}; the contract ends on {ends_on}",
        "{actor} a enregistré la dénonciation du client, reçue le {on} ; le contrat prend fin le {ends_on}",
        "{actor} 登记了客户的不续约（终止）通知，我方于 {on}收到，合同于 {ends_on}结束";
    NOTICE_TAKEN_BACK:
        "{actor} took back our notice of {on}, recorded by mistake ({reason})",
        "{actor} a annulé l’enregistrement, fait par erreur, de notre dénonciation du {on} ({reason})",
        "{actor} 撤回了误登记的我方通知（收到日 {on}）。原因：{reason}";
    CUSTOMERS_NOTICE_TAKEN_BACK:
        "{actor} took back the customer’s notice of {on}, recorded by mistake ({reason})",
        "{actor} a annulé l’enregistrement, fait par erreur, de la dénonciation du client du {on} ({reason})",
        "{actor} 撤回了误登记的客户通知（收到日 {on}）。原因：{reason}";
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
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    match event {
        Event::NoticeGiven { on, ends_on } => {
            let text = if ends_on.is_some() { NOTICE_GIVEN_ENDS } else { NOTICE_GIVEN };
            say(text, &[("on", &words.day(*on)), ("ends_on", &day_or_nothing(words, *ends_on))])
        }
        Event::NoticeReceived { on, ends_on } => {
            let text = if ends_on.is_some() { NOTICE_RECEIVED_ENDS } else { NOTICE_RECEIVED };
            say(text, &[("on", &words.day(*on)), ("ends_on", &day_or_nothing(words, *ends_on))])
        }
        Event::NoticeTakenBack { on, from, reason } => {
            let text = match from {
                NoticeBy::Us => NOTICE_TAKEN_BACK,
                NoticeBy::Customer => CUSTOMERS_NOTICE_TAKEN_BACK,
            };
            say(text, &[("on", &words.day(*on)), ("reason", reason)])
        }
        Event::LeftEarly { by, on, ends_on } => {
            let text = match by {
                NoticeBy::Us => WE_LEFT_EARLY,
                NoticeBy::Customer => CUSTOMER_LEFT_EARLY,
            };
            say(text, &[("on", &words.day(*on)), ("ends_on", &words.day(*ends_on))])
        }
        Event::LeavingTakenBack { by, on, reason } => {
            let text = match by {
                NoticeBy::Us => LEAVING_TAKEN_BACK,
                NoticeBy::Customer => CUSTOMERS_LEAVING_TAKEN_BACK,
            };
            say(text, &[("on", &words.day(*on)), ("reason", reason)])
        }
        _ => String::new(),
    }
}
