//! What people do while years pass: the same on the same day, whatever the programs are doing, and chosen by what a thing
//! is and not by its identity, which is chance.

use chrono::{Datelike, Days};
use model::{
    calendar::{Day, add_months},
    key_date::{Filter, KeyDateKind},
    obligation::State,
    person::Role,
    renewal::{RenewalDecision, RenewalState, Way},
    sample,
    service_visit::CloseForm,
    view::{RenewalRow, VisitRow},
};
use operations::{
    Actor, Office, contract, key_date,
    obligation::{self, ObligationFilter, ObligationSort},
    renewal::{self, RenewalFilter},
    service_visit::{self, PlanForm, VisitFilter},
    sign_in,
};

/// Everything that is done on a day; answers how much it was.
pub async fn act(office: &Office) -> usize {
    let actor = office.program("people");
    let day = actor.day();
    match day.num_days_from_ce() % 7 {
        1 => plan_visits(&actor, day).await + make_visits(&actor, day).await,
        3 => fulfil(&actor, day).await,
        4 if day.day() <= 7 => give_notice(&actor, day).await,
        5 => decide(&a_person(office, Role::Manager).await).await,
        6 => {
            confirm(&a_person(office, Role::Administrator).await).await
                + agree(&a_person(office, Role::Manager).await).await
        }
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

async fn a_person(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(office.clock().day()).people;
    let found = people.into_iter().find(|person| person.roles.contains(&role)).unwrap();
    sign_in::actor(office, found.id, None).await.unwrap()
}

/// The renewals in some states, in an order that does not know their identities.
async fn renewals(actor: &Actor, states: &[RenewalState]) -> Vec<RenewalRow> {
    let filter = RenewalFilter { states: states.to_vec(), ..RenewalFilter::default() };
    let mut rows = renewal::list(actor, &filter, false, operations::page(1, 200)).await.unwrap().rows;
    rows.sort_by(|one, other| (one.decide_by, &one.contract).cmp(&(other.decide_by, &other.contract)));
    rows
}

async fn version_of(actor: &Actor, contract: &str) -> i32 {
    renewal::find(actor, contract).await.unwrap().open.unwrap().work.version
}

/// Of two renewals that wait for a decision, one in three is left to wait.
async fn decide(actor: &Actor) -> usize {
    let mut open = renewals(actor, &[RenewalState::Late, RenewalState::Undecided]).await;
    open.retain(|row| of_three(&row.contract, row.first_on) > 0);
    for row in open.iter().take(2) {
        let decision = match (of_three(&row.contract, row.decide_by), row.way) {
            (0, Way::Tacit) => RenewalDecision::Renegotiate,
            (0, Way::Express) => RenewalDecision::LetLapse,
            _ => RenewalDecision::RenewAsIs,
        };
        let version = version_of(actor, &row.contract).await;
        renewal::decide(actor, &row.contract, version, decision, "As agreed in the meeting").await.unwrap();
    }
    open.len().min(2)
}

/// What waits for a second person is confirmed.
async fn confirm(actor: &Actor) -> usize {
    let waiting = renewals(actor, &[RenewalState::AwaitsSecond]).await;
    for row in &waiting {
        let version = version_of(actor, &row.contract).await;
        renewal::confirm(actor, &row.contract, version).await.unwrap();
    }
    waiting.len()
}

/// What goes on only by an agreement is agreed for another year.
async fn agree(actor: &Actor) -> usize {
    let mut decided = renewals(actor, &[RenewalState::ToAct]).await;
    decided.retain(|row| row.way == Way::Express && row.decision == Some(RenewalDecision::RenewAsIs));
    for row in &decided {
        let version = version_of(actor, &row.contract).await;
        let last = add_months(row.first_on, 12).and_then(|day| day.pred_opt()).unwrap();
        renewal::sign(actor, &row.contract, version, actor.day(), last).await.unwrap();
    }
    decided.len()
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
