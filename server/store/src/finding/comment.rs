//! What people say about a finding.

use crate::{
    Result,
    entity::{finding_comment, person},
    stored::{millis, moment},
};
use model::{
    calendar::Moment,
    id::{FindingId, PersonId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

/// A comment with the name of whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredComment {
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Their words.
    pub text: String,
}

/// Adds a comment.
pub async fn add_comment(
    connection: &impl ConnectionTrait,
    id: Uuid,
    finding: FindingId,
    by: PersonId,
    at: Moment,
    text: &str,
) -> Result<()> {
    let row =
        finding_comment::Model { id, finding_id: finding.0, author_id: by.0, at: millis(at), text: text.to_owned() };
    finding_comment::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    name: Option<String>,
    at: i64,
    text: String,
}

/// The last comments on a finding, the oldest first; `most` of them.
pub async fn comments(connection: &impl ConnectionTrait, finding: FindingId, most: u64) -> Result<Vec<StoredComment>> {
    use finding_comment::Column as C;
    let mut rows: Vec<Row> = finding_comment::Entity::find()
        .join(
            JoinType::LeftJoin,
            finding_comment::Entity::belongs_to(person::Entity).from(C::AuthorId).to(person::Column::Id).into(),
        )
        .select_only()
        .columns([C::At, C::Text])
        .column_as(person::Column::Name, "name")
        .filter(C::FindingId.eq(finding.0))
        .order_by_desc(C::At)
        .order_by_desc(C::Id)
        .limit(most)
        .into_model()
        .all(connection)
        .await?;
    rows.reverse();
    Ok(rows
        .into_iter()
        .map(|row| StoredComment { by: row.name.unwrap_or_default(), at: moment(row.at), text: row.text })
        .collect())
}
