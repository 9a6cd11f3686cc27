//! What a contract is worth to whoever reads a list of contracts: what was agreed, else what its price lines come to.

use super::{ContractDetails, TermLength};
use crate::{
    billing::{Billable, expected},
    calendar::{Day, add_months},
    money::{Currency, Money},
    price_line::PriceLine,
};
use serde::{Deserialize, Serialize};

/// What the value of a contract is the value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorthOf {
    /// What somebody said the first term is worth.
    Agreed,
    /// What the price lines come to in the first term.
    FirstTerm,
    /// What the price lines come to in the first twelve months, where no end is agreed.
    FirstYear,
}

impl WorthOf {
    /// What the value is of, by the value that was agreed and the term.
    pub const fn of(agreed: Option<Money>, term: TermLength) -> Self {
        match (agreed, term) {
            (Some(_), _) => Self::Agreed,
            (None, TermLength::Months { .. } | TermLength::Until { .. }) => Self::FirstTerm,
            (None, TermLength::OpenEnded | TermLength::Unknown) => Self::FirstYear,
        }
    }
}

/// The terms of a contract from which its worth follows, beside its price lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorthTerms {
    /// The value that was agreed.
    pub value: Option<Money>,
    /// The currency.
    pub currency: Currency,
    /// Day of the last signature.
    pub signed_on: Option<Day>,
    /// First day.
    pub starts_on: Option<Day>,
    /// The first term.
    pub term: TermLength,
}

impl From<&ContractDetails> for WorthTerms {
    fn from(details: &ContractDetails) -> Self {
        let ContractDetails { value, currency, signed_on, starts_on, term, .. } = *details;
        Self { value, currency, signed_on, starts_on, term }
    }
}

/// What a contract is worth before tax, of what [`WorthOf::of`] says; nothing where nothing was agreed and there is no
/// price line, no first day, or a line that cannot be computed. It is the same on every day.
pub fn worth(terms: &WorthTerms, lines: &[PriceLine]) -> Option<Money> {
    if terms.value.is_some() || lines.is_empty() {
        return terms.value;
    }
    let first = terms.starts_on.or(terms.signed_on)?;
    let last = last_day(first, terms.term)?;
    let span = Billable { first, last: Some(last), horizon: last };
    let mut sum = Money::zero(terms.currency);
    for line in lines {
        for row in expected(line, terms.currency, span).ok()? {
            sum = sum.checked_add(row.amount).ok()?;
        }
    }
    Some(sum)
}

/// The last day of the first term, or of the first twelve months where it has no end.
fn last_day(first: Day, term: TermLength) -> Option<Day> {
    match term {
        TermLength::Until { last_day } => Some(last_day),
        TermLength::Months { months } => add_months(first, months)?.pred_opt(),
        TermLength::OpenEnded | TermLength::Unknown => add_months(first, 12)?.pred_opt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        price_line::{Recurrence, Timing, YearlyIncrease},
        sample,
    };

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// A contract of 400 a month from the first day of a year.
    fn monthly() -> (ContractDetails, PriceLine) {
        let contracts = sample::demonstration(day("2026-11-22")).contracts;
        let found = contracts.into_iter().find(|contract| contract.story == "boiler_maintenance").expect("a story");
        let first = day("2026-01-01");
        let line = PriceLine {
            quantity: 1.into(),
            unit_price: 400.into(),
            recurrence: Recurrence::Every { months: 1, anchor: first, timing: Timing::Advance },
            starts_on: None,
            ends_on: None,
            discounts: Vec::new(),
            ramp: Vec::new(),
            increase: None,
            ..found.lines.into_iter().next().expect("a line")
        };
        let details = ContractDetails {
            value: None,
            signed_on: Some(day("2025-12-01")),
            starts_on: Some(first),
            term: TermLength::Months { months: 24 },
            ..found.details
        };
        (details, line)
    }

    fn minor(details: &ContractDetails, lines: &[PriceLine]) -> Option<i64> {
        worth(&details.into(), lines).map(|worth| worth.minor)
    }

    #[test]
    fn what_was_agreed_goes_before_what_the_lines_come_to() {
        let (details, line) = monthly();
        let agreed = ContractDetails { value: Some(Money::new(5, details.currency)), ..details.clone() };
        assert_eq!(minor(&agreed, std::slice::from_ref(&line)), Some(5));
        assert_eq!(WorthOf::of(agreed.value, agreed.term), WorthOf::Agreed);
        assert_eq!(minor(&details, &[]), None, "nothing is known");
    }

    #[test]
    fn the_lines_are_added_up_over_the_first_term_or_the_first_year() {
        let (details, line) = monthly();
        let once = PriceLine { recurrence: Recurrence::Once { on: day("2026-03-01") }, ..line.clone() };
        let arrears = Recurrence::Every { months: 1, anchor: day("2026-01-01"), timing: Timing::Arrears };
        let arrears = PriceLine { recurrence: arrears, ..line.clone() };
        let raised = YearlyIncrease { percent: 10.into(), first_on: day("2027-01-01") };
        let raised = PriceLine { increase: Some(raised), ..line.clone() };
        let with = |term| ContractDetails { term, ..details.clone() };
        let until = TermLength::Until { last_day: day("2026-06-30") };
        for (term, lines, of, expected) in [
            (TermLength::Months { months: 24 }, vec![line.clone()], WorthOf::FirstTerm, 960_000),
            (TermLength::Months { months: 24 }, vec![arrears], WorthOf::FirstTerm, 960_000),
            (TermLength::Months { months: 24 }, vec![raised], WorthOf::FirstTerm, 480_000 + 528_000),
            (until, vec![line.clone(), once], WorthOf::FirstTerm, 240_000 + 40_000),
            (TermLength::OpenEnded, vec![line.clone()], WorthOf::FirstYear, 480_000),
            (TermLength::Unknown, vec![line], WorthOf::FirstYear, 480_000),
        ] {
            let details = with(term);
            assert_eq!(minor(&details, &lines), Some(expected), "{term:?}");
            assert_eq!(WorthOf::of(None, term), of);
        }
    }

    #[test]
    fn without_a_first_day_nothing_is_computed_and_the_day_of_signature_stands_in() {
        let (details, line) = monthly();
        let signed = ContractDetails { starts_on: None, term: TermLength::OpenEnded, ..details };
        assert_eq!(minor(&signed, std::slice::from_ref(&line)), Some(480_000), "December to November");
        assert_eq!(minor(&ContractDetails { signed_on: None, ..signed }, &[line]), None);
    }
}
