//! The files of a record.

use crate::{
    attachment::{AttachedTo, media::MediaType},
    calendar::{Day, Moment},
    id::AttachmentId,
};
use serde::{Deserialize, Serialize};

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRow {
    /// Identity.
    pub id: AttachmentId,
    /// Its name.
    pub name: String,
    /// Which version of the file of that name it is, from 1.
    pub number: u32,
    /// What it is.
    pub media: MediaType,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content, in hexadecimal digits.
    pub hash: String,
    /// Who added it; the program itself if nobody.
    pub by: Option<String>,
    /// When it was added.
    pub at: Moment,
}

/// The files of a record: by name, the last version of each first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachments {
    /// Every version that was not removed.
    pub rows: Vec<AttachmentRow>,
    /// Whether whoever asks may attach and remove files.
    pub may: bool,
    /// The most megabytes of a file.
    pub most: u32,
}

/// The files of something of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartFiles {
    /// Where they hang: a visit, or a day on which an obligation falls due.
    pub record: AttachedTo,
    /// What it is called.
    pub title: String,
    /// The day that matters about it.
    pub day: Day,
    /// The files, the latest first.
    pub rows: Vec<AttachmentRow>,
}
