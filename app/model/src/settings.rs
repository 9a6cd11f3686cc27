//! What the organisation has settled for itself.

use crate::{
    event::{Change, changes},
    id::PersonId,
    language::Language,
    leakage,
    person::{NAME_MOST, tidy_name},
    reconciliation::{self, Tolerance},
    refusal::{FieldProblem, Problem},
};
use serde::{Deserialize, Serialize};

/// What a figure among the settings may be: the name of its field, the least, the most.
const RANGES: [(&str, i64, i64); 9] = [
    ("tolerance_minor", 0, 100_000),
    ("tolerance_per_mille", 0, 100),
    ("grace_days", 0, 730),
    ("horizon_days", 1, 730),
    ("payment_days", 0, 730),
    ("window_days", 0, 366),
    ("decision_buffer_days", 0, 365),
    ("renewal_lead_days", 0, 730),
    ("second_person_from", 0, 1_000_000_000),
];

/// The organisation's settings, edited whole. A field that an older program did not write has its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Name of the organisation, as people it invites read it.
    pub name: String,
    /// IANA name of the time zone in which the business day begins; `None` as the server is configured.
    pub time_zone: Option<String>,
    /// The language for browsers that ask for none of ours, and the first choice for people who are invited.
    pub language: Language,
    /// Amounts this many hundredths of their currency's unit apart count as equal, 0 to 100,000.
    pub tolerance_minor: i64,
    /// Amounts this many thousandths apart count as equal, 0 to 100; the larger of the two measures holds.
    pub tolerance_per_mille: u32,
    /// Days after its billing day before a period counts as missing, 0 to 730.
    pub grace_days: u32,
    /// Days before the last day for notice at which a decision is asked for, 1 to 730.
    pub horizon_days: u32,
    /// Payment term in days where neither the invoice nor the contract states one, 0 to 730.
    pub payment_days: u32,
    /// Days an invoice that prints no period may lie before or after the billing day it is meant for, 0 to 366.
    pub window_days: u32,
    /// Days before the last day for notice by which to have decided, for contracts that state none, 0 to 365.
    pub decision_buffer_days: u32,
    /// Days before the decision deadline at which a renewal opens as work, 0 to 730.
    pub renewal_lead_days: u32,
    /// The worth of a new term from which a second person has to confirm what was decided about it, in whole units of the
    /// contract's currency, 0 to 1,000,000,000; 0 asks for nobody.
    pub second_person_from: u32,
    /// Who is given new findings of contracts whose owner and deputy may not work on findings, and of no contract; `None`
    /// for nobody.
    pub findings_to: Option<PersonId>,
}

impl Default for Settings {
    fn default() -> Self {
        let (leakage, reconciliation) = (leakage::Settings::default(), reconciliation::Settings::default());
        Self {
            name: String::new(),
            time_zone: None,
            language: Language::default(),
            tolerance_minor: leakage.tolerance.minor,
            tolerance_per_mille: leakage.tolerance.per_mille,
            grace_days: leakage.grace_days,
            horizon_days: leakage.horizon_days,
            payment_days: leakage.default_payment_days,
            window_days: reconciliation.window_days,
            decision_buffer_days: 30,
            renewal_lead_days: 60,
            second_person_from: 100_000,
            findings_to: None,
        }
    }
}

impl Settings {
    /// The same as it is kept: without spaces around.
    pub fn tidy(mut self) -> Self {
        self.name = tidy_name(&self.name);
        self.time_zone = self.time_zone.map(|zone| zone.trim().to_owned()).filter(|zone| !zone.is_empty());
        self
    }

    /// What cannot be accepted. Whether a time zone exists is asked elsewhere: the model has no list of them.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.name.chars().count() > NAME_MOST as usize {
            problems.push(FieldProblem::new("name", Problem::TooLong { most: NAME_MOST }));
        }
        for (field, value) in [
            ("grace_days", self.grace_days.into()),
            ("payment_days", self.payment_days.into()),
            ("tolerance_minor", self.tolerance_minor),
            ("tolerance_per_mille", self.tolerance_per_mille.into()),
            ("window_days", self.window_days.into()),
            ("horizon_days", self.horizon_days.into()),
            ("decision_buffer_days", self.decision_buffer_days.into()),
            ("renewal_lead_days", self.renewal_lead_days.into()),
            ("second_person_from", self.second_person_from.into()),
        ] {
            problems.extend(figure_problem(field, Some(value)).map(|problem| FieldProblem::new(field, problem)));
        }
        problems
    }

    /// What the detection of leaks goes by.
    pub const fn leakage(&self) -> leakage::Settings {
        leakage::Settings {
            tolerance: self.tolerance(),
            grace_days: self.grace_days,
            horizon_days: self.horizon_days,
            default_payment_days: self.payment_days,
            invoices_known: None,
        }
    }

    /// What the matching of invoices goes by.
    pub const fn reconciliation(&self) -> reconciliation::Settings {
        reconciliation::Settings { tolerance: self.tolerance(), window_days: self.window_days }
    }

    const fn tolerance(&self) -> Tolerance {
        Tolerance { minor: self.tolerance_minor, per_mille: self.tolerance_per_mille }
    }

    /// What changed from these settings to others, field by field.
    pub fn changes_to(&self, after: &Self) -> Vec<Change> {
        changes(self.fields(), after.fields())
    }

    /// Whether findings, matches or renewals follow from these settings that do not follow from the others.
    pub fn judges_otherwise_than(&self, other: &Self) -> bool {
        self.leakage() != other.leakage()
            || self.reconciliation() != other.reconciliation()
            || self.time_zone != other.time_zone
            || self.renewal_lead_days != other.renewal_lead_days
    }

    fn fields(&self) -> [(&'static str, String); 13] {
        let Self {
            name,
            time_zone,
            language,
            tolerance_minor,
            tolerance_per_mille,
            grace_days,
            horizon_days,
            payment_days,
            window_days,
            decision_buffer_days,
            renewal_lead_days,
            second_person_from,
            findings_to,
        } = self;
        [
            ("name", name.clone()),
            ("time_zone", time_zone.clone().unwrap_or_default()),
            ("language", language.tag().to_owned()),
            ("tolerance_minor", tolerance_minor.to_string()),
            ("tolerance_per_mille", tolerance_per_mille.to_string()),
            ("grace_days", grace_days.to_string()),
            ("horizon_days", horizon_days.to_string()),
            ("payment_days", payment_days.to_string()),
            ("window_days", window_days.to_string()),
            ("decision_buffer_days", decision_buffer_days.to_string()),
            ("renewal_lead_days", renewal_lead_days.to_string()),
            ("second_person_from", second_person_from.to_string()),
            ("findings_to", findings_to.map(|person| person.to_string()).unwrap_or_default()),
        ]
    }
}

/// What is wrong with a figure among the settings; `None` is what is no whole number.
pub fn figure_problem(field: &str, value: Option<i64>) -> Option<Problem> {
    let (_, least, most) = *RANGES.iter().find(|(name, ..)| *name == field)?;
    let within = value.is_some_and(|value| (least..=most).contains(&value));
    (!within).then_some(Problem::OutOfRange { least, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_nobody_changed_are_those_of_the_rules() {
        let settings = Settings::default();
        assert_eq!(settings.leakage(), leakage::Settings::default());
        assert_eq!(settings.reconciliation(), reconciliation::Settings::default());
        assert!(settings.problems().is_empty());
    }

    #[test]
    fn a_field_that_was_not_written_has_its_default() {
        let read: Settings = serde_json::from_str(r#"{"grace_days":3}"#).expect("settings");
        assert_eq!(read, Settings { grace_days: 3, ..Settings::default() });
    }

    #[test]
    fn a_change_names_its_field_before_and_after() {
        let before = Settings::default();
        let after = Settings { grace_days: 3, ..before.clone() };
        let change = Change { field: "grace_days".to_owned(), before: "10".to_owned(), after: "3".to_owned() };
        assert_eq!(before.changes_to(&after), [change]);
        assert!(before.changes_to(&before).is_empty());
    }

    #[test]
    fn only_what_rules_go_by_asks_for_judging_anew() {
        let before = Settings::default();
        assert!(!before.judges_otherwise_than(&Settings { name: "Us".to_owned(), ..before.clone() }));
        assert!(!before.judges_otherwise_than(&Settings { decision_buffer_days: 9, ..before.clone() }));
        assert!(before.judges_otherwise_than(&Settings { window_days: 9, ..before.clone() }));
        assert!(before.judges_otherwise_than(&Settings { horizon_days: 9, ..before.clone() }));
    }

    #[test]
    fn values_out_of_range_are_refused_by_field() {
        let wrong = Settings { tolerance_minor: -1, horizon_days: 0, window_days: 367, ..Settings::default() };
        let fields: Vec<String> = wrong.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["tolerance_minor", "window_days", "horizon_days"], "in the order of the form");
        assert_eq!(figure_problem("grace_days", None), Some(Problem::OutOfRange { least: 0, most: 730 }));
        assert_eq!(figure_problem("grace_days", Some(730)), None);
    }
}
