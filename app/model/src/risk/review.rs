//! Reviews of contracts: a list of questions, what came of it, and when the next one is due.

use super::{RiskClass, WORDS_MOST};
use crate::{
    calendar::{Day, add_months},
    refusal::{FieldProblem, Problem},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question of a review: what goes wrong in contracts that nobody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Are the prices those that the contract gives today, increases included?
    Prices,
    /// Is everything billed that may be billed, and paid?
    Billing,
    /// Is what either side promised done?
    Obligations,
    /// Is the service as it was promised?
    Service,
    /// Are end, renewal and notice known, and is it clear what we want?
    Dates,
    /// Are all amendments signed and filed?
    Documents,
    /// Do owner, deputy and the customer's contacts still hold?
    People,
    /// Do the law and the standards that it rests on still hold?
    Law,
    /// Are the risks all there, and their measures on their way?
    Risks,
}

impl Question {
    /// All questions, in the order they are asked.
    pub const ALL: [Self; 9] = [
        Self::Prices,
        Self::Billing,
        Self::Obligations,
        Self::Service,
        Self::Dates,
        Self::Documents,
        Self::People,
        Self::Law,
        Self::Risks,
    ];

    /// Stable text for storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prices => "prices",
            Self::Billing => "billing",
            Self::Obligations => "obligations",
            Self::Service => "service",
            Self::Dates => "dates",
            Self::Documents => "documents",
            Self::People => "people",
            Self::Law => "law",
            Self::Risks => "risks",
        }
    }

    /// The question with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.code() == code)
    }
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewAnswer {
    /// As it should be.
    Ok,
    /// Not as it should be; the note says what.
    NotOk,
    /// The question does not arise.
    NotApplicable,
}

impl ReviewAnswer {
    /// All answers, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Ok, Self::NotOk, Self::NotApplicable];

    /// Stable text for storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotOk => "not_ok",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The answer with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: ReviewAnswer,
    /// What is to be known about it; empty if nothing.
    pub note: String,
}

/// What came of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    /// The contract goes on as it is.
    Keep,
    /// Something is to be done, which the next steps say.
    Act,
    /// It shall not go on.
    End,
}

impl ReviewOutcome {
    /// All outcomes, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Act, Self::End];

    /// Stable text for storage and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Act => "act",
            Self::End => "end",
        }
    }

    /// The outcome with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A review as somebody did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The questions with their answers, each once.
    pub answers: Vec<Answered>,
    /// What came of it.
    pub outcome: ReviewOutcome,
    /// What is to be done next; empty if nothing.
    pub next_steps: String,
}

impl Review {
    /// A review as it was typed: by the code of each question the code of its answer, and under the same name with `_note` what
    /// is to be known about it; `outcome` and `next_steps`.
    ///
    /// # Errors
    /// An outcome that is none, beside everything that [`Review::problems`] finds.
    pub fn read(form: &BTreeMap<String, String>) -> Result<Self, Vec<FieldProblem>> {
        let text = |name: &str| form.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        let answers = Question::ALL.into_iter().filter_map(|question| {
            let answer = ReviewAnswer::from_code(&text(question.code()))?;
            Some(Answered { question, answer, note: text(&format!("{}_note", question.code())) })
        });
        let outcome = ReviewOutcome::from_code(&text("outcome"));
        let next_steps = text("next_steps");
        let read = Self { answers: answers.collect(), outcome: outcome.unwrap_or(ReviewOutcome::Keep), next_steps };
        let mut problems = read.problems();
        if outcome.is_none() {
            problems.push(FieldProblem::new("outcome", Problem::Missing));
        }
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    /// What cannot be accepted: a question without an answer, an answer that needs a word and has none.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        for question in Question::ALL {
            match self.answers.iter().find(|answered| answered.question == question) {
                None => problems.push(FieldProblem::new(question.code(), Problem::Missing)),
                Some(Answered { answer: ReviewAnswer::NotOk, note, .. }) if note.is_empty() => {
                    problems.push(FieldProblem::new(format!("{}_note", question.code()), Problem::Missing));
                }
                Some(Answered { note, .. }) if note.chars().count() > WORDS_MOST as usize => {
                    let field = format!("{}_note", question.code());
                    problems.push(FieldProblem::new(field, Problem::TooLong { most: WORDS_MOST }));
                }
                Some(_) => {}
            }
        }
        if self.outcome == ReviewOutcome::Act && self.next_steps.is_empty() {
            problems.push(FieldProblem::new("next_steps", Problem::Missing));
        } else if self.next_steps.chars().count() > WORDS_MOST as usize {
            problems.push(FieldProblem::new("next_steps", Problem::TooLong { most: WORDS_MOST }));
        }
        problems
    }
}

/// The day of the next review: so many months after the last one, or after the day from which the contract is looked at.
/// A class that rose brings it forward, also to a day that has passed; then it is overdue, as it should be.
pub fn next_review(since: Day, last: Option<Day>, class: RiskClass) -> Option<Day> {
    add_months(last.unwrap_or(since), class.review_months())
}
