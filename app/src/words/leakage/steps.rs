//! What the steps about a finding are called: money that can be lost is claimed and comes in, what was billed too much is
//! credited, a risk is seen to.

use super::{
    super::{Text, action, leakage_page as page},
    CLAIMED_ON, RECOVERED_AMOUNT_ON, RECOVERED_ON,
};
use model::leakage::Stage;

words! {
    TAKE_ON: "Take on", "Prendre en charge", "开始处理";
    TAKEN_ON: "In hand since {day}", "Pris en charge le {day}", "{day}开始处理";
    PUT_BACK: "Put it back", "Ne plus s’en charger", "不再处理";
    PUT_BACK_REASON: "Reason for putting it back", "Motif de l’arrêt du suivi", "不再处理的原因";
    CREDIT_AMOUNT: "Amount credited", "Montant de l’avoir", "红冲金额";
    CREDIT_HINT:
        "Before tax, as the amount at stake. A part keeps it open for the rest. What will not be credited is waived below, with a reason.",
        "Montant HT, comme le montant en jeu. Un avoir partiel laisse le solde ouvert. Ce qui ne sera pas crédité s’abandonne ci-dessous, avec un motif.",
        "请填写不含税金额，与涉及金额口径一致。部分红冲后，余额保持未结；不再红冲的余额，请在下方填写原因并选择不再跟进。";
    CREDIT_DAY: "Date of the credit note", "Date de l’avoir", "红字发票日期";
    CREDIT: "Credit note issued", "Avoir émis", "登记红字发票";
    CREDITED_ON: "Credited on {day}", "Avoir émis le {day}", "{day}红冲";
    CREDITED_AMOUNT_ON: "{amount} credited on {day}", "Avoir de {amount} émis le {day}", "{day}红冲 {amount}";
    CREDIT_NOTES: "Credit notes recorded", "Avoirs enregistrés", "已登记红字发票";
    CREDIT_BACK:
        "{amount} will be open again.",
        "{amount} redeviendront ouverts.",
        "{amount} 将恢复为未结。";
    CREDITED_PART:
        "{amount} was credited; {open} is still open.",
        "{amount} crédités ; il reste {open}.",
        "已红冲 {amount}，尚余 {open}。";
    CREDITED_BEFORE: "{amount} was credited before.", "{amount} crédités auparavant.", "此前已红冲 {amount}。";
    WAIVE_MONEY: "Waive", "Abandonner", "放弃追收";
    WAIVED_MONEY_ON: "Waived on {day}", "Abandonné le {day}", "{day}放弃追收";
    WAIVED_MONEY_BECAUSE: "Waived on {day}: {reason}", "Abandonné le {day} : {reason}", "{day}放弃追收：{reason}";
    WAIVE: "Waive", "Abandonner", "不再跟进";
    WAIVED_ON: "Waived on {day}", "Abandonné le {day}", "{day}起不再跟进";
    WAIVED_BECAUSE: "Waived on {day}: {reason}", "Abandonné le {day} : {reason}", "{day}起不再跟进：{reason}";
    SETTLE: "Mark as dealt with", "Marquer comme traité", "标记为已处理";
    SETTLED_ON: "Dealt with on {day}", "Traité le {day}", "{day}处理完毕";
}

/// The words of the steps about a finding.
pub struct Steps {
    /// The button that begins.
    pub begin: Text,
    /// The state that follows, with its day.
    pub begun: Text,
    /// The way back from it, and the reason for that.
    pub withdraw: (Text, Text),
    /// What is asked for at the end: the amount, with a hint of its own where there is one, and the day; `None` where there is
    /// nothing to say.
    pub asked: Option<(Text, Option<Text>, Text)>,
    /// The button that ends it.
    pub end: Text,
    /// The state at the end: with its day, and with its amount as well.
    pub ended: (Text, Text),
    /// The heading of the entries, and what taking one back does.
    pub entries: (Text, Text),
    /// What is said of a part: while the rest is open, and afterwards.
    pub part: (Text, Text),
    /// The button that gives up what is left.
    pub waive: Text,
    /// The state that follows: with its day, and with the reason as well.
    pub waived: (Text, Text),
}

/// The words for money that can be lost, because it is overdue or was never billed.
const CLAIMED: Steps = Steps {
    begin: action::CLAIM,
    begun: CLAIMED_ON,
    withdraw: (page::WITHDRAW, page::WITHDRAW_REASON),
    asked: Some((page::AMOUNT_RECOVERED, None, super::super::matching::RECEIVED_ON)),
    end: action::RECOVER,
    ended: (RECOVERED_ON, RECOVERED_AMOUNT_ON),
    entries: (page::CAME_IN, page::TAKE_BACK_TEXT),
    part: (page::PART_RECOVERED, page::PART_RECOVERED_BEFORE),
    waive: WAIVE_MONEY,
    waived: (WAIVED_MONEY_ON, WAIVED_MONEY_BECAUSE),
};

/// The words for findings of a stage.
pub const fn steps(stage: Stage) -> Steps {
    match stage {
        // Chinese dun (催款) for what is overdue only; both are claimed (追收).
        Stage::Uncollected | Stage::Unbilled => CLAIMED,
        Stage::Overbilled => Steps {
            begin: TAKE_ON,
            begun: TAKEN_ON,
            withdraw: (PUT_BACK, PUT_BACK_REASON),
            asked: Some((CREDIT_AMOUNT, Some(CREDIT_HINT), CREDIT_DAY)),
            end: CREDIT,
            ended: (CREDITED_ON, CREDITED_AMOUNT_ON),
            entries: (CREDIT_NOTES, CREDIT_BACK),
            part: (CREDITED_PART, CREDITED_BEFORE),
            waive: WAIVE,
            waived: (WAIVED_ON, WAIVED_BECAUSE),
        },
        Stage::Risk => Steps {
            begin: TAKE_ON,
            begun: TAKEN_ON,
            withdraw: (PUT_BACK, PUT_BACK_REASON),
            asked: None,
            end: SETTLE,
            ended: (SETTLED_ON, RECOVERED_AMOUNT_ON),
            entries: (page::CAME_IN, page::TAKE_BACK_TEXT),
            part: (page::PART_RECOVERED, page::PART_RECOVERED_BEFORE),
            waive: WAIVE,
            waived: (WAIVED_ON, WAIVED_BECAUSE),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::{super::Words, state, state_long};
    use model::{
        id::PersonId,
        language::Language,
        leakage::{FindingKind, FindingState},
        money::{Currency, Money},
    };

    #[test]
    fn only_money_that_can_be_lost_is_claimed_and_recovered() {
        let (on, by) = ("2026-03-04".parse().expect("a day"), PersonId(Default::default()));
        let amount = Some(Money::new(2_000, Currency::EUR));
        let claimed = FindingState::Claimed { on, by };
        let ended = FindingState::Recovered { on, by, amount };
        let said = |language, kind: FindingKind, of: &FindingState| state(Words(language), kind.stage(), of);
        assert_eq!(said(Language::En, FindingKind::MissingPeriod, &claimed), "Claimed on 4 Mar 2026");
        assert_eq!(said(Language::En, FindingKind::Overdue, &ended), "Recovered on 4 Mar 2026");
        assert_eq!(said(Language::Zh, FindingKind::Overdue, &claimed), "2026年3月4日开始追收");
        assert_eq!(said(Language::Zh, FindingKind::MissingPeriod, &claimed), "2026年3月4日开始追收");
        assert_eq!(said(Language::En, FindingKind::BilledTwice, &claimed), "In hand since 4 Mar 2026");
        assert_eq!(said(Language::Fr, FindingKind::AboveTerms, &ended), "Avoir émis le 4 mars 2026");
        assert_eq!(said(Language::En, FindingKind::Incomplete, &ended), "Dealt with on 4 Mar 2026");
        assert_eq!(said(Language::Zh, FindingKind::NoticeNear, &claimed), "2026年3月4日开始处理");
        let credited = state_long(Words(Language::En), FindingKind::BillingAfterEnd.stage(), &ended);
        assert_eq!(credited, "€20.00 credited on 4 Mar 2026");
    }
}
