//! What was worked out lately and holds as long as nothing changes from which it follows: understanding a long file and
//! comparing it with everything that is there would otherwise be done again for each page of its review.

use crate::Result;
use model::{
    calendar::{Day, Moment},
    id::ImportId,
    view::{ImportReview, ReviewRow},
};
use std::sync::{Arc, Mutex, PoisonError};
use store::{ConnectionTrait, sight::Sight};

/// How many rows of reviews are kept in all; one review is kept whatever its length.
const ROWS_MOST: usize = 60_000;
/// How long a review is kept.
const KEPT_FOR: chrono::Duration = chrono::Duration::minutes(30);

/// From what the review of an import follows: the import as it is read, for whom and when, and the state of everything
/// else, which is another one with each link of the history and each step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Follows {
    import: ImportId,
    version: i32,
    sight: Sight,
    day: Day,
    last_event: i64,
    runs: store::import::run::Standing,
}

impl Follows {
    /// From what a review follows now: two queries. To be asked before the review is made, so that a change that comes
    /// in between makes it outdated, and not the next one too late.
    pub(crate) async fn now(
        connection: &impl ConnectionTrait,
        (import, version): (ImportId, i32),
        sight: Sight,
        day: Day,
    ) -> Result<Self> {
        let last_event = store::history::last_sequence(connection).await?;
        let runs = store::import::run::standing(connection).await?;
        Ok(Self { import, version, sight, day, last_event, runs })
    }
}

/// The review of an import with all of its rows.
#[derive(Debug)]
pub(crate) struct WholeReview {
    /// The review without rows.
    pub(crate) head: ImportReview,
    /// All rows, in the order in which they are shown.
    pub(crate) rows: Vec<ReviewRow>,
}

#[derive(Debug)]
struct Kept {
    follows: Follows,
    at: Moment,
    review: Arc<WholeReview>,
}

/// Reviews that were made lately; shared by everybody who asks this program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reviews(Arc<Mutex<Vec<Kept>>>);

impl Reviews {
    /// The review that follows from this, if it was made lately.
    pub(crate) fn find(&self, follows: &Follows) -> Option<Arc<WholeReview>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.follows == *follows).map(|kept| Arc::clone(&kept.review))
    }

    /// Keeps a review, in the place of an earlier one of the same import for the same eyes, and lets the oldest go.
    pub(crate) fn keep(&self, follows: Follows, at: Moment, review: Arc<WholeReview>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |one: &Follows| (one.import, one.sight) == (follows.import, follows.sight);
        all.retain(|kept| !same(&kept.follows) && kept.at + KEPT_FOR > at);
        all.push(Kept { follows, at, review });
        while all.len() > 1 && all.iter().map(|kept| kept.review.rows.len()).sum::<usize>() > ROWS_MOST {
            all.remove(0);
        }
    }

    /// Lets the reviews of an import go.
    pub(crate) fn forget(&self, import: ImportId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|kept| kept.follows.import != import);
    }
}
