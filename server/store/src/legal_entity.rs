//! Our own companies.

use crate::{Result, entity::legal_entity};
use model::{
    id::{ImportId, LegalEntityId},
    party::LegalEntityDetails,
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};

/// Adds one of our companies.
pub async fn insert(
    connection: &impl ConnectionTrait,
    id: LegalEntityId,
    details: &LegalEntityDetails,
    import: Option<ImportId>,
) -> Result<()> {
    let LegalEntityDetails { name, country, registration_number, vat_number } = details.clone();
    let row = legal_entity::Model {
        id: id.0,
        name,
        country,
        registration_number,
        vat_number,
        import_id: import.map(|import| import.0),
        version: 1,
    };
    legal_entity::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// All our companies, by name.
pub async fn list(connection: &impl ConnectionTrait) -> Result<Vec<(LegalEntityId, LegalEntityDetails)>> {
    let rows = legal_entity::Entity::find().order_by_asc(legal_entity::Column::Name).all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let legal_entity::Model { id, name, country, registration_number, vat_number, import_id: _, version: _ } =
                row;
            (LegalEntityId(id), LegalEntityDetails { name, country, registration_number, vat_number })
        })
        .collect())
}
