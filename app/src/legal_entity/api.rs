//! Questions about our own companies, and the steps that change them.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{components::kept::Opened, failure::Failure};
use leptos::server;
use model::{party::form::LegalEntityForm, view::LegalEntityRow};
use serde::{Deserialize, Serialize};

/// What stands in an address for a company that is to be added.
pub const NEW: &str = "new";

/// All our companies, by name.
#[server(ListLegalEntities, endpoint = "legal_entity/list", protocol = crate::wire::Wire)]
pub async fn list() -> Result<Vec<LegalEntityRow>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::legal_entity::list(&actor).await?)
}

#[cfg(feature = "ssr")]
fn id(text: &str) -> Result<model::id::LegalEntityId, Failure> {
    text.parse().map_err(|_| Failure::from(operations::Failure::from(model::refusal::Refusal::NotFound)))
}

/// A company opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedEntity {
    /// The form.
    pub opened: Opened<LegalEntityForm>,
    /// Whether anything hangs on it, so that it cannot be removed.
    pub in_use: bool,
}

/// A company opened for editing, or a new one.
#[server(OpenLegalEntity, endpoint = "legal_entity/open", protocol = crate::wire::Wire)]
pub async fn open(entity: String) -> Result<OpenedEntity, Failure> {
    let actor = crate::visit::actor().await?;
    let own = if entity == NEW { None } else { Some(id(&entity)?) };
    let operations::legal_entity::Opening { form, version, in_use } =
        operations::legal_entity::open(&actor, own).await?;
    let typed = crate::visit::take_typed(&format!("legal_entity/{entity}")).await;
    Ok(OpenedEntity { opened: Opened::beside(form, version, typed), in_use })
}

/// Adds a company, or saves it, and goes back to the list.
#[server(SaveLegalEntity, endpoint = "legal_entity/save", protocol = crate::wire::Wire)]
pub async fn save(entity: String, version: i32, form: LegalEntityForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let own = if entity == NEW { None } else { Some(id(&entity)?) };
    let step = operations::legal_entity::save_typed(&actor, own, version, &form);
    crate::visit::keeping(&format!("legal_entity/{entity}"), &form, step).await?;
    leptos_axum::redirect("/administration/entities");
    Ok(())
}

/// Removes a company and goes back to the list.
#[server(RemoveLegalEntity, endpoint = "legal_entity/remove", protocol = crate::wire::Wire)]
pub async fn remove(entity: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::legal_entity::remove(&actor, id(&entity)?, version).await?;
    leptos_axum::redirect("/administration/entities");
    Ok(())
}
