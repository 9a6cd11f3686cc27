//! What the counts beside the places of the rail are of. Said by the server alone, so that no browser loads it.

use super::Words;
use model::view::RailCount;

words! {
    DUE_ONE: "{n} thing is due", "{n} échéance à traiter", "{n} 项待办";
    DUE: "{n} things are due", "{n} échéances à traiter", "{n} 项待办";
    TO_MATCH_ONE: "{n} invoice line waits to be matched", "{n} ligne de facture à rapprocher", "{n} 行发票明细待匹配";
    TO_MATCH: "{n} invoice lines wait to be matched", "{n} lignes de facture à rapprocher", "{n} 行发票明细待匹配";
    TO_PLAN_ONE: "{n} visit is to be planned", "{n} intervention à planifier", "{n} 次上门服务待排期";
    TO_PLAN: "{n} visits are to be planned", "{n} interventions à planifier", "{n} 次上门服务待排期";
}

/// The address of the place beside which a count stands, the number, and what it is of.
pub fn beside(w: Words, count: RailCount) -> (&'static str, u64, String) {
    let (address, n, one, many) = match count {
        RailCount::Due(n) => ("/home", n, DUE_ONE, DUE),
        RailCount::ToMatch(n) => ("/billing", n, TO_MATCH_ONE, TO_MATCH),
        RailCount::ToPlan(n) => ("/visits", n, TO_PLAN_ONE, TO_PLAN),
    };
    (address, n, w.count(n, one, many))
}
