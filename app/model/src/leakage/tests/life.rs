//! What becomes of findings when they are pursued and recomputed.

use super::{story::*, *};

fn who() -> PersonId {
    PersonId(uuid(42))
}

fn known(findings: &[Finding]) -> Vec<KnownFinding> {
    apply(&[], &merge(&[], findings, day("2026-06-30")))
}

/// What a store would do with the changes.
pub fn apply(existing: &[KnownFinding], changes: &[FindingChange]) -> Vec<KnownFinding> {
    let mut all = existing.to_vec();
    for change in changes {
        match change {
            FindingChange::Insert { finding } => {
                let id = FindingId(uuid(u128::try_from(all.len()).unwrap() + 1));
                all.push(KnownFinding {
                    id,
                    finding: finding.clone(),
                    state: FindingState::Found,
                    recovered: None,
                    shown: 0,
                });
            }
            FindingChange::Update { id, finding } | FindingChange::Reopen { id, finding } => {
                let known = all.iter_mut().find(|known| known.id == *id).unwrap();
                known.finding = finding.clone();
                if matches!(change, FindingChange::Reopen { .. }) {
                    known.state = known.state.leaks_again();
                }
            }
            FindingChange::WaiveAgain { id, finding } => {
                let known = all.iter_mut().find(|known| known.id == *id).unwrap();
                known.finding = finding.clone();
                known.state = known.state.given_up_before().unwrap();
            }
            FindingChange::Close { id, why } => {
                let known = all.iter_mut().find(|known| known.id == *id).unwrap();
                known.state = known.state.close(day("2026-06-30"), *why, None);
            }
        }
    }
    all
}

fn missing_february() -> Story {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &["2026-01", "2026-03", "2026-04"], 100);
    story
}

fn recomputed(story: &Story, existing: &[KnownFinding], on: &str) -> Vec<FindingChange> {
    story.picture(|picture| recompute(picture, existing, &Settings::default(), day(on)))
}

#[test]
fn found_claimed_recovered() {
    let on = day("2026-05-01");
    let state = FindingState::Found;
    assert_eq!(state.recover(Some(euros(5)), None, Some(euros(5)), who(), on), Err(FindingRefusal::NotClaimed));
    let state = state.claim(who(), on).unwrap();
    assert_eq!(state.claim(who(), on), Err(FindingRefusal::AlreadyClaimed));
    assert_eq!(state.recover(Some(euros(5)), None, None, who(), on), Err(FindingRefusal::AmountMissing));
    let pounds = Money::new(1, Currency::GBP);
    let refused = state.recover(Some(euros(5)), None, Some(pounds), who(), on);
    assert_eq!(refused, Err(FindingRefusal::OtherCurrency(Currency::EUR)));
    assert_eq!(state.recover(Some(euros(5)), None, Some(euros(4)), who(), on), Ok(state.clone()), "a part is lacking");
    let state = state.recover(Some(euros(1)), Some(euros(4)), Some(euros(1)), who(), on).unwrap();
    assert_eq!(state, FindingState::Recovered { on, by: who(), amount: Some(euros(5)) });
    assert_eq!(state.waive("too late", who(), on), Err(FindingRefusal::AlreadyRecovered));
    assert_eq!(state.reopen(), Ok(FindingState::Found));
}

#[test]
fn whoever_goes_after_a_finding_that_nobody_has_becomes_its_owner() {
    let other = PersonId(uuid(43));
    assert_eq!(FindingState::owner_of_claim(None, who()), Some(who()));
    assert_eq!(FindingState::owner_of_claim(Some(other), who()), Some(other));
}

#[test]
fn a_finding_goes_to_who_answers_for_the_contract_and_may_work_on_it() {
    let (owner, deputy, otherwise) = (PersonId(uuid(43)), PersonId(uuid(44)), PersonId(uuid(45)));
    let of = |may: &[PersonId]| {
        FindingState::owner_of_found(Some(owner), Some(deputy), Some(otherwise), |person| may.contains(&person))
    };
    let all = |_: PersonId| true;
    assert_eq!(of(&[owner, deputy]), Some(owner));
    assert_eq!(of(&[deputy]), Some(deputy), "the owner may not work on findings");
    assert_eq!(of(&[otherwise]), Some(otherwise), "neither may: whom the organisation named");
    assert_eq!(of(&[]), None, "then nobody has it, and lists say so");
    assert_eq!(FindingState::owner_of_found(None, Some(deputy), None, all), Some(deputy), "the contract has no owner");
    assert_eq!(FindingState::owner_of_found(None, None, Some(otherwise), all), Some(otherwise), "of no contract");
    assert_eq!(FindingState::owner_of_found(None, None, None, all), None);
}

#[test]
fn waiving_needs_a_reason() {
    let on = day("2026-05-01");
    assert_eq!(FindingState::Found.waive("  ", who(), on), Err(FindingRefusal::ReasonMissing));
    let state = FindingState::Found.waive(" goodwill ", who(), on).unwrap();
    assert_eq!(state, FindingState::Waived { on, by: who(), reason: "goodwill".to_owned() });
    assert_eq!(FindingState::Found.reopen(), Err(FindingRefusal::AlreadyOpen));
}

#[test]
fn a_finding_that_no_longer_holds_closes_and_says_why() {
    let mut story = missing_february();
    let existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    assert_eq!(existing.len(), 1);
    story.bill(1, "2026-02", 100);
    let id = existing[0].id;
    let changes = recomputed(&story, &existing, "2026-04-20");
    assert_eq!(changes, [FindingChange::Close { id, why: CloseReason::Billed }]);
    let mut waived = missing_february();
    let february = waived.row(1, "2026-02");
    waived.rows[february].waived = true;
    let changes = recomputed(&waived, &existing, "2026-04-20");
    assert_eq!(changes, [FindingChange::Close { id, why: CloseReason::RowWaived }]);
}

#[test]
fn the_passing_of_a_day_alone_changes_nothing() {
    let mut story = missing_february();
    story.details.owner = None;
    story.details.signed_on = None;
    story.details.starts_on = None;
    story.invoices[0].payments.clear();
    let existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    assert_eq!(existing.len(), 3);
    assert_eq!(recomputed(&story, &existing, "2026-04-21"), []);
}

#[test]
fn an_invoice_that_is_paid_closes_its_finding() {
    let mut story = billed_as_promised();
    story.invoices[5].payments.clear();
    let existing = known(&story.detect_with(&Settings::default(), "2026-07-05"));
    story.pay(5);
    let changes = recomputed(&story, &existing, "2026-07-05");
    assert_eq!(changes, [FindingChange::Close { id: existing[0].id, why: CloseReason::Paid }]);
}

#[test]
fn a_missing_month_that_becomes_a_stop_is_superseded() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &HALF_YEAR[..3], 100);
    let existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    let changes = recomputed(&story, &existing, "2026-05-20");
    let why = CloseReason::Superseded { by: FindingKind::StoppedWhileLive };
    assert!(matches!(changes[0], FindingChange::Insert { .. }));
    assert_eq!(changes[1], FindingChange::Close { id: existing[0].id, why });
}

#[test]
fn a_claimed_finding_keeps_its_state_when_its_figures_change() {
    let story = Story::new(vec![monthly(1, 100)]);
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-02-20"));
    existing[0].state = FindingState::Claimed { on: day("2026-02-21"), by: who() };
    let changes = recomputed(&story, &existing, "2026-03-20");
    let after = apply(&existing, &changes);
    assert_eq!((after.len(), after[0].state.code()), (1, "claimed"));
    assert_eq!(after[0].finding.amount, Some(euros(300)));
}

#[test]
fn what_was_waived_stays_waived_until_more_leaks() {
    let story = Story::new(vec![monthly(1, 100)]);
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-02-20"));
    existing[0].state = FindingState::Waived { on: day("2026-02-21"), by: who(), reason: "pilot".to_owned() };
    assert_eq!(recomputed(&story, &existing, "2026-02-25"), []);
    let changes = recomputed(&story, &existing, "2026-03-20");
    assert!(matches!(changes[..], [FindingChange::Reopen { .. }]), "{changes:?}");
}

#[test]
fn what_was_recovered_is_not_found_again() {
    let mut story = missing_february();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    existing[0].state = FindingState::Recovered { on: day("2026-04-21"), by: who(), amount: Some(euros(100)) };
    assert_eq!(recomputed(&story, &existing, "2026-04-22"), []);
    story.bill(1, "2026-02", 100);
    assert_eq!(recomputed(&story, &existing, "2026-04-22"), []);
}

/// Claimed, forty of a hundred came in.
fn partly_recovered() -> Vec<KnownFinding> {
    let mut existing = known(&missing_february().detect_with(&Settings::default(), "2026-04-20"));
    existing[0].state = FindingState::Claimed { on: day("2026-04-21"), by: who() };
    existing[0].recovered = Some(euros(40));
    existing[0].finding.amount = Some(euros(60));
    existing
}

#[test]
fn of_what_came_in_by_a_part_the_rest_stays_at_stake() {
    let existing = partly_recovered();
    assert_eq!(recomputed(&missing_february(), &existing, "2026-04-22"), [], "the books do not show it yet");
    let rest = |found: i64| {
        let fresh = Finding { amount: Some(euros(found)), ..existing[0].finding.clone() };
        let changes = merge(&existing, &[fresh], day("2026-04-22"));
        apply(&existing, &changes)[0].finding.amount
    };
    assert_eq!(rest(60), Some(euros(60)), "the books show it");
    assert_eq!(rest(30), Some(euros(30)), "and more");
    assert_eq!(rest(150), Some(euros(110)), "more leaks");
}

#[test]
fn a_rest_that_was_waived_is_not_found_again() {
    let mut existing = partly_recovered();
    existing[0].state = FindingState::Waived { on: day("2026-04-22"), by: who(), reason: "goodwill".to_owned() };
    assert_eq!(recomputed(&missing_february(), &existing, "2026-04-23"), []);
    existing[0].state = FindingState::Closed {
        on: day("2026-04-22"),
        why: CloseReason::Billed,
        given_up: None,
        claimed: None,
        by: None,
    };
    let after = apply(&existing, &recomputed(&missing_february(), &existing, "2026-04-23"));
    assert_eq!(after[0].finding.amount, Some(euros(60)), "reopened for the rest");
}

#[test]
fn what_was_closed_and_leaks_again_is_reopened() {
    let story = missing_february();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    existing[0].state = FindingState::Closed {
        on: day("2026-04-01"),
        why: CloseReason::Billed,
        given_up: None,
        claimed: None,
        by: None,
    };
    let changes = recomputed(&story, &existing, "2026-04-20");
    assert!(matches!(changes[..], [FindingChange::Reopen { .. }]), "{changes:?}");
}

#[test]
fn a_claim_goes_on_where_what_settled_it_is_taken_back() {
    let mut story = missing_february();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    let claimed = FindingState::Claimed { on: day("2026-04-21"), by: who() };
    existing[0].state = claimed.clone();
    story.bill(1, "2026-02", 100);
    let closed = apply(&existing, &recomputed(&story, &existing, "2026-04-22"));
    assert_eq!(closed[0].state.code(), "closed");
    story.matches.pop();
    let again = apply(&closed, &recomputed(&story, &closed, "2026-04-23"));
    assert_eq!((again.len(), &again[0].state), (1, &claimed));
}

#[test]
fn what_closed_by_itself_counts_as_detected_only_where_it_was_a_loss() {
    let on = day("2026-05-01");
    let closed = |why| FindingState::Closed { on, why, given_up: None, claimed: None, by: None };
    let (nothing, part) = (None, Some(euros(5)));
    let superseded = CloseReason::Superseded { by: FindingKind::StoppedWhileLive };
    for why in [CloseReason::Billed, CloseReason::Paid, CloseReason::InvoiceGone, CloseReason::TermsChanged, superseded]
    {
        assert!(!closed(why).is_detected(false, nothing), "{why:?}: nobody acted and nothing came in");
        assert!(closed(why).is_detected(false, part), "{why:?}: a part came in");
        let paid_off = matches!(why, CloseReason::Billed | CloseReason::Paid);
        assert_eq!(closed(why).is_detected(true, nothing), paid_off, "{why:?}: somebody had gone after it");
    }
    assert!(closed(CloseReason::RowWaived).is_detected(false, nothing), "what is given up was lost");
    let waived = FindingState::Waived { on, by: who(), reason: "goodwill".to_owned() };
    let recovered = FindingState::Recovered { on, by: who(), amount: part };
    for state in [FindingState::Found, FindingState::Claimed { on, by: who() }, waived, recovered] {
        assert!(state.is_detected(false, nothing), "{state:?}");
    }
}

#[test]
fn what_was_given_up_and_is_billed_after_all_is_given_up_for_the_rest_only() {
    let mut story = missing_february();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    existing[0].state = FindingState::Waived { on: day("2026-04-21"), by: who(), reason: "goodwill".to_owned() };
    let february = story.row(1, "2026-02");
    story.rows[february].waived = true;
    assert_eq!(recomputed(&story, &existing, "2026-04-22"), [], "nothing was billed");
    story.bill(1, "2026-02", 60);
    assert_eq!(story.told("2026-04-22"), Vec::<String>::new(), "the rest is given up");
    let after = apply(&existing, &recomputed(&story, &existing, "2026-04-22"));
    assert_eq!((after[0].finding.amount, after[0].state.code()), (Some(euros(40)), "waived"));
    assert_eq!(recomputed(&story, &after, "2026-04-23"), [], "the same again changes nothing");
    story.bill(1, "2026-02", 40);
    let changes = recomputed(&story, &after, "2026-04-24");
    assert_eq!(changes, [FindingChange::Close { id: after[0].id, why: CloseReason::Billed }]);
    story.bill(1, "2026-02", 100);
    assert_eq!(story.told("2026-04-24").len(), 1, "what is billed beyond the promise is too much all the same");
}

#[test]
fn what_was_given_up_and_billed_after_all_is_given_up_again_when_the_invoice_is_taken_off() {
    let mut story = missing_february();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    let given_up = FindingState::Waived { on: day("2026-04-21"), by: who(), reason: "goodwill".to_owned() };
    let february = story.row(1, "2026-02");
    story.rows[february].waived = true;
    let in_the_ledger = FindingState::Closed {
        on: day("2026-04-21"),
        why: CloseReason::RowWaived,
        given_up: None,
        claimed: None,
        by: None,
    };
    for state in [given_up, in_the_ledger] {
        existing[0].state = state.clone();
        assert_eq!(recomputed(&story, &existing, "2026-04-22"), [], "nothing was billed");
        let before = story.matches.len();
        story.bill(1, "2026-02", 100);
        let after = apply(&existing, &recomputed(&story, &existing, "2026-04-22"));
        assert!(
            matches!(after[0].state, FindingState::Closed { why: CloseReason::Billed, .. }),
            "{:?}",
            after[0].state
        );
        assert_eq!(recomputed(&story, &after, "2026-04-23"), [], "the same again changes nothing");
        story.matches.truncate(before);
        let again = apply(&after, &recomputed(&story, &after, "2026-04-24"));
        assert_eq!((again[0].state.code(), again[0].finding.amount), (state.code(), Some(euros(100))));
        if matches!(state, FindingState::Waived { .. }) {
            assert_eq!(again[0].state, state, "with its day, person and reason");
        } else {
            assert!(matches!(again[0].state, FindingState::Closed { why: CloseReason::RowWaived, .. }));
        }
        assert_eq!(recomputed(&story, &again, "2026-04-25"), []);
    }
}

#[test]
fn a_part_that_was_billed_of_what_was_given_up_counts_as_given_up_again_when_it_is_taken_off() {
    let mut story = missing_february();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-04-20"));
    existing[0].state = FindingState::Waived { on: day("2026-04-21"), by: who(), reason: "goodwill".to_owned() };
    let february = story.row(1, "2026-02");
    story.rows[february].waived = true;
    let before = story.matches.len();
    story.bill(1, "2026-02", 60);
    let part = apply(&existing, &recomputed(&story, &existing, "2026-04-22"));
    assert_eq!(part[0].finding.amount, Some(euros(40)));
    story.matches.truncate(before);
    let again = apply(&part, &recomputed(&story, &part, "2026-04-23"));
    assert_eq!((again[0].finding.amount, again[0].state.code()), (Some(euros(100)), "waived"));
}

#[test]
fn a_late_invoice_that_was_given_up_and_is_paid_after_all_is_paid_until_the_payment_goes() {
    let mut story = Story::new(vec![monthly(1, 100)]);
    story.bill_all(1, &HALF_YEAR, 100);
    let late = story.invoices.len() - 1;
    let payment = story.invoices[late].payments.pop().unwrap();
    let mut existing = known(&story.detect_with(&Settings::default(), "2026-07-09"));
    assert_eq!(existing[0].finding.kind, FindingKind::Overdue);
    let waived = FindingState::Waived { on: day("2026-07-09"), by: who(), reason: "insolvent".to_owned() };
    existing[0].state = waived.clone();
    assert_eq!(recomputed(&story, &existing, "2026-07-10"), []);
    story.invoices[late].payments.push(payment);
    let paid = apply(&existing, &recomputed(&story, &existing, "2026-07-10"));
    assert!(matches!(paid[0].state, FindingState::Closed { why: CloseReason::Paid, .. }), "{:?}", paid[0].state);
    assert_eq!(recomputed(&story, &paid, "2026-07-10"), []);
    story.invoices[late].payments.pop();
    let again = apply(&paid, &recomputed(&story, &paid, "2026-07-10"));
    assert_eq!((&again[0].state, again[0].finding.amount), (&waived, existing[0].finding.amount));
    // An invoice that is gone is not paid.
    story.matches.pop();
    let gone = recomputed(&story, &existing, "2026-07-10");
    assert!(!gone.iter().any(|change| matches!(change, FindingChange::Close { .. })), "{gone:?}");
}

#[test]
fn a_claim_is_withdrawn_with_a_reason_and_what_came_in_stays_claimed() {
    let on = day("2026-05-01");
    let claimed = FindingState::Claimed { on, by: who() };
    assert_eq!(claimed.withdraw(" "), Err(FindingRefusal::ReasonMissing));
    assert_eq!(claimed.withdraw("the wrong customer"), Ok(FindingState::Found));
    assert_eq!(FindingState::Found.withdraw("again"), Err(FindingRefusal::NotClaimed));
    let waived = claimed.waive("goodwill", who(), on).unwrap();
    assert_eq!(waived.withdraw("again"), Err(FindingRefusal::AlreadyWaived));
    assert_eq!(FindingState::Found.claimed_on(Some(on), None), None, "nothing of it came in");
    assert_eq!(waived.reopen().unwrap().claimed_on(Some(on), Some(euros(5))), Some(on), "a part came in");
    assert_eq!(claimed.claimed_on(None, None), Some(on));
}
