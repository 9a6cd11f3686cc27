//! Service visits of the demonstration: of one contract all were made, of one a quarter was missed, of one an extra visit waits
//! to be billed, and one was served after its end.

use super::{
    Planted, SampleContract,
    company::{BASTIEN, practice_of},
    identity,
    story::{days, month},
};
use crate::{
    billing::Billable,
    calendar::{Day, Period, add_months, month_end},
    id::*,
    leakage::FindingKind,
    money::Money,
    service_visit::{
        Answer, Charge, Checked, KnownPromise, Plan, Visit, VisitPromise, VisitReport, VisitRhythm, proposal, windows,
    },
    term,
};
use chrono::{Datelike, Days};
use rust_decimal::Decimal;

/// Months ahead of the day that visits are laid out, as the ledger is.
const MONTHS_AHEAD: u32 = 24;

/// The promises of the demonstration, their visits, and what they leak.
pub(super) fn visits(today: Day, contracts: &[SampleContract]) -> (Vec<KnownPromise>, Vec<Visit>, Vec<Planted>) {
    let mut told = Told { today, promises: Vec::new(), visits: Vec::new(), planted: Vec::new() };
    for contract in contracts {
        match contract.story.as_str() {
            "school_boilers" => {
                let promise = told.promise(contract, "Contrôle des chaudières", 2, &["Pression", "Brûleur", "Fumées"]);
                told.lay_out(contract, &promise, None);
            }
            "hotel_chillers" => {
                let promise = told.promise(contract, "冷水机组季度保养", 4, &["压力", "制冷剂", "电气"]);
                told.lay_out(contract, &promise, Some(month(today, -7)));
                told.leak(contract, FindingKind::VisitMissed, 3_840_000);
            }
            "academy_heat_pumps" => {
                let promise = told.promise(contract, "Heat pump service", 2, &["Pressure", "Filters"]);
                told.lay_out(contract, &promise, None);
                told.extra(contract, &promise, "Call-out: no heating in block C", days(today, -21), 150);
                told.leak(contract, FindingKind::VisitNotBilled, 17_250);
            }
            "wine_cellar_expired" => {
                let promise = told.promise(contract, "Contrôle de la climatisation des chais", 4, &["Température"]);
                told.lay_out(contract, &promise, None);
                told.extra(contract, &promise, "Contrôle trimestriel", days(month(today, -8), 13), 120);
                told.leak(contract, FindingKind::ServedAfterEnd, 205_000);
            }
            _ => {}
        }
    }
    (told.promises, told.visits, told.planted)
}

struct Told {
    today: Day,
    promises: Vec<KnownPromise>,
    visits: Vec<Visit>,
    planted: Vec<Planted>,
}

impl Told {
    /// A promise that the first price line of a contract pays for.
    fn promise(&mut self, contract: &SampleContract, what: &str, per_year: u32, checklist: &[&str]) -> KnownPromise {
        let priced = contract.story == "academy_heat_pumps";
        let terms = VisitPromise {
            description: what.to_owned(),
            site: None,
            line: contract.lines.first().map(|line| line.id),
            rhythm: VisitRhythm::Spread { per_year },
            starts_on: None,
            ends_on: None,
            minutes: 120,
            charge: Charge::Included,
            extra_price: priced.then(|| Decimal::from(140)),
            hourly_price: priced.then(|| Decimal::from(65)),
            skills: Vec::new(),
            checklist: checklist.iter().map(|line| (*line).to_owned()).collect(),
        };
        let id = VisitPromiseId(identity(0xa009, self.promises.len() as u64 + 1));
        let promise = KnownPromise { id, contract: contract.id, terms, version: 1 };
        self.promises.push(promise.clone());
        promise
    }

    /// Lays the visits out: those of the past were made in the middle of their window, but for the one whose window begins on
    /// the day that is `missed`; the one whose window is open is planned.
    fn lay_out(&mut self, contract: &SampleContract, promise: &KnownPromise, missed: Option<Day>) {
        let Some(first) = contract.details.starts_on else { return };
        let last = term::known_end(
            &contract.details,
            &contract.facts,
            &practice_of(contract.details.legal_entity),
            self.today,
        );
        let begins = month(self.today, 0);
        let horizon = add_months(begins, MONTHS_AHEAD + 1).map_or(self.today, month_end);
        for window in windows(&promise.terms, Billable { first, last, horizon }) {
            let mut visit = self.fresh(promise, &promise.terms.description, window.period);
            visit.key = Some(window.key);
            let middle = window.period.first.checked_add_days(Days::new(20)).unwrap_or(window.period.last);
            if window.period.last < self.today {
                if Some(window.period.first) != missed {
                    self.made(&mut visit, promise, middle, 110);
                }
            } else if window.period.contains(self.today) {
                visit.plan =
                    Some(Plan { on: self.planned_on(window.period), at: Some(510), technician: Some(BASTIEN) });
            }
            self.visits.push(visit);
        }
    }

    /// The visit of the first promise was planned for yesterday and nobody reported on it, if its window had begun; those of the
    /// others are on working days to come, each on its own.
    fn planned_on(&self, window: Period) -> Day {
        let (yesterday, at) = (days(self.today, -1), self.promises.len());
        if at == 1 && window.contains(yesterday) {
            return yesterday;
        }
        let on = days(self.today, 2 * i64::try_from(at).unwrap_or_default());
        if on.weekday().number_from_monday() > 5 { days(on, 2) } else { on }
    }

    fn extra(&mut self, contract: &SampleContract, promise: &KnownPromise, what: &str, on: Day, minutes: u32) {
        let mut visit = self.fresh(promise, what, Period { first: on, last: on });
        self.made(&mut visit, promise, on, minutes);
        visit.proposal = proposal(&promise.terms, true, minutes, contract.details.currency);
        self.visits.push(visit);
    }

    fn fresh(&self, promise: &KnownPromise, what: &str, window: Period) -> Visit {
        Visit {
            id: VisitId(identity(0xa00a, self.visits.len() as u64 + 1)),
            contract: promise.contract,
            site: None,
            promise: Some(promise.id),
            key: None,
            description: what.to_owned(),
            window,
            plan: None,
            announced_on: None,
            done: None,
            cancelled: None,
            proposal: None,
            decision: None,
            version: 1,
        }
    }

    fn made(&self, visit: &mut Visit, promise: &KnownPromise, on: Day, minutes: u32) {
        let checked = |line: &String| Checked { line: line.clone(), answer: Answer::InOrder };
        visit.plan = Some(Plan { on, at: Some(510), technician: Some(BASTIEN) });
        visit.done = Some(VisitReport {
            on,
            minutes,
            report: visit.description.clone(),
            findings: String::new(),
            checklist: promise.terms.checklist.iter().map(checked).collect(),
            customer_name: String::new(),
            signature: None,
        });
    }

    fn leak(&mut self, contract: &SampleContract, kind: FindingKind, minor: i64) {
        self.planted.push(Planted {
            kind,
            contract: contract.id,
            number: contract.number.clone(),
            story: contract.story.clone(),
            amount: Some(Money::new(minor, contract.details.currency)),
        });
    }
}
