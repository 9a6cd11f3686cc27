//! The rules in the words of who reads them, and what somebody typed, read.

use super::api::{OpenRule, RuleForm, RuleLine, RulesAsked};
use crate::{components::history::in_a_line, failure::Failure, words, words::Words};
use model::{
    event::Event,
    key_date::KeyDateKind,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    reminder::{DAYS_MOST, QuietDays, Recipient, Rule},
    typed::narrow,
    view::ReminderSheet,
};
use operations::{Actor, history, reminder};

/// The rules, and the one of a kind opened.
pub async fn rules(actor: &Actor, kind: &str) -> Result<RulesAsked, Failure> {
    let ReminderSheet { version, rules, mails, day: _ } = reminder::find(actor).await?;
    let w = Words(actor.language());
    let name = |kind: KeyDateKind| w.t(words::key_date::kind(kind)).to_owned();
    let of = |kind: KeyDateKind| rules.of(kind).cloned().unwrap_or_default();
    let lines = KeyDateKind::ALL.map(|kind| RuleLine {
        code: kind.code().to_owned(),
        kind: name(kind),
        rule: words::reminder::rule(w, &of(kind)),
    });
    let days = |days: &[u32]| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let number = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
    let open = KeyDateKind::from_code(kind).map(|kind| {
        let Rule { before, after, to, means, deputy_days, manager_days } = of(kind);
        OpenRule {
            code: kind.code().to_owned(),
            kind: name(kind),
            before: days(&before),
            after: days(&after),
            to,
            means,
            deputy_days: number(deputy_days),
            manager_days: number(manager_days),
        }
    });
    let QuietDays { weekends, holidays } = rules.quiet;
    let of_rules = |event: &Event| {
        matches!(
            event,
            Event::ReminderRuleChanged { .. } | Event::QuietDaysChanged { .. } | Event::QuietHolidaysChanged { .. }
        )
    };
    let told = history::last_of_organisation(actor, of_rules).await?.map(|past| in_a_line(actor, past));
    Ok(RulesAsked { version, lines: lines.to_vec(), open, weekends, holidays, mails, told })
}

/// A rule as it was typed, for those who may change it: a form is not judged for others.
pub fn rule(actor: &Actor, kind: &str, form: &RuleForm) -> Result<(KeyDateKind, Rule), Failure> {
    if !actor.may(Permission::ManageSettings) {
        return Err(Refusal::NotPermitted(Permission::ManageSettings).into());
    }
    let RuleForm { before, after, to, means, deputy_days, manager_days } = form;
    let mut problems = Vec::new();
    let range = || Problem::OutOfRange { least: 0, most: DAYS_MOST.into() };
    let mut days = |field: &str, text: &str| -> Vec<u32> {
        let text = narrow(text);
        let parts = text.split([',', ';', ' ', '、']).map(str::trim).filter(|part| !part.is_empty());
        let read: Result<Vec<u32>, _> = parts.map(str::parse).collect();
        read.unwrap_or_else(|_| {
            problems.push(FieldProblem::new(field, range()));
            Vec::new()
        })
    };
    let (before, after) = (days("before", before), days("after", after));
    let mut one = |field: &str, text: &str| {
        let found = days(field, text);
        found.first().copied()
    };
    let (deputy_days, manager_days) = (one("deputy_days", deputy_days), one("manager_days", manager_days));
    let recipients: Option<Vec<Recipient>> = to.iter().map(|code| Recipient::from_code(code)).collect();
    let kind = KeyDateKind::from_code(kind).ok_or(Refusal::NotFound)?;
    let Some(to) = recipients.filter(|_| problems.is_empty()) else {
        if problems.is_empty() {
            problems.push(FieldProblem::new("to", Problem::NotAChoice));
        }
        return Err(Refusal::Fields(problems).into());
    };
    Ok((kind, Rule { before, after, to, means: *means, deputy_days, manager_days }))
}
