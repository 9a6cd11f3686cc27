//! Revenue leakage: showing findings and pursuing them. How they are computed stands in `recompute`.

mod answering;
mod before;
mod bulk;
mod dashboard;
mod loose;
mod pursue;
mod recompute;
mod recovery;
mod show;

pub(crate) use answering::{follow_owner, judge_of_owner};
pub(crate) use before::{besides_of, owed_back_of, recovered_before};
pub use bulk::{SELECTION_MOST, Together, pursue_together, selection};
pub use dashboard::{Months, dashboard};
pub(crate) use loose::recompute_loose;
pub use pursue::{COMMENT_MOST, assign, claim, comment, reopen, set_due, waive, withdraw_claim};
pub(crate) use pursue::{pursuers, typed_amount};
pub(crate) use recompute::{Ahead, besides, recompute, recompute_with};
pub(crate) use recovery::typed_day;
pub use recovery::{recover, take_back};
pub use show::{export, find, list, sheet};
pub use store::finding::{Filter as FindingFilter, Order as FindingOrder, Sort as FindingSort};
