//! Renewals as work: what they are called.

use super::Text;
use model::renewal::{RenewalDecision, RenewalState, Way};

/// What was decided.
pub const fn decision(decision: RenewalDecision) -> Text {
    match decision {
        RenewalDecision::RenewAsIs => Text::new("Renew as it is", "Reconduire en l’état", "按原条件续约"),
        RenewalDecision::Renegotiate => Text::new("Renegotiate", "Renégocier", "重新谈判"),
        RenewalDecision::LetLapse => Text::new("Let it lapse", "Laisser expirer", "到期不续"),
        RenewalDecision::GiveNotice => Text::new("Give notice", "Dénoncer", "通知不续约"),
    }
}

/// Where a renewal stands.
pub const fn state(state: RenewalState) -> Text {
    match state {
        RenewalState::Late => Text::new("Decision overdue", "Décision en retard", "决定已逾期"),
        RenewalState::Undecided => Text::new("To be decided", "À décider", "待决定"),
        RenewalState::AwaitsSecond => Text::new("Awaits a second person", "À valider", "待复核"),
        RenewalState::ToAct => Text::new("Decided, to be acted on", "Décidé, à exécuter", "已决定，待执行"),
        RenewalState::Decided => Text::new("Decided", "Décidé", "已决定"),
        RenewalState::Renewed => Text::new("Renewed", "Reconduit", "已续约"),
        RenewalState::Ended => Text::new("Not renewed", "Non reconduit", "未续约"),
        RenewalState::Void => Text::new("No longer applies", "Sans objet", "不再适用"),
    }
}

/// How a renewal comes about.
pub const fn way(way: Way) -> Text {
    match way {
        Way::Tacit => Text::new("By itself", "Tacite", "自动续约"),
        Way::Express => Text::new("By signature", "Expresse", "签署续约"),
    }
}
