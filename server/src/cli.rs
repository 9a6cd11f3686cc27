//! What may be asked of the program on its command line.

use std::{io::Write, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};
use operations::{
    Office,
    clock::Clock,
    history::{self, Verdict},
};

use crate::{
    bench::{self, Bench},
    config::{Config, Flags},
    doctor,
    failure::{Failure, Result},
    import, observe, open, serve,
};

/// Customer contracts, and the money in them that nobody bills.
///
/// Without any preparation, `avenant serve --demo` shows the whole product with invented customers. `avenant serve`
/// starts with an empty database and prints the address at which the first administrator is made.
#[derive(Debug, Parser)]
#[command(name = "avenant", version, max_term_width = 100, after_help = AFTERWARDS)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    command: Command,
    /// How.
    #[command(flatten)]
    flags: Flags,
}

const AFTERWARDS: &str = "\
Settings come from the file avenant.toml, then from the environment (AVENANT_PORT, AVENANT_DATABASE,
AVENANT_PUBLIC_URL, AVENANT_TIME_ZONE …), then from this command line; what comes later wins.
`avenant doctor` says what is set and whether it works.";

const IMPORT_CODES: &str = "\
Exit codes: 0 done, 1 it did not work, 2 the command is written wrongly or the mapping is not known,
3 the file cannot be read as a table, 4 no row can be accepted.";

const ROTATE_HELP: &str = "\
Where the program keeps the key in a file (files.key in --data), a new key is made and the former one is dropped when nothing
needs it any longer. Where the configuration names the key, set files_master_key to the new one and
files_former_keys to the former one, start every server anew, run this, and then drop the former one.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the web server
    Serve {
        /// Fill an empty database with the demonstration, and let visitors sign in by a click
        #[arg(long)]
        demo: bool,
        /// For tests alone: be ahead of the real time by as many seconds as FILE says; refused over a real database
        ///
        /// Every program that is given the same file moves with it as soon as the number grows; time never goes back. Work of
        /// new days and hours begins at once. The database has to be empty the first time, and remembers.
        #[arg(long, value_name = "FILE")]
        test_clock: Option<PathBuf>,
    },
    /// Make the database, or bring it to this program's version, and stop
    Migrate,
    /// Fill an empty database with the demonstration, and stop
    Seed,
    /// Read a file of contracts or invoices (CSV, XLSX); nothing is live before it is accepted
    #[command(after_help = IMPORT_CODES)]
    Import {
        /// What the file holds
        kind: Kind,
        /// The file
        file: PathBuf,
        /// Read the columns by a mapping that was kept under this name
        #[arg(long, value_name = "NAME")]
        mapping: Option<String>,
        /// Read this sheet of a workbook [default: the first whose table looks like what is imported]
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Accept at once every row that can be accepted
        #[arg(long)]
        accept: bool,
    },
    /// Do now what the server does by itself at its hour
    Run {
        /// The work to do
        job: Job,
    },
    /// Change the master key of the files: wrap the keys of all files by a new one. May be stopped and run again
    #[command(after_help = ROTATE_HELP)]
    RotateKeys,
    /// Prove that the history of every change is complete and unchanged
    Verify,
    /// Check the configuration, the folder, the database and the port, and say what to do about each
    Doctor,
    /// Measure pages, recomputation, imports and memory over made-up portfolios
    Bench(Bench),
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Contracts with their price lines
    Contracts,
    /// Invoices with their payments
    Invoices,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Job {
    /// Extend the ledger, recompute findings, remove sessions that ended
    Nightly,
}

/// Does what the command line asks, and says in one sentence why not.
pub fn main() -> ExitCode {
    let Cli { command, flags } = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(cause) => return complain(&Failure::Broken(Box::new(cause))),
    };
    match runtime.block_on(perform(command, &flags)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => complain(&failure),
    }
}

async fn perform(command: Command, flags: &Flags) -> Result<()> {
    let config = Config::load(flags, std::env::vars());
    if matches!(command, Command::Doctor) {
        return doctor::examine(config).await;
    }
    let config = config?;
    // What is measured says so itself; a line for each of thousands of requests would only hide it.
    let filter = if matches!(command, Command::Bench(_)) { "warn" } else { &config.log_filter };
    observe::start_log(config.log, filter);
    if let Command::Serve { demo, test_clock } = command {
        return serve::serve(config, demo, test_clock.as_deref()).await;
    }
    if let Command::Bench(wanted) = &command {
        return bench::bench(wanted, config).await;
    }
    let office = open::office(&config, Clock::in_zone(config.time_zone)).await?;
    let outcome = work(command, &office, &config).await;
    open::close(&office).await;
    outcome
}

/// What is done in the office and then over.
async fn work(command: Command, office: &Office, config: &Config) -> Result<()> {
    match command {
        Command::Migrate => say(&format!("The database {} is at this program's version.", config.database_name())),
        Command::Seed => {
            if !operations::sign_in::is_empty(office).await? {
                return Err(Failure::NotEmpty(config.database_name()));
            }
            open::demonstration(config, office).await?;
            say(&format!("{} holds the demonstration. Start it with: avenant serve --demo", config.database_name()));
        }
        Command::Import { kind, file, mapping, sheet, accept } => {
            import::import(office, kind, &file, (mapping.as_deref(), sheet.as_deref()), accept).await?;
        }
        Command::Run { job: Job::Nightly } => {
            let contracts = operations::nightly::run(office).await?;
            say(&format!("The nightly work is done for {contracts} contracts."));
        }
        Command::RotateKeys => {
            let wrapped = operations::attachment::rotate_keys(office).await?;
            say(&format!("The master key is changed; the keys of {wrapped} files were wrapped anew."));
        }
        Command::Verify => verify(office).await?,
        Command::Serve { .. } | Command::Doctor | Command::Bench(_) => {}
    }
    Ok(())
}

async fn verify(office: &Office) -> Result<()> {
    match history::verify(office).await? {
        Verdict::Whole { links, head } => {
            say(&format!("The history is whole: {links} changes, the last with the hash {head}."));
            Ok(())
        }
        Verdict::BrokenAt { sequence } => Err(Failure::No(format!(
            "The history is broken at change {sequence}: it, or one before it, was altered or removed."
        ))),
    }
}

/// Prints a line of what a command answers. A reader that has gone away is no failure.
pub(crate) fn say(line: &str) {
    let mut output = std::io::stdout().lock();
    let _gone = writeln!(output, "{line}").and_then(|()| output.flush());
}

fn complain(failure: &Failure) -> ExitCode {
    let _gone = writeln!(std::io::stderr(), "{failure}");
    failure.exit_code()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_may_stand_after_the_command() {
        let cli = Cli::try_parse_from(["avenant", "serve", "--demo", "--port", "4000"]);
        assert!(cli.is_ok_and(|cli| cli.flags.port == Some(4000)));
    }

    #[test]
    fn several_databases_may_be_measured() {
        let cli =
            Cli::try_parse_from(["avenant", "bench", "--database", "sqlite", "--database", "postgres://host/name"]);
        assert!(cli.is_ok_and(|cli| matches!(cli.command, Command::Bench(_))));
    }
}
