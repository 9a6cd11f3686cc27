//! What one row of a contracts file says, cell by cell.

use super::super::{
    price::{Price, PriceCells},
    reader::{Plan, Reader},
};
use super::{F, Terms};
use crate::{
    calendar::{Day, Length, Period, add_months},
    contract::{ContractType, PaymentTerm},
    import::{
        Row, Value,
        draft::{CustomerWords, PersonWords, PriceLineDraft},
        problem::Problem,
        values::{self, DiscountWords, Frequency, Increase, IncreaseDay, LengthUnit, RenewalWords},
    },
    money::Currency,
    price_line::{self, Discount, MOST_DECIMALS, PriceLine, PriceLineField, Recurrence, Timing, YearlyIncrease},
};
use chrono::Datelike;
use rust_decimal::Decimal;

/// What one row says, before it is put together with others of the same number.
pub(super) struct RowReading {
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) customer: Option<CustomerWords>,
    pub(super) legal_entity: Option<String>,
    pub(super) contract_type: Option<ContractType>,
    pub(super) owner: PersonWords,
    pub(super) signed_on: Option<Day>,
    pub(super) starts_on: Option<Day>,
    pub(super) end: Option<End>,
    pub(super) terminated_on: Option<Day>,
    /// Where the row says that it was ended, without a day.
    pub(super) ended_by: Option<F>,
    pub(super) duration: Option<Span>,
    pub(super) renewal: Option<RenewalWords>,
    pub(super) renewal_period: Option<Length>,
    pub(super) renewal_maximum: Option<u32>,
    pub(super) notice: Option<Length>,
    pub(super) currency: Option<Currency>,
    pub(super) payment_term: Option<PaymentTerm>,
    pub(super) purchase_order: Option<String>,
    pub(super) description: Option<String>,
    pub(super) price: PriceCells,
    pub(super) billing_start: Option<Day>,
    pub(super) billing_end: Option<Day>,
    pub(super) vat_percent: Option<Decimal>,
    pub(super) increase: Option<Increase>,
    pub(super) increase_from: Option<IncreaseDay>,
    pub(super) discount: Option<Decimal>,
    pub(super) discount_from: Option<Day>,
    pub(super) discount_end: Option<Day>,
}

/// What an end cell says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    On(Day),
    Open,
}

/// What a duration cell says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Of(Length),
    Open,
}

impl RowReading {
    pub(super) fn of(reader: &mut Reader<'_, F>, plan: &Plan<F>) -> Self {
        let mut price = PriceCells::read(reader);
        let currency = reader.currency(F::Currency, &price.amounts());
        let vat_percent = reader.vat(F::VatPercent);
        price.without_tax(reader, vat_percent);
        let span = span(reader);
        let discount = discount(reader);
        let (terminated_on, ended_by) = termination(reader);
        Self {
            number: reader.words(F::Number, 100),
            title: reader.words(F::Title, 200),
            customer: reader.customer(F::Customer, F::CustomerCountry, F::CustomerRegistration, F::CustomerVat),
            legal_entity: reader.words(F::LegalEntity, 200),
            contract_type: contract_type(reader),
            owner: PersonWords { name: reader.words(F::OwnerName, 200), email: email(reader) },
            signed_on: reader.day(F::SignedOn),
            starts_on: day_or(reader, F::StartsOn, span).or(span.map(|(_, span)| span.first)),
            end: match span {
                Some((F::EndsOn, span)) => Some(End::On(span.last)),
                span => end(reader).or(span.map(|(_, span)| End::On(span.last))),
            },
            terminated_on,
            ended_by,
            duration: if matches!(span, Some((F::Duration, _))) { None } else { duration(reader) },
            renewal: renewal(reader, plan),
            renewal_period: reader.length(F::RenewalPeriod, usual_term),
            renewal_maximum: renewal_maximum(reader),
            notice: reader
                .length(F::Notice, |count, _| if count <= 12 { LengthUnit::Months } else { LengthUnit::Days }),
            currency,
            payment_term: payment_term(reader),
            purchase_order: reader.words(F::PurchaseOrder, 100),
            description: reader.words(F::LineDescription, 500),
            price,
            billing_start: reader.day(F::BillingStart),
            billing_end: reader.day(F::BillingEnd),
            vat_percent,
            increase_from: increase_from(reader),
            // A day that is there and cannot be read is not made up for.
            increase: increase(reader).filter(|_| !reader.is_no_day(F::IncreaseFrom)),
            discount: discount.map(|discount| discount.percent),
            discount_from: reader.day(F::DiscountFrom),
            discount_end: reader.day(F::DiscountEnd).or(discount.and_then(|discount| discount.until)),
        }
    }

    /// Whether a row that looks like a sum has no customer of its own.
    pub(super) fn customer_is_total_or_missing(&self, plan: &Plan<F>, row: &Row) -> bool {
        self.customer.as_ref().is_none_or(|customer| {
            let only_name =
                Row { number: row.number, cells: vec![crate::import::Cell::from_text(customer.name.clone())] };
            plan.looks_like_total(&only_name)
        })
    }

    pub(super) fn line(self, row: &Row, price: Price, terms: &Terms, reader: &mut Reader<'_, F>) -> PriceLineDraft {
        let first_day = self.billing_start.or(self.starts_on.filter(|_| terms.has_lines)).or(terms.starts_on);
        let last_day = self.billing_end.or(match self.end {
            Some(End::On(day)) if terms.has_lines => Some(day),
            _ => None,
        });
        // A line that ends before the contract does was ended alone.
        let last_day = last_day.into_iter().chain(self.terminated_on.filter(|day| terms.ended_on != Some(*day))).min();
        let recurrence = first_day.map(|anchor| match price.frequency {
            Frequency::Once => Recurrence::Once { on: anchor },
            Frequency::Months(months) => {
                Recurrence::Every { months, anchor, timing: self.price.timing.unwrap_or(Timing::Advance) }
            }
        });
        if recurrence.is_none() {
            reader.note_at(F::StartsOn, Problem::PriceWithoutStart);
        }
        if let (Some(first), Some(last)) = (first_day, last_day)
            && last < first
            && self.billing_end.is_some()
        {
            reader.note_at(F::BillingEnd, Problem::EndBeforeStart);
        }
        let remark = match price.quantity.checked_mul(price.unit_price) {
            Some(amount) if amount.is_zero() => Some(Problem::FreeOfCharge),
            Some(amount) if amount.is_sign_negative() => Some(Problem::NegativePrice),
            _ => None,
        };
        if let Some(remark) = remark {
            let column = self.price.amounts().into_iter().flatten().map(|amount| amount.column).next();
            reader.note(column, remark);
        }
        let is_once = price.frequency == Frequency::Once;
        let increase = self.increase.filter(|_| !is_once).and_then(|Increase { percent, on }| {
            let first_on = match self.increase_from.or(on) {
                Some(IncreaseDay::First(day)) => day,
                Some(IncreaseDay::EachYear(day)) => {
                    let first_on = day.first_after(first_day?)?;
                    reader.note_at(F::YearlyIncrease, Problem::IncreasedEachYear { first_on });
                    first_on
                }
                None => {
                    let day = add_months(first_day?, 12)?;
                    reader.note_at(F::YearlyIncrease, Problem::IncreaseDayAssumed { first_on: day });
                    day
                }
            };
            Some(YearlyIncrease { percent, first_on })
        });
        let discounts = self.discount.and_then(|percent| {
            let from = self.discount_from.or(first_day)?;
            if self.discount_end.is_some_and(|end| end < from) {
                reader.note_at(F::DiscountEnd, Problem::EndBeforeStart);
                return None;
            }
            Some(Discount { from, to: self.discount_end, percent })
        });
        // A spreadsheet computes with more decimals than anybody is billed by.
        let kept = |value: Decimal| value.round_dp(MOST_DECIMALS).normalize();
        let draft = PriceLineDraft {
            row: row.number,
            description: self.description.or(self.title).or_else(|| terms.title.clone()).unwrap_or_default(),
            quantity: kept(price.quantity),
            unit: self.price.unit.clone(),
            unit_price: kept(price.unit_price),
            vat_percent: self.vat_percent.map(kept),
            recurrence,
            starts_on: first_day.filter(|day| terms.starts_on != Some(*day)),
            ends_on: last_day.filter(|day| terms.ends_on != Some(*day)),
            discounts: discounts
                .map(|discount| Discount { percent: kept(discount.percent), ..discount })
                .into_iter()
                .collect(),
            increase: increase.map(|increase| YearlyIncrease { percent: kept(increase.percent), ..increase }),
        };
        let price = self.price.amounts().into_iter().flatten().map(|amount| amount.column).next();
        for field in unbillable(&draft) {
            match field {
                PriceLineField::Quantity => reader.note_at(F::Quantity, Problem::OutOfRange),
                _ => reader.note(price, Problem::OutOfRange),
            }
        }
        draft
    }
}

/// The fields by which a line could not be billed, so that its row is to be corrected.
fn unbillable(draft: &PriceLineDraft) -> Vec<PriceLineField> {
    let Some(recurrence) = draft.recurrence else { return Vec::new() };
    let line = PriceLine {
        id: uuid::Uuid::nil().into(),
        position: 1,
        // A line without a description is called as its contract.
        description: "-".to_owned(),
        quantity: draft.quantity,
        unit: draft.unit.clone(),
        unit_price: draft.unit_price,
        vat_percent: draft.vat_percent,
        recurrence,
        starts_on: draft.starts_on,
        ends_on: draft.ends_on,
        discounts: draft.discounts.clone(),
        ramp: Vec::new(),
        increase: draft.increase,
    };
    price_line::check(&line).into_iter().map(|(field, _)| field).collect()
}

/// A bare duration: months, unless the whole column is so small that it must be years.
pub(super) const fn usual_term(_count: u32, small: bool) -> LengthUnit {
    if small { LengthUnit::Years } else { LengthUnit::Months }
}

pub(super) fn contract_type(reader: &mut Reader<'_, F>) -> Option<ContractType> {
    let (plan, cell) = reader.cell(F::ContractType)?;
    let found = values::contract_type(&cell.text);
    if found.is_none() {
        reader.note(Some(plan.column), Problem::TypeAssumed);
    }
    found
}

pub(super) fn email(reader: &mut Reader<'_, F>) -> Option<String> {
    let (plan, _) = reader.cell(F::OwnerEmail)?;
    let words = reader.words(F::OwnerEmail, 254)?;
    // "Anna Lind <anna@example.com>" is how mail programs copy an address.
    let address = words
        .rsplit_once('<')
        .map_or(words.as_str(), |(_, address)| address.trim_end_matches('>'))
        .trim()
        .to_lowercase();
    let is_address = address
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
        && !address.contains(char::is_whitespace);
    if !is_address {
        reader.unread(plan.column, Problem::LeftEmpty);
        return None;
    }
    Some(address)
}

pub(super) fn end(reader: &mut Reader<'_, F>) -> Option<End> {
    let (plan, cell) = reader.cell(F::EndsOn)?;
    if cell.value == Value::Text && values::is_open_ended(&cell.text) {
        return Some(End::Open);
    }
    let before = reader.problems.len();
    let day = reader.day(F::EndsOn)?;
    if day.year() >= 2900 {
        reader.problems.truncate(before);
        reader.note(Some(plan.column), Problem::ReadAsOpenEnded);
        return Some(End::Open);
    }
    Some(End::On(day))
}

/// The day on which a row says that it was ended, or the field that says so without a day.
pub(super) fn termination(reader: &mut Reader<'_, F>) -> (Option<Day>, Option<F>) {
    let mut ended_by = None;
    if let Some((_, cell)) = reader.cell(F::Status)
        && values::is_ended(&cell.text)
    {
        ended_by = Some(F::Status);
    }
    let Some((_, cell)) = reader.cell(F::TerminatedOn) else { return (None, ended_by) };
    let yes = match cell.value {
        Value::Bool { yes } => Some(yes),
        Value::Text => values::yes_no(&cell.text).or_else(|| values::is_ended(&cell.text).then_some(true)),
        _ => None,
    };
    match yes {
        Some(true) => (None, Some(F::TerminatedOn)),
        Some(false) => (None, ended_by),
        None => match reader.day(F::TerminatedOn) {
            Some(day) => (Some(day), None),
            // What could not be read was noted.
            None => (None, None),
        },
    }
}

/// First and last day where they stand in one cell: "2024.1.1-2026.12.31" as the term, or as its start.
fn span(reader: &mut Reader<'_, F>) -> Option<(F, Period)> {
    [F::StartsOn, F::Duration, F::EndsOn].into_iter().find_map(|field| {
        let order = reader.order(field);
        let (_, cell) = reader.cell(field)?;
        let span = (cell.value == Value::Text).then(|| values::two_days(&cell.text, order)).flatten()?;
        Some((field, span))
    })
}

/// The day of a field, unless its cell holds two.
fn day_or(reader: &mut Reader<'_, F>, field: F, span: Option<(F, Period)>) -> Option<Day> {
    if span.is_some_and(|(of, _)| of == field) { None } else { reader.day(field) }
}

pub(super) fn duration(reader: &mut Reader<'_, F>) -> Option<Span> {
    let (_, cell) = reader.cell(F::Duration)?;
    if cell.value == Value::Text && values::is_open_ended(&cell.text) {
        return Some(Span::Open);
    }
    reader.length(F::Duration, usual_term).map(Span::Of)
}

pub(super) fn renewal(reader: &mut Reader<'_, F>, plan: &Plan<F>) -> Option<RenewalWords> {
    let column = plan.column(F::Renewal)?.column;
    let row = reader.row;
    let cell = row.cell(column);
    // "none" and 无 are answers here, where elsewhere they stand for nothing.
    if cell.value == Value::Text
        && let Some(words) = values::renewal(&cell.text)
    {
        return Some(words);
    }
    let (_, cell) = reader.cell(F::Renewal)?;
    let is_about_tacit = plan.is_about_tacit_renewal(column);
    let yes = match cell.value {
        Value::Bool { yes } => Some(yes),
        _ => values::yes_no(&cell.text),
    };
    match (yes, is_about_tacit) {
        (Some(true), true) => return Some(RenewalWords::Tacit { months: None, maximum: None }),
        (Some(false), _) => return Some(RenewalWords::None),
        _ => {}
    }
    if is_about_tacit && let Some(Length::Months(months @ 1..=1200)) = values::length(&cell.text) {
        return Some(RenewalWords::Tacit { months: Some(months), maximum: None });
    }
    reader.unread(column, Problem::LeftEmpty);
    None
}

pub(super) fn renewal_maximum(reader: &mut Reader<'_, F>) -> Option<u32> {
    let (plan, _) = reader.cell(F::RenewalMaximum)?;
    let number = reader.number(F::RenewalMaximum)?;
    let count =
        u32::try_from(number.trunc()).ok().filter(|count| number.fract().is_zero() && (1..=1200).contains(count));
    if count.is_none() {
        reader.unread(plan.column, Problem::LeftEmpty);
    }
    count
}

pub(super) fn payment_term(reader: &mut Reader<'_, F>) -> Option<PaymentTerm> {
    reader.choice(F::PaymentTerm, values::payment_term, Problem::LeftEmpty)
}

/// A fixed increase in per cent, with its day where that stands beside it; an index is another thing and is only noted.
pub(super) fn increase(reader: &mut Reader<'_, F>) -> Option<Increase> {
    let found = match reader.percent(F::YearlyIncrease)? {
        Ok(percent) => Increase { percent, on: None },
        Err((_, words)) if values::yes_no(words) == Some(false) => return None,
        Err((column, words)) => {
            let (order, mark) = (reader.order(F::YearlyIncrease), reader.mark(F::YearlyIncrease));
            let Some(increase) = values::increase(words, mark, order) else {
                reader.note(Some(column), Problem::IndexNotTaken);
                return None;
            };
            increase
        }
    };
    if found.percent.is_zero() {
        return None;
    }
    if found.percent < Decimal::ZERO || found.percent > Decimal::ONE_HUNDRED {
        reader.note_at(F::YearlyIncrease, Problem::OutOfRange);
        return None;
    }
    Some(found)
}

/// The day of the increase in a column of its own: of one year, or of each.
pub(super) fn increase_from(reader: &mut Reader<'_, F>) -> Option<IncreaseDay> {
    let (_, cell) = reader.cell(F::IncreaseFrom)?;
    if cell.value == Value::Text
        && let Some(each @ IncreaseDay::EachYear(_)) = values::increase_day(&cell.text, reader.order(F::IncreaseFrom))
    {
        return Some(each);
    }
    reader.day(F::IncreaseFrom).map(IncreaseDay::First)
}

/// A discount in per cent. Chinese lists say as 折扣 what is left to pay: 90 % or 0.9 of it.
pub(super) fn discount(reader: &mut Reader<'_, F>) -> Option<DiscountWords> {
    let (order, mark) = (reader.order(F::DiscountPercent), reader.mark(F::DiscountPercent));
    let (column, says_paid) = reader.cell(F::DiscountPercent).map(|(plan, _)| (plan.column, plan.says_what_is_paid))?;
    let said = match reader.percent(F::DiscountPercent)? {
        Ok(percent) => DiscountWords { percent: percent.abs(), until: None },
        Err((_, words)) if values::yes_no(words) == Some(false) => return None,
        Err((column, words)) => {
            let Some(found) = values::discount(words, mark, order) else {
                let in_money = values::number(words, mark).is_some_and(|figure| figure.currency.is_some());
                reader.unread(column, if in_money { Problem::DiscountInMoney } else { Problem::NotANumber });
                return None;
            };
            if words.contains('折') {
                reader.note(Some(column), Problem::DiscountReadAs { percent: found.percent });
            }
            found
        }
    };
    if said.percent.is_zero() {
        return None;
    }
    if said.percent > Decimal::ONE_HUNDRED {
        reader.note_at(F::DiscountPercent, Problem::OutOfRange);
        return None;
    }
    let is_share =
        said.percent >= Decimal::from(50) && reader.percent(F::DiscountPercent).is_some_and(|read| read.is_ok());
    if says_paid && is_share {
        let percent = Decimal::ONE_HUNDRED.checked_sub(said.percent)?.normalize();
        reader.note(Some(column), Problem::DiscountReadAs { percent });
        return (!percent.is_zero()).then_some(DiscountWords { percent, ..said });
    }
    Some(said)
}
