//! Changing the master key: the keys of all contents are wrapped anew, the contents stay as they are.

use super::{NoPlace, name_of, wrapped_of};
use crate::{Failure, Office, Result};
use files::Ring;
use model::{id::ContentId, permission::Permission};
use store::content::ContentKeyRow;

/// Keys that one transaction wraps anew.
const TOGETHER: u64 = 500;

/// Wraps the keys of all contents by a new master key: one that is made where the program keeps it in a file, the present
/// one of the configuration otherwise. Stopped half-way it goes on where it was. Answers how many were wrapped anew.
///
/// # Errors
/// [`Failure::Broken`] if a master key that still wraps something is not known.
pub async fn rotate_keys(office: &Office) -> Result<u64> {
    let keys = office.files().ok_or_else(|| Failure::Broken(Box::new(NoPlace)))?.keeping.keys();
    let ring = keys.begin_change(office.clock().random())?;
    let mut wrapped = wrap_all(office, &ring).await?;
    keys.end_change()?;
    // A program that read the former key just before it went may have noted something under it since.
    wrapped += wrap_all(office, &ring).await?;
    Ok(wrapped)
}

async fn wrap_all(office: &Office, ring: &Ring) -> Result<u64> {
    let actor = office.program("rotate-keys");
    let (mut after, mut done): (Option<ContentId>, u64) = (None, 0);
    loop {
        let acting = actor.begin(Permission::ManageSettings).await?;
        let others = store::content::wrapped_otherwise(acting.connection(), ring.present(), after, TOGETHER).await?;
        for key in &others {
            let name = name_of(key.id);
            let content_key = ring.unwrap(&name, &wrapped_of(key))?;
            let anew = ring.wrap(&name, &content_key, office.clock().random())?;
            let anew = ContentKeyRow { id: key.id, by: anew.by, text: anew.text };
            store::content::wrap(acting.connection(), &key.by, &anew).await?;
            done += 1;
        }
        acting.commit().await?;
        match others.last() {
            Some(last) => after = Some(last.id),
            None => return Ok(done),
        }
    }
}

/// The master keys that wrap keys of contents and are not known here: their files cannot be read.
pub async fn unknown_keys(office: &Office) -> Result<Vec<String>> {
    let Some(files) = office.files() else {
        return Ok(Vec::new());
    };
    let ring = files.keeping.keys().ring()?;
    let used = store::content::master_keys(office.store.reading()).await?;
    Ok(used.into_iter().filter(|key| !ring.knows(key)).collect())
}
