//! Questions about service visits.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{attachment::api::FilesSaid, components::kept::Opened, failure::Failure};
use leptos::server;
#[cfg(feature = "ssr")]
use model::calendar::Day;
use model::{
    service_visit::{CloseForm, PromiseForm},
    view::{ContractVisits, VisitBoard, VisitSheet},
};
use serde::{Deserialize, Serialize};

/// How a promise that is not there yet is named in an address.
pub const NEW: &str = "new";

/// What the board shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    /// The month, `2026-11`; the present one if empty.
    pub month: String,
    /// Only this technician.
    pub technician: String,
    /// Only customers whose name contains this.
    pub q: String,
    /// Only this customer.
    pub customer: String,
    /// Only this place.
    pub site: String,
    /// Only visits that need this skill.
    pub skill: String,
}

/// A letter that announces a visit, said in the language of whom it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The tag of its language.
    pub language: String,
    /// Who writes.
    pub sender: String,
    /// To whom, line by line.
    pub address: Vec<String>,
    /// The day it is written.
    pub day: String,
    /// What it is about.
    pub subject: String,
    /// What it says before the facts.
    pub opening: Vec<String>,
    /// When, who and where.
    pub facts: Vec<String>,
    /// What it says after them.
    pub closing: Vec<String>,
}

#[cfg(feature = "ssr")]
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    Ok(text.parse().map_err(|_no_identity| model::refusal::Refusal::NotFound)?)
}

/// What a contract promises of visits, and what became of it.
#[server(ContractVisitsOf, endpoint = "service_visit/of_contract", protocol = crate::wire::Wire)]
pub async fn of_contract(number: String) -> Result<ContractVisits, Failure> {
    let actor = crate::visit::actor().await?;
    let mut visits = operations::service_visit::of_contract(&actor, &number).await?;
    let words = crate::words::Words(actor.language());
    for sheet in &mut visits.promises {
        sheet.said = crate::words::service_visit::promise(words, &sheet.promise.terms, visits.currency);
    }
    Ok(visits)
}

/// A promise opened for editing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedPromise {
    /// The form as it is kept, with what was typed into it just now.
    pub opened: Opened<PromiseForm>,
    /// The places to choose from: identity and name.
    pub sites: Vec<(String, String)>,
    /// The price lines to choose from: identity and description.
    pub lines: Vec<(String, String)>,
    /// The currency of prices.
    pub currency: String,
    /// Whether it may be removed.
    pub untouched: bool,
}

/// A promise opened for editing; a new one under [`NEW`].
#[server(OpenPromise, endpoint = "service_visit/open_promise", protocol = crate::wire::Wire)]
pub async fn open_promise(number: String, promise: String) -> Result<OpenedPromise, Failure> {
    use model::event::Event;
    let actor = crate::visit::actor().await?;
    crate::visit::permitted(&actor, model::permission::Permission::EditContracts)?;
    let visits = operations::service_visit::of_contract(&actor, &number).await?;
    let typed = crate::visit::take_typed(&format!("promise/{number}/{promise}")).await;
    let known = visits.promises.iter().find(|known| known.promise.id.to_string() == promise);
    if known.is_none() && promise != NEW {
        return Err(model::refusal::Refusal::NotFound.into());
    }
    let kept =
        known.map(|known| PromiseForm::of(&known.promise.terms, visits.currency, actor.language())).unwrap_or_default();
    let version = known.map_or(0, |known| known.promise.version);
    let of_promises = |event: &Event| {
        matches!(
            event,
            Event::VisitsPromised { .. } | Event::VisitPromiseChanged { .. } | Event::VisitPromiseRemoved { .. }
        )
    };
    let last = operations::history::last_of_contract(&actor, &number, of_promises);
    Ok(OpenedPromise {
        opened: Opened::beside(kept, version, typed).told_by(&actor, last).await?,
        untouched: known.is_some_and(|known| known.untouched),
        sites: visits.sites.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        lines: visits.lines.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        currency: visits.currency.code().to_owned(),
    })
}

/// Saves a promise, or adds one, and leads to the visits of the contract.
#[server(SavePromise, endpoint = "service_visit/save_promise", protocol = crate::wire::Wire)]
pub async fn save_promise(number: String, promise: String, version: i32, form: PromiseForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let step = async {
        match promise.as_str() {
            NEW => operations::service_visit::add_promise(&actor, &number, &form, actor.language()).await.map(|_id| ()),
            known => {
                let known = known.parse().map_err(|_no_identity| model::refusal::Refusal::NotFound)?;
                operations::service_visit::change_promise(&actor, known, version, &form, actor.language()).await
            }
        }
    };
    crate::visit::keeping(&format!("promise/{number}/{promise}"), &form, step).await?;
    crate::visit::show_contract(&format!("{number}/visits"))
}

/// Removes a promise and leads to the visits of the contract.
#[server(RemovePromise, endpoint = "service_visit/remove_promise", protocol = crate::wire::Wire)]
pub async fn remove_promise(number: String, promise: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::service_visit::remove_promise(&actor, id(&promise)?, version).await?;
    crate::visit::show_contract(&format!("{number}/visits"))
}

/// Adds a visit beyond those promised.
#[server(AddExtraVisit, endpoint = "service_visit/add_extra", protocol = crate::wire::Wire)]
pub async fn add_extra(
    number: String,
    promise: String,
    description: String,
    planned_on: String,
    planned_at: String,
    technician: String,
) -> Result<(), Failure> {
    use operations::service_visit::{ExtraForm, PlanForm};
    let actor = crate::visit::actor().await?;
    let plan = PlanForm { on: planned_on, at: planned_at, technician };
    let form = ExtraForm { promise, description, plan };
    operations::service_visit::add_extra(&actor, &number, &form).await?;
    Ok(())
}

/// The visits of a month, and those without a day.
#[server(VisitBoardOf, endpoint = "service_visit/board", protocol = crate::wire::Wire)]
pub async fn board(query: BoardQuery) -> Result<VisitBoard, Failure> {
    let actor = crate::visit::actor().await?;
    let (month, filter) = filter(query, actor.day());
    let mut board = operations::service_visit::board(&actor, month, &filter).await?;
    let words = crate::words::Words(actor.language());
    let off = operations::service_visit::days_off(&actor, board.month).await?;
    board.days_off = off.into_iter().map(|(day, off)| (day, crate::words::holiday::called(words, &off))).collect();
    Ok(board)
}

/// What an address asks of the operations: a day of the month, and which visits.
#[cfg(feature = "ssr")]
pub fn filter(query: BoardQuery, today: Day) -> (Day, operations::service_visit::VisitFilter) {
    let BoardQuery { month, technician, q, customer, site, skill } = query;
    let filter = operations::service_visit::VisitFilter {
        technician: technician.parse().ok(),
        customer_name: q,
        customer: customer.parse().ok(),
        site: site.parse().ok(),
        skill,
    };
    (format!("{month}-01").parse().unwrap_or(today), filter)
}

/// A visit with its files.
#[server(FindVisit, endpoint = "service_visit/find", protocol = crate::wire::Wire)]
pub async fn find(visit: String) -> Result<(VisitSheet, FilesSaid), Failure> {
    let actor = crate::visit::actor().await?;
    let mut sheet = operations::service_visit::find(&actor, id(&visit)?).await?;
    sheet.typed = crate::visit::take_typed(&format!("visit/{visit}")).await;
    let record = model::attachment::AttachedTo::ServiceVisit(sheet.visit.id);
    let files = crate::attachment::api::said(&actor, record).await?;
    Ok((sheet, files))
}

/// Gives a visit a day, or another one.
#[server(PlanVisit, endpoint = "service_visit/plan", protocol = crate::wire::Wire)]
pub async fn plan(
    visit: String,
    version: i32,
    planned_on: String,
    planned_at: String,
    technician: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let form = operations::service_visit::PlanForm { on: planned_on, at: planned_at, technician };
    Ok(operations::service_visit::plan(&actor, id(&visit)?, version, &form).await?)
}

/// Takes the day of a visit away again.
#[server(UnplanVisit, endpoint = "service_visit/unplan", protocol = crate::wire::Wire)]
pub async fn unplan(visit: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::service_visit::unplan(&actor, id(&visit)?, version).await?)
}

/// Records that the customer was told.
#[server(AnnounceVisit, endpoint = "service_visit/announce", protocol = crate::wire::Wire)]
pub async fn announce(visit: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::service_visit::announce(&actor, id(&visit)?, version).await?)
}

/// Writes to the customer when somebody comes.
#[server(AnnounceVisitByMail, endpoint = "service_visit/announce_by_mail", protocol = crate::wire::Wire)]
pub async fn announce_by_mail(visit: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::service_visit::announce_by_mail(&actor, id(&visit)?, version).await?)
}

/// Calls a visit off.
#[server(CancelVisit, endpoint = "service_visit/cancel", protocol = crate::wire::Wire)]
pub async fn cancel(visit: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::service_visit::cancel(&actor, id(&visit)?, version, &reason).await?)
}

/// Reports on a visit that was made.
#[server(CloseVisit, endpoint = "service_visit/close", protocol = crate::wire::Wire)]
pub async fn close(visit: String, version: i32, form: CloseForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let own = id(&visit)?;
    let step = operations::service_visit::close(&actor, own, version, &form);
    crate::visit::keeping(&format!("visit/{visit}"), &form, step).await
}

/// Takes a report back, and keeps what it said for the form.
#[server(TakeReportBack, endpoint = "service_visit/take_report_back", protocol = crate::wire::Wire)]
pub async fn take_report_back(visit: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let report = operations::service_visit::take_report_back(&actor, id(&visit)?, version, &reason).await?;
    let form = CloseForm::again(&report, actor.office().clock().id().simple().to_string());
    crate::visit::keep_typed(&format!("visit/{visit}"), &form).await;
    Ok(())
}

/// Accepts what a visit comes to for billing.
#[server(AcceptVisit, endpoint = "service_visit/accept", protocol = crate::wire::Wire)]
pub async fn accept(visit: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let unit = crate::words::Words(actor.language()).t(crate::words::service_visit::UNIT);
    Ok(operations::service_visit::accept(&actor, id(&visit)?, version, unit).await?)
}

/// Decides that what a visit comes to is not billed.
#[server(RefuseVisit, endpoint = "service_visit/refuse", protocol = crate::wire::Wire)]
pub async fn refuse(visit: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::service_visit::refuse(&actor, id(&visit)?, version, &reason).await?)
}

/// The letter that announces a visit.
#[server(VisitLetter, endpoint = "service_visit/letter", protocol = crate::wire::Wire)]
pub async fn letter(visit: String) -> Result<Letter, Failure> {
    let actor = crate::visit::actor().await?;
    let sheet = operations::service_visit::find(&actor, id(&visit)?).await?;
    Ok(super::letter::written(&sheet)?)
}
