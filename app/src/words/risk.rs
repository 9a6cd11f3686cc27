//! Risks and reviews of contracts: kinds, states, classes, questions, and why a score is what it is.

use super::Text;
#[cfg(feature = "ssr")]
use super::Words;
#[cfg(feature = "ssr")]
use model::risk::ScoreStep;
use model::risk::{
    RiskClass, RiskKind, RiskState,
    review::{Question, ReviewAnswer, ReviewOutcome},
};

words! {
    LEGAL: "legal", "juridique", "法律";
    PERFORMANCE: "performance", "exécution", "履约";
    FINANCIAL: "financial", "financier", "财务";
    OPEN: "open", "ouvert", "未处理";
    MITIGATED: "mitigated", "maîtrisé", "已缓解";
    ACCEPTED: "accepted", "accepté", "已接受";
    CLOSED: "closed", "clos", "已关闭";
    LOW: "low", "faible", "低";
    MEDIUM: "medium", "moyen", "中";
    HIGH: "high", "élevé", "高";
    KEEP: "keep as it is", "maintenir en l’état", "维持不变";
    ACT: "act", "agir", "需采取行动";
    END: "end", "mettre fin", "终止合同";
    OK: "OK", "OK", "正常";
    NOT_OK: "not OK", "non conforme", "有问题";
    NOT_APPLICABLE: "not applicable", "sans objet", "不适用";
    PRICES:
        "Are the prices those that the contract gives today, increases included?",
        "Les prix appliqués sont-ils ceux du contrat à ce jour, révisions comprises ?",
        "当前执行价格（含调价）是否与合同一致？";
    BILLING:
        "Is everything billed that may be billed, and paid?",
        "Tout ce qui peut être facturé l’est-il, et réglé ?",
        "应开票款项是否均已开票并回款？";
    OBLIGATIONS:
        "Has either side done what it promised?",
        "Chaque partie a-t-elle tenu ses engagements ?",
        "双方是否均已履行义务？";
    SERVICE:
        "Is the service what was promised?",
        "La prestation est-elle conforme à l’engagement ?",
        "服务是否符合约定？";
    DATES:
        "Are end, renewal and notice known, and is it clear what we want?",
        "Fin, reconduction et préavis sont-ils connus, et notre intention est-elle claire ?",
        "到期、续约、通知期是否明确，我方意向是否清楚？";
    DOCUMENTS:
        "Are all amendments signed and filed?",
        "Tous les avenants sont-ils signés et classés ?",
        "所有补充协议是否已签署并归档？";
    PEOPLE:
        "Do owner, deputy and the customer’s contacts still hold?",
        "Responsable, suppléant et interlocuteurs du client sont-ils toujours les bons ?",
        "负责人、副负责人及客户联系人是否仍然有效？";
    LAW:
        "Do the law and the standards it rests on still hold?",
        "Les lois et normes sur lesquelles il repose sont-elles toujours en vigueur ?",
        "所依据的法律和标准是否仍然适用？";
    RISKS:
        "Are all risks written down, and their measures on their way?",
        "Tous les risques sont-ils recensés et leurs mesures engagées ?",
        "风险是否均已登记，措施是否在落实？";

    GRAVEST:
        "Gravest risk “{title}”: likelihood {likelihood} × impact {impact}",
        "Risque le plus grave, « {title} » : probabilité {likelihood} × gravité {impact}",
        "最严重的风险“{title}”：可能性 {likelihood} × 影响 {impact}";
    GRAVEST_HALF:
        "Gravest risk “{title}”: likelihood {likelihood} × impact {impact}, half of it because it is mitigated",
        "Risque le plus grave, « {title} » : probabilité {likelihood} × gravité {impact}, compté pour moitié car maîtrisé",
        "最严重的风险“{title}”：可能性 {likelihood} × 影响 {impact}，已缓解故减半";
    FURTHER_ONE: "{n} further grave risk", "{n} autre risque grave", "另有 {n} 项严重风险";
    FURTHER: "{n} further grave risks", "{n} autres risques graves", "另有 {n} 项严重风险";
    LATE_ONE: "{n} measure is late", "{n} mesure en retard", "{n} 项措施逾期";
    LATE: "{n} measures are late", "{n} mesures en retard", "{n} 项措施逾期";
    OBLIGATIONS_ONE:
        "{n} promise of ours is overdue",
        "{n} de nos obligations est en retard",
        "我方有 {n} 项义务逾期";
    OBLIGATIONS_LATE:
        "{n} promises of ours are overdue",
        "{n} de nos obligations sont en retard",
        "我方有 {n} 项义务逾期";
    VISITS_ONE: "{n} visit was missed", "{n} intervention manquée", "漏做 {n} 次上门服务";
    VISITS: "{n} visits were missed", "{n} interventions manquées", "漏做 {n} 次上门服务";
    PAYMENTS: "The customer is behind with payments", "Le client a des règlements en retard", "客户回款逾期";
    ENDLESS:
        "The contract has no end: only notice ends it",
        "Le contrat est à durée indéterminée : seule une dénonciation y met fin",
        "合同无固定期限，只有通知才能终止";
    WORTH:
        "It is worth {least} or more in its currency",
        "Sa valeur atteint {least} ou plus dans sa devise",
        "合同价值（以其币种计）达到 {least} 或以上";
}

/// The name of a kind.
pub const fn kind(kind: RiskKind) -> Text {
    match kind {
        RiskKind::Legal => LEGAL,
        RiskKind::Performance => PERFORMANCE,
        RiskKind::Financial => FINANCIAL,
    }
}

/// The name of a state.
pub const fn state(state: RiskState) -> Text {
    match state {
        RiskState::Open => OPEN,
        RiskState::Mitigated => MITIGATED,
        RiskState::Accepted => ACCEPTED,
        RiskState::Closed => CLOSED,
    }
}

/// The name of a class.
pub const fn class(class: RiskClass) -> Text {
    match class {
        RiskClass::Low => LOW,
        RiskClass::Medium => MEDIUM,
        RiskClass::High => HIGH,
    }
}

/// The name of an outcome.
pub const fn outcome(outcome: ReviewOutcome) -> Text {
    match outcome {
        ReviewOutcome::Keep => KEEP,
        ReviewOutcome::Act => ACT,
        ReviewOutcome::End => END,
    }
}

/// The name of an answer.
pub const fn answer(answer: ReviewAnswer) -> Text {
    match answer {
        ReviewAnswer::Ok => OK,
        ReviewAnswer::NotOk => NOT_OK,
        ReviewAnswer::NotApplicable => NOT_APPLICABLE,
    }
}

/// A question of a review.
pub const fn question(question: Question) -> Text {
    match question {
        Question::Prices => PRICES,
        Question::Billing => BILLING,
        Question::Obligations => OBLIGATIONS,
        Question::Service => SERVICE,
        Question::Dates => DATES,
        Question::Documents => DOCUMENTS,
        Question::People => PEOPLE,
        Question::Law => LAW,
        Question::Risks => RISKS,
    }
}

/// A step of the reasoning behind a score.
#[cfg(feature = "ssr")]
pub fn step(words: Words, step: &ScoreStep) -> String {
    let count = |count: u32, one, other| words.count(count.into(), one, other);
    match step {
        ScoreStep::Gravest { title, likelihood, impact, mitigated, points: _ } => {
            let (likelihood, impact) = (words.number(*likelihood), words.number(*impact));
            let text = if *mitigated { GRAVEST_HALF } else { GRAVEST };
            words.with(text, &[("title", title), ("likelihood", &likelihood), ("impact", &impact)])
        }
        ScoreStep::FurtherGrave { count: n, points: _ } => count(*n, FURTHER_ONE, FURTHER),
        ScoreStep::LateMeasures { count: n, points: _ } => count(*n, LATE_ONE, LATE),
        ScoreStep::OverdueObligations { count: n, points: _ } => count(*n, OBLIGATIONS_ONE, OBLIGATIONS_LATE),
        ScoreStep::MissedVisits { count: n, points: _ } => count(*n, VISITS_ONE, VISITS),
        ScoreStep::PaymentsOverdue { points: _ } => words.t(PAYMENTS).to_owned(),
        ScoreStep::Endless { points: _ } => words.t(ENDLESS).to_owned(),
        ScoreStep::Worth { least, points: _ } => words.with(WORTH, &[("least", &words.number(*least))]),
    }
}
