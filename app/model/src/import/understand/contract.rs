//! Contracts: rows with one number are one contract with several price lines.

use super::{
    price::{Price, PriceCells},
    reader::{Plan, Reader, same_cells},
};
use crate::{
    calendar::{Day, Length, add, add_months},
    contract::{ContractType, PaymentTerm, Renewal, TermLength},
    import::{
        Grid, Row, Value,
        columns::{ContractField, Mapping},
        conventions::Conventions,
        draft::{ContractDraft, CustomerWords, PersonWords, PriceLineDraft, UnderstoodRow},
        problem::{CellProblem, Field, Problem},
        similar, text,
        values::{self, Frequency, LengthUnit, RenewalWords},
    },
    money::{Currency, Money},
    price_line::{Discount, Recurrence, Timing, YearlyIncrease},
};
use chrono::Datelike;
use rust_decimal::Decimal;
use std::collections::HashMap;

use ContractField as F;

/// Each contract of the file as it will be understood, in the order of the file. Rows with the same
/// number are one contract with several price lines; so is a row without a number and customer below one
/// that has them.
pub fn contract_rows(
    grid: &Grid,
    mapping: &Mapping<ContractField>,
    conventions: &Conventions,
) -> Vec<UnderstoodRow<ContractDraft>> {
    let plan = Plan::of(grid, mapping, conventions);
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_number: HashMap<String, usize> = HashMap::new();
    for row in &grid.rows {
        let mut reader = Reader::new(&plan, row);
        if !plan.says_something(row) {
            reader.note(None, Problem::NothingToRead);
            groups.push(Group::left_out(row, reader.problems));
            continue;
        }
        let reading = RowReading::of(&mut reader, &plan);
        if reading.starts_on.is_none() && reading.customer_is_total_or_missing(&plan, row) && plan.looks_like_total(row)
        {
            groups.push(Group::left_out(
                row,
                vec![CellProblem { row: row.number, column: None, problem: Problem::LooksLikeTotal }],
            ));
            continue;
        }
        let key = reading.number.as_deref().map(text::header_key);
        let known = match &key {
            Some(key) => by_number.get(key).copied(),
            // A line below its contract, as in a sheet with merged cells.
            None if plan.has(F::Number) && reading.customer.is_none() && reading.price.has_amount() => groups
                .len()
                .checked_sub(1)
                .filter(|last| groups.get(*last).is_some_and(|group| !group.readings.is_empty())),
            None => None,
        };
        let Some(group) = known.and_then(|index| groups.get_mut(index)) else {
            if let Some(key) = key {
                by_number.insert(key, groups.len());
            }
            groups.push(Group { readings: vec![(row, reading, reader.problems)], left_out: None });
            continue;
        };
        match group.first_row_of_another_customer(reading.customer.as_ref()) {
            Some(first_row) => {
                reader.note_at(F::Number, Problem::NumberOfAnotherCustomer { first_row });
                groups.push(Group { readings: vec![(row, reading, reader.problems)], left_out: None });
            }
            None => {
                if let Some((earlier, _, _)) = group.readings.iter().find(|(earlier, _, _)| same_cells(earlier, row)) {
                    reader.note(None, Problem::SameAsRow { first_row: earlier.number });
                }
                group.readings.push((row, reading, reader.problems));
            }
        }
    }
    groups.into_iter().map(|group| group.understand(&plan)).collect()
}

/// The rows of one contract.
struct Group<'a> {
    readings: Vec<(&'a Row, RowReading, Vec<CellProblem>)>,
    left_out: Option<(u32, Vec<CellProblem>)>,
}

impl<'a> Group<'a> {
    fn left_out(row: &'a Row, problems: Vec<CellProblem>) -> Self {
        Self { readings: Vec::new(), left_out: Some((row.number, problems)) }
    }

    fn first_row_of_another_customer(&self, customer: Option<&CustomerWords>) -> Option<u32> {
        let name = &customer?.name;
        let (row, reading, _) = self.readings.iter().find(|(_, reading, _)| reading.customer.is_some())?;
        let known = &reading.customer.as_ref()?.name;
        (!name.is_empty() && !known.is_empty() && name != known && !similar::near_same(name, known))
            .then_some(row.number)
    }

    fn understand(self, plan: &Plan<ContractField>) -> UnderstoodRow<ContractDraft> {
        if let Some((row, problems)) = self.left_out {
            return UnderstoodRow { rows: vec![row], draft: None, problems };
        }
        let rows = self.readings.iter().map(|(row, _, _)| row.number).collect();
        let mut problems: Vec<CellProblem> = Vec::new();
        let draft = self.draft(plan, &mut problems);
        problems.sort_by_key(|at| (at.row, at.column));
        problems.dedup();
        UnderstoodRow { rows, draft, problems }
    }

    fn draft(self, plan: &Plan<ContractField>, problems: &mut Vec<CellProblem>) -> Option<ContractDraft> {
        let terms = Terms::of(&self.readings, plan, problems);
        let mut lines: Vec<PriceLineDraft> = Vec::new();
        let mut totals: Vec<(Decimal, usize, u32)> = Vec::new();
        let mut total_is_price = false;
        let count = self.readings.len();
        for (row, reading, before) in self.readings {
            problems.extend(before);
            let mut reader = Reader::new(plan, row);
            let is_fixed_price = terms.contract_type == Some(ContractType::FixedPrice);
            if let Some(total) = reading.price.total {
                totals.push((total.value, total.column, row.number));
            }
            if let Some(price) = reading.price.price(&mut reader, terms.months(), is_fixed_price) {
                total_is_price |= price.is_total;
                lines.push(reading.line(row, price, &terms, &mut reader));
            } else if !reading.price.has_amount() && count == 1 && terms.contract_type != Some(ContractType::Nda) {
                reader.note(None, Problem::NoPrice);
            }
            problems.extend(reader.problems);
        }
        let value = terms.value(plan, totals, total_is_price, problems);
        let suggested =
            if lines.is_empty() || lines.iter().any(|line| !matches!(line.recurrence, Some(Recurrence::Once { .. }))) {
                ContractType::RecurringService
            } else {
                ContractType::FixedPrice
            };
        Some(ContractDraft {
            reference: terms.number,
            title: terms.title,
            customer: terms.customer,
            legal_entity: terms.legal_entity,
            contract_type: terms.contract_type.unwrap_or(suggested),
            owner: terms.owner,
            signed_on: terms.signed_on,
            starts_on: terms.starts_on,
            term: terms.term,
            renewal: terms.renewal,
            notice: terms.notice,
            currency: terms.currency,
            value,
            payment_term: terms.payment_term,
            purchase_order: terms.purchase_order,
            lines,
        })
    }
}

/// What one row says, before it is put together with others of the same number.
struct RowReading {
    number: Option<String>,
    title: Option<String>,
    customer: Option<CustomerWords>,
    legal_entity: Option<String>,
    contract_type: Option<ContractType>,
    owner: PersonWords,
    signed_on: Option<Day>,
    starts_on: Option<Day>,
    end: Option<End>,
    duration: Option<Span>,
    renewal: Option<RenewalWords>,
    renewal_period: Option<Length>,
    renewal_maximum: Option<u32>,
    notice: Option<Length>,
    currency: Option<Currency>,
    payment_term: Option<PaymentTerm>,
    purchase_order: Option<String>,
    description: Option<String>,
    price: PriceCells,
    billing_start: Option<Day>,
    billing_end: Option<Day>,
    vat_percent: Option<Decimal>,
    increase: Option<Decimal>,
    increase_from: Option<Day>,
    discount: Option<Decimal>,
    discount_from: Option<Day>,
    discount_end: Option<Day>,
}

/// What an end cell says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    On(Day),
    Open,
}

/// What a duration cell says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Of(Length),
    Open,
}

impl RowReading {
    fn of(reader: &mut Reader<'_, F>, plan: &Plan<F>) -> Self {
        let price = PriceCells::read(reader);
        let currency = reader.currency(F::Currency, &price.amounts());
        Self {
            number: reader.words(F::Number, 100),
            title: reader.words(F::Title, 200),
            customer: reader.customer(F::Customer, F::CustomerCountry, F::CustomerRegistration, F::CustomerVat),
            legal_entity: reader.words(F::LegalEntity, 200),
            contract_type: contract_type(reader),
            owner: PersonWords { name: reader.words(F::OwnerName, 200), email: email(reader) },
            signed_on: reader.day(F::SignedOn),
            starts_on: reader.day(F::StartsOn),
            end: end(reader),
            duration: duration(reader),
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
            vat_percent: reader.vat(F::VatPercent),
            increase: increase(reader),
            increase_from: reader.day(F::IncreaseFrom),
            discount: discount(reader),
            discount_from: reader.day(F::DiscountFrom),
            discount_end: reader.day(F::DiscountEnd),
        }
    }

    /// Whether a row that looks like a sum has no customer of its own.
    fn customer_is_total_or_missing(&self, plan: &Plan<F>, row: &Row) -> bool {
        self.customer.as_ref().is_none_or(|customer| {
            let only_name =
                Row { number: row.number, cells: vec![crate::import::Cell::from_text(customer.name.clone())] };
            plan.looks_like_total(&only_name)
        })
    }

    fn line(self, row: &Row, price: Price, terms: &Terms, reader: &mut Reader<'_, F>) -> PriceLineDraft {
        let first_day = self.billing_start.or(self.starts_on.filter(|_| terms.has_lines)).or(terms.starts_on);
        let last_day = self.billing_end.or(match self.end {
            Some(End::On(day)) if terms.has_lines => Some(day),
            _ => None,
        });
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
        let is_once = price.frequency == Frequency::Once;
        let increase = self.increase.filter(|_| !is_once).and_then(|percent| {
            let first_on = match self.increase_from {
                Some(day) => day,
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
        PriceLineDraft {
            row: row.number,
            description: self.description.or(self.title).or_else(|| terms.title.clone()).unwrap_or_default(),
            quantity: price.quantity,
            unit: self.price.unit,
            unit_price: price.unit_price,
            vat_percent: self.vat_percent,
            recurrence,
            starts_on: first_day.filter(|day| terms.starts_on != Some(*day)),
            ends_on: last_day.filter(|day| terms.ends_on != Some(*day)),
            discounts: discounts.into_iter().collect(),
            increase,
        }
    }
}

/// The terms of the whole contract, from the first row that gives each.
struct Terms {
    first_row: u32,
    has_lines: bool,
    number: Option<String>,
    title: Option<String>,
    customer: Option<CustomerWords>,
    legal_entity: Option<String>,
    contract_type: Option<ContractType>,
    owner: PersonWords,
    signed_on: Option<Day>,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    term: TermLength,
    renewal: Option<Renewal>,
    notice: Option<Length>,
    currency: Option<Currency>,
    payment_term: Option<PaymentTerm>,
    purchase_order: Option<String>,
}

impl Terms {
    fn of(readings: &[(&Row, RowReading, Vec<CellProblem>)], plan: &Plan<F>, problems: &mut Vec<CellProblem>) -> Self {
        let first_row = readings.first().map_or(0, |(row, _, _)| row.number);
        let mut note = |row: u32, field: F, problem: Problem| {
            problems.push(CellProblem { row, column: plan.column(field).map(|column| column.column), problem });
        };
        let has_lines = readings.len() > 1;
        // Where lines have no description of their own, their titles describe them and may differ.
        let titles_may_differ = !plan.has(F::LineDescription);
        let title = agreed(
            readings,
            F::Title,
            |reading| reading.title.as_ref(),
            |row, field, problem| {
                if !titles_may_differ {
                    note(row, field, problem);
                }
            },
        );
        let customer = readings.iter().find_map(|(_, reading, _)| reading.customer.clone());
        if customer.is_none() {
            note(first_row, F::Customer, Problem::Missing { field: Field::Contract(F::Customer) });
        }
        let legal_entity = agreed(readings, F::LegalEntity, |reading| reading.legal_entity.as_ref(), &mut note);
        let contract_type = agreed(readings, F::ContractType, |reading| reading.contract_type.as_ref(), &mut note);
        let owner = PersonWords {
            name: agreed(readings, F::OwnerName, |reading| reading.owner.name.as_ref(), &mut note),
            email: agreed(readings, F::OwnerEmail, |reading| reading.owner.email.as_ref(), &mut note),
        };
        let signed_on = agreed(readings, F::SignedOn, |reading| reading.signed_on.as_ref(), &mut note);
        let has_price = readings.iter().any(|(_, reading, _)| reading.price.has_amount());
        let starts_on = readings.iter().filter_map(|(_, reading, _)| reading.starts_on).min();
        let starts_on = starts_on
            .or_else(|| readings.iter().filter_map(|(_, reading, _)| reading.billing_start).min())
            .or_else(|| {
                // Only where a price needs it, and never over a cell that could not be read.
                let unreadable = readings.iter().any(|(row, _, problems)| {
                    problems.iter().any(|at| {
                        at.row == row.number
                            && at.column == plan.column(F::StartsOn).map(|plan| plan.column)
                            && at.problem == Problem::NotADay
                    })
                });
                let day = signed_on.filter(|_| has_price && !unreadable)?;
                note(first_row, F::StartsOn, Problem::StartFromSignature);
                Some(day)
            });
        let duration = agreed(readings, F::Duration, |reading| reading.duration.as_ref(), &mut note);
        let is_open =
            readings.iter().any(|(_, reading, _)| reading.end == Some(End::Open)) || duration == Some(Span::Open);
        let ends_on = readings.iter().filter_map(|(_, reading, _)| match reading.end {
            Some(End::On(day)) => Some(day),
            _ => None,
        });
        let ends_on = ends_on.max().filter(|_| !is_open);
        if let (Some(start), Some(end)) = (starts_on, ends_on)
            && end < start
        {
            note(first_row, F::EndsOn, Problem::EndBeforeStart);
        }
        let (term, differs) = term(is_open, starts_on, ends_on, duration);
        if let Some(by_duration) = differs {
            note(first_row, F::Duration, Problem::EndDiffersFromDuration { by_duration });
        }
        if matches!(duration, Some(Span::Of(_))) && matches!(term, TermLength::Unknown) {
            note(first_row, F::Duration, Problem::LeftEmpty);
        }
        let renewal_words = agreed(readings, F::Renewal, |reading| reading.renewal.as_ref(), &mut note);
        let renewal_period = agreed(readings, F::RenewalPeriod, |reading| reading.renewal_period.as_ref(), &mut note);
        let renewal_maximum =
            agreed(readings, F::RenewalMaximum, |reading| reading.renewal_maximum.as_ref(), &mut note);
        let first_term = term_months(term, starts_on);
        let renewal = renewal_words.map(|words| match words {
            RenewalWords::None => Renewal::None,
            RenewalWords::Express => Renewal::Express,
            RenewalWords::Tacit { months, maximum } => {
                let stated = match renewal_period {
                    Some(Length::Months(months @ 1..=1200)) => Some(months),
                    _ => months,
                };
                let months = stated.unwrap_or_else(|| {
                    let months = first_term.unwrap_or(12);
                    note(first_row, F::Renewal, Problem::RenewalPeriodAssumed { months });
                    months
                });
                Renewal::Tacit { months, maximum: renewal_maximum.or(maximum) }
            }
        });
        // An amount without a currency takes that of the contract's other rows.
        let currency = agreed(
            readings,
            F::Currency,
            |reading| reading.currency.as_ref(),
            |row, field, _| {
                if let Some(first) = readings.iter().find_map(|(_, reading, _)| reading.currency) {
                    note(row, field, Problem::OtherCurrency { first });
                }
            },
        );
        if has_price && currency.is_none() {
            note(first_row, F::Currency, Problem::Missing { field: Field::Contract(F::Currency) });
        }
        Self {
            first_row,
            has_lines,
            number: readings.iter().find_map(|(_, reading, _)| reading.number.clone()),
            title,
            customer,
            legal_entity,
            contract_type,
            owner,
            signed_on,
            starts_on,
            ends_on,
            term,
            renewal,
            notice: agreed(readings, F::Notice, |reading| reading.notice.as_ref(), &mut note)
                .filter(|notice| !is_nothing(*notice)),
            currency,
            payment_term: agreed(readings, F::PaymentTerm, |reading| reading.payment_term.as_ref(), &mut note),
            purchase_order: agreed(readings, F::PurchaseOrder, |reading| reading.purchase_order.as_ref(), &mut note),
        }
    }

    /// Whole months of the first term.
    fn months(&self) -> Option<u32> {
        term_months(self.term, self.starts_on)
    }

    /// The total value: given once, repeated on each row, or the sum of what each row gives.
    fn value(
        &self,
        plan: &Plan<F>,
        totals: Vec<(Decimal, usize, u32)>,
        is_price: bool,
        problems: &mut Vec<CellProblem>,
    ) -> Option<Money> {
        let (first, column, row) = totals.first().copied()?;
        let is_repeated = totals.iter().all(|(total, _, _)| *total == first);
        let total = if is_repeated && !is_price {
            first
        } else {
            totals.iter().try_fold(Decimal::ZERO, |sum, (total, _, _)| sum.checked_add(*total))?
        };
        let cells = Row { number: if totals.len() == 1 { row } else { self.first_row }, cells: Vec::new() };
        let mut reader = Reader::new(plan, &cells);
        let value = reader.money(total, self.currency?, Some(column));
        problems.extend(reader.problems);
        value
    }
}

/// The first value that the rows give; each other value is noted at its row.
fn agreed<T: Clone + PartialEq>(
    readings: &[(&Row, RowReading, Vec<CellProblem>)],
    field: F,
    value: impl Fn(&RowReading) -> Option<&T>,
    mut note: impl FnMut(u32, F, Problem),
) -> Option<T> {
    let mut found: Option<(u32, &T)> = None;
    for (row, reading, _) in readings {
        let Some(value) = value(reading) else { continue };
        match found {
            None => found = Some((row.number, value)),
            Some((first_row, first)) if first != value => {
                note(row.number, field, Problem::DiffersFromFirstRow { first_row })
            }
            Some(_) => {}
        }
    }
    found.map(|(_, value)| value.clone())
}

/// The first term, and what the duration says where it disagrees with the end.
fn term(is_open: bool, start: Option<Day>, end: Option<Day>, duration: Option<Span>) -> (TermLength, Option<Day>) {
    if is_open {
        return (TermLength::OpenEnded, None);
    }
    let length = match duration {
        Some(Span::Of(length)) if !is_nothing(length) => Some(length),
        _ => None,
    };
    let by_duration = start.zip(length).and_then(|(start, length)| add(start, length)?.pred_opt());
    match (end, length) {
        (Some(end), Some(Length::Months(months))) if by_duration == Some(end) => (TermLength::Months { months }, None),
        (Some(last_day), _) => (TermLength::Until { last_day }, by_duration.filter(|day| *day != last_day)),
        (None, Some(Length::Months(months @ 1..=1200))) => (TermLength::Months { months }, None),
        (None, Some(_)) => (by_duration.map_or(TermLength::Unknown, |last_day| TermLength::Until { last_day }), None),
        (None, None) => (TermLength::Unknown, None),
    }
}

/// The length of a term in months, where it is a whole number of them.
fn term_months(term: TermLength, start: Option<Day>) -> Option<u32> {
    match term {
        TermLength::Months { months } => Some(months),
        TermLength::Until { last_day } => {
            let start = start?;
            let next = last_day.succ_opt()?;
            let months = (next.year() - start.year()) * 12 + i32::try_from(next.month()).ok()?
                - i32::try_from(start.month()).ok()?;
            let months = u32::try_from(months).ok().filter(|months| (1..=1200).contains(months))?;
            (add_months(start, months)? == next).then_some(months)
        }
        TermLength::OpenEnded | TermLength::Unknown => None,
    }
}

const fn is_nothing(length: Length) -> bool {
    matches!(length, Length::Days(0) | Length::Weeks(0) | Length::Months(0))
}

/// A bare duration: months, unless the whole column is so small that it must be years.
const fn usual_term(_count: u32, small: bool) -> LengthUnit {
    if small { LengthUnit::Years } else { LengthUnit::Months }
}

fn contract_type(reader: &mut Reader<'_, F>) -> Option<ContractType> {
    let (plan, cell) = reader.cell(F::ContractType)?;
    let found = values::contract_type(&cell.text);
    if found.is_none() {
        reader.note(Some(plan.column), Problem::TypeAssumed);
    }
    found
}

fn email(reader: &mut Reader<'_, F>) -> Option<String> {
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
        reader.note_at(F::OwnerEmail, Problem::LeftEmpty);
        return None;
    }
    Some(address)
}

fn end(reader: &mut Reader<'_, F>) -> Option<End> {
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

fn duration(reader: &mut Reader<'_, F>) -> Option<Span> {
    let (_, cell) = reader.cell(F::Duration)?;
    if cell.value == Value::Text && values::is_open_ended(&cell.text) {
        return Some(Span::Open);
    }
    reader.length(F::Duration, usual_term).map(Span::Of)
}

fn renewal(reader: &mut Reader<'_, F>, plan: &Plan<F>) -> Option<RenewalWords> {
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
    reader.note(Some(column), Problem::LeftEmpty);
    None
}

fn renewal_maximum(reader: &mut Reader<'_, F>) -> Option<u32> {
    let number = reader.number(F::RenewalMaximum)?;
    let count =
        u32::try_from(number.trunc()).ok().filter(|count| number.fract().is_zero() && (1..=1200).contains(count));
    if count.is_none() {
        reader.note_at(F::RenewalMaximum, Problem::LeftEmpty);
    }
    count
}

fn payment_term(reader: &mut Reader<'_, F>) -> Option<PaymentTerm> {
    reader.choice(F::PaymentTerm, values::payment_term)
}

/// A fixed increase in per cent; an index is another thing and is only noted.
fn increase(reader: &mut Reader<'_, F>) -> Option<Decimal> {
    match reader.percent(F::YearlyIncrease)? {
        Ok(percent) if percent.is_zero() => None,
        Ok(percent) if percent > Decimal::ZERO && percent <= Decimal::ONE_HUNDRED => Some(percent),
        Ok(_) => {
            reader.note_at(F::YearlyIncrease, Problem::OutOfRange);
            None
        }
        Err((_, words)) if values::yes_no(words) == Some(false) => None,
        Err((column, _)) => {
            reader.note(Some(column), Problem::IndexNotTaken);
            None
        }
    }
}

fn discount(reader: &mut Reader<'_, F>) -> Option<Decimal> {
    match reader.percent(F::DiscountPercent)? {
        Ok(percent) if percent.is_zero() => None,
        // "-10 %" and "10 %" take off the same.
        Ok(percent) if percent.abs() <= Decimal::ONE_HUNDRED => Some(percent.abs()),
        Ok(_) => {
            reader.note_at(F::DiscountPercent, Problem::OutOfRange);
            None
        }
        Err((_, words)) if values::yes_no(words) == Some(false) => None,
        Err((column, _)) => {
            reader.note(Some(column), Problem::NotANumber);
            None
        }
    }
}
