//! What a technician types to report on a visit, and how it is read.

use super::{Answer, Checked, VisitReport};
use crate::{
    calendar::Day,
    language::Language,
    refusal::{FieldProblem, Problem, in_order},
    typed::Reader,
};
use serde::{Deserialize, Serialize};

/// The most characters of a report.
pub const REPORT_MOST: u32 = 10_000;
/// The most characters of what was noticed.
pub const FINDINGS_MOST: u32 = 5_000;
/// The most characters of a name.
const NAME_MOST: u32 = 200;
/// The most minutes that a visit can have taken: two days.
pub const MINUTES_MOST: u32 = 2_880;
/// The most characters of the key under which a report is sent.
const KEY_MOST: usize = 64;
/// Minutes of a day.
pub const TIME_MOST: u16 = 1_440;
/// The answers to a line of a checklist, as a form sends them.
pub const ANSWERS: [(&str, Answer); 3] =
    [("in_order", Answer::InOrder), ("faulty", Answer::Faulty), ("not_applicable", Answer::NotApplicable)];

/// A report as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CloseForm {
    /// The day.
    pub on: String,
    /// How long it took.
    pub minutes: String,
    /// An answer for each line of the checklist.
    pub answers: Vec<String>,
    /// What was done.
    pub report: String,
    /// What was noticed.
    pub findings: String,
    /// Who signs for the customer.
    pub customer_name: String,
    /// Their signature, as strokes.
    pub signature: String,
    /// The same each time one report is sent, so that it is kept once.
    pub key: String,
}

/// A report as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// What is reported.
    pub report: VisitReport,
    /// The key under which it was sent, if it has one.
    pub key: Option<String>,
}

impl CloseForm {
    /// A report that was taken back, to be put right. What the customer signed was the former one, so they sign anew.
    pub fn again(report: &VisitReport, key: String) -> Self {
        let VisitReport { on, minutes, report, findings, checklist, customer_name: _, signature: _ } = report.clone();
        let code = |answer: Answer| ANSWERS.iter().find(|(_, known)| *known == answer).map_or("", |(code, _)| code);
        Self {
            on: on.to_string(),
            minutes: minutes.to_string(),
            answers: checklist.iter().map(|checked| code(checked.answer).to_owned()).collect(),
            report,
            findings,
            key,
            ..Self::default()
        }
    }
}

const FIELDS: &[&str] = &["on", "minutes", "report", "findings", "customer_name", "signature"];

impl CloseForm {
    /// What it says about a visit with this checklist, as known on a day.
    ///
    /// # Errors
    /// Every problem at its field.
    pub fn read(&self, language: Language, checklist: &[String], today: Day) -> Result<Closing, Vec<FieldProblem>> {
        let mut reader = Reader::new(language);
        let on = reader.day("on", &self.on).unwrap_or(today);
        if on > today {
            reader.refuse("on", Problem::After { day: today });
        }
        reader.required("minutes", &self.minutes);
        let minutes = reader.whole("minutes", &self.minutes, 1, MINUTES_MOST).unwrap_or_default();
        let mut checked = Vec::new();
        for (at, line) in checklist.iter().enumerate() {
            let given = self.answers.get(at).map_or("", |answer| answer.trim());
            let field = format!("answers.{at}");
            match ANSWERS.iter().find(|(code, _)| *code == given) {
                Some((_, answer)) => checked.push(Checked { line: line.clone(), answer: *answer }),
                None if given.is_empty() => reader.refuse(&field, Problem::Missing),
                None => reader.refuse(&field, Problem::NotAChoice),
            }
        }
        let mut text = |field: &str, text: &str, most: u32| {
            if text.chars().count() > most as usize {
                reader.refuse(field, Problem::TooLong { most });
            }
            text.trim().to_owned()
        };
        let report = text("report", &self.report, REPORT_MOST);
        let findings = text("findings", &self.findings, FINDINGS_MOST);
        let customer_name = text("customer_name", &self.customer_name, NAME_MOST);
        if report.is_empty() {
            reader.refuse("report", Problem::Missing);
        }
        let signature = match self.signature.trim() {
            "" => None,
            strokes => strokes.parse().map_err(|_| reader.refuse("signature", Problem::NotAChoice)).ok(),
        };
        // Who signs has a name, or nobody could say later whose signature it is.
        if signature.is_some() && customer_name.is_empty() {
            reader.refuse("customer_name", Problem::Missing);
        }
        let problems = reader.problems();
        if !problems.is_empty() {
            return Err(in_order(problems, FIELDS));
        }
        let key = Some(self.key.trim()).filter(|key| !key.is_empty() && key.len() <= KEY_MOST).map(str::to_owned);
        let report = VisitReport { on, minutes, report, findings, checklist: checked, customer_name, signature };
        Ok(Closing { report, key })
    }
}

/// A time of day as a form sends it, `08:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay(pub u16);

impl std::str::FromStr for TimeOfDay {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (hours, rest) = text.split_once(':').ok_or(())?;
        let (hours, minutes): (u16, u16) =
            (hours.parse().map_err(|_| ())?, rest.get(..2).ok_or(())?.parse().map_err(|_| ())?);
        if hours < 24 && minutes < 60 { Ok(Self(hours * 60 + minutes)) } else { Err(()) }
    }
}

/// The time of day of so many minutes since midnight, as a form sends it.
pub fn time_of(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}
