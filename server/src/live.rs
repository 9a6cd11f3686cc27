//! The count of what somebody has not read, and what waits at the places of their rail, told as it changes.

use std::{convert::Infallible, time::Duration};

use app::{
    notification::live,
    words::{Words, rail::beside},
};
use axum::{
    Router,
    extract::{FromRef, State},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures::stream;
use model::id::PersonId;
use operations::{Actor, Office, home, notification, sign_in};
use tokio::{sync::watch, time::timeout};
use tower_sessions::Session;

/// How often is looked for what other programs over the database have told.
const LOOK: Duration = Duration::from_secs(20);
/// Looks after which a stream ends, so that none outlives its browser for long; the browser asks for another one.
const LOOKS: u32 = 30;

/// Where it is told.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Office: FromRef<S>,
{
    Router::new().route(live::ADDRESS, get(listen))
}

/// Somebody who listens.
struct Listener {
    office: Office,
    person: PersonId,
    told: Option<u64>,
    rail: Option<String>,
    changes: watch::Receiver<u64>,
    looks: u32,
}

impl Listener {
    /// How much they have not read, or what stands beside the places of their rail, as soon as that is something else.
    /// `None` once they may not enter any more, the program ends, or it has been long enough.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let _seen = *self.changes.borrow_and_update();
            let actor = sign_in::actor(&self.office, self.person, None).await.ok()?;
            let now = notification::unread(&actor).await.ok()?;
            if self.told != Some(now) {
                self.told = Some(now);
                return Some(Event::default().data(now.to_string()));
            }
            let rail = rail(&actor).await?;
            if self.rail.as_ref() != Some(&rail) {
                self.rail = Some(rail.clone());
                return Some(Event::default().event(live::RAIL).data(rail));
            }
            self.looks = self.looks.checked_sub(1)?;
            match timeout(LOOK, self.changes.changed()).await {
                Ok(Err(_program_ends)) => return None,
                Ok(Ok(())) => {}
                Err(_looked_anyway) => {}
            }
            if self.office.is_ending() {
                return None;
            }
        }
    }
}

/// What stands beside the places of somebody's rail: address, count, and what it is of.
async fn rail(actor: &Actor) -> Option<String> {
    let counts = home::rail(actor).await.ok()?;
    let counts: Vec<_> = counts.into_iter().map(|count| beside(Words(actor.language()), count)).collect();
    serde_json::to_string(&counts).ok()
}

async fn listen(State(office): State<Office>, session: Session) -> Response {
    let person = session.get::<String>(app::PERSON_KEY).await.ok().flatten();
    let Some(person) = person.and_then(|id| id.parse::<PersonId>().ok()) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let changes = office.notifications();
    let listener = Listener { office, person, told: None, rail: None, changes, looks: LOOKS };
    let counts = stream::unfold(listener, |mut listener| async move {
        let told = listener.next().await?;
        Some((Ok::<_, Infallible>(told), listener))
    });
    Sse::new(counts).keep_alive(KeepAlive::default()).into_response()
}
