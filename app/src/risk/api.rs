//! Questions about the risk of contracts, and the steps that change it.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{components::kept::Opened, failure::Failure};
use leptos::server;
use model::{
    calendar::Day,
    risk::{RiskClass, RiskForm, RiskKind, RiskState, review::ReviewOutcome},
    view::{ContractSheet, List, RiskListRow},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in an address for a risk that is to be added.
pub const NEW: &str = "new";

/// A risk, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRisk {
    pub id: String,
    pub title: String,
    pub kind: RiskKind,
    pub likelihood: u32,
    pub impact: u32,
    pub weight: u32,
    pub measure: String,
    pub owner: Option<String>,
    pub due: Option<Day>,
    pub state: RiskState,
    /// Since when it stands there, and why, in a sentence.
    pub settled: Option<String>,
}

/// A review, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownReview {
    pub on: Day,
    pub by: Option<String>,
    pub class: RiskClass,
    pub outcome: ReviewOutcome,
    /// What was not as it should be.
    pub found: Vec<String>,
    pub next_steps: String,
}

/// The tab of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownContract {
    pub sheet: ContractSheet,
    pub points: u32,
    pub class: RiskClass,
    /// Why, each with its points.
    pub steps: Vec<(String, u32)>,
    pub register: Vec<ShownRisk>,
    pub reviews: Vec<ShownReview>,
    pub review_on: Option<Day>,
}

/// The risk of a contract.
#[server(ContractRisk, endpoint = "risk/of_contract", protocol = crate::wire::Wire)]
pub async fn of_contract(number: String) -> Result<ShownContract, Failure> {
    let actor = crate::visit::actor().await?;
    let found = operations::risk::of_contract(&actor, &number).await?;
    Ok(said::contract(crate::words::Words(actor.language()), found))
}

#[cfg(feature = "ssr")]
mod said {
    use super::{ShownContract, ShownReview, ShownRisk};
    use crate::words::{Words, risk as words, risk_page as say};
    use model::{
        risk::{
            review::{Answered, Review, ReviewAnswer},
            weight,
        },
        view::{ContractRisk, DoneReview, RiskRow},
    };

    /// The risk of a contract in the words of a language.
    pub fn contract(w: Words, found: ContractRisk) -> ShownContract {
        let ContractRisk { sheet, score, register, reviews, review_on, version: _, people: _ } = found;
        ShownContract {
            sheet,
            points: score.points,
            class: score.class,
            steps: score.steps.iter().map(|step| (words::step(w, step), step.points())).collect(),
            register: register.into_iter().map(|row| risk(w, row)).collect(),
            reviews: reviews.into_iter().map(|row| review(w, row)).collect(),
            review_on,
        }
    }

    fn risk(w: Words, row: RiskRow) -> ShownRisk {
        let RiskRow { id, version: _, risk, owner, state, settled } = row;
        let settled = settled.map(|(on, reason)| w.with(say::SINCE, &[("day", &w.day(on)), ("reason", &reason)]));
        ShownRisk {
            id: id.to_string(),
            weight: weight(&risk, state),
            title: risk.title,
            kind: risk.kind,
            likelihood: risk.likelihood,
            impact: risk.impact,
            measure: risk.measure,
            owner,
            due: risk.due,
            state,
            settled,
        }
    }

    fn review(w: Words, row: DoneReview) -> ShownReview {
        let DoneReview { on, by, class, review: Review { answers, outcome, next_steps } } = row;
        let wrong = answers.into_iter().filter(|answered| answered.answer == ReviewAnswer::NotOk);
        let found = wrong.map(|Answered { question, note, .. }| {
            w.with(say::FOUND_AT, &[("question", w.t(words::question(question))), ("note", &note)])
        });
        ShownReview { on, by, class, outcome, found: found.collect(), next_steps }
    }
}

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Code of a class; all if empty.
    pub class: String,
    /// Only contracts of this owner.
    pub owner: String,
    /// `overdue`, or nothing for all.
    pub review: String,
    /// `review`; by score if empty.
    pub sort: String,
    /// Page, from 1.
    pub page: u64,
}

/// The list of contracts that are looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownList {
    pub list: List<RiskListRow>,
    /// Whose contracts there may be.
    pub owners: Vec<(String, String)>,
}

/// The contracts that are looked at, as a query asks.
#[server(ListRisks, endpoint = "risk/list", protocol = crate::wire::Wire)]
pub async fn list(query: ListQuery) -> Result<ShownList, Failure> {
    let actor = crate::visit::actor().await?;
    let filter = operations::risk::RiskFilter {
        class: RiskClass::ALL.into_iter().find(|class| class.code() == query.class),
        owner: query.owner.parse().ok(),
        review_before: (query.review == "overdue").then(|| actor.day()),
    };
    let sort = match query.sort.as_str() {
        "review" => operations::risk::RiskSort::Review,
        _ => operations::risk::RiskSort::Score,
    };
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    let list = operations::risk::list(&actor, &filter, sort, page).await?;
    let owners = operations::obligation::owners(&actor).await?;
    Ok(ShownList { list, owners: owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect() })
}

/// A risk opened for editing, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedRisk {
    /// Title of the contract.
    pub title: String,
    pub opened: Opened<RiskForm>,
    /// Where it stands; nothing for a new one.
    pub state: Option<RiskState>,
    pub owners: Vec<(String, String)>,
}

#[cfg(feature = "ssr")]
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::from(operations::Failure::from(model::refusal::Refusal::NotFound)))
}

/// A risk opened for editing, or a new one.
#[server(OpenRisk, endpoint = "risk/open", protocol = crate::wire::Wire)]
pub async fn open(number: String, risk: String) -> Result<OpenedRisk, Failure> {
    use model::event::Event;
    let actor = crate::visit::actor().await?;
    crate::visit::permitted(&actor, model::permission::Permission::AssessRisks)?;
    let found = operations::risk::of_contract(&actor, &number).await?;
    let (form, version, state) = if risk == NEW {
        (RiskForm::new(), 0, None)
    } else {
        let own = id(&risk)?;
        let row = found.register.into_iter().find(|row| row.id == own);
        let row = row.ok_or_else(|| operations::Failure::from(model::refusal::Refusal::NotFound))?;
        (RiskForm::of(&row.risk), row.version, Some(row.state))
    };
    let typed = crate::visit::take_typed(&format!("risk/{number}/{risk}")).await;
    let owners = found.people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let last = operations::history::last_of_contract(&actor, &number, |event| matches!(event, Event::Risk { .. }));
    let opened = Opened::beside(form, version, typed).told_by(&actor, last).await?;
    Ok(OpenedRisk { title: found.sheet.details.title, opened, state, owners })
}

/// Adds a risk, or saves it, and goes back to those of its contract.
#[server(SaveRisk, endpoint = "risk/save", protocol = crate::wire::Wire)]
pub async fn save(number: String, risk: String, version: i32, form: RiskForm) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let own = if risk == NEW { None } else { Some(id(&risk)?) };
    let step = operations::risk::save_typed(&actor, &number, own, version, &form);
    crate::visit::keeping(&format!("risk/{number}/{risk}"), &form, step).await?;
    leptos_axum::redirect(&format!("/contracts/{number}/risk"));
    Ok(())
}

/// Says where a risk stands now, and why, and goes back to those of its contract.
#[server(SettleRisk, endpoint = "risk/settle", protocol = crate::wire::Wire)]
pub async fn settle(
    number: String,
    risk: String,
    version: i32,
    state: String,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let wrong = || model::refusal::FieldProblem::new("state", model::refusal::Problem::NotAChoice);
    let state = RiskState::from_code(&state).ok_or_else(|| model::refusal::Refusal::Fields(vec![wrong()]))?;
    operations::risk::settle(&actor, &number, id(&risk)?, version, state, &reason).await?;
    leptos_axum::redirect(&format!("/contracts/{number}/risk"));
    Ok(())
}

/// A contract opened for a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedReview {
    /// Title of the contract.
    pub title: String,
    pub version: i32,
    /// What was typed before it was refused, by field.
    pub typed: BTreeMap<String, String>,
    /// Who wrote down a risk or reviewed the contract last, and when, in words.
    pub told: Option<String>,
}

/// A contract opened for a review.
#[server(OpenReview, endpoint = "risk/open_review", protocol = crate::wire::Wire)]
pub async fn open_review(number: String) -> Result<OpenedReview, Failure> {
    use model::event::Event;
    let actor = crate::visit::actor().await?;
    crate::visit::permitted(&actor, model::permission::Permission::AssessRisks)?;
    let found = operations::risk::of_contract(&actor, &number).await?;
    let typed = crate::visit::take_typed(&format!("review/{number}")).await.unwrap_or_default();
    let of_risk = |event: &Event| matches!(event, Event::Risk { .. } | Event::ContractReviewed { .. });
    let told = operations::history::last_of_contract(&actor, &number, of_risk).await?;
    let told = told.map(|past| crate::components::history::in_a_line(&actor, past));
    Ok(OpenedReview { title: found.sheet.details.title, version: found.version, typed, told })
}

/// Records a review and goes back to the risk of the contract. The form has, by the code of each question, the code of its answer,
/// and under the same name with `_note` what is to be known about it.
#[server(ReviewContract, endpoint = "risk/review", protocol = crate::wire::Wire)]
pub async fn review(number: String, version: i32, form: BTreeMap<String, String>) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let step = operations::risk::review_typed(&actor, &number, version, &form);
    crate::visit::keeping(&format!("review/{number}"), &form, step).await?;
    leptos_axum::redirect(&format!("/contracts/{number}/risk"));
    Ok(())
}
