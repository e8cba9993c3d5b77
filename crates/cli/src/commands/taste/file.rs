//! The file of a taste on disk.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::atomic_file;
use matinee_catalogue::history::Opinion;
use matinee_rank::{MAX_TASTE_FILE_BYTES, TasteFile};

use crate::context::Context;

/// The file that was named, or else `taste.toml` in the data folder.
pub(super) fn path(named: Option<&PathBuf>, context: &Context) -> PathBuf {
    named.cloned().unwrap_or_else(|| context.taste())
}

/// Reads a taste.
pub(super) fn read(path: &Path) -> Result<TasteFile> {
    let name = path.display();
    let missing =
        || format!("cannot read the taste in {name}: `matinee taste import` and `matinee taste add` write one");
    let file = File::open(path).with_context(missing)?;
    let mut text = String::new();
    // One byte more than may be read tells that it is too large.
    file.take(MAX_TASTE_FILE_BYTES as u64 + 1).read_to_string(&mut text).with_context(missing)?;
    text.parse().with_context(|| format!("{name}"))
}

/// Reads a taste if the file is there.
pub(in crate::commands) fn read_if_there(path: &Path) -> Result<Option<TasteFile>> {
    if path.try_exists().with_context(|| format!("cannot read {}", path.display()))? {
        read(path).map(Some)
    } else {
        Ok(None)
    }
}

/// Writes a taste, whole or not at all. A file that is no taste is not replaced.
pub(super) fn write(path: &Path, taste: &TasteFile) -> Result<()> {
    taste.check().with_context(|| format!("cannot write {}", path.display()))?;
    let text = taste.to_string();
    if text.len() > MAX_TASTE_FILE_BYTES {
        bail!(
            "cannot write {}: the taste has {} bytes, at most {MAX_TASTE_FILE_BYTES} are read again",
            path.display(),
            text.len()
        );
    }
    atomic_file::write::<io::Error>(path, |file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// "3 films: 2 likes, 1 seen; 1 term muted"
pub(in crate::commands) fn counts(taste: &TasteFile) -> String {
    let mut parts = Vec::new();
    for (opinion, one, many) in [
        (Opinion::Like, "like", "likes"),
        (Opinion::Dislike, "dislike", "dislikes"),
        (Opinion::Seen, "seen", "seen"),
        (Opinion::Want, "to see", "to see"),
    ] {
        match taste.count(opinion) {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            n => parts.push(format!("{n} {many}")),
        }
    }
    for (what, terms) in taste.terms() {
        if !terms.is_empty() {
            parts.push(format!("{} {what}", terms.len()));
        }
    }
    match taste.never.len() {
        0 => {}
        1 => parts.push("1 rule".to_owned()),
        n => parts.push(format!("{n} rules")),
    }
    let films = match taste.films().len() {
        1 => "1 film".to_owned(),
        n => format!("{n} films"),
    };
    if parts.is_empty() { films } else { format!("{films}: {}", parts.join(", ")) }
}
