//! The expected-billing ledger.

mod days;
mod flow;
mod listing;

pub use days::to_come;
pub use flow::{FlowFilter, flow};
pub use listing::{Filter, line_names, list, totals};

use crate::{
    Result,
    entity::expected_billing as ledger,
    stored::{Write, currency, from_json, insert_all, json, name, update_all},
};
use model::{
    billing::{BillingState, Correction, ExpectedAmount, Formula, LedgerChange, LedgerRow},
    calendar::{Day, Period},
    id::{ContractId, CustomerId, ExpectedBillingId, PriceLineId},
    leakage::Owed,
    money::Money,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A row of the ledger and the contract it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRow {
    /// The contract.
    pub contract: ContractId,
    /// The row.
    pub row: LedgerRow,
    /// Why it was given up, if it was.
    pub waived_reason: Option<String>,
    /// What it owes the customer as findings know it.
    pub owed: Owed,
}

/// Reads formulas. Most periods of a line have the same one, so each text is taken apart once.
#[derive(Default)]
struct Formulas {
    known: HashMap<String, Formula>,
}

impl Formulas {
    /// How many are remembered at a time: those of some thousand lines.
    const MOST: usize = 5_000;

    fn read(&mut self, text: String) -> Result<Formula> {
        if let Some(formula) = self.known.get(&text) {
            return Ok(formula.clone());
        }
        let formula: Formula = from_json("formula", &text)?;
        if self.known.len() >= Self::MOST {
            self.known.clear();
        }
        self.known.insert(text, formula.clone());
        Ok(formula)
    }
}

fn rows_of(models: Vec<ledger::Model>) -> Result<Vec<StoredRow>> {
    let mut formulas = Formulas::default();
    models.into_iter().map(|model| row_of(model, &mut formulas)).collect()
}

fn row_of(model: ledger::Model, formulas: &mut Formulas) -> Result<StoredRow> {
    let amount = Money::new(model.amount_minor, currency(&model.currency)?);
    let owed = Owed {
        row: ExpectedBillingId(model.id),
        owed: model.owed_minor,
        given_back: model.given_back_minor,
        kept: model.kept_minor,
        returned: model.returned_minor,
        spared: model.spared_minor,
    };
    Ok(StoredRow {
        owed,
        contract: ContractId(model.contract_id),
        row: LedgerRow {
            id: ExpectedBillingId(model.id),
            expected: ExpectedAmount {
                line: PriceLineId(model.line_id),
                period: Period { first: model.first_day, last: model.last_day },
                billing_day: model.billing_day,
                amount,
                formula: formulas.read(model.formula)?,
            },
            revision: u32::try_from(model.revision).unwrap_or_default(),
            correction: model.reason.as_deref().map(|text| from_json("correction", text)).transpose()?,
            billed: model.billed_minor,
            credited: model.credited_minor,
            recovered: model.recovered_minor,
            waived: model.waived_reason.is_some(),
        },
        waived_reason: model.waived_reason,
    })
}

/// How the ledger of one contract changes.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The contract.
    pub contract: ContractId,
    /// Its customer.
    pub customer: CustomerId,
    /// The changes, in the order in which they were computed.
    pub changes: Vec<LedgerChange>,
}

/// Applies changes to the ledgers of contracts: first what goes, then what is overwritten, then what is new,
/// so that no two rows ever have the same line, first day and revision. `new_id` gives identities.
pub async fn apply(connection: &impl ConnectionTrait, revisions: &[Revision], new_id: impl Fn() -> Uuid) -> Result<()> {
    use ledger::Column as C;
    let (mut removed, mut updated, mut inserted) = (Vec::new(), Vec::new(), Vec::new());
    for Revision { contract, customer, changes } in revisions {
        for change in changes {
            match change {
                LedgerChange::Remove { id } => removed.push(id.0),
                LedgerChange::Update { id, expected, correction } => {
                    let ExpectedAmount { line: _, period, billing_day, amount, formula } = expected;
                    let reason = correction.as_ref().map(|correction| json("correction", correction)).transpose()?;
                    updated.push(vec![
                        id.0.into(),
                        period.last.into(),
                        (*billing_day).into(),
                        amount.minor.into(),
                        amount.currency.code().into(),
                        json("formula", formula)?.into(),
                        reason.into(),
                    ]);
                }
                LedgerChange::Insert { expected, revision, correction } => {
                    let correction = correction.as_ref();
                    inserted.push(new_row(*contract, *customer, expected, *revision, correction, new_id())?);
                }
            }
        }
    }
    for some in removed.chunks(10_000) {
        ledger::Entity::delete_many().filter(C::Id.is_in(some.iter().copied())).exec(connection).await?;
    }
    let columns = [C::LastDay, C::BillingDay, C::AmountMinor, C::Currency, C::Formula, C::Reason];
    update_all::<ledger::Entity>(connection, &[C::Id], &columns.map(|column| (column, Write::Always)), updated).await?;
    insert_all::<ledger::Entity, _>(connection, inserted).await
}

fn new_row(
    contract: ContractId,
    customer: CustomerId,
    expected: &ExpectedAmount,
    revision: u32,
    correction: Option<&Correction>,
    id: Uuid,
) -> Result<ledger::Model> {
    Ok(ledger::Model {
        id,
        contract_id: contract.0,
        customer_id: customer.0,
        line_id: expected.line.0,
        first_day: expected.period.first,
        last_day: expected.period.last,
        revision: i32::try_from(revision).unwrap_or(i32::MAX),
        billing_day: expected.billing_day,
        amount_minor: expected.amount.minor,
        currency: expected.amount.currency.code().to_owned(),
        formula: json("formula", &expected.formula)?,
        reason: correction.map(|correction| json("correction", correction)).transpose()?,
        billed_minor: 0,
        credited_minor: 0,
        recovered_minor: 0,
        owed_minor: 0,
        given_back_minor: 0,
        kept_minor: 0,
        returned_minor: 0,
        spared_minor: 0,
        state: name("billing state", &BillingState::Expected)?,
        waived_reason: None,
    })
}

/// New rows for many contracts at once: what an import does.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Identity.
    pub id: ExpectedBillingId,
    /// The contract.
    pub contract: ContractId,
    /// The customer.
    pub customer: CustomerId,
    /// Content.
    pub expected: ExpectedAmount,
    /// 0, or the number of the correction.
    pub revision: u32,
    /// Why, for a correction.
    pub correction: Option<Correction>,
}

/// Adds rows.
pub async fn insert_many(connection: &impl ConnectionTrait, rows: &[NewRow]) -> Result<()> {
    let rows = rows
        .iter()
        .map(|row| new_row(row.contract, row.customer, &row.expected, row.revision, row.correction.as_ref(), row.id.0))
        .collect::<Result<Vec<_>>>()?;
    insert_all::<ledger::Entity, _>(connection, rows).await
}

/// The whole ledger of contracts, by contract, line, billing day and revision.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<StoredRow>> {
    ordered(connection, ledger::Column::ContractId.is_in(contracts.iter().map(|id| id.0)).into()).await
}

/// The ledger of contracts up to a day, and of what begins later only rows to which something happened: all
/// that can leak by that day.
pub async fn begun_by(connection: &impl ConnectionTrait, contracts: &[ContractId], day: Day) -> Result<Vec<StoredRow>> {
    use ledger::Column as C;
    let touched = C::State.ne(name("billing state", &BillingState::Expected)?);
    // What is kept and what was given back of something owed follows from invoices, which a state says.
    let owes = C::OwedMinor.ne(0).or(C::GivenBackMinor.ne(0));
    let concerned = Condition::any().add(C::FirstDay.lte(day)).add(touched).add(C::Revision.gt(0)).add(owes);
    let of = C::ContractId.is_in(contracts.iter().map(|id| id.0));
    ordered(connection, Condition::all().add(of).add(concerned)).await
}

/// Rows by contract, billing day, line and revision.
async fn ordered(connection: &impl ConnectionTrait, condition: Condition) -> Result<Vec<StoredRow>> {
    let rows = ledger::Entity::find()
        .filter(condition)
        .order_by_asc(ledger::Column::ContractId)
        .order_by_asc(ledger::Column::BillingDay)
        .order_by_asc(ledger::Column::LineId)
        .order_by_asc(ledger::Column::Revision)
        .all(connection)
        .await?;
    rows_of(rows)
}

/// Whether money was recovered for any of some rows, whether or not an invoice bills them now.
pub async fn any_recovered(connection: &impl ConnectionTrait, rows: &[ExpectedBillingId]) -> Result<bool> {
    use ledger::Column as C;
    for some in rows.chunks(10_000) {
        let found = ledger::Entity::find()
            .select_only()
            .column(C::Id)
            .filter(C::Id.is_in(some.iter().map(|id| id.0)))
            .filter(C::RecoveredMinor.gt(0))
            .limit(1)
            .into_tuple::<Uuid>()
            .one(connection)
            .await?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Of the price lines of contracts, those of which a period was billed, credited, recovered or given up.
pub async fn fixed_lines(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<HashSet<PriceLineId>> {
    use ledger::Column as C;
    let happened = Condition::any()
        .add(C::BilledMinor.ne(0))
        .add(C::CreditedMinor.ne(0))
        .add(C::RecoveredMinor.ne(0))
        .add(C::WaivedReason.is_not_null());
    let ids: Vec<Uuid> = ledger::Entity::find()
        .select_only()
        .column(C::LineId)
        .distinct()
        .filter(C::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .filter(happened)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(PriceLineId).collect())
}

/// What is billed and credited of a row, and where it stands by that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Billed {
    /// The row.
    pub row: ExpectedBillingId,
    /// Sum of the matched invoice lines, minor units.
    pub billed: i64,
    /// Sum of the matched credit-note lines, minor units.
    pub credited: i64,
    /// Where the row stands.
    pub state: BillingState,
}

/// Moves the ledger of a contract to another customer.
pub async fn write_customer(
    connection: &impl ConnectionTrait,
    contract: ContractId,
    customer: CustomerId,
) -> Result<()> {
    use ledger::Column as C;
    ledger::Entity::update_many()
        .col_expr(C::CustomerId, Expr::value(customer.0))
        .filter(C::ContractId.eq(contract.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes what was billed and credited for rows, and where they stand.
pub async fn write_billed(connection: &impl ConnectionTrait, rows: &[Billed]) -> Result<()> {
    use ledger::Column as C;
    let values = rows
        .iter()
        .map(|Billed { row, billed, credited, state }| {
            let state = name("billing state", state)?;
            Ok(vec![row.0.into(), (*billed).into(), (*credited).into(), state.into()])
        })
        .collect::<Result<Vec<_>>>()?;
    let columns = [C::BilledMinor, C::CreditedMinor, C::State].map(|column| (column, Write::Always));
    update_all::<ledger::Entity>(connection, &[C::Id], &columns, values).await?;
    Ok(())
}

/// Writes what rows owe the customer as findings know it.
pub async fn write_owed(connection: &impl ConnectionTrait, rows: &[Owed]) -> Result<()> {
    use ledger::Column as C;
    let value = |Owed { row, owed, given_back, kept, returned, spared }: &Owed| {
        let amounts = [owed, given_back, kept, returned, spared];
        std::iter::once(row.0.into()).chain(amounts.map(|minor| (*minor).into())).collect()
    };
    let columns = [C::OwedMinor, C::GivenBackMinor, C::KeptMinor, C::ReturnedMinor, C::SparedMinor];
    let columns = columns.map(|column| (column, Write::Always));
    update_all::<ledger::Entity>(connection, &[C::Id], &columns, rows.iter().map(value).collect()).await?;
    Ok(())
}

/// Gives rows up with a reason, or (with none) takes that back; each with the state that follows.
pub async fn write_waived(
    connection: &impl ConnectionTrait,
    rows: &[(ExpectedBillingId, BillingState)],
    reason: Option<&str>,
) -> Result<()> {
    use ledger::Column as C;
    let values = rows
        .iter()
        .map(|(row, state)| {
            let state = name("billing state", state)?;
            Ok(vec![row.0.into(), state.into(), reason.map(str::to_owned).into()])
        })
        .collect::<Result<Vec<_>>>()?;
    let columns = [C::State, C::WaivedReason].map(|column| (column, Write::Always));
    update_all::<ledger::Entity>(connection, &[C::Id], &columns, values).await?;
    Ok(())
}

/// The ledger of contracts within some billing days.
pub async fn within(
    connection: &impl ConnectionTrait,
    contracts: &[ContractId],
    days: Period,
) -> Result<Vec<StoredRow>> {
    use ledger::Column as C;
    let of = C::ContractId.is_in(contracts.iter().map(|id| id.0));
    ordered(connection, Condition::all().add(of).add(C::BillingDay.between(days.first, days.last))).await
}

/// Contracts with a row to be billed within one of some stretches of days.
pub async fn contracts_billed_within(
    connection: &impl ConnectionTrait,
    stretches: &[Period],
) -> Result<Vec<ContractId>> {
    if stretches.is_empty() {
        return Ok(Vec::new());
    }
    let within = stretches
        .iter()
        .fold(Condition::any(), |any, days| any.add(ledger::Column::BillingDay.between(days.first, days.last)));
    let ids: Vec<Uuid> = ledger::Entity::find()
        .select_only()
        .column(ledger::Column::ContractId)
        .distinct()
        .filter(within)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(ContractId).collect())
}
