//! What might happen to contracts of the demonstration, their reviews, and who is away.
//!
//! In one contract a risk that was written down months ago was never looked at again, so its review is overdue; in another
//! one what was promised after a complaint was done, and a review said so.

use super::{
    SampleContract, SampleRisk,
    company::{GARETH, HELENE, YIMING},
    identity,
    story::days,
};
use crate::{
    absence::Absence,
    calendar::{Day, Period},
    id::{AbsenceId, RiskId},
    risk::{
        Risk, RiskKind, RiskState,
        review::{Answered, Question, Review, ReviewAnswer, ReviewOutcome},
    },
};

/// What somebody wrote down of contracts.
pub(super) fn risks(today: Day, contracts: &[SampleContract]) -> Vec<SampleRisk> {
    let of = |story: &str| contracts.iter().find(|contract| contract.story == story).map(|contract| contract.id);
    let neglected = of("campus_kitchens").map(|contract| SampleRisk {
        id: RiskId(identity(0xa011, 1)),
        contract,
        since: days(today, -105),
        risk: Risk {
            title: "期限未约定，校方可随时更换服务商".to_owned(),
            kind: RiskKind::Legal,
            likelihood: 4,
            impact: 4,
            measure: "与校方签订补充协议，约定期限".to_owned(),
            owner: Some(YIMING),
            due: Some(days(today, -15)),
        },
        state: RiskState::Open,
        settled: None,
        reviewed: None,
    });
    let mended = of("hospital_water").map(|contract| SampleRisk {
        id: RiskId(identity(0xa011, 2)),
        contract,
        since: days(today, -190),
        risk: Risk {
            title: "Samples taken late again after the complaint".to_owned(),
            kind: RiskKind::Performance,
            likelihood: 3,
            impact: 4,
            measure: "A second sampler stands by in the weeks that count".to_owned(),
            owner: None,
            due: Some(days(today, -120)),
        },
        state: RiskState::Mitigated,
        settled: Some((days(today, -125), "Two samplers are trained and rostered.".to_owned())),
        reviewed: Some((days(today, -60), HELENE, review())),
    });
    [neglected, mended].into_iter().flatten().collect()
}

fn review() -> Review {
    let answered = |question| match question {
        Question::Documents => Answered {
            question,
            answer: ReviewAnswer::NotOk,
            note: "The amendment about sampling is not filed yet.".to_owned(),
        },
        _ => Answered { question, answer: ReviewAnswer::Ok, note: String::new() },
    };
    let next_steps = "File the signed amendment.".to_owned();
    Review { answers: Question::ALL.map(answered).to_vec(), outcome: ReviewOutcome::Act, next_steps }
}

/// Who will be away.
pub(super) fn absences(today: Day) -> Vec<(AbsenceId, Absence)> {
    let period = Period { first: days(today, 12), last: days(today, 26) };
    vec![(AbsenceId(identity(0xa012, 1)), Absence { person: GARETH, days: period, stand_in: YIMING })]
}
