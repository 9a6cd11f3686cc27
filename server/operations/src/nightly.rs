//! What the program does each night, and after each start: everything that changes because the day did.

use crate::{Office, Result, contract, leakage};
use model::permission::Permission;

/// How many contracts one transaction brings up to date: few enough that people can save in between, and so many that
/// some are judged while others are loaded.
const TOGETHER: u64 = 800;
/// How many customers one transaction looks at for invoices that belong to no contract.
const CUSTOMERS_TOGETHER: usize = 500;

/// Brings every contract up to the day: its dates, its ledger to the horizon, its findings. It may run
/// twice, or stop half-way and run again, without harm.
pub async fn run(office: &Office) -> Result<u64> {
    let actor = office.program("nightly");
    let mut after = None;
    let mut done = 0;
    loop {
        let acting = actor.begin(Permission::EditContracts).await?;
        let ids = store::contract::ids_after(acting.connection(), after, TOGETHER).await?;
        let Some(last) = ids.last() else {
            acting.commit().await?;
            break;
        };
        after = Some(*last);
        contract::recompute(acting.connection(), &actor, &ids).await?;
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
    store::session::delete_expired(acting.connection(), actor.now().timestamp_millis()).await?;
    acting.commit().await?;
    Ok(done)
}
