//! Where contents are kept.

use crate::{Error, Result};
use object_store::{ObjectStore, aws::AmazonS3Builder, local::LocalFileSystem, memory::InMemory};
use std::{fmt, fs, path::PathBuf, sync::Arc};

/// A place for contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder of this machine, or one that several machines share.
    Folder(PathBuf),
    /// A bucket that speaks S3.
    Bucket(Bucket),
    /// The memory of this program: for tests and measurements.
    Memory,
}

/// How a bucket is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Option<String>,
    /// The address of a server other than Amazon's.
    pub endpoint: Option<String>,
    /// The access key with its secret; without, the machine's own role counts.
    pub access: Option<(String, String)>,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bucket").field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(formatter, "{}", path.display()),
            Self::Bucket(Bucket { name, endpoint: Some(endpoint), .. }) => {
                write!(formatter, "the bucket {name} at {endpoint}")
            }
            Self::Bucket(Bucket { name, .. }) => write!(formatter, "the bucket {name}"),
            Self::Memory => formatter.write_str("memory"),
        }
    }
}

impl Place {
    pub(crate) fn open(&self) -> Result<Arc<dyn ObjectStore>> {
        match self {
            Self::Folder(path) => {
                fs::create_dir_all(path).map_err(|cause| Error::Folder { path: path.clone(), cause })?;
                // What was said to be kept must survive a power cut.
                let folder = LocalFileSystem::new_with_prefix(path)?.with_automatic_cleanup(true).with_fsync(true);
                Ok(Arc::new(folder))
            }
            Self::Bucket(bucket) => bucket.open(),
            Self::Memory => Ok(Arc::new(InMemory::new())),
        }
    }
}

impl Bucket {
    fn open(&self) -> Result<Arc<dyn ObjectStore>> {
        // Whoever was there first chose the same.
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new().with_bucket_name(&self.name);
        if let Some(region) = &self.region {
            builder = builder.with_region(region);
        }
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some((key, secret)) = &self.access {
            builder = builder.with_access_key_id(key).with_secret_access_key(secret);
        }
        Ok(Arc::new(builder.build()?))
    }
}
