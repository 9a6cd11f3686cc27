//! `avenant doctor`: whether everything is as the server needs it, a line each, with what to do where it is not.

use operations::{
    Office,
    clock::Clock,
    files::{Keeping, Keys},
};

use crate::{
    assets,
    cli::say,
    config::{Config, FilesKeys},
    failure::{Failure, Result},
    open, serve, test_clock,
};

/// What was found: how it is, or what to do.
type Finding = std::result::Result<String, String>;

/// Examines everything and prints it.
///
/// # Errors
/// [`Failure::No`] if something has to be done.
pub async fn examine(config: Result<Config>) -> Result<()> {
    let mut findings: Vec<(&str, Finding)> = Vec::new();
    match config {
        Err(failure) => findings.push(("configuration", Err(failure.to_string()))),
        Ok(config) => {
            findings.push(("configuration", Ok(format!("browsers come to {}", config.public))));
            findings.push(("data folder", folder(&config)));
            findings.push(("database", database(&config).await));
            findings.push(("files", files(&config).await));
            findings.push(("port", port(&config).await));
            findings.push(("site", site()));
            findings.push(("clock", clock(&config)));
        }
    }
    let mut open = 0;
    for (what, finding) in &findings {
        match finding {
            Ok(how) => say(&format!("ok      {what}: {how}")),
            Err(advice) => {
                open += 1;
                say(&format!("NOT ok  {what}: {advice}"));
            }
        }
    }
    match open {
        0 => Ok(()),
        1 => Err(Failure::No("One thing has to be done before Avenant can run here.".into())),
        open => Err(Failure::No(format!("{open} things have to be done before Avenant can run here."))),
    }
}

fn folder(config: &Config) -> Finding {
    open::writable(&config.data.join("avenant.sqlite")).map_err(|failure| failure.to_string())?;
    Ok(format!("{} can be written", config.data.display()))
}

async fn database(config: &Config) -> Finding {
    let name = config.database_name();
    // Looking must not make anything.
    if let Some(file) = config.database_file()
        && !file.exists()
    {
        return Ok(format!("{name} does not exist yet; the first start makes it"));
    }
    let store = open::store(config).await.map_err(|failure| failure.to_string())?;
    let office = Office::new(store, Clock::in_zone(config.time_zone), false);
    let ready = office.is_ready().await;
    let moved = if ready { test_clock::is_marked(office.sessions()).await } else { Ok(false) };
    open::close(&office).await;
    if moved.map_err(|cause| cause.to_string())? {
        Err(format!(
            "{name} was opened with a clock that is moved (--test-clock): its days never were, and it is for tests alone. Name \
             another database for anything real"
        ))
    } else if ready {
        Ok(format!("{name} answers and has its tables"))
    } else {
        Err(format!("{name} answers but has no tables yet. Do: avenant migrate"))
    }
}

/// Whether files can be kept. Looking must not make a key.
async fn files(config: &Config) -> Finding {
    let failed = |cause: operations::files::Error| format!("files cannot be kept in {}: {cause}", config.files.place);
    let (keys, how) = match &config.files.keys {
        FilesKeys::Given(ring) => (Keys::given(ring.clone()), "the master key is that of the configuration".to_owned()),
        FilesKeys::File(path) if path.exists() => {
            let keys = Keys::file(path, [0; 32]).map_err(failed)?.0;
            (keys, format!("the master key is in {}; keep a copy apart from the data", path.display()))
        }
        FilesKeys::File(path) => {
            return Ok(format!("the first start makes the master key {}; keep a copy of it", path.display()));
        }
    };
    let keeping = Keeping::open(&config.files.place, keys).map_err(failed)?;
    let probe = Clock::in_zone(config.time_zone).id().simple().to_string();
    keeping.probe(&probe).await.map_err(failed)?;
    Ok(format!("{} can be written; {how}", config.files.place))
}

async fn port(config: &Config) -> Finding {
    serve::listen(config.listen()).await.map_err(|failure| failure.to_string())?;
    Ok(format!("{} is free", config.listen()))
}

fn site() -> Finding {
    let advice = "the files that browsers load are missing: pages would come without style and script. Use the \
                  executable that `./x build` makes, or set AVENANT_SITE to the folder of a built site";
    assets::manifest().map(|manifest| format!("{} and its companions are there", manifest.css)).ok_or(advice.to_owned())
}

/// A wrong clock cannot be recognised from within; one that is before the program was written can.
fn clock(config: &Config) -> Finding {
    let clock = Clock::in_zone(config.time_zone);
    let (now, day) = (clock.now(), clock.day());
    let written = chrono::NaiveDate::from_ymd_opt(2026, 1, 1);
    if written.is_some_and(|written| day < written) {
        return Err(format!("this machine says that today is {day}, which cannot be. Set its clock"));
    }
    Ok(format!("{} UTC; the business day is {day} in {}", now.format("%Y-%m-%d %H:%M"), config.time_zone))
}
