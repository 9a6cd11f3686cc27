//! A server that is killed in the middle of its work, again and again: what it acknowledged is there, nothing is there
//! twice, and what it had begun comes to its end.
//!
//! `AVENANT_TEST_KILLS` says how often (6 without it).
#![allow(clippy::print_stdout, reason = "how much was done between the kills is worth knowing")]

mod client;

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use client::{Door, Editor, Importer, ROWS};
use model::{
    billing::{Billable, expected},
    party::{CustomerDetails, LegalEntityDetails},
    term::{self, Practice},
    token::{NewToken, Scope},
    view::ImportState,
};
use operations::{Office, clock::Clock, history, sign_in, token};
use store::{ConnectionTrait, Statement, Store, sight::Sight};

/// The server as a process of its own.
struct Server {
    process: Child,
    address: String,
    _said: BufReader<ChildStdout>,
}

impl Server {
    fn command(folder: &Path, database: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_avenant"));
        command.current_dir(folder).args(["--database", database]).stderr(Stdio::null());
        command
    }

    /// Starts it, and waits until it is ready; or kills it after a moment, ready or not.
    #[allow(clippy::zombie_processes, reason = "whoever kills it waits for its end")]
    fn start(folder: &Path, database: &str, killed_after: Option<Duration>) -> Option<Self> {
        let mut command = Self::command(folder, database);
        let mut process = command.args(["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
        if let Some(moment) = killed_after {
            thread::sleep(moment);
            process.kill().unwrap();
            process.wait().unwrap();
            return None;
        }
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "the server ended before it was ready");
            if let Some(address) = line.trim().strip_prefix("Avenant is ready: http://") {
                return Some(Self { address: address.to_owned(), process, _said: said });
            }
        }
    }

    /// SIGKILL: no farewell.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// An office over the database, with somebody to act, and what they need to add contracts.
async fn prepare(url: &str) -> (String, String, String) {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let office = Office::new(store, Clock::in_zone("Europe/Paris".parse().unwrap()), false);
    let program = office.program("test");
    let ours = LegalEntityDetails::named("Halvane", "FR");
    let entity = operations::legal_entity::create(&program, &ours).await.unwrap();
    let acme = CustomerDetails::named("Acme", model::language::Language::En);
    let customer = operations::customer::create(&program, &acme, false).await.unwrap();
    let (person, _cookie) = crate::house::signed_in(&office).await;
    let actor = sign_in::actor(&office, person, None).await.unwrap();
    let scopes = vec![Scope::WriteContracts, Scope::WriteImports, Scope::ReadCustomers];
    let secret = token::create(&actor, NewToken { name: "Test".into(), scopes, days: 30 }).await.unwrap().secret;
    office.sessions().close().await.unwrap();
    (secret, customer.to_string(), entity.to_string())
}

/// How long the server lives before it is killed: between 20 ms and 5 s, always in the same order.
fn life(kill: u64) -> Duration {
    Duration::from_millis(20 + (kill * 7_919 + 13) % 97 * 50)
}

/// Acts until the server is gone.
fn until(over: &AtomicBool, mut act: impl FnMut() -> Option<()>) {
    while !over.load(Ordering::Relaxed) {
        if act().is_none() {
            return;
        }
    }
}

fn kills() -> u64 {
    std::env::var("AVENANT_TEST_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6)
}

async fn survives(folder: &Path, url: &str) {
    let (secret, customer, entity) = prepare(url).await;
    let mut editor = Editor::new(&customer, &entity);
    let mut importer = Importer::default();
    let begun = Instant::now();
    for kill in 0..kills() {
        let early = (kill % 7 == 5).then(|| life(kill) / 8);
        let Some(server) = Server::start(folder, url, early) else { continue };
        let door = Door { address: server.address.clone(), secret: secret.clone() };
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| until(&over, || editor.act(&door)));
            scope.spawn(|| until(&over, || importer.act(&door)));
            thread::sleep(life(kill));
            server.kill();
            over.store(true, Ordering::Relaxed);
        });
    }
    println!(
        "{} kills in {:?}: {} contracts and {} changes acknowledged, {} imports sent, {} accepted, {} undone",
        kills(),
        begun.elapsed(),
        editor.contracts.len(),
        editor.changes,
        importer.imports.len(),
        importer.imports.iter().filter(|import| import.accept_acknowledged).count(),
        importer.imports.iter().filter(|import| import.undo_acknowledged).count(),
    );

    // What was begun comes to its end by itself.
    let server = Server::start(folder, url, None).unwrap();
    let door = Door { address: server.address.clone(), secret: secret.clone() };
    let patience = Instant::now();
    while importer.under_way(&door) {
        assert!(patience.elapsed() < Duration::from_secs(180), "an import does not come to its end");
        thread::sleep(Duration::from_millis(300));
    }
    server.kill();
    let verified = Server::command(folder, url).arg("verify").stdout(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success() && said.contains("whole"), "{said}");
    judge(url, &editor, &importer).await;
}

/// Compares the database with what was acknowledged and with what the rules compute.
async fn judge(url: &str, editor: &Editor, importer: &Importer) {
    let office = Office::new(Store::open(url).await.unwrap(), Clock::in_zone("Europe/Paris".parse().unwrap()), false);
    let reading = office.sessions().reading();
    let ids = store::contract::ids_after(reading, None, 1_000_000).await.unwrap();
    let contracts = store::contract::find_many(reading, Sight::Everything, &ids).await.unwrap();

    let mut by_number = HashMap::new();
    let (mut references, mut titles, mut made) =
        (BTreeMap::<_, u32>::new(), BTreeMap::<_, u32>::new(), HashMap::<_, u32>::new());
    for contract in &contracts {
        by_number.insert(contract.number.clone(), contract);
        match &contract.details.reference {
            Some(reference) => *references.entry(reference.clone()).or_default() += 1,
            None => *titles.entry(contract.details.title.clone()).or_default() += 1,
        }
        if let Some(import) = contract.import {
            *made.entry(import).or_default() += 1;
        }
    }
    assert!(references.values().chain(titles.values()).all(|times| *times == 1), "a contract is there twice");
    for known in &editor.contracts {
        let found = by_number.get(&known.number).unwrap_or_else(|| panic!("{} is lost", known.number));
        let title = &found.details.title;
        assert!(*title == known.acknowledged || known.sent.as_ref() == Some(title), "{title}: {known:?}");
    }

    let imports = operations::import::list(&office.program("test")).await.unwrap();
    for known in &importer.imports {
        let found = imports.iter().find(|found| found.id.to_string() == known.id).unwrap();
        let expected: &[ImportState] = match (known.accept_acknowledged, known.accept_sent, known.undo_acknowledged) {
            (_, _, true) => &[ImportState::Undone],
            (true, _, false) if known.undo_sent => &[ImportState::Accepted, ImportState::Undone],
            (true, _, false) => &[ImportState::Accepted],
            (false, true, false) => &[ImportState::Review, ImportState::Accepted],
            (false, false, false) => &[ImportState::Review],
        };
        assert!(expected.contains(&found.state), "{:?}: {known:?}", found.state);
        let rows = if found.state == ImportState::Accepted { ROWS } else { 0 };
        assert_eq!(made.get(&found.id).copied().unwrap_or_default(), rows, "{known:?}");
        assert_eq!(found.summary.contracts, if found.state == ImportState::Review { 0 } else { ROWS }, "{known:?}");
    }

    // The ledger up to the day, computed anew from the terms.
    let today = office.clock().day();
    for some in contracts.chunks(500) {
        let ids: Vec<_> = some.iter().map(|contract| contract.id).collect();
        let lines = store::contract::lines_of(reading, &ids).await.unwrap();
        let mut promised = Vec::new();
        for contract in some {
            let first = contract.details.starts_on.unwrap();
            let last = term::known_end(&contract.details, &contract.facts, &Practice::default(), today);
            for (_, line) in lines.iter().filter(|(of, _)| *of == contract.id) {
                let billable = Billable { first, last, horizon: today };
                let rows = expected(line, contract.details.currency, billable).unwrap();
                promised
                    .extend(rows.into_iter().map(|row| (contract.id, row.line, row.period.first, row.amount.minor)));
            }
        }
        let mut kept: Vec<_> = store::billing::begun_by(reading, &ids, today)
            .await
            .unwrap()
            .into_iter()
            .map(|row| {
                (row.contract, row.row.expected.line, row.row.expected.period.first, row.row.expected.amount.minor)
            })
            .collect();
        promised.retain(|(_, _, first, _)| *first <= today);
        promised.sort_unstable();
        kept.sort_unstable();
        assert_eq!(kept, promised, "the ledger is not what the terms promise");
    }
    // What the night finds to do is nothing: the rest of the ledger, dates and findings are as they should be.
    let before = counts(&office).await;
    operations::nightly::run(&office).await.unwrap();
    assert_eq!(counts(&office).await, before);
    assert!(matches!(history::verify(&office).await.unwrap(), history::Verdict::Whole { .. }));
    println!("{} contracts, {:?} ledger rows and sums are whole", contracts.len(), before);
}

/// Numbers that any change of the ledger or of the findings would change.
async fn counts(office: &Office) -> Vec<Option<i64>> {
    let reading = office.sessions().reading();
    let mut counts = Vec::new();
    for what in [
        "CAST(count(*) AS BIGINT) AS n FROM expected_billing",
        "CAST(sum(amount_minor) AS BIGINT) AS n FROM expected_billing",
        "CAST(count(*) AS BIGINT) AS n FROM finding",
        "CAST(sum(version) AS BIGINT) AS n FROM finding",
    ] {
        let statement = Statement::from_string(reading.get_database_backend(), format!("SELECT {what}"));
        let row = reading.query_one_raw(statement).await.unwrap().unwrap();
        counts.push(row.try_get::<Option<i64>>("", "n").unwrap());
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_loses_nothing_and_doubles_nothing() {
    let folder = std::env::temp_dir().join(format!("avenant-{}-killed", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    survives(&folder, &format!("sqlite://{}/killed.sqlite", folder.display())).await;
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_too() {
    let Some(url) = crate::house::database("killed").await else { return };
    let folder = std::env::temp_dir().join(format!("avenant-{}-killed-too", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    survives(&folder, &url).await;
    std::fs::remove_dir_all(&folder).unwrap();
}
