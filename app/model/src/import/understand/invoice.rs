//! Invoices: rows with one number are one invoice with several lines; payments stand in the same rows, or alone in a file
//! without amounts of invoices.

mod alone;
mod payment;
mod reading;
mod receipt;
mod total;

use self::{
    payment::payments,
    reading::{RowReading, rate_of},
    total::{Totals, check_total},
};
use super::not_read;
use super::reader::{Plan, Reader, same_cells};
use crate::{
    import::{
        Grid, Row,
        columns::{InvoiceField, Mapping},
        conventions::{Conventions, Custom},
        draft::{CustomerWords, InvoiceDraft, InvoiceLineDraft, UnderstoodRow},
        problem::{CellProblem, Field, Problem},
        similar, text,
        values::{Document, InvoiceStatus},
    },
    invoice::InvoiceKind,
};
use std::collections::HashMap;

use InvoiceField as F;

/// Each invoice of the file as it will be understood, in the order of the file. Rows with the same number
/// are one invoice with several lines; so is a row without number, customer and day below one that has them.
pub fn invoice_rows(
    grid: &Grid,
    mapping: &Mapping<InvoiceField>,
    conventions: &Conventions,
    custom: &Custom,
) -> Vec<UnderstoodRow<InvoiceDraft>> {
    invoice_rows_among(grid, mapping, conventions, custom, &|_| true)
}

/// The same of the rows that `counts` says, by their numbers; how the file is written is told by all of them.
pub fn invoice_rows_among(
    grid: &Grid,
    mapping: &Mapping<InvoiceField>,
    conventions: &Conventions,
    custom: &Custom,
    counts: &dyn Fn(u32) -> bool,
) -> Vec<UnderstoodRow<InvoiceDraft>> {
    let plan = Plan::of(grid, mapping, conventions, custom);
    if alone::is_list_of_payments(&plan) {
        return alone::rows(grid, &plan, counts);
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_number: HashMap<String, usize> = HashMap::new();
    for row in grid.rows.iter().filter(|row| counts(row.number)) {
        let mut reader = Reader::new(&plan, row);
        let left_out =
            |problem| Group::LeftOut(row.number, vec![CellProblem { row: row.number, column: None, problem }]);
        if !plan.says_something(row) {
            groups.push(left_out(Problem::NothingToRead));
            continue;
        }
        let reading = RowReading::of(&mut reader);
        if reading.issued_on.is_none() && reading.has_no_customer(&plan) && plan.looks_like_total(row) {
            groups.push(left_out(Problem::LooksLikeTotal));
            continue;
        }
        if matches!(reading.status, Some(InvoiceStatus::Cancelled | InvoiceStatus::Draft)) {
            reader.note_at(F::Status, Problem::NotIssued);
            reader.problems.retain(|at| at.problem == Problem::NotIssued);
            groups.push(Group::LeftOut(row.number, reader.problems));
            continue;
        }
        if let Some(other) = reading.other {
            let problem = if other == Document::Payment { Problem::PaymentLeftOut } else { Problem::NotIssued };
            reader.note_at(F::Kind, problem.clone());
            reader.problems.retain(|at| at.problem == problem);
            groups.push(Group::LeftOut(row.number, reader.problems));
            continue;
        }
        let key = reading.number.as_deref().map(text::number_key);
        let known = match &key {
            Some(key) => by_number.get(key).copied(),
            None if plan.has(F::Number)
                && reading.customer.is_none()
                && reading.issued_on.is_none()
                && (reading.net.is_some() || receipt::stands_alone(&reading)) =>
            {
                groups.len().checked_sub(1)
            }
            None => None,
        };
        let Some(Group::Rows(rows)) = known.and_then(|index| groups.get_mut(index)) else {
            if let Some(key) = key {
                by_number.insert(key, groups.len());
            }
            groups.push(Group::Rows(vec![(row, reading, reader.problems)]));
            continue;
        };
        if let Some(first_row) = row_of_another_customer(rows, reading.customer.as_ref()) {
            reader.note_at(F::Number, Problem::NumberOfAnotherCustomer { first_row });
            groups.push(Group::Rows(vec![(row, reading, reader.problems)]));
            continue;
        }
        if let Some((earlier, _, _)) = rows.iter().find(|(earlier, _, _)| same_cells(earlier, row)) {
            reader.note(None, Problem::SameAsRow { first_row: earlier.number });
        }
        rows.push((row, reading, reader.problems));
    }
    not_read::noted(grid, mapping, groups.into_iter().map(|group| group.understand(&plan)).collect())
}

type Readings<'a> = Vec<(&'a Row, RowReading, Vec<CellProblem>)>;

enum Group<'a> {
    Rows(Readings<'a>),
    LeftOut(u32, Vec<CellProblem>),
}

impl Group<'_> {
    fn understand(self, plan: &Plan<F>) -> UnderstoodRow<InvoiceDraft> {
        match self {
            Self::LeftOut(row, problems) => UnderstoodRow { rows: vec![row], draft: None, problems },
            Self::Rows(readings) => {
                let rows = readings.iter().map(|(row, _, _)| row.number).collect();
                let (draft, mut problems) = invoice(readings, plan);
                problems.sort_by_key(|at| (at.row, at.column));
                problems.dedup();
                UnderstoodRow { rows, draft: Some(draft), problems }
            }
        }
    }
}

fn row_of_another_customer(rows: &Readings<'_>, customer: Option<&CustomerWords>) -> Option<u32> {
    let name = &customer?.name;
    let (row, reading, _) = rows.iter().find(|(_, reading, _)| reading.customer.is_some())?;
    let known = &reading.customer.as_ref()?.name;
    (!name.is_empty() && !known.is_empty() && name != known && !similar::near_same(name, known)).then_some(row.number)
}

fn invoice(readings: Readings<'_>, plan: &Plan<F>) -> (InvoiceDraft, Vec<CellProblem>) {
    let mut problems: Vec<CellProblem> = Vec::new();
    let empty = Row::default();
    let first = readings.first().map_or(&empty, |(row, _, _)| *row);
    let mut head = Reader::new(plan, first);
    let number = readings.iter().find_map(|(_, reading, _)| reading.number.clone());
    if number.is_none() {
        head.note_at(F::Number, Problem::Missing { field: Field::Invoice(F::Number) });
    }
    let mut differs = |row: &Row, field: F, first_row: u32| {
        problems.push(CellProblem {
            row: row.number,
            column: plan.column(field).map(|plan| plan.column),
            problem: Problem::DiffersFromFirstRow { first_row },
        });
    };
    let kind = agreed(&readings, F::Kind, |reading| reading.kind.as_ref(), &mut differs);
    let contract_reference =
        agreed(&readings, F::ContractReference, |reading| reading.contract_reference.as_ref(), &mut differs);
    let corrects = agreed(&readings, F::Corrects, |reading| reading.corrects.as_ref(), &mut differs);
    let legal_entity = agreed(&readings, F::LegalEntity, |reading| reading.legal_entity.as_ref(), &mut differs);
    let issued_on = agreed(&readings, F::IssuedOn, |reading| reading.issued_on.as_ref(), &mut differs);
    let due_on = agreed(&readings, F::DueOn, |reading| reading.due_on.as_ref(), &mut differs);
    let customer = readings.iter().find_map(|(_, reading, _)| reading.customer.clone());
    if customer.is_none() && contract_reference.is_none() {
        head.note_at(F::Customer, Problem::Missing { field: Field::Invoice(F::Customer) });
    }
    if issued_on.is_none() {
        head.note_at(F::IssuedOn, Problem::Missing { field: Field::Invoice(F::IssuedOn) });
    }
    if issued_on.is_some_and(|issued| plan.is_to_come(issued)) {
        head.note_at(F::IssuedOn, Problem::IssuedInFuture);
    }
    if let (Some(issued), Some(due)) = (issued_on, due_on)
        && due < issued
    {
        head.note_at(F::DueOn, Problem::DueBeforeIssue);
    }
    let said = readings.iter().find_map(|(_, reading, _)| reading.currency);
    let currency = said.or_else(|| {
        let (currency, problem) = plan.currency_of_others(contract_reference.as_deref(), legal_entity.as_deref())?;
        let field = if plan.has(F::NetAmount) { F::NetAmount } else { F::GrossAmount };
        problem.into_iter().for_each(|problem| head.note_at(field, problem));
        Some(currency)
    });
    let mut lines = Vec::new();
    let mut totals = Totals::default();
    if let Some(currency) = currency {
        for (at, (row, reading, _)) in readings.iter().enumerate() {
            let mut reader = Reader::new(plan, row);
            if let Some(first_row) = receipt::repeats(&readings, at) {
                reader.note_at(F::PaidAmount, Problem::AnotherPayment { first_row });
                problems.extend(reader.problems);
                continue;
            }
            if reading.currency.is_some_and(|other| other != currency) {
                reader.note_at(F::Currency, Problem::OtherCurrency { first: currency });
            }
            totals.add(reading);
            if let Some((net, column)) = reading.net(&mut reader, currency)
                && let Some(amount) = reader.money(net, currency, column)
            {
                totals.nets += amount.major();
                if amount.is_zero() {
                    reader.note(column.or(reading.gross.map(|gross| gross.column)), Problem::ZeroAmount);
                }
                lines.push(InvoiceLineDraft {
                    row: row.number,
                    description: reading.description.clone().unwrap_or_default(),
                    period: reading.period,
                    amount,
                    vat_percent: reading.vat_percent.or_else(|| rate_of(reading)),
                });
            } else if reading.net.is_none() && reading.gross.is_none() && !has_error_at(&readings, row, plan) {
                reader.note_at(F::NetAmount, Problem::Missing { field: Field::Invoice(F::NetAmount) });
            }
            problems.extend(reader.problems);
        }
    } else {
        head.note_at(F::Currency, Problem::Missing { field: Field::Invoice(F::Currency) });
    }
    let mut total = totals.with_tax();
    // Credit notes are negative whatever sign the other system gives them.
    let sum = totals.nets;
    let kind = match kind {
        Some(InvoiceKind::CreditNote) => {
            if sum.is_sign_positive() && !sum.is_zero() {
                head.note_at(F::NetAmount, Problem::SignTurned);
                for line in &mut lines {
                    line.amount.minor = -line.amount.minor;
                }
                total = total.map(|total| if total.is_sign_positive() { -total } else { total });
            }
            InvoiceKind::CreditNote
        }
        _ if sum.is_sign_negative() && !sum.is_zero() => {
            head.note_at(F::NetAmount, Problem::ReadAsCreditNote);
            InvoiceKind::CreditNote
        }
        _ => {
            if kind.is_none() && number.as_deref().is_some_and(looks_like_credit_note) && !sum.is_zero() {
                head.note_at(F::Number, Problem::PerhapsCreditNote);
            }
            InvoiceKind::Invoice
        }
    };
    let total_with_tax = total
        .zip(currency)
        .and_then(|(total, currency)| head.money(total, currency, plan.column(F::GrossAmount).map(|plan| plan.column)));
    check_total(&mut head, &lines, total_with_tax);
    let payments = match currency {
        Some(currency) => payments(&readings, &mut head, currency, kind, total_with_tax, &lines, (issued_on, due_on)),
        None => Vec::new(),
    };
    let says_received = readings.iter().any(|(_, reading, _)| reading.paid.is_some() || reading.open.is_some());
    problems.extend(head.problems);
    problems.extend(readings.into_iter().flat_map(|(_, _, problems)| problems));
    let draft = InvoiceDraft {
        kind,
        number,
        customer,
        contract_reference,
        corrects: corrects.filter(|_| kind == InvoiceKind::CreditNote),
        legal_entity,
        issued_on,
        due_on,
        currency,
        total_with_tax,
        lines,
        payments,
        says_received,
        alone: None,
    };
    (draft, problems)
}

/// The first value that the rows give; each other value is noted at its row.
fn agreed<T: Clone + PartialEq>(
    readings: &Readings<'_>,
    field: F,
    value: impl Fn(&RowReading) -> Option<&T>,
    differs: &mut impl FnMut(&Row, F, u32),
) -> Option<T> {
    let mut found: Option<(u32, &T)> = None;
    for (row, reading, _) in readings {
        let Some(value) = value(reading) else { continue };
        match found {
            None => found = Some((row.number, value)),
            Some((first_row, first)) if first != value => differs(row, field, first_row),
            Some(_) => {}
        }
    }
    found.map(|(_, value)| value.clone())
}

/// Whether an amount of the row could not be read, so that "missing" would be a second complaint.
fn has_error_at(readings: &Readings<'_>, row: &Row, plan: &Plan<F>) -> bool {
    let columns = [plan.column(F::NetAmount), plan.column(F::GrossAmount)];
    readings
        .iter()
        .filter(|(other, _, _)| other.number == row.number)
        .flat_map(|(_, _, problems)| problems)
        .any(|at| at.column.is_some_and(|column| columns.iter().flatten().any(|plan| plan.column == column)))
}

fn looks_like_credit_note(number: &str) -> bool {
    let folded = text::fold(number);
    text::words(&folded).first().is_some_and(|word| matches!(*word, "av" | "avoir" | "cn" | "cr" | "crn" | "avr"))
}
