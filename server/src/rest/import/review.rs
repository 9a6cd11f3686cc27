//! What was understood of a file, row by row, with every doubt.

use super::{ImportKind, ImportState, Progress, Severity, Summary, anchor::Anchor};
use crate::rest::wire::Money;
use app::words::{self, Words};
use chrono::NaiveDate;
use model::{
    import::{
        draft::{PaymentDraft, UnderstoodRow},
        problem::CellProblem,
    },
    view::{ImportColumn, ImportReview, Known, ReviewRow, ReviewedImport},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A column of the file and what it was taken for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Column {
    /// Header in the file.
    pub header: String,
    /// Name of the field it was taken for; `null` if it is left out.
    pub field: Option<String>,
    /// The first few cells that are not empty.
    pub samples: Vec<String>,
}

/// What is wrong or doubtful about a cell.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doubt {
    /// Row in the file.
    pub row: u32,
    /// Column in the file, from 0; `null` where it is about the whole row.
    pub column: Option<u32>,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is, in the language of the request.
    pub detail: String,
}

/// A payment that is added to an invoice which is there.
#[derive(Debug, Serialize, ToSchema)]
pub struct AddedPayment {
    /// The day it arrived.
    pub received_on: NaiveDate,
    /// How much, with tax.
    pub amount: Money,
}

impl From<PaymentDraft> for AddedPayment {
    fn from(payment: PaymentDraft) -> Self {
        let PaymentDraft { row: _, received_on, amount } = payment;
        Self { received_on, amount: amount.into() }
    }
}

/// A contract or an invoice as it was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct Understood {
    /// Rows in the file.
    pub rows: Vec<u32>,
    /// Whether it can be accepted.
    pub acceptable: bool,
    /// Its number in the file.
    pub number: Option<String>,
    /// The customer's name in the file.
    pub customer: Option<String>,
    /// A contract or invoice that is there under the same number already, so that this one is left out unless it adds
    /// payments.
    pub already_there: Option<String>,
    /// The payments that are added to the invoice that is there.
    pub adds: Vec<AddedPayment>,
    /// What is open of that invoice afterwards, with tax, where that is known.
    pub open_after: Option<Money>,
    /// What the file says otherwise than the contract that is there, in the language of the request.
    pub differences: Vec<String>,
    /// Name of the customer who is there already; `null` if one will be made.
    pub known_customer: Option<String>,
    /// Whether the customer's name in the file is only nearly the same.
    pub near_same: bool,
    /// Whether a person said that the customer is another one all the same, so that one will be made.
    pub apart: bool,
    /// Whether a person left it out in the review, or it is a payment that somebody probably recorded already.
    pub left_out: bool,
    /// What is wrong or doubtful.
    pub doubts: Vec<Doubt>,
}

impl Understood {
    fn new(w: Words, row: ReviewRow) -> Self {
        match row {
            ReviewRow::Contract { understood, known } => {
                let draft = understood.draft.as_ref();
                let number = draft.and_then(|draft| draft.reference.clone());
                let customer = draft.and_then(|draft| draft.customer.as_ref()).map(|words| words.name.clone());
                Self::of(w, *understood, known, (number, customer))
            }
            ReviewRow::Invoice { understood, known } => {
                let draft = understood.draft.as_ref();
                let number = draft.and_then(|draft| draft.number.clone());
                let customer = draft.and_then(|draft| draft.customer.as_ref()).map(|words| words.name.clone());
                Self::of(w, *understood, known, (number, customer))
            }
        }
    }

    fn of<T>(
        w: Words,
        understood: UnderstoodRow<T>,
        known: Known,
        (number, customer): (Option<String>, Option<String>),
    ) -> Self {
        let is_there = known.is_there();
        let Known { same_number, customer: known_customer, near_same, apart, left_out, probably, differs, adds, open } =
            known;
        let left_out = left_out || probably;
        let doubt = |CellProblem { row, column, problem }| Doubt {
            row,
            column: column.and_then(|column| u32::try_from(column).ok()),
            severity: problem.severity().into(),
            detail: words::import::problem(w, &problem),
        };
        Self {
            acceptable: understood.is_acceptable() && !is_there && !left_out,
            rows: understood.rows,
            number,
            customer,
            already_there: same_number,
            adds: adds.into_iter().map(AddedPayment::from).collect(),
            open_after: open.map(Money::from),
            differences: differs.iter().map(|difference| words::import::difference(w, difference)).collect(),
            known_customer,
            near_same,
            apart,
            left_out,
            doubts: understood.problems.into_iter().map(doubt).collect(),
        }
    }
}

/// An import under review.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change.
    pub version: i32,
    /// Contracts or invoices.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// Where it stands.
    pub state: ImportState,
    /// What became of it.
    pub summary: Summary,
    /// How far it has come while it is `accepting` or `undoing`: ask again until it is neither. Meanwhile the file is
    /// not read, so that the counts below are 0 and the lists are empty. Of an import under review it says why it was
    /// not accepted the last time.
    pub progress: Option<Progress>,
    /// The sheet that is read, of a workbook.
    pub sheet: Option<String>,
    /// Names of the workbook's sheets.
    pub sheets: Vec<String>,
    /// How a text file is encoded.
    pub encoding: Option<String>,
    /// What separates the cells of a text file.
    pub separator: Option<String>,
    /// Row of the header in the file.
    pub header_row: u32,
    /// The columns.
    pub columns: Vec<Column>,
    /// Names of all fields that a column may be taken for.
    pub fields: Vec<String>,
    /// Currency taken for amounts that name none.
    pub assumed_currency: Option<String>,
    /// Price lines whose invoices in the file follow the calendar while their periods do not.
    pub anchors: Vec<Anchor>,
    /// Contracts or invoices found in the file.
    pub found: u32,
    /// Of them, those that can be accepted.
    pub acceptable: u32,
    /// Of them, those that are there already.
    pub already_there: u32,
    /// Payments that are added to invoices which are there.
    pub paying: u32,
    /// Of them, those with nothing worse than a remark that informs.
    pub informed: u32,
    /// Of them, those with nothing worse than a remark that is worth a look.
    pub doubtful: u32,
    /// Of them, those to be corrected in the file or in how it is read.
    pub wrong: u32,
    /// Of them, those that are left out.
    pub left_out: u32,
    /// Those with problems first, 100 at most; of an accepted import those it left out.
    pub rows: Vec<Understood>,
}

impl Import {
    pub fn new(w: Words, ReviewedImport { review, rows }: ReviewedImport) -> Self {
        let ImportReview {
            id,
            kind,
            file,
            state,
            summary,
            version,
            progress,
            sheets,
            sheet,
            encoding,
            separator,
            header_row,
            columns,
            fields,
            // Questions that only a person at a screen is asked.
            other_kind: _,
            text_as_workbook: _,
            readings: _,
            assumed_currency,
            found,
            acceptable,
            already_there,
            paying,
            payments_alone: _,
            informed,
            doubtful,
            wrong,
            left_out,
            mapping: _,
            unsigned: _,
            assumed_renewals: _,
            renewal_months: _,
            undescribed: _,
            near_same: _,
            anchors,
            no_legal_entity: _,
            invoices_next: _,
            undoing: _,
            settled: _,
            asked_for: _,
        } = review;
        let column = |ImportColumn { header, field, samples }| Column { header, field, samples };
        Self {
            id: id.0,
            version,
            kind: kind.into(),
            file,
            state: state.into(),
            summary: summary.into(),
            progress: progress.map(|progress| Progress::new(w, &progress)),
            sheet,
            sheets,
            encoding,
            separator: separator.map(String::from),
            header_row,
            columns: columns.into_iter().map(column).collect(),
            fields,
            assumed_currency: assumed_currency.map(|currency| currency.code().to_owned()),
            anchors: anchors.into_iter().map(|proposal| Anchor::new(w, proposal)).collect(),
            found,
            acceptable,
            already_there,
            paying,
            informed,
            doubtful,
            wrong,
            left_out,
            rows: rows.into_iter().map(|row| Understood::new(w, row)).collect(),
        }
    }
}
