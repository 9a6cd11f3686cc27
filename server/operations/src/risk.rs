//! The risk of contracts: the register, the score that follows from it and from what the product knows, and reviews.

mod making;

pub(crate) use making::recompute;
pub use store::risk::{Filter as RiskFilter, Sort as RiskSort};

use crate::{
    Actor, Result,
    actor::{Acting, read_form},
    contract, leakage,
};
use making::judged;
use model::{
    event::{Change, Event, RiskStep, Subject},
    id::{ContractId, RiskId},
    permission::Permission,
    refusal::{FieldProblem, Problem, Refusal},
    risk::{Risk, RiskForm, RiskState, WORDS_MOST, review::Review},
    view::{ContractRisk, DoneReview, List, RiskListRow, RiskRow},
};
use std::collections::BTreeMap;
use store::{
    Page,
    contract::Contract,
    risk::{Done, Kept},
};

/// How many reviews are shown.
const REVIEWS: u64 = 20;

/// The contracts that are looked at and that a filter leaves, as they were judged last: with each change, and every night.
pub async fn list(actor: &Actor, filter: &RiskFilter, sort: RiskSort, page: Page) -> Result<List<RiskListRow>> {
    let reading = actor.read(Permission::ViewContracts)?;
    let page = Page { limit: page.limit.min(contract::PAGE_MOST), ..page };
    let (rows, total) = store::risk::list(reading.connection(), reading.sight(), filter, sort, page).await?;
    Ok(List { rows, total: total.rows, more: total.more, day: actor.day() })
}

/// The risk of a contract: six queries besides those of its sheet.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn of_contract(actor: &Actor, number: &str) -> Result<ContractRisk> {
    let sheet = contract::find(actor, number).await?;
    let reading = actor.read(Permission::ViewContracts)?;
    let connection = reading.connection();
    let kept = store::risk::of_contracts(connection, &[sheet.id]).await?;
    let facts = making::facts(connection, actor.day(), &[(sheet.id, &sheet.details, sheet.lines.as_slice())]).await?;
    let facts = facts.get(&sheet.id).copied().unwrap_or_default();
    let register: Vec<_> = kept.iter().map(judged).collect();
    let score = model::risk::score(&register, &facts, actor.day());
    let profile = store::risk::profiles(connection, &[sheet.id]).await?.pop();
    let reviews = store::risk::reviews_of(connection, sheet.id, REVIEWS).await?;
    let people = store::person::list(connection).await?;
    let name = |id| people.iter().find(|person| Some(person.id) == id).map(|person| person.name.clone());
    let mut register: Vec<RiskRow> = kept
        .into_iter()
        .map(|Kept { id, contract: _, risk, state, settled, version }| RiskRow {
            id,
            version,
            owner: name(risk.owner.or(sheet.details.owner)),
            risk,
            state,
            settled,
        })
        .collect();
    register.sort_by_key(|row| (row.state, std::cmp::Reverse(row.risk.likelihood * row.risk.impact)));
    let reviews =
        reviews.into_iter().map(|Done { on, by, class, review, .. }| DoneReview { on, by: name(by), class, review });
    let reviews = reviews.collect();
    let active = people.iter().filter(|person| person.active).map(|person| (person.id, person.name.clone()));
    Ok(ContractRisk {
        score,
        register,
        reviews,
        review_on: profile.as_ref().and_then(|profile| profile.review_on),
        version: profile.map_or(0, |profile| profile.version),
        people: active.collect(),
        sheet,
    })
}

async fn begin<'a>(actor: &'a Actor, number: &str) -> Result<(Acting<'a>, Contract)> {
    let acting = actor.begin(Permission::AssessRisks).await?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    Ok((acting, found.ok_or(Refusal::NotFound)?))
}

/// A risk of a contract that is still as it was read.
async fn own(acting: &Acting<'_>, contract: &Contract, id: RiskId, version: i32) -> Result<Kept> {
    let found = store::risk::of_contracts(acting.connection(), &[contract.id]).await?;
    let kept = found.into_iter().find(|kept| kept.id == id).ok_or(Refusal::NotFound)?;
    if kept.version == version { Ok(kept) } else { Err(Refusal::Stale.into()) }
}

async fn accepted(acting: &Acting<'_>, risk: &Risk) -> Result<()> {
    let Some(owner) = risk.owner else { return Ok(()) };
    let people = store::person::list(acting.connection()).await?;
    if people.iter().any(|person| person.id == owner && person.active) {
        return Ok(());
    }
    Err(Refusal::Fields(vec![FieldProblem::new("owner", Problem::NotAChoice)]).into())
}

/// Has the contract looked at, if it was not, notes that its register or reviews changed, and brings up to date what follows:
/// the score, the next review, and the finding about one that is overdue.
async fn follow(acting: &Acting<'_>, actor: &Actor, contract: ContractId) -> Result<()> {
    let connection = acting.connection();
    let profile = store::risk::begin(connection, contract, actor.day()).await?;
    let raised = store::risk::Profile { version: profile.version + 1, ..profile };
    store::risk::write_profiles(connection, &[raised]).await?;
    recompute(connection, actor, &[contract]).await?;
    leakage::recompute(connection, actor, &[contract]).await
}

fn record(acting: &mut Acting<'_>, contract: ContractId, title: String, step: RiskStep) {
    acting.record(Subject::Contract(contract), Event::Risk { title, step });
}

/// Writes a risk of a contract down. With the first one the contract begins to be looked at.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract; [`Refusal::Fields`].
pub async fn add(actor: &Actor, number: &str, risk: Risk) -> Result<RiskId> {
    let (mut acting, contract) = begin(actor, number).await?;
    accepted(&acting, &risk).await?;
    let (id, title) = (RiskId(actor.office().clock().id()), risk.title.clone());
    let kept = Kept { id, contract: contract.id, risk, state: RiskState::Open, settled: None, version: 1 };
    store::risk::insert(acting.connection(), &kept, actor.now().timestamp_millis()).await?;
    follow(&acting, actor, contract.id).await?;
    record(&mut acting, contract.id, title, RiskStep::Added);
    acting.commit().await?;
    Ok(id)
}

/// Changes a risk that is still as it was read (`version`).
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn change(actor: &Actor, number: &str, id: RiskId, version: i32, risk: Risk) -> Result<()> {
    let (mut acting, contract) = begin(actor, number).await?;
    let before = own(&acting, &contract, id, version).await?;
    if before.risk == risk {
        return Ok(());
    }
    accepted(&acting, &risk).await?;
    let names = crate::person::names_on(acting.connection()).await?;
    let said = |risk: &Risk| -> Vec<(&'static str, String)> {
        let RiskForm { title, kind, likelihood, impact, measure, owner: _, due } = RiskForm::of(risk);
        let owner = risk.owner.and_then(|owner| names.get(&owner).cloned()).unwrap_or_default();
        vec![
            ("risk", title),
            ("risk_kind", kind),
            ("likelihood", likelihood),
            ("impact", impact),
            ("measure", measure),
            ("owner", owner),
            ("due", due),
        ]
    };
    let changes: Vec<Change> = model::event::changes(said(&before.risk), said(&risk));
    let title = risk.title.clone();
    store::risk::update(acting.connection(), &Kept { risk, ..before }).await?;
    follow(&acting, actor, contract.id).await?;
    record(&mut acting, contract.id, title, RiskStep::Changed { changes });
    acting.commit().await
}

/// Writes a risk down as a form says, or saves the one that is named; otherwise as [`add`] and [`change`].
///
/// # Errors
/// Those of [`add`] and [`change`].
pub async fn save_typed(actor: &Actor, number: &str, id: Option<RiskId>, version: i32, form: &RiskForm) -> Result<()> {
    let risk = read_form(actor, Permission::AssessRisks, || form.read(actor.language()))?;
    match id {
        None => add(actor, number, risk).await.map(|_| ()),
        Some(id) => change(actor, number, id, version, risk).await,
    }
}

/// Says that a risk is mitigated, accepted or closed, and why; or, where `state` is open, that something is to be done about
/// it again, for which no reason is needed.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] without a reason; [`Refusal::WrongState`] if it stands there
/// already.
pub async fn settle(
    actor: &Actor,
    number: &str,
    id: RiskId,
    version: i32,
    state: RiskState,
    reason: &str,
) -> Result<()> {
    let (mut acting, contract) = begin(actor, number).await?;
    let before = own(&acting, &contract, id, version).await?;
    if before.state == state {
        return Err(Refusal::WrongState.into());
    }
    let reason = reason.trim().to_owned();
    let is_open = state == RiskState::Open;
    let wrong = |problem| Refusal::Fields(vec![FieldProblem::new("reason", problem)]);
    if !is_open && reason.is_empty() {
        return Err(wrong(Problem::Missing).into());
    }
    if reason.chars().count() > WORDS_MOST as usize {
        return Err(wrong(Problem::TooLong { most: WORDS_MOST }).into());
    }
    let title = before.risk.title.clone();
    let settled = (!is_open).then(|| (actor.day(), reason.clone()));
    store::risk::update(acting.connection(), &Kept { state, settled, ..before }).await?;
    follow(&acting, actor, contract.id).await?;
    let step = if is_open { RiskStep::Reopened } else { RiskStep::Settled { state, reason } };
    record(&mut acting, contract.id, title, step);
    acting.commit().await
}

/// Records that a contract was reviewed today: `version` is that of the register and the reviews that were read. The next
/// review counts from today.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], [`Refusal::Fields`].
pub async fn review(actor: &Actor, number: &str, version: i32, review: Review) -> Result<()> {
    let (mut acting, contract) = begin(actor, number).await?;
    let profile = store::risk::begin(acting.connection(), contract.id, actor.day()).await?;
    if profile.version != version {
        return Err(Refusal::Stale.into());
    }
    let problems = review.problems();
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    let reviewed = store::risk::Profile { reviewed_on: Some(actor.day()), ..profile };
    store::risk::write_profiles(acting.connection(), &[reviewed]).await?;
    follow(&acting, actor, contract.id).await?;
    let now = store::risk::profiles(acting.connection(), &[contract.id]).await?.pop();
    let class = now.map(|profile| profile.class).unwrap_or_default();
    let (outcome, next_steps) = (review.outcome, review.next_steps.clone());
    let (id, on, by) = (actor.office().clock().id(), actor.day(), actor.person());
    let done = Done { id, contract: contract.id, on, by, class, review };
    store::risk::insert_review(acting.connection(), &done, actor.now().timestamp_millis()).await?;
    acting.record(Subject::Contract(contract.id), Event::ContractReviewed { outcome, class, next_steps });
    acting.commit().await
}

/// Records a review as a form says: by the code of each question the code of its answer, and under the same name with `_note`
/// what is to be known about it; otherwise as [`review`].
///
/// # Errors
/// Those of [`review`].
pub async fn review_typed(actor: &Actor, number: &str, version: i32, form: &BTreeMap<String, String>) -> Result<()> {
    let read = read_form(actor, Permission::AssessRisks, || Review::read(form))?;
    review(actor, number, version, read).await
}
