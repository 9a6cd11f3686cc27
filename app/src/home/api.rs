//! The question what needs somebody today.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::Home;

/// What needs whoever asks; and what each of the findings shown says, in their language.
#[server(ShowHome, endpoint = "home/home", protocol = crate::wire::Wire)]
pub async fn home() -> Result<(Home, Vec<String>), Failure> {
    let actor = crate::visit::actor().await?;
    let home = operations::home::home(&actor).await?;
    let w = crate::words::Words(actor.language());
    let findings = home.findings.iter().flatten();
    let headlines = findings.map(|row| crate::words::leakage::headline(w, &row.finding.evidence)).collect();
    Ok((home, headlines))
}
