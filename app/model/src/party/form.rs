//! What people type into the forms of parties, text by text, and how it is read.
//!
//! A form is kept whole when it is refused, so that nothing typed is lost; the name of a field is the same
//! in the form, in its problems and in the history.

use super::{
    Address, ContactDetails, ContactRole, CustomerDetails, LegalEntityDetails, Regime, SiteDetails, check,
    check::Checking,
};
use crate::{
    calendar::holiday::Region,
    contract::PaymentTerm,
    event::Change,
    language::Language,
    refusal::{FieldProblem, Problem, in_order},
    typed::{Form, changed},
};
use serde::{Deserialize, Serialize};

macro_rules! form {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: String,)*
        }

        impl $name {
            /// The fields, in the order of the form.
            const FIELDS: &[&str] = &[$(stringify!($field)),*];
        }

        impl Form for $name {
            fn changes(&self, after: &Self) -> Vec<Change> {
                changed(&[$((stringify!($field), self.$field.as_str(), after.$field.as_str())),*])
            }

            fn problems(&self, _: Language) -> Vec<FieldProblem> {
                self.read().err().unwrap_or_default()
            }
        }
    };
}

form! {
    /// A customer.
    CustomerForm {
        /// Name.
        name,
        /// Code of the country.
        country,
        /// Registration number.
        registration_number,
        /// VAT number.
        vat_number,
        /// Street lines.
        street,
        /// Postal code.
        postal_code,
        /// Town.
        city,
        /// Address on the web.
        website,
        /// Identity of the owner.
        owner,
        /// Tag of the language.
        language,
        /// Days in which invoices are due.
        payment_days,
        /// `true` if the due day then moves to the end of its month.
        payment_end_of_month,
        /// Notes.
        notes,
    }
}

form! {
    /// One of our companies.
    LegalEntityForm {
        /// Name.
        name,
        /// Code of the country.
        country,
        /// Registration number.
        registration_number,
        /// VAT number.
        vat_number,
        /// Street lines.
        street,
        /// Postal code.
        postal_code,
        /// Town.
        city,
        /// Tag of the language.
        language,
        /// Code of the regime.
        regime,
        /// Code of the calendar; empty for that of its country.
        holidays,
    }
}

form! {
    /// A place of a customer.
    SiteForm {
        /// Name.
        name,
        /// Street lines.
        street,
        /// Postal code.
        postal_code,
        /// Town.
        city,
        /// Code of the country.
        country,
        /// Notes.
        notes,
    }
}

form! {
    /// A person at a customer.
    ContactForm {
        /// Name.
        name,
        /// Code of the role.
        role,
        /// E-mail address.
        email,
        /// Telephone number.
        phone,
        /// Tag of the language.
        language,
        /// Identity of the place.
        site,
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

impl Checking {
    /// A choice that may be left open; what is none of the choices is a problem.
    fn choice<T>(&mut self, field: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = filled(text)?;
        let choice = read(&text);
        if choice.is_none() {
            self.problem(field, Problem::NotAChoice);
        }
        choice
    }
}

/// Both what could not be read and what is wrong with what could.
fn both<T>(checking: Checking, checked: Result<T, Vec<FieldProblem>>, fields: &[&str]) -> Result<T, Vec<FieldProblem>> {
    match (checking.done(()), checked) {
        (Ok(()), checked) => checked,
        (Err(problems), Ok(_)) => Err(in_order(problems, fields)),
        (Err(mut problems), Err(more)) => {
            problems.extend(more);
            Err(in_order(problems, fields))
        }
    }
}

impl CustomerForm {
    /// The customer that was typed, as it is kept.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(&self) -> Result<CustomerDetails, Vec<FieldProblem>> {
        let Self {
            name,
            country,
            registration_number,
            vat_number,
            street,
            postal_code,
            city,
            website,
            language,
            owner,
            payment_days,
            payment_end_of_month,
            notes,
        } = self;
        let mut checking = Checking::default();
        let days = filled(payment_days).and_then(|text| {
            let days = text.parse::<u16>().ok();
            if days.is_none() {
                let range = Problem::OutOfRange { least: 0, most: check::PAYMENT_DAYS_MOST.into() };
                checking.problem("payment_days", range);
            }
            days
        });
        let details = CustomerDetails {
            name: name.clone(),
            country: filled(country),
            registration_number: filled(registration_number),
            vat_number: filled(vat_number),
            address: Address { street: street.clone(), postal_code: postal_code.clone(), city: city.clone() },
            website: filled(website),
            language: checking.choice("language", language, Language::from_tag).unwrap_or_default(),
            owner: checking.choice("owner", owner, |text| text.parse().ok()),
            payment_term: days.map(|days| PaymentTerm { days, end_of_month: payment_end_of_month == "true" }),
            notes: notes.clone(),
        };
        both(checking, check::customer(&details), Self::FIELDS)
    }
}

impl From<&CustomerDetails> for CustomerForm {
    fn from(details: &CustomerDetails) -> Self {
        let CustomerDetails {
            name,
            country,
            registration_number,
            vat_number,
            address: Address { street, postal_code, city },
            website,
            language,
            owner,
            payment_term,
            notes,
        } = details.clone();
        Self {
            name,
            country: country.unwrap_or_default(),
            registration_number: registration_number.unwrap_or_default(),
            vat_number: vat_number.unwrap_or_default(),
            street,
            postal_code,
            city,
            website: website.unwrap_or_default(),
            language: language.tag().to_owned(),
            owner: owner.map(|owner| owner.to_string()).unwrap_or_default(),
            payment_days: payment_term.map(|term| term.days.to_string()).unwrap_or_default(),
            payment_end_of_month: payment_term
                .filter(|term| term.end_of_month)
                .map(|_| "true".to_owned())
                .unwrap_or_default(),
            notes,
        }
    }
}

impl LegalEntityForm {
    /// The company that was typed, as it is kept.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(&self) -> Result<LegalEntityDetails, Vec<FieldProblem>> {
        let Self {
            name,
            country,
            registration_number,
            vat_number,
            street,
            postal_code,
            city,
            language,
            regime,
            holidays,
        } = self;
        let mut checking = Checking::default();
        let details = LegalEntityDetails {
            name: name.clone(),
            country: country.clone(),
            registration_number: filled(registration_number),
            vat_number: filled(vat_number),
            address: Address { street: street.clone(), postal_code: postal_code.clone(), city: city.clone() },
            language: checking.choice("language", language, Language::from_tag).unwrap_or_default(),
            regime: checking.choice("regime", regime, Regime::from_code).unwrap_or_default(),
            holidays: match holidays.trim() {
                "" => None,
                code => checking.choice("holidays", code, Region::from_code),
            },
        };
        both(checking, check::legal_entity(&details), Self::FIELDS)
    }
}

impl From<&LegalEntityDetails> for LegalEntityForm {
    fn from(details: &LegalEntityDetails) -> Self {
        let LegalEntityDetails {
            name,
            country,
            registration_number,
            vat_number,
            address: Address { street, postal_code, city },
            language,
            regime,
            holidays,
        } = details.clone();
        Self {
            name,
            country,
            registration_number: registration_number.unwrap_or_default(),
            vat_number: vat_number.unwrap_or_default(),
            street,
            postal_code,
            city,
            language: language.tag().to_owned(),
            regime: regime.code().to_owned(),
            holidays: holidays.map(|region| region.code().to_owned()).unwrap_or_default(),
        }
    }
}

impl SiteForm {
    /// The place that was typed, as it is kept.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(&self) -> Result<SiteDetails, Vec<FieldProblem>> {
        let Self { name, street, postal_code, city, country, notes } = self.clone();
        let address = Address { street, postal_code, city };
        let checked = check::site(&SiteDetails { name, address, country: filled(&country), notes });
        both(Checking::default(), checked, Self::FIELDS)
    }
}

impl From<&SiteDetails> for SiteForm {
    fn from(details: &SiteDetails) -> Self {
        let SiteDetails { name, address: Address { street, postal_code, city }, country, notes } = details.clone();
        Self { name, street, postal_code, city, country: country.unwrap_or_default(), notes }
    }
}

impl ContactForm {
    /// The person who was typed, as they are kept.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(&self) -> Result<ContactDetails, Vec<FieldProblem>> {
        let Self { name, role, email, phone, language, site } = self;
        let mut checking = Checking::default();
        let details = ContactDetails {
            name: name.clone(),
            role: checking.choice("role", role, ContactRole::from_code).unwrap_or_default(),
            email: filled(email),
            phone: filled(phone),
            language: checking.choice("language", language, Language::from_tag).unwrap_or_default(),
            site: checking.choice("site", site, |text| text.parse().ok()),
        };
        both(checking, check::contact(&details), Self::FIELDS)
    }
}

impl From<&ContactDetails> for ContactForm {
    fn from(details: &ContactDetails) -> Self {
        let ContactDetails { name, role, email, phone, language, site } = details.clone();
        Self {
            name,
            role: role.code().to_owned(),
            email: email.unwrap_or_default(),
            phone: phone.unwrap_or_default(),
            language: language.tag().to_owned(),
            site: site.map(|site| site.to_string()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_fills_the_form_from_which_it_is_read_again() {
        let details = CustomerDetails {
            country: Some("FR".into()),
            registration_number: Some("999534712".into()),
            payment_term: Some(PaymentTerm { days: 45, end_of_month: true }),
            notes: "a\nb".into(),
            ..CustomerDetails::named("Habitat Vallombreuse", Language::Fr)
        };
        assert_eq!(CustomerForm::from(&details).read(), Ok(details));
        let entity = LegalEntityDetails::named("Halvane", "FR");
        assert_eq!(LegalEntityForm::from(&entity).read(), Ok(entity));
    }

    #[test]
    fn problems_of_reading_and_of_checking_are_told_together() {
        let form = CustomerForm {
            payment_days: "soon".into(),
            language: "tlh".into(),
            owner: "nobody".into(),
            ..CustomerForm::default()
        };
        let problems = form.read().expect_err("accepted");
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["name", "owner", "language", "payment_days"]);
    }

    #[test]
    fn changes_name_the_fields_that_differ() {
        let before = CustomerForm { name: "A".into(), city: "Lyon".into(), ..CustomerForm::default() };
        let after = CustomerForm { name: "B".into(), ..before.clone() };
        let change = Change { field: "name".into(), before: "A".into(), after: "B".into() };
        assert_eq!(before.changes(&after), [change]);
        assert!(before.changes(&before).is_empty());
    }
}
