//! Columns whose headers say nothing known and whose values say it surely: how often and when is billed, currencies,
//! days, the addresses of our own people, the invoices that credit notes take back. Each is a proposal like those by header; what two columns say alike is left to a person.

use super::{
    ContractField, ENOUGH, ImportField, InvoiceField, Mapping, headers, likeness, look::is_day, payment, tax, weak,
};
use crate::{
    calendar::Day,
    import::{Cell, Grid, Value, text, values},
};
use std::collections::BTreeSet;

/// Cells looked at.
const SAMPLE: usize = 100;

/// A value may be anything; two that agree are no chance.
const LEAST: usize = 2;

/// Days between the first and the last day of a contract, at least: what is closer together is something else.
const LEAST_TERM_DAYS: i64 = 28;

/// Proposes what the values of a contracts file tell.
pub(super) fn contract_columns(grid: &Grid, mapping: &mut Mapping<ContractField>) {
    use ContractField as F;
    weak::contract_columns(grid, mapping);
    end_or_termination(grid, mapping);
    propose(grid, mapping, F::Frequency, is_frequency);
    propose(grid, mapping, F::Timing, is_timing);
    propose(grid, mapping, F::Currency, is_currency);
    if is_of_one_house(grid, mapping) {
        propose(grid, mapping, F::OwnerEmail, is_address);
    }
    propose_days(grid, mapping, [F::StartsOn, F::EndsOn], |first, last| (last - first).num_days() >= LEAST_TERM_DAYS);
}

/// Few contracts of a list were ended by somebody. A column that may as well say when the terms end does, where at least
/// half of the rows have a day and no other column is the end.
fn end_or_termination(grid: &Grid, mapping: &mut Mapping<ContractField>) {
    use ContractField as F;
    let (Some(column), None) = (mapping.column(F::TerminatedOn), mapping.column(F::EndsOn)) else { return };
    let is_of_end = mapping.columns.get(column).is_some_and(|mapped| {
        F::EndsOn.headers().iter().any(|known| text::header_words(known) == text::header_words(&mapped.header))
    });
    let most = filled_cells(grid, column).count() * 2 >= grid.rows.len();
    if is_of_end && most {
        mapping.set(column, Some(F::EndsOn));
    }
}

/// Proposes what the values of an invoices file tell.
pub(super) fn invoice_columns(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    use InvoiceField as F;
    weak::invoice_columns(grid, mapping);
    tax::rate_or_amount(grid, mapping);
    tax::net_or_gross(grid, mapping);
    payment::numbered(grid, mapping);
    payment::alone(mapping);
    propose(grid, mapping, F::Currency, is_currency);
    propose_days(grid, mapping, [F::IssuedOn, F::DueOn], |first, last| last >= first);
    propose_corrected(grid, mapping);
}

/// Gives the field of the invoice that a credit note takes back to the only column that, where it is filled, has the
/// number of another row. One is enough: a number of an invoice of the same file is no chance. What stands in half of
/// the rows or more is something else, such as a running number.
fn propose_corrected(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    let (Some(number), None) = (mapping.column(InvoiceField::Number), mapping.column(InvoiceField::Corrects)) else {
        return;
    };
    let numbers: BTreeSet<&str> = grid.column(number).map(|cell| cell.text.trim()).collect();
    let is_another = |column: usize| {
        let both = grid.rows.iter().map(|row| (row.cell(number).text.trim(), row.cell(column).text.trim()));
        let filled: Vec<_> = both.filter(|(_, named)| !values::is_placeholder(named)).collect();
        let few = !filled.is_empty() && filled.len() * 2 < grid.rows.len();
        few && filled.iter().all(|(own, named)| own != named && numbers.contains(named))
    };
    let free =
        (0..grid.header.len()).filter(|at| mapping.columns.get(*at).is_some_and(|mapped| mapped.field.is_none()));
    if let [only] = free.filter(|column| is_another(*column)).collect::<Vec<_>>().as_slice() {
        mapping.set(*only, Some(InvoiceField::Corrects));
    }
}

/// Gives a field that no header has to the only column of which all values are such.
fn propose<F: ImportField>(grid: &Grid, mapping: &mut Mapping<F>, field: F, such: fn(&Cell) -> bool) {
    if mapping.column(field).is_none()
        && let [only] = free(grid, mapping, such).as_slice()
    {
        mapping.set(*only, Some(field));
    }
}

/// Gives the two days that every row has to the columns of days: where both are lacking, to two columns of which one
/// always comes as it should after the other; where the first alone is, to the only one.
fn propose_days<F: ImportField>(
    grid: &Grid,
    mapping: &mut Mapping<F>,
    [first, last]: [F; 2],
    follows: fn(Day, Day) -> bool,
) {
    if mapping.column(first).is_some() {
        return;
    }
    let found = free(grid, mapping, is_day);
    match (found.as_slice(), mapping.column(last)) {
        ([only], Some(known)) if always(grid, *only, known, follows) => mapping.set(*only, Some(first)),
        ([one, other], None) => {
            let (forth, back) = (always(grid, *one, *other, follows), always(grid, *other, *one, follows));
            let (from, to) = match (forth, back) {
                (true, false) => (*one, *other),
                (false, true) => (*other, *one),
                _ => return,
            };
            mapping.set(from, Some(first));
            mapping.set(to, Some(last));
        }
        ([only], None) => mapping.set(*only, Some(first)),
        _ => {}
    }
}

/// The columns without a field whose header is nobody's and of which all values are such.
fn free<F: ImportField>(grid: &Grid, mapping: &Mapping<F>, such: fn(&Cell) -> bool) -> Vec<usize> {
    let is_free = |column: &usize| {
        let unmapped = mapping.columns.get(*column).is_some_and(|mapped| mapped.field.is_none());
        unmapped && !means_something_else::<F>(grid, *column) && all(grid, *column, such)
    };
    (0..grid.header.len()).filter(is_free).collect()
}

/// Whether the header is one of those that are known to mean no field.
pub(super) fn means_something_else<F: ImportField>(grid: &Grid, column: usize) -> bool {
    let words = grid.header.get(column).map(|header| text::header_words(header)).unwrap_or_default();
    let mut known = headers::OTHERS.iter().chain(F::other_headers()).map(|header| text::header_words(header));
    known.any(|known| likeness(&words, &known).is_some_and(|likeness| likeness >= ENOUGH))
}

fn all(grid: &Grid, column: usize, such: fn(&Cell) -> bool) -> bool {
    let mut filled = 0;
    filled_cells(grid, column).all(|cell| {
        filled += 1;
        such(cell)
    }) && filled >= LEAST
}

fn filled_cells(grid: &Grid, column: usize) -> impl Iterator<Item = &Cell> {
    grid.column(column).filter(|cell| !values::is_placeholder(&cell.text)).take(SAMPLE)
}

/// Whether the second day follows the first as it should in every row that has both, read in one order of day and month,
/// and in two rows at least.
fn always(grid: &Grid, first: usize, second: usize, follows: fn(Day, Day) -> bool) -> bool {
    [values::DayOrder::DayFirst, values::DayOrder::MonthFirst].into_iter().any(|order| {
        let day = |cell: &Cell| match cell.value {
            Value::Day { day } => Some(day),
            Value::Text => values::day(&cell.text, order),
            _ => None,
        };
        let rows = grid.rows.iter().take(SAMPLE);
        let both = rows.filter_map(|row| Some((day(row.cell(first))?, day(row.cell(second))?)));
        let (right, wrong): (Vec<_>, Vec<_>) = both.partition(|(first, second)| follows(*first, *second));
        wrong.is_empty() && right.len() >= LEAST
    })
}

/// Whether a cell says how often, and cannot be a length of time.
fn is_frequency(cell: &Cell) -> bool {
    let is_length = cell.text.contains(char::is_numeric) || values::length(&cell.text).is_some();
    let is_due = values::payment_term(&cell.text).is_some();
    cell.value == Value::Text && !is_length && !is_due && values::frequency(&cell.text).is_some()
}

/// Whether a cell says in advance or in arrears in a word that says nothing else, as `end of month` would.
fn is_timing(cell: &Cell) -> bool {
    const SURE: [&str; 11] =
        ["advance", "arrear", "avance", "echoir", "echu", "prepaid", "postpaid", "upfront", "预付", "先付", "后付"];
    let folded = text::fold(&cell.text);
    let is_sure = SURE.iter().any(|word| folded.contains(word)) && !folded.contains(char::is_numeric);
    cell.value == Value::Text && is_sure && values::timing(&cell.text).is_some()
}

fn is_currency(cell: &Cell) -> bool {
    cell.value == Value::Text && !cell.text.contains(char::is_numeric) && values::currency(&cell.text).is_some()
}

fn is_address(cell: &Cell) -> bool {
    host(cell).is_some()
}

/// What follows the sign of an e-mail address.
fn host(cell: &Cell) -> Option<String> {
    let (name, host) = cell.text.trim().split_once('@')?;
    let plain = |part: &str| !part.is_empty() && !part.contains(['@', ' ', ',', ';', '<']);
    (plain(name) && plain(host) && host.contains('.')).then(|| host.to_lowercase())
}

/// Whether all addresses of the only column of addresses are of one house, over several customers: then they are ours.
/// Those of customers' people would differ from one to the next.
fn is_of_one_house(grid: &Grid, mapping: &Mapping<ContractField>) -> bool {
    let ([only], Some(customer)) = (&*free(grid, mapping, is_address), mapping.column(ContractField::Customer)) else {
        return false;
    };
    let hosts: BTreeSet<String> = filled_cells(grid, *only).filter_map(host).collect();
    let customers: BTreeSet<&str> = filled_cells(grid, customer).map(|cell| cell.text.trim()).collect();
    hosts.len() == 1 && customers.len() > 1
}
