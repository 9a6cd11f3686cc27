//! Contents of files: on their way, kept, and let go.
//!
//! A content has a row before anything of it is written anywhere, and until nothing of it is left, so that what an
//! interrupted upload left behind is found. Whoever begins to use a content raises its version; it is let go only in the
//! version in which nobody used it, so that it does not go while somebody else uploads the same.

use crate::{
    Error, Result,
    entity::{attachment, content},
    stored::millis,
};
use model::{calendar::Moment, id::ContentId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

/// It is on its way.
const COMING: &str = "coming";
/// It is there whole.
const KEPT: &str = "kept";
/// It is to be deleted.
const GOING: &str = "going";

/// The key of a content: which master key wraps it, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentKeyRow {
    /// The content.
    pub id: ContentId,
    /// Which master key wraps its key.
    pub by: String,
    /// Its key, wrapped.
    pub text: String,
}

fn key_row((id, by, text): (Uuid, String, String)) -> ContentKeyRow {
    ContentKeyRow { id: ContentId(id), by, text }
}

/// Notes a content that is about to be written.
pub async fn begin(connection: &impl ConnectionTrait, key: &ContentKeyRow, at: Moment) -> Result<()> {
    let ContentKeyRow { id, by, text } = key.clone();
    let row = content::Model {
        id: id.0,
        state: COMING.to_owned(),
        hash: None,
        key_by: by,
        key_text: text,
        began_at: millis(at),
        version: 1,
    };
    content::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The content that is kept with a hash, for whoever is about to use it: until the end of the transaction nobody lets it go,
/// and afterwards it is seen to be used.
pub async fn hold(connection: &impl ConnectionTrait, hash: &str) -> Result<Option<ContentId>> {
    let held = content::Entity::update_many()
        .col_expr(content::Column::Version, Expr::col(content::Column::Version).add(1))
        .filter(content::Column::Hash.eq(hash))
        .exec(connection)
        .await?;
    if held.rows_affected == 0 {
        return Ok(None);
    }
    let found = content::Entity::find().filter(content::Column::Hash.eq(hash)).one(connection).await?;
    Ok(found.map(|found| ContentId(found.id)))
}

/// Notes that a content is there whole.
///
/// # Errors
/// [`Error::Taken`] if another one with the same hash came first; [`Error::Stale`] if it was given up meanwhile.
pub async fn keep(connection: &impl ConnectionTrait, id: ContentId, hash: &str) -> Result<()> {
    let kept = content::Entity::update_many()
        .set(content::ActiveModel {
            state: Set(KEPT.to_owned()),
            hash: Set(Some(hash.to_owned())),
            ..Default::default()
        })
        .filter(content::Column::Id.eq(id.0))
        .filter(content::Column::State.eq(COMING))
        .exec(connection)
        .await
        .map_err(Error::of_unique)?;
    if kept.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Lets a content go that was on its way.
pub async fn give_up(connection: &impl ConnectionTrait, id: ContentId) -> Result<()> {
    content::Entity::update_many()
        .set(content::ActiveModel { state: Set(GOING.to_owned()), ..Default::default() })
        .filter(content::Column::Id.eq(id.0))
        .filter(content::Column::State.eq(COMING))
        .exec(connection)
        .await?;
    Ok(())
}

/// Lets all contents go whose way began before a moment: those who sent them are long gone.
pub async fn give_up_before(connection: &impl ConnectionTrait, moment: Moment) -> Result<()> {
    content::Entity::update_many()
        .set(content::ActiveModel { state: Set(GOING.to_owned()), ..Default::default() })
        .filter(content::Column::State.eq(COMING))
        .filter(content::Column::BeganAt.lt(millis(moment)))
        .exec(connection)
        .await?;
    Ok(())
}

/// Whether a file uses the content; a question about one content at a time, because there may be millions of files.
fn used() -> Expr {
    let of_it =
        Expr::col((attachment::Entity, attachment::Column::ContentId)).equals((content::Entity, content::Column::Id));
    let files = attachment::Entity::find()
        .select_only()
        .column(attachment::Column::Id)
        .filter(of_it)
        .filter(attachment::Column::RemovedAt.is_null())
        .into_query();
    Expr::exists(files)
}

/// Contents that no file uses, each in the version in which none does; not more than a limit.
pub async fn unused(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<(ContentId, i32)>> {
    let found: Vec<(Uuid, i32)> = content::Entity::find()
        .select_only()
        .columns([content::Column::Id, content::Column::Version])
        .filter(content::Column::State.eq(KEPT))
        .filter(used().not())
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|(id, version)| (ContentId(id), version)).collect())
}

/// Lets a content go that is still in the version in which no file used it. Its hash is free then: who uploads the same
/// brings it anew.
pub async fn let_go(connection: &impl ConnectionTrait, id: ContentId, version: i32) -> Result<()> {
    content::Entity::update_many()
        .set(content::ActiveModel { state: Set(GOING.to_owned()), hash: Set(None), ..Default::default() })
        .filter(content::Column::Id.eq(id.0))
        .filter(content::Column::State.eq(KEPT))
        .filter(content::Column::Version.eq(version))
        .exec(connection)
        .await?;
    Ok(())
}

/// Contents that are to be deleted; not more than a limit.
pub async fn going(connection: &impl ConnectionTrait, limit: u64) -> Result<Vec<ContentId>> {
    let found: Vec<Uuid> = content::Entity::find()
        .select_only()
        .column(content::Column::Id)
        .filter(content::Column::State.eq(GOING))
        .order_by_asc(content::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(ContentId).collect())
}

/// Forgets a content of which nothing is left.
pub async fn forget(connection: &impl ConnectionTrait, id: ContentId) -> Result<()> {
    content::Entity::delete_many()
        .filter(content::Column::Id.eq(id.0))
        .filter(content::Column::State.eq(GOING))
        .exec(connection)
        .await?;
    Ok(())
}

/// The key of a content that is there whole.
pub async fn key(connection: &impl ConnectionTrait, id: ContentId) -> Result<Option<ContentKeyRow>> {
    let row = content::Entity::find_by_id(id.0).filter(content::Column::State.eq(KEPT)).one(connection).await?;
    Ok(row.map(|row| key_row((row.id, row.key_by, row.key_text))))
}

/// Keys of contents after one that another master key wraps than the one named; not more than a limit.
pub async fn wrapped_otherwise(
    connection: &impl ConnectionTrait,
    by: &str,
    after: Option<ContentId>,
    limit: u64,
) -> Result<Vec<ContentKeyRow>> {
    use content::Column as C;
    let found: Vec<(Uuid, String, String)> = content::Entity::find()
        .select_only()
        .columns([C::Id, C::KeyBy, C::KeyText])
        .filter(C::KeyBy.ne(by))
        .filter(Condition::all().add_option(after.map(|after| C::Id.gt(after.0))))
        .order_by_asc(C::Id)
        .limit(limit)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().map(key_row).collect())
}

/// Writes the key of a content as another master key wraps it, unless it was wrapped anew meanwhile.
pub async fn wrap(connection: &impl ConnectionTrait, before: &str, key: &ContentKeyRow) -> Result<()> {
    content::Entity::update_many()
        .set(content::ActiveModel {
            key_by: Set(key.by.clone()),
            key_text: Set(key.text.clone()),
            ..Default::default()
        })
        .filter(content::Column::Id.eq(key.id.0))
        .filter(content::Column::KeyBy.eq(before))
        .exec(connection)
        .await?;
    Ok(())
}

/// The master keys by which the keys of contents are wrapped.
pub async fn master_keys(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let found: Vec<String> = content::Entity::find()
        .select_only()
        .column(content::Column::KeyBy)
        .distinct()
        .order_by_asc(content::Column::KeyBy)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found)
}
