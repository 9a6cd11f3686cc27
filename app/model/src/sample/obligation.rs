//! What the contracts of the demonstration promise besides money: milestones, deliverables, reports, and what became of them.
//!
//! Two stories are good ones, in which everything was handed over and billed; in one a milestone was accepted and nobody
//! invoiced it, and in one reports are late.

use super::{
    SampleContract, SampleObligation, identity,
    story::{days, month},
};
use crate::{
    calendar::{Day, month_end},
    id::{ObligationId, PriceLineId},
    obligation::{
        Cadence, Ending, Fulfilment, MonthDay, Obligation, ObligationKind, Progress, RecurrenceRule, Round, Schedule,
        Side, Verdict,
    },
};

/// What is promised in the contract of a story.
struct Promise {
    story: &'static str,
    obligation: Obligation,
    /// Position of the price line that a milestone releases.
    line: Option<u32>,
    progress: Vec<(Day, Progress)>,
}

fn obligation(title: &str, kind: ObligationKind, side: Side, schedule: Schedule) -> Obligation {
    Obligation {
        title: title.to_owned(),
        kind,
        side,
        schedule,
        grace_days: 0,
        owner: None,
        clause: None,
        line: None,
        amount: None,
        evidence: false,
        notes: String::new(),
    }
}

fn milestone(story: &'static str, title: &str, line: u32, on: Day, rounds: Vec<Round>) -> Promise {
    let progress = Progress { rounds, ..Progress::default() };
    let progress = if progress.is_empty() { Vec::new() } else { vec![(on, progress)] };
    let obligation = obligation(title, ObligationKind::Milestone, Side::Ours, Schedule::Once { on });
    Promise { story, obligation, line: Some(line), progress }
}

fn accepted(handed_over: Day, on: Day, what: &str, by: &str) -> Round {
    Round { on: handed_over, what: what.to_owned(), answer: Some(Verdict::Accepted { on, by: by.to_owned() }) }
}

fn refused(handed_over: Day, on: Day, what: &str, reason: &str) -> Round {
    Round { on: handed_over, what: what.to_owned(), answer: Some(Verdict::Refused { on, reason: reason.to_owned() }) }
}

/// A report at the end of each month, in time until two months ago and lacking since.
fn late_reports(today: Day) -> Promise {
    let first = month(today, -20);
    let rule = RecurrenceRule { every: 1, rhythm: Cadence::Months(MonthDay::Last), ending: Ending::WithContract };
    let schedule = Schedule::Recurring { first, rule };
    let done = |due: Day| {
        let part = Fulfilment { on: days(due, 2), percent: 100, note: String::new() };
        (due, Progress { done: vec![part], ..Progress::default() })
    };
    let progress = (-20..-2).map(|after| done(month_end(month(today, after)))).collect();
    let title = "Relevé d’heures signé par chaque magasin";
    let obligation = Obligation {
        grace_days: 5,
        clause: Some("Article 6".to_owned()),
        ..obligation(title, ObligationKind::Duty, Side::Ours, schedule)
    };
    Promise { story: "store_works", obligation, line: None, progress }
}

/// What the customer has to bring along each year, which it did.
fn prevention_plan(today: Day) -> Promise {
    let first = month(today, -20);
    let rule = RecurrenceRule { every: 12, rhythm: Cadence::Months(MonthDay::Number(1)), ending: Ending::WithContract };
    let note = "Plan de prévention signé".to_owned();
    let part = |due: Day| Progress {
        done: vec![Fulfilment { on: due, percent: 100, note: note.clone() }],
        ..Progress::default()
    };
    let progress = [first, month(today, -8)].map(|due| (due, part(due))).to_vec();
    let schedule = Schedule::Recurring { first, rule };
    let obligation = Obligation {
        grace_days: 15,
        evidence: true,
        ..obligation("Plan de prévention à jour", ObligationKind::Duty, Side::Customer, schedule)
    };
    Promise { story: "store_works", obligation, line: None, progress }
}

/// The drawings of a boiler room, which had to be handed over twice.
fn drawings(today: Day) -> Promise {
    let on = days(month(today, -8), 25);
    let rounds = vec![
        refused(days(on, -2), days(on, 3), "Plans et schémas", "Schéma hydraulique manquant"),
        accepted(days(on, 9), days(on, 12), "Plans et schémas, complets", "Services techniques"),
    ];
    let title = "Dossier des ouvrages exécutés";
    let obligation = Obligation {
        grace_days: 10,
        ..obligation(title, ObligationKind::Deliverable, Side::Ours, Schedule::Once { on })
    };
    let progress = vec![(on, Progress { rounds, ..Progress::default() })];
    Promise { story: "boiler_replacement", obligation, line: None, progress }
}

fn promises(today: Day) -> Vec<Promise> {
    let commissioned = days(month(today, -5), 20);
    let trained = days(month(today, -2), 1);
    let received = days(month(today, -8), 19);
    let installed = days(month(today, 4), 12);
    vec![
        milestone(
            "sprinkler_retrofit",
            "Commissioning of the dye house",
            3,
            commissioned,
            vec![accepted(days(commissioned, -3), commissioned, "Commissioning certificate", "Works engineer")],
        ),
        milestone(
            "sprinkler_retrofit",
            "Training and handover",
            4,
            trained,
            vec![accepted(trained, trained, "Training records", "Works engineer")],
        ),
        milestone(
            "boiler_replacement",
            "Réception des travaux",
            3,
            received,
            vec![accepted(days(received, -1), received, "Procès-verbal de réception", "Services techniques")],
        ),
        drawings(today),
        milestone("plant_dust_extraction", "安装调试与验收", 2, installed, Vec::new()),
        late_reports(today),
        prevention_plan(today),
    ]
}

/// What the contracts promise besides money.
pub(super) fn obligations(today: Day, contracts: &[SampleContract]) -> Vec<SampleObligation> {
    let number = (1_u64..).zip(promises(today));
    let found = number.filter_map(|(number, Promise { story, obligation, line, progress })| {
        let contract = contracts.iter().find(|contract| contract.story == story)?;
        let line_id = |position: u32| -> Option<PriceLineId> {
            contract.lines.iter().find(|line| line.position == position).map(|line| line.id)
        };
        Some(SampleObligation {
            id: ObligationId(identity(0xa010, number)),
            contract: contract.id,
            obligation: Obligation { line: line.and_then(line_id), ..obligation },
            progress,
        })
    });
    found.collect()
}
