//! What the rows of a review say to the reader. The server says it: the sentences are many, and so is what a file may
//! mean, so no browser loads either.

use model::{calendar::Day, import::problem::Severity, money::Money};
use serde::{Deserialize, Serialize};

/// What a row of a review says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSaid {
    /// Rows of the file it stands in.
    pub rows: Vec<u32>,
    /// How it is understood; `None` where nothing can be made of it.
    pub cells: Option<CellsSaid>,
    /// Its problems, in their order.
    pub problems: Vec<ProblemSaid>,
    /// What the file says otherwise than the contract that is there.
    pub differs: Vec<String>,
    /// That what it is about is there already.
    pub there: Option<String>,
    /// The payments that it adds to an invoice that is there, and what is open afterwards.
    pub adds: Vec<String>,
    /// A contract or invoice with the same number is there.
    pub same_number: Option<String>,
    /// Whether all of it is there, so that nothing is made of it.
    pub is_there: bool,
    /// The customer who is there under nearly the same name, and the name in the file.
    pub near_same: Option<(String, String)>,
    /// Whether a person said that the customer is another one all the same.
    pub apart: bool,
    /// Whether a person left it out.
    pub left_out: bool,
    /// Whether it is left out unless a person takes it in.
    pub probably: bool,
}

/// A problem of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemSaid {
    /// How bad it is.
    pub severity: Severity,
    /// The column, as it is named before a remark.
    pub column: Option<String>,
    /// What is wrong.
    pub sentence: String,
}

/// A row as it is understood, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellsSaid {
    /// Number in the file.
    pub number: String,
    /// Customer as named there.
    pub customer: String,
    /// A contract's title, or the contract and the invoice that an invoice names.
    pub names: (String, Option<String>),
    /// First day of a contract, or day of an invoice.
    pub day: Option<Day>,
    /// Term and renewal of a contract, or the lines of an invoice.
    pub first: Vec<PartSaid>,
    /// Price lines of a contract, or what was received for an invoice.
    pub last: Vec<PartSaid>,
}

/// One part of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartSaid {
    /// What it is.
    pub figure: FigureSaid,
    /// What is said of it.
    pub second: Vec<String>,
}

/// A figure, or words in place of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureSaid {
    /// An amount, if it is known.
    Amount(Option<Money>),
    /// A day.
    Day(Day),
    /// Words.
    Text(String),
}

#[cfg(feature = "ssr")]
pub use server::said;

#[cfg(feature = "ssr")]
mod server {
    use super::{CellsSaid, FigureSaid, PartSaid, ProblemSaid, RowSaid};
    use crate::words::{self, Words};
    use model::{
        import::{
            draft::{ContractDraft, InvoiceDraft, PriceLineDraft},
            problem::CellProblem,
        },
        money::Money,
        view::{ImportKind, ReviewRow, ReviewedImport},
    };
    use std::collections::HashSet;

    /// What each row of a review says.
    pub fn said(w: Words, review: &ReviewedImport) -> Vec<RowSaid> {
        let headers = words::import::column_names(&review.columns);
        review.rows.iter().map(|row| row_said(w, review.kind, &headers, row)).collect()
    }

    fn row_said(w: Words, kind: ImportKind, headers: &[String], row: &ReviewRow) -> RowSaid {
        let (rows, problems, known, cells) = match row {
            ReviewRow::Contract { understood, known } => {
                let cells = understood.draft.as_ref().map(|draft| contract_cells(w, draft));
                (&understood.rows, &understood.problems, known, cells)
            }
            ReviewRow::Invoice { understood, known } => {
                let cells = understood.draft.as_ref().map(|draft| invoice_cells(w, draft));
                (&understood.rows, &understood.problems, known, cells)
            }
        };
        let near_same = known.customer.clone().filter(|_| known.near_same);
        RowSaid {
            rows: rows.clone(),
            problems: problems_said(w, headers, problems),
            differs: known.differs.iter().map(|one| words::import::difference(w, one)).collect(),
            there: words::import::paid::there(w, kind, row),
            adds: words::import::paid::adds(w, known),
            same_number: known.same_number.clone(),
            is_there: known.is_there(),
            near_same: near_same.zip(cells.as_ref().map(|cells| cells.customer.clone())),
            apart: known.apart,
            left_out: known.left_out,
            probably: known.probably,
            cells,
        }
    }

    /// What holds of several rows of a contract or an invoice alike is said once.
    fn problems_said(w: Words, headers: &[String], problems: &[CellProblem]) -> Vec<ProblemSaid> {
        let mut known = HashSet::new();
        let mut said: Vec<ProblemSaid> = problems.iter().map(|at| problem_said(w, headers, at)).collect();
        said.retain(|one| known.insert((one.column.clone(), one.sentence.clone())));
        said
    }

    fn problem_said(w: Words, headers: &[String], at: &CellProblem) -> ProblemSaid {
        let header = at.column.and_then(|column| headers.get(column));
        ProblemSaid {
            severity: at.problem.severity(),
            column: header.map(|header| w.with(words::import_page::COLUMN_SAID, &[("column", header)])),
            sentence: words::import::problem(w, &at.problem),
        }
    }

    fn contract_cells(w: Words, draft: &ContractDraft) -> CellsSaid {
        let called = draft.called();
        let named = draft.lines.iter().any(|line| line.description != called);
        let price_line = |line: &PriceLineDraft| {
            let product = line.quantity.checked_mul(line.unit_price);
            let amount =
                product.zip(draft.currency).and_then(|(product, currency)| Money::round(product, currency).ok());
            let often = line.recurrence.as_ref();
            let often = often.map(|often| words::billing::billed_within(w, often, line.starts_on, line.ends_on));
            let changes = words::billing::price_changes(w, &line.discounts, &[], line.increase);
            let name = Some(line.description.clone()).filter(|name| named && !name.is_empty());
            let second = name.into_iter().chain(often).chain(changes).collect();
            PartSaid { figure: FigureSaid::Amount(amount), second }
        };
        let renewal = draft.renewal.map(|renewal| words::contract::renewal(w, renewal, Some(draft.term)));
        let term = FigureSaid::Text(words::contract::term_length(w, draft.term));
        let ended = draft.ended_on.map(|day| w.with(words::import_page::ENDED_ON, &[("day", &w.day(day))]));
        CellsSaid {
            number: draft.reference.clone().unwrap_or_default(),
            customer: draft.customer.as_ref().map(|customer| customer.name.clone()).unwrap_or_default(),
            names: (called.clone(), None),
            day: draft.starts_on,
            first: vec![PartSaid { figure: term, second: renewal.into_iter().chain(ended).collect() }],
            last: draft.lines.iter().map(price_line).collect(),
        }
    }

    fn invoice_cells(w: Words, draft: &InvoiceDraft) -> CellsSaid {
        let amount = |amount: Money, second: Vec<String>| PartSaid { figure: FigureSaid::Amount(Some(amount)), second };
        let lines = draft.lines.iter().map(|line| {
            let period = line.period.map(|period| w.period(period));
            let said = [Some(line.description.clone()), period].into_iter().flatten();
            amount(line.amount, vec![said.collect::<Vec<_>>().join(" ")])
        });
        let paid = draft.payments.iter().map(|payment| amount(payment.amount, Vec::new()));
        // Of a payment that stands alone the day is what the row is about.
        let alone = draft
            .alone
            .as_ref()
            .map(|payment| PartSaid { figure: FigureSaid::Day(payment.received_on), second: Vec::new() });
        let corrects = draft.corrects.as_ref();
        CellsSaid {
            number: draft.number.clone().unwrap_or_default(),
            customer: draft.customer.as_ref().map(|customer| customer.name.clone()).unwrap_or_default(),
            names: (
                draft.contract_reference.clone().unwrap_or_default(),
                corrects.map(|number| w.with(words::import_page::CORRECTS, &[("number", number)])),
            ),
            day: draft.issued_on,
            first: lines.collect(),
            last: paid.chain(alone).collect(),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use model::{import::problem::Problem, language::Language};

        #[test]
        fn what_holds_of_several_lines_of_a_contract_is_said_once() {
            let first_on = "2027-01-01".parse().expect("a day");
            let at = |row, column, problem| CellProblem { row, column, problem };
            let problems = [
                at(2, Some(1), Problem::IncreaseDayAssumed { first_on }),
                at(3, Some(1), Problem::IncreaseDayAssumed { first_on }),
                at(4, Some(1), Problem::IncreaseDayAssumed { first_on: first_on.succ_opt().expect("a day") }),
                at(4, None, Problem::SameAsRow { first_row: 3 }),
            ];
            let headers = ["Contract".to_owned(), "Increase".to_owned()];
            let said = problems_said(Words(Language::En), &headers, &problems);
            let columns: Vec<_> = said.iter().map(|one| one.column.as_deref()).collect();
            assert_eq!(columns, [Some("Increase:"), Some("Increase:"), None], "{said:?}");
        }
    }
}
