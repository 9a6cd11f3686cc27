//! Importing lists by the operations behind the page.

use std::time::Instant;

use model::{id::ImportId, view::ImportKind};
use operations::{
    Actor, Office,
    import::{self, AcceptChoice},
    portfolio,
};

use super::report::Import;
use crate::failure::Result;

/// Rows of each file.
const ROWS: u64 = 10_000;

/// Imports contracts, then their invoices, into the portfolio that is there, and takes both back.
///
/// # Errors
/// What the import met.
pub async fn measure(office: &Office, contracts: u64) -> Result<Vec<Import>> {
    let actor = office.program("import");
    let customers = portfolio::customers_for(contracts);
    let day = actor.day();
    let (first, of_contracts) =
        taken_in(&actor, ImportKind::Contracts, "contracts.csv", portfolio::contracts_file(ROWS, customers, day))
            .await?;
    let (second, of_invoices) =
        taken_in(&actor, ImportKind::Invoices, "invoices.csv", portfolio::invoices_file(ROWS, customers, day)).await?;
    for id in [second, first] {
        let version = import::review(&actor, id).await?.version;
        import::undo(&actor, id, version).await?;
        import::work_through(&actor, id, &|_| ()).await?;
    }
    Ok(vec![of_contracts, of_invoices])
}

async fn taken_in(actor: &Actor, kind: ImportKind, name: &'static str, text: String) -> Result<(ImportId, Import)> {
    let begun = Instant::now();
    let id = import::upload(actor, kind, name, text.into_bytes(), None).await?;
    let uploaded = begun.elapsed();
    let begun = Instant::now();
    let review = import::review(actor, id).await?;
    let reviewed = begun.elapsed();
    let begun = Instant::now();
    import::accept(actor, id, review.version, &AcceptChoice::default()).await?;
    import::work_through(actor, id, &|_| ()).await?;
    let accepted = begun.elapsed();
    let summary = import::review(actor, id).await?.summary;
    let records = match kind {
        ImportKind::Contracts => summary.contracts,
        ImportKind::Invoices => summary.invoices,
    };
    Ok((id, Import { file: name, rows: ROWS, records: records.into(), uploaded, reviewed, accepted }))
}
