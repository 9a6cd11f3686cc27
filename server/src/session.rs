//! Sessions of browsers, kept in the database so that they outlive a restart and can be listed and ended.
//!
//! A session ends twelve hours after it was last used and seven days after signing in, whatever comes first. The
//! database knows only the hash of what is in the cookie: whoever reads a backup cannot act as anybody.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::TimeDelta;
use operations::Office;
use serde_json::Value;
use store::session::Session as Row;
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::{SameSite, time},
    session::{Id, Record},
    session_store::{Error, Result},
};
use uuid::Uuid;

/// Longest time between two uses.
const IDLE: TimeDelta = TimeDelta::hours(12);
/// Longest time after signing in.
const WHOLE: TimeDelta = TimeDelta::days(7);
/// How long a use need not be written down. Reading a page would otherwise write to the database each time.
const UNNOTED: TimeDelta = TimeDelta::minutes(10);
use app::AGENT_KEY;

/// The layer that gives every request its session.
///
/// The cookie is `SameSite=Lax` so that a link in a letter opens signed in; behind HTTPS its name begins with
/// `__Host-`, with which browsers refuse to have it set or read by another host.
pub fn layer(office: &Office, secure: bool) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions { office: office.clone() })
        .with_name(if secure { "__Host-avenant" } else { "avenant" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::seconds(WHOLE.num_seconds())))
}

/// The sessions of an office.
#[derive(Clone, Debug)]
pub struct Sessions {
    office: Office,
}

impl Sessions {
    /// The sessions of this office.
    pub const fn of(office: Office) -> Self {
        Self { office }
    }

    fn now(&self) -> i64 {
        self.office.clock().now().timestamp_millis()
    }

    async fn find(&self, id: &Id, now: i64) -> Result<Option<Row>> {
        store::session::find(self.office.sessions().reading(), &hash(id), now).await.map_err(backend)
    }

    async fn write(&self, row: Row) -> Result<()> {
        let writing = self.office.sessions().begin().await.map_err(backend)?;
        store::session::write(writing.connection(), row).await.map_err(backend)?;
        writing.commit().await.map_err(backend)
    }

    fn row(record: &Record, created_at: i64, now: i64) -> Result<Row> {
        let text = |key: &str| record.data.get(key).and_then(Value::as_str);
        Ok(Row {
            id: hash(&record.id),
            person_id: text(app::PERSON_KEY).and_then(|person| Uuid::parse_str(person).ok()),
            data: serde_json::to_vec(&record.data).map_err(|cause| Error::Encode(cause.to_string()))?,
            created_at,
            seen_at: now,
            expires_at: expires_at(created_at, now),
            agent: text(AGENT_KEY).map(str::to_owned),
        })
    }
}

#[async_trait]
impl SessionStore for Sessions {
    /// Identities are 128 random bits: two alike are not looked for.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let now = self.now();
        self.write(Self::row(record, now, now)?).await
    }

    /// A session that was ended meanwhile ("sign out everywhere") stays ended.
    async fn save(&self, record: &Record) -> Result<()> {
        let now = self.now();
        match self.find(&record.id, now).await? {
            Some(before) => self.write(Self::row(record, before.created_at, now)?).await,
            None => Ok(()),
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.now();
        let Some(row) = self.find(id, now).await? else {
            return Ok(None);
        };
        let data: HashMap<String, Value> =
            serde_json::from_slice(&row.data).map_err(|cause| Error::Decode(cause.to_string()))?;
        let end = (row.created_at + WHOLE.num_milliseconds()) / 1_000;
        let expiry_date =
            time::OffsetDateTime::from_unix_timestamp(end).map_err(|cause| Error::Decode(cause.to_string()))?;
        if now - row.seen_at > UNNOTED.num_milliseconds() {
            self.write(Row { seen_at: now, expires_at: expires_at(row.created_at, now), ..row }).await?;
        }
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let writing = self.office.sessions().begin().await.map_err(backend)?;
        store::session::delete(writing.connection(), &hash(id)).await.map_err(backend)?;
        writing.commit().await.map_err(backend)
    }
}

fn expires_at(created_at: i64, now: i64) -> i64 {
    (now + IDLE.num_milliseconds()).min(created_at + WHOLE.num_milliseconds())
}

fn hash(id: &Id) -> String {
    operations::session::key(&id.to_string())
}

fn backend(cause: store::Error) -> Error {
    Error::Backend(cause.to_string())
}
