//! Starting the web server, and ending it without dropping anybody's work.

use std::{future::Future, io::ErrorKind, net::SocketAddr, sync::Arc, time::Duration};

use operations::{settings, sign_in};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    cli::say,
    config::Config,
    failure::{Failure, Result},
    jobs, observe, open, router,
};

/// How long requests may take to finish after the program was asked to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// Opens, listens, and serves until the program is asked to end.
///
/// # Errors
/// Whatever keeps the server from starting.
pub async fn serve(config: Config, demonstration: bool) -> Result<()> {
    // Before the database: a second start by mistake should not first fill a demonstration.
    let listener = listen(config.listen()).await?;
    let mut office = open::office(&config).await?;
    if demonstration {
        office = open::demonstration(&config, &office).await?;
    }
    settings::take_over(&office).await?;
    if let Some(code) = sign_in::new_setup_code(&office).await? {
        say(&format!("This database is empty. Make the first administrator at {}/set-up", config.public));
        say(&format!("with the one-time code {code}"));
    }
    // From here on requests are counted.
    let _counts = observe::counts();
    let hours = tokio::spawn(jobs::keep_hours(office.clone()));
    let imports = tokio::spawn(jobs::keep_importing(office.clone()));
    let counts = tokio::spawn(jobs::keep_counts());

    let address = listener.local_addr().map_err(|cause| Failure::Broken(Box::new(cause)))?;
    let public = if config.port == 0 { format!("http://{address}") } else { config.public.to_string() };
    let router = router::router(office.clone(), Arc::new(config));
    say(&format!("Avenant is ready: {public}"));
    let outcome = until_asked(listener, router).await;
    hours.abort();
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
async fn until_asked(listener: TcpListener, router: axum::Router) -> Result<()> {
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
