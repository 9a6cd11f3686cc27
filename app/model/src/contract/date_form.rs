//! The form of the terms about dates that few contracts have, of the amendment that makes a term longer, and of the day on
//! which the customer was told of a renewal.

use super::{
    BreakOption, ContractDetails, ContractFacts, DateTerms, DayCount, Extension, NoticeCounts, NoticeEnds, Rolling,
    check::{implausible, longest},
};
use crate::{
    calendar::{Day, Length},
    event::Change,
    language::Language,
    refusal::{FieldProblem, Problem},
    term::last_day_of_term,
    typed::{Form, Reader, changed, name_of},
};
use serde::{Deserialize, Serialize};

/// The most days that delivery is allowed to take.
const MOST_DELIVERY_DAYS: u32 = 60;

/// What the form of special terms changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateChange {
    /// The terms.
    pub terms: DateTerms,
    /// The amendment that makes a term longer.
    pub extension: Option<Extension>,
    /// The day on which the customer was told of the next renewal.
    pub customer_informed_on: Option<Day>,
}

impl DateChange {
    /// As it stands.
    pub fn of(details: &ContractDetails, facts: &ContractFacts) -> Self {
        let ContractFacts { extension, customer_informed_on, .. } = *facts;
        Self { terms: details.date_terms, extension, customer_informed_on }
    }

    /// What is wrong with it for a contract, on a day, by field as [`DateForm`] names it.
    pub fn problems(&self, details: &ContractDetails, facts: &ContractFacts, today: Day) -> Vec<FieldProblem> {
        let DateTerms { delivery_days, break_option, .. } = self.terms;
        let mut found = Vec::new();
        let mut add = |field: &str, problem: Option<Problem>| {
            found.extend(problem.map(|problem| FieldProblem::new(field, problem)));
        };
        let most = delivery_days.is_some_and(|days| u32::from(days) > MOST_DELIVERY_DAYS);
        add("delivery_days", most.then_some(Problem::OutOfRange { least: 0, most: MOST_DELIVERY_DAYS.into() }));
        // What somebody made use of stays as long as that is so.
        let used = facts.left_early.filter(|_| break_option.is_none()).map(|_| Problem::Missing);
        add("break_count", used.or(break_option.and_then(|option| longest(option.notice))));
        add("break_from", break_option.and_then(|option| option.from).and_then(implausible));
        if let Some(Extension { agreed_on, until }) = self.extension {
            let future = (agreed_on > today).then_some(Problem::After { day: today });
            let early = details.signed_on.filter(|signed| agreed_on < *signed).map(|day| Problem::Before { day });
            add("extended_on", future.or(early));
            // An extension makes a term longer than it would be without.
            let before = ContractFacts { extension: None, ..*facts };
            let last = last_day_of_term(details, &before, agreed_on).filter(|last| until <= *last);
            add("extended_until", implausible(until).or(last.map(|day| Problem::Before { day })));
        }
        let told = self.customer_informed_on.filter(|on| *on > today);
        add("informed_on", told.map(|_| Problem::After { day: today }));
        found
    }
}

/// The form, text by text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateForm {
    /// Name of how days of notice are counted.
    pub counting: String,
    /// Name of where the last day for notice goes.
    pub rolling: String,
    /// Name of what must happen by the last day for notice.
    pub notice_counts: String,
    /// Name of the means of delivery, or nothing.
    pub delivery: String,
    /// Days of delivery, or nothing.
    pub delivery_days: String,
    /// Name of until when the contract goes on after notice.
    pub notice_ends: String,
    /// Number of the notice for leaving early; nothing where it may not be left.
    pub break_count: String,
    /// `days`, `weeks` or `months`.
    pub break_unit: String,
    /// First day for that notice, or nothing.
    pub break_from: String,
    /// Code of the regime, or nothing for that of our company.
    pub regime: String,
    /// Day on which an amendment was agreed, or nothing.
    pub extended_on: String,
    /// The new last day.
    pub extended_until: String,
    /// Day on which the customer was told, or nothing.
    pub informed_on: String,
}

impl DateForm {
    /// The form of what stands there.
    pub fn of(change: &DateChange) -> Self {
        let DateChange { terms, extension, customer_informed_on } = *change;
        let DateTerms { counting, rolling, notice_counts, delivery, delivery_days, notice_ends, break_option, regime } =
            terms;
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (break_count, break_unit) = match break_option.map(|option| option.notice) {
            None => (String::new(), "months"),
            Some(Length::Days(count)) => (count.to_string(), "days"),
            Some(Length::Weeks(count)) => (count.to_string(), "weeks"),
            Some(Length::Months(count)) => (count.to_string(), "months"),
        };
        Self {
            counting: name_of(&counting),
            rolling: name_of(&rolling),
            notice_counts: name_of(&notice_counts),
            delivery: delivery.map(|delivery| name_of(&delivery)).unwrap_or_default(),
            delivery_days: delivery_days.map(|days| days.to_string()).unwrap_or_default(),
            notice_ends: name_of(&notice_ends),
            break_count,
            break_unit: break_unit.to_owned(),
            break_from: text(break_option.and_then(|option| option.from)),
            regime: regime.map(|regime| regime.code().to_owned()).unwrap_or_default(),
            extended_on: text(extension.map(|extension| extension.agreed_on)),
            extended_until: text(extension.map(|extension| extension.until)),
            informed_on: text(customer_informed_on),
        }
    }

    /// What was typed by somebody who reads a language.
    ///
    /// # Errors
    /// Every text that cannot be read, at its field.
    pub fn read(&self, language: Language) -> Result<DateChange, Vec<FieldProblem>> {
        let mut reader = Reader::new(language);
        let reader = &mut reader;
        let delivery = self.delivery.trim();
        let delivery = if delivery.is_empty() { None } else { reader.choice("delivery", delivery) };
        let days = reader.whole("delivery_days", &self.delivery_days, 0, MOST_DELIVERY_DAYS);
        let regime = self.regime.trim();
        let regime = if regime.is_empty() { None } else { reader.choice("regime", regime) };
        let terms = DateTerms {
            counting: reader.choice("counting", &self.counting).unwrap_or(DayCount::Calendar),
            rolling: reader.choice("rolling", &self.rolling).unwrap_or(Rolling::None),
            notice_counts: reader.choice("notice_counts", &self.notice_counts).unwrap_or(NoticeCounts::Received),
            delivery,
            // Days of no delivery would say nothing.
            delivery_days: days.and_then(|days| u16::try_from(days).ok()).filter(|_| delivery.is_some()),
            notice_ends: reader.choice("notice_ends", &self.notice_ends).unwrap_or(NoticeEnds::SameDay),
            break_option: self.break_option(reader),
            regime,
        };
        let agreed_on = reader.day("extended_on", &self.extended_on);
        let until = reader.day("extended_until", &self.extended_until);
        for (field, text, other) in [
            ("extended_on", &self.extended_on, &self.extended_until),
            ("extended_until", &self.extended_until, &self.extended_on),
        ] {
            if text.trim().is_empty() && !other.trim().is_empty() {
                reader.refuse(field, Problem::Missing);
            }
        }
        let extension = agreed_on.zip(until).map(|(agreed_on, until)| Extension { agreed_on, until });
        let customer_informed_on = reader.day("informed_on", &self.informed_on);
        let problems = std::mem::replace(reader, Reader::new(language)).problems();
        if problems.is_empty() { Ok(DateChange { terms, extension, customer_informed_on }) } else { Err(problems) }
    }

    fn break_option(&self, reader: &mut Reader) -> Option<BreakOption> {
        let from = reader.day("break_from", &self.break_from);
        let count = reader.whole("break_count", &self.break_count, 0, 3_660);
        if self.break_count.trim().is_empty() {
            if !self.break_from.trim().is_empty() {
                reader.refuse("break_count", Problem::Missing);
            }
            return None;
        }
        let count = count?;
        let notice = match self.break_unit.as_str() {
            "days" => Length::Days(count),
            "weeks" => Length::Weeks(count),
            "months" => Length::Months(count),
            _ => {
                reader.refuse("break_unit", Problem::NotAChoice);
                return None;
            }
        };
        Some(BreakOption { notice, from })
    }
}

impl Form for DateForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        changed(&[
            ("counting", &self.counting, &after.counting),
            ("rolling", &self.rolling, &after.rolling),
            ("notice_counts", &self.notice_counts, &after.notice_counts),
            ("delivery", &self.delivery, &after.delivery),
            ("delivery_days", &self.delivery_days, &after.delivery_days),
            ("notice_ends", &self.notice_ends, &after.notice_ends),
            ("break_count", &self.break_count, &after.break_count),
            ("break_unit", &self.break_unit, &after.break_unit),
            ("break_from", &self.break_from, &after.break_from),
            ("regime", &self.regime, &after.regime),
            ("extended_on", &self.extended_on, &after.extended_on),
            ("extended_until", &self.extended_until, &after.extended_until),
            ("informed_on", &self.informed_on, &after.informed_on),
        ])
    }

    fn problems(&self, language: Language) -> Vec<FieldProblem> {
        self.read(language).err().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contract::Delivery, party::Regime, sample::demonstration};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_form_says_again_what_was_read_from_it() {
        let terms = DateTerms {
            counting: DayCount::Working,
            rolling: Rolling::After,
            notice_counts: NoticeCounts::Sent,
            delivery: Some(Delivery::RegisteredLetter),
            delivery_days: Some(8),
            notice_ends: NoticeEnds::EndOfQuarter,
            break_option: Some(BreakOption { notice: Length::Weeks(6), from: Some(day("2027-01-01")) }),
            regime: Some(Regime::FranceConsumer),
        };
        let extension = Some(Extension { agreed_on: day("2026-05-01"), until: day("2027-06-30") });
        let full = DateChange { terms, extension, customer_informed_on: Some(day("2026-09-01")) };
        for change in [full, DateChange::default()] {
            assert_eq!(DateForm::of(&change).read(Language::Fr), Ok(change));
        }
    }

    #[test]
    fn what_cannot_be_read_or_lacks_its_other_half_is_said_at_its_field() {
        let form = DateForm {
            counting: "lunar".to_owned(),
            delivery_days: "61".to_owned(),
            break_from: "2027-01-01".to_owned(),
            extended_on: "2026-05-01".to_owned(),
            informed_on: "soon".to_owned(),
            ..DateForm::of(&DateChange::default())
        };
        let problems = form.read(Language::En).expect_err("refused");
        let fields: Vec<&str> = problems.iter().map(|found| found.field.as_str()).collect();
        assert_eq!(fields, ["delivery_days", "counting", "break_count", "extended_until", "informed_on"]);
    }

    #[test]
    fn an_extension_that_makes_nothing_longer_is_refused_and_so_is_one_of_tomorrow() {
        let today = day("2026-11-22");
        let contract = demonstration(today).contracts.into_iter().next().expect("a contract");
        let details = ContractDetails {
            signed_on: Some(day("2025-12-01")),
            starts_on: Some(day("2026-01-01")),
            term: crate::contract::TermLength::Months { months: 12 },
            renewal: crate::contract::Renewal::None,
            ..contract.details
        };
        let problems = |agreed_on: &str, until: &str| {
            let extension = Some(Extension { agreed_on: day(agreed_on), until: day(until) });
            let change = DateChange { extension, ..DateChange::default() };
            change.problems(&details, &ContractFacts::default(), today)
        };
        assert_eq!(problems("2026-05-01", "2027-06-30"), []);
        let shorter = Problem::Before { day: day("2026-12-31") };
        assert_eq!(problems("2026-05-01", "2026-12-31"), [FieldProblem::new("extended_until", shorter)]);
        let tomorrow = Problem::After { day: today };
        assert_eq!(problems("2026-11-23", "2027-06-30"), [FieldProblem::new("extended_on", tomorrow)]);
    }
}
