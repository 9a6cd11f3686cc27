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
    /// How many of them are pictures.
    pub pictures: u64,
    /// What came of an upload just now: whether something was refused, and the sentence.
    pub uploaded: Option<(bool, String)>,
}

/// The files of a visit, or of a day on which an obligation falls due, as they are said on the page of their contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartSaid {
    /// What it is called, and its day.
    pub title: String,
    /// Its page.
    pub path: String,
    /// The files, the latest first.
    pub files: Vec<FileSaid>,
}

/// A version, said in the language of whoever asks.
#[cfg(feature = "ssr")]
fn file(actor: &operations::Actor, row: model::view::AttachmentRow) -> FileSaid {
    let (w, clocks) = (Words(actor.language()), actor.office().clock().clocks());
    let facts = say::facts(w, &row, w.moment(row.at, clocks.at(row.at)));
    FileSaid { id: row.id.to_string(), shown: row.media.is_shown(), name: row.name, facts }
}

/// The files of a record, said in the language of whoever asks.
#[cfg(feature = "ssr")]
pub async fn said(actor: &operations::Actor, record: AttachedTo) -> Result<FilesSaid, Failure> {
    let found = operations::attachment::list(actor, record).await?;
    let w = Words(actor.language());
    let mut rows: Vec<(FileSaid, Vec<FileSaid>)> = Vec::new();
    let mut pictures = 0;
    for row in found.rows {
        let picture = row.media.is_picture();
        let file = file(actor, row);
        match rows.last_mut() {
            Some((last, earlier)) if name::key(&last.name) == name::key(&file.name) => earlier.push(file),
            _ => {
                pictures += u64::from(picture);
                rows.push((file, Vec::new()));
            }
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
        pictures,
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

/// The files of the visits and obligations of a contract.
#[server(ListPartAttachments, endpoint = "attachment/of_parts", protocol = crate::wire::Wire)]
pub async fn of_parts(contract: model::id::ContractId) -> Result<Vec<PartSaid>, Failure> {
    let actor = crate::visit::actor().await?;
    let w = Words(actor.language());
    let parts = operations::attachment::of_parts(&actor, contract).await?.into_iter().map(|part| PartSaid {
        title: format!("{} · {}", part.title, w.day(part.day)),
        path: page_of(part.record, ""),
        files: part.rows.into_iter().map(|row| file(&actor, row)).collect(),
    });
    Ok(parts.collect())
}

/// The page on which the files of a record stand; that of a contract is known by its number.
#[cfg(feature = "ssr")]
pub fn page_of(record: AttachedTo, contract: &str) -> String {
    match record {
        AttachedTo::Contract(_) => format!("/contracts/{contract}/files"),
        AttachedTo::Invoice(id) => format!("/billing/invoices/{id}#files"),
        AttachedTo::Finding(id) => format!("/leakage/{id}#files"),
        AttachedTo::ServiceVisit(id) => format!("/visits/{id}#files"),
        AttachedTo::Obligation(id) => format!("/obligations/{id}#files"),
    }
}

/// Removes a version of a file.
#[server(RemoveAttachment, endpoint = "attachment/remove", protocol = crate::wire::Wire)]
pub async fn remove(id: String, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let id = id.parse().map_err(|_no_identity| Refusal::NotFound)?;
    Ok(operations::attachment::remove(&actor, id, &reason).await?)
}
