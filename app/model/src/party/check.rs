//! What may stand in the fields of a party; what is accepted comes out tidied, as it is kept.

use super::{
    Address, ContactDetails, CustomerDetails, LegalEntityDetails, SiteDetails,
    identifier::{self, Checked},
};
use crate::{
    contract::PaymentTerm,
    refusal::{FieldProblem, Problem},
};

/// Most characters of a name.
pub const NAME_MOST: u32 = 200;
/// Most characters of the street lines of an address.
pub const STREET_MOST: u32 = 500;
/// Most characters of a postal code.
pub const POSTAL_CODE_MOST: u32 = 20;
/// Most characters of a town.
pub const CITY_MOST: u32 = 100;
/// Most characters of an address on the web.
pub const WEBSITE_MOST: u32 = 200;
/// Most characters of an e-mail address (RFC 5321, 4.5.3.1.3).
pub const EMAIL_MOST: u32 = 254;
/// Most characters of a telephone number with its extension.
pub const PHONE_MOST: u32 = 40;
/// Most characters of notes.
pub const NOTES_MOST: u32 = 5_000;
/// Most days in which an invoice may be due.
pub const PAYMENT_DAYS_MOST: u16 = 365;

/// Tidies fields one after another and keeps what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Checking {
    problems: Vec<FieldProblem>,
}

impl Checking {
    pub(super) fn problem(&mut self, field: &str, problem: Problem) {
        self.problems.push(FieldProblem::new(field, problem));
    }

    /// The value, unless anything was wrong.
    pub(super) fn done<T>(self, value: T) -> Result<T, Vec<FieldProblem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }

    fn text(&mut self, field: &str, text: &str, most: u32) -> String {
        let tidy: String = text.trim().chars().filter(|char| !char.is_control() || *char == '\n').collect();
        if tidy.chars().nth(most as usize).is_some() {
            self.problem(field, Problem::TooLong { most });
        }
        tidy
    }

    fn name(&mut self, name: &str) -> String {
        let tidy = self.text("name", name, NAME_MOST).split_whitespace().collect::<Vec<_>>().join(" ");
        if tidy.is_empty() {
            self.problem("name", Problem::Missing);
        }
        tidy
    }

    fn address(&mut self, address: &Address) -> Address {
        let Address { street, postal_code, city } = address;
        Address {
            street: self.text("street", street, STREET_MOST),
            postal_code: self.text("postal_code", postal_code, POSTAL_CODE_MOST),
            city: self.text("city", city, CITY_MOST),
        }
    }

    fn country(&mut self, country: &str) -> Option<String> {
        let code = country.trim().to_ascii_uppercase();
        if code.is_empty() {
            return None;
        }
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.problem("country", Problem::NotAChoice);
        }
        Some(code)
    }

    fn number(&mut self, field: &str, typed: Option<&String>, rule: impl Fn(&str) -> Checked) -> Option<String> {
        let typed = typed.filter(|typed| !typed.trim().is_empty())?;
        match rule(typed) {
            Ok(number) => Some(number),
            Err(problem) => {
                self.problem(field, Problem::NotAnIdentifier(problem));
                None
            }
        }
    }

    fn website(&mut self, typed: Option<&String>) -> Option<String> {
        let text = self.text("website", typed?, WEBSITE_MOST);
        if text.is_empty() {
            return None;
        }
        // Only addresses of the web: a link with another scheme could run a script.
        let whole = match text.split_once("://") {
            Some((scheme, rest)) => format!("{}://{rest}", scheme.to_ascii_lowercase()),
            None => format!("https://{text}"),
        };
        let host = whole.strip_prefix("https://").or_else(|| whole.strip_prefix("http://")).unwrap_or_default();
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let has_name = host.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && !rest.is_empty());
        if !has_name || whole.contains(|char: char| char.is_whitespace() || ['"', '<', '>', '\\'].contains(&char)) {
            self.problem("website", Problem::NotAWebAddress);
        }
        Some(whole)
    }

    fn email(&mut self, typed: Option<&String>) -> Option<String> {
        let text = self.text("email", typed?, EMAIL_MOST);
        if text.is_empty() {
            return None;
        }
        let parts = text.rsplit_once('@');
        let whole = parts.is_some_and(|(local, domain)| {
            !local.is_empty() && domain.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && !rest.is_empty())
        });
        if !whole || text.contains(|char: char| char.is_whitespace() || ['<', '>', ',', ';'].contains(&char)) {
            self.problem("email", Problem::NotAnEmail);
        }
        Some(text)
    }

    fn phone(&mut self, typed: Option<&String>) -> Option<String> {
        let text = self.text("phone", typed?, PHONE_MOST);
        if text.is_empty() {
            return None;
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let others = text.chars().all(|char| char.is_ascii_digit() || " +-./()#*x".contains(char));
        if digits < 3 || !others {
            self.problem("phone", Problem::NotAPhoneNumber);
        }
        Some(text)
    }

    fn payment_term(&mut self, term: Option<PaymentTerm>) -> Option<PaymentTerm> {
        if term.is_some_and(|term| term.days > PAYMENT_DAYS_MOST) {
            self.problem("payment_days", Problem::OutOfRange { least: 0, most: PAYMENT_DAYS_MOST.into() });
        }
        term
    }
}

/// A customer as it is kept.
///
/// # Errors
/// What is wrong, by the field's name in forms.
pub fn customer(details: &CustomerDetails) -> Result<CustomerDetails, Vec<FieldProblem>> {
    let CustomerDetails {
        name,
        country,
        registration_number,
        vat_number,
        address,
        website,
        language,
        owner,
        payment_term,
        notes,
    } = details;
    let mut checking = Checking::default();
    let name = checking.name(name);
    let country = checking.country(country.as_deref().unwrap_or_default());
    let of = country.as_deref();
    let tidy = CustomerDetails {
        name,
        registration_number: checking.number("registration_number", registration_number.as_ref(), |typed| {
            identifier::registration_number(of, typed)
        }),
        vat_number: checking.number("vat_number", vat_number.as_ref(), |typed| identifier::vat_number(of, typed)),
        address: checking.address(address),
        website: checking.website(website.as_ref()),
        language: *language,
        owner: *owner,
        payment_term: checking.payment_term(*payment_term),
        notes: checking.text("notes", notes, NOTES_MOST),
        country,
    };
    checking.done(tidy)
}

/// One of our companies as it is kept.
///
/// # Errors
/// What is wrong, by the field's name in forms.
pub fn legal_entity(details: &LegalEntityDetails) -> Result<LegalEntityDetails, Vec<FieldProblem>> {
    let LegalEntityDetails { name, country, registration_number, vat_number, address, language, regime, holidays } =
        details;
    let mut checking = Checking::default();
    let name = checking.name(name);
    let country = checking.country(country);
    if country.is_none() {
        checking.problem("country", Problem::Missing);
    }
    let of = country.as_deref();
    let tidy = LegalEntityDetails {
        name,
        registration_number: checking.number("registration_number", registration_number.as_ref(), |typed| {
            identifier::registration_number(of, typed)
        }),
        vat_number: checking.number("vat_number", vat_number.as_ref(), |typed| identifier::vat_number(of, typed)),
        address: checking.address(address),
        language: *language,
        regime: *regime,
        holidays: *holidays,
        country: country.unwrap_or_default(),
    };
    checking.done(tidy)
}

/// A place as it is kept.
///
/// # Errors
/// What is wrong, by the field's name in forms.
pub fn site(details: &SiteDetails) -> Result<SiteDetails, Vec<FieldProblem>> {
    let SiteDetails { name, address, country, notes } = details;
    let mut checking = Checking::default();
    let tidy = SiteDetails {
        name: checking.name(name),
        address: checking.address(address),
        country: checking.country(country.as_deref().unwrap_or_default()),
        notes: checking.text("notes", notes, NOTES_MOST),
    };
    checking.done(tidy)
}

/// A person at a customer as they are kept.
///
/// # Errors
/// What is wrong, by the field's name in forms.
pub fn contact(details: &ContactDetails) -> Result<ContactDetails, Vec<FieldProblem>> {
    let ContactDetails { name, role, email, phone, language, site } = details;
    let mut checking = Checking::default();
    let tidy = ContactDetails {
        name: checking.name(name),
        role: *role,
        email: checking.email(email.as_ref()),
        phone: checking.phone(phone.as_ref()),
        language: *language,
        site: *site,
    };
    checking.done(tidy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::Language, party::ContactRole};

    fn named(name: &str) -> CustomerDetails {
        CustomerDetails::named(name, Language::En)
    }

    fn problems(details: &CustomerDetails) -> Vec<(String, Problem)> {
        let problems = customer(details).expect_err("accepted");
        problems.into_iter().map(|problem| (problem.field, problem.problem)).collect()
    }

    #[test]
    fn what_is_accepted_is_tidied_and_then_stays() {
        let typed = CustomerDetails {
            name: "  Habitat \t Vallombreuse ".into(),
            country: Some("fr".into()),
            registration_number: Some("999 534 712".into()),
            vat_number: Some("80 999 534 712".into()),
            website: Some("vallombreuse.example".into()),
            notes: " Gate code at the desk\r\nAsk for the caretaker ".into(),
            ..named("")
        };
        let kept = customer(&typed).expect("accepted");
        assert_eq!(kept.name, "Habitat Vallombreuse");
        assert_eq!(kept.country.as_deref(), Some("FR"));
        assert_eq!(kept.registration_number.as_deref(), Some("999534712"));
        assert_eq!(kept.vat_number.as_deref(), Some("FR80999534712"));
        assert_eq!(kept.website.as_deref(), Some("https://vallombreuse.example"));
        assert_eq!(kept.notes, "Gate code at the desk\nAsk for the caretaker");
        assert_eq!(customer(&kept), Ok(kept));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        assert_eq!(problems(&named(" ")), [("name".to_owned(), Problem::Missing)]);
        assert_eq!(problems(&named(&"é".repeat(201))), [("name".to_owned(), Problem::TooLong { most: 200 })]);
        let country = CustomerDetails { country: Some("France".into()), ..named("A") };
        assert_eq!(problems(&country), [("country".to_owned(), Problem::NotAChoice)]);
        let term = PaymentTerm { days: 366, end_of_month: false };
        let term = CustomerDetails { payment_term: Some(term), ..named("A") };
        let range = Problem::OutOfRange { least: 0, most: 365 };
        assert_eq!(problems(&term), [("payment_days".to_owned(), range)]);
        let number =
            CustomerDetails { country: Some("FR".into()), registration_number: Some("999534713".into()), ..named("A") };
        assert!(matches!(problems(&number).as_slice(), [(_, Problem::NotAnIdentifier(_))]));
    }

    #[test]
    fn a_website_is_one_of_the_web() {
        for bad in
            ["javascript:alert(1)", "javascript://example.com/%0aalert(1)", "data:text/html,x", "a b.com", "intern"]
        {
            let details = CustomerDetails { website: Some(bad.into()), ..named("A") };
            assert_eq!(problems(&details), [("website".to_owned(), Problem::NotAWebAddress)], "{bad}");
        }
        for (typed, kept) in
            [("HTTP://example.com/a?b", "http://example.com/a?b"), ("example.com", "https://example.com")]
        {
            let details = CustomerDetails { website: Some(typed.into()), ..named("A") };
            assert_eq!(customer(&details).expect("accepted").website.as_deref(), Some(kept));
        }
    }

    #[test]
    fn a_contact_can_be_reached_as_written() {
        let contact_with = |email: &str, phone: &str| {
            contact(&ContactDetails {
                name: "Zoé".into(),
                role: ContactRole::Billing,
                email: Some(email.into()),
                phone: Some(phone.into()),
                language: Language::Fr,
                site: None,
            })
        };
        for (email, phone) in [("zoe@example.com", "+33 (0)1 02 03 04 05"), ("", ""), ("z.o+e@a.example.org", "112")] {
            assert!(contact_with(email, phone).is_ok(), "{email} {phone}");
        }
        for email in ["zoe", "zoe@", "@example.com", "zoe@example", "a b@example.com", "a@b.com,c@d.com"] {
            assert_eq!(contact_with(email, "").map_err(|all| all.len()), Err(1), "{email}");
        }
        for phone in ["12", "call me", "01 02 <b>"] {
            assert_eq!(contact_with("", phone).map_err(|all| all.len()), Err(1), "{phone}");
        }
    }

    #[test]
    fn one_of_our_companies_has_a_country() {
        let nowhere = LegalEntityDetails::named("Halvane", "");
        let problems = legal_entity(&nowhere).expect_err("accepted");
        assert_eq!(problems, [FieldProblem::new("country", Problem::Missing)]);
        assert!(legal_entity(&LegalEntityDetails::named("Halvane", "FR")).is_ok());
    }
}
