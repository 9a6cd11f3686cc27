//! Views of lists that people save for themselves or for everybody.

use crate::{Actor, Result};
use model::{
    id::SavedViewId,
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    view::{ListKind, SavedViewRow, ViewAudience},
};
use store::saved_view::SavedView;

/// The most characters of a name.
const NAME_MOST: u32 = 60;
/// The most characters of a query.
const QUERY_MOST: u32 = 2_000;
/// The most views of one list that a person can save.
const VIEWS_MOST: u64 = 50;

const fn needed(list: ListKind) -> Permission {
    match list {
        ListKind::Contracts => Permission::ViewContracts,
        ListKind::Findings => Permission::ViewLeakage,
        ListKind::Billing => Permission::ViewBilling,
    }
}

/// The views of a list that one is offered, by name.
pub async fn list(actor: &Actor, list: ListKind) -> Result<Vec<SavedViewRow>> {
    let reading = actor.read(needed(list))?;
    let Some(person) = actor.person() else {
        return Ok(Vec::new());
    };
    let views = store::saved_view::list(reading.connection(), list, person).await?;
    Ok(views
        .into_iter()
        .map(|SavedView { id, list: _, name, query, owner, audience }| SavedViewRow {
            id,
            name,
            audience,
            query,
            own: owner == person,
        })
        .collect())
}

/// Saves what an address shows of a list under a name. A view says nothing about records, so it is no part of the
/// history.
///
/// # Errors
/// [`Refusal::Fields`] for a name that is missing or too long, a query that is none, or too many views.
pub async fn save(actor: &Actor, list: ListKind, name: &str, audience: ViewAudience, query: &str) -> Result<()> {
    let acting = actor.begin(needed(list)).await?;
    let owner = actor.person().ok_or(Refusal::NotSignedIn)?;
    let refused = |problem| Refusal::Fields(vec![FieldProblem::new("view_name", problem)]);
    let name = name.trim();
    let query = without_page(query);
    if name.is_empty() {
        return Err(refused(Problem::Missing).into());
    }
    if name.chars().count() > NAME_MOST as usize {
        return Err(refused(Problem::TooLong { most: NAME_MOST }).into());
    }
    if query.len() > QUERY_MOST as usize || query.chars().any(|char| char.is_control() || char == '#') {
        return Err(refused(Problem::TooLong { most: QUERY_MOST }).into());
    }
    if store::saved_view::count(acting.connection(), list, owner).await? >= VIEWS_MOST {
        let most = i64::try_from(VIEWS_MOST).unwrap_or(i64::MAX);
        return Err(refused(Problem::OutOfRange { least: 0, most }).into());
    }
    let view =
        SavedView { id: actor.office().clock().id().into(), list, name: name.to_owned(), query, owner, audience };
    store::saved_view::insert(acting.connection(), &view, actor.now().timestamp_millis()).await?;
    acting.commit().await
}

/// The query without its page and its question mark: a view begins at its first row.
fn without_page(query: &str) -> String {
    let pairs = query.trim().trim_start_matches('?').split('&');
    let kept: Vec<&str> = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("page=")).collect();
    kept.join("&")
}

/// Deletes a view of one's own.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none, or it is somebody else's.
pub async fn delete(actor: &Actor, id: SavedViewId) -> Result<()> {
    let acting = actor.begin(Permission::ViewContracts).await?;
    let view = store::saved_view::find(acting.connection(), id).await?;
    let own = view.filter(|view| Some(view.owner) == actor.person());
    store::saved_view::delete(acting.connection(), own.ok_or(Refusal::NotFound)?.id).await?;
    acting.commit().await
}
