//! What is said of obligations.

use super::{EN, FR, ZH, day, event};
use crate::words::obligation::schedule;
use model::{
    event::{Change, Event, ObligationStep},
    obligation::{RecurrenceRule, Schedule},
};

/// An event for each step of an obligation.
pub fn obligations() -> Vec<Event> {
    let (due, on, text) = (day("2026-03-31"), day("2026-04-02"), || "…".to_owned());
    let changes = vec![Change { field: "promise".to_owned(), before: text(), after: text() }];
    let steps = vec![
        ObligationStep::Added,
        ObligationStep::Changed { changes },
        ObligationStep::Removed,
        ObligationStep::Fulfilled { due, on, percent: 100 },
        ObligationStep::Fulfilled { due, on, percent: 40 },
        ObligationStep::HandedOver { due, on, what: text() },
        ObligationStep::HandedOver { due, on, what: String::new() },
        ObligationStep::Accepted { due, on, by: text() },
        ObligationStep::Refused { due, on, reason: text() },
        ObligationStep::Waived { due, reason: text() },
        ObligationStep::TakenBack { due },
    ];
    steps.into_iter().map(|step| Event::Obligation { title: "Report".to_owned(), step }).collect()
}

#[test]
fn what_was_done_in_part_says_how_much() {
    let step = ObligationStep::Fulfilled { due: day("2026-03-31"), on: day("2026-04-02"), percent: 40 };
    let part = Event::Obligation { title: "Report".to_owned(), step };
    let said = |words| event::event(words, "Ada", &part);
    assert_eq!(said(EN), "Ada recorded that 40% of “Report”, due on 31 Mar 2026, was fulfilled on 2 Apr 2026");
    assert_eq!(
        said(FR),
        "Ada a enregistré l’exécution, le 2 avr. 2026, de 40\u{202f}% de «\u{202f}Report\u{202f}», à échéance du 31 mars 2026"
    );
    assert_eq!(said(ZH), "Ada 登记“Report”（到期日 2026年3月31日）已于 2026年4月2日履行 40%");
}

#[test]
fn a_rule_is_said_as_people_agree_on_it() {
    for (rule, en, fr, zh) in [
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=12",
            "every 3 months on the last day, first on 31 Jan 2026, 12 times",
            "tous les 3 mois, le dernier jour, la première fois le 31 janv. 2026, 12 fois",
            "每 3 个月，最后一天，首次为 2026年1月31日，共 12 次",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH",
            "every week on Monday and Thursday, first on 15 Jan 2026, for as long as the contract runs",
            "chaque semaine, le lundi et jeudi, la première fois le 15 janv. 2026, pendant toute la durée du contrat",
            "每周星期一、星期四，首次为 2026年1月15日，直至合同终止",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU;UNTIL=20261231",
            "every month on the second Tuesday, first on 10 Feb 2026, until 31 Dec 2026",
            "chaque mois, le deuxième mardi, la première fois le 10 févr. 2026, jusqu’au 31 déc. 2026",
            "每月第二个星期二，首次为 2026年2月10日，至 2026年12月31日",
        ),
        (
            "FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYMONTHDAY=1",
            "every year in March, on the 1st, first on 1 Mar 2026, for as long as the contract runs",
            "chaque année en mars, le 1er, la première fois le 1er mars 2026, pendant toute la durée du contrat",
            "每年3月1 日，首次为 2026年3月1日，直至合同终止",
        ),
    ] {
        let schedule =
            Schedule::Recurring { first: day("2026-01-15"), rule: RecurrenceRule::parse(rule).expect("a rule") };
        let said = [EN, FR, ZH].map(|words| schedule::said(words, &schedule, None));
        assert_eq!(said, [en, fr, zh], "{rule}");
    }
}
