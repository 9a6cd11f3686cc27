//! A PostgreSQL server for the tests: one that is named, or a throw-away cluster that leaves nothing behind.

use std::env;
use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Signal, geteuid};

use crate::failure::{Explain, Failure, Outcome};
use crate::process::{self, Running};
use crate::server::free_port;

/// How long a new cluster may take to accept connections.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that tests may fill as they like.
pub struct Postgres {
    url: String,
    // Stops the cluster, then removes its folder: in this order, which is the order of the fields.
    _cluster: Option<Running>,
    _folder: Option<Scratch>,
}

impl Postgres {
    /// The server that `DATABASE_URL` names, else a new cluster.
    pub fn start() -> Outcome<Self> {
        match env::var("DATABASE_URL") {
            Ok(url) if url.starts_with("postgres") => {
                println!("Using the PostgreSQL server that DATABASE_URL names.");
                Ok(Self { url, _cluster: None, _folder: None })
            }
            _ => Self::throw_away(),
        }
    }

    /// Where it is, as `postgres://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn throw_away() -> Outcome<Self> {
        let programs = programs()?;
        let person = unprivileged()?;
        let folder = Scratch::new("avenant-postgres")?;
        if let Some(Person { user, group }) = &person {
            chown(folder.path(), Some(*user), Some(*group))
                .explain(|| format!("Cannot give away {}", folder.path().display()))?;
        }
        let data = folder.path().join("data");
        let port = free_port()?;

        let mut initdb = person_s(Command::new(programs.join("initdb")), person.as_ref(), folder.path());
        initdb.arg("--pgdata").arg(&data);
        // Trust is enough: it listens on this machine only, for minutes, and holds nothing but samples.
        initdb.args(["--username=avenant", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        process::ask(&mut initdb, "initdb")?;

        let mut postgres = person_s(Command::new(programs.join("postgres")), person.as_ref(), folder.path());
        postgres.arg("-D").arg(&data);
        let port_setting = format!("port={port}");
        let socket_setting = format!("unix_socket_directories={}", folder.path().display());
        // Nothing has to survive a power cut, so nothing waits for the disk.
        for setting in [
            "listen_addresses=127.0.0.1",
            &port_setting,
            &socket_setting,
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off",
            "max_connections=300",
        ] {
            postgres.arg("-c").arg(setting);
        }
        let log = folder.path().join("log");
        let output = fs::File::create(&log).explain(|| format!("Cannot write {}", log.display()))?;
        postgres.stdout(Stdio::null()).stderr(output);
        // SIGINT ends open connections and shuts down in order; SIGTERM would wait for them.
        let mut cluster = Running::start(&mut postgres, "PostgreSQL")?.stopping_by(Signal::INT);
        wait_until_ready(&programs, port, &mut cluster, &log)?;
        println!("PostgreSQL from {} runs on port {port}.", programs.display());

        let url = format!("postgres://avenant@127.0.0.1:{port}/postgres");
        Ok(Self { url, _cluster: Some(cluster), _folder: Some(folder) })
    }
}

fn wait_until_ready(programs: &Path, port: u16, cluster: &mut Running, log: &Path) -> Outcome<()> {
    let start = Instant::now();
    loop {
        let mut ask = Command::new(programs.join("pg_isready"));
        ask.args(["--quiet", "--host=127.0.0.1"]).arg(format!("--port={port}"));
        if process::ask(&mut ask, "pg_isready").is_ok() {
            return Ok(());
        }
        if cluster.ended()?.is_some() || start.elapsed() > PATIENCE {
            let said = fs::read_to_string(log).unwrap_or_default();
            return Err(Failure::new(format!("PostgreSQL does not start: {}", said.trim())));
        }
        process::pause()?;
    }
}

/// What is used of PostgreSQL. All are taken from one folder, so that they are of one version.
const PROGRAMS: [&str; 3] = ["initdb", "postgres", "pg_isready"];

/// The folder with the programs: on the path, else the newest that Debian has installed beside it.
fn programs() -> Outcome<PathBuf> {
    let on_path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&on_path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<PathBuf> = versions.flatten().map(|entry| entry.path()).collect();
        versions.sort_by_key(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            std::cmp::Reverse(name.parse::<u32>().unwrap_or(0))
        });
        folders.extend(versions.iter().map(|version| version.join("bin")));
    }
    let complete = |folder: &PathBuf| PROGRAMS.iter().all(|program| folder.join(program).is_file());
    folders.into_iter().find(complete).ok_or_else(|| {
        Failure::new(
            "PostgreSQL is not installed. Install it (Debian: `apt-get install postgresql`), \
             or name a server in DATABASE_URL.",
        )
    })
}

/// Somebody on this machine, by number.
struct Person {
    user: u32,
    group: u32,
}

/// Whom PostgreSQL runs as: it refuses root, so root hands it to an account that may do nothing else.
fn unprivileged() -> Outcome<Option<Person>> {
    if !geteuid().is_root() {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd").explain(|| "Cannot read /etc/passwd".into())?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| account(&accounts, name))
        .map(Some)
        .ok_or_else(|| Failure::new("There is no account `postgres` or `nobody` to run PostgreSQL as."))
}

/// Finds an account in the text of `/etc/passwd`: `name:password:user:group:…`.
fn account(accounts: &str, wanted: &str) -> Option<Person> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(wanted) {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some(Person { user, group })
    })
}

/// Makes a command that person's, started in a folder that they may enter.
fn person_s(mut command: Command, person: Option<&Person>, folder: &Path) -> Command {
    if let Some(person) = person {
        command.uid(person.user).gid(person.group);
    }
    command.current_dir(folder);
    command
}

/// A folder that goes away with this value.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new folder in the system's place for temporary files.
    pub fn new(name: &str) -> Outcome<Self> {
        // The port of a moment ago is as good as a random number, and needs no library.
        let folder = env::temp_dir().join(format!("{name}-{}-{}", std::process::id(), free_port()?));
        fs::create_dir(&folder).explain(|| format!("Cannot create {}", folder.display()))?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(cause) = fs::remove_dir_all(&self.0) {
            eprintln!("Cannot remove {}: {cause}", self.0.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::account;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0:root:/root:/bin/bash\nnobody2:x:7:8::/:\nnobody:x:65534:65533::/:\n";
        let found = account(accounts, "nobody").map(|person| (person.user, person.group));
        assert_eq!(found, Some((65534, 65533)));
    }

    #[test]
    fn a_missing_account_is_nobody() {
        assert!(account("root:x:0:0:root:/root:/bin/bash\n", "postgres").is_none());
    }
}
