//! What contracts may name, for programs that add or change them.

use axum::Json;
use model::view::ContractChoices;
use operations::contract;
use serde::Serialize;
use utoipa::ToSchema;

use crate::rest::{caller::Caller, problem::Trouble, wire::Named};

/// What contracts may name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Choices {
    /// Our people, by name, as owners and deputies.
    pub owners: Vec<Named>,
    /// Our companies, by name.
    pub legal_entities: Vec<Named>,
    /// Currencies of the contracts there are (ISO 4217).
    #[schema(example = json!(["EUR"]))]
    pub currencies: Vec<String>,
}

/// What contracts may name
///
/// People and companies of ours by identity and name; customers are found at `/customers`.
#[utoipa::path(
    get, path = "/contracts/choices", tag = "contracts",
    responses((status = 200, description = "People, companies and currencies.", body = Choices)),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn list_choices(caller: Caller) -> Result<Json<Choices>, Trouble> {
    let found = contract::choices(&caller.actor, None).await?;
    let ContractChoices { owners, legal_entities, currencies, customer: _ } = found;
    Ok(Json(Choices {
        owners: owners.into_iter().map(|(id, name)| Named::new(id, name)).collect(),
        legal_entities: legal_entities.into_iter().map(|(id, name)| Named::new(id, name)).collect(),
        currencies: currencies.into_iter().map(|currency| currency.code().to_owned()).collect(),
    }))
}
