//! Questions about the rules of reminders.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::reminder::{Means, Recipient};
use serde::{Deserialize, Serialize};

/// A rule, said in the words of who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleLine {
    pub code: String,
    pub kind: String,
    pub rule: String,
}

/// A rule opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRule {
    pub code: String,
    pub kind: String,
    pub before: String,
    pub after: String,
    pub to: Vec<Recipient>,
    pub means: Means,
    pub deputy_days: String,
    pub manager_days: String,
}

/// The rules of reminders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesAsked {
    pub version: i32,
    pub lines: Vec<RuleLine>,
    /// The one that is opened.
    pub open: Option<OpenRule>,
    /// Whether nobody is reminded on Saturdays and Sundays.
    pub weekends: bool,
    /// Whether nobody is reminded on holidays.
    pub holidays: bool,
    /// Whether mails are sent at all.
    pub mails: bool,
    /// Who changed a rule last, and when, in words.
    pub told: Option<String>,
}

/// The rules of reminders, and one of them opened.
#[server(FindRules, endpoint = "reminder/rules", protocol = crate::wire::Wire)]
pub async fn rules(kind: String) -> Result<RulesAsked, Failure> {
    let actor = crate::visit::actor().await?;
    super::said::rules(&actor, &kind).await
}

/// A rule as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    pub before: String,
    pub after: String,
    pub to: Vec<String>,
    pub means: Means,
    pub deputy_days: String,
    pub manager_days: String,
}

/// Changes a rule.
#[server(endpoint = "reminder/change", protocol = crate::wire::Wire)]
pub async fn change_rule(version: i32, kind: String, #[server(default)] form: RuleForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let (kind, rule) = super::said::rule(&actor, &kind, &form)?;
    Ok(operations::reminder::change(&actor, version, kind, rule).await?)
}

/// Changes on which days nobody is reminded.
#[server(endpoint = "reminder/change_quiet_days", protocol = crate::wire::Wire)]
pub async fn change_quiet_days(
    version: i32,
    #[server(default)] weekends: bool,
    #[server(default)] holidays: bool,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let quiet = model::reminder::QuietDays { weekends, holidays };
    Ok(operations::reminder::change_quiet_days(&actor, version, quiet).await?)
}
