//! What is said of renewals.

use super::{EN, FR, ZH, day, event};
use model::{
    event::{Event, RenewalStep},
    renewal::{RenewalDecision, Way},
};

fn told(step: RenewalStep) -> Event {
    Event::Renewal { term: 2, first_on: day("2027-01-01"), step }
}

/// An event for each step of a renewal.
pub fn renewals() -> Vec<Event> {
    let (on, reason) = (day("2026-10-01"), || "…".to_owned());
    let (decision, last_day) = (RenewalDecision::RenewAsIs, day("2027-12-31"));
    let steps = vec![
        RenewalStep::Opened { decide_by: on },
        RenewalStep::Moved { decide_by: on },
        RenewalStep::Decided { decision, reason: reason(), awaits_second: false },
        RenewalStep::Decided { decision: RenewalDecision::Renegotiate, reason: reason(), awaits_second: true },
        RenewalStep::Confirmed { decision: RenewalDecision::LetLapse },
        RenewalStep::Declined { decision: RenewalDecision::GiveNotice, reason: reason() },
        RenewalStep::Signed { on, last_day },
        RenewalStep::SignatureTakenBack { last_day, reason: reason() },
        RenewalStep::Renewed { way: Way::Tacit, decision: Some(decision) },
        RenewalStep::Renewed { way: Way::Tacit, decision: None },
        RenewalStep::Renewed { way: Way::Express, decision: Some(decision) },
        RenewalStep::Ended,
    ];
    steps.into_iter().map(told).collect()
}

#[test]
fn a_renewal_that_nobody_decided_about_says_so() {
    let event = told(RenewalStep::Renewed { way: Way::Tacit, decision: None });
    let said = |words| event::event(words, "Avenant", &event);
    assert_eq!(said(EN), "The contract renewed by itself on 1 Jan 2027: term 2. Nobody had decided");
    assert_eq!(
        said(FR),
        "Le contrat a été reconduit tacitement le 1er janv. 2027\u{202f}: période n° 2. Personne n’avait décidé"
    );
    assert_eq!(said(ZH), "合同于 2027年1月1日自动续约，进入第 2 个合同期。此前无人决定");
}

#[cfg(feature = "ssr")]
#[test]
fn news_of_a_renewal_name_the_decision() {
    use crate::words::notification::headline;
    use model::{
        id::ContractId,
        notification::{Notice, RenewalNews, RenewalNotice},
    };
    let of = |news| {
        Notice::Renewal(RenewalNotice {
            news,
            contract: ContractId(uuid::Uuid::nil()),
            number: "C-2026-0001".to_owned(),
            title: "Boilers".to_owned(),
            customer: "Acme".to_owned(),
            amount: None,
            first_on: day("2027-01-01"),
            decide_by: day("2026-10-01"),
        })
    };
    for (news, en) in [
        (RenewalNews::Moved, "The dates of a renewal have changed: decide anew by 1 Oct 2026"),
        (
            RenewalNews::AwaitsSecond(RenewalDecision::GiveNotice),
            "A decision on a renewal needs a second person: Give notice",
        ),
        (RenewalNews::Confirmed(RenewalDecision::LetLapse), "The decision on a renewal is confirmed: Let it lapse"),
        (
            RenewalNews::Declined(RenewalDecision::RenewAsIs),
            "The decision on a renewal is not confirmed: Renew as it is",
        ),
        (RenewalNews::Renewed(Some(RenewalDecision::RenewAsIs)), "Renewed on 1 Jan 2027, as decided: Renew as it is"),
        (RenewalNews::Renewed(None), "Renewed on 1 Jan 2027; nobody had decided"),
        (RenewalNews::Ended, "Does not renew: no new term on 1 Jan 2027"),
    ] {
        assert_eq!(headline(EN, &of(news)), en);
        assert!(![FR, ZH].iter().any(|words| headline(*words, &of(news)).contains('{')), "{news:?}");
    }
}
