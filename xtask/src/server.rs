//! The server's executable: building it, describing how it starts, and waiting until it answers.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::{Explain, Failure, Outcome};
use crate::layout::Layout;
use crate::process::{self, Running};

/// How long a server may take to fill the demonstration and answer, in a debug build on a slow machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// Builds the debug executable, which reads the site's files from a folder when it runs.
pub fn build(layout: &Layout) -> Outcome<()> {
    process::perform(process::cargo(layout).args(["build", "--package", "server"]), "Compiling the server")
}

/// Builds the release executable, with the files of `site` inside.
pub fn build_release(layout: &Layout, site: &Path) -> Outcome<()> {
    let mut cargo = process::cargo(layout);
    cargo.args(["build", "--release", "--package", "server", "--features", "embed"]).env("AVENANT_SITE", site);
    process::perform(&mut cargo, "Compiling the release executable")
}

/// How a debug server starts.
pub struct Start<'a> {
    /// The folder with the site's files.
    pub site: &'a Path,
    /// The port on 127.0.0.1.
    pub port: u16,
    /// The SQLite file; made if it does not exist.
    pub database: &'a Path,
    /// Whether the database is filled with the demonstration.
    pub demonstration: bool,
}

impl Start<'_> {
    /// The command line for it.
    pub fn command(&self, layout: &Layout) -> Command {
        let mut command = Command::new(layout.executable("debug"));
        command.current_dir(&layout.root).env("AVENANT_SITE", self.site).arg("serve");
        if self.demonstration {
            command.arg("--demo");
        }
        command.arg("--port").arg(self.port.to_string());
        command.arg("--database").arg(format!("sqlite://{}", self.database.display()));
        // Files and their key beside the database they belong to.
        if let Some(folder) = self.database.parent() {
            command.arg("--data").arg(folder);
        }
        command
    }

    /// Starts it in the background with its output in `log`, and waits until it says that it is ready.
    pub fn in_background(&self, layout: &Layout, log: &Path) -> Outcome<Running> {
        let unwritable = || format!("Cannot write {}", log.display());
        let output = File::create(log).explain(unwritable)?;
        let errors = output.try_clone().explain(unwritable)?;
        let mut command = self.command(layout);
        command.stdout(output).stderr(errors);
        let mut server = Running::start(&mut command, "the server")?;
        let start = Instant::now();
        while !is_ready(self.port) {
            if let Some(status) = server.ended()? {
                return Err(Failure::new(format!("The server ended before it was ready ({status}).")));
            }
            if start.elapsed() > PATIENCE {
                let seconds = PATIENCE.as_secs();
                return Err(Failure::new(format!("The server was not ready after {seconds} s.")));
            }
            process::pause()?;
        }
        Ok(server)
    }
}

/// A port on which nothing listens at this moment.
pub fn free_port() -> Outcome<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .explain(|| "No free port".into())
}

/// Asks `/readyz` by hand: one line of HTTP is not worth a client library.
fn is_ready(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.take(64).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
