//! What follows from evidence: its kind, its amount, the rows and invoices that it is about.

use super::*;

impl Evidence {
    /// Whether its amount is before tax where such amounts are with tax, because the tax is not known.
    pub const fn is_before_tax(&self) -> bool {
        matches!(self, Self::Overdue { taxed: false, .. })
    }

    /// The kind this evidence belongs to.
    pub const fn kind(&self) -> FindingKind {
        match self {
            Self::MissingPeriod { .. } => FindingKind::MissingPeriod,
            Self::BilledTwice { .. } => FindingKind::BilledTwice,
            Self::BelowTerms { .. } => FindingKind::BelowTerms,
            Self::AboveTerms { .. } => FindingKind::AboveTerms,
            Self::OldPrice { .. } | Self::StepMissed { .. } => FindingKind::OldPrice,
            Self::DiscountPastEnd { .. } => FindingKind::DiscountPastEnd,
            Self::MilestoneNotInvoiced { .. } => FindingKind::MilestoneNotInvoiced,
            Self::NeverBilled { .. } => FindingKind::NeverBilled,
            Self::Overdue { .. } => FindingKind::Overdue,
            Self::NoticeNear { .. } => FindingKind::NoticeNear,
            Self::WrongParty { .. } => FindingKind::WrongParty,
            Self::BillingAfterEnd { .. } => FindingKind::BillingAfterEnd,
            Self::StoppedWhileLive { .. } => FindingKind::StoppedWhileLive,
            Self::Incomplete { .. } => FindingKind::Incomplete,
            Self::ValueMismatch { .. } => FindingKind::ValueMismatch,
            Self::VisitMissed { .. } => FindingKind::VisitMissed,
            Self::VisitNotBilled { .. } => FindingKind::VisitNotBilled,
            Self::ServedAfterEnd { .. } => FindingKind::ServedAfterEnd,
        }
    }

    /// Days that a bill or payment is late, or (negative) until the last day for notice; `None` where no
    /// day was missed. It changes every day and is therefore computed, not kept.
    pub fn days_late(&self, day: Day) -> Option<i64> {
        let due = match self {
            Self::MissingPeriod { row, .. } | Self::MilestoneNotInvoiced { row, .. } => Some(row.billing_day),
            Self::NeverBilled { rows, .. } | Self::StoppedWhileLive { rows, .. } => {
                rows.iter().filter(|row| row.is_charge()).map(|row| row.billing_day).min()
            }
            Self::Overdue { due_on, .. } => Some(*due_on),
            Self::NoticeNear { deadline, .. } => Some(*deadline),
            Self::VisitMissed { window, .. } => Some(window.last),
            Self::VisitNotBilled { done_on, .. } => Some(*done_on),
            Self::BilledTwice { .. }
            | Self::BelowTerms { .. }
            | Self::AboveTerms { .. }
            | Self::OldPrice { .. }
            | Self::StepMissed { .. }
            | Self::DiscountPastEnd { .. }
            | Self::WrongParty { .. }
            | Self::BillingAfterEnd { .. }
            | Self::Incomplete { .. }
            | Self::ValueMismatch { .. }
            | Self::ServedAfterEnd { .. } => None,
        };
        due.map(|due| (day - due).num_days())
    }

    /// The ledger rows concerned, oldest first, rebates that are taken off another row after it; empty where the finding
    /// is not about rows.
    pub fn rows(&self) -> Vec<&RowEvidence> {
        match self {
            Self::MissingPeriod { row, rebates, .. } => std::iter::once(row).chain(rebates).collect(),
            Self::MilestoneNotInvoiced { row, .. }
            | Self::BilledTwice { row, .. }
            | Self::BelowTerms { row, .. }
            | Self::AboveTerms { row, .. } => vec![row],
            Self::OldPrice { rows, .. }
            | Self::StepMissed { rows, .. }
            | Self::DiscountPastEnd { rows, .. }
            | Self::NeverBilled { rows, .. }
            | Self::StoppedWhileLive { rows, .. } => rows.iter().collect(),
            Self::Overdue { .. }
            | Self::NoticeNear { .. }
            | Self::WrongParty { .. }
            | Self::BillingAfterEnd { .. }
            | Self::Incomplete { .. }
            | Self::ValueMismatch { .. }
            | Self::VisitMissed { .. }
            | Self::VisitNotBilled { .. }
            | Self::ServedAfterEnd { .. } => Vec::new(),
        }
    }

    /// The invoices and credit notes it rests on, oldest first, then those that wait for a decision.
    pub fn invoices(&self) -> Vec<(InvoiceId, InvoiceKind, &str)> {
        let (one, invoices, waiting) = match self {
            Self::MissingPeriod { invoices, waiting, .. } | Self::MilestoneNotInvoiced { invoices, waiting, .. } => {
                (None, &**invoices, &**waiting)
            }
            Self::BilledTwice { invoices, .. }
            | Self::BelowTerms { invoices, .. }
            | Self::AboveTerms { invoices, .. }
            | Self::OldPrice { invoices, .. }
            | Self::StepMissed { invoices, .. }
            | Self::DiscountPastEnd { invoices, .. }
            | Self::BillingAfterEnd { invoices, .. } => (None, &**invoices, &[][..]),
            Self::WrongParty { invoice, .. } => (None, std::slice::from_ref(invoice), &[][..]),
            Self::Overdue { invoice, number, .. } => {
                (Some((*invoice, InvoiceKind::Invoice, number.as_str())), &[][..], &[][..])
            }
            Self::NeverBilled { .. }
            | Self::NoticeNear { .. }
            | Self::StoppedWhileLive { .. }
            | Self::Incomplete { .. }
            | Self::ValueMismatch { .. }
            | Self::VisitMissed { .. }
            | Self::VisitNotBilled { .. }
            | Self::ServedAfterEnd { .. } => (None, &[][..], &[][..]),
        };
        let named = invoices.iter().chain(waiting);
        let named = named.map(|evidence| (evidence.invoice, evidence.kind, evidence.number.as_str()));
        let mut all: Vec<(InvoiceId, InvoiceKind, &str)> = one.into_iter().chain(named).collect();
        let mut seen = BTreeSet::new();
        all.retain(|(invoice, _, _)| seen.insert(*invoice));
        all
    }

    /// The service visits it is about, each with what is done there.
    pub fn visits(&self) -> Vec<(VisitId, &str)> {
        match self {
            Self::VisitMissed { visit, what, .. } | Self::VisitNotBilled { visit, what, .. } => vec![(*visit, what)],
            Self::ServedAfterEnd { visits, .. } => visits.iter().map(|of| (of.visit, of.what.as_str())).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it says something about these invoices alone, so that nothing of it is left without them.
    pub fn is_only_about(&self, gone: &BTreeSet<InvoiceId>) -> bool {
        let invoices = self.invoices();
        !matches!(self, Self::MissingPeriod { .. } | Self::MilestoneNotInvoiced { .. })
            && !invoices.is_empty()
            && invoices.iter().all(|(invoice, _, _)| gone.contains(invoice))
    }

    /// Whether it rests on an invoice, which bills what it is about; an invoice that only waits beside it does not.
    pub fn rests_on(&self, invoice: InvoiceId) -> bool {
        match self {
            Self::MissingPeriod { invoices, .. } | Self::MilestoneNotInvoiced { invoices, .. } => {
                invoices.iter().any(|of| of.invoice == invoice)
            }
            _ => self.invoices().iter().any(|(of, _, _)| *of == invoice),
        }
    }

    /// What sets findings of one kind about one contract and line apart, as stable text.
    pub(in crate::leakage) fn subject(&self) -> String {
        match self {
            Self::MissingPeriod { row, .. }
            | Self::MilestoneNotInvoiced { row, .. }
            | Self::BilledTwice { row, .. }
            | Self::BelowTerms { row, .. }
            | Self::AboveTerms { row, .. } => format!("{}:{}", row.period.first, row.expected.currency),
            Self::OldPrice { due_on, expected, .. } => format!("{due_on}:{}", expected.currency),
            Self::StepMissed { due_on, unit_price, expected, .. } => {
                format!("{due_on}:{}:{}", unit_price.normalize(), expected.currency)
            }
            Self::DiscountPastEnd { percent, ended_on, expected, .. } => {
                format!("{ended_on}:{}:{}", percent.normalize(), expected.currency)
            }
            Self::Overdue { invoice, .. } => invoice.to_string(),
            Self::NoticeNear { deadline, .. } => deadline.to_string(),
            Self::WrongParty { invoice, .. } => invoice.invoice.to_string(),
            Self::BillingAfterEnd { billed, .. } => billed.currency.to_string(),
            Self::NeverBilled { .. }
            | Self::StoppedWhileLive { .. }
            | Self::Incomplete { .. }
            | Self::ValueMismatch { .. } => String::new(),
            Self::VisitMissed { visit, .. } | Self::VisitNotBilled { visit, .. } => visit.to_string(),
            Self::ServedAfterEnd { served, .. } => served.currency.to_string(),
        }
    }
}
