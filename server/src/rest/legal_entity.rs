//! Our own companies, which sign contracts and issue invoices.

use axum::{Json, http::StatusCode};
use model::{party, view::LegalEntityRow};
use operations::legal_entity;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    answer::{Created, Versioned},
    ask::{Body, Id, IfMatch},
    caller::Caller,
    customer::Language,
    problem::Trouble,
    wire::{Address, choices, party_field},
};

choices! {
    /// A calendar of holidays.
    HolidayRegion = model::calendar::holiday::Region {
        /// France.
        France,
        /// England and Wales.
        EnglandAndWales,
        /// Mainland China.
        China,
        /// Any other: weekends, and the days that an administrator adds.
        Other,
    }
    /// Which law and practice the contracts of a company follow where countries differ; never legal advice.
    Regime = model::party::Regime {
        /// Between companies in France (code de commerce).
        FranceBusiness,
        /// French consumers and non-professionals (code de la consommation).
        FranceConsumer,
        /// United Kingdom.
        UnitedKingdom,
        /// Another member state of the European Union.
        EuropeanUnion,
        /// Mainland China.
        China,
        /// No rule of a country.
        Generic,
    }
}

/// One of our own companies.
#[derive(Debug, Serialize, ToSchema)]
pub struct LegalEntity {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// Name as registered.
    #[schema(example = "Halvane")]
    pub name: String,
    /// ISO 3166-1 alpha-2 country of registration; `null` while nobody has said it.
    #[schema(example = "FR")]
    pub country: Option<String>,
    /// Registration number of that country (SIREN or SIRET, company number, USCC).
    pub registration_number: Option<String>,
    /// VAT number, with its country prefix.
    pub vat_number: Option<String>,
    /// Its seat.
    pub address: Address,
    /// The language of its contracts and letters.
    pub language: Language,
    /// Which law and practice its contracts follow.
    pub regime: Regime,
    /// Whose holidays it keeps; `null` for those of its country.
    pub holidays: Option<HolidayRegion>,
    /// Whether contracts or invoices hang on it, so that it cannot be removed.
    pub in_use: bool,
}

impl From<LegalEntityRow> for LegalEntity {
    fn from(row: LegalEntityRow) -> Self {
        let LegalEntityRow { id, version, details, in_use } = row;
        let party::LegalEntityDetails {
            name,
            country,
            registration_number,
            vat_number,
            address,
            language,
            regime,
            holidays,
        } = details;
        Self {
            id: id.0,
            version,
            name,
            country: Some(country).filter(|country| !country.is_empty()),
            registration_number,
            vat_number,
            address: address.into(),
            language: language.into(),
            regime: regime.into(),
            holidays: holidays.map(Into::into),
            in_use,
        }
    }
}

/// Everything about a company that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalEntityDetails {
    /// Name as registered; 200 characters at most.
    #[schema(max_length = 200)]
    name: String,
    /// ISO 3166-1 alpha-2 country of registration.
    #[schema(example = "FR")]
    country: String,
    /// Registration number of that country (SIREN or SIRET, company number, USCC).
    registration_number: Option<String>,
    /// VAT number; the prefix of the country is put before it where it is missing.
    vat_number: Option<String>,
    /// Its seat.
    #[serde(default)]
    address: Address,
    /// The language of its contracts and letters.
    language: Language,
    /// Which law and practice its contracts follow.
    regime: Regime,
    /// Whose holidays it keeps; those of its country unless said otherwise.
    #[serde(default)]
    holidays: Option<HolidayRegion>,
}

impl From<LegalEntityDetails> for party::LegalEntityDetails {
    fn from(details: LegalEntityDetails) -> Self {
        let LegalEntityDetails { name, country, registration_number, vat_number, address, language, regime, holidays } =
            details;
        Self {
            name,
            country,
            registration_number,
            vat_number,
            address: address.into(),
            language: language.into(),
            regime: regime.into(),
            holidays: holidays.map(Into::into),
        }
    }
}

/// Our companies
///
/// All, by name.
#[utoipa::path(
    get, path = "/legal_entities", tag = "legal_entities",
    responses((status = 200, description = "All our companies, by name.", body = Vec<LegalEntity>)),
    extensions(("x-permission" = json!("manage_legal_entities"))),
)]
pub async fn list_legal_entities(caller: Caller) -> Result<Json<Vec<LegalEntity>>, Trouble> {
    Ok(Json(legal_entity::list(&caller.actor).await?.into_iter().map(LegalEntity::from).collect()))
}

/// One of our companies
#[utoipa::path(
    get, path = "/legal_entities/{id}", tag = "legal_entities",
    params(("id" = Uuid, Path, description = "Identity of the company.")),
    responses((status = 200, description = "The company.", body = LegalEntity, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("manage_legal_entities"))),
)]
pub async fn find_legal_entity(caller: Caller, Id(id): Id) -> Result<Versioned<LegalEntity>, Trouble> {
    sheet(&caller, id).await
}

async fn sheet(caller: &Caller, id: Uuid) -> Result<Versioned<LegalEntity>, Trouble> {
    let found = legal_entity::find(&caller.actor, id.into()).await?;
    Ok(Versioned(found.version, found.into()))
}

/// Add one of our companies
///
/// No two of them have the same name or number.
#[utoipa::path(
    post, path = "/legal_entities", tag = "legal_entities",
    request_body(content = LegalEntityDetails, example = json!({
        "name": "Halvane Services",
        "country": "FR",
        "address": { "street": "8 rue des Forges", "postal_code": "69002", "city": "Lyon" },
        "language": "fr",
        "regime": "france_business"
    })),
    responses((
        status = 201, description = "The new company.", body = LegalEntity,
        headers(("ETag" = String), ("Location" = String, description = "Where the company is.")),
    )),
    extensions(("x-permission" = json!("manage_legal_entities"))),
)]
pub async fn create_legal_entity(
    caller: Caller,
    Body(body): Body<LegalEntityDetails>,
) -> Result<Created<LegalEntity>, Trouble> {
    let created = legal_entity::create(&caller.actor, &body.into()).await;
    let id = created.map_err(|failure| Trouble::named(failure, party_field))?;
    Ok(Created(format!("/legal_entities/{id}"), sheet(&caller, id.0).await?))
}

/// Change one of our companies
///
/// Replaces what is known of it as a whole.
#[utoipa::path(
    put, path = "/legal_entities/{id}", tag = "legal_entities",
    params(("id" = Uuid, Path, description = "Identity of the company."), IfMatch),
    request_body(content = LegalEntityDetails, example = json!({
        "name": "Halvane Services",
        "country": "FR",
        "language": "fr",
        "regime": "france_business"
    })),
    responses((
        status = 200, description = "The company as it is now.", body = LegalEntity, headers(("ETag" = String)),
    )),
    extensions(("x-permission" = json!("manage_legal_entities"))),
)]
pub async fn edit_legal_entity(
    caller: Caller,
    Id(id): Id,
    IfMatch(version): IfMatch,
    Body(body): Body<LegalEntityDetails>,
) -> Result<Versioned<LegalEntity>, Trouble> {
    let saved = legal_entity::save(&caller.actor, id.into(), version, &body.into()).await;
    saved.map_err(|failure| Trouble::named(failure, party_field))?;
    sheet(&caller, id).await
}

/// Remove one of our companies
///
/// If no contract or invoice hangs on it; otherwise that is refused as `in_use`.
#[utoipa::path(
    delete, path = "/legal_entities/{id}", tag = "legal_entities",
    params(("id" = Uuid, Path, description = "Identity of the company."), IfMatch),
    responses((status = 204, description = "It is removed.")),
    extensions(("x-permission" = json!("manage_legal_entities"))),
)]
pub async fn remove_legal_entity(caller: Caller, Id(id): Id, IfMatch(version): IfMatch) -> Result<StatusCode, Trouble> {
    legal_entity::remove(&caller.actor, id.into(), version).await?;
    Ok(StatusCode::NO_CONTENT)
}
