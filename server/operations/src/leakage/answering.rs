//! What is found about who answers for contracts, after somebody left, came back or took over.

use super::recompute;
use crate::{Actor, Office, Result, actor::Acting};
use model::{id::PersonId, job::JobName, permission::Permission};

/// How many contracts are judged in one transaction.
const TOGETHER: u64 = 200;

/// Has the contracts of a person judged anew once the change of a transaction is there, if they own any: there may be too
/// many to have somebody wait for it. The next night would find the same.
pub(crate) async fn follow_owner(acting: &mut Acting<'_>, actor: &Actor, owner: PersonId) -> Result<()> {
    if store::contract::ids_of_owner(acting.connection(), owner, None, 1).await?.is_empty() {
        return Ok(());
    }
    acting.queue(JobName::JudgeAnew, &owner.to_string(), None, actor.now()).await?;
    Ok(())
}

/// Judges the contracts of a person anew. It may run twice, or stop half-way, without harm.
pub(crate) async fn judge_of_owner(office: &Office, owner: PersonId) -> Result<()> {
    let _alone = office.judging.lock().await;
    let actor = office.program("people");
    let mut after = None;
    loop {
        let acting = actor.begin(Permission::EditContracts).await?;
        let ids = store::contract::ids_of_owner(acting.connection(), owner, after, TOGETHER).await?;
        let Some(last) = ids.last() else { return acting.commit().await };
        after = Some(*last);
        recompute(acting.connection(), &actor, &ids).await?;
        acting.commit().await?;
    }
}
