//! The count of what somebody has not read, told as it changes.

use std::{convert::Infallible, time::Duration};

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
use operations::{Office, notification, sign_in};
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
    Router::new().route(app::notification::live::ADDRESS, get(live))
}

/// Somebody who listens.
struct Listener {
    office: Office,
    person: PersonId,
    told: Option<u64>,
    changes: watch::Receiver<u64>,
    looks: u32,
}

impl Listener {
    /// How much they have not read, as soon as that is another number. `None` once they may not enter any more, the
    /// program ends, or it has been long enough.
    async fn next(&mut self) -> Option<u64> {
        loop {
            let now = self.unread().await?;
            if self.told != Some(now) {
                self.told = Some(now);
                return Some(now);
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

    async fn unread(&mut self) -> Option<u64> {
        let _seen = *self.changes.borrow_and_update();
        let actor = sign_in::actor(&self.office, self.person, None).await.ok()?;
        notification::unread(&actor).await.ok()
    }
}

async fn live(State(office): State<Office>, session: Session) -> Response {
    let person = session.get::<String>(app::PERSON_KEY).await.ok().flatten();
    let Some(person) = person.and_then(|id| id.parse::<PersonId>().ok()) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let changes = office.notifications();
    let listener = Listener { office, person, told: None, changes, looks: LOOKS };
    let counts = stream::unfold(listener, |mut listener| async move {
        let unread = listener.next().await?;
        Some((Ok::<_, Infallible>(Event::default().data(unread.to_string())), listener))
    });
    Sse::new(counts).keep_alive(KeepAlive::default()).into_response()
}
