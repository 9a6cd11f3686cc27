//! Contracts that somebody ended.

use super::*;

fn with(header: &str, cell: &str) -> (ContractDraft, Vec<Problem>) {
    // A column that is filled in one row of three: few contracts of a list were ended.
    let others = "A-2 | Beta | 01/01/2024 | monthly | 100 | EUR | \n A-3 | Gamma | 01/01/2024 | monthly | 100 | EUR | ";
    let grid = grid(&format!(
        "Contract | Customer | Start | Frequency | Amount | Currency | {header}
         A-1 | Acme | 01/01/2024 | monthly | 100 | EUR | {cell}
         {others}"
    ));
    let found = contract_rows(&grid, &guess(&grid), &Conventions::default(), &Custom::default());
    assert_eq!(found.len(), 3, "{header}");
    assert_eq!(found[1].draft.as_ref().and_then(|draft| draft.ended_on), None, "{header}");
    let first = found.into_iter().next().unwrap();
    (first.draft.unwrap(), first.problems.into_iter().map(|at| at.problem).collect())
}

#[test]
fn a_contract_ends_on_the_day_of_its_termination() {
    for header in [
        "Résilié le",
        "Date de résiliation",
        "Terminated on",
        "Cancelled on",
        "Termination date",
        "解约日期",
        "终止日期",
    ] {
        let (draft, problems) = with(header, "30/06/2026");
        assert_eq!(draft.ended_on, Some(day("2026-06-30")), "{header}");
        assert_eq!((draft.term, problems), (TermLength::Unknown, vec![]), "{header}");
    }
}

#[test]
fn a_termination_without_a_day_is_asked_for() {
    for (header, cell) in [
        ("Statut", "Résilié"),
        ("Status", "terminated"),
        ("合同状态", "已终止"),
        ("Résilié le", "oui"),
        ("Terminated on", "terminated"),
    ] {
        // One word in a column of days: the mapping is that of the headers alone.
        let grid = grid(&format!(
            "Contract | Customer | Start | Frequency | Amount | Currency | {header}
             A-1 | Acme | 2024-01-01 | monthly | 100 | EUR | {cell}"
        ));
        let mapping = guess(&Grid { header: grid.header.clone(), rows: Vec::new() });
        let found = contract_rows(&grid, &mapping, &Conventions::default(), &Custom::default());
        let problems: Vec<_> = found[0].problems.iter().map(|at| (at.column, at.problem.clone())).collect();
        assert_eq!(problems, [(Some(6), Problem::TerminatedWithoutDay)], "{header}");
    }
    for cell in ["active", "en cours", "not terminated", "履行中", "未终止"] {
        assert_eq!(with("Status", cell).1, [], "{cell}");
    }
}

#[test]
fn a_column_of_ends_by_the_name_of_a_termination_stays_the_end() {
    let (draft, _) = contract(
        "Contract | Customer | Start | Termination date | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | 2026-12-31 | monthly | 100 | EUR",
    );
    assert_eq!((draft.term, draft.ended_on), (TermLength::Until { last_day: day("2026-12-31") }, None));
    let (draft, _) = contract(
        "Contract | Customer | Start | Termination date | End date | Frequency | Amount | Currency
         A-1 | Acme | 2024-01-01 | 2026-06-30 | 2026-12-31 | monthly | 100 | EUR",
    );
    assert_eq!(
        (draft.term, draft.ended_on),
        (TermLength::Until { last_day: day("2026-12-31") }, Some(day("2026-06-30")))
    );
}

#[test]
fn a_line_that_was_ended_alone_ends_and_the_contract_goes_on() {
    let (draft, problems) = contract(
        "Contract | Customer | Start | Description | Frequency | Amount | Currency | Terminated on
         A-1 | Acme | 2024-01-01 | Cleaning | monthly | 100 | EUR | 2026-06-30
         A-1 | Acme | 2024-01-01 | Guarding | monthly | 200 | EUR | ",
    );
    assert_eq!((draft.ended_on, problems), (None, vec![]));
    let ends: Vec<_> = draft.lines.iter().map(|line| line.ends_on).collect();
    assert_eq!(ends, [Some(day("2026-06-30")), None]);
    let (draft, _) = contract(
        "Contract | Customer | Start | Description | Frequency | Amount | Currency | Terminated on
         A-1 | Acme | 2024-01-01 | Cleaning | monthly | 100 | EUR | 2026-06-30
         A-1 | Acme | 2024-01-01 | Guarding | monthly | 200 | EUR | 2026-08-31",
    );
    assert_eq!(draft.ended_on, Some(day("2026-08-31")));
    assert_eq!(draft.lines[0].ends_on, Some(day("2026-06-30")));
}

#[test]
fn a_termination_before_the_first_day_is_an_error() {
    assert_eq!(with("Terminated on", "30/06/2023").1, [Problem::EndBeforeStart]);
}
