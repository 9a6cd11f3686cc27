//! The steps of taking an import back: invoices and contracts first, some at a time, then the parties that nothing
//! else uses.

use super::{
    anchors,
    run::Stage,
    steps::{JUDGED_TOGETHER, Step},
};
use crate::{Result, leakage, reconciliation};
use model::{
    id::{InvoiceId, PaymentId},
    view::ImportKind,
};

/// How many contracts are taken back in one step.
const CONTRACTS_TOGETHER: u64 = 200;
/// How many payments are taken back in one step.
const PAYMENTS_TOGETHER: u64 = 500;
/// How many invoices are taken back in one step.
const INVOICES_TOGETHER: u64 = 500;

impl Step<'_, '_> {
    /// Takes some records back.
    pub(super) async fn remove(&mut self, kind: ImportKind) -> Result<()> {
        let removed = match kind {
            ImportKind::Contracts => self.remove_contracts().await?,
            ImportKind::Invoices => match self.remove_payments().await? {
                0 => self.remove_invoices().await?,
                removed => removed,
            },
        };
        self.reach(None, removed);
        if removed == 0 { self.begin(Stage::Parties, 0) } else { Ok(()) }
    }

    async fn remove_contracts(&mut self) -> Result<usize> {
        let connection = self.acting.connection();
        // What a person changed while it was there is theirs: it stays.
        let kept = store::import::let_go_changed(connection, self.import).await?;
        self.work.summary.kept = self.work.summary.kept.saturating_add(u32::try_from(kept).unwrap_or(u32::MAX));
        let contracts = store::import::some_contracts(connection, self.import, CONTRACTS_TOGETHER).await?;
        let customers = store::invoice::customers_billed_for(connection, &contracts).await?;
        store::import::delete_contracts(connection, &contracts).await?;
        leakage::recompute_loose(connection, self.actor, &customers).await?;
        Ok(contracts.len())
    }

    /// Takes back payments that were added to invoices which stay.
    async fn remove_payments(&mut self) -> Result<usize> {
        let connection = self.acting.connection();
        let some = store::invoice::some_payments_from(connection, self.import, PAYMENTS_TOGETHER).await?;
        let (payments, mut invoices): (Vec<PaymentId>, Vec<InvoiceId>) = some.into_iter().unzip();
        invoices.sort_unstable();
        invoices.dedup();
        store::invoice::touch(connection, &invoices).await?;
        store::invoice::delete_payments(connection, &payments).await?;
        let (mut billed, customers) = store::import::billed_by(connection, &invoices).await?;
        billed.sort_unstable();
        let later = billed.split_off(billed.len().min(JUDGED_TOGETHER));
        leakage::recompute(connection, self.actor, &billed).await?;
        leakage::recompute_loose(connection, self.actor, &customers).await?;
        self.work.concerned.extend(later);
        Ok(payments.len())
    }

    async fn remove_invoices(&mut self) -> Result<usize> {
        let connection = self.acting.connection();
        let invoices = store::import::some_invoices(connection, self.import, INVOICES_TOGETHER).await?;
        let (mut billed, customers) = store::import::billed_by(connection, &invoices).await?;
        // Before they go: afterwards nobody knows what the credit notes took back.
        let credited = store::import::credited_by(connection, &invoices).await?;
        store::import::delete_findings_about(connection, &invoices, &billed, &customers).await?;
        store::import::delete_invoices(connection, &invoices).await?;
        reconciliation::recount(connection, &billed).await?;
        billed.sort_unstable();
        let later = billed.split_off(billed.len().min(JUDGED_TOGETHER));
        leakage::recompute(connection, self.actor, &billed).await?;
        leakage::recompute_loose(connection, self.actor, &customers).await?;
        self.work.concerned.extend(later);
        self.work.concerned.extend(credited);
        Ok(invoices.len())
    }

    /// Takes back the parties and what price lines were moved by.
    pub(super) async fn remove_parties(&mut self) -> Result<()> {
        let moved = std::mem::take(&mut self.work.moved);
        anchors::take_back(self.acting, self.actor, &moved).await?;
        store::import::delete_parties(self.acting.connection(), self.import).await?;
        self.work.concerned.extend(moved.iter().map(|moved| moved.contract));
        self.begin(Stage::Following, 0)
    }
}
