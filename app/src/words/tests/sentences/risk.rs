//! What is said of absences, risks and reviews.

use super::{EN, FR, ZH, day, event, january};
use crate::words::{absence_page, risk};
use model::{
    event::{Change, Event, RiskStep},
    risk::{RiskClass, RiskState, ScoreStep, review::ReviewOutcome},
    view::Away,
};

/// An event for each thing that happens to absences, risks and reviews.
pub fn risks() -> Vec<Event> {
    let (title, text) = ("Penalty".to_owned(), || "…".to_owned());
    let changes = vec![Change { field: "likelihood".to_owned(), before: text(), after: text() }];
    let settled = |state| RiskStep::Settled { state, reason: text() };
    let steps = vec![
        RiskStep::Added,
        RiskStep::Changed { changes },
        settled(RiskState::Mitigated),
        settled(RiskState::Accepted),
        settled(RiskState::Closed),
        RiskStep::Reopened,
    ];
    let mut all: Vec<Event> = steps.into_iter().map(|step| Event::Risk { title: title.clone(), step }).collect();
    for outcome in ReviewOutcome::ALL {
        let class = RiskClass::Medium;
        all.push(Event::ContractReviewed { outcome, class, next_steps: String::new() });
        all.push(Event::ContractReviewed { outcome, class, next_steps: text() });
    }
    all.push(Event::AbsenceEntered { days: january(), stand_in: text() });
    let days = january();
    all.push(Event::AbsenceChanged { before: days, before_stand_in: text(), days, stand_in: text() });
    all.push(Event::AbsenceTakenBack { days: january(), back_on: day("2026-01-05") });
    all.push(Event::DutiesHandedOver { to: text(), obligations: 1, visits: 2, absences: 1 });
    all
}

#[test]
fn it_is_said_until_when_somebody_is_away_and_who_stands_in() {
    let away = Away { name: "Ada".to_owned(), until: day("2026-08-14"), by: Some("Bo".to_owned()) };
    let said = |words| absence_page::away(words, &away);
    assert_eq!(said(EN), "Ada is away until 14 Aug 2026; Bo stands in.");
    assert_eq!(said(FR), "Absence de Ada jusqu’au 14 août 2026\u{202f}; Bo assure le remplacement.");
    assert_eq!(said(ZH), "Ada 离岗至 2026年8月14日，由 Bo 代理。");
}

#[test]
fn a_score_says_where_each_of_its_points_comes_from() {
    let gravest = |mitigated| {
        let title = "Penalty".to_owned();
        ScoreStep::Gravest { title, likelihood: 4, impact: 5, mitigated, points: 20 }
    };
    let all = [
        gravest(false),
        gravest(true),
        ScoreStep::FurtherGrave { count: 2, points: 6 },
        ScoreStep::LateMeasures { count: 1, points: 3 },
        ScoreStep::OverdueObligations { count: 2, points: 4 },
        ScoreStep::MissedVisits { count: 1, points: 2 },
        ScoreStep::PaymentsOverdue { points: 4 },
        ScoreStep::Endless { points: 2 },
        ScoreStep::Worth { least: 250_000, points: 4 },
    ];
    for words in [EN, FR, ZH] {
        for step in &all {
            let said = risk::step(words, step);
            assert!(!said.is_empty() && !said.contains(['{', '}']), "{said}");
        }
    }
    assert_eq!(risk::step(EN, &gravest(false)), "Gravest risk “Penalty”: likelihood 4 × impact 5");
    assert_eq!(risk::step(FR, &all[8]), "Sa valeur atteint 250\u{202f}000 ou plus dans sa devise");
}

#[test]
fn what_came_of_a_review_is_said_with_what_is_to_be_done() {
    let next_steps = "raise the price".to_owned();
    let done = Event::ContractReviewed { outcome: ReviewOutcome::Act, class: RiskClass::High, next_steps };
    let said = event::event(EN, "Ada", &done);
    assert_eq!(said, "Ada reviewed the contract: act (risk: high). Next: raise the price");
}
