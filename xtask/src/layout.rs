//! Where things are in the repository and in the target directory.

use std::env;
use std::path::{Path, PathBuf};

use crate::browser::Mode;
use crate::failure::{Explain, Failure, Outcome};

/// The folders that the tasks read and write.
pub struct Layout {
    /// The folder that holds the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target directory: everything that can be made again.
    pub target: PathBuf,
}

impl Layout {
    /// Finds the repository from where Cargo says this package is. Asked at run time: a kept target directory may
    /// hold an executable that was compiled in another clone.
    pub fn find() -> Outcome<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .ok_or_else(|| Failure::new("Please start this through `./x` or `cargo xtask`."))?;
        let root = Path::new(&package)
            .parent()
            .ok_or_else(|| Failure::new("The build tool is not inside a workspace."))?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            // Cargo reads a relative folder from where it was started, and so must this.
            Some(folder) => std::path::absolute(folder).explain(|| "CARGO_TARGET_DIR is not a folder".into())?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder from which the server serves files. Each mode has its own, so that going from
    /// `watch` to `run` and back builds nothing again.
    pub fn site(&self, mode: Mode) -> PathBuf {
        match mode {
            Mode::Release => self.target.join("site"),
            Mode::Together => self.target.join("site-together"),
            Mode::Debug => self.target.join("site-debug"),
        }
    }

    /// The browser journeys and the node packages they need.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The server's executable, built with the given Cargo profile (`debug` or `release`).
    pub fn executable(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("avenant{}", env::consts::EXE_SUFFIX))
    }
}
