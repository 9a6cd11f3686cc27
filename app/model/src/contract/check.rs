//! What a contract must be like before it is kept. What is not known may be missing: a finding asks for it.

use super::{ContractDetails, Renewal, TermLength};
use crate::{
    calendar::{Day, Length},
    price_line::{self, LATEST_YEAR, LEAST_YEAR, PriceLine, PriceLineField},
    refusal::{FieldProblem, Problem},
};
use chrono::Datelike;

/// The longest term or renewal, in months: a hundred years.
const MOST_MONTHS: i64 = 1_200;
/// The most price lines of one contract.
const MOST_LINES: usize = 500;

/// Every problem of a contract's terms and price lines, at its field as [`super::ContractForm`] names it.
pub fn check(details: &ContractDetails, lines: &[PriceLine]) -> Vec<FieldProblem> {
    // Taken apart without `..`: a new field must be thought about here.
    let ContractDetails {
        title,
        contract_type: _,
        customer: _,
        legal_entity: _,
        reference,
        owner,
        deputy,
        signed_on,
        starts_on,
        term,
        renewal,
        notice,
        decision_buffer_days,
        date_terms: _,
        agreed_terms: _,
        currency,
        value,
        payment_term,
        purchase_order,
        confidentiality: _,
    } = details;
    let mut found = Found(Vec::new());
    found.add("title", if title.trim().is_empty() { Some(Problem::Missing) } else { too_long(title, 200) });
    found.add("reference", reference.as_deref().and_then(|text| too_long(text, 100)));
    found.add("purchase_order", purchase_order.as_deref().and_then(|text| too_long(text, 100)));
    found.add("deputy", (deputy.is_some() && deputy == owner).then_some(Problem::SameAsOwner));
    found.add("signed_on", signed_on.and_then(implausible));
    found.add("starts_on", starts_on.and_then(implausible));
    match *term {
        TermLength::Months { months } => found.add("term_months", out_of_range(months.into(), 1, MOST_MONTHS)),
        TermLength::Until { last_day } => {
            let before = starts_on.filter(|first| last_day < *first).map(|day| Problem::Before { day });
            found.add("term_last_day", implausible(last_day).or(before));
        }
        TermLength::OpenEnded | TermLength::Unknown => {}
    }
    if let Renewal::Tacit { months, maximum } = *renewal {
        found.add("renewal_months", out_of_range(months.into(), 1, MOST_MONTHS));
        found.add("renewal_maximum", maximum.and_then(|most| out_of_range(most.into(), 1, 1_000)));
    }
    found.add("notice_count", notice.and_then(longest));
    found.add("decision_buffer_days", out_of_range((*decision_buffer_days).into(), 0, 365));
    found.add("payment_days", payment_term.and_then(|term| out_of_range(term.days.into(), 0, 365)));
    let negative = value.is_some_and(|value| value.minor < 0);
    let other = value.is_some_and(|value| value.currency != *currency);
    found.add("value", (negative || other).then_some(Problem::NotAnAmount { currency: *currency }));
    if lines.len() > MOST_LINES {
        found.add("lines", Some(Problem::OutOfRange { least: 0, most: 500 }));
    }
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        for (field, about) in price_line::check(line) {
            found.add(&format!("lines.{index}.{}", line_field(field)), Some(Problem::PriceLine { about }));
        }
    }
    found.0
}

struct Found(Vec<FieldProblem>);

impl Found {
    fn add(&mut self, field: &str, problem: Option<Problem>) {
        self.0.extend(problem.map(|problem| FieldProblem::new(field, problem)));
    }
}

fn too_long(text: &str, most: u32) -> Option<Problem> {
    let fits = u32::try_from(text.chars().count()).is_ok_and(|count| count <= most);
    (!fits).then_some(Problem::TooLong { most })
}

fn out_of_range(value: i64, least: i64, most: i64) -> Option<Problem> {
    (!(least..=most).contains(&value)).then_some(Problem::OutOfRange { least, most })
}

/// A length of notice that is too long to be meant.
pub(super) fn longest(length: Length) -> Option<Problem> {
    match length {
        Length::Days(count) => out_of_range(count.into(), 0, 3_660),
        Length::Weeks(count) => out_of_range(count.into(), 0, 520),
        Length::Months(count) => out_of_range(count.into(), 0, 120),
    }
}

pub(super) fn implausible(day: Day) -> Option<Problem> {
    let about = price_line::Problem::YearOutOfRange { least: LEAST_YEAR, most: LATEST_YEAR };
    (!(LEAST_YEAR..=LATEST_YEAR).contains(&day.year())).then_some(Problem::PriceLine { about })
}

/// The field of a line's form that holds a field of a price line.
fn line_field(field: PriceLineField) -> String {
    match field {
        PriceLineField::Position | PriceLineField::Description => "description".to_owned(),
        PriceLineField::Quantity => "quantity".to_owned(),
        PriceLineField::Unit => "unit".to_owned(),
        PriceLineField::UnitPrice => "unit_price".to_owned(),
        PriceLineField::VatPercent => "vat_percent".to_owned(),
        PriceLineField::OnceOn | PriceLineField::Anchor => "day".to_owned(),
        PriceLineField::Months => "rhythm".to_owned(),
        PriceLineField::StartsOn => "starts_on".to_owned(),
        PriceLineField::EndsOn => "ends_on".to_owned(),
        PriceLineField::Discounts => "discounts.0.from".to_owned(),
        PriceLineField::DiscountFrom(index) => format!("discounts.{index}.from"),
        PriceLineField::DiscountTo(index) => format!("discounts.{index}.to"),
        PriceLineField::DiscountPercent(index) => format!("discounts.{index}.percent"),
        PriceLineField::Ramp => "ramp.0.from".to_owned(),
        PriceLineField::RampFrom(index) => format!("ramp.{index}.from"),
        PriceLineField::RampUnitPrice(index) => format!("ramp.{index}.unit_price"),
        PriceLineField::IncreasePercent => "increase_percent".to_owned(),
        PriceLineField::IncreaseFirstOn => "increase_first_on".to_owned(),
    }
}
