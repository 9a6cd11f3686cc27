//! Invoices: rows with one number are one invoice with several lines; payments stand in the same rows.

use super::reader::{Amount, Plan, Reader, same_cells};
use crate::{
    calendar::{Day, Period},
    import::{
        Cell, Grid, Row, Value,
        columns::{InvoiceField, Mapping},
        conventions::Conventions,
        draft::{CustomerWords, InvoiceDraft, InvoiceLineDraft, PaymentDraft, UnderstoodRow},
        problem::{CellProblem, Field, Problem},
        similar, text,
        values::{self, InvoiceStatus},
    },
    invoice::InvoiceKind,
    money::{Currency, Money},
};
use rust_decimal::Decimal;
use std::collections::HashMap;

use InvoiceField as F;

/// Each invoice of the file as it will be understood, in the order of the file. Rows with the same number
/// are one invoice with several lines; so is a row without number, customer and day below one that has them.
pub fn invoice_rows(
    grid: &Grid,
    mapping: &Mapping<InvoiceField>,
    conventions: &Conventions,
) -> Vec<UnderstoodRow<InvoiceDraft>> {
    let plan = Plan::of(grid, mapping, conventions);
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_number: HashMap<String, usize> = HashMap::new();
    for row in &grid.rows {
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
        let key = reading.number.as_deref().map(text::header_key);
        let known = match &key {
            Some(key) => by_number.get(key).copied(),
            None if plan.has(F::Number)
                && reading.customer.is_none()
                && reading.issued_on.is_none()
                && reading.net.is_some() =>
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
    groups.into_iter().map(|group| group.understand(&plan)).collect()
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

/// What one row says.
struct RowReading {
    number: Option<String>,
    kind: Option<InvoiceKind>,
    customer: Option<CustomerWords>,
    contract_reference: Option<String>,
    legal_entity: Option<String>,
    issued_on: Option<Day>,
    due_on: Option<Day>,
    description: Option<String>,
    period: Option<Period>,
    net: Option<Amount>,
    vat_percent: Option<Decimal>,
    vat_amount: Option<Amount>,
    gross: Option<Amount>,
    currency: Option<Currency>,
    paid_on: Option<Day>,
    paid: Option<Amount>,
    open: Option<Amount>,
    status: Option<InvoiceStatus>,
}

impl RowReading {
    fn of(reader: &mut Reader<'_, F>) -> Self {
        let net = reader.amount(F::NetAmount);
        let vat_amount = reader.amount(F::VatAmount);
        let gross = reader.gross(F::GrossAmount);
        let paid = reader.gross(F::PaidAmount);
        let open = reader.gross(F::OpenAmount);
        let currency = reader.currency(F::Currency, &[net, vat_amount, gross, paid, open]);
        Self {
            number: reader.words(F::Number, 100),
            kind: reader.choice(F::Kind, values::invoice_kind),
            customer: reader.customer(F::Customer, F::CustomerCountry, F::CustomerRegistration, F::CustomerVat),
            contract_reference: reader.words(F::ContractReference, 100),
            legal_entity: reader.words(F::LegalEntity, 200),
            issued_on: reader.day(F::IssuedOn),
            due_on: reader.day(F::DueOn),
            description: reader.words(F::Description, 500),
            period: period(reader),
            net,
            vat_percent: reader.vat(F::VatPercent),
            vat_amount,
            gross,
            currency,
            paid_on: paid_on(reader),
            paid,
            open,
            status: status(reader),
        }
    }

    /// Whether a row that looks like a sum has no customer of its own.
    fn has_no_customer(&self, plan: &Plan<F>) -> bool {
        self.customer.as_ref().is_none_or(|customer| {
            plan.looks_like_total(&Row { number: 0, cells: vec![Cell::from_text(customer.name.clone())] })
        })
    }

    /// The amount before tax: as given, or the total with tax less the tax.
    fn net(&self, reader: &mut Reader<'_, F>, currency: Currency) -> Option<(Decimal, Option<usize>)> {
        if let Some(net) = self.net {
            return Some((net.value, Some(net.column)));
        }
        let gross = self.gross?;
        let net = match (self.vat_amount, self.vat_percent) {
            (Some(vat), _) => gross.value.checked_sub(vat.value)?,
            (None, Some(percent)) => {
                let factor = (percent.checked_add(Decimal::ONE_HUNDRED)?).checked_div(Decimal::ONE_HUNDRED)?;
                Money::round(gross.value.checked_div(factor)?, currency).ok()?.major()
            }
            (None, None) => {
                reader.note_at(F::NetAmount, Problem::Missing { field: Field::Invoice(F::NetAmount) });
                return None;
            }
        };
        reader.note(Some(gross.column), Problem::NetWorkedOut { net: net.normalize() });
        Some((net, None))
    }
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
    if let (Some(issued), Some(due)) = (issued_on, due_on)
        && due < issued
    {
        head.note_at(F::DueOn, Problem::DueBeforeIssue);
    }
    let currency = readings.iter().find_map(|(_, reading, _)| reading.currency);
    let mut lines = Vec::new();
    let mut totals = Totals::default();
    if let Some(currency) = currency {
        for (row, reading, _) in &readings {
            let mut reader = Reader::new(plan, row);
            if reading.currency.is_some_and(|other| other != currency) {
                reader.note_at(F::Currency, Problem::OtherCurrency { first: currency });
            }
            totals.add(reading);
            if let Some((net, column)) = reading.net(&mut reader, currency)
                && let Some(amount) = reader.money(net, currency, column)
            {
                totals.nets += amount.major();
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
        Some(currency) => payments(&readings, &mut head, currency, kind, total_with_tax, &lines, due_on.or(issued_on)),
        None => Vec::new(),
    };
    problems.extend(head.problems);
    problems.extend(readings.into_iter().flat_map(|(_, _, problems)| problems));
    let draft = InvoiceDraft {
        kind,
        number,
        customer,
        contract_reference,
        legal_entity,
        issued_on,
        due_on,
        currency,
        total_with_tax,
        lines,
        payments,
    };
    (draft, problems)
}

/// Sums over the rows of one invoice.
#[derive(Default)]
struct Totals {
    nets: Decimal,
    grosses: Vec<Decimal>,
    /// Net plus tax, as far as every row tells it.
    expected: Option<Decimal>,
    rows: usize,
}

impl Totals {
    fn add(&mut self, reading: &RowReading) {
        self.grosses.extend(reading.gross.map(|gross| gross.value));
        let with_tax = reading.net.and_then(|net| match (reading.vat_amount, reading.vat_percent) {
            (Some(vat), _) => net.value.checked_add(vat.value),
            (None, Some(percent)) => {
                net.value.checked_mul(percent.checked_add(Decimal::ONE_HUNDRED)?)?.checked_div(Decimal::ONE_HUNDRED)
            }
            (None, None) => None,
        });
        self.expected = match (self.rows, self.expected, with_tax) {
            (0, _, with_tax) => with_tax,
            (_, Some(sum), Some(with_tax)) => sum.checked_add(with_tax),
            _ => None,
        };
        self.rows += 1;
    }

    /// The total with tax: of one row, repeated on each row, given on one of them, or their sum.
    fn with_tax(&self) -> Option<Decimal> {
        let first = *self.grosses.first()?;
        if self.grosses.len() == 1 {
            return Some(first);
        }
        let sum = self.grosses.iter().try_fold(Decimal::ZERO, |sum, gross| sum.checked_add(*gross))?;
        if self.grosses.iter().any(|gross| *gross != first) {
            return Some(sum);
        }
        // The same on every row: the invoice's total, or lines that happen to be alike.
        let is_total = match self.expected {
            Some(expected) => (expected - first).abs() <= (expected - sum).abs(),
            None => first.abs() >= self.nets.abs(),
        };
        Some(if is_total { first } else { sum })
    }
}

fn check_total(head: &mut Reader<'_, F>, lines: &[InvoiceLineDraft], total: Option<Money>) {
    let Some(total) = total else { return };
    let mut computed = Decimal::ZERO;
    for line in lines {
        let Some(percent) = line.vat_percent else { return };
        let with_tax = line
            .amount
            .major()
            .checked_mul(percent + Decimal::ONE_HUNDRED)
            .and_then(|amount| amount.checked_div(Decimal::ONE_HUNDRED));
        let Some(sum) = with_tax.and_then(|with_tax| computed.checked_add(with_tax)) else { return };
        computed = sum;
    }
    // One minor unit for each line may be lost to rounding.
    let tolerance = Decimal::new(i64::try_from(lines.len().max(1)).unwrap_or(1), total.currency.decimals());
    if !lines.is_empty() && (computed - total.major()).abs() > tolerance {
        let computed = Money::round(computed, total.currency).map_or(computed, Money::major);
        head.note_at(F::GrossAmount, Problem::TotalsDiffer { computed });
    }
}

/// What was received: amounts and days on the rows, or the word "paid".
fn payments(
    readings: &Readings<'_>,
    head: &mut Reader<'_, F>,
    currency: Currency,
    kind: InvoiceKind,
    total: Option<Money>,
    lines: &[InvoiceLineDraft],
    usual_day: Option<Day>,
) -> Vec<PaymentDraft> {
    let mut whole = total.map(Money::major).or_else(|| {
        lines.iter().try_fold(Decimal::ZERO, |sum, line| {
            let percent = line.vat_percent.unwrap_or(Decimal::ZERO);
            let tax = line.amount.major().checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
            sum.checked_add(line.amount.major())?.checked_add(tax)
        })
    });
    if lines.is_empty() && total.is_none() {
        whole = None;
    }
    let mut found: Vec<(u32, Option<Day>, Decimal)> = Vec::new();
    let mut said_paid: Option<(u32, Option<Day>)> = None;
    for (row, reading, _) in readings {
        match (reading.paid, reading.paid_on, reading.status) {
            (Some(paid), day, _) if !paid.value.is_zero() => found.push((row.number, day, paid.value)),
            (Some(_), _, _) => {}
            (None, Some(day), _) => said_paid = said_paid.or(Some((row.number, Some(day)))),
            (None, None, Some(InvoiceStatus::Paid)) => said_paid = said_paid.or(Some((row.number, None))),
            _ => {}
        }
    }
    // The same payment repeated on each line of its invoice is one payment.
    if let Some((_, day, amount)) = found.first().copied()
        && found.len() > 1
        && found.iter().all(|(_, other_day, other)| *other_day == day && *other == amount)
        && whole.is_some_and(|whole| {
            let times = Decimal::from(u32::try_from(found.len()).unwrap_or(u32::MAX));
            amount.checked_mul(times).is_none_or(|sum| sum.abs() > whole.abs() + Decimal::ONE) || amount == whole
        })
    {
        found.truncate(1);
    }
    if found.is_empty() {
        let open = readings
            .iter()
            .find_map(|(row, reading, _)| reading.open.map(|open| (row.number, reading.paid_on, open.value)));
        match (open, said_paid, whole) {
            (Some((row, day, open)), _, Some(whole)) => {
                let received = whole - open;
                if !received.is_zero() && received.is_sign_negative() == whole.is_sign_negative() {
                    head.note_at(F::OpenAmount, Problem::PaidAmountAssumed);
                    found.push((row, day, received));
                }
            }
            (None, Some((row, day)), Some(whole)) => {
                if total.is_none() {
                    head.note_at(F::PaidOn, Problem::PaidAmountAssumed);
                } else if day.is_none() {
                    head.note_at(F::Status, Problem::PaidAmountAssumed);
                }
                found.push((row, day, whole));
            }
            _ => {}
        }
    }
    let mut payments = Vec::new();
    for (row, day, amount) in found {
        let amount = if kind == InvoiceKind::CreditNote { -amount.abs() } else { amount };
        let received_on = match day.or(usual_day) {
            Some(received_on) => received_on,
            None => continue,
        };
        if day.is_none() {
            head.note_at(F::PaidOn, Problem::PaidDayAssumed { day: received_on });
        }
        if let Some(amount) = head.money(amount, currency, None) {
            payments.push(PaymentDraft { row, received_on, amount });
        }
    }
    payments
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

/// VAT in per cent from net and tax, where it is one of the usual rates to within rounding.
fn rate_of(reading: &RowReading) -> Option<Decimal> {
    let (net, vat) = (reading.net?.value, reading.vat_amount?.value);
    if net.is_zero() {
        return None;
    }
    let rate = vat.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(net)?;
    let rounded = rate.round_dp(1).normalize();
    ((rate - rounded).abs() <= Decimal::new(5, 2) && (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&rounded))
        .then_some(rounded)
}

fn period(reader: &mut Reader<'_, F>) -> Option<Period> {
    let (from, to) = (reader.day(F::PeriodFrom), reader.day(F::PeriodTo));
    if let (Some(from), Some(to)) = (from, to) {
        let period = Period::new(from, to);
        if period.is_none() {
            reader.note_at(F::PeriodTo, Problem::EndBeforeStart);
        }
        return period;
    }
    let order = reader.order(F::IssuedOn);
    if let Some((plan, cell)) = reader.cell(F::Period) {
        let period = match cell.value {
            // A month is often kept as its first day and shown as "Jan-26".
            Value::Day { day } => Period::new(day, crate::calendar::month_end(day)),
            _ => values::period(&cell.text, order),
        };
        if period.is_none() {
            reader.note(Some(plan.column), Problem::LeftEmpty);
        }
        return period;
    }
    // "Maintenance janvier 2026", "du 01/01/2026 au 31/03/2026": only what is written out in full counts.
    let (_, cell) = reader.cell(F::Description)?;
    period_within(&cell.text, order)
}

/// Two days written out in a description.
fn period_within(words: &str, order: values::DayOrder) -> Option<Period> {
    let folded = text::fold(words);
    for between in [" au ", " to ", " - ", "至", " -> ", "~"] {
        if let Some((before, after)) = folded.split_once(between) {
            let before = before.rsplit([' ', '(', ':', '从', '自']).next()?;
            let after = after.split([' ', ')', ',', ';']).next()?;
            let is_written_out = |text: &str| text.contains(['/', '.', '-', '年']);
            if is_written_out(before) && is_written_out(after) {
                return Period::new(values::day(before, order)?, values::day(after, order)?);
            }
        }
    }
    None
}

/// The day of payment; a column that also says "no" or "unpaid" has no day there.
fn paid_on(reader: &mut Reader<'_, F>) -> Option<Day> {
    let (_, cell) = reader.cell(F::PaidOn)?;
    if cell.value == Value::Text
        && (values::invoice_status(&cell.text) == Some(InvoiceStatus::Open)
            || values::yes_no(&cell.text) == Some(false))
    {
        return None;
    }
    reader.day(F::PaidOn)
}

fn status(reader: &mut Reader<'_, F>) -> Option<InvoiceStatus> {
    let (plan, cell) = reader.cell(F::Status)?;
    let yes = match cell.value {
        Value::Bool { yes } => Some(yes),
        _ => values::yes_no(&cell.text),
    };
    let status = match yes {
        Some(true) => Some(InvoiceStatus::Paid),
        Some(false) => Some(InvoiceStatus::Open),
        None => values::invoice_status(&cell.text),
    };
    if status.is_none() {
        reader.note(Some(plan.column), Problem::LeftEmpty);
    }
    status
}

fn looks_like_credit_note(number: &str) -> bool {
    let folded = text::fold(number);
    text::words(&folded).first().is_some_and(|word| matches!(*word, "av" | "avoir" | "cn" | "cr" | "crn" | "avr"))
}
