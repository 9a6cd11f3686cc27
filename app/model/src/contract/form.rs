//! A contract as a form carries it: texts, read into typed terms or problems at their fields.

mod line;
mod merge;

use line::BETWEEN_LINES;
pub use line::{DiscountForm, LineForm, ONCE, RampForm, fields_of_lines};

use super::{Confidentiality, ContractDetails, ContractType, DateTerms, PaymentTerm, Renewal, TermLength, check};
use crate::{
    calendar::Length,
    event::Change,
    id::{CustomerId, PriceLineId},
    language::Language,
    money::Currency,
    price_line::PriceLine,
    refusal::{FieldProblem, Problem},
    typed::{Form, Reader, amount_text, changed, name_of},
};
use serde::{Deserialize, Serialize};

/// The fields of [`ContractForm`] outside its price lines, as problems name them, in the order of the form.
pub const CONTRACT_FIELDS: [&str; 27] = [
    "title",
    "customer",
    "legal_entity",
    "contract_type",
    "owner",
    "deputy",
    "reference",
    "signed_on",
    "starts_on",
    "term_kind",
    "term_months",
    "term_last_day",
    "renewal_kind",
    "renewal_months",
    "renewal_maximum",
    "notice_count",
    "notice_unit",
    "decision_buffer_days",
    "currency",
    "value",
    "payment_days",
    "payment_end_of_month",
    "purchase_order",
    "lines",
    "confidentiality_kind",
    "team",
    "people",
];

/// The fields of a price line, in the order of the form.
const LINE_FIELDS: [&str; 15] = [
    "description",
    "quantity",
    "unit",
    "unit_price",
    "vat_percent",
    "price_from",
    "rhythm",
    "timing",
    "day",
    "starts_on",
    "ends_on",
    "discounts",
    "ramp",
    "increase_percent",
    "increase_first_on",
];

/// Problems in the order in which the form shows their fields, its price lines one after another.
pub fn in_order_of_form(mut problems: Vec<FieldProblem>) -> Vec<FieldProblem> {
    let at = |fields: &[&str], name: Option<&str>| fields.iter().position(|field| Some(*field) == name);
    let place = |field: &str| {
        let mut parts = field.split('.');
        let number = |part: Option<&str>| part.and_then(|number| number.parse::<usize>().ok());
        let (field, line) = (at(&CONTRACT_FIELDS, parts.next()), number(parts.next()));
        let (own, entry) = (at(&LINE_FIELDS, parts.next()), number(parts.next()));
        (field.unwrap_or(CONTRACT_FIELDS.len()), line, own.unwrap_or(LINE_FIELDS.len()), entry)
    };
    problems.sort_by_key(|problem| place(&problem.field));
    problems
}

/// What stands between the people of a form where a change names them all.
pub const BETWEEN: &str = "; ";

/// What a person types about a contract. An empty text is a field left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContractForm {
    /// What it is about.
    pub title: String,
    /// Name of a [`ContractType`].
    pub contract_type: String,
    /// The customer's name, or identity where a page names one.
    pub customer: String,
    /// Identity of our company.
    pub legal_entity: String,
    /// Number elsewhere.
    pub reference: String,
    /// Identity of the owner.
    pub owner: String,
    /// Identity of the deputy.
    pub deputy: String,
    /// Day of the last signature.
    pub signed_on: String,
    /// First day.
    pub starts_on: String,
    /// `months`, `until`, `open_ended` or `unknown`.
    pub term_kind: String,
    /// Months of the term.
    pub term_months: String,
    /// Last day of the term.
    pub term_last_day: String,
    /// `none`, `express` or `tacit`.
    pub renewal_kind: String,
    /// Months of each renewed term.
    pub renewal_months: String,
    /// How often it renews at most.
    pub renewal_maximum: String,
    /// How many days, weeks or months of notice.
    pub notice_count: String,
    /// `days`, `weeks` or `months`.
    pub notice_unit: String,
    /// Days before the last day for notice.
    pub decision_buffer_days: String,
    /// Currency code.
    pub currency: String,
    /// Value of the first term.
    pub value: String,
    /// Days until an invoice is due.
    pub payment_days: String,
    /// `true` if the due day moves to the end of its month.
    pub payment_end_of_month: String,
    /// The customer's order number.
    pub purchase_order: String,
    /// `organisation`, `team` or `people`.
    pub confidentiality_kind: String,
    /// Identity of the team.
    pub team: String,
    /// Identities of people.
    pub people: Vec<String>,
    /// Price lines; those left blank or marked for removal are left out.
    pub lines: Vec<LineForm>,
}

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Understood {
    details: ContractDetails,
    lines: Vec<PriceLine>,
}

impl ContractForm {
    /// A form with the usual answers of a new contract.
    pub fn blank(currency: Currency) -> Self {
        Self {
            contract_type: name_of(&ContractType::RecurringService),
            term_kind: "months".to_owned(),
            term_months: "12".to_owned(),
            renewal_kind: "tacit".to_owned(),
            renewal_months: "12".to_owned(),
            notice_count: "3".to_owned(),
            notice_unit: "months".to_owned(),
            decision_buffer_days: "30".to_owned(),
            currency: currency.code().to_owned(),
            payment_days: "30".to_owned(),
            confidentiality_kind: "organisation".to_owned(),
            lines: vec![LineForm::blank()],
            ..Self::default()
        }
    }

    /// The form of a contract as it stands; the customer by name.
    pub fn of(details: &ContractDetails, customer: &str, lines: &[PriceLine], language: Language) -> Self {
        // Taken apart without `..`: a new field needs its place in the form.
        let ContractDetails {
            title,
            contract_type,
            customer: _,
            legal_entity,
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
            confidentiality,
        } = details;
        let text = |value: Option<String>| value.unwrap_or_default();
        let (term_kind, term_months, term_last_day) = match term {
            TermLength::Months { months } => ("months", months.to_string(), String::new()),
            TermLength::Until { last_day } => ("until", String::new(), last_day.to_string()),
            TermLength::OpenEnded => ("open_ended", String::new(), String::new()),
            TermLength::Unknown => ("unknown", String::new(), String::new()),
        };
        let (renewal_kind, renewal_months, renewal_maximum) = match renewal {
            Renewal::None => ("none", String::new(), None),
            Renewal::Express => ("express", String::new(), None),
            Renewal::Tacit { months, maximum } => ("tacit", months.to_string(), *maximum),
        };
        let (notice_count, notice_unit) = match notice {
            None => (None, "months"),
            Some(Length::Days(count)) => (Some(count), "days"),
            Some(Length::Weeks(count)) => (Some(count), "weeks"),
            Some(Length::Months(count)) => (Some(count), "months"),
        };
        let (confidentiality_kind, team, people) = match confidentiality {
            Confidentiality::Organisation => ("organisation", String::new(), Vec::new()),
            Confidentiality::Team { team } => ("team", team.to_string(), Vec::new()),
            Confidentiality::People { people } => {
                ("people", String::new(), people.iter().map(ToString::to_string).collect())
            }
        };
        Self {
            title: title.clone(),
            contract_type: name_of(contract_type),
            customer: customer.to_owned(),
            legal_entity: legal_entity.to_string(),
            reference: text(reference.clone()),
            owner: text(owner.map(|person| person.to_string())),
            deputy: text(deputy.map(|person| person.to_string())),
            signed_on: text(signed_on.map(|day| day.to_string())),
            starts_on: text(starts_on.map(|day| day.to_string())),
            term_kind: term_kind.to_owned(),
            term_months,
            term_last_day,
            renewal_kind: renewal_kind.to_owned(),
            renewal_months,
            renewal_maximum: text(renewal_maximum.map(|most| most.to_string())),
            notice_count: text(notice_count.map(ToString::to_string)),
            notice_unit: notice_unit.to_owned(),
            decision_buffer_days: decision_buffer_days.to_string(),
            currency: currency.code().to_owned(),
            value: text(value.map(|value| amount_text(value, language))),
            payment_days: text(payment_term.map(|term| term.days.to_string())),
            payment_end_of_month: text(payment_term.filter(|term| term.end_of_month).map(|_| "true".to_owned())),
            purchase_order: text(purchase_order.clone()),
            confidentiality_kind: confidentiality_kind.to_owned(),
            team,
            people,
            lines: lines.iter().map(|line| LineForm::of(line, *currency, language)).collect(),
        }
    }

    /// Terms and price lines as typed by somebody who reads a language. `customer` is what the name in the
    /// form was found to mean; `new_line` gives the identity of each line that has none.
    ///
    /// # Errors
    /// Every problem, at its field.
    pub fn read(
        &self,
        language: Language,
        customer: CustomerId,
        mut new_line: impl FnMut() -> PriceLineId,
    ) -> Result<(ContractDetails, Vec<PriceLine>), Vec<FieldProblem>> {
        let (understood, mut problems) = self.understand(language, customer, &mut new_line);
        let Understood { details, lines } = understood;
        let unread: Vec<String> = problems.iter().map(|problem| problem.field.clone()).collect();
        // A field that could not be read stands as a stand-in: only its first problem is shown.
        problems.extend(check(&details, &lines).into_iter().filter_map(|problem| {
            let problem = self.at_typed_line(problem);
            (!unread.contains(&problem.field)).then_some(problem)
        }));
        if problems.is_empty() { Ok((details, lines)) } else { Err(problems) }
    }

    /// The terms that dates rest on, whatever is wrong with the rest of the form; `None` while one of them cannot be read, or
    /// no day of the contract is typed.
    pub fn dated(&self, language: Language) -> Option<ContractDetails> {
        let nobody = uuid::Uuid::nil();
        let (Understood { details, .. }, problems) = self.understand(language, nobody.into(), &mut || nobody.into());
        let about_dates = ["signed_on", "starts_on", "term_", "renewal_", "notice_", "decision_"];
        let unread = problems.iter().any(|found| about_dates.iter().any(|field| found.field.starts_with(field)));
        let begun = details.starts_on.is_some() || matches!(details.term, TermLength::Until { .. });
        (begun && !unread).then_some(details)
    }

    /// The lines that count, with their places in the form.
    fn kept(&self) -> impl Iterator<Item = (usize, &LineForm)> {
        self.lines.iter().enumerate().filter(|(_, line)| line.is_kept())
    }

    /// A problem of the n-th line that counts, at the place of that line in the form.
    fn at_typed_line(&self, problem: FieldProblem) -> FieldProblem {
        let place = problem.field.strip_prefix("lines.").and_then(|rest| rest.split_once('.'));
        let typed = place.and_then(|(index, field)| {
            let (typed, _) = self.kept().nth(index.parse().ok()?)?;
            Some(format!("lines.{typed}.{field}"))
        });
        FieldProblem { field: typed.unwrap_or(problem.field), problem: problem.problem }
    }

    fn understand(
        &self,
        language: Language,
        customer: CustomerId,
        new_line: &mut dyn FnMut() -> PriceLineId,
    ) -> (Understood, Vec<FieldProblem>) {
        let mut reader = Reader::new(language);
        let currency = self.currency.parse().unwrap_or_else(|_| {
            reader.refuse("currency", Problem::NotACurrency);
            Currency::EUR
        });
        let starts_on = reader.day("starts_on", &self.starts_on);
        let details = ContractDetails {
            title: self.title.trim().to_owned(),
            contract_type: reader
                .choice("contract_type", &self.contract_type)
                .unwrap_or(ContractType::RecurringService),
            customer,
            legal_entity: reader.identity("legal_entity", &self.legal_entity).unwrap_or_else(|| {
                if self.legal_entity.trim().is_empty() {
                    reader.refuse("legal_entity", Problem::Missing);
                }
                uuid::Uuid::nil().into()
            }),
            reference: reader.text(&self.reference),
            owner: reader.identity("owner", &self.owner),
            deputy: reader.identity("deputy", &self.deputy),
            signed_on: reader.day("signed_on", &self.signed_on),
            starts_on,
            term: self.term(&mut reader),
            renewal: self.renewal(&mut reader),
            notice: self.notice(&mut reader),
            decision_buffer_days: reader
                .whole("decision_buffer_days", &self.decision_buffer_days, 0, 365)
                .unwrap_or_default(),
            // They have a form of their own; a save keeps those that are there.
            date_terms: DateTerms::default(),
            agreed_terms: Vec::new(),
            currency,
            value: reader.amount("value", &self.value, currency),
            payment_term: reader.whole("payment_days", &self.payment_days, 0, 365).map(|days| PaymentTerm {
                days: u16::try_from(days).unwrap_or(u16::MAX),
                end_of_month: !self.payment_end_of_month.is_empty(),
            }),
            purchase_order: reader.text(&self.purchase_order),
            confidentiality: self.confidentiality(&mut reader),
        };
        let mut lines = Vec::new();
        for (position, (index, line)) in (1_u32..).zip(self.kept()) {
            lines.extend(line.understand(&mut reader, index, position, &details, new_line));
        }
        let mut problems = reader.problems();
        let unread = |field: &str| problems.iter().any(|problem| problem.field == field);
        let (no_first_day, no_currency) = (unread("starts_on"), unread("currency"));
        // The first day is there but cannot be read: that lines take theirs from it is no second problem. Without a currency
        // nothing is known to be in another one.
        problems.retain(|found| match found.problem {
            Problem::Missing => !(no_first_day && found.field.ends_with(".day")),
            Problem::AnotherCurrency { .. } => !no_currency,
            _ => true,
        });
        (Understood { details, lines }, problems)
    }

    fn term(&self, reader: &mut Reader) -> TermLength {
        match self.term_kind.as_str() {
            "months" => {
                let months = reader.whole("term_months", &self.term_months, 1, 1_200);
                if self.term_months.trim().is_empty() {
                    reader.refuse("term_months", Problem::Missing);
                }
                months.map_or(TermLength::Unknown, |months| TermLength::Months { months })
            }
            "until" => {
                let last_day = reader.day("term_last_day", &self.term_last_day);
                if self.term_last_day.trim().is_empty() {
                    reader.refuse("term_last_day", Problem::Missing);
                }
                last_day.map_or(TermLength::Unknown, |last_day| TermLength::Until { last_day })
            }
            "open_ended" => TermLength::OpenEnded,
            "unknown" => TermLength::Unknown,
            _ => {
                reader.refuse("term_kind", Problem::NotAChoice);
                TermLength::Unknown
            }
        }
    }

    fn renewal(&self, reader: &mut Reader) -> Renewal {
        match self.renewal_kind.as_str() {
            "none" => Renewal::None,
            "express" => Renewal::Express,
            "tacit" => {
                if self.renewal_months.trim().is_empty() {
                    reader.refuse("renewal_months", Problem::Missing);
                }
                let maximum = reader.whole("renewal_maximum", &self.renewal_maximum, 1, 1_000);
                let months = reader.whole("renewal_months", &self.renewal_months, 1, 1_200);
                months.map_or(Renewal::None, |months| Renewal::Tacit { months, maximum })
            }
            _ => {
                reader.refuse("renewal_kind", Problem::NotAChoice);
                Renewal::None
            }
        }
    }

    fn notice(&self, reader: &mut Reader) -> Option<Length> {
        let count = reader.whole("notice_count", &self.notice_count, 0, 3_660)?;
        match self.notice_unit.as_str() {
            "days" => Some(Length::Days(count)),
            "weeks" => Some(Length::Weeks(count)),
            "months" => Some(Length::Months(count)),
            _ => {
                reader.refuse("notice_unit", Problem::NotAChoice);
                None
            }
        }
    }

    fn confidentiality(&self, reader: &mut Reader) -> Confidentiality {
        match self.confidentiality_kind.as_str() {
            "organisation" => Confidentiality::Organisation,
            "team" => match reader.identity("team", &self.team) {
                Some(team) => Confidentiality::Team { team },
                None => {
                    if self.team.trim().is_empty() {
                        reader.refuse("team", Problem::Missing);
                    }
                    Confidentiality::People { people: Vec::new() }
                }
            },
            "people" => {
                let people = self.people.iter().filter_map(|person| reader.identity("people", person)).collect();
                Confidentiality::People { people }
            }
            _ => {
                reader.refuse("confidentiality_kind", Problem::NotAChoice);
                Confidentiality::People { people: Vec::new() }
            }
        }
    }
}

impl Form for ContractForm {
    fn changes(&self, after: &Self) -> Vec<Change> {
        let text = |form: &Self, field| match field {
            "title" => form.title.clone(),
            "contract_type" => form.contract_type.clone(),
            "customer" => form.customer.clone(),
            "legal_entity" => form.legal_entity.clone(),
            "reference" => form.reference.clone(),
            "owner" => form.owner.clone(),
            "deputy" => form.deputy.clone(),
            "signed_on" => form.signed_on.clone(),
            "starts_on" => form.starts_on.clone(),
            "term_kind" => form.term_kind.clone(),
            "term_months" => form.term_months.clone(),
            "term_last_day" => form.term_last_day.clone(),
            "renewal_kind" => form.renewal_kind.clone(),
            "renewal_months" => form.renewal_months.clone(),
            "renewal_maximum" => form.renewal_maximum.clone(),
            "notice_count" => form.notice_count.clone(),
            "notice_unit" => form.notice_unit.clone(),
            "decision_buffer_days" => form.decision_buffer_days.clone(),
            "currency" => form.currency.clone(),
            "value" => form.value.clone(),
            "payment_days" => form.payment_days.clone(),
            "payment_end_of_month" => form.payment_end_of_month.clone(),
            "purchase_order" => form.purchase_order.clone(),
            "confidentiality_kind" => form.confidentiality_kind.clone(),
            "team" => form.team.clone(),
            "people" => form.people.join(BETWEEN),
            "lines" => form.kept().map(|(_, line)| line.written()).collect::<Vec<_>>().join(BETWEEN_LINES),
            _ => String::new(),
        };
        let both = CONTRACT_FIELDS.map(|field| (field, text(self, field), text(after, field)));
        changed(&both.each_ref().map(|(field, before, after)| (*field, before.as_str(), after.as_str())))
    }

    /// The rule of [`ContractForm::read`] for the browser.
    fn problems(&self, language: Language) -> Vec<FieldProblem> {
        let nobody = uuid::Uuid::nil();
        let mut problems = self.read(language, nobody.into(), || nobody.into()).err().unwrap_or_default();
        if self.customer.trim().is_empty() {
            problems.push(FieldProblem::new("customer", Problem::Missing));
        }
        problems
    }
}

#[cfg(test)]
mod tests;
