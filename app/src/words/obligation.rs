//! Obligations: kinds, sides, states, and how often they fall due.

use super::Text;
use model::obligation::{ObligationKind, Side, State};

#[cfg(feature = "ssr")]
pub mod schedule;
#[cfg(feature = "ssr")]
pub mod told;

words! {
    DUTY: "obligation", "obligation", "义务";
    DELIVERABLE: "deliverable", "livrable", "交付物";
    MILESTONE: "milestone", "jalon", "里程碑";
    OURS: "ours", "la nôtre", "我方";
    CUSTOMERS: "the customer’s", "celle du client", "客户";
    PENDING: "to come", "à venir", "未到期";
    DUE: "due", "à échéance", "已到期";
    OVERDUE: "overdue", "en retard", "逾期";
    PARTLY: "fulfilled in part", "partiellement exécutée", "部分履行";
    HANDED_OVER: "waiting for acceptance", "en attente de recette", "待验收";
    FULFILLED: "fulfilled", "exécutée", "已履行";
    WAIVED: "waived", "abandonnée", "已豁免";
    LAPSED: "lapsed", "caduque", "已失效";
}

/// A kind of obligation.
pub const fn kind(kind: ObligationKind) -> Text {
    match kind {
        ObligationKind::Duty => DUTY,
        ObligationKind::Deliverable => DELIVERABLE,
        ObligationKind::Milestone => MILESTONE,
    }
}

/// Whose obligation it is.
pub const fn side(side: Side) -> Text {
    match side {
        Side::Ours => OURS,
        Side::Customer => CUSTOMERS,
    }
}

/// Where an occurrence stands.
pub const fn state(state: State) -> Text {
    match state {
        State::Pending => PENDING,
        State::Due => DUE,
        State::Overdue => OVERDUE,
        State::Partly => PARTLY,
        State::HandedOver => HANDED_OVER,
        State::Fulfilled => FULFILLED,
        State::Waived => WAIVED,
        State::Lapsed => LAPSED,
    }
}
