//! The terms about dates that few contracts have: how notice is counted and sent, leaving early, the law that applies.

use crate::{
    calendar::{Day, Length, holiday::Week},
    party::Regime,
    term::NoticeBy,
};
use serde::{Deserialize, Serialize};

/// How a number of days of notice is counted. Weeks and months are calendar weeks and months in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// All days.
    #[default]
    Calendar,
    /// Monday to Friday without holidays (jours ouvrés).
    Working,
    /// Monday to Saturday without holidays (jours ouvrables).
    WorkingAndSaturday,
}

impl DayCount {
    /// All ways of counting, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Calendar, Self::Working, Self::WorkingAndSaturday];

    /// The days of a week that count, where not all do.
    pub const fn week(self) -> Option<Week> {
        match self {
            Self::Calendar => None,
            Self::Working => Some(Week::Five),
            Self::WorkingAndSaturday => Some(Week::Six),
        }
    }
}

/// Where the last day for notice goes if it is a weekend or a holiday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rolling {
    /// It stays.
    #[default]
    None,
    /// To the working day before.
    Before,
    /// To the next working day.
    After,
}

impl Rolling {
    /// All rules, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::None, Self::Before, Self::After];
}

/// What of a notice must happen by its last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeCounts {
    /// The other side has received it.
    #[default]
    Received,
    /// It has been sent.
    Sent,
}

impl NoticeCounts {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Received, Self::Sent];
}

/// By what means a notice is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// A registered letter.
    RegisteredLetter,
    /// An e-mail.
    Email,
    /// A portal of the other side.
    Portal,
}

impl Delivery {
    /// All means, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::RegisteredLetter, Self::Email, Self::Portal];
}

/// How many days before it must be received a notice is sent, by its means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DeliveryDays {
    /// By registered letter, 0 to 60.
    pub registered_letter: u16,
    /// By e-mail, 0 to 60.
    pub email: u16,
    /// By a portal, 0 to 60.
    pub portal: u16,
}

impl Default for DeliveryDays {
    fn default() -> Self {
        Self { registered_letter: 5, email: 1, portal: 1 }
    }
}

impl DeliveryDays {
    /// The days of a means.
    pub const fn of(self, delivery: Delivery) -> u16 {
        match delivery {
            Delivery::RegisteredLetter => self.registered_letter,
            Delivery::Email => self.email,
            Delivery::Portal => self.portal,
        }
    }
}

/// Until when a contract goes on after notice that no term holds back: one without a fixed end, or one that is left
/// early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEnds {
    /// The day on which the notice is complete.
    #[default]
    SameDay,
    /// The end of that month.
    EndOfMonth,
    /// The end of that calendar quarter.
    EndOfQuarter,
}

impl NoticeEnds {
    /// All rules, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::SameDay, Self::EndOfMonth, Self::EndOfQuarter];
}

/// The right to leave before the end of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BreakOption {
    /// Notice that it takes.
    pub notice: Length,
    /// The first day on which it may be used; `None` from the first day of the contract on.
    pub from: Option<Day>,
}

/// That one side left a contract before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EarlyNotice {
    /// Which side.
    pub by: NoticeBy,
    /// The day its notice was received by the other, or sent where the contract lets that count.
    pub on: Day,
}

/// Terms about dates besides term, renewal and notice; the default is a contract that says nothing of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DateTerms {
    /// How days of notice are counted.
    pub counting: DayCount,
    /// Where the last day for notice goes if it is a weekend or a holiday.
    pub rolling: Rolling,
    /// What must happen by the last day for notice.
    pub notice_counts: NoticeCounts,
    /// By what means notice is sent, where it is agreed or decided.
    pub delivery: Option<Delivery>,
    /// The days that delivery takes, 0 to 60, where they are others than the house allows for.
    pub delivery_days: Option<u16>,
    /// Until when the contract goes on after notice that no term holds back.
    pub notice_ends: NoticeEnds,
    /// The right to leave early, if there is one.
    pub break_option: Option<BreakOption>,
    /// The law that applies, where it is another than that of our company.
    pub regime: Option<Regime>,
}

/// A term that both sides agreed on and signed when the one before it neared its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AgreedTerm {
    /// The day of the last signature: it is not known before.
    pub signed_on: Day,
    /// The last day of the new term. Its first is the day after the term before it.
    pub last_day: Day,
}

/// A term that was made longer by an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extension {
    /// The day on which it was agreed: it is not known before.
    pub agreed_on: Day,
    /// The new last day of the term of that day; later terms count from it.
    pub until: Day,
}
