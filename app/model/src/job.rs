//! Jobs: work that is done behind the pages, how often it is tried, and how long is waited in between.

use serde::{Deserialize, Serialize};

/// Work that is done behind the pages. Each calls one operation and may run twice without harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobName {
    /// What each business day brings: dates, ledgers, findings.
    Nightly,
    /// Ledgers, matches and findings are judged anew by changed settings.
    JudgeAnew,
    /// Everybody is told of the key dates of a day.
    Remind,
    /// What waits for a mail is put into one.
    GatherMail,
    /// One mail is sent.
    SendMail,
}

/// Which jobs run one after the other. What takes minutes must not keep letters waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// What goes over every contract.
    Whole,
    /// What is done in moments.
    Short,
}

impl Lane {
    /// All lanes.
    pub const ALL: [Self; 2] = [Self::Whole, Self::Short];
}

impl JobName {
    /// All jobs.
    pub const ALL: [Self; 5] = [Self::Nightly, Self::JudgeAnew, Self::Remind, Self::GatherMail, Self::SendMail];

    /// Stable text for storage and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nightly => "nightly",
            Self::JudgeAnew => "judge_anew",
            Self::Remind => "remind",
            Self::GatherMail => "gather_mail",
            Self::SendMail => "send_mail",
        }
    }

    /// The job with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.code() == code)
    }

    /// Among which jobs it runs.
    pub const fn lane(self) -> Lane {
        match self {
            Self::Nightly | Self::JudgeAnew | Self::Remind => Lane::Whole,
            Self::GatherMail | Self::SendMail => Lane::Short,
        }
    }

    /// Seconds to wait after a try that failed, from the first; after the last of them the job is dead until somebody
    /// has it tried again.
    pub const fn pauses(self) -> &'static [u32] {
        match self {
            // Until the next business day there will be another one of the night.
            Self::Nightly | Self::JudgeAnew | Self::Remind | Self::GatherMail => {
                &[60, 300, 900, 3_600, 3_600, 3_600, 7_200, 7_200]
            }
            // A server of mails that is away for a whole day finds everything on its return.
            Self::SendMail => &[60, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 21_600, 21_600, 21_600],
        }
    }

    /// How long to wait after so many tries have failed; `None` where there have been enough.
    pub fn pause_after(self, attempts: u32) -> Option<u32> {
        self.pauses().get(usize::try_from(attempts.max(1)).ok()? - 1).copied()
    }
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits for its time, or for its next try.
    Waiting,
    /// A program is doing it.
    Running,
    /// It is done.
    Done,
    /// It was tried often enough and waits for a person.
    Dead,
}

impl JobState {
    /// All states, in the order in which they need looking at.
    pub const ALL: [Self; 4] = [Self::Dead, Self::Running, Self::Waiting, Self::Done];

    /// Stable text for storage and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }

    /// The state with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_states_are_known_by_their_codes() {
        for name in JobName::ALL {
            assert_eq!(JobName::from_code(name.code()), Some(name));
        }
        for state in JobState::ALL {
            assert_eq!(JobState::from_code(state.code()), Some(state));
        }
        assert_eq!((JobName::from_code(""), JobState::from_code("")), (None, None));
    }

    #[test]
    fn each_wait_is_at_least_as_long_as_the_one_before_and_the_last_try_is_the_end() {
        for name in JobName::ALL {
            let pauses = name.pauses();
            assert!(pauses.is_sorted() && !pauses.is_empty(), "{name:?}");
            let tries = u32::try_from(pauses.len()).expect("a small number");
            assert_eq!(name.pause_after(1), pauses.first().copied());
            assert_eq!(name.pause_after(tries), pauses.last().copied());
            assert_eq!(name.pause_after(tries + 1), None);
        }
    }

    #[test]
    fn a_mail_is_tried_for_more_than_a_day() {
        let hours = JobName::SendMail.pauses().iter().sum::<u32>() / 3_600;
        assert!((25..48).contains(&hours), "{hours}");
    }
}
