//! Saved views of lists.

use crate::{Result, entity::saved_view};
use model::{
    id::{PersonId, SavedViewId},
    view::{ListKind, ViewAudience},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Identity.
    pub id: SavedViewId,
    /// The list.
    pub list: ListKind,
    /// Name.
    pub name: String,
    /// The query of the list's address.
    pub query: String,
    /// Who saved it.
    pub owner: PersonId,
    /// Who sees it.
    pub audience: ViewAudience,
}

fn view_of(row: saved_view::Model) -> Option<SavedView> {
    Some(SavedView {
        id: SavedViewId(row.id),
        list: ListKind::from_code(&row.list)?,
        name: row.name,
        query: row.query,
        owner: PersonId(row.owner_id),
        audience: if row.shared { ViewAudience::Everybody } else { ViewAudience::Private },
    })
}

/// The views of a list that a person is offered, by name: their own, and those saved for everybody.
pub async fn list(connection: &impl ConnectionTrait, list: ListKind, person: PersonId) -> Result<Vec<SavedView>> {
    use saved_view::Column as C;
    let rows = saved_view::Entity::find()
        .filter(C::List.eq(list.code()))
        .filter(Condition::any().add(C::OwnerId.eq(person.0)).add(C::Shared.eq(true)))
        .order_by_asc(C::Name)
        .order_by_asc(C::Id)
        .limit(200)
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(view_of).collect())
}

/// A view by identity.
pub async fn find(connection: &impl ConnectionTrait, id: SavedViewId) -> Result<Option<SavedView>> {
    Ok(saved_view::Entity::find_by_id(id.0).one(connection).await?.and_then(view_of))
}

/// How many views of a list a person has saved.
pub async fn count(connection: &impl ConnectionTrait, list: ListKind, person: PersonId) -> Result<u64> {
    use saved_view::Column as C;
    let own = saved_view::Entity::find().filter(C::List.eq(list.code())).filter(C::OwnerId.eq(person.0));
    Ok(own.count(connection).await?)
}

/// Adds a view.
pub async fn insert(connection: &impl ConnectionTrait, view: &SavedView, now: i64) -> Result<()> {
    let SavedView { id, list, name, query, owner, audience } = view;
    let row = saved_view::Model {
        id: id.0,
        list: list.code().to_owned(),
        name: name.clone(),
        query: query.clone(),
        owner_id: owner.0,
        shared: *audience == ViewAudience::Everybody,
        created_at: now,
    };
    saved_view::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Removes a view.
pub async fn delete(connection: &impl ConnectionTrait, id: SavedViewId) -> Result<()> {
    saved_view::Entity::delete_by_id(id.0).exec(connection).await?;
    Ok(())
}
