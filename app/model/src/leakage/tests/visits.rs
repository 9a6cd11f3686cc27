//! Service visits that were not planned, not made, not billed, or made after the end.

use super::*;
use crate::service_visit::{
    Charge, Decision, KnownPromise, Plan, Visit, VisitKey, VisitPromise, VisitReport, VisitRhythm, proposal,
};

fn quarterly(charge: Charge) -> KnownPromise {
    let terms = VisitPromise {
        description: "Boiler check".to_owned(),
        site: None,
        line: Some(PriceLineId(uuid(1))),
        rhythm: VisitRhythm::Spread { per_year: 4 },
        starts_on: None,
        ends_on: None,
        minutes: 120,
        charge,
        extra_price: None,
        hourly_price: None,
        skills: Vec::new(),
        checklist: Vec::new(),
    };
    KnownPromise { id: VisitPromiseId(uuid(80)), contract: ContractId(uuid(1)), terms, version: 1 }
}

fn visit(promise: &KnownPromise, id: u128, (first, last): (&str, &str)) -> Visit {
    Visit {
        id: VisitId(uuid(id)),
        contract: promise.contract,
        site: None,
        promise: Some(promise.id),
        key: Some(VisitKey { year: 1, number: u32::try_from(id).unwrap() }),
        description: "Boiler check".to_owned(),
        window: Period { first: day(first), last: day(last) },
        plan: None,
        announced_on: None,
        done: None,
        cancelled: None,
        proposal: None,
        decision: None,
        version: 1,
    }
}

fn done(promise: &KnownPromise, mut visit: Visit, on: &str) -> Visit {
    let report = VisitReport {
        on: day(on),
        minutes: 120,
        report: "All in order".to_owned(),
        findings: String::new(),
        checklist: Vec::new(),
        customer_name: String::new(),
        signature: None,
    };
    visit.proposal = proposal(&promise.terms, false, report.minutes, Currency::EUR);
    visit.done = Some(report);
    visit
}

/// A contract billed in full, so that nothing but visits can be found.
fn story(charge: Charge) -> Story {
    let mut story = Story::new(vec![monthly(1, 100)]);
    let months: Vec<String> = (0..24).map(|month| format!("{}-{:02}", 2026 + month / 12, month % 12 + 1)).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    story.bill_all(1, &months, 100);
    story.promises.push(quarterly(charge));
    story
}

fn about_visits(story: &Story, on: &str) -> Vec<String> {
    story.told(on).into_iter().filter(|told| told.contains("visit") || told.contains("served")).collect()
}

#[test]
fn a_visit_that_nobody_plans_is_found_as_its_window_nears_its_end_and_after_it() {
    let mut story = story(Charge::Included);
    story.visits.push(visit(&story.promises[0], 1, ("2026-01-01", "2026-03-31")));
    assert_eq!(about_visits(&story, "2026-03-16"), NOTHING);
    assert_eq!(about_visits(&story, "2026-03-17"), ["visit_missed 300.00 EUR certain"], "a quarter of 1,200.00");
    let key = |on: &str| story.detect_with(&Settings::default(), on)[0].key();
    assert_eq!(key("2026-03-17"), key("2026-05-01"), "it stays the same finding");
    let mut planned = story.clone();
    planned.visits[0].plan = Some(Plan { on: day("2026-04-10"), at: None, technician: None });
    assert_eq!(about_visits(&planned, "2026-04-10"), NOTHING, "planned, though late");
    assert_eq!(about_visits(&planned, "2026-04-11"), ["visit_missed 300.00 EUR certain"]);
    let mut cancelled = story;
    cancelled.visits[0].cancelled = Some((day("2026-03-20"), "Closed for works".to_owned()));
    assert_eq!(about_visits(&cancelled, "2026-05-01"), NOTHING);
}

#[test]
fn a_visit_that_is_paid_by_the_visit_is_found_until_somebody_decides() {
    let mut story = story(Charge::Billable { price: Decimal::from(180) });
    let first = visit(&story.promises[0], 1, ("2026-01-01", "2026-03-31"));
    story.visits.push(done(&story.promises[0], first, "2026-02-10"));
    assert_eq!(about_visits(&story, "2026-02-20"), NOTHING, "within the days of grace");
    assert_eq!(about_visits(&story, "2026-02-21"), ["visit_not_billed 180.00 EUR certain"]);
    let line = PriceLineId(uuid(2));
    story.visits[0].decision = Some(Decision::Accepted { line, on: day("2026-02-22") });
    assert_eq!(about_visits(&story, "2026-03-01"), NOTHING, "the ledger promises it now");
}

#[test]
fn an_included_visit_that_was_made_owes_nothing() {
    let mut story = story(Charge::Included);
    let first = visit(&story.promises[0], 1, ("2026-01-01", "2026-03-31"));
    story.visits.push(done(&story.promises[0], first, "2026-02-10"));
    assert_eq!(about_visits(&story, "2026-06-01"), NOTHING);
}

#[test]
fn visits_after_the_end_are_one_finding_of_what_is_not_billed_for_them() {
    let mut story = story(Charge::Included);
    for (id, on) in [(1, "2028-02-10"), (2, "2028-05-10")] {
        let late = visit(&story.promises[0], id, ("2027-10-01", "2027-12-31"));
        story.visits.push(done(&story.promises[0], late, on));
    }
    assert_eq!(about_visits(&story, "2028-06-01"), ["served_after_end 600.00 EUR certain"]);
    let billed = story.invoice("2028-03-01", euros(250));
    story.unmatched.push((billed, 0));
    assert_eq!(about_visits(&story, "2028-06-01"), ["served_after_end 350.00 EUR certain"], "no euro twice");
    let rest = story.invoice("2028-05-20", euros(350));
    story.unmatched.push((rest, 0));
    assert_eq!(about_visits(&story, "2028-06-01"), NOTHING);
}

#[test]
fn a_billable_visit_after_the_end_is_served_after_the_end_and_nothing_else() {
    let mut story = story(Charge::Billable { price: Decimal::from(180) });
    let late = visit(&story.promises[0], 1, ("2027-10-01", "2027-12-31"));
    story.visits.push(done(&story.promises[0], late, "2028-02-10"));
    assert_eq!(about_visits(&story, "2028-06-01"), ["served_after_end 180.00 EUR certain"]);
}
