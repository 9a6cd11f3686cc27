//! Which invoices a credit note names.

use crate::{
    id::{ExpectedBillingId, InvoiceId},
    invoice::{is_named, is_number},
};
use std::collections::HashMap;

/// What a credit note names as what it corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrected<'a> {
    /// The invoices; none where the one it names is not known.
    pub invoices: &'a [InvoiceId],
    /// The rows that these invoices are matched to already.
    pub rows: &'a [ExpectedBillingId],
}

/// The invoices of a customer by their numbers.
#[derive(Debug, Default)]
pub struct InvoiceNumbers {
    by_number: HashMap<String, Vec<InvoiceId>>,
    longest: usize,
}

impl InvoiceNumbers {
    /// Invoices (no credit notes) with their numbers as printed.
    pub fn new<'a>(invoices: impl IntoIterator<Item = (InvoiceId, &'a str)>) -> Self {
        let mut numbers = Self::default();
        for (id, number) in invoices {
            let number = number.trim().to_lowercase();
            numbers.longest = numbers.longest.max(number.len());
            numbers.by_number.entry(number).or_default().push(id);
        }
        numbers
    }

    /// The invoices that a line of a credit note names: by the number that the note says it corrects, else in its words
    /// or its reference; `None` if it names none. The rule is that of [`Invoice::takes_back`](crate::invoice::Invoice).
    pub fn named_by<'a>(
        &self,
        corrects: Option<&str>,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Option<Vec<InvoiceId>> {
        if let Some(corrects) = corrects {
            return Some(self.with_number(corrects, |number| is_number(number, corrects)));
        }
        let mut named: Vec<InvoiceId> = texts.into_iter().flat_map(|text| self.named_in(text)).collect();
        named.sort_unstable();
        named.dedup();
        (!named.is_empty()).then_some(named)
    }

    fn with_number(&self, text: &str, holds: impl Fn(&str) -> bool) -> Vec<InvoiceId> {
        let number = text.trim().to_lowercase();
        self.by_number.get(&number).filter(|_| holds(&number)).cloned().unwrap_or_default()
    }

    /// The invoices whose number stands in a text as a whole: each stretch between two edges of words is looked up, so
    /// that the work follows the text and not the number of invoices.
    fn named_in(&self, text: &str) -> Vec<InvoiceId> {
        let text = text.to_lowercase();
        let mut edges: Vec<usize> = Vec::new();
        let mut before = false;
        for (at, char) in text.char_indices() {
            let inside = char.is_alphanumeric();
            if !(before && inside) {
                edges.push(at);
            }
            before = inside;
        }
        edges.push(text.len());
        let mut named = Vec::new();
        for (position, start) in edges.iter().enumerate() {
            for end in edges.iter().skip(position + 1).take_while(|end| **end - start <= self.longest) {
                let stretch = text.get(*start..*end).unwrap_or_default();
                named.extend(self.with_number(stretch, |number| is_named(number, &text)));
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: usize) -> InvoiceId {
        InvoiceId(Uuid::from_u128(u128::try_from(number).expect("a number")))
    }

    #[test]
    fn the_number_said_to_be_corrected_goes_before_words() {
        let numbers = InvoiceNumbers::new([(id(1), "F-2026-011"), (id(2), "F-2026-012")]);
        let texts = ["Avoir sur facture F-2026-012", "C-2026-0001"];
        assert_eq!(numbers.named_by(Some(" f-2026-011 "), texts), Some(vec![id(1)]));
        assert_eq!(numbers.named_by(None, texts), Some(vec![id(2)]));
        assert_eq!(numbers.named_by(Some("F-2025-007"), texts), Some(Vec::new()), "named and not known");
        assert_eq!(numbers.named_by(None, ["Monthly rebate", "C-2026-0001"]), None);
    }

    proptest! {
        /// Looking stretches up finds what asking for each number finds.
        #[test]
        fn numbers_are_found_as_they_are_asked_for(
            numbers in prop::collection::vec("[A-Ba-b1-2é票 ./-]{1,6}", 1..6),
            text in "[A-Ba-b1-2é票 ./-]{0,24}",
        ) {
            let index = InvoiceNumbers::new(numbers.iter().enumerate().map(|(at, number)| (id(at), number.as_str())));
            let asked: Vec<InvoiceId> = numbers
                .iter()
                .enumerate()
                .filter(|(_, number)| is_named(number, &text))
                .map(|(at, _)| id(at))
                .collect();
            prop_assert_eq!(index.named_by(None, [text.as_str()]).unwrap_or_default(), asked);
        }
    }
}
