//! Starting the web server, and ending it without dropping anybody's work.

use std::{future::Future, io::ErrorKind, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use model::job::Lane;
use operations::{Office, clock::Clock, settings, sign_in};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    cli::say,
    config::Config,
    failure::{Failure, Result},
    jobs,
    mail::Smtp,
    observe, open, router, test_clock,
};

/// How long requests may take to finish after the program was asked to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// Opens, listens, and serves until the program is asked to end; by a clock that a file moves, where one is named.
///
/// # Errors
/// Whatever keeps the server from starting.
pub async fn serve(config: Config, demonstration: bool, moved_by: Option<&Path>) -> Result<()> {
    // Before the database: a second start by mistake should not first fill a demonstration.
    let listener = listen(config.listen()).await?;
    let clock = match moved_by {
        Some(file) => test_clock::of(&config, file)?,
        None => Clock::in_zone(config.time_zone),
    };
    let mut office = open::office(&config, clock).await?;
    if demonstration {
        office = open::demonstration(&config, &office).await?;
    }
    if let Some(smtp) = Smtp::of(&config)? {
        office = office.with_post(Arc::new(smtp));
    }
    settings::take_over(&office).await?;
    open::missing_keys(&office).await?;
    if let Some(code) = sign_in::new_setup_code(&office).await? {
        say(&format!("This database is empty. Make the first administrator at {}/set-up", config.public));
        say(&format!("with the one-time code {code}"));
    }
    // From here on requests are counted.
    let _counts = observe::counts();
    let hours = tokio::spawn(jobs::keep_hours(office.clone()));
    let lanes = Lane::ALL.map(|lane| tokio::spawn(jobs::keep_working(office.clone(), lane)));
    let imports = tokio::spawn(jobs::keep_importing(office.clone()));
    let counts = tokio::spawn(jobs::keep_counts());

    let address = listener.local_addr().map_err(|cause| Failure::Broken(Box::new(cause)))?;
    let public = if config.port == 0 { format!("http://{address}") } else { config.public.to_string() };
    let router = router::router(office.clone(), Arc::new(config));
    say(&format!("Avenant is ready: {public}"));
    let outcome = until_asked(listener, router, &office).await;
    hours.abort();
    for lane in lanes {
        lane.abort();
        let _ended = lane.await;
    }
    // Whoever comes next need not wait until this program counts as gone.
    if let Err(cause) = operations::job::release(&office).await {
        tracing::warn!(%cause, "jobs were not given back; they are taken over in a minute");
    }
    // What it has not committed is done anew by the next start.
    imports.abort();
    counts.abort();
    open::close(&office).await;
    outcome
}

/// Binds the port.
///
/// # Errors
/// [`Failure::PortTaken`], or why the address cannot be listened on.
pub async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|cause| match cause.kind() {
        ErrorKind::AddrInUse => Failure::PortTaken(address),
        _ => Failure::Address { address, cause },
    })
}

/// Serves until a signal, then lets running requests finish for a while.
async fn until_asked(listener: TcpListener, router: axum::Router, office: &Office) -> Result<()> {
    let (asked, mut heard) = watch::channel(false);
    let signals = end_signal()?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _sender_gone = heard.wait_for(|asked| *asked).await;
    });
    let end = async {
        signals.await;
        tracing::info!("asked to end; requests have ten seconds to finish");
        let _nobody_listens = asked.send(true);
        office.end();
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        served = server => served.map_err(|cause| Failure::Broken(Box::new(cause))),
        () = end => Ok(()),
    }
}

/// Waits for Ctrl-C, or for what service managers send.
fn end_signal() -> Result<impl Future<Output = ()>> {
    let broken = |cause| Failure::Broken(Box::new(cause));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(broken)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(broken)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
