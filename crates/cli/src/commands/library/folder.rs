//! Reads folders of films and lists.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::MAX_HISTORY_BYTES;
use matinee_catalogue::library::folder::{named_films, nfo_films};
use matinee_catalogue::library::{LibraryKind, MAX_FOLDER_DEPTH, MAX_FOLDER_ENTRIES, MAX_LIBRARY_FILMS, listed_films};

use super::ask::Asked;
use super::limits::SHOWN_SKIPPED;

/// The films of a folder.
pub(super) fn films(kind: LibraryKind, path: &Path) -> Result<Asked> {
    let failed = || format!("cannot read {}", path.display());
    let mut found = if kind == LibraryKind::Kodi { nfo_films(path) } else { named_films(path) }.with_context(failed)?;
    if found.page.films.is_empty() {
        let what = if kind == LibraryKind::Kodi {
            "no .nfo file with a film"
        } else {
            "no video file that is named as \"Heat (1995).mkv\" or in a folder \"Heat (1995)\""
        };
        bail!("{} has {what}", path.display());
    }
    let mut asked = Asked::default();
    match found.series {
        0 => {}
        1 => asked.notes.push("1 file or folder of a series is passed over".to_owned()),
        n => asked.notes.push(format!("{n} files and folders of series are passed over")),
    }
    for (file, why) in found.skipped.iter().take(SHOWN_SKIPPED) {
        asked.notes.push(format!("{}: {}", printable(&file.to_string_lossy()), printable(why)));
    }
    if found.is_cut {
        asked.notes.push(format!(
            "it is too large to be read whole: {MAX_FOLDER_ENTRIES} files and folders, {MAX_FOLDER_DEPTH} levels and \
            {MAX_LIBRARY_FILMS} films are looked at"
        ));
    }
    if found.skipped.len() <= SHOWN_SKIPPED {
        // Each is named above.
        found.page.bad = 0;
    }
    asked.take(found.page);
    Ok(asked)
}

/// The films of a list.
pub(super) fn list(path: &Path) -> Result<Asked> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_HISTORY_BYTES as u64 + 1).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {}", path.display()))?;
    let mut asked = Asked::default();
    asked.take(listed_films(&path.display().to_string(), &bytes)?);
    Ok(asked)
}
