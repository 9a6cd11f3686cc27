//! A risk as people type it.

use super::{MOST, Risk, RiskKind, TITLE_MOST, WORDS_MOST};
use crate::{
    event::Change,
    language::Language,
    refusal::{FieldProblem, Problem},
    typed::{Form, Reader, changed, name_of},
};
use serde::{Deserialize, Serialize};

/// A risk, text by text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskForm {
    /// What might happen.
    pub title: String,
    /// `legal`, `performance`, `financial`.
    pub kind: String,
    /// 1 to 5.
    pub likelihood: String,
    /// 1 to 5.
    pub impact: String,
    /// What is done about it.
    pub measure: String,
    /// Identity of who sees to the measure.
    pub owner: String,
    /// By which day.
    pub due: String,
}

impl Form for RiskForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        let Self { title, kind, likelihood, impact, measure, owner, due } = self;
        changed(&[
            ("title", title, &after.title),
            ("kind", kind, &after.kind),
            ("likelihood", likelihood, &after.likelihood),
            ("impact", impact, &after.impact),
            ("measure", measure, &after.measure),
            ("owner", owner, &after.owner),
            ("due", due, &after.due),
        ])
    }

    fn problems(&self, language: Language) -> Vec<FieldProblem> {
        self.read(language).err().unwrap_or_default()
    }
}

impl RiskForm {
    /// The form of a new risk: in the middle of the matrix, so that it is rated on purpose.
    pub fn new() -> Self {
        let middle = || MOST.div_ceil(2).to_string();
        Self { kind: name_of(&RiskKind::Performance), likelihood: middle(), impact: middle(), ..Self::default() }
    }

    /// A risk as it would be typed.
    pub fn of(risk: &Risk) -> Self {
        let Risk { title, kind, likelihood, impact, measure, owner, due } = risk;
        Self {
            title: title.clone(),
            kind: name_of(kind),
            likelihood: likelihood.to_string(),
            impact: impact.to_string(),
            measure: measure.clone(),
            owner: owner.map(|owner| owner.to_string()).unwrap_or_default(),
            due: due.map(|due| due.to_string()).unwrap_or_default(),
        }
    }

    /// The risk, as far as can be known without the database.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn read(&self, language: Language) -> Result<Risk, Vec<FieldProblem>> {
        let Self { title, kind, likelihood, impact, measure, owner, due } = self;
        let mut reader = Reader::new(language);
        let title = reader.required("title", title);
        let kind = reader.choice("kind", kind);
        let likelihood = reader.whole("likelihood", likelihood, 1, MOST);
        let impact = reader.whole("impact", impact, 1, MOST);
        let owner = reader.identity("owner", owner);
        let due = reader.day("due", due);
        let measure = measure.trim().to_owned();
        for (field, text, most) in [("title", &title, TITLE_MOST), ("measure", &measure, WORDS_MOST)] {
            if text.chars().count() > most as usize {
                reader.refuse(field, Problem::TooLong { most });
            }
        }
        for (field, number) in [("likelihood", likelihood), ("impact", impact)] {
            if number.is_none() && self.is_empty(field) {
                reader.refuse(field, Problem::Missing);
            }
        }
        match (kind, likelihood, impact, reader.problems()) {
            (Some(kind), Some(likelihood), Some(impact), problems) if problems.is_empty() => {
                Ok(Risk { title, kind, likelihood, impact, measure, owner, due })
            }
            (.., problems) => Err(problems),
        }
    }

    fn is_empty(&self, field: &str) -> bool {
        let text = if field == "impact" { &self.impact } else { &self.likelihood };
        text.trim().is_empty()
    }
}
