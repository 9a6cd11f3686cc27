//! What people type about a promise of visits, text by text, and how it is read.

use super::{CHECKLIST_MOST, Charge, PER_YEAR_MOST, VisitPromise, VisitRhythm};
use crate::{
    calendar::month_named,
    event::Change,
    language::Language,
    money::Currency,
    refusal::{FieldProblem, Problem},
    typed::{Form, Reader, changed, price_text},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The longest visit, in minutes: a working day twice over.
const MINUTES_MOST: u32 = 960;
/// The most characters of a description.
const DESCRIPTION_MOST: u32 = 200;
/// The most characters of a line of a checklist, or of a skill.
const LINE_MOST: u32 = 200;

macro_rules! form {
    ($($(#[$doc:meta])* $field:ident),* $(,)?) => {
        /// A promise of visits as typed.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct PromiseForm {
            $($(#[$doc])* pub $field: String,)*
        }

        /// The fields, in the order of the form.
        pub const PROMISE_FIELDS: &[&str] = &[$(stringify!($field)),*];

        impl Form for PromiseForm {
            fn changes(&self, after: &Self) -> Vec<Change> {
                changed(&[$((stringify!($field), self.$field.as_str(), after.$field.as_str())),*])
            }

            /// Nothing: prices are read in the currency of the contract, which the form does not know.
            fn problems(&self, _language: Language) -> Vec<FieldProblem> {
                Vec::new()
            }
        }
    };
}

form! {
    /// What is done.
    description,
    /// Identity of the place.
    site,
    /// Visits a year.
    per_year,
    /// Months, by number or name, with commas between them; empty if they are spread evenly.
    months,
    /// Minutes of a visit.
    minutes,
    /// Identity of the price line that pays for it.
    line,
    /// Price of each visit; empty if it is included.
    price,
    /// Price of a visit beyond those promised.
    extra_price,
    /// Price of an hour beyond the minutes.
    hourly_price,
    /// What a technician must be able to do, with commas between.
    skills,
    /// What is checked, line by line.
    checklist,
    /// First day that counts.
    starts_on,
    /// Last day that counts.
    ends_on,
}

impl PromiseForm {
    /// What it says, read as people of a language write numbers.
    ///
    /// # Errors
    /// Every problem at its field.
    pub fn read(&self, language: Language, currency: Currency) -> Result<VisitPromise, Vec<FieldProblem>> {
        let mut reader = Reader::new(language);
        let description = reader.required("description", &self.description);
        too_long(&mut reader, "description", &description, DESCRIPTION_MOST);
        let months = self.read_months(&mut reader);
        let per_year = match months.as_slice() {
            [] if self.per_year.trim().is_empty() => {
                reader.refuse("per_year", Problem::Missing);
                None
            }
            [] => reader.whole("per_year", &self.per_year, 1, PER_YEAR_MOST),
            // Whoever names months says with them how many visits there are: another number is a contradiction.
            named => {
                let several = u32::try_from(named.len()).unwrap_or(PER_YEAR_MOST);
                reader.whole("per_year", &self.per_year, several, several);
                None
            }
        };
        let rhythm = match per_year {
            Some(per_year) => VisitRhythm::Spread { per_year },
            None => VisitRhythm::Months { months },
        };
        reader.required("minutes", &self.minutes);
        let minutes = reader.whole("minutes", &self.minutes, 1, MINUTES_MOST).unwrap_or_default();
        let mut price = |field: &str, text: &str| {
            let price = reader.price(field, text, currency)?;
            if price <= Decimal::ZERO {
                reader.refuse(field, Problem::NotPositive);
            }
            Some(price)
        };
        let charge = price("price", &self.price).map_or(Charge::Included, |price| Charge::Billable { price });
        let extra_price = price("extra_price", &self.extra_price);
        let hourly_price = price("hourly_price", &self.hourly_price);
        let skills = several(&mut reader, "skills", self.skills.split([',', '，', '、', ';', '；']));
        let checklist = several(&mut reader, "checklist", self.checklist.lines());
        let starts_on = reader.day("starts_on", &self.starts_on);
        let ends_on = reader.day("ends_on", &self.ends_on);
        if let (Some(first), Some(last)) = (starts_on, ends_on)
            && last < first
        {
            reader.refuse("ends_on", Problem::Before { day: first });
        }
        let promise = VisitPromise {
            description,
            site: reader.identity("site", &self.site),
            line: reader.identity("line", &self.line),
            rhythm,
            starts_on,
            ends_on,
            minutes,
            charge,
            extra_price,
            hourly_price,
            skills,
            checklist,
        };
        let problems = reader.problems();
        if problems.is_empty() { Ok(promise) } else { Err(crate::refusal::in_order(problems, PROMISE_FIELDS)) }
    }

    fn read_months(&self, reader: &mut Reader) -> Vec<u32> {
        let words = self.months.split([',', ';', ' ', '，', '、', '；']).map(str::trim).filter(|word| !word.is_empty());
        let mut months = Vec::new();
        for word in words {
            let plain = word.to_lowercase().replace(['é', 'è'], "e").replace('û', "u");
            let number = plain.trim_end_matches('月').parse().ok().filter(|month| (1..=12).contains(month));
            match number.or_else(|| month_named(plain.trim_end_matches('.'))) {
                Some(month) => months.push(month),
                None => {
                    reader.refuse("months", Problem::OutOfRange { least: 1, most: 12 });
                    return Vec::new();
                }
            }
        }
        months.sort_unstable();
        months.dedup();
        months
    }
}

impl PromiseForm {
    /// The form of a promise as it stands, with prices as people of a language write them.
    pub fn of(promise: &VisitPromise, currency: Currency, language: Language) -> Self {
        let VisitPromise {
            description,
            site,
            line,
            rhythm,
            starts_on,
            ends_on,
            minutes,
            charge,
            extra_price,
            hourly_price,
            skills,
            checklist,
        } = promise;
        let price = |price: Decimal| price_text(price, currency, language);
        let text = |of: &Option<Decimal>| of.map(price).unwrap_or_default();
        let (per_year, months) = match rhythm {
            VisitRhythm::Spread { per_year } => (per_year.to_string(), String::new()),
            VisitRhythm::Months { months } => {
                let months: Vec<String> = months.iter().map(ToString::to_string).collect();
                (String::new(), months.join(", "))
            }
        };
        Self {
            description: description.clone(),
            site: site.map(|site| site.to_string()).unwrap_or_default(),
            per_year,
            months,
            minutes: minutes.to_string(),
            line: line.map(|line| line.to_string()).unwrap_or_default(),
            price: match charge {
                Charge::Included => String::new(),
                Charge::Billable { price: each } => price(*each),
            },
            extra_price: text(extra_price),
            hourly_price: text(hourly_price),
            skills: skills.join(", "),
            checklist: checklist.join("\n"),
            starts_on: starts_on.map(|day| day.to_string()).unwrap_or_default(),
            ends_on: ends_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

fn too_long(reader: &mut Reader, field: &str, text: &str, most: u32) {
    if text.chars().count() > most as usize {
        reader.refuse(field, Problem::TooLong { most });
    }
}

fn several<'a>(reader: &mut Reader, field: &str, parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let parts: Vec<String> = parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if parts.len() > CHECKLIST_MOST {
        let most = i64::try_from(CHECKLIST_MOST).unwrap_or(i64::MAX);
        reader.refuse(field, Problem::OutOfRange { least: 0, most });
    }
    for part in &parts {
        too_long(reader, field, part, LINE_MOST);
    }
    parts
}
