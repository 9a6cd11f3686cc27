//! What people do while years pass: the same on the same day, whatever the programs are doing, and chosen by what a thing
//! is and not by its identity, which is chance.

use chrono::{Datelike, Days};
use model::{
    calendar::Day,
    key_date::{Filter, KeyDateKind},
    obligation::State,
    service_visit::CloseForm,
    view::VisitRow,
};
use operations::{
    Actor, Office, contract, key_date,
    obligation::{self, ObligationFilter, ObligationSort},
    service_visit::{self, PlanForm, VisitFilter},
};

/// Everything that is done on a day; answers how much it was.
pub async fn act(office: &Office) -> usize {
    let actor = office.program("people");
    let day = actor.day();
    match day.num_days_from_ce() % 7 {
        1 => plan_visits(&actor, day).await + make_visits(&actor, day).await,
        3 => fulfil(&actor, day).await,
        4 if day.day() <= 7 => give_notice(&actor, day).await,
        _ => 0,
    }
}

/// Two of three visits are planned for the next day.
async fn plan_visits(actor: &Actor, day: Day) -> usize {
    let board = service_visit::board(actor, day, &VisitFilter::default()).await.unwrap();
    let technician = board.technicians.first().unwrap().0.to_string();
    let mut open = board.to_plan;
    open.retain(|visit| visit.window.contains(day) && of_three(&visit.contract, visit.window.first) > 0);
    in_order(&mut open);
    for visit in open.iter().take(3) {
        let on = (day + Days::new(1)).to_string();
        let form = PlanForm { on, at: "09:30".to_owned(), technician: technician.clone() };
        service_visit::plan(actor, visit.id, visit.version, &form).await.unwrap();
    }
    open.len().min(3)
}

/// What was planned for a day that is over was made on that day.
async fn make_visits(actor: &Actor, day: Day) -> usize {
    let mut made = 0;
    for month in [day - Days::new(7), day] {
        let board = service_visit::board(actor, month, &VisitFilter::default()).await.unwrap();
        let mut over = board.planned;
        over.retain(|visit| visit.done_on.is_none() && visit.planned_on.is_some_and(|on| on < day));
        in_order(&mut over);
        for visit in over {
            let sheet = service_visit::find(actor, visit.id).await.unwrap();
            let form = CloseForm {
                on: visit.planned_on.unwrap().to_string(),
                minutes: (60 + 30 * of_three(&visit.contract, visit.window.first)).to_string(),
                answers: vec!["in_order".to_owned(); sheet.checklist.len()],
                report: "Everything was looked at".to_owned(),
                key: format!("{}-{}-{made}", visit.contract, visit.window.first),
                ..CloseForm::default()
            };
            service_visit::close(actor, visit.id, visit.version, &form).await.unwrap();
            made += 1;
        }
    }
    made
}

/// One of three things that are overdue is done now.
async fn fulfil(actor: &Actor, day: Day) -> usize {
    let filter = ObligationFilter { states: vec![State::Overdue, State::Due], ..ObligationFilter::default() };
    let page = operations::page(1, 200);
    let mut open = obligation::list(actor, &filter, (ObligationSort::Due, false), page).await.unwrap().0.rows;
    open.retain(|one| !one.kind.is_accepted() && of_three(&one.contract, one.due) == 0);
    open.sort_by(|one, other| (one.due, &one.contract, &one.title).cmp(&(other.due, &other.contract, &other.title)));
    for one in open.iter().take(2) {
        obligation::fulfil(actor, one.id, one.version, day, None, "Sent by mail").await.unwrap();
    }
    open.len().min(2)
}

/// Three times a year notice is given for the contract whose deadline is next.
async fn give_notice(actor: &Actor, day: Day) -> usize {
    if !day.month().is_multiple_of(4) {
        return 0;
    }
    let filter = Filter { kinds: vec![KeyDateKind::NoticeDeadline], ..Filter::default() };
    let page = operations::page(1, 200);
    let mut ahead = key_date::from(actor, &filter, day, page).await.unwrap().rows;
    ahead.retain(|row| !row.date.done);
    ahead.sort_by(|one, other| (one.date.day, &one.contract).cmp(&(other.date.day, &other.contract)));
    let Some(next) = ahead.first() else { return 0 };
    let sheet = contract::find(actor, &next.contract).await.unwrap();
    contract::give_notice(actor, &next.contract, sheet.version, day).await.unwrap();
    1
}

/// A number below three that depends on a contract and a day alone.
fn of_three(contract: &str, day: Day) -> u32 {
    contract.bytes().fold(day.ordinal(), |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 3
}

fn in_order(visits: &mut [VisitRow]) {
    let key = |visit: &VisitRow| {
        (visit.window, visit.contract.clone(), visit.site.clone(), visit.description.clone(), visit.planned_on)
    };
    visits.sort_by_key(key);
}
