//! Empty offices for tests: one on SQLite, and one on PostgreSQL where `AVENANT_TEST_POSTGRES_URL` names a
//! server. Each test gets databases of its own, so that tests run side by side.

use chrono::NaiveDate;
use operations::{Office, clock::Clock};
use store::{ConnectionTrait, Store};
use tempfile::TempDir;

/// The day on which tests play.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day of the calendar")
}

/// An office, and the folder that its database lives in.
pub struct TestOffice {
    /// The office.
    pub office: Office,
    _folder: Option<TempDir>,
}

/// One empty office on each database there is.
pub async fn offices(name: &str) -> Vec<TestOffice> {
    let folder = TempDir::new().expect("a temporary folder");
    let url = format!("sqlite://{}/test.sqlite", folder.path().display());
    let mut offices = vec![TestOffice { office: open(&url).await, _folder: Some(folder) }];
    if let Ok(server) = std::env::var("AVENANT_TEST_POSTGRES_URL") {
        let database = format!("operations_{name}");
        let (before, _) = server.rsplit_once('/').expect("an address with a database");
        let admin = Store::open(&server).await.expect("the PostgreSQL server answers");
        for statement in [format!("DROP DATABASE IF EXISTS {database}"), format!("CREATE DATABASE {database}")] {
            admin.reading().execute_unprepared(&statement).await.expect("a database for the test");
        }
        offices.push(TestOffice { office: open(&format!("{before}/{database}")).await, _folder: None });
    }
    offices
}

async fn open(url: &str) -> Office {
    let store = Store::open(url).await.expect("the database opens");
    store.migrate().await.expect("the tables are made");
    Office::new(store, Clock::fixed(today()), true)
}
