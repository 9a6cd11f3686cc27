//! Jobs in the words of who reads them, so that the browser needs none of these sentences.

use super::api::{JobLine, JobsAsked, JobsQuery, MailLine, MailsAsked, MailsQuery};
use crate::{components::list::PAGE, failure::Failure, words, words::Words};
use model::{
    calendar::Moment,
    job::{JobName, JobState},
    view::{JobRow, MailRow, MailState},
};
use operations::{Actor, job, mail};

/// A page of the jobs.
pub async fn jobs(actor: &Actor, query: &JobsQuery) -> Result<JobsAsked, Failure> {
    let states: Vec<JobState> = JobState::from_code(&query.state).into_iter().collect();
    let names: Vec<JobName> = JobName::from_code(&query.job).into_iter().collect();
    let counts = job::count(actor).await?;
    let found = job::list(actor, &states, &names, operations::page_or_last(query.page, PAGE)).await?;
    let w = Words(actor.language());
    let dead = (counts.dead > 0).then(|| w.count(counts.dead, words::job::DEAD_ONE, words::job::DEAD_MANY));
    let clocks = actor.office().clock().clocks();
    let moment = |moment: Moment| w.moment(moment, clocks.at(moment));
    let lines = found.rows.into_iter().map(|row| line(w, row, moment)).collect();
    Ok(JobsAsked { lines, total: found.total, dead })
}

/// A page of the mails.
pub async fn mails(actor: &Actor, query: &MailsQuery) -> Result<MailsAsked, Failure> {
    let states: Vec<MailState> = MailState::from_code(&query.state).into_iter().collect();
    let found = mail::list(actor, &states, operations::page_or_last(query.page, PAGE)).await?;
    let w = Words(actor.language());
    let clocks = actor.office().clock().clocks();
    let moment = |moment: Moment| w.moment(moment, clocks.at(moment));
    let line = |row: MailRow| {
        let MailRow { id: _, state, to, address, at, sent_at, next_at, attempts, failure, job, version } = row;
        let said = w.t(words::notification_page::mail_state(state));
        MailLine {
            to,
            address,
            state,
            said: sent_at.map_or_else(|| said.to_owned(), |at| format!("{said} · {}", moment(at))),
            written: moment(at),
            next: next_at.map(moment).unwrap_or_default(),
            attempts: w.number(attempts),
            failure: failure.filter(|_| state != MailState::Sent).unwrap_or_default(),
            job,
            version,
        }
    };
    let sends = actor.office().sends_mail();
    Ok(MailsAsked { lines: found.rows.into_iter().map(line).collect(), total: found.total, sends })
}

fn line(w: Words, row: JobRow, moment: impl Fn(Moment) -> String) -> JobLine {
    let JobRow { id, version, name, about, state, attempts, queued_at, due_at, begun_at, finished_at, reference } = row;
    let said = w.t(words::job::state(state));
    let said = match finished_at {
        Some(at) => format!("{said} · {}", moment(at)),
        None => said.to_owned(),
    };
    JobLine {
        id,
        version,
        name: words::job::named(w, name, &about),
        state,
        said,
        queued: moment(queued_at),
        begun: begun_at.map(&moment).unwrap_or_default(),
        next: if state == JobState::Waiting { moment(due_at) } else { String::new() },
        attempts: w.number(attempts),
        reference: reference.unwrap_or_default(),
    }
}
