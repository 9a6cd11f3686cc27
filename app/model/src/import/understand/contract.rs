//! Contracts: rows with one number are one contract with several price lines.

mod reading;
mod terms;

use self::{reading::RowReading, terms::Terms};
use super::not_read;
use super::reader::{Plan, Reader, same_cells};
use crate::{
    contract::ContractType,
    import::{
        Grid, Row,
        columns::{ContractField, Mapping},
        conventions::{Conventions, Custom},
        draft::{ContractDraft, CustomerWords, PriceLineDraft, UnderstoodRow},
        problem::{CellProblem, Problem},
        similar, text,
    },
    price_line::Recurrence,
};
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
    custom: &Custom,
) -> Vec<UnderstoodRow<ContractDraft>> {
    contract_rows_among(grid, mapping, conventions, custom, &|_| true)
}

/// The same of the rows that `counts` says, by their numbers; how the file is written is told by all of them.
pub fn contract_rows_among(
    grid: &Grid,
    mapping: &Mapping<ContractField>,
    conventions: &Conventions,
    custom: &Custom,
    counts: &dyn Fn(u32) -> bool,
) -> Vec<UnderstoodRow<ContractDraft>> {
    let plan = Plan::of(grid, mapping, conventions, custom);
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_number: HashMap<String, usize> = HashMap::new();
    for row in grid.rows.iter().filter(|row| counts(row.number)) {
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
        let key = reading.number.as_deref().map(text::number_key);
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
    not_read::noted(grid, mapping, groups.into_iter().map(|group| group.understand(&plan)).collect())
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
            ended_on: terms.ended_on,
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
