use super::*;
use crate::{
    contract::AgreedTerm,
    money::Currency,
    term::notation::{day, facts_of, rows, terms_of_contract},
};

const LEAD: u32 = 60;

/// The terms of `text`, with terms signed afterwards: `signed 2026-12-01 until 2027-12-31`.
fn contract(text: &str, agreed: &str) -> ContractDetails {
    let mut details = terms_of_contract(text);
    for term in agreed.split(';').map(str::trim).filter(|term| *term != "-") {
        let words: Vec<&str> = term.split(' ').collect();
        let ["signed", on, "until", last] = words[..] else { panic!("no signed term: {term}") };
        details.agreed_terms.push(AgreedTerm { signed_on: day(on), last_day: day(last) });
    }
    details
}

fn said_upcoming(upcoming: Upcoming) -> String {
    let Upcoming { way, term, first_on, deadline, decide_by } = upcoming;
    let way = if way == Way::Tacit { "by itself" } else { "signed" };
    let deadline = deadline.map(|deadline| format!(", notice {deadline}")).unwrap_or_default();
    format!("{way} {term} on {first_on}, decide {decide_by}{deadline}")
}

#[test]
fn the_renewal_ahead_is_the_one_that_can_still_be_prevented_or_signed() {
    let table = "
        # terms                                 | signed later                            | facts               | on         | ahead
        2026-01-01, 12m, tacit 12m, 2m, 30      | -                                       | -                   | 2026-02-01 | by itself 2 on 2027-01-01, decide 2026-10-01, notice 2026-10-31
        2026-01-01, 12m, tacit 12m, 2m, 30      | -                                       | -                   | 2026-11-15 | by itself 2 on 2027-01-01, decide 2026-10-01, notice 2026-10-31
        2026-01-01, 12m, tacit 12m, 2m, 30      | -                                       | -                   | 2027-01-01 | by itself 3 on 2028-01-01, decide 2027-10-01, notice 2027-10-31
        2026-01-01, 12m, tacit 12m max 1, 2m, 0 | -                                       | -                   | 2027-01-01 | -
        2026-01-01, 12m, tacit 12m, 2m, 0       | -                                       | received 2026-06-01 | 2026-07-01 | -
        2026-01-01, 12m, tacit 12m, 2m, 0       | -                                       | unsigned            | 2026-07-01 | -
        2026-01-01, 12m, none, -, 0             | -                                       | -                   | 2026-07-01 | -
        2026-01-01, open, none, 3m, 0           | -                                       | -                   | 2026-07-01 | -
        2026-01-01, 12m, express, -, 60         | -                                       | -                   | 2026-07-01 | signed 2 on 2027-01-01, decide 2026-11-01
        2026-01-01, 12m, express, -, 60         | signed 2026-12-10 until 2028-06-30      | -                   | 2026-12-09 | signed 2 on 2027-01-01, decide 2026-11-01
        2026-01-01, 12m, express, -, 60         | signed 2026-12-10 until 2028-06-30      | -                   | 2026-12-10 | signed 3 on 2028-07-01, decide 2028-05-01
        2026-01-01, 12m, express, -, 60         | signed 2026-12-10 until 2028-06-30      | -                   | 2028-07-01 | -";
    for row in rows(table) {
        let [terms, agreed, facts, on, expected] = row[..] else { panic!("five columns in {row:?}") };
        let mut details = contract(terms, agreed);
        let facts = facts_of(facts, &mut details);
        let said = upcoming(&details, &facts, &Practice::default(), day(on)).map_or("-".to_owned(), said_upcoming);
        assert_eq!(said, expected, "{terms} | {agreed} | {on}");
    }
}

#[test]
fn terms_that_were_signed_follow_one_another_and_end_the_contract_when_the_last_is_over() {
    let details = contract(
        "2026-01-01, 12m, express, 2m, 60",
        "signed 2026-12-10 until 2028-06-30; signed 2028-06-01 until 2028-12-31",
    );
    let (facts, practice) = (ContractFacts::default(), Practice::default());
    let end = |on: &str| term::known_end(&details, &facts, &practice, day(on)).map(|end| end.to_string());
    assert_eq!(end("2026-12-09").as_deref(), Some("2026-12-31"));
    assert_eq!(end("2026-12-10").as_deref(), Some("2028-06-30"));
    assert_eq!(end("2028-06-01").as_deref(), Some("2028-12-31"));
    let until = day("2030-01-01");
    let terms: Vec<String> = term::terms(&details, &facts, None, until)
        .map(|term| format!("{} {} {}", term.number, term.first, term.last().expect("a last day")))
        .collect();
    assert_eq!(terms, ["1 2026-01-01 2026-12-31", "2 2027-01-01 2028-06-30", "3 2028-07-01 2028-12-31"]);
    let dates = term::dates(&details, &facts, &practice, day("2026-12-20"));
    assert_eq!(dates.renews_on.map(|dated| dated.day), Some(day("2027-01-01")), "both sides signed");
    assert_eq!(dates.ends_on.map(|dated| dated.day), Some(day("2028-06-30")));
    // A term that ends before the one it follows is none, nor is any after it.
    let wrong = contract(
        "2026-01-01, 12m, express, 2m, 60",
        "signed 2026-02-10 until 2026-11-30; signed 2026-03-01 until 2028-12-31",
    );
    assert_eq!(term::known_end(&wrong, &facts, &practice, day("2026-06-01")), Some(day("2026-12-31")));
}

#[test]
fn a_signed_term_counts_only_where_the_contract_goes_on_by_signature() {
    for renewal in ["none", "tacit 12m"] {
        let plain = contract(&format!("2026-01-01, 12m, {renewal}, 2m, 0"), "-");
        let signed = contract(&format!("2026-01-01, 12m, {renewal}, 2m, 0"), "signed 2026-06-01 until 2027-06-30");
        let of = |details| term::dates(details, &ContractFacts::default(), &Practice::default(), day("2026-07-01"));
        assert_eq!(of(&plain), of(&signed), "{renewal}");
    }
}

/// A renewal as it was opened, with what was decided.
fn work(upcoming: Upcoming, decision: Option<RenewalDecision>) -> Work {
    let on = upcoming.decide_by;
    Work {
        contract: ContractId(uuid::Uuid::nil()),
        upcoming,
        value: None,
        opened_on: upcoming.opens_on(LEAD),
        choice: decision.map(|decision| RenewalChoice {
            decision,
            reason: "price".to_owned(),
            by: None,
            on,
            second: Second::NotNeeded,
        }),
        signed_on: None,
        outcome: None,
        version: 1,
    }
}

/// What follows day by day: the steps of each day are taken before the next.
fn lived(
    details: &ContractDetails,
    facts: impl Fn(Day) -> ContractFacts,
    from: &str,
    to: &str,
    skip: usize,
) -> Vec<String> {
    let (mut known, mut told): (Vec<Work>, _) = (Vec::new(), Vec::new());
    for today in day(from).iter_days().take_while(|today| *today <= day(to)).step_by(skip) {
        let facts = facts(today);
        let contract = (details, &facts, &Practice::default());
        for step in follow(&known, contract, (day(from), today), LEAD) {
            let mut outcome = |term: u32, outcome| {
                let work = known.iter_mut().find(|work| work.upcoming.term == term).expect("known");
                work.outcome = Some(outcome);
            };
            match step {
                RenewalMove::Open(ahead) => known.push(work(ahead, None)),
                RenewalMove::RenewUnseen(ahead) => {
                    known.push(Work { outcome: Some(RenewalOutcome::Renewed), ..work(ahead, None) })
                }
                RenewalMove::Move(ahead) | RenewalMove::Reopen(ahead) => {
                    let work = known.iter_mut().find(|work| work.upcoming.term == ahead.term).expect("known");
                    (work.upcoming, work.outcome) = (ahead, None);
                }
                RenewalMove::Renew { term } => outcome(term, RenewalOutcome::Renewed),
                RenewalMove::End { term } => outcome(term, RenewalOutcome::Ended),
                RenewalMove::Void { term } => outcome(term, RenewalOutcome::Void),
            }
            let said = match step {
                RenewalMove::Open(ahead) => format!("open {}", ahead.term),
                RenewalMove::Move(ahead) => format!("move {} to {}", ahead.term, ahead.first_on),
                RenewalMove::Reopen(ahead) => format!("reopen {}", ahead.term),
                RenewalMove::Renew { term } => format!("renew {term}"),
                RenewalMove::RenewUnseen(ahead) => format!("renew unseen {}", ahead.term),
                RenewalMove::End { term } => format!("end {term}"),
                RenewalMove::Void { term } => format!("void {term}"),
            };
            told.push(format!("{today} {said}"));
        }
        let facts = ContractFacts { ..facts };
        assert_eq!(
            follow(&known, (details, &facts, &Practice::default()), (day(from), today), LEAD),
            [],
            "the same again"
        );
    }
    told
}

#[test]
fn a_renewal_opens_before_its_decision_and_rolls_on_its_day_once() {
    let details = contract("2026-01-01, 12m, tacit 12m, 2m, 30", "-");
    let plain = |_| ContractFacts::default();
    assert_eq!(
        lived(&details, plain, "2026-01-01", "2028-09-01", 1),
        ["2026-08-02 open 2", "2027-01-01 renew 2", "2027-08-02 open 3", "2028-01-01 renew 3", "2028-08-02 open 4"]
    );
    // Whoever looks only every 500 days finds the same renewals.
    assert_eq!(
        lived(&details, plain, "2026-01-01", "2028-12-31", 500),
        ["2027-05-16 renew unseen 2", "2028-09-27 renew unseen 3", "2028-09-27 open 4"]
    );
}

#[test]
fn what_renewed_before_the_contract_was_here_is_history() {
    let details = contract("2020-01-01, 12m, tacit 12m, 2m, 30", "-");
    let told = lived(&details, |_| ContractFacts::default(), "2026-02-01", "2027-02-01", 1);
    assert_eq!(told, ["2026-08-02 open 8", "2027-01-01 renew 8"]);
}

#[test]
fn notice_in_time_ends_it_late_notice_lets_it_renew_once_more_and_notice_taken_back_reopens_it() {
    let details = contract("2026-01-01, 12m, tacit 12m, 2m, 30", "-");
    let noticed = |on: &str| {
        let on = day(on);
        move |today| ContractFacts {
            notice_received_on: Some(on).filter(|on| *on <= today),
            ..ContractFacts::default()
        }
    };
    assert_eq!(
        lived(&details, noticed("2026-10-31"), "2026-01-01", "2027-12-31", 1),
        ["2026-08-02 open 2", "2026-10-31 end 2"]
    );
    assert_eq!(
        lived(&details, noticed("2026-11-01"), "2026-01-01", "2029-12-31", 1),
        ["2026-08-02 open 2", "2027-01-01 renew 2"]
    );
    let taken_back = |today: Day| ContractFacts {
        notice_given_on: (day("2026-09-01")..day("2026-09-15")).contains(&today).then(|| day("2026-09-01")),
        ..ContractFacts::default()
    };
    assert_eq!(
        lived(&details, taken_back, "2026-01-01", "2027-02-01", 1),
        ["2026-08-02 open 2", "2026-09-01 end 2", "2026-09-15 reopen 2", "2027-01-01 renew 2"]
    );
}

#[test]
fn without_a_signature_the_contract_lapses_and_with_one_a_new_term_begins() {
    let lapsing = contract("2026-01-01, 12m, express, -, 60", "-");
    let plain = |_| ContractFacts::default();
    assert_eq!(lived(&lapsing, plain, "2026-01-01", "2027-12-31", 1), ["2026-09-02 open 2", "2027-01-01 end 2"]);
    let signed = contract("2026-01-01, 12m, express, -, 60", "signed 2026-12-10 until 2027-12-31");
    assert_eq!(
        lived(&signed, plain, "2026-01-01", "2028-02-01", 1),
        ["2026-09-02 open 2", "2027-01-01 renew 2", "2027-09-02 open 3", "2028-01-01 end 3"]
    );
}

#[test]
fn a_term_that_was_made_longer_moves_its_renewal() {
    use crate::contract::Extension;
    let details = contract("2026-01-01, 12m, tacit 12m, 2m, 30", "-");
    let extended = |today: Day| {
        let extension = Extension { agreed_on: day("2026-09-20"), until: day("2027-06-30") };
        ContractFacts { extension: Some(extension).filter(|by| by.agreed_on <= today), ..ContractFacts::default() }
    };
    assert_eq!(
        lived(&details, extended, "2026-01-01", "2027-08-01", 1),
        ["2026-08-02 open 2", "2026-09-20 move 2 to 2027-07-01", "2027-07-01 renew 2"]
    );
}

#[test]
fn where_a_renewal_stands_follows_from_what_was_decided_and_done() {
    let tacit = upcoming(
        &contract("2026-01-01, 12m, tacit 12m, 2m, 30", "-"),
        &ContractFacts::default(),
        &Practice::default(),
        day("2026-08-02"),
    );
    let tacit = tacit.expect("a renewal");
    let express = Upcoming { way: Way::Express, deadline: None, ..tacit };
    let state = |work: &Work, on: &str| work.state(day(on));
    assert_eq!(state(&work(tacit, None), "2026-10-01"), RenewalState::Undecided);
    assert_eq!(state(&work(tacit, None), "2026-10-02"), RenewalState::Late);
    for (ahead, decision, signed, expected) in [
        (tacit, RenewalDecision::RenewAsIs, false, RenewalState::Decided),
        (tacit, RenewalDecision::Renegotiate, false, RenewalState::ToAct),
        (tacit, RenewalDecision::GiveNotice, false, RenewalState::ToAct),
        (express, RenewalDecision::LetLapse, false, RenewalState::Decided),
        (express, RenewalDecision::RenewAsIs, false, RenewalState::ToAct),
        (express, RenewalDecision::RenewAsIs, true, RenewalState::Decided),
        (express, RenewalDecision::Renegotiate, true, RenewalState::Decided),
    ] {
        let mut work = work(ahead, Some(decision));
        work.signed_on = signed.then(|| day("2026-10-01"));
        assert_eq!(state(&work, "2026-11-30"), expected, "{decision:?}");
        if let Some(choice) = &mut work.choice {
            choice.second = Second::Awaited;
        }
        assert_eq!(state(&work, "2026-11-30"), RenewalState::AwaitsSecond);
    }
}

#[test]
fn what_is_worth_the_limit_or_is_not_known_needs_a_second_person() {
    let of = |minor, code: &str| Some(Money::new(minor, code.parse::<Currency>().expect("a currency")));
    assert!(needs_second(of(10_000_000, "EUR"), 100_000));
    assert!(!needs_second(of(9_999_999, "EUR"), 100_000));
    assert!(needs_second(of(100_000, "JPY"), 100_000), "a currency without decimals");
    assert!(needs_second(None, 100_000));
    assert!(!needs_second(of(i64::MAX, "EUR"), 0) && !needs_second(None, 0), "nobody is asked for");
}

#[test]
fn an_agreement_is_signed_by_today_and_ends_after_the_term_before() {
    let details = contract("2026-01-01, 12m, express, -, 60", "-");
    let ahead = upcoming(&details, &ContractFacts::default(), &Practice::default(), day("2026-11-01")).expect("ahead");
    let wrong = |signed: &str, last: &str| {
        let problems = signing_problems(&details, &ahead, (day(signed), day(last)), day("2026-11-20"));
        problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(wrong("2026-11-20", "2027-01-01"), "");
    assert_eq!(wrong("2026-11-21", "2027-12-31"), "signed_on");
    assert_eq!(wrong("2025-12-31", "2026-12-31"), "signed_on last_day");
}

#[test]
fn codes_are_those_in_the_database() {
    for decision in RenewalDecision::ALL {
        assert_eq!(serde_json::to_value(decision).expect("a name"), decision.code());
        assert_eq!(RenewalDecision::from_code(decision.code()), Some(decision));
    }
    for state in RenewalState::ALL {
        assert_eq!(serde_json::to_value(state).expect("a name"), state.code());
        assert_eq!(RenewalState::from_code(state.code()), Some(state));
    }
    for outcome in [RenewalOutcome::Renewed, RenewalOutcome::Ended, RenewalOutcome::Void] {
        assert_eq!(serde_json::to_value(outcome).expect("a name"), outcome.code());
        assert_eq!(RenewalOutcome::from_code(outcome.code()), Some(outcome));
    }
}
