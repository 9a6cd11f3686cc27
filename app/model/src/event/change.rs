//! What a change did to the fields of a record.

use serde::{Deserialize, Serialize};

/// One field before and after, in the language-free form of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the field, as in the model.
    pub field: String,
    /// Value before, empty if there was none.
    pub before: String,
    /// Value after, empty if there is none.
    pub after: String,
}

/// The fields that differ between two forms of the same record, given as name and value by name and value.
pub fn changes<'a>(
    before: impl IntoIterator<Item = (&'a str, String)>,
    after: impl IntoIterator<Item = (&'a str, String)>,
) -> Vec<Change> {
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Change { field: field.to_owned(), before, after })
        .collect()
}
