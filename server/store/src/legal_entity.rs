//! Our own companies.

use crate::{
    Error, Result,
    entity::{contract, invoice, legal_entity},
};
use model::{
    calendar::holiday::Region,
    id::{ImportId, LegalEntityId},
    language::Language,
    party::{Address, LegalEntityDetails, Regime},
    view::LegalEntityRow,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashSet;
use uuid::Uuid;

fn details_of(row: legal_entity::Model) -> (LegalEntityId, i32, LegalEntityDetails) {
    let legal_entity::Model {
        id,
        name,
        country,
        registration_number,
        vat_number,
        street,
        postal_code,
        city,
        language,
        regime,
        holidays,
        import_id: _,
        version,
    } = row;
    let details = LegalEntityDetails {
        name,
        country,
        registration_number,
        vat_number,
        address: Address { street, postal_code, city },
        language: Language::from_tag(&language).unwrap_or_default(),
        regime: Regime::from_code(&regime).unwrap_or_default(),
        holidays: holidays.as_deref().and_then(Region::from_code),
    };
    (LegalEntityId(id), version, details)
}

fn row_of(
    id: LegalEntityId,
    version: i32,
    details: &LegalEntityDetails,
    import: Option<ImportId>,
) -> legal_entity::Model {
    let LegalEntityDetails {
        name,
        country,
        registration_number,
        vat_number,
        address: Address { street, postal_code, city },
        language,
        regime,
        holidays,
    } = details.clone();
    legal_entity::Model {
        id: id.0,
        name,
        country,
        registration_number,
        vat_number,
        street,
        postal_code,
        city,
        language: language.tag().to_owned(),
        regime: regime.code().to_owned(),
        holidays: holidays.map(|region| region.code().to_owned()),
        import_id: import.map(|import| import.0),
        version,
    }
}

/// Adds one of our companies.
pub async fn insert(
    connection: &impl ConnectionTrait,
    id: LegalEntityId,
    details: &LegalEntityDetails,
    import: Option<ImportId>,
) -> Result<()> {
    let row = row_of(id, 1, details, import);
    legal_entity::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Saves a company whose version is still the one that was read, and raises the version by one.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn update(
    connection: &impl ConnectionTrait,
    id: LegalEntityId,
    version: i32,
    details: &LegalEntityDetails,
) -> Result<()> {
    let mut row = row_of(id, version, details, None).into_active_model().reset_all();
    row.id = Unchanged(id.0);
    row.import_id = NotSet;
    row.version = Set(version + 1);
    let saved = legal_entity::Entity::update_many()
        .set(row)
        .filter(legal_entity::Column::Id.eq(id.0))
        .filter(legal_entity::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Removes a company whose version is still the one that was read.
///
/// # Errors
/// [`Error::Stale`] if somebody saved or removed it meanwhile.
pub async fn delete(connection: &impl ConnectionTrait, id: LegalEntityId, version: i32) -> Result<()> {
    let gone = legal_entity::Entity::delete_many()
        .filter(legal_entity::Column::Id.eq(id.0))
        .filter(legal_entity::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// All our companies, by name.
pub async fn list(connection: &impl ConnectionTrait) -> Result<Vec<(LegalEntityId, LegalEntityDetails)>> {
    let rows = legal_entity::Entity::find().order_by_asc(legal_entity::Column::Name).all(connection).await?;
    Ok(rows.into_iter().map(details_of).map(|(id, _, details)| (id, details)).collect())
}

/// All our companies with their versions, by name, and whether anything hangs on them: three queries.
pub async fn rows(connection: &impl ConnectionTrait) -> Result<Vec<LegalEntityRow>> {
    let rows = legal_entity::Entity::find().order_by_asc(legal_entity::Column::Name).all(connection).await?;
    let by_contract: Vec<Uuid> = contract::Entity::find()
        .select_only()
        .column(contract::Column::LegalEntityId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    let by_invoice: Vec<Uuid> = invoice::Entity::find()
        .select_only()
        .column(invoice::Column::LegalEntityId)
        .filter(invoice::Column::LegalEntityId.is_not_null())
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    let used: HashSet<Uuid> = by_contract.into_iter().chain(by_invoice).collect();
    let row = |(id, version, details): (LegalEntityId, i32, LegalEntityDetails)| {
        let in_use = used.contains(&id.0);
        LegalEntityRow { id, version, details, in_use }
    };
    Ok(rows.into_iter().map(details_of).map(row).collect())
}
