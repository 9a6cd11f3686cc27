//! Programs over one database, whose clock a file moves, and which are killed now and then.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use model::calendar::{Day, Moment};
use operations::{Office, clock::Clock};
use store::ConnectionTrait;

use super::{HOURS, facts::texts, moment};

/// How long the work of an hour may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// One program.
struct Program {
    process: Child,
    _said: BufReader<ChildStdout>,
}

/// All of them, and what moves them.
pub struct Programs {
    folder: PathBuf,
    database: String,
    mails: u16,
    running: Vec<Program>,
    office: Office,
    machine: Clock,
    /// By how many seconds they are ahead.
    ahead: i64,
    /// How often one was killed.
    pub kills: u32,
    /// How often it held something when it was.
    pub held: u32,
}

impl Programs {
    /// Starts some over a database, whose clock shows the first hour of a day.
    pub async fn start(many: usize, folder: &Path, database: &str, office: Office, mails: u16, day: Day) -> Self {
        let mut all = Self {
            folder: folder.to_owned(),
            database: database.to_owned(),
            mails,
            running: Vec::new(),
            office,
            machine: Clock::in_zone(chrono_tz::Tz::UTC),
            ahead: 0,
            kills: 0,
            held: 0,
        };
        all.move_to(moment(day, HOURS[0]));
        for _ in 0..many {
            let program = all.launch();
            all.running.push(program);
        }
        all
    }

    fn move_to(&mut self, moment: Moment) {
        self.ahead = self.ahead.max((moment - self.machine.now()).num_seconds() + 1);
        std::fs::write(self.folder.join("clock"), self.ahead.to_string()).unwrap();
    }

    #[allow(clippy::zombie_processes, reason = "whoever kills it waits for its end")]
    fn launch(&self) -> Program {
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_avenant"));
        command.current_dir(&self.folder).args(["serve", "--test-clock", "clock", "--port", "0"]);
        command.args(["--database", &self.database]).stdout(Stdio::piped()).stderr(log);
        command.env("AVENANT_SMTP_HOST", "127.0.0.1").env("AVENANT_SMTP_PORT", self.mails.to_string());
        command.env("AVENANT_SMTP_TLS", "none").env("AVENANT_MAIL_FROM", "contracts@halvane.example");
        let mut process = command.spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("Avenant is ready") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "a program ended before it was ready");
        }
        Program { process, _said: said }
    }

    /// Lives through the hours of a day; one of the programs is killed a while after an hour began, and started again.
    pub async fn live(&mut self, day: Day, kill: Option<(u8, usize, Duration)>) {
        for hour in HOURS {
            self.move_to(moment(day, hour));
            if let Some((_, which, after)) = kill.filter(|(at, _, _)| *at == hour) {
                thread::sleep(after);
                self.kill(which).await;
            }
            self.until_done(day, hour).await;
        }
    }

    /// SIGKILL: no farewell. Whatever is held at that moment is left at once, though only after a minute without a sign of
    /// life would it be: what the other program is doing may so be done by both, which must do no harm either.
    async fn kill(&mut self, which: usize) {
        let which = which % self.running.len();
        let mut program = self.running.swap_remove(which);
        program.process.kill().unwrap();
        program.process.wait().unwrap();
        let writing = self.office.sessions().begin().await.unwrap();
        let left = "UPDATE job SET claimed_until = 0 WHERE state = 'running'";
        let left = writing.connection().execute_unprepared(left).await.unwrap().rows_affected();
        writing.commit().await.unwrap();
        self.kills += 1;
        self.held += u32::from(left > 0);
        let program = self.launch();
        self.running.push(program);
    }

    /// Waits until everything is done that the hour brings.
    pub async fn until_done(&mut self, day: Day, hour: u8) {
        let asked = format!(
            "SELECT CAST(count(*) AS TEXT) AS said FROM job WHERE state = 'done' AND (key LIKE 'nightly/{day}/%' \
             OR key = 'remind/{day}' OR key = 'gather_mail/{day} {hour:02}')"
        );
        let unfinished = "SELECT name || ' ' || state || ' ' || CAST(due_at AS TEXT) AS said FROM job \
                          WHERE state <> 'done'";
        let begun = Instant::now();
        loop {
            let rest = texts(&self.office, unfinished).await;
            assert!(rest.iter().all(|job| !job.contains(" dead ")), "given up: {rest:?}");
            if rest.is_empty() && texts(&self.office, &asked).await == ["3"] {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{day} {hour}: {rest:?}, see {}", self.folder.display());
            // What failed waits for its next try, and need not wait for it in earnest.
            if !rest.is_empty() && rest.iter().all(|job| job.contains(" waiting ")) {
                let due = rest.iter().filter_map(|job| job.rsplit(' ').next()?.parse::<i64>().ok()).min().unwrap();
                let now = self.machine.now() + TimeDelta::seconds(self.ahead);
                if due > now.timestamp_millis() {
                    self.move_to(Moment::from_timestamp_millis(due).unwrap());
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends all of them.
    pub fn end(mut self) {
        for program in &mut self.running {
            program.process.kill().unwrap();
            program.process.wait().unwrap();
        }
    }
}
