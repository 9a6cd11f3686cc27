//! A list of payments: columns for the invoice, the day and what was received, and none for the amount of the invoice. Each
//! row is a payment of its own.

use super::{F, RowReading};
use crate::{
    import::{
        Grid, Row,
        draft::{InvoiceDraft, LonePayment, UnderstoodRow},
        problem::{CellProblem, Field, Problem},
        understand::reader::{Plan, Reader, same_cells},
        values::InvoiceStatus,
    },
    invoice::InvoiceKind,
};

/// Whether the columns of a file are those of a list of payments.
pub(super) fn is_list_of_payments(plan: &Plan<F>) -> bool {
    plan.has(F::PaidAmount) && ![F::NetAmount, F::GrossAmount, F::OpenAmount].into_iter().any(|field| plan.has(field))
}

/// Each payment of the file as it will be understood, in the order of the file.
pub(super) fn rows(grid: &Grid, plan: &Plan<F>, counts: &dyn Fn(u32) -> bool) -> Vec<UnderstoodRow<InvoiceDraft>> {
    let mut earlier: std::collections::HashMap<String, Vec<&Row>> = std::collections::HashMap::new();
    let mut found = Vec::new();
    for row in grid.rows.iter().filter(|row| counts(row.number)) {
        let mut understood = payment(plan, row);
        let number = understood.draft.as_ref().and_then(|draft| draft.number.clone()).unwrap_or_default();
        let same = earlier.entry(number).or_default();
        if understood.draft.is_some()
            && let Some(first) = same.iter().find(|first| same_cells(first, row))
        {
            let problem = Problem::SameAsRow { first_row: first.number };
            understood.problems.push(CellProblem { row: row.number, column: None, problem });
        }
        same.push(row);
        found.push(understood);
    }
    found
}

fn payment(plan: &Plan<F>, row: &Row) -> UnderstoodRow<InvoiceDraft> {
    let left_out = |problem| {
        let problems = vec![CellProblem { row: row.number, column: None, problem }];
        UnderstoodRow { rows: vec![row.number], draft: None, problems }
    };
    if !plan.says_something(row) {
        return left_out(Problem::NothingToRead);
    }
    let mut reader = Reader::new(plan, row);
    let reading = RowReading::of(&mut reader);
    if reading.number.as_deref().is_none_or(|number| plan.is_total(number)) && plan.looks_like_total(row) {
        return left_out(Problem::LooksLikeTotal);
    }
    if matches!(reading.status, Some(InvoiceStatus::Cancelled | InvoiceStatus::Draft)) {
        return left_out(Problem::NotIssued);
    }
    if reading.paid.is_some_and(|paid| paid.value.is_zero()) {
        return left_out(Problem::ZeroAmount);
    }
    let lacks = [
        (F::Number, reading.number.is_none()),
        (F::PaidOn, reading.paid_on.is_none()),
        (F::PaidAmount, reading.paid.is_none()),
    ];
    for (field, _) in lacks.into_iter().filter(|(_, lacks)| *lacks) {
        let column = plan.column(field).map(|plan| plan.column);
        // What could not be read was said at its cell.
        if column.is_none() || !reader.problems.iter().any(|at| at.column == column) {
            reader.note_at(field, Problem::Missing { field: Field::Invoice(field) });
        }
    }
    if reading.parts.len() > 1 {
        let days: std::collections::HashSet<_> = reading.parts.iter().filter_map(|(day, _)| *day).collect();
        let problem = Problem::SeveralPayments { amounts: reading.parts.len(), days: days.len() };
        reader.note_at(F::PaidAmount, problem);
    }
    if reading.paid_on.is_some_and(|day| plan.is_to_come(day)) {
        reader.note_at(F::PaidOn, Problem::ReceivedInFuture);
    }
    let RowReading { number, customer, contract_reference, legal_entity, currency, paid_on, paid, .. } = reading;
    let alone =
        paid_on.zip(paid).map(|(received_on, paid)| LonePayment { row: row.number, received_on, amount: paid.value });
    let mut problems = reader.problems;
    problems.sort_by_key(|at| (at.row, at.column));
    problems.dedup();
    let draft = InvoiceDraft {
        kind: InvoiceKind::Invoice,
        number,
        customer,
        contract_reference,
        corrects: None,
        legal_entity,
        issued_on: None,
        due_on: None,
        currency,
        total_with_tax: None,
        lines: Vec::new(),
        payments: Vec::new(),
        says_received: true,
        alone,
    };
    UnderstoodRow { rows: vec![row.number], draft: Some(draft), problems }
}
