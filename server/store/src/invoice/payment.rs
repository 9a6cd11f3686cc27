//! Payments that come after their invoices: from imports, and recorded by people.

use super::{StoredInvoice, load};
use crate::{
    Error, Result,
    entity::{import, invoice, invoice_line, payment},
    matching::hidden_invoices,
    sight::Sight,
    stored::insert_all,
};
use model::{
    calendar::Day,
    id::{ImportId, InvoiceId, PaymentId, PersonId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use std::collections::HashSet;
use uuid::Uuid;

/// How many are named in one query.
const TOGETHER: usize = 5_000;

/// Some invoices, as far as they are there.
pub async fn find_many(connection: &impl ConnectionTrait, ids: &[InvoiceId]) -> Result<Vec<StoredInvoice>> {
    let mut found = Vec::new();
    for some in ids.chunks(TOGETHER) {
        let rows = invoice::Entity::find().filter(invoice::Column::Id.is_in(some.iter().map(|id| id.0)));
        found.extend(load(connection, rows.all(connection).await?).await?);
    }
    Ok(found)
}

/// Those of some invoices that bill a contract which may not be seen.
pub async fn hidden_among(
    connection: &impl ConnectionTrait,
    sight: Sight,
    ids: &[InvoiceId],
) -> Result<HashSet<InvoiceId>> {
    let Some(hidden) = hidden_invoices(sight) else { return Ok(HashSet::new()) };
    let mut found = HashSet::new();
    for some in ids.chunks(TOGETHER) {
        let rows: Vec<Uuid> = invoice::Entity::find()
            .select_only()
            .column(invoice::Column::Id)
            .filter(invoice::Column::Id.is_in(some.iter().map(|id| id.0)))
            .filter(invoice::Column::Id.in_subquery(hidden.clone()))
            .into_tuple()
            .all(connection)
            .await?;
        found.extend(rows.into_iter().map(InvoiceId));
    }
    Ok(found)
}

/// A payment and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredPayment {
    /// Identity.
    pub id: PaymentId,
    /// The invoice that it pays.
    pub invoice: InvoiceId,
    /// The day it arrived.
    pub received_on: Day,
    /// How much, in minor units of the currency of the invoice.
    pub minor: i64,
    /// Whether it was recorded on a finding.
    pub on_finding: bool,
    /// The person who recorded it on the page of the invoice.
    pub by: Option<PersonId>,
    /// The import that brought it, where that is known.
    pub import: Option<ImportId>,
}

/// The payments of some invoices, but for those that an import brought.
pub async fn payments_of(
    connection: &impl ConnectionTrait,
    invoices: &[InvoiceId],
    but: Option<ImportId>,
) -> Result<Vec<StoredPayment>> {
    use payment::Column as C;
    let others = but.map(|but| Condition::any().add(C::ImportId.is_null()).add(C::ImportId.ne(but.0)));
    let mut found = Vec::new();
    for some in invoices.chunks(TOGETHER) {
        let rows = payment::Entity::find()
            .filter(C::InvoiceId.is_in(some.iter().map(|id| id.0)))
            .filter(Condition::all().add_option(others.clone()))
            .order_by_asc(C::ReceivedOn)
            .order_by_asc(C::Id)
            .all(connection)
            .await?;
        found.extend(rows.into_iter().map(|row| StoredPayment {
            id: PaymentId(row.id),
            invoice: InvoiceId(row.invoice_id),
            received_on: row.received_on,
            minor: row.amount_minor,
            on_finding: row.recovery_id.is_some(),
            by: row.person_id.map(PersonId),
            import: row.import_id.map(ImportId),
        }));
    }
    Ok(found)
}

/// A payment to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// Identity.
    pub id: PaymentId,
    /// The invoice that it pays.
    pub invoice: InvoiceId,
    /// The day it arrived.
    pub received_on: Day,
    /// How much, in minor units of the currency of the invoice.
    pub minor: i64,
    /// The person who recorded it.
    pub by: Option<PersonId>,
    /// The import that brings it.
    pub import: Option<ImportId>,
}

/// Adds payments.
pub async fn add_payments(connection: &impl ConnectionTrait, payments: Vec<NewPayment>) -> Result<()> {
    let row = |new: NewPayment| payment::Model {
        id: new.id.0,
        invoice_id: new.invoice.0,
        received_on: new.received_on,
        amount_minor: new.minor,
        recovery_id: None,
        finding_id: None,
        contract_id: None,
        import_id: new.import.map(|import| import.0),
        person_id: new.by.map(|by| by.0),
    };
    insert_all::<payment::Entity, _>(connection, payments.into_iter().map(row).collect()).await
}

/// Takes payments away.
pub async fn delete_payments(connection: &impl ConnectionTrait, ids: &[PaymentId]) -> Result<()> {
    payment::Entity::delete_many()
        .filter(payment::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .exec(connection)
        .await?;
    Ok(())
}

/// Raises the versions of invoices, whatever they are, and holds the invoices until the end of the transaction: what is read
/// of their payments afterwards stands.
pub async fn touch(connection: &impl ConnectionTrait, ids: &[InvoiceId]) -> Result<()> {
    for some in ids.chunks(TOGETHER) {
        invoice::Entity::update_many()
            .col_expr(invoice::Column::Version, Expr::col(invoice::Column::Version).add(1))
            .filter(invoice::Column::Id.is_in(some.iter().map(|id| id.0)))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Raises the version of an invoice if it is still the one that was read.
///
/// # Errors
/// [`Error::Stale`] if somebody was first.
pub async fn move_on(connection: &impl ConnectionTrait, id: InvoiceId, version: i32) -> Result<()> {
    let moved = invoice::Entity::update_many()
        .col_expr(invoice::Column::Version, Expr::col(invoice::Column::Version).add(1))
        .filter(invoice::Column::Id.eq(id.0))
        .filter(invoice::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if moved.rows_affected == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Raises the versions of the lines of an invoice, whatever they are, and holds the lines until the end of the transaction: what is
/// read of their matches afterwards stands.
pub async fn hold_lines(connection: &impl ConnectionTrait, id: InvoiceId) -> Result<()> {
    invoice_line::Entity::update_many()
        .col_expr(invoice_line::Column::Version, Expr::col(invoice_line::Column::Version).add(1))
        .filter(invoice_line::Column::InvoiceId.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// The payments that an import added to invoices that were there.
pub(crate) fn payments_from(id: ImportId) -> Select<payment::Entity> {
    let own =
        invoice::Entity::find().select_only().column(invoice::Column::Id).filter(invoice::Column::ImportId.eq(id.0));
    payment::Entity::find()
        .filter(payment::Column::ImportId.eq(id.0))
        .filter(payment::Column::InvoiceId.not_in_subquery(own.into_query()))
}

/// How many payments an import added to invoices that were there.
pub async fn count_payments_from(connection: &impl ConnectionTrait, id: ImportId) -> Result<u64> {
    Ok(payments_from(id).count(connection).await?)
}

/// How many payments of an import are there, with its invoices or added to others. Of one whose import is not known it is known
/// that it came with its invoice, unless a person recorded it.
pub async fn count_payments_of(connection: &impl ConnectionTrait, id: ImportId) -> Result<u64> {
    use payment::Column as C;
    let own =
        invoice::Entity::find().select_only().column(invoice::Column::Id).filter(invoice::Column::ImportId.eq(id.0));
    let with_invoice = Condition::all()
        .add(C::ImportId.is_null())
        .add(C::PersonId.is_null())
        .add(C::FindingId.is_null())
        .add(C::InvoiceId.in_subquery(own.into_query()));
    let of_import = Condition::any().add(C::ImportId.eq(id.0)).add(with_invoice);
    Ok(payment::Entity::find().filter(of_import).count(connection).await?)
}

/// Some of the payments that an import added to invoices that were there, with those invoices.
pub async fn some_payments_from(
    connection: &impl ConnectionTrait,
    id: ImportId,
    most: u64,
) -> Result<Vec<(PaymentId, InvoiceId)>> {
    let rows: Vec<(Uuid, Uuid)> = payments_from(id)
        .select_only()
        .columns([payment::Column::Id, payment::Column::InvoiceId])
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, invoice)| (PaymentId(id), InvoiceId(invoice))).collect())
}

/// The invoices that an import found there and added payments to.
pub async fn paid_by_import(connection: &impl ConnectionTrait, id: ImportId) -> Result<Vec<InvoiceId>> {
    let invoices: Vec<Uuid> = payments_from(id)
        .select_only()
        .column(payment::Column::InvoiceId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    Ok(invoices.into_iter().map(InvoiceId).collect())
}

/// What came in for the invoices that an import made, since it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaidSince {
    /// How many payments later imports added.
    pub imported: u64,
    /// Those imports, by the names of their files, the latest first.
    pub imports: Vec<(ImportId, String)>,
    /// How many payments people recorded on the pages of the invoices.
    pub recorded: u64,
    /// The invoices of those that may be seen, by their numbers.
    pub invoices: Vec<(InvoiceId, String)>,
}

/// What came in for the invoices that an import made, since it did, with the first `most` of what names it.
pub async fn paid_since(connection: &impl ConnectionTrait, sight: Sight, id: ImportId, most: u64) -> Result<PaidSince> {
    use payment::Column as C;
    let own = || {
        let own = invoice::Entity::find().filter(invoice::Column::ImportId.eq(id.0));
        own.select_only().column(invoice::Column::Id).into_query()
    };
    let of_own = || payment::Entity::find().filter(C::InvoiceId.in_subquery(own()));
    let imported = || of_own().filter(C::ImportId.is_not_null()).filter(C::ImportId.ne(id.0));
    let recorded = || of_own().filter(C::PersonId.is_not_null());
    let brought = imported().select_only().column(C::ImportId).into_query();
    let imports: Vec<(Uuid, String)> = import::Entity::find()
        .select_only()
        .columns([import::Column::Id, import::Column::FileName])
        .filter(import::Column::Id.in_subquery(brought))
        .order_by_desc(import::Column::CreatedAt)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    let to_invoice = payment::Entity::belongs_to(invoice::Entity).from(C::InvoiceId).to(invoice::Column::Id);
    let seen = hidden_invoices(sight).map(|hidden| invoice::Column::Id.not_in_subquery(hidden));
    let invoices: Vec<(Uuid, String)> = recorded()
        .join(JoinType::InnerJoin, to_invoice.into())
        .select_only()
        .columns([invoice::Column::Id, invoice::Column::Number])
        .distinct()
        .filter(Condition::all().add_option(seen))
        .order_by_asc(invoice::Column::Number)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(PaidSince {
        imported: imported().count(connection).await?,
        imports: imports.into_iter().map(|(id, file)| (ImportId(id), file)).collect(),
        recorded: recorded().count(connection).await?,
        invoices: invoices.into_iter().map(|(id, number)| (InvoiceId(id), number)).collect(),
    })
}
