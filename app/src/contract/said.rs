//! What the dates of a contract say to the reader, and what a notice would achieve. The server says it: the rules and
//! their sentences are many, so no browser loads either.

use model::{calendar::Day, lifeline::Fate};
use serde::{Deserialize, Serialize};

/// The dates of a contract in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatesSaid {
    /// The current term by its name, and its days.
    pub term: Option<(String, String)>,
    /// The days that matter.
    pub dates: Vec<DateSaid>,
    /// What is missing for a full answer.
    pub gaps: Vec<String>,
}

/// A day with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateSaid {
    /// What happens on it.
    pub name: String,
    /// The day.
    pub day: Day,
    /// The steps to it.
    pub why: Vec<String>,
}

/// What needs doing next about a contract, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextSaid {
    /// What lies ahead.
    pub situation: Vec<String>,
    /// What our notice of today would achieve.
    pub given: String,
    /// What the customer's notice of today would achieve.
    pub received: String,
    /// What a notice of today to leave early would achieve; `None` where the contract has no break option, or somebody made
    /// use of it.
    pub early: Option<String>,
    /// Whether too little is known to say when notice would end the contract.
    pub endless: bool,
}

/// A mark of the lifeline for what was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeMark {
    /// The first day it is about.
    pub day: Day,
    /// Whether it is about obligations; else about visits.
    pub duty: bool,
    /// What became of it.
    pub fate: Fate,
    /// What it is called.
    pub name: String,
    /// What there is to know of it.
    pub text: String,
}

#[cfg(feature = "ssr")]
pub use server::{dates, early, life, next, outcome};

#[cfg(feature = "ssr")]
mod server {
    use super::{DateSaid, DatesSaid, LifeMark, NextSaid};
    use crate::{
        words,
        words::{Text, Words, contract_page, lifeline, notice_page as say},
    };
    use model::{
        calendar::Day,
        contract::{Renewal, TermLength},
        lifeline::{Fate, Stretch, stretches},
        term::{Dated, KeyDates, NoticeBy, Phase, Practice, Why, judge_early, judge_notice, notice_day_problem},
        view::{ContractLife, ContractSheet},
    };

    /// The dates that matter, each with its reasons.
    pub fn dates(w: Words, dates: &KeyDates) -> DatesSaid {
        let term = dates.term.map(|term| {
            let text = match term.period() {
                Some(period) => w.period(period),
                None => w.with(contract_page::SINCE, &[("day", &w.day(term.first))]),
            };
            (w.with(contract_page::CURRENT_TERM, &[("number", &term.number.to_string())]), text)
        });
        let (early, told) = (dates.early.as_ref(), dates.customer_notice.as_ref());
        let rows: [(Text, Option<&Dated>); 10] = [
            (contract_page::ENDS, dates.ends_on.as_ref()),
            (contract_page::RENEWS_ON, dates.renews_on.as_ref()),
            (contract_page::NOTICE_DEADLINE, dates.notice_deadline.as_ref()),
            (contract_page::SEND_BY, dates.send_by.as_ref()),
            (contract_page::DECISION_DEADLINE, dates.decision_deadline.as_ref()),
            (contract_page::EARLY_FROM, early.map(|early| &early.from)),
            (contract_page::EARLY_END, early.map(|early| &early.ends_on)),
            (contract_page::TELL_FROM, told.map(|told| &told.opens)),
            (contract_page::TELL_UNTIL, told.map(|told| &told.closes)),
            (contract_page::FREE_SINCE, dates.free_since.as_ref()),
        ];
        let said = |(name, dated): (Text, Option<&Dated>)| {
            let dated = dated?;
            let why = dated.why.iter().map(|why| words::term::why(w, why)).collect();
            Some(DateSaid { name: w.t(name).to_owned(), day: dated.day, why })
        };
        DatesSaid {
            term,
            dates: rows.into_iter().filter_map(said).collect(),
            gaps: dates.gaps.iter().map(|gap| words::term::gap(w, *gap).to_owned()).collect(),
        }
    }

    /// What notice of a side on a day would achieve, or why it cannot be recorded.
    pub fn outcome(w: Words, sheet: &ContractSheet, practice: &Practice, by: NoticeBy, on: Day) -> String {
        match notice_day_problem(&sheet.details, on, sheet.day) {
            Some(problem) => words::refusal::problem(w, &problem),
            None => say::outcome(w, on, &judge_notice(&sheet.details, &sheet.facts, practice, by, on)),
        }
    }

    /// The marks of what was promised, few enough to be drawn.
    pub fn life(w: Words, life: ContractLife) -> Vec<LifeMark> {
        fn marks<T>(
            duty: bool,
            promised: impl Iterator<Item = (Day, Option<Fate>, T)>,
            said: impl Fn(&Stretch<T>) -> (String, String),
        ) -> Vec<LifeMark> {
            let promised = promised.filter_map(|(day, fate, what)| Some((day, fate?, what))).collect();
            let mark = |stretch: Stretch<T>| {
                let (name, text) = said(&stretch);
                LifeMark { day: stretch.day, duty, fate: stretch.fate(), name, text }
            };
            stretches(promised).into_iter().map(mark).collect()
        }
        let ContractLife { visits, obligations } = life;
        let visits = visits.into_iter().map(|(day, state, what)| (day, Fate::of_visit(state), (state, what)));
        let due = obligations.into_iter().map(|(day, state, what)| (day, Fate::of_obligation(state), (state, what)));
        let mut all = marks(false, visits, |stretch| lifeline::visits(w, stretch));
        all.extend(marks(true, due, |stretch| lifeline::obligations(w, stretch)));
        all
    }

    /// What a notice to leave early of a day would achieve, or why it cannot be recorded.
    pub fn early(w: Words, sheet: &ContractSheet, practice: &Practice, on: Day) -> String {
        match notice_day_problem(&sheet.details, on, sheet.day) {
            Some(problem) => words::refusal::problem(w, &problem),
            None => say::early_outcome(w, on, &judge_early(&sheet.details, &sheet.facts, practice, on)),
        }
    }

    /// What needs doing next.
    pub fn next(w: Words, sheet: &ContractSheet, practice: &Practice) -> NextSaid {
        let of = |by| judge_notice(&sheet.details, &sheet.facts, practice, by, sheet.day);
        NextSaid {
            situation: situation(w, sheet),
            given: outcome(w, sheet, practice, NoticeBy::Us, sheet.day),
            received: outcome(w, sheet, practice, NoticeBy::Customer, sheet.day),
            early: (sheet.details.date_terms.break_option.is_some() && sheet.facts.left_early.is_none())
                .then(|| early(w, sheet, practice, sheet.day)),
            // Notice that ends nothing is refused.
            endless: sheet.dates.ends_on.is_none() && of(NoticeBy::Us).works_for.is_none(),
        }
    }

    /// What lies ahead, in sentences: the end that somebody brought about, or the days by which to act.
    fn situation(w: Words, sheet: &ContractSheet) -> Vec<String> {
        let ContractSheet { dates, facts, details, day: today, .. } = sheet;
        let on = |text: Text, day: Day| w.with(text, &[("day", &w.day(day)), ("distance", &w.distance(*today, day))]);
        let mut sentences = Vec::new();
        if let Some(end) = &dates.ends_on {
            let of_notice = |why: &&Why| {
                matches!(
                    why,
                    Why::NoticeGiven { .. }
                        | Why::NoticeReceived { .. }
                        | Why::EndedOn { .. }
                        | Why::EndsEarlier { .. }
                        | Why::FreeSince { .. }
                        | Why::CountsFrom { .. }
                        | Why::CompleteAfterTerm { .. }
                        | Why::LeftEarly { .. }
                )
            };
            sentences.extend(end.why.iter().filter(of_notice).map(|why| words::term::why(w, why)));
            if sentences.is_empty() && details.renewal == Renewal::Express {
                sentences.push(on(say::SIGN_AGAIN, end.day));
            } else if sentences.is_empty() {
                sentences.push(w.with(words::term::LAST_DAY_IS, &[("last", &w.day(end.day))]));
            }
        }
        let deadline = dates.notice_deadline.as_ref().map(|dated| dated.day);
        let ahead = deadline.is_some_and(|deadline| deadline >= *today);
        match deadline {
            Some(deadline) if ahead => sentences.push(on(say::DEADLINE, deadline)),
            Some(deadline) => sentences.push(on(say::DEADLINE_PASSED, deadline)),
            None if dates.phase == Phase::InForce && details.term == TermLength::OpenEnded => {
                sentences.push(w.t(say::ANY_DAY).to_owned());
            }
            None => {}
        }
        if let Some(send_by) = dates.send_by.as_ref().filter(|_| ahead) {
            sentences.push(on(say::SEND_BY, send_by.day));
        }
        let of = deadline.or(dates.ends_on.as_ref().map(|end| end.day));
        if let Some(decision) = facts.decided(of) {
            let decision = w.t(words::renewal::decision(decision));
            sentences.push(w.with(say::DECIDED, &[("decision", decision)]));
        } else if let Some(decision) = &dates.decision_deadline
            && (ahead || deadline.is_none())
        {
            sentences.push(on(if decision.day < *today { say::DECISION_LATE } else { say::DECIDE }, decision.day));
        }
        if let Some(renewal) = &dates.renews_on {
            sentences.push(on(if ahead { say::RENEWS } else { say::GOES_ON }, renewal.day));
        }
        if let Some(told) = dates.customer_notice.as_ref().filter(|told| told.informed_on.is_none()) {
            if (told.opens.day..=told.closes.day).contains(today) {
                sentences.push(on(say::TELL_CUSTOMER, told.closes.day));
            } else if told.closes.day < *today {
                sentences.push(on(say::NOT_TOLD, told.closes.day));
            }
        }
        if let Some(free) = &dates.free_since {
            sentences.push(on(say::FREE_SINCE, free.day));
        }
        sentences
    }
}
