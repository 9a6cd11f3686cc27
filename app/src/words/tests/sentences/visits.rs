//! Sentences about service visits: events, findings and what a promise says.

use super::*;
use crate::words::{leakage::headline, service_visit};
use model::{
    leakage::ServedVisit,
    service_visit::{Charge, VisitPromise, VisitProposal, VisitRhythm},
};

pub(super) fn events() -> Vec<Event> {
    let (what, on, reason) = (|| "Contrôle".to_owned(), day("2026-01-01"), || "…".to_owned());
    let amount = euros(18_000);
    vec![
        Event::VisitsPromised { what: what(), per_year: 1 },
        Event::VisitsPromised { what: what(), per_year: 4 },
        Event::VisitPromiseChanged { what: what(), changes: Vec::new() },
        Event::VisitPromiseRemoved { what: what() },
        Event::VisitPlanned { what: what(), on, technician: None },
        Event::VisitPlanned { what: what(), on, technician: Some("Ada".to_owned()) },
        Event::VisitUnplanned { what: what(), on },
        Event::VisitAnnounced { what: what(), on },
        Event::VisitReportTakenBack { what: what(), on, reason: "…".to_owned() },
        Event::VisitAnnouncedByMail { what: what(), on, to: "…".to_owned() },
        Event::VisitClosed { what: what(), on, minutes: 95, signed_by: String::new() },
        Event::VisitClosed { what: what(), on, minutes: 95, signed_by: "Max".to_owned() },
        Event::VisitCancelled { what: what(), window: january(), reason: reason() },
        Event::ExtraVisitAdded { what: what(), on },
        Event::VisitBilled { what: what(), amount },
        Event::VisitNotBilled { what: what(), amount, reason: reason() },
    ]
}

pub(super) fn evidences() -> Vec<Evidence> {
    let (visit, what, on) = (VisitId(Uuid::nil()), || "Contrôle".to_owned(), day("2026-01-12"));
    let missed = |missed, planned_on, worth| Evidence::VisitMissed {
        visit,
        what: what(),
        window: january(),
        planned_on,
        missed,
        worth,
    };
    let not_billed = |visit_price, time| Evidence::VisitNotBilled {
        visit,
        what: what(),
        done_on: on,
        proposal: VisitProposal { visit: visit_price, extra_minutes: 30, time, amount: euros(21_000) },
    };
    let served = |count, billed| Evidence::ServedAfterEnd {
        ended_on: day("2025-12-31"),
        visits: vec![ServedVisit { visit, what: what(), done_on: on, amount: Some(euros(18_000)) }; count],
        served: euros(18_000),
        billed: euros(billed),
    };
    vec![
        missed(false, None, None),
        missed(false, Some(on), Some(euros(30_000))),
        missed(true, None, Some(euros(30_000))),
        missed(true, Some(on), None),
        not_billed(Some(euros(18_000)), None),
        not_billed(None, Some(euros(3_000))),
        served(1, 0),
        served(2, 5_000),
    ]
}

#[test]
fn a_missed_visit_says_when_it_was_due_and_what_it_is_worth() {
    let all = evidences();
    let missed = &all[2];
    assert_eq!(
        leakage::evidence(EN, missed),
        "The visit “Contrôle” had to be made between 1 Jan 2026 and 31 Jan 2026 and was not. By the terms it is worth €300.00."
    );
    let headline = headline(FR, missed);
    assert!(headline.starts_with("Contrôle\u{202f}: intervention non réalisée"), "{headline}");
}

#[test]
fn a_promise_says_how_often_and_at_what_price() {
    let promise = VisitPromise {
        description: "Contrôle".to_owned(),
        site: None,
        line: None,
        rhythm: VisitRhythm::Months { months: vec![3, 9] },
        starts_on: None,
        ends_on: None,
        minutes: 90,
        charge: Charge::Billable { price: percent(180) },
        extra_price: None,
        hourly_price: Some(percent(60)),
        skills: vec!["gaz".to_owned()],
        checklist: Vec::new(),
    };
    let said = |words| service_visit::promise(words, &promise, Currency::EUR).join("; ");
    assert_eq!(said(EN), "In March and September, 90 min each; €180.00 each; extra hour €60.00; skills: gaz");
    let spread =
        VisitPromise { rhythm: VisitRhythm::Spread { per_year: 1 }, charge: Charge::Included, ..promise.clone() };
    let said = service_visit::promise(ZH, &spread, Currency::EUR).join("；");
    assert!(said.starts_with("每年 1 次，每次 90 分钟；已包含在合同价格内"), "{said}");
    assert_eq!(service_visit::time(FR, 510), "08\u{202f}h\u{202f}30");
    assert_eq!(service_visit::time(EN, 510), "08:30");
}
