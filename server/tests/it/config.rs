use std::{fs, path::PathBuf};

use server::{
    config::{Config, Flags, LogFormat, MailTls},
    failure::Failure,
};

use crate::house::config;

/// A configuration file, removed when the test ends.
struct File(PathBuf);

impl File {
    fn with(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("avenant-{}-{name}.toml", std::process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn flags(&self) -> Flags {
        Flags { config: Some(self.0.clone()), ..Flags::default() }
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _already_gone = fs::remove_file(&self.0);
    }
}

fn environment(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

fn complaint(config: server::failure::Result<Config>) -> String {
    match config {
        Err(failure @ Failure::Configuration(_)) => failure.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn defaults_are_safe_and_local() {
    let config = config(&[]).unwrap();
    assert_eq!(config.listen().to_string(), "127.0.0.1:3000");
    assert_eq!(config.database, "sqlite://data/avenant.sqlite?mode=rwc");
    assert_eq!(config.public.to_string(), "http://127.0.0.1:3000");
    assert!(!config.trusted_proxy && !config.public.secure);
}

#[test]
fn flags_outweigh_the_environment_and_that_outweighs_the_file() {
    let file = File::with("layers", "port = 4001\ndata = \"kept\"\nlog = \"json\"\ntime_zone = \"Europe/Paris\"\n");
    let of_file = Config::load(&file.flags(), []).unwrap();
    assert_eq!((of_file.port, of_file.log, of_file.time_zone), (4001, LogFormat::Json, chrono_tz::Europe::Paris));
    let of_environment = Config::load(&file.flags(), environment("AVENANT_PORT", "4002")).unwrap();
    assert_eq!((of_environment.port, of_environment.data), (4002, PathBuf::from("kept")));
    let flags = Flags { port: Some(4003), ..file.flags() };
    assert_eq!(Config::load(&flags, environment("AVENANT_PORT", "4002")).unwrap().port, 4003);
}

#[test]
fn what_cannot_be_understood_is_named() {
    let misspelt = File::with("misspelt", "prot = 4001\n");
    assert!(complaint(Config::load(&misspelt.flags(), [])).contains("prot"));
    let missing = Flags { config: Some("no-such-file.toml".into()), ..Flags::default() };
    assert!(complaint(Config::load(&missing, [])).contains("no-such-file.toml"));
    for (name, value, named) in [
        ("AVENANT_PORT", "many", "port"),
        ("AVENANT_TIME_ZONE", "Atlantis/Capital", "Atlantis/Capital"),
        ("AVENANT_PUBLIC_URL", "contracts.example.com", "contracts.example.com"),
        ("AVENANT_PUBLIC_URL", "https://example.com/contracts", "without a path"),
        ("AVENANT_DATABASE", "mysql://localhost/avenant", "mysql"),
    ] {
        assert!(complaint(config(&[(name, value)])).contains(named), "{name}={value}");
    }
}

#[test]
fn variables_that_are_no_settings_are_left_alone() {
    assert!(config(&[("AVENANT_SITE", "/srv/site"), ("PORT", "80")]).is_ok_and(|config| config.port == 3000));
}

#[test]
fn passwords_are_not_sent_unprotected_unless_somebody_says_so() {
    assert!(complaint(config(&[("AVENANT_ADDRESS", "0.0.0.0")])).contains("unprotected"));
    assert!(complaint(config(&[("AVENANT_PUBLIC_URL", "http://intranet:3000")])).contains("unprotected"));
    let accepted = config(&[("AVENANT_ADDRESS", "0.0.0.0"), ("AVENANT_PLAIN_HTTP", "true")]).unwrap();
    assert!(!accepted.public.secure);
    for url in ["http://localhost:3000", "http://[::1]:3000", "http://avenant.localhost"] {
        assert!(config(&[("AVENANT_ADDRESS", "0.0.0.0"), ("AVENANT_PUBLIC_URL", url)]).is_ok(), "{url}");
    }
    assert!(config(&[("AVENANT_PUBLIC_URL", "https://contracts.example.com")]).unwrap().public.secure);
}

#[test]
fn a_database_may_be_a_file_and_is_shown_without_its_password() {
    for (written, url, shown) in [
        ("my data/a?b.sqlite", "sqlite://my data/a%3Fb.sqlite?mode=rwc", "my data/a?b.sqlite"),
        ("sqlite:///srv/a.sqlite?mode=rwc", "sqlite:///srv/a.sqlite?mode=rwc", "/srv/a.sqlite"),
        ("sqlite::memory:", "sqlite::memory:", "sqlite::memory:"),
        ("postgres://me:p@ss@db:5432/avenant", "postgres://me:p@ss@db:5432/avenant", "postgres://db:5432/avenant"),
    ] {
        let config = config(&[("AVENANT_DATABASE", written)]).unwrap();
        assert_eq!((config.database.as_str(), config.database_name().as_str()), (url, shown));
    }
}

#[test]
fn a_postgresql_is_asked_where_it_is_said_to_be() {
    for (written, place) in [
        ("postgres://me:p@ss:word@db:6432/avenant", Some(("db", 6_432))),
        ("postgresql://db/avenant?sslmode=require", Some(("db", 5_432))),
        ("postgres://me@[::1]/avenant", Some(("::1", 5_432))),
        ("postgres://me@[::1]:6432/avenant", Some(("::1", 6_432))),
        ("postgres:///avenant?host=/run/postgresql", None),
        ("postgres://me@%2Frun%2Fpostgresql/avenant", None),
        ("postgres://me@first,second/avenant", None),
        ("sqlite::memory:", None),
    ] {
        let config = config(&[("AVENANT_DATABASE", written)]).unwrap();
        assert_eq!(config.database_host(), place.map(|(host, port)| (host.to_owned(), port)), "{written}");
    }
}

#[test]
fn mails_are_sent_by_the_server_that_is_named_and_from_somebody() {
    assert!(config(&[]).unwrap().mail.is_none(), "none are sent unless somebody says how");
    let nobody = complaint(config(&[("AVENANT_SMTP_HOST", "mail.example.com")]));
    assert!(nobody.contains("mail_from"), "{nobody}");
    let from = ("AVENANT_MAIL_FROM", "Avenant <contracts@example.com>");
    let mail = config(&[("AVENANT_SMTP_HOST", "mail.example.com"), from]).unwrap().mail.unwrap();
    assert_eq!((mail.tls, mail.port, mail.credentials.is_none()), (MailTls::Starttls, None, true));
    let whole = [
        ("AVENANT_SMTP_HOST", "mail.example.com"),
        ("AVENANT_SMTP_PORT", "2525"),
        ("AVENANT_SMTP_TLS", "implicit"),
        ("AVENANT_SMTP_USER", "avenant"),
        ("AVENANT_SMTP_PASSWORD", "secret"),
        from,
    ];
    let mail = config(&whole).unwrap().mail.unwrap();
    assert_eq!((mail.tls, mail.port), (MailTls::Implicit, Some(2525)));
    assert_eq!(mail.credentials, Some(("avenant".into(), "secret".into())));
}
