//! What the program does each night, and after each start: everything that changes because the day did.

use crate::{Office, Result, attachment, contract, idempotency, job, leakage, notification, renewal};
use model::permission::Permission;

/// How many contracts one transaction brings up to date: few enough that people can save in between, and that little
/// memory is needed.
const TOGETHER: u64 = 600;
/// How many customers one transaction looks at for invoices that belong to no contract.
const CUSTOMERS_TOGETHER: usize = 500;

/// The program by whose rules the ledgers were last computed, as it is kept.
const COMPUTED_BY: &str = "ledgers_computed_by";
/// This program's version.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Brings every contract up to the day: its dates, its ledger to the horizon, its findings. It may run
/// twice, or stop half-way and run again, without harm. Answers how many contracts there are.
///
/// A ledger whose days are still the same is not computed again, unless another version of the program computed it,
/// whose rules may have been others.
pub async fn run(office: &Office) -> Result<u64> {
    let by: Option<String> = store::setting::find(office.store.reading(), COMPUTED_BY).await?;
    if by.as_deref() == Some(VERSION) { over_all(office, false).await } else { run_whole(office).await }
}

/// The same, computing every ledger again.
pub async fn run_whole(office: &Office) -> Result<u64> {
    let done = over_all(office, true).await?;
    let actor = office.program("nightly");
    let acting = actor.begin(Permission::EditContracts).await?;
    store::setting::write(acting.connection(), COMPUTED_BY, &VERSION).await?;
    acting.commit().await?;
    Ok(done)
}

async fn over_all(office: &Office, whole: bool) -> Result<u64> {
    let actor = office.program("nightly");
    let mut after = None;
    let mut done = 0;
    loop {
        let mut acting = actor.begin(Permission::EditContracts).await?;
        let ids = store::contract::ids_after(acting.connection(), after, TOGETHER).await?;
        let Some(last) = ids.last() else {
            acting.commit().await?;
            break;
        };
        after = Some(*last);
        let ahead = leakage::Ahead::read(office, &ids);
        if whole {
            contract::recompute_with(acting.connection(), &actor, &ids, ahead).await?;
        } else {
            contract::keep_up(acting.connection(), &actor, &ids, ahead).await?;
        }
        renewal::follow(&mut acting, &ids).await?;
        acting.commit().await?;
        done += ids.len() as u64;
    }
    let customers = store::customer::ids(office.store.reading()).await?;
    for some in customers.chunks(CUSTOMERS_TOGETHER) {
        let acting = actor.begin(Permission::EditContracts).await?;
        leakage::recompute_loose(acting.connection(), &actor, some).await?;
        acting.commit().await?;
    }
    let acting = actor.begin(Permission::EditContracts).await?;
    idempotency::forget_old(&acting, actor.now()).await?;
    job::forget_old(&acting, actor.now()).await?;
    notification::forget_old(&acting, actor.now()).await?;
    store::session::delete_expired(acting.connection(), actor.now().timestamp_millis()).await?;
    acting.commit().await?;
    // A bucket that does not answer is no reason to do everything else again: what it still has goes another night.
    if let Err(cause) = attachment::sweep(office).await {
        tracing::error!(%cause, "contents that no file uses could not be deleted; it is tried again the next night");
    }
    Ok(done)
}
