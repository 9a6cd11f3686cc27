//! Headers that mean a field only where no other column does: "Name" is the customer's where nothing else is, and a day on
//! which money is expected is the one on which it is due.

use super::{ContractField, ImportField, InvoiceField, Mapping, look::Look};
use crate::import::{Cell, Grid, Row, Value, text, values};
use chrono::Datelike;

const NAMES: [&str; 10] = [
    "name",
    "nom",
    "contact name",
    "contact",
    "name 1",
    "intitulé",
    "intitulé du tiers",
    "intitulé client",
    "intitulé du compte",
    "名称",
];

/// Headers of days on which money is expected.
const EXPECTED_ON: [&str; 18] = [
    "expected payment date",
    "expected date of payment",
    "expected receipt date",
    "expected payment",
    "planned payment date",
    "scheduled payment date",
    "date de paiement prévue",
    "date de règlement prévue",
    "date prévue de paiement",
    "date prévue de règlement",
    "date d'encaissement prévue",
    "date prévue d'encaissement",
    "应收款日期",
    "应收款日",
    "预计收款日期",
    "预计回款日期",
    "计划收款日期",
    "计划回款日期",
];

/// Takes them in a contracts file: a name is the customer's only beside the customer's code, for else it may be that of
/// the contract.
pub(super) fn contract_columns(grid: &Grid, mapping: &mut Mapping<ContractField>) {
    if grid.header.iter().any(|header| is_one_of(header, &CODES)) || is_codes(grid, mapping, ContractField::Customer) {
        name(grid, mapping, ContractField::Customer, &[ContractField::Title]);
    }
    // "Payment" may as well say how often is billed.
    let is_term = |cell: &Cell| values::payment_term(&cell.text).is_some();
    if grid_says(grid, mapping, &PAYMENT, is_term) {
        take(grid, mapping, ContractField::PaymentTerm, &PAYMENT);
    }
}

/// Headers that say of payment nothing more.
const PAYMENT: [&str; 6] = ["payment", "payments", "règlement", "paiement", "付款", "收款"];

/// Whether every cell of the free columns with such a header is such.
fn grid_says<F: ImportField>(
    grid: &Grid,
    mapping: &Mapping<F>,
    headers: &[&str],
    such: impl Fn(&Cell) -> bool,
) -> bool {
    let columns = mapping.columns.iter().enumerate();
    let mut free = columns.filter(|(_, mapped)| mapped.field.is_none() && is_one_of(&mapped.header, headers));
    free.all(|(column, _)| {
        let mut cells = grid.column(column).filter(|cell| !values::is_placeholder(&cell.text)).peekable();
        cells.peek().is_some() && cells.all(&such)
    })
}

/// Takes them in an invoices file.
pub(super) fn invoice_columns(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    use InvoiceField as F;
    due_or_open(grid, mapping);
    name(grid, mapping, F::Customer, &[F::Description]);
    take(grid, mapping, F::DueOn, &EXPECTED_ON);
    take(grid, mapping, F::GrossAmount, &["dmbtr"]);
    period_of_months(grid, mapping);
}

/// A workbook keeps the months of a column of periods as their first days, and shows them as "Apr-26".
fn period_of_months(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    use InvoiceField as F;
    if mapping.column(F::Period).is_some() || mapping.column(F::PeriodTo).is_some() {
        return;
    }
    let is_month = |cell: &Cell| matches!(cell.value, Value::Day { day } if day.day() == 1);
    let is_period = |column: usize, header: &str| {
        let mut cells = grid.column(column).peekable();
        is_one_of(header, F::Period.headers()) && cells.peek().is_some() && cells.all(is_month)
    };
    let mut columns = mapping.columns.iter().enumerate();
    // "Période du" and "Période" are one header.
    let found = columns
        .find(|(at, mapped)| mapped.field.is_none_or(|field| field == F::PeriodFrom) && is_period(*at, &mapped.header));
    if let Some((column, _)) = found {
        mapping.set(column, Some(F::Period));
    }
}

/// Headers of what is to be paid, which is the total of what nobody paid yet.
const DUE: [&str; 2] = ["amount due", "invoice amount due"];

/// "Amount due" is what is open beside a total, and where it is less than what is billed.
fn due_or_open(grid: &Grid, mapping: &mut Mapping<InvoiceField>) {
    use InvoiceField as F;
    let (Some(column), None) = (mapping.column(F::GrossAmount), mapping.column(F::OpenAmount)) else { return };
    if !mapping.columns.get(column).is_some_and(|mapped| is_one_of(&mapped.header, &DUE)) {
        return;
    }
    let total = mapping.columns.iter().position(|mapped| {
        mapped.field.is_none()
            && !is_one_of(&mapped.header, &DUE)
            && is_one_of(&mapped.header, F::GrossAmount.headers())
    });
    let total = total.filter(|total| Look::of(grid, *total).speaks_for(F::GrossAmount.expects()) >= 0);
    let net = mapping.column(F::NetAmount);
    let is_less = |row: &Row| {
        let due = number(row.cell(column));
        due.zip(net.and_then(|net| number(row.cell(net)))).is_some_and(|(due, net)| due.abs() < net.abs())
    };
    if total.is_some() || grid.rows.iter().any(is_less) {
        mapping.set(column, Some(F::OpenAmount));
    }
    if let Some(total) = total {
        mapping.set(total, Some(F::GrossAmount));
    }
}

fn number(cell: &Cell) -> Option<rust_decimal::Decimal> {
    match cell.value {
        Value::Number { value, .. } => Some(value),
        Value::Text => {
            let read = |mark| values::number(&cell.text, mark).map(|figure| figure.value);
            read(values::DecimalMark::Point).or_else(|| read(values::DecimalMark::Comma))
        }
        _ => None,
    }
}

/// Headers of customers' codes.
const CODES: [&str; 13] = [
    "customer code",
    "customer id",
    "customer no",
    "client code",
    "client id",
    "account code",
    "account no",
    "kunnr",
    "code client",
    "n° client",
    "code tiers",
    "客户编码",
    "客户编号",
];

/// Takes a column of names for the customer's where none is, or where it has codes only.
fn name<F: ImportField>(grid: &Grid, mapping: &mut Mapping<F>, customer: F, taken_from: &[F]) {
    if mapping.column(customer).is_some() && !is_codes(grid, mapping, customer) {
        return;
    }
    for known in NAMES {
        let at = mapping.columns.iter().position(|mapped| {
            let is_free = mapped.field.is_none_or(|field| taken_from.contains(&field));
            is_free && text::header_key(&mapped.header) == text::header_key(known)
        });
        if let Some(column) = at.filter(|column| Look::of(grid, *column).speaks_for(customer.expects()) >= 0) {
            mapping.set(column, Some(customer));
            return;
        }
    }
}

/// Whether every cell of a field's column is a code: without blanks, and mostly of digits.
fn is_codes<F: ImportField>(grid: &Grid, mapping: &Mapping<F>, field: F) -> bool {
    let Some(column) = mapping.column(field) else { return false };
    let is_code = |cell: &Cell| {
        let text = cell.text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        text.is_ascii() && !text.contains(' ') && digits >= 2 && digits * 3 >= text.len()
    };
    let mut cells = grid.column(column).peekable();
    cells.peek().is_some() && cells.all(is_code)
}

/// Gives a field that no column has to the first free column with such a header.
fn take<F: ImportField>(grid: &Grid, mapping: &mut Mapping<F>, field: F, headers: &[&str]) {
    if mapping.column(field).is_some() {
        return;
    }
    let free = mapping.columns.iter().position(|mapped| mapped.field.is_none() && is_one_of(&mapped.header, headers));
    if let Some(column) = free.filter(|column| Look::of(grid, *column).speaks_for(field.expects()) >= 0) {
        mapping.set(column, Some(field));
    }
}

fn is_one_of(header: &str, known: &[&str]) -> bool {
    let key = text::header_key(header);
    known.iter().any(|known| text::header_key(known) == key)
}
