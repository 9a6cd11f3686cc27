//! What our companies and contracts say about a file that leaves its days or its money open.

use crate::Result;
use model::{import::conventions::Custom, view::ImportKind};
use store::ConnectionTrait;

/// The custom of the company of ours that rows without one belong to, or of the first with a country. A company that
/// an import makes has no country until a person says it, so an import under way does not change its own reading.
pub(super) async fn load(connection: &impl ConnectionTrait, kind: ImportKind) -> Result<Custom> {
    let entities = store::legal_entity::list(connection).await?;
    let first = entities.iter().map(|(_, entity)| entity.country.as_str()).find(|country| !country.is_empty());
    let mut custom = Custom::of_country(first.unwrap_or_default());
    for (_, entity) in &entities {
        custom.add_entity(&entity.name, &entity.country);
    }
    // Only invoices name contracts that are there already.
    if kind == ImportKind::Invoices {
        for (number, reference, currency) in store::contract::numbered_currencies(connection).await? {
            for number in std::iter::once(number).chain(reference) {
                custom.add_contract(&number, currency);
            }
        }
    }
    Ok(custom)
}
