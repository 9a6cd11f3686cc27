//! The risk of contracts: the register, the score with its reasons, and reviews.

pub mod listing;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use model::{
    id::RiskId,
    refusal::Refusal,
    risk as of,
    view::{ContractRisk, DoneReview, RiskRow},
};
use operations::risk;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    answer::{Created, Versioned},
    ask::{Body, IfMatch, Number, NumberAndId},
    caller::Caller,
    problem::Trouble,
    wire::choices,
};

choices! {
    /// What a risk may lead to.
    RiskKind = model::risk::RiskKind {
        /// A dispute, a liability, an infringement of law.
        Legal,
        /// Somebody does not do what was promised.
        Performance,
        /// Money is lost or does not come.
        Financial,
    }

    /// Where a risk stands.
    RiskState = model::risk::RiskState {
        /// Something is to be done about it.
        Open,
        /// The measure was taken; half of it counts.
        Mitigated,
        /// It is lived with.
        Accepted,
        /// It cannot happen any more.
        Closed,
    }

    /// How much attention a contract needs.
    RiskClass = model::risk::RiskClass {
        /// Reviewed once a year.
        Low,
        /// Reviewed every half-year.
        Medium,
        /// Reviewed every quarter.
        High,
    }

    /// What came of a review.
    ReviewOutcome = model::risk::review::ReviewOutcome {
        /// The contract goes on as it is.
        Keep,
        /// Something is to be done.
        Act,
        /// It shall not go on.
        End,
    }

    /// A question of a review.
    ReviewQuestion = model::risk::review::Question {
        /// Prices, increases included.
        Prices,
        /// Billing and payment.
        Billing,
        /// What either side promised.
        Obligations,
        /// The service.
        Service,
        /// End, renewal and notice.
        Dates,
        /// Amendments, signed and filed.
        Documents,
        /// Owner, deputy and contacts.
        People,
        /// Law and standards.
        Law,
        /// Risks and measures.
        Risks,
    }

    /// What was answered.
    ReviewAnswer = model::risk::review::ReviewAnswer {
        /// As it should be.
        Ok,
        /// Not as it should be; the note says what.
        NotOk,
        /// The question does not arise.
        NotApplicable,
    }
}

/// A risk of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct Risk {
    /// Identity.
    pub id: Uuid,
    /// Version; grows with every change. Sent as `If-Match` in quotation marks, it is the version that was read.
    pub version: i32,
    /// What might happen.
    pub title: String,
    /// What it may lead to.
    pub kind: RiskKind,
    /// How likely it is, 1 to 5.
    pub likelihood: u32,
    /// How bad it would be, 1 to 5.
    pub impact: u32,
    /// What it weighs in the score.
    pub weight: u32,
    /// What is done about it.
    pub measure: String,
    /// Who sees to the measure; `null` where the contract's owner does.
    pub owner_id: Option<Uuid>,
    /// By which day the measure is to be taken.
    pub due_on: Option<NaiveDate>,
    /// Where it stands.
    pub state: RiskState,
    /// Since when it stands there; `null` for one that is open.
    pub settled_on: Option<NaiveDate>,
    /// Why it stands there.
    pub reason: Option<String>,
}

impl From<RiskRow> for Risk {
    fn from(row: RiskRow) -> Self {
        let RiskRow { id, version, risk, owner: _, state, settled } = row;
        let weight = of::weight(&risk, state);
        let of::Risk { title, kind, likelihood, impact, measure, owner, due } = risk;
        let (settled_on, reason) = settled.unzip();
        Self {
            id: id.0,
            version,
            title,
            kind: kind.into(),
            likelihood,
            impact,
            weight,
            measure,
            owner_id: owner.map(|owner| owner.0),
            due_on: due,
            state: state.into(),
            settled_on,
            reason,
        }
    }
}

/// A step of the reasoning behind a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskReason {
    /// The reason, in the language of the request.
    pub reason: String,
    /// What it adds.
    pub points: u32,
}

/// An answer of a review.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The question.
    pub question: ReviewQuestion,
    /// The answer.
    pub answer: ReviewAnswer,
    /// What is to be known about it; needed where it is not as it should be.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub note: String,
}

/// A review that was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Review {
    /// When.
    pub done_on: NaiveDate,
    /// Name of who did it.
    pub done_by: Option<String>,
    /// The class of the contract after it.
    pub class: RiskClass,
    /// The questions with their answers.
    pub answers: Vec<Answered>,
    /// What came of it.
    pub outcome: ReviewOutcome,
    /// What is to be done next.
    pub next_steps: String,
}

impl From<DoneReview> for Review {
    fn from(row: DoneReview) -> Self {
        let DoneReview { on, by, class, review } = row;
        let of::review::Review { answers, outcome, next_steps } = review;
        let answered = |of::review::Answered { question, answer, note }| Answered {
            question: question.into(),
            answer: answer.into(),
            note,
        };
        Self {
            done_on: on,
            done_by: by,
            class: class.into(),
            answers: answers.into_iter().map(answered).collect(),
            outcome: outcome.into(),
            next_steps,
        }
    }
}

/// The risk of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskOfContract {
    /// All points together, on the day of the answer.
    pub points: u32,
    /// How much attention they call for.
    pub class: RiskClass,
    /// Where the points come from.
    pub reasons: Vec<RiskReason>,
    /// The register, open risks first.
    pub risks: Vec<Risk>,
    /// The last reviews, the newest first.
    pub reviews: Vec<Review>,
    /// The day of the next review; `null` where nobody looks at the contract, or it ended.
    pub review_on: Option<NaiveDate>,
}

/// The risk of a contract
///
/// The score with its reasons, the register, and the reviews.
#[utoipa::path(
    get, path = "/contracts/{number}/risk", tag = "risk",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    responses((status = 200, description = "Its risk.", body = RiskOfContract, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("view_contracts"))),
)]
pub async fn find_risk(caller: Caller, Number(number): Number) -> Result<Versioned<RiskOfContract>, Trouble> {
    whole(&caller, &number).await
}

async fn whole(caller: &Caller, number: &str) -> Result<Versioned<RiskOfContract>, Trouble> {
    let found = risk::of_contract(&caller.actor, number).await?;
    let ContractRisk { sheet: _, score, register, reviews, review_on, version, people: _ } = found;
    let reason = |step| RiskReason { reason: app::words::risk::step(caller.words(), step), points: step.points() };
    let answer = RiskOfContract {
        points: score.points,
        class: score.class.into(),
        reasons: score.steps.iter().map(reason).collect(),
        risks: register.into_iter().map(Risk::from).collect(),
        reviews: reviews.into_iter().map(Review::from).collect(),
        review_on,
    };
    Ok(Versioned(version, answer))
}

/// Everything about a risk that a person edits, as one value: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskDetails {
    /// What might happen; 200 characters at most.
    #[schema(max_length = 200)]
    title: String,
    /// What it may lead to.
    kind: RiskKind,
    /// How likely it is.
    #[schema(minimum = 1, maximum = 5)]
    likelihood: u32,
    /// How bad it would be.
    #[schema(minimum = 1, maximum = 5)]
    impact: u32,
    /// What is done about it; 2,000 characters at most.
    #[serde(default)]
    #[schema(max_length = 2000)]
    measure: String,
    /// Who sees to the measure.
    owner_id: Option<Uuid>,
    /// By which day the measure is to be taken.
    due_on: Option<NaiveDate>,
}

impl RiskDetails {
    fn read(self, caller: &Caller) -> Result<of::Risk, Trouble> {
        let Self { title, kind, likelihood, impact, measure, owner_id, due_on } = self;
        let owner = owner_id.map(Into::into);
        let risk = of::Risk { title, kind: kind.into(), likelihood, impact, measure, owner, due: due_on };
        // The form has the rule of what can be accepted.
        let read = of::RiskForm::of(&risk).read(caller.actor.language());
        read.map_err(|problems| named(Refusal::Fields(problems).into()))
    }
}

fn named(failure: operations::Failure) -> Trouble {
    Trouble::named(failure, |form| match form {
        "owner" => "owner_id".to_owned(),
        "due" => "due_on".to_owned(),
        other => other.to_owned(),
    })
}

async fn one(caller: &Caller, number: &str, id: RiskId) -> Result<Versioned<Risk>, Trouble> {
    let found = risk::of_contract(&caller.actor, number).await?.register;
    let row = found.into_iter().find(|row| row.id == id).ok_or(Refusal::NotFound)?;
    Ok(Versioned(row.version, row.into()))
}

/// Add a risk to a contract
///
/// With the first one the contract begins to be reviewed.
#[utoipa::path(
    post, path = "/contracts/{number}/risks", tag = "risk",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042")),
    request_body(content = RiskDetails, example = json!({
        "title": "The customer may become insolvent", "kind": "financial", "likelihood": 2, "impact": 5
    })),
    responses((
        status = 201, description = "The new risk.", body = Risk,
        headers(("ETag" = String), ("Location" = String, description = "Where the register is.")),
    )),
    extensions(("x-permission" = json!("assess_risks"))),
)]
pub async fn create_risk(
    caller: Caller,
    Number(number): Number,
    Body(body): Body<RiskDetails>,
) -> Result<Created<Risk>, Trouble> {
    caller.actor.read(model::permission::Permission::AssessRisks)?;
    let id = risk::add(&caller.actor, &number, body.read(&caller)?).await.map_err(named)?;
    Ok(Created(format!("/contracts/{number}/risk"), one(&caller, &number, id).await?))
}

/// Change a risk of a contract
///
/// Replaces what is known of it as a whole.
#[utoipa::path(
    put, path = "/contracts/{number}/risks/{risk_id}", tag = "risk",
    params(
        ("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"),
        ("risk_id" = Uuid, Path, description = "Identity of the risk."),
        IfMatch,
    ),
    request_body(content = RiskDetails, example = json!({
        "title": "The customer may become insolvent", "kind": "financial", "likelihood": 3, "impact": 5
    })),
    responses((status = 200, description = "The risk as it is now.", body = Risk, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("assess_risks"))),
)]
pub async fn edit_risk(
    caller: Caller,
    NumberAndId(number, id): NumberAndId,
    IfMatch(version): IfMatch,
    Body(body): Body<RiskDetails>,
) -> Result<Versioned<Risk>, Trouble> {
    caller.actor.read(model::permission::Permission::AssessRisks)?;
    let (id, details) = (RiskId(id), body.read(&caller)?);
    risk::change(&caller.actor, &number, id, version, details).await.map_err(named)?;
    one(&caller, &number, id).await
}

/// Where a risk stands now, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettledRisk {
    /// Where it stands now.
    state: RiskState,
    /// Why; not needed where it is open again.
    #[serde(default)]
    #[schema(max_length = 2000)]
    reason: String,
}

/// Say where a risk stands
///
/// Mitigated, accepted or closed, with a reason; or open again.
#[utoipa::path(
    post, path = "/contracts/{number}/risks/{risk_id}/settle", tag = "risk",
    params(
        ("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"),
        ("risk_id" = Uuid, Path, description = "Identity of the risk."),
        IfMatch,
    ),
    request_body(content = SettledRisk, example = json!({ "state": "mitigated", "reason": "a bank guarantee" })),
    responses((status = 200, description = "The risk as it is now.", body = Risk, headers(("ETag" = String)))),
    extensions(("x-permission" = json!("assess_risks"))),
)]
pub async fn settle_risk(
    caller: Caller,
    NumberAndId(number, id): NumberAndId,
    IfMatch(version): IfMatch,
    Body(body): Body<SettledRisk>,
) -> Result<Versioned<Risk>, Trouble> {
    let (id, SettledRisk { state, reason }) = (RiskId(id), body);
    risk::settle(&caller.actor, &number, id, version, state.into(), &reason).await?;
    one(&caller, &number, id).await
}

/// A review as it is recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    /// Every question with its answer.
    answers: Vec<Answered>,
    /// What came of it.
    outcome: ReviewOutcome,
    /// What is to be done next; needed where something is to be done.
    #[serde(default)]
    #[schema(max_length = 2000)]
    next_steps: String,
}

/// Record a review of a contract
///
/// As done today, of the risk that was read: its `ETag` is the version. The next review counts from today.
#[utoipa::path(
    post, path = "/contracts/{number}/reviews", tag = "risk",
    params(("number" = String, Path, description = "Number of the contract.", example = "C-2026-0042"), IfMatch),
    request_body(content = NewReview, example = json!({
        "answers": [{ "question": "prices", "answer": "not_ok", "note": "The increase of March was not applied." }],
        "outcome": "act",
        "next_steps": "Bill the increase."
    })),
    responses((
        status = 200, description = "The risk of the contract as it is now.", body = RiskOfContract,
        headers(("ETag" = String)),
    )),
    extensions(("x-permission" = json!("assess_risks"))),
)]
pub async fn review_contract(
    caller: Caller,
    Number(number): Number,
    IfMatch(version): IfMatch,
    Body(body): Body<NewReview>,
) -> Result<Versioned<RiskOfContract>, Trouble> {
    let NewReview { answers, outcome, next_steps } = body;
    let answers: BTreeMap<of::review::Question, of::review::Answered> = answers
        .into_iter()
        .map(|Answered { question, answer, note }| {
            let (question, note) = (question.into(), note.trim().to_owned());
            (question, of::review::Answered { question, answer: answer.into(), note })
        })
        .collect();
    let review = of::review::Review {
        answers: answers.into_values().collect(),
        outcome: outcome.into(),
        next_steps: next_steps.trim().to_owned(),
    };
    risk::review(&caller.actor, &number, version, review).await?;
    whole(&caller, &number).await
}
