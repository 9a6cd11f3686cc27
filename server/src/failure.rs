//! Why the program could not do what its command line asked, in one sentence that says what to do.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use app::words::{self, Words};
use model::language::Language;

/// What ends the program early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration cannot be understood.
    #[error("The configuration cannot be used: {0}")]
    Configuration(String),
    /// A folder or file that the program needs cannot be written.
    #[error("{path} cannot be written ({cause}). Give this user the right to write there, or name another folder with --data or --database.", path = path.display())]
    Unwritable {
        /// The folder or file.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// A file that was named cannot be read.
    #[error("{path} cannot be read ({cause}).", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// Another program listens there.
    #[error("Port {port} of {ip} is taken by another program. Stop that one, or choose another port: --port {next}", port = .0.port(), ip = .0.ip(), next = .0.port().wrapping_add(1))]
    PortTaken(SocketAddr),
    /// The address cannot be listened on.
    #[error("The program cannot listen on {address} ({cause}).")]
    Address {
        /// Where it should have listened.
        address: SocketAddr,
        /// Why it cannot.
        cause: std::io::Error,
    },
    /// The database was written by a newer program.
    #[error(
        "The database was last used by a newer Avenant (it has the migration {0}, which this program does not know). Start the newer program, or restore a backup made before it."
    )]
    DatabaseNewer(String),
    /// The database cannot be reached or read.
    #[error("The database {database} cannot be used: {cause}")]
    Database {
        /// Which one, without its password.
        database: String,
        /// What it said.
        cause: String,
    },
    /// The demonstration must not open a real organisation's database to every visitor.
    #[error(
        "The database {0} is not the demonstration's. With --demo anybody could enter it without a password: start without --demo, or name another database."
    )]
    NotTheDemonstration(String),
    /// A test must not move the days of a real organisation.
    #[error(
        "The database {0} is not one for tests. A clock that is moved (--test-clock) would ruin its dates, its ledger and its history: name an empty database with --database."
    )]
    NotForTests(String),
    /// Only an empty database can be filled.
    #[error(
        "The database {0} is not empty; the demonstration is only put into an empty one. Name another with --database."
    )]
    NotEmpty(String),
    /// What was asked is possible, and its answer is no.
    #[error("{0}")]
    No(String),
    /// A column mapping that was named does not exist.
    #[error("{0}")]
    NoMapping(String),
    /// A file was read, and none of its rows can be accepted.
    #[error("{0}")]
    NothingToAccept(String),
    /// Files cannot be kept where the configuration says, or their master key cannot be used.
    #[error("Files cannot be kept: {0}")]
    Files(operations::files::Error),
    /// An operation refused.
    #[error("{sentence}", sentence = words::refusal::refusal(Words(Language::En), .0))]
    Refused(model::refusal::Refusal),
    /// A mistake of ours, or of the machine.
    #[error("This did not work, and the cause is not in what you asked for: {0}")]
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl Failure {
    /// 2 for what was written wrongly, as command lines have it; 3 for a file that cannot be read as a table;
    /// 4 for one of which no row can be accepted; 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Configuration(_) | Self::NoMapping(_) => ExitCode::from(2),
            Self::Refused(model::refusal::Refusal::File(_)) => ExitCode::from(3),
            Self::NothingToAccept(_) => ExitCode::from(4),
            _ => ExitCode::FAILURE,
        }
    }

    /// What the database said, as a sentence about this database.
    pub fn database(database: &str, cause: store::Error) -> Self {
        match cause {
            store::Error::Newer(migration) => Self::DatabaseNewer(migration),
            other => Self::Database { database: database.to_owned(), cause: other.to_string() },
        }
    }
}

impl From<operations::Failure> for Failure {
    fn from(failure: operations::Failure) -> Self {
        match failure {
            operations::Failure::Refused(refusal) => Self::Refused(refusal),
            operations::Failure::Broken(cause) => Self::Broken(cause),
        }
    }
}

/// What every command answers.
pub type Result<T> = std::result::Result<T, Failure>;
