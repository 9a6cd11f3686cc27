//! How the program is told what to do: defaults, then the file `avenant.toml`, then the environment (`AVENANT_PORT`,
//! `AVENANT_DATABASE` …), then the command line. What comes later wins.

mod files;

pub use files::{Files, FilesKeys};

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use axum::http::{Uri, uri::Authority};
use chrono_tz::Tz;
use clap::Args;
use config::{Environment, File, FileFormat};
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Result};

/// The file that is read where none is named.
pub const FILE: &str = "avenant.toml";

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Everything that can be set, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address to listen on.
    pub address: IpAddr,
    /// Port to listen on.
    pub port: u16,
    /// Folder for what the program keeps.
    pub data: PathBuf,
    /// Address of the database, with its password if it has one: never printed, see [`Config::database_name`].
    pub database: String,
    /// How browsers reach this server.
    pub public: PublicAddress,
    /// Where the organisation's days begin.
    pub time_zone: Tz,
    /// Whether `X-Forwarded-For` is believed.
    pub trusted_proxy: bool,
    /// How log lines are written.
    pub log: LogFormat,
    /// Which log lines are written, in the notation of `RUST_LOG`.
    pub log_filter: String,
    /// What a monitor on another machine shows to read `/metrics`.
    pub metrics_token: Option<String>,
    /// Where files are kept, by which keys, and how large one may be.
    pub files: Files,
    /// The server that takes mails; none are sent without one.
    pub mail: Option<Mail>,
}

/// How mails are handed to the server of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its name or address.
    pub host: String,
    /// Its port; the usual one of the way of protection where nothing is said.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub tls: MailTls,
    /// Name and password; never printed.
    pub credentials: Option<(String, String)>,
    /// From whom mails come: an address, or `Name <address>`.
    pub from: Mailbox,
}

/// How the connection to the server of mails is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// From the beginning.
    Implicit,
    /// After a plain greeting; a server that cannot is not used.
    #[default]
    Starttls,
    /// Not at all: for a server on this machine.
    None,
}

/// The scheme, host and port under which browsers reach this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// Whether by HTTPS.
    pub secure: bool,
    /// Host, with the port where it is not the usual one.
    pub authority: Authority,
}

impl std::fmt::Display for PublicAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}://{}", if self.secure { "https" } else { "http" }, self.authority)
    }
}

/// What the command line may say about the configuration.
#[derive(Clone, Debug, Default, Args, Serialize)]
pub struct Flags {
    /// Read this configuration file instead of ./avenant.toml
    #[arg(long, value_name = "FILE", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The database: a file, sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME [default: avenant.sqlite in --data]
    #[arg(long, value_name = "URL", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The folder for what Avenant keeps [default: data]
    #[arg(long, value_name = "DIR", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Listen on this port [default: 3000]
    #[arg(long, value_name = "N", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Listen on this address; 0.0.0.0 for all of this machine's [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS", global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<IpAddr>,
}

/// The settings as they are written down, before they are checked against each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    address: IpAddr,
    port: u16,
    data: PathBuf,
    database: Option<String>,
    public_url: Option<String>,
    plain_http: bool,
    time_zone: String,
    trusted_proxy: bool,
    log: LogFormat,
    log_filter: String,
    metrics_token: Option<String>,
    files: Option<PathBuf>,
    files_bucket: Option<String>,
    files_region: Option<String>,
    files_endpoint: Option<String>,
    files_access_key: Option<String>,
    files_secret_key: Option<String>,
    files_master_key: Option<String>,
    files_former_keys: Option<String>,
    files_megabytes: u32,
    smtp_host: Option<String>,
    smtp_port: Option<u16>,
    smtp_tls: MailTls,
    smtp_user: Option<String>,
    smtp_password: Option<String>,
    mail_from: Option<String>,
}

/// The names that are read from the environment. Others with our prefix (`AVENANT_SITE`) are not settings.
const NAMES: [&str; 26] = [
    "address",
    "port",
    "data",
    "database",
    "public_url",
    "plain_http",
    "time_zone",
    "trusted_proxy",
    "log",
    "log_filter",
    "metrics_token",
    "files",
    "files_bucket",
    "files_region",
    "files_endpoint",
    "files_access_key",
    "files_secret_key",
    "files_master_key",
    "files_former_keys",
    "files_megabytes",
    "smtp_host",
    "smtp_port",
    "smtp_tls",
    "smtp_user",
    "smtp_password",
    "mail_from",
];

/// What holds where nothing is said. The day of a contract is decided in the organisation's time zone; without one,
/// UTC is wrong by hours at most and the same everywhere. Three libraries tell more than anybody asks for.
const DEFAULTS: &str = r#"
address = "127.0.0.1"
port = 3000
data = "data"
plain_http = false
time_zone = "UTC"
trusted_proxy = false
files_megabytes = 100
smtp_tls = "starttls"
log = "text"
log_filter = "info,sea_orm_migration=warn,tower_sessions_core=error,sqlx::postgres::notice=warn"
"#;

impl Config {
    /// Reads all layers. `environment` is given, not taken, so that a test can say what it holds.
    ///
    /// # Errors
    /// [`Failure::Configuration`] with the setting that cannot be understood.
    pub fn load(flags: &Flags, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self> {
        let environment: HashMap<String, String> = environment
            .into_iter()
            .filter_map(|(name, value)| {
                let setting = name.strip_prefix("AVENANT_")?.to_lowercase();
                NAMES.contains(&setting.as_str()).then_some((name, value))
            })
            .collect();
        let file = match &flags.config {
            Some(path) => File::from(path.as_path()).format(FileFormat::Toml).required(true),
            None => File::from(Path::new(FILE)).format(FileFormat::Toml).required(false),
        };
        let flags = config::Config::try_from(flags).map_err(unusable)?;
        let written: Written = config::Config::builder()
            .add_source(File::from_str(DEFAULTS, FileFormat::Toml))
            .add_source(file)
            .add_source(Environment::with_prefix("AVENANT").prefix_separator("_").source(Some(environment)))
            .add_source(flags)
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(unusable)?;
        Self::check(written)
    }

    fn check(written: Written) -> Result<Self> {
        let Written {
            address,
            port,
            data,
            database,
            public_url,
            plain_http,
            time_zone,
            trusted_proxy,
            log,
            log_filter,
            metrics_token,
            files: folder,
            files_bucket: bucket,
            files_region: region,
            files_endpoint: endpoint,
            files_access_key: access_key,
            files_secret_key: secret_key,
            files_master_key: master_key,
            files_former_keys: former_keys,
            files_megabytes: most,
            smtp_host,
            smtp_port,
            smtp_tls,
            smtp_user,
            smtp_password,
            mail_from,
        } = written;
        let mail = match smtp_host {
            None => None,
            Some(host) => Some(Mail {
                host,
                port: smtp_port,
                tls: smtp_tls,
                credentials: smtp_user.map(|user| (user, smtp_password.unwrap_or_default())),
                from: sender(mail_from.as_deref())?,
            }),
        };
        let public = match public_url {
            Some(url) => public_address(&url)?,
            None => local_address(SocketAddr::new(address, port))?,
        };
        // Over plain HTTP to another machine everybody on the way could read the cookie that a session is.
        if !public.secure && !plain_http && !is_this_machine(&public.authority) {
            return Err(Failure::Configuration(format!(
                "browsers would send passwords and sessions unprotected to {public}. Set public_url to the https \
                 address that people use (with a proxy in front that speaks HTTPS), or to http://localhost:{port} if \
                 only this machine is to reach it; plain_http = true accepts the risk (in the \
                 environment AVENANT_PUBLIC_URL, AVENANT_PLAIN_HTTP)"
            )));
        }
        let time_zone = time_zone.parse().map_err(|_unknown| {
            Failure::Configuration(format!("time_zone = \"{time_zone}\" is not a time zone such as Europe/Paris"))
        })?;
        let database = match database {
            Some(database) => database_url(&database)?,
            None => file_url(&data.join("avenant.sqlite")),
        };
        let place = files::place(
            folder.unwrap_or_else(|| data.join("files")),
            bucket,
            (region, endpoint),
            access_key.zip(secret_key),
        )?;
        let keys = files::keys(&data, master_key.as_deref(), former_keys.as_deref())?;
        let files = Files { place, keys, most: files::most(most)? };
        Ok(Self {
            address,
            port,
            data,
            database,
            public,
            time_zone,
            trusted_proxy,
            log,
            log_filter,
            metrics_token,
            files,
            mail,
        })
    }

    /// Where to listen.
    pub const fn listen(&self) -> SocketAddr {
        SocketAddr::new(self.address, self.port)
    }

    /// The database as it may be shown: its file, or its address without the password.
    pub fn database_name(&self) -> String {
        if let Some(file) = self.database_file() {
            return file.display().to_string();
        }
        match self.database.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?.1))) {
            Some((scheme, place)) => format!("{scheme}://{place}"),
            None => self.database.clone(),
        }
    }

    /// Host and port of a PostgreSQL, unless it is reached by a socket in the file system or is several.
    pub fn database_host(&self) -> Option<(String, u16)> {
        let rest = self.database.split_once("://").filter(|(scheme, _)| scheme.starts_with("postgres"))?.1;
        let rest = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        let authority = rest.split(['/', '?']).next().filter(|authority| !authority.contains([',', '%']))?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
            _ => (authority, 5_432),
        };
        let host = host.trim_matches(['[', ']']);
        (!host.is_empty()).then(|| (host.to_owned(), port))
    }

    /// The file of an SQLite database, unless it is in memory.
    pub fn database_file(&self) -> Option<PathBuf> {
        let path = self.database.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        (path != ":memory:").then(|| PathBuf::from(path.replace("%3F", "?").replace("%25", "%")))
    }
}

/// From whom mails come: a server that takes mails needs to be told.
fn sender(from: Option<&str>) -> Result<Mailbox> {
    let from = from.unwrap_or_default();
    from.parse().map_err(|_no_address| {
        Failure::Configuration(format!(
            "mail_from = \"{from}\" is not an address such as Avenant <contracts@example.com>; with smtp_host it must be set"
        ))
    })
}

fn unusable(cause: config::ConfigError) -> Failure {
    Failure::Configuration(cause.to_string())
}

fn database_url(database: &str) -> Result<String> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| database.starts_with(scheme)) {
        return Ok(database.to_owned());
    }
    match database.split_once("://") {
        None => Ok(file_url(Path::new(database))),
        Some((scheme, _)) => Err(Failure::Configuration(format!(
            "a database of the kind \"{scheme}\" is not supported; name a file, sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME"
        ))),
    }
}

/// The address of an SQLite file; made if it does not exist.
fn file_url(path: &Path) -> String {
    let path = path.display().to_string().replace('%', "%25").replace('?', "%3F");
    format!("sqlite://{path}?mode=rwc")
}

fn public_address(url: &str) -> Result<PublicAddress> {
    let wrong = || {
        Failure::Configuration(format!(
            "public_url = \"{url}\" is not an address such as https://contracts.example.com (without a path)"
        ))
    };
    let uri: Uri = url.parse().map_err(|_cause| wrong())?;
    let secure = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => return Err(wrong()),
    };
    let authority = uri.authority().filter(|_| matches!(uri.path(), "" | "/") && uri.query().is_none());
    Ok(PublicAddress { secure, authority: authority.ok_or_else(wrong)?.clone() })
}

/// Where nobody said how browsers come here, they come as the program listens.
fn local_address(listen: SocketAddr) -> Result<PublicAddress> {
    let authority = listen
        .to_string()
        .parse()
        .map_err(|_cause| Failure::Configuration(format!("{listen} cannot be written as an address for browsers")))?;
    Ok(PublicAddress { secure: false, authority })
}

fn is_this_machine(authority: &Authority) -> bool {
    let host = authority.host().trim_matches(['[', ']']);
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
