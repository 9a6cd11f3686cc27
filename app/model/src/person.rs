//! People who act in Avenant, and the roles they hold.

use crate::{
    calendar::{Day, Moment},
    id::PersonId,
    language::Language,
    refusal::{FieldProblem, Problem},
};
use serde::{Deserialize, Serialize};

/// What a person is here for; a person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// People, roles, settings, backup.
    Administrator,
    /// Dashboards and decisions over the whole portfolio.
    Manager,
    /// Templates, clauses, drafts, disputes.
    Legal,
    /// Billing, payments, leakage.
    Finance,
    /// Requests, negotiation, renewals of their customers.
    Sales,
    /// Visits and deliverables.
    Service,
    /// Reads everything until an expiry day; changes nothing.
    Auditor,
    /// Reads what is open to everyone.
    Viewer,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Administrator,
        Self::Manager,
        Self::Legal,
        Self::Finance,
        Self::Sales,
        Self::Service,
        Self::Auditor,
        Self::Viewer,
    ];
}

/// Fewest characters of a password (NIST SP 800-63B asks for at least 8; length beats composition).
pub const PASSWORD_LEAST: u32 = 12;
/// Most characters of a password, so that hashing one takes no longer than a sign-in should.
pub const PASSWORD_MOST: u32 = 200;
/// Most characters of a name or an e-mail address.
pub const NAME_MOST: u32 = 200;
/// Days for which the link of an invitation may be used.
pub const INVITATION_DAYS: i64 = 7;

/// What an administrator decides about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetails {
    /// Name as shown.
    pub name: String,
    /// E-mail address to sign in with; unique without regard to case, kept in lower case.
    pub email: String,
    /// Language of screens and letters.
    pub language: Language,
    /// What they are here for.
    pub roles: Vec<Role>,
    /// Last day on which they may sign in; an auditor always has one.
    pub expires_on: Option<Day>,
}

impl PersonDetails {
    /// The same as it is kept: without spaces around, the address in lower case, each role once and in order.
    pub fn tidy(mut self) -> Self {
        self.name = tidy_name(&self.name);
        self.email = self.email.trim().to_lowercase();
        self.roles.sort_unstable();
        self.roles.dedup();
        self
    }

    /// What cannot be accepted. `kept` is the expiry day that stands already: it may lie in the past, a new one not.
    pub fn problems(&self, today: Day, kept: Option<Day>) -> Vec<FieldProblem> {
        let auditor = self.roles.contains(&Role::Auditor);
        let roles = match self.roles.as_slice() {
            [] => Some(Problem::NotAChoice),
            [_, _, ..] if auditor => Some(Problem::AuditorAlone),
            _ => None,
        };
        let expiry = match self.expires_on {
            None if auditor => Some(Problem::Missing),
            Some(day) if day < today && self.expires_on != kept => Some(Problem::Before { day: today }),
            _ => None,
        };
        let all = [
            ("name", name_problem(&self.name)),
            ("email", email_problem(&self.email)),
            ("roles", roles),
            ("expires_on", expiry),
        ];
        all.into_iter().filter_map(|(field, problem)| Some(FieldProblem::new(field, problem?))).collect()
    }
}

/// A name without spaces around it and with single ones inside.
pub fn tidy_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with the name of a person, a team or an organisation.
pub fn name_problem(name: &str) -> Option<Problem> {
    if name.trim().is_empty() {
        return Some(Problem::Missing);
    }
    (name.chars().count() > NAME_MOST as usize).then_some(Problem::TooLong { most: NAME_MOST })
}

/// What is wrong with an e-mail address, as far as that can be seen without writing to it.
pub fn email_problem(email: &str) -> Option<Problem> {
    if let Some(problem) = name_problem(email) {
        return Some(problem);
    }
    let parts = email.trim().split_once('@');
    let is_address = parts.is_some_and(|(person, place)| {
        let odd = |char: char| char.is_whitespace() || char.is_control() || "@,;<>\"".contains(char);
        !person.is_empty() && !place.is_empty() && !person.contains(odd) && !place.contains(odd)
    });
    (!is_address).then_some(Problem::NotAnEmail)
}

/// What is wrong with a new password. Any characters will do: length is what counts.
pub fn password_problem(password: &str) -> Option<Problem> {
    match password.chars().count() {
        length if length < PASSWORD_LEAST as usize => Some(Problem::TooShort { least: PASSWORD_LEAST }),
        length if length > PASSWORD_MOST as usize => Some(Problem::TooLong { most: PASSWORD_MOST }),
        _ => None,
    }
}

/// Where a person stands: derived from facts, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// May sign in.
    Active,
    /// Was invited and has not chosen a password yet.
    Invited {
        /// Until when the link may be used.
        until: Moment,
        /// Whether that is over.
        lapsed: bool,
    },
    /// May no longer sign in, because the last day of their access has passed.
    Expired {
        /// That day.
        on: Day,
    },
    /// May no longer sign in, because an administrator decided so.
    Deactivated,
}

/// The facts from which a standing follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// Who it is.
    pub id: PersonId,
    /// What they are here for.
    pub roles: Vec<Role>,
    /// Whether no administrator has deactivated them.
    pub active: bool,
    /// Last day on which they may sign in.
    pub expires_on: Option<Day>,
    /// When they first came in; `None` as long as they are only invited.
    pub joined_at: Option<Moment>,
    /// Until when the link of their last invitation may be used.
    pub invited_until: Option<Moment>,
}

impl PersonFacts {
    /// Where they stand at a moment of a business day.
    pub fn standing(&self, today: Day, now: Moment) -> Standing {
        match (self.active, self.expires_on, self.joined_at) {
            (false, _, _) => Standing::Deactivated,
            (true, Some(on), _) if on < today => Standing::Expired { on },
            (true, _, Some(_)) => Standing::Active,
            (true, _, None) => {
                let until = self.invited_until.unwrap_or_default();
                Standing::Invited { until, lapsed: until < now }
            }
        }
    }

    /// Whether the organisation can rely on them to administer it: they came in, and their access has no end.
    fn keeps_the_house(&self) -> bool {
        self.active
            && self.expires_on.is_none()
            && self.joined_at.is_some()
            && self.roles.contains(&Role::Administrator)
    }
}

/// Whether somebody administers the organisation if these are its people. An administrator whose access ends on a
/// day, or who has not come in yet, does not count: the organisation would be locked out one day.
pub fn is_administered<'a>(people: impl IntoIterator<Item = &'a PersonFacts>) -> bool {
    people.into_iter().any(PersonFacts::keeps_the_house)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn noon(text: &str) -> Moment {
        day(text).and_hms_opt(12, 0, 0).expect("noon").and_utc()
    }

    fn details(roles: &[Role], expires_on: Option<&str>) -> PersonDetails {
        PersonDetails {
            name: "Ada".to_owned(),
            email: "ada@example.com".to_owned(),
            language: Language::En,
            roles: roles.to_vec(),
            expires_on: expires_on.map(day),
        }
    }

    fn problems_of(details: &PersonDetails, kept: Option<&str>) -> Vec<String> {
        let problems = details.problems(day("2026-11-22"), kept.map(day));
        problems.into_iter().map(|problem| format!("{} {:?}", problem.field, problem.problem)).collect()
    }

    fn facts(roles: &[Role]) -> PersonFacts {
        PersonFacts {
            id: PersonId(Uuid::nil()),
            roles: roles.to_vec(),
            active: true,
            expires_on: None,
            joined_at: Some(noon("2026-01-01")),
            invited_until: None,
        }
    }

    #[test]
    fn an_auditor_has_an_expiry_day_and_no_other_role() {
        use Role::{Auditor, Finance, Legal};
        assert!(problems_of(&details(&[Auditor], Some("2026-11-22")), None).is_empty());
        assert!(problems_of(&details(&[Legal, Finance], None), None).is_empty());
        assert_eq!(problems_of(&details(&[Auditor], None), None), ["expires_on Missing"]);
        assert_eq!(problems_of(&details(&[Auditor, Finance], Some("2027-01-01")), None), ["roles AuditorAlone"]);
        assert_eq!(problems_of(&details(&[], None), None), ["roles NotAChoice"]);
    }

    #[test]
    fn a_new_expiry_day_is_not_past_but_an_old_one_stays() {
        let passed = details(&[Role::Auditor], Some("2026-11-21"));
        assert_eq!(problems_of(&passed, None), ["expires_on Before { day: 2026-11-22 }"]);
        assert_eq!(problems_of(&passed, Some("2026-11-20")), ["expires_on Before { day: 2026-11-22 }"]);
        assert!(problems_of(&passed, Some("2026-11-21")).is_empty());
    }

    #[test]
    fn details_are_kept_tidy() {
        let loose = PersonDetails {
            name: "  Ada \t Lovelace ".to_owned(),
            email: " Ada@Example.COM ".to_owned(),
            roles: vec![Role::Finance, Role::Legal, Role::Finance],
            ..PersonDetails::default()
        };
        let tidy = loose.tidy();
        assert_eq!((tidy.name.as_str(), tidy.email.as_str()), ("Ada Lovelace", "ada@example.com"));
        assert_eq!(tidy.roles, [Role::Legal, Role::Finance]);
    }

    #[test]
    fn an_e_mail_address_has_a_person_and_a_place() {
        for (email, fine) in [
            ("ada@example.com", true),
            ("张伟@例子.中国", true),
            ("ada@localhost", true),
            ("", false),
            ("ada", false),
            ("@example.com", false),
            ("ada@", false),
            ("ada@b@c", false),
            ("ada lovelace@example.com", false),
            ("ada@example.com,eve@example.com", false),
            ("ada@example.com\r\nbcc:eve", false),
        ] {
            assert_eq!(email_problem(email).is_none(), fine, "{email}");
        }
    }

    #[test]
    fn a_password_is_long_in_characters_of_any_script() {
        assert_eq!(password_problem("elevenchars"), Some(Problem::TooShort { least: 12 }));
        assert_eq!(password_problem("twelve chars"), None);
        assert_eq!(password_problem("合同续约提前通知十二个字"), None);
        assert_eq!(password_problem(&"a".repeat(201)), Some(Problem::TooLong { most: 200 }));
    }

    #[test]
    fn a_standing_follows_from_facts() {
        let (today, now) = (day("2026-11-22"), noon("2026-11-22"));
        let whole = facts(&[Role::Legal]);
        assert_eq!(whole.standing(today, now), Standing::Active);
        let last_day = PersonFacts { expires_on: Some(today), ..whole.clone() };
        assert_eq!(last_day.standing(today, now), Standing::Active);
        let on = day("2026-11-21");
        let expired = PersonFacts { expires_on: Some(on), ..whole.clone() };
        assert_eq!(expired.standing(today, now), Standing::Expired { on });
        let until = noon("2026-11-23");
        let invited = PersonFacts { joined_at: None, invited_until: Some(until), ..whole.clone() };
        assert_eq!(invited.standing(today, now), Standing::Invited { until, lapsed: false });
        assert_eq!(invited.standing(today, noon("2026-11-24")), Standing::Invited { until, lapsed: true });
        let gone = PersonFacts { active: false, ..invited };
        assert_eq!(gone.standing(today, now), Standing::Deactivated);
    }

    #[test]
    fn an_organisation_is_administered_by_somebody_who_came_to_stay() {
        let ada = facts(&[Role::Administrator]);
        assert!(is_administered([&ada, &facts(&[Role::Manager])]));
        for nobody in [
            facts(&[Role::Manager]),
            PersonFacts { active: false, ..ada.clone() },
            PersonFacts { expires_on: Some(Day::MAX), ..ada.clone() },
            PersonFacts { joined_at: None, ..ada.clone() },
        ] {
            assert!(!is_administered([&nobody]), "{nobody:?}");
        }
    }
}
