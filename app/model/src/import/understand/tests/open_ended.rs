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
fn one_answer_counts_for_all_renewals_of_which_the_file_says_no_length() {
    let grid = grid(
        "Contract | Customer | Start | End | Renewal | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | 2026-12-31 | tacit | monthly | 100 | EUR
         A-2 | Acme | 2024-01-01 | 2026-12-31 | tacit 24 months | monthly | 100 | EUR
         A-3 | Acme | 2024-01-01 | 2024-12-31 | none | monthly | 100 | EUR",
    );
    let renewals = |conventions: &Conventions| -> Vec<_> {
        let rows = contract_rows(&grid, &guess(&grid), conventions, &Custom::default());
        let renewal = |row: &UnderstoodRow<ContractDraft>| row.draft.as_ref().and_then(|draft| draft.renewal);
        rows.iter().map(|row| (renewal(row), row.problems.len())).collect()
    };
    let tacit = |months| Some(Renewal::Tacit { months, maximum: None });
    let none = Some(Renewal::None);
    assert_eq!(renewals(&Conventions::default()), [(tacit(36), 1), (tacit(24), 0), (none, 0)]);
    let yearly = Conventions { renewal_months: Some(12), ..Conventions::default() };
    assert_eq!(renewals(&yearly), [(tacit(12), 0), (tacit(24), 0), (none, 0)]);
}

#[test]
fn a_term_that_nobody_states_is_not_made_open_ended() {
    let (draft, _) = with_renewal("tacit 12 months", "");
    assert_eq!((draft.term, draft.renewal), (TermLength::Unknown, Some(Renewal::Tacit { months: 12, maximum: None })));
}
