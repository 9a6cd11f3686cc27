//! The terms of a whole contract, put together from its rows.

use super::super::reader::{Plan, Reader};
use super::{
    F,
    reading::{End, RowReading, Span},
};
use crate::{
    calendar::{Day, Length, add, add_months},
    contract::{ContractType, PaymentTerm, Renewal, TermLength},
    import::{
        Row,
        draft::{CustomerWords, PersonWords},
        problem::{CellProblem, Field, Problem},
        values::RenewalWords,
    },
    money::{Currency, Money},
};
use chrono::Datelike;
use rust_decimal::Decimal;

/// The terms of the whole contract, from the first row that gives each.
pub(super) struct Terms {
    pub(super) first_row: u32,
    pub(super) has_lines: bool,
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) customer: Option<CustomerWords>,
    pub(super) legal_entity: Option<String>,
    pub(super) contract_type: Option<ContractType>,
    pub(super) owner: PersonWords,
    pub(super) signed_on: Option<Day>,
    pub(super) starts_on: Option<Day>,
    pub(super) ends_on: Option<Day>,
    pub(super) term: TermLength,
    pub(super) ended_on: Option<Day>,
    pub(super) renewal: Option<Renewal>,
    pub(super) notice: Option<Length>,
    pub(super) currency: Option<Currency>,
    pub(super) payment_term: Option<PaymentTerm>,
    pub(super) purchase_order: Option<String>,
}

impl Terms {
    pub(super) fn of(
        readings: &[(&Row, RowReading, Vec<CellProblem>)],
        plan: &Plan<F>,
        problems: &mut Vec<CellProblem>,
    ) -> Self {
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
                            && matches!(at.problem, Problem::NotADay(_))
                    })
                });
                let day = signed_on.filter(|_| has_price && !unreadable)?;
                note(first_row, F::StartsOn, Problem::StartFromSignature);
                Some(day)
            });
        let duration = agreed(readings, F::Duration, |reading| reading.duration.as_ref(), &mut note);
        let renewal_words = agreed(readings, F::Renewal, |reading| reading.renewal.as_ref(), &mut note);
        // What goes on until somebody ends it has no term, unless the row states one.
        let states_a_term = duration.is_some() || readings.iter().any(|(_, reading, _)| reading.end.is_some());
        let is_open = readings.iter().any(|(_, reading, _)| reading.end == Some(End::Open))
            || duration == Some(Span::Open)
            || (renewal_words == Some(RenewalWords::OpenEnded) && !states_a_term);
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
        if let (Some(Span::Of(length)), TermLength::Unknown) = (duration, term) {
            note(first_row, F::Duration, Problem::TermLeftOpen { length });
        }
        for (row, reading, _) in readings {
            if let Some(day) = reading.terminated_on
                && starts_on.is_some_and(|start| day < start)
            {
                note(row.number, F::TerminatedOn, Problem::EndBeforeStart);
            }
        }
        let renews = matches!(renewal_words, Some(RenewalWords::Tacit { .. }));
        if renews || ends_on.is_none_or(|end| plan.is_to_come(end)) {
            for (row, reading, _) in readings {
                if let Some(field) = reading.ended_by {
                    note(row.number, field, Problem::TerminatedWithoutDay);
                }
            }
        }
        let renewal_period = agreed(readings, F::RenewalPeriod, |reading| reading.renewal_period.as_ref(), &mut note);
        let renewal_maximum =
            agreed(readings, F::RenewalMaximum, |reading| reading.renewal_maximum.as_ref(), &mut note);
        let first_term = term_months(term, starts_on);
        let renewal = renewal_words.map(|words| match words {
            // What has no term has nothing to renew.
            _ if is_open => Renewal::None,
            RenewalWords::None => Renewal::None,
            RenewalWords::Express => Renewal::Express,
            RenewalWords::Tacit { .. } | RenewalWords::OpenEnded => {
                let (months, maximum) = match words {
                    RenewalWords::Tacit { months, maximum } => (months, maximum),
                    _ => (None, None),
                };
                let stated = match renewal_period {
                    Some(Length::Months(months @ 1..=1200)) => Some(months),
                    _ => months,
                };
                let months = stated.or(plan.renewal_months).unwrap_or_else(|| {
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
        let currency = currency.or_else(|| {
            let (currency, problem) = plan.currency_of_others(None, legal_entity.as_deref())?;
            match problem {
                Some(_) if !has_price => return None,
                Some(problem) => note(first_row, F::Currency, problem),
                None => {}
            }
            Some(currency)
        });
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
            ended_on: ended_on(readings),
            renewal,
            notice: agreed(readings, F::Notice, |reading| reading.notice.as_ref(), &mut note)
                .filter(|notice| !is_nothing(*notice)),
            currency,
            payment_term: agreed(readings, F::PaymentTerm, |reading| reading.payment_term.as_ref(), &mut note),
            purchase_order: agreed(readings, F::PurchaseOrder, |reading| reading.purchase_order.as_ref(), &mut note),
        }
    }

    /// Whole months of the first term.
    pub(super) fn months(&self) -> Option<u32> {
        term_months(self.term, self.starts_on)
    }

    /// The total value: given once, repeated on each row, or the sum of what each row gives.
    pub(super) fn value(
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

/// The day on which the whole contract was ended: that of its last line, where every line was. Rows below the one with the
/// number say what they deliver.
fn ended_on(readings: &[(&Row, RowReading, Vec<CellProblem>)]) -> Option<Day> {
    let of_contract = readings.iter().enumerate().filter(|(at, (_, reading, _))| *at == 0 || reading.number.is_some());
    let days: Option<Vec<Day>> = of_contract.map(|(_, (_, reading, _))| reading.terminated_on).collect();
    days?.into_iter().max()
}

/// The first value that the rows give; each other value is noted at its row.
pub(super) fn agreed<T: Clone + PartialEq>(
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
pub(super) fn term(
    is_open: bool,
    start: Option<Day>,
    end: Option<Day>,
    duration: Option<Span>,
) -> (TermLength, Option<Day>) {
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
pub(super) fn term_months(term: TermLength, start: Option<Day>) -> Option<u32> {
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

pub(super) const fn is_nothing(length: Length) -> bool {
    matches!(length, Length::Days(0) | Length::Weeks(0) | Length::Months(0))
}
