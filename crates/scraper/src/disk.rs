//! Room on a disk.

use std::path::Path;

/// The bytes that this user may still write to the disk of a folder, or of the nearest folder above that exists. `None` where
/// the system does not say.
pub fn free_space(folder: &Path) -> Option<u64> {
    let here = std::path::absolute(folder).ok()?;
    here.ancestors().find(|folder| folder.is_dir()).and_then(free)
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_folder_still_to_be_made_has_the_room_of_the_one_above() {
        let folder = tempfile::tempdir().unwrap();
        let free = free_space(&folder.path().join("not/there")).unwrap();
        assert!(free > 0);
        assert_eq!(free_space(Path::new("/dev/null/x")).is_some(), free_space(Path::new("/dev")).is_some());
    }
}
