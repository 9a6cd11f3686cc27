//! What the nightly work does with contents: those that no file uses are deleted.

use super::name_of;
use crate::{Office, Result};
use chrono::TimeDelta;
use model::permission::Permission;

/// How long a content may be on its way. Uploads have minutes.
const ON_THE_WAY: TimeDelta = TimeDelta::days(1);
/// Contents that are handled together.
const TOGETHER: u64 = 200;

/// Deletes the contents that no file uses, and what interrupted uploads left. It may run twice, on two nodes, or stop
/// half-way and run again, without harm; whoever uploads the same meanwhile keeps it.
pub async fn sweep(office: &Office) -> Result<()> {
    let Some(files) = office.files() else {
        return Ok(());
    };
    let actor = office.program("nightly");
    let acting = actor.begin(Permission::EditContracts).await?;
    store::attachment::remove_of_nothing(acting.connection(), actor.now()).await?;
    store::content::give_up_before(acting.connection(), actor.now() - ON_THE_WAY).await?;
    acting.commit().await?;
    loop {
        let acting = actor.begin(Permission::EditContracts).await?;
        let unused = store::content::unused(acting.connection(), TOGETHER).await?;
        for (content, version) in &unused {
            store::content::let_go(acting.connection(), *content, *version).await?;
        }
        acting.commit().await?;
        if (unused.len() as u64) < TOGETHER {
            break;
        }
    }
    loop {
        let reading = actor.read(Permission::ViewContracts)?;
        let going = store::content::going(reading.connection(), TOGETHER).await?;
        for content in &going {
            files.keeping.delete(&name_of(*content)).await?;
        }
        let acting = actor.begin(Permission::EditContracts).await?;
        for content in &going {
            store::content::forget(acting.connection(), *content).await?;
        }
        acting.commit().await?;
        if going.is_empty() {
            return Ok(());
        }
    }
}
