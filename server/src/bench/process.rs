//! A server as a process of its own: how soon it answers, and how much memory it holds.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use super::report::Server;
use crate::{
    config::Config,
    failure::{Failure, Result},
};

/// How long a server may take to start, and then to do its nightly work.
const PATIENCE: Duration = Duration::from_secs(1_800);
/// How long a server rests before its memory counts as idle.
const REST: Duration = Duration::from_secs(3);
/// How long nobody asks before a server counts as idle: connections to the database close within half a minute, and
/// the allocator gives back over the minute after that what they held.
const IDLE: Duration = Duration::from_secs(120);
/// How often each page is asked before the server rests.
const ROUNDS: usize = 5;

/// The size of this executable; 0 where the system does not say.
pub fn executable_bytes() -> u64 {
    std::env::current_exe().and_then(std::fs::metadata).map(|file| file.len()).unwrap_or_default()
}

/// Starts a server on the database, lets it do its nightly work, asks it pages, and lets it rest.
///
/// # Errors
/// A server that does not start, or ends too early.
pub async fn measure(config: Config, cookie: String, paths: Vec<String>) -> Result<Server> {
    let measured = tokio::task::spawn_blocking(move || observe(&config, &cookie, &paths));
    measured.await.map_err(|cause| Failure::Broken(Box::new(cause)))?
}

/// A server that ends with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _already_ended = self.0.kill();
        let _status = self.0.wait();
    }
}

fn observe(config: &Config, cookie: &str, paths: &[String]) -> Result<Server> {
    let broken = |cause: std::io::Error| Failure::Broken(Box::new(cause));
    let begun = Instant::now();
    let mut child = Command::new(std::env::current_exe().map_err(broken)?)
        .args(["serve", "--address", "127.0.0.1", "--port", "0", "--database", &config.database])
        .arg("--data")
        .arg(&config.data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(broken)?;
    let id = child.id();
    let said = lines_of(child.stdout.take(), child.stderr.take());
    let _running = Running(child);
    let ready = wait_for(&said, "Avenant is ready: ")?;
    let started = begun.elapsed();
    let memory_at_start = memory(id, "VmRSS");
    let address = ready.rsplit_once("//").map(|(_, address)| address.trim().to_owned()).unwrap_or_default();
    wait_for(&said, "the nightly work is done")?;
    let nightly = begun.elapsed().saturating_sub(started);
    thread::sleep(REST);
    let memory_after_nightly = memory(id, "VmRSS");
    for path in paths.iter().cycle().take(paths.len() * ROUNDS) {
        get(&address, path, cookie).map_err(broken)?;
    }
    thread::sleep(REST);
    let memory_after_pages = memory(id, "VmRSS");
    thread::sleep(IDLE);
    Ok(Server {
        started,
        nightly,
        memory_at_start,
        memory_after_nightly,
        memory_after_pages,
        memory_idle: memory(id, "VmRSS"),
        memory_peak: memory(id, "VmHWM"),
    })
}

/// Reads both outputs line by line, so that neither fills up.
fn lines_of(
    output: Option<impl Read + Send + 'static>,
    errors: Option<impl Read + Send + 'static>,
) -> Receiver<String> {
    let (sender, lines) = channel();
    let read: [Option<Box<dyn Read + Send>>; 2] =
        [output.map(|of| Box::new(of) as _), errors.map(|of| Box::new(of) as _)];
    for source in read.into_iter().flatten() {
        let sender = sender.clone();
        thread::spawn(move || {
            for line in BufReader::new(source).lines().map_while(std::result::Result::ok) {
                let _nobody_listens = sender.send(line);
            }
        });
    }
    lines
}

fn wait_for(lines: &Receiver<String>, part: &str) -> Result<String> {
    let begun = Instant::now();
    let mut last = String::new();
    while let Ok(line) = lines.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
        if line.contains(part) {
            return Ok(line);
        }
        last = line;
    }
    Err(Failure::No(format!("The server did not say “{part}”; the last it said was: {last}")))
}

/// A figure of `/proc/PID/status` in bytes; 0 on systems without it.
fn memory(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    figure(&status, name)
}

fn figure(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.unwrap_or_default() * 1_024
}

/// One line of HTTP is not worth a client library.
fn get(address: &str, path: &str, cookie: &str) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes())?;
    std::io::copy(&mut stream, &mut std::io::sink())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn memory_is_read_in_bytes() {
        let status = "Name:\tavenant\nVmHWM:\t  20480 kB\nVmRSS:\t  10240 kB\n";
        assert_eq!((figure(status, "VmRSS"), figure(status, "VmHWM")), (10_485_760, 20_971_520));
        assert_eq!(figure(status, "VmSwap"), 0);
    }
}
