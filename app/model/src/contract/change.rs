//! What differs between two versions of a contract, for the history.

use super::ContractDetails;
use crate::{event::Change, price_line::PriceLine};
use serde_json::Value;

/// The fields that differ, in the order of their names; price lines as one field. An empty list if nothing does.
pub fn changes(
    before: (&ContractDetails, &[PriceLine]),
    after: (&ContractDetails, &[PriceLine]),
) -> Result<Vec<Change>, serde_json::Error> {
    let (old, new) = (serde_json::to_value(before.0)?, serde_json::to_value(after.0)?);
    let fields = new.as_object().into_iter().flat_map(|fields| fields.iter());
    let differing = fields.filter_map(|(field, new)| {
        let old = old.get(field).unwrap_or(&Value::Null);
        (old != new).then(|| Change { field: field.clone(), before: text(old), after: text(new) })
    });
    let mut changes: Vec<Change> = differing.collect();
    if before.1 != after.1 {
        let field = "lines".to_owned();
        changes.push(Change {
            field,
            before: serde_json::to_string(before.1)?,
            after: serde_json::to_string(after.1)?,
        });
    }
    Ok(changes)
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
