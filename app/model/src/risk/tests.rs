use super::{
    review::{Answered, Question, Review, ReviewAnswer, ReviewOutcome, next_review},
    *,
};
use crate::{language::Language, refusal::Problem};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn risk(title: &str, likelihood: u32, impact: u32) -> Risk {
    Risk {
        title: title.to_owned(),
        kind: RiskKind::Legal,
        likelihood,
        impact,
        measure: String::new(),
        owner: None,
        due: None,
    }
}

fn judged(title: &str, likelihood: u32, impact: u32, state: RiskState) -> Judged {
    Judged { risk: risk(title, likelihood, impact), state }
}

#[test]
fn the_gravest_risk_counts_whole_and_what_was_mitigated_by_half() {
    let register = [
        judged("penalty", 3, 3, RiskState::Open),
        judged("liability", 5, 5, RiskState::Mitigated),
        judged("past", 5, 5, RiskState::Closed),
    ];
    let score = score(&register, &Facts::default(), day("2026-11-21"));
    assert_eq!((score.points, score.class), (13, RiskClass::Medium), "half of 25; the other one is not grave");
}

#[test]
fn a_contract_of_which_nothing_is_known_is_a_low_risk_without_a_reason() {
    assert_eq!(score(&[], &Facts::default(), day("2026-11-21")), Score::default());
}

#[test]
fn facts_alone_make_no_contract_a_high_risk_one_by_one() {
    let one = [
        Facts { overdue_obligations: 9, ..Facts::default() },
        Facts { missed_visits: 9, ..Facts::default() },
        Facts { payments_overdue: true, ..Facts::default() },
        Facts { endless: true, ..Facts::default() },
        Facts { band: 5, ..Facts::default() },
    ];
    for (facts, points) in one.into_iter().zip([6, 6, 4, 2, 4]) {
        let score = score(&[], &facts, day("2026-11-21"));
        assert_eq!((score.points, score.class, score.steps.len()), (points, RiskClass::Low, 1), "{facts:?}");
    }
    let worth = |band| score(&[], &Facts { band, ..Facts::default() }, day("2026-11-21")).points;
    assert_eq!([0, 3, 4, 5, 99].map(worth), [0, 0, 2, 4, 4], "from 100,000 and from 250,000 on");
}

#[test]
fn a_measure_that_is_late_counts_as_long_as_its_risk_is_open() {
    let mut late = judged("penalty", 2, 3, RiskState::Open);
    late.risk.due = Some(day("2026-11-20"));
    let on = |register: &Judged, day| score(std::slice::from_ref(register), &Facts::default(), day).points;
    assert_eq!(on(&late, day("2026-11-20")), 6, "the day itself is in time");
    assert_eq!(on(&late, day("2026-11-21")), 9);
    late.state = RiskState::Accepted;
    assert_eq!(on(&late, day("2026-11-21")), 6);
}

#[test]
fn the_class_says_how_often_a_contract_is_reviewed() {
    for (points, class, months) in
        [(0, RiskClass::Low, 12), (7, RiskClass::Low, 12), (8, RiskClass::Medium, 6), (15, RiskClass::High, 3)]
    {
        assert_eq!((RiskClass::of(points), class.review_months()), (class, months), "{points}");
    }
    let since = day("2026-08-31");
    assert_eq!(next_review(since, None, RiskClass::High), Some(day("2026-11-30")));
    assert_eq!(next_review(since, Some(day("2026-09-15")), RiskClass::Medium), Some(day("2027-03-15")));
}

#[test]
fn a_review_answers_every_question_and_says_what_is_wrong() {
    let all = |answer, note: &str| -> Vec<Answered> {
        let answered = |question| Answered { question, answer, note: note.to_owned() };
        Question::ALL.map(answered).to_vec()
    };
    let review = |answers, outcome, next_steps: &str| Review { answers, outcome, next_steps: next_steps.to_owned() };
    assert_eq!(review(all(ReviewAnswer::Ok, ""), ReviewOutcome::Keep, "").problems(), []);
    assert_eq!(review(all(ReviewAnswer::NotOk, "too low"), ReviewOutcome::Act, "raise them").problems(), []);
    let fields = |review: Review| review.problems().into_iter().map(|one| (one.field, one.problem)).collect::<Vec<_>>();
    let missing = |field: &str| (field.to_owned(), Problem::Missing);
    let mut few = all(ReviewAnswer::Ok, "");
    few.retain(|answered| answered.question != Question::Law);
    assert_eq!(fields(review(few, ReviewOutcome::Keep, "")), [missing("law")]);
    assert_eq!(fields(review(all(ReviewAnswer::Ok, ""), ReviewOutcome::Act, "")), [missing("next_steps")]);
    let mut silent = all(ReviewAnswer::Ok, "");
    silent[0].answer = ReviewAnswer::NotOk;
    assert_eq!(fields(review(silent, ReviewOutcome::Keep, "")), [missing("prices_note")]);
}

#[test]
fn a_form_reads_as_it_was_written() {
    let whole =
        Risk { due: Some(day("2026-12-31")), measure: "ask for a guarantee".to_owned(), ..risk("penalty", 4, 5) };
    assert_eq!(RiskForm::of(&whole).read(Language::Fr), Ok(whole));
    let wrong = RiskForm { likelihood: "6".to_owned(), impact: String::new(), ..RiskForm::new() };
    let fields: Vec<String> = wrong.read(Language::En).unwrap_err().into_iter().map(|one| one.field).collect();
    assert_eq!(fields, ["title", "likelihood", "impact"]);
}

proptest! {
    #[test]
    fn the_score_is_the_sum_of_its_steps_and_never_falls_with_another_risk(
        rated in proptest::collection::vec((1_u32..6, 1_u32..6, 0_usize..4), 0..8),
        more in (1_u32..6, 1_u32..6),
        counts in (0_u32..9, 0_u32..9, any::<bool>(), any::<bool>(), 0_i16..6),
    ) {
        let states = [RiskState::Open, RiskState::Mitigated, RiskState::Accepted, RiskState::Closed];
        let mut register: Vec<Judged> = rated
            .into_iter()
            .map(|(likelihood, impact, state)| judged("r", likelihood, impact, states[state]))
            .collect();
        let (overdue_obligations, missed_visits, payments_overdue, endless, band) = counts;
        let facts = Facts { overdue_obligations, missed_visits, payments_overdue, endless, band };
        let before = score(&register, &facts, day("2026-11-21"));
        prop_assert_eq!(before.points, before.steps.iter().map(ScoreStep::points).sum::<u32>());
        register.push(judged("more", more.0, more.1, RiskState::Open));
        prop_assert!(score(&register, &facts, day("2026-11-21")).points >= before.points);
    }
}
