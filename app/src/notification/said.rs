//! What one is told, in one's own words, so that no browser loads these sentences; and what one chose, read.

use super::api::{NotificationLine, NotificationsAsked};
use crate::{components::list::PAGE, failure::Failure, words::Words, words::notification as say};
use model::{
    key_date::KeyDateKind,
    notification::{Choice, Heard, MailRhythm, Notice},
    refusal::{FieldProblem, Problem, Refusal},
    typed::narrow,
    view::NotificationRow,
};
use operations::{Actor, notification};
use std::collections::BTreeMap;

/// A page of what one was told.
pub async fn notifications(actor: &Actor, unread: bool, page: u64) -> Result<NotificationsAsked, Failure> {
    let waiting = notification::unread(actor).await?;
    let found = notification::list(actor, unread, operations::page_or_last(page, PAGE)).await?;
    let w = Words(actor.language());
    let clocks = actor.office().clock().clocks();
    let line = |NotificationRow { id, at, unread, notice }| NotificationLine {
        id,
        headline: say::headline(w, &notice),
        about: say::about(w, &notice),
        amount: say::amount(w, &notice),
        when: w.moment(at, clocks.at(at)),
        at: at.to_rfc3339(),
        unread,
        escalated: matches!(&notice, Notice::KeyDate(notice) if notice.step.escalates()),
    };
    Ok(NotificationsAsked { lines: found.rows.into_iter().map(line).collect(), total: found.total, unread: waiting })
}

/// What somebody chose in the form.
pub fn choice(rhythm: &str, hour: &str, heard: &BTreeMap<String, String>) -> Result<Choice, Failure> {
    let rhythm = match rhythm {
        "daily" => {
            let range = || FieldProblem::new("hour", Problem::OutOfRange { least: 0, most: 23 });
            MailRhythm::Daily(narrow(hour.trim()).parse().map_err(|_| Refusal::Fields(vec![range()]))?)
        }
        _ => MailRhythm::Immediate,
    };
    let mut choice = Choice { rhythm, ..Choice::default() };
    for (kind, heard) in heard {
        let wrong = || Refusal::Fields(vec![FieldProblem::new("heard", Problem::NotAChoice)]);
        let kind = KeyDateKind::from_code(kind).ok_or_else(wrong)?;
        choice = choice.with(kind, Heard::from_code(heard).ok_or_else(wrong)?);
    }
    Ok(choice)
}
