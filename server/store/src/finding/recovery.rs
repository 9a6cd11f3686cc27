//! Money that came in on findings, entry by entry.

use crate::{
    Result,
    entity::{expected_billing, invoice_waiver, payment, person, recovery, recovery_part},
    stored::{currency, insert_all},
};
use model::{
    calendar::Day,
    id::{ContractId, ExpectedBillingId, FindingId, InvoiceId, PersonId, RecoveryId},
    leakage::CountsFor,
    money::Money,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func, Query, SelectStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

/// An entry as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecovery {
    /// Identity.
    pub id: RecoveryId,
    /// The day it was recorded.
    pub received_on: Day,
    /// How much.
    pub amount: Money,
    /// Name of who recorded it, where that is known.
    pub by: Option<String>,
}

/// An entry to be added.
#[derive(Clone, Debug)]
pub struct NewRecovery {
    /// Identity.
    pub id: RecoveryId,
    /// The finding.
    pub finding: FindingId,
    /// The contract of the finding.
    pub contract: Option<ContractId>,
    /// The day.
    pub on: Day,
    /// How much.
    pub amount: Money,
    /// Who recorded it.
    pub by: PersonId,
    /// What it counts for.
    pub counts_for: CountsFor,
}

/// Adds an entry with the payment or the parts of rows that it is; `payment` gives a payment its identity.
pub async fn add_recovery(connection: &impl ConnectionTrait, new: NewRecovery, payment: Uuid) -> Result<()> {
    let NewRecovery { id, finding, contract, on, amount, by, counts_for } = new;
    let shown = match &counts_for {
        CountsFor::Rows(parts) => parts.iter().map(|(_, minor)| minor).sum(),
        CountsFor::Invoice(_) => amount.minor,
        CountsFor::Nothing => 0,
    };
    let entry = recovery::Model {
        id: id.0,
        finding_id: finding.0,
        received_on: on,
        amount_minor: amount.minor,
        currency: amount.currency.code().to_owned(),
        shown_minor: shown,
        person_id: Some(by.0),
    };
    insert_all::<recovery::Entity, _>(connection, vec![entry]).await?;
    match counts_for {
        CountsFor::Rows(parts) => {
            let part = |(row, minor): &(ExpectedBillingId, i64)| recovery_part::Model {
                recovery_id: id.0,
                expected_billing_id: row.0,
                amount_minor: *minor,
            };
            insert_all::<recovery_part::Entity, _>(connection, parts.iter().map(part).collect()).await
        }
        CountsFor::Invoice(invoice) => {
            let row = payment::Model {
                id: payment,
                invoice_id: invoice.0,
                received_on: on,
                amount_minor: amount.minor,
                recovery_id: Some(id.0),
                finding_id: Some(finding.0),
                contract_id: contract.map(|contract| contract.0),
                import_id: None,
                person_id: None,
            };
            // Whoever has its page open is told that it changed.
            crate::invoice::touch(connection, &[invoice]).await?;
            insert_all::<payment::Entity, _>(connection, vec![row]).await
        }
        CountsFor::Nothing => Ok(()),
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    received_on: Day,
    amount_minor: i64,
    currency: String,
    name: Option<String>,
}

/// The entries of a finding, the oldest first.
pub async fn recoveries(connection: &impl ConnectionTrait, finding: FindingId) -> Result<Vec<StoredRecovery>> {
    use recovery::Column as C;
    let rows: Vec<Row> = recovery::Entity::find()
        .join(
            JoinType::LeftJoin,
            recovery::Entity::belongs_to(person::Entity).from(C::PersonId).to(person::Column::Id).into(),
        )
        .select_only()
        .columns([C::Id, C::ReceivedOn, C::AmountMinor, C::Currency])
        .column_as(person::Column::Name, "name")
        .filter(C::FindingId.eq(finding.0))
        .order_by_asc(C::ReceivedOn)
        .order_by_asc(C::Id)
        .into_model()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredRecovery {
                id: RecoveryId(row.id),
                received_on: row.received_on,
                amount: Money::new(row.amount_minor, currency(&row.currency)?),
                by: row.name,
            })
        })
        .collect()
}

/// How much of what came in on findings the ledger or payments show, in minor units; findings without are left out.
pub async fn shown_of(
    connection: &impl ConnectionTrait,
    findings: impl Iterator<Item = FindingId>,
) -> Result<HashMap<FindingId, i64>> {
    use recovery::Column as C;
    let ids: Vec<Uuid> = findings.map(|id| id.0).collect();
    let mut shown = HashMap::new();
    for some in ids.chunks(10_000) {
        let sum = Expr::from(Func::sum(Expr::col(C::ShownMinor))).cast_as("bigint");
        let sums: Vec<(Uuid, i64)> = recovery::Entity::find()
            .select_only()
            .column(C::FindingId)
            .column_as(sum, "shown")
            .filter(C::FindingId.is_in(some.iter().copied()))
            .group_by(C::FindingId)
            .into_tuple()
            .all(connection)
            .await?;
        shown.extend(sums.into_iter().map(|(id, minor)| (FindingId(id), minor)));
    }
    Ok(shown)
}

/// Takes entries away, with the payments and parts of rows that they are; answers the rows.
pub async fn delete_recoveries(
    connection: &impl ConnectionTrait,
    entries: &[RecoveryId],
) -> Result<Vec<ExpectedBillingId>> {
    let ids = || entries.iter().map(|id| id.0);
    let of = recovery_part::Column::RecoveryId.is_in(ids());
    let rows: Vec<Uuid> = recovery_part::Entity::find()
        .select_only()
        .column(recovery_part::Column::ExpectedBillingId)
        .distinct()
        .filter(of.clone())
        .into_tuple()
        .all(connection)
        .await?;
    recovery_part::Entity::delete_many().filter(of).exec(connection).await?;
    let paid = payment::Column::RecoveryId.is_in(ids());
    let invoices: Vec<Uuid> = payment::Entity::find()
        .select_only()
        .column(payment::Column::InvoiceId)
        .distinct()
        .filter(paid.clone())
        .into_tuple()
        .all(connection)
        .await?;
    crate::invoice::touch(connection, &invoices.into_iter().map(InvoiceId).collect::<Vec<_>>()).await?;
    payment::Entity::delete_many().filter(paid).exec(connection).await?;
    recovery::Entity::delete_many().filter(recovery::Column::Id.is_in(ids())).exec(connection).await?;
    Ok(rows.into_iter().map(ExpectedBillingId).collect())
}

/// Takes what came in and what was given up away of findings that go altogether, with their ledger.
pub(crate) async fn forget_recoveries(connection: &impl ConnectionTrait, findings: SelectStatement) -> Result<()> {
    use recovery::Column as C;
    let entries = || {
        let mut entries = Query::select();
        entries.column(C::Id).from(recovery::Entity).and_where(Expr::col(C::FindingId).in_subquery(findings.clone()));
        entries
    };
    let of_rows = recovery_part::Column::RecoveryId.in_subquery(entries());
    recovery_part::Entity::delete_many().filter(of_rows).exec(connection).await?;
    payment::Entity::delete_many().filter(payment::Column::RecoveryId.in_subquery(entries())).exec(connection).await?;
    recovery::Entity::delete_many().filter(C::FindingId.in_subquery(findings.clone())).exec(connection).await?;
    invoice_waiver::Entity::delete_many()
        .filter(invoice_waiver::Column::FindingId.in_subquery(findings))
        .exec(connection)
        .await?;
    Ok(())
}

/// Adds up anew what was recovered for rows of the ledger.
pub async fn recount_recovered(connection: &impl ConnectionTrait, rows: &[ExpectedBillingId]) -> Result<()> {
    use expected_billing::Column as C;
    use recovery_part::Column as P;
    for some in rows.chunks(5_000) {
        let mut sum = Query::select();
        sum.expr(Func::coalesce([
            Expr::from(Func::sum(Expr::col((recovery_part::Entity, P::AmountMinor)))).cast_as("bigint"),
            Expr::val(0_i64),
        ]))
        .from(recovery_part::Entity)
        .and_where(Expr::col((recovery_part::Entity, P::ExpectedBillingId)).equals((expected_billing::Entity, C::Id)));
        expected_billing::Entity::update_many()
            .col_expr(C::RecoveredMinor, sum.into())
            .filter(C::Id.is_in(some.iter().map(|id| id.0)))
            .exec(connection)
            .await?;
    }
    Ok(())
}
