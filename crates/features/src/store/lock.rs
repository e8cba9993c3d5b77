//! One process at a time changes a folder of models: one that trains writes a version and then names it, and another that prunes
//! must not remove it between the two.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::ModelStoreError;

/// Another process has the folder for the time it takes to write a model and to test it; one that has it longer is stuck.
const WAIT: Duration = Duration::from_secs(60);
/// How often the lock is asked for meanwhile.
const POLL: Duration = Duration::from_millis(20);

/// The right to change a folder of models, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct ModelsLock {
    /// The folder itself is locked, so there is no file that could be left behind or deleted. `None` where this cannot be done:
    /// on some network disks, and where the folder cannot be made; writing then says why.
    folder: Option<File>,
}

impl ModelsLock {
    /// Waits for a minute at most until no other process changes the folder. Makes the folder if there is none.
    ///
    /// # Errors
    /// Another process still has it.
    pub fn take(models: &Path) -> Result<Self, ModelStoreError> {
        Self::take_within(models, WAIT)
    }

    /// Whether no other process can have the folder now.
    pub fn is_held(&self) -> bool {
        self.folder.is_some()
    }

    fn take_within(models: &Path, wait: Duration) -> Result<Self, ModelStoreError> {
        let start = Instant::now();
        let Ok(folder) = fs::create_dir_all(models).and_then(|()| File::open(models)) else {
            return Ok(Self { folder: None });
        };
        loop {
            match folder.try_lock() {
                Ok(()) => return Ok(Self { folder: Some(folder) }),
                Err(TryLockError::Error(_)) => return Ok(Self { folder: None }),
                Err(TryLockError::WouldBlock) if start.elapsed() < wait => thread::sleep(POLL),
                Err(TryLockError::WouldBlock) => return Err(ModelStoreError::Locked(models.to_owned())),
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn afolder_is_one_process_s_at_a_time() {
        let models = tempfile::tempdir().unwrap().path().join("models");
        let first = ModelsLock::take(&models).unwrap();
        let refused = ModelsLock::take_within(&models, POLL * 2).unwrap_err().to_string();
        assert!(refused.contains("another matinee") && refused.contains("models"), "{refused}");
        let waiting = thread::spawn({
            let models = models.clone();
            move || ModelsLock::take(&models).map(drop)
        });
        drop(first);
        waiting.join().unwrap().unwrap();
        fs::remove_dir_all(models.parent().unwrap()).unwrap();
    }

    #[test]
    fn where_there_can_be_nofolder_writing_says_why() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(!ModelsLock::take(&file.path().join("models")).unwrap().is_held());
    }
}
