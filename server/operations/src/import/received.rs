//! What a file says was received for invoices that are there: of a list of invoices what it states beyond what is known, of a
//! list of payments each that is not known yet. The review shows it, and accepting writes it.

use super::{
    accept::Apart,
    known::{Directory, NotThere, Recognised},
};
use crate::{Actor, Result, leakage};
use model::{
    calendar::Day,
    id::{CustomerId, ImportId, InvoiceId, PaymentId},
    import::{
        columns::{ImportField, InvoiceField as F},
        draft::{CustomerWords, InvoiceDraft, LonePayment, PaymentDraft, UnderstoodRow},
        problem::{CellProblem, Problem},
        received::{Beyond, KnownPayment, Standing, StatedPayment, beyond, oddities, standings},
    },
    invoice::{Invoice, InvoiceKind},
    leakage::{Besides, came_in_before, outstanding},
    money::{Currency, Money},
    view::{ImportColumn, Known},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::{
    ConnectionTrait,
    invoice::{NewPayment, StoredPayment},
    sight::Sight,
};

/// How many invoices are read at once.
const TOGETHER: usize = 2_000;

/// What a draft says of an invoice that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The invoice and its customer; `None` where none is there.
    pub(super) invoice: Option<(InvoiceId, CustomerId)>,
    /// What is added to it.
    pub(super) adds: Vec<PaymentDraft>,
    /// The payment of a row of its own, as it is understood.
    payment: Option<PaymentDraft>,
    /// What is open of the invoice afterwards.
    open: Option<Money>,
    /// The payment of a row of its own is there.
    there: bool,
    /// A person probably recorded it already, so that it is left out.
    probably: bool,
    /// What is remarked, each at the first of these fields that has a column.
    remarks: Vec<(&'static [F], Problem)>,
}

/// What the judgement goes by besides the drafts.
#[derive(Clone, Copy)]
pub(super) struct Judging<'a> {
    pub(super) actor: &'a Actor,
    pub(super) directory: &'a Directory,
    /// Customers who are others than those with nearly the same name.
    pub(super) apart: &'a Apart,
    /// Rows of payments that a person wants although they are probably known.
    pub(super) taken_in: &'a BTreeSet<u32>,
    /// The import whose own payments and invoices are looked away from.
    pub(super) import: ImportId,
    /// Whose eyes see the figures.
    pub(super) sight: Sight,
}

/// Where a remark about what was received stands.
const RECEIVED: &[F] = &[F::PaidAmount, F::OpenAmount, F::PaidOn, F::Status];

impl Judging<'_> {
    /// What some drafts say of invoices that are there, in their order. All rows about one invoice belong into one call.
    pub(super) async fn judge(
        self,
        connection: &impl ConnectionTrait,
        drafts: &[&InvoiceDraft],
    ) -> Result<Vec<Verdict>> {
        let mut verdicts = self.recognise(drafts);
        let mut ids: Vec<InvoiceId> = verdicts.iter().filter_map(|verdict| verdict.invoice).map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(verdicts);
        }
        let mut payments: HashMap<InvoiceId, Vec<StoredPayment>> = HashMap::new();
        for payment in store::invoice::payments_of(connection, &ids, Some(self.import)).await? {
            payments.entry(payment.invoice).or_default().push(payment);
        }
        let besides = leakage::besides_of(connection, self.actor, &ids).await?;
        let hidden = store::invoice::hidden_among(connection, self.sight, &ids).await?;
        let mut there: HashMap<InvoiceId, Account> = HashMap::new();
        for some in ids.chunks(TOGETHER) {
            for stored in store::invoice::find_many(connection, some).await? {
                let id = stored.invoice.id;
                let known = payments.remove(&id).unwrap_or_default();
                let besides = besides.get(&id).copied().unwrap_or_default();
                there.insert(id, Account::of(stored.invoice, &known, besides, !hidden.contains(&id), self.actor));
            }
        }
        let mut alone: BTreeMap<InvoiceId, Vec<usize>> = BTreeMap::new();
        for (place, (draft, verdict)) in drafts.iter().zip(&mut verdicts).enumerate() {
            let Some(account) = verdict.invoice.and_then(|(id, _)| there.get_mut(&id)) else { continue };
            match &draft.alone {
                Some(_) => alone.entry(account.id).or_default().push(place),
                None => self.of_list(draft, account, verdict),
            }
        }
        for (id, places) in alone {
            if let Some(account) = there.get_mut(&id) {
                self.of_payments(drafts, &places, account, &mut verdicts);
            }
        }
        Ok(verdicts)
    }

    /// Which invoice each draft is about; a payment that names none that is there is told so.
    fn recognise(self, drafts: &[&InvoiceDraft]) -> Vec<Verdict> {
        let lone = drafts.iter().filter(|draft| draft.alone.is_some() && draft.customer.is_none());
        let by_number = self.directory.by_number(lone.filter_map(|draft| draft.number.as_deref()));
        let is_apart = |words: &CustomerWords| self.apart.all || self.apart.names.contains(&words.name);
        drafts
            .iter()
            .map(|draft| {
                let Some(number) = draft.number.as_deref() else { return Verdict::default() };
                let customer = match &draft.customer {
                    Some(words) => match self.directory.customer(words) {
                        Some(Recognised::Nearly(_)) if is_apart(words) => None,
                        recognised => recognised.map(Recognised::id),
                    },
                    None => self.directory.customer_of(draft),
                };
                let of_customer = customer.and_then(|customer| self.directory.invoice(customer, number));
                let found = match (&draft.alone, &draft.customer, of_customer) {
                    (_, _, Some(found)) => Ok(found),
                    (Some(_), None, None) => by_number.find(number),
                    (_, _, None) => Err(NotThere::Nowhere),
                };
                match found {
                    Ok(known) if known.import == Some(self.import) => Verdict::default(),
                    Ok(known) => Verdict { invoice: Some((known.id, known.customer)), ..Verdict::default() },
                    Err(_) if draft.alone.is_none() => Verdict::default(),
                    Err(not_there) => {
                        let problem = match not_there {
                            NotThere::Nowhere => Problem::NoSuchInvoice,
                            NotThere::Several(invoices) => Problem::InvoiceOfSeveral { invoices },
                        };
                        Verdict { remarks: vec![(&[F::Number], problem)], ..Verdict::default() }
                    }
                }
            })
            .collect()
    }

    /// What a list of invoices says of one of them.
    fn of_list(self, draft: &InvoiceDraft, account: &mut Account, verdict: &mut Verdict) {
        let currency = account.currency;
        if draft.currency.is_some_and(|other| other != currency) {
            if !draft.payments.is_empty() {
                verdict.remarks.push((RECEIVED, Problem::PaidInOtherCurrency { currency }));
            }
            return;
        }
        if let Some(here) = account.other_total(draft).filter(|_| account.seen) {
            verdict.remarks.push((&[F::GrossAmount, F::NetAmount], Problem::OtherTotal { here }));
        }
        if draft.payments.is_empty() && !draft.says_received {
            return;
        }
        let stated: Vec<StatedPayment> = draft
            .payments
            .iter()
            .map(|payment| StatedPayment { received_on: payment.received_on, minor: payment.amount.minor })
            .collect();
        let refunding = account.kind == InvoiceKind::CreditNote;
        match beyond(&account.known, account.before, &stated, refunding) {
            Beyond::Nothing => {}
            Beyond::Less(minor) => {
                if account.seen {
                    let known = Money::new(minor, currency);
                    verdict.remarks.push((RECEIVED, Problem::LessReceived { known }));
                }
            }
            Beyond::Payments(parts) => {
                let adds = parts.into_iter().filter_map(|(place, minor)| {
                    let payment = draft.payments.get(place)?;
                    Some(PaymentDraft { amount: Money::new(minor, currency), ..*payment })
                });
                account.add(adds.collect(), verdict);
            }
        }
    }

    /// What rows of a list of payments say of one invoice.
    fn of_payments(self, drafts: &[&InvoiceDraft], places: &[usize], account: &mut Account, verdicts: &mut [Verdict]) {
        let mut stated: Vec<(usize, PaymentDraft)> = Vec::new();
        for place in places {
            let (Some(draft), Some(verdict)) = (drafts.get(*place), verdicts.get_mut(*place)) else { continue };
            let Some(alone) = draft.alone else { continue };
            let currency = account.currency;
            if draft.currency.is_some_and(|other| other != currency) {
                verdict.remarks.push((RECEIVED, Problem::PaidInOtherCurrency { currency }));
                continue;
            }
            let amount = match account.kind {
                InvoiceKind::Invoice => alone.amount,
                InvoiceKind::CreditNote => -alone.amount.abs(),
            };
            let Ok(amount) = Money::round(amount, currency) else {
                verdict.remarks.push((RECEIVED, Problem::OutOfRange));
                continue;
            };
            if amount.major().abs() != alone.amount.abs() {
                verdict.remarks.push((RECEIVED, Problem::Rounded));
            }
            let negative = alone.amount.is_sign_negative();
            for (field, problem) in oddities(account.kind, Some(account.issued_on), Some(alone.received_on), negative) {
                let at: &'static [F] = if field == F::PaidOn { &[F::PaidOn] } else { &[F::PaidAmount] };
                verdict.remarks.push((at, problem));
            }
            let payment = PaymentDraft { row: alone.row, received_on: alone.received_on, amount };
            verdict.payment = Some(payment);
            if payment.received_on > self.actor.day() {
                // It was said at its cell.
                continue;
            }
            stated.push((*place, payment));
        }
        let bare: Vec<StatedPayment> = stated
            .iter()
            .map(|(_, payment)| StatedPayment { received_on: payment.received_on, minor: payment.amount.minor })
            .collect();
        let settled = account.open.is_some_and(|open| open.minor <= 0);
        let standings = standings(&account.known, &bare, settled);
        for ((place, payment), standing) in stated.into_iter().zip(standings) {
            let Some(verdict) = verdicts.get_mut(place) else { continue };
            match standing {
                Standing::Known => verdict.there = true,
                Standing::Probably(on) if !self.taken_in.contains(&payment.row) => {
                    verdict.probably = true;
                    verdict.remarks.push((&[F::PaidOn, F::PaidAmount], Problem::ProbablyRecorded { on }));
                }
                Standing::New | Standing::Probably(_) => account.add(vec![payment], verdict),
            }
        }
    }
}

/// What is known of an invoice that is there, with what the rows before add to it.
struct Account {
    id: InvoiceId,
    kind: InvoiceKind,
    issued_on: Day,
    currency: Currency,
    net: i64,
    total_with_tax: Option<Money>,
    known: Vec<KnownPayment>,
    before: i64,
    /// What is open, where its tax is known.
    open: Option<Money>,
    /// Whether its figures may be seen.
    seen: bool,
}

impl Account {
    fn of(mut invoice: Invoice, payments: &[StoredPayment], besides: Besides, seen: bool, actor: &Actor) -> Self {
        let ids: HashSet<PaymentId> = payments.iter().map(|payment| payment.id).collect();
        invoice.payments.retain(|payment| ids.contains(&payment.id));
        let known = |payment: &StoredPayment| KnownPayment {
            received_on: payment.received_on,
            minor: payment.minor,
            by_person: payment.on_finding || payment.by.is_some(),
        };
        let outstanding = outstanding(&invoice, besides, actor.day());
        Self {
            known: payments.iter().map(known).collect(),
            before: came_in_before(&invoice, besides),
            open: (outstanding.taxed && seen).then_some(outstanding.open),
            seen,
            id: invoice.id,
            kind: invoice.kind,
            issued_on: invoice.issued_on,
            currency: invoice.currency,
            net: invoice.net(),
            total_with_tax: invoice.total_with_tax,
        }
    }

    /// Adds payments, and says what is open after them and whether they are more than was.
    fn add(&mut self, adds: Vec<PaymentDraft>, verdict: &mut Verdict) {
        let known = |payment: &PaymentDraft| KnownPayment {
            received_on: payment.received_on,
            minor: payment.amount.minor,
            by_person: false,
        };
        self.known.extend(adds.iter().map(known));
        let sum = adds.iter().fold(0_i64, |sum, payment| sum.saturating_add(payment.amount.minor));
        if let Some(open) = &mut self.open {
            if self.kind == InvoiceKind::Invoice && sum > 0 && sum > open.minor {
                let open = Money::new(open.minor.max(0), open.currency);
                verdict.remarks.push((RECEIVED, Problem::MoreThanOpen { open }));
            }
            open.minor = open.minor.saturating_sub(sum);
        }
        verdict.open = self.open;
        verdict.adds = adds;
    }

    /// What the invoice comes to where a file says another amount.
    fn other_total(&self, draft: &InvoiceDraft) -> Option<Money> {
        let net = draft.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.amount.minor));
        let (here, file) = match (self.total_with_tax, draft.total_with_tax) {
            (Some(here), Some(file)) => (here.minor, file.minor),
            _ => (self.net, net),
        };
        (here != file).then(|| Money::new(here, self.currency))
    }
}

/// Puts what was judged into the rows of a review: the remarks at their cells, and the payment of a row of its own with the
/// customer of its invoice; `assumed` is the currency of amounts that name none. Answers what is known of each row.
pub(super) fn tell(
    rows: &mut [UnderstoodRow<InvoiceDraft>],
    verdicts: Vec<Verdict>,
    directory: &Directory,
    columns: &[ImportColumn],
    assumed: Option<Currency>,
) -> Vec<Option<Known>> {
    let column = |fields: &[F]| {
        let of = |field: &F| columns.iter().position(|column| column.field.as_deref() == Some(field.key()));
        fields.iter().find_map(of)
    };
    let mut verdicts = verdicts.into_iter();
    let told = rows.iter_mut().map(|row| {
        let (Some(draft), Some(first)) = (&mut row.draft, row.rows.first().copied()) else { return None };
        let Verdict { invoice, adds, payment, open, there, probably, remarks } = verdicts.next()?;
        let problem = |(fields, problem)| CellProblem { row: first, column: column(fields), problem };
        row.problems.extend(remarks.into_iter().map(problem));
        row.problems.sort_by_key(|at| (at.row, at.column));
        // Of an invoice that is not there it is shown as it is written.
        let written = || {
            let LonePayment { row, received_on, amount } = draft.alone?;
            let amount = Money::round(amount, draft.currency.or(assumed)?).ok()?;
            Some(PaymentDraft { row, received_on, amount })
        };
        let payment = payment.or_else(written);
        draft.payments.extend(payment);
        let (_, customer) = invoice?;
        let name = directory.customer_name(customer);
        if draft.alone.is_some() && draft.customer.is_none() {
            draft.customer = Some(CustomerWords { name: name.clone().unwrap_or_default(), ..CustomerWords::default() });
        }
        Some(Known {
            // A payment that is neither there nor added is in error, or left out.
            same_number: draft.number.clone().filter(|_| draft.alone.is_none() || there || !adds.is_empty()),
            customer: name,
            probably,
            adds,
            open,
            ..Known::default()
        })
    });
    told.collect()
}

/// The payments that verdicts add, as they are written.
pub(super) fn payments(actor: &Actor, import: ImportId, verdicts: &[Verdict]) -> Vec<NewPayment> {
    let of = |verdict: &Verdict| {
        let invoice = verdict.invoice.map(|(id, _)| id);
        let new = move |payment: &PaymentDraft| {
            Some(NewPayment {
                id: actor.office().clock().id().into(),
                invoice: invoice?,
                received_on: payment.received_on,
                minor: payment.amount.minor,
                by: None,
                import: Some(import),
            })
        };
        verdict.adds.iter().filter_map(new).collect::<Vec<_>>()
    };
    verdicts.iter().flat_map(of).collect()
}
