//! Whom one writes to that somebody comes.

use crate::{
    id::SiteId,
    party::{ContactDetails, ContactRole},
};

/// Whom of a customer's people a mail about a visit at a place goes to: of those with an address whoever belongs to the place,
/// else to no place in particular, and of these whoever receives the service first. Nobody of another place is written to.
pub fn told_by_mail(contacts: &[ContactDetails], site: Option<SiteId>) -> Option<&ContactDetails> {
    let rank = |contact: &ContactDetails| match contact.role {
        ContactRole::Technical => 0,
        ContactRole::Other => 1,
        ContactRole::Signatory => 2,
        ContactRole::Billing => 3,
    };
    let near = |contact: &ContactDetails| site.is_some() && contact.site == site;
    let reached = contacts.iter().filter(|contact| contact.email.is_some());
    reached
        .filter(|contact| near(contact) || contact.site.is_none())
        .min_by_key(|contact| (!near(contact), rank(contact)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use uuid::Uuid;

    fn contact(name: &str, role: ContactRole, site: Option<u128>, reached: bool) -> ContactDetails {
        ContactDetails {
            name: name.to_owned(),
            role,
            email: reached.then(|| format!("{name}@example.com")),
            phone: None,
            language: Language::En,
            site: site.map(|site| SiteId(Uuid::from_u128(site))),
        }
    }

    #[test]
    fn whoever_is_at_the_place_is_told_before_whoever_is_at_the_customer() {
        let all = [
            contact("accounts", ContactRole::Billing, None, true),
            contact("engineer", ContactRole::Technical, None, true),
            contact("porter", ContactRole::Other, Some(1), true),
            contact("caretaker", ContactRole::Technical, Some(2), false),
            contact("keeper", ContactRole::Technical, Some(3), true),
        ];
        let told = |site: Option<u128>| {
            told_by_mail(&all, site.map(|site| SiteId(Uuid::from_u128(site)))).map(|contact| contact.name.as_str())
        };
        assert_eq!(told(Some(1)), Some("porter"));
        assert_eq!(told(Some(2)), Some("engineer"), "the caretaker cannot be reached");
        assert_eq!(told(Some(3)), Some("keeper"));
        assert_eq!(told(None), Some("engineer"));
        assert_eq!(told_by_mail(&all[3..], Some(SiteId(Uuid::from_u128(1)))), None, "nobody of another place");
        assert_eq!(told_by_mail(&[], None), None);
    }
}
