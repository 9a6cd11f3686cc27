//! The history of everything that a person may see, a stretch at a time.

use super::subject_of;
use crate::{Actor, Failure, Result, contract::PAGE_MOST, person};
use model::{
    calendar::Moment,
    id::PersonId,
    permission::Permission,
    view::{PastEntry, PastPage},
};
use store::history::{Filter, From};

/// The place before the first event.
const BEFORE_ALL: i64 = 0;

/// The events that a filter leaves: what one person did, what happened to one kind of record (by its name in
/// [`model::event::Subject`]). Events about contracts that the actor may not see, and about kinds of record that
/// their roles do not show them, are left out.
pub async fn list(
    actor: &Actor,
    by: Option<PersonId>,
    kind: Option<String>,
    from: From,
    rows: u64,
) -> Result<PastPage> {
    let reading = actor.read(Permission::ViewHistory)?;
    let connection = reading.connection();
    let hidden = [
        ("finding", Permission::ViewLeakage),
        ("invoice", Permission::ViewBilling),
        ("customer", Permission::ViewCustomers),
    ];
    let without = hidden.into_iter().filter(|(_, needs)| !actor.may(*needs)).map(|(kind, _)| kind).collect();
    let filter = Filter { by, kind, without };
    let rows = rows.min(PAGE_MOST);
    let (links, more) = store::history::list(connection, reading.sight(), &filter, from, rows).await?;
    // Beyond either end stands nothing: the stretch at that end is shown.
    let (from, (links, more)) = match from {
        From::Before(_) if links.is_empty() => (
            From::After(BEFORE_ALL),
            store::history::list(connection, reading.sight(), &filter, From::After(BEFORE_ALL), rows).await?,
        ),
        From::After(_) if links.is_empty() => {
            (From::Newest, store::history::list(connection, reading.sight(), &filter, From::Newest, rows).await?)
        }
        _ => (from, (links, more)),
    };
    let place = |link: Option<&store::history::Link>| link.map(|link| link.sequence);
    let (first, last) = (place(links.first()), place(links.last()));
    let (newer, older) = match from {
        From::Newest => (None, last.filter(|_| more)),
        From::Before(_) => (first, last.filter(|_| more)),
        From::After(place) => (first.filter(|_| more), last.filter(|_| place > BEFORE_ALL)),
    };
    let names = store::history::names(connection, &links).await?;
    let people = person::names(actor).await?;
    let mut events = Vec::with_capacity(links.len());
    for link in links {
        let (name, number) = link.subject_id.and_then(|id| names.get(&id).cloned()).unzip();
        events.push(PastEntry {
            sequence: link.sequence,
            at: Moment::from_timestamp_millis(link.at).unwrap_or_default(),
            by: link.actor_id.and_then(|id| people.get(&PersonId(id)).cloned()),
            subject: subject_of(&link.subject_kind, link.subject_id)
                .ok_or_else(|| Failure::Broken(format!("link {} is about nothing known", link.sequence).into()))?,
            name,
            number: number.flatten(),
            event: serde_json::from_str(&link.body)?,
        });
    }
    let mut people: Vec<(PersonId, String)> = people.into_iter().collect();
    people.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(PastPage { events, older, newer, people })
}
