//! The executable itself, as somebody in front of a terminal meets it.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use store::{ConnectionTrait, Store};

/// A folder of its own, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("avenant-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _already_gone = fs::remove_dir_all(&self.0);
    }
}

fn avenant(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_avenant")).current_dir(folder).args(arguments).output().unwrap()
}

/// The one line that a failure is, and its exit code.
fn failure(output: &Output) -> (i32, String) {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().last().unwrap_or_default().to_owned();
    assert!(!text.contains("panicked") && !text.contains("backtrace"), "{text}");
    (output.status.code().unwrap(), line)
}

#[test]
fn a_port_in_use_is_told_with_another_to_try() {
    let folder = Folder::new("port");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let (code, line) = failure(&avenant(&folder.0, &["serve", "--port", &port.to_string()]));
    assert_eq!(code, 1);
    assert!(line.contains(&format!("Port {port}")) && line.contains("--port"), "{line}");
    assert!(!folder.0.join("data").exists(), "nothing is made where nothing can start");
}

#[test]
fn an_unwritable_folder_is_told_by_name() {
    let folder = Folder::new("unwritable");
    fs::write(folder.0.join("file"), "").unwrap();
    let (code, line) = failure(&avenant(&folder.0, &["migrate", "--data", "file/inside"]));
    assert_eq!(code, 1);
    assert!(line.contains("file/inside cannot be written"), "{line}");
}

#[tokio::test]
async fn a_database_newer_than_the_program_is_left_alone() {
    let folder = Folder::new("newer");
    assert!(avenant(&folder.0, &["migrate"]).status.success());
    let store = Store::open(&format!("sqlite://{}", folder.0.join("data/avenant.sqlite").display())).await.unwrap();
    let later = "insert into seaql_migrations (version, applied_at) values ('m2999_01_01_000001_later', 0)";
    store.reading().execute_unprepared(later).await.unwrap();
    let (code, line) = failure(&avenant(&folder.0, &["serve", "--port", "0"]));
    assert_eq!(code, 1);
    assert!(line.contains("newer Avenant") && line.contains("m2999_01_01_000001_later"), "{line}");
}

#[test]
fn a_wrong_configuration_is_told_with_the_setting() {
    let folder = Folder::new("configuration");
    fs::write(folder.0.join("avenant.toml"), "prot = 1").unwrap();
    let (code, line) = failure(&avenant(&folder.0, &["serve"]));
    assert_eq!(code, 2);
    assert!(line.contains("prot"), "{line}");
}

#[test]
fn a_database_that_cannot_be_reached_is_told_without_its_password() {
    let folder = Folder::new("unreachable");
    let output = avenant(&folder.0, &["migrate", "--database", "postgres://me:secret@127.0.0.1:1/avenant"]);
    let (code, line) = failure(&output);
    assert_eq!(code, 1);
    assert!(line.contains("postgres://127.0.0.1:1/avenant") && line.contains("nothing answers"), "{line}");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("secret"));
}

#[test]
fn a_command_leaves_a_database_that_is_one_file() {
    let folder = Folder::new("closed");
    assert!(avenant(&folder.0, &["migrate"]).status.success());
    assert!(folder.0.join("data/avenant.sqlite").exists());
    assert!(!folder.0.join("data/avenant.sqlite-wal").exists());
}

#[test]
fn an_empty_history_is_whole_and_a_doctor_finds_what_is_missing() {
    let folder = Folder::new("verify");
    let verified = avenant(&folder.0, &["verify"]);
    assert!(verified.status.success() && String::from_utf8_lossy(&verified.stdout).contains("whole"));
    let examined = avenant(&folder.0, &["doctor", "--port", "0"]);
    let text = String::from_utf8_lossy(&examined.stdout).into_owned();
    assert!(text.contains("ok      database"), "{text}");
}

#[tokio::test]
async fn a_real_database_is_never_opened_as_the_demonstration() {
    let folder = Folder::new("demonstration");
    assert!(avenant(&folder.0, &["migrate"]).status.success());
    let store = Store::open(&format!("sqlite://{}", folder.0.join("data/avenant.sqlite").display())).await.unwrap();
    let office = operations::Office::new(store, operations::clock::Clock::fixed(crate::house::TODAY), false);
    crate::house::signed_in(&office).await;
    let (code, line) = failure(&avenant(&folder.0, &["serve", "--demo", "--port", "0"]));
    assert_eq!(code, 1);
    assert!(line.contains("is not the demonstration's"), "{line}");
    assert!(failure(&avenant(&folder.0, &["seed"])).1.contains("is not empty"));
}

/// Starts the demonstration by a clock that a file moves, and answers the first lines it says.
fn moved(folder: &Folder, database: &str) -> (std::process::Child, Vec<String>) {
    let mut serving = Command::new(env!("CARGO_BIN_EXE_avenant"));
    serving.current_dir(&folder.0).args(["serve", "--demo", "--port", "0", "--test-clock", "clock"]);
    serving.args(["--database", database]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut serving = serving.spawn().unwrap();
    let lines = BufReader::new(serving.stdout.take().unwrap()).lines().map(Result::unwrap);
    (serving, lines.take(2).collect())
}

#[tokio::test]
async fn a_clock_is_moved_for_tests_alone_and_never_over_a_real_database() {
    let folder = Folder::new("moved");
    let refused = |arguments: &[&str]| failure(&avenant(&folder.0, &[&["serve", "--port", "0"], arguments].concat()));
    assert!(refused(&["--test-clock", "clock"]).1.contains("clock cannot be read"), "no file");
    fs::write(folder.0.join("clock"), "soon").unwrap();
    assert!(refused(&["--test-clock", "clock"]).1.contains("a whole number"), "no number");
    fs::write(folder.0.join("clock"), "86400").unwrap();

    // Whoever is in it already is real, even in a demonstration.
    assert!(avenant(&folder.0, &["seed", "--database", "real.sqlite"]).status.success());
    let (code, line) = refused(&["--demo", "--test-clock", "clock", "--database", "real.sqlite"]);
    assert!(code == 1 && line.contains("is not one for tests"), "{line}");
    let examined = avenant(&folder.0, &["doctor", "--port", "0", "--database", "real.sqlite"]);
    assert!(String::from_utf8_lossy(&examined.stdout).contains("ok      database"));

    for _ in 0..2 {
        let (mut serving, said) = moved(&folder, "moved.sqlite");
        assert!(said.first().unwrap().starts_with("THE CLOCK IS MOVED"), "{said:?}");
        assert!(said.last().unwrap().starts_with("Avenant is ready"), "{said:?}");
        serving.kill().unwrap();
        serving.wait().unwrap();
    }
    let examined = avenant(&folder.0, &["doctor", "--port", "0", "--database", "moved.sqlite"]);
    let text = String::from_utf8_lossy(&examined.stdout).into_owned();
    assert!(
        !examined.status.success() && text.contains("NOT ok  database: moved.sqlite was opened with a clock"),
        "{text}"
    );
    let store = Store::open(&format!("sqlite://{}", folder.0.join("moved.sqlite").display())).await.unwrap();
    let office = operations::Office::new(store, operations::clock::Clock::in_zone(chrono_tz::Tz::UTC), true);
    let jobs = operations::job::list(&office.program("test"), &[], &[], operations::page(1, 9)).await.unwrap().rows;
    let tomorrow = (office.clock().day() + chrono::Days::new(1)).to_string();
    assert!(jobs.iter().all(|job| job.about.starts_with(&tomorrow)), "{jobs:?}");
}

#[test]
fn a_file_that_is_not_there_is_told_by_name() {
    let folder = Folder::new("file");
    let (code, line) = failure(&avenant(&folder.0, &["import", "contracts", "no-such-file.csv"]));
    assert_eq!((code, line.contains("no-such-file.csv cannot be read")), (1, true), "{line}");
}

#[test]
fn a_file_that_cannot_be_understood_changes_nothing_and_says_why() {
    let folder = Folder::new("import");
    fs::write(folder.0.join("contracts.csv"), "Number;Customer;Start\nC-1;;32/13/2026\n").unwrap();
    let output = avenant(&folder.0, &["import", "contracts", "contracts.csv", "--accept"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("Customer → customer") && said.contains("row 2: "), "{said}");
    assert_eq!(failure(&output).0, 4);

    fs::write(folder.0.join("contracts.pdf"), "%PDF-1.7\n").unwrap();
    let (code, line) = failure(&avenant(&folder.0, &["import", "contracts", "contracts.pdf"]));
    assert!(code == 3 && line.starts_with("This kind of file is not read"), "{line}");

    let named = ["import", "contracts", "contracts.csv", "--mapping", "Ours"];
    let (code, line) = failure(&avenant(&folder.0, &named));
    assert!(code == 2 && line.contains("There is no mapping “Ours”"), "{line}");
}

#[test]
fn a_server_says_where_it_is_and_ends_when_asked() {
    let folder = Folder::new("serving");
    let mut serving = Command::new(env!("CARGO_BIN_EXE_avenant"));
    serving.current_dir(&folder.0).args(["serve", "--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut serving = serving.spawn().unwrap();
    let mut lines = BufReader::new(serving.stdout.take().unwrap()).lines().map(Result::unwrap);
    let set_up: Vec<String> = lines.by_ref().take(2).collect();
    assert!(set_up.first().unwrap().contains("/set-up") && set_up.last().unwrap().contains("one-time code"));
    let ready = lines.next().unwrap();
    let address = ready.strip_prefix("Avenant is ready: http://").unwrap();

    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    assert!(Command::new("kill").arg(serving.id().to_string()).status().unwrap().success());
    assert!(serving.wait().unwrap().success());
    assert!(!folder.0.join("data/avenant.sqlite-wal").exists());
}

#[test]
fn the_master_key_of_files_is_made_at_the_first_start_and_changed_on_demand() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("keys");
    let said = |output: Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let examined = said(avenant(&folder.0, &["doctor", "--port", "0"]));
    assert!(examined.contains("ok      files: the first start makes the master key"), "{examined}");
    let made = String::from_utf8_lossy(&avenant(&folder.0, &["migrate"]).stderr).into_owned();
    assert!(made.contains("data/files.key") && made.contains("keep a copy"), "{made}");
    let path = folder.0.join("data/files.key");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let first = fs::read_to_string(&path).unwrap();
    let changed = said(avenant(&folder.0, &["rotate-keys"]));
    assert!(changed.contains("the keys of 0 files were wrapped anew"), "{changed}");
    assert_ne!(fs::read_to_string(&path).unwrap(), first);
    let examined = said(avenant(&folder.0, &["doctor", "--port", "0"]));
    assert!(examined.contains("ok      files: data/files can be written"), "{examined}");
    fs::write(&path, "no key").unwrap();
    let (code, line) = failure(&avenant(&folder.0, &["migrate"]));
    assert_eq!(code, 1);
    assert!(line.contains("Files cannot be kept") && !line.contains("no key"), "{line}");
}
