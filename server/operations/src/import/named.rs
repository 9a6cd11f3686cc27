//! What the rows of a file name that nobody knows: the owners of contracts, the contracts of invoices, and the invoices that
//! credit notes correct.

use super::known::Directory;
use model::{
    contract::fold_reference,
    import::{
        columns::{ContractField, ImportField, InvoiceField as F},
        draft::{ContractDraft, InvoiceDraft, UnderstoodRow},
        problem::{CellProblem, Field, Problem},
    },
    view::ImportColumn,
};
use std::collections::HashSet;

/// Remarks on owners who are nobody here, each at its cell.
pub(super) fn remark_owners(
    rows: &mut [UnderstoodRow<ContractDraft>],
    directory: &Directory,
    columns: &[ImportColumn],
) {
    let column = |field: ContractField| columns.iter().position(|column| column.field.as_deref() == Some(field.key()));
    for row in rows {
        let (Some(draft), Some(first)) = (&row.draft, row.rows.first().copied()) else { continue };
        let said = [(ContractField::OwnerName, &draft.owner.name), (ContractField::OwnerEmail, &draft.owner.email)];
        let named = said.into_iter().find(|(_, text)| text.is_some());
        if let Some((field, _)) = named.filter(|_| directory.person(&draft.owner).is_none()) {
            row.problems.push(CellProblem { row: first, column: column(field), problem: Problem::UnknownOwner });
            row.problems.sort_by_key(|at| (at.row, at.column));
        }
    }
}

/// Remarks on contracts and invoices that are named and not known, each at its cell. An invoice whose customer could only
/// be that of a contract that is not known belongs to nobody.
pub(super) fn remark(rows: &mut [UnderstoodRow<InvoiceDraft>], directory: &Directory, columns: &[ImportColumn]) {
    let column = |field: F| columns.iter().position(|column| column.field.as_deref() == Some(field.key()));
    let numbers = rows.iter().filter_map(|row| row.draft.as_ref()?.number.as_deref());
    let in_file: HashSet<String> = numbers.map(fold_reference).collect();
    for row in rows {
        let (Some(draft), Some(first)) = (&row.draft, row.rows.first().copied()) else { continue };
        if draft.alone.is_some() {
            continue;
        }
        let mut remarks = Vec::new();
        if draft.contract_reference.as_deref().is_some_and(|named| directory.contract(named).is_none()) {
            remarks.push((F::ContractReference, Problem::UnknownContract));
            if draft.customer.is_none() {
                remarks.push((F::Customer, Problem::Missing { field: Field::Invoice(F::Customer) }));
            }
        }
        let known = |number: &str| directory.has_invoice(draft, number) || in_file.contains(&fold_reference(number));
        if draft.corrects.as_deref().is_some_and(|named| !known(named)) {
            remarks.push((F::Corrects, Problem::UnknownInvoice));
        }
        let at = |(field, problem)| CellProblem { row: first, column: column(field), problem };
        row.problems.extend(remarks.into_iter().map(at));
        row.problems.sort_by_key(|at| (at.row, at.column));
    }
}
