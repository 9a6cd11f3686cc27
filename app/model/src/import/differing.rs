//! What a file says otherwise about a contract that is already there. Accepting a file changes no contract, so this is
//! said for a person to see.
//!
//! What the file leaves open differs from nothing. Titles and people are not terms and are not compared, nor are days
//! between which a line runs: they follow the contract's.

use super::{
    columns::ContractField,
    draft::{ContractDraft, PriceLineDraft},
};
use crate::{
    billing::in_force,
    calendar::{Day, Length, add_months},
    contract::{ContractDetails, ContractFacts, PaymentTerm, Renewal, TermLength},
    money::{Currency, Money},
    price_line::{PriceLine, Recurrence, YearlyIncrease},
    term::{Practice, known_end},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A term that is one thing here and another one in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// Another customer, by name.
    Customer {
        /// Here.
        here: String,
        /// In the file.
        file: String,
    },
    /// Another day.
    Day {
        /// Which one.
        field: ContractField,
        /// Here.
        here: Option<Day>,
        /// In the file.
        file: Day,
    },
    /// The first term ends on another day.
    Term {
        /// Here.
        here: TermLength,
        /// In the file.
        file: TermLength,
    },
    /// Something else follows the term.
    Renewal {
        /// Here.
        here: Renewal,
        /// In the file.
        file: Renewal,
    },
    /// Another notice period.
    Notice {
        /// Here.
        here: Option<Length>,
        /// In the file.
        file: Length,
    },
    /// Another total value.
    Value {
        /// Here.
        here: Option<Money>,
        /// In the file.
        file: Money,
    },
    /// Invoices are due otherwise.
    PaymentTerm {
        /// Here.
        here: Option<PaymentTerm>,
        /// In the file.
        file: PaymentTerm,
    },
    /// A price line that costs something else, or that only one of the two has.
    Line {
        /// Here.
        here: Option<LineTerms>,
        /// In the file.
        file: Option<LineTerms>,
    },
}

/// What a price line comes to, as far as a file and a contract are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineTerms {
    /// What is delivered.
    pub description: String,
    /// Quantity times unit price for one period, major units, before discounts.
    pub price: Decimal,
    /// In which currency.
    pub currency: Currency,
    /// Months between bills; 0 for once.
    pub months: u32,
    /// The yearly increase.
    pub increase: Option<YearlyIncrease>,
}

/// What a file says otherwise than the contract with the same number does on a day. `customer` is its customer's name
/// where the file names another one.
pub fn differences(
    draft: &ContractDraft,
    (details, facts, lines): (&ContractDetails, &ContractFacts, &[PriceLine]),
    practice: &Practice,
    customer: Option<&str>,
    day: Day,
) -> Vec<Difference> {
    let mut found = Vec::new();
    if let (Some(words), Some(here)) = (&draft.customer, customer) {
        found.push(Difference::Customer { here: here.to_owned(), file: words.name.clone() });
    }
    let days = [
        (ContractField::SignedOn, details.signed_on, draft.signed_on),
        (ContractField::StartsOn, details.starts_on, draft.starts_on),
    ];
    for (field, here, file) in days {
        if let Some(file) = file.filter(|file| here != Some(*file)) {
            found.push(Difference::Day { field, here, file });
        }
    }
    let ended_on = known_end(details, facts, practice, day);
    if let Some(file) = draft.ended_on.filter(|file| ended_on != Some(*file)) {
        found.push(Difference::Day { field: ContractField::TerminatedOn, here: ended_on, file });
    }
    let ends = (last_day(details.starts_on, details.term), last_day(draft.starts_on, draft.term));
    let same_end = matches!(ends, (Some(here), Some(file)) if here == file);
    if draft.term != TermLength::Unknown && draft.term != details.term && !same_end {
        found.push(Difference::Term { here: details.term, file: draft.term });
    }
    if let Some(file) = draft.renewal.filter(|file| *file != details.renewal) {
        found.push(Difference::Renewal { here: details.renewal, file });
    }
    if let Some(file) = draft.notice.filter(|file| details.notice != Some(*file)) {
        found.push(Difference::Notice { here: details.notice, file });
    }
    if let Some(file) = draft.value.filter(|file| details.value != Some(*file)) {
        found.push(Difference::Value { here: details.value, file });
    }
    if let Some(file) = draft.payment_term.filter(|file| details.payment_term != Some(*file)) {
        found.push(Difference::PaymentTerm { here: details.payment_term, file });
    }
    if let Some(currency) = draft.currency.filter(|_| !draft.lines.is_empty()) {
        found.extend(lines_differing((lines, details.currency), (&draft.lines, currency), day));
    }
    found
}

/// The last day of a first term, where it is known.
fn last_day(starts_on: Option<Day>, term: TermLength) -> Option<Day> {
    match term {
        TermLength::Until { last_day } => Some(last_day),
        TermLength::Months { months } => add_months(starts_on?, months)?.pred_opt(),
        TermLength::OpenEnded | TermLength::Unknown => None,
    }
}

/// Lines of one description belong together, then those that cost the same, then the others in their order.
fn lines_differing(
    (here, currency): (&[PriceLine], Currency),
    (file, file_currency): (&[PriceLineDraft], Currency),
    day: Day,
) -> Vec<Difference> {
    let said = |text: &str| text.trim().to_lowercase();
    let agrees = |line: &PriceLine, draft: &PriceLineDraft| currency == file_currency && agrees(line, draft, day);
    let described = |line: &PriceLine, draft: &PriceLineDraft| said(&line.description) == said(&draft.description);
    let mut waiting: Vec<&PriceLine> = here.iter().collect();
    let mut partners: Vec<Option<&PriceLine>> = vec![None; file.len()];
    for way in 0..4 {
        for (partner, draft) in partners.iter_mut().zip(file).filter(|(partner, _)| partner.is_none()) {
            let fits = |line: &&PriceLine| match way {
                0 => described(line, draft) && agrees(line, draft),
                1 => described(line, draft),
                2 => agrees(line, draft),
                _ => true,
            };
            if let Some(at) = waiting.iter().position(fits) {
                *partner = Some(waiting.remove(at));
            }
        }
    }
    let paired = partners.into_iter().zip(file).filter_map(|(partner, draft)| match partner {
        Some(line) if agrees(line, draft) => None,
        partner => Some(Difference::Line {
            here: partner.map(|line| terms_here(line, currency, day)),
            file: Some(terms_in_file(draft, file_currency)),
        }),
    });
    let mut found: Vec<Difference> = paired.collect();
    found.extend(
        waiting.into_iter().map(|line| Difference::Line { here: Some(terms_here(line, currency, day)), file: None }),
    );
    found
}

/// A list of contracts is kept with the first prices or with those of today: a line agrees with either.
fn agrees(line: &PriceLine, draft: &PriceLineDraft, day: Day) -> bool {
    let file = times(draft.quantity, draft.unit_price);
    let prices = [Some(line.unit_price), in_force(line, day).increased_price()];
    let same_price = prices.into_iter().flatten().any(|price| times(line.quantity, price) == file);
    let same_rhythm = draft.recurrence.as_ref().is_none_or(|recurrence| months(recurrence) == months(&line.recurrence));
    let same_increase = draft.increase.is_none_or(|increase| line.increase == Some(increase));
    same_price && same_rhythm && same_increase
}

fn terms_here(line: &PriceLine, currency: Currency, day: Day) -> LineTerms {
    let price = in_force(line, day).increased_price().unwrap_or(line.unit_price);
    LineTerms {
        description: line.description.clone(),
        price: times(line.quantity, price),
        currency,
        months: months(&line.recurrence),
        increase: line.increase,
    }
}

fn terms_in_file(draft: &PriceLineDraft, currency: Currency) -> LineTerms {
    LineTerms {
        description: draft.description.clone(),
        price: times(draft.quantity, draft.unit_price),
        currency,
        months: draft.recurrence.as_ref().map_or(0, months),
        increase: draft.increase,
    }
}

/// A product too large to be held is told apart by the price alone.
fn times(quantity: Decimal, price: Decimal) -> Decimal {
    quantity.checked_mul(price).unwrap_or(price)
}

const fn months(recurrence: &Recurrence) -> u32 {
    match recurrence {
        Recurrence::Once { .. } => 0,
        Recurrence::Every { months, .. } => *months,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contract::ContractType, import::draft::PersonWords, sample};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn contract() -> (ContractDetails, Vec<PriceLine>) {
        let contracts = sample::demonstration(day("2026-11-22")).contracts;
        let found = contracts.into_iter().find(|contract| contract.story == "boiler_maintenance").unwrap();
        let line = PriceLine { ramp: Vec::new(), increase: None, ..found.lines.into_iter().next().unwrap() };
        (found.details, vec![line])
    }

    /// A file that says exactly what is here.
    fn draft((details, lines): &(ContractDetails, Vec<PriceLine>)) -> ContractDraft {
        ContractDraft {
            reference: details.reference.clone(),
            title: Some("Another title".to_owned()),
            customer: None,
            legal_entity: None,
            contract_type: ContractType::RecurringService,
            owner: PersonWords::default(),
            signed_on: details.signed_on,
            starts_on: details.starts_on,
            term: details.term,
            ended_on: None,
            renewal: Some(details.renewal),
            notice: details.notice,
            currency: Some(details.currency),
            value: details.value,
            payment_term: details.payment_term,
            purchase_order: None,
            lines: lines
                .iter()
                .map(|line| PriceLineDraft {
                    row: 2,
                    description: String::new(),
                    quantity: line.quantity,
                    unit: String::new(),
                    unit_price: line.unit_price,
                    vat_percent: None,
                    recurrence: Some(line.recurrence),
                    starts_on: None,
                    ends_on: None,
                    discounts: Vec::new(),
                    increase: None,
                })
                .collect(),
        }
    }

    fn found(draft: &ContractDraft, (details, lines): &(ContractDetails, Vec<PriceLine>)) -> Vec<Difference> {
        differences(draft, (details, &ContractFacts::default(), lines), &Practice::default(), None, day("2026-11-22"))
    }

    #[test]
    fn the_same_terms_and_what_a_file_leaves_open_differ_in_nothing() {
        let here = contract();
        assert_eq!(found(&draft(&here), &here), []);
        let nothing = ContractDraft {
            signed_on: None,
            starts_on: None,
            term: TermLength::Unknown,
            renewal: None,
            notice: None,
            value: None,
            payment_term: None,
            currency: None,
            lines: Vec::new(),
            ..draft(&here)
        };
        assert_eq!(found(&nothing, &here), []);
        let by_its_end = last_day(here.0.starts_on, here.0.term).map(|last_day| TermLength::Until { last_day });
        if let Some(term) = by_its_end {
            assert_eq!(found(&ContractDraft { term, ..draft(&here) }, &here), [], "an end is an end");
        }
    }

    #[test]
    fn the_first_price_and_that_of_today_are_both_the_price() {
        let mut here = contract();
        let first = here.1[0].unit_price;
        here.1[0].increase = Some(YearlyIncrease { percent: 10.into(), first_on: day("2026-01-01") });
        for (price, differing) in [(first, 0), (first * Decimal::new(11, 1), 0), (first + Decimal::ONE, 1)] {
            let mut said = draft(&here);
            said.lines[0].unit_price = price;
            assert_eq!(found(&said, &here).len(), differing, "{price}");
        }
    }

    #[test]
    fn what_differs_is_named_with_both_sides() {
        let here = contract();
        let mut said = draft(&here);
        said.starts_on = Some(day("2001-01-01"));
        said.ended_on = Some(day("2026-10-31"));
        said.renewal = Some(Renewal::Express);
        said.value = Some(Money::new(1, here.0.currency));
        said.lines[0].unit_price += Decimal::ONE;
        let more = said.lines[0].clone();
        said.lines.push(more);
        let found = found(&said, &here);
        let day = Difference::Day { field: ContractField::StartsOn, here: here.0.starts_on, file: day("2001-01-01") };
        assert!(found.contains(&day));
        assert!(found.iter().any(|difference| matches!(
            difference,
            Difference::Day { field: ContractField::TerminatedOn, file, .. } if file.to_string() == "2026-10-31"
        )));
        assert!(found.contains(&Difference::Renewal { here: here.0.renewal, file: Renewal::Express }));
        let lines: Vec<(bool, bool)> = found
            .iter()
            .filter_map(|difference| match difference {
                Difference::Line { here, file } => Some((here.is_some(), file.is_some())),
                _ => None,
            })
            .collect();
        assert_eq!(lines, [(true, true), (false, true)], "one line costs something else, the other one is new");
        let named = differences(
            &said,
            (&here.0, &ContractFacts::default(), &here.1),
            &Practice::default(),
            Some("Acme"),
            "2026-11-22".parse().unwrap(),
        );
        assert_eq!(named.len(), found.len(), "the file names no customer");
    }
}
