//! Notifications: what somebody is told, where it leads, and how each person wants to hear of it.

use crate::{
    calendar::Day,
    id::ContractId,
    key_date::KeyDateKind,
    money::Money,
    reminder::{Means, Step},
    renewal::RenewalDecision,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A key date nears, is here, or has passed.
    KeyDate(DateNotice),
    /// Something happened to a renewal.
    Renewal(RenewalNotice),
}

/// What is told of a renewal, as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalNotice {
    /// What happened.
    pub news: RenewalNews,
    /// Of which contract.
    pub contract: ContractId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The customer's name.
    pub customer: String,
    /// What the new term is worth.
    pub amount: Option<Money>,
    /// The first day of the new term.
    pub first_on: Day,
    /// The day by which to have decided.
    pub decide_by: Day,
}

/// What people are told of a renewal besides its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalNews {
    /// Its days became others, so that what had been decided is none any more.
    Moved,
    /// Somebody decided, and a second person has to confirm it.
    AwaitsSecond(RenewalDecision),
    /// A second person confirmed it.
    Confirmed(RenewalDecision),
    /// A second person did not confirm it.
    Declined(RenewalDecision),
    /// The new term began by itself or because both sides signed; with what had been decided.
    Renewed(Option<RenewalDecision>),
    /// The contract ends without it.
    Ended,
}

impl RenewalNews {
    /// Stable text for keys and programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::AwaitsSecond(_) => "awaits_second",
            Self::Confirmed(_) => "confirmed",
            Self::Declined(_) => "declined",
            Self::Renewed(_) => "renewed",
            Self::Ended => "ended",
        }
    }

    /// The kind of key date with whose mails it goes.
    const fn goes_with(self) -> KeyDateKind {
        match self {
            Self::Moved | Self::AwaitsSecond(_) | Self::Confirmed(_) | Self::Declined(_) => {
                KeyDateKind::DecisionDeadline
            }
            Self::Renewed(_) => KeyDateKind::Renewal,
            Self::Ended => KeyDateKind::End,
        }
    }
}

/// What is told of a key date, as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateNotice {
    /// What happens.
    pub kind: KeyDateKind,
    /// What it is about; nothing in what was told before this was kept.
    #[serde(default)]
    pub subject: Option<Uuid>,
    /// When.
    pub day: Day,
    /// Of which contract.
    pub contract: ContractId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The customer's name.
    pub customer: String,
    /// What it is about in somebody's words; empty for the days of a contract's terms.
    pub label: String,
    /// The money that hangs on it.
    pub amount: Option<Money>,
    /// Which telling it is.
    pub step: Step,
}

impl Notice {
    /// What one unsubscribes from.
    pub const fn kind(&self) -> KeyDateKind {
        match self {
            Self::KeyDate(notice) => notice.kind,
            Self::Renewal(notice) => notice.news.goes_with(),
        }
    }

    /// The contract that it is about; whoever may not see it is not told.
    pub const fn contract(&self) -> Option<ContractId> {
        match self {
            Self::KeyDate(notice) => Some(notice.contract),
            Self::Renewal(notice) => Some(notice.contract),
        }
    }

    /// The page where it is seen to, as a path of ours.
    pub fn leads_to(&self) -> String {
        match self {
            Self::Renewal(notice) => format!("/contracts/{}/renewal", notice.number),
            Self::KeyDate(notice) => notice.kind.leads_to(&notice.number, notice.subject),
        }
    }
}

/// When somebody has their mails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailRhythm {
    /// As soon as there is something.
    #[default]
    Immediate,
    /// Once a day, from an hour on, all together.
    Daily(u8),
}

/// How a person wants to hear of things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// When mails come.
    pub rhythm: MailRhythm,
    /// Of what no mail comes.
    pub no_mail: Vec<KeyDateKind>,
    /// Of what nothing comes at all, except what is escalated.
    pub off: Vec<KeyDateKind>,
}

/// How somebody hears of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// On the page of notifications and by mail.
    AppAndMail,
    /// On the page of notifications alone.
    App,
    /// Not at all.
    Off,
}

impl Heard {
    /// All ways, in the order of the form.
    pub const ALL: [Self; 3] = [Self::AppAndMail, Self::App, Self::Off];

    /// Stable text for forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AppAndMail => "app_and_mail",
            Self::App => "app",
            Self::Off => "off",
        }
    }

    /// The way with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|heard| heard.code() == code)
    }
}

impl Choice {
    /// How the person hears of a kind of thing where the rule says nothing else.
    pub fn of(&self, kind: KeyDateKind) -> Heard {
        if self.off.contains(&kind) {
            Heard::Off
        } else if self.no_mail.contains(&kind) {
            Heard::App
        } else {
            Heard::AppAndMail
        }
    }

    /// The same choice with another one for a kind.
    pub fn with(mut self, kind: KeyDateKind, heard: Heard) -> Self {
        self.no_mail.retain(|each| *each != kind);
        self.off.retain(|each| *each != kind);
        match heard {
            Heard::AppAndMail => {}
            Heard::App => self.no_mail.push(kind),
            Heard::Off => self.off.push(kind),
        }
        self.no_mail.sort_unstable();
        self.off.sort_unstable();
        self
    }

    /// How the person hears of a notice that is told by some means. What is escalated cannot be switched off: it would be
    /// seen by nobody.
    pub fn heard(&self, kind: KeyDateKind, means: Means, escalated: bool) -> Heard {
        match (self.of(kind), means) {
            (Heard::Off, _) if escalated => Heard::App,
            (Heard::AppAndMail, Means::App) => Heard::App,
            (heard, _) => heard,
        }
    }

    /// Whether mails come at an hour of the day.
    pub const fn mails_at(&self, hour: u8) -> bool {
        match self.rhythm {
            MailRhythm::Immediate => true,
            MailRhythm::Daily(from) => from <= hour,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_switches_off_reaches_them_only_when_it_is_escalated() {
        let choice = Choice::default().with(KeyDateKind::Visit, Heard::Off).with(KeyDateKind::End, Heard::App);
        for (kind, means, escalated, heard) in [
            (KeyDateKind::Visit, Means::AppAndMail, false, Heard::Off),
            (KeyDateKind::Visit, Means::AppAndMail, true, Heard::App),
            (KeyDateKind::End, Means::AppAndMail, false, Heard::App),
            (KeyDateKind::End, Means::AppAndMail, true, Heard::App),
            (KeyDateKind::Renewal, Means::AppAndMail, false, Heard::AppAndMail),
            (KeyDateKind::Renewal, Means::App, true, Heard::App),
        ] {
            assert_eq!(choice.heard(kind, means, escalated), heard, "{kind:?} {means:?} {escalated}");
        }
        let again = choice.with(KeyDateKind::Visit, Heard::AppAndMail);
        assert_eq!((again.of(KeyDateKind::Visit), again.off.len()), (Heard::AppAndMail, 0));
    }

    #[test]
    fn what_was_told_before_its_subject_was_kept_leads_to_the_contract() {
        let told = |kind: &str, subject: &str| -> Notice {
            let text = format!(
                r#"{{"key_date":{{"kind":"{kind}",{subject}"day":"2026-03-01","contract":"{}","number":"C-2026-0001",
                "title":"Lifts","customer":"Riverside","label":"","amount":null,"step":{{"before":14}}}}}}"#,
                Uuid::nil()
            );
            serde_json::from_str(&text).expect("a notice")
        };
        let subject = Uuid::from_u128(7);
        let known = format!(r#""subject":"{subject}","#);
        assert_eq!(told("visit", "").leads_to(), "/contracts/C-2026-0001/visits");
        assert_eq!(told("visit", &known).leads_to(), format!("/visits/{subject}"));
        assert_eq!(told("milestone", "").leads_to(), "/contracts/C-2026-0001/obligations");
        assert_eq!(told("end", &known).leads_to(), "/contracts/C-2026-0001");
    }

    #[test]
    fn a_daily_mail_comes_from_its_hour_on() {
        let daily = Choice { rhythm: MailRhythm::Daily(8), ..Choice::default() };
        assert!(!daily.mails_at(7) && daily.mails_at(8) && daily.mails_at(23));
        assert!(Choice::default().mails_at(0));
    }
}
