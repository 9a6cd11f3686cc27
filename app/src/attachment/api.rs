//! Questions about files on records.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::failure::Failure;
use leptos::server;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::words::{Words, attachment as say};
#[cfg(feature = "ssr")]
use model::{
    attachment::{AttachedTo, media::MediaType, name},
    refusal::{FileProblem, Refusal},
};

/// A version of a file, as it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSaid {
    /// Identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Which version, what it is, how large, by whom and when.
    pub facts: String,
    /// Whether it can be previewed.
    pub shown: bool,
}

/// The files of a record, as they are said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesSaid {
    /// The record, as forms name it.
    pub record: String,
    /// The last version of each file, with the earlier ones.
    pub rows: Vec<(FileSaid, Vec<FileSaid>)>,
    /// Whether files may be attached and removed.
    pub may: bool,
    /// The most megabytes of a file.
    pub most: u32,
    /// What may be attached.
    pub limits: String,
    /// That a file is too large.
    pub large: String,
    /// What a browser offers to choose.
    pub accept: String,
    /// What came of an upload just now: whether something was refused, and the sentence.
    pub uploaded: Option<(bool, String)>,
}

/// The files of a record, said in the language of whoever asks.
#[cfg(feature = "ssr")]
pub async fn said(actor: &operations::Actor, record: AttachedTo) -> Result<FilesSaid, Failure> {
    let found = operations::attachment::list(actor, record).await?;
    let (w, clocks) = (Words(actor.language()), actor.office().clock().clocks());
    let mut rows: Vec<(FileSaid, Vec<FileSaid>)> = Vec::new();
    for row in found.rows {
        let facts = say::facts(w, &row, w.moment(row.at, clocks.at(row.at)));
        let file = FileSaid { id: row.id.to_string(), shown: row.media.is_shown(), name: row.name, facts };
        match rows.last_mut() {
            Some((last, earlier)) if name::key(&last.name) == name::key(&file.name) => earlier.push(file),
            _ => rows.push((file, Vec::new())),
        }
    }
    let endings = MediaType::ALL.iter().flat_map(|media| media.endings());
    let accept = endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",");
    let limits = w.with(say::LIMITS, &[("n", &w.number(found.most))]);
    let large = say::refused(w, &FileProblem::TooLarge { megabytes: found.most });
    let uploaded = crate::visit::take_uploaded(&record.to_string()).await;
    Ok(FilesSaid {
        record: record.to_string(),
        rows,
        may: found.may,
        most: found.most,
        limits,
        large,
        accept,
        uploaded,
    })
}

/// The files of a record.
#[server(ListAttachments, endpoint = "attachment/list", protocol = crate::wire::Wire)]
pub async fn list(record: String) -> Result<FilesSaid, Failure> {
    let actor = crate::visit::actor().await?;
    let record: AttachedTo = record.parse().map_err(|_no_record| Refusal::NotFound)?;
    said(&actor, record).await
}

/// Removes a version of a file.
#[server(RemoveAttachment, endpoint = "attachment/remove", protocol = crate::wire::Wire)]
pub async fn remove(id: String, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let id = id.parse().map_err(|_no_identity| Refusal::NotFound)?;
    Ok(operations::attachment::remove(&actor, id, &reason).await?)
}
