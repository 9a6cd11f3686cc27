//! Questions about imports, and their steps. The file itself is sent to `/imports/upload`, because it is
//! too large for a server function.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use super::said::RowSaid;
use crate::failure::Failure;
use leptos::server;
use model::view::{FileReading, ImportProgress, ImportReview, ImportRow, PastEvent};
use serde::{Deserialize, Serialize};

/// The latest imports.
#[server(ListImports, endpoint = "import/list", protocol = crate::wire::Wire)]
pub async fn list() -> Result<Vec<ImportRow>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::list(&actor).await?)
}

/// The review of an import with what its rows say to the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewAsked {
    /// The review.
    pub review: ImportReview,
    /// What each of its rows says.
    pub said: Vec<RowSaid>,
}

/// The review of an import, with the rows that are asked for.
#[server(ReviewImport, endpoint = "import/review", protocol = crate::wire::Wire)]
pub async fn review(id: String, show: String, page: u64) -> Result<ReviewAsked, Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page_or_last(page, crate::components::list::PAGE);
    let shown = operations::import::Shown::from_code(&show);
    let review = operations::import::review_of(&actor, import_id(&id)?, shown, page).await?;
    let said = super::said::said(crate::words::Words(actor.language()), &review);
    Ok(ReviewAsked { review: review.review, said })
}

/// How far accepting an import, or taking it back, has come.
#[server(ImportProgressed, endpoint = "import/progress", protocol = crate::wire::Wire)]
pub async fn progress(id: String) -> Result<ImportProgress, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::progress(&actor, import_id(&id)?).await?)
}

/// What happened to an import.
#[server(ImportHistory, endpoint = "import/history", protocol = crate::wire::Wire)]
pub async fn history(id: String) -> Result<Vec<PastEvent>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::history::of_import(&actor, import_id(&id)?).await?)
}

#[cfg(feature = "ssr")]
fn import_id(id: &str) -> Result<model::id::ImportId, Failure> {
    id.parse().map_err(|_| model::refusal::Refusal::NotFound.into())
}

/// Corrects how the file is read and what its columns mean.
#[server(endpoint = "import/correct", protocol = crate::wire::Wire)]
pub async fn correct(id: String, version: i32, reading: FileReading) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::correct(&actor, import_id(&id)?, version, &reading).await?)
}

/// Reads the file as one of the other kind after all.
#[server(endpoint = "import/turn_kind", protocol = crate::wire::Wire)]
pub async fn turn_kind(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::turn_kind(&actor, import_id(&id)?, version).await?)
}

/// Begins to make records of every row that can be accepted.
#[server(endpoint = "import/accept", protocol = crate::wire::Wire)]
pub async fn accept(
    id: String,
    version: i32,
    #[server(default)] shown: Vec<String>,
    #[server(default)] agreed: Vec<String>,
    #[server(default)] all_apart: bool,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let choice = operations::import::AcceptChoice {
        anchors: operations::import::AnchorChoice { shown: parsed(&shown), agreed: parsed(&agreed) },
        apart: operations::import::Apart { all: all_apart, ..Default::default() },
        // Pages keep which rows are left out, or taken in all the same, with the review.
        left_out: Default::default(),
        taken_in: Default::default(),
    };
    Ok(operations::import::accept(&actor, import_id(&id)?, version, &choice).await?)
}

/// The identities among texts of a form.
#[cfg(feature = "ssr")]
fn parsed<T: std::str::FromStr + Eq + std::hash::Hash>(texts: &[String]) -> std::collections::HashSet<T> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

/// Says of a customer, by the name in the file, that it is another one than the one with nearly the same name, or the
/// same after all.
#[server(endpoint = "import/keep_apart", protocol = crate::wire::Wire)]
pub async fn keep_apart(id: String, version: i32, customer: String, apart: bool) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::keep_apart(&actor, import_id(&id)?, version, &customer, apart).await?)
}

/// Leaves rows of the file out, or takes them in again.
#[server(endpoint = "import/leave_out", protocol = crate::wire::Wire)]
pub async fn leave_out(id: String, version: i32, rows: String, out: bool) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::leave_out(&actor, import_id(&id)?, version, &rows, out).await?)
}

/// Gives up an import under review.
#[server(endpoint = "import/discard", protocol = crate::wire::Wire)]
pub async fn discard(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::discard(&actor, import_id(&id)?, version).await?)
}

/// Begins to take an accepted import back.
#[server(endpoint = "import/undo", protocol = crate::wire::Wire)]
pub async fn undo(id: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::undo(&actor, import_id(&id)?, version).await?)
}

/// Keeps the mapping of an import under a name.
#[server(endpoint = "import/keep_mapping", protocol = crate::wire::Wire)]
pub async fn keep_mapping(id: String, version: i32, name: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::import::keep_mapping(&actor, import_id(&id)?, version, &name).await?)
}

/// Names of the mappings kept for contracts, and for invoices if the reader may import those.
#[server(ListMappings, endpoint = "import/mappings", protocol = crate::wire::Wire)]
pub async fn mappings() -> Result<(Vec<String>, Option<Vec<String>>), Failure> {
    use model::{permission::Permission, view::ImportKind};
    let actor = crate::visit::actor().await?;
    let contracts = operations::import::mappings(&actor, ImportKind::Contracts).await?;
    let invoices = match actor.may(Permission::ViewBilling) {
        true => Some(operations::import::mappings(&actor, ImportKind::Invoices).await?),
        false => None,
    };
    Ok((contracts, invoices))
}
