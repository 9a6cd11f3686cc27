//! What happens to the risks of contracts, and reviews.

use super::{super::Words, changes::fields};
use crate::words::risk;
use model::{
    event::RiskStep,
    risk::{RiskClass, RiskState, review::ReviewOutcome},
};

words! {
    ADDED: "{actor} added the risk “{title}”", "{actor} a ajouté le risque « {title} »", "{actor} 登记了风险“{title}”";
    CHANGED:
        "{actor} changed the risk “{title}”: {fields}",
        "{actor} a modifié le risque « {title} » : {fields}",
        "{actor} 修改了风险“{title}”：{fields}";
    MITIGATED:
        "{actor} recorded that the risk “{title}” is mitigated: {reason}",
        "{actor} a enregistré la maîtrise du risque « {title} » : {reason}",
        "{actor} 登记风险“{title}”已缓解：{reason}";
    ACCEPTED:
        "{actor} accepted the risk “{title}”: {reason}",
        "{actor} a accepté le risque « {title} » : {reason}",
        "{actor} 接受了风险“{title}”：{reason}";
    CLOSED:
        "{actor} closed the risk “{title}”: {reason}",
        "{actor} a clos le risque « {title} » : {reason}",
        "{actor} 关闭了风险“{title}”：{reason}";
    REOPENED:
        "{actor} reopened the risk “{title}”",
        "{actor} a rouvert le risque « {title} »",
        "{actor} 重新打开了风险“{title}”";
    REVIEWED:
        "{actor} reviewed the contract: {outcome} (risk: {class})",
        "{actor} a passé le contrat en revue : {outcome} (risque : {class})",
        "{actor} 复核了合同：{outcome}（风险：{class}）";
    REVIEWED_NEXT:
        "{actor} reviewed the contract: {outcome} (risk: {class}). Next: {next}",
        "{actor} a passé le contrat en revue : {outcome} (risque : {class}). Suite à donner : {next}",
        "{actor} 复核了合同：{outcome}（风险：{class}）。后续：{next}";
}

/// What somebody did with a risk.
pub(super) fn said(words: Words, actor: &str, title: &str, step: &RiskStep) -> String {
    let say = |text, values: &[(&str, &str)]| {
        let mut all = vec![("actor", actor), ("title", title)];
        all.extend_from_slice(values);
        words.with(text, &all)
    };
    match step {
        RiskStep::Added => say(ADDED, &[]),
        RiskStep::Changed { changes } => say(CHANGED, &[("fields", &fields(words, changes))]),
        RiskStep::Settled { state, reason } => {
            let text = match state {
                RiskState::Open => REOPENED,
                RiskState::Mitigated => MITIGATED,
                RiskState::Accepted => ACCEPTED,
                RiskState::Closed => CLOSED,
            };
            say(text, &[("reason", reason)])
        }
        RiskStep::Reopened => say(REOPENED, &[]),
    }
}

/// What came of a review.
pub(super) fn reviewed(words: Words, actor: &str, outcome: ReviewOutcome, class: RiskClass, next: &str) -> String {
    let text = if next.is_empty() { REVIEWED } else { REVIEWED_NEXT };
    let (outcome, class) = (words.t(risk::outcome(outcome)), words.t(risk::class(class)));
    words.with(text, &[("actor", actor), ("outcome", outcome), ("class", class), ("next", next)])
}
