//! Opening the office: the folder, the database at this program's version, the clock, and whether it is the
//! demonstration.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use operations::{
    Files, Office,
    clock::Clock,
    files::{Keeping, Keys},
};
use store::Store;
use tokio::{net::TcpStream, time::timeout};

use crate::{
    config::{Config, FilesKeys},
    failure::{Failure, Result},
    test_clock,
};

/// How long a database's machine may take to answer at all.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the database, brings it to this program's version, and enters the office over it.
///
/// # Errors
/// A folder that cannot be written, a database that cannot be reached or is newer than the program, or is not one for
/// tests where a test moves the clock.
pub async fn office(config: &Config, clock: Clock) -> Result<Office> {
    let store = store(config).await?;
    store.migrate().await.map_err(|cause| Failure::database(&config.database_name(), cause))?;
    let office = Office::new(store, clock, false);
    test_clock::allow(config, &office).await?;
    let files = files(config, &office)?;
    Ok(office.with_files(files))
}

/// Opens the place of the files, and makes their master key where the program keeps it itself and none is there.
///
/// # Errors
/// [`Failure::Files`].
fn files(config: &Config, office: &Office) -> Result<Files> {
    let Config { files, .. } = config;
    let keys = match &files.keys {
        FilesKeys::Given(ring) => Keys::given(ring.clone()),
        FilesKeys::File(path) => {
            let (keys, made) = Keys::file(path, office.clock().random()).map_err(Failure::Files)?;
            if made {
                tracing::warn!(
                    key = %path.display(),
                    "files are encrypted with a key that was made now: keep a copy of it apart from the data, because \
                     without it no file can be read"
                );
            }
            keys
        }
    };
    Ok(Files { keeping: Keeping::open(&files.place, keys).map_err(Failure::Files)?, most: files.most })
}

/// Tells which master keys are missing, if any are: the files whose keys they wrap cannot be read.
///
/// # Errors
/// What the database or the key file met.
pub async fn missing_keys(office: &Office) -> Result<()> {
    let missing = operations::attachment::unknown_keys(office).await?;
    if !missing.is_empty() {
        tracing::error!(
            missing = missing.join(", "),
            "some files cannot be read, because their master keys are not known here: put the key file back, or name the \
             keys in files_former_keys"
        );
    }
    Ok(())
}

/// The same office as the demonstration, filled if the database is empty.
///
/// A database with people in it that was not filled by us is never opened this way: visitors enter the demonstration
/// without a password.
///
/// # Errors
/// [`Failure::NotTheDemonstration`], or what filling it met.
pub async fn demonstration(config: &Config, office: &Office) -> Result<Office> {
    let broken = |cause| Failure::database(&config.database_name(), cause);
    let store = office.sessions();
    let opened = Office::new(store.clone(), office.clock().clone(), true);
    let opened = match office.files() {
        Some(files) => opened.with_files(files.clone()),
        None => opened,
    };
    if operations::sign_in::is_empty(office).await? {
        operations::demonstration::seed(&opened).await?;
        return Ok(opened);
    }
    let ours: Option<bool> =
        store::setting::find(store.reading(), operations::demonstration::MARK).await.map_err(broken)?;
    if ours == Some(true) { Ok(opened) } else { Err(Failure::NotTheDemonstration(config.database_name())) }
}

/// Leaves the database: SQLite then moves what is in its journal into the file, which alone is then the whole.
pub async fn close(office: &Office) {
    if let Err(cause) = office.sessions().close().await {
        tracing::warn!(%cause, "the database was not closed properly; nothing is lost");
    }
}

/// Opens the database without changing it, except that an SQLite file is made where there is none.
///
/// # Errors
/// A folder that cannot be written, a database that cannot be reached.
pub async fn store(config: &Config) -> Result<Store> {
    if let Some(file) = config.database_file() {
        writable(&file)?;
    }
    answering(config).await?;
    Store::open(&config.database).await.map_err(|cause| Failure::database(&config.database_name(), cause))
}

/// Makes sure that something listens where a PostgreSQL should be. The pool of connections would try for half a minute
/// and then only say that it did.
async fn answering(config: &Config) -> Result<()> {
    let Some((host, port)) = config.database_host() else {
        return Ok(());
    };
    let cause = match timeout(PATIENCE, TcpStream::connect((host.as_str(), port))).await {
        Ok(Ok(_open)) => return Ok(()),
        Ok(Err(cause)) => format!("nothing answers at {host}:{port} ({cause}). Is it running?"),
        Err(_elapsed) => format!("nothing answers at {host}:{port}. Is it running, and no firewall in between?"),
    };
    Err(Failure::Database { database: config.database_name(), cause })
}

/// Makes sure that a file can be written, or made, together with the companions SQLite puts beside it.
///
/// SQLite itself would only say "unable to open database file".
///
/// # Errors
/// [`Failure::Unwritable`] with the folder or the file.
pub fn writable(file: &Path) -> Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| Failure::Unwritable { path, cause }
    };
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let probe = folder.join(format!(".avenant-{}.probe", std::process::id()));
    fs::write(&probe, []).and_then(|()| fs::remove_file(&probe)).map_err(failed(&folder))?;
    if file.exists() {
        fs::OpenOptions::new().append(true).open(file).map_err(failed(file))?;
    }
    Ok(())
}
