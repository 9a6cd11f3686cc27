//! Imports: the file as it came, how its columns are read, and what became of it.

mod made;
mod removal;
pub mod run;

pub use made::{
    billed_by, concerned_by, count_findings, count_records, count_waiting, credited_by, customers_of, known_counts,
    references_of, settled_by_payments, some_contracts, some_invoices,
};
pub use removal::{
    Removed, delete_contracts, delete_findings_about, delete_invoices, delete_parties, let_go_changed, removed_by,
    worked_on,
};

use crate::{
    Error, Result,
    entity::{import, import_mapping},
    stored::{from_json, json},
};
use model::id::{ImportId, PersonId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use serde::{Serialize, de::DeserializeOwned};

pub use import::Model as Import;

/// Adds an import.
pub async fn insert(connection: &impl ConnectionTrait, row: Import) -> Result<()> {
    import::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// An import with its file.
pub async fn find(connection: &impl ConnectionTrait, id: ImportId) -> Result<Option<Import>> {
    Ok(import::Entity::find_by_id(id.0).one(connection).await?)
}

/// An import with an empty file in the place of its own.
pub async fn find_without_file(connection: &impl ConnectionTrait, id: ImportId) -> Result<Option<Import>> {
    use import::Column as C;
    Ok(import::Entity::find_by_id(id.0)
        .select_only()
        .columns([C::Id, C::Kind, C::FileName, C::Choices, C::Mapping, C::Decisions, C::State, C::Summary])
        .columns([C::CreatedBy, C::CreatedAt, C::FinishedAt, C::Version])
        .expr_as(Expr::val(Vec::<u8>::new()), C::Content.as_str())
        .one(connection)
        .await?)
}

/// Saves everything of an import but its file, if its version is still the one that was read.
///
/// # Errors
/// [`Error::Stale`] if somebody saved it meanwhile.
pub async fn update(connection: &impl ConnectionTrait, row: &Import) -> Result<()> {
    let change = import::ActiveModel {
        kind: Set(row.kind.clone()),
        choices: Set(row.choices.clone()),
        mapping: Set(row.mapping.clone()),
        decisions: Set(row.decisions.clone()),
        state: Set(row.state.clone()),
        summary: Set(row.summary.clone()),
        finished_at: Set(row.finished_at),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let saved = import::Entity::update_many()
        .set(change)
        .filter(import::Column::Id.eq(row.id))
        .filter(import::Column::Version.eq(row.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Moves an import from one state to another without touching its file, and raises its version.
///
/// # Errors
/// [`Error::Stale`] if it is in another state, or `version` is given and is not its version.
pub async fn move_on(
    connection: &impl ConnectionTrait,
    id: ImportId,
    version: Option<i32>,
    (from, to): (&str, &str),
    outcome: Option<Outcome>,
) -> Result<()> {
    use import::Column as C;
    let mut change = import::Entity::update_many()
        .col_expr(C::State, Expr::val(to))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(id.0))
        .filter(C::State.eq(from));
    if let Some(Outcome { summary, decisions, finished_at }) = outcome {
        change = change
            .col_expr(C::Summary, Expr::val(summary))
            .col_expr(C::Decisions, Expr::val(decisions))
            .col_expr(C::FinishedAt, Expr::val(finished_at));
    }
    if let Some(version) = version {
        change = change.filter(C::Version.eq(version));
    }
    if change.exec(connection).await?.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Keeps what was chosen about an import that was just moved on, in the same transaction.
pub async fn keep_choices(connection: &impl ConnectionTrait, id: ImportId, choices: &str) -> Result<()> {
    import::Entity::update_many()
        .col_expr(import::Column::Choices, Expr::val(choices))
        .filter(import::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Deletes the file of an import; what it was called and what became of it stay.
pub async fn delete_file(connection: &impl ConnectionTrait, id: ImportId) -> Result<()> {
    import::Entity::update_many()
        .col_expr(import::Column::Content, Expr::val(Vec::<u8>::new()))
        .filter(import::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// What became of an import, as it is kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The summary, as JSON.
    pub summary: String,
    /// What is needed to undo it, as JSON.
    pub decisions: String,
    /// When (milliseconds).
    pub finished_at: Option<i64>,
}

/// An import in a list, without its file.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Listed {
    /// Identity.
    pub id: uuid::Uuid,
    /// Contracts or invoices.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// Where it stands.
    pub state: String,
    /// What became of it, as JSON.
    pub summary: String,
    /// What is needed to undo it, as JSON.
    pub decisions: String,
    /// Who began it.
    pub created_by: Option<uuid::Uuid>,
    /// When (milliseconds).
    pub created_at: i64,
    /// When it came to its end (milliseconds).
    pub finished_at: Option<i64>,
    /// Version, for comparing at a save.
    pub version: i32,
}

/// The columns of [`Listed`].
const LISTED: [import::Column; 10] = {
    use import::Column as C;
    [
        C::Id,
        C::Kind,
        C::FileName,
        C::State,
        C::Summary,
        C::Decisions,
        C::CreatedBy,
        C::CreatedAt,
        C::FinishedAt,
        C::Version,
    ]
};

/// An import without its file.
pub async fn find_listed(connection: &impl ConnectionTrait, id: ImportId) -> Result<Option<Listed>> {
    Ok(import::Entity::find_by_id(id.0).select_only().columns(LISTED).into_model().one(connection).await?)
}

/// Some imports without their files.
pub async fn find_many(connection: &impl ConnectionTrait, ids: &[ImportId]) -> Result<Vec<Listed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = import::Entity::find().filter(import::Column::Id.is_in(ids.iter().map(|id| id.0)));
    Ok(found.select_only().columns(LISTED).into_model().all(connection).await?)
}

/// The latest imports.
pub async fn list(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<Listed>> {
    Ok(import::Entity::find()
        .select_only()
        .columns(LISTED)
        .order_by_desc(import::Column::CreatedAt)
        .order_by_desc(import::Column::Id)
        .limit(limit)
        .into_model()
        .all(connection)
        .await?)
}

/// Who began an import, by the identity of a person.
pub fn created_by(listed: &Listed) -> Option<PersonId> {
    listed.created_by.map(PersonId)
}

/// Keeps a column mapping under a name, over any earlier one.
pub async fn write_mapping<T: Serialize>(
    connection: &impl ConnectionTrait,
    kind: &str,
    name: &str,
    mapping: &T,
) -> Result<()> {
    let row = import_mapping::ActiveModel {
        kind: Set(kind.to_owned()),
        name: Set(name.to_owned()),
        mapping: Set(json("mapping", mapping)?),
    };
    let over = OnConflict::columns([import_mapping::Column::Kind, import_mapping::Column::Name])
        .update_column(import_mapping::Column::Mapping)
        .to_owned();
    import_mapping::Entity::insert(row).on_conflict(over).exec_without_returning(connection).await?;
    Ok(())
}

/// The mappings kept for a kind of import, by name.
pub async fn mappings<T: DeserializeOwned>(connection: &impl ConnectionTrait, kind: &str) -> Result<Vec<(String, T)>> {
    let rows = import_mapping::Entity::find()
        .filter(import_mapping::Column::Kind.eq(kind))
        .order_by_asc(import_mapping::Column::Name)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| Ok((row.name, from_json("mapping", &row.mapping)?))).collect()
}

/// Names of the mappings kept for a kind of import.
pub async fn mapping_names(connection: &impl ConnectionTrait, kind: &str) -> Result<Vec<String>> {
    Ok(import_mapping::Entity::find()
        .select_only()
        .column(import_mapping::Column::Name)
        .filter(import_mapping::Column::Kind.eq(kind))
        .order_by_asc(import_mapping::Column::Name)
        .into_tuple()
        .all(connection)
        .await?)
}
