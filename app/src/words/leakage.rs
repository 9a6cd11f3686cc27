//! Revenue leakage: kinds, stages, states, and the sentences that prove a finding.

pub mod cause;
pub mod evidence;
pub mod headline;
pub mod steps;
pub mod visits;

pub use cause::{party_difference, variation};
pub use evidence::{evidence, evidence_at};
pub use headline::{headline, lateness};
pub use steps::steps;

use super::{Text, Words};
use model::leakage::{CloseReason, Confidence, DueSource, FindingKind, FindingState, Gap, SettledBy, Stage};

words! {
    MISSING_PERIOD: "Period not invoiced", "Période non facturée", "漏开票期间";
    BILLED_TWICE: "Billed twice", "Facturé deux fois", "重复开票";
    BELOW_TERMS: "Billed below the terms", "Facturé sous le prix convenu", "低于约定开票";
    ABOVE_TERMS: "Billed above the terms", "Facturé au-dessus du prix convenu", "高于约定开票";
    OLD_PRICE: "Billed at the old price", "Facturé à l’ancien prix", "仍按旧价开票";
    SERVED_AFTER_END: "Visits after the end", "Interventions après la fin du contrat", "合同结束后仍上门";
    DISCOUNT_PAST_END: "Discount past its end", "Remise maintenue après son terme", "优惠到期仍沿用";
    MILESTONE_NOT_INVOICED: "Milestone not invoiced", "Jalon non facturé", "里程碑未开票";
    NEVER_BILLED: "Never billed", "Jamais facturé", "从未开票";
    OVERDUE: "Overdue invoice", "Facture échue impayée", "发票逾期未回款";
    VISIT_MISSED: "Visit missed or not planned", "Intervention manquée ou non planifiée", "上门服务未排期或错过";
    VISIT_NOT_BILLED: "Visit not billed", "Intervention non facturée", "上门服务未计费";
    NOTICE_NEAR: "Notice deadline near", "Dénonciation à décider", "最迟通知日临近";
    WRONG_PARTY: "Wrong party, currency or VAT", "Société, client, devise ou TVA différents", "主体、币种或税率不符";
    BILLING_AFTER_END: "Billed after the end", "Facturé après la fin du contrat", "合同结束后仍开票";
    STOPPED_WHILE_LIVE:
        "Billing stopped, contract live",
        "Facturation arrêtée, contrat en cours",
        "合同履行中却停止开票";
    INCOMPLETE: "Incomplete contract", "Contrat incomplet", "合同信息不完整";
    VALUE_MISMATCH: "Value does not add up", "Montant incohérent", "合同金额不一致";

    ABOUT_MISSING_PERIOD:
        "The contract promises a payment for a period, its billing day is past, and no invoice covers it.",
        "Le contrat prévoit une facturation pour la période, la date est passée et aucune facture ne la couvre.",
        "合同约定该期间应收款，开票日已过，却没有对应的发票。";
    ABOUT_BILLED_TWICE:
        "Several invoices bill the same period, so the excess will have to be credited.",
        "Plusieurs factures portent sur la même période : le trop-facturé devra faire l’objet d’un avoir.",
        "同一期间被多张发票重复开具，多开部分须开具红字发票。";
    ABOUT_BELOW_TERMS:
        "The invoice is lower than the terms say, and no known cause explains it.",
        "La facture est inférieure à ce que prévoit le contrat, sans cause connue.",
        "发票金额低于合同约定，且没有已知原因。";
    ABOUT_ABOVE_TERMS:
        "The invoice is higher than the terms allow: the customer may ask for the difference back.",
        "La facture dépasse ce que prévoit le contrat : le client peut réclamer la différence.",
        "发票金额高于合同约定，客户可能要求退还差额。";
    ABOUT_OLD_PRICE:
        "A price increase or a new price was due, and invoices still show the price before it.",
        "Une révision ou un nouveau prix était dû et les factures portent encore l’ancien prix.",
        "已到调价或适用新价的时间，发票仍按旧价开具。";
    ABOUT_DISCOUNT_PAST_END:
        "A discount or free period had ended and was given all the same.",
        "Une remise ou une période gratuite était arrivée à son terme et a continué d’être accordée.",
        "折扣或免费期已到期，却仍在沿用。";
    ABOUT_NEVER_BILLED:
        "The contract is signed and runs, and nothing was ever invoiced for it or for one of its lines.",
        "Le contrat est signé et en cours, et rien n’a jamais été facturé, pour le contrat ou l’une de ses lignes.",
        "合同已签署并履行，但整份合同或其中某一计费项从未开票。";
    ABOUT_MILESTONE:
        "The milestone was accepted, which releases its payment, and no invoice covers it.",
        "Le jalon a été accepté, ce qui déclenche son paiement, et aucune facture ne le couvre.",
        "里程碑已验收，款项可以开票，却没有对应的发票。";
    ABOUT_OVERDUE:
        "The invoice was issued, its due day is past, and it is not paid in full.",
        "La facture est émise, son échéance est passée et elle n’est pas réglée en totalité.",
        "发票已开具，付款到期日已过，尚未全额回款。";
    ABOUT_SERVED_AFTER_END:
        "Visits were made although the contract had ended, so nothing bills them any more.",
        "Des interventions ont eu lieu alors que le contrat avait pris fin : plus rien ne les facture.",
        "合同已结束却仍上门服务，已无合同据以计费。";
    ABOUT_VISIT_MISSED:
        "The contract promises a visit that is late: the customer pays for it and may ask for the money back.",
        "Le contrat promet une intervention qui est en retard : le client la paie et peut en demander le remboursement.",
        "合同约定的上门服务已延误：客户已为此付费，可能要求退款。";
    ABOUT_VISIT_NOT_BILLED:
        "A visit or time that the customer has to pay was reported, and nobody has decided to bill it.",
        "Une intervention ou du temps à payer par le client a été déclaré, et personne n’a décidé de le facturer.",
        "已登记须由客户付费的上门或超时，但无人确认计费。";
    ABOUT_NOTICE_NEAR:
        "The contract renews by itself on its present terms unless somebody decides before the last day for notice.",
        "Sans décision avant la date limite de dénonciation, le contrat est reconduit aux conditions actuelles.",
        "如在最迟通知日前无人决定，合同将按现有条件自动续约。";
    ABOUT_WRONG_PARTY:
        "The invoice names another company, customer, currency or VAT rate than the contract, so it may be refused.",
        "La facture porte une autre entité, un autre client, une autre devise ou un autre taux de TVA que le contrat : elle peut être refusée.",
        "发票的主体、客户、币种或税率与合同不符，可能被拒收。";
    ABOUT_BILLING_AFTER_END:
        "Invoices cover days after the contract ended: either it goes on and needs a signature, or the money must be given back.",
        "Des factures portent sur des jours postérieurs à la fin du contrat : soit il se poursuit et doit être signé, soit il faut émettre un avoir.",
        "发票涵盖合同结束之后的日期：要么补签合同，要么开具红字发票。";
    ABOUT_STOPPED_WHILE_LIVE:
        "The contract goes on and used to be billed, and for several periods no invoice was issued.",
        "Le contrat continue et était facturé, mais plus aucune facture n’a été émise depuis plusieurs périodes.",
        "合同仍在履行且曾正常开票，但已连续多期未开票。";
    ABOUT_INCOMPLETE:
        "Without an owner, a beginning or an end, nobody watches the contract and its amounts cannot be relied on.",
        "Sans responsable, sans début ou sans fin, personne ne suit le contrat et ses montants ne sont pas fiables.",
        "缺少负责人、起始日或合同期限，合同无人跟进，金额也不可靠。";
    ABOUT_VALUE_MISMATCH:
        "The price lines do not add up to the value the contract states: something is missing or billed without agreement.",
        "Les lignes de prix n’aboutissent pas au montant indiqué au contrat : il manque une ligne, ou l’une d’elles n’a pas été convenue.",
        "计费项合计与合同金额不符：可能漏列，也可能未经约定。";

    UNBILLED: "Promised, not billed, before tax", "Dû, non facturé, HT", "已约定未开票（不含税）";
    UNCOLLECTED: "Overdue, with tax", "Échu et impayé, TTC", "逾期未回款（含税）";
    RISK: "At risk", "À risque", "存在风险";
    OVERBILLED: "Billed without being owed", "Facturé à tort", "多开票";

    CERTAIN: "Certain", "Certain", "确定";
    LIKELY: "Likely", "Probable", "很可能";
    CHECK: "To be checked", "À vérifier", "待核实";
    ABOUT_CERTAIN:
        "It follows from the terms and the invoices.",
        "Cela découle du contrat et des factures.",
        "由合同条款和发票直接得出。";
    ABOUT_LIKELY:
        "One thing is assumed; the explanation says which.",
        "Une hypothèse a été faite ; l’explication précise laquelle.",
        "其中有一项为推定，详见说明。";
    ABOUT_CHECK:
        "A person has to look before it is claimed.",
        "Un contrôle humain est nécessaire avant toute réclamation.",
        "追收之前须人工核实。";

    FOUND: "Found", "Détecté", "已发现";
    CLAIMED: "Being worked on", "En cours de traitement", "处理中";
    RECOVERED: "Settled", "Traité", "已处理";
    WAIVED: "Waived", "Abandonné", "不再跟进";
    CLOSED: "Closed", "Clos", "已关闭";
    CLAIMED_ON: "Claimed on {day}", "Réclamé le {day}", "{day}开始追收";
    RECOVERED_ON: "Recovered on {day}", "Récupéré le {day}", "{day}收回";
    RECOVERED_AMOUNT_ON: "{amount} recovered on {day}", "{amount} récupérés le {day}", "{day}收回 {amount}";
    CLOSED_ON: "Closed on {day}", "Clos le {day}", "{day}关闭";
    CLOSED_ON_BECAUSE: "Closed on {day}. {why}", "Clos le {day}. {why}", "{day}关闭。{why}";

    SETTLED_BY_INVOICE:
        "Invoice {number} of {day} settled it.",
        "Facture {number} du {day}.",
        "依据：{day}的发票 {number}。";
    SETTLED_BY_CREDIT:
        "Credit note {number} of {day} settled it.",
        "Avoir {number} du {day}.",
        "依据：{day}的红字发票 {number}。";
    SETTLED_BY_PAYMENT:
        "A payment of {amount} on {day} settled it.",
        "Règlement de {amount} du {day}.",
        "依据：{day}的回款 {amount}。";
    CLOSED_BILLED:
        "It was billed as the terms say, or the excess was credited.",
        "La facturation est désormais conforme au contrat, ou l’excédent a fait l’objet d’un avoir.",
        "已按约定开票，或多开部分已红冲。";
    CLOSED_PAID:
        "The invoice was paid or credited.",
        "La facture a été réglée ou a fait l’objet d’un avoir.",
        "发票已回款或已红冲。";
    CLOSED_ROW_WAIVED:
        "The expected billing was given up with a reason.",
        "La facturation attendue a été abandonnée, avec un motif.",
        "该期应开票已注明原因并放弃开票。";
    CLOSED_TERMS_CHANGED:
        "The terms of the contract changed.",
        "Les conditions du contrat ont changé.",
        "合同条款已变更。";
    CLOSED_DECIDED:
        "Notice was given or received, or the renewal was decided.",
        "Le contrat a été dénoncé ou la reconduction a été décidée.",
        "已发出或收到不续约通知，或已作出续约决定。";
    CLOSED_DATE_PASSED: "The day it warned of has passed.", "La date signalée est passée.", "所提醒的日期已过。";
    CLOSED_CORRECTED:
        "What was lacking was filled in, or the figures agree now.",
        "L’information manquante a été complétée ou les chiffres concordent désormais.",
        "缺失内容已补齐，或数据已一致。";
    CLOSED_ENDED: "The contract ended.", "Le contrat a pris fin.", "合同已结束。";
    CLOSED_INVOICE_GONE:
        "The invoice no longer belongs to the contract, or no longer exists.",
        "La facture n’est plus rattachée au contrat ou n’existe plus.",
        "发票已不再归属该合同，或已不存在。";
    CLOSED_SUPERSEDED:
        "Another finding covers the same money: {kind}.",
        "Un autre constat porte sur les mêmes sommes : {kind}.",
        "同一笔金额已由另一项涵盖：{kind}。";
    CLOSED_NO_LONGER_HOLDS:
        "The last computation did not find it again.",
        "Le dernier calcul ne l’a plus relevé.",
        "最近一次计算未再发现。";

    DUE_PRINTED: "as printed on the invoice", "date portée sur la facture", "以发票所载为准";
    DUE_BY_TERM: "by the contract’s payment term", "selon le délai de règlement du contrat", "按合同付款期限计算";
    DUE_BY_DEFAULT:
        "by our usual payment term, since neither invoice nor contract states one",
        "selon notre délai habituel, faute d’indication sur la facture ou au contrat",
        "发票和合同均未注明，按默认付款期限计算";

    GAP_OWNER: "an owner", "un responsable", "负责人";
    GAP_START: "a first day", "une date de début", "起始日";
    GAP_OWNER_GONE: "an owner who is still here", "un responsable toujours présent", "在职的负责人";
    GAP_REVIEW: "the review that was due", "la revue arrivée à échéance", "到期应做的复核";
    GAP_END: "a length or an end", "une durée ou une date de fin", "合同期限或到期日";
}

/// The short name of a kind of finding.
pub const fn kind(kind: FindingKind) -> Text {
    match kind {
        FindingKind::MissingPeriod => MISSING_PERIOD,
        FindingKind::BilledTwice => BILLED_TWICE,
        FindingKind::BelowTerms => BELOW_TERMS,
        FindingKind::AboveTerms => ABOVE_TERMS,
        FindingKind::OldPrice => OLD_PRICE,
        FindingKind::ServedAfterEnd => SERVED_AFTER_END,
        FindingKind::DiscountPastEnd => DISCOUNT_PAST_END,
        FindingKind::MilestoneNotInvoiced => MILESTONE_NOT_INVOICED,
        FindingKind::NeverBilled => NEVER_BILLED,
        FindingKind::Overdue => OVERDUE,
        FindingKind::VisitMissed => VISIT_MISSED,
        FindingKind::VisitNotBilled => VISIT_NOT_BILLED,
        FindingKind::NoticeNear => NOTICE_NEAR,
        FindingKind::WrongParty => WRONG_PARTY,
        FindingKind::BillingAfterEnd => BILLING_AFTER_END,
        FindingKind::StoppedWhileLive => STOPPED_WHILE_LIVE,
        FindingKind::Incomplete => INCOMPLETE,
        FindingKind::ValueMismatch => VALUE_MISMATCH,
    }
}

/// What there is to do about a finding of a kind.
pub const fn remedy(kind: FindingKind) -> Text {
    use super::leakage_page as say;
    match kind {
        FindingKind::MissingPeriod
        | FindingKind::BelowTerms
        | FindingKind::OldPrice
        | FindingKind::DiscountPastEnd
        | FindingKind::MilestoneNotInvoiced
        | FindingKind::NeverBilled
        | FindingKind::StoppedWhileLive => say::CLAIM_TEXT,
        FindingKind::BilledTwice | FindingKind::AboveTerms | FindingKind::BillingAfterEnd => say::CREDIT_TEXT,
        FindingKind::Overdue => say::REMIND_TEXT,
        FindingKind::ServedAfterEnd => say::SERVED_TEXT,
        FindingKind::VisitMissed => say::VISIT_TEXT,
        FindingKind::VisitNotBilled => say::BILL_VISIT_TEXT,
        FindingKind::NoticeNear => say::DECIDE_TEXT,
        FindingKind::WrongParty => say::REBILL_TEXT,
        FindingKind::Incomplete | FindingKind::ValueMismatch => say::COMPLETE_TEXT,
    }
}

/// What a kind of finding means, in one sentence.
pub const fn explanation(kind: FindingKind) -> Text {
    match kind {
        FindingKind::MissingPeriod => ABOUT_MISSING_PERIOD,
        FindingKind::BilledTwice => ABOUT_BILLED_TWICE,
        FindingKind::BelowTerms => ABOUT_BELOW_TERMS,
        FindingKind::AboveTerms => ABOUT_ABOVE_TERMS,
        FindingKind::OldPrice => ABOUT_OLD_PRICE,
        FindingKind::ServedAfterEnd => ABOUT_SERVED_AFTER_END,
        FindingKind::DiscountPastEnd => ABOUT_DISCOUNT_PAST_END,
        FindingKind::MilestoneNotInvoiced => ABOUT_MILESTONE,
        FindingKind::NeverBilled => ABOUT_NEVER_BILLED,
        FindingKind::Overdue => ABOUT_OVERDUE,
        FindingKind::VisitMissed => ABOUT_VISIT_MISSED,
        FindingKind::VisitNotBilled => ABOUT_VISIT_NOT_BILLED,
        FindingKind::NoticeNear => ABOUT_NOTICE_NEAR,
        FindingKind::WrongParty => ABOUT_WRONG_PARTY,
        FindingKind::BillingAfterEnd => ABOUT_BILLING_AFTER_END,
        FindingKind::StoppedWhileLive => ABOUT_STOPPED_WHILE_LIVE,
        FindingKind::Incomplete => ABOUT_INCOMPLETE,
        FindingKind::ValueMismatch => ABOUT_VALUE_MISMATCH,
    }
}

/// Where on the way from promise to cash the money is lost.
pub const fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Unbilled => UNBILLED,
        Stage::Uncollected => UNCOLLECTED,
        Stage::Risk => RISK,
        Stage::Overbilled => OVERBILLED,
    }
}

/// How sure a finding or a match is.
pub const fn confidence(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Certain => CERTAIN,
        Confidence::Likely => LIKELY,
        Confidence::Check => CHECK,
    }
}

/// What that sureness means, in one sentence.
pub const fn confidence_explanation(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Certain => ABOUT_CERTAIN,
        Confidence::Likely => ABOUT_LIKELY,
        Confidence::Check => ABOUT_CHECK,
    }
}

/// Where findings stand, by the stable text of the state; other texts count as found.
pub fn state_code(code: &str) -> Text {
    match code {
        "claimed" => CLAIMED,
        "recovered" => RECOVERED,
        "waived" => WAIVED,
        "closed" => CLOSED,
        _ => FOUND,
    }
}

/// Where a finding of a stage stands and since when: `Claimed on 4 Dec 2026`.
pub fn state(words: Words, stage: Stage, state: &FindingState) -> String {
    let steps = steps(stage);
    let (text, on) = match state {
        FindingState::Found => return words.t(FOUND).to_owned(),
        FindingState::Claimed { on, by: _ } => (steps.begun, on),
        FindingState::Recovered { on, by: _, amount: _ } => (steps.ended.0, on),
        FindingState::Waived { on, by: _, reason: _ } => (steps.waived.0, on),
        FindingState::Closed { on, .. } => (CLOSED_ON, on),
    };
    words.with(text, &[("day", &words.day(*on))])
}

/// Where a finding of a stage stands, since when, and why or with how much.
pub fn state_long(words: Words, stage: Stage, state: &FindingState) -> String {
    let day = |day| words.day(day);
    match state {
        FindingState::Found | FindingState::Claimed { .. } | FindingState::Recovered { amount: None, .. } => {
            self::state(words, stage, state)
        }
        FindingState::Recovered { on, by: _, amount: Some(amount) } => {
            words.with(steps(stage).ended.1, &[("amount", &words.money(*amount)), ("day", &day(*on))])
        }
        FindingState::Waived { on, by: _, reason } => {
            words.with(steps(stage).waived.1, &[("day", &day(*on)), ("reason", reason)])
        }
        FindingState::Closed { on, why, by, .. } => {
            let why = closed_because(words, *why, by.as_ref());
            words.with(CLOSED_ON_BECAUSE, &[("day", &day(*on)), ("why", &why)])
        }
    }
}

/// Why a finding no longer holds, and what settled it, in sentences.
pub fn closed_because(words: Words, reason: CloseReason, by: Option<&SettledBy>) -> String {
    let by = by.map(|by| match by {
        SettledBy::Invoice { number, on } => {
            words.with(SETTLED_BY_INVOICE, &[("number", number), ("day", &words.day(*on))])
        }
        SettledBy::CreditNote { number, on } => {
            words.with(SETTLED_BY_CREDIT, &[("number", number), ("day", &words.day(*on))])
        }
        SettledBy::Payment { amount, on } => {
            words.with(SETTLED_BY_PAYMENT, &[("amount", &words.money(*amount)), ("day", &words.day(*on))])
        }
    });
    words.sentences(&std::iter::once(close_reason(words, reason)).chain(by).collect::<Vec<_>>())
}

/// Why a finding no longer holds, as a sentence.
pub fn close_reason(words: Words, reason: CloseReason) -> String {
    let text = match reason {
        CloseReason::Billed => CLOSED_BILLED,
        CloseReason::Paid => CLOSED_PAID,
        CloseReason::RowWaived => CLOSED_ROW_WAIVED,
        CloseReason::TermsChanged => CLOSED_TERMS_CHANGED,
        CloseReason::Decided => CLOSED_DECIDED,
        CloseReason::DatePassed => CLOSED_DATE_PASSED,
        CloseReason::Corrected => CLOSED_CORRECTED,
        CloseReason::Ended => CLOSED_ENDED,
        CloseReason::InvoiceGone => CLOSED_INVOICE_GONE,
        CloseReason::Superseded { by } => return words.with(CLOSED_SUPERSEDED, &[("kind", words.t(kind(by)))]),
        CloseReason::NoLongerHolds => CLOSED_NO_LONGER_HOLDS,
    };
    words.t(text).to_owned()
}

/// Where a due day comes from, to follow the day in brackets or after a comma.
pub const fn due_source(source: DueSource) -> Text {
    match source {
        DueSource::Printed => DUE_PRINTED,
        DueSource::PaymentTerm => DUE_BY_TERM,
        DueSource::Default => DUE_BY_DEFAULT,
    }
}

/// What a contract lacks, as a thing.
pub const fn gap(gap: Gap) -> Text {
    match gap {
        Gap::Owner => GAP_OWNER,
        Gap::Start => GAP_START,
        Gap::End => GAP_END,
        Gap::OwnerGone => GAP_OWNER_GONE,
        Gap::Review => GAP_REVIEW,
    }
}
