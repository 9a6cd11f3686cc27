//! Questions and steps about the settings.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{components::kept::Opened, failure::Failure};
use leptos::server;
use model::{
    event::Change, language::Language, refusal::FieldProblem, settings::Settings, typed::Form, view::SettingsSheet,
};
use serde::{Deserialize, Serialize};

/// The organisation's settings as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    pub name: String,
    pub time_zone: String,
    pub language: String,
    pub tolerance_minor: String,
    pub tolerance_per_mille: String,
    pub grace_days: String,
    pub horizon_days: String,
    pub payment_days: String,
    pub window_days: String,
    pub decision_buffer_days: String,
    pub renewal_lead_days: String,
    pub second_person_from: String,
    pub findings_to: String,
}

impl From<&Settings> for SettingsForm {
    fn from(settings: &Settings) -> Self {
        // Taken apart without `..`: a new setting needs its place in the form.
        let Settings {
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
        } = settings;
        Self {
            name: name.clone(),
            time_zone: time_zone.clone().unwrap_or_default(),
            language: language.tag().to_owned(),
            tolerance_minor: tolerance_minor.to_string(),
            tolerance_per_mille: tolerance_per_mille.to_string(),
            grace_days: grace_days.to_string(),
            horizon_days: horizon_days.to_string(),
            payment_days: payment_days.to_string(),
            window_days: window_days.to_string(),
            decision_buffer_days: decision_buffer_days.to_string(),
            renewal_lead_days: renewal_lead_days.to_string(),
            second_person_from: second_person_from.to_string(),
            findings_to: findings_to.map(|person| person.to_string()).unwrap_or_default(),
        }
    }
}

impl SettingsForm {
    fn fields(&self) -> [(&'static str, &str); 13] {
        [
            ("name", &self.name),
            ("time_zone", &self.time_zone),
            ("language", &self.language),
            ("tolerance_minor", &self.tolerance_minor),
            ("tolerance_per_mille", &self.tolerance_per_mille),
            ("grace_days", &self.grace_days),
            ("horizon_days", &self.horizon_days),
            ("payment_days", &self.payment_days),
            ("window_days", &self.window_days),
            ("decision_buffer_days", &self.decision_buffer_days),
            ("renewal_lead_days", &self.renewal_lead_days),
            ("second_person_from", &self.second_person_from),
            ("findings_to", &self.findings_to),
        ]
    }
}

impl Form for SettingsForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        let both = self.fields().into_iter().zip(after.fields());
        let differing = both.filter(|((_, before), (_, after))| before.trim() != after.trim());
        let change = |((field, before), (_, after)): ((&str, &str), (&str, &str))| Change {
            field: field.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        differing.map(change).collect()
    }

    /// The office reads the form; nothing is checked while one types.
    fn problems(&self, _language: Language) -> Vec<FieldProblem> {
        Vec::new()
    }
}

/// The organisation's settings opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedSettings {
    /// The form.
    pub opened: Opened<SettingsForm>,
    /// What stands beside its fields.
    pub sheet: SettingsSheet,
}

/// The organisation's settings.
#[server(FindSettings, endpoint = "administration/settings", protocol = crate::wire::Wire)]
pub async fn settings() -> Result<OpenedSettings, Failure> {
    let actor = crate::visit::actor().await?;
    let sheet = operations::settings::find(&actor).await?;
    let typed = crate::visit::take_typed("settings").await;
    let form = SettingsForm::from(&sheet.settings);
    Ok(OpenedSettings { opened: Opened::beside(form, sheet.version, typed), sheet })
}

/// Changes the organisation's settings.
#[server(endpoint = "administration/change_settings", protocol = crate::wire::Wire)]
pub async fn change_settings(version: i32, form: SettingsForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let settings = read(&actor, form.clone())?;
    crate::visit::keeping("settings", &form, operations::settings::change(&actor, version, settings)).await
}

/// Settings as typed, for those who may change them: a form is not judged for others.
#[cfg(feature = "ssr")]
fn read(actor: &operations::Actor, form: SettingsForm) -> Result<Settings, Failure> {
    use model::{
        refusal::{Problem, Refusal},
        settings::figure_problem,
        typed::whole,
    };
    crate::visit::permitted(actor, model::permission::Permission::ManageSettings)?;
    fn number<T: TryFrom<i64> + Default>(
        (problems, reads): &mut (Vec<FieldProblem>, Language),
        field: &str,
        text: &str,
    ) -> T {
        let value = whole(text.trim(), *reads);
        problems.extend(figure_problem(field, value).map(|problem| FieldProblem::new(field, problem)));
        value.and_then(|value| T::try_from(value).ok()).unwrap_or_default()
    }
    /// One of some choices; what is none of them is a problem.
    fn choice<T>((problems, _): &mut (Vec<FieldProblem>, Language), field: &str, chosen: Option<T>) -> Option<T> {
        if chosen.is_none() {
            problems.push(FieldProblem::new(field, Problem::NotAChoice));
        }
        chosen
    }
    let mut reading = (Vec::new(), actor.language());
    let wrong = &mut reading;
    let settings = Settings {
        time_zone: Some(form.time_zone),
        // In the order of the form, in which their problems are told.
        language: choice(wrong, "language", Language::from_tag(&form.language)).unwrap_or_default(),
        grace_days: number(wrong, "grace_days", &form.grace_days),
        payment_days: number(wrong, "payment_days", &form.payment_days),
        tolerance_minor: number(wrong, "tolerance_minor", &form.tolerance_minor),
        tolerance_per_mille: number(wrong, "tolerance_per_mille", &form.tolerance_per_mille),
        window_days: number(wrong, "window_days", &form.window_days),
        findings_to: match form.findings_to.as_str() {
            "" => None,
            person => choice(wrong, "findings_to", person.parse().ok()),
        },
        horizon_days: number(wrong, "horizon_days", &form.horizon_days),
        decision_buffer_days: number(wrong, "decision_buffer_days", &form.decision_buffer_days),
        renewal_lead_days: number(wrong, "renewal_lead_days", &form.renewal_lead_days),
        second_person_from: number(wrong, "second_person_from", &form.second_person_from),
        name: form.name,
    };
    let (problems, _) = reading;
    if problems.is_empty() { Ok(settings) } else { Err(Refusal::Fields(problems).into()) }
}
