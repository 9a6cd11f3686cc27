//! How far ahead of the machine a test has moved the clock.

use chrono::TimeDelta;
use std::{
    fs,
    io::{Error, ErrorKind, Result},
    path::PathBuf,
    sync::atomic::{AtomicI64, Ordering},
};

/// The most seconds: a century.
const MOST: i64 = 100 * 366 * 24 * 60 * 60;

/// A file that says by how many seconds the clock is ahead. It is read whenever somebody asks for the time, so that
/// several programs that share it are always on the same day.
#[derive(Debug)]
pub(super) struct Ahead {
    file: PathBuf,
    /// The farthest so far. Time never goes back: neither to an earlier number, nor where the file is just being written
    /// and only the first digits are there.
    farthest: AtomicI64,
}

impl Ahead {
    pub(super) fn of(file: PathBuf) -> Result<Self> {
        let said = fs::read_to_string(&file)?;
        let wrong = "it has to hold by how many seconds the clock is ahead, as a whole number";
        let seconds = seconds(&said).ok_or_else(|| Error::new(ErrorKind::InvalidData, wrong))?;
        Ok(Self { file, farthest: AtomicI64::new(seconds) })
    }

    pub(super) fn by(&self) -> TimeDelta {
        // A file that is gone for a moment leaves the clock where it was.
        let said = fs::read_to_string(&self.file).ok().and_then(|said| seconds(&said)).unwrap_or_default();
        TimeDelta::seconds(self.farthest.fetch_max(said, Ordering::Relaxed).max(said))
    }
}

fn seconds(said: &str) -> Option<i64> {
    said.trim().parse().ok().filter(|seconds| (0..=MOST).contains(seconds))
}

#[cfg(test)]
mod tests {
    use super::Ahead;
    use std::fs;

    #[test]
    fn time_goes_forward_by_the_number_in_the_file_and_never_back() {
        let file = std::env::temp_dir().join(format!("avenant-{}-ahead", std::process::id()));
        assert!(Ahead::of(file.clone()).is_err(), "no file");
        for wrong in ["", "tomorrow", "-5", "1e9", "99999999999"] {
            fs::write(&file, wrong).expect("written");
            assert!(Ahead::of(file.clone()).is_err(), "{wrong}");
        }
        fs::write(&file, "86400\n").expect("written");
        let (one, other) = (Ahead::of(file.clone()).expect("read"), Ahead::of(file.clone()).expect("read"));
        for (said, days) in [("86400", 1), ("172800", 2), ("1728", 2), ("", 2), ("345600\n", 4)] {
            fs::write(&file, said).expect("written");
            assert_eq!((one.by().num_days(), other.by().num_days()), (days, days), "{said}");
        }
        fs::remove_file(&file).expect("removed");
        assert_eq!(one.by().num_days(), 4);
    }
}
