//! The data folder, and whether it can be written.

use std::io;
use std::path::{Path, absolute};

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    let folder = absolute(&context.data).unwrap_or_else(|_| context.data.clone());
    let name = folder.display();
    Some(match folder.metadata() {
        Ok(found) if !found.is_dir() => {
            Diagnosis::error(format!("{name} is a file, not a folder"), "name a folder with --data or MATINEE_DATA")
        }
        Ok(_) => match try_to_write(&folder) {
            Ok(()) => Diagnosis::ok(format!("{name} can be written")),
            Err(why) => Diagnosis::warn(
                format!("{name} cannot be written ({why}); `matinee serve` only reads it"),
                "run `matinee scrape`, `get` and `train` as the user whose folder it is, or name another with --data",
            ),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => new(&folder),
        Err(error) => Diagnosis::error(format!("{name} cannot be read: {error}"), "name another folder with --data"),
    })
}

/// A folder that is not there yet: whoever writes first makes it.
fn new(folder: &Path) -> Diagnosis {
    let name = folder.display();
    let above = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder);
    match try_to_write(above) {
        Ok(()) => Diagnosis::ok(format!("{name} is made when something is written first")),
        Err(why) => Diagnosis::warn(
            format!("{name} is not there, and {} cannot be written ({why})", above.display()),
            format!("as root: `install -d -o {} {name}`; or name another folder with --data", user()),
        ),
    }
}

fn user() -> String {
    std::env::var("USER").unwrap_or_else(|_| "matinee".to_owned())
}

fn try_to_write(folder: &Path) -> io::Result<()> {
    tempfile::Builder::new().prefix(".doctor").tempfile_in(folder).map(drop)
}
