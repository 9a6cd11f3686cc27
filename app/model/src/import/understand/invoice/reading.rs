//! What one row of an invoices file says, cell by cell.

use super::super::reader::{Amount, Plan, Reader};
use super::F;
use crate::{
    calendar::{Day, Period},
    import::{
        Value,
        draft::CustomerWords,
        problem::{Field, Problem},
        values::{self, Document, InvoiceStatus},
    },
    invoice::InvoiceKind,
    money::{Currency, Money},
};
use rust_decimal::Decimal;

/// What one row says.
pub(super) struct RowReading {
    pub(super) number: Option<String>,
    pub(super) kind: Option<InvoiceKind>,
    /// Where the row stands for no invoice and no credit note: what it is.
    pub(super) other: Option<Document>,
    pub(super) customer: Option<CustomerWords>,
    pub(super) contract_reference: Option<String>,
    pub(super) corrects: Option<String>,
    pub(super) legal_entity: Option<String>,
    pub(super) issued_on: Option<Day>,
    pub(super) due_on: Option<Day>,
    pub(super) description: Option<String>,
    pub(super) period: Option<Period>,
    pub(super) net: Option<Amount>,
    pub(super) vat_percent: Option<Decimal>,
    pub(super) vat_amount: Option<Amount>,
    pub(super) gross: Option<Amount>,
    pub(super) currency: Option<Currency>,
    pub(super) paid_on: Option<Day>,
    /// What was paid, all payments of the row together.
    pub(super) paid: Option<Amount>,
    /// The payments of a row that has several.
    pub(super) parts: Vec<(Option<Day>, Decimal)>,
    pub(super) open: Option<Amount>,
    pub(super) status: Option<InvoiceStatus>,
}

impl RowReading {
    pub(super) fn of(reader: &mut Reader<'_, F>) -> Self {
        let net = reader.amount(F::NetAmount);
        let vat_amount = reader.amount(F::VatAmount);
        let gross = reader.gross(F::GrossAmount);
        let Paid { amount: paid, on: paid_on, parts } = paid(reader);
        let open = reader.gross(F::OpenAmount);
        let currency = reader.currency(F::Currency, &[net, vat_amount, gross, paid, open]);
        let (kind, other) = match reader.choice(F::Kind, values::document, Problem::UnknownKind) {
            Some(Document::Issued(kind)) => (Some(kind), None),
            other => (None, other),
        };
        Self {
            number: reader.words(F::Number, 100),
            kind,
            other,
            customer: reader.customer(F::Customer, F::CustomerCountry, F::CustomerRegistration, F::CustomerVat),
            contract_reference: reader.words(F::ContractReference, 100),
            corrects: reader.words(F::Corrects, 100),
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
            paid_on,
            paid,
            parts,
            open,
            status: status(reader),
        }
    }

    /// Net plus tax, by the amount of tax or its rate; `None` where the row does not tell.
    pub(super) fn net_with_tax(&self) -> Option<Decimal> {
        let net = self.net?.value;
        match (self.vat_amount, self.vat_percent) {
            (Some(vat), _) => net.checked_add(vat.value),
            (None, Some(percent)) => {
                net.checked_mul(percent.checked_add(Decimal::ONE_HUNDRED)?)?.checked_div(Decimal::ONE_HUNDRED)
            }
            (None, None) => None,
        }
    }

    /// Whether a row that looks like a sum has no customer of its own.
    pub(super) fn has_no_customer(&self, plan: &Plan<F>) -> bool {
        self.customer.as_ref().is_none_or(|customer| plan.is_total(&customer.name))
    }

    /// The amount before tax: as given, or the total with tax less the tax.
    pub(super) fn net(&self, reader: &mut Reader<'_, F>, currency: Currency) -> Option<(Decimal, Option<usize>)> {
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

/// VAT in per cent from net and tax, where it is one of the usual rates to within rounding.
pub(super) fn rate_of(reading: &RowReading) -> Option<Decimal> {
    let (net, vat) = (reading.net?.value, reading.vat_amount?.value);
    if net.is_zero() {
        return None;
    }
    let rate = vat.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(net)?;
    let rounded = rate.round_dp(1).normalize();
    ((rate - rounded).abs() <= Decimal::new(5, 2) && (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&rounded))
        .then_some(rounded)
}

pub(super) fn period(reader: &mut Reader<'_, F>) -> Option<Period> {
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
            reader.unread(plan.column, Problem::LeftEmpty);
        }
        return period;
    }
    // "Maintenance janvier 2026", "du 01/01/2026 au 31/03/2026": only what is written out in full counts.
    let (_, cell) = reader.cell(F::Description)?;
    values::days_within(&cell.text, order)
}

/// What a row says about payments.
struct Paid {
    amount: Option<Amount>,
    on: Option<Day>,
    parts: Vec<(Option<Day>, Decimal)>,
}

/// The amount and the day of a payment, or of several that stand in one cell: with a day each, or on one day.
fn paid(reader: &mut Reader<'_, F>) -> Paid {
    let (mark, order) = (reader.mark(F::PaidAmount), reader.order(F::PaidOn));
    let amounts = reader.cell(F::PaidAmount).filter(|(_, cell)| cell.value == Value::Text);
    let amounts = amounts.and_then(|(plan, cell)| Some((plan.column, values::several_numbers(&cell.text, mark)?)));
    let days = reader.cell(F::PaidOn).filter(|(_, cell)| cell.value == Value::Text);
    let days = days.and_then(|(_, cell)| values::several_days(&cell.text, order));
    match (amounts, days) {
        (None, None) => Paid { amount: reader.gross(F::PaidAmount), on: paid_on(reader), parts: Vec::new() },
        (None, Some(days)) => {
            let amount = reader.gross(F::PaidAmount);
            let amounts = usize::from(amount.is_some());
            reader.note_at(F::PaidOn, Problem::SeveralPayments { amounts, days: days.len() });
            Paid { amount, on: days.first().copied(), parts: Vec::new() }
        }
        (Some((column, figures)), days) => {
            let days = days.unwrap_or_else(|| paid_on(reader).into_iter().collect());
            if days.len() > 1 && days.len() != figures.len() {
                let problem = Problem::SeveralPayments { amounts: figures.len(), days: days.len() };
                reader.note(Some(column), problem);
            }
            let on = days.first().copied();
            let on_each = (0..).map(|at| if days.len() > 1 { days.get(at).copied() } else { on });
            let parts: Vec<_> = on_each.zip(&figures).map(|(on, figure)| (on, figure.value.normalize())).collect();
            let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, value)| sum.checked_add(*value));
            let currency = figures.iter().find_map(|figure| figure.currency);
            let amount = sum.map(|value| Amount { value, column, currency, per_months: None, with_tax: true });
            Paid { amount, on, parts }
        }
    }
}

/// The day of payment; a column that also says "no" or "unpaid" has no day there.
pub(super) fn paid_on(reader: &mut Reader<'_, F>) -> Option<Day> {
    let (_, cell) = reader.cell(F::PaidOn)?;
    if cell.value == Value::Text
        && (values::invoice_status(&cell.text) == Some(InvoiceStatus::Open)
            || values::yes_no(&cell.text) == Some(false))
    {
        return None;
    }
    reader.day(F::PaidOn)
}

pub(super) fn status(reader: &mut Reader<'_, F>) -> Option<InvoiceStatus> {
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
        reader.unread(plan.column, Problem::LeftEmpty);
    }
    status
}
