//! Saved views of lists: the questions; what is shown of them stands in `components::list`.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use model::view::{ListKind, SavedViewRow};

/// The views of a list that one is offered.
#[server(ListViews, endpoint = "saved_view/list", protocol = crate::wire::Wire)]
pub async fn list(list: ListKind) -> Result<Vec<SavedViewRow>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::saved_view::list(&actor, list).await?)
}

/// Saves what a list shows under a name.
#[server(SaveView, endpoint = "saved_view/save", protocol = crate::wire::Wire)]
pub async fn save(
    list: String,
    view_name: String,
    query: String,
    #[server(default)] shared: Option<String>,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::saved_view::save(&actor, kind(&list)?, &view_name, audience(shared.as_deref()), &query).await?)
}

/// Deletes a view of one's own.
#[server(DeleteView, endpoint = "saved_view/delete", protocol = crate::wire::Wire)]
pub async fn delete(id: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::saved_view::delete(&actor, view_id(&id)?).await?)
}

#[cfg(feature = "ssr")]
fn kind(code: &str) -> Result<ListKind, Failure> {
    ListKind::from_code(code).ok_or_else(|| model::refusal::Refusal::NotFound.into())
}

#[cfg(feature = "ssr")]
fn audience(shared: Option<&str>) -> model::view::ViewAudience {
    use model::view::ViewAudience;
    if shared == Some("true") { ViewAudience::Everybody } else { ViewAudience::Private }
}

#[cfg(feature = "ssr")]
fn view_id(id: &str) -> Result<model::id::SavedViewId, Failure> {
    id.parse().map_err(|_| model::refusal::Refusal::NotFound.into())
}
