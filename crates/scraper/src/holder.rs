//! Which process has claimed which page, when several share a database.
//!
//! Each process locks one small file beside the database for as long as it lives, and writes that file's number to the
//! pages it claims. The operating system releases a lock when its process ends, however it ends. So a process that gets
//! the lock of another's file knows that the other is dead, and frees its pages at once; no lease has to run out.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::limits::MAX_PROCESSES;

/// The lock of one process on its number. Released when dropped.
#[derive(Debug)]
pub(crate) struct Holder {
    pub(crate) number: i64,
    _lock: File,
}

impl Holder {
    /// Takes the first free number.
    ///
    /// # Errors
    /// The folder cannot be written, or all numbers are taken.
    pub(crate) fn new(database: &Path) -> io::Result<Self> {
        for number in 1..=MAX_PROCESSES {
            let file = File::options().create(true).append(true).open(lock_file(database, number))?;
            if file.try_lock().is_ok() {
                return Ok(Self { number, _lock: file });
            }
        }
        Err(io::Error::other(format!("{MAX_PROCESSES} processes crawl into it already")))
    }

    /// The numbers whose processes are dead.
    pub(crate) fn dead(&self, database: &Path) -> Vec<i64> {
        let unlocked =
            |number: i64| File::open(lock_file(database, number)).is_ok_and(|file| file.try_lock_shared().is_ok());
        (1..=MAX_PROCESSES).filter(|&number| number != self.number && unlocked(number)).collect()
    }
}

fn lock_file(database: &Path, number: i64) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(format!("-crawl{number}"));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_free_again_when_its_holder_ends() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("pages.db");
        let first = Holder::new(&database).unwrap();
        let second = Holder::new(&database).unwrap();
        assert_eq!((first.number, second.number), (1, 2));
        assert!(second.dead(&database).is_empty());
        drop(first);
        assert_eq!(second.dead(&database), [1]);
    }
}
