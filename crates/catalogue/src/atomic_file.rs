//! Files that are either whole or not there: written under another name in the same folder, synced, then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// How the names of files begin that are still being written, where a file without a name cannot be had.
const TEMPORARY: &str = ".tmp";

/// Writes `path` through `fill`. If it returns an error, the file at `path` stays as it was.
///
/// # Errors
/// Whatever `fill` returns, or the failure to create, sync or rename the file.
pub fn write<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&File>) -> Result<(), E>,
) -> Result<(), E> {
    replace(path, fill, make_readable)
}

/// As [`write()`], for a file that only its owner may read.
///
/// # Errors
/// As [`write()`].
pub fn write_private<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&File>) -> Result<(), E>,
) -> Result<(), E> {
    // Temporary files are private from the start.
    replace(path, fill, |_| Ok(()))
}

fn replace<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&File>) -> Result<(), E>,
    set_mode: impl FnOnce(&File) -> io::Result<()>,
) -> Result<(), E> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let temporary = Temporary::new(folder).map_err(without_path)?;
    let mut buffer = BufWriter::with_capacity(1 << 16, temporary.file());
    fill(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    set_mode(temporary.file())?;
    temporary.file().sync_all()?;
    temporary.rename(folder, path).map_err(without_path)?;
    sync_folder(folder)?;
    Ok(())
}

/// A file that is being written.
enum Temporary {
    /// It has no name yet, so nothing is left of it if the program is killed.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
}

impl Temporary {
    fn new(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Some(file) = linux::unnamed(folder) {
            return Ok(Self::Unnamed(file));
        }
        tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map(Self::Named)
    }

    fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }

    /// Puts it in the place of `path`.
    fn rename(self, folder: &Path, path: &Path) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => {
                // A name can be given only where there is no file, and a file with a name be renamed to another's.
                let named =
                    tempfile::Builder::new().prefix(TEMPORARY).make_in(folder, |name| linux::give_name(&file, name))?;
                named.persist(path).map(drop).map_err(|failed| failed.error)
            }
            Self::Named(file) => file.persist(path).map(drop).map_err(|failed| failed.error),
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    /// Where the system names the open files of this process.
    const OPEN_FILES: &str = "/proc/self/fd";

    /// A file in the folder that has no name; `None` where the file system knows no such files, or none can get a name later.
    pub(super) fn unnamed(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let can_be_named = Path::new(OPEN_FILES).is_dir();
        can_be_named.then(|| open(folder, flags, Mode::RUSR | Mode::WUSR).ok()).flatten().map(File::from)
    }

    /// Gives a file without a name one that no other file has (`open(2)`, under `O_TMPFILE`).
    pub(super) fn give_name(file: &File, name: &Path) -> io::Result<()> {
        let unnamed = format!("{OPEN_FILES}/{}", file.as_raw_fd());
        Ok(linkat(CWD, unnamed, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
    }
}

/// The kind of error alone: the name of a temporary file tells nobody anything.
fn without_path(error: io::Error) -> io::Error {
    if error.raw_os_error().is_some() { error } else { error.kind().into() }
}

/// Temporary files are private; the renamed one is readable like any other file.
#[cfg(unix)]
fn make_readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes a rename in `folder` survive a power cut.
///
/// # Errors
/// The folder cannot be opened or synced.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/file");
        write::<io::Error>(&path, |w| w.write_all(b"old")).unwrap();
        let failed = write::<io::Error>(&path, |w| {
            w.write_all(b"half of the new")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file stays behind");
    }

    /// A write that ends in the middle, as by Ctrl-C or kill -9: no destructor runs.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_killed_write_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write::<io::Error>(&path, |w| w.write_all(b"old")).unwrap();
        let half = write::<io::Error>(&path, |w| {
            w.write_all(&vec![0; 1 << 17])?;
            let names: Vec<_> = fs::read_dir(folder.path())?.map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(names, ["file"], "what is being written has no name");
            Err(io::Error::other("killed"))
        });
        assert!(half.is_err());
    }

    #[test]
    fn an_error_does_not_name_the_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let refused = without_path(NamedTempFile::new_in(&file).unwrap_err());
        assert!(refused.kind() == io::ErrorKind::NotADirectory && !refused.to_string().contains("tmp"), "{refused}");
    }

    #[test]
    fn a_file_is_replaced_where_no_file_without_a_name_can_be_had() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        let named = Temporary::Named(NamedTempFile::new_in(folder.path()).unwrap());
        named.file().write_all(b"new").unwrap();
        named.rename(folder.path(), &path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
