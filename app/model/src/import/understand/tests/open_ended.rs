//! Contracts that go on until somebody ends them.

use super::*;

fn with_renewal(renewal: &str, end: &str) -> (ContractDraft, Vec<Problem>) {
    contract(&format!(
        "Contract | Customer | Start | End | Renewal | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | {end} | {renewal} | monthly | 100 | EUR"
    ))
}

#[test]
fn a_contract_without_an_end_is_open_ended_where_its_renewal_says_so() {
    for renewal in ["open-ended", "Durée indéterminée", "无固定期限", "evergreen", "until further notice"] {
        let (draft, problems) = with_renewal(renewal, "");
        assert_eq!((draft.term, draft.renewal), (TermLength::OpenEnded, Some(Renewal::None)), "{renewal}");
        assert_eq!(problems, [], "{renewal}");
    }
}

#[test]
fn a_stated_end_stays_one_whatever_the_renewal_says() {
    let (draft, problems) = with_renewal("Durée indéterminée", "2024-12-31");
    assert_eq!(draft.term, TermLength::Until { last_day: day("2024-12-31") });
    assert_eq!(draft.renewal, Some(Renewal::Tacit { months: 12, maximum: None }));
    assert_eq!(problems, [Problem::RenewalPeriodAssumed { months: 12 }]);
}

#[test]
fn what_has_no_term_has_nothing_to_renew() {
    let (draft, problems) = with_renewal("tacit", "open-ended");
    assert_eq!((draft.term, draft.renewal), (TermLength::OpenEnded, Some(Renewal::None)));
    assert_eq!(problems, []);
}

#[test]
fn a_term_that_nobody_states_is_not_made_open_ended() {
    let (draft, _) = with_renewal("tacit 12 months", "");
    assert_eq!((draft.term, draft.renewal), (TermLength::Unknown, Some(Renewal::Tacit { months: 12, maximum: None })));
}
