//! What the configuration says about files.

use operations::files::{Bucket, Place, Ring};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The file with the master keys, beside the data.
const KEY_FILE: &str = "files.key";
/// The largest limit of a file, in megabytes.
const MEGABYTES_MOST: u32 = 2_000;

/// Where files are kept, by which keys, and how large one may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// A folder, or a bucket.
    pub place: Place,
    /// The master keys.
    pub keys: FilesKeys,
    /// The most megabytes of a file.
    pub most: u32,
}

/// Where the master keys of the files come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesKeys {
    /// The configuration names them.
    Given(Ring),
    /// The program keeps them in this file, and makes it.
    File(PathBuf),
}

fn wrong(cause: &str) -> Failure {
    Failure::Configuration(cause.to_owned())
}

pub(super) fn place(
    folder: PathBuf,
    bucket: Option<String>,
    (region, endpoint): (Option<String>, Option<String>),
    access: Option<(String, String)>,
) -> Result<Place> {
    match bucket {
        Some(name) => Ok(Place::Bucket(Bucket { name, region, endpoint, access })),
        None if region.is_some() || endpoint.is_some() || access.is_some() => {
            Err(wrong("files_region, files_endpoint and files_access_key are about a bucket: name it in files_bucket"))
        }
        None => Ok(Place::Folder(folder)),
    }
}

pub(super) fn keys(data: &Path, master: Option<&str>, former: Option<&str>) -> Result<FilesKeys> {
    let former = former.unwrap_or_default().split(',').map(str::trim).filter(|key| !key.is_empty());
    match master {
        Some(master) => {
            let ring = Ring::read(std::iter::once(master).chain(former));
            // What is no key is not repeated: it may be half of one.
            let no_key = |_| wrong("files_master_key and files_former_keys are keys of 64 hexadecimal digits each");
            Ok(FilesKeys::Given(ring.map_err(no_key)?))
        }
        None if former.count() > 0 => Err(wrong("files_former_keys needs files_master_key, the key that holds now")),
        None => Ok(FilesKeys::File(data.join(KEY_FILE))),
    }
}

pub(super) fn most(megabytes: u32) -> Result<u32> {
    match megabytes {
        1..=MEGABYTES_MOST => Ok(megabytes),
        _ => Err(wrong(&format!("files_megabytes = {megabytes} is not between 1 and {MEGABYTES_MOST}"))),
    }
}
