//! Contracts: their kinds, phases and terms.

use super::{Text, Words};
use model::{
    calendar::Length,
    contract::{Confidentiality, ContractType, PaymentTerm, Renewal, TermLength},
    term::Phase,
};

words! {
    FIXED_PRICE: "Fixed price", "Forfait", "固定总价";
    TIME_AND_MATERIALS: "Time and materials", "Régie", "按工时计价";
    COST_PLUS: "Cost-plus", "Dépenses contrôlées", "成本加成";
    RECURRING_SERVICE: "Recurring service", "Prestation récurrente", "周期性服务";
    SUBSCRIPTION: "Subscription", "Abonnement", "订阅";
    FRAMEWORK: "Framework", "Contrat-cadre", "框架合同";
    STATEMENT_OF_WORK: "Statement of work", "Contrat d’application", "工作说明书";
    NDA: "Non-disclosure agreement", "Accord de confidentialité", "保密协议";

    DRAFT: "Draft", "Projet", "草稿";
    SIGNED: "Signed", "Signé", "已签署";
    IN_FORCE: "In force", "En vigueur", "履行中";
    ENDING: "Ending", "Fin programmée", "即将终止";
    ENDED: "Ended", "Terminé", "已结束";

    UNTIL: "Until {day}", "Jusqu’au {day}", "至 {day}止";
    OPEN_ENDED: "Open-ended", "Durée indéterminée", "无固定期限";
    TERM_UNKNOWN: "Term not known", "Durée inconnue", "期限不详";

    NO_RENEWAL: "No renewal: ends with its term", "Sans reconduction : prend fin à l’échéance", "不续约，到期终止";
    NO_TERM_TO_RENEW:
        "Goes on until somebody gives notice",
        "Se poursuit jusqu’à dénonciation",
        "持续有效，直至一方通知终止";
    EXPRESS_RENEWAL:
        "Renews only if both sides sign again",
        "Reconduction expresse, sur accord signé des deux parties",
        "协商续约，须双方重新签署";
    TACIT_RENEWAL:
        "Renews by itself for {length} at a time",
        "Reconduction tacite par périodes de {length}",
        "自动续约，每次 {length}";
    TACIT_ONCE:
        "Renews by itself for {length}, once only",
        "Reconduction tacite pour {length}, une seule fois",
        "自动续约一次，为期 {length}";
    TACIT_MOST:
        "Renews by itself for {length} at a time, {n} times at most",
        "Reconduction tacite par périodes de {length}, {n} fois au plus",
        "自动续约，每次 {length}，最多 {n} 次";
    RENEWAL_NONE: "None", "Sans reconduction", "不续约";
    RENEWAL_EXPRESS: "Express", "Expresse", "协商续约";
    RENEWAL_TACIT: "Tacit", "Tacite", "自动续约";

    NOTICE_OF: "{length} before the end of the term", "{length} avant l’échéance", "到期前 {length}";
    NOTICE_OPEN_ENDED: "{length} from receipt", "{length} à compter de la réception", "自收到通知起 {length}";
    NO_NOTICE: "None: up to the last day", "Aucun : jusqu’au dernier jour", "无，截至最后一天均可";
    NOTICE_UNKNOWN: "No notice period stated", "Préavis non précisé", "未约定通知期";

    PAY_AT_ONCE: "On the invoice date", "Comptant, à la date de facture", "开票当日";
    PAY_END_OF_MONTH: "End of the invoice month", "Fin du mois de facturation", "开票当月月末";
    PAY_DAY: "{n} day from the invoice date", "{n} jour date de facture", "开票后 {n} 天";
    PAY_DAYS: "{n} days from the invoice date", "{n} jours date de facture", "开票后 {n} 天";
    PAY_DAY_END_OF_MONTH: "{n} day, end of month", "{n} jour fin de mois", "开票后 {n} 天，顺延至月末";
    PAY_DAYS_END_OF_MONTH: "{n} days, end of month", "{n} jours fin de mois", "开票后 {n} 天，顺延至月末";

    FOR_ORGANISATION:
        "Everyone who may see contracts",
        "Toute personne autorisée à consulter les contrats",
        "所有可查看合同的人";
    FOR_TEAM:
        "One team, the owner and the deputy",
        "Une équipe, le responsable et son suppléant",
        "指定团队、负责人和副负责人";
    FOR_PERSON:
        "{n} person, the owner and the deputy",
        "{n} personne, le responsable et son suppléant",
        "指定的 {n} 人、负责人和副负责人";
    FOR_PEOPLE:
        "{n} people, the owner and the deputy",
        "{n} personnes, le responsable et son suppléant",
        "指定的 {n} 人、负责人和副负责人";
}

/// The name of a kind of contract.
pub const fn contract_type(contract_type: ContractType) -> Text {
    match contract_type {
        ContractType::FixedPrice => FIXED_PRICE,
        ContractType::TimeAndMaterials => TIME_AND_MATERIALS,
        ContractType::CostPlus => COST_PLUS,
        ContractType::RecurringService => RECURRING_SERVICE,
        ContractType::Subscription => SUBSCRIPTION,
        ContractType::Framework => FRAMEWORK,
        ContractType::StatementOfWork => STATEMENT_OF_WORK,
        ContractType::Nda => NDA,
    }
}

/// Where a contract stands.
pub const fn phase(phase: Phase) -> Text {
    match phase {
        Phase::Draft => DRAFT,
        Phase::Signed => SIGNED,
        Phase::InForce => IN_FORCE,
        Phase::Ending => ENDING,
        Phase::Ended => ENDED,
    }
}

/// The length of the first term: `12 months`, `Until 31 Dec 2026`, `Open-ended`.
pub fn term_length(words: Words, term: TermLength) -> String {
    match term {
        TermLength::Months { months } => words.months(months),
        TermLength::Until { last_day } => words.with(UNTIL, &[("day", &words.day(last_day))]),
        TermLength::OpenEnded => words.t(OPEN_ENDED).to_owned(),
        TermLength::Unknown => words.t(TERM_UNKNOWN).to_owned(),
    }
}

/// What follows the term, as a sentence; in a word where the term it follows is not known.
pub fn renewal(words: Words, renewal: Renewal, term: Option<TermLength>) -> String {
    match renewal {
        _ if term == Some(TermLength::OpenEnded) => words.t(NO_TERM_TO_RENEW).to_owned(),
        Renewal::None if term.is_none() => words.t(RENEWAL_NONE).to_owned(),
        Renewal::None => words.t(NO_RENEWAL).to_owned(),
        Renewal::Express => words.t(EXPRESS_RENEWAL).to_owned(),
        Renewal::Tacit { months, maximum } => {
            let length = words.months(months);
            match maximum {
                None => words.with(TACIT_RENEWAL, &[("length", &length)]),
                Some(1) => words.with(TACIT_ONCE, &[("length", &length)]),
                Some(most) => words.with(TACIT_MOST, &[("length", &length), ("n", &words.number(most))]),
            }
        }
    }
}

/// What follows the term, in a word, for lists and choices.
pub const fn renewal_name(renewal: Renewal) -> Text {
    match renewal {
        Renewal::None => RENEWAL_NONE,
        Renewal::Express => RENEWAL_EXPRESS,
        Renewal::Tacit { .. } => RENEWAL_TACIT,
    }
}

/// The notice period, and from or before when it counts.
pub fn notice(words: Words, notice: Option<Length>, term: TermLength) -> String {
    match notice {
        None => words.t(NOTICE_UNKNOWN).to_owned(),
        Some(Length::Days(0) | Length::Weeks(0) | Length::Months(0)) => words.t(NO_NOTICE).to_owned(),
        Some(length) => {
            let text = match term {
                TermLength::OpenEnded => NOTICE_OPEN_ENDED,
                TermLength::Months { .. } | TermLength::Until { .. } | TermLength::Unknown => NOTICE_OF,
            };
            words.with(text, &[("length", &words.length(length))])
        }
    }
}

/// When invoices are due.
pub fn payment_term(words: Words, payment_term: PaymentTerm) -> String {
    let PaymentTerm { days, end_of_month } = payment_term;
    match (days, end_of_month) {
        (0, false) => words.t(PAY_AT_ONCE).to_owned(),
        (0, true) => words.t(PAY_END_OF_MONTH).to_owned(),
        (_, false) => words.count(days.into(), PAY_DAY, PAY_DAYS),
        (_, true) => words.count(days.into(), PAY_DAY_END_OF_MONTH, PAY_DAYS_END_OF_MONTH),
    }
}

/// Who of ours may see a contract.
pub fn confidentiality(words: Words, confidentiality: &Confidentiality) -> String {
    match confidentiality {
        Confidentiality::Organisation => words.t(FOR_ORGANISATION).to_owned(),
        Confidentiality::Team { team: _ } => words.t(FOR_TEAM).to_owned(),
        Confidentiality::People { people } => words.count(people.len() as u64, FOR_PERSON, FOR_PEOPLE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::language::Language;

    #[test]
    fn a_contract_without_a_term_does_not_end_with_its_term() {
        let said = |language, renewal, term| super::renewal(Words(language), renewal, term);
        let open = Some(TermLength::OpenEnded);
        assert_eq!(said(Language::En, Renewal::None, open), "Goes on until somebody gives notice");
        assert_eq!(said(Language::Fr, Renewal::None, open), "Se poursuit jusqu’à dénonciation");
        assert_eq!(
            said(Language::Zh, Renewal::Tacit { months: 12, maximum: None }, open),
            "持续有效，直至一方通知终止"
        );
        let year = Some(TermLength::Months { months: 12 });
        assert_eq!(said(Language::En, Renewal::None, year), "No renewal: ends with its term");
        assert_eq!(said(Language::En, Renewal::None, None), "None");
    }
}
